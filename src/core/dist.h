/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parameter's uncertainty from its text. Private to the core. */
#ifndef PROFORMA_CORE_DIST_H
#define PROFORMA_CORE_DIST_H

#include "core/model.h"

/* TEXT of a `dist` at VALUE. STATUS_FAULTY with offset in TEXT; *IS_SHAPE (may be NULL) is true if
 * its form is right and only its numbers are upside down. */
enum status dist_evaluate(const char *text, double value, struct dist *out, bool *is_shape,
                          struct error *err);

#endif
