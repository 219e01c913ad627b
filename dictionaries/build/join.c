#include "dictionaries/build/join.h"

#include "dictionaries/build/identifier_map.h"
#include "dictionaries/build/name_index.h"
#include "dictionaries/match/taxon.h"

/* Of which sources the identifier stays, best first. A prefix that is not listed comes last. */
static const char *const prefixes[] = {
    "hgnc",     "ncbigene", "mgi",      "rgd",         "zfin",  "flybase",        "wormbase",
    "sgd",      "pombase",  "cgnc",     "uniprot",     "fplx",  "hgnc.genegroup", "complexportal",
    "drugbank", "chebi",    "mesh",     "drugcentral", "chembl.compound",         "rxnorm",
    "unii",     "atc",      "cas",
};

/* In the place of a member's number: no member; an identifier that several entities claim. */
#define NONE   UINT32_MAX
#define SHARED (UINT32_MAX - 1)

/* Members of a group: no true entity has so many. */
enum { MEMBERS_MOST = 256 };

/* An entity of one source. */
typedef struct member {
    glosa_string curie, kind;
    uint32_t first, last;       /* rows */
    uint32_t preferred;         /* row; NONE while there is none */
    glosa_string xrefs;         /* of all its rows */
    bool gathered;              /* more than one of them had some */
    bool curated;               /* it, or one that became part of it, is written by hand */
    uint32_t rank;
    uint32_t group;             /* the member that it became part of, or itself */
    uint32_t next;              /* of the same group, NONE at the end */
    uint32_t claimed;           /* by the group that has it for an orthologue; NONE, or SHARED */
} member;

typedef struct joiner {
    glosa_row_table *table;
    glosa_join_report *report;
    GLOSA_ARRAY(member) members;
    uint32_t *member_of;        /* by row */
    uint32_t *next_row;         /* by row: the next of its member, NONE at the end */
    glosa_name_index preferred_names, names;    /* of drugs and chemicals */
    glosa_identifier_map members_by_curie, groups_by_identifier;
    glosa_identifier_map listed;                /* the group that has it in its list, the last */
    glosa_error *error;
} joiner;

static glosa_string prefix_of(glosa_string curie)
{
    const char *colon = memchr(curie.data, ':', curie.size);
    return glosa_string_slice(curie, 0, colon ? (size_t)(colon - curie.data) : curie.size);
}

static uint32_t rank_of(glosa_string curie)
{
    glosa_string prefix = prefix_of(curie);
    uint32_t rank = 0;
    while (rank < sizeof prefixes / sizeof *prefixes && !glosa_string_is(prefix, prefixes[rank]))
        rank++;
    return rank;
}

/* --- members --- */

static glosa_status too_many_xrefs(const joiner *joiner, uint32_t number)
{
    const glosa_row *row = &joiner->table->rows.items[number];
    const glosa_row_source *sources = joiner->table->sources.items;
    const char *path = sources ? sources[row->source].path.data : NULL;
    return glosa_fail(joiner->error, GLOSA_DICTIONARY, path, row->line,
                      "with this row the xrefs of %.*s exceed %d KiB", GLOSA_PRINT(row->curie),
                      GLOSA_LONGEST_XREFS >> 10);
}

/* Whether a list of xrefs has another one whole; tables may repeat it with each name. */
static bool has_list(glosa_string all, glosa_string list)
{
    const char *end = all.data + all.size, *found = all.data;
    while (found && (found = memmem(found, (size_t)(end - found), list.data, list.size))) {
        bool starts = found == all.data || found[-1] == '|';
        if (starts && (found + list.size == end || found[list.size] == '|'))
            return true;
        found++;
    }
    return false;
}

/* Several files may say what an entity is elsewhere. */
static glosa_status add_xrefs(joiner *joiner, member *member, uint32_t number)
{
    glosa_string xrefs = joiner->table->rows.items[number].xrefs;
    if (xrefs.size && member->xrefs.size && has_list(member->xrefs, xrefs))
        return GLOSA_OK;
    if (xrefs.size + member->xrefs.size > GLOSA_LONGEST_XREFS)
        return too_many_xrefs(joiner, number);
    if (!xrefs.size || !member->xrefs.size) {
        member->xrefs = xrefs.size ? xrefs : member->xrefs;
        return GLOSA_OK;
    }
    char *both = glosa_arena_alloc(&joiner->table->arena, member->xrefs.size + 1 + xrefs.size);
    if (!both)
        return glosa_fail_memory(joiner->error, "dictionary");
    memcpy(both, member->xrefs.data, member->xrefs.size);
    both[member->xrefs.size] = '|';
    memcpy(both + member->xrefs.size + 1, xrefs.data, xrefs.size);
    member->xrefs = (glosa_string){both, member->xrefs.size + 1 + xrefs.size};
    member->gathered = true;
    return GLOSA_OK;
}

