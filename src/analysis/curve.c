/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "curve.h"

enum status curve_init(struct curve *curve, const struct probe *probe, uint32_t most_months,
                       struct error *err)
{
    const struct program *program = probe->program;
    *curve = (struct curve){.probe = probe, .most_months = most_months, .reg = REGISTER_NONE};
    enum status status = run_init(&curve->many, program, 0, probe->months, err);
    if (!status)
        status = run_init(&curve->few, program, CURVE_FEW, probe->months, err);
    if (!status && most_months > 0)
        status = run_init(&curve->horizon, program, 1, most_months, err);
    if (status)
        curve_fini(curve);
    return status;
}

void curve_fini(struct curve *curve)
{
    run_fini(&curve->many);
    run_fini(&curve->few);
    run_fini(&curve->horizon);
    *curve = (struct curve){0};
}

void curve_load(struct curve *curve, const struct scenario *scenario)
{
    probe_load(curve->probe, &curve->many, scenario);
    probe_load(curve->probe, &curve->few, scenario);
    if (curve->most_months > 0)
        probe_load(curve->probe, &curve->horizon, scenario);
    curve->reg = REGISTER_NONE;
}

bool curve_choose(struct curve *curve, const struct scenario *scenario, uint32_t line)
{
    if (curve->reg != REGISTER_NONE) {
        run_set(&curve->many, curve->reg, curve->present);
        run_set(&curve->few, curve->reg, curve->present);
    }
    curve->is_months = line == scenario->model->months;
    curve->reg = probe_register(curve->probe, line);
    curve->present = scenario->model->lines[line].value;
    /* whatever has months depends on how many there are */
    return curve->reg != REGISTER_NONE ||
           (curve->is_months && curve->probe->program->n_segments > 0);
}

static void run_months(struct curve *curve, size_t n, const double *x,
                       const struct lane_output *outputs, size_t n_outputs)
{
    struct run *run = &curve->horizon;
    for (size_t i = 0; i < n; i++) {
        run_set_months(run, (uint32_t)x[i]);
        if (curve->reg != REGISTER_NONE)
            run_set(run, curve->reg, x[i]);
        run_block(run, 1);
        for (size_t o = 0; o < n_outputs; o++)
            outputs[o].values[i] = run_cell(run, outputs[o].reg, 0)[0];
    }
}

void curve_run(struct curve *curve, size_t n, const double *x, const struct lane_output *outputs,
               size_t n_outputs)
{
    const struct lane_input input = {curve->reg, x};
    if (curve->is_months)
        run_months(curve, n, x, outputs, n_outputs);
    else
        program_run(n <= CURVE_FEW ? &curve->few : &curve->many, n, &input,
                    curve->reg != REGISTER_NONE, outputs, n_outputs);
}
