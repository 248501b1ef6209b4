/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Documents: every way in which inih would misread a file, and edits that change nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "io/document.h"

/* N times C in a static buffer of its own. */
#define TIMES_64(c)                                                                                \
    c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c c  \
        c c c c c c c c c c c c c c c c c

static struct document *parse_bytes(const char *bytes, size_t size)
{
    struct document *document = NULL;
    struct messages messages = {0};
    enum status status = document_parse(bytes, size, 0, &document, &messages);

    if (messages.n > 0)
        print_error("line %u: %s\n", (unsigned)messages.items[0].place.line,
                    messages.items[0].text);
    assert_int_equal(status, STATUS_OK);
    messages_fini(&messages);
    return document;
}

static struct document *parse(const char *text)
{
    return parse_bytes(text, strlen(text));
}

/* The text of [a] KEY in TEXT is VALUE. */
static void assert_value(const char *text, const char *key, const char *value)
{
    struct document *document = parse(text);
    const struct document_entry *entry = document_find(document, "a", key);

    assert_non_null(entry);
    assert_string_equal(entry->text, value);
    document_free(document);
}

/* Parsing reports exactly the faults of the list "LINE:COLUMN TEXT", one behind another. */
static void assert_faults_of(const char *bytes, size_t size, const char *expected)
{
    struct document *document = NULL;
    struct messages messages = {0};
    char found[4096] = "";
    size_t n = 0;

    assert_int_equal(document_parse(bytes, size, 0, &document, &messages), STATUS_FAULTY);
    assert_null(document);
    messages_sort(&messages);
    for (size_t i = 0; i < messages.n && n < sizeof(found); i++) {
        const struct message *message = &messages.items[i];

        n += (size_t)snprintf(found + n, sizeof(found) - n, "%u:%u %s\n",
                              (unsigned)message->place.line, (unsigned)message->place.column,
                              message->text);
    }
    assert_string_equal(found, expected);
    messages_fini(&messages);
}

static void assert_faults(const char *text, const char *expected)
{
    assert_faults_of(text, strlen(text), expected);
}

static void test_values(void **state)
{
    (void)state;
    assert_value("[a]\nx = 1", "x", "1");
    assert_value("[a]\nx:1\n", "x", "1");
    assert_value("[a]\nx:b=c\n", "x", "b=c");
    assert_value("[a]\n  x = 1\n", "x", "1");
    assert_value("[a]\r\nx = 1\r\n", "x", "1");
    assert_value("\xEF\xBB\xBF[a]\nx = 1\n", "x", "1");
    assert_value("[a]\nx = 1 # c\n", "x", "1 # c");
    assert_value("[a]\nx = \"a\"\n", "x", "\"a\"");
    assert_value("[a]\nx =\n", "x", "");
    assert_value("[a]\nx == 1\n", "x", "= 1");
    assert_value("[ a ]\nx = 1\n", "x", "1");
    assert_value("[a] ; c ]\nx = 1\n", "x", "1");
    assert_value("[a]\n\xE5\x8D\x95\xE4\xBB\xB7 = 5\n", "\xE5\x8D\x95\xE4\xBB\xB7", "5");
}

static void test_comments(void **state)
{
    (void)state;
    assert_value("[a]\nx = 1 ; c\n", "x", "1");
    assert_value("[a]\nx = 1\t;c ; d\n", "x", "1");
    assert_value("[a]\nx = 1;2\n", "x", "1;2");
    assert_value("[a]\nx=;c\n", "x", ";c");
    assert_value("[a]\nx= ;c\n", "x", "");
    assert_value("[a]\n; y = 2\n  # z = 3\nx = 1\n", "x", "1");
    assert_value("; first\n#\n\n[a]\nx = 1\n", "x", "1");
}

