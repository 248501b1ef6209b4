/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The claims that fail, slips of what is stated as a whole, and how slips are told. */
#include "analysis/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "claims_slips.h"

enum { MOST_POWER = 12 /* of ten */, MOST_DIGITS = 17 };
static const double finest = 0.0005; /* share of what is stated up to which slips explain it */

void claim_causes_fini(struct claim_causes *causes)
{
    for (size_t i = 0; i < causes->n; i++)
        free(causes->items[i].terms);
    free(causes->items);
    *causes = (struct claim_causes){0};
}

const struct claim_cause *claim_causes_of(const struct claim_causes *causes, uint32_t line)
{
    for (size_t i = 0; i < causes->n; i++)
        if (causes->items[i].line == line)
            return &causes->items[i];
    return NULL;
}

/* ---- Telling them ---- */

/* WORDING with FIRST for {1} and SECOND for {2}, into OUT; cut at SIZE. */
static void fill(char *out, size_t size, const char *wording, const char *first, const char *second)
{
    size_t used = 0;
    while (*wording && used + 1 < size) {
        bool is_first = strncmp(wording, "{1}", 3) == 0;
        bool is_mark = is_first || strncmp(wording, "{2}", 3) == 0;
        const char *piece = !is_mark ? wording : is_first ? first : second;
        size_t n = is_mark ? strlen(piece) : 1;
        n = lesser_size(n, size - 1 - used);
        memcpy(out + used, piece, n);
        used += n;
        wording += is_mark ? 3 : 1;
    }
    out[used] = '\0';
    text_drop_torn(out);
}

static const char *wording_of(enum claim_slip_kind kind)
{
    static const char *const wordings[] = {
#define X(name, wording) wording,
        CLAIM_SLIPS(X)
#undef X
    };
    return _(wordings[kind]);
}

void claim_cause_format(const struct claim_cause *item, bool is_complete, bool is_beside_terms,
                        char *out, size_t size)
{
    size_t used = 0;
    size_t n = lesser_size(item->n_causes, CLAIM_MAX_CAUSES);
    out[0] = '\0';
    if (n == 0 && !item->holds)
        snprintf(out, size, "%s",
                 is_complete ? _("unexplained")
                             : _("unexplained, but too large to try every slip"));
    for (size_t i = 0; i < n && used < size; i++) {
        if (is_beside_terms && item->causes[i].is_of_terms)
            continue;
        int length =
            snprintf(out + used, size - used, "%s%s", used == 0 ? "" : "; ", item->causes[i].text);
        used += length < 0 ? size : (size_t)length;
    }
    text_drop_torn(out);
}

void claim_format_pair(double stated, double computed, int columns, char stated_text[],
                       char computed_text[])
{
    number_format_fit(stated_text, stated, columns);
    number_format_fit(computed_text, computed, columns);
    double largest = fmax(fabs(stated), fabs(computed));
    if (stated == computed || !isfinite(largest) || largest >= 1e15)
        return;
    for (int decimals = 1; decimals <= MOST_DIGITS && strcmp(stated_text, computed_text) == 0;
         decimals++) {
        number_format_grouped(stated_text, stated, decimals);
        number_format_grouped(computed_text, computed, decimals);
    }
}

void claim_printed_format(const struct claim_cause *item, char *out, size_t size)
{
    char gives[NUMBER_TEXT_SIZE], stated[NUMBER_TEXT_SIZE];
    bool is_stated = claim_is_explained(item, item->printed);
    claim_format_pair(item->printed, item->stated, 20, gives, stated);
    snprintf(out, size,
             is_stated ? _("the printed expression gives %s, as stated")
                       : _("the printed expression gives %s, not %s"),
             gives, stated);
}

/* ---- Noting them ---- */

bool claim_is_explained(const struct claim_cause *item, double value)
{
    return fabs(value - item->stated) <= item->precision * fabs(item->stated);
}

static bool is_of_factor(enum claim_slip_kind kind)
{
    return kind == SLIP_DROPPED || kind == SLIP_REPEATED;
}

