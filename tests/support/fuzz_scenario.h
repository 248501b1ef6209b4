/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Bytes of a fuzzer as a scenario. */
#ifndef PROFORMA_TESTS_FUZZ_SCENARIO_H
#define PROFORMA_TESTS_FUZZ_SCENARIO_H

#include <stdint.h>

#include "core/scenario.h"

/* End the program unless HOLDS. */
void fuzz_check(bool holds);

/* The scenario that DATA is, evaluated; NULL where it is faulty, which then has been said, or
 * extends another file. No file is opened, whatever the bytes are. The caller frees it. */
struct scenario *fuzz_scenario(const uint8_t *data, size_t size);

#endif
