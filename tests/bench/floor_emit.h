/* The emit floor. */
#ifndef GLOSA_BENCH_FLOOR_EMIT_H
#define GLOSA_BENCH_FLOOR_EMIT_H

/* Takes all rows of the database `from` into memory, then measures SQLite inserting them into a
 * new database `to`: table by table, in the order of their keys, with prepared statements in one
 * transaction, under the settings and the schema that `emit` uses. Prints `seconds TAB rows` for
 * that, and another line for the indexes. */
void floor_emit(const char *from, const char *to);

#endif
