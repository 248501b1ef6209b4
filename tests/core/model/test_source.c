/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A scenario's text: merging bases, edits and taking them back, places, copies. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/model/source.h"

static void load(struct source *source, const char *section, const char *key, const char *text,
                 bool own)
{
    struct place place = {.file = own ? 0 : 1, .line = 7, .column = 1, .length = 1};
    struct source_section *added = source_add_section(source, section, place, own);

    assert_non_null(added);
    assert_int_equal(source_load_entry(added, key, text, place, NULL, 0, own), STATUS_OK);
}

/* A base with three keys; the scenario itself changes one, removes one and adds one. */
static int set_up(void **state)
{
    struct source *source = source_new();

    load(source, "data", "days", "365 days", false);
    load(source, "data", "rate", "5万 USD", false);
    load(source, "data", "kept", "1", false);
    load(source, "data", "rate", "6万 USD", true);
    load(source, "data", "days", "", true);
    load(source, "data", "more", "2", true);
    *state = source;
    return 0;
}

static int tear_down(void **state)
{
    source_free(*state);
    return 0;
}

static const struct source_entry *find(const struct source *source, const char *key)
{
    const struct source_entry *entry = source_find(source, "data", key);

    assert_non_null(entry);
    return entry;
}

static void test_own_entries_lie_over_the_base(void **state)
{
    const struct source *source = *state;
    const struct source_section *section = source_find_section(source, "data");

    assert_string_equal(source_text(source, "data", "rate"), "6万 USD");
    assert_string_equal(find(source, "rate")->inherited, "5万 USD");
    assert_null(source_text(source, "data", "days"));
    assert_string_equal(find(source, "days")->inherited, "365 days");
    assert_false(find(source, "kept")->own);
    assert_true(find(source, "more")->own);
    assert_null(find(source, "more")->inherited);
    assert_int_equal(section->n_entries, 4);
    assert_string_equal(section->entries[0].key, "days");
    assert_string_equal(section->entries[3].key, "more");
    assert_true(section->own);
    assert_false(source_is_edited(source));
}

static void test_a_nearer_base_removes_what_a_farther_one_has(void **state)
{
    struct source *source = *state;

    load(source, "data", "kept", "", false);
    assert_null(source_text(source, "data", "kept"));
    load(source, "data", "kept", "3", true);
    assert_string_equal(source_text(source, "data", "kept"), "3");
    assert_null(find(source, "kept")->inherited);
}

static void test_absent_names(void **state)
{
    const struct source *source = *state;

    assert_null(source_find_section(source, "dat"));
    assert_null(source_find(source, "data", "day"));
    assert_null(source_find(source, "none", "days"));
    assert_null(source_text(source, "none", "days"));
}

static void test_an_edit_counts_until_it_is_taken_back(void **state)
{
    struct source *source = *state;

    assert_int_equal(source_set(source, "data", "rate", "7万 USD and much more text"), STATUS_OK);
    assert_int_equal(source->n_edited, 1);
    assert_int_equal(source_set(source, "data", "rate", "8"), STATUS_OK);
    assert_int_equal(source->n_edited, 1);
    assert_string_equal(source_text(source, "data", "rate"), "8");
    assert_int_equal(source_set(source, "data", "rate", "6万 USD"), STATUS_OK);
    assert_false(source_is_edited(source));
}

static void test_an_edit_into_a_large_enough_buffer_moves_nothing(void **state)
{
    struct source *source = *state;

    assert_int_equal(source_set(source, "data", "rate", "123456789 USD/campaign"), STATUS_OK);

    const char *before = source_text(source, "data", "rate");

    assert_int_equal(source_set(source, "data", "rate", "123456780 USD/campaign"), STATUS_OK);
    assert_ptr_equal(source_text(source, "data", "rate"), before);
}

static void test_null_goes_back_to_what_is_inherited(void **state)
{
    struct source *source = *state;

    assert_int_equal(source_set(source, "data", "rate", NULL), STATUS_OK);
    assert_string_equal(source_text(source, "data", "rate"), "5万 USD");
    assert_false(find(source, "rate")->own);
    assert_true(source_is_edited(source));

    assert_int_equal(source_set(source, "data", "more", NULL), STATUS_OK);
    assert_null(source_text(source, "data", "more"));
    assert_int_equal(source->n_edited, 2);
}

