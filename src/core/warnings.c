/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The warnings in force: those of the model, and those that the present values give. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/language/dist.h"
#include "core/language/kinds.h"
#include "core/model/figure.h"
#include "core/program/irr.h"
#include "core/scenario.h"
#include "core/text/gettext.h"

enum { VALUE_SIZE = NUMBER_TEXT_SIZE + 2, MAX_DIGITS = 12 }; /* a number and " %" */

/* A `dist` forgives this much of its ends. */
static const double DIST_ROUNDING = 1e-12;

/* All months, with month 0 if there is one: here they are counted from 0 on, it being the first. */
static uint32_t all_months(const struct scenario *scenario)
{
    return scenario_months(scenario) + scenario_has_opening(scenario);
}

/* SERIES (may be NULL) from the first of all months on. */
static const double *from_first(const struct scenario *scenario, const double *series)
{
    return series && scenario_has_opening(scenario) ? series - 1 : series;
}

/* The first month in which LINE is NaN or infinite, or the number of months. */
static uint32_t first_undefined(const struct scenario *scenario, uint32_t line)
{
    const double *series = from_first(scenario, scenario_series(scenario, line));
    uint32_t n = series ? all_months(scenario) : 1;
    double value = series ? 0 : scenario_value(scenario, line);
    for (uint32_t month = 0; month < n; month++)
        if (!isfinite(series ? series[month] : value))
            return month;
    return n;
}

static bool is_undefined(const struct scenario *scenario, uint32_t line)
{
    return first_undefined(scenario, line) <
           (scenario->model->lines[line].is_series ? all_months(scenario) : 1);
}

/* Whether what NAME stands for is undefined before month OWN, or in it where IS_SAME_MONTH. */
static bool begins_in(const struct scenario *scenario, const struct expr_node *name, uint32_t own,
                      bool is_same_month)
{
    bool is_series = scenario_name_is_series(scenario, name);
    uint32_t first = is_series && scenario_has_opening(scenario);
    uint32_t n = is_series ? own + is_same_month : 1;
    for (uint32_t month = first; month < n; month++) /* month 0 has no names that are known here */
        if (!isfinite(scenario_name(scenario, name, month - first)))
            return true;
    return false;
}

/* Whether something that the line uses was undefined first. */
static bool is_inherited(const struct scenario *scenario, uint32_t index)
{
    const struct line *line = &scenario->model->lines[index];
    uint32_t own = line->is_series ? first_undefined(scenario, index) : all_months(scenario) - 1;
    uint32_t earlier = EXPR_NONE; /* what is in a prev() begins here, going down */
    for (uint32_t i = line->expr->n; i-- > 0;) {
        const struct expr_node *node = &line->expr->nodes[i];
        bool is_earlier = earlier != EXPR_NONE && earlier - i < line->expr->nodes[earlier].size;
        if (node->op == OP_NAME && begins_in(scenario, node, own, !is_earlier))
            return true;
        if (!is_earlier && operation_reach((enum operation)node->op, OPERAND_a) == REACH_EARLIER)
            earlier = expr_operand(line->expr, i, 0);
    }
    return false;
}

static void warn_undefined(const struct scenario *scenario, uint32_t index, struct messages *list)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    if (is_inherited(scenario, index))
        return;
    uint32_t month = first_undefined(scenario, index);
    const double *series = from_first(scenario, scenario_series(scenario, index));
    char name[MODEL_NAME_SIZE], value[NUMBER_TEXT_SIZE];
    model_line_name(model, index, name, sizeof name);
    number_format(value, series ? series[month] : scenario_value(scenario, index));
    if (series)
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s is %s in %s %u: a division by zero or another undefined result begins "
                       "here"),
                     name, value, calendar_period(&model->calendar)->name,
                     month + !scenario_has_opening(scenario));
    else
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s is %s: a division by zero or another undefined result begins here"),
                     name, value);
}

/* VALUE of LINE for people: in percent where it or its range is written so. */
static void format_value(const struct line *line, double value, char *out, size_t size)
{
    char number[NUMBER_TEXT_SIZE];
    bool is_percent = line->number.percent || line->max_is_percent;
    if (line->number.is_month)
        model_format_value(line, value, NUMBER_TEXT_SIZE, number);
    else
        number_format(number, is_percent ? number_round(100 * value, MAX_DIGITS) : value);
    snprintf(out, size, "%s%s", number, is_percent ? " %" : "");
}

