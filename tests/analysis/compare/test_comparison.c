/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios side by side: which rows there are, in which order, and what stands in them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/compare/comparison.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

/* Scenarios of texts, compared. */
struct fixture {
    struct scenario *scenarios[3];
    size_t n;
    struct comparison comparison;
};

static void compare(struct fixture *fixture, const char *a, const char *b, const char *c)
{
    const char *const texts[] = {a, b, c};
    const struct scenario *borrowed[3];
    *fixture = (struct fixture){.n = c != NULL ? 3 : 2};
    for (size_t i = 0; i < fixture->n; i++)
        borrowed[i] = fixture->scenarios[i] = scenario_from_text(texts[i]);
    assert_int_equal(comparison_make(&fixture->comparison, borrowed, fixture->n, NULL), STATUS_OK);
}

static void release(struct fixture *fixture)
{
    comparison_fini(&fixture->comparison);
    for (size_t i = 0; i < fixture->n; i++)
        scenario_free(fixture->scenarios[i]);
}

/* The rows of KIND as "name: a | b; ...", numbers for parameters and results, texts for texts. */
static void describe(const struct fixture *fixture, enum comparison_kind kind, char out[1024])
{
    const struct comparison *comparison = &fixture->comparison;
    size_t n, used = 0;
    const struct comparison_row *row = comparison_rows(comparison, kind, &n);
    out[0] = '\0';
    for (const struct comparison_row *end = row + n; row < end; row++) {
        if (!row->differs)
            continue;
        used += (size_t)snprintf(out + used, 1024 - used, "%s%s.%s:", used > 0 ? "; " : "",
                                 row->section, row->key);
        for (size_t s = 0; s < comparison->n_scenarios; s++) {
            const struct comparison_cell *cell = comparison_cell(comparison, row, s);
            used += (size_t)snprintf(out + used, 1024 - used, s > 0 ? " | " : " ");
            if (!cell->is_there)
                used += (size_t)snprintf(out + used, 1024 - used, "-");
            else if (kind == COMPARISON_TEXT)
                used += (size_t)snprintf(out + used, 1024 - used, "%s", cell->text);
            else
                used += (size_t)snprintf(out + used, 1024 - used, "%g", cell->value);
        }
    }
}

static void assert_rows(const struct fixture *fixture, enum comparison_kind kind,
                        const char *expected)
{
    char rows[1024];
    describe(fixture, kind, rows);
    assert_string_equal(rows, expected);
}

static const char shop[] =
    "[scenario]\ntitle = Shop\nbudget = 5万 USD\n[units]\nEUR = 1.1 USD\n"
    "[shared]\nfee = 5 USD/user\nspare = 3\n"
    "[a]\nkind = promotion\ncampaigns = 2 campaigns\n"
    "campaign_cost = 10 USD/campaign\nconversion = 10 %\nconversion.min = 1 %\n"
    "campaign_revenue = 300 USD/campaign\n"
    "[b]\nusers = 40 user\nrevenue = users * fee\n"
    "[metrics]\nroi = total.profit / total.cost\n"
    "[targets]\ngood = total.profit > 0\n[claims]\ntotal.cost = 20\n";

