/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What a scenario means: sections, lines (parameters and formulas) with their attributes, names
 * resolved, units checked. Built from a struct source; values of parameters may change afterwards,
 * everything else means building it anew. Not here: evaluation (core/program/program.h).
 */
#ifndef PROFORMA_CORE_MODEL_MODEL_H
#define PROFORMA_CORE_MODEL_MODEL_H

#include <assert.h>

#include "core/language/dist.h"
#include "core/language/expr.h"
#include "core/language/unit.h"
#include "core/language/value.h"
#include "core/model/source.h"

enum section_kind {
    SECTION_SCENARIO, /* budget, months, discount */
    SECTION_SHARED,
    SECTION_KIND, /* [kind.NAME]: what its stages share */
    SECTION_STAGE,
    SECTION_METRICS,
    SECTION_TARGETS,
    SECTION_CLAIMS,
    SECTION_BUILTIN, /* built in, of no name: month, months_per_year, days_per_month */
    SECTION_TOTAL,   /* built in: total.cost, ... */
    SECTION_CASH,    /* built in: cash.final, ... written in the language */
};

enum line_kind {
    LINE_PARAMETER,
    LINE_FORMULA,
    LINE_BUILTIN /* month, months_per_year, ..., total.cost: no text of its own */
};

enum role { ROLE_COST, ROLE_REVENUE, ROLE_CARBON, N_ROLES, ROLE_NONE = N_ROLES };

/*
 * The text of a line that is a part of an entry's: `length` bytes from `at` of what KEY of SECTION
 * says. An edit of the line replaces these bytes alone, and moves the slices behind them.
 */
struct slice {
    const char *section, *key; /* NULL: the line has its entry, of its own names, for itself */
    bool is_whole;             /* all of the entry, which may not be there yet */
    size_t at, length;
    bool is_bare; /* % and unit of the line's text are written elsewhere */
};

/* What else counts of a stage: revenue less cost, and that by revenue. */
enum { COUNTED_PROFIT = N_ROLES, COUNTED_MARGIN, N_COUNTED };

struct line {
    const char *name; /* without its section; a claim's is what it claims about: "total.cost" */
    uint32_t section; /* index into sections */
    enum line_kind kind;
    enum role role; /* ROLE_NONE but for a stage's cost, revenue, carbon */
    bool is_series; /* one value a month */
    bool is_whole;  /* months, first_month and last_month that are numbers, months by their words */
    bool is_checked;   /* of these, what has to be within the longest horizon: all but the last */
    bool is_beginning; /* a stage begins in this parameter, which its first month is by name */
    bool from_kind;    /* the text is the built-in kind's, not the file's */
    bool is_used;      /* some formula, or the program itself, uses it */
    const char *text;  /* as written: "5万 USD/campaign", "campaigns * campaign_cost"; of
                          a slice as it would stand for itself */
    struct slice slice;
    char *own_text;            /* of a slice that was edited: where its text lies; else NULL */
    uint32_t list;             /* the line of which this is a number, sold of sold[2]; NAMES_NONE */
    uint32_t n_numbers;        /* of a list: they are the lines right behind it; 0: it is none */
    uint32_t n_in_turn;        /* of these: how many stand before the first `from`, one a month */
    struct place place;        /* of the text; line 0 where it was edited or is built in */
    const char *label;         /* shown for the name; the name where there is none */
    const char *note, *source; /* NULL where there is none */
    double value;              /* of a parameter */
    struct number number;      /* of a parameter: how it is written; of a scalar formula, whether it
                                  comes to a month; of a target, whether it compares months */
    const char *unit_text; /* of a parameter, as written: "USD/campaign"; "" where there is none */
    struct unit unit;      /* stated, or what the formula comes out as */
    double min, max, step; /* NaN where not given */
    /* Not the plan's range but the kind's, beyond which no value makes sense: it says nothing about
       how far this plan's value may go. */
    bool min_is_limit, max_is_limit;
    bool max_is_percent;   /* written so */
    const char *dist_text; /* NULL where there is none */
    struct expr *expr;     /* of a formula, and of a claim (its name) */
    const uint32_t *uses;  /* lines that the formula refers to, each once, in order of appearance */
    uint32_t n_uses;
    double stated;       /* of a claim */
    const char *printed; /* of a claim: what its source printed, NULL where there is nothing */
    struct expr *printed_expr; /* the same, a formula of numbers alone */
};

struct section {
    const char *name;
    enum section_kind kind;
    struct place place;
    const char *title;     /* of a stage: its title, else its name */
    const char *note;      /* NULL where there is none */
    const char *kind_name; /* of a stage: its built-in kind, or NULL */
    bool is_monthly;       /* per = month */
    bool is_enabled;
    bool has_opening; /* it begins in month 0 */
    /* Of a section with rows: they are the stages from first_row on; n_rows 0: it has none. */
    uint32_t first_row, n_rows;
    uint32_t rows;                    /* of a row: its section; NAMES_NONE */
    bool uses_others;                 /* some formula of it names others.cost or the like */
    uint32_t first_line, n_lines;     /* a stage's in the kind's order, then the file's */
    uint32_t roles[N_ROLES];          /* line indices, or NAMES_NONE */
    uint32_t first_month, last_month; /* scalar lines' indices, or NAMES_NONE */
};

