/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Bytes as a scenario with all that follows from it: built, evaluated, warned about, reported in
 * every format, edited. Whatever it says, a report holds nothing a terminal would obey and its JSON
 * is JSON; an edit leads to the very numbers of the edited text built anew, and back; an edit that
 * is refused changes nothing.
 */
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/text.h"
#include "print/report.h"
#include "support/fuzz_scenario.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { MAX_EDITS = 12 };

/* ---- Reports ---- */

static bool is_clean(const char *line, size_t n)
{
    char *shown = malloc(n + 1);
    fuzz_check(shown != NULL);
    bool is_same = text_filter(shown, n + 1, line, n) == n && memcmp(shown, line, n) == 0;
    free(shown);
    return is_same;
}

/* Nothing in TEXT but lines that the filter leaves as they are. */
static void check_clean(const char *text)
{
    while (*text != '\0') {
        size_t n = strcspn(text, "\n");
        fuzz_check(is_clean(text, n));
        text += n + (text[n] == '\n');
    }
}

static void check_json(const char *text)
{
    json_t *root = json_loads(text, 0, NULL);
    fuzz_check(root != NULL && json_is_object(root));
    json_decref(root);
}

static void check_reports(const struct scenario *scenario)
{
    struct report report;
    struct error err;
    fuzz_check(report_init(&report, scenario, &err) == STATUS_OK);
    for (int format = 0; format < 3; format++) {
        char *text = NULL;
        size_t size = 0;
        FILE *out = open_memstream(&text, &size);
        fuzz_check(out != NULL);
        if (format == 0)
            report_write_text(out, &report);
        else if (format == 1)
            report_write_csv(out, &report);
        else
            fuzz_check(report_write_json(out, &report));
        fuzz_check(fclose(out) == 0 && strlen(text) == size);
        check_clean(text);
        if (format == 2)
            check_json(text);
        free(text);
    }
    report_fini(&report);
}

/* ---- Edits ---- */

static bool is_same_double(double a, double b)
{
    return memcmp(&a, &b, sizeof a) == 0 || (a != a && b != b);
}

static bool is_same_series(const double *a, const double *b, uint32_t n)
{
    for (uint32_t i = 0; i < n; i++)
        if (!is_same_double(a[i], b[i]))
            return false;
    return true;
}

/* Both have the same lines, and the same in them. */
static void check_same(const struct scenario *a, const struct scenario *b)
{
    uint32_t months = scenario_months(a);
    fuzz_check(a->model->n_lines == b->model->n_lines && months == scenario_months(b));
    for (uint32_t i = 0; i < a->model->n_lines; i++) {
        const struct line *line = &a->model->lines[i];
        fuzz_check(strcmp(line->name, b->model->lines[i].name) == 0);
        fuzz_check(strcmp(line->text, b->model->lines[i].text) == 0);
        fuzz_check(line->is_series == b->model->lines[i].is_series);
        if (line->is_series)
            fuzz_check(is_same_series(scenario_series(a, i), scenario_series(b, i), months));
        else
            fuzz_check(is_same_double(scenario_value(a, i), scenario_value(b, i)));
    }
    fuzz_check(is_same_series(scenario_balance(a), scenario_balance(b), months));
}

/* Edit KEY of SECTION to TEXT and back. ORIGINAL is SCENARIO as it was. */
static void check_edit(struct scenario *scenario, const struct scenario *original,
                       const char *section, const char *key, const char *text)
{
    struct messages warnings = {0};
    struct error err = {0};
    const char *before = source_text(original->source, section, key);
    enum status status = scenario_set(scenario, section, key, text, &err);

    fuzz_check(status == STATUS_OK || status == STATUS_FAULTY);
    scenario_warnings(scenario, &warnings);
    messages_fini(&warnings);
    if (status == STATUS_OK) {
        struct scenario *anew = scenario_clone(scenario);
        fuzz_check(anew != NULL);
        check_same(scenario, anew);
        scenario_free(anew);
        fuzz_check(scenario_set(scenario, section, key, before, &err) == STATUS_OK);
    } else {
        fuzz_check(*err.text != '\0');
    }
    check_same(scenario, original);
}

static void check_edits(struct scenario *scenario, size_t seed)
{
    static const char *const texts[] = {
        "7",  "12 %",  "-1e308",       "0", "1 / 0", "total.cost * 2",
        "no", "month", "5k USD/month", "(", NULL};
    enum { N_TEXTS = sizeof texts / sizeof *texts };
    struct scenario *original = scenario_clone(scenario);
    fuzz_check(original != NULL);
    check_same(scenario, original);
    for (size_t i = 0; i < MAX_EDITS && scenario->source->n_sections > 0; i++) {
        const struct source *source = original->source;
        size_t number = seed + i * 7;
        const struct source_section *section = &source->sections[number % source->n_sections];
        const struct source_entry *entry =
            section->n_entries > 0 ? &section->entries[number / 3 % section->n_entries] : NULL;
        check_edit(scenario, original, section->name, entry != NULL ? entry->key : "added",
                   texts[number % N_TEXTS]);
    }
    scenario_free(original);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct scenario *scenario = fuzz_scenario(data, size);
    if (scenario != NULL) {
        check_reports(scenario);
        check_edits(scenario, size);
    }
    scenario_free(scenario);
    return 0;
}
