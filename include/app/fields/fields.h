/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The list of fields on the left: which sections and lines of the model it shows, in rows, which of
 * them is focused, which stages are folded. It draws (fields_draw) but changes no value.
 */
#ifndef PROFORMA_APP_FIELDS_FIELDS_H
#define PROFORMA_APP_FIELDS_FIELDS_H

#include "analysis/sensitivity.h"
#include "app/fields/line_edit.h"
#include "core/scenario.h"
#include "draw/canvas.h"

enum { FIELDS_EFFECT_COLUMNS = 8 }; /* of what +1 % does, its gap included */

/* A row: a section's heading, or a line in it. */
struct field {
    uint32_t section;
    uint32_t line; /* NAMES_NONE: the heading */
};

/* Names outlive the model, indices don't. key "": the section's heading. */
struct field_name {
    char section[MODEL_NAME_SIZE];
    char key[MODEL_NAME_SIZE];
};

/* Zero-initialise; fields_fini frees. */
struct fields {
    struct field *rows;
    size_t n, capacity;
    size_t focus;        /* a row; 0 where there is none */
    int top;             /* the first row in sight */
    bool shows_formulas; /* formula lines, metrics, targets and claims as well */
    /* Names of sections of which only the heading shows; of rows of sections that show their lines,
       and of lists ("shop.sold") that show their numbers. */
    char **folded;
    size_t n_folded, folded_capacity;
    int label_columns, number_columns, unit_columns; /* of the widest row, within bounds */
};

void fields_fini(struct fields *fields);

/* The rows of MODEL. What was a parameter in SAVED keeps its row when it has become a formula. The
 * focus stays on the line called PLACE (NULL: on its row number). */
enum status fields_build(struct fields *fields, const struct model *model,
                         const struct model *saved, const struct field_name *place);

/* Put the focus on the first line. */
void fields_focus_first(struct fields *fields);
/* The focused row, or NULL where there are no rows. */
const struct field *fields_focused(const struct fields *fields);
/* The name of ROW in MODEL. */
void fields_name(const struct model *model, const struct field *row, struct field_name *out);
/* The row that shows NAME, or SIZE_MAX. */
size_t fields_find(const struct fields *fields, const struct model *model,
                   const struct field_name *name);

/* Whether only the heading of SECTION shows; at first of rows alone. */
bool fields_is_folded(const struct fields *fields, const struct model *model, const char *section);
/* Takes effect with the next fields_build. */
enum status fields_fold(struct fields *fields, const struct model *model, const char *section,
                        bool folded);
/* Whether the numbers of the list LINE have rows, and to give them some or take them away. */
bool fields_is_open(const struct fields *fields, const struct model *model, uint32_t line);
enum status fields_open(struct fields *fields, const struct model *model, uint32_t line,
                        bool is_open);

/* The row of the heading that ROW belongs to. */
size_t fields_heading(const struct fields *fields, size_t row);
/* Scroll so that the focus is among ROWS rows, with a row of context where there is one. */
void fields_reveal(struct fields *fields, int rows);
/* Scroll by BY rows, leaving the focus where it is. */
void fields_scroll(struct fields *fields, int by, int rows);
/* Columns that all of it takes; WIDE: with ranges and baseline values; EFFECTS: with the column of
 * what +1 % does. */
int fields_columns(const struct fields *fields, bool wide, bool effects);

/* The number of a parameter's text without suffix-blank and '%', and what stands behind it ("%",
 * "USD/campaign", "% /month") for showing them in columns of their own. */
void field_split(const struct line *line, char *number, size_t number_size, char *unit,
                 size_t unit_size);

/* What fields_draw shows beside the rows. */
struct fields_look {
    const struct fields *fields;
    const struct scenario *scenario, *baseline;
    const struct line_edit *edit;      /* the focused row is being typed into, or NULL */
    bool is_invalid;                   /* what is typed doesn't parse */
    const char *search;                /* to be marked in labels; "" for nothing */
    bool has_effects;                  /* there is a column of what +1 % of a parameter does */
    const struct sensitivity *effects; /* derived; NULL: the column is empty */
};

/* Draw into the first RECT, with the terminal's cursor on the focused row; a text being typed that
 * is longer than its row may go on to the right edge of the canvas. */
void fields_draw(const struct fields_look *look, struct canvas *canvas, struct rect rect);
/* Where the column of effects ends in a list of COLUMNS, for a title above it. */
int fields_effect_end(const struct fields_look *look, int columns);

/* ROW in one line: its full name (where WITH_NAME), its range, what it was in the baseline. */
void field_describe(const struct scenario *scenario, const struct scenario *baseline,
                    const struct field *row, bool with_name, char *out, size_t size);

/* Whether LINE differs between the two scenarios: in value where both have it as a parameter, else
 * in text. */
bool field_is_changed(const struct scenario *scenario, const struct scenario *baseline,
                      uint32_t line);
/* The baseline's line of that name, or NAMES_NONE. */
uint32_t field_baseline(const struct scenario *scenario, const struct scenario *baseline,
                        uint32_t line);

#endif