static void test_parameters(void **state)
{
    (void)state;
    struct fixture fixture;
    compare(&fixture, shop,
            "[scenario]\ntitle = Shop\nbudget = 50_000 USD\n[units]\nEUR = 1.1 USD\n"
            "[b]\nusers = 50 user\nrevenue = users*fee\nextra = 1\n"
            "[shared]\nspare = 3.5\nfee = 5 USD/user\n"
            "[a]\nkind = promotion\ncampaigns = 2 campaigns\nconversion = 12 %\n"
            "conversion.min = 1 %\ncampaign_cost = 10.0 USD/campaign\n"
            "campaign_revenue = 300 USD/campaign\n"
            "[metrics]\nroi = total.profit / total.cost\n"
            "[targets]\ngood = total.profit>0\n[claims]\ntotal.cost = 20\n",
            NULL);
    /* however numbers are written, in the order of the first; what only others have follows */
    assert_rows(&fixture, COMPARISON_PARAMETER,
                "shared.spare: 3 | 3.5; a.conversion: 0.1 | 0.12; b.users: 40 | 50; "
                "b.extra: - | 1");
    assert_rows(&fixture, COMPARISON_TEXT, "");
    assert_rows(&fixture, COMPARISON_TOTAL,
                "total.revenue: 260 | 322; total.profit: 240 | 302; "
                "total.margin: 0.923077 | 0.937888");
    assert_rows(&fixture, COMPARISON_STAGE,
                "a.revenue: 60 | 72; a.profit: 40 | 52; b.revenue: 200 | 250; b.profit: 200 | 250");
    assert_rows(&fixture, COMPARISON_METRIC, "metrics.roi: 12 | 15.1");
    assert_rows(&fixture, COMPARISON_TARGET, "");
    assert_int_equal(comparison_n_differences(&fixture.comparison), 4);
    size_t n;
    const struct comparison_row *row =
        comparison_rows(&fixture.comparison, COMPARISON_PARAMETER, &n);
    assert_string_equal(comparison_cell(&fixture.comparison, &row[1], 1)->text, "12 %");
    assert_true(comparison_cell(&fixture.comparison, &row[1], 0)->line->number.percent);
    assert_null(comparison_cell(&fixture.comparison, &row[3], 0)->line);
    release(&fixture);
}

static void test_texts(void **state)
{
    (void)state;
    struct fixture fixture;
    compare(&fixture, shop,
            "[scenario]\ntitle = Other\nbudget = 5万 EUR\nstart = 2026-01\n[units]\nEUR = 1.2 USD\n"
            "[shared]\nfee = 5 USD/user\nspare = 3 + 0\n"
            "[a]\nkind = promotion\ncampaigns = 2 campaigns\nenabled = no\n"
            "campaign_cost = 10 USD/campaign\nconversion = 10 %\nconversion.max = 30 %\n"
            "campaign_revenue = 300 USD/campaign\nrevenue = campaigns * 2\n"
            "[b]\nper = month\nusers = 40 user\nrevenue = users * fee * 2\n"
            "[metrics]\nroi = total.profit / total.cost\n"
            "[targets]\ngood = total.profit > 10\nbetter = 1\n[claims]\ntotal.cost = 25\n",
            NULL);
    assert_rows(&fixture, COMPARISON_PARAMETER, "");
    assert_rows(&fixture, COMPARISON_TEXT,
                "a.enabled: yes | no; b.per: total | month; scenario.title: Shop | Other; "
                "units.EUR: 1.1 USD | 1.2 USD; a.conversion.min: 1 % | -; "
                "scenario.budget: 5万 USD | 5万 EUR; shared.spare: 3 | 3 + 0; "
                "a.revenue: campaigns * conversion * campaign_revenue | campaigns * 2; "
                "b.revenue: users * fee | users * fee * 2; "
                "targets.good: total.profit > 0 | total.profit > 10; "
                "claims.total.cost: 20 | 25; scenario.start: - | 2026-01; "
                "a.conversion.max: - | 30 %; targets.better: - | 1");
    assert_rows(&fixture, COMPARISON_TARGET, "targets.better: - | 1");
    release(&fixture);
}

