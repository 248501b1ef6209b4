/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Risk view's simulations when memory runs out, at every allocation in turn. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/failing_alloc.h"
#include "support/scenario_text.h"
#include "views/panels/risk.h"

static const char text[] = "[scenario]\nmonths = 1\n[shared]\nx = 10\ny = 2\n"
                           "x.dist = pert(value, value, value + 12)\ny.dist = 1 to 3\n"
                           "[a]\nrevenue = x\ncost = y\n[targets]\nt = total.profit > 5\n";

static enum status update(struct risk *risk, const struct scenario *scenario,
                          const struct scenario *baseline)
{
    struct error err;
    return risk_update(risk, "total.profit", scenario, baseline, &err);
}

static void edit(struct scenario *scenario, const char *value)
{
    struct error err;
    assert_int_equal(scenario_set(scenario, "shared", "x", value, &err), STATUS_OK);
}

/* What could not be had is there the next time. */
static void test_every_allocation(void **state)
{
    (void)state;
    bool failed = true;
    for (int at = 1; failed; at++) {
        struct scenario *scenario = scenario_from_text(text), *baseline = scenario_clone(scenario);
        struct risk risk = {0};
        edit(scenario, "11");
        failing_alloc_begin(at, false);
        enum status status = update(&risk, scenario, baseline);
        failed = failing_alloc_end();
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_OK);
        assert_int_equal(update(&risk, scenario, baseline), STATUS_OK);
        assert_int_equal(risk.now.result.samples, 10000);
        assert_int_equal(risk_before(&risk)->result.samples, 10000);
        risk_fini(&risk);
        scenario_free(scenario);
        scenario_free(baseline);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_allocation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
