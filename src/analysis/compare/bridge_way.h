/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The straight way from one set of parameters' values to another, and what each of them adds to the
 * outcome on it. Between bridge.c, which knows the two scenarios, and bridge_way.c. */
#ifndef PROFORMA_ANALYSIS_COMPARE_BRIDGE_WAY_H
#define PROFORMA_ANALYSIS_COMPARE_BRIDGE_WAY_H

#include "analysis/compare/bridge.h"

struct way_parameter {
    uint32_t reg; /* in the probe's program */
    double from, to;
    double contribution; /* found: its change times the integral of its derivative */
};

struct way {
    double start, end; /* the outcome at both ends of the way */
    double tolerance;  /* by how much the contributions may miss end - start if there are neither
                          jumps nor kinks */
    double noise;      /* how much of the outcome may be rounding */
    bool is_lost;      /* the outcome is undefined somewhere: there are no contributions */
    size_t jumper; /* the parameter that all jumps are owed to: the only one that the outcome can
                      jump by, or the only one; N: there are several, or none */
};

/* Go the way of the N parameters; everything else is as it is at the end AT. Only STATUS_NO_MEMORY
 * can happen. */
enum status way_go(const struct bridge_end *at, struct way_parameter *parameters, size_t n,
                   struct way *out, struct error *err);

#endif
