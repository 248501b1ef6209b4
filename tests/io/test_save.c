/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving: what is written and where, and what it refuses. */
#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/save.h"
#include "support/faulty_calls.h"
#include "support/temp_dir.h"

static const char old_text[] = "[a]\r\nx =  1 ; c\r\n\r\n; end";
static const char new_text[] = "[a]\r\nx =  2 ; c\r\n\r\n; end";

struct fixture {
    char *dir;
    char *path;
    struct file *file;
    struct source *source;
};

/* Load what is at f->path, anew. */
static void load(struct fixture *f)
{
    struct messages messages = {0};

    file_free(f->file);
    source_free(f->source);
    f->file = NULL;
    f->source = NULL;
    assert_int_equal(file_load(f->path, &f->file, &f->source, &messages), STATUS_OK);
    messages_fini(&messages);
}

/* a.ini with the old text, loaded, x edited to 2. */
static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));

    f->dir = temp_dir_make();
    f->path = strdup(temp_path(f->dir, "a.ini"));
    temp_write(f->path, old_text);
    load(f);
    source_set(f->source, "a", "x", "2");
    *state = f;
    return 0;
}

static int tear_down(void **state)
{
    struct fixture *f = *state;

    file_free(f->file);
    source_free(f->source);
    temp_dir_remove(f->dir);
    free(f->path);
    free(f);
    return 0;
}

static void assert_text(const char *path, const char *expected)
{
    char *bytes = temp_read(path, NULL);

    assert_non_null(bytes);
    assert_string_equal(bytes, expected);
    free(bytes);
}

static enum status save(struct fixture *f, const char *path, unsigned flags, struct error *err)
{
    struct save_target target = {.path = path, .flags = flags};

    return file_save(f->file, f->source, &target, err);
}

