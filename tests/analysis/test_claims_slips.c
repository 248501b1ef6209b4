/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Slips planted in random plans are named, and numbers that are no slips hardly ever get a cause.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/claims.h"
#include "support/random_model.h"
#include "support/scenario_text.h"

enum { N_PLANS = 60, PLAN_SIZE = 2048 };

struct plan {
    char text[PLAN_SIZE];
    double months;
    double volume, unit_cost, days, duration, rate, campaigns, campaign_cost, conversion, price;
    double users, adaptation_cost, retention, spend, annual_cost;
};

/* A number of three digits from LOW to HIGH. */
static double number(uint64_t *seed, double low, double high)
{
    char text[32];
    snprintf(text, sizeof text, "%.2e", low * pow(high / low, random_between(seed, 0, 1)));
    return strtod(text, NULL);
}

static void make_plan(uint64_t *seed, struct plan *p)
{
    static const double horizons[] = {12, 18, 24, 36};
    *p = (struct plan){.months = horizons[random_next(seed) % 4]};
    p->volume = number(seed, 20, 300);
    p->unit_cost = number(seed, 0.5, 20);
    p->days = number(seed, 100, 400);
    p->duration = number(seed, 40, 200);
    p->rate = number(seed, 1e3, 2e4);
    p->campaigns = number(seed, 20, 300);
    p->campaign_cost = number(seed, 1e3, 2e4);
    p->conversion = number(seed, 0.05, 0.4);
    p->price = number(seed, 1e4, 2e5);
    p->users = number(seed, 20, 300);
    p->adaptation_cost = number(seed, 1e3, 2e4);
    p->retention = number(seed, 0.05, 0.4);
    p->spend = number(seed, 1e4, 2e5);
    p->annual_cost = number(seed, 2e5, 2e6);
    snprintf(p->text, sizeof p->text,
             "[scenario]\nmonths = %g\n[data]\ncost = volume * unit_cost * days\nvolume = %g\n"
             "unit_cost = %g\ndays = %g\n[training]\ncost = duration * rate\nduration = %g\n"
             "rate = %g\n[promotion]\ncost = campaigns * campaign_cost\n"
             "revenue = campaigns * conversion * price\ncampaigns = %g\ncampaign_cost = %g\n"
             "conversion = %g %%\nprice = %g\n[adaptation]\ncost = users * adaptation_cost\n"
             "revenue = users * retention * spend\nusers = %g\nadaptation_cost = %g\n"
             "retention = %g %%\nspend = %g\n[operations]\n"
             "cost = annual_cost * months / months_per_year\nannual_cost = %g\n[claims]\n",
             p->months, p->volume, p->unit_cost, p->days, p->duration, p->rate, p->campaigns,
             p->campaign_cost, p->conversion * 100, p->price, p->users, p->adaptation_cost,
             p->retention * 100, p->spend, p->annual_cost);
}

/* Whether STATED for NAME gets a cause that says WORDS, or any at all where WORDS is "". */
static bool is_named(const struct plan *plan, const char *name, double stated, const char *words)
{
    static char text[PLAN_SIZE + 200], cause[CLAIM_MAX_CAUSES * CLAIM_CAUSE_SIZE];
    struct claim_causes causes = {0};
    struct error err;
    snprintf(text, sizeof text, "%s%s = %.6g\n", plan->text, name, stated);
    struct scenario *scenario = scenario_from_text(text);
    assert_int_equal(claim_causes_find(scenario, &causes, &err), STATUS_OK);
    bool is = causes.n > 0 && causes.items[0].n_causes > 0;
    if (is) {
        claim_cause_format(&causes.items[0], causes.is_complete, false, cause, sizeof cause);
        is = strstr(cause, words);
    }
    if (!is && *words)
        print_message("%s = %.6g: '%s' is not in '%s'\n%s", name, stated, words,
                      causes.n > 0 ? cause : "", plan->text);
    claim_causes_fini(&causes);
    scenario_free(scenario);
    return is;
}

struct amounts {
    double cost, revenue, promotion_revenue, adaptation_revenue, training, operations;
};

