/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * A save: which calls it makes in which order; and one that fails: every system call of every way
 * to save is failed in turn, once and for good, with every error, and the process is killed there.
 * The file is the old one or the new one, what is said is true, and nothing is left lying about.
 */
#include <errno.h>
#include <glob.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/save.h"
#include "support/faulty_calls.h"
#include "support/temp_dir.h"

static const char old_text[] = "[a]\nx = 1 ; the old one\n";
static const char new_text[] = "[a]\nx = 1234 + ; the old one\n";

/* The ways to save. */
enum way { WAY_BESIDE, WAY_IN_PLACE, WAY_NEW, N_WAYS };

struct fixture {
    char *dir, *path, *target, *link, *copies;
    struct file *file;
    struct source *source;
    enum way way;
};

static char *copy_of(const char *dir, const char *name)
{
    return strdup(temp_path(dir, name));
}

static int set_up(void **state)
{
    struct fixture *f = calloc(1, sizeof(*f));
    struct messages messages = {0};

    f->dir = temp_dir_make();
    f->path = copy_of(f->dir, "a.ini");
    f->link = copy_of(f->dir, "link");
    f->copies = copy_of(f->dir, "copies");
    f->target = copy_of(f->dir, "new");
    temp_write(f->path, old_text);
    assert_int_equal(file_load(f->path, &f->file, &f->source, &messages), STATUS_OK);
    source_set(f->source, "a", "x", "1234 +");
    messages_fini(&messages);
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
    free(f->target);
    free(f->link);
    free(f->copies);
    free(f);
    return 0;
}

/* The directory as it is before a save by WAY: the old file, and nothing but what the way needs. */
static void reset(struct fixture *f, enum way way)
{
    f->way = way;
    free(f->file->written);
    f->file->written = NULL;
    temp_dir_clear(f->dir);
    temp_write(f->path, old_text);
    assert_int_equal(chmod(f->path, 0640), 0);
    if (way == WAY_IN_PLACE)
        assert_int_equal(link(f->path, f->link), 0);
}

static enum status save(struct fixture *f, struct error *err)
{
    struct save_target target = {.path = f->way == WAY_NEW ? f->target : NULL,
                                 .flags = SAVE_IN_PLACE,
                                 .state_dir = f->copies,
                                 .calls = &faulty_calls};

    return file_save(f->file, f->source, &target, err);
}

static int count_calls(struct fixture *f, enum way way)
{
    struct error err;

    reset(f, way);
    faulty_begin((struct fault){.kind = FAULT_NONE});
    assert_int_equal(save(f, &err), STATUS_OK);
    return faulty_count();
}

/* The calls of each way in their order. The bytes are brought to the disk before the name leads to
 * them, and the name before the save is done; a copy is, before the original is touched. */
static void test_the_calls_of_each_way(void **state)
{
    static const char *const traces[N_WAYS] = {
        [WAY_BESIDE] = "realpath lstat open fstat read read flistxattr "
                       "mkostemp fchown fchmod write ftruncate fstat fsync close "
                       "rename open fsync close close",
        [WAY_IN_PLACE] = "realpath lstat open fstat read read flistxattr "
                         "mkdir mkostemp lseek read write read fsync close open fsync close "
                         "lseek write ftruncate fstat fsync close unlink",
        [WAY_NEW] = "realpath lstat realpath lstat "
                    "mkostemp fchmod write ftruncate fstat fsync close "
                    "link unlink open fsync close",
    };
    static const char without_links[] = "realpath lstat realpath lstat "
                                        "mkostemp fchmod write ftruncate fstat fsync close "
                                        "link lstat rename open fsync close";
    struct fixture *f = *state;
    struct error err;

    for (enum way way = 0; way < N_WAYS; way++) {
        count_calls(f, way);
        assert_string_equal(faulty_trace(), traces[way]);
    }
    reset(f, WAY_NEW);
    faulty_begin((struct fault){.kind = FAULT_ERROR, .only = "link", .error = EPERM});
    assert_int_equal(save(f, &err), STATUS_OK);
    assert_string_equal(faulty_trace(), without_links);
}

/* What is at PATH: 'o' the old text, 'n' the new one, '-' nothing, '?' something else. */
static char state_of(const char *path)
{
    char *bytes = temp_read(path, NULL);
    char state = bytes == NULL                  ? '-'
                 : strcmp(bytes, old_text) == 0 ? 'o'
                 : strcmp(bytes, new_text) == 0 ? 'n'
                                                : '?';

    free(bytes);
    return state;
}

/* Whether a complete copy of the old text lies in the state directory; ERR, if given, names it. */
static bool has_copy(const struct fixture *f, const struct error *err)
{
    char pattern[4200];
    glob_t found;
    bool has = false;

    snprintf(pattern, sizeof(pattern), "%s/*", f->copies);
    if (glob(pattern, 0, NULL, &found) == 0) {
        for (size_t i = 0; i < found.gl_pathc && !has; i++)
            has = state_of(found.gl_pathv[i]) == 'o' &&
                  (err == NULL || strstr(err->text, found.gl_pathv[i]) != NULL);
        globfree(&found);
    }
    return has;
}

/* What the save was to write: the old file, or the new one beside it. */
static const char *target_of(const struct fixture *f)
{
    return f->way == WAY_NEW ? f->target : f->path;
}

/* The files that belong into the directory at the end. */
static int n_files_expected(const struct fixture *f, enum status status)
{
    int n = 1;

    n += f->way == WAY_IN_PLACE;
    n += f->way == WAY_NEW && (status == STATUS_OK || status == STATUS_UNCONFIRMED);
    n += access(f->copies, F_OK) == 0;
    return n;
}

