/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views, one row each: tabs, the help and :view follow from this. */
#include <stdio.h>
#include <string.h>

#include "core/text/gettext.h"

#include "view_parts.h"

const struct view view_table[N_VIEWS] = {
    [VIEW_SUMMARY] = {"summary", N_("Summary"),
                      N_("what it comes to, stage by stage, with targets and claims"),
                      view_summary_draw, NULL},
    [VIEW_CASH] = {"cash", N_("Cash"),
                   N_("the balance month by month, runway, break-even, NPV and IRR"),
                   view_cash_draw, NULL},
    [VIEW_SENSITIVITY] = {"sensitivity", N_("Sensitivity"),
                          N_("how much each parameter moves the outcome, and where that flips"),
                          view_sensitivity_draw, view_sensitivity_prepare},
    [VIEW_SWEEP] = {"sweep", N_("Sweep"),
                    N_("the outcome over the range of the selected field, or of two as a map"),
                    view_sweep_draw, view_sweep_prepare},
    [VIEW_RISK] = {"risk", N_("Risk"),
                   N_("what the outcome may come to, how likely a loss is, and what drives it"),
                   view_risk_draw, view_risk_prepare},
    [VIEW_COMPARE] = {"compare", N_("Compare"),
                      N_("beside the saved scenario and other files, and what each change did"),
                      view_compare_draw, view_compare_prepare},
    [VIEW_EXPLAIN] = {"explain", N_("Explain"),
                      N_("the selected line with its numbers put in, then all warnings and claims"),
                      view_explain_draw, view_explain_prepare},
};

size_t view_find(const char *word)
{
    for (size_t i = 0; i < N_VIEWS; i++) {
        char number[16];
        snprintf(number, sizeof number, "%zu", i + 1);
        if (strcmp(word, number) == 0 || strcmp(word, view_table[i].name) == 0)
            return i;
    }
    return SIZE_MAX;
}
