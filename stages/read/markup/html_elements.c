#include "stages/read/markup/html_elements.h"

enum {
    BLOCK = GLOSA_HTML_BLOCK,
    RESETS = GLOSA_HTML_RESETS | BLOCK,
    DROP = GLOSA_HTML_DROP,
    ASIDE = GLOSA_HTML_ASIDE | RESETS,
    MAIN = GLOSA_HTML_MAIN | RESETS | GLOSA_HTML_ROOT,
    ROOT = GLOSA_HTML_ROOT,
    CAPTION = GLOSA_HTML_CAPTION | RESETS,
    ITEM = GLOSA_BLOCK_ITEM,
    CELL = GLOSA_BLOCK_CELL,
};

#define ROW(name, flags) {name, flags, GLOSA_HTML_NONE, GLOSA_BLOCK_PARAGRAPH, 0}
#define KIND(name, kind) {name, BLOCK, GLOSA_HTML_NONE, kind, 0}
#define ROLE(name, flags, role) {name, flags, GLOSA_HTML_##role, GLOSA_BLOCK_PARAGRAPH, 0}
#define HEADING(name, level) {name, BLOCK, GLOSA_HTML_HEADING, GLOSA_BLOCK_HEADING, level}

/* Sorted by name for the search. */
static const glosa_html_element elements[] = {
    ROLE("a", 0, LINK),
    ROW("address", BLOCK),
    ROW("annotation", DROP),
    ROW("annotation-xml", DROP),
    ROW("applet", DROP),
    ROW("article", MAIN),
    ROW("aside", ASIDE),
    ROW("audio", DROP),
    ROW("blockquote", BLOCK),
    ROW("body", RESETS | ROOT),
    ROLE("br", 0, BREAK),
    ROW("button", ASIDE),
    ROW("canvas", DROP),
    ROW("caption", CAPTION),
    ROW("center", BLOCK),
    KIND("dd", ITEM),
    ROW("details", BLOCK),
    ROW("dialog", ASIDE),
    ROW("div", BLOCK),
    ROW("dl", BLOCK),
    KIND("dt", ITEM),
    ROW("embed", DROP),
    ROW("fieldset", BLOCK),
    ROW("figcaption", CAPTION),
    ROW("figure", RESETS),
    ROW("footer", ASIDE),
    ROW("form", ASIDE),
    HEADING("h1", 1),
    HEADING("h2", 2),
    HEADING("h3", 3),
    HEADING("h4", 4),
    HEADING("h5", 5),
    HEADING("h6", 6),
    ROW("head", ROOT),
    ROLE("header", RESETS, HEADER),
    ROW("hr", BLOCK),
    ROLE("html", ROOT, DOCUMENT),
    ROW("iframe", DROP),
    ROW("legend", BLOCK),
    KIND("li", ITEM),
    ROW("main", MAIN),
    ROW("map", DROP),
    ROW("menu", ASIDE),
    ROLE("meta", 0, META),
    ROW("nav", ASIDE),
    ROW("noscript", DROP),
    ROW("object", DROP),
    ROW("ol", BLOCK),
    ROW("option", DROP),
    ROW("p", BLOCK),
    ROW("pre", BLOCK),
    ROW("script", DROP),
    ROW("section", BLOCK),
    ROW("select", DROP),
    ROW("style", DROP),
    ROW("summary", BLOCK),
    ROLE("sup", 0, SUPERSCRIPT),
    ROW("svg", DROP),
    ROLE("table", BLOCK, TABLE),
    KIND("td", CELL),
    ROW("template", DROP),
    ROW("textarea", DROP),
    KIND("th", CELL),
    ROLE("title", 0, TITLE),
    ROW("tr", BLOCK),
    ROW("ul", BLOCK),
    ROW("video", DROP),
};

static int compare(const void *name, const void *element)
{
    return strcmp(name, ((const glosa_html_element *)element)->name);
}

const glosa_html_element *glosa_html_element_of(const char *name)
{
    static const glosa_html_element other = ROW("", 0);
    const glosa_html_element *found = bsearch(
        name, elements, sizeof elements / sizeof *elements, sizeof *elements, compare);
    return found ? found : &other;
}