/* Two parameters whose ranks go together: a line of [correlations]. */
struct correlation {
    const char *name;      /* its key */
    uint32_t variables[2]; /* indices into the model's `correlated` */
    double rank;           /* Spearman's, -1 to 1 */
};

/* Where the units of a formula differ by no more than a factor, which a warning names. */
struct unit_slip {
    uint32_t line;
    uint32_t
        node; /* + or -, whose second operand is meant; EXPR_NONE: what the line comes out as */
    double factor; /* that makes it right */
};

struct model {
    const char *title, *note, *currency;
    struct calendar calendar; /* its periods; start_year 0 where `start` is left out */
    bool has_opening;         /* some stage begins in month 0 */
    struct section *sections; /* scenario, shared, stages in order, metrics, targets, claims,
                                 built-ins */
    uint32_t n_sections;
    struct line *lines;
    uint32_t n_lines;
    uint32_t builtins;                 /* index of the first built-in line, the number of the
                                          period; the others follow as in
                                          core/model/figure.h */
    uint32_t budget, months, discount; /* line indices */
    double tolerance;                  /* of claims: 0.005 is half a percent */
    struct correlation *correlations;
    uint32_t n_correlations;
    uint32_t *correlated; /* line indices of the parameters in them, each once */
    uint32_t n_correlated;
    double *correlation_factor; /* n_correlated rows of as many: what independent normal variables
                                   are multiplied with to go together like that (lower triangle) */
    struct unit_table *units;
    struct unit_slip *unit_slips;
    uint32_t n_unit_slips;
    struct messages warnings; /* found while building: units, unused parameters, ... */
    struct model_private *private;
};

/* Build the model of SOURCE, which must outlive it. On STATUS_FAULTY *OUT is left alone and
 * MESSAGES holds every error found, sorted; warnings are in (*OUT)->warnings. Where MESSAGES has
 * errors before, of a file that could be read in part, only what each line says on its own is
 * checked. */
enum status model_build(const struct source *source, struct model **out, struct messages *messages);
void model_free(struct model *model);

/* The line NAME means outside any stage: "promotion.conversion", "shared.x", "scenario.budget",
 * "total.profit", "metrics.x", "cash.runway"; a bare "x" is one of [shared]. NAMES_NONE if none. */
uint32_t model_find(const struct model *model, const char *name);
uint32_t model_find_section(const struct model *model, const char *name);
/* The section of LINE. */
static inline const struct section *model_section_of(const struct model *model, uint32_t line)
{
    assert(line < model->n_lines);
    return &model->sections[model->lines[line].section];
}

/* True if the roles of SECTION are a part of the totals: it is a stage, and not the sum of its
 * rows. */
static inline bool model_is_added(const struct section *section)
{
    return section->kind == SECTION_STAGE && section->n_rows == 0;
}

/* True if SECTION is a stage that is not active in all months, or need not be. */
static inline bool model_is_limited(const struct section *section)
{
    return section->first_month != NAMES_NONE || section->last_month != NAMES_NONE;
}

/* What goes into the program for LINE, a parameter or a list: its value; no change of all numbers
 * of a list. */
static inline double model_input(const struct line *line)
{
    return line->n_numbers > 0 ? 0 : line->value;
}

/* Whether LINE is built in, as total.cost and cash.runway are; others are the scenario's own. */
static inline bool model_is_builtin(const struct model *model, uint32_t line)
{
    return line >= model->builtins;
}
/* Whether LINE is a step of what [cash] says: of these a scenario's formulas can name the balance
 * alone. */
static inline bool model_is_step(const struct model *model, uint32_t line)
{
    return model_section_of(model, line)->kind == SECTION_CASH && model->lines[line].is_series;
}

/* The first section of KIND; NULL if there is none. */
const struct section *model_first_section(const struct model *model, enum section_kind kind);
/* The scenario's title; "Untitled scenario", translated, where it has none. */
const char *model_title(const struct model *model);
/* Whether NAME is a section of the language's own, such as "shared"; others are stages. */
bool model_is_own_section(const char *name);
/* Whether LINE is cash.balance, the series that formulas of a scenario may use. */
bool model_is_balance(const struct model *model, uint32_t line);
/* Whether NAME is a section that no stage can be: the program computes it. */
bool model_is_computed_section(const char *name);
/* "cost", "revenue", "carbon". */
const char *model_role_name(enum role role);
/* Whether NAME (N bytes) is a role of a stage by its full name, "promotion.cost", and which; the
 * stage need not have a line for it. */
