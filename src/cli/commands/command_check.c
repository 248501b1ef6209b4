/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <string.h>

#include "cli/diagnose.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/layout.h"
#include "print/report.h"

/* "article.ini: 1 of 2 targets met, 1 of 3 claims hold, no warnings" */
static void put_summary(FILE *out, const char *name, const struct report *report)
{
    const struct scenario *scenario = report->scenario;
    size_t n_warnings = report->warnings.n_warnings;
    const struct section *targets = model_first_section(scenario->model, SECTION_TARGETS);
    const struct section *claims = model_first_section(scenario->model, SECTION_CLAIMS);
    uint32_t met = 0, hold = 0, n_targets = targets ? targets->n_lines : 0;
    uint32_t n_claims = claims ? claims->n_lines : 0;
    for (uint32_t i = 0; i < n_targets; i++)
        met += scenario_target(scenario, targets->first_line + i) == TARGET_MET;
    for (uint32_t i = 0; i < n_claims; i++)
        hold += scenario_claim_holds(scenario, claims->first_line + i);
    layout_put(out, name, strlen(name));
    fprintf(out, ": ");
    if (n_targets > 0)
        fprintf(out, _("%u of %u targets met, "), met, n_targets);
    if (n_claims > 0)
        fprintf(out, _("%u of %u claims hold, "), hold, n_claims);
    if (n_warnings == 0)
        fprintf(out, _("no warnings\n"));
    else
        fprintf(out, ngettext("%zu warning\n", "%zu warnings\n", n_warnings), n_warnings);
}

static void write_text(FILE *out, const char *name, const struct report *report, bool is_first)
{
    if (!is_first)
        fputc('\n', out);
    put_summary(out, name, report);
    diagnose_messages(out, report->scenario->source, name, &report->warnings);
    report_write_targets(out, report);
    report_write_claims(out, report);
}

static void add_json(struct json *json, const char *name, const struct report *report)
{
    json_open_object(json, NULL, false);
    json_add_text(json, "file", name);
    report_add_verdicts(json, report);
    json_close(json);
}

/* Where the results of several files go: JSON is one object for one file, an array for several. */
struct checks {
    const struct options *options;
    struct json json;
    bool is_begun;
};

static void begin_json(struct checks *checks)
{
    json_begin(&checks->json, stdout);
    if (checks->options->n_arguments > 1)
        json_open_array(&checks->json, NULL, false);
}

static bool end_json(struct checks *checks)
{
    if (checks->options->n_arguments > 1)
        json_close(&checks->json);
    return json_end(&checks->json);
}

static void write_report(struct checks *checks, const char *name, const struct report *report)
{
    if (checks->options->format == FORMAT_JSON) {
        if (!checks->is_begun)
            begin_json(checks);
        add_json(&checks->json, name, report);
    } else {
        write_text(stdout, name, report, !checks->is_begun);
    }
    checks->is_begun = true;
}

static enum status check_file(struct checks *checks, const char *name)
{
    struct opening opening;
    struct report report;
    struct error err = {0};
    enum status status = opening_open_with(&opening, name, checks->options);
    if (status != STATUS_OK)
        return status;
    status = report_init(&report, opening.scenario, &err);
    if (status != STATUS_OK) {
        diagnose_no_memory();
    } else {
        write_report(checks, name, &report);
        if (report_has_missed(opening.scenario))
            status = STATUS_MISSED;
    }
    report_fini(&report);
    opening_close(&opening);
    return status;
}

enum status command_check(const struct options *options)
{
    struct checks checks = {.options = options};
    enum status highest = STATUS_OK;
    for (int i = 0; i < options->n_arguments; i++) {
        enum status status = check_file(&checks, options->arguments[i]);
        if (status_exit_code(status) > status_exit_code(highest))
            highest = status;
    }
    if (options->format == FORMAT_JSON && checks.is_begun && !end_json(&checks))
        highest = diagnose_no_memory();
    return highest;
}