static glosa_status add_row(joiner *joiner, uint32_t number)
{
    const glosa_row *row = &joiner->table->rows.items[number];
    bool added = false;
    glosa_identifier *known = glosa_identifier_put(&joiner->members_by_curie, row->curie,
                                                   joiner->members.size, &added);
    if (!known)
        return glosa_fail_memory(joiner->error, "dictionary");
    if (added) {
        member *new = GLOSA_ARRAY_ADD(&joiner->table->arena, &joiner->members);
        if (!new)
            return glosa_fail_memory(joiner->error, "dictionary");
        *new = (member){.curie = row->curie, .kind = row->kind, .first = number,
                        .last = number, .preferred = NONE, .rank = rank_of(row->curie),
                        .group = known->number, .next = NONE, .claimed = NONE};
    }
    member *member = &joiner->members.items[known->number];
    if (member->preferred == NONE && glosa_string_is(row->role, "preferred"))
        member->preferred = number;
    if (row->curated && !member->curated) {
        member->curated = true;
        member->kind = row->kind;
    }
    joiner->next_row[number] = NONE;
    if (member->last != number)
        joiner->next_row[member->last] = number;
    member->last = number;
    joiner->member_of[number] = known->number;
    return add_xrefs(joiner, member, number);
}

static glosa_status add_members(joiner *joiner)
{
    uint32_t rows = joiner->table->rows.size;
    joiner->member_of =
        glosa_arena_alloc(&joiner->table->arena, rows * sizeof *joiner->member_of);
    joiner->next_row =
        glosa_arena_alloc(&joiner->table->arena, rows * sizeof *joiner->next_row);
    if (!joiner->member_of || !joiner->next_row)
        return glosa_fail_memory(joiner->error, "dictionary");
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < rows && !status; i++)
        status = add_row(joiner, i);
    for (uint32_t i = 0; i < joiner->members.size; i++) {
        if (joiner->members.items[i].preferred == NONE)
            joiner->members.items[i].preferred = joiner->members.items[i].first;
    }
    return status;
}

/* The gene of another species that an xref says to be this one there: the CURIE behind the prefix.
 * Empty where the xref tells what the entity itself is elsewhere. */
static glosa_string orthologue_in(glosa_string xref)
{
    glosa_string prefix = GLOSA_LITERAL(GLOSA_ORTHOLOGUE);
    return glosa_string_starts(xref, GLOSA_ORTHOLOGUE)
               ? glosa_string_slice(xref, prefix.size, xref.size) : (glosa_string){NULL, 0};
}

/* Takes the next xref that may tell what the member is. Several identifiers of a better source are
 * its parts: the genes of a fusion, or those that have one protein. */
static bool next_xref(const member *member, glosa_string all, glosa_string *rest,
                      glosa_string *xref)
{
    while (rest->size && glosa_string_next(rest, '|', xref)) {
        glosa_string prefix = prefix_of(*xref), others = all, other;
        unsigned alike = 0;
        if (orthologue_in(*xref).size)
            continue;
        if (rank_of(*xref) >= member->rank)
            return true;
        while (alike < 2 && others.size && glosa_string_next(&others, '|', &other))
            alike += glosa_string_equal(prefix_of(other), prefix);
        if (alike < 2)
            return true;
    }
    return false;
}

/* --- which belong together --- */

static bool same_kind(glosa_string a, glosa_string b)
{
    bool drugs = (glosa_string_is(a, "drug") || glosa_string_is(a, "chemical")) &&
                 (glosa_string_is(b, "drug") || glosa_string_is(b, "chemical"));
    return drugs || glosa_string_equal(a, b);
}

static bool is_substance(const member *member)
{
    return same_kind(member->kind, GLOSA_LITERAL("drug"));
}

/* Sources that have several records of one thing: a code for each use of a substance, or a record
 * for a gene and one for that of man. */
static bool has_several(const member *member)
{
    glosa_string prefix = prefix_of(member->curie);
    return glosa_string_is(prefix, "atc") ||
           (glosa_string_is(prefix, "mesh") && glosa_string_is(member->kind, "gene"));
}