bool model_find_role(const struct model *model, const char *name, size_t n, uint32_t *section,
                     enum role *role);
/* The same of what counts of a stage: a role, COUNTED_PROFIT or COUNTED_MARGIN, unless the stage
 * has a line of that name. */
bool model_find_counted(const struct model *model, const char *name, size_t n, uint32_t *section,
                        uint8_t *what);
/* Whether NAME is the total of a stage's others, "others.cost", and of what. */
bool model_find_others(const char *name, size_t n, uint8_t *what);
/* Whether OTHER is one of the stages whose total others.cost is in the stage SECTION: all that do
 * not use others, and of those above it that do. */
bool model_is_other(const struct model *model, uint32_t section, uint32_t other);
/* Whether NAME, which is_counted, is made of ROLE of the stage SECTION, which has a line for it. */
bool model_counts(const struct model *model, const struct expr_node *name, uint32_t section,
                  uint32_t role);
/* The list or parameter that LINE is, or is another name of; NAMES_NONE if it is neither. */
uint32_t model_list_of(const struct model *model, uint32_t line);
/* The line of SECTION and NAME, as its key is written there; NAMES_NONE if none. */
uint32_t model_find_in(const struct model *model, const char *section, const char *name);
/* Where OTHER, another state of the same scenario, has SECTION or LINE; NAMES_NONE if nowhere. */
uint32_t model_section_in(const struct model *model, uint32_t section, const struct model *other);
uint32_t model_line_in(const struct model *model, uint32_t line, const struct model *other);
/* Bytes of a line's full name with its NUL: a section's name, a point and a key, as they may be in
 * a file (io/document.h). Longer ones, which only an edit can make, are cut. */
enum { MODEL_NAME_SIZE = 128 };
/* The full name of LINE, "promotion.conversion", into OUT; cut at SIZE. */
void model_line_name(const struct model *model, uint32_t line, char *out, size_t size);
/* The unit of LINE for people: a parameter's as written, a formula's as it comes out; "" where it
 * is a pure number or not known. */
void model_line_unit(const struct model *model, uint32_t line, char out[UNIT_TEXT_SIZE]);
/* What MONTH, from 1 on, is called: "2026-05"; its number where the scenario has no `start`. */
void model_month_name(const struct model *model, uint32_t month, char out[CALENDAR_TEXT_SIZE]);
/* VALUE in the terms of LINE, without its unit: in percent or as a month where LINE is written so;
 * in at most COLUMNS (at least 6, of a month 7). What stands behind it: " %" or "". */
const char *model_format_value(const struct line *line, double value, int columns,
                               char out[NUMBER_TEXT_SIZE]);
/* What LINE is called for people: its label, translated if it comes from a built-in kind; its name
 * if it has none. */
const char *model_label(const struct line *line);
/* The calendar of SOURCE: of a start or a period that is none, as if it were left out. */
struct calendar model_calendar(const struct source *source);
/* The calendar by which the text of LINE is read: MODEL's, which has years in a first or last
 * month. */
struct calendar model_line_calendar(const struct model *model, uint32_t line);

/*
 * Whether TEXT, as the new text of the parameter LINE, changes its value alone (the same unit, no
 * formula); then *NUMBER is filled and model_set_value may follow. Otherwise the model has to be
 * built anew, which also finds what is wrong.
 */
bool model_is_plain_edit(const struct model *model, uint32_t line, const char *text,
                         struct number *number);
/* Set the value of the parameter LINE; TEXT is borrowed from the source entry. */
void model_set_value(struct model *model, uint32_t line, const char *text,
                     const struct number *number);
/* The same of a slice: TEXT (copied) has become LENGTH bytes of its entry, whose whole text is now
 * ENTRY (borrowed). Only STATUS_NO_MEMORY can happen, and then nothing has changed. */
enum status model_set_slice(struct model *model, uint32_t line, const char *text,
                            const struct number *number, const char *entry, size_t length);
/* Whether TEXT may become the text of LINE. Each number of a list keeps % and unit, which hold for
 * all of them: STATUS_FAULTY for another one, and for what is no number. Anything may become that
 * of other lines. */
enum status model_check_part(const struct model *model, uint32_t line, const char *text,
                             struct error *err);
/* What the entry of LINE, a slice, says once TEXT stands there; *LENGTH becomes the bytes of the
 * slice. From malloc; NULL when out of memory. */
char *model_splice(const struct model *model, uint32_t line, const char *text, const char *entry,
                   size_t *length);

/* The uncertainty of the parameter LINE at its present value. STATUS_FAULTY where the bounds are
 * upside down or sd is negative; kind DIST_NONE where it has none. */
enum status model_dist(const struct model *model, uint32_t line, struct dist *out,
                       struct error *err);

/* The step a nudge takes: the line's own, else the default step of BASELINE; 1 % for a percentage
 * of 0, and whole numbers for what has to be whole. */
double model_step(const struct model *model, uint32_t line, double baseline);

#endif
