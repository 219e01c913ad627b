/* Formulas between dollar signs, as OCR writes them around a Greek letter or a power: what is
 * simple becomes text, the rest only loses its dollars. */
#include "stages/normalize/markup.h"

enum { LONGEST_FORMULA = 256, LONGEST_COMMAND = 16 };

/* Commands and the text for them; empty for those that only change the look. */
static const struct {
    const char *name, *text;
} commands[] = {
    {"alpha", "α"},      {"beta", "β"},      {"gamma", "γ"},      {"delta", "δ"},
    {"epsilon", "ε"},    {"varepsilon", "ε"}, {"zeta", "ζ"},      {"eta", "η"},
    {"theta", "θ"},      {"vartheta", "θ"},  {"iota", "ι"},       {"kappa", "κ"},
    {"varkappa", "κ"},   {"lambda", "λ"},    {"mu", "μ"},         {"nu", "ν"},
    {"xi", "ξ"},         {"pi", "π"},        {"rho", "ρ"},        {"sigma", "σ"},
    {"tau", "τ"},        {"upsilon", "υ"},   {"phi", "φ"},        {"varphi", "φ"},
    {"chi", "χ"},        {"psi", "ψ"},       {"omega", "ω"},      {"Gamma", "Γ"},
    {"Delta", "Δ"},      {"Theta", "Θ"},     {"Lambda", "Λ"},     {"Xi", "Ξ"},
    {"Pi", "Π"},         {"Sigma", "Σ"},     {"Phi", "Φ"},        {"Psi", "Ψ"},
    {"Omega", "Ω"},      {"times", "×"},     {"pm", "±"},         {"mp", "∓"},
    {"le", "≤"},         {"leq", "≤"},       {"leqslant", "≤"},   {"ge", "≥"},
    {"geq", "≥"},        {"geqslant", "≥"},  {"lt", "<"},         {"gt", ">"},
    {"ne", "≠"},         {"neq", "≠"},       {"approx", "≈"},     {"sim", "~"},
    {"simeq", "≃"},      {"cdot", "·"},      {"circ", "°"},       {"degree", "°"},
    {"to", "→"},         {"rightarrow", "→"}, {"leftarrow", "←"}, {"uparrow", "↑"},
    {"downarrow", "↓"},  {"infty", "∞"},     {"prime", "′"},      {"dagger", "†"},
    {"ddagger", "‡"},    {"ast", "*"},       {"bullet", "•"},     {"equiv", "≡"},
    {"mathrm", ""},      {"mathbf", ""},     {"mathit", ""},      {"mathsf", ""},
    {"text", ""},        {"textrm", ""},     {"textbf", ""},      {"textit", ""},
    {"rm", ""},          {"bf", ""},         {"it", ""},          {"left", ""},
    {"right", ""},       {"boldsymbol", ""}, {"operatorname", ""}, {"textsuperscript", ""},
    {",", " "},          {";", " "},         {":", " "},          {" ", " "},
    {"!", ""},           {"quad", " "},      {"%", "%"},          {"&", "&"},
    {"$", "$"},          {"_", "_"},         {"#", "#"},          {"{", "{"},
    {"}", "}"},
};

typedef struct formula {
    glosa_string text;              /* the whole text */
    size_t outer, start, end, outer_end;    /* with and without the dollars */
} formula;

/* A piece of a formula: [start, end) and what it becomes; NULL data where it is not simple. */
typedef struct piece {
    size_t start, end;
    glosa_string with;
} piece;

static bool is_command_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static piece command_at(const formula *it, size_t at)
{
    size_t start = at + 1, stop = start;
    size_t limit = it->end - start < LONGEST_COMMAND ? it->end : start + LONGEST_COMMAND;
    while (stop < limit && is_command_letter(it->text.data[stop]))
        stop++;
    stop += stop == start && stop < it->end;
    glosa_string name = glosa_string_slice(it->text, start, stop);
    for (size_t i = 0; i < sizeof commands / sizeof *commands; i++) {
        if (glosa_string_is(name, commands[i].name))
            return (piece){at, stop, glosa_string_of(commands[i].text)};
    }
    return (piece){at, stop, {NULL, 0}};
}

static piece piece_at(const formula *it, size_t at)
{
    char c = it->text.data[at];
    if (c == '\\')
        return command_at(it, at);
    if (c == '{' || c == '}' || c == '_' || c == '^')
        return (piece){at, at + 1, GLOSA_LITERAL("")};
    if (c == '~')
        return (piece){at, at + 1, GLOSA_LITERAL(" ")};
    size_t next;
    (void)glosa_utf8_at(it->text, at, &next);
    return (piece){at, next, glosa_string_slice(it->text, at, next)};
}

