/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/enclosure.h"

#include "interval.h"

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

static struct interval over_months(const struct enclosure *enclosure, enum operation op,
                                   uint32_t series)
{
    const struct interval none = {0, 0};
    uint32_t months = enclosure->run.months;
    struct interval value = enclosure_of(enclosure, series, 0);
    switch (op) {
    case OP_FIRST:
        return value;
    case OP_LAST:
        return enclosure_of(enclosure, series, months - 1);
    case OP_SUM:
    case OP_AVG:
    case OP_PEAK:
        for (uint32_t m = 1; m < months; m++)
            value = interval_apply(op == OP_PEAK ? OP_MAX : OP_ADD, value,
                                   enclosure_of(enclosure, series, m), none, false);
        if (op == OP_AVG)
            value = interval_apply(OP_DIV, value, (struct interval){months, months}, none, false);
        return value;
    default: /* OP_IRR: there may be none, and of several the nearest to 0 jumps */
        return INTERVAL_UNKNOWN;
    }
}

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
    if (op == OP_PREVIOUS)
        value = month == 0 ? enclosure_of(enclosure, code->b, 0)
                           : enclosure_of(enclosure, code->a, month - 1);
    else if (op == OP_DIV && is_plain_zero(enclosure->run.program, code->b))
        value = over_zero(enclosure_of(enclosure, code->a, month));
    else if (op > OP_PREVIOUS)
        value = over_months(enclosure, op, code->a);
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
