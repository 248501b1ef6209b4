/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Memory that runs out on demand. Programs that use it are linked with WRAP_ALLOC, which
 * leads their calls, not those of shared libraries, here. */
#ifndef PROFORMA_TESTS_FAILING_ALLOC_H
#define PROFORMA_TESTS_FAILING_ALLOC_H

#include <stdbool.h>

/* Fail allocation number AT from now (from 1; 0: none), and, if LASTING, all behind it. */
void failing_alloc_begin(int at, bool lasting);
/* Fail none any more; whether one did. */
bool failing_alloc_end(void);

#endif