/* Warn if the period VALUE, which LINE says, lies outside the horizon. */
static void warn_outside(const struct scenario *scenario, const struct line *line, double value,
                         const char *name, struct messages *list)
{
    uint32_t months = scenario_months(scenario);
    const struct period *period = calendar_period(&scenario->model->calendar);
    const struct section *section =
        model_section_of(scenario->model, (uint32_t)(line - scenario->model->lines));
    char text[VALUE_SIZE];
    format_value(line, value, text, sizeof text);
    if (value < 1 && !(value == 0 && section->has_opening))
        messages_add(list, SEVERITY_WARNING, line->place, _("%s is %s, before %s 1"), name, text,
                     period->name);
    else if (value > months)
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s is %s, beyond the horizon of %u %s"), name, text, months,
                     period->plural);
}

static void warn_range(const struct line *line, const char *name, struct messages *list)
{
    char value[VALUE_SIZE], min[VALUE_SIZE], max[VALUE_SIZE], bare[NUMBER_TEXT_SIZE];
    bool is_percentage = line->max_is_percent && !line->number.percent && line->value <= 100;
    format_value(line, line->value, value, sizeof value);
    format_value(line, line->min, min, sizeof min);
    format_value(line, line->max, max, sizeof max);
    number_format(bare, line->value);
    if (line->min > line->max)
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("the range of %s is upside down: its min of %s is above its max of %s"),
                     name, min, max);
    else if (line->value < line->min)
        messages_add(list, SEVERITY_WARNING, line->place, _("%s is %s, below its min of %s"), name,
                     value, min);
    else if (line->value > line->max && is_percentage)
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s is %s, above %s; for %s %%, write %s %%"), name, value, max, bare, bare);
    else if (line->value > line->max)
        messages_add(list, SEVERITY_WARNING, line->place, _("%s is %s, above its max of %s"), name,
                     value, max);
}

/* END of a dist that is WIDTH wide, to a thousandth of that; to MAX_DIGITS where it is 0. */
static double round_end(double end, double width)
{
    double digits = floor(log10(fabs(end))) - floor(log10(width)) + 4;
    return number_round(end, digits < MAX_DIGITS ? (int)fmax(digits, 1) : MAX_DIGITS);
}

/* A value that its own `dist` rules out: impossible as it is now, or the value lies outside. */
static void warn_dist(const struct scenario *scenario, uint32_t index, const char *name,
                      struct messages *list)
{
    const struct line *line = &scenario->model->lines[index];
    struct dist dist;
    struct error err;
    double low, high;
    char value[VALUE_SIZE], from[VALUE_SIZE], to[VALUE_SIZE];
    if (model_dist(scenario->model, index, &dist, &err) != STATUS_OK) {
        messages_add(list, SEVERITY_WARNING, line->place, "%s: %s", name, err.text);
        return;
    }
    bool has_ends = dist_support(&dist, &low, &high);
    double rounding = DIST_ROUNDING * fmax(fabs(low), fabs(high));
    if (line->value >= low - rounding && line->value <= high + rounding)
        return;
    format_value(line, line->value, value, sizeof value);
    format_value(line, round_end(low, has_ends ? 0 : high - low), from, sizeof from);
    format_value(line, round_end(high, has_ends ? 0 : high - low), to, sizeof to);
    messages_add(list, SEVERITY_WARNING, line->place,
                 has_ends ? _("%s is %s, outside its dist, which goes from %s to %s")
                          : _("%s is %s, outside the middle 99.8 %% of its dist, from %s to %s"),
                 name, value, from, to);
}

static void warn_parameter(const struct scenario *scenario, uint32_t index, struct messages *list)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    char name[MODEL_NAME_SIZE];
    bool is_out = line->value < line->min || line->value > line->max;
    bool is_month = line->is_whole && index != model->months;
    if (!is_out && !is_month && !line->dist_text)
        return;
    model_line_name(model, index, name, sizeof name);
    if (is_out)
        warn_range(line, name, list);
    if (is_month)
        warn_outside(scenario, line, line->value, name, list);
    if (line->dist_text)
        warn_dist(scenario, index, name, list);
}

/* A formula of the stage's first or last month, LINE, that lies outside the horizon. */
static void warn_limit(const struct scenario *scenario, uint32_t line, struct messages *list)
{
    const struct model *model = scenario->model;
    if (line == NAMES_NONE || model->lines[line].kind != LINE_FORMULA)
        return;
    char name[MODEL_NAME_SIZE];
    model_line_name(model, line, name, sizeof name);
    warn_outside(scenario, &model->lines[line], round(scenario_value(scenario, line)), name, list);
}

/* A stage whose first month is behind its last one. */
static void warn_never_active(const struct scenario *scenario, uint32_t section,
                              struct messages *list)
{
    const struct model *model = scenario->model;
    const struct section *s = &model->sections[section];
    if (s->first_month == NAMES_NONE || s->last_month == NAMES_NONE)
        return;
    double first = scenario_value(scenario, s->first_month);
    double last = scenario_value(scenario, s->last_month);
    char from[NUMBER_TEXT_SIZE], to[NUMBER_TEXT_SIZE];
    model_format_value(&model->lines[s->first_month], first, NUMBER_TEXT_SIZE, from);
    model_format_value(&model->lines[s->last_month], last, NUMBER_TEXT_SIZE, to);
    if (first > last)
        messages_add(list, SEVERITY_WARNING, model->lines[s->first_month].place,
                     _("%s is never active: its %s, %s, is behind its %s, %s"), s->name,
                     model->lines[s->first_month].name, from, model->lines[s->last_month].name, to);
}

