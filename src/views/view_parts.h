/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the views have in common: rows that scroll, headings, wrapped text, amounts and their
 * changes, the figures of the whole scenario, its targets and claims. For views alone.
 */
#ifndef PROFORMA_VIEWS_VIEW_PARTS_H
#define PROFORMA_VIEWS_VIEW_PARTS_H

#include "core/model/figure.h"
#include "core/text/number.h"
#include "draw/chart.h"
#include "views/panels/analyses.h"
#include "views/view.h"

/* Where a view goes on drawing. The canvas clips rows above and below `rect`. */
struct view_pen {
    struct canvas *canvas;
    struct rect rect;
    int row;     /* the next row, relative to rect; negative if it is scrolled out above it */
    int scroll;  /* rows scrolled down */
    bool spaced; /* a blank row separates sections */
};

struct view_pen view_pen_begin(struct canvas *canvas, struct rect rect, int scroll);
/* How many rows have been drawn so far, including those that are scrolled away. */
int view_pen_rows(const struct view_pen *pen);
/* Whether the next row is inside of RECT. */
bool view_pen_is_visible(const struct view_pen *pen);

/* Begin a section: draw TITLE in a row of its own, separated from what is above. Returns that row,
 * so that the names of columns can be put into it. */
int view_heading(struct view_pen *pen, const char *title);

/* Draw TEXT from COLUMN to the right edge, in as many rows as it takes (at least one), broken at
 * blanks and between wide characters. */
void view_wrapped(struct view_pen *pen, int column, enum ui_role role, const char *text);
/* Draw LABEL, and TEXT behind it, wrapped from column COLUMN on. */
void view_entry(struct view_pen *pen, int column, const char *label, enum ui_role role,
                const char *text);

enum { VIEW_TEXT_SIZE = 80, VIEW_COMPACT_COLUMNS = 8 };

/* VALUE in at most COLUMNS columns, "NaN", "inf" and "-inf" included. */
void view_format_amount(char out[VIEW_TEXT_SIZE], double value, int columns);
/* VALUE in at most COLUMNS columns, as one of a column of numbers whose largest magnitude is
 * LARGEST. All of them get the same number of decimals, so that right-aligned ones line up. */
void view_format_in_column(char out[VIEW_TEXT_SIZE], double value, double largest, int columns);
/* VALUE in at most VIEW_COMPACT_COLUMNS, so that right-aligned ones line up: with two decimals
 * before a suffix, or with a blank in its place: " 10.00M", "  2,000 ". */
void view_format_compact(char out[VIEW_TEXT_SIZE], double value);
/* What has become of BEFORE: "=", "+2,000", "was inf"; in at most COLUMNS columns. */
void view_format_change(char out[VIEW_TEXT_SIZE], double now, double before, int columns);
/* The role of that change: for the better or for the worse. BETTER is 1 if more is better, -1 if
 * less is, 0 if neither. */
enum ui_role view_change_role(double now, double before, int better);
/* A value's own role: bad if it is negative or not a number, muted if it is 0. */
enum ui_role view_value_role(double value);

/* Lines of a scenario as text (view_lines.c). */
enum { VIEW_LINE_TEXT_SIZE = 1024, VIEW_LINE_NUMBER_COLUMNS = 18 /* of a number in them */ };

/* SECTION.KEY in at most COLUMNS columns: the key whole if it fits, the section cut or left out.
 * A key that does not fit is left for the caller to cut. */
void view_format_name(const struct canvas *canvas, const char *section, const char *key,
                      int columns, char out[VIEW_TEXT_SIZE]);
/* VALUE and UNIT, as one text. */
void view_format_value(char out[VIEW_LINE_TEXT_SIZE], double value, const char *unit);
/* What the line INDEX of SCENARIO is: of a series its first and its last month; of a parameter what
 * is written, and if that has a suffix, what it comes to. */
void view_format_line(const struct scenario *scenario, uint32_t index,
                      char out[VIEW_LINE_TEXT_SIZE]);
/* The same without what does not fit COLUMNS: the unit, what a suffix comes to. No number is cut.
 */
void view_fit_line(const struct scenario *scenario, uint32_t index, int columns,
                   char out[VIEW_LINE_TEXT_SIZE]);
/* "FILE:LINE". */
void view_format_place(const struct source *source, struct place place,
                       char out[VIEW_LINE_TEXT_SIZE]);

/* The months of SCENARIO's horizon, for axes. */
struct chart_months view_months(const struct scenario *scenario);
/* The same with month 0, if there is one: then series begin one value earlier. */
struct chart_months view_all_months(const struct scenario *scenario);

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

/* Draw a mark for STATE (met, missed or unknown) at ROW, COLUMN, which reads without colours. */
void view_draw_mark(struct canvas *canvas, struct rect rect, int row, int column,
                    enum target_state state);
/* The role that STATE is drawn in. */
enum ui_role view_state_role(enum target_state state);

enum { VIEW_SIDES_SIZE = 2 * VIEW_TEXT_SIZE + 8 };

/* What the target LINE compares, with its values: "-30.99M > 0"; "" if it is no comparison. */
void view_format_sides(const struct scenario *scenario, uint32_t line, bool is_compact,
                       char out[VIEW_SIDES_SIZE]);

/* Draw targets, claims or metrics as a section; nothing at all if the scenario has none.
 * WITH_CAUSES adds what input->causes says under each failed claim, and of what was printed. */
void view_draw_target_rows(const struct view_input *input, struct view_pen *pen);
void view_draw_claim_rows(const struct view_input *input, struct view_pen *pen, bool with_causes);
void view_draw_metric_rows(const struct view_input *input, struct view_pen *pen);

/* Draw the balance as a chart at PLACE, with the baseline's ghost. If label_columns is 0, labels
 * take as many as they need. */
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

/* What some views need done before they draw; in the rows of the table as well. */
enum status view_sensitivity_prepare(struct analyses *analyses, const struct view_input *input,
                                     struct error *err);
enum status view_sweep_prepare(struct analyses *analyses, const struct view_input *input,
                               struct error *err);
enum status view_explain_prepare(struct analyses *analyses, const struct view_input *input,
                                 struct error *err);
enum status view_risk_prepare(struct analyses *analyses, const struct view_input *input,
                              struct error *err);
enum status view_compare_prepare(struct analyses *analyses, const struct view_input *input,
                                 struct error *err);

#endif
