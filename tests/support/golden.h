/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts that are compared with files in tests/golden. With GOLDEN_UPDATE=1 in the environment the
 * file is rewritten instead, and its diff is for whoever commits it to read.
 */
#ifndef PROFORMA_TESTS_GOLDEN_H
#define PROFORMA_TESTS_GOLDEN_H

#include <stdbool.h>

/* Whether TEXT is tests/golden/NAME.txt to the byte; where not, says on standard error from which
 * line they differ and leaves TEXT as golden-NAME.actual in the working directory. */
bool golden_matches(const char *name, const char *text);

#define assert_golden(name, text) assert_true(golden_matches((name), (text)))

#endif
