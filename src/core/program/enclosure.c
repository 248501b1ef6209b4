/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/program/enclosure.h"

#include <assert.h>

#include "core/language/interval.h"

#include "months.h"

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

/* Operand a AGO months before STEP; the initial value where there was none. */
static struct interval ago_in(const struct step *step, uint32_t ago)
{
    return ago > step->month ? enclosure_of(step->enclosure, step->code->c, 0)
                             : operand_in(step, step->month - ago);
}

/* Operand a at LOOK, as a run computes it. */
static struct interval look_in(const struct step *step, struct look look)
{
    const struct interval one = {1, 1}, share = {look.share, look.share};
    struct interval near = ago_in(step, look.whole);
    if (look.share == 0)
        return near;
    struct interval rest = interval_apply(OP_SUB, one, share, one, false);
    return interval_apply(OP_ADD, interval_apply(OP_MUL, rest, near, one, false),
                          interval_apply(OP_MUL, share, ago_in(step, look.whole + 1), one, false),
                          one, false);
}

static struct interval hull(struct interval a, struct interval b)
{
    return (struct interval){operation_min(a.low, b.low), operation_max(a.high, b.high)};
}

/* Between whole numbers the value goes straight from one month to the other; what a run rounds away
 * on the way is less than WIDER. */
static struct interval look_enclosure(const struct step *step, double least)
{
    const struct interval wider = {1 - 0x1p-50, 1 + 0x1p-50};
    struct interval n = enclosure_of(step->enclosure, step->code->b, 0);
    uint32_t months = step->enclosure->run.months;
    if (interval_is_unknown(n))
        return n;
    struct look from = look_back(n.low, least, months), to = look_back(n.high, least, months);
    struct interval value = look_in(step, from);
    if (n.low == n.high)
        return value;
    value = hull(value, look_in(step, to));
    for (uint32_t ago = from.whole + 1; ago <= to.whole; ago++)
        value = hull(value, ago_in(step, ago));
    return interval_apply(OP_MUL, value, wider, wider, false);
}

static struct interval lag_enclosure(const struct step *step)
{
    return look_enclosure(step, 0);
}

static struct interval lag_back_enclosure(const struct step *step)
{
    return look_enclosure(step, 1);
}

static struct interval by_age_enclosure(const struct step *step)
{
    struct interval value = {0, 0};
    for (uint32_t age = 0; age <= step->month; age++) {
        struct interval share = enclosure_of(step->enclosure, step->code->b, age);
        struct interval part =
            interval_apply(OP_MUL, operand_in(step, step->month - age), share, share, false);
        value = age == 0 ? part : interval_apply(OP_ADD, value, part, part, false);
    }
    return value;
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

static struct interval low_enclosure(const struct step *step)
{
    return fold(step, OP_MIN);
}

/* Of a part of the months: those that are in it whatever its ends may be, and those that may be. */
struct parts {
    struct part sure, any;
};

static struct parts parts_in(const struct step *step)
{
    uint32_t n = step->enclosure->run.months, early = step->enclosure->run.program->n_early;
    struct interval from = enclosure_of(step->enclosure, step->code->b, 0);
    struct interval to = enclosure_of(step->enclosure, step->code->c, 0);
    return (struct parts){part_of(from.high, to.low, n, early),
                          part_of(from.low, to.high, n, early)};
}

/* Whether an end of the part may be NaN. */
static bool is_part_unknown(const struct step *step)
{
    return interval_is_unknown(enclosure_of(step->enclosure, step->code->b, 0)) ||
           interval_is_unknown(enclosure_of(step->enclosure, step->code->c, 0));
}

static bool has_month(struct part part, uint32_t m)
{
    return m >= part.first && m < part.end;
}

static struct interval sum_part_enclosure(const struct step *step)
{
    struct parts parts = parts_in(step);
    struct interval sum = {0, 0}, none = {0, 0};
    if (is_part_unknown(step))
        return INTERVAL_UNKNOWN;
    for (uint32_t m = parts.any.first; m < parts.any.end; m++) {
        struct interval x = operand_in(step, m);
        if (!has_month(parts.sure, m))
            x = hull(x, none);
        sum = interval_apply(OP_ADD, sum, x, x, false);
    }
    return sum;
}

/* What is between the lowest and the highest that there may be; a sum and a quotient round away
 * less than WIDER. */
static struct interval avg_part_enclosure(const struct step *step)
{
    const struct interval wider = {1 - 0x1p-40, 1 + 0x1p-40};
    struct parts parts = parts_in(step);
    double n = parts.any.end - parts.any.first;
    struct interval months = {n, n};
    if (is_part_unknown(step) || parts.sure.first == parts.sure.end)
        return INTERVAL_UNKNOWN;
    if (parts.sure.first == parts.any.first && parts.sure.end == parts.any.end)
        return interval_apply(OP_DIV, sum_part_enclosure(step), months, months, false);
    struct interval value = operand_in(step, parts.any.first);
    for (uint32_t m = parts.any.first + 1; m < parts.any.end; m++)
        value = hull(value, operand_in(step, m));
    return interval_apply(OP_MUL, value, wider, wider, false);
}

/* The largest of the sure months at least, and at most that of all; or the smallest. */
static struct interval extreme_part(const struct step *step, enum operation op)
{
    struct parts parts = parts_in(step);
    if (is_part_unknown(step) || parts.sure.first == parts.sure.end)
        return INTERVAL_UNKNOWN;
    struct interval value = operand_in(step, parts.sure.first);
    for (uint32_t m = parts.sure.first + 1; m < parts.sure.end; m++)
        value = interval_apply(op, value, operand_in(step, m), value, false);
    for (uint32_t m = parts.any.first; m < parts.any.end; m++)
        if (!has_month(parts.sure, m))
            value = hull(value, interval_apply(op, value, operand_in(step, m), value, false));
    return value;
}

static struct interval peak_part_enclosure(const struct step *step)
{
    return extreme_part(step, OP_MAX);
}

static struct interval low_part_enclosure(const struct step *step)
{
    return extreme_part(step, OP_MIN);
}

static struct interval at_enclosure(const struct step *step)
{
    uint32_t n = step->enclosure->run.months, early = step->enclosure->run.program->n_early;
    struct interval month = enclosure_of(step->enclosure, step->code->b, 0);
    uint32_t first = month_at(month.low, n, early), last = month_at(month.high, n, early);
    if (first == n || last == n)
        return INTERVAL_UNKNOWN;
    struct interval value = operand_in(step, first);
    for (uint32_t m = first + 1; m <= last; m++)
        value = hull(value, operand_in(step, m));
    return value;
}

static struct interval npv_enclosure(const struct step *step)
{
    const struct interval one = {1, 1};
    const struct program *program = step->enclosure->run.program;
    struct interval rate = enclosure_of(step->enclosure, step->code->b, 0), sum = one;
    struct interval growth = interval_apply(OP_ADD, one, rate, one, false);
    for (uint32_t m = 0; m < step->enclosure->run.months; m++) {
        double at = years_at(m, program->n_early, program->per_year);
        struct interval years = {at, at};
        struct interval factor = interval_apply(OP_POW, growth, years, one, false);
        struct interval value = interval_apply(OP_DIV, operand_in(step, m), factor, one, false);
        sum = m == 0 ? value : interval_apply(OP_ADD, sum, value, one, false);
    }
    return sum;
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