/* The value of NODE where that is a number or a parameter; else NaN. */
static double constant_of(const struct model *model, const struct expr_node *node)
{
    if (node->op == OP_NUMBER)
        return node->number;
    if (node->op == OP_NAME && !node->is_counted && node->reference != EXPR_NONE &&
        model->lines[node->reference].kind == LINE_PARAMETER)
        return model->lines[node->reference].value;
    return (double)NAN;
}

/* Thresholds of steps() that fall: what stands at the lower one is never taken. */
static void warn_steps(const struct scenario *scenario, uint32_t index, struct messages *list)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    for (uint32_t i = 0; i < line->expr->n; i++) {
        const struct expr_node *nodes = line->expr->nodes, *node = &nodes[i];
        double above = (double)NAN;
        bool falls = false;
        if (node->op != OP_STEPS || line->from_kind)
            continue;
        for (uint32_t k = node->n_operands, operand = i - 1; k-- > 2;
             operand -= nodes[operand].size) {
            if (k % 2 != 0)
                continue;
            double threshold = constant_of(model, &nodes[operand]);
            falls |= threshold > above;
            above = isnan(threshold) ? above : threshold;
        }
        char name[MODEL_NAME_SIZE];
        model_line_name(model, index, name, sizeof name);
        if (falls)
            messages_add(list, SEVERITY_WARNING, line->place,
                         _("%s: the thresholds of steps() fall; write them in rising order"), name);
    }
}

/* Numbers of a list that never hold since the next one, which a name behind `from` places, comes
 * before them. */
static void warn_overtaken(const struct scenario *scenario, uint32_t index, struct messages *list)
{
    const struct model *model = scenario->model;
    const struct line *line = &model->lines[index];
    char name[MODEL_NAME_SIZE];
    for (uint32_t i = line->n_in_turn + 1; i < line->n_numbers; i++) {
        double month = scenario_number_month(scenario, index + i);
        if (scenario_number_month(scenario, index + i + 1) >= month)
            continue;
        model_line_name(model, index + i, name, sizeof name);
        messages_add(list, SEVERITY_WARNING, line[i].place,
                     _("%s is skipped: what stands behind it comes before it"), name);
    }
}

static double single_value(const struct scenario *scenario, const struct single_operand *single)
{
    return *run_cell(&scenario->run, single->reg, 0);
}

/* The n of a lag that looks back too little. */
static void warn_lag(const struct scenario *scenario, const struct single_operand *single,
                     bool is_back, struct messages *list)
{
    double value = single_value(scenario, single);
    char name[MODEL_NAME_SIZE], number[NUMBER_TEXT_SIZE];
    if (!(value < is_back))
        return;
    model_line_name(scenario->model, single->line, name, sizeof name);
    number_format(number, value);
    messages_add(list, SEVERITY_WARNING, scenario->model->lines[single->line].place,
                 is_back ? _("%s: lag() of %s months, which count as 1 where formulas lead back")
                         : _("%s: lag() of %s months, which count as 0"),
                 name, number);
}

/* The m of at(), and the ends of a part of the horizon, of which BEGIN is the first: NULL where
 * SINGLE is no second one. */
static void warn_month(const struct scenario *scenario, const struct single_operand *single,
                       const struct single_operand *begin, struct messages *list)
{
    double value = single_value(scenario, single);
    double from = begin ? single_value(scenario, begin) : value;
    char name[MODEL_NAME_SIZE], number[NUMBER_TEXT_SIZE], first[NUMBER_TEXT_SIZE];
    struct place place = scenario->model->lines[single->line].place;
    model_line_name(scenario->model, single->line, name, sizeof name);
    number_format(number, value);
    number_format(first, from);
    if (round(value) < 1 || round(value) > scenario_months(scenario))
        messages_add(list, SEVERITY_WARNING, place,
                     _("%s: month %s is outside of the horizon of %u months"), name, number,
                     scenario_months(scenario));
    if (round(from) > round(value))
        messages_add(list, SEVERITY_WARNING, place,
                     _("%s: from month %s to %s there is none: the first is behind the last"), name,
                     first, number);
}

