/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Whether the manual pages have all that the tables have: keys and commands of the dashboard,
 * functions, built-in kinds, roles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "app/keymap.h"
#include "core/language/expr.h"
#include "core/language/kinds.h"
#include "draw/role.h"
#include "support/manual.h"

/* Every key of the actions that have a name on the command line. */
static void test_keys(void **state)
{
    (void)state;
    struct manual manual = manual_read("proforma.1");
    unsigned missing = 0;
    for (const struct action *action = app_actions; action->keys; action++) {
        const char *key = action->name[0] ? action->keys : "";
        while (*key) {
            size_t n = strcspn(key, " ");
            missing += manual_lacks(&manual, "\n.Ss Moving", "\n.Ss Command line", "key", key, n);
            key += n;
            key += strspn(key, " ");
        }
    }
    free(manual.text);
    assert_int_equal(missing, 0);
}

static void test_commands(void **state)
{
    (void)state;
    struct manual manual = manual_read("proforma.1");
    unsigned missing = 0;
    for (const struct command *command = app_commands; command->name; command++)
        missing += manual_lacks(&manual, "\n.Ss Command line", "\n.Sh", "command", command->name,
                                strlen(command->name));
    free(manual.text);
    assert_int_equal(missing, 0);
}

static void test_functions(void **state)
{
    (void)state;
    struct manual manual = manual_read("proforma-scenario.5");
    unsigned missing = 0;
    const struct expr_function *function;
    for (size_t i = 0; (function = expr_function_at(i)); i++) {
        char call[64];
        snprintf(call, sizeof call, " %s(", function->name);
        if (!strstr(manual.text, call)) {
            fprintf(stderr, "proforma-scenario.5 lacks the function '%s'\n", function->name);
            missing++;
        }
    }
    free(manual.text);
    assert_int_equal(missing, 0);
}

/* Every kind has a heading, and below it stands every parameter that a scenario has to give. */
static void test_kinds(void **state)
{
    (void)state;
    struct manual manual = manual_read("proforma-scenario.5");
    unsigned missing = 0;
    const struct kind *kind;
    for (size_t i = 0; (kind = kind_at(i)); i++) {
        char heading[64];
        snprintf(heading, sizeof heading, "\n.Ss %s\n", kind->name);
        missing += manual_lacks(&manual, heading, "\n.S", "kind", kind->name, strlen(kind->name));
        for (const struct kind_entry *entry = kind->entries; entry->key; entry++)
            if (!entry->text)
                missing += manual_lacks(&manual, heading, "\n.S", "parameter", entry->key,
                                        strlen(entry->key));
    }
    free(manual.text);
    assert_int_equal(missing, 0);
}

static void test_roles(void **state)
{
    (void)state;
    struct manual manual = manual_read("proforma-theme.5");
    unsigned missing = 0;
    for (int role = 0; role < N_UI_ROLES; role++) {
        const char *name = ui_role_name((enum ui_role)role);
        missing += manual_lacks(&manual, "\n.Ss Roles", "\n.Sh", "role", name, strlen(name));
    }
    free(manual.text);
    assert_int_equal(missing, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_keys),      cmocka_unit_test(test_commands),
        cmocka_unit_test(test_functions), cmocka_unit_test(test_kinds),
        cmocka_unit_test(test_roles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
