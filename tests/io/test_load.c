/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading: what a path may turn out to be, bases, circles, places in the right file. */
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "io/embedded.h"
#include "io/load.h"
#include "support/temp_dir.h"

static int set_up(void **state)
{
    *state = temp_dir_make();
    return 0;
}

static int tear_down(void **state)
{
    temp_dir_remove(*state);
    return 0;
}

/* What loading gave; loaded_fini frees it. */
struct loaded {
    enum status status;
    struct file *file;
    struct source *source;
    struct messages messages;
};

static struct loaded load(const char *path)
{
    struct loaded loaded = {0};

    loaded.status = file_load(path, &loaded.file, &loaded.source, &loaded.messages);
    return loaded;
}

static void loaded_fini(struct loaded *loaded)
{
    file_free(loaded->file);
    source_free(loaded->source);
    messages_fini(&loaded->messages);
}

/* Loading PATH fails with STATUS; the first message contains PART and is about LINE of FILE. */
static void assert_fails(const char *path, enum status status, const char *file, unsigned line,
                         const char *part)
{
    struct loaded loaded = load(path);

    assert_int_equal(loaded.status, status);
    assert_null(loaded.file);
    assert_non_null(loaded.source);
    assert_true(loaded.messages.n > 0);

    const struct message *message = &loaded.messages.items[0];

    if (strstr(message->text, part) == NULL)
        fail_msg("'%s' is not in '%s'", part, message->text);
    assert_true(message->place.file < loaded.source->n_files);
    assert_string_equal(loaded.source->files[message->place.file].name, file);
    assert_int_equal(message->place.line, line);
    loaded_fini(&loaded);
}

static void test_a_scenario(void **state)
{
    const char *path = temp_path(*state, "a.ini");

    temp_write(path, "\xEF\xBB\xBF[data]\ndays = 365 days ; a year\ncost = 1 +\n  2\n");

    struct loaded loaded = load(path);

    assert_int_equal(loaded.status, STATUS_OK);
    assert_int_equal(loaded.messages.n, 0);
    assert_string_equal(loaded.file->name, path);
    assert_string_equal(loaded.file->real_path, path);
    assert_null(loaded.file->base_path);
    assert_int_equal(loaded.source->n_files, 1);
    assert_memory_equal(loaded.source->files[0].bytes, "[data]", 6);
    assert_string_equal(source_text(loaded.source, "data", "days"), "365 days");
    assert_true(source_find_section(loaded.source, "data")->own);

    const struct source_entry *entry = source_find(loaded.source, "data", "cost");
    struct place place = source_entry_place(entry, 4, 1);

    assert_true(entry->own);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 3);
    loaded_fini(&loaded);
}

static void test_paths_that_are_no_scenario(void **state)
{
    const char *fifo = temp_path(*state, "fifo"), *link = temp_path(*state, "link");

    assert_int_equal(mkfifo(fifo, 0600), 0);
    assert_int_equal(symlink("nothing", link), 0);
    assert_fails(*state, STATUS_IO, *state, 0, "directory");
    assert_fails(fifo, STATUS_IO, fifo, 0, "not a regular file");
    assert_fails("/dev/zero", STATUS_IO, "/dev/zero", 0, "not a regular file");
    assert_fails(link, STATUS_IO, link, 0, "No such file");
    assert_fails(temp_path(*state, "none.ini"), STATUS_IO, temp_path(*state, "none.ini"), 0,
                 "No such file");
}

static void test_an_unreadable_file(void **state)
{
    const char *path = temp_path(*state, "a.ini");

    temp_write(path, "[a]\n");
    assert_int_equal(chmod(path, 0), 0);
    /* The superuser reads it all the same. */
    if (access(path, R_OK) != 0)
        assert_fails(path, STATUS_IO, path, 0, "Permission denied");
}

static void test_a_file_over_1_mib(void **state)
{
    const char *path = temp_path(*state, "a.ini");

    temp_write(path, "[a]\n");
    assert_int_equal(truncate(path, DOCUMENT_MAX_SIZE + 1), 0);
    assert_fails(path, STATUS_FAULTY, path, 0, "larger than 1048576 bytes");
}

static void test_a_faulty_scenario_shows_its_lines(void **state)
{
    const char *path = temp_path(*state, "a.ini");

    temp_write(path, "[a]\nx\n");

    struct loaded loaded = load(path);

    assert_int_equal(loaded.status, STATUS_FAULTY);
    assert_string_equal(loaded.source->files[0].bytes, "[a]\nx\n");
    loaded_fini(&loaded);
    assert_fails(path, STATUS_FAULTY, path, 2, "no '='");
}

