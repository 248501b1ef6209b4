/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A model compiled to a flat register program, and running it over lanes.
 *
 * Code stands in dependency order in segments: scalar code runs once, monthly code once a month.
 * A register is scalar (one cell) or a series (a cell a month); every cell holds one double a lane.
 * A lane is one what-if. program_run runs instructions outside and lanes inside, over blocks that
 * fit the cache; N lanes give the same bits as N runs of one.
 */
#ifndef PROFORMA_CORE_PROGRAM_PROGRAM_H
#define PROFORMA_CORE_PROGRAM_PROGRAM_H

#include "core/model/model.h"

/* An operand or destination: a scalar register, or with this bit a series, at the present month. */
enum { REGISTER_SERIES = 1u << 30, REGISTER_NONE = UINT32_MAX };

/* The first series of every program: the number of the month, and zeros. */
enum { PROGRAM_MONTHS, PROGRAM_ZEROS, PROGRAM_FIXED_SERIES };

struct instruction {
    uint8_t op; /* enum operation */
    uint32_t to, a, b, c;
};

struct segment {
    bool is_monthly;
    uint32_t first, n; /* instructions */
};

/* What a stage's role or a total comes to: over the horizon, and in each month. */
struct flow {
    uint32_t total;   /* scalar register */
    uint32_t monthly; /* series register */
};

/* Where a +, -, * or / of a formula stands in the code. */
struct operation_site {
    uint32_t instruction;
    uint32_t line, node; /* whose formula, and which node of it */
};

/* What an operation on months takes as one number: the n of lag(x, n). */
struct single_operand {
    uint32_t line, node; /* of the model; of the line's formula, the operation */
    uint32_t operand;
    uint32_t reg;
};

struct program {
    struct instruction *code;
    uint32_t n_code;
    struct segment *segments;
    uint32_t n_segments;
    uint32_t n_settled;           /* of them, at the front: those that run_again leaves out */
    uint32_t n_scalars, n_series; /* registers of each sort */
    double *constants;            /* of the scalar registers 0 .. n_constants - 1 */
    uint32_t n_constants;
    uint32_t *line_registers; /* of every line of the model; a role's is its own formula's */
    /* Where what is given goes in: of a parameter its value; of a list the change of all its
       numbers, 0 in the plan (0.1: each is 10 % more); REGISTER_NONE of other lines. */
    uint32_t *input_registers;
    uint32_t *enabled_registers;   /* of every section, 1 or 0; REGISTER_NONE but for stages */
    struct flow (*roles)[N_ROLES]; /* of every section: what counts of its roles */
    struct flow totals[N_ROLES];
    struct flow profit;
    uint32_t balance; /* series */
    struct sides {
        uint32_t left, right;     /* of a comparison; REGISTER_NONE where it is none */
    } * sides;                    /* of every line; only targets have them */
    struct operation_site *sites; /* in the order of the code; of program_compile's alone */
    uint32_t n_sites;
    struct single_operand *singles; /* in the order of the code */
    uint32_t n_singles;
    uint32_t n_lines, n_sections;
    uint32_t n_early; /* months before month 1: 1 if something happens in month 0, else 0 */
    double per_year;  /* months, or what the plan's period is, in a year */
};

/* Compile MODEL, which may be freed afterwards. Only STATUS_NO_MEMORY can happen. */
enum status program_compile(const struct model *model, struct program **out, struct error *err);
void program_free(struct program *program);

/* As much of PROGRAM as the N registers OUTPUTS need, for many lanes of few results. OUTPUTS become
 * the registers' numbers in *OUT; the tables of *OUT have REGISTER_NONE for what it leaves out.
 * PROGRAM may be freed afterwards. Only STATUS_NO_MEMORY can happen. */
enum status program_prune(const struct program *program, uint32_t *outputs, size_t n,
                          struct program **out, struct error *err);

/*
 * PROGRAM for many runs that differ in no more than the N parameters INPUTS: what does not depend
 * on them stands first and need not be run again. All registers keep their numbers. It borrows from
 * PROGRAM, which must live longer. Only STATUS_NO_MEMORY can happen.
 */
enum status program_vary(const struct program *program, const uint32_t *inputs, size_t n,
                         struct program **out, struct error *err);
void program_vary_free(struct program *varied);

/*
 * PROGRAM with sums as rounding leaves them, without what is settled at 0: next to 0 they rise and
 * fall where they would lie still, for whoever looks for the very place at which they are 0. What
 * is compared stays. It borrows from PROGRAM, which must live longer. Only STATUS_NO_MEMORY can
 * happen.
 */
enum status program_unsettled(const struct program *program, struct program **out,
                              struct error *err);
void program_unsettled_free(struct program *unsettled);

/* How many cells PROGRAM has over MONTHS, month 0 included: the scalars', then each series'
 * months. */
size_t program_n_cells(const struct program *program, uint32_t months);

/* Cells to run a program in: `lanes` is the width of a block. */
struct run {
    const struct program *program;
    uint32_t months; /* 1 to 600, and month 0 if the program has it */
    uint32_t lanes;
    double *cells;
    void *memory; /* in which the cells lie, at the start of a cache line */
};

/* Make cells for blocks of LANES (0: as many as fit the cache) over MONTHS, and month 0 if the
 * program has it, with the constants put in. */
enum status run_init(struct run *run, const struct program *program, uint32_t lanes,
                     uint32_t months, struct error *err);
void run_fini(struct run *run);

/* Put the values of MODEL's parameters and switches into every lane, and no change of its lists. */
void run_load(struct run *run, const struct model *model);
/* The cell of register REG in month MONTH (0-based, month 1 being n_early; 0 for a scalar): `lanes`
 * doubles. */
double *run_cell(const struct run *run, uint32_t reg, uint32_t month);
/* Set a scalar register in every lane. */
void run_set(struct run *run, uint32_t reg, double value);

/* Let RUN be over MONTHS from now on, at most those it was made for. What depends on the number of
 * months, probe_load or run_set has to put in. */
void run_set_months(struct run *run, uint32_t months);

/* Run the first LANES lanes (at most run->lanes) of the block that is in the cells. */
void run_block(struct run *run, uint32_t lanes);

/* The same after run_block of at least as many lanes, where since then only the inputs of
 * program_vary have been set: what does not depend on them is there already. Of a program that is
 * not from program_vary it is all. */
void run_again(struct run *run, uint32_t lanes);

/* Values that differ from lane to lane, and results to take: register and one double a lane. */
struct lane_input {
    uint32_t reg;
    const double *values;
};
struct lane_output {
    uint32_t reg;
    double *values;
};
/* Run N lanes block by block. Inputs that are not listed are as run_load left them, and the listed
 * ones are as the last lane left them; of a program of program_vary's, INPUTS are among its own.
 * Allocates nothing. */
void program_run(struct run *run, size_t n, const struct lane_input *inputs, size_t n_inputs,
                 const struct lane_output *outputs, size_t n_outputs);

#endif
