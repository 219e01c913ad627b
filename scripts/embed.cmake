# Turns a file into a C source with a constant array:
#   cmake -DINPUT=file -DOUTPUT=file.c -DSYMBOL=name -P embed.cmake
file(READ ${INPUT} bytes HEX)
string(REGEX REPLACE "([0-9a-f][0-9a-f])" "\\\\x\\1" bytes "${bytes}")
string(REGEX REPLACE "((\\\\x[0-9a-f][0-9a-f])(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?(\\\\x[0-9a-f][0-9a-f])?)"
    "    \"\\1\"\n" bytes "${bytes}")
file(WRITE ${OUTPUT}
"#include <stddef.h>

extern const char ${SYMBOL}[];
extern const size_t ${SYMBOL}_size;

const char ${SYMBOL}[] =
    \"\"
${bytes}    ;
const size_t ${SYMBOL}_size = sizeof ${SYMBOL} - 1;
")