static void test_standard_input(void **state)
{
    const char *path = temp_path(*state, "a.ini");
    int saved = dup(STDIN_FILENO), ends[2];

    temp_write(path, "[a]\nx = 1\n");
    assert_int_equal(pipe(ends), 0);
    assert_int_equal(write(ends[1], "[a]\nx = 2\n", 10), 10);
    close(ends[1]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);

    struct loaded loaded = load("-");

    assert_int_equal(loaded.status, STATUS_OK);
    assert_string_equal(source_text(loaded.source, "a", "x"), "2");
    assert_null(loaded.file->real_path);
    loaded_fini(&loaded);

    assert_non_null(freopen("/dev/zero", "rb", stdin));
    assert_fails("-", STATUS_FAULTY, "-", 0, "larger than");
    dup2(saved, STDIN_FILENO);
    close(saved);
}

/* Whoever started us may have made standard input non-blocking. */
static void test_standard_input_that_is_not_ready(void **state)
{
    int saved = dup(STDIN_FILENO), ends[2], ready[2];

    (void)state;
    assert_int_equal(pipe2(ends, O_NONBLOCK), 0);
    assert_int_equal(pipe(ready), 0);

    pid_t child = fork();

    if (child == 0) {
        char go;

        /* Until the reader has begun: it ends the other pipe just before. */
        close(ready[1]);
        close(ends[0]);
        _exit(read(ready[0], &go, 1) != 0 || write(ends[1], "[a]\nx = 3\n", 10) != 10);
    }
    close(ends[1]);
    close(ready[0]);
    dup2(ends[0], STDIN_FILENO);
    close(ends[0]);
    close(ready[1]);

    struct loaded loaded = load("-");

    dup2(saved, STDIN_FILENO);
    close(saved);
    waitpid(child, NULL, 0);
    assert_int_equal(loaded.status, STATUS_OK);
    assert_string_equal(source_text(loaded.source, "a", "x"), "3");
    loaded_fini(&loaded);
}

/* Files of /proc say that they are empty, as one does that grows while it is read. */
static void test_a_file_that_is_not_as_large_as_it_says(void **state)
{
    (void)state;
    if (access("/proc/self/stat", R_OK) == 0)
        assert_fails("/proc/self/stat", STATUS_IO, "/proc/self/stat", 0, "changed while");
}

static void test_the_starter(void **state)
{
    const struct embedded *starter = embedded_find("scenarios/starter.ini");
    struct loaded loaded = {0};

    (void)state;
    assert_non_null(starter);
    loaded.status = file_load_text("starter", starter->text, starter->size, &loaded.file,
                                   &loaded.source, &loaded.messages);
    assert_int_equal(loaded.status, STATUS_OK);
    assert_string_equal(loaded.file->name, "starter");
    assert_null(loaded.file->real_path);
    assert_non_null(source_find_section(loaded.source, "scenario"));
    loaded_fini(&loaded);
}

static void test_a_variant(void **state)
{
    const char *base = temp_path(*state, "base.ini"), *variant = temp_path(*state, "variant.ini");

    temp_write(base, "[scenario]\ntitle = Base\n[data]\ndays = 365 days\nrate = 5\nold = 1\n");
    temp_write(variant, "[more]\nz = 1\n[data]\nrate = 6\nold =\nnew = 2\n"
                        "[scenario]\nextends = base.ini\n");

    struct loaded loaded = load(variant);
    const struct source *source = loaded.source;

    assert_int_equal(loaded.status, STATUS_OK);
    assert_string_equal(loaded.file->base_path, base);
    assert_int_equal(source->n_files, 2);
    assert_string_equal(source->files[1].name, base);
    assert_string_equal(source->sections[0].name, "scenario");
    assert_string_equal(source->sections[1].name, "data");
    assert_string_equal(source->sections[2].name, "more");
    assert_string_equal(source_text(source, "scenario", "title"), "Base");
    assert_string_equal(source_text(source, "data", "rate"), "6");
    assert_string_equal(source_find(source, "data", "rate")->inherited, "5");
    assert_int_equal(source_find(source, "data", "rate")->place.file, 0);
    assert_int_equal(source_find(source, "data", "days")->place.file, 1);
    assert_false(source_find(source, "data", "days")->own);
    assert_null(source_text(source, "data", "old"));
    assert_string_equal(source_text(source, "data", "new"), "2");
    assert_false(source_is_edited(source));
    loaded_fini(&loaded);
}

