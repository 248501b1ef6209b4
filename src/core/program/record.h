/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A program that overwrites nothing: what it leaves in its cells is the record of the whole run,
 * which can be gone through backwards. Private to the core.
 */
#ifndef PROFORMA_CORE_PROGRAM_RECORD_H
#define PROFORMA_CORE_PROGRAM_RECORD_H

#include "core/program/program.h"

/*
 * PROGRAM with a register of its own for whatever an instruction writes. The last version of a
 * register keeps its number, so that numbers of inputs and results serve both; earlier ones and the
 * temporaries of monthly code, which become series, come behind. All but the code is borrowed
 * from PROGRAM, which must live longer. Only STATUS_NO_MEMORY can happen.
 */
enum status program_record(const struct program *program, struct program **out, struct error *err);
void program_record_free(struct program *record);

/* The number of a register in one row, scalars before series. */
static inline size_t register_index(const struct program *program, uint32_t reg)
{
    return reg & REGISTER_SERIES ? program->n_scalars + (reg & ~(uint32_t)REGISTER_SERIES) : reg;
}

/* The last month (0-based) of a series; 0 for a scalar. */
static inline uint32_t run_last_month(const struct run *run, uint32_t reg)
{
    return reg & REGISTER_SERIES ? run->months - 1 : 0;
}

#endif
