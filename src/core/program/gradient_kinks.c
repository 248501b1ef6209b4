/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Kinks and jumps of what gradient.c differentiates. */
#include <assert.h>
#include <string.h>

#include "core/program/gradient.h"

#include "months.h"
#include "record.h"

/* How the result depends on a cell; gone through backwards. */
enum trait {
    IS_MOVING = 1,  /* a small change of it changes the result */
    IS_JUMPING = 2, /* a jump of it may change the result */
    IS_KINK = 4     /* a small change of it acts on the result through a kink or jump */
};

static double value_of(const struct gradient *g, uint32_t reg, uint32_t month)
{
    return *run_cell(&g->run, reg, month);
}

/* The cell's traits. */
static uint8_t *traits_of(const struct gradient *g, uint32_t reg, uint32_t month)
{
    return g->traits + (size_t)(run_cell(&g->run, reg, month) - g->run.cells) / g->run.lanes;
}

/* How the value depends on an operand at these values. */
struct effect {
    double slope;
    bool is_on_edge; /* it sits on its kink or jump */
    bool is_decided; /* the others alone decide the value, so that it can do what it likes */
};

#define SMOOTH(slope) ((struct effect){slope, false, false})
#define KINK(slope, edge) ((struct effect){slope, edge, false})
#define SAW(slope, edge) ((struct effect){slope, edge, false})
#define STEP(edge) ((struct effect){0, edge, false})
#define STEP_UNLESS(decided, edge) ((struct effect){0, edge, decided})
#define NO_OPERAND ((struct effect){0, false, true})

/* How the value Y of one of LANE_OPERATIONS depends on operand K. */
static struct effect effect_of(enum operation op, enum operand k, double a, double b, double c,
                               double y)
{
    switch (op) {
#define X(name, function, unit, value, enclosure, by_a, by_b, by_c)                                \
    case OP_##name:                                                                                \
        return k == OPERAND_a ? by_a : k == OPERAND_b ? by_b : by_c;
        LANE_OPERATIONS(X)
#undef X
#define X(name, ...) case OP_##name:
        MONTHS_OPERATIONS(X)
        FORMULA_OPERATIONS(X)
#undef X
    case OP_NUMBER:
    case OP_NAME:
        break;
    }
    assert(false);
    return NO_OPERAND;
}

/* What operand K of an operation has of the traits of the value, Y_TRAITS. */
static uint8_t pass(enum operation op, uint8_t k, double slope, bool is_on_edge, uint8_t y_traits)
{
    enum operand_shape shape = operation_shape(op, k);
    bool is_flat = slope == 0;
    uint8_t traits = y_traits & IS_JUMPING;
    if (!is_flat)
        traits |= y_traits & (IS_MOVING | IS_KINK);
    if (shape == SHAPE_SMOOTH && is_flat)
        traits = 0;
    uint8_t acting = shape == SHAPE_KINK ? IS_MOVING | IS_KINK : IS_JUMPING;
    if (is_on_edge && (y_traits & acting))
        traits |= IS_KINK;
    return traits;
}

/* An instruction in the month it was run for, and the traits of its value. */
struct step {
    const struct gradient *g;
    const struct instruction *code;
    uint32_t month;
    uint8_t traits;
};

/* What operand a in month M has of them; IS_TAKEN: the value is, or depends on, that month's. */
static void pass_month(const struct step *step, uint32_t m, bool is_taken, bool is_on_edge)
{
    *traits_of(step->g, step->code->a, m) |=
        pass((enum operation)step->code->op, OPERAND_a, is_taken, is_on_edge, step->traits);
}

/* CODE_traits of each of MONTHS_OPERATIONS: what the months of its operands have of the value's
 * traits. */

static void previous_traits(const struct step *step)
{
    if (step->month > 0)
        pass_month(step, step->month - 1, true, false);
    else
        *traits_of(step->g, step->code->b, 0) |= step->traits;
}

