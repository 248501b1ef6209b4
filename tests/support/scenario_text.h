/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Scenarios for tests, from INI text in a string. */
#ifndef PROFORMA_TESTS_SCENARIO_TEXT_H
#define PROFORMA_TESTS_SCENARIO_TEXT_H

#include "core/scenario.h"

/* The scenario of TEXT, or NULL with what is wrong in MESSAGES (the caller's to free). */
struct scenario *scenario_try_text(const char *text, struct messages *messages);

/* The same for a text that has to be right: says what is wrong with it and aborts otherwise. */
struct scenario *scenario_from_text(const char *text);

/* What warns in SCENARIO, "LINE: TEXT" and a line feed each, into OUT; cut at SIZE. */
void scenario_warnings_text(const struct scenario *scenario, char *out, size_t size);

#endif
