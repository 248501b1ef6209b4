/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Values as text: parameter or formula, and what an edit makes of the old text. */
#include "core/language/value.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/language/list.h"
#include "core/language/unit.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

/* A number, or the word of a month as one. */
static enum status scan_number(const struct calendar *calendar, const char *text, size_t n,
                               struct number *out, struct error *err)
{
    struct calendar_word word;
    enum status status = calendar_read_month(calendar, text, n, &word, err);
    if (status == STATUS_NOT_FOUND)
        return number_scan(text, n, NUMBER_IN_VALUE, out, err);
    if (status == STATUS_OK)
        *out = (struct number){.value = word.number,
                               .digits = word.length,
                               .length = word.length,
                               .is_month = true,
                               .calendar = *calendar};
    return status;
}

enum status value_parse(const struct calendar *calendar, const char *text, size_t n,
                        struct value *out, struct error *err)
{
    struct value value = {.kind = VALUE_NUMBER};
    if (n == 0)
        return error_set_at(err, STATUS_FAULTY, 0, 1, "%s", _("there is no value"));
    enum status status = scan_number(calendar, text, n, &value.number, err);
    if (status == STATUS_NOT_FOUND) {
        *out = (struct value){.kind = VALUE_FORMULA};
        return STATUS_OK;
    }
    if (status != STATUS_OK)
        return status;
    size_t at = text_skip_blanks(text, n, value.number.length);
    /* `12 / months` divides, but `5 % / month` is a rate */
    if (at < n && (text[at] != '/' || value.number.percent) && !value.number.is_month) {
        size_t behind = 0;
        struct unit_word word;
        while (unit_next_word(text + at, n - at, &behind, &word) == STATUS_OK)
            continue;
        if (behind < n - at) {
            *out = (struct value){.kind = VALUE_FORMULA};
            return STATUS_OK;
        }
        value.unit_at = at;
        value.unit_length = n - at;
    } else if (at < n) {
        value = (struct value){.kind = VALUE_FORMULA};
    }
    *out = value;
    return STATUS_OK;
}

/* A calendar in which every month has a word: whether a text is one doesn't depend on the start. */
static const struct calendar any_calendar = {.start_year = 2000, .start_month = 1};

/* Where what follows the scaling suffix of TEXT begins: `%`, unit, the blanks before them. */
static size_t tail_at(const char *text, size_t n, const struct number *number)
{
    int32_t suffix;
    bool has_suffix = number->scale != (number->percent ? -2 : 0);
    if (!has_suffix)
        return number->digits;
    return number->digits + text_next(text + number->digits, n - number->digits, &suffix);
}

size_t value_number_length(const char *text)
{
    struct value value;
    if (value_parse(&any_calendar, text, strlen(text), &value, NULL) != STATUS_OK ||
        value.kind != VALUE_NUMBER)
        return 0;
    return value.number.length;
}

size_t value_bare_length(const char *text)
{
    struct value value = {.kind = VALUE_FORMULA};
    size_t n = strlen(text);
    enum status status = value_parse(&any_calendar, text, n, &value, NULL);
    assert(status == STATUS_OK && value.kind == VALUE_NUMBER);
    (void)status;
    return text_trim_end(text, tail_at(text, n, &value.number));
}

/* Of TYPED over OLD, of which one is a list: the % and unit of OLD that TYPED says nothing of. */
static bool list_tail(const char *old, size_t n_old, const char *typed, size_t n_typed, char *out,
                      size_t size)
{
    struct list before = {0}, after = {0};
    struct value number = {.kind = VALUE_FORMULA};
    bool was_list = list_parse(old, n_old, &before, NULL) == STATUS_OK;
    bool is_list = list_parse(typed, n_typed, &after, NULL) == STATUS_OK;
    if (was_list != is_list)
        value_parse(&any_calendar, was_list ? typed : old, was_list ? n_typed : n_old, &number,
                    NULL);
    bool is_kept = (was_list || is_list) && (was_list == is_list || number.kind == VALUE_NUMBER);
    bool has_percent = was_list ? before.has_percent : number.number.percent;
    struct list_span unit =
        was_list ? before.unit : (struct list_span){number.unit_at, number.unit_length};
    if (is_list)
        is_kept &= after.unit.length == 0 && !after.has_percent;
    else
        is_kept &= number.unit_length == 0 && !number.number.percent;
    if (is_kept)
        snprintf(out, size, "%s%s%.*s", has_percent ? "%" : "",
                 has_percent && unit.length > 0 && old[unit.at] != '/' ? " " : "", (int)unit.length,
                 old + unit.at);
    list_fini(&before);
    list_fini(&after);
    return is_kept;
}