static struct amounts amounts_of(const struct plan *p)
{
    struct amounts a = {
        .promotion_revenue = p->campaigns * p->conversion * p->price,
        .adaptation_revenue = p->users * p->retention * p->spend,
        .training = p->duration * p->rate,
        .operations = p->annual_cost * p->months / 12,
    };
    a.revenue = a.promotion_revenue + a.adaptation_revenue;
    a.cost = p->volume * p->unit_cost * p->days + a.training + p->campaigns * p->campaign_cost +
             p->users * p->adaptation_cost + a.operations;
    return a;
}

static void test_planted_slips_are_named(void **state)
{
    (void)state;
    uint64_t seed = 20261201;
    for (int i = 0; i < N_PLANS; i++) {
        struct plan p;
        make_plan(&seed, &p);
        const struct amounts a = amounts_of(&p);
        double profit = a.revenue - a.cost;
        const struct {
            const char *name;
            double stated;
            const char
                *words; /* of a stage's slip only the stage: its other slips may be the same */
        } planted[] = {
            {"total.cost", a.cost * 1e4, "(a 万) too large"},
            {"total.revenue", a.revenue / 1000, "1,000 times too small"},
            {"total.cost", a.cost - a.training, "training"},
            {"total.profit", profit + a.operations, "operations"},
            {"total.cost", a.cost + a.training, "training"},
            {"total.profit", profit - a.training, "training"},
            {"total.cost", a.cost - a.training + p.duration, "training"},
            {"total.cost", a.cost - a.training + a.training * p.duration, "'duration' repeated"},
            {"total.revenue", a.revenue + a.promotion_revenue * (p.price - 1), "'price' repeated"},
            {"training.cost", p.rate, "'duration' dropped"},
            {"total.revenue", a.revenue + 99 * a.promotion_revenue, "conversion"},
            {"total.profit", profit + 99 * a.adaptation_revenue, "retention"},
            {"adaptation.revenue", 100 * a.adaptation_revenue, "retention"},
            {"total.cost", a.cost / p.months, "a month's amount"},
            {"total.cost", a.cost * p.months, "months once more"},
            {"total.revenue", a.revenue * 12, "12"},
            {"total.revenue", a.revenue / 12, "month's amount"},
            {"operations.cost", p.annual_cost, p.months > 12 ? "'months / months_per_year'" : ""},
            {"total.profit", -profit, "opposite sign"},
            {"total.profit", a.revenue, "total.revenue stated for total.profit"},
            {"total.profit", a.cost, "total.cost stated for total.profit"},
            {"total.cost", a.revenue, "total.revenue stated for total.cost"},
        };
        for (size_t k = 0; k < sizeof planted / sizeof *planted; k++)
            if (strcmp(planted[k].name, "operations.cost") != 0 || p.months > 12)
                assert_true(is_named(&p, planted[k].name, planted[k].stated,
                                     strcmp(planted[k].name, "operations.cost") == 0
                                         ? "year's amount"
                                         : planted[k].words));
    }
}

static void test_others_hardly_ever_get_a_cause(void **state)
{
    (void)state;
    static const char *const names[] = {"total.cost", "total.revenue", "total.profit"};
    uint64_t seed = 4242;
    int n_named = 0;
    for (int i = 0; i < N_PLANS; i++) {
        struct plan p;
        make_plan(&seed, &p);
        const struct amounts a = amounts_of(&p);
        const double values[] = {a.cost, a.revenue, a.revenue - a.cost};
        for (int k = 0; k < 3; k++) {
            double normal = sqrt(-2 * log(1 - random_between(&seed, 0, 1))) *
                            cos(2 * acos(-1) * random_between(&seed, 0, 1));
            n_named += is_named(&p, names[k], values[k] * exp(0.8 * normal), "");
        }
    }
    print_message("%d of %d random factors got a cause\n", n_named, 3 * N_PLANS);
    assert_true(n_named <= 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_planted_slips_are_named),
        cmocka_unit_test(test_others_hardly_ever_get_a_cause),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