/* Of a lag that counts as at least LEAST. */
static void look_traits(const struct step *step, double least)
{
    const struct gradient *g = step->g;
    const struct instruction *code = step->code;
    const struct months at = {.a = run_cell(&g->run, code->a, step->month),
                              .b = run_cell(&g->run, code->b, 0),
                              .c = run_cell(&g->run, code->c, 0),
                              .stride = g->run.lanes,
                              .n = g->run.months,
                              .month = step->month};
    double n = *at.b, slope = look_slope(&at, least, 0), before = 0;
    struct look look = look_back(n, least, at.n);
    for (uint32_t i = 0; i <= (look.share > 0); i++)
        if (look.whole + i <= step->month)
            pass_month(step, step->month - look.whole - i, true, false);
        else
            *traits_of(g, code->c, 0) |= step->traits;
    if (n > least && n <= at.n) /* to the left of a whole number */
        before = months_ago(&at, look.whole, 0) - months_ago(&at, look.whole - 1, 0);
    bool is_on_edge = look.share == 0 && n >= least && before != slope;
    *traits_of(g, code->b, 0) |=
        pass((enum operation)code->op, OPERAND_b, slope, is_on_edge, step->traits);
}

static void lag_traits(const struct step *step)
{
    look_traits(step, 0);
}

static void lag_back_traits(const struct step *step)
{
    look_traits(step, 1);
}

static void by_age_traits(const struct step *step)
{
    for (uint32_t age = 0; age <= step->month; age++) {
        pass_month(step, step->month - age, true, false);
        *traits_of(step->g, step->code->b, age) |= step->traits;
    }
}

static void sum_traits(const struct step *step)
{
    for (uint32_t m = 0; m < step->g->run.months; m++)
        pass_month(step, m, true, false);
}

static void volume_traits(const struct step *step)
{
    for (uint32_t m = 0; m < step->g->run.months; m++)
        pass_month(step, m, true, value_of(step->g, step->code->a, m) == 0);
}

static void avg_traits(const struct step *step)
{
    sum_traits(step);
}

static void first_traits(const struct step *step)
{
    pass_month(step, 0, true, false);
}

static void last_traits(const struct step *step)
{
    pass_month(step, step->g->run.months - 1, true, false);
}

/* Of the largest or the smallest of the months of PART. */
static void extreme_traits(const struct step *step, struct part part)
{
    const struct gradient *g = step->g;
    double extreme = value_of(g, step->code->to, 0);
    uint32_t n_taken = 0;
    for (uint32_t m = part.first; m < part.end; m++)
        n_taken += value_of(g, step->code->a, m) == extreme;
    for (uint32_t m = part.first; m < part.end; m++) {
        bool is_taken = value_of(g, step->code->a, m) == extreme;
        pass_month(step, m, is_taken, is_taken && n_taken > 1);
    }
}

static void peak_traits(const struct step *step)
{
    extreme_traits(step, (struct part){0, step->g->run.months});
}

static void low_traits(const struct step *step)
{
    peak_traits(step);
}

/* Operand K, a month that is rounded. */
static void pass_rounded(const struct step *step, uint8_t k, uint32_t reg)
{
    double value = value_of(step->g, reg, 0);
    bool is_on_edge = fabs(value - trunc(value)) == 0.5;
    *traits_of(step->g, reg, 0) |=
        pass((enum operation)step->code->op, k, 0, is_on_edge, step->traits);
}

/* The months of a part; what they are follows from the ends. */
static struct part part_traits(const struct step *step)
{
    const struct gradient *g = step->g;
    const struct instruction *code = step->code;
    pass_rounded(step, OPERAND_b, code->b);
    pass_rounded(step, OPERAND_c, code->c);
    return part_of(value_of(g, code->b, 0), value_of(g, code->c, 0), g->run.months,
                   g->record->n_early);
}

static void sum_part_traits(const struct step *step)
{
    struct part part = part_traits(step);
    for (uint32_t m = part.first; m < part.end; m++)
        pass_month(step, m, true, false);
}

static void avg_part_traits(const struct step *step)
{
    sum_part_traits(step);
}

static void peak_part_traits(const struct step *step)
{
    extreme_traits(step, part_traits(step));
}

static void low_part_traits(const struct step *step)
{
    peak_part_traits(step);
}

