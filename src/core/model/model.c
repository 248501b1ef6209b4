/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/model.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/dist.h"
#include "core/model/figure.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

void model_free(struct model *model)
{
    if (!model)
        return;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        expr_free(model->lines[i].expr);
        expr_free(model->lines[i].printed_expr);
        free(model->lines[i].own_text);
    }
    free(model->unit_slips);
    messages_fini(&model->warnings);
    unit_table_free(model->units);
    graph_fini(&model->private->graph);
    names_fini(&model->private->names);
    names_fini(&model->private->sections);
    arena_fini(&model->private->arena);
    free(model->private);
    free(model->lines);
    free(model->sections);
    free(model);
}

uint32_t model_find_line(const struct model *model, const char *section, const char *name, size_t n)
{
    char full[MODEL_NAME_SIZE];
    size_t prefix = strlen(section);
    if (prefix + 1 + n >= sizeof full)
        return NAMES_NONE;
    memcpy(full, section, prefix);
    full[prefix] = '.';
    memcpy(full + prefix + 1, name, n);
    return names_find(&model->private->names, full, prefix + 1 + n);
}

uint32_t model_find(const struct model *model, const char *name)
{
    if (!strchr(name, '.'))
        return model_find_line(model, "shared", name, strlen(name));
    return names_find(&model->private->names, name, strlen(name));
}

uint32_t model_find_section(const struct model *model, const char *name)
{
    return names_find(&model->private->sections, name, strlen(name));
}

const char *model_title(const struct model *model)
{
    return model->title && *model->title ? model->title : _("Untitled scenario");
}

const struct section *model_first_section(const struct model *model, enum section_kind kind)
{
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (model->sections[i].kind == kind)
            return &model->sections[i];
    return NULL;
}