static bool is_greek_piece(piece it)
{
    return it.with.size && glosa_is_greek(glosa_peek(it.with, 0));
}

static bool is_simple(const formula *it)
{
    for (size_t at = it->start; at < it->end;) {
        piece next = piece_at(it, at);
        if (!next.with.data)
            return false;
        at = next.end;
    }
    return true;
}

/* The group behind a `^` at `at`: one piece, or what stands in braces. */
static size_t group_end(const formula *it, size_t at)
{
    if (at + 1 >= it->end)
        return it->end;
    if (it->text.data[at + 1] != '{')
        return piece_at(it, at + 1).end;
    int depth = 0;
    for (size_t i = at + 1; i < it->end; i = piece_at(it, i).end) {
        depth += (it->text.data[i] == '{') - (it->text.data[i] == '}');
        if (depth == 0)
            return i + 1;
    }
    return it->end;
}

/* A range without text in an edit of its own, unless it is empty. */
static void drop(glosa_rewrite *rewrite, size_t start, size_t end)
{
    if (end > start)
        glosa_rewrite_drop(rewrite, start, end);
}

static void write_piece(glosa_rewrite *rewrite, piece it)
{
    glosa_string source = glosa_string_slice(rewrite->in, it.start, it.end);
    if (!glosa_string_equal(source, it.with))
        glosa_rewrite_replace(rewrite, it.start, it.end, it.with);
}

/* A superscript of a formula: `^` and what it raises, [start, end). */
typedef struct raised_group {
    size_t start, end;
    glosa_raised items[GLOSA_RAISED_MOST];
    size_t count;
} raised_group;

static void read_group(const formula *it, raised_group *out)
{
    out->end = group_end(it, out->start);
    for (size_t at = out->start; at < out->end && out->count < GLOSA_RAISED_MOST;) {
        piece next = piece_at(it, at);
        if (next.with.size)
            out->items[out->count++] =
                (glosa_raised){glosa_peek(next.with, 0), next.start, next.end};
        at = next.end;
    }
}

static bool is_signed_number(const raised_group *group)
{
    for (size_t i = 0; i < group->count; i++) {
        int32_t c = group->items[i].c;
        if (!glosa_is_digit(c) && c != '+' && c != '-')
            return false;
    }
    return group->count > 0;
}

/* Only a superscript that is the whole formula can be a citation: texto$^{12}$. */
static glosa_superscript judge(const formula *it, const raised_group *group,
                               glosa_string before)
{
    bool whole = group->start == it->start && group->end == it->end;
    size_t follows = group->end == it->end ? it->outer_end : group->end;
    glosa_string after = glosa_string_slice(it->text, follows, it->text.size);
    glosa_superscript found =
        glosa_superscript_judge(group->items, group->count, before, after);
    if (found != GLOSA_SUPERSCRIPT_DROP || whole)
        return found;
    return is_signed_number(group) ? GLOSA_SUPERSCRIPT_RAISE : GLOSA_SUPERSCRIPT_PLAIN;
}

static size_t superscript(glosa_rewrite *rewrite, const formula *it, size_t at)
{
    raised_group group = {.start = at};
    read_group(it, &group);
    glosa_superscript found = judge(it, &group, glosa_rewrite_before(rewrite, at));
    if (found == GLOSA_SUPERSCRIPT_DROP || group.count == GLOSA_RAISED_MOST)
        group.count = 0;
    size_t done = at;
    for (size_t i = 0; i < group.count; i++) {
        drop(rewrite, done, group.items[i].start);
        if (found == GLOSA_SUPERSCRIPT_RAISE)
            glosa_superscript_write(rewrite, &group.items[i], 1);
        else if (found == GLOSA_SUPERSCRIPT_DEGREE)
            glosa_rewrite_code_point(rewrite, group.items[i].start, group.items[i].end, 0xB0);
        else
            write_piece(rewrite, piece_at(it, group.items[i].start));
        done = group.items[i].end;
    }
    drop(rewrite, done, group.end);
    return group.end;
}

static void write(glosa_rewrite *rewrite, const formula *it)
{
    for (size_t at = it->start; at < it->end;) {
        if (it->text.data[at] == '^') {
            at = superscript(rewrite, it, at);
            continue;
        }
        piece next = piece_at(it, at);
        write_piece(rewrite, next);
        at = next.end;
        /* The blank that ends the command, not one between two words. */
        if (is_greek_piece(next) && at < it->end && it->text.data[at] == ' ' &&
            it->text.data[next.start] == '\\') {
            glosa_rewrite_drop(rewrite, at, at + 1);
            at++;
        }
    }
}

