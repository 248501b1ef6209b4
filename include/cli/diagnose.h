/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What is wrong, said to the user: messages as FILE:LINE:COLUMN: error: TEXT with the line and a
 * caret under it. Everything that comes from files or the command line is filtered.
 */
#ifndef PROFORMA_CLI_DIAGNOSE_H
#define PROFORMA_CLI_DIAGNOSE_H

#include <stdio.h>

#include "core/model/source.h"
#include "core/text/status.h"

/* Print all messages of LIST, which may be unsorted, to OUT, and how many more there were. SOURCE
 * has the files they are about. A message without a place is about FILE as a whole. */
void diagnose_messages(FILE *out, const struct source *source, const char *file,
                       const struct messages *list);

/* Print TEXT, a line, indented, and under it a caret at the LENGTH bytes from OFFSET. */
void diagnose_line(FILE *out, const char *text, size_t offset, size_t length);

/* Print "FILE: error: TEXT" of ERR to standard error. */
void diagnose_error(const char *file, const struct error *err);

/* Print "proforma: TEXT" to standard error. */
void diagnose_plain(const char *format, ...) PRINTF_LIKE(1, 2);
void diagnose_vplain(const char *format, va_list arguments) PRINTF_LIKE(1, 0);
/* The same of memory that ran out: STATUS_NO_MEMORY. */
enum status diagnose_no_memory(void);

#endif
