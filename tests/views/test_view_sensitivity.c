/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The Sensitivity view and the column of what +1 % does, in the dashboard: they follow every
 * keystroke, stay calm meanwhile, and say in words what is odd. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/scenario_text.h"
#include "support/screen.h"
#include "views/panels/tornado.h"

static void test_it_follows_every_keystroke(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v3");
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "promotion.campaigns"));
    assert_true(screen_shows(screen, "180..250"));
    assert_true(screen_shows(screen, "-400 (-0.42 %)"));
    screen_type(screen, "1");
    assert_true(screen_shows(screen, "0.9..250"));
    assert_true(screen_shows(screen, "-2 (-0.0036 %)"));
    screen_type(screen, "0");
    assert_true(screen_shows(screen, "9..250"));
    screen_type(screen, "<Esc>");
    assert_true(screen_shows(screen, "180..250"));
}

static void test_flip_points(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v3/转化<Enter>");
    assert_true(screen_shows(screen, "flips at 15.97 %"));
    screen_focus_campaigns(screen);
    assert_true(screen_shows(screen, "no flip point"));
    screen_type(screen, "<Tab>");
    assert_true(screen_shows(screen, "Select a parameter for its figures."));
}

static void test_rows_keep_their_places_while_a_value_is_typed(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v3");
    screen_resize(screen, 40, 120);
    screen_type(screen, "/campaign_cost<Enter>");
    assert_true(screen_row_of(screen, "转化率 promo") < screen_row_of(screen, ">campaign_cost"));
    screen_type(screen, "90000");
    assert_true(screen_shows(screen, "81,000..99,000"));
    assert_true(screen_row_of(screen, "转化率 promo") < screen_row_of(screen, ">campaign_cost"));
    screen_type(screen, "<Enter>");
    assert_true(screen_row_of(screen, "转化率 promo") > screen_row_of(screen, ">campaign_cost"));
}

static void test_other_outcomes(void **state)
{
    struct screen *screen = *state;
    screen_type(screen, "v3:outcome 42<Enter>");
    assert_true(screen_shows(screen, "No parameter moves it."));
    screen_type(screen, ":outcome sqrt(-1)<Enter>");
    assert_true(screen_shows(screen, "It is not a number"));
    screen_type(screen, ":outcome cash.runway<Enter>");
    assert_true(screen_shows(screen, "cash.runway"));
    assert_false(screen_shows(screen, "It is not a number"));
    screen_type(screen, ":outcome promotion.revenue<Enter>");
    assert_true(screen_shows(screen, "promotion.revenue"));
    assert_true(screen_shows(screen, "160,000"));
    /* an outcome that the next scenario doesn't have, and the column beside the fields */
    screen_resize(screen, 40, 120);
    assert_true(screen_shows(screen, "promotion.revenue by +1 %"));
    app_loaded(screen->app, screen_load("sensitivity.ini"), "sensitivity.ini");
    assert_true(screen_shows(screen, "unknown name 'promotion.revenue'"));
    assert_true(screen_shows(screen, "o chooses another outcome."));
    assert_false(screen_shows(screen, "by +1 %"));
    screen_type(screen, ":outcome total.profit<Enter>");
    assert_true(screen_shows(screen, "total.profit by +1 %"));
}

/* Beside the fields from 120 columns on, in every view. */
static void test_column_of_effects(void **state)
{
    struct screen *screen = *state;
    screen_resize(screen, 40, 119);
    assert_false(screen_shows(screen, "by +1 %"));
    screen_resize(screen, 40, 120);
    for (const char *digit = "1234567"; *digit != '\0'; digit++) {
        const char keys[] = {'v', *digit, '\0'};
        screen_type(screen, keys);
        assert_true(screen_shows(screen, "total.profit by +1 %"));
        assert_true(screen_shows(screen, "USD/campaign   -2.0k"));
    }
    screen_type(screen, "/campaign_cost<Enter>5");
    assert_true(screen_shows(screen, "USD/campaign     -10"));
    screen_type(screen, "<Esc>:outcome total.cost<Enter>");
    assert_true(screen_shows(screen, "total.cost by +1 %"));
    assert_true(screen_shows(screen, "USD/campaign   +2.0k"));
    screen_type(screen, ":outcome max(promotion.campaigns, 200)<Enter>");
    assert_true(screen_shows(screen, " 0*"));
}

/* A tornado without a dashboard. */
struct subject {
    struct scenario *scenario;
    struct probe *probe;
    struct tornado tornado;
    struct tornado_of of;
};

static struct subject make_subject(const char *text, const char *outcome)
{
    struct subject subject = {.scenario = scenario_from_text(text)};
    assert_int_equal(probe_new(subject.scenario, &outcome, 1, 0, &subject.probe, NULL, NULL),
                     STATUS_OK);
    subject.of = (struct tornado_of){subject.scenario, subject.probe, 1, 1};
    return subject;
}

