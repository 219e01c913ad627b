/* The members of an archive or of a compressed file, one after the other, without unpacking
 * anything to disk: tar and zip, and what gzip, bzip2, xz, lzma, zstd, lz4 and compress make.
 *
 * Members are only ever read. Still, what would lead out of a folder if it were unpacked (an
 * absolute name, "..", a link) is refused, so that nobody takes such an archive for sound.
 * Folders, and names that begin with a dot, are passed over, as they are in folders. */
#ifndef GLOSA_INPUT_ARCHIVE_H
#define GLOSA_INPUT_ARCHIVE_H

#include "pipeline/input/reader.h"

/* How many first bytes tell an archive. */
enum { GLOSA_ARCHIVE_HEAD = 512 };

typedef struct glosa_archive glosa_archive;

/* Whether a file that begins so is an archive or compressed. */
bool glosa_is_archive(glosa_string head);

/* The path without the ending of a compressed file: "a.xml.gz" gives "a.xml". */
glosa_string glosa_path_unpacked(glosa_string path);

/* Opens what the reader stands at the start of; `path` names it. Both outlive the archive.
 * `ratio` limits how many bytes may come out for each that goes in, once 64 MiB have. Errors:
 * GLOSA_MALFORMED, GLOSA_MEMORY; the reader's. */
GLOSA_CHECKED glosa_status glosa_archive_open(glosa_archive **out, glosa_reader *reader,
                                              const char *path, unsigned ratio,
                                              glosa_error *error);

/* The next member; closing its stream is not needed, and it can be read until the next call. Its
 * path, set also where the status is not GLOSA_OK, is "ARCHIVE/MEMBER", or that of the file where
 * this is only compressed. Errors: GLOSA_REFUSED (a name or link that leads out of the archive,
 * encryption, a device) after which the next can be taken; GLOSA_MALFORMED, GLOSA_REFUSED
 * (ratio), GLOSA_EMPTY and GLOSA_UNKNOWN_FORMAT (the parts of an office document) where nothing
 * more can, which *more tells; the reader's. */
GLOSA_CHECKED glosa_status glosa_archive_next(glosa_archive *archive, glosa_stream *member,
                                              bool *more, glosa_error *error);

void glosa_archive_free(glosa_archive *archive);

#endif