static void test_continuation(void **state)
{
    (void)state;
    assert_value("[a]\nx = 1 +\n   2\n", "x", "1 + 2");
    assert_value("[a]\nx = 1 + ; one\n  2 ; two\n\t+ 3;\n", "x", "1 + 2 + 3;");
    assert_value("[a]\nx =\n  1\n  + 2\n", "x", "1 + 2");
    assert_value("[a]\nx = 1\n\n  ; between\n  + 2\n", "x", "1 + 2");
    assert_value("[a]\nx = 1 <=\n  y >= z\n", "x", "1 <= y >= z");
    assert_value("[a]\ntitle = one\n  two = three: [four]\n", "title", "one two = three: [four]");
    assert_value("[a]\nx.note = one\n  two = three\n", "x.note", "one two = three");
}

static void test_a_key_of_49_bytes_keeps_its_continuation(void **state)
{
    static const char key[] = "k234567890123456789012345678901234567890123456789";
    char text[256];

    (void)state;
    snprintf(text, sizeof(text), "[a]\n%s = 1\n  + 2\n", key);
    assert_value(text, key, "1 + 2");
}

static void test_long_comments_are_harmless(void **state)
{
    (void)state;
    assert_value("[a]\nx = 1\n; " TIMES_64("....") "\ny = 2\n", "y", "2");

    /* At byte 199 inih would begin a new line. */
    char text[512];
    int n = snprintf(text, sizeof(text), "[a]\n;%0*d", 198, 0);

    snprintf(text + n, sizeof(text) - (size_t)n, "x=9\n;%0*d[evil]\nx = 1\n", 198, 0);
    assert_value(text, "x", "1");
}

static void test_nfc(void **state)
{
    (void)state;
    /* e and a combining acute accent are the key that has one letter. */
    assert_value("[a]\ne\xCC\x81 = 1\n", "\xC3\xA9", "1");
    assert_faults("[a]\ne\xCC\x81 = 1\n\xC3\xA9 = 2\n", "3:1 '\xC3\xA9' is in line 2 already\n");
}

/* The line is as long as may be; one byte more is too much. */
static void test_line_length(void **state)
{
    char text[512] = "[a]\nx = ";
    size_t n = strlen(text);

    (void)state;
    memset(text + n, '7', DOCUMENT_MAX_LINE - 4);
    strcpy(text + 4 + DOCUMENT_MAX_LINE, "\ny = 2\n");

    struct document *document = parse(text);

    assert_int_equal(strlen(document_find(document, "a", "x")->text), DOCUMENT_MAX_LINE - 4);
    assert_string_equal(document_find(document, "a", "y")->text, "2");
    document_free(document);

    strcpy(text + 4 + DOCUMENT_MAX_LINE, "7\r\n  y = 2\n[evil]\n");
    assert_faults(text, "2:199 a line of 199 bytes, over 198; go on in an indented line\n");
}

static void test_text_faults(void **state)
{
    static const char nul[] = "[a]\nx = 1\0y = 2\n";
    static const char utf16[] = "\xFF\xFE[\0a\0]\0";

    (void)state;
    assert_faults_of(nul, sizeof(nul) - 1, "2:6 a NUL byte; this is no text\n");
    assert_faults_of(utf16, sizeof(utf16) - 1, "1:1 UTF-16 text; convert it to UTF-8\n");
    assert_faults("[a]\rx = 1\r", "1:4 lines that end in CR alone; end them in LF or CR LF\n");
    assert_faults("[a]\nx = 1\ry = 2\n", "2:6 a CR that is not part of a line's end\n");
    assert_faults("[a]\nx = \xC3\n; \xFF\n", "2:5 invalid UTF-8\n3:3 invalid UTF-8\n");
    assert_faults("\xEF\xBB\xBF\xC3=1\n", "1:1 invalid UTF-8\n");
}

static void test_a_document_over_1_mib(void **state)
{
    size_t size = DOCUMENT_MAX_SIZE + 1;
    char *bytes = malloc(size);

    (void)state;
    memset(bytes, '\n', size);
    assert_faults_of(bytes, size, "1:1 larger than 1 MiB\n");

    struct document *document = parse_bytes(bytes, size - 1);

    assert_int_equal(document->n_lines, DOCUMENT_MAX_SIZE);
    document_free(document);
    free(bytes);
}

