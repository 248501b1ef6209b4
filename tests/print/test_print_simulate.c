/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A simulation as JSON, CSV and text: every figure of the result under its own name. */
#include <jansson.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/number.h"
#include "print/simulate.h"
#include "support/assert_near.h"
#include "support/output.h"
#include "support/scenario_text.h"

static const char plan[] = "[scenario]\ntitle = Doubt\nbudget = 40 USD\nmonths = 3\n"
                           "start = 2026-12\n"
                           "[shop]\nguests = 30 person\nguests.dist = uniform(10, 50)\n"
                           "price = 4 USD/person\nprice.dist = triangular(1, 4, 6)\n"
                           "cost = 90 USD\nrevenue = guests * price\n"
                           "[targets]\nprofitable = total.profit > 0\nbig = total.profit > 30\n";

struct fixture {
    struct scenario *scenario;
    struct simulation simulation;
    struct simulate simulate;
    struct output output;
};

static int set_up_with(void **state, const char *text)
{
    static struct fixture fixture;
    struct simulation_settings settings = {3000, 7, 1024, 3000};
    struct error err;
    fixture = (struct fixture){.scenario = scenario_from_text(text)};
    fixture.simulate =
        (struct simulate){fixture.scenario, &fixture.simulation, "total.profit", false};
    output_open(&fixture.output);
    *state = &fixture;
    return simulation_prepare(&fixture.simulation, fixture.scenario, "total.profit", &settings,
                              &err) ||
           simulation_run(&fixture.simulation, fixture.scenario, &err);
}

static int set_up(void **state)
{
    return set_up_with(state, plan);
}

static int set_up_years(void **state)
{
    return set_up_with(state, "[scenario]\nmonths = 40\n[shop]\nx = 3\nx.dist = uniform(1, 5)\n"
                              "revenue = x\n");
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    output_close(&fixture->output);
    simulation_fini(&fixture->simulation);
    scenario_free(fixture->scenario);
    return 0;
}

/* ---- JSON ---- */

static void assert_member(const json_t *object, const char *key, double expected)
{
    const json_t *value = json_object_get(object, key);
    assert_true(json_is_number(value));
    assert_same_bits(json_number_value(value), expected);
}

static void check_figures(const json_t *root, const struct simulation_result *result)
{
    static const char *const percents[N_PERCENTILES] = {"1",  "5",  "10", "25", "50",
                                                        "75", "90", "95", "99"};
    const json_t *percentiles = json_object_get(root, "percentiles");
    assert_member(root, "samples", 3000);
    assert_member(root, "seed", 7);
    assert_member(root, "undefined", 0);
    assert_member(root, "infinite", 0);
    assert_member(root, "mean", result->mean);
    assert_member(root, "sd", result->sd);
    assert_member(root, "min", result->min);
    assert_member(root, "max", result->max);
    assert_member(root, "probability_of_loss", result->loss);
    assert_member(root, "probability_of_cash_below_zero", result->below_zero);
    assert_int_equal(json_object_size(percentiles), N_PERCENTILES);
    for (int i = 0; i < N_PERCENTILES; i++)
        assert_member(percentiles, percents[i], result->percentiles[i]);
}

static void check_lists(const json_t *root, const struct simulation_result *result)
{
    static const char *const fan[N_FAN] = {"p5", "p25", "p50", "p75", "p95"};
    const json_t *bins = json_object_get(root, "histogram");
    const json_t *balance = json_object_get(root, "balance");
    const json_t *targets = json_object_get(root, "targets");
    uint32_t n;
    const struct simulation_bin *bin = simulate_bins(result, &n);
    assert_int_equal(json_array_size(bins), n);
    for (uint32_t i = 0; i < n; i++) {
        assert_member(json_array_get(bins, i), "from", bin[i].from);
        assert_member(json_array_get(bins, i), "to", bin[i].to);
        assert_member(json_array_get(bins, i), "count", (double)bin[i].count);
    }
    assert_int_equal(json_array_size(balance), 3);
    for (uint32_t month = 0; month < 3; month++) {
        assert_member(json_array_get(balance, month), "month", month + 1);
        for (int i = 0; i < N_FAN; i++)
            assert_member(json_array_get(balance, month), fan[i], result->fan[i][month]);
    }
    assert_int_equal(json_array_size(targets), 2);
    for (uint32_t i = 0; i < 2; i++)
        assert_member(json_array_get(targets, i), "probability", result->targets[i].missed);
}

static void test_json(void **state)
{
    struct fixture *fixture = *state;
    const struct simulation_result *result = &fixture->simulation.result;
    assert_true(simulate_write_json(fixture->output.stream, &fixture->simulate));
    json_t *root = json_loads(output_text(&fixture->output), 0, NULL);
    assert_string_equal(json_string_value(json_object_get(root, "of")), "total.profit");
    assert_string_equal(json_string_value(json_object_get(root, "unit")), "USD");
    assert_true(json_is_false(json_object_get(root, "interrupted")));
    check_figures(root, result);
    check_lists(root, result);
    const json_t *driver = json_array_get(json_object_get(root, "drivers"), 0);
    assert_string_equal(json_string_value(json_object_get(driver, "name")), "shop.guests");
    assert_member(driver, "share", result->drivers[0].share);
    assert_member(root, "rest", result->rest);
    json_decref(root);
}

