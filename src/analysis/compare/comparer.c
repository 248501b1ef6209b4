/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "comparer.h"

#include <assert.h>
#include <math.h>

#include "core/model/figure.h"
#include "core/text/grow.h"

struct comparison_cell *comparer_begin(struct comparer *comparer)
{
    struct comparison *out = comparer->out;
    if (!grow_by(&out->cells, out->n_cells, comparer->n, &out->cells_capacity, sizeof *out->cells))
        comparer->out_of_memory = true;
    if (comparer->out_of_memory)
        return NULL;
    struct comparison_cell *cells = out->cells + out->n_cells;
    for (size_t t = 0; t < comparer->n; t++)
        cells[t] = (struct comparison_cell){.value = (double)NAN};
    return cells;
}

void comparer_add(struct comparer *comparer, enum comparison_kind kind, const char *section,
                  const char *key, bool differs)
{
    struct comparison *out = comparer->out;
    assert(out->n_cells + comparer->n <= out->cells_capacity); /* a row was begun */
    if (!grow(&out->rows, out->n_rows, &out->rows_capacity, sizeof *out->rows)) {
        comparer->out_of_memory = true;
        return;
    }
    out->rows[out->n_rows++] =
        (struct comparison_row){kind, section, key, differs, FIGURE_NONE, 0, out->n_cells};
    out->n_cells += comparer->n;
}

bool comparer_find_line(const struct comparer *comparer, size_t s, uint32_t i,
                        struct comparison_cell *cells)
{
    const struct model *model = comparer->scenarios[s]->model;
    for (size_t t = 0; t < comparer->n; t++) {
        const struct model *other = comparer->scenarios[t]->model;
        uint32_t line = t == s ? i : model_line_in(model, i, other);
        if (line == NAMES_NONE)
            continue;
        if (t < s)
            return false;
        cells[t] = (struct comparison_cell){true, other->lines[line].value, other->lines[line].text,
                                            &other->lines[line]};
    }
    return true;
}

bool comparer_is_written(const struct section *section)
{
    return section->kind <= SECTION_CLAIMS;
}

bool comparer_are_parameters(const struct comparer *comparer, const struct comparison_cell *cells)
{
    for (size_t t = 0; t < comparer->n; t++)
        if (cells[t].is_there && cells[t].line->kind != LINE_PARAMETER)
            return false;
    return true;
}

bool comparer_are_from_kinds(const struct comparer *comparer, const struct comparison_cell *cells)
{
    for (size_t t = 0; t < comparer->n; t++)
        if (cells[t].is_there && !cells[t].line->from_kind)
            return false;
    return true;
}