/* Why a member cannot become part of a group, or NULL. */
static const char *hindrance(const joiner *joiner, const member *candidate, uint32_t group)
{
    const member *members = joiner->members.items;
    if (!same_kind(candidate->kind, members[group].kind))
        return "their kinds differ";
    glosa_string prefix = prefix_of(candidate->curie);
    bool alone = !has_several(candidate);
    unsigned count = 0;
    for (uint32_t i = group; i != NONE; i = members[i].next, count++) {
        if (alone && glosa_string_equal(prefix_of(members[i].curie), prefix))
            return "it would have two identifiers of one source";
    }
    return count < MEMBERS_MOST ? NULL : "it would have too many identifiers";
}

static glosa_status add_conflict(joiner *joiner, const member *apart, glosa_string identifier,
                                 uint32_t group, const char *reason)
{
    glosa_join_conflict *conflict =
        GLOSA_ARRAY_ADD(&joiner->table->arena, &joiner->report->conflicts);
    if (!conflict)
        return glosa_fail_memory(joiner->error, "dictionary");
    *conflict = (glosa_join_conflict){
        .row = apart->preferred, .identifier = identifier, .reason = reason,
        .other = group == SHARED ? (glosa_string){NULL, 0} : joiner->members.items[group].curie};
    return GLOSA_OK;
}

/* The group that one identifier of a member leads to, in *group, if it can join it; *several
 * where another one has led elsewhere. */
static glosa_status follow(joiner *joiner, const member *member, glosa_string identifier,
                           uint32_t *group, bool *several)
{
    const glosa_identifier *known =
        glosa_identifier_find(&joiner->groups_by_identifier, identifier);
    if (!known || known->number == *group)
        return GLOSA_OK;
    if (known->number == SHARED)
        return add_conflict(joiner, member, identifier, SHARED, "several entities have it");
    const char *reason = hindrance(joiner, member, known->number);
    if (!reason && *group != NONE) {
        reason = "its identifiers belong to several entities";
        *several = true;
    }
    if (reason)
        return add_conflict(joiner, member, identifier, known->number, reason);
    *group = known->number;
    return GLOSA_OK;
}

static glosa_status claim(joiner *joiner, glosa_string identifier, uint32_t group)
{
    bool added = false;
    glosa_identifier *known =
        glosa_identifier_put(&joiner->groups_by_identifier, identifier, group, &added);
    if (!known)
        return glosa_fail_memory(joiner->error, "dictionary");
    if (known->number != group)
        known->number = SHARED;
    return GLOSA_OK;
}

static void append(joiner *joiner, uint32_t number, uint32_t group)
{
    member *members = joiner->members.items;
    uint32_t last = group;
    while (members[last].next != NONE)
        last = members[last].next;
    members[last].next = number;
    members[number].group = group;
    if (members[number].curated && !members[group].curated) {
        members[group].kind = members[number].kind;
        members[group].curated = true;
    }
    joiner->report->joined++;
}

/* The one group that has as its preferred name a name of this substance, or else, as any name,
 * its preferred one; NONE where there is none or several are. */
static glosa_status follow_names(joiner *joiner, const member *member, uint32_t *group)
{
    const glosa_row *rows = joiner->table->rows.items;
    glosa_status status = GLOSA_OK;
    uint32_t found = GLOSA_NAME_OF_NONE, best = GLOSA_NAME_OF_NONE;
    for (uint32_t i = member->first; i != NONE && !status; i = joiner->next_row[i]) {
        status = glosa_name_index_find(&joiner->preferred_names, rows[i].name, &found,
                                       joiner->error);
        if (found != GLOSA_NAME_OF_NONE && found != best)
            best = best == GLOSA_NAME_OF_NONE ? found : GLOSA_NAME_OF_SEVERAL;
    }
    if (!status && best == GLOSA_NAME_OF_NONE)
        status = glosa_name_index_find(&joiner->names, rows[member->preferred].name, &best,
                                       joiner->error);
    bool one = best != GLOSA_NAME_OF_NONE && best != GLOSA_NAME_OF_SEVERAL;
    *group = !status && one && !hindrance(joiner, member, best) ? best : NONE;
    return status;
}

static glosa_status claim_names(joiner *joiner, const member *member, uint32_t group)
{
    const glosa_row *rows = joiner->table->rows.items;
    glosa_status status = glosa_name_index_add(&joiner->preferred_names,
                                               rows[member->preferred].name, group,
                                               joiner->error);
    for (uint32_t i = member->first; i != NONE && !status; i = joiner->next_row[i])
        status = glosa_name_index_add(&joiner->names, rows[i].name, group, joiner->error);
    return status;
}

/* An entity that names this one among its own identifiers decides; else what shares an xref with
 * it, if that is one alone. */
