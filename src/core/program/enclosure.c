/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/enclosure.h"

#include <assert.h>

#include "core/language/interval.h"

enum { LOW, HIGH, ENDS };

enum status enclosure_init(struct enclosure *enclosure, const struct program *program,
                           uint32_t months, struct error *err)
{
    return run_init(&enclosure->run, program, ENDS, months, err);
}

void enclosure_fini(struct enclosure *enclosure)
{
    run_fini(&enclosure->run);
}

void enclosure_set(struct enclosure *enclosure, uint32_t reg, double low, double high)
{
    double *cell = run_cell(&enclosure->run, reg, 0);
    assert(low <= high);
    cell[LOW] = low;
    cell[HIGH] = high;
}

struct interval enclosure_of(const struct enclosure *enclosure, uint32_t reg, uint32_t month)
{
    const double *cell = run_cell(&enclosure->run, reg, month);
    return (struct interval){cell[LOW], cell[HIGH]};
}

static void put(struct enclosure *enclosure, uint32_t reg, uint32_t month, struct interval value)
{
    double *cell = run_cell(&enclosure->run, reg, month);
    cell[LOW] = value.low;
    cell[HIGH] = value.high;
}

/* An instruction in the month it is run for. */
struct step {
    const struct enclosure *enclosure;
    const struct instruction *code;
    uint32_t month;
};

/* Operand a of STEP in month M. */
static struct interval operand_in(const struct step *step, uint32_t m)
{
    return enclosure_of(step->enclosure, step->code->a, m);
}

/* All months of operand a, joined by OP one after the other. */
static struct interval fold(const struct step *step, enum operation op)
{
    struct interval value = operand_in(step, 0);
    for (uint32_t m = 1; m < step->enclosure->run.months; m++)
        value = interval_apply(op, value, operand_in(step, m), value, false);
    return value;
}

/* CODE_enclosure of each of MONTHS_OPERATIONS: where the value lies. */

static struct interval previous_enclosure(const struct step *step)
{
    return step->month == 0 ? enclosure_of(step->enclosure, step->code->b, 0)
                            : operand_in(step, step->month - 1);
}

static struct interval sum_enclosure(const struct step *step)
{
    return fold(step, OP_ADD);
}

static struct interval volume_enclosure(const struct step *step)
{
    struct interval value = {0, 0};
    for (uint32_t m = 0; m < step->enclosure->run.months; m++)
        value = interval_apply(OP_MOVED, value, operand_in(step, m), value, false);
    return value;
}

static struct interval avg_enclosure(const struct step *step)
{
    double n = step->enclosure->run.months;
    struct interval months = {n, n};
    return interval_apply(OP_DIV, fold(step, OP_ADD), months, months, false);
}

static struct interval first_enclosure(const struct step *step)
{
    return operand_in(step, 0);
}

static struct interval last_enclosure(const struct step *step)
{
    return operand_in(step, step->enclosure->run.months - 1);
}

static struct interval peak_enclosure(const struct step *step)
{
    return fold(step, OP_MAX);
}

/* There may be no rate, and of several the nearest to 0 jumps. */
static struct interval rate_enclosure(const struct step *step)
{
    (void)step;
    return INTERVAL_UNKNOWN;
}

static struct interval (*const months_enclosures[N_OPERATIONS])(const struct step *step) = {
#define X(name, function, unit, period, code, ...) [OP_##name] = code##_enclosure,
    MONTHS_OPERATIONS(X)
#undef X
};

/* Formulas say "never" by 1 / 0: of a constant, other than of an interval, 0 is known to be no -0.
 */
static bool is_plain_zero(const struct program *program, uint32_t reg)
{
    return reg < program->n_constants && program->constants[reg] == 0 &&
           !signbit(program->constants[reg]);
}

static struct interval over_zero(struct interval a)
{
    if (!(a.low > 0 || a.high < 0))
        return INTERVAL_UNKNOWN;
    double value = copysign((double)INFINITY, a.low);
    return (struct interval){value, value};
}

static void execute(struct enclosure *enclosure, const struct instruction *code, uint32_t month)
{
    enum operation op = (enum operation)code->op;
    struct interval value;
    if (months_enclosures[op])
        value = months_enclosures[op](&(struct step){enclosure, code, month});
    else if (op == OP_DIV && is_plain_zero(enclosure->run.program, code->b))
        value = over_zero(enclosure_of(enclosure, code->a, month));
    else
        value = interval_apply(op, enclosure_of(enclosure, code->a, month),
                               enclosure_of(enclosure, code->b, month),
                               enclosure_of(enclosure, code->c, month), code->a == code->b);
    put(enclosure, code->to, month, value);
}

void enclosure_run(struct enclosure *enclosure)
{
    const struct program *program = enclosure->run.program;
    for (uint32_t s = 0; s < program->n_segments; s++) {
        const struct segment *segment = &program->segments[s];
        const struct instruction *code = program->code + segment->first;
        uint32_t months = segment->is_monthly ? enclosure->run.months : 1;
        for (uint32_t month = 0; month < months; month++)
            for (uint32_t i = 0; i < segment->n; i++)
                execute(enclosure, &code[i], month);
    }
}
