/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Correlations: matrices that can be and that cannot, [correlations], edits around it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/correlation.h"
#include "support/assert_near.h"
#include "support/scenario_text.h"

enum { MAX = 6 };

static double random_unit(uint64_t *state)
{
    *state ^= *state << 13;
    *state ^= *state >> 7;
    *state ^= *state << 17;
    return (double)(*state >> 11) / 9007199254740992.0;
}

/* Some correlations between N variables: those of random vectors of RANK numbers, so that they can
 * be. */
static void make_matrix_of(double *matrix, uint32_t n, uint32_t rank, uint64_t *state)
{
    double vectors[MAX][MAX] = {{0}};
    for (uint32_t i = 0; i < n; i++) {
        double length = 0;
        for (uint32_t k = 0; k < rank; k++) {
            vectors[i][k] = 2 * random_unit(state) - 1;
            length += vectors[i][k] * vectors[i][k];
        }
        for (uint32_t k = 0; k < rank; k++)
            vectors[i][k] /= sqrt(length);
    }
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++) {
            matrix[i * n + j] = i == j;
            for (uint32_t k = 0; k < n && i != j; k++)
                matrix[i * n + j] += vectors[i][k] * vectors[j][k];
        }
}

static void make_matrix(double *matrix, uint32_t n, uint64_t *state)
{
    make_matrix_of(matrix, n, n, state);
}

static void test_factor(void **state)
{
    (void)state;
    uint64_t seed = 88172645463325252u;
    for (int round = 0; round < 200; round++) {
        uint32_t n = 2 + (uint32_t)round % (MAX - 1);
        double matrix[MAX * MAX], factor[MAX * MAX], work[MAX * MAX];
        make_matrix(matrix, n, &seed);
        memcpy(factor, matrix, sizeof factor);
        if (!correlation_factor(factor, n, work))
            continue; /* as good as singular */
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < n; j++) {
                double product = 0;
                for (uint32_t k = 0; k < n; k++)
                    product += factor[i * n + k] * factor[j * n + k];
                assert_true(fabs(product - matrix[i * n + j]) < 1e-12);
                assert_true(j <= i || factor[i * n + j] == 0);
            }
    }
}

static bool is_possible_with(const double *matrix, uint32_t n, uint32_t i, uint32_t j, double r)
{
    double copy[MAX * MAX], work[MAX * MAX];
    memcpy(copy, matrix, sizeof copy);
    copy[i * n + j] = copy[j * n + i] = r;
    return correlation_factor(copy, n, work);
}

/* Some follow from the others: that can be, and a hundredth off it cannot. */
static void test_singular(void **state)
{
    (void)state;
    uint64_t seed = 521288629546311u;
    for (int round = 0; round < 500; round++) {
        uint32_t n = 3 + (uint32_t)round % (MAX - 2), rank = 1 + (uint32_t)round % (n - 1);
        double matrix[MAX * MAX], factor[MAX * MAX], work[MAX * MAX], low, high;
        make_matrix_of(matrix, n, rank, &seed);
        memcpy(factor, matrix, sizeof factor);
        assert_true(correlation_factor(factor, n, work));
        for (uint32_t i = 0; i < n; i++)
            for (uint32_t j = 0; j < n; j++) {
                double product = 0;
                for (uint32_t k = 0; k < n; k++)
                    product += factor[i * n + k] * factor[j * n + k];
                assert_true(fabs(product - matrix[i * n + j]) < 2e-5);
            }
        if (rank > n - 2) /* a range of its own */
            continue;
        assert_true(correlation_range(matrix, n, 0, n - 1, work, &low, &high));
        assert_true(fabs(low - matrix[n - 1]) < 1e-4 && fabs(high - matrix[n - 1]) < 1e-4);
        assert_true(is_possible_with(matrix, n, 0, n - 1, matrix[n - 1]));
        assert_false(is_possible_with(matrix, n, 0, n - 1, matrix[n - 1] - 0.01));
        assert_false(is_possible_with(matrix, n, 0, n - 1, matrix[n - 1] + 0.01));
    }
}