static void test_section_faults(void **state)
{
    (void)state;
    assert_faults("[a\nx = 1\n", "1:1 no ']' behind the section\n");
    assert_faults("[a ; b]\nx = 1\n", "1:1 no ']' behind the section\n");
    assert_faults("[a] junk\n", "1:4 text behind the section's ']'\n");
    assert_faults("[a]b]\n", "1:4 text behind the section's ']'\n");
    assert_faults("[a] # b\n", "1:4 text behind the section's ']'\n");
    assert_faults("[]\n[ ]\n", "1:1 a section without a name\n2:1 a section without a name\n");
    assert_faults("[k2345678901234567890123456789012345678901234567890]\n",
                  "1:2 a section's name of 50 bytes, over 49\n");
    assert_faults("[a]\n[b]\n[a]\nx = 1\nx = 2\n", "3:2 section 'a' is in line 1 already\n");
}

static void test_key_faults(void **state)
{
    (void)state;
    assert_faults("[a]\nfoo\n", "2:1 no '=' in the line\n");
    assert_faults("[a]\nfoo ; = 1\n", "2:1 no '=' in the line\n");
    assert_faults("[a]\n=5\n", "2:1 no key before '='\n");
    assert_faults("[a]\n  : 5\n", "2:3 no key before ':'\n");
    assert_faults("[a]\nx = 1\n\nx = 2\n  + 3\n", "4:1 'x' is in line 2 already\n");
    assert_faults("x = 1\ny = 2\n[a]\n", "1:1 a key before the first section\n");
    assert_faults("[a]\nk2345678901234567890123456789012345678901234567890 = 1\n  + 2\n",
                  "2:1 a key of 50 bytes, over 49\n");
}

static void test_indented_lines_that_meant_to_stand_alone(void **state)
{
    (void)state;
    assert_faults("[a]\nx = 1\n  y = 2\n  z : 3\n",
                  "3:3 an indented line continues 'x'; unindent it\n"
                  "4:3 an indented line continues 'x'; unindent it\n");
    assert_faults("[a]\nsource = 1\n  y = 2\n",
                  "3:3 an indented line continues 'source'; unindent it\n");
    assert_faults("[a]\nx = 1\n\f[b]\ny = 2\n",
                  "3:2 an indented line continues 'x'; unindent it\n");
}

/* A byte-order mark is skipped where the file begins, not where inih's first line does. */
static void test_a_mark_behind_a_comment_is_part_of_the_key(void **state)
{
    struct document *document = parse("; c\n[a]\n\xEF\xBB\xBFx = 1\n");

    (void)state;
    assert_non_null(document_find(document, "a", "\xEF\xBB\xBFx"));
    document_free(document);
}

static void test_all_faults_are_reported_up_to_20(void **state)
{
    char text[1024] = "[a]\n";
    struct document *document = NULL;
    struct messages messages = {0};

    (void)state;
    for (int i = 0; i < 30; i++)
        strcat(text, "fault\n");
    assert_int_equal(document_parse(text, strlen(text), 3, &document, &messages), STATUS_FAULTY);
    assert_int_equal(messages.n, MESSAGES_MAX_ERRORS);
    assert_int_equal(messages.n_errors, 30);
    assert_int_equal(messages.items[19].place.line, 21);
    assert_int_equal(messages.items[19].place.file, 3);
    messages_fini(&messages);
}

static void test_places(void **state)
{
    struct document *document = parse("\xEF\xBB\xBF[a]\r\nx = 1 + ; c\r\n   22\r\n");
    const struct document_entry *entry = document_find(document, "a", "x");

    (void)state;
    assert_int_equal(document_find_section(document, "a")->line, 1);
    assert_int_equal(entry->n_parts, 2);
    assert_int_equal(entry->parts[1].at, 4);
    assert_int_equal(entry->parts[1].line, 3);
    assert_int_equal(entry->parts[1].length, 2);

    struct place place = document_place(document, 5, entry->parts[1].offset, 2);

    assert_int_equal(place.file, 5);
    assert_int_equal(place.line, 3);
    assert_int_equal(place.column, 4);
    place = document_place(document, 0, document_find_section(document, "a")->name_offset, 1);
    assert_int_equal(place.line, 1);
    assert_int_equal(place.column, 2);
    document_free(document);
}

