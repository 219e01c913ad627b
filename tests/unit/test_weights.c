#include <criterion/criterion.h>

#include "stages/resolve/weights.h"

/* What anybody would say of a name: the learnt weights have to agree. */
Test(weights, signs)
{
    static const struct {
        const char *name, *value;
        bool speaks_for;
    } known[] = {
        {"after", "gene", true},      {"after", "mrna", true},       {"after", "expression", true},
        {"after", "-like", false},    {"defined", "unknown", false}, {"neighbour", "yes", true},
        {"neighbour", "no", false},
    };
    glosa_weights weights;
    glosa_error error = {0};
    cr_assert_eq(glosa_weights_init(&weights, &error), GLOSA_OK);
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        float weight = glosa_weights_of(&weights, known[i].name, glosa_string_of(known[i].value));
        cr_expect(known[i].speaks_for ? weight > 0.1f : weight < -0.1f, "%s=%s is %f",
                  known[i].name, known[i].value, (double)weight);
    }
    glosa_weights_free(&weights);
}

Test(weights, what_the_table_has_not_weighs_nothing)
{
    glosa_weights weights;
    glosa_error error = {0};
    cr_assert_eq(glosa_weights_init(&weights, &error), GLOSA_OK);
    cr_expect(glosa_weights_of(&weights, "after", GLOSA_LITERAL("\x01")) == 0);
    cr_expect(glosa_weights_of(&weights, "no feature", GLOSA_LITERAL("gene")) == 0);
    glosa_weights_free(&weights);
}
