/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Compiling expressions when memory runs out, at every allocation in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "analysis/probe/probe.h"
#include "support/failing_alloc.h"
#include "support/scenario_text.h"

static void try_all(const char *const *expressions, size_t n, bool lasting, int least)
{
    struct scenario *scenario = scenario_from_text("[a]\ncost = 3 * x\nx = 5\n[b]\ncost = 7\n");
    bool failed = true;
    int at;

    for (at = 1; failed; at++) {
        struct probe *probe = NULL;
        struct error err;
        double values[2];
        failing_alloc_begin(at, lasting);
        enum status status = probe_new(scenario, expressions, n, PROBE_BALANCE, &probe, NULL, &err);
        if (status == STATUS_OK)
            probe_evaluate(probe, scenario, values);
        failed = failing_alloc_end();
        if (status != STATUS_OK) {
            assert_true(failed);
            assert_int_equal(status, STATUS_NO_MEMORY);
        } else {
            assert_true(values[0] == -22);
        }
        probe_free(probe);
        assert_false(source_is_edited(scenario->source));
    }
    assert_true(at > least);
    scenario_free(scenario);
}

static void test_names(void **state)
{
    static const char *const names[] = {"total.profit", "a.cost"};
    (void)state;
    try_all(names, 2, false, 10);
    try_all(names, 2, true, 10);
}

static void test_expressions(void **state)
{
    static const char *const expressions[] = {"total.profit", "a.cost >= 2 * b.cost"};
    (void)state;
    try_all(expressions, 2, false, 50);
    try_all(expressions, 2, true, 50);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_expressions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
