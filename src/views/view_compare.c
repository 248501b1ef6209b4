/* SPDX-License-Identifier: GPL-3.0-or-later */
/* View 6, Compare: this scenario beside its baseline and beside other files. */
#include "view_compare.h"

#include <stdio.h>
#include <string.h>

#include "core/text/gettext.h"

enum { LABEL_COLUMNS = 10 };

/* Whether scenario I writes ROW as the present one does. */
static bool is_as_now(const struct comparison *comparison, const struct comparison_row *row,
                      size_t i)
{
    const struct comparison_cell *now = comparison_cell(comparison, row, COMPARE_NOW);
    const struct comparison_cell *then = comparison_cell(comparison, row, i);
    return now->is_there == then->is_there &&
           (!now->is_there || strcmp(now->text, then->text) == 0);
}

static void draw_text(const struct view_input *input, struct view_pen *pen,
                      const struct comparison_row *row, size_t i)
{
    const struct compare *compare = &input->analyses->compare;
    const struct comparison_cell *cell = comparison_cell(&compare->comparison, row, i);
    enum ui_role role = !cell->is_there ? UI_MUTED : i == COMPARE_NOW ? UI_CHANGED : UI_FORMULA;
    struct view_pen indented = *pen;
    indented.rect = rect_part(pen->rect, 0, 2, pen->rect.rows, pen->rect.columns - 2);
    view_entry(&indented, LABEL_COLUMNS, compare_label(compare, input, i), role,
               cell->is_there ? cell->text : _("not there"));
    pen->row = indented.row;
}

/* Formulas, switches, settings and attributes that are not the same. */
static void draw_texts(const struct view_input *input, struct view_pen *pen)
{
    const struct comparison *comparison = &input->analyses->compare.comparison;
    size_t n;
    const struct comparison_row *rows = comparison_rows(comparison, COMPARISON_TEXT, &n);
    if (n > 0)
        view_heading(pen, _("Written differently"));
    for (size_t k = 0; k < n; k++) {
        char name[MODEL_NAME_SIZE];
        comparison_row_name(&rows[k], name);
        view_wrapped(pen, 0, UI_NORMAL, name);
        draw_text(input, pen, &rows[k], COMPARE_NOW);
        for (size_t i = 1; i < comparison->n_scenarios; i++)
            if (!is_as_now(comparison, &rows[k], i))
                draw_text(input, pen, &rows[k], i);
    }
}

static void draw_sameness(const struct view_input *input, struct view_pen *pen)
{
    const struct compare *compare = &input->analyses->compare;
    view_heading(pen, _("Compare"));
    if (compare->n_others > 0)
        view_wrapped(pen, 0, UI_NORMAL, _("Nothing differs: it is the same scenario everywhere."));
    else if (input->baseline_is_pinned)
        view_wrapped(pen, 0, UI_NORMAL, _("Nothing differs from the pinned scenario."));
    else
        view_wrapped(pen, 0, UI_NORMAL, _("Nothing differs from the saved scenario."));
    view_wrapped(pen, 0, UI_MUTED,
                 _("Change a value, or compare with another file: :diff FILE, again to add more."));
}

enum status view_compare_prepare(struct analyses *analyses, const struct view_input *input,
                                 struct error *err)
{
    struct compare *compare = &analyses->compare;
    if (stamp_renew(&compare->stamp, analyses->version))
        return STATUS_OK;
    enum status status = compare_update(compare, input, err);
    if (status != STATUS_OK)
        stamp_clear(&compare->stamp); /* to be tried again */
    return status;
}

int view_compare_draw(const struct view_input *input, struct canvas *canvas, struct rect rect)
{
    struct view_pen pen = view_pen_begin(canvas, rect, input->scroll);
    /* typed ahead: scrolled where it is, since lines and texts that it holds may be gone */
    if (!stamp_is(input->analyses->compare.stamp, input->analyses->version))
        return input->scroll + rect.rows;
    if (comparison_n_differences(&input->analyses->compare.comparison) == 0) {
        draw_sameness(input, &pen);
    } else {
        view_compare_draw_bridge(input, &pen);
        view_compare_draw_parameters(input, &pen);
        draw_texts(input, &pen);
    }
    view_compare_draw_results(input, &pen);
    return view_pen_rows(&pen);
}
