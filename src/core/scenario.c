/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/scenario.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/program/irr.h"
#include "core/text/gettext.h"

/* What an edit replaces: everything that follows from the text. */
struct built {
    struct model *model;
    struct program *program;
    struct run run;
};

static void built_fini(struct built *built)
{
    run_fini(&built->run);
    program_free(built->program);
    model_free(built->model);
}

static enum status build(const struct source *source, struct built *out, struct messages *messages)
{
    struct built built = {0};
    struct error err;
    enum status status = model_build(source, &built.model, messages);
    if (status == STATUS_OK)
        status = program_compile(built.model, &built.program, &err);
    if (status == STATUS_OK)
        status = run_init(&built.run, built.program, 1,
                          (uint32_t)built.model->lines[built.model->months].value, &err);
    if (status != STATUS_OK) {
        built_fini(&built);
        return status;
    }
    run_load(&built.run, built.model);
    run_block(&built.run, 1);
    *out = built;
    return STATUS_OK;
}

static void install(struct scenario *scenario, const struct built *built)
{
    scenario->model = built->model;
    scenario->program = built->program;
    scenario->run = built->run;
    scenario->generation++;
}

enum status scenario_new(struct source *source, struct scenario **out, struct messages *messages)
{
    struct built built;
    struct scenario *scenario = calloc(1, sizeof *scenario);
    enum status status = scenario ? build(source, &built, messages) : STATUS_NO_MEMORY;
    if (status != STATUS_OK) {
        free(scenario);
        return status;
    }
    scenario->source = source;
    install(scenario, &built);
    *out = scenario;
    return STATUS_OK;
}

void scenario_free(struct scenario *scenario)
{
    if (!scenario)
        return;
    built_fini(&(struct built){scenario->model, scenario->program, scenario->run});
    source_free(scenario->source);
    free(scenario);
}

struct scenario *scenario_clone(const struct scenario *scenario)
{
    struct scenario *clone = NULL;
    struct messages messages = {0};
    struct source *source = source_clone(scenario->source);
    if (source && scenario_new(source, &clone, &messages) != STATUS_OK)
        source_free(source);
    messages_fini(&messages);
    return clone;
}

static void evaluate(struct scenario *scenario)
{
    run_load(&scenario->run, scenario->model);
    run_block(&scenario->run, 1);
}

/* The edits that change no more than a number or a switch: true where this was one. */
static bool set_plainly(struct scenario *scenario, const char *section, const char *key)
{
    struct model *model = scenario->model;
    const char *text = source_text(scenario->source, section, key);
    uint32_t s = model_find_section(model, section), line = model_find_in(model, section, key);
    struct number number;
    if (s == NAMES_NONE || !text)
        return false;
    if (model->sections[s].kind == SECTION_STAGE && strcmp(key, "enabled") == 0 &&
        model->sections[s].n_rows == 0 && (strcmp(text, "yes") == 0 || strcmp(text, "no") == 0)) {
        model->sections[s].is_enabled = *text == 'y';
        return true;
    }
    if (line == NAMES_NONE || !model_is_plain_edit(model, line, text, &number))
        return false;
    model_set_value(model, line, text, &number);
    return true;
}

/* After a failed edit the source has the old text again, perhaps elsewhere in memory. */
static void refresh_text(struct scenario *scenario, const char *section, const char *key)
{
    uint32_t line = model_find_in(scenario->model, section, key);
    const char *text = source_text(scenario->source, section, key);
    if (line != NAMES_NONE && text)
        scenario->model->lines[line].text = text;
}

static enum status rebuild(struct scenario *scenario, const char *section, const char *key,
                           struct error *err)
{
    struct messages messages = {0};
    struct built built, old = {scenario->model, scenario->program, scenario->run};
    enum status status = build(scenario->source, &built, &messages);
    if (status != STATUS_OK && messages.n > 0) {
        const struct message *first = &messages.items[0];
        const struct source_entry *entry = source_find(scenario->source, section, key);
        error_set(err, status, "%s", first->text);
        if (err && entry && entry->text) {
            err->offset =
                first->place.column > 0 && first->place.line == 0 ? first->place.column - 1 : 0;
            err->length = first->place.length;
        }
    } else if (status != STATUS_OK) {
        status = error_no_memory(err);
    } else {
        install(scenario, &built);
        built_fini(&old);
    }
    messages_fini(&messages);
    return status;
}

/* KEY of SECTION becomes TEXT; of LINE, unless that is NAMES_NONE, TEXT is the slice PART, which is
 * LENGTH bytes long there. */
