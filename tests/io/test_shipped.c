/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The scenarios that come with the program, and the built-in kinds at work: each loads, gives its
 * numbers, and warns of nothing but what it means to show. The expected numbers of the two
 * published cases were worked out by hand from their inputs; those of the others by a program of
 * its own.
 */
#include <stdlib.h>

#include "core/scenario.h"
#include "io/load.h"
#include "support/assert_near.h"

struct shipped {
    struct file *file;
    struct scenario *scenario;
    struct messages warnings;
};

static void open_source(struct shipped *out, struct source *source, struct messages *messages)
{
    enum status status = scenario_new(source, &out->scenario, messages);

    for (size_t i = 0; i < messages->n; i++)
        fprintf(stderr, "%u: %s\n", (unsigned)messages->items[i].place.line,
                messages->items[i].text);
    assert_int_equal(status, STATUS_OK);
    messages_fini(messages);
    scenario_warnings(out->scenario, &out->warnings);
}

static void open_shipped(struct shipped *out, const char *name)
{
    const char *root = getenv("top_srcdir");
    struct source *source = NULL;
    struct messages messages = {0};
    char path[4096];

    *out = (struct shipped){0};
    snprintf(path, sizeof path, "%s/scenarios/%s", root ? root : ".", name);
    assert_int_equal(file_load(path, &out->file, &source, &messages), STATUS_OK);
    open_source(out, source, &messages);
}

static void open_text(struct shipped *out, const char *text)
{
    struct source *source = NULL;
    struct messages messages = {0};

    *out = (struct shipped){0};
    assert_int_equal(file_load_text("test", text, strlen(text), &out->file, &source, &messages),
                     STATUS_OK);
    open_source(out, source, &messages);
}

static void close_shipped(struct shipped *shipped)
{
    messages_fini(&shipped->warnings);
    scenario_free(shipped->scenario);
    file_free(shipped->file);
}

static void assert_no_warnings(const struct shipped *shipped)
{
    for (size_t i = 0; i < shipped->warnings.n; i++)
        fprintf(stderr, "%u: %s\n", (unsigned)shipped->warnings.items[i].place.line,
                shipped->warnings.items[i].text);
    assert_int_equal(shipped->warnings.n, 0);
}

static void assert_value(const struct shipped *shipped, const char *name, double expected)
{
    double value = scenario_named(shipped->scenario, name);

    if (!near_doubles(value, expected, 1e-12))
        fail_msg("%s is %.17g, not %.17g", name, value, expected);
}

/* Whole amounts must come out to the last bit. */
static void assert_exact(const struct shipped *shipped, const char *name, double expected)
{
    double value = scenario_named(shipped->scenario, name);

    if (!same_bits(value, expected))
        fail_msg("%s is %.17g, not %.17g", name, value, expected);
}

static int count_targets(const struct shipped *shipped, enum target_state state)
{
    const struct model *model = shipped->scenario->model;
    int n = 0;

    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model_section_of(model, i)->kind == SECTION_TARGETS &&
            scenario_target(shipped->scenario, i) == state)
            n++;
    return n;
}

static int count_failed_claims(const struct shipped *shipped)
{
    const struct model *model = shipped->scenario->model;
    int n = 0;

    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model_section_of(model, i)->kind == SECTION_CLAIMS &&
            !scenario_claim_holds(shipped->scenario, i))
            n++;
    return n;
}

static void test_article_case(void **state)
{
    struct shipped shipped;

    (void)state;
    open_shipped(&shipped, "article-case.ini");
    assert_no_warnings(&shipped);
    assert_exact(&shipped, "data.cost", 365);
    assert_exact(&shipped, "training.cost", 9000000);
    assert_exact(&shipped, "promotion.cost", 10000000);
    assert_exact(&shipped, "promotion.revenue", 10000000);
    assert_exact(&shipped, "adaptation.cost", 20000000);
    assert_exact(&shipped, "adaptation.revenue", 2000);
    assert_exact(&shipped, "transactions.cost", 400);
    assert_exact(&shipped, "transactions.revenue", 4000);
    assert_value(&shipped, "operations.cost", 2000000); /* month by month */
    assert_exact(&shipped, "total.cost", 41000765);
    assert_exact(&shipped, "total.revenue", 10006000);
    assert_exact(&shipped, "total.profit", -30994765);
    assert_exact(&shipped, "metrics.profit_without_operations", -28994765);
    assert_exact(&shipped, "metrics.promotion_roi", 0);
    assert_exact(&shipped, "cash.runway", 3);
    assert_int_equal(count_targets(&shipped, TARGET_MISSED), 2);
    assert_int_equal(count_failed_claims(&shipped), 3);
    close_shipped(&shipped);
}

static void test_article_code(void **state)
{
    struct shipped shipped;

    (void)state;
    open_shipped(&shipped, "article-code.ini");
    /* The one warning is what the scenario is there to show. */
    assert_int_equal(shipped.warnings.n, 1);
    assert_non_null(strstr(shipped.warnings.items[0].text, "adaptation.revenue"));
    assert_exact(&shipped, "data.cost", 10);
    assert_exact(&shipped, "training.cost", 30000000);
    assert_exact(&shipped, "promotion.cost", 50000000);
    assert_exact(&shipped, "promotion.revenue", 5000000);
    assert_exact(&shipped, "adaptation.cost", 100000000);
    assert_exact(&shipped, "adaptation.revenue", 1000000000);
    assert_exact(&shipped, "transactions.cost", 2000);
    assert_exact(&shipped, "transactions.revenue", 20000);
    assert_exact(&shipped, "total.cost", 180002010);
    assert_exact(&shipped, "total.revenue", 1005020000);
    assert_exact(&shipped, "total.profit", 825017990);
    assert_int_equal(count_failed_claims(&shipped), 3);
    close_shipped(&shipped);
}

