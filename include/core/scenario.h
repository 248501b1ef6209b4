/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A scenario that lives: its text, its model, the compiled program and one evaluated lane, kept in
 * step. This is what the dashboard edits and what the subcommands read.
 */
#ifndef PROFORMA_CORE_SCENARIO_H
#define PROFORMA_CORE_SCENARIO_H

#include "core/program/program.h"

struct scenario {
    struct source *source;
    struct model *model;
    struct program *program;
    struct run run;           /* one lane, evaluated */
    unsigned long generation; /* how many models it has had: what follows from an earlier one than
                                 the present is out of date */
};

/* Build and evaluate the scenario of SOURCE, which is taken on success. On STATUS_FAULTY, MESSAGES
 * holds all errors and SOURCE stays the caller's. */
enum status scenario_new(struct source *source, struct scenario **out, struct messages *messages);
void scenario_free(struct scenario *scenario);
struct scenario *scenario_clone(const struct scenario *scenario);

/*
 * Edit: KEY of SECTION ("promotion", "conversion" or "conversion.min"; "enabled" as well) becomes
 * TEXT as it stands (complete it with value_complete before), or is removed where TEXT is NULL.
 * Everything is evaluated anew. On failure nothing has changed and err->offset is the byte of TEXT
 * at fault where it lies in it. A plain value costs one evaluation; anything else builds the model
 * anew: then `model` and `program` are new objects, while the indices of sections and lines that
 * exist before and after may differ: find them again by name. `extends` of [scenario] is refused:
 * what it names would have to be read.
 */
enum status scenario_set(struct scenario *scenario, const char *section, const char *key,
                         const char *text, struct error *err);

/* The present text of KEY: the source's, else what a line is that it leaves out (the kind's text, a
 * discount of 0 %); NULL where there is none. */
const char *scenario_text(const struct scenario *scenario, const char *section, const char *key);

/* The same without what is left out: NULL for what only a kind says. A number of a list is there if
 * its list is. */
const char *scenario_own_text(const struct scenario *scenario, const char *section,
                              const char *key);
/* The text of the list LINE, with dots behind its last number if that goes on to the end. */
void scenario_list_text(const struct scenario *scenario, uint32_t line, char *out, size_t size);
/* The month from which on number LINE of a list holds, from 1 on; it may be a fraction. */
double scenario_number_month(const struct scenario *scenario, uint32_t line);

/* What the list LINE says in MONTH if that is one before it begins, as prev() and lag() see it; NaN
 * if it says nothing, or has begun. */
double scenario_list_past(const struct scenario *scenario, uint32_t line, double month);

/* Results. A scalar line's value, or a series' in the last month. A role's
 * line is the stage's own formula; scenario_role is what counts (0 while the stage is off). */
double scenario_value(const struct scenario *scenario, uint32_t line);
/* scenario_months() values, valid until the next edit; NULL where LINE is no series. Where
 * scenario_has_opening(), the value of month 0 is at index -1: so of all series here. */
const double *scenario_series(const struct scenario *scenario, uint32_t line);
uint32_t scenario_months(const struct scenario *scenario);
/* Whether something happens in month 0, before the first. */
static inline bool scenario_has_opening(const struct scenario *scenario)
{
    return scenario->model->has_opening;
}
double scenario_role(const struct scenario *scenario, uint32_t section, enum role role);
const double *scenario_role_series(const struct scenario *scenario, uint32_t section,
                                   enum role role);
double scenario_total(const struct scenario *scenario, enum role role);
const double *scenario_total_series(const struct scenario *scenario, enum role role);
double scenario_profit(const struct scenario *scenario);
const double *scenario_profit_series(const struct scenario *scenario);
const double *scenario_balance(const struct scenario *scenario);
/* The value of the figure ROW of the table in core/model/figure.h. */
double scenario_figure(const struct scenario *scenario, uint32_t row);
/* Its months; NULL if it has none of its own, as a quotient or what sums up all months. */
const double *scenario_figure_series(const struct scenario *scenario, uint32_t row);
/* What a stage, SECTION, contributes to a figure of FIGURES_STAGE. */
double scenario_stage_figure(const struct scenario *scenario, uint32_t section, uint32_t row);
/* What NAME is outside any stage ("promotion.cost" is what counts); NaN where there is no such
 * scalar. */
double scenario_named(const struct scenario *scenario, const char *name);

/* What NAME, an OP_NAME in a formula of the model, is there; in MONTH (from 0) where it means a
 * month's value. */
double scenario_name(const struct scenario *scenario, const struct expr_node *name, uint32_t month);
/* Whether it differs from month to month. */
bool scenario_name_is_series(const struct scenario *scenario, const struct expr_node *name);

enum target_state { TARGET_MISSED, TARGET_MET, TARGET_UNKNOWN /* NaN */ };
/* What a target whose value is VALUE is, and the word for it, translated: "met". */
enum target_state target_state_of(double value);
const char *target_state_word(enum target_state state);
enum target_state scenario_target(const struct scenario *scenario, uint32_t line);
/* The two sides of the target's comparison; false where it is no comparison. */
bool scenario_target_sides(const struct scenario *scenario, uint32_t line, double *left,
                           double *right);
/* Whether the claim LINE holds; its computed value is scenario_value, the stated line->stated. */
bool scenario_claim_holds(const struct scenario *scenario, uint32_t line);

/* All warnings in force, the model's and those of the present values (outside its range, division
 * by zero and other undefined results where they begin, uncertainty upside down), into LIST, which
 * is cleared first; sorted. Allocates nothing once LIST has grown. */
void scenario_warnings(const struct scenario *scenario, struct messages *list);

#endif
