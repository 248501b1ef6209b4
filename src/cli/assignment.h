/* SPDX-License-Identifier: GPL-3.0-or-later */
/* NAME=VALUE of the command line, as an edit of a scenario's text. */
#ifndef PROFORMA_CLI_ASSIGNMENT_H
#define PROFORMA_CLI_ASSIGNMENT_H

#include "core/model/source.h"

/*
 * Carry out the assignment TEXT on SOURCE. A number without a unit keeps the old one; NAME= with
 * nothing behind removes the line. A new key is added; with MUST_EXIST not where it is near a known
 * one, which it then is taken to be a misspelling of. A section is added where it is one that the
 * language has, or where NAME is its `kind` or `title`: a stage's. STATUS_USAGE, which has been
 * reported, where TEXT is no assignment or names nothing.
 */
enum status assignment_apply(struct source *source, const char *text, bool must_exist);

#endif
