/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The lines that every scenario has, as one table: its figures (profit, runway, ...) and what they
 * are computed from. A row says all there is to know of a figure: what it is called, how it is
 * computed, how its value is written, which reports and views list it. Not here: its value
 * (scenario_figure in core/scenario.h).
 */
#ifndef PROFORMA_CORE_MODEL_FIGURE_H
#define PROFORMA_CORE_MODEL_FIGURE_H

#include "core/model/model.h"

/* How a value is written. */
enum figure_format {
    FIGURE_MONEY,
    FIGURE_AMOUNT,      /* in a unit of its own, which stands behind it */
    FIGURE_PERCENT,     /* NaN is shown as such where there is no better word */
    FIGURE_RATE,        /* percent; NaN means that there is none */
    FIGURE_MONTH_COUNT, /* a number of periods; infinite means that it is at least the horizon */
    FIGURE_MONTH,       /* a period from 1 on; infinite means that there is none */
};

/* Where figures are listed. Comparisons list all of them, in the order of the table. The lists from
 * FIGURES_STAGE on are columns of tables. */
enum figure_list {
    FIGURES_DATA,        /* JSON and CSV */
    FIGURES_REPORT,      /* the text report, under a heading for each section */
    FIGURES_SUMMARY,     /* the Summary view */
    FIGURES_CASH,        /* the Cash view: how long the money lasts */
    FIGURES_CASH_END,    /* the Cash view: what there is at the end */
    FIGURES_STAGE,       /* reports, JSON and CSV: what each stage comes to */
    FIGURES_MONTHS,      /* reports, JSON and CSV: each month */
    FIGURES_CASH_MONTHS, /* the Cash view: each month */
    N_FIGURE_LISTS
};

struct figure {
    enum section_kind section; /* SECTION_BUILTIN, SECTION_TOTAL or SECTION_CASH */
    const char *name;          /* in the language, without its section: "profit" */
    const char *formula;       /* in the language; NULL: the program itself computes it */
    const char *unit;          /* in the language: "currency", "period" for the plan's; "1": a pure
                                  number */
    bool is_unchecked;         /* formulas may take it in any unit */
    bool is_series;            /* one value a month */
    double constant;           /* the value of what has no formula and never changes */
    bool is_by_period;         /* that is so of months: divided by a period's months */

    /* Of a figure; what is only there to compute others has no label. */
    const char *label;      /* untranslated; NULL: not a figure */
    const char *long_label; /* in the text report, untranslated; NULL: the label */
    const char *column;     /* above a column of a table, untranslated; NULL: it is never one */
    enum figure_format format;
    int better;         /* 1: more is better; -1: less is */
    bool is_optional;   /* left out where it is 0, since it concerns only who has any */
    bool is_difference; /* revenue less cost */
    bool is_level;     /* what there is when a month ends; what else has months adds up over them */
    const char *never; /* for an infinite month or number of months, untranslated */
    unsigned char places[N_FIGURE_LISTS]; /* in each list, least first; 0: not in it */
};

enum { FIGURE_NONE = UINT32_MAX };

/* What [cash] calls `opening`: 1 if something happens in month 0, else 0. No name that a formula
 * can say. */
#define FIGURE_OPENING "month 0"

/* Row I of the table, NULL beyond the last (and so for FIGURE_NONE). Rows of a section are next to
 * each other, and a model has its built-in lines in the order of the rows. */
const struct figure *figure_at(uint32_t i);

/* The row of LINE of MODEL; FIGURE_NONE if it is a line of the scenario's own. */
static inline uint32_t figure_of_line(const struct model *model, uint32_t line)
{
    return model_is_builtin(model, line) ? line - model->builtins : FIGURE_NONE;
}

/* The row of the figure that ROLE of all stages adds up to; what ROW adds up, ROLE_NONE if it is
 * another figure. */
uint32_t figure_of_role(enum role role);
enum role figure_role(uint32_t row);

/* "", "total" or "cash": the section that FIGURE is in. */
const char *figure_section(const struct figure *figure);

/* The month of the calendar, which follows from the scenario's start. */
#define FIGURE_CALENDAR_MONTH "calendar_month"

/* The outcome that analyses look at unless another one is chosen. */
#define FIGURE_DEFAULT "total.profit"

/* The row of the figure that is called NAME, "total.profit"; FIGURE_NONE if there is none. */
uint32_t figure_find(const char *name);

/*
 * Walk through LIST: *ROW becomes the row behind *ROW in it, and the first one where *ROW is
 * FIGURE_NONE. False at the end.
 *
 *     for (uint32_t row = FIGURE_NONE; figure_next(FIGURES_DATA, &row);)
 */
bool figure_next(enum figure_list list, uint32_t *row);

/* Whether the value of FIGURE is written as a percentage. */
bool figure_is_percentage(const struct figure *figure);

/* The unit of FIGURE in MODEL, for people: "USD", "kgCO2e", "month"; "" where it is a pure number.
 */
const char *figure_unit(const struct figure *figure, const struct model *model);

#endif
