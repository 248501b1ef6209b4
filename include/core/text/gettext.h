/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Texts for people: _("text") is its translation, N_("text") marks one in a table, which is
 * translated where it is used. Choosing the language is the program's part, not done here.
 */
#ifndef PROFORMA_CORE_TEXT_GETTEXT_H
#define PROFORMA_CORE_TEXT_GETTEXT_H

#ifdef ENABLE_NLS
#include <libintl.h>
#define _(text) gettext(text)
#else
#define _(text) (text)
#define ngettext(one, many, n) ((n) == 1 ? (one) : (many))
#endif
#define N_(text) text

#endif