/* Another factor FIRST of the slip that is noted as KNOWN already. */
static void add_name(struct claim_slip *known, const char *first, const char *second)
{
    size_t used = strlen(known->names);
    const char *by_or = _(" or ");
    if (used + strlen(by_or) + strlen(first) >= sizeof known->names)
        return;
    snprintf(known->names + used, sizeof known->names - used, "%s%s", by_or, first);
    fill(known->text, sizeof known->text, wording_of((enum claim_slip_kind)known->kind),
         known->names, second);
}

void claim_note(struct claim_cause *item, enum claim_slip_kind kind, uint32_t group, uint32_t line,
                const char *first, const char *second)
{
    size_t n = lesser_size(item->n_causes, CLAIM_MAX_CAUSES);
    for (size_t i = 0; i < n && group != GROUP_OWN; i++) {
        struct claim_slip *known = &item->causes[i];
        if (known->group != group)
            continue;
        if (is_of_factor(kind) && known->kind == kind && known->line == line)
            add_name(known, first, second);
        return;
    }
    item->n_causes++;
    if (n == CLAIM_MAX_CAUSES)
        return;
    struct claim_slip *slip = &item->causes[n];
    *slip = (struct claim_slip){.kind = (uint8_t)kind, .group = group, .line = line};
    slip->is_of_terms = kind == SLIP_PRINTED || kind == SLIP_NOT_PRINTED || kind == SLIP_NOT_ADDED;
    snprintf(slip->names, sizeof slip->names, "%s", first);
    text_drop_torn(slip->names);
    fill(slip->text, sizeof slip->text, wording_of(kind), first, second);
}

/* ---- Slips of what is stated as a whole ---- */

/* Note the slip KIND if the scenario's value times FACTOR is what is stated; it is told by ABOUT.
 */
static void try_factor(struct claim_cause *item, enum claim_slip_kind kind, double factor,
                       double about)
{
    char text[NUMBER_TEXT_SIZE];
    if (factor == 1 || !claim_is_explained(item, item->computed * factor))
        return;
    number_format_grouped(text, about, 0);
    claim_note(item, kind, GROUP_WHOLE, 0, text, "");
}

/* The same of slips that take the amount of one period for that of others: so many of CALENDAR's,
 * which ABOUT says. */
static void try_periods(struct claim_cause *item, enum claim_slip_kind kind, double factor,
                        const char *about, const struct calendar *calendar)
{
    if (factor != 1 && claim_is_explained(item, item->computed * factor))
        claim_note(item, kind, GROUP_WHOLE, 0, about, _(calendar_period(calendar)->name));
}

static void try_factors(struct claim_cause *item, double months, const struct calendar *calendar)
{
    const struct period *period = calendar_period(calendar);
    double a_year = 12.0 / period->months;
    char horizon[NUMBER_TEXT_SIZE], year[NUMBER_TEXT_SIZE];
    snprintf(horizon, sizeof horizon, "%.0f %s", months,
             ngettext(period->name, period->plural, (unsigned long)months));
    snprintf(year, sizeof year, "%.0f", a_year);
    double factor = 1;
    for (int power = 1; power <= MOST_POWER; power++) {
        factor *= 10;
        try_factor(item, power == 4 ? SLIP_WAN_TOO_LARGE : SLIP_TOO_LARGE, factor, factor);
        try_factor(item, power == 4 ? SLIP_WAN_TOO_SMALL : SLIP_TOO_SMALL, 1 / factor, factor);
    }
    try_periods(item, SLIP_A_MONTHS, 1 / months, horizon, calendar);
    try_periods(item, SLIP_TIMES_MONTHS, months, horizon, calendar);
    if (months > a_year && a_year > 1)
        try_periods(item, SLIP_A_YEARS, a_year / months, horizon, calendar);
    try_periods(item, SLIP_A_TWELFTH, 1 / a_year, year, calendar);
    try_periods(item, SLIP_TIMES_TWELVE, a_year, year, calendar);
    try_factor(item, SLIP_SIGN, -1, 1);
}

/* The claim that is made about NAME; NULL if none is. */
static const struct line *find_claim(const struct model *model, const char *name)
{
    uint32_t line = model_find_in(model, "claims", name);
    return line == NAMES_NONE ? NULL : &model->lines[line];
}

