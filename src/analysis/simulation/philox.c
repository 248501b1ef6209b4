/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "analysis/simulation/philox.h"

#include "core/program/lanes.h"

enum { WORDS = 4, BLOCKS = PHILOX_CHUNK / WORDS };

/* Words stand in 64 bits each, whose upper half is 0: so a multiplication needs no shuffling where
 * the compiler works on several blocks at once. */
struct block {
    uint64_t a, b, c, d;
};

static VECTOR_INLINE struct block turn(struct block in, uint32_t key_0, uint32_t key_1)
{
    const uint64_t low = UINT32_MAX;
    uint64_t p = in.a * 0xD2511F53u, q = in.c * 0xCD9E8D57u;
    return (struct block){(q >> 32) ^ in.b ^ key_0, q & low, (p >> 32) ^ in.d ^ key_1, p & low};
}

/* The ten rounds, written out: a loop in a loop over blocks would not be vectorised. */
static VECTOR_INLINE struct block rounds(struct block block, uint32_t key_0, uint32_t key_1)
{
#define KEYS(round) key_0 + (round)*0x9E3779B9u, key_1 + (round)*0xBB67AE85u
    block = turn(block, KEYS(0u));
    block = turn(block, KEYS(1u));
    block = turn(block, KEYS(2u));
    block = turn(block, KEYS(3u));
    block = turn(block, KEYS(4u));
    block = turn(block, KEYS(5u));
    block = turn(block, KEYS(6u));
    block = turn(block, KEYS(7u));
    block = turn(block, KEYS(8u));
    block = turn(block, KEYS(9u));
#undef KEYS
    return block;
}

void philox_words(const uint32_t counter[4], const uint32_t key[2], uint32_t out[4])
{
    struct block block =
        rounds((struct block){counter[0], counter[1], counter[2], counter[3]}, key[0], key[1]);
    out[0] = (uint32_t)block.a;
    out[1] = (uint32_t)block.b;
    out[2] = (uint32_t)block.c;
    out[3] = (uint32_t)block.d;
}

/* FNV-1a, and then the finisher of splitmix64, so that names which differ in one letter differ in
 * half of the bits. */
uint64_t philox_stream(const char *name)
{
    uint64_t hash = 0xCBF29CE484222325u;
    for (const char *c = name; *c; c++)
        hash = (hash ^ (unsigned char)*c) * 0x100000001B3u;
    hash = (hash ^ (hash >> 30)) * 0xBF58476D1CE4E5B9u;
    hash = (hash ^ (hash >> 27)) * 0x94D049BB133111EBu;
    return hash ^ (hash >> 31);
}

/* Through a signed word, which every processor can convert: it and the sum are exact. */
static VECTOR_INLINE double uniform(uint64_t word)
{
    return ((double)(int32_t)((uint32_t)word ^ 0x80000000u) + 2147483648.5) * 0x1p-32;
}

VECTOR_CLONES_WIDE static void draw(uint64_t seed, uint64_t stream, uint64_t chunk,
                                    double out[PHILOX_CHUNK])
{
    const uint32_t key_0 = (uint32_t)seed, key_1 = (uint32_t)(seed >> 32);
    const uint64_t first = chunk * BLOCKS, low = (uint32_t)first, high = first >> 32;
    const uint64_t stream_low = (uint32_t)stream, stream_high = stream >> 32;
    /* word w of block j is number w * BLOCKS + j: four streams of stores, nothing transposed */
    FOR_EACH_LANE (j, BLOCKS) {
        struct block block =
            rounds((struct block){low + j, high, stream_low, stream_high}, key_0, key_1);
        out[j] = uniform(block.a);
        out[BLOCKS + j] = uniform(block.b);
        out[2 * BLOCKS + j] = uniform(block.c);
        out[3 * BLOCKS + j] = uniform(block.d);
    }
}

void philox_uniforms(uint64_t seed, uint64_t stream, uint64_t chunk, double out[PHILOX_CHUNK])
{
    draw(seed, stream, chunk, out);
}
