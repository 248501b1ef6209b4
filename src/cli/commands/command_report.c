/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/diagnose.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "print/report.h"

static enum status write_report(const struct report *report, enum format format)
{
    switch (format) {
    case FORMAT_JSON:
        return report_write_json(stdout, report) ? STATUS_OK : STATUS_NO_MEMORY;
    case FORMAT_CSV:
        report_write_csv(stdout, report);
        return STATUS_OK;
    default:
        report_write_text(stdout, report);
        return STATUS_OK;
    }
}

enum status command_report(const struct options *options)
{
    struct opening opening;
    struct report report;
    struct error err = {0};
    enum status status = opening_open_with(&opening, options->arguments[0], options);
    if (status != STATUS_OK)
        return status;
    status = report_init(&report, opening.scenario, &err);
    if (status == STATUS_OK)
        status = write_report(&report, options->format);
    if (status != STATUS_OK)
        diagnose_no_memory();
    report_fini(&report);
    opening_close(&opening);
    return status;
}
