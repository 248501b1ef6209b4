/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Differences as text: the bridge as a waterfall, what else differs, and the results. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/number.h"
#include "print/diff.h"
#include "print/layout.h"

enum {
    INDENT = 2,
    MOST_NAME = 30, /* columns */
    RESULT_COLUMNS = 15,
    TEXT_SIZE = 1024,
};

/* What isn't in the waterfall. */

static void put_wrapped(FILE *out, const char *mark, const char *text)
{
    fprintf(out, "%*s%s ", 2 * INDENT, "", mark);
    layout_wrap(out, text, 3 * INDENT, 3 * INDENT);
}

static void put_other(FILE *out, const struct diff *diff, const struct comparison_row *row,
                      int columns)
{
    const struct comparison_cell *a = comparison_cell(&diff->comparison, row, 0);
    const struct comparison_cell *b = comparison_cell(&diff->comparison, row, 1);
    char name[MODEL_NAME_SIZE], text[TEXT_SIZE];
    int n, column;
    if (a->is_there && b->is_there)
        n = snprintf(text, sizeof text, "%s -> %s", a->text, b->text);
    else
        n = snprintf(text, sizeof text, "%s %s", a->is_there ? "-" : "+",
                     a->is_there ? a->text : b->text);
    comparison_row_name(row, name);
    fprintf(out, "%*s", INDENT, "");
    column = INDENT + greater(layout_width(name), columns) + 2;
    if (n < (int)sizeof text && column + layout_width(text) <= LAYOUT_WIDTH) {
        layout_left(out, name, column - INDENT);
        layout_put(out, text, (size_t)n);
        fputc('\n', out);
        return;
    }
    layout_left(out, name, 0);
    fputc('\n', out);
    if (a->is_there)
        put_wrapped(out, "-", a->text);
    if (b->is_there)
        put_wrapped(out, "+", b->text);
}

static bool is_other(const struct diff *diff, const struct comparison_row *row)
{
    return row->kind <= COMPARISON_TEXT && !comparison_is_smooth(&diff->comparison, row);
}

static void put_others(FILE *out, const struct diff *diff)
{
    const struct comparison *comparison = &diff->comparison;
    int columns = 0;
    bool is_any = false;
    for (size_t i = 0; i < comparison->n_rows; i++) {
        char name[MODEL_NAME_SIZE];
        if (!is_other(diff, &comparison->rows[i]))
            continue;
        is_any = true;
        comparison_row_name(&comparison->rows[i], name);
        columns = layout_widest(columns, name, MOST_NAME);
    }
    if (!is_any)
        return;
    layout_heading(out, _("Other changes"));
    for (size_t i = 0; i < comparison->n_rows; i++)
        if (is_other(diff, &comparison->rows[i]))
            put_other(out, diff, &comparison->rows[i], columns);
}

/* Results. */

static bool is_percentage(const struct comparison_row *row)
{
    const struct figure *figure = figure_at(row->figure);
    return figure && figure_is_percentage(figure);
}

static void put_result(FILE *out, const struct comparison_row *row,
                       const struct comparison_cell *cell)
{
    if (!cell->is_there)
        layout_right(out, "-", RESULT_COLUMNS);
    else if (row->kind == COMPARISON_TARGET)
        layout_right(out, target_state_word(target_state_of(cell->value)), RESULT_COLUMNS);
    else if (is_percentage(row) && isfinite(cell->value))
        layout_percent(out, cell->value, RESULT_COLUMNS);
    else
        layout_number(out, cell->value, RESULT_COLUMNS);
}

static void put_change(FILE *out, const struct comparison_row *row, const struct comparison_cell *a,
                       const struct comparison_cell *b)
{
    double change = (b->value - a->value) * (is_percentage(row) ? 100 : 1);
    char digits[NUMBER_TEXT_SIZE], text[NUMBER_TEXT_SIZE + 1];
    if (row->kind == COMPARISON_TARGET || !a->is_there || !b->is_there || !isfinite(change))
        return;
    number_format_fit(digits, change, RESULT_COLUMNS - 4);
    snprintf(text, sizeof text, "%s%s", change > 0 ? "+" : "", digits);
    layout_right(out, text, is_percentage(row) ? RESULT_COLUMNS - 2 : RESULT_COLUMNS);
    if (is_percentage(row))
        fputs(" %", out);
}

static void put_results(FILE *out, const struct diff *diff)
{
    const struct comparison *comparison = &diff->comparison;
    int columns = LAYOUT_WIDTH - INDENT - 3 * RESULT_COLUMNS;
    size_t n_same = 0;
    fputc('\n', out);
    layout_left(out, _("Results"), INDENT + columns);
    layout_right(out, "A", RESULT_COLUMNS);
    layout_right(out, "B", RESULT_COLUMNS);
    layout_right(out, _("change"), RESULT_COLUMNS);
    fputc('\n', out);
    for (size_t i = 0; i < comparison->n_rows; i++) {
        const struct comparison_row *row = &comparison->rows[i];
        char name[MODEL_NAME_SIZE];
        if (row->kind < COMPARISON_TOTAL)
            continue;
        n_same += !row->differs;
        if (!row->differs)
            continue;
        comparison_row_name(row, name);
        fprintf(out, "%*s", INDENT, "");
        if (layout_left(out, name, columns) > columns)
            fprintf(out, "\n%*s", INDENT + columns, "");
        put_result(out, row, comparison_cell(comparison, row, 0));
        put_result(out, row, comparison_cell(comparison, row, 1));
        put_change(out, row, comparison_cell(comparison, row, 0),
                   comparison_cell(comparison, row, 1));
        fputc('\n', out);
    }
    fprintf(out, ngettext("  %zu result is the same\n", "  %zu results are the same\n", n_same),
            n_same);
}

void diff_write_text(FILE *out, const struct diff *diff)
{
    for (size_t s = 0; s < 2; s++) {
        fprintf(out, "%s  ", s == 0 ? "A" : "B");
        layout_put(out, diff->names[s], strlen(diff->names[s]));
        fputc('\n', out);
    }
    if (comparison_n_differences(&diff->comparison) == 0) {
        layout_heading(out, _("No parameter, formula or setting differs."));
        return;
    }
    diff_write_waterfall(out, diff);
    put_others(out, diff);
    put_results(out, diff);
}
