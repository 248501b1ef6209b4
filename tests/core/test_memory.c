/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Memory that runs out: each story is told again and again with a later allocation failing, once
 * alone and once with all that follow it, until none fails; long stories in strides. Every time it
 * must come out as STATUS_NO_MEMORY or as if nothing had happened; the sanitizers see what leaks or
 * is torn.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/app.h"
#include "core/language/unit.h"
#include "core/program/enclosure.h"
#include "core/program/gradient.h"
#include "core/scenario.h"
#include "core/text/names.h"
#include "io/load.h"
#include "support/failing_alloc.h"

enum { MAX_ALLOCATIONS = 100000 };

static const char text[] = "[scenario]\n"
                           "title = Small\n"
                           "budget = 100k EUR ; at the start\n"
                           "months = 6\n"
                           "[units]\n"
                           "EUR = 1.08 USD\n"
                           "[shared]\n"
                           "audience = 2万 users\n"
                           "[sales]\n"
                           "kind = subscription\n"
                           "initial_subscribers = 100 users\n"
                           "new_subscribers = 20 users/month\n"
                           "churn = 4 %\n"
                           "churn.dist = uniform(0.5 * value, 2 * value)\n"
                           "churn.min = 1 %\n"
                           "price = 49 USD/user/month\n"
                           "price.dist = 40 to 60\n"
                           "service_cost = 5 USD/user/month\n"
                           "[单价]\n"
                           "cost = 3 * shared.audience + sales.cost\n"
                           "unused = 7\n"
                           "[metrics]\n"
                           "share = total.cost / total.revenue\n"
                           "[targets]\n"
                           "profitable = total.profit > 0\n"
                           "[claims]\n"
                           "total.cost = 5\n"
                           "[correlations]\n"
                           "c1 = sales.churn, sales.price, 0.5\n";

/* Tell STORY with every STRIDE-th allocation failing in turn. */
static void sweep(enum status (*story)(void), int stride)
{
    for (int lasting = 0; lasting < 2; lasting++) {
        int nth = 1;
        for (; nth < MAX_ALLOCATIONS; nth += stride) {
            failing_alloc_begin(nth, lasting != 0);
            enum status status = story();
            bool failed = failing_alloc_end();
            if (!failed) {
                assert_int_equal(status, STATUS_OK);
                break;
            }
            if (status != STATUS_OK && status != STATUS_NO_MEMORY)
                fail_msg("status %d when allocation %d fails", (int)status, nth);
        }
        assert_true(nth > 1 && nth < MAX_ALLOCATIONS);
    }
}

static enum status tell_names(void)
{
    static const char *const keys[] = {"a", "b", "c", "d", "e", "f", "g", "h",
                                       "i", "j", "k", "l", "m", "n", "o", "p"};
    struct names map = {0};
    enum status status = STATUS_OK;
    uint32_t n = 0;

    for (; n < 16 && status == STATUS_OK; n += status == STATUS_OK)
        status = names_put(&map, keys[n], 1, n);
    for (uint32_t i = 0; i < 16; i++)
        if (names_find(&map, keys[i], 1) != (i < n ? i : (uint32_t)NAMES_NONE))
            status = STATUS_FAULTY;
    names_fini(&map);
    return status;
}

static enum status tell_messages(void)
{
    struct messages list = {0};

    for (int i = 0; i < 20; i++)
        messages_add(&list, SEVERITY_ERROR, (struct place){.line = 20u - (unsigned)i}, "%d", i);
    messages_sort(&list);
    bool counted = list.n_errors == 20 && list.n <= 20;
    messages_fini(&list);
    return counted ? STATUS_OK : STATUS_FAULTY;
}

static enum status tell_units(void)
{
    struct unit_table *table = unit_table_new("USD");
    struct unit unit;

    if (table == NULL)
        return STATUS_NO_MEMORY;
    enum status status = unit_table_define(table, "EUR", "1.08 USD", 8, NULL);
    if (status == STATUS_OK)
        status = unit_table_define(table, "GBP", "1.2 EURs", 8, NULL);
    if (status == STATUS_OK)
        status =
            unit_parse(table, "GBP/users/caf\u00E9", strlen("GBP/users/caf\u00E9"), &unit, NULL);
    if (status == STATUS_OK)
        status = unit_parse(table, "user", 4, &unit, NULL);
    unit_table_free(table);
    return status;
}

/* The scenario of the text above. */
static enum status load(struct scenario **out)
{
    struct messages messages = {0};
    struct file *file = NULL;
    struct source *source = NULL;

    enum status status = file_load_text("small", text, strlen(text), &file, &source, &messages);
    if (status == STATUS_OK) {
        file_free(file);
        status = scenario_new(source, out, &messages);
        if (status != STATUS_OK)
            source_free(source);
    }
    messages_fini(&messages);
    return status;
}

static enum status tell_loading(void)
{
    struct scenario *scenario = NULL;
    enum status status = load(&scenario);

    if (status != STATUS_OK)
        return status;
    struct messages warnings = {0};
    scenario_warnings(scenario, &warnings);
    messages_fini(&warnings);
    struct scenario *clone = scenario_clone(scenario);
    status = clone == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    if (clone != NULL && scenario_profit(clone) != scenario_profit(scenario))
        status = STATUS_FAULTY;
    scenario_free(clone);
    scenario_free(scenario);
    return status;
}