/* The range is that in which the matrix can be, whatever stood in the entry. */
static void test_range(void **state)
{
    (void)state;
    uint64_t seed = 362436069362436069u;
    int told = 0;
    for (int round = 0; round < 500; round++) {
        uint32_t n = 2 + (uint32_t)round % (MAX - 1);
        uint32_t i = (uint32_t)(random_unit(&seed) * n);
        uint32_t j = (i + 1 + (uint32_t)(random_unit(&seed) * (n - 1))) % n;
        double matrix[MAX * MAX], work[MAX * MAX], low, high;
        make_matrix(matrix, n, &seed);
        matrix[i * n + j] = matrix[j * n + i] = 7;
        if (!correlation_range(matrix, n, i, j, work, &low, &high) || high - low < 1e-4)
            continue;
        told++;
        assert_true(low >= -1 && high <= 1);
        assert_true(is_possible_with(matrix, n, i, j, low + 1e-5));
        assert_true(is_possible_with(matrix, n, i, j, (low + high) / 2));
        assert_true(is_possible_with(matrix, n, i, j, high - 1e-5));
        assert_false(is_possible_with(matrix, n, i, j, low - 1e-5));
        assert_false(is_possible_with(matrix, n, i, j, high + 1e-5));
    }
    assert_true(told > 400);
    /* the header's example */
    double chain[] = {1, 0.9, 0, 0.9, 1, 0.9, 0, 0.9, 1}, work[9], low, high;
    assert_true(correlation_range(chain, 3, 0, 2, work, &low, &high));
    assert_near(low, 0.62, 1e-12);
    assert_near(high, 1, 1e-12);
    /* nothing between 1 and 3 helps where 2 goes with itself alone impossibly */
    double hopeless[] = {1, 1.5, 0, 1.5, 1, 0, 0, 0, 1};
    assert_false(correlation_range(hopeless, 3, 0, 2, work, &low, &high));
}

static void test_ranks(void **state)
{
    (void)state;
    assert_near(correlation_of_ranks(0.6), 0.61803398874989485, 1e-12);
    assert_near(correlation_of_ranks(1), 1, 1e-12);
    for (double rank = -1; rank <= 1; rank += 0.125)
        assert_true(fabs(correlation_to_ranks(correlation_of_ranks(rank)) - rank) < 1e-12);
}

static const char three[] = "[a]\nx = 5\nx.dist = normal(5, 1)\ny = 5\ny.dist = normal(5, 1)\n"
                            "z = 5\nz.dist = uniform(0, 10)\ncost = x + y + z + w\n"
                            "[shared]\nw = 1\nw.dist = uniform(0, 2)\n"
                            "[correlations]\nc1 = a.y, a.x, 0.5\nc2 = w, a.y, -20 %\n";

static void test_model(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(three);
    const struct model *model = scenario->model;
    assert_int_equal(model->warnings.n, 0);
    assert_int_equal(model->n_correlations, 2);
    assert_int_equal(model->n_correlated, 3); /* in the order of the section */
    assert_int_equal(model->correlated[0], model_find(model, "a.y"));
    assert_int_equal(model->correlated[1], model_find(model, "a.x"));
    assert_int_equal(model->correlated[2], model_find(model, "w"));
    assert_string_equal(model->correlations[1].name, "c2");
    assert_near(model->correlations[1].rank, -0.2, 0);
    assert_near(model->correlation_factor[0], 1, 0);
    assert_near(model->correlation_factor[3], correlation_of_ranks(0.5), 1e-12);
    assert_near(model->correlation_factor[6], correlation_of_ranks(-0.2), 1e-12);
    scenario_free(scenario);
    scenario = scenario_from_text("[a]\ncost = 1\n[correlations]\n");
    assert_int_equal(scenario->model->n_correlations, 0);
    scenario_free(scenario);
}

