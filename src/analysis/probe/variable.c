/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/probe/variable.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/probe/quantile.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum {
    TEXT_SIZE = 512,
    MOST_MONTHS = 600,
    MOST_DIGITS = 15 /* of a change in percent: 12, not 12.000000000000002 */
};

static bool is_list(const struct line *line)
{
    return line->n_numbers > 0;
}

bool variable_is(const struct line *line)
{
    return line->kind == LINE_PARAMETER || is_list(line);
}

const char *variable_unit(const struct line *line)
{
    return is_list(line) ? "" : line->unit_text;
}

bool variable_is_percent(const struct line *line)
{
    return is_list(line) || line->number.percent;
}

double variable_present(const struct line *line)
{
    return model_input(line);
}

double variable_whole(const struct line *line)
{
    return is_list(line) ? 1 : line->value;
}

/* The parameter whose full name, or else whose bare name, is nearest to NAME; NAMES_NONE if none
 * is near. */
static uint32_t nearest(const struct model *model, const char *name)
{
    uint32_t best = NAMES_NONE;
    int edits = TEXT_FAR;
    bool is_full = strchr(name, '.');
    for (uint32_t i = 0; i < model->n_lines; i++) {
        char full[MODEL_NAME_SIZE];
        if (!variable_is(&model->lines[i]))
            continue;
        model_line_name(model, i, full, sizeof full);
        if (text_is_nearer(name, is_full ? full : model->lines[i].name, &edits))
            best = i;
    }
    return best;
}

enum status variable_find(const struct model *model, const char *name, uint32_t *line,
                          struct error *err)
{
    uint32_t found = model_find(model, name);
    char near[MODEL_NAME_SIZE];
    if (found != NAMES_NONE && variable_is(&model->lines[found])) {
        *line = found;
        return STATUS_OK;
    }
    uint32_t section;
    uint8_t what;
    if (found != NAMES_NONE || model_find_counted(model, name, strlen(name), &section, &what))
        return error_set(err, STATUS_FAULTY, _("'%s' is a formula; name one of the parameters"),
                         name);
    found = nearest(model, name);
    if (found == NAMES_NONE)
        return error_set(err, STATUS_FAULTY,
                         _("unknown parameter '%s': a name is stage.parameter, shared.x or "
                           "scenario.budget"),
                         name);
    model_line_name(model, found, near, sizeof near);
    return error_set(err, STATUS_FAULTY, _("unknown parameter '%s'; did you mean '%s'?"), name,
                     near);
}

/* TEXT as a change of all numbers of a list. */
static enum status change_value(const char *text, double *out, struct error *err)
{
    struct value value = {.kind = VALUE_FORMULA};
    size_t n = strlen(text), before = strspn(text, " \t");
    enum status status =
        value_parse(NULL, text + before, text_trim_end(text + before, n - before), &value, err);
    if (status == STATUS_OK && (value.kind != VALUE_NUMBER || value.unit_length > 0))
        return error_set_at(err, STATUS_FAULTY, before, n - before,
                            _("'%s' is no change in percent, which all numbers of a list take"),
                            text + before);
    if (status == STATUS_OK)
        *out = value.number.percent ? value.number.value : value.number.value / 100;
    return status;
}

enum status variable_value(const struct model *model, uint32_t index, const char *text, double *out,
                           struct error *err)
{
    const struct line *line = &model->lines[index];
    if (is_list(line))
        return change_value(text, out, err);
    char completed[TEXT_SIZE];
    struct value value;
    const struct calendar calendar = model_line_calendar(model, index);
    size_t before = strspn(text, " \t");
    enum status status = value_complete(line->text, text, completed, sizeof completed, err);
    if (status == STATUS_OK)
        status = value_parse(&calendar, completed, strlen(completed), &value, err);
    if (status != STATUS_OK) {
        if (err)
            err->offset += before; /* which value_complete leaves out */
        return status;
    }
    if (value.kind != VALUE_NUMBER)
        return error_set_at(err, STATUS_FAULTY, before, strlen(text + before),
                            _("'%s' is no number"), text + before);
    if (value.unit_length > 0 &&
        !text_equals(completed + value.unit_at, value.unit_length, line->unit_text))
        return error_set_at(err, STATUS_FAULTY, before + value.unit_at, value.unit_length,
                            *line->unit_text ? _("the unit of '%s' is %s") : _("'%s' has no unit"),
                            line->name, line->unit_text);
    *out = value.number.value;
    return STATUS_OK;
}

/* The least that LINE, a first or last month or the horizon, may be: a plan that has no month 0
 * gets none by varying it. */
static double least_month(const struct line *line)
{
    return line->value == 0 ? 0 : 1;
}

/* Where LINE is looked for when nothing is said about it. */
static struct range default_range(const struct model *model, const struct line *line)
{
    double value = line->value;
    struct range range = {0, 10 * value};
    if (line->number.is_month)
        range = (struct range){1, model->lines[model->months].value};
    else if (line->number.percent && value >= 0 && value <= 1)
        range.high = 1;
    else if (value == 0)
        range = (struct range){-10, 10};
    else if (value < 0)
        range = (struct range){10 * value, 0};
    return range;
}

