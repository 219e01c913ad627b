/* What the names that pages give to their parts, and their headings, say of them. */
#include "stages/read/markup/html_reader.h"

enum {
    WORD = 24,                  /* the longest word that is looked at, with its end */
    HEADING_WORDS = 3,          /* a section's heading has no more words than this */
};

static bool is_listed(const char *word, const char *const *list, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(word, list[i]) == 0)
            return true;
    }
    return false;
}

/* Takes the next word off a class or id: `siteNav-menu` is site, nav, menu. */
static bool next_word(glosa_string *names, char word[WORD])
{
    size_t size = 0, at = 0;
    bool small = false;
    for (; at < names->size; at++) {
        char c = names->data[at];
        bool capital = c >= 'A' && c <= 'Z';
        bool letter = capital || (c >= 'a' && c <= 'z');
        if (size && (!letter || (capital && small)))
            break;
        if (letter && size + 1 < WORD)
            word[size++] = (char)(capital ? c + ('a' - 'A') : c);
        small = letter && !capital;
    }
    *names = glosa_string_slice(*names, at, names->size);
    word[size] = 0;
    return size > 0;
}

static bool has_word(glosa_string names, const char *const *list, size_t count)
{
    char word[WORD];
    while (next_word(&names, word)) {
        if (is_listed(word, list, count))
            return true;
    }
    return false;
}

bool glosa_html_names_aside(glosa_string names)
{
    static const char *const words[] = {
        "ad",         "ads",        "advert",   "advertisement", "banner",     "breadcrumb",
        "breadcrumbs", "comment",   "comments", "complementary", "consent",    "contentinfo",
        "cookie",     "cookies",    "footer",   "gdpr",          "login",      "menu",
        "menubar",    "nav",        "navbar",   "navigation",    "newsletter", "pagination",
        "popup",      "promo",      "related",  "search",        "share",      "sharing",
        "sidebar",    "signin",     "skip",     "social",        "submenu",    "toolbar",
    };
    return has_word(names, words, sizeof words / sizeof *words);
}

bool glosa_html_names_main(glosa_string id)
{
    static const char *const ids[] = {"main",    "maincontent", "main-content", "article",
                                      "content", "articulo",    "contenido"};
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++) {
        if (glosa_string_is(id, ids[i]))
            return true;
    }
    return false;
}

bool glosa_html_names_abstract(glosa_string names)
{
    static const char *const words[] = {"abstract", "resumen"};
    return has_word(names, words, sizeof words / sizeof *words);
}

/* `article-title`, `documentTitle`: the two words one after the other, and nothing between. */
bool glosa_html_names_title(glosa_string names)
{
    static const char *const words[] = {"article", "document", "content", "citation", "main"};
    char word[WORD];
    bool before = false;
    while (next_word(&names, word)) {
        if (before && strcmp(word, "title") == 0)
            return true;
        before = is_listed(word, words, sizeof words / sizeof *words);
    }
    return false;
}

/* --- headings --- */

bool glosa_html_is_abstract_heading(glosa_string text)
{
    static const char *const words[] = {"abstract", "resumen", "resumo", "summary"};
    char word[WORD];
    if (text.size > WORD || !next_word(&text, word))
        return false;
    return is_listed(word, words, sizeof words / sizeof *words) &&
           text.size <= 1;      /* a colon may follow */
}

bool glosa_html_is_section_heading(glosa_string text)
{
    static const char *const words[] = {
        "abstract",   "abstracts",   "resumen",    "resumo",      "resumos",     "summary",
        "references", "referencias", "discussion", "conclusions", "conclusion",  "introduction",
        "header",     "results",     "methods",    "background",  "resultados",  "conclusiones",
    };
    char word[WORD];
    unsigned found = 0;
    bool listed = false;
    while (found <= HEADING_WORDS && next_word(&text, word)) {
        listed |= found == 0 && is_listed(word, words, sizeof words / sizeof *words);
        found++;
    }
    return listed && found <= HEADING_WORDS;
}
