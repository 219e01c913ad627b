#include "stages/read/language_tag.h"

static const struct {
    const char *two, *three, *other;    /* ISO 639-1; ISO 639-2 terminological, bibliographic */
} languages[] = {
    {"en", "eng", "eng"}, {"es", "spa", "spa"}, {"pt", "por", "por"}, {"fr", "fra", "fre"},
    {"de", "deu", "ger"}, {"it", "ita", "ita"}, {"ca", "cat", "cat"}, {"gl", "glg", "glg"},
    {"eu", "eus", "baq"}, {"zh", "zho", "chi"}, {"ja", "jpn", "jpn"}, {"ru", "rus", "rus"},
};

enum { LONGEST = 3 };

static bool is_code(const char *code, const char *listed)
{
    return strcmp(code, listed) == 0;
}

glosa_string glosa_language_of_tag(glosa_document *document, glosa_string tag)
{
    char code[LONGEST + 1] = {0};
    size_t size = 0;
    tag = glosa_string_trim(tag);
    while (size < tag.size) {
        char lower = tag.data[size] | 0x20;
        if (lower < 'a' || lower > 'z')
            break;
        if (size == LONGEST)
            return (glosa_string){NULL, 0};
        code[size++] = lower;
    }
    if (size < tag.size && tag.data[size] != '-' && tag.data[size] != '_')
        return (glosa_string){NULL, 0};
    for (size_t i = 0; i < sizeof languages / sizeof *languages; i++) {
        if (is_code(code, languages[i].two) || is_code(code, languages[i].three) ||
            is_code(code, languages[i].other))
            return glosa_string_of(languages[i].two);
    }
    if (size != 2)
        return (glosa_string){NULL, 0};
    return glosa_document_keep(document, (glosa_string){code, size});
}