/* What holds after every save, whatever failed. */
static void assert_sound(const struct fixture *f, enum status status, const struct error *err)
{
    bool is_written = status == STATUS_OK || status == STATUS_UNCONFIRMED;
    char found = state_of(target_of(f)), old = f->way == WAY_NEW ? '-' : 'o';
    struct stat now;

    if (is_written)
        assert_int_equal(found, 'n');
    else if (found != old)
        assert_true(f->way == WAY_IN_PLACE && has_copy(f, err));
    if (f->way == WAY_NEW) {
        assert_int_equal(state_of(f->path), 'o');
    } else {
        assert_int_equal(stat(f->path, &now), 0);
        assert_int_equal(now.st_mode & 07777, 0640);
    }
    if (!is_written) {
        assert_int_equal(status, STATUS_IO);
        assert_non_null(strchr(err->text, '\''));
    }
    /* The temporary file stays only where removing it is what failed. */
    if (faulty_name() == NULL || strcmp(faulty_name(), "unlink") != 0)
        assert_int_equal(temp_count(f->dir, ""), n_files_expected(f, status));
}

static const char *const way_names[] = {"beside", "in place", "new"};

static void try_fault(struct fixture *f, enum way way, struct fault fault)
{
    struct error err = {0};

    reset(f, way);
    faulty_begin(fault);

    enum status status = save(f, &err);

    assert_sound(f, status, &err);
    if (status == STATUS_IO && fault.kind == FAULT_ERROR &&
        strstr(err.text, strerror(fault.error)) == NULL)
        fail_msg("%s, call %d (%s): '%s' does not say '%s'", way_names[way], fault.at,
                 faulty_name(), err.text, strerror(fault.error));
    /* A signal is no reason to give up: but these are not tried again. */
    if (fault.error == EINTR && strcmp(faulty_name(), "lseek") != 0 && status != STATUS_OK)
        fail_msg("%s, call %d: %s", way_names[way], fault.at, err.text);
}

static void test_every_call_fails(void **state)
{
    static const int errors[] = {EIO, ENOSPC, EDQUOT, EROFS, EACCES, EINTR};

    for (enum way way = 0; way < N_WAYS; way++) {
        int n = count_calls(*state, way);

        assert_true(n > 10);
        for (int at = 1; at <= n; at++) {
            for (size_t i = 0; i < sizeof(errors) / sizeof(errors[0]); i++) {
                struct fault fault = {.kind = FAULT_ERROR, .at = at, .error = errors[i]};

                try_fault(*state, way, fault);
                fault.is_lasting = true;
                if (errors[i] != EINTR)
                    try_fault(*state, way, fault);
            }
        }
    }
}

static void test_short_writes(void **state)
{
    for (enum way way = 0; way < N_WAYS; way++) {
        struct fixture *f = *state;
        struct error err = {0};

        reset(f, way);
        faulty_begin((struct fault){.kind = FAULT_SHORT_WRITE, .only = "write"});
        assert_int_equal(save(f, &err), STATUS_OK);
        assert_int_equal(state_of(target_of(f)), 'n');
        assert_true(faulty_count() > (int)strlen(new_text));
    }
}

/* Save in a child that is killed, or dies otherwise; how it ended. */
static int save_in_child(struct fixture *f, struct fault fault, rlim_t limit)
{
    pid_t child = fork();
    int ending = 0;

    assert_true(child >= 0);
    if (child == 0) {
        struct error err = {0};

        if (limit != RLIM_INFINITY) {
            signal(SIGXFSZ, SIG_IGN);
            setrlimit(RLIMIT_FSIZE, &(struct rlimit){limit, limit});
        }
        faulty_begin(fault);
        _exit(save(f, &err) == STATUS_IO && strstr(err.text, strerror(EFBIG)) != NULL ? 1 : 0);
    }
    assert_int_equal(waitpid(child, &ending, 0), child);
    return ending;
}

static void test_killed_at_every_call(void **state)
{
    struct fixture *f = *state;

    for (enum way way = 0; way < N_WAYS; way++) {
        int n = count_calls(f, way), n_old = 0, n_new = 0;

        for (int at = 1; at <= n; at++) {
            reset(f, way);

            int ending =
                save_in_child(f, (struct fault){.kind = FAULT_KILL, .at = at}, RLIM_INFINITY);
            char found = state_of(target_of(f));

            assert_true(WIFSIGNALED(ending) && WTERMSIG(ending) == SIGKILL);
            n_old += found == (way == WAY_NEW ? '-' : 'o');
            n_new += found == 'n';
            if (way == WAY_IN_PLACE)
                assert_true(found == 'o' || found == 'n' || has_copy(f, NULL));
            else
                assert_int_equal(n_old + n_new, at);
            assert_int_equal(state_of(f->path) == '?', found == '?');
        }
        assert_true(n_old > 0 && n_new > 0);
    }
}

static void test_a_limit_on_file_sizes(void **state)
{
    struct fixture *f = *state;

    for (enum way way = 0; way < N_WAYS; way++) {
        reset(f, way);

        int ending = save_in_child(f, (struct fault){.kind = FAULT_NONE}, sizeof(old_text));

        assert_true(WIFEXITED(ending));
        assert_int_equal(WEXITSTATUS(ending), 1);
        if (way == WAY_IN_PLACE)
            assert_true(has_copy(f, NULL));
        else
            assert_int_equal(state_of(target_of(f)), way == WAY_NEW ? '-' : 'o');
    }
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_the_calls_of_each_way), TEST(test_every_call_fails),      TEST(test_short_writes),
        TEST(test_killed_at_every_call),  TEST(test_a_limit_on_file_sizes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
