/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loops over lanes, for the compiler to vectorise. */
#ifndef PROFORMA_CORE_PROGRAM_LANES_H
#define PROFORMA_CORE_PROGRAM_LANES_H

#include <stdint.h>

/* Before a loop: its turns don't depend on each other. One may write what it reads, but no other
 * reads or writes that. */
#if defined(__clang__)
#define INDEPENDENT_TURNS _Pragma("clang loop vectorize(assume_safety)")
#elif defined(__GNUC__)
#define INDEPENDENT_TURNS _Pragma("GCC ivdep")
#else
#define INDEPENDENT_TURNS
#endif

/* A loop over LANE from 0 to LANES - 1 whose turns don't depend on each other:
 *
 *     FOR_EACH_LANE (lane, lanes)
 *         to[lane] = a[lane] + b[lane];
 */
#define FOR_EACH_LANE(lane, lanes) INDEPENDENT_TURNS for (uint32_t lane = 0; lane < (lanes); lane++)

/* Before a static function (clang loses others): the compiler makes a second version of it, for
 * vectors of four doubles, which is taken when the program starts on a processor that has them.
 * (Eight were not quicker where that was tried.) The bits are the same as long as nothing contracts
 * a * b + c (-ffp-contract=off). */
#ifdef HAVE_TARGET_CLONES
#define VECTOR_CLONES __attribute__((target_clones("avx2", "default")))
#else
#define VECTOR_CLONES
#endif

/* The same with a third version for vectors of eight where those are far quicker: multiplying
 * integers of 64 bits, which narrower vectors have no instruction for. */
#ifdef HAVE_TARGET_CLONES_V4
#define VECTOR_CLONES_WIDE __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define VECTOR_CLONES_WIDE VECTOR_CLONES
#endif

/* Before a static function that one of those calls, so that it is part of each version. */
#if defined(__GNUC__)
#define VECTOR_INLINE inline __attribute__((always_inline))
#else
#define VECTOR_INLINE inline
#endif

#endif
