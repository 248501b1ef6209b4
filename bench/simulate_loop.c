/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Sample by sample, as one writes it down. The order is the library's, whose chunks have the four
 * words of a block 256 samples apart. */
#include <math.h>

#include "model.h"
#include "simulate.h"

static void philox(const uint32_t counter[4], uint64_t seed, uint32_t out[4])
{
    uint32_t a = counter[0], b = counter[1], c = counter[2], d = counter[3];
    uint32_t key_0 = (uint32_t)seed, key_1 = (uint32_t)(seed >> 32);
    for (int round = 0; round < 10; round++) {
        uint64_t p = (uint64_t)a * 0xD2511F53u, q = (uint64_t)c * 0xCD9E8D57u;
        a = (uint32_t)(q >> 32) ^ b ^ key_0;
        b = (uint32_t)q;
        c = (uint32_t)(p >> 32) ^ d ^ key_1;
        d = (uint32_t)p;
        key_0 += 0x9E3779B9u;
        key_1 += 0xBB67AE85u;
    }
    out[0] = a, out[1] = b, out[2] = c, out[3] = d;
}

static double triangular(double u)
{
    const double width = MODEL_HIGH - MODEL_LOW, split = (MODEL_MODE - MODEL_LOW) / width;
    return u < split ? MODEL_LOW + sqrt(u * width * (MODEL_MODE - MODEL_LOW))
                     : MODEL_HIGH - sqrt((1 - u) * width * (MODEL_HIGH - MODEL_MODE));
}

/* Welford's updating of mean and variance, sample by sample. */
static void add(struct simulate_moments *moments, uint64_t *n, double value)
{
    double delta = value - moments->mean;
    moments->mean += delta / (double)++*n;
    moments->sd += delta * (value - moments->mean);
}

void simulate_loop(uint64_t n, uint64_t seed, const uint64_t *streams, struct simulate_moments *out)
{
    uint64_t done = 0;
    *out = (struct simulate_moments){0};
    for (uint64_t block = 0; block / 256 * 1024 < n; block++) {
        double p[4][MODEL_INPUTS];
        for (int k = 0; k < MODEL_INPUTS; k++) {
            uint32_t words[4], counter[4] = {(uint32_t)block, (uint32_t)(block >> 32),
                                             (uint32_t)streams[k], (uint32_t)(streams[k] >> 32)};
            philox(counter, seed, words);
            for (int w = 0; w < 4; w++)
                p[w][k] = triangular((words[w] + 0.5) * 0x1p-32);
        }
        for (uint64_t w = 0; w < 4; w++)
            if (block / 256 * 1024 + w * 256 + block % 256 < n)
                add(out, &done, model_compute(p[w]));
    }
    out->sd = sqrt(out->sd / (double)(done - 1));
}
