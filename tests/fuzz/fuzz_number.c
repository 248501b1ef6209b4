/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as a number and as a value: what is taken for one keeps its promises. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/value.h"
#include "core/text/number.h"
#include "core/text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void check_scan(const char *text, size_t n, enum number_style style)
{
    struct number number;
    struct error err = {.length = 1};
    char shown[NUMBER_TEXT_SIZE];

    enum status status = number_scan(text, n, style, &number, &err);
    if (status == STATUS_FAULTY)
        require(err.offset <= n && err.length > 0 && err.offset + err.length <= n);
    if (status != STATUS_OK)
        return;
    require(isfinite(number.value) && number.length <= n && number.digits <= number.length);
    number_format(shown, number.value);
    struct number again;
    require(number_scan(shown, strlen(shown), NUMBER_IN_VALUE, &again, NULL) == STATUS_OK);
    require(again.value == number.value);
    for (int columns = 6; columns < 20; columns++) {
        number_format_fit(shown, number.value, columns);
        require(strlen(shown) <= (size_t)columns);
    }
    number_format_grouped(shown, number.value, (int)(n % 25));
}

/* TEXT ends with a NUL and holds no other. */
static void check_edits(const char *text)
{
    char up[600], down[600], completed[600];
    struct value value, after;

    if (value_parse(NULL, text, strlen(text), &value, NULL) != STATUS_OK)
        return;
    if (value_complete(text, "12", completed, sizeof completed, NULL) == STATUS_OK)
        require(value_parse(NULL, completed, strlen(completed), &after, NULL) == STATUS_OK);
    if (value.kind != VALUE_NUMBER)
        return;
    require(value.unit_at + value.unit_length <= strlen(text));
    double step = value_default_step(value.number.value);
    if (value_nudge(NULL, text, step, 3, up, sizeof up, NULL) != STATUS_OK ||
        value_nudge(NULL, up, step, -3, down, sizeof down, NULL) != STATUS_OK)
        return;
    require(value_parse(NULL, down, strlen(down), &after, NULL) == STATUS_OK);
    require(after.number.value == value.number.value);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char *text = malloc(size + 1);

    if (text == NULL)
        return 0;
    if (size > 0)
        memcpy(text, data, size);
    text[size] = '\0';
    check_scan((const char *)data, size, NUMBER_IN_VALUE);
    check_scan((const char *)data, size, NUMBER_IN_FORMULA);
    /* Values come out of files that are valid UTF-8 without a NUL. */
    if (strlen(text) == size && text_invalid_at(text, size) == size)
        check_edits(text);
    free(text);
    return 0;
}
