/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/language/list.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/language/unit.h"
#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/number.h"
#include "core/text/text.h"

enum { MAX_QUOTED = 40 }; /* bytes of numbers in a message */

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* The bytes of the full-width comma that TEXT has at AT; 0 if another character is there. */
static size_t wide_comma(const char *text, size_t n, size_t at)
{
    static const char comma[] = "\xef\xbc\x8c";
    return n - at >= 3 && memcmp(text + at, comma, 3) == 0 ? 3 : 0;
}

/* The comma at AT stands between a digit and three more. */
static bool is_grouping(const char *text, size_t n, size_t at)
{
    size_t digits = 0;
    while (at + 1 + digits < n && is_digit(text[at + 1 + digits]))
        digits++;
    return digits == 3 && at > 0 && is_digit(text[at - 1]);
}

static enum status fail_comma(const char *text, size_t n, size_t at, struct error *err)
{
    size_t before = at, behind = at + 1, n_digits = 0;
    while (before > 0 && !text_is_blank(text[before - 1]) && text[before - 1] != ',')
        before--;
    while (behind < n && !text_is_blank(text[behind]) && text[behind] != ',')
        behind++;
    for (size_t i = before; i < behind; i++)
        n_digits += is_digit(text[i]);
    int length = (int)(at - before), more = (int)(behind - at - 1);
    if (length == 0 || more == 0 || behind - before > MAX_QUOTED)
        return error_set_at(err, STATUS_FAULTY, at, 1, "%s",
                            _("a comma parts two numbers if a blank follows it"));
    if (n_digits + 1 == behind - before)
        return error_set_at(err, STATUS_FAULTY, before, behind - before,
                            _("for two numbers, write %.*s, %.*s; for one, %.*s.%.*s, or commas "
                              "before three digits"),
                            length, text + before, more, text + at + 1, length, text + before, more,
                            text + at + 1);
    return error_set_at(err, STATUS_FAULTY, before, behind - before,
                        _("for two numbers, write %.*s, %.*s: a blank follows the comma"), length,
                        text + before, more, text + at + 1);
}

enum status list_next(const char *text, size_t n, size_t *at, struct list_span *out,
                      struct error *err)
{
    size_t begin = *at, i = begin, comma = 0;
    int depth = 0;
    if (begin > n)
        return STATUS_NOT_FOUND;
    for (; i < n && comma == 0; i += comma == 0) {
        depth += text[i] == '(';
        depth -= text[i] == ')';
        size_t wide = wide_comma(text, n, i);
        if (depth > 0 || (text[i] != ',' && wide == 0))
            continue;
        if (wide > 0 || i + 1 == n || text_is_blank(text[i + 1]))
            comma = wide > 0 ? wide : 1;
        else if (!is_grouping(text, n, i))
            return fail_comma(text, n, i, err);
    }
    size_t first = text_skip_blanks(text, i, begin);
    *out = (struct list_span){first, text_trim_end(text + first, i - first)};
    *at = comma > 0 ? i + comma : n + 1;
    return STATUS_OK;
}

/* The word `from` in ITEM; its end if there is none. */
static size_t find_from(const char *text, struct list_span item)
{
    size_t end = item.at + item.length;
    for (size_t i = item.at; i + 4 <= end; i++)
        if (memcmp(text + i, "from", 4) == 0 && (i == item.at || text_is_blank(text[i - 1])) &&
            (i + 4 == end || text_is_blank(text[i + 4])))
            return i;
    return end;
}

/* What is left of ITEM from AT on, without blanks. */
static struct list_span rest_of(const char *text, struct list_span item, size_t at)
{
    size_t end = item.at + item.length;
    size_t first = at < end ? text_skip_blanks(text, end, at) : end;
    return (struct list_span){first, end - first};
}

/* UNIT, behind a number, becomes the list's; it may be said again, but not another one. */
static enum status take_unit(struct list *list, const char *text, struct list_span unit,
                             struct error *err)
{
    size_t behind = 0;
    struct unit_word word;
    if (unit.length == 0)
        return STATUS_OK;
    while (unit_next_word(text + unit.at, unit.length, &behind, &word) == STATUS_OK)
        continue;
    if (behind < unit.length)
        return error_set_at(err, STATUS_FAULTY, unit.at + behind, unit.length - behind,
                            _("'%.*s' is out of place in a list, which has numbers, one unit and "
                              "'from'; for formulas, write series(...)"),
                            (int)(unit.length - behind), text + unit.at + behind);
    if (list->unit.length > 0 && (list->unit.length != unit.length ||
                                  memcmp(text + list->unit.at, text + unit.at, unit.length) != 0))
        return error_set_at(err, STATUS_FAULTY, unit.at, unit.length,
                            _("a list has one unit: '%.*s' and '%.*s' differ"),
                            (int)list->unit.length, text + list->unit.at, (int)unit.length,
                            text + unit.at);
    if (list->unit.length == 0)
        list->unit = unit;
    return STATUS_OK;
}

/* `from WHEN % UNIT`, behind the number OUT. */
static enum status take_from(struct list *list, const char *text, struct list_span from,
                             struct list_number *out, struct error *err)
{
    size_t end = from.at + from.length, at = text_skip_blanks(text, end, from.at + 4);
    if (from.length == 0)
        return STATUS_OK;
    out->when.at = at;
    while (at < end && !text_is_blank(text[at]))
        at++;
    out->when.length = at - out->when.at;
    if (out->when.length == 0)
        return error_set_at(err, STATUS_FAULTY, from.at, 4, "%s",
                            _("behind 'from' a month is missing, such as 7 or the name of a "
                              "parameter"));
    struct list_span rest = rest_of(text, from, at);
    if (rest.length > 0 && text[rest.at] == '%') {
        list->has_percent = true;
        rest = rest_of(text, from, rest.at + 1);
    }
    return take_unit(list, text, rest, err);
}

