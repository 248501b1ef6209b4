/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A parameter as something to vary: finding it by its name, reading and writing its values, and the
 * range in which a search looks. A list is one, too: its value is the change of all its numbers, 0
 * in the plan, 0.1 for 10 % more of each; it is read and written in percent.
 */
#ifndef PROFORMA_ANALYSIS_PROBE_VARIABLE_H
#define PROFORMA_ANALYSIS_PROBE_VARIABLE_H

#include "core/model/model.h"

/* Values from low to high, both included, in the parameter's own terms (0.02 is 2 %). The ends and
 * the distance between them are finite. */
struct range {
    double low, high;
};

/* Whether LINE can be varied: it is a parameter or a list. */
bool variable_is(const struct line *line);
/* The unit of its values, "" where there is none; and whether they are in percent. */
const char *variable_unit(const struct line *line);
bool variable_is_percent(const struct line *line);

/* The value that the parameter LINE has in the plan, and what 100 % of it are: the value itself, 1
 * of a list. */
double variable_present(const struct line *line);
double variable_whole(const struct line *line);

/* Find the parameter NAME of MODEL: "promotion.conversion", "scenario.budget"; a bare name is one
 * of [shared]. STATUS_FAULTY if there is none, or if it is a formula; ERR says so, with the nearest
 * name. */
enum status variable_find(const struct model *model, const char *name, uint32_t *line,
                          struct error *err);

/* The value of TEXT if it is typed over the parameter INDEX; without a unit of its own it has the
 * parameter's. Over `10 %`, 30 and 30 % are 0.3; over `5 USD`, 2k is 2000. STATUS_FAULTY if TEXT is
 * no number, or has another unit; err->offset is the byte in it. Of a list, 20 and 20 % are 0.2. */
enum status variable_value(const struct model *model, uint32_t index, const char *text, double *out,
                           struct error *err);

/*
 * The range in which a search varies the parameter INDEX: from MIN to MAX. If one of them is NaN,
 * the parameter's own `min` or `max` takes its place; if it has none, the range goes from 0 to 10
 * times its value (0 to 100 % for a percentage up to 100 %, -10 to 10 if the value is 0, the whole
 * horizon for a month). A horizon stays within 1 to 600 months; first_month and last_month stay
 * above 0. That of a list keeps all its numbers within theirs. STATUS_FAULTY if the range is upside
 * down, empty, or wider than a double can say. conversion = 10 % without bounds is looked for in
 * 0..1, campaigns = 200 in 0..2000, sold = 10, 20 in -1..9.
 */
enum status variable_range(const struct model *model, uint32_t index, double min, double max,
                           struct range *out, struct error *err);

/*
 * The range over which the parameter INDEX is varied to see how much it matters: from its `min` to
 * its `max`; if it has none, from the 5th to the 95th percentile of its `dist`; if it has none,
 * from 10 % below its value to 10 % above, of a month the one before and the one behind. Each end
 * is found by itself: with a `min` alone, the upper end follows from `dist` or the value. Ends that
 * have to be whole are rounded, lie at least 1 away from the value and, but for a month by its
 * word, stay within 1 to 600. The range is upside down (low > high) if the attributes are.
 * campaigns = 200 goes from 180 to 220, with campaigns.max = 300 from 180 to 300; months = 12 goes
 * from 11 to 13. Again, that of a list keeps its numbers within theirs.
 */
struct range variable_spread(const struct model *model, uint32_t index);

/* What the scenario says for the parameter or list LINE once it has VALUE, as it is written now; of
 * a list, all its numbers. From malloc; NULL when out of memory, or if it cannot be written. */
char *variable_text(const struct model *model, uint32_t line, double value);

enum { VARIABLE_TEXT_SIZE = 2 * NUMBER_TEXT_SIZE + 8 };

/* Write VALUE as the parameter LINE is written, without its unit: 0.02 as "2 %" if that is a
 * percentage. The number takes at most COLUMNS (at least 6). */
void variable_format(const struct line *line, double value, int columns,
                     char out[VARIABLE_TEXT_SIZE]);
/* The same with as many digits as it takes to say just that double. */
void variable_format_exact(const struct line *line, double value, char out[VARIABLE_TEXT_SIZE]);
/* variable_format for a range: "2..30 %". An end that is NaN is left out: ">= 2 %". */
void variable_format_range(const struct line *line, struct range range, int columns,
                           char out[VARIABLE_TEXT_SIZE]);

#endif