static void test_empty_removes_what_is_inherited(void **state)
{
    struct source *source = *state;

    assert_int_equal(source_set(source, "data", "kept", ""), STATUS_OK);
    assert_null(source_text(source, "data", "kept"));
    assert_true(find(source, "kept")->own);
    assert_int_equal(source_set(source, "data", "kept", NULL), STATUS_OK);
    assert_string_equal(source_text(source, "data", "kept"), "1");
    assert_false(source_is_edited(source));
}

/* The text before an edit, NULL too, undoes it. */
static void test_undoing_the_edit_of_a_removed_entry(void **state)
{
    struct source *source = *state;

    assert_int_equal(source_set(source, "data", "days", "30 days"), STATUS_OK);
    assert_true(source_is_edited(source));
    assert_int_equal(source_set(source, "data", "days", NULL), STATUS_OK);
    assert_null(source_text(source, "data", "days"));
    assert_false(source_is_edited(source));
}

static void test_new_keys_and_sections_come_last(void **state)
{
    struct source *source = *state;

    assert_int_equal(source_set(source, "fresh", "x", "1"), STATUS_OK);
    assert_int_equal(source_set(source, "data", "last", "2"), STATUS_OK);
    assert_int_equal(source->n_edited, 2);
    assert_string_equal(source->sections[1].name, "fresh");
    assert_int_equal(source->sections[1].place.line, 0);
    assert_string_equal(source->sections[0].entries[4].key, "last");
    assert_int_equal(source_set(source, "fresh", "x", NULL), STATUS_OK);
    assert_int_equal(source_set(source, "nowhere", "x", NULL), STATUS_OK);
    assert_null(source_find_section(source, "nowhere"));
    assert_int_equal(source->n_edited, 1);
}

static void test_places_in_a_value_of_two_lines(void **state)
{
    struct source *source = *state;
    struct place key = {.file = 0, .line = 3, .column = 1, .length = 4};
    struct source_part parts[] = {{0, {0, 3, 8, 5}}, {6, {0, 4, 5, 3}}};
    struct source_section *section = source_add_section(source, "data", key, true);

    assert_int_equal(source_load_entry(section, "cost", "a + b c+d", key, parts, 2, true),
                     STATUS_OK);

    struct place place = source_entry_place(find(source, "cost"), 4, 1);

    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 12);
    assert_int_equal(place.length, 1);
    place = source_entry_place(find(source, "cost"), 8, 1);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 7);
    place = source_entry_place(find(source, "cost"), 0, 9);
    assert_int_equal(place.line, 3);
    assert_int_equal(place.length, 5);
    assert_int_equal(source_set(source, "data", "cost", "a"), STATUS_OK);
    assert_int_equal(source_entry_place(find(source, "cost"), 0, 1).line, 0);
}

static void test_a_clone_is_equal_and_apart(void **state)
{
    struct source *source = *state;
    struct place place = {.file = 0, .line = 9, .column = 2, .length = 3};

    assert_int_equal(source_add_file(source, "a.ini", "bytes", 5), 0);
    assert_int_equal(source_add_file(source, "base.ini", NULL, 0), 1);
    assert_int_equal(source_set(source, "data", "rate", "9"), STATUS_OK);
    source_add_section(source, "own", place, true);

    struct source *clone = source_clone(source);

    assert_non_null(clone);
    assert_int_equal(clone->n_sections, 2);
    assert_int_equal(clone->sections[1].place.line, 9);
    assert_int_equal(clone->n_edited, 1);
    assert_string_equal(clone->files[0].bytes, "bytes");
    assert_null(clone->files[1].bytes);
    assert_string_equal(find(clone, "rate")->loaded, "6万 USD");
    assert_string_equal(find(clone, "days")->inherited, "365 days");
    assert_int_equal(source_set(clone, "data", "rate", "6万 USD"), STATUS_OK);
    assert_false(source_is_edited(clone));
    assert_string_equal(source_text(source, "data", "rate"), "9");
    source_free(clone);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_own_entries_lie_over_the_base),
        TEST(test_a_nearer_base_removes_what_a_farther_one_has),
        TEST(test_absent_names),
        TEST(test_an_edit_counts_until_it_is_taken_back),
        TEST(test_an_edit_into_a_large_enough_buffer_moves_nothing),
        TEST(test_null_goes_back_to_what_is_inherited),
        TEST(test_empty_removes_what_is_inherited),
        TEST(test_undoing_the_edit_of_a_removed_entry),
        TEST(test_new_keys_and_sections_come_last),
        TEST(test_places_in_a_value_of_two_lines),
        TEST(test_a_clone_is_equal_and_apart),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
