/* Offset maps against a model that keeps, for every byte of the text, where it came from. */
#include <criterion/criterion.h>

#include "pipeline/text/offset_map.h"
#include "tests/unit/random.h"

enum { MOST_BYTES = 4000 };

/* For text byte i the source range [start[i], end[i]); for source byte j its text byte, which for
 * a byte of an edit is where the edit's text begins. */
typedef struct model {
    uint32_t start[MOST_BYTES], end[MOST_BYTES], to_text[MOST_BYTES];
    uint32_t text, source;
    glosa_offset_map map;
    glosa_arena arena;
} model;

static void copy_bytes(model *model, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        model->start[model->text] = model->source;
        model->end[model->text] = model->source + 1;
        model->to_text[model->source++] = model->text++;
    }
}

static void edit_bytes(model *model, uint32_t text, uint32_t source)
{
    glosa_edit edit = {model->text, text, model->source, source};
    for (uint32_t i = 0; i < source; i++)
        model->to_text[model->source + i] = model->text;
    for (uint32_t i = 0; i < text; i++) {
        model->start[model->text + i] = model->source;
        model->end[model->text + i] = model->source + source;
    }
    model->text += text;
    model->source += source;
    cr_assert(glosa_offset_map_add(&model->map, &model->arena, edit));
}

static void make(model *model, uint64_t *seed, bool touching)
{
    uint32_t edits = random_below(seed, 60);
    for (uint32_t i = 0; i < edits; i++) {
        copy_bytes(model, random_below(seed, 30) + !touching);
        switch (random_below(seed, 4)) {
        case 0: edit_bytes(model, 0, 1 + random_below(seed, 4)); break;
        case 1: edit_bytes(model, 2, 3); break;
        case 2: edit_bytes(model, 1 + random_below(seed, 5), 1 + random_below(seed, 5)); break;
        default: edit_bytes(model, 1, 2);
        }
    }
    copy_bytes(model, random_below(seed, 30));
}

static void check(const model *model)
{
    cr_assert(glosa_offset_map_valid(&model->map, model->text, model->source));
    for (uint32_t i = 0; i < model->text; i++) {
        cr_assert_eq(glosa_offset_map_start(&model->map, i), model->start[i], "start of %u", i);
        cr_assert_eq(glosa_offset_map_end(&model->map, i + 1), model->end[i], "end of %u", i);
    }
    for (uint32_t j = 0; j < model->source; j++)
        cr_assert_eq(glosa_offset_map_to_text(&model->map, j), model->to_text[j], "byte %u", j);
    cr_assert_eq(glosa_offset_map_end(&model->map, 0), 0);
    cr_assert_eq(glosa_offset_map_start(&model->map, model->text), model->source);
}

Test(offset_map, agrees_with_the_model)
{
    uint64_t seed = 11;
    for (int round = 0; round < 1500; round++) {
        model model = {0};
        make(&model, &seed, false);
        check(&model);
        glosa_arena_free(&model.arena);
    }
}

/* Edits that touch each other: a dropped byte, then a ligature, then a dropped byte. */
Test(offset_map, agrees_where_edits_touch)
{
    uint64_t seed = 12;
    for (int round = 0; round < 1500; round++) {
        model model = {0};
        make(&model, &seed, true);
        check(&model);
        glosa_arena_free(&model.arena);
    }
}

Test(offset_map, dropped_bytes_belong_to_neither_side)
{
    /* source `ab--cd`, text `abcd` */
    glosa_offset_map map = {0};
    glosa_arena arena = {0};
    cr_assert(glosa_offset_map_add(&map, &arena, (glosa_edit){2, 0, 2, 1}));
    cr_assert(glosa_offset_map_add(&map, &arena, (glosa_edit){2, 0, 3, 1}));
    cr_assert_eq(map.size, 1, "two that only drop are one");
    cr_assert_eq(glosa_offset_map_end(&map, 2), 2);
    cr_assert_eq(glosa_offset_map_start(&map, 2), 4);
    cr_assert_eq(glosa_offset_map_to_text(&map, 2), 2);
    cr_assert_eq(glosa_offset_map_to_text(&map, 3), 2);
    glosa_arena_free(&arena);
}

Test(offset_map, faults_are_seen)
{
    static const struct {
        glosa_edit edits[2];
        uint64_t text, source;
        bool valid;
    } cases[] = {
        {{{2, 1, 2, 3}, {5, 0, 7, 1}}, 10, 13, true},
        {{{2, 1, 2, 3}, {5, 0, 7, 1}}, 11, 13, false},      /* sizes do not agree */
        {{{2, 1, 2, 3}, {5, 0, 8, 1}}, 10, 14, false},      /* not in parallel between edits */
        {{{5, 0, 5, 1}, {2, 1, 3, 1}}, 10, 11, false},      /* out of order */
        {{{2, 4, 2, 4}, {3, 0, 3, 0}}, 10, 10, false},      /* overlapping */
        {{{2, 1, 2, 3}, {5, 0xFFFFFFFF, 7, 1}}, 10, 13, false},
        {{{0xFFFFFFFF, 1, 0xFFFFFFFF, 1}, {0, 0, 0, 0}}, 10, 10, false},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        glosa_edit edits[2];
        memcpy(edits, cases[i].edits, sizeof edits);
        glosa_offset_map map = {.items = edits, .size = 2, .capacity = 2};
        cr_assert_eq(glosa_offset_map_valid(&map, cases[i].text, cases[i].source),
                     cases[i].valid, "case %zu", i);
    }
    glosa_offset_map none = {0};
    cr_assert(glosa_offset_map_valid(&none, 0, 0));
    cr_assert_not(glosa_offset_map_valid(&none, 3, 4));
}
