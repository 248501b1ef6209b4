/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "evaluate.h"

void evaluate_loop(size_t n, double *const *p, double *out)
{
    for (size_t i = 0; i < n; i++) {
        double users = p[0][i] * p[1][i] + p[2][i];
        double paying = users * p[3][i];
        double income = paying * p[4][i] + users * p[5][i] * p[6][i];
        double tokens = users * p[7][i] + paying * p[8][i];
        double inference = tokens / (p[9][i] * p[10][i]) * p[11][i];
        double support = users * p[12][i];
        if (!(support >= p[13][i]))
            support = p[13][i];
        double staff = p[13][i] * p[14][i];
        double spend = inference + support + staff;
        double tax = income - spend;
        if (!(tax >= 0))
            tax = 0;
        tax *= p[15][i];
        double result = income - spend - tax;
        double per_user = result / users;
        out[i] = (income > 0 ? result / income : 0) + per_user * 0;
    }
}