static enum status set_entry(struct scenario *scenario, const char *section, const char *key,
                             const char *text, uint32_t line, const char *part, size_t length,
                             struct error *err)
{
    const char *present = source_text(scenario->source, section, key);
    char *before = present ? strdup(present) : NULL;
    struct number number;
    if (present && !before)
        return error_no_memory(err);
    enum status status = source_set(scenario->source, section, key, text);
    bool is_plain_part =
        line != NAMES_NONE && model_is_plain_edit(scenario->model, line, part, &number);
    if (status == STATUS_OK && is_plain_part)
        status = model_set_slice(scenario->model, line, part, &number,
                                 source_text(scenario->source, section, key), length);
    if (status != STATUS_OK)
        error_no_memory(err);
    else if (is_plain_part || set_plainly(scenario, section, key))
        evaluate(scenario);
    else
        status = rebuild(scenario, section, key, err);
    if (status != STATUS_OK) {
        source_set(scenario->source, section, key, before);
        refresh_text(scenario, section, key);
    }
    free(before);
    return status;
}

/* The number or cell LINE, a part of an entry, becomes TEXT. */
static enum status set_part(struct scenario *scenario, uint32_t line, const char *text,
                            struct error *err)
{
    const struct slice slice = scenario->model->lines[line].slice;
    size_t length;
    if (!text || !*text)
        return error_set(err, STATUS_FAULTY,
                         _("a part of '%s' has to be a number; to leave it out, "
                           "set '%s'"),
                         slice.key, slice.key);
    enum status status = model_check_part(scenario->model, line, text, err);
    if (status != STATUS_OK)
        return status;
    char *whole = model_splice(scenario->model, line, text,
                               scenario_text(scenario, slice.section, slice.key), &length);
    /* names live as long as the model, which may be replaced */
    char *section = strdup(slice.section), *key = strdup(slice.key);
    status = whole && section && key
                 ? set_entry(scenario, section, key, whole, line, text, length, err)
                 : error_no_memory(err);
    if (status == STATUS_FAULTY && err)
        err->offset = err->offset > slice.at ? err->offset - slice.at : 0;
    free(whole);
    free(section);
    free(key);
    return status;
}

/* Where KEY of a row is written: in the section, behind the row's name. */
struct row_key {
    char section[MODEL_NAME_SIZE], key[MODEL_NAME_SIZE];
};

static bool find_row_key(const struct model *model, const char *section, const char *key,
                         struct row_key *out)
{
    uint32_t s = model_find_section(model, section);
    uint32_t rows = s == NAMES_NONE ? NAMES_NONE : model->sections[s].rows;
    if (rows == NAMES_NONE)
        return false;
    const char *name = model->sections[rows].name;
    snprintf(out->section, sizeof out->section, "%s", name);
    snprintf(out->key, sizeof out->key, "%s.%.60s", section + strlen(name) + 1, key);
    return true;
}

enum status scenario_set(struct scenario *scenario, const char *section, const char *key,
                         const char *text, struct error *err)
{
    if (strcmp(section, "scenario") == 0 && strcmp(key, "extends") == 0)
        return error_set(err, STATUS_FAULTY, _("what a scenario extends is changed in its file"));
    uint32_t line = model_find_in(scenario->model, section, key);
    if (line != NAMES_NONE && scenario->model->lines[line].slice.key &&
        !scenario->model->lines[line].slice.is_whole)
        return set_part(scenario, line, text, err);
    struct row_key row;
    if (find_row_key(scenario->model, section, key, &row))
        return set_entry(scenario, row.section, row.key, text, NAMES_NONE, NULL, 0, err);
    return set_entry(scenario, section, key, text, NAMES_NONE, NULL, 0, err);
}

const char *scenario_text(const struct scenario *scenario, const char *section, const char *key)
{
    const char *text = source_text(scenario->source, section, key);
    uint32_t line = text ? NAMES_NONE : model_find_in(scenario->model, section, key);
    return line == NAMES_NONE ? text : scenario->model->lines[line].text;
}

const char *scenario_own_text(const struct scenario *scenario, const char *section, const char *key)
{
    struct row_key row;
    bool is_row = find_row_key(scenario->model, section, key, &row);
    const char *text = is_row ? source_text(scenario->source, row.section, row.key)
                              : source_text(scenario->source, section, key);
    uint32_t line = text ? NAMES_NONE : model_find_in(scenario->model, section, key);
    const struct line *part = line == NAMES_NONE ? NULL : &scenario->model->lines[line];
    bool is_there = part && part->slice.key &&
                    source_text(scenario->source, part->slice.section, part->slice.key);
    return is_there ? part->text : text;
}

