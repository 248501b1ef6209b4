/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The search for causes when memory runs out, at every allocation in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/claims.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static const char text[] = "[a]\ncost = 3 * x\nx = 5\n[b]\ncost = 7\n"
                           "[claims]\ntotal.cost = 7\ntotal.cost.printed = 7 + 3\n";

static void try_all(bool lasting)
{
    struct scenario *scenario = scenario_from_text(text);
    struct claim_causes causes = {0};
    bool failed = true;
    int at;

    for (at = 1; failed; at++) {
        struct error err;
        failing_alloc_begin(at, lasting);
        enum status status = claim_causes_find(scenario, &causes, &err);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_int_equal(causes.n, 0);
        }
        claim_causes_fini(&causes);
        assert_false(source_is_edited(scenario->source));
    }
    assert_true(at > 12);
    scenario_free(scenario);
}

static void test_one_allocation_fails(void **state)
{
    (void)state;
    try_all(false);
}

static void test_all_allocations_fail_from_one_on(void **state)
{
    (void)state;
    try_all(true);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_allocation_fails),
        cmocka_unit_test(test_all_allocations_fail_from_one_on),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
