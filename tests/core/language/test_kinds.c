/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The built-in stage models as a table: complete, findable, and closed under their own names. */
#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/language/kinds.h"

static void test_all_are_found_in_order(void **state)
{
    static const char *const names[] = {
        "data_collection", "training", "promotion",   "adaptation", "transactions", "operations",
        "subscription",    "usage",    "advertising", "inference",  "gpu_training", "ecosystem",
    };
    size_t n = sizeof names / sizeof *names;

    (void)state;
    for (size_t i = 0; i < n; i++) {
        assert_non_null(kind_at(i));
        assert_string_equal(kind_at(i)->name, names[i]);
        assert_ptr_equal(kind_find(names[i], strlen(names[i])), kind_at(i));
    }
    assert_null(kind_at(n));
    assert_null(kind_at(SIZE_MAX));
}

static void test_only_whole_names_are_found(void **state)
{
    (void)state;
    assert_null(kind_find("promotion", 8));
    assert_null(kind_find("promotions", 10));
    assert_null(kind_find("Promotion", 9));
    assert_null(kind_find("", 0));
    assert_non_null(kind_find("training = x", 8));
}

static const struct kind_entry *find_entry(const struct kind *kind, const char *key, size_t n)
{
    for (const struct kind_entry *entry = kind->entries; entry->key; entry++)
        if (strlen(entry->key) == n && memcmp(entry->key, key, n) == 0)
            return entry;
    return NULL;
}

static bool is_known_to_all(const char *word, size_t n)
{
    static const char *const words[] = {"if", "months", "periods_per_year", "prev"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == n && memcmp(words[i], word, n) == 0)
            return true;
    return false;
}

static bool is_formula(const struct kind_entry *entry)
{
    return entry->text && !strchr(entry->key, '.') && !isdigit((unsigned char)entry->text[0]);
}

/* Whether TEXT uses NAME as a whole word; with NAME NULL, whether KIND knows all words of TEXT. */
static bool scan_words(const struct kind *kind, const char *text, const char *name)
{
    for (const char *at = text; *at;) {
        const char *begin = at;

        while (isalnum((unsigned char)*at) || *at == '_')
            at++;
        if (at == begin) {
            at++;
            continue;
        }
        size_t n = (size_t)(at - begin);
        if (name && strlen(name) == n && memcmp(name, begin, n) == 0)
            return true;
        if (!name && !isdigit((unsigned char)*begin) && !find_entry(kind, begin, n) &&
            !is_known_to_all(begin, n))
            return false;
    }
    return !name;
}

static bool is_used(const struct kind *kind, const char *name)
{
    for (const struct kind_entry *entry = kind->entries; entry->key; entry++)
        if (is_formula(entry) && scan_words(kind, entry->text, name))
            return true;
    return false;
}

static void test_formulas_use_the_kinds_own_lines(void **state)
{
    (void)state;
    for (size_t i = 0; kind_at(i); i++)
        for (const struct kind_entry *entry = kind_at(i)->entries; entry->key; entry++)
            if (is_formula(entry) && !scan_words(kind_at(i), entry->text, NULL))
                fail_msg("%s.%s = %s uses a line that it doesn't have", kind_at(i)->name,
                         entry->key, entry->text);
}

static void test_every_parameter_matters(void **state)
{
    (void)state;
    for (size_t i = 0; kind_at(i); i++)
        for (const struct kind_entry *entry = kind_at(i)->entries; entry->key; entry++)
            if (!strchr(entry->key, '.') && !is_formula(entry) && !is_used(kind_at(i), entry->key))
                fail_msg("%s.%s is used by nothing", kind_at(i)->name, entry->key);
}

static void test_parameters_stand_first(void **state)
{
    (void)state;
    for (size_t i = 0; kind_at(i); i++) {
        const struct kind *kind = kind_at(i);
        bool has_formula = false;
        int n = 0;

        for (const struct kind_entry *entry = kind->entries; entry->key; entry++) {
            const char *dot = strchr(entry->key, '.');

            assert_true(++n < KIND_MAX_ENTRIES);
            assert_true(strlen(entry->key) <= 49);
            if (dot)
                assert_non_null(find_entry(kind, entry->key, (size_t)(dot - entry->key)));
            else if (is_formula(entry))
                has_formula = true;
            else
                assert_false(has_formula);
        }
        assert_non_null(find_entry(kind, "cost", 4));
        assert_true(kind->summary[0] != '\0');
    }
}

static void test_defaults_are_neutral(void **state)
{
    (void)state;
    for (size_t i = 0; kind_at(i); i++)
        for (const struct kind_entry *entry = kind_at(i)->entries; entry->key; entry++)
            if (entry->text && !strchr(entry->key, '.') && !is_formula(entry))
                assert_true(strcmp(entry->text, "0") == 0 || strcmp(entry->text, "1") == 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_all_are_found_in_order),
        cmocka_unit_test(test_only_whole_names_are_found),
        cmocka_unit_test(test_formulas_use_the_kinds_own_lines),
        cmocka_unit_test(test_every_parameter_matters),
        cmocka_unit_test(test_parameters_stand_first),
        cmocka_unit_test(test_defaults_are_neutral),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
