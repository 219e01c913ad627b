#include "stages/tokenize/tokenize.h"
static glosa_status apply(const void *shared, void *scratch, glosa_document *document, glosa_error *error)
{ (void)shared;(void)scratch;(void)document;(void)error; return GLOSA_OK; }
const glosa_stage glosa_stage_tokenize = {.name = "tokenize", .apply = apply, .writes = GLOSA_TOKENS};
