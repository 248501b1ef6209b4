# SPDX-License-Identifier: GPL-3.0-or-later
"""The simulation of bench/simulate.c as one writes it with NumPy: samples a second on one thread."""
import sys
import time

import numpy as np

N = int(sys.argv[1]) if len(sys.argv) > 1 else 1000000
BLOCK = 4096  # whole columns of this size stay in the cache


def simulate(generator, n):
    p = generator.triangular(0.5, 1, 3, (16, n))
    users = p[0] * p[1] + p[2]
    paying = users * p[3]
    income = paying * p[4] + users * p[5] * p[6]
    tokens = users * p[7] + paying * p[8]
    inference = tokens / (p[9] * p[10]) * p[11]
    support = np.maximum(users * p[12], p[13])
    staff = p[13] * p[14]
    spend = inference + support + staff
    tax = np.maximum(income - spend, 0) * p[15]
    result = income - spend - tax
    per_user = result / users
    return np.where(income > 0, result / income, 0) + per_user * 0


best = float("inf")
for _ in range(3):
    generator = np.random.Generator(np.random.Philox(1))
    begin = time.process_time()
    total = square = 0.0
    for _ in range(0, N, BLOCK):
        y = simulate(generator, BLOCK)
        total += y.sum()
        square += (y * y).sum()
    best = min(best, time.process_time() - begin)
n = -(-N // BLOCK) * BLOCK
mean = total / n
print("%.3e %.6f %.6f" % (n / best, mean, (square / n - mean * mean) ** 0.5))