static struct scenario *edited;

/* One edit of each kind; what fails has changed nothing. */
static enum status tell_editing(void)
{
    static const struct {
        const char *section, *key, *text;
    } edits[] = {
        {"sales", "churn", "5 %"},        {"sales", "churn", "churn_of_all"},
        {"sales", "extra", "7 users"},    {"sales", "price", "2 * 25"},
        {"sales", "price", NULL},         {"sales", "enabled", "no"},
        {"scenario", "months", "12"},     {"单价", "cost", "5 * shared.audience"},
        {"targets", "more", "1 > 0"},     {"sales", "churn.dist", "1 % to 5 %"},
        {"units", "GBP", "1.2 EUR"},      {"claims", "total.cost", "6"},
        {"scenario", "budget", "1 % of"}, {"sales", "churn", "4 %"},
    };
    enum status worst = STATUS_OK;

    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        double before = scenario_profit(edited);
        enum status status =
            scenario_set(edited, edits[i].section, edits[i].key, edits[i].text, NULL);
        if (status != STATUS_OK && scenario_profit(edited) != before)
            return STATUS_FAULTY;
        if (status == STATUS_NO_MEMORY)
            worst = status;
    }
    return worst;
}

static enum status tell_the_dashboard(void)
{
    static const int32_t keys[] = {KEY_DOWN_ARROW,
                                   '1',
                                   '2',
                                   KEY_ENTER,
                                   '+',
                                   'u',
                                   KEY_CTRL('r'),
                                   'l',
                                   ' ',
                                   'b',
                                   '/',
                                   'c',
                                   'h',
                                   KEY_ENTER,
                                   ':',
                                   's',
                                   'e',
                                   't',
                                   ' ',
                                   KEY_TAB,
                                   KEY_ESCAPE,
                                   ']',
                                   ']',
                                   '?',
                                   KEY_ESCAPE,
                                   'r'};
    struct scenario *scenario = NULL;
    struct app *app = NULL;
    struct canvas canvas = {0};

    enum status status = load(&scenario);
    if (status != STATUS_OK)
        return status;
    status = app_new(scenario, "small.ini", &app);
    if (status != STATUS_OK) {
        scenario_free(scenario);
        return status;
    }
    status = canvas_resize(&canvas, 24, 80);
    if (status == STATUS_OK) {
        struct ui_event resize = {.kind = EVENT_RESIZE, .rows = 24, .columns = 80};
        app_update(app, &resize);
    }
    for (size_t i = 0; status == STATUS_OK && i < sizeof keys / sizeof *keys; i++) {
        struct ui_event event = {.kind = EVENT_KEY, .key = keys[i]};
        app_update(app, &event);
        app_prepare(app);
        app_draw(app, &canvas);
    }
    canvas_fini(&canvas);
    app_free(app);
    return status;
}

static struct scenario *derived;

static enum status tell_a_gradient(void)
{
    struct gradient gradient = {0};
    uint32_t profit = derived->program->profit.total;
    enum status status = gradient_init(&gradient, derived->program, 0, 6, NULL);
    if (status == STATUS_OK) {
        run_load(&gradient.run, derived->model);
        gradient_run(&gradient, profit, gradient.run.lanes);
    } else if (gradient.run.cells) {
        return STATUS_FAULTY;
    }
    gradient_fini(&gradient);
    return status;
}

static enum status tell_a_varied_program(void)
{
    uint32_t price = derived->program->line_registers[model_find(derived->model, "sales.price")];
    struct program *varied = NULL;
    enum status status = program_vary(derived->program, &price, 1, &varied, NULL);
    if (status == STATUS_OK && varied->n_settled == varied->n_segments)
        status = STATUS_FAULTY;
    program_vary_free(varied);
    return status;
}

static enum status tell_an_enclosure(void)
{
    struct enclosure enclosure = {0};
    enum status status = enclosure_init(&enclosure, derived->program, 6, NULL);
    if (status == STATUS_OK) {
        run_load(&enclosure.run, derived->model);
        enclosure_run(&enclosure);
    }
    enclosure_fini(&enclosure);
    return status;
}

static void test_names(void **state)
{
    (void)state;
    sweep(tell_names, 1);
}

static void test_messages(void **state)
{
    (void)state;
    sweep(tell_messages, 1);
}

static void test_units(void **state)
{
    (void)state;
    sweep(tell_units, 1);
}

static void test_loading(void **state)
{
    (void)state;
    sweep(tell_loading, 1);
}

static void test_editing(void **state)
{
    (void)state;
    assert_int_equal(load(&edited), STATUS_OK);
    sweep(tell_editing, 13);
    scenario_free(edited);
}

static void test_the_dashboard(void **state)
{
    (void)state;
    sweep(tell_the_dashboard, 97);
}

static void test_other_runs(void **state)
{
    (void)state;
    assert_int_equal(load(&derived), STATUS_OK);
    sweep(tell_a_gradient, 1);
    sweep(tell_an_enclosure, 1);
    sweep(tell_a_varied_program, 1);
    scenario_free(derived);
}

int main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),      cmocka_unit_test(test_messages),
        cmocka_unit_test(test_units),      cmocka_unit_test(test_loading),
        cmocka_unit_test(test_editing),    cmocka_unit_test(test_the_dashboard),
        cmocka_unit_test(test_other_runs),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