static char byte_at(glosa_string text, size_t at)
{
    return at < text.size ? text.data[at] : '\0';
}

/* Finds the dollars that close the formula at `at`; false where there is none. */
static bool find(glosa_string text, size_t at, formula *it)
{
    size_t dollars = 1 + (byte_at(text, at + 1) == '$');
    size_t limit = text.size - at < LONGEST_FORMULA ? text.size : at + LONGEST_FORMULA;
    *it = (formula){.text = text, .outer = at, .start = at + dollars};
    for (size_t i = it->start; i < limit; i++) {
        char c = text.data[i];
        if (c == '\\') {
            i++;
        } else if (c == '\n' && (dollars == 1 || byte_at(text, i + 1) == '\n')) {
            return false;
        } else if (c == '$' && (dollars == 1 || byte_at(text, i + 1) == '$')) {
            it->end = i;
            it->outer_end = i + dollars;
            return i > it->start;
        }
    }
    return false;
}

/* Whether it is a formula and not two prices: it has a command, or it is short and tight. */
static bool is_formula(const formula *it)
{
    glosa_string inside = glosa_string_slice(it->text, it->start, it->end);
    size_t letters = 0, longest = 0;
    for (size_t i = 0; i < inside.size; i++) {
        if (strchr("\\^{", inside.data[i]) && inside.data[i])
            return true;
        letters = is_command_letter(inside.data[i]) ? letters + 1 : 0;
        longest = letters > longest ? letters : longest;
    }
    return inside.size <= 32 && longest < 3 && inside.data[0] != ' ' &&
           inside.data[inside.size - 1] != ' ' &&
           !glosa_is_digit(byte_at(it->text, it->outer_end)) &&
           !glosa_is_letter(glosa_peek_back(it->text, it->outer));
}

static bool is_greek_alone(const formula *it)
{
    size_t start = it->start, end = it->end;
    while (start < end && it->text.data[start] == ' ')
        start++;
    while (end > start && it->text.data[end - 1] == ' ')
        end--;
    piece first = start < end ? piece_at(it, start) : (piece){0};
    return first.end == end && is_greek_piece(first);
}

/* Takes the blanks that OCR puts around a Greek letter into a formula's outer bounds: before it
 * when a hyphen or slash that touches a word stands there, behind it when one follows, and for
 * `NF- $\kappa$ B`. */
static void close_up(formula *it, size_t done)
{
    glosa_string text = it->text;
    size_t at = it->outer;
    bool joined = at >= done + 3 && text.data[at - 1] == ' ' &&
                  (text.data[at - 2] == '-' || text.data[at - 2] == '/') &&
                  !glosa_is_blank((unsigned char)text.data[at - 3]);
    if (joined)
        it->outer--;
    if (byte_at(text, it->outer_end) != ' ')
        return;
    size_t next = it->outer_end + 1;
    char mark = byte_at(text, next);
    bool tight = !glosa_is_blank((unsigned char)byte_at(text, next + 1));
    bool capital = joined && mark >= 'A' && mark <= 'Z' &&
                   !glosa_is_letter(glosa_peek(text, next + 1));
    it->outer_end += (tight && (mark == '-' || mark == '/')) || capital;
}

/* One edit for the letter and its dollars, so that a name which begins with it is shown whole. */
static size_t write_greek(glosa_rewrite *rewrite, formula *it)
{
    size_t start = it->outer, end = it->outer_end;
    while (it->text.data[it->start] == ' ')
        it->start++;
    close_up(it, rewrite->done);
    drop(rewrite, it->outer, start);
    glosa_rewrite_replace(rewrite, start, end, piece_at(it, it->start).with);
    drop(rewrite, end, it->outer_end);
    return it->outer_end;
}

size_t glosa_markup_formula(glosa_markup *markup, size_t at)
{
    glosa_rewrite *rewrite = markup->rewrite;
    formula it;
    if (!find(rewrite->in, at, &it) || !is_formula(&it))
        return at + 1 + (byte_at(rewrite->in, at + 1) == '$');
    if (is_greek_alone(&it))
        return write_greek(rewrite, &it);
    drop(rewrite, it.outer, it.start);
    if (is_simple(&it))
        write(rewrite, &it);
    drop(rewrite, it.end, it.outer_end);
    return it.outer_end;
}