static glosa_status place(joiner *joiner, uint32_t number)
{
    const member *member = &joiner->members.items[number];
    uint32_t group = NONE;
    glosa_string xrefs = member->xrefs, rest = xrefs, xref;
    bool several = false;
    glosa_status status = follow(joiner, member, member->curie, &group, &several);
    bool named = group != NONE;
    while (!status && next_xref(member, xrefs, &rest, &xref))
        status = follow(joiner, member, xref, &group, &several);
    if (status)
        return status;
    if (several && !named)
        group = NONE;
    if (group != NONE)
        append(joiner, number, group);
    else
        group = number;
    status = claim(joiner, member->curie, group);
    rest = xrefs;
    while (!status && next_xref(member, xrefs, &rest, &xref))
        status = claim(joiner, xref, group);
    return status;
}

/* A substance that neither joined nor was joined joins what has its name. */
static glosa_status place_by_name(joiner *joiner, uint32_t number)
{
    const member *member = &joiner->members.items[number];
    uint32_t group = NONE;
    if (!is_substance(member))
        return GLOSA_OK;
    glosa_status status = GLOSA_OK;
    if (member->group == number && member->next == NONE)
        status = follow_names(joiner, member, &group);
    if (status)
        return status;
    if (group != NONE)
        append(joiner, number, group);
    return claim_names(joiner, member, member->group);
}

static int compare_ranks(const void *a, const void *b, void *members)
{
    uint32_t left = *(const uint32_t *)a, right = *(const uint32_t *)b;
    uint32_t left_rank = ((const member *)members)[left].rank;
    uint32_t right_rank = ((const member *)members)[right].rank;
    if (left_rank != right_rank)
        return left_rank < right_rank ? -1 : 1;
    return (left > right) - (left < right);
}

static glosa_status place_all(joiner *joiner)
{
    uint32_t count = joiner->members.size;
    uint32_t *order = malloc((count + 1) * sizeof *order);
    if (!order)
        return glosa_fail_memory(joiner->error, "dictionary");
    for (uint32_t i = 0; i < count; i++)
        order[i] = i;
    qsort_r(order, count, sizeof *order, compare_ranks, joiner->members.items);
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < count && !status; i++)
        status = place(joiner, order[i]);
    for (uint32_t i = 0; i < count && !status; i++)
        status = place_by_name(joiner, order[i]);
    free(order);
    return status;
}

/* --- what becomes of the rows --- */

/* Adds an identifier to the list of a group that does not have it. */
static glosa_status add_identifier(joiner *joiner, glosa_string id, uint32_t group,
                                   glosa_buffer *list)
{
    bool added = false;
    glosa_identifier *known = glosa_identifier_put(&joiner->listed, id, group, &added);
    if (!known)
        return glosa_fail_memory(joiner->error, "dictionary");
    if (!added && known->number == group)
        return GLOSA_OK;
    known->number = group;
    if (list->size)
        glosa_buffer_byte(list, '|');
    glosa_buffer_string(list, id);
    return GLOSA_OK;
}

/* Gives the best member's preferred row the identifiers of all. */
static glosa_status unite_xrefs(joiner *joiner, uint32_t group, glosa_buffer *list)
{
    const member *members = joiner->members.items;
    glosa_status status = GLOSA_OK;
    glosa_buffer_clear(list);
    for (uint32_t i = group; i != NONE && !status; i = members[i].next) {
        glosa_string rest = members[i].xrefs, xref;
        if (i != group)
            status = add_identifier(joiner, members[i].curie, group, list);
        while (!status && rest.size && glosa_string_next(&rest, '|', &xref)) {
            if (!glosa_string_equal(xref, members[group].curie))
                status = add_identifier(joiner, xref, group, list);
        }
    }
    if (status)
        return status;
    char *kept = glosa_arena_copy(&joiner->table->arena, list->data, list->size);
    if (!kept || list->failed)
        return glosa_fail_memory(joiner->error, "dictionary");
    joiner->table->rows.items[members[group].preferred].xrefs =
        (glosa_string){kept, list->size};
    return GLOSA_OK;
}

static bool has_orthologue(glosa_string xrefs)
{
    const glosa_string prefix = GLOSA_LITERAL(GLOSA_ORTHOLOGUE);
    return xrefs.size && memmem(xrefs.data, xrefs.size, prefix.data, prefix.size);
}

static bool lists_orthologue(glosa_string list, glosa_string curie)
{
    glosa_string xref;
    while (list.size && glosa_string_next(&list, '|', &xref)) {
        if (glosa_string_equal(orthologue_in(xref), curie))
            return true;
    }
    return false;
}

static void claim_orthologue(member *gene, uint32_t group)
{
    gene->claimed = gene->claimed == NONE || gene->claimed == group ? group : SHARED;
}

