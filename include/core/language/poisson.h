/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The Poisson distribution: how likely each number of events is, one number after the other.
 * Numbers that are less likely than 1e-18 are left out. Beyond POISSON_MOST_EXACT on average there
 * are too many of them, and the distribution is as good as normal.
 */
#ifndef PROFORMA_CORE_LANGUAGE_POISSON_H
#define PROFORMA_CORE_LANGUAGE_POISSON_H

#include <stdint.h>

enum { POISSON_MOST_EXACT = 1000000 };

struct poisson {
    double mean;
    double value;      /* the present number of events */
    double cumulative; /* how likely it or a lower one is */
    double weight;     /* private: its own probability times `total` */
    double sum, total; /* private: of the weights so far, and of all */
    uint32_t n;        /* how many numbers there are in all */
};

/* The first number for MEAN, which is from 0 to POISSON_MOST_EXACT. */
struct poisson poisson_begin(double mean);
/* From the present number to the next one. */
void poisson_next(struct poisson *walk);

/* The number below which it lies with probability P, or at which: of 3 on average and 0.5 it is 3.
 * Z is the quantile of the standard normal distribution at P, for large means. */
double poisson_quantile(double mean, double p, double z);
/* The same for a MEAN beyond POISSON_MOST_EXACT; right to less than 0.01 of an event before it is
 * rounded (Cornish and Fisher). */
double poisson_large_quantile(double mean, double z);

#endif
