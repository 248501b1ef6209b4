/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The optimiser when memory runs out, at every allocation in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/optimize/optimize.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static const char text[] =
    "[scenario]\nbudget = 30\nmonths = 3\n[a]\nn = 3\nn.min = 0\nn.max = 90\n"
    "n.step = 1\nx = 1.0\nx.min = 0\nx.max = 9\n"
    "revenue = 9 * n - n ^ 2 - (x - n / 2) ^ 2\n";

static void try_all(const char *condition, enum optimum_state state, bool lasting)
{
    struct scenario *scenario = scenario_from_text(text);
    const uint32_t fields[] = {model_find(scenario->model, "a.n"),
                               model_find(scenario->model, "a.x")};
    const struct optimize_request request = {"total.profit", false, &condition, 1, fields, 2};
    bool failed = true;
    int at;

    for (at = 1; failed; at++) {
        struct optimum optimum = {0};
        struct error err;
        failing_alloc_begin(at, lasting);
        enum status status = optimize(scenario, &request, &optimum, NULL, &err);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_null(optimum.fields);
        } else {
            assert_int_equal(optimum.state, state);
        }
        optimum_fini(&optimum);
        assert_false(source_is_edited(scenario->source));
    }
    assert_true(at > 100);
    scenario_free(scenario);
}

static void test_found(void **state)
{
    (void)state;
    try_all("cash.runway >= 2", OPTIMUM_FOUND, false);
    try_all("a.x <= 1", OPTIMUM_FOUND, true);
}

static void test_infeasible(void **state)
{
    (void)state;
    try_all("a.n > 100", OPTIMUM_INFEASIBLE, false);
    try_all("a.n > 100 and a.x < 2", OPTIMUM_INFEASIBLE, true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_found),
        cmocka_unit_test(test_infeasible),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
