/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the views have in common: rows that scroll, headings, wrapped text, amounts and their
 * changes, the figures of the whole scenario, its targets and claims. For views alone.
 */
#ifndef PROFORMA_UI_VIEW_PARTS_H
#define PROFORMA_UI_VIEW_PARTS_H

#include "core/figure.h"
#include "core/number.h"
#include "ui/chart.h"
#include "ui/view.h"

/* Where a view goes on drawing. Rows above or below RECT are clipped by the canvas. */
struct view_pen {
    struct canvas *canvas;
    struct rect rect;
    int row;     /* the next row, relative to RECT, scrolled: negative above it */
    int scroll;  /* rows scrolled down */
    bool spaced; /* a blank row parts sections */
};

struct view_pen view_pen_begin(struct canvas *canvas, struct rect rect, int scroll);
/* All the rows drawn so far, scrolled away ones included. */
int view_pen_rows(const struct view_pen *pen);
/* Whether the next row is inside of RECT. */
bool view_pen_is_visible(const struct view_pen *pen);

/* Begin a section: TITLE in a row of its own, parted from what is above. Returns that row, so that
 * the names of columns can be put into it. */
int view_heading(struct view_pen *pen, const char *title);

/* TEXT from COLUMN on to the right edge, in as many rows as it takes (at least one), broken at
 * blanks and between wide characters. */
void view_wrapped(struct view_pen *pen, int column, enum ui_role role, const char *text);
/* LABEL, then TEXT wrapped behind it from column COLUMN on. */
void view_entry(struct view_pen *pen, int column, const char *label, enum ui_role role,
                const char *text);

enum { VIEW_TEXT_SIZE = 80, VIEW_COMPACT_COLUMNS = 8 };

/* VALUE in at most COLUMNS columns, "NaN", "inf" and "-inf" included. */
void view_format_amount(char out[VIEW_TEXT_SIZE], double value, int columns);
/* VALUE in at most COLUMNS columns, with as many decimals as all the values of a column of numbers
 * get whose largest magnitude is LARGEST, so that right-aligned ones line up. */
void view_format_in_column(char out[VIEW_TEXT_SIZE], double value, double largest, int columns);
/* VALUE in at most VIEW_COMPACT_COLUMNS, so that right-aligned ones line up: two decimals before a
 * suffix, and a blank in the suffix's place where there is none: " 10.00M", "  2,000 ". */
void view_format_compact(char out[VIEW_TEXT_SIZE], double value);
/* What became of BEFORE: "=", "+2,000", "was inf"; at most COLUMNS columns. */
void view_format_change(char out[VIEW_TEXT_SIZE], double now, double before, int columns);
/* The role of that change: for the better, for the worse; BETTER is 1 where more is better, -1
 * where less is, 0 where neither. */
enum ui_role view_change_role(double now, double before, int better);
/* A value's own role: bad where it is negative or not a number, muted where it is 0. */
enum ui_role view_value_role(double value);

/* The months of SCENARIO's horizon, for axes. */
struct chart_months view_months(const struct scenario *scenario);

/* The scenario's figures of the lists FIRST to LAST, a row each: name, value, change against the
 * baseline; with a heading TITLE. Optional ones that are 0 in both are left out. */
void view_draw_figures(const struct view_input *input, struct view_pen *pen, const char *title,
                       enum figure_list first, enum figure_list last);

/* VALUE of FIGURE over a horizon of MONTHS in about COLUMNS columns: "7.9 %", "12+", "none". */
void view_format_figure(char out[VIEW_TEXT_SIZE], const struct figure *figure, double value,
                        uint32_t months, int columns);
/* What became of BEFORE, likewise. */
void view_format_figure_change(char out[VIEW_TEXT_SIZE], const struct figure *figure, double now,
                               double before, uint32_t months, int columns);

/* Met, missed or unknown at ROW, COLUMN, as a mark that reads without colours; and its role. */
void view_draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
                    enum target_state state);
enum ui_role view_state_role(enum target_state state);

enum { VIEW_SIDES_SIZE = 2 * VIEW_TEXT_SIZE + 8 };

/* What the target LINE compares, with its values: "-30.99M > 0"; "" where it is no comparison. */
void view_format_sides(const struct scenario *scenario, uint32_t line, bool is_compact,
                       char out[VIEW_SIDES_SIZE]);

/* Sections on their own; nothing at all where the scenario has none. WITH_CAUSES adds what
 * input->causes says under each failed claim. */
void view_draw_target_rows(const struct view_input *input, struct view_pen *pen);
void view_draw_claim_rows(const struct view_input *input, struct view_pen *pen, bool with_causes);
void view_draw_metric_rows(const struct view_input *input, struct view_pen *pen);

/* The balance as a chart at PLACE, with the baseline's ghost; label_columns 0: as many as needed.
 */
void view_draw_balance(const struct view_input *input, struct canvas *canvas,
                       struct chart_place place);

/* The views; their rows are in view_table.c. */
int view_summary_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);
int view_cash_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);
int view_sensitivity_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);
int view_sweep_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);
int view_risk_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);
int view_compare_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);
int view_explain_draw(const struct view_input *input, struct canvas *canvas, struct rect rect);

/* What the views need done before; rows of the table as well. */
enum status view_sensitivity_prepare(struct analyses *analyses, const struct view_input *input,
                                     struct error *err);
enum status view_sweep_prepare(struct analyses *analyses, const struct view_input *input,
                               struct error *err);
enum status view_explain_prepare(struct analyses *analyses, const struct view_input *input,
                                 struct error *err);
enum status view_risk_prepare(struct analyses *analyses, const struct view_input *input,
                              struct error *err);

#endif