/* A base is looked for beside the real file, wherever the link to it is. */
static void test_a_variant_behind_a_link(void **state)
{
    const char *link = temp_path(*state, "link.ini");

    assert_int_equal(mkdir(temp_path(*state, "deep"), 0700), 0);
    temp_write(temp_path(*state, "deep/base.ini"), "[data]\nx = 1\n");
    temp_write(temp_path(*state, "deep/variant.ini"), "[scenario]\nextends = base.ini\n");
    assert_int_equal(symlink("deep/variant.ini", link), 0);

    struct loaded loaded = load(link);

    assert_int_equal(loaded.status, STATUS_OK);
    assert_string_equal(source_text(loaded.source, "data", "x"), "1");
    assert_string_equal(loaded.file->name, link);
    assert_string_equal(loaded.file->real_path, temp_path(*state, "deep/variant.ini"));
    loaded_fini(&loaded);
}

static void test_faults_in_a_base_show_its_own_lines(void **state)
{
    const char *base = temp_path(*state, "base.ini"), *variant = temp_path(*state, "variant.ini");

    temp_write(base, "\n[data]\ndays\n");
    temp_write(variant, "[scenario]\nextends = base.ini\n");
    assert_fails(variant, STATUS_FAULTY, base, 3, "no '='");
}

static void test_a_base_that_cannot_be_read(void **state)
{
    const char *variant = temp_path(*state, "variant.ini");

    temp_write(variant, "[scenario]\nextends = none.ini\n");
    assert_fails(variant, STATUS_IO, variant, 2, "variant.ini -> ");
    assert_fails(variant, STATUS_IO, variant, 2, "none.ini");
    temp_write(variant, "[scenario]\nextends = /dev/zero\n");
    assert_fails(variant, STATUS_IO, variant, 2, "not a regular file");
    temp_write(variant, "[scenario]\nextends = .\n");
    assert_fails(variant, STATUS_IO, variant, 2, "directory");
}

static void test_a_circle(void **state)
{
    const char *a = temp_path(*state, "a.ini"), *b = temp_path(*state, "b.ini");

    temp_write(a, "[scenario]\nextends = b.ini\n");
    temp_write(b, "\n[scenario]\nextends = ./a.ini\n");
    assert_fails(a, STATUS_FAULTY, b, 3, "extends itself: ");
    assert_fails(a, STATUS_FAULTY, b, 3, "b.ini -> ");
    temp_write(a, "[scenario]\nextends = a.ini\n");
    assert_fails(a, STATUS_FAULTY, a, 2, "extends itself: ");
}

static void test_a_chain_of_8_files_but_not_of_9(void **state)
{
    char name[16], text[64];

    for (int i = 0; i < 9; i++) {
        snprintf(name, sizeof(name), "%d.ini", i);
        snprintf(text, sizeof(text), "[scenario]\nextends = %d.ini\n[a]\nx%d = %d\n", i + 1, i, i);
        temp_write(temp_path(*state, name), i == 8 ? "[a]\nx8 = 8\n" : text);
    }

    struct loaded loaded = load(temp_path(*state, "1.ini"));

    assert_int_equal(loaded.status, STATUS_OK);
    assert_int_equal(loaded.source->n_files, LOAD_MAX_CHAIN);
    assert_string_equal(source_find_section(loaded.source, "a")->entries[0].key, "x8");
    assert_int_equal(source_find(loaded.source, "a", "x8")->place.file, 7);
    loaded_fini(&loaded);
    assert_fails(temp_path(*state, "0.ini"), STATUS_FAULTY, temp_path(*state, "7.ini"), 2,
                 "more than 8 files");
}

static void test_an_empty_extends_extends_nothing(void **state)
{
    const char *path = temp_path(*state, "a.ini");

    temp_write(path, "[scenario]\nextends =\n");

    struct loaded loaded = load(path);

    assert_int_equal(loaded.status, STATUS_OK);
    assert_null(loaded.file->base_path);
    loaded_fini(&loaded);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(test_a_scenario),
        TEST(test_paths_that_are_no_scenario),
        TEST(test_an_unreadable_file),
        TEST(test_a_file_over_1_mib),
        TEST(test_a_faulty_scenario_shows_its_lines),
        TEST(test_standard_input),
        TEST(test_standard_input_that_is_not_ready),
        TEST(test_a_file_that_is_not_as_large_as_it_says),
        TEST(test_the_starter),
        TEST(test_a_variant),
        TEST(test_a_variant_behind_a_link),
        TEST(test_faults_in_a_base_show_its_own_lines),
        TEST(test_a_base_that_cannot_be_read),
        TEST(test_a_circle),
        TEST(test_a_chain_of_8_files_but_not_of_9),
        TEST(test_an_empty_extends_extends_nothing),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
