/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Finding a part of a name, a label or a title. */
#ifndef PROFORMA_APP_FIELDS_SEARCH_H
#define PROFORMA_APP_FIELDS_SEARCH_H

#include <stddef.h>
#include <stdint.h>

/* The byte at which TEXT holds PATTERN; SIZE_MAX where it doesn't or PATTERN is empty. ASCII
 * letters match whatever their case. */
size_t search_match(const char *text, const char *pattern);

#endif
