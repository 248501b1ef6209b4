/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"
#include "model.h"

void evaluate_loop(size_t n, double *const *inputs, double *out)
{
    for (size_t i = 0; i < n; i++) {
        double p[MODEL_INPUTS];
        for (int k = 0; k < MODEL_INPUTS; k++)
            p[k] = inputs[k][i];
        out[i] = model_compute(p);
    }
}