enum status value_complete(const char *old, const char *typed, char *out, size_t size,
                           struct error *err)
{
    struct value before, after;
    size_t n_old = strlen(old), n_typed = strlen(typed);
    const char *tail = "";
    size_t n_tail = 0;
    char of_list[UNIT_TEXT_SIZE];
    old = text_trim(old, &n_old);
    typed = text_trim(typed, &n_typed);
    if (list_tail(old, n_old, typed, n_typed, of_list, sizeof of_list)) {
        tail = of_list;
        n_tail = strlen(tail);
    }
    bool takes_unit = value_parse(&any_calendar, typed, n_typed, &after, NULL) == STATUS_OK &&
                      after.kind == VALUE_NUMBER && after.unit_length == 0 &&
                      value_parse(&any_calendar, old, n_old, &before, NULL) == STATUS_OK &&
                      before.kind == VALUE_NUMBER && !after.number.is_month;
    /* a month's word has no unit; `12 %` has said its own, unless the old text has one behind its
     * own `%`. */
    if (takes_unit && (!after.number.percent || before.number.percent)) {
        size_t at =
            after.number.percent ? before.number.length : tail_at(old, n_old, &before.number);
        tail = old + at;
        n_tail = n_old - at;
    }
    /* 5k and USD must not become a word kUSD. */
    bool is_parted = text_name_length(tail, n_tail) > 0 || tail == of_list;
    const char *gap = is_parted && n_tail > 0 ? " " : "";
    size_t length = n_typed + strlen(gap) + n_tail;
    if (length >= size)
        return error_set(err, STATUS_FAULTY, "%s", _("the value is too long"));
    char *end = out;
    memmove(end, typed, n_typed);
    end += n_typed;
    memmove(end, gap, strlen(gap));
    end += strlen(gap);
    memmove(end, tail, n_tail);
    end[n_tail] = '\0';
    return STATUS_OK;
}

bool value_is_small_percentage(const char *old, const char *typed, char reading[NUMBER_TEXT_SIZE],
                               char other[NUMBER_TEXT_SIZE])
{
    struct value before, after;
    size_t n_old = strlen(old), n_typed = strlen(typed);
    old = text_trim(old, &n_old);
    typed = text_trim(typed, &n_typed);
    bool are_numbers = value_parse(&any_calendar, typed, n_typed, &after, NULL) == STATUS_OK &&
                       after.kind == VALUE_NUMBER && after.unit_length == 0 &&
                       value_parse(&any_calendar, old, n_old, &before, NULL) == STATUS_OK &&
                       before.kind == VALUE_NUMBER;
    if (!are_numbers || !before.number.percent || after.number.percent)
        return false;
    double size = fabs(after.number.value);
    if (!(size > 0 && size < 1))
        return false;
    char digits[NUMBER_TEXT_SIZE];
    number_format(digits, after.number.value);
    snprintf(reading, NUMBER_TEXT_SIZE, "%.*s %%", NUMBER_TEXT_SIZE - 3, digits);
    number_format(other, round(after.number.value * 100 * 1e9) / 1e9);
    return true;
}

double value_default_step(double value)
{
    static const int mantissas[] = {1, 2, 5, 10};
    double target = fabs(value) / 20;
    if (!isfinite(target) || target < DBL_MIN)
        return 1;
    int exponent = (int)floor(log10(target));
    int nearest = 1;
    double least = INFINITY;
    for (size_t i = 0; i < sizeof mantissas / sizeof *mantissas; i++) {
        double distance = fabs(target - mantissas[i] * pow(10, exponent));
        if (distance < least) {
            least = distance;
            nearest = mantissas[i];
        }
    }
    /* By way of text, for the double nearest to 0.005. */
    char text[NUMBER_TEXT_SIZE];
    struct number step;
    snprintf(text, sizeof text, "%de%d", nearest, exponent);
    if (number_scan(text, strlen(text), NUMBER_IN_FORMULA, &step, NULL) != STATUS_OK)
        return 1;
    return step.value;
}