/* A range as a search can use it: its width is a number as well. */
static enum status check_range(const struct model *model, uint32_t index, struct range range,
                               struct error *err)
{
    char name[MODEL_NAME_SIZE], text[VARIABLE_TEXT_SIZE];
    model_line_name(model, index, name, sizeof name);
    variable_format_range(&model->lines[index], range, NUMBER_TEXT_SIZE, text);
    if (!isfinite(range.high - range.low))
        return error_set(err, STATUS_FAULTY, _("the range of '%s' is not finite: %s"), name, text);
    if (range.low > range.high)
        return error_set(err, STATUS_FAULTY, _("the range of '%s' is upside down: %s"), name, text);
    if (range.low == range.high)
        return error_set(err, STATUS_FAULTY, _("the range of '%s' is a single value: %s"), name,
                         text);
    return STATUS_OK;
}

/* Keep the change RANGE where it leaves VALUE within OF. */
static void keep_within(struct range *range, double value, struct range of)
{
    double low = of.low / value - 1, high = of.high / value - 1;
    if (!isfinite(low) || !isfinite(high))
        return; /* 0 stays 0 */
    range->low = fmax(range->low, fmin(low, high));
    range->high = fmin(range->high, fmax(low, high));
}

/* What all numbers of the list INDEX may change by; DEFAULTS if that of none says anything. */
static struct range common_range(const struct model *model, uint32_t index,
                                 struct range (*range_of)(const struct model *, uint32_t),
                                 struct range defaults)
{
    struct range range = {-INFINITY, INFINITY};
    for (uint32_t i = index + 1; i <= index + model->lines[index].n_numbers; i++)
        keep_within(&range, model->lines[i].value, range_of(model, i));
    if (isinf(range.low) || isinf(range.high))
        return defaults;
    return range;
}

static struct range number_range(const struct model *model, uint32_t index)
{
    struct range range = {(double)NAN, (double)NAN}; /* which says nothing */
    variable_range(model, index, (double)NAN, (double)NAN, &range, NULL);
    return range;
}

enum status variable_range(const struct model *model, uint32_t index, double min, double max,
                           struct range *out, struct error *err)
{
    const struct line *line = &model->lines[index];
    if (is_list(line)) {
        struct range all = common_range(model, index, number_range, (struct range){-1, 9});
        *out = (struct range){isnan(min) ? all.low : min, isnan(max) ? all.high : max};
        return check_range(model, index, *out, err);
    }
    struct range range = default_range(model, line);
    min = isnan(min) ? line->min : min;
    max = isnan(max) ? line->max : max;
    /* one bound alone moves the other end where that would lie beyond it */
    if (!isnan(min) && isnan(max) && range.high <= min)
        range.high = min + 10 * fmax(fabs(min), fabs(line->value));
    if (!isnan(max) && isnan(min) && range.low >= max)
        range.low = max - 10 * fmax(fabs(max), fabs(line->value));
    range.low = isnan(min) ? range.low : min;
    range.high = isnan(max) ? range.high : max;
    if (line->is_whole)
        range = (struct range){ceil(range.low), floor(range.high)};
    if (line->is_checked) {
        range.low = fmax(range.low, least_month(line));
        range.high = fmin(range.high, MOST_MONTHS);
    }
    enum status status = check_range(model, index, range, err);
    if (status == STATUS_OK)
        *out = range;
    return status;
}

/* The ends of an uncertainty, else 10 % off the value. */
static struct range unbounded_spread(const struct model *model, uint32_t index)
{
    double value = model->lines[index].value;
    bool is_month = model->lines[index].number.is_month; /* whose size says nothing */
    double below = is_month ? value - 1 : value * 9 / 10;
    double above = is_month ? value + 1 : value * 11 / 10;
    struct dist dist;
    if (!model_dist(model, index, &dist, NULL) && dist.kind != DIST_NONE)
        return (struct range){quantile_of(&dist, 0.05), quantile_of(&dist, 0.95)};
    return (struct range){fmin(below, above), fmax(below, above)};
}

/* Whether nothing says how far the numbers of the list LINE go: then all go as far. */
static bool has_free_numbers(const struct line *line)
{
    for (uint32_t i = 1; i <= line->n_numbers; i++)
        if (!isnan(line[i].min) || !isnan(line[i].max) || line[i].dist_text)
            return false;
    return true;
}

