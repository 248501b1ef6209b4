/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Parameters and results of the scenarios side by side. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_compare.h"

enum {
    LEAST_NAME = 12, /* columns of names beside the cells */
    MOST_NAME = 30,
    LEAST_CELL = 8, /* columns of a cell, the blank before it included */
    MOST_CELL = 14,
    INDENT = 1, /* of cells below their name */
};

/* Where the cells of a row stand: beside its name, or where there are too many, in rows below it.
 */
struct grid {
    int name;    /* columns of the name; 0: it has a row of its own */
    int cell;    /* columns of a cell */
    int per_row; /* cells in a row */
    int n;       /* cells */
};

static struct grid lay_out(int columns, int n)
{
    struct grid grid = {.n = n, .name = bounded(columns / 3, LEAST_NAME, MOST_NAME)};
    grid.cell = (columns - grid.name) / n;
    grid.per_row = n;
    if (grid.cell < LEAST_CELL) {
        grid.name = 0;
        grid.per_row = bounded((columns - INDENT) / LEAST_CELL, 1, n);
        grid.cell = (columns - INDENT) / grid.per_row;
    }
    grid.cell = lesser(grid.cell, MOST_CELL);
    return grid;
}

/* Rows that a name with its cells takes. */
static int grid_rows(const struct grid *grid)
{
    return grid->name > 0 ? 1 : 1 + (grid->n + grid->per_row - 1) / grid->per_row;
}

static void draw_cell(struct view_pen *pen, const struct grid *grid, int i, enum ui_role role,
                      const char *text)
{
    int row = pen->row + (grid->name > 0 ? 0 : 1 + i / grid->per_row);
    int begin = (grid->name > 0 ? grid->name : INDENT) + i % grid->per_row * grid->cell;
    int width = text_width(text, strlen(text)), room = grid->cell - 1;
    if (width <= room)
        canvas_text_right(pen->canvas, pen->rect, row, begin + grid->cell, role, text);
    else
        canvas_text_cut(pen->canvas, pen->rect, row, begin + 1, room, role, text);
}

/* TITLE, and what each column is: the scenarios, and their change where there is one more. */
static void draw_heading(const struct view_input *input, struct view_pen *pen,
                         const struct grid *grid, const char *title)
{
    const struct compare *compare = &input->analyses->compare;
    int n = (int)compare->comparison.n_scenarios;
    view_heading(pen, title);
    pen->row--;
    for (int i = 0; i < grid->n; i++)
        draw_cell(pen, grid, i, UI_MUTED,
                  i < n ? compare_label(compare, input, (size_t)i) : _("change"));
    pen->row += grid_rows(grid);
}

static void draw_name(struct view_pen *pen, const struct grid *grid,
                      const struct comparison_row *row)
{
    int columns = grid->name > 0 ? grid->name - 1 : pen->rect.columns;
    const struct figure *figure = figure_at(row->figure);
    char name[VIEW_TEXT_SIZE];
    if (figure)
        snprintf(name, sizeof name, "%s", _(figure->label));
    else if (row->kind == COMPARISON_METRIC || row->kind == COMPARISON_TARGET)
        snprintf(name, sizeof name, "%s", row->key);
    else
        view_format_name(pen->canvas, row->section, row->key, columns, name);
    canvas_text_cut(pen->canvas, pen->rect, pen->row, 0, columns, UI_NORMAL, name);
}

/* Parameters. */

/* The value as it is written, without its unit, in at most COLUMNS columns. */
static void format_parameter(const struct comparison_cell *cell, int columns,
                             char out[VIEW_TEXT_SIZE])
{
    if (!cell->is_there) {
        snprintf(out, VIEW_TEXT_SIZE, "-");
        return;
    }
    size_t length = cell->line->number.length;
    if (text_width(cell->text, length) <= columns) {
        snprintf(out, VIEW_TEXT_SIZE, "%.*s", (int)length, cell->text);
    } else if (cell->line->number.percent) {
        view_format_amount(out, 100 * cell->value, columns - 2);
        snprintf(out + strlen(out), VIEW_TEXT_SIZE - strlen(out), " %%");
    } else {
        view_format_amount(out, cell->value, columns);
    }
}

static void draw_parameter(struct view_pen *pen, const struct grid *grid,
                           const struct comparison *comparison, const struct comparison_row *row)
{
    const struct comparison_cell *now = comparison_cell(comparison, row, COMPARE_NOW);
    draw_name(pen, grid, row);
    for (int i = 0; i < grid->n; i++) {
        const struct comparison_cell *cell = comparison_cell(comparison, row, (size_t)i);
        bool differs = cell->is_there != now->is_there || cell->value != now->value;
        char text[VIEW_TEXT_SIZE];
        format_parameter(cell, grid->cell - 1, text);
        draw_cell(pen, grid, i, differs ? UI_CHANGED : cell->is_there ? UI_VALUE : UI_MUTED, text);
    }
}

