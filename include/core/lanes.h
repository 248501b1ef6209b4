/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loops over lanes, for the compiler to vectorise. */
#ifndef PROFORMA_CORE_LANES_H
#define PROFORMA_CORE_LANES_H

/* Before a loop: its turns don't depend on each other. One may write what it reads, but no other
 * reads or writes that. */
#if defined(__clang__)
#define EACH_LANE _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define EACH_LANE _Pragma("GCC ivdep")
#else
#define EACH_LANE
#endif

#endif