/* Numbers that operations on months take and that are outside of what they may be. */
static void warn_singles(const struct scenario *scenario, struct messages *list)
{
    const struct program *program = scenario->program;
    for (uint32_t i = 0; i < program->n_singles; i++) {
        const struct single_operand *single = &program->singles[i];
        const struct expr *expr = scenario->model->lines[single->line].expr;
        enum operation op = (enum operation)expr->nodes[single->node].op;
        bool is_lag = op == OP_LAG || op == OP_LAG_BACK;
        bool is_part = op >= OP_SUM_PART && op <= OP_LOW_PART;
        if (is_lag && single->operand == OPERAND_b)
            warn_lag(scenario, single, op == OP_LAG_BACK, list);
        else if (op == OP_AT || is_part)
            warn_month(scenario, single, single->operand == OPERAND_c ? single - 1 : NULL, list);
    }
}

/* A parameter of a kind that has no effect as it stands: an elasticity without its price. */
static void warn_inert(const struct scenario *scenario, uint32_t section, struct messages *list)
{
    const struct model *model = scenario->model;
    const char *kind_name = model->sections[section].kind_name;
    const struct kind *kind = kind_name ? kind_find(kind_name, strlen(kind_name)) : NULL;
    if (!kind || !kind->inert.key)
        return;
    const char *stage = model->sections[section].name;
    uint32_t index = model_find_in(model, stage, kind->inert.key);
    uint32_t without = model_find_in(model, stage, kind->inert.without);
    if (index == NAMES_NONE || without == NAMES_NONE)
        return;
    const struct line *line = &model->lines[index], *missing = &model->lines[without];
    /* a stage that puts another formula in the place of the kind's may not use it at all */
    if (line->kind == LINE_PARAMETER && line->value != 0 && missing->from_kind && missing->is_used)
        messages_add(list, SEVERITY_WARNING, line->place,
                     _("%s.%s has no effect without '%s', the %s"), stage, line->name,
                     missing->name, missing->note);
}

/* The line of a stage's role, or NAMES_NONE where it is absent or undefined itself. */
static uint32_t defined_role(const struct scenario *scenario, uint32_t section, int role)
{
    uint32_t line = scenario->model->sections[section].roles[role];
    return line != NAMES_NONE && !is_undefined(scenario, line) ? line : NAMES_NONE;
}

/* Sums that are too large for a double, of months and of stages that are not. */
static void warn_overflow(const struct scenario *scenario, struct messages *list)
{
    const struct model *model = scenario->model;
    bool all_finite = true;
    for (int role = 0; role < N_ROLES; role++) {
        bool is_finite = true;
        for (uint32_t s = 0; s < model->n_sections; s++) {
            if (model->sections[s].kind != SECTION_STAGE ||
                isfinite(scenario_role(scenario, s, (enum role)role)))
                continue;
            is_finite = false;
            uint32_t line = defined_role(scenario, s, role);
            if (line != NAMES_NONE)
                messages_add(list, SEVERITY_WARNING, model->lines[line].place,
                             _("%s.%s is too large over all %s"), model->sections[s].name,
                             model_role_name((enum role)role),
                             calendar_period(&model->calendar)->plural);
        }
        if (is_finite && !isfinite(scenario_total(scenario, (enum role)role)))
            messages_add(list, SEVERITY_WARNING, model->sections[0].place,
                         _("total.%s is too large"), model_role_name((enum role)role));
        all_finite &= isfinite(scenario_total(scenario, (enum role)role)) != 0;
    }
    if (all_finite && !isfinite(scenario_profit(scenario)))
        messages_add(list, SEVERITY_WARNING, model->sections[0].place,
                     _("total.profit is too large"));
}

/* What [cash] computes that may be undefined without anybody's wish. */
static void warn_cash(const struct scenario *scenario, struct messages *list)
{
    const struct model *model = scenario->model;
    double npv = scenario_named(scenario, "cash.npv");
    int n_rates;
    uint32_t n_early = scenario->program->n_early;
    irr_annual(scenario_profit_series(scenario) - n_early, 1, scenario_months(scenario) + n_early,
               12.0 / calendar_period(&model->calendar)->months, &n_rates);
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
        enum section_kind kind = model_section_of(model, i)->kind;
        if (model->lines[i].kind == LINE_PARAMETER)
            warn_parameter(scenario, i, list);
        else if (kind <= SECTION_TARGETS && is_undefined(scenario, i))
            warn_undefined(scenario, i, list);
    }
    warn_singles(scenario, list);
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model->lines[i].expr && model_section_of(model, i)->kind <= SECTION_TARGETS)
            warn_steps(scenario, i, list);
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model->lines[i].n_numbers > 0)
            warn_overtaken(scenario, i, list);
    for (uint32_t s = 0; s < model->n_sections; s++) {
        warn_inert(scenario, s, list);
        warn_limit(scenario, model->sections[s].first_month, list);
        warn_limit(scenario, model->sections[s].last_month, list);
        warn_never_active(scenario, s, list);
    }
    warn_overflow(scenario, list);
    warn_cash(scenario, list);
    messages_sort(list);
}
