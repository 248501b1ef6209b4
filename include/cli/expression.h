/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the options of the analyses hold: expressions (--of, --maximize), names of parameters (--by)
 * and values in a parameter's terms (--min). What is wrong with one is printed to standard error,
 * with a caret under the fault where it has a place:
 *
 *     proforma: --of: unknown name 'total.proft'; did you mean 'total.profit'?
 *         2 * total.proft
 *             ^~~~~~~~~~~
 */
#ifndef PROFORMA_CLI_EXPRESSION_H
#define PROFORMA_CLI_EXPRESSION_H

#include "analysis/solve/goal.h"

/* A text that the option --OPTION was given ("of"), both borrowed. */
struct expression {
    const char *option;
    const char *text;
};

/* Compile N EXPRESSIONS with SCENARIO into one probe, an item each in their order; FLAGS as in
 * probe_new. STATUS_USAGE where one of them is wrong, which has been printed. */
enum status expression_compile(const struct scenario *scenario,
                               const struct expression *expressions, size_t n, unsigned flags,
                               struct probe **out);

/* The parameter that NAME is the name of. STATUS_USAGE where it is none, which has been printed. */
enum status expression_variable(const struct model *model, const struct expression *name,
                                uint32_t *line);

/* The value of the text as it would be of the parameter LINE, in its terms: over `10 %`, 30 and
 * 30 % are 0.3; over `5 USD`, 2k is 2000. STATUS_USAGE where it is no number, or has another unit,
 * which has been printed. What may have been meant a hundred times larger, 0.3 over `10 %`, is said
 * there, too. */
enum status expression_value(const struct model *model, uint32_t line,
                             const struct expression *value, double *out);

/* The goal that the text is (analysis/solve/goal.h), compiled with SCENARIO. STATUS_USAGE where it
 * is none, which has been printed. */
enum status expression_goal(const struct scenario *scenario, const struct expression *text,
                            struct goal_reading *out);

/* Print what is wrong with an option's text; err->length 0 means that the fault has no place. */
void expression_diagnose(const struct expression *expression, const struct error *err);

#endif