static void test_nothing_at_all(void **state)
{
    (void)state;
    document_free(parse(""));
    document_free(parse("\xEF\xBB\xBF"));
    document_free(parse("\n\n; only a comment"));
}

/* Editing [a] x of BEFORE to TEXT gives AFTER. */
static void assert_edit(const char *before, const char *key, const char *text, const char *after)
{
    struct document *document = parse(before);
    struct document_edit edit = {"a", key, text};
    struct error err = {0};
    char *bytes = NULL;
    size_t size = 0;
    enum status status = document_edit(document, &edit, 1, &bytes, &size, &err);

    if (status != STATUS_OK)
        print_error("%s\n", err.text);
    assert_int_equal(status, STATUS_OK);
    assert_string_equal(bytes, after);
    assert_int_equal(size, strlen(after));
    free(bytes);
    document_free(document);
}

static void test_setting_a_value(void **state)
{
    (void)state;
    assert_edit("[a]\r\nx =  1 \t; one\r\ny=2", "x", "5\xE4\xB8\x87 USD",
                "[a]\r\nx =  5\xE4\xB8\x87 USD \t; one\r\ny=2");
    assert_edit("\xEF\xBB\xBF[a]\nx=1", "x", "2", "\xEF\xBB\xBF[a]\nx=2");
    assert_edit("[a]\nx = 1  \n", "x", "2", "[a]\nx = 2  \n");
    assert_edit("[a]\nx =\n", "x", "2", "[a]\nx = 2\n");
    assert_edit("[a]\nx=\n", "x", "2", "[a]\nx=2\n");
    assert_edit("[a]\nx = ; c\n", "x", "2", "[a]\nx = 2 ; c\n");
    assert_edit("[a]\nx = 1 ; c\n", "x", "", "[a]\nx = ; c\n");
    assert_edit("[a]\nx = 1\n", "x", "", "[a]\nx =\n");
    assert_edit("[a]\nx = 1\n", "x", "1", "[a]\nx = 1\n");
}

static void test_setting_a_value_of_several_lines(void **state)
{
    static const char text[] = "[a]\nx = p + ; one\n  ; of its own\n  q + ; two\n  r\ny = 1\n";

    (void)state;
    assert_edit(text, "x", "p + 2 * q + r",
                "[a]\nx = p + ; one\n  ; of its own\n  2 * q + ; two\n  r\ny = 1\n");
    assert_edit(text, "x", "s + q + r",
                "[a]\nx = s + ; one\n  ; of its own\n  q + ; two\n  r\ny = 1\n");
    assert_edit(text, "x", "p + q + r + s",
                "[a]\nx = p + ; one\n  ; of its own\n  q + ; two\n  r + s\ny = 1\n");
    assert_edit(text, "x", "p + r", "[a]\nx = p + ; one\n  ; of its own\n  ; two\n  r\ny = 1\n");
    assert_edit(text, "x", "5", "[a]\nx = 5 ; one\n  ; of its own\n  ; two\ny = 1\n");
    assert_edit(text, "x", "r", "[a]\nx = r ; one\n  ; of its own\n  ; two\ny = 1\n");
    assert_edit("[a]\nx =\n  1 +\n  2\n", "x", "1 + 3", "[a]\nx =\n  1 +\n  3\n");
    assert_edit("[a]\nx =\n  1 +\n  2\n", "x", "4", "[a]\nx =\n  4\n");
    assert_edit("[a]\nx =\n  1\n", "x", "2 + 1", "[a]\nx =\n  2 + 1\n");
    assert_edit("[a]\nx = 1 +\n  2", "x", "", "[a]\nx =\n");
}

