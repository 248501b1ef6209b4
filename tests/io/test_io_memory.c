/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading, editing and saving when memory runs out, at every allocation in turn: a status, nothing
 * leaked (the sanitizer's build sees to that), the file as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/save.h"
#include "io/theme_load.h"
#include "support/failing_alloc.h"
#include "support/temp_dir.h"

static const char base_text[] = "[scenario]\ntitle = Base\n[a]\nx = 1 +\n  2\ny = 2\n";
static const char own_text[] = "[scenario]\nextends = base.ini\n[a]\nx = 1 +\n  3\nz = 4\n";

/* Load the variant, edit it and save it elsewhere and in its place; the first status that is bad.
 */
static enum status run(const char *path, const char *other, struct messages *messages,
                       struct error *err)
{
    struct save_target own = {0}, elsewhere = {.path = other, .flags = SAVE_OVERWRITE};
    struct file *file = NULL;
    struct source *source = NULL, *clone = NULL;
    enum status status = file_load(path, &file, &source, messages);

    if (status == STATUS_OK) {
        clone = source_clone(source);
        status = clone == NULL ? STATUS_NO_MEMORY : STATUS_OK;
    }
    if (status == STATUS_OK)
        status = source_set(clone, "a", "x", "a longer text than before it was edited");
    if (status == STATUS_OK)
        status = source_set(clone, "b", "new", "5");
    if (status == STATUS_OK)
        status = file_save(file, clone, &elsewhere, err);
    if (status == STATUS_OK)
        status = file_save(file, clone, &own, err);
    source_free(clone);
    source_free(source);
    file_free(file);
    return status;
}

static void assert_text(const char *path, const char *expected)
{
    char *bytes = temp_read(path, NULL);

    assert_non_null(bytes);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static void try_all(bool lasting)
{
    char *dir = temp_dir_make();
    char *path = strdup(temp_path(dir, "a.ini")), *other = strdup(temp_path(dir, "deep/b.ini"));
    bool failed = true;
    int at;

    for (at = 1; failed; at++) {
        struct messages messages = {0};
        struct error err = {0};

        temp_dir_clear(dir);
        assert_int_equal(mkdir(temp_path(dir, "deep"), 0700), 0);
        temp_write(temp_path(dir, "base.ini"), base_text);
        temp_write(path, own_text);
        failing_alloc_begin(at, lasting);

        enum status status = run(path, other, &messages, &err);

        failed = failing_alloc_end();
        messages_fini(&messages);
        assert_int_equal(temp_count(dir, ""), 3);
        if (status == STATUS_OK)
            continue;
        assert_true(failed);
        /* Only at the very end the new file is there, and the disk not asked about it. */
        if (status != STATUS_UNCONFIRMED) {
            assert_int_equal(status, STATUS_NO_MEMORY);
            assert_text(path, own_text);
        }
    }
    assert_true(at > 50);
    assert_text(path, "[scenario]\nextends = base.ini\n[a]\nx = a longer text than before it was "
                      "edited\nz = 4\n\n[b]\nnew = 5\n");
    free(path);
    free(other);
    temp_dir_remove(dir);
}

static void test_one_allocation_fails(void **state)
{
    (void)state;
    try_all(false);
}

static void test_all_allocations_fail_from_one_on(void **state)
{
    (void)state;
    try_all(true);
}

static enum status take(void *user, const char *section, const char *key, const char *value,
                        struct error *err)
{
    (void)user;
    (void)section;
    (void)key;
    (void)value;
    (void)err;
    return STATUS_OK;
}

/* A faulty theme is one, or memory ran out: also while its fault is being noted. */
static void test_faulty_theme(void **state)
{
    (void)state;
    const struct theme_sink sink = {.set = take};
    char *dir = temp_dir_make();
    char *path = strdup(temp_path(dir, "odd.ini"));
    bool failed = true;
    temp_write(path, "[mono]\nfocus = bold\nno value\n");
    for (int at = 1; failed; at++) {
        struct error err = {0};
        failing_alloc_begin(at, false);
        enum status status = theme_load(path, NULL, &sink, &err);
        failed = failing_alloc_end();
        assert_int_equal(status, failed ? STATUS_NO_MEMORY : STATUS_FAULTY);
        assert_int_equal(err.status, status);
    }
    free(path);
    temp_dir_remove(dir);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_allocation_fails),
        cmocka_unit_test(test_all_allocations_fail_from_one_on),
        cmocka_unit_test(test_faulty_theme),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