bool model_is_own_section(const char *name)
{
    static const char *const names[] = {"scenario", "shared", "units",       "metrics",
                                        "targets",  "claims", "correlations"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

bool model_is_balance(const struct model *model, uint32_t line)
{
    return model_section_of(model, line)->kind == SECTION_CASH &&
           strcmp(model->lines[line].name, "balance") == 0;
}

bool model_is_computed_section(const char *name)
{
    static const char *const names[] = {"total", "cash", "others"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return true;
    return false;
}

const char *model_role_name(enum role role)
{
    return figure_at(figure_of_role(role))->name;
}

/* "profit", "margin" or a role's name, N bytes; N_COUNTED if none. */
static uint8_t find_counted(const char *word, size_t n)
{
    static const char *const more[] = {"profit", "margin"};
    for (uint8_t i = 0; i < N_COUNTED; i++)
        if (text_equals(word, n,
                        i < N_ROLES ? model_role_name((enum role)i) : more[i - COUNTED_PROFIT]))
            return i;
    return N_COUNTED;
}

bool model_find_counted(const struct model *model, const char *name, size_t n, uint32_t *section,
                        uint8_t *what)
{
    const char *dot = NULL;
    for (size_t i = n; i-- > 0 && !dot;)
        dot = name[i] == '.' ? name + i : NULL;
    uint32_t s =
        dot ? names_find(&model->private->sections, name, (size_t)(dot - name)) : NAMES_NONE;
    if (s == NAMES_NONE || model->sections[s].kind != SECTION_STAGE)
        return false;
    *section = s;
    *what = find_counted(dot + 1, n - (size_t)(dot - name) - 1);
    return *what < N_ROLES ||
           (*what < N_COUNTED && names_find(&model->private->names, name, n) == NAMES_NONE);
}

bool model_find_role(const struct model *model, const char *name, size_t n, uint32_t *section,
                     enum role *role)
{
    uint8_t what;
    if (!model_find_counted(model, name, n, section, &what) || what >= N_ROLES)
        return false;
    *role = (enum role)what;
    return true;
}

bool model_find_others(const char *name, size_t n, uint8_t *what)
{
    static const char prefix[] = "others.";
    size_t length = sizeof prefix - 1;
    if (n < length || memcmp(name, prefix, length) != 0)
        return false;
    *what = find_counted(name + length, n - length);
    return *what < N_COUNTED;
}

bool model_is_other(const struct model *model, uint32_t section, uint32_t other)
{
    const struct section *stage = &model->sections[other];
    bool is_sibling = stage->rows != NAMES_NONE && stage->rows == model->sections[section].rows;
    return model_is_added(stage) && other != section && !is_sibling &&
           (other < section || !stage->uses_others);
}

bool model_counts(const struct model *model, const struct expr_node *name, uint32_t section,
                  uint32_t role)
{
    bool is_stage = name->is_others ? model_is_other(model, name->reference, section)
                                    : section == name->reference;
    bool is_part = role == name->role ||
                   (name->role >= N_ROLES && (role == ROLE_COST || role == ROLE_REVENUE));
    return is_stage && is_part && model->sections[section].roles[role] != NAMES_NONE;
}

uint32_t model_list_of(const struct model *model, uint32_t line)
{
    enum { MOST_NAMES = 64 }; /* there may be a circle */
    for (int i = 0; i < MOST_NAMES; i++) {
        const struct line *l = &model->lines[line];
        const struct expr *expr = l->expr;
        if (l->kind == LINE_PARAMETER || (expr && expr->nodes[expr->n - 1].op == OP_LIST))
            return line;
        if (!expr || expr->n != 1 || expr->nodes[0].op != OP_NAME || expr->nodes[0].is_counted ||
            expr->nodes[0].reference == EXPR_NONE)
            return NAMES_NONE;
        line = expr->nodes[0].reference;
    }
    return NAMES_NONE;
}

static uint32_t find_in(const struct model *model, uint32_t section, const char *name)
{
    const struct section *s = section == NAMES_NONE ? NULL : &model->sections[section];
    for (uint32_t i = 0; s && i < s->n_lines; i++)
        if (strcmp(model->lines[s->first_line + i].name, name) == 0)
            return s->first_line + i;
    return NAMES_NONE;
}

uint32_t model_find_in(const struct model *model, const char *section, const char *name)
{
    return find_in(model, model_find_section(model, section), name);
}

uint32_t model_section_in(const struct model *model, uint32_t section, const struct model *other)
{
    assert(section < model->n_sections);
    const char *name = model->sections[section].name;
    if (section < other->n_sections && strcmp(other->sections[section].name, name) == 0)
        return section;
    return model_find_section(other, name);
}

/* The name of line INDEX with its section, which build_add_line put in front of it. */
static const char *full_name(const struct model *model, uint32_t index)
{
    const struct line *line = &model->lines[index];
    const char *section = model_section_of(model, index)->name;
    const char *full = line->name - strlen(section) - 1;
    assert(strncmp(full, section, strlen(section)) == 0 && line->name[-1] == '.');
    return full;
}

uint32_t model_line_in(const struct model *model, uint32_t line, const struct model *other)
{
    assert(line < model->n_lines);
    const struct line *here = &model->lines[line];
    uint32_t section = model_section_in(model, here->section, other);
    if (line < other->n_lines && other->lines[line].section == section &&
        strcmp(other->lines[line].name, here->name) == 0)
        return line;
    const char *full = full_name(model, line);
    return names_find(&other->private->names, full, strlen(full));
}

void model_line_name(const struct model *model, uint32_t line, char *out, size_t size)
{
    const struct line *l = &model->lines[line];
    const char *parts[] = {model_section_of(model, line)->name, ".", l->name};
    size_t used = 0;
    assert(size > 0);
    for (size_t i = 0; i < 3; i++)
        for (const char *c = parts[i]; *c && used + 1 < size; c++)
            out[used++] = *c;
    out[used] = '\0';
}

void model_line_unit(const struct model *model, uint32_t line, char out[UNIT_TEXT_SIZE])
{
    const struct line *l = &model->lines[line];
    out[0] = '\0';
    if (l->kind == LINE_PARAMETER)
        snprintf(out, UNIT_TEXT_SIZE, "%s", l->unit_text);
    else if (l->unit.specified && l->unit.n > 0)
        unit_format(model->units, l->unit, out);
}

void model_month_name(const struct model *model, uint32_t month, char out[CALENDAR_TEXT_SIZE])
{
    calendar_format(&model->calendar, month, out);
}

const char *model_format_value(const struct line *line, double value, int columns,
                               char out[NUMBER_TEXT_SIZE])
{
    bool is_percent = line->number.percent;
    if (line->number.is_month && isfinite(value))
        calendar_format(&line->number.calendar, round(value), out);
    else
        number_format_fit(out, is_percent ? value * 100 : value, columns);
    return is_percent ? " %" : "";
}

const char *model_label(const struct line *line)
{
    if (!line->label || line->label[0] == '\0')
        return line->name;
    /* the built-in kinds' labels are in the catalogue; a name that happens to be in it is none */
    return strcmp(line->label, line->name) == 0 ? line->name : _(line->label);
}

/* Whether LINE is a stage's first or last month. */
static bool is_limit(const struct model *model, uint32_t line)
{
    const struct section *section = model_section_of(model, line);
    return line == section->first_month || line == section->last_month;
}

bool model_is_limit_key(const struct model *model, const char *key, size_t n, const char *limit)
{
    size_t prefix = strlen(limit);
    return n > prefix && memcmp(key, limit, prefix) == 0 &&
           (text_equals(key + prefix, n - prefix, calendar_period(&model->calendar)->name) ||
            text_equals(key + prefix, n - prefix, "period"));
}

struct calendar model_calendar(const struct source *source)
{
    struct calendar calendar = {0};
    const char *start = source_text(source, "scenario", "start");
    const char *period = source_text(source, "scenario", "period");
    enum calendar_unit unit = period ? calendar_find_unit(period, strlen(period)) : CALENDAR_MONTH;
    if (start)
        calendar_read_start(start, &calendar);
    calendar.unit = unit < N_CALENDAR_UNITS ? unit : CALENDAR_MONTH;
    return calendar;
}

struct calendar model_line_calendar(const struct model *model, uint32_t line)
{
    struct calendar calendar = model->calendar;
    calendar.has_years = is_limit(model, line);
    return calendar;
}

bool model_is_plain_edit(const struct model *model, uint32_t line, const char *text,
                         struct number *number)
{
    const struct line *l = &model->lines[line];
    struct value value;
    if (l->kind != LINE_PARAMETER || l->is_checked ||
        value_parse(&model->calendar, text, strlen(text), &value, NULL) != STATUS_OK ||
        value.kind != VALUE_NUMBER || value.number.is_month != l->number.is_month ||
        (l->is_beginning && (value.number.value == 0) != (l->value == 0)) || /* month 0 */
        value.unit_length != strlen(l->unit_text) ||
        memcmp(text + value.unit_at, l->unit_text, value.unit_length) != 0)
        return false;
    *number = value.number;
    return true;
}

void model_set_value(struct model *model, uint32_t line, const char *text,
                     const struct number *number)
{
    struct line *l = &model->lines[line];
    assert(line < model->n_lines && l->kind == LINE_PARAMETER);
    l->text = text;
    l->value = number->value;
    l->number = *number;
    l->from_kind = false;
    l->place.line = 0;
}

/* The slices of LINE's entry behind AT, and the formula over them, move by MORE bytes. */
static void move_slices(struct model *model, const struct slice *of, size_t at, ptrdiff_t more)
{
    uint32_t home = model_find_in(model, of->section, of->key);
    struct expr *expr = home == NAMES_NONE ? NULL : model->lines[home].expr;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        struct slice *slice = &model->lines[i].slice;
        if (slice->key == of->key && slice->at > at)
            slice->at += (size_t)more;
    }
    for (uint32_t i = 0; expr && model->lines[home].n_numbers > 0 && i < expr->n; i++) {
        if (expr->nodes[i].op_at > at)
            expr->nodes[i].op_at += (uint32_t)more;
        else if (expr->nodes[i].op_at == at && expr->nodes[i].op == OP_NAME)
            expr->nodes[i].op_length += (uint32_t)more;
    }
}

enum status model_set_slice(struct model *model, uint32_t line, const char *text,
                            const struct number *number, const char *entry, size_t length)
{
    struct line *l = &model->lines[line];
    char *copy = strdup(text);
    if (!copy)
        return STATUS_NO_MEMORY;
    assert(l->slice.key);
    free(l->own_text);
    l->own_text = copy;
    model_set_value(model, line, copy, number);
    move_slices(model, &l->slice, l->slice.at, (ptrdiff_t)length - (ptrdiff_t)l->slice.length);
    l->slice.length = length;
    uint32_t home = model_find_in(model, l->slice.section, l->slice.key);
    if (home != NAMES_NONE)
        model->lines[home].text = entry;
    return STATUS_OK;
}

enum status model_check_part(const struct model *model, uint32_t line, const char *text,
                             struct error *err)
{
    const struct line *l = &model->lines[line];
    struct value value = {.kind = VALUE_FORMULA}, own = {.kind = VALUE_FORMULA};
    if (l->list == NAMES_NONE)
        return STATUS_OK;
    const char *list = model->lines[l->list].name;
    enum status status = value_parse(&model->calendar, text, strlen(text), &value, err);
    if (status != STATUS_OK)
        return status;
    if (value.kind != VALUE_NUMBER || value.number.is_month)
        return error_set_at(err, STATUS_FAULTY, 0, strlen(text),
                            _("a part of '%s' has to be a number; for another list, set '%s'"),
                            list, list);
    value_parse(&model->calendar, l->text, strlen(l->text), &own, NULL);
    if (value.number.percent != own.number.percent || value.unit_length != own.unit_length ||
        memcmp(text + value.unit_at, l->text + own.unit_at, own.unit_length) != 0)
        return error_set_at(err, STATUS_FAULTY, 0, strlen(text),
                            _("%% and unit hold for all numbers of '%s'; to change them, set '%s'"),
                            list, list);
    return STATUS_OK;
}

char *model_splice(const struct model *model, uint32_t line, const char *text, const char *entry,
                   size_t *length)
{
    const struct line *l = &model->lines[line];
    const struct slice *slice = &l->slice;
    struct number number;
    size_t n = strlen(entry), tail = slice->at + slice->length;
    assert(slice->key && tail <= n);
    /* % and unit that are written elsewhere stay there alone */
    bool is_bare = slice->is_bare && model_is_plain_edit(model, line, text, &number) &&
                   number.percent == l->number.percent;
    *length = is_bare ? value_bare_length(text) : strlen(text);
    char *out = malloc(n - slice->length + *length + 1);
    if (!out)
        return NULL;
    memcpy(out, entry, slice->at);
    memcpy(out + slice->at, text, *length);
    memcpy(out + slice->at + *length, entry + tail, n - tail + 1);
    return out;
}

enum status model_dist(const struct model *model, uint32_t line, struct dist *out,
                       struct error *err)
{
    const struct line *l = &model->lines[line];
    if (l->dist_text)
        return dist_evaluate(&model->calendar, l->dist_text, l->value, out, NULL, err);
    *out = (struct dist){.kind = DIST_NONE};
    return STATUS_OK;
}

double model_step(const struct model *model, uint32_t line, double baseline)
{
    const struct line *l = &model->lines[line];
    if (l->step > 0)
        return l->step;
    if (l->number.is_month)
        return 1;
    if (baseline == 0 && l->number.percent)
        return 0.01;
    double step = value_default_step(baseline);
    return l->is_whole && step < 1 ? 1 : step;
}