/* ---- CSV and text ---- */

static void assert_row(struct output *output, const char *begin, double value)
{
    char line[200], number[NUMBER_TEXT_SIZE];
    number_format(number, value);
    snprintf(line, sizeof line, "\n%s%s\n", begin, number);
    assert_non_null(strstr(output_text(output), line));
}

static void test_csv(void **state)
{
    struct fixture *fixture = *state;
    const struct simulation_result *result = &fixture->simulation.result;
    struct output *output = &fixture->output;
    char begin[200], from[NUMBER_TEXT_SIZE], to[NUMBER_TEXT_SIZE];
    uint32_t n;
    const struct simulation_bin *bins = simulate_bins(result, &n);
    simulate_write_csv(output->stream, &fixture->simulate);
    assert_memory_equal(output_text(output), "record,name,month,from,to,value\n", 32);
    assert_row(output, "outcome,seed,,,,", 7);
    assert_row(output, "outcome,mean,,,,", result->mean);
    assert_row(output, "outcome,min,,,,", result->min);
    assert_row(output, "outcome,max,,,,", result->max);
    assert_row(output, "percentile,1,,,,", result->percentiles[PERCENTILE_1]);
    assert_row(output, "percentile,75,,,,", result->percentiles[PERCENTILE_75]);
    assert_row(output, "probability,loss,,,,", result->loss);
    assert_row(output, "probability,cash_below_zero,,,,", result->below_zero);
    assert_row(output, "target,profitable,,,,", result->targets[0].missed);
    assert_row(output, "target,big,,,,", result->targets[1].missed);
    assert_row(output, "driver,shop.guests,,,,", result->drivers[0].share);
    assert_row(output, "rest,,,,,", result->rest);
    assert_row(output, "balance,p5,1,,,", result->fan[FAN_5][0]);
    assert_row(output, "balance,p95,3,,,", result->fan[FAN_95][2]);
    number_format(from, bins[1].from);
    number_format(to, bins[1].to);
    snprintf(begin, sizeof begin, "histogram,,,%s,%s,", from, to);
    assert_row(output, begin, (double)bins[1].count);
}

static void test_text(void **state)
{
    struct fixture *fixture = *state;
    const struct simulation_result *result = &fixture->simulation.result;
    char line[120], number[NUMBER_TEXT_SIZE];
    simulate_write_text(fixture->output.stream, &fixture->simulate);
    const char *text = output_text(&fixture->output);
    assert_memory_equal(text, "Doubt\ntotal.profit in USD\n3,000 samples, seed 7\n", 48);
    number_format_fit(number, result->mean, 15);
    snprintf(line, sizeof line, "\n  %-32s%16s\n", "mean", number);
    assert_non_null(strstr(text, line));
    number_format_fit(number, result->percentiles[PERCENTILE_90], 15);
    snprintf(line, sizeof line, "\n  %-32s%16s\n", "90 % lie below", number);
    assert_non_null(strstr(text, line));
    snprintf(line, sizeof line, "\n  %-32s%14.2f %%\n", "target missed: big",
             100 * result->targets[1].missed);
    assert_non_null(strstr(text, line));
    number_format_fit(number, result->fan[FAN_5][2], 12);
    snprintf(line, sizeof line, "\n  %-9s%13s", "2027-02", number);
    assert_non_null(strstr(text, line));
    assert_null(strstr(text, "interrupted"));
}

/* What is rare is not never, and what is common not always. */
static void test_small_probabilities(void **state)
{
    static const struct {
        double probability;
        const char *text;
    } rows[] = {{0, "0.00 %"},       {0.00003, "< 0.01 %"},  {0.0005, "0.05 %"},
                {0.9995, "99.95 %"}, {0.99996, "> 99.99 %"}, {1, "100.00 %"}};
    struct fixture *fixture = *state;
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char line[120];
        fixture->simulation.result.loss = rows[i].probability;
        output_close(&fixture->output);
        simulate_write_text(output_open(&fixture->output), &fixture->simulate);
        snprintf(line, sizeof line, "\n  %-32s%16s\n", "outcome below 0", rows[i].text);
        assert_non_null(strstr(output_text(&fixture->output), line));
    }
}

/* Of many months those at the ends of quarters. */
static void test_balance_of_years(void **state)
{
    struct fixture *fixture = *state;
    simulate_write_text(fixture->output.stream, &fixture->simulate);
    const char *table = strstr(output_text(&fixture->output), "\n  month ");
    assert_non_null(table);
    assert_memory_equal(strchr(table + 1, '\n'), "\n  3  ", 6);
    assert_non_null(strstr(table, "\n  39 "));
    assert_null(strstr(table, "\n  1  "));
    assert_null(strstr(table, "\n  40 "));
}

static void test_interrupted(void **state)
{
    struct fixture *fixture = *state;
    fixture->simulate.is_interrupted = true;
    simulate_write_text(fixture->output.stream, &fixture->simulate);
    assert_non_null(strstr(output_text(&fixture->output), "interrupted: 3,000 samples were asked"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_small_probabilities, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_balance_of_years, set_up_years, tear_down),
        cmocka_unit_test_setup_teardown(test_interrupted, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