static void at_traits(const struct step *step)
{
    pass_rounded(step, OPERAND_b, step->code->b);
    uint32_t m = month_at(value_of(step->g, step->code->b, 0), step->g->run.months,
                          step->g->record->n_early);
    if (m < step->g->run.months)
        pass_month(step, m, true, false);
}

static void npv_traits(const struct step *step)
{
    sum_traits(step);
    *traits_of(step->g, step->code->b, 0) |= step->traits;
}

static void rate_traits(const struct step *step)
{
    sum_traits(step);
}

static void (*const months_traits[N_OPERATIONS])(const struct step *step) = {
#define X(name, function, unit, period, code, ...) [OP_##name] = code##_traits,
    MONTHS_OPERATIONS(X)
#undef X
};

static void go_back(const struct gradient *g, const struct instruction *code, uint32_t month)
{
    enum operation op = (enum operation)code->op;
    uint8_t y_traits = *traits_of(g, code->to, month);
    if (y_traits == 0)
        return;
    if (months_traits[op]) {
        months_traits[op](&(struct step){g, code, month, y_traits});
        return;
    }
    const uint32_t operands[] = {code->a, code->b, code->c};
    double a = value_of(g, code->a, month), b = value_of(g, code->b, month);
    double c = value_of(g, code->c, month), y = value_of(g, code->to, month);
    for (uint8_t k = 0; k < operation_n_operands(op); k++) {
        struct effect effect = effect_of(op, (enum operand)k, a, b, c, y);
        /* of min(x, x) there is no kink */
        bool is_same = operation_n_operands(op) == 2 && code->a == code->b;
        if (!effect.is_decided)
            *traits_of(g, operands[k], month) |=
                pass(op, k, effect.slope, effect.is_on_edge && !is_same, y_traits);
    }
}

void gradient_find_kinks(struct gradient *g, uint32_t output)
{
    const struct program *record = g->record;
    memset(g->traits, 0, program_n_cells(record, g->run.months));
    *traits_of(g, output, run_last_month(&g->run, output)) = IS_MOVING | IS_JUMPING;
    for (uint32_t s = record->n_segments; s-- > 0;) {
        const struct segment *segment = &record->segments[s];
        for (uint32_t month = segment->is_monthly ? g->run.months : 1; month-- > 0;)
            for (uint32_t i = segment->n; i-- > 0;)
                go_back(g, &record->code[segment->first + i], month);
    }
}

bool gradient_is_kink(const struct gradient *g, uint32_t reg)
{
    return *traits_of(g, reg, 0) & IS_KINK;
}

/* Of a register: whether it depends on an input, and through a jump. */
enum { DEPENDS = 1, JUMPS = 2 };

/* Whether the instruction's value got a trait that it had not before. */
static bool go_forward(struct gradient *g, const struct instruction *code)
{
    const uint32_t operands[] = {code->a, code->b, code->c};
    enum operation op = (enum operation)code->op;
    uint8_t *y_traits = &g->traits[register_index(g->record, code->to)], before = *y_traits;
    for (uint8_t k = 0; k < operation_n_operands(op); k++) {
        uint8_t traits = g->traits[register_index(g->record, operands[k])];
        enum operand_shape shape = operation_shape(op, k);
        if ((traits & DEPENDS) && (shape == SHAPE_STEP || shape == SHAPE_SAW))
            traits |= JUMPS;
        *y_traits |= traits;
    }
    return *y_traits != before;
}

bool gradient_has_jumps(struct gradient *g, uint32_t output, const uint32_t *inputs, size_t n)
{
    const struct program *record = g->record;
    memset(g->traits, 0, program_n_cells(record, g->run.months));
    for (size_t i = 0; i < n; i++)
        g->traits[register_index(record, inputs[i])] = DEPENDS;
    for (uint32_t s = 0; s < record->n_segments; s++) {
        const struct segment *segment = &record->segments[s];
        bool is_new;
        do { /* again for what last month's values bring along */
            is_new = false;
            for (uint32_t i = segment->first; i < segment->first + segment->n; i++)
                is_new |= go_forward(g, &record->code[i]);
        } while (is_new && segment->is_monthly);
    }
    return g->traits[register_index(record, output)] & JUMPS;
}
