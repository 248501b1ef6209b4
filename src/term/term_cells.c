/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term_cells.h"

#include <string.h>

enum { MAX_PARTING = 4 }; /* blanks between two words of a text */

static bool is_same(const struct cell *a, const struct cell *b)
{
    return a->codepoint == b->codepoint && a->role == b->role &&
           memcmp(a->marks, b->marks, sizeof a->marks) == 0;
}

/* Whether a cell shows nothing but the ordinary background, so that its role can't be seen. */
static bool is_blank(const struct cells_writer *writer, const struct cell *cell)
{
    return cell->codepoint == ' ' && cell->marks[0] == 0 && writer->blank_is_normal[cell->role];
}

/* The first of CELLS from COLUMN on that is not blank, or COLUMNS. */
static int blank_end(const struct cells_writer *writer, const struct cell *cells, int column,
                     int columns)
{
    while (column < columns && is_blank(writer, &cells[column]))
        column++;
    return column;
}

/* Of the gap up to END, which is too wide to be written as part of a text: whether COLUMN is where
 * a number that is aligned to the right may have been longer. */
static bool is_before_number(int column, int end, int columns)
{
    return end < columns && end - column <= MAX_PARTING;
}

void cells_write_row(const struct cells_writer *writer, struct canvas *shown,
                     const struct canvas *canvas, int row, int columns)
{
    const struct cell *cells = &canvas->cells[(size_t)row * (size_t)canvas->columns];
    struct cell *before = &shown->cells[(size_t)row * (size_t)shown->columns];
    uint8_t word_role = UI_NORMAL, gap_role = UI_NORMAL;
    bool parts_words = false;
    for (int column = 0, end = 0; column < columns; column++) {
        struct cell cell = cells[column];
        if (!is_blank(writer, &cell)) {
            word_role = cell.role;
        } else {
            if (column >= end) {
                end = blank_end(writer, cells, column, columns);
                parts_words = end < columns && end - column <= MAX_PARTING;
                gap_role =
                    parts_words && writer->blank_is_normal[word_role] ? word_role : UI_NORMAL;
            }
            cell.role = gap_role;
            if (!parts_words && is_before_number(column, end, columns)) {
                if (is_blank(writer, &before[column]))
                    continue; /* whatever its role, it looks as it should */
                if (!is_same(&cells[end], &before[end]) && writer->blank_is_normal[cells[end].role])
                    cell.role = cells[end].role; /* the number is written anew, too */
            }
        }
        if (is_same(&cell, &before[column]))
            continue;
        before[column] = cell;
        if (cell.codepoint == 0)
            continue;
        bool is_wide = column + 1 < columns && cells[column + 1].codepoint == 0;
        writer->put(writer->user, row, column, &cell, is_wide ? 2 : 1);
    }
}
