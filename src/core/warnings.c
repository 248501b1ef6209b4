/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warnings in force: those of the model, and those that the present values give. */
#include <string.h>

#include "core/gettext.h"
#include "core/scenario.h"
#include "irr.h"

/* The first month (0-based) in which LINE is NaN or infinite, or the number of months. */
static uint32_t first_undefined(const struct scenario *scenario, uint32_t line)
{
    const double *series = scenario_series(scenario, line);
    uint32_t n = series ? scenario_months(scenario) : 1;
    double value = series ? 0 : scenario_value(scenario, line);
    for (uint32_t month = 0; month < n; month++)
        if (!isfinite(series ? series[month] : value))
            return month;
    return n;
}

static bool is_undefined(const struct scenario *scenario, uint32_t line)
{
    return first_undefined(scenario, line) <
           (scenario->model->lines[line].is_series ? scenario_months(scenario) : 1);
}

static void warn_undefined(const struct scenario *scenario, uint32_t index, struct messages *list)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    for (uint32_t i = 0; i < line->n_uses; i++)
        if (line->uses[i] != index && is_undefined(scenario, line->uses[i]))
            return;
    uint32_t month = first_undefined(scenario, index);
    const double *series = scenario_series(scenario, index);
    char name[128], value[NUMBER_TEXT_SIZE];
    model_line_name(model, index, name, sizeof name);
    number_format(value, series ? series[month] : scenario_value(scenario, index));
    if (series)
        messages_add(
            list, SEVERITY_WARNING, line->place,
            _("%s is %s in month %u: a division by zero or another undefined result begins "
              "here"),
            name, value, month + 1);
    else
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s is %s: a division by zero or another undefined result begins here"),
                     name, value);
}

static void warn_parameter(const struct scenario *scenario, uint32_t index, struct messages *list)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    struct dist dist;
    struct error err;
    char name[128], value[NUMBER_TEXT_SIZE], limit[NUMBER_TEXT_SIZE];
    bool is_low = line->value<line->min, is_high = line->value> line->max;
    bool is_late =
        line->is_whole && index != model->months && line->value > scenario_months(scenario);
    if (!is_low && !is_high && !is_late && !line->dist_text)
        return;
    model_line_name(model, index, name, sizeof name);
    number_format(value, line->value);
    number_format(limit, is_low ? line->min : line->max);
    if (is_low)
        messages_add(list, SEVERITY_WARNING, line->place, _("%s is %s, below its min of %s"), name,
                     value, limit);
    if (is_high)
        messages_add(list, SEVERITY_WARNING, line->place, _("%s is %s, above its max of %s"), name,
                     value, limit);
    if (is_late)
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s is %s, beyond the horizon of %u months"), name, value,
                     scenario_months(scenario));
    if (line->dist_text && model_dist(model, index, &dist, &err))
        messages_add(list, SEVERITY_WARNING, line->place, "%s: %s", name, err.text);
}

/* What [cash] computes that may be undefined without anybody's wish. */
static void warn_cash(const struct scenario *scenario, struct messages *list)
{
    const struct model *model = scenario->model;
    double npv = scenario_named(scenario, "cash.npv");
    int n_rates;
    irr_annual(scenario_profit_series(scenario), 1, scenario_months(scenario), &n_rates);
    if (n_rates > 1)
        messages_add(list, SEVERITY_WARNING, model->sections[0].place,
                     _("cash.irr: %d rates bring the flows to 0; the one nearest to 0 is shown"),
                     n_rates);
    if (!isfinite(npv) && isfinite(scenario_profit(scenario)))
        messages_add(list, SEVERITY_WARNING, model->lines[model->discount].place,
                     _("cash.npv is undefined at this discount"));
}

void scenario_warnings(const struct scenario *scenario, struct messages *list)
{
    const struct model *model = scenario->model;
    messages_clear(list);
    for (size_t i = 0; i < model->warnings.n; i++)
        messages_add(list, SEVERITY_WARNING, model->warnings.items[i].place, "%s",
                     model->warnings.items[i].text);
    for (uint32_t i = 0; i < model->n_lines; i++) {
        enum section_kind kind = model->sections[model->lines[i].section].kind;
        if (model->lines[i].kind == LINE_PARAMETER)
            warn_parameter(scenario, i, list);
        else if (kind <= SECTION_TARGETS && is_undefined(scenario, i))
            warn_undefined(scenario, i, list);
    }
    warn_cash(scenario, list);
    messages_sort(list);
}