static void set(struct scenario *scenario, const char *section, const char *key, const char *text,
                const char *refusal)
{
    struct error err = {.text = ""};
    enum status status = scenario_set(scenario, section, key, text, &err);
    if (refusal ? !status || !strstr(err.text, refusal) : status != STATUS_OK)
        fail_msg("%s.%s = %s: %s", section, key, text ? text : "(removed)", err.text);
}

static void test_edits(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(three);
    set(scenario, "correlations", "c1", "a.y, a.x, 0.7", NULL);
    assert_near(scenario->model->correlations[0].rank, 0.7, 0);
    set(scenario, "correlations", "c1", "a.y, a.x", "two parameters and a number");
    set(scenario, "correlations", "c1", "a.y, a.x, 7", "between -1 and 1");
    set(scenario, "correlations", "c1", "a.y, a.u, 0.7", "unknown name 'a.u'; did you mean");
    assert_near(scenario->model->correlations[0].rank, 0.7, 0);
    assert_string_equal(scenario_text(scenario, "correlations", "c1"), "a.y, a.x, 0.7");
    set(scenario, "correlations", "c3", "a.x, w, 0.9", "'c3' may be at most 0.51");
    set(scenario, "correlations", "c3", "a.x, w, 0.51", NULL);
    set(scenario, "correlations", "c3", NULL, NULL);
    set(scenario, "correlations", "c1", "a.y, a.x, 0.5", NULL);
    assert_false(source_is_edited(scenario->source));
    scenario_free(scenario);
}

/* Of four that go together, w last: what follows from the others can be, nothing else. */
static void test_perfect(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(three);
    set(scenario, "correlations", "c1", "a.y, a.x, 1", "'c1' may be at most 0.97 beside");
    set(scenario, "correlations", "c3", "a.x, w, -0.2", NULL);
    set(scenario, "correlations", "c1", "a.y, a.x, 1", NULL);
    set(scenario, "correlations", "c4", "a.z, w, 0.2", NULL);
    set(scenario, "correlations", "c5", "a.z, a.x, -1", "'c5' has to be 0 beside the other");
    assert_near(scenario->model->correlation_factor[4], 1, 1e-12);
    set(scenario, "correlations", "c3", NULL, "'c1' may be at most 0.97 beside the other");
    set(scenario, "correlations", "c2", "w, a.y, -21 %", "'c3' has to be -0.21 beside the other");
    set(scenario, "correlations", "c1", "a.y, a.x, -1", "beside the other correlations");
    set(scenario, "correlations", "c1", "a.y, a.x, 0.9999999", NULL);
    scenario_free(scenario);
    scenario = scenario_from_text(three);
    set(scenario, "correlations", "c2", NULL, NULL);
    set(scenario, "correlations", "c1", "a.y, a.x, -100 %", NULL); /* a pair alone */
    scenario_free(scenario);
}

/* What an edit takes away is said, and the rest goes on. */
static void test_lost_dist(void **state)
{
    (void)state;
    struct scenario *scenario = scenario_from_text(three);
    set(scenario, "a", "x.dist", NULL, NULL);
    assert_int_equal(scenario->model->n_correlations, 1);
    assert_int_equal(scenario->model->warnings.n, 1);
    assert_string_equal(scenario->model->warnings.items[0].text,
                        "'a.x' has lost its dist: 'c1' has no effect");
    set(scenario, "a", "x.dist", "uniform(0, 1)", NULL);
    assert_int_equal(scenario->model->n_correlations, 2);
    set(scenario, "a", "y", "2 * x", NULL); /* a formula has no uncertainty */
    assert_int_equal(scenario->model->n_correlations, 0);
    assert_int_equal(scenario->model->warnings.n, 2);
    set(scenario, "a", "y", "5", NULL);
    assert_int_equal(scenario->model->n_correlations, 2);
    assert_int_equal(scenario->model->warnings.n, 0);
    scenario_free(scenario);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_factor), cmocka_unit_test(test_singular),
        cmocka_unit_test(test_range),  cmocka_unit_test(test_perfect),
        cmocka_unit_test(test_ranks),  cmocka_unit_test(test_model),
        cmocka_unit_test(test_edits),  cmocka_unit_test(test_lost_dist),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