/* Revenue stated for profit and the like; a profit that follows from what else is stated. */
static void try_neighbours(const struct scenario *scenario, struct claim_cause *item)
{
    static const char *const amounts[] = {"revenue", "cost", "profit"};
    enum { N_AMOUNTS = 3, PROFIT = 2 };
    const char *name = scenario->model->lines[item->line].name, *dot = strrchr(name, '.');
    char names[N_AMOUNTS][MODEL_NAME_SIZE];
    int own = -1;
    for (int i = 0; i < N_AMOUNTS && dot; i++) {
        snprintf(names[i], sizeof names[i], "%.*s.%s", (int)(dot - name), name, amounts[i]);
        own = strcmp(dot + 1, amounts[i]) == 0 ? i : own;
    }
    for (int i = 0; i < N_AMOUNTS && own >= 0; i++) {
        double value = i == own ? (double)NAN : scenario_named(scenario, names[i]);
        bool is_loss = i + own == 1 + PROFIT; /* the cost as a loss */
        if (value != 0 &&
            (claim_is_explained(item, value) || (is_loss && claim_is_explained(item, -value))))
            claim_note(item, SLIP_SWAPPED, GROUP_OWN, 0, names[i], name);
    }
    if (own != PROFIT)
        return;
    const struct line *revenue = find_claim(scenario->model, names[0]);
    const struct line *cost = find_claim(scenario->model, names[1]);
    if (revenue && cost && claim_is_explained(item, revenue->stated - cost->stated))
        claim_note(item, SLIP_FOLLOWS, GROUP_OWN, 0, names[0], names[1]);
}

/* ---- The claims ---- */

/* Half of the last digit that VALUE is given in, as a share of it: 0.05 for 10, 0.005 for 1.5e6.
 */
static double digits_precision(double value)
{
    int digits = 1;
    while (digits < MOST_DIGITS && number_round(value, digits) != value)
        digits++;
    double magnitude = floor(log10(fabs(value)));
    return 0.5 * pow(10, magnitude - digits + 1) / fabs(value);
}

static struct claim_cause begin_claim(const struct scenario *scenario, uint32_t line)
{
    double stated = scenario->model->lines[line].stated;
    double precision = stated == 0 ? finest : fmax(finest, digits_precision(stated));
    struct claim_cause item = {
        .line = line,
        .holds = scenario_claim_holds(scenario, line),
        .stated = stated,
        .computed = scenario_value(scenario, line),
        .precision = fmin(precision, scenario->model->tolerance),
        .printed = (double)NAN,
    };
    item.ratio = item.stated / item.computed;
    return item;
}

/* The claims to look at into OUT, with the slips of what is stated as a whole. */
static enum status collect_claims(const struct scenario *scenario, struct claim_causes *out,
                                  struct error *err)
{
    const struct section *claims = model_first_section(scenario->model, SECTION_CLAIMS);
    if (!claims)
        return STATUS_OK;
    out->items = calloc(claims->n_lines + 1u, sizeof *out->items);
    if (!out->items)
        return error_no_memory(err);
    for (uint32_t i = claims->first_line; i < claims->first_line + claims->n_lines; i++) {
        struct claim_cause *item = &out->items[out->n];
        if (scenario_claim_holds(scenario, i) && !scenario->model->lines[i].printed_expr)
            continue;
        *item = begin_claim(scenario, i);
        out->n++;
        if (item->holds)
            continue;
        if (item->stated != 0 && isfinite(item->computed))
            try_factors(item, scenario_months(scenario), &scenario->model->calendar);
        try_neighbours(scenario, item);
    }
    return STATUS_OK;
}

enum status claim_causes_find(const struct scenario *scenario, struct claim_causes *out,
                              struct error *err)
{
    struct claim_causes found = {.is_complete = true};
    enum status status = collect_claims(scenario, &found, err);
    if (status == STATUS_OK && found.n > 0)
        status = claim_try_slips(scenario, &found, err);
    for (size_t i = 0; i < found.n && status == STATUS_OK; i++)
        if (scenario->model->lines[found.items[i].line].printed_expr)
            status = claim_compare_printed(scenario, &found.items[i], err);
    if (status != STATUS_OK) {
        claim_causes_fini(&found);
        return status;
    }
    claim_causes_fini(out);
    *out = found;
    return STATUS_OK;
}
