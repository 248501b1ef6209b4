/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Random scenarios that use all of the language: the same seed gives the same ones everywhere. */
#ifndef PROFORMA_TESTS_RANDOM_MODEL_H
#define PROFORMA_TESTS_RANDOM_MODEL_H

#include "core/scenario.h"

enum { RANDOM_MONTHS = 5, RANDOM_PARAMETERS = 8, RANDOM_OUTPUTS = 10 };

/* A reproducible stream of numbers below 2^31: Knuth's MMIX generator. */
uint64_t random_next(uint64_t *seed);
/* From LO up to HI. */
double random_between(uint64_t *seed, double lo, double hi);

/* A scenario of RANDOM_MONTHS with formulas over the months and over all of them. */
struct scenario *random_scenario(uint64_t *seed);
/* The names of its parameters and results. */
const char *random_parameter_name(uint32_t i);
const char *random_output_name(uint32_t i);
/* Their registers. */
uint32_t random_parameter(const struct scenario *scenario, uint32_t i);
uint32_t random_output(const struct scenario *scenario, uint32_t i);

#endif
