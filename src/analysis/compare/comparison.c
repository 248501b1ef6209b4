/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios side by side: the rows that are numbers, parameters and results. */
#include "analysis/compare/comparison.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"

#include "comparer.h"

static bool have_one_value(const struct comparer *comparer, const struct comparison_cell *cells)
{
    for (size_t t = 0; t < comparer->n; t++)
        if (!cells[t].is_there || cells[t].value != cells[0].value)
            return false;
    return true;
}

/* Whether some scenario has no such number of a list: then the list's own row says so. */
static bool is_missing_number(const struct comparer *comparer, const struct comparison_cell *cells)
{
    bool is_number = false, is_missing = false;
    for (size_t t = 0; t < comparer->n; t++) {
        is_number |= cells[t].is_there && cells[t].line->list != NAMES_NONE;
        is_missing |= !cells[t].is_there;
    }
    return is_number && is_missing;
}

static void compare_parameter(struct comparer *comparer, size_t s, uint32_t i)
{
    const struct model *model = comparer->scenarios[s]->model;
    const struct line *line = &model->lines[i];
    const struct section *section = model_section_of(model, i);
    /* a target that is a number is a condition, and a claim's number is not the model's */
    if (line->kind != LINE_PARAMETER || section->kind > SECTION_METRICS)
        return;
    struct comparison_cell *cells = comparer_begin(comparer);
    if (cells && comparer_find_line(comparer, s, i, cells) &&
        comparer_are_parameters(comparer, cells) && !comparer_are_from_kinds(comparer, cells) &&
        !have_one_value(comparer, cells) && !is_missing_number(comparer, cells))
        comparer_add(comparer, COMPARISON_PARAMETER, section->name, line->name, true);
}

static void compare_parameters(struct comparer *comparer)
{
    for (size_t s = 0; s < comparer->n; s++)
        for (uint32_t i = 0; i < comparer->scenarios[s]->model->n_lines; i++)
            compare_parameter(comparer, s, i);
}

/* ---- Results ---- */

/* Add a row of which BETTER is as in struct comparison_row; NULL when memory ran out. */
static struct comparison_row *add_result(struct comparer *comparer, enum comparison_kind kind,
                                         const char *section, const char *key, int better,
                                         const struct comparison_cell *cells)
{
    bool differs = false;
    for (size_t t = 1; t < comparer->n; t++)
        differs |= cells[t].is_there != cells[0].is_there ||
                   !number_is_same(cells[t].value, cells[0].value);
    comparer_add(comparer, kind, section, key, differs);
    if (comparer->out_of_memory)
        return NULL;
    struct comparison_row *row = &comparer->out->rows[comparer->out->n_rows - 1];
    row->better = better;
    return row;
}

/* The figures of SECTION, which all scenarios have. */
static void compare_figures(struct comparer *comparer, enum comparison_kind kind,
                            enum section_kind section)
{
    const struct figure *figure;
    for (uint32_t f = 0; (figure = figure_at(f)); f++) {
        struct comparison_cell *cells = comparer_begin(comparer);
        if (!cells || !figure->label || figure->section != section)
            continue;
        for (size_t t = 0; t < comparer->n; t++)
            cells[t] = (struct comparison_cell){
                .is_there = true, .value = scenario_figure(comparer->scenarios[t], f)};
        struct comparison_row *row =
            add_result(comparer, kind, figure_section(figure), figure->name, figure->better, cells);
        if (row)
            row->figure = f;
    }
}

/* The part of stage I of scenario S in figure F; false if a scenario before S has that stage. */
static bool find_stage(const struct comparer *comparer, size_t s, uint32_t i, uint32_t f,
                       struct comparison_cell *cells)
{
    for (size_t t = 0; t < comparer->n; t++) {
        const struct scenario *other = comparer->scenarios[t];
        uint32_t section =
            t == s ? i : model_section_in(comparer->scenarios[s]->model, i, other->model);
        if (section == NAMES_NONE)
            continue;
        if (t < s)
            return false;
        cells[t].is_there = true;
        cells[t].value = scenario_stage_figure(other, section, f);
    }
    return true;
}

/* Optional figures concern only who has any. */
static bool is_worth_a_row(const struct comparer *comparer, const struct figure *figure,
                           const struct comparison_cell *cells)
{
    bool is_any = !figure->is_optional;
    for (size_t t = 0; t < comparer->n; t++)
        is_any |= cells[t].is_there && cells[t].value != 0;
    return is_any;
}

