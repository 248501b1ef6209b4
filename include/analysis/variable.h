/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A parameter as something to vary: finding it by its name, values in its terms, and the range in
 * which a search looks.
 */
#ifndef PROFORMA_ANALYSIS_VARIABLE_H
#define PROFORMA_ANALYSIS_VARIABLE_H

#include "core/model.h"

/* Values from low to high, both included, as is its width finite; in the parameter's own terms
 * (0.02 is 2 %). */
struct range {
    double low, high;
};

/* The parameter NAME of MODEL: "promotion.conversion", "scenario.budget"; a bare name is one of
 * [shared]. STATUS_FAULTY where there is none, or it is a formula: what is wrong, with the nearest
 * name. */
enum status variable_find(const struct model *model, const char *name, uint32_t *line,
                          struct error *err);

/* The value TEXT means where it is typed over the parameter LINE, with its unit where it has none
 * of its own: over `10 %`, 30 and 30 % are 0.3; over `5 USD`, 2k is 2000. STATUS_FAULTY where it is
 * no number, or has another unit; err->offset is the byte in TEXT. */
enum status variable_value(const struct model *model, uint32_t line, const char *text, double *out,
                           struct error *err);

/*
 * Where a search varies LINE: from MIN to MAX; where one of them is NaN, from the parameter's own
 * `min` or to its `max`; where it has none, from 0 to 10 times its value (0 to 100 % for a
 * percentage up to 100 %, -10 to 10 where the value is 0). A horizon stays within 1 to 600 months,
 * and first_month and last_month above 0. STATUS_FAULTY where the range is upside down, empty
 * or wider than a double.
 * conversion = 10 % without bounds is looked for in 0..1, campaigns = 200 in 0..2000.
 */
enum status variable_range(const struct model *model, uint32_t line, double min, double max,
                           struct range *out, struct error *err);

/*
 * What LINE is varied over to see how much it matters: from its `min` to its `max`; where it has
 * none, from the 5th to the 95th percentile of its `dist`; where it has none, from 10 % below its
 * value to 10 % above. Each end by itself: with a `min` alone the upper end follows from `dist` or
 * value. Whole numbers are rounded, lie at least 1 away from the value and stay within 1 to 600.
 * Upside down (low > high) where the attributes are. campaigns = 200 goes from 180 to 220, with
 * campaigns.max = 300 from 180 to 300; months = 12 from 11 to 13.
 */
struct range variable_spread(const struct model *model, uint32_t line);

enum { VARIABLE_TEXT_SIZE = 2 * NUMBER_TEXT_SIZE + 8 };

/* VALUE as the parameter LINE is written, without its unit: "2 %" for 0.02 where that is a
 * percentage; the number in at most COLUMNS (>= 6). */
void variable_format(const struct line *line, double value, int columns,
                     char out[VARIABLE_TEXT_SIZE]);
/* The same with all the digits of VALUE, written as few as say just that double. */
void variable_format_exact(const struct line *line, double value, char out[VARIABLE_TEXT_SIZE]);
/* variable_format for a range: "2..30 %"; for the end that is NaN nothing: ">= 2 %". */
void variable_format_range(const struct line *line, struct range range, int columns,
                           char out[VARIABLE_TEXT_SIZE]);

#endif
