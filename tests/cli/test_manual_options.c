/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the manual page has every option and subcommand of the command line's tables. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "cli/command.h"
#include "cli/options.h"
#include "support/manual.h"

static void test_options(void **state)
{
    (void)state;
    static const char *const options[] = {
#define X(id, name, letter, argument, commands, help) "-" name,
        OPTION_LIST(X)
#undef X
    };
    struct manual manual = manual_read("proforma.1");
    unsigned missing = 0;
    for (size_t i = 0; i < sizeof options / sizeof options[0]; i++)
        missing += manual_lacks(&manual, "\n.Sh OPTIONS", "\n.Sh", "option", options[i],
                                strlen(options[i]));
    free(manual.text);
    assert_int_equal(missing, 0);
}

static void test_subcommands(void **state)
{
    (void)state;
    static const char *const names[] = {
#define X(id, name, arguments, min, max, summary, run) name,
        COMMAND_LIST(X)
#undef X
    };
    struct manual manual = manual_read("proforma.1");
    unsigned missing = 0;
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (names[i][0] != '\0')
            missing += manual_lacks(&manual, "\n.Sh DESCRIPTION", "\n.Sh", "subcommand", names[i],
                                    strlen(names[i]));
    free(manual.text);
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_subcommands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
