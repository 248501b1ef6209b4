/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The bridge from one scenario to another: how much of an outcome's change each parameter that
 * changed accounts for. Not here: finding out what differs (analysis/compare/comparison.h).
 *
 * First the other scenario's formulas and switches, its horizon and other whole numbers, and the
 * parameters that only one of the two has are taken over: everything but the values of the common
 * parameters. What that does to the outcome is one step, `structure`. Then the parameters go in a
 * straight line from the old values to the new ones, and each is credited with its share of every
 * little move: the integral of its derivative along the way, times its change (integrated
 * gradients: Sundararajan, Taly, Yan, "Axiomatic Attribution for Deep Networks", 2017; the
 * Aumann-Shapley price of cost accounting). No order of the changes has to be chosen, and the steps
 * add up to the change.
 *
 * Worked examples. With revenue = price * n, price 2 -> 3 and n 10 -> 20 the change is 60 - 20 =
 * 40. On the way price = 2 + t and n = 10 + 10 t, so price gets the integral of 10 + 10 t, 15, and
 * n that of (2 + t) * 10, 25. A sum a + 2 b with a 1 -> 4 and b 5 -> 3 gives 3 and -4: each gets
 * its slope times its change.
 *
 * If the outcome jumps on the way (floor, a condition, one more month of runway), it has no
 * derivative there. What the integrals leave of the change goes to the parameter by which the
 * outcome can jump, if it is one alone, or if no other changed. Otherwise it is a step of its own,
 * `jumps`; so is what kinks leave if there were too many to find. No other step hides it.
 */
#ifndef PROFORMA_ANALYSIS_COMPARE_BRIDGE_H
#define PROFORMA_ANALYSIS_COMPARE_BRIDGE_H

#include "analysis/probe/probe.h"

enum bridge_step_kind { BRIDGE_PARAMETER, BRIDGE_STRUCTURE, BRIDGE_JUMPS };

struct bridge_step {
    enum bridge_step_kind kind;
    uint32_t from, to;   /* a parameter's line in the model of either end; else NAMES_NONE */
    double contribution; /* to the outcome, in its unit */
};

/* Whether there are contributions; if there are none, why. */
enum bridge_state {
    BRIDGE_WHOLE,      /* there are */
    BRIDGE_END_LOST,   /* the outcome is NaN or infinite at one of the ends */
    BRIDGE_START_LOST, /* it is so with the old values in the new structure */
    BRIDGE_WAY_LOST,   /* it is so, or grows beyond all measure, somewhere on the way */
};

/* Zero-initialise; bridge_fini frees. */
struct bridge {
    enum bridge_state state;
    double from, to; /* the outcome at either end */
    /* Largest first. Added in this order they come to `to - from`; at most the last bit differs, if
     * no rounding of the largest step can prevent that. Every parameter that both scenarios have
     * with different values has a step, even if it is 0; structure and jumps have one unless they
     * are 0. If there are no contributions (NaN), only the parameters have steps. */
    struct bridge_step *steps;
    size_t n;
    size_t capacity;
};

/* A scenario, and the outcome compiled with it: a current probe of one expression. */
struct bridge_end {
    const struct scenario *scenario;
    const struct probe *probe;
};

/*
 * Make the bridge FROM one end TO the other in *OUT, whose memory is used again. The integrals are
 * exact to 1e-9 of the change that they explain, or as exact as about 2000 evaluations of the
 * gradient make them.
 * Only STATUS_NO_MEMORY can happen.
 */
enum status bridge_make(struct bridge *out, const struct bridge_end *from,
                        const struct bridge_end *to, struct error *err);
void bridge_fini(struct bridge *bridge);

/* With how many decimals all amounts of BRIDGE are printed, which follows from the largest: none
 * from 1000 on. -1 if that is too large or too small for the same number of decimals to suit all.
 */
int bridge_decimals(const struct bridge *bridge);
/* LEVEL, rounded to DECIMALS: what the outcome has come to after some of the steps. Amounts that
 * are differences of rounded levels add up as they are printed: two steps of 0.4 that lead from 1.4
 * to 2.2 are printed as 1 and 0, from 1 to 2. */
double bridge_round(double level, int decimals);

/* What a step that is no parameter's is called, untranslated: "structure", "jumps". */
const char *bridge_kind_name(enum bridge_step_kind kind);

/* Why BRIDGE has no contributions, as a translated sentence; "" if it has some. */
const char *bridge_reason(const struct bridge *bridge);

#endif
