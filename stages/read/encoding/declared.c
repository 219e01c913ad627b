#include "stages/read/encoding/declared.h"

#include "stages/read/encoding/convert.h"

enum {
    HEAD = 4096, /* where a declaration must stand */
    LABEL = 40,  /* the longest name of an encoding, with its end */
};

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c + ('a' - 'A')) : c;
}

/* Where `needle`, in small letters, begins in the text, whatever its letters there; or its end.
 */
static size_t find(glosa_string text, const char *needle)
{
    size_t size = strlen(needle);
    for (size_t at = 0; at + size <= text.size; at++) {
        size_t same = 0;
        while (same < size && small(text.data[at + same]) == needle[same])
            same++;
        if (same == size)
            return at;
    }
    return text.size;
}

static glosa_string from(glosa_string text, size_t at)
{
    return glosa_string_slice(text, at < text.size ? at : text.size, text.size);
}

static bool is_label_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == ':' || c == '.';
}

/* The name behind `key` and an equals sign, in small letters; empty where there is none. */
static void find_label(glosa_string text, const char *key, char label[LABEL])
{
    size_t size = 0;
    glosa_string value = glosa_string_trim(from(text, find(text, key) + strlen(key)));
    label[0] = 0;
    if (!glosa_string_starts(value, "="))
        return;
    value = glosa_string_trim(from(value, 1));
    if (value.size && (value.data[0] == '"' || value.data[0] == '\''))
        value = glosa_string_trim(from(value, 1));
    while (size < value.size && size + 1 < LABEL && is_label_byte(small(value.data[size]))) {
        label[size] = small(value.data[size]);
        size++;
    }
    label[size] = 0;
}

/* Behind the byte order mark that a page which is no file of its own may begin with, too. */
static void find_declared(glosa_string head, char label[LABEL])
{
    label[0] = 0;
    head = glosa_string_trim(head);
    if (glosa_string_starts(head, "<?xml"))
        find_label(glosa_string_slice(head, 0, find(head, "?>")), "encoding", label);
    if (!glosa_string_starts(head, "<"))
        return;
    while (!label[0] && (head = from(head, find(head, "<meta"))).size) {
        size_t end = find(head, ">");
        find_label(glosa_string_slice(head, 0, end), "charset", label);
        head = from(head, end);
    }
}

/* What these names mean in real files, whatever they once meant (WHATWG Encoding
 * Standard, 4.2). What could be read as ASCII up to its declaration is not UTF-16. UTF-7 and
 * its like are no encodings of files, and hide markup. */
static const struct {
    const char *label, *encoding;
} meant[] = {
    {"iso-8859-1", "windows-1252"},
    {"iso8859-1", "windows-1252"},
    {"iso_8859-1", "windows-1252"},
    {"iso88591", "windows-1252"},
    {"latin1", "windows-1252"},
    {"latin-1", "windows-1252"},
    {"l1", "windows-1252"},
    {"us-ascii", "windows-1252"},
    {"ascii", "windows-1252"},
    {"ansi", "windows-1252"},
    {"x-cp1252", "windows-1252"},
    {"iso-8859-9", "windows-1254"},
    {"latin5", "windows-1254"},
    {"iso-8859-11", "windows-874"},
    {"tis-620", "windows-874"},
    {"gb2312", "gb18030"},
    {"gbk", "gb18030"},
    {"shift_jis", "windows-31j"},
    {"shift-jis", "windows-31j"},
    {"sjis", "windows-31j"},
    {"x-sjis", "windows-31j"},
    {"ks_c_5601-1987", "windows-949"},
    {"euc-kr", "windows-949"},
    {"x-mac-roman", "macintosh"},
    {"utf8", "UTF-8"},
    {"utf-16", "UTF-8"},
    {"utf-16le", "UTF-8"},
    {"utf-16be", "UTF-8"},
    {"utf-32", "UTF-8"},
    {"iso-10646-ucs-2", "UTF-8"},
    {"iso-10646-ucs-4", "UTF-8"},
    {"ucs-2", "UTF-8"},
    {"ucs-4", "UTF-8"},
    {"utf-7", NULL},
    {"scsu", NULL},
    {"bocu-1", NULL},
    {"imap-mailbox-name", NULL},
    {"cesu-8", "UTF-8"},
};

const char *glosa_declared_encoding(glosa_string bytes)
{
    char label[LABEL];
    find_declared(glosa_string_slice(bytes, 0, bytes.size < HEAD ? bytes.size : HEAD), label);
    if (!label[0])
        return NULL;
    const char *encoding = label;
    for (size_t i = 0; i < sizeof meant / sizeof *meant; i++) {
        if (strcmp(label, meant[i].label) == 0)
            encoding = meant[i].encoding;
    }
    return encoding && glosa_encoding_keeps_ascii(encoding) ? glosa_encoding_name(encoding)
                                                            : NULL;
}
