/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Random numbers that are counted, not chained: Philox 4x32-10 of Salmon, Moraes, Dror and Shaw,
 * "Parallel random numbers: as easy as 1, 2, 3" (SC'11). A number depends on a seed, the stream
 * that it belongs to and its index there, and on nothing else: neither on what was drawn before
 * nor on who draws. Not here: distributions (analysis/probe/quantile.h).
 */
#ifndef PROFORMA_ANALYSIS_SIMULATION_PHILOX_H
#define PROFORMA_ANALYSIS_SIMULATION_PHILOX_H

#include <stdint.h>

enum { PHILOX_CHUNK = 1024 }; /* numbers that are drawn at once */

/* Put the four words for COUNTER and KEY into OUT: 0, 0, 0, 0 and 0, 0 give 6627e8d5 e169c58d
 * bc57ac4c 9b00dbd8. */
void philox_words(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4]);

/* The stream called NAME. It is a 64-bit hash of the name, so that its numbers stay the same
 * whichever other names there are. */
uint64_t philox_stream(const char *name);

/* Put PHILOX_CHUNK numbers of STREAM, from number CHUNK * PHILOX_CHUNK on, into OUT. They are
 * uniform between 0 and 1, neither included: (word + 0.5) / 2^32. */
void philox_uniforms(uint64_t seed, uint64_t stream, uint64_t chunk, double out[PHILOX_CHUNK]);

#endif