/* Saving to PATH fails with STATUS and a text that contains PART. */
static void assert_refused(struct fixture *f, const char *path, unsigned flags, enum status status,
                           const char *part)
{
    struct error err = {0};

    assert_int_equal(save(f, path, flags, &err), status);
    if (strstr(err.text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, err.text);
}

static void test_an_edit_changes_its_bytes_alone(void **state)
{
    struct fixture *f = *state;
    struct error err;

    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_text(f->path, new_text);
    assert_int_equal(temp_count(f->dir, ""), 1);
    load(f);
    assert_string_equal(source_text(f->source, "a", "x"), "2");
    assert_false(source_is_edited(f->source));
}

static void test_without_edits_the_bytes_are_the_same(void **state)
{
    struct fixture *f = *state;
    struct error err;

    source_set(f->source, "a", "x", "1");
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_text(f->path, old_text);
}

static void test_rendering_to_memory(void **state)
{
    struct fixture *f = *state;
    struct error err;
    char *bytes = NULL;
    size_t size = 0;

    assert_int_equal(file_render(f->file, f->source, &bytes, &size, &err), STATUS_OK);
    assert_int_equal(size, sizeof(new_text) - 1);
    assert_string_equal(bytes, new_text);
    free(bytes);
}

static void test_a_text_that_no_file_can_hold(void **state)
{
    struct fixture *f = *state;

    source_set(f->source, "a", "x", "1 ; 2");
    assert_refused(f, NULL, SAVE_OVERWRITE, STATUS_FAULTY, "comment");
    assert_text(f->path, old_text);
}

static void test_the_mode_is_kept(void **state)
{
    struct fixture *f = *state;
    struct stat status;
    struct error err;

    assert_int_equal(chmod(f->path, 04640), 0); /* a change of owner would clear set-id bits */
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_int_equal(stat(f->path, &status), 0);
    assert_int_equal(status.st_mode & 07777, 04640);
}

static void test_a_new_file_has_the_mode_of_the_umask(void **state)
{
    struct fixture *f = *state;
    mode_t mask = umask(027);
    struct stat status;
    struct error err;
    enum status saved = save(f, temp_path(f->dir, "b.ini"), 0, &err);

    umask(mask);
    assert_int_equal(saved, STATUS_OK);
    assert_int_equal(stat(temp_path(f->dir, "b.ini"), &status), 0);
    assert_int_equal(status.st_mode & 07777, 0640);
    assert_int_equal(status.st_nlink, 1);
    assert_text(temp_path(f->dir, "b.ini"), new_text);
    assert_text(f->path, old_text);
    assert_int_equal(temp_count(f->dir, ""), 2);
}

static void test_a_file_that_changed_is_asked_about(void **state)
{
    static const char other[] = "[a]\r\nx =  9 ; c\r\n\r\n; end";
    struct fixture *f = *state;
    struct error err;

    temp_write(f->path, other);
    assert_refused(f, NULL, 0, STATUS_CHANGED, "has changed");
    assert_text(f->path, other);
    temp_write(f->path, "shorter");
    assert_refused(f, NULL, 0, STATUS_CHANGED, "has changed");
    assert_int_equal(save(f, NULL, SAVE_OVERWRITE, &err), STATUS_OK);
    assert_text(f->path, new_text);
}

/* The bytes count, not the time. */
static void test_a_file_that_was_only_touched_is_not(void **state)
{
    struct fixture *f = *state;
    struct error err;

    assert_int_equal(unlink(f->path), 0);
    temp_write(f->path, old_text);
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
}

static void test_a_file_that_is_gone_is_asked_about(void **state)
{
    struct fixture *f = *state;
    struct error err;

    assert_int_equal(unlink(f->path), 0);
    assert_refused(f, NULL, 0, STATUS_CHANGED, "is gone");
    assert_int_equal(access(f->path, F_OK), -1);
    assert_int_equal(save(f, NULL, SAVE_OVERWRITE, &err), STATUS_OK);
    assert_text(f->path, new_text);
}

static void test_another_file_that_exists(void **state)
{
    struct fixture *f = *state;
    const char *other = temp_path(f->dir, "b.ini");
    struct error err;

    temp_write(other, "other");
    assert_refused(f, other, 0, STATUS_CHANGED, "exists");
    assert_refused(f, other, SAVE_NEW_ONLY, STATUS_IO, "exists");
    assert_text(other, "other");
    assert_int_equal(save(f, other, SAVE_OVERWRITE, &err), STATUS_OK);
    assert_text(other, new_text);
}

static void test_its_own_file_under_another_path(void **state)
{
    struct fixture *f = *state;
    struct error err;
    char path[4200];

    snprintf(path, sizeof(path), "%s/./a.ini", f->dir);
    assert_int_equal(save(f, path, 0, &err), STATUS_OK);
    assert_text(f->path, new_text);
}

static void test_a_symbolic_link_stays_one(void **state)
{
    struct fixture *f = *state;
    const char *link = temp_path(f->dir, "link.ini"), *chain = temp_path(f->dir, "chain.ini");
    struct stat status;
    struct error err;

    assert_int_equal(symlink("a.ini", link), 0);
    assert_int_equal(symlink("link.ini", chain), 0);
    free(f->path);
    f->path = strdup(chain);
    load(f);
    source_set(f->source, "a", "x", "2");
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_int_equal(lstat(chain, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(lstat(temp_path(f->dir, "a.ini"), &status), 0);
    assert_true(S_ISREG(status.st_mode));
    assert_text(temp_path(f->dir, "a.ini"), new_text);
}

static void test_paths_that_cannot_be_written(void **state)
{
    struct fixture *f = *state;
    const char *link = temp_path(f->dir, "link.ini");

    assert_int_equal(symlink("nothing", link), 0);
    assert_refused(f, link, SAVE_OVERWRITE, STATUS_IO, "symbolic link to nothing");
    assert_refused(f, f->dir, SAVE_OVERWRITE, STATUS_IO, "not a regular file");
    assert_refused(f, "/dev/null", SAVE_OVERWRITE, STATUS_IO, "not a regular file");
    assert_refused(f, temp_path(f->dir, "none/b.ini"), 0, STATUS_IO, "No such file");
    assert_refused(f, temp_path(f->dir, "a.ini/b"), 0, STATUS_IO, "Not a directory");
    assert_int_equal(temp_count(f->dir, ""), 2);
}

static void test_text_without_a_file(void **state)
{
    struct fixture *f = *state;
    struct messages messages = {0};
    struct error err;

    file_free(f->file);
    source_free(f->source);
    f->file = NULL;
    f->source = NULL;
    assert_int_equal(
        file_load_text("starter", old_text, sizeof(old_text) - 1, &f->file, &f->source, &messages),
        STATUS_OK);
    source_set(f->source, "a", "x", "2");
    assert_refused(f, NULL, 0, STATUS_USAGE, "file name");
    assert_int_equal(save(f, temp_path(f->dir, "b.ini"), SAVE_NEW_ONLY, &err), STATUS_OK);
    assert_text(temp_path(f->dir, "b.ini"), new_text);
}

static void test_writing_bytes(void **state)
{
    struct fixture *f = *state;
    struct save_target target = {.path = temp_path(f->dir, "b.ini"), .flags = SAVE_NEW_ONLY};
    struct error err;

    assert_int_equal(file_write("text", 4, &target, &err), STATUS_OK);
    assert_text(target.path, "text");
    assert_int_equal(file_write("next", 4, &target, &err), STATUS_IO);
    target.flags = 0;
    assert_int_equal(file_write("next", 4, &target, &err), STATUS_CHANGED);
    target.flags = SAVE_OVERWRITE;
    assert_int_equal(file_write("", 0, &target, &err), STATUS_OK);
    assert_text(target.path, "");
}

static void test_a_hard_link_is_written_in_place(void **state)
{
    struct fixture *f = *state;
    const char *other = temp_path(f->dir, "other.ini"), *copies = temp_path(f->dir, "x/y");
    struct save_target target = {.flags = SAVE_IN_PLACE, .state_dir = copies};
    struct stat status;
    struct error err = {0};

    assert_int_equal(link(f->path, other), 0);
    assert_refused(f, NULL, 0, STATUS_IO, "2 hard links");
    assert_refused(f, NULL, SAVE_IN_PLACE, STATUS_IO, "2 hard links");
    assert_text(f->path, old_text);
    source_set(f->source, "a", "x", "");
    assert_int_equal(file_save(f->file, f->source, &target, &err), STATUS_OK);
    assert_text(f->path, "[a]\r\nx = ; c\r\n\r\n; end");
    assert_text(other, "[a]\r\nx = ; c\r\n\r\n; end");
    assert_int_equal(stat(f->path, &status), 0);
    assert_int_equal(status.st_nlink, 2);
    assert_int_equal(temp_count(copies, ""), 0);
    assert_int_equal(stat(copies, &status), 0);
    assert_int_equal(status.st_mode & 07777, 0700);
}

/* Reasons that come up only while the file beside is written. */
static void test_other_reasons_to_write_in_place(void **state)
{
    static const struct {
        const char *call;
        int error;
        const char *reason;
    } reasons[] = {
        {"mkostemp", EACCES, "directory can't be written"},
        {"fchown", EPERM, "belongs to somebody else"},
        {"rename", EBUSY, "mount point"},
        {"flistxattr", ERANGE, "extended attributes"},
    };
    struct fixture *f = *state;
    struct save_target target = {.calls = &faulty_calls};

    for (size_t i = 0; i < sizeof(reasons) / sizeof(reasons[0]); i++) {
        struct error err = {0};

        faulty_begin((struct fault){
            .kind = FAULT_ERROR, .error = reasons[i].error, .only = reasons[i].call});
        assert_int_equal(file_save(f->file, f->source, &target, &err), STATUS_IO);
        assert_non_null(strstr(err.text, reasons[i].reason));
        assert_text(f->path, old_text);
        assert_int_equal(temp_count(f->dir, ""), 1);
    }
    faulty_begin((struct fault){.kind = FAULT_ERROR, .error = EPERM, .only = "fchown"});
    target.flags = SAVE_IN_PLACE;
    target.state_dir = temp_path(f->dir, "state");
    assert_int_equal(file_save(f->file, f->source, &target, NULL), STATUS_OK);
    assert_text(f->path, new_text);
}

static void test_a_directory_that_the_disk_does_not_confirm(void **state)
{
    struct fixture *f = *state;
    struct save_target target = {.calls = &faulty_calls};
    struct error err = {0};
    int n;

    faulty_begin((struct fault){.kind = FAULT_NONE});
    assert_int_equal(file_save(f->file, f->source, &target, &err), STATUS_OK);
    /* The last three are the fsync and close of the directory, and the close of the old file. */
    n = faulty_count();
    load(f);
    source_set(f->source, "a", "x", "1");
    faulty_begin((struct fault){.kind = FAULT_ERROR, .error = EIO, .at = n - 2});
    assert_int_equal(file_save(f->file, f->source, &target, &err), STATUS_UNCONFIRMED);
    assert_string_equal(faulty_name(), "fsync");
    assert_text(f->path, old_text);
    /* What was written is not somebody else's change. */
    source_set(f->source, "a", "x", "3");
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_text(f->path, "[a]\r\nx =  3 ; c\r\n\r\n; end");
}

/* A file system without hard links still gets the new file, and none that came up meanwhile goes.
 */
static void test_a_new_file_without_hard_links(void **state)
{
    struct fixture *f = *state;
    struct save_target target = {.path = temp_path(f->dir, "b.ini"), .calls = &faulty_calls};
    struct error err;

    faulty_begin((struct fault){.kind = FAULT_ERROR, .error = EPERM, .only = "link"});
    assert_int_equal(file_save(f->file, f->source, &target, &err), STATUS_OK);
    assert_text(target.path, new_text);
    assert_int_equal(temp_count(f->dir, ""), 2);
    target.path = temp_path(f->dir, "c.ini");
    faulty_begin((struct fault){.kind = FAULT_ERROR, .error = EEXIST, .only = "link"});
    assert_int_equal(file_save(f->file, f->source, &target, &err), STATUS_CHANGED);
    assert_int_equal(temp_count(f->dir, ""), 2);
}

/* A variant of base.ini in DIR, loaded, its x edited. */
static void load_variant(struct fixture *f)
{
    temp_write(temp_path(f->dir, "base.ini"), "[a]\nx = 1\ny = 1\nz = 1\n");
    temp_write(f->path, "[scenario]\nextends = base.ini ; of all\n[a]\ny = 2\nz =\n");
    load(f);
}

static void test_a_variant_holds_its_differences_alone(void **state)
{
    struct fixture *f = *state;
    struct error err;

    load_variant(f);
    source_set(f->source, "a", "x", "3");
    source_set(f->source, "a", "y", NULL);
    source_set(f->source, "b", "new", "4");
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_text(f->path, "[scenario]\nextends = base.ini ; of all\n[a]\nz =\nx = 3\n\n"
                         "[b]\nnew = 4\n");
    load(f);
    assert_string_equal(source_text(f->source, "a", "y"), "1");
    source_set(f->source, "a", "y", "");
    source_set(f->source, "a", "z", "1");
    assert_int_equal(save(f, NULL, 0, &err), STATUS_OK);
    assert_text(f->path, "[scenario]\nextends = base.ini ; of all\n[a]\nz = 1\nx = 3\ny =\n\n"
                         "[b]\nnew = 4\n");
    assert_text(temp_path(f->dir, "base.ini"), "[a]\nx = 1\ny = 1\nz = 1\n");
}

static void test_a_variant_saved_elsewhere_keeps_its_base(void **state)
{
    struct fixture *f = *state;
    const char *other = temp_path(f->dir, "deep/er/v.ini");
    struct error err;

    load_variant(f);
    assert_int_equal(mkdir(temp_path(f->dir, "deep"), 0700), 0);
    assert_int_equal(mkdir(temp_path(f->dir, "deep/er"), 0700), 0);
    assert_int_equal(save(f, other, 0, &err), STATUS_OK);
    assert_text(other, "[scenario]\nextends = ../../base.ini ; of all\n[a]\ny = 2\nz =\n");
    free(f->path);
    f->path = strdup(other);
    load(f);
    assert_string_equal(source_text(f->source, "a", "x"), "1");
    assert_int_equal(save(f, temp_path(f->dir, "deep/w.ini"), 0, &err), STATUS_OK);
    assert_text(temp_path(f->dir, "deep/w.ini"),
                "[scenario]\nextends = ../base.ini ; of all\n[a]\ny = 2\nz =\n");
    assert_int_equal(save(f, temp_path(f->dir, "deep/er/w.ini"), 0, &err), STATUS_OK);
    assert_text(temp_path(f->dir, "deep/er/w.ini"),
                "[scenario]\nextends = ../../base.ini ; of all\n[a]\ny = 2\nz =\n");
}

static void test_what_a_crash_left_is_found(void **state)
{
    static const char *const others[] = {".b.ini.abc123", ".a.ini.abc12", ".a.ini.abc-23",
                                         "a.ini.abc123"};
    struct fixture *f = *state;

    for (size_t i = 0; i < sizeof(others) / sizeof(others[0]); i++)
        temp_write(temp_path(f->dir, others[i]), "");
    assert_null(file_find_leftover(f->file));
    temp_write(temp_path(f->dir, ".a.ini.aB0xyZ"), "");

    char *found = file_find_leftover(f->file);

    assert_non_null(found);
    assert_string_equal(found, ".a.ini.aB0xyZ");
    free(found);
}

/* One of the longest names still gets a temporary file beside it. */
static void test_a_long_name(void **state)
{
    struct fixture *f = *state;
    char name[256];
    struct error err;

    memset(name, 'n', 255);
    name[255] = '\0';
    assert_int_equal(save(f, temp_path(f->dir, name), 0, &err), STATUS_OK);
    assert_text(temp_path(f->dir, name), new_text);
    assert_int_equal(temp_count(f->dir, ""), 2);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_an_edit_changes_its_bytes_alone),
        TEST(test_without_edits_the_bytes_are_the_same),
        TEST(test_rendering_to_memory),
        TEST(test_a_text_that_no_file_can_hold),
        TEST(test_the_mode_is_kept),
        TEST(test_a_new_file_has_the_mode_of_the_umask),
        TEST(test_a_file_that_changed_is_asked_about),
        TEST(test_a_file_that_was_only_touched_is_not),
        TEST(test_a_file_that_is_gone_is_asked_about),
        TEST(test_another_file_that_exists),
        TEST(test_its_own_file_under_another_path),
        TEST(test_a_symbolic_link_stays_one),
        TEST(test_paths_that_cannot_be_written),
        TEST(test_text_without_a_file),
        TEST(test_writing_bytes),
        TEST(test_a_hard_link_is_written_in_place),
        TEST(test_other_reasons_to_write_in_place),
        TEST(test_a_directory_that_the_disk_does_not_confirm),
        TEST(test_a_new_file_without_hard_links),
        TEST(test_what_a_crash_left_is_found),
        TEST(test_a_long_name),
        TEST(test_a_variant_holds_its_differences_alone),
        TEST(test_a_variant_saved_elsewhere_keeps_its_base),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
