#include "stages/read/foreign.h"

static const struct {
    glosa_string signature;
    const char *what;
} kinds[] = {
    {GLOSA_LITERAL("%PDF-"), "a PDF; extract its text first, for example with pdftotext"},
    {GLOSA_LITERAL("\xD0\xCF\x11\xE0"), "an office document; save it as plain text first"},
    {GLOSA_LITERAL("{\\rtf"), "an RTF document; save it as plain text first"},
    {GLOSA_LITERAL("\xFF\xD8\xFF"), "a picture (JPEG); nothing to read"},
    {GLOSA_LITERAL("\x89PNG"), "a picture (PNG); nothing to read"},
    {GLOSA_LITERAL("GIF8"), "a picture (GIF); nothing to read"},
    {GLOSA_LITERAL("II*\0"), "a picture (TIFF); nothing to read"},
    {GLOSA_LITERAL("MM\0*"), "a picture (TIFF); nothing to read"},
    {GLOSA_LITERAL("SQLite format 3"), "an SQLite database; export its texts first"},
    {GLOSA_LITERAL("7z\xBC\xAF"), "a 7z archive; unpack it first"},
    {GLOSA_LITERAL("Rar!"), "a RAR archive; unpack it first"},
    {GLOSA_LITERAL("\x7F" "ELF"), "a program; nothing to read"},
};

const char *glosa_foreign(glosa_string head)
{
    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        glosa_string signature = kinds[i].signature;
        if (head.size >= signature.size &&
            memcmp(head.data, signature.data, signature.size) == 0)
            return kinds[i].what;
    }
    return NULL;
}