/* Stage I of scenario S, by the figures that a stage has a part in. */
static void compare_stage(struct comparer *comparer, size_t s, uint32_t i)
{
    const struct section *stage = &comparer->scenarios[s]->model->sections[i];
    const struct figure *figure;
    for (uint32_t f = 0; (figure = figure_at(f)); f++) {
        if (figure->places[FIGURES_STAGE] == 0)
            continue;
        struct comparison_cell *cells = comparer_begin(comparer);
        if (cells && find_stage(comparer, s, i, f, cells) &&
            is_worth_a_row(comparer, figure, cells))
            add_result(comparer, COMPARISON_STAGE, stage->name, figure->name, figure->better,
                       cells);
    }
}

static void compare_stages(struct comparer *comparer)
{
    for (size_t s = 0; s < comparer->n; s++) {
        const struct model *model = comparer->scenarios[s]->model;
        for (uint32_t i = 0; i < model->n_sections; i++)
            if (model->sections[i].kind == SECTION_STAGE)
                compare_stage(comparer, s, i);
    }
}

/* The lines of the sections of KIND: metrics, targets. */
static void compare_lines(struct comparer *comparer, enum section_kind section_kind,
                          enum comparison_kind kind)
{
    for (size_t s = 0; s < comparer->n; s++) {
        const struct model *model = comparer->scenarios[s]->model;
        for (uint32_t i = 0; i < model->n_lines; i++) {
            const struct section *section = model_section_of(model, i);
            if (section->kind != section_kind)
                continue;
            struct comparison_cell *cells = comparer_begin(comparer);
            if (!cells || !comparer_find_line(comparer, s, i, cells))
                continue;
            for (size_t t = 0; t < comparer->n; t++) {
                const struct scenario *scenario = comparer->scenarios[t];
                if (!cells[t].is_there)
                    continue;
                cells[t].value =
                    scenario_value(scenario, (uint32_t)(cells[t].line - scenario->model->lines));
                if (kind == COMPARISON_TARGET && !isnan(cells[t].value))
                    cells[t].value = cells[t].value != 0;
            }
            add_result(comparer, kind, section->name, model->lines[i].name,
                       kind == COMPARISON_TARGET, cells);
        }
    }
}

enum status comparison_make(struct comparison *out, const struct scenario *const *scenarios,
                            size_t n, struct error *err)
{
    struct comparer comparer = {.out = out, .scenarios = scenarios, .n = n};
    assert(n > 0);
    out->n_scenarios = n;
    out->n_rows = out->n_cells = 0;
    compare_parameters(&comparer);
    comparer_add_texts(&comparer);
    compare_figures(&comparer, COMPARISON_TOTAL, SECTION_TOTAL);
    compare_figures(&comparer, COMPARISON_CASH, SECTION_CASH);
    compare_stages(&comparer);
    compare_lines(&comparer, SECTION_METRICS, COMPARISON_METRIC);
    compare_lines(&comparer, SECTION_TARGETS, COMPARISON_TARGET);
    if (!comparer.out_of_memory)
        return STATUS_OK;
    out->n_rows = out->n_cells = 0;
    return error_no_memory(err);
}

void comparison_fini(struct comparison *comparison)
{
    free(comparison->rows);
    free(comparison->cells);
    *comparison = (struct comparison){0};
}

void comparison_row_name(const struct comparison_row *row, char out[MODEL_NAME_SIZE])
{
    snprintf(out, MODEL_NAME_SIZE, "%s.%s", row->section, row->key);
}

const struct comparison_cell *comparison_cell(const struct comparison *comparison,
                                              const struct comparison_row *row, size_t s)
{
    assert(s < comparison->n_scenarios);
    return &comparison->cells[row->cells + s];
}

const struct comparison_row *comparison_rows(const struct comparison *comparison,
                                             enum comparison_kind kind, size_t *n)
{
    size_t first = 0;
    while (first < comparison->n_rows && comparison->rows[first].kind != kind)
        first++;
    for (*n = 0; first + *n < comparison->n_rows && comparison->rows[first + *n].kind == kind;)
        ++*n;
    return comparison->rows + first;
}

bool comparison_is_smooth(const struct comparison *comparison, const struct comparison_row *row)
{
    const struct comparison_cell *cells = &comparison->cells[row->cells];
    for (size_t s = 0; s < comparison->n_scenarios; s++)
        if (row->kind != COMPARISON_PARAMETER || !cells[s].is_there || cells[s].line->is_whole)
            return false;
    return true;
}

size_t comparison_n_differences(const struct comparison *comparison)
{
    size_t n_parameters, n_texts;
    comparison_rows(comparison, COMPARISON_PARAMETER, &n_parameters);
    comparison_rows(comparison, COMPARISON_TEXT, &n_texts);
    return n_parameters + n_texts;
}

void comparison_format_change(const struct line *a, const struct line *b, char *out, size_t size)
{
    bool is_one_unit = strcmp(a->unit_text, b->unit_text) == 0;
    size_t length = is_one_unit ? a->number.length : strlen(a->text);
    snprintf(out, size, "%.*s -> %s", (int)length, a->text, b->text);
}
