/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bridge from one scenario to another: how much of an outcome's change each parameter that
 * changed accounts for. Not here: finding out what differs (analysis/comparison.h).
 *
 * First everything but the common parameters' values becomes the other scenario's: its formulas and
 * switches, its horizon and other whole numbers, parameters that only one of the two has. What that
 * does to the outcome is one step, `structure`. Then the parameters go in a straight line from the
 * old values to the new ones, and each is credited with its share of every little move: the
 * integral of its derivative along the way, times its change (integrated gradients: Sundararajan,
 * Taly, Yan, "Axiomatic Attribution for Deep Networks", 2017; the Aumann-Shapley price of cost
 * accounting). No order of the changes has to be chosen, and the steps add up to the change.
 *
 * Worked examples. revenue = price * n, price 2 -> 3, n 10 -> 20: the change is 60 - 20 = 40. On
 * the way price = 2 + t and n = 10 + 10 t, so price gets the integral of 10 + 10 t, 15, and n that
 * of (2 + t) * 10, 25. A sum a + 2 b of a 1 -> 4 and b 5 -> 3 gives 3 and -4: a slope times a
 * change.
 *
 * Where the outcome jumps on the way (floor, a condition, a month of runway more), it has no
 * derivative: what the integrals leave of the change is a step of its own, `jumps`, and so is what
 * is left of kinks where there were too many to find. No step hides it.
 */
#ifndef PROFORMA_ANALYSIS_BRIDGE_H
#define PROFORMA_ANALYSIS_BRIDGE_H

#include "analysis/probe.h"

enum bridge_step_kind { BRIDGE_PARAMETER, BRIDGE_STRUCTURE, BRIDGE_JUMPS };

struct bridge_step {
    enum bridge_step_kind kind;
    uint32_t from, to;   /* a parameter's line in the model of either end; else NAMES_NONE */
    double contribution; /* to the outcome, in its unit */
};

/* Why there are no contributions. */
enum bridge_state {
    BRIDGE_WHOLE,      /* there are */
    BRIDGE_END_LOST,   /* the outcome is NaN or infinite at one of the ends */
    BRIDGE_START_LOST, /* it is, with the old values in the new structure */
    BRIDGE_WAY_LOST,   /* it is, or grows beyond all measure, somewhere on the way */
};

/* Zero-initialise; bridge_fini frees. */
struct bridge {
    enum bridge_state state;
    double from, to; /* the outcome at either end */
    /* Largest first. Added in this order they come to to - from, but for the last bit where no
     * rounding of the largest can make that. Every parameter of both scenarios whose value differs
     * has a step, be it 0; structure and jumps have one where they aren't 0. Without contributions
     * (NaN) there are the parameters alone. */
    struct bridge_step *steps;
    size_t n, capacity;
};

/* A scenario, and the outcome compiled with it: a current probe of one expression. */
struct bridge_end {
    const struct scenario *scenario;
    const struct probe *probe;
};

/*
 * The bridge FROM one end TO the other into *OUT, whose memory is used again. The integrals are
 * taken to 1e-9 of the change they explain, with at most about 2000 evaluations of the gradient.
 * Only STATUS_NO_MEMORY can happen.
 */
enum status bridge_make(struct bridge *out, const struct bridge_end *from,
                        const struct bridge_end *to, struct error *err);
void bridge_fini(struct bridge *bridge);

/* With how many decimals amounts of BRIDGE are printed, by the largest: 0 from 1000 on; -1 where
 * that is too large or too small to be printed with the same for all. */
int bridge_decimals(const struct bridge *bridge);
/* LEVEL, which is what the outcome has come to after some of the steps, rounded to DECIMALS.
 * Amounts that are differences of rounded levels add up as they are printed: 0.4 and 0.4 from 1.4
 * on are printed as 1 and 0 up to 2. */
double bridge_round(double level, int decimals);

/* What a step that is no parameter's is called, untranslated: "structure", "jumps". */
const char *bridge_kind_name(enum bridge_step_kind kind);

/* Why BRIDGE has no contributions, as a sentence, translated; "" where it has. */
const char *bridge_reason(const struct bridge *bridge);

#endif