static void test_removing_a_key(void **state)
{
    (void)state;
    assert_edit("[a]\nx = 1 ; c\ny = 2\n", "x", NULL, "[a]\ny = 2\n");
    assert_edit("[a]\nx = 1 +\n; stays\n  2\ny = 2\n", "x", NULL, "[a]\n; stays\ny = 2\n");
    assert_edit("[a]\nx = 1", "x", NULL, "[a]\n");
    assert_edit("[a]\nx = 1\n", "y", NULL, "[a]\nx = 1\n");
}

static void test_adding_a_key(void **state)
{
    (void)state;
    assert_edit("[a]\nx = 1\n; behind\n\n[b]\ny=2\n", "z", "3",
                "[a]\nx = 1\nz = 3\n; behind\n\n[b]\ny=2\n");
    assert_edit("[a]\r\nx=1", "z", "3", "[a]\r\nx=1\r\nz=3");
    assert_edit("[a]\n", "z", "3", "[a]\nz = 3\n");
    assert_edit("[b]\nlong  :1\n[a]", "z", "3", "[b]\nlong  :1\n[a]\nz :3");
    assert_edit("[a]\nx = 1 +\n  2\n\n", "z", "3", "[a]\nx = 1 +\n  2\nz = 3\n\n");
    assert_edit("[a]\nx =\n", "z", "3", "[a]\nx =\nz = 3\n");
    assert_edit("[a]\nx = 1\n", "z", "", "[a]\nx = 1\nz =\n");
    assert_edit("[a]\n  x = 1\n", "z", "3", "[a]\n  x = 1\nz = 3\n");
}

static void test_adding_a_key_in_a_column(void **state)
{
    (void)state;
    assert_edit("[a]\nx       = 1\n", "yy", "3", "[a]\nx       = 1\nyy      = 3\n");
    assert_edit("[a]\nxx  = 1\nlong= 2\n", "yy", "3", "[a]\nxx  = 1\nlong= 2\nyy  = 3\n");
    assert_edit("[a]\nx    = 1\nlong = 2\n", "longer", "3",
                "[a]\nx    = 1\nlong = 2\nlonger = 3\n");
    /* Two letters of two columns each. */
    assert_edit("[a]\n\xE5\x8D\x95\xE4\xBB\xB7   = 1\n", "abc", "3",
                "[a]\n\xE5\x8D\x95\xE4\xBB\xB7   = 1\nabc    = 3\n");
    assert_edit("[a]\nx = 1\nlong = 2\n", "yy", "3", "[a]\nx = 1\nlong = 2\nyy = 3\n");
    /* keys of one length stand in a column by themselves */
    assert_edit("[a]\nxx = 1\nyy = 2\n", "z", "3", "[a]\nxx = 1\nyy = 2\nz = 3\n");
}

static void test_adding_a_section(void **state)
{
    (void)state;
    assert_edit("[b]\nx = 1\n", "z", "3", "[b]\nx = 1\n\n[a]\nz = 3\n");
    assert_edit("[b]\r\nx=1", "z", "3", "[b]\r\nx=1\r\n\r\n[a]\r\nz=3");
    assert_edit("[b]\nx = 1\n\n", "z", "3", "[b]\nx = 1\n\n[a]\nz = 3\n");
    assert_edit("", "z", "3", "[a]\nz = 3\n");
    assert_edit("\xEF\xBB\xBF", "z", "3", "\xEF\xBB\xBF[a]\nz = 3\n");
}

static void test_many_edits_at_once(void **state)
{
    struct document *document = parse("[a]\nx = 1\ny = 2\n[b]\nz = 3\n");
    const struct document_edit edits[] = {
        {"new", "p", "1"}, {"a", "new", "4"}, {"b", "z", NULL}, {"other", "q", "2"},
        {"a", "x", "9"},   {"new", "r", "3"}, {"b", "w", "5"},  {"gone", "q", NULL},
    };
    struct error err;
    char *bytes = NULL;
    size_t size;

    (void)state;
    assert_int_equal(document_edit(document, edits, 8, &bytes, &size, &err), STATUS_OK);
    assert_string_equal(bytes, "[a]\nx = 9\ny = 2\nnew = 4\n[b]\nw = 5\n\n"
                               "[new]\np = 1\nr = 3\n\n[other]\nq = 2\n");
    free(bytes);
    document_free(document);
}