static void test_starter(void **state)
{
    struct shipped shipped;

    (void)state;
    open_shipped(&shipped, "starter.ini");
    assert_no_warnings(&shipped);
    assert_value(&shipped, "total.cost", 1837727.5205924888);
    assert_value(&shipped, "total.revenue", 1990158.8956183146);
    assert_value(&shipped, "cash.lowest", 100186.6402004589);
    assert_value(&shipped, "cash.breakeven", 21);
    assert_value(&shipped, "metrics.paying_at_end", 922.0746967765338);
    assert_value(&shipped, "metrics.payback", 600.0 / 85);
    assert_int_equal(count_targets(&shipped, TARGET_MET), 3);
    assert_int_equal(count_targets(&shipped, TARGET_MISSED), 1);
    close_shipped(&shipped);
}

static void test_llm_api(void **state)
{
    struct shipped shipped;

    (void)state;
    open_shipped(&shipped, "llm-api.ini");
    assert_no_warnings(&shipped);
    assert_value(&shipped, "total.cost", 7846375.6057376657);
    assert_value(&shipped, "total.revenue", 7972035.0577739775);
    assert_value(&shipped, "total.carbon", 883080.3423653488);
    assert_value(&shipped, "cash.lowest", 304043.3901930493);
    assert_value(&shipped, "cash.breakeven", 24);
    assert_value(&shipped, "metrics.gross_margin", 0.4986452633630064);
    assert_value(&shipped, "metrics.cost_per_million", 0.5033754819255348);
    assert_value(&shipped, "metrics.gpus_at_end", 356.44529787481236);
    assert_value(&shipped, "metrics.heads_at_end", 12);
    assert_int_equal(count_targets(&shipped, TARGET_MET), 2);
    assert_int_equal(count_targets(&shipped, TARGET_MISSED), 1);
    close_shipped(&shipped);
}

static void test_pricing(void **state)
{
    struct shipped shipped;

    (void)state;
    open_shipped(&shipped, "pricing.ini");
    assert_no_warnings(&shipped);
    assert_value(&shipped, "total.cost", 2293529.784739265);
    assert_value(&shipped, "total.revenue", 2856017.360635448);
    assert_value(&shipped, "cash.lowest", 35364.02134009584);
    assert_value(&shipped, "cash.breakeven", 16);
    assert_value(&shipped, "metrics.seats_at_end", 2295.3337605737024);
    assert_int_equal(count_targets(&shipped, TARGET_MET), 2);
    assert_int_equal(count_targets(&shipped, TARGET_MISSED), 1);
    close_shipped(&shipped);
}

/* Pressing + twice on the price of the starter, as its comment and the README say. */
static void test_the_starters_hint(void **state)
{
    struct shipped shipped;
    struct error err;
    char text[64];

    (void)state;
    open_shipped(&shipped, "starter.ini");
    for (int steps = 1; steps <= 2; steps++) {
        const char *before = scenario_text(shipped.scenario, "subscriptions", "price");
        assert_int_equal(value_nudge(NULL, before, 5, 1, text, sizeof text, &err), STATUS_OK);
        assert_int_equal(scenario_set(shipped.scenario, "subscriptions", "price", text, &err),
                         STATUS_OK);
        assert_int_equal(count_targets(&shipped, TARGET_MISSED), 2 - steps);
    }
    close_shipped(&shipped);
}

/* Kinds that no shipped scenario uses, or not plainly, with the units that the table gives: none
 * warns. */
static void test_other_kinds(void **state)
{
    struct shipped shipped;

    (void)state;
    open_text(&shipped, "[scenario]\ncurrency = EUR\nmonths = 2\n"
                        "[usage]\nkind = usage\nusers = 100 users\n"
                        "requests_per_user = 20 request/user/month\n"
                        "request_price = 0.5 EUR/request\nrequest_cost = 0.25 EUR/request\n"
                        "[ads]\nkind = advertising\nimpressions = 4M\nfill_rate = 75 %\n"
                        "cpm = 8 EUR\nserving_cost = 0.5 EUR\n"
                        "[run]\nkind = gpu_training\ngpus = 8 GPUs\nhours = 100 hours\n"
                        "gpu_price = 2 EUR/GPU/hour\npower = 0.5 kW/GPU\n"
                        "grid_intensity = 0.25 kgCO2e/kWh\n"
                        "[partners]\nkind = ecosystem\npartners = 10 partners\n"
                        "partner_revenue = 3000 EUR/partner/month\nshare = 20 %\n"
                        "programme_cost = 4k EUR/month\n");
    assert_no_warnings(&shipped);
    assert_exact(&shipped, "usage.cost", 1000);
    assert_exact(&shipped, "usage.revenue", 2000);
    assert_exact(&shipped, "ads.cost", 4000);
    assert_exact(&shipped, "ads.revenue", 48000);
    assert_exact(&shipped, "run.cost", 1600);
    assert_exact(&shipped, "run.energy", 400);
    assert_exact(&shipped, "run.carbon", 100);
    assert_exact(&shipped, "partners.cost", 8000);
    assert_exact(&shipped, "partners.revenue", 12000);
    close_shipped(&shipped);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_article_case), cmocka_unit_test(test_article_code),
        cmocka_unit_test(test_starter),      cmocka_unit_test(test_llm_api),
        cmocka_unit_test(test_pricing),      cmocka_unit_test(test_the_starters_hint),
        cmocka_unit_test(test_other_kinds),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