static void free_subject(struct subject *subject)
{
    tornado_fini(&subject->tornado);
    probe_free(subject->probe);
    scenario_free(subject->scenario);
}

static void edit(struct subject *subject, const char *key, const char *text)
{
    assert_int_equal(scenario_set(subject->scenario, "a", key, text, NULL), STATUS_OK);
    subject->of.version++;
}

static void update(struct subject *subject, uint32_t line, bool is_typed)
{
    assert_int_equal(tornado_update(&subject->tornado, &subject->of, line, is_typed, NULL),
                     STATUS_OK);
}

static void test_scale_stays_calm(void **state)
{
    (void)state;
    struct subject subject = make_subject("[a]\nx = 500\nrevenue = x\n", "total.profit");
    update(&subject, NAMES_NONE, false);
    struct chart_scale before = subject.tornado.scale;
    assert_true(before.high >= 50 && before.high < 100 && before.low == -before.high);
    edit(&subject, "x", "480");
    update(&subject, NAMES_NONE, true);
    assert_memory_equal(&subject.tornado.scale, &before, sizeof before);
    edit(&subject, "x", "4800");
    update(&subject, NAMES_NONE, true);
    assert_true(subject.tornado.scale.high >= 480);
    edit(&subject, "x", "5");
    update(&subject, NAMES_NONE, true);
    assert_true(subject.tornado.scale.high < 1);
    free_subject(&subject);
}

/* So large a model that a keystroke of a value has no time for all flip points: that of the
 * selected parameter is there, the rest comes once the value is kept. */
static void test_large_models_keep_up(void **state)
{
    (void)state;
    enum { N = 400 };
    static char text[N * 40];
    size_t used = (size_t)snprintf(text, sizeof text,
                                   "[scenario]\nmonths = 60\n[a]\nper = month\n"
                                   "x0 = 1\ny0 = x0 * month\n");
    for (int i = 1; i < N; i++)
        used += (size_t)snprintf(text + used, sizeof text - used, "x%d = %d\ny%d = y%d + x%d\n", i,
                                 i + 1, i, i - 1, i);
    snprintf(text + used, sizeof text - used, "revenue = y%d - 80000\n", N - 1);
    struct subject subject = make_subject(text, "total.profit");
    uint32_t line = model_find(subject.scenario->model, "a.x7");
    const struct sensitivity *s = &subject.tornado.sensitivity;
    update(&subject, line, true);
    size_t n_known = 0, n_exact = 0;
    for (size_t i = 0; i < s->n; i++) {
        n_known += s->rows[i].is_flip_known;
        n_exact += !s->rows[i].is_estimated;
    }
    assert_in_range(n_known, 1, s->n - 1);
    assert_in_range(n_exact, 1, s->n - 1);
    assert_true(sensitivity_of(s, line)->is_flip_known);
    /* one that is too dear leaves the others their time, and isn't looked for again and again */
    update(&subject, subject.scenario->model->months, true);
    assert_false(sensitivity_of(s, subject.scenario->model->months)->is_flip_known);
    size_t n_others = 0;
    for (size_t i = 0; i < s->n; i++)
        n_others += s->rows[i].is_flip_known;
    assert_true(n_others > 0);
    update(&subject, line, false);
    for (size_t i = 0; i < s->n; i++)
        assert_false(s->rows[i].is_estimated);
    free_subject(&subject);
}

/* Another probe, none, and the first one again. */
static void test_other_probes(void **state)
{
    (void)state;
    struct subject subject =
        make_subject("[a]\nx = 5\ny = 7\nrevenue = x\ncost = y\n", "total.profit");
    update(&subject, NAMES_NONE, false);
    assert_int_equal(subject.tornado.sensitivity.n, 5);
    struct probe *probe = subject.probe;
    subject.of.probe = NULL;
    update(&subject, NAMES_NONE, false);
    assert_int_equal(subject.tornado.sensitivity.n, 0);
    subject.of.probe = probe;
    subject.of.probes++;
    update(&subject, NAMES_NONE, true);
    assert_int_equal(subject.tornado.sensitivity.n, 5);
    uint32_t y = model_find(subject.scenario->model, "a.y");
    assert_ptr_equal(subject.tornado.sensitivity.order[0],
                     sensitivity_of(&subject.tornado.sensitivity, y));
    free_subject(&subject);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_it_follows_every_keystroke, screen_set_up,
                                        screen_tear_down),
        cmocka_unit_test_setup_teardown(test_flip_points, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_rows_keep_their_places_while_a_value_is_typed,
                                        screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_other_outcomes, screen_set_up, screen_tear_down),
        cmocka_unit_test_setup_teardown(test_column_of_effects, screen_set_up, screen_tear_down),
        cmocka_unit_test(test_scale_stays_calm),
        cmocka_unit_test(test_large_models_keep_up),
        cmocka_unit_test(test_other_probes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
