/* SPDX-License-Identifier: GPL-3.0-or-later */
#include <math.h>

#include "cli/diagnose.h"
#include "cli/expression.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/sensitivity.h"

static enum status compute(struct sensitivity *sensitivity, const struct probe *probe,
                           const struct scenario *scenario, enum format format)
{
    struct error err;
    enum status status = sensitivity_init(sensitivity, probe, 0, scenario, &err);
    sensitivity->skips_numbers = format == FORMAT_TEXT;
    if (status == STATUS_OK)
        status = sensitivity_derive(sensitivity, scenario, &err);
    if (status == STATUS_OK)
        status = sensitivity_find_swings(sensitivity, scenario, (double)INFINITY, &err);
    if (status == STATUS_OK)
        status = sensitivity_find_flips(sensitivity, scenario, NAMES_NONE, (double)INFINITY, &err);
    return status;
}

static enum status write(const struct sensitivity_report *report, enum format format)
{
    switch (format) {
    case FORMAT_JSON:
        return sensitivity_write_json(stdout, report) ? STATUS_OK : STATUS_NO_MEMORY;
    case FORMAT_CSV:
        sensitivity_write_csv(stdout, report);
        return STATUS_OK;
    default:
        sensitivity_write_text(stdout, report);
        return STATUS_OK;
    }
}

static enum status analyse(const struct scenario *scenario, const struct options *options)
{
    struct expression outcome = {"of", options_outcome(options)};
    struct sensitivity sensitivity = {0};
    struct probe *probe = NULL;
    enum status status = expression_compile(scenario, &outcome, 1, 0, &probe);
    if (status != STATUS_OK)
        return status;
    status = compute(&sensitivity, probe, scenario, options->format);
    if (status == STATUS_OK) {
        struct sensitivity_report report = {scenario, outcome.text, probe->items[0].unit,
                                            &sensitivity};
        sensitivity_sort(&sensitivity);
        status = write(&report, options->format);
    }
    if (status != STATUS_OK)
        diagnose_no_memory();
    sensitivity_fini(&sensitivity);
    probe_free(probe);
    return status;
}

enum status command_sensitivity(const struct options *options)
{
    struct opening opening;
    enum status status = opening_open_with(&opening, options->arguments[0], options);
    if (status != STATUS_OK)
        return status;
    status = analyse(opening.scenario, options);
    opening_close(&opening);
    return status;
}