/* A kind says all that it brings; what is written out as the kind has it is no difference. */
static void test_kinds(void **state)
{
    (void)state;
    struct fixture fixture;
    const char *with = "[a]\nkind = training\nduration = 3 day\nrate = 5 USD/day\n";
    compare(&fixture, with, "[a]\nduration = 3 day\nrate = 5 USD/day\ncost = duration * rate\n",
            NULL);
    assert_rows(&fixture, COMPARISON_TEXT, "a.kind: training | -");
    assert_rows(&fixture, COMPARISON_PARAMETER, "");
    release(&fixture);
    compare(&fixture, with, "[a]\nkind = operations\nannual_cost = 8 USD/year\n", NULL);
    assert_rows(&fixture, COMPARISON_PARAMETER,
                "a.duration: 3 | -; a.rate: 5 | -; a.annual_cost: - | 8");
    release(&fixture);
    compare(&fixture, with, "[c]\ncost = 1\n", NULL);
    assert_rows(&fixture, COMPARISON_TEXT, "a.kind: training | -");
    assert_rows(&fixture, COMPARISON_PARAMETER, "a.duration: 3 | -; a.rate: 5 | -; c.cost: - | 1");
    assert_rows(&fixture, COMPARISON_STAGE,
                "a.cost: 15 | -; a.revenue: 0 | -; a.profit: -15 | -; "
                "c.cost: - | 1; c.revenue: - | 0; c.profit: - | -1");
    release(&fixture);
}

static void test_three(void **state)
{
    (void)state;
    struct fixture fixture;
    compare(&fixture, "[shared]\nx = 1\ny = 2\n[metrics]\nm = x * y\n",
            "[shared]\nx = 1\ny = 3\n[metrics]\nm = x * y\n",
            "[shared]\nx = 1\nz = 4\n[metrics]\nm = z / (x - 1)\n");
    assert_rows(&fixture, COMPARISON_PARAMETER, "shared.y: 2 | 3 | -; shared.z: - | - | 4");
    assert_rows(&fixture, COMPARISON_TEXT, "metrics.m: x * y | x * y | z / (x - 1)");
    assert_rows(&fixture, COMPARISON_METRIC, "metrics.m: 2 | 3 | inf");
    release(&fixture);
    compare(&fixture, shop, shop, shop);
    assert_int_equal(comparison_n_differences(&fixture.comparison), 0);
    assert_rows(&fixture, COMPARISON_TOTAL, "");
    release(&fixture);
    compare(&fixture, "[shared]\nx = 1\n", "", NULL);
    assert_rows(&fixture, COMPARISON_PARAMETER, "shared.x: 1 | -");
    release(&fixture);
}

/* Blanks matter where they part words, and nowhere else. */
static void test_blanks(void **state)
{
    (void)state;
    struct fixture fixture;
    compare(&fixture, "[shared]\nx = 1\nnotx = 0\na = not x\nb = x+2 * (x )\nc = 10 % * x\n",
            "[shared]\nx = 1\nnotx = 0\na = notx\nb = x + 2*( x )\nc = 10% * x\n", NULL);
    assert_rows(&fixture, COMPARISON_TEXT, "shared.a: not x | notx");
    release(&fixture);
}

/* Another number in another unit is one difference. */
static void test_another_unit(void **state)
{
    (void)state;
    struct fixture fixture;
    compare(&fixture, shop,
            "[scenario]\ntitle = Shop\nbudget = 5万 EUR\n[units]\nEUR = 1.1 USD\n"
            "[shared]\nfee = 6 EUR/user\nspare = 3\n"
            "[a]\nkind = promotion\ncampaigns = 2 campaigns\n"
            "campaign_cost = 10 USD/campaign\nconversion = 10 %\nconversion.min = 1 %\n"
            "campaign_revenue = 300 USD/campaign\n"
            "[b]\nusers = 40 user\nrevenue = users * fee\n"
            "[metrics]\nroi = total.profit / total.cost\n"
            "[targets]\ngood = total.profit > 0\n[claims]\ntotal.cost = 20\n",
            NULL);
    assert_rows(&fixture, COMPARISON_PARAMETER, "shared.fee: 5 | 6");
    assert_rows(&fixture, COMPARISON_TEXT, "scenario.budget: 5万 USD | 5万 EUR");
    release(&fixture);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_parameters), cmocka_unit_test(test_texts),
        cmocka_unit_test(test_kinds),      cmocka_unit_test(test_three),
        cmocka_unit_test(test_blanks),     cmocka_unit_test(test_another_unit),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