/* Keeps the list as the xrefs of a row. */
static glosa_status keep_xrefs(joiner *joiner, glosa_row *row, const glosa_buffer *list)
{
    char *kept = glosa_arena_copy(&joiner->table->arena, list->data, list->size);
    if (!kept || list->failed)
        return glosa_fail_memory(joiner->error, "dictionary");
    row->xrefs = (glosa_string){kept, list->size};
    return GLOSA_OK;
}

/* The xrefs of a row with each orthologue once, by the CURIE of its entity here, and without those
 * of which there is none, or which are the entity itself. */
static glosa_status settle_orthologues(joiner *joiner, uint32_t group, glosa_buffer *list)
{
    glosa_row *row = &joiner->table->rows.items[joiner->members.items[group].preferred];
    glosa_string rest = row->xrefs, xref;
    glosa_buffer_clear(list);
    while (rest.size && glosa_string_next(&rest, '|', &xref)) {
        glosa_string gene = orthologue_in(xref);
        const glosa_identifier *known =
            gene.size ? glosa_identifier_find(&joiner->groups_by_identifier, gene) : NULL;
        if (gene.size && (!known || known->number == SHARED))
            continue;
        glosa_string here = gene.size ? joiner->members.items[known->number].curie : xref;
        if (gene.size && (glosa_string_equal(here, row->curie) ||
                          lists_orthologue(glosa_buffer_view(list), here)))
            continue;
        if (list->size)
            glosa_buffer_byte(list, '|');
        glosa_buffer_text(list, gene.size ? GLOSA_ORTHOLOGUE : "");
        glosa_buffer_string(list, here);
        if (gene.size)
            claim_orthologue(&joiner->members.items[known->number], group);
    }
    return keep_xrefs(joiner, row, list);
}

/* What has this entity for an orthologue is one of it, too, where that is one gene alone and this
 * one lists none. */
static glosa_status return_orthologue(joiner *joiner, const member *gene, glosa_buffer *list)
{
    glosa_row *row = &joiner->table->rows.items[gene->preferred];
    if (gene->claimed >= SHARED || has_orthologue(row->xrefs))
        return GLOSA_OK;
    glosa_buffer_clear(list);
    glosa_buffer_string(list, row->xrefs);
    glosa_buffer_text(list, list->size ? "|" GLOSA_ORTHOLOGUE : GLOSA_ORTHOLOGUE);
    glosa_buffer_string(list, joiner->members.items[gene->claimed].curie);
    return keep_xrefs(joiner, row, list);
}

static glosa_status rewrite(joiner *joiner)
{
    const member *members = joiner->members.items;
    glosa_buffer list = {0};
    glosa_status status = GLOSA_OK;
    for (uint32_t i = 0; i < joiner->members.size && !status; i++) {
        joiner->report->entities += members[i].group == i;
        if (members[i].group == i && (members[i].next != NONE || members[i].gathered))
            status = unite_xrefs(joiner, i, &list);
        const glosa_row *preferred = &joiner->table->rows.items[members[i].preferred];
        if (!status && members[i].group == i && has_orthologue(preferred->xrefs))
            status = settle_orthologues(joiner, i, &list);
    }
    for (uint32_t i = 0; i < joiner->members.size && !status; i++) {
        if (members[i].group == i)
            status = return_orthologue(joiner, &members[i], &list);
    }
    glosa_buffer_free(&list);
    for (uint32_t i = 0; i < joiner->table->rows.size && !status; i++) {
        glosa_row *row = &joiner->table->rows.items[i];
        const member *of = &members[joiner->member_of[i]];
        bool other_file = row->source != joiner->table->rows.items[of->first].source;
        if (other_file || same_kind(row->kind, members[of->group].kind))
            row->kind = members[of->group].kind;
        if (of->group == joiner->member_of[i])
            continue;
        row->curie = members[of->group].curie;
        if (glosa_string_is(row->role, "preferred"))
            row->role = GLOSA_LITERAL("synonym");
    }
    return status;
}

glosa_status glosa_join(glosa_row_table *table, glosa_join_report *report, glosa_error *error)
{
    joiner joiner = {.table = table, .report = report, .error = error};
    *report = (glosa_join_report){0};
    glosa_status status = add_members(&joiner);
    if (!status)
        status = place_all(&joiner);
    if (!status)
        status = rewrite(&joiner);
    glosa_identifier_map_free(&joiner.members_by_curie);
    glosa_identifier_map_free(&joiner.groups_by_identifier);
    glosa_identifier_map_free(&joiner.listed);
    glosa_name_index_free(&joiner.preferred_names);
    glosa_name_index_free(&joiner.names);
    return status;
}
