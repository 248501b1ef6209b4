/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Lines as units: `word=text` is a definition, any other line a unit, compared with those before.
 */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/unit.h"
#include "core/text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void check_unit(struct unit_table *table, const char *text, size_t n, struct unit *before)
{
    struct unit unit, again;
    char shown[UNIT_TEXT_SIZE];
    struct error err = {.length = 1};

    enum status status = unit_parse(table, text, n, &unit, &err);
    require(status == STATUS_OK || status == STATUS_FAULTY);
    if (status != STATUS_OK) {
        require(err.offset <= n);
        return;
    }
    require(unit_compare(table, unit, unit, false, NULL) == UNIT_SAME);
    unit_format(table, unit, shown);
    require(strlen(shown) < UNIT_TEXT_SIZE && strlen(shown) > 0);
    if (strlen(shown) < UNIT_TEXT_SIZE / 2 &&
        unit_parse(table, shown, strlen(shown), &again, NULL) == STATUS_OK)
        require(unit_divide(unit, again).n == 0);
    unit_compare(table, unit, *before, n % 2 == 0, NULL);
    *before = unit_multiply(unit_power(*before, (int)(n % 5) - 2), unit);
    unit_root(*before, &again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct unit_table *table = unit_table_new("USD");
    struct unit before = UNIT_NONE;
    char *copy = malloc(size + 1);

    if (table != NULL && copy != NULL && text_invalid_at((const char *)data, size) == size) {
        if (size > 0)
            memcpy(copy, data, size);
        copy[size] = '\0';
        for (char *line = copy, *next; line != NULL; line = next) {
            next = strchr(line, '\n');
            if (next != NULL)
                *next++ = '\0';
            char *equals = strchr(line, '=');
            if (equals == NULL) {
                check_unit(table, line, strlen(line), &before);
                continue;
            }
            *equals = '\0';
            unit_table_define(table, line, equals + 1, strlen(equals + 1), NULL);
        }
    }
    free(copy);
    unit_table_free(table);
    return 0;
}
