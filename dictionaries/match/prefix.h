/* The prefixes of names that a folded text may spell, piece by piece. */
#ifndef GLOSA_MATCH_PREFIX_H
#define GLOSA_MATCH_PREFIX_H

#include "pipeline/text/fold.h"

/* A prefix of a text on the way: up to byte `at` of the keys, in `atom`. */
typedef struct glosa_prefix {
    const glosa_atom *atom;
    uint32_t at;
    uint32_t size;              /* bytes of the keys taken: those of atoms need not lie in a row */
    uint64_t hash;
} glosa_prefix;

/* The prefix that is the first piece of an atom. */
static inline glosa_prefix glosa_prefix_begin(uint64_t seed, const glosa_atom *atom)
{
    return (glosa_prefix){atom, atom->piece_end, atom->piece_end - atom->key_start,
                          glosa_key_longer(seed, false, atom->piece_hash)};
}

/* Makes the prefix longer by a piece; false at the end of the text. */
static inline bool glosa_prefix_go_on(glosa_prefix *prefix, const glosa_folded *folded)
{
    const glosa_atom *atom = prefix->atom;
    uint32_t from = prefix->at;
    if (from < atom->key_end) {
        const char *keys = folded->keys.data;
        prefix->at = (uint32_t)glosa_key_piece_end(keys, from, atom->key_end);
        uint64_t piece = glosa_key_piece_hash(keys, from, prefix->at);
        prefix->hash = glosa_key_longer(prefix->hash, false, piece);
    } else {
        if (++atom == folded->atoms + folded->size)
            return false;
        from = atom->key_start;
        prefix->atom = atom;
        prefix->at = atom->piece_end;
        prefix->hash = glosa_key_longer(prefix->hash, !atom->joined, atom->piece_hash);
    }
    prefix->size += prefix->at - from;
    return true;
}

#endif