/* Reading results: the one lane of the run. */

static double cell(const struct scenario *scenario, uint32_t reg)
{
    return *run_cell(&scenario->run, reg, 0);
}

/* The months of series register REG, from month 1 on; month 0, if there is one, lies before. */
static const double *series(const struct scenario *scenario, uint32_t reg)
{
    return run_cell(&scenario->run, reg, scenario->program->n_early);
}

double scenario_value(const struct scenario *scenario, uint32_t line)
{
    assert(line < scenario->model->n_lines);
    uint32_t last = scenario->model->lines[line].is_series ? scenario->run.months - 1 : 0;
    return *run_cell(&scenario->run, scenario->program->line_registers[line], last);
}

const double *scenario_series(const struct scenario *scenario, uint32_t line)
{
    return scenario->model->lines[line].is_series
               ? series(scenario, scenario->program->line_registers[line])
               : NULL;
}

double scenario_number_month(const struct scenario *scenario, uint32_t line)
{
    const struct model *model = scenario->model;
    uint32_t list = model->lines[line].list, i = line - list - 1;
    assert(list != NAMES_NONE && model->lines[list].expr);
    const struct expr *expr = model->lines[list].expr;
    const struct section *section = model_section_of(model, list);
    bool is_late = i < model->lines[list].n_in_turn && section->first_month != NAMES_NONE;
    double first = is_late ? round(scenario_value(scenario, section->first_month)) : 1;
    const struct expr_node *when = &expr->nodes[expr_operand(expr, expr->n - 1, 2 * i + 1)];
    if (when->op == OP_ADD) /* so many months behind a parameter */
        return scenario_value(scenario, when[-2].reference) + when[-1].number;
    return when->op == OP_NAME ? scenario_value(scenario, when->reference)
                               : when->number + (is_late ? first - 1 : 0);
}

double scenario_list_past(const struct scenario *scenario, uint32_t line, double month)
{
    const struct model *model = scenario->model;
    const struct section *section = model_section_of(model, line);
    double first = section->has_opening ? 0 : 1, value = (double)NAN;
    if (section->first_month != NAMES_NONE)
        first = round(scenario_value(scenario, section->first_month));
    for (uint32_t i = model->lines[line].n_in_turn + 1; i <= model->lines[line].n_numbers; i++)
        if (month < first && scenario_number_month(scenario, line + i) <= month)
            value = model->lines[line + i].value;
    return value;
}

void scenario_list_text(const struct scenario *scenario, uint32_t line, char *out, size_t size)
{
    const struct line *list = &scenario->model->lines[line];
    const struct line *last = list + list->n_numbers;
    assert(list->n_numbers > 0);
    bool goes_on =
        !(scenario_number_month(scenario, line + list->n_numbers) >= scenario_months(scenario));
    size_t digits = last->slice.is_bare ? last->slice.length : value_bare_length(last->text);
    int at = (int)(last->slice.at + digits);
    snprintf(out, size, "%.*s%s%s", at, list->text, goes_on ? " ..." : "", list->text + at);
}

uint32_t scenario_months(const struct scenario *scenario)
{
    return scenario->run.months - scenario->program->n_early;
}

double scenario_role(const struct scenario *scenario, uint32_t section, enum role role)
{
    assert(section < scenario->model->n_sections && (size_t)role < N_ROLES);
    return cell(scenario, scenario->program->roles[section][role].total);
}

const double *scenario_role_series(const struct scenario *scenario, uint32_t section,
                                   enum role role)
{
    return series(scenario, scenario->program->roles[section][role].monthly);
}

double scenario_total(const struct scenario *scenario, enum role role)
{
    assert((size_t)role < N_ROLES);
    return cell(scenario, scenario->program->totals[role].total);
}

const double *scenario_total_series(const struct scenario *scenario, enum role role)
{
    return series(scenario, scenario->program->totals[role].monthly);
}

double scenario_profit(const struct scenario *scenario)
{
    return cell(scenario, scenario->program->profit.total);
}

const double *scenario_profit_series(const struct scenario *scenario)
{
    return series(scenario, scenario->program->profit.monthly);
}

const double *scenario_balance(const struct scenario *scenario)
{
    return series(scenario, scenario->program->balance);
}

double scenario_figure(const struct scenario *scenario, uint32_t row)
{
    return scenario_value(scenario, scenario->model->builtins + row);
}

