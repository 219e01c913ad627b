/* Pipe tables, which CommonMark does not know. */
#ifndef GLOSA_READ_TABLE_H
#define GLOSA_READ_TABLE_H

#include "stages/read/plain/blocks.h"

/* Adds a run of lines as glosa_blocks_split does, but the rows of pipe tables in it cell by
 * cell, as cells of a section of kind table. Rules (|---|) are layout. */
void glosa_table_split(glosa_splitter *splitter, glosa_span run, glosa_block_kind kind);

#endif