static enum status fail_no_number(const char *text, struct list_span item, struct error *err)
{
    if (item.length == 0)
        return error_set_at(err, STATUS_FAULTY, item.at, 1, "%s",
                            _("a number is missing in the list"));
    return error_set_at(err, STATUS_FAULTY, item.at, item.length,
                        _("'%.*s' is no number; a list has numbers only: for formulas, write "
                          "series(...)"),
                        (int)item.length, text + item.at);
}

/* What is peculiar to some numbers of a list. */
struct tally {
    size_t n_scaled, n_zero, n_percent, n_share;
};

static enum status take_number(struct list *list, const char *text, struct list_span item,
                               struct tally *tally, struct error *err)
{
    struct number number;
    size_t from = find_from(text, item);
    struct list_number taken = {.span = {item.at, text_trim_end(text + item.at, from - item.at)}};
    if (list->n == LIST_MAX)
        return error_set_at(err, STATUS_FAULTY, item.at, item.length,
                            _("a list has at most %d numbers"), LIST_MAX);
    enum status status =
        number_scan(text + item.at, taken.span.length, NUMBER_IN_VALUE, &number, err);
    if (status == STATUS_NOT_FOUND)
        return fail_no_number(text, item, err);
    if (status != STATUS_OK) {
        if (err)
            err->offset += item.at;
        return status;
    }
    taken.digits = number.length;
    if (number.percent)
        taken.digits = text_trim_end(text + item.at, number.length - 1);
    bool is_share = !number.percent && number.value != 0 && fabs(number.value) < 1;
    tally->n_scaled += number.scale != (number.percent ? -2 : 0);
    tally->n_zero += number.value == 0;
    tally->n_percent += number.percent;
    tally->n_share += is_share;
    status = take_unit(list, text, rest_of(text, taken.span, item.at + number.length), err);
    if (status == STATUS_OK)
        status = take_from(list, text, rest_of(text, item, from), &taken, err);
    if (status == STATUS_OK && !grow(&list->numbers, list->n, &list->capacity, sizeof taken))
        status = error_no_memory(err);
    if (status == STATUS_OK)
        list->numbers[list->n++] = taken;
    return status;
}

/* A list has a comma outside of parentheses, or places its one number. */
static bool is_list(const char *text, size_t n)
{
    int depth = 0;
    for (size_t i = 0; i < n; i++) {
        depth += text[i] == '(';
        depth -= text[i] == ')';
        bool is_comma = text[i] == ',' || wide_comma(text, n, i) > 0;
        if (depth <= 0 && is_comma && !is_grouping(text, n, i))
            return true;
    }
    struct number number;
    size_t from = find_from(text, (struct list_span){0, n}), behind = 0;
    if (from == n || number_scan(text, n, NUMBER_IN_VALUE, &number, NULL) != STATUS_OK)
        return false;
    struct list_span unit =
        rest_of(text, (struct list_span){0, text_trim_end(text, from)}, number.length);
    struct unit_word word;
    while (unit_next_word(text + unit.at, unit.length, &behind, &word) == STATUS_OK)
        continue;
    return behind >= unit.length;
}

/* `5, 6 / month` divides, as `5 / month` alone does; what has a `%` is a rate. */
static enum status check_rate(const struct list *list, const char *text, struct error *err)
{
    if (list->unit.length == 0 || text[list->unit.at] != '/' || list->has_percent)
        return STATUS_OK;
    return error_set_at(err, STATUS_FAULTY, list->unit.at, list->unit.length,
                        _("'%.*s' divides, and a list has numbers only; a rate has a unit before "
                          "the '/', such as USD/month"),
                        (int)list->unit.length, text + list->unit.at);
}

enum status list_parse(const char *text, size_t n, struct list *out, struct error *err)
{
    struct list list = {0};
    struct tally tally = {0};
    struct list_span item;
    size_t at = 0;
    if (!is_list(text, n))
        return STATUS_NOT_FOUND;
    enum status status = list_next(text, n, &at, &item, err);
    while (status == STATUS_OK &&
           (status = take_number(&list, text, item, &tally, err)) == STATUS_OK)
        status = list_next(text, n, &at, &item, err);
    list.has_percent |= tally.n_percent > 0;
    if (status == STATUS_NOT_FOUND)
        status = check_rate(&list, text, err);
    if (status != STATUS_OK) {
        list_fini(&list);
        return status;
    }
    list.has_odd_suffix = tally.n_scaled > 0 && tally.n_scaled + tally.n_zero < list.n;
    list.has_odd_share = list.has_percent && tally.n_share > 0;
    *out = list;
    return status;
}

void list_fini(struct list *list)
{
    free(list->numbers);
    *list = (struct list){0};
}

bool list_format(const struct list *list, const char *text, size_t i, char *out, size_t size)
{
    const struct list_number *number = &list->numbers[i];
    bool is_rate = list->unit.length > 0 && text[list->unit.at] == '/';
    int length =
        snprintf(out, size, "%.*s%s%s%.*s", (int)number->digits, text + number->span.at,
                 list->has_percent ? " %" : "", list->unit.length > 0 && !is_rate ? " " : "",
                 (int)list->unit.length, text + list->unit.at);
    return length >= 0 && (size_t)length < size;
}