struct range variable_spread(const struct model *model, uint32_t index)
{
    const struct line *line = &model->lines[index];
    if (is_list(line) && has_free_numbers(line))
        return (struct range){-0.1, 0.1};
    if (is_list(line))
        return common_range(model, index, variable_spread, (struct range){-0.1, 0.1});
    struct range range = unbounded_spread(model, index);
    if (line->is_whole) {
        range.low = fmin(round(range.low), line->value - 1);
        range.high = fmax(round(range.high), line->value + 1);
    }
    if (!isnan(line->min))
        range.low = line->min_is_limit ? fmax(range.low, line->min) : line->min;
    if (!isnan(line->max))
        range.high = line->max_is_limit ? fmin(range.high, line->max) : line->max;
    if (line->is_whole)
        range = (struct range){ceil(range.low), floor(range.high)};
    if (line->is_checked) {
        double least = least_month(line);
        range.low = fmin(fmax(range.low, least), MOST_MONTHS);
        range.high = fmin(fmax(range.high, least), MOST_MONTHS);
    }
    return range;
}

/* VALUE of LINE, without the " %" that the result says is behind it: "12", of a list "+12". */
static const char *format_number(const struct line *line, double value, int columns,
                                 char out[NUMBER_TEXT_SIZE])
{
    char number[NUMBER_TEXT_SIZE];
    if (!is_list(line))
        return model_format_value(line, value, columns, out);
    number_format_fit(number, number_round(100 * value, MOST_DIGITS), columns);
    snprintf(out, NUMBER_TEXT_SIZE, "%s%.*s", value > 0 ? "+" : "", NUMBER_TEXT_SIZE - 2, number);
    return " %";
}

/* Number LINE of a list becomes VALUE: what is put into the list for it, into OUT. */
static bool write_number(const struct model *model, const struct line *line, double value,
                         char out[TEXT_SIZE])
{
    value = number_round(value, MOST_DIGITS - 1); /* 50.6k, not 50.60000000000001k */
    if (value_replace(&model->calendar, line->text, value, out, TEXT_SIZE, NULL) != STATUS_OK)
        return false;
    if (line->slice.is_bare)
        out[value_bare_length(out)] = '\0';
    return true;
}

static char *list_text(const struct model *model, uint32_t index, double change)
{
    const struct line *list = &model->lines[index];
    size_t n = strlen(list->text), at = 0, used = 0;
    char *out = malloc(n + (size_t)list->n_numbers * TEXT_SIZE + 1), text[TEXT_SIZE];
    for (uint32_t i = 1; out && i <= list->n_numbers; i++) {
        const struct slice *slice = &list[i].slice;
        if (!write_number(model, &list[i], list[i].value * (1 + change), text)) {
            free(out);
            return NULL;
        }
        memcpy(out + used, list->text + at, slice->at - at);
        used += slice->at - at;
        memcpy(out + used, text, strlen(text));
        used += strlen(text);
        at = slice->at + slice->length;
    }
    if (out)
        memcpy(out + used, list->text + at, n - at + 1);
    return out;
}

char *variable_text(const struct model *model, uint32_t index, double value)
{
    const struct line *line = &model->lines[index];
    const struct calendar calendar = model_line_calendar(model, index);
    char text[TEXT_SIZE];
    if (is_list(line))
        return list_text(model, index, value);
    bool is_written =
        value_replace(&calendar, line->text, value, text, sizeof text, NULL) == STATUS_OK;
    return is_written ? strdup(text) : NULL;
}

void variable_format(const struct line *line, double value, int columns,
                     char out[VARIABLE_TEXT_SIZE])
{
    char number[NUMBER_TEXT_SIZE];
    const char *percent = format_number(line, value, columns, number);
    snprintf(out, VARIABLE_TEXT_SIZE, "%s%s", number, percent);
}

void variable_format_exact(const struct line *line, double value, char out[VARIABLE_TEXT_SIZE])
{
    char text[TEXT_SIZE];
    struct value written;
    if (is_list(line)) {
        number_format(text, number_round(100 * value, MOST_DIGITS));
        snprintf(out, VARIABLE_TEXT_SIZE, "%s%.60s %%", value > 0 ? "+" : "", text);
        return;
    }
    if (value_replace(&line->number.calendar, line->text, value, text, sizeof text, NULL) ==
            STATUS_OK &&
        value_parse(&line->number.calendar, text, strlen(text), &written, NULL) == STATUS_OK &&
        written.number.length < VARIABLE_TEXT_SIZE)
        snprintf(out, VARIABLE_TEXT_SIZE, "%.*s", (int)written.number.length, text);
    else
        variable_format(line, value, NUMBER_TEXT_SIZE, out);
}

void variable_format_range(const struct line *line, struct range range, int columns,
                           char out[VARIABLE_TEXT_SIZE])
{
    char low[NUMBER_TEXT_SIZE], high[NUMBER_TEXT_SIZE];
    const char *percent = format_number(line, range.low, columns, low);
    format_number(line, range.high, columns, high);
    if (isnan(range.low) && isnan(range.high))
        out[0] = '\0';
    else if (isnan(range.high))
        snprintf(out, VARIABLE_TEXT_SIZE, ">= %s%s", low, percent);
    else if (isnan(range.low))
        snprintf(out, VARIABLE_TEXT_SIZE, "<= %s%s", high, percent);
    else
        snprintf(out, VARIABLE_TEXT_SIZE, "%s..%s%s", low, high, percent);
}