/* Words of nine bytes, N of them, joined by blanks. */
static void fill_words(char *text, int n)
{
    for (int i = 0; i < n; i++)
        snprintf(text + 10 * i, 11, "word_%03u%s", (unsigned)i % 1000, i + 1 < n ? "+ " : "x");
}

static void test_long_text_goes_on_in_indented_lines(void **state)
{
    static const char *const befores[] = {"[a]\nx = 1 ; c\ny = 2\n", "[a]\nx = 1 +\n\t2\ny = 2\n",
                                          "[a]\ny = 2", "", "[a]\nx="};
    char text[1024];

    (void)state;
    fill_words(text, 50);
    for (size_t i = 0; i < sizeof(befores) / sizeof(befores[0]); i++) {
        struct document *document = parse(befores[i]);
        const struct document_edit edits[] = {{"a", "new", "1"}, {"a", "x", text}};
        struct error err;
        char *bytes = NULL;
        size_t size;

        assert_int_equal(document_edit(document, edits, 2, &bytes, &size, &err), STATUS_OK);
        assert_int_equal(strstr(bytes, "\n\t") != NULL, i == 1);
        document_free(document);
        document = parse(bytes);
        assert_string_equal(document_find(document, "a", "x")->text, text);
        assert_true(document_find(document, "a", "x")->n_parts >= 3);
        assert_string_equal(document_find(document, "a", "new")->text, "1");
        document_free(document);
        free(bytes);
    }
}

static void test_a_long_comment_leaves_no_room(void **state)
{
    char before[512] = "[a]\nx = 1 ; ";
    char text[128];
    size_t n = strlen(before);
    struct document_edit edit = {"a", "x", text};
    struct error err;
    char *bytes = NULL;
    size_t size;

    (void)state;
    memset(before + n, 'c', 189);
    fill_words(text, 5);

    struct document *document = parse(before);

    assert_int_equal(document_edit(document, &edit, 1, &bytes, &size, &err), STATUS_OK);
    assert_memory_equal(bytes, "[a]\nx =  ; cc", 13);
    assert_non_null(strstr(bytes, "ccc\n    word_000+ word_001"));
    document_free(document);
    free(bytes);
}

static void assert_refused(const char *key, const char *text, const char *reason)
{
    struct document *document = parse("[a]\nx = 1\n");
    struct document_edit edit = {"a", key, text};
    struct error err = {0};
    char *bytes = NULL;
    size_t size = 0;

    assert_int_equal(document_edit(document, &edit, 1, &bytes, &size, &err), STATUS_FAULTY);
    assert_null(bytes);
    if (strstr(err.text, reason) == NULL)
        fail_msg("'%s' is not in '%s'", reason, err.text);
    document_free(document);
}

static void test_what_an_ini_file_cannot_hold(void **state)
{
    char word[300];

    (void)state;
    memset(word, '9', sizeof(word) - 1);
    word[sizeof(word) - 1] = '\0';
    assert_refused("x", "1 ;2", "begins a comment");
    assert_refused("x", ";2", "begins a comment");
    assert_refused("x", "1\n[b]", "line break");
    assert_refused("x", "1\r", "line break");
    assert_refused("x", "1\033[2J", "control character");
    assert_refused("x", " 1", "blank at the end");
    assert_refused("x", "1\t", "blank at the end");
    assert_refused("x", "1\xFF", "invalid UTF-8");
    assert_refused("x", word, "longer than a line");
    assert_refused("new", word, "longer than a line");
    assert_refused("y=z", "1", "not read back");
    assert_refused("", "1", "without a name");
    assert_refused("[b]", "1", "section");
    assert_refused("k2345678901234567890123456789012345678901234567890", "1", "50 bytes");
}

