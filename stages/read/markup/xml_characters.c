/* Named characters. libxml2 knows those of HTML 4; publishers' DTDs add the ISO 8879 and
 * ISO 9573-13 sets, of which the ones that occur in running text are listed here. */
#include "stages/read/markup/xml.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

static const struct {
    const char *name, *utf8;
} characters[] = {
    {"Abreve", "Ă"},   {"Cacute", "Ć"},   {"Ccaron", "Č"},   {"Dstrok", "Đ"},
    {"Gbreve", "Ğ"},   {"Idot", "İ"},     {"Lstrok", "Ł"},   {"Nacute", "Ń"},
    {"Rcaron", "Ř"},   {"Sacute", "Ś"},   {"Scedil", "Ş"},   {"Thetas", "Θ"},
    {"Zcaron", "Ž"},   {"abreve", "ă"},   {"amacr", "ā"},    {"angst", "Å"},
    {"aogon", "ą"},    {"ap", "≈"},       {"ape", "≊"},      {"apos", "'"},
    {"ast", "*"},      {"bsol", "\\"},    {"cacute", "ć"},   {"ccaron", "č"},
    {"check", "✓"},    {"colon", ":"},    {"comma", ","},    {"commat", "@"},
    {"dash", "‐"},     {"dollar", "$"},   {"dstrok", "đ"},   {"ecaron", "ě"},
    {"ell", "ℓ"},      {"emacr", "ē"},    {"emsp13", "\u2004"}, {"emsp14", "\u2005"},
    {"eogon", "ę"},    {"epsi", "ε"},     {"epsiv", "ε"},    {"equals", "="},
    {"excl", "!"},     {"female", "♀"},   {"fflig", "ﬀ"},    {"ffilig", "ﬃ"},
    {"ffllig", "ﬄ"},   {"filig", "ﬁ"},    {"fllig", "ﬂ"},    {"frac13", "⅓"},
    {"frac23", "⅔"},   {"frac18", "⅛"},   {"frac38", "⅜"},   {"frac58", "⅝"},
    {"frac78", "⅞"},   {"gbreve", "ğ"},   {"ges", "⩾"},      {"gsim", "≳"},
    {"hairsp", "\u200A"}, {"half", "½"},  {"horbar", "―"},   {"hyphen", "‐"},
    {"imacr", "ī"},    {"inodot", "ı"},   {"kappav", "ϰ"},   {"lcub", "{"},
    {"les", "⩽"},      {"lowbar", "_"},   {"lpar", "("},     {"lsim", "≲"},
    {"lsqb", "["},     {"lstrok", "ł"},   {"male", "♂"},     {"nacute", "ń"},
    {"ncaron", "ň"},   {"num", "#"},      {"numero", "№"},   {"numsp", "\u2007"},
    {"odblac", "ő"},   {"ohm", "Ω"},      {"omacr", "ō"},    {"percnt", "%"},
    {"period", "."},   {"phiv", "ϕ"},     {"plus", "+"},     {"puncsp", "\u2008"},
    {"quest", "?"},    {"rcaron", "ř"},   {"rcub", "}"},     {"rhov", "ϱ"},
    {"rpar", ")"},     {"rsqb", "]"},     {"sacute", "ś"},   {"scedil", "ş"},
    {"semi", ";"},     {"sigmav", "ς"},   {"sol", "/"},      {"squ", "□"},
    {"star", "☆"},     {"starf", "★"},    {"tcaron", "ť"},   {"thetas", "θ"},
    {"thetav", "ϑ"},   {"udblac", "ű"},   {"umacr", "ū"},    {"uring", "ů"},
    {"verbar", "|"},   {"vert", "|"},     {"zacute", "ź"},   {"zcaron", "ž"},
};

bool glosa_xml_character(const char *name, char utf8[8])
{
    const htmlEntityDesc *known = htmlEntityLookup((const xmlChar *)name);
    if (known) {
        int size = xmlCopyChar(0, (xmlChar *)utf8, (int)known->value);
        utf8[size > 0 ? size : 0] = 0;
        return true;
    }
    for (size_t i = 0; i < sizeof characters / sizeof *characters; i++) {
        if (strcmp(characters[i].name, name) == 0) {
            snprintf(utf8, 8, "%s", characters[i].utf8);
            return true;
        }
    }
    return false;
}
