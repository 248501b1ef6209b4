/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Counted random numbers against known ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "analysis/simulation/philox.h"
#include "support/assert_near.h"

static void test_known_answers(void **state)
{
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], words[4];
    } rows[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        uint32_t words[4];
        philox_words(rows[i].counter, rows[i].key, words);
        assert_memory_equal(words, rows[i].words, sizeof words);
    }
}

/* The numbers of a chunk are those of the blocks one by one, the counters' upper halves included.
 */
static void test_uniforms(void **state)
{
    (void)state;
    static const uint64_t chunks[] = {0, 1, 4194303, UINT64_C(0x123456789ab)};
    const uint64_t seed = UINT64_C(0xfedcba9876543210), stream = philox_stream("a.x");
    double uniforms[PHILOX_CHUNK];
    for (size_t c = 0; c < sizeof chunks / sizeof *chunks; c++) {
        philox_uniforms(seed, stream, chunks[c], uniforms);
        for (uint32_t i = 0; i < PHILOX_CHUNK; i++) {
            uint64_t block = chunks[c] * 256 + i % 256;
            uint32_t counter[4] = {(uint32_t)block, (uint32_t)(block >> 32), (uint32_t)stream,
                                   (uint32_t)(stream >> 32)};
            uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)}, words[4];
            philox_words(counter, key, words);
            assert_same_bits(uniforms[i], (words[i / 256] + 0.5) / 4294967296.0);
            assert_true(uniforms[i] > 0 && uniforms[i] < 1);
        }
    }
    assert_true(philox_stream("a.x") != philox_stream("a.y"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_answers),
        cmocka_unit_test(test_uniforms),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
