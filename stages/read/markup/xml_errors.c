#include "stages/read/markup/xml_errors.h"

#include "pipeline/text/utf8.h"

/* Of an element that is not closed libxml2 tells the line, which it counts from its own first. */
static void put_text(const xmlError *error, const char *text, int64_t before, char *out,
                     size_t size)
{
    char line[32];
    snprintf(line, sizeof line, " line %d", error->int1);
    const char *at = strstr(text, line);
    if (at)
        snprintf(out, size, "%.*s line %lld%s", (int)(at - text), text,
                 (long long)(before + error->int1), at + strlen(line));
    else
        snprintf(out, size, "%s", text);
}

void glosa_xml_error_message(const xmlError *error, int64_t before, char *out, size_t size)
{
    const char *text = error->message ? error->message : "not well-formed";
    const char *function = strncmp(text, "xmlParse", 8) == 0 ? strstr(text, ": ") : NULL;
    if (error->code == XML_ERR_NAME_REQUIRED && strncmp(text, "xmlParseEntityRef", 17) == 0)
        text = "& without the name of an entity";
    else if (function)
        text = function + 2;
    put_text(error, text, before, out, size);
    size_t end = strlen(out);
    for (size_t i = 0; i < end; i++)
        out[i] = (unsigned char)out[i] < ' ' ? ' ' : out[i];
    while (end && strchr(" .!", out[end - 1]))
        out[--end] = 0;
    if (glosa_is_ascii_capital(out[0]) && !(end > 1 && glosa_is_ascii_capital(out[1])))
        out[0] = (char)(out[0] + ('a' - 'A'));
    out[glosa_utf8_valid_prefix(glosa_string_of(out))] = 0;
}

glosa_status glosa_xml_error_status(const xmlError *error)
{
    static const char improper[] = "Input is not proper UTF-8";
    switch (error->code) {
    case XML_ERR_INVALID_CHAR: /* also the code of a control character */
        return error->message && strncmp(error->message, improper, sizeof improper - 1) == 0
                   ? GLOSA_ENCODING
                   : GLOSA_MALFORMED;
    case XML_ERR_NO_MEMORY: return GLOSA_MEMORY;
    case XML_ERR_ENTITY_LOOP: return GLOSA_REFUSED;
    case XML_ERR_INVALID_ENCODING:
    case XML_ERR_UNKNOWN_ENCODING:
    case XML_ERR_UNSUPPORTED_ENCODING:
    case XML_ERR_ENCODING_NAME:
    case XML_I18N_NO_NAME:
    case XML_I18N_NO_HANDLER:
    case XML_I18N_EXCESS_HANDLER:
    case XML_I18N_CONV_FAILED:
    case XML_IO_ENCODER: return GLOSA_ENCODING;
    default: return GLOSA_MALFORMED;
    }
}

glosa_xml_listener glosa_xml_set_listener(glosa_xml_listener listener)
{
    glosa_xml_listener before = {xmlStructuredError, xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(listener.context, listener.function);
    return before;
}