const double *scenario_figure_series(const struct scenario *scenario, uint32_t row)
{
    enum role role = figure_role(row);
    if (role != ROLE_NONE)
        return scenario_total_series(scenario, role);
    if (figure_at(row)->is_difference)
        return scenario_profit_series(scenario);
    return scenario_series(scenario, scenario->model->builtins + row);
}

double scenario_stage_figure(const struct scenario *scenario, uint32_t section, uint32_t row)
{
    enum role role = figure_role(row);
    if (role != ROLE_NONE)
        return scenario_role(scenario, section, role);
    assert(figure_at(row)->is_difference);
    return operation_difference(scenario_role(scenario, section, ROLE_REVENUE),
                                scenario_role(scenario, section, ROLE_COST));
}

double scenario_named(const struct scenario *scenario, const char *name)
{
    const struct model *model = scenario->model;
    uint32_t line = model_find(model, name);
    struct expr_node node = {.op = OP_NAME, .is_counted = true};
    if (model_find_counted(model, name, strlen(name), &node.reference, &node.role))
        return scenario_name(scenario, &node, 0);
    if (line == NAMES_NONE || model->lines[line].is_series)
        return (double)NAN;
    return scenario_value(scenario, line);
}

/* Without revenue there is none. */
static double margin(double profit, double revenue)
{
    return revenue != 0 ? profit / revenue : (double)NAN;
}

/* What total.NAME is in one MONTH. */
static double total_in_month(const struct scenario *scenario, const char *name, uint32_t month)
{
    for (uint32_t role = 0; role < N_ROLES; role++)
        if (strcmp(name, model_role_name((enum role)role)) == 0)
            return scenario_total_series(scenario, (enum role)role)[month];
    double profit = scenario_profit_series(scenario)[month];
    return strcmp(name, "margin") == 0
               ? margin(profit, scenario_total_series(scenario, ROLE_REVENUE)[month])
               : profit;
}

/* The sum of what counts of ROLE in NAME. */
static double counted(const struct scenario *scenario, const struct expr_node *name, uint32_t role,
                      uint32_t month)
{
    double sum = 0;
    for (uint32_t s = 0; s < scenario->model->n_sections; s++)
        if (model_counts(scenario->model, name, s, role))
            sum += name->is_monthly ? scenario_role_series(scenario, s, (enum role)role)[month]
                                    : scenario_role(scenario, s, (enum role)role);
    return sum;
}

double scenario_name(const struct scenario *scenario, const struct expr_node *name, uint32_t month)
{
    assert(name->op == OP_NAME && name->reference != EXPR_NONE);
    if (name->is_counted && name->role < N_ROLES)
        return counted(scenario, name, name->role, month);
    if (name->is_counted) {
        double revenue = counted(scenario, name, ROLE_REVENUE, month);
        double profit = revenue - counted(scenario, name, ROLE_COST, month);
        return name->role == COUNTED_PROFIT ? profit : margin(profit, revenue);
    }
    const struct line *line = &scenario->model->lines[name->reference];
    bool is_total = model_section_of(scenario->model, name->reference)->kind == SECTION_TOTAL;
    if (name->is_monthly && is_total)
        return total_in_month(scenario, line->name, month);
    return line->is_series && name->is_monthly ? scenario_series(scenario, name->reference)[month]
                                               : scenario_value(scenario, name->reference);
}

bool scenario_name_is_series(const struct scenario *scenario, const struct expr_node *name)
{
    const struct model *model = scenario->model;
    return name->is_monthly && (name->is_counted || model->lines[name->reference].is_series ||
                                model_section_of(model, name->reference)->kind == SECTION_TOTAL);
}

enum target_state target_state_of(double value)
{
    return isnan(value) ? TARGET_UNKNOWN : value != 0 ? TARGET_MET : TARGET_MISSED;
}

const char *target_state_word(enum target_state state)
{
    return state == TARGET_MET ? _("met") : state == TARGET_MISSED ? _("missed") : _("unknown");
}

enum target_state scenario_target(const struct scenario *scenario, uint32_t line)
{
    return target_state_of(scenario_value(scenario, line));
}

bool scenario_target_sides(const struct scenario *scenario, uint32_t line, double *left,
                           double *right)
{
    const struct sides *sides = &scenario->program->sides[line];
    if (sides->left == REGISTER_NONE)
        return false;
    *left = cell(scenario, sides->left);
    *right = cell(scenario, sides->right);
    return true;
}

bool scenario_claim_holds(const struct scenario *scenario, uint32_t line)
{
    double stated = scenario->model->lines[line].stated;
    return fabs(scenario_value(scenario, line) - stated) <=
           scenario->model->tolerance * fabs(stated);
}
