/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The views, one row each: tabs, the help and :view follow from this. */
#include "core/gettext.h"
#include "ui/view_parts.h"

const struct view view_table[N_VIEWS] = {
    [VIEW_SUMMARY] = {1, "summary", N_("Summary"),
                      N_("what it comes to, stage by stage, with targets and claims"),
                      view_summary_draw, NULL},
    [VIEW_CASH] = {2, "cash", N_("Cash"),
                   N_("the balance month by month, runway, break-even, NPV and IRR"),
                   view_cash_draw, NULL},
    [VIEW_SENSITIVITY] = {3, "sensitivity", N_("Sensitivity"),
                          N_("how much each parameter moves the outcome, and where that flips"),
                          view_sensitivity_draw, view_sensitivity_prepare},
    [VIEW_SWEEP] = {4, "sweep", N_("Sweep"),
                    N_("the outcome over the range of the selected field, or of two as a map"),
                    view_sweep_draw, view_sweep_prepare},
    [VIEW_RISK] = {5, "risk", N_("Risk"),
                   N_("what the outcome may come to, how likely a loss is, and what drives it"),
                   view_risk_draw, view_risk_prepare},
    [VIEW_COMPARE] = {6, "compare", N_("Compare"),
                      N_("beside the saved scenario and other files, and what each change did"),
                      view_compare_draw, view_compare_prepare},
    [VIEW_EXPLAIN] = {7, "explain", N_("Explain"),
                      N_("the selected line with its numbers put in, then all warnings and claims"),
                      view_explain_draw, view_explain_prepare},
};