void view_compare_draw_parameters(const struct view_input *input, struct view_pen *pen)
{
    const struct comparison *comparison = &input->analyses->compare.comparison;
    struct grid grid = lay_out(pen->rect.columns, (int)comparison->n_scenarios);
    size_t n;
    const struct comparison_row *rows = comparison_rows(comparison, COMPARISON_PARAMETER, &n);
    if (n > 0)
        draw_heading(input, pen, &grid, _("Parameters"));
    for (size_t i = 0; i < n; i++) {
        draw_parameter(pen, &grid, comparison, &rows[i]);
        pen->row += grid_rows(&grid);
    }
}

/* Results. */

static void format_result(const struct comparison_row *row, const struct comparison_cell *cell,
                          uint32_t months, int columns, char out[VIEW_TEXT_SIZE])
{
    const struct figure *figure = figure_at(row->figure);
    if (!cell->is_there)
        snprintf(out, VIEW_TEXT_SIZE, "-");
    else if (row->kind == COMPARISON_TARGET)
        snprintf(out, VIEW_TEXT_SIZE, "%s", target_state_word(target_state_of(cell->value)));
    else if (figure)
        view_format_figure(out, figure, cell->value, months, columns);
    else
        view_format_amount(out, cell->value, columns);
}

static enum ui_role result_role(const struct comparison_row *row,
                                const struct comparison_cell *cell)
{
    if (!cell->is_there)
        return UI_MUTED;
    if (row->kind == COMPARISON_TARGET)
        return cell->value == 1 ? UI_GOOD : UI_BAD;
    if (row->kind == COMPARISON_CASH && isnan(cell->value))
        return UI_MUTED; /* there is no rate of return */
    return view_value_role(cell->value);
}

static void draw_change(const struct view_input *input, struct view_pen *pen,
                        const struct grid *grid, const struct comparison_row *row)
{
    const struct compare *compare = &input->analyses->compare;
    size_t base = compare_base(compare);
    const struct comparison_cell *now = comparison_cell(&compare->comparison, row, COMPARE_NOW);
    const struct comparison_cell *then = comparison_cell(&compare->comparison, row, base);
    const struct figure *figure = figure_at(row->figure);
    char text[VIEW_TEXT_SIZE];
    if (!now->is_there || !then->is_there)
        return;
    if (row->kind == COMPARISON_TARGET && !number_is_same(now->value, then->value))
        return; /* the two words say it */
    if (figure)
        view_format_figure_change(text, figure, now->value, then->value,
                                  scenario_months(compare_scenario(input, base)), grid->cell - 1);
    else
        view_format_change(text, now->value, then->value, grid->cell - 1);
    draw_cell(pen, grid, grid->n - 1, view_change_role(now->value, then->value, row->better), text);
}

static void draw_result(const struct view_input *input, struct view_pen *pen,
                        const struct grid *grid, const struct comparison_row *row)
{
    const struct comparison *comparison = &input->analyses->compare.comparison;
    draw_name(pen, grid, row);
    for (int i = 0; i < grid->n - 1; i++) {
        const struct comparison_cell *cell = comparison_cell(comparison, row, (size_t)i);
        char text[VIEW_TEXT_SIZE];
        format_result(row, cell, scenario_months(compare_scenario(input, (size_t)i)),
                      grid->cell - 1, text);
        draw_cell(pen, grid, i, result_role(row, cell), text);
    }
    draw_change(input, pen, grid, row);
}

/* Optional figures concern only who has any; of the stages, those that differ are enough. */
static bool is_shown(const struct comparison *comparison, const struct comparison_row *row)
{
    const struct figure *figure = figure_at(row->figure);
    bool is_any = row->differs;
    for (size_t i = 0; i < comparison->n_scenarios; i++)
        is_any |= comparison_cell(comparison, row, i)->value != 0;
    return row->kind == COMPARISON_STAGE ? row->differs : is_any || !figure || !figure->is_optional;
}

/* The results of KIND under TITLE; nothing where there are none. */
static void draw_results(const struct view_input *input, struct view_pen *pen, const char *title,
                         enum comparison_kind kind)
{
    const struct comparison *comparison = &input->analyses->compare.comparison;
    struct grid grid = lay_out(pen->rect.columns, (int)comparison->n_scenarios + 1);
    bool has_heading = false;
    size_t n;
    const struct comparison_row *rows = comparison_rows(comparison, kind, &n);
    for (size_t i = 0; i < n; i++) {
        if (!is_shown(comparison, &rows[i]))
            continue;
        if (!has_heading)
            draw_heading(input, pen, &grid, title);
        has_heading = true;
        draw_result(input, pen, &grid, &rows[i]);
        pen->row += grid_rows(&grid);
    }
}

void view_compare_draw_results(const struct view_input *input, struct view_pen *pen)
{
    draw_results(input, pen, _("Results"), COMPARISON_TOTAL);
    draw_results(input, pen, _("Cash"), COMPARISON_CASH);
    draw_results(input, pen, _("Metrics"), COMPARISON_METRIC);
    draw_results(input, pen, _("Targets"), COMPARISON_TARGET);
    draw_results(input, pen, _("Stages"), COMPARISON_STAGE);
}
