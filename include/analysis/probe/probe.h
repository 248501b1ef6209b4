/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What an analysis asks of a scenario: expressions of its language (`total.profit`,
 * `cash.lowest >= 0`, `last(subscriptions.subscribers)`), compiled with its model into one program
 * that computes no more than they need. Every analysis runs a probe's program over the values that
 * it is interested in; the scenario itself is left alone. Not here: what is done with the results.
 */
#ifndef PROFORMA_ANALYSIS_PROBE_PROBE_H
#define PROFORMA_ANALYSIS_PROBE_PROBE_H

#include "core/scenario.h"

/* What an expression has become. */
struct probe_item {
    uint32_t reg;         /* scalar register of its value; a condition is 1, 0, or NaN: unknown */
    enum operation op;    /* OP_LT to OP_NE if it is a comparison, else OP_COPY */
    uint32_t left, right; /* registers of a comparison's sides, else REGISTER_NONE */
    /* Of its value, for display; "" if it has none, or none is known. */
    char unit[UNIT_TEXT_SIZE];
};

struct probe {
    struct program *program;
    struct run run; /* one lane, for probe_evaluate */
    uint32_t months;
    struct probe_item *items; /* in the order of the expressions */
    size_t n;
    uint32_t balance;    /* series register of the balance, if it was asked for */
    uint32_t *registers; /* of every line of the scenario's model; see probe_register */
    uint32_t *switches;  /* registers of every section's switch, 1 while the stage is on;
                            REGISTER_NONE for sections that are no stages */
    uint32_t n_lines, n_sections;
    double *constants;        /* values of items that are written as a number; NaN for others */
    unsigned long generation; /* of the scenario when it was made */
};

enum probe_flag { PROBE_BALANCE = 1 /* compute the monthly balance as well */ };

/*
 * Compile N expressions with the model of SCENARIO, which may be edited afterwards: probe_load
 * loads plain values anew; any other edit makes the probe out of date. STATUS_FAULTY if an
 * expression is wrong: *FAILED (which may be NULL) becomes its index, err->offset the byte in it.
 * An expression means what it would mean in [targets].
 */
enum status probe_new(const struct scenario *scenario, const char *const *expressions, size_t n,
                      unsigned flags, struct probe **out, size_t *failed, struct error *err);
void probe_free(struct probe *probe);

/* Whether PROBE, which was made of SCENARIO, still fits it: nothing but plain values was edited
 * since. False if PROBE is NULL. */
bool probe_is_current(const struct probe *probe, const struct scenario *scenario);

/* Put the present values of SCENARIO's parameters and switches into every lane of RUN, which was
 * made for probe->program. The horizon is one of them, so that RUN may have other months. */
void probe_load(const struct probe *probe, struct run *run, const struct scenario *scenario);

/* The scalar register of the parameter LINE of the scenario's model; of a list, that of the change
 * of all its numbers. REGISTER_NONE if it is neither, or if nothing that was asked for depends on
 * it. */
uint32_t probe_register(const struct probe *probe, uint32_t line);

/* The value of item I in lane LANE of RUN. */
double probe_value(const struct probe *probe, const struct run *run, size_t i, uint32_t lane);

/* Evaluate once, at the present values of SCENARIO: the value of item I goes to OUT[I]. Allocates
 * nothing; not for two threads at once. */
void probe_evaluate(const struct probe *probe, const struct scenario *scenario, double *out);

#endif