/* What was not edited comes back byte for byte, whatever it looks like. */
static void test_no_edit_is_identity(void **state)
{
    static const char *const texts[] = {
        "", "\n", "\xEF\xBB\xBF", "[a]", "[a]\r\nx=1\n\r\n;\n  y\n", "[a]\n x : 1 ;;\n\n\n  \n#",
    };

    (void)state;
    for (size_t i = 0; i < sizeof(texts) / sizeof(texts[0]); i++) {
        struct document *document = parse(texts[i]);
        struct error err;
        char *bytes = NULL;
        size_t size;

        assert_int_equal(document_edit(document, NULL, 0, &bytes, &size, &err), STATUS_OK);
        assert_int_equal(size, strlen(texts[i]));
        assert_string_equal(bytes, texts[i]);
        free(bytes);
        document_free(document);
    }
}

/* A document of random pieces, most of which load, in TEXT. */
static void fill_random(char *text, size_t size, uint32_t *random)
{
    static const char *const pieces[] = {"x", "y = ", "=",       "[",        "]",    " ;",
                                         "#", "\n",   "\n[a]\n", "\r",       "\n  ", "1",
                                         " ", "+",    "\t",      "\xC3\xA9", "\n;",  ":"};
    size_t n = 0;

    text[0] = '\0';
    for (int i = 0; i < 24; i++) {
        *random = *random * 1664525 + 1013904223;
        n += (size_t)snprintf(text + n, size - n, "%s",
                              pieces[(*random >> 16) % (sizeof(pieces) / sizeof(pieces[0]))]);
    }
}

static void test_random_documents_come_back(void **state)
{
    uint32_t random = 1;
    int n_parsed = 0;

    (void)state;
    for (int i = 0; i < 20000; i++) {
        struct document *document = NULL;
        struct messages messages = {0};
        struct error err;
        char text[256], *bytes = NULL;
        size_t size;

        fill_random(text, sizeof(text), &random);
        if (document_parse(text, strlen(text), 0, &document, &messages) == STATUS_OK) {
            n_parsed++;
            assert_int_equal(document_edit(document, NULL, 0, &bytes, &size, &err), STATUS_OK);
            assert_int_equal(size, strlen(text));
            assert_memory_equal(bytes, text, size);
        } else {
            assert_true(messages.n > 0);
        }
        messages_fini(&messages);
        document_free(document);
        free(bytes);
    }
    assert_true(n_parsed > 100);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),
        cmocka_unit_test(test_comments),
        cmocka_unit_test(test_continuation),
        cmocka_unit_test(test_a_key_of_49_bytes_keeps_its_continuation),
        cmocka_unit_test(test_long_comments_are_harmless),
        cmocka_unit_test(test_nfc),
        cmocka_unit_test(test_line_length),
        cmocka_unit_test(test_text_faults),
        cmocka_unit_test(test_a_document_over_1_mib),
        cmocka_unit_test(test_section_faults),
        cmocka_unit_test(test_key_faults),
        cmocka_unit_test(test_indented_lines_that_meant_to_stand_alone),
        cmocka_unit_test(test_a_mark_behind_a_comment_is_part_of_the_key),
        cmocka_unit_test(test_all_faults_are_reported_up_to_20),
        cmocka_unit_test(test_places),
        cmocka_unit_test(test_nothing_at_all),
        cmocka_unit_test(test_setting_a_value),
        cmocka_unit_test(test_setting_a_value_of_several_lines),
        cmocka_unit_test(test_removing_a_key),
        cmocka_unit_test(test_adding_a_key),
        cmocka_unit_test(test_adding_a_key_in_a_column),
        cmocka_unit_test(test_adding_a_section),
        cmocka_unit_test(test_many_edits_at_once),
        cmocka_unit_test(test_long_text_goes_on_in_indented_lines),
        cmocka_unit_test(test_a_long_comment_leaves_no_room),
        cmocka_unit_test(test_what_an_ini_file_cannot_hold),
        cmocka_unit_test(test_no_edit_is_identity),
        cmocka_unit_test(test_random_documents_come_back),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
