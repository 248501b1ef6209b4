/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The failed claims and what is known about them; the slips are tried out in claims_slips.c. */
#include "analysis/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "claims_slips.h"
#include "core/gettext.h"
#include "core/text.h"

enum {
    MOST_POWER = 12, /* of ten */
};

void claim_causes_fini(struct claim_causes *causes)
{
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

/* Cut TEXT, which may have been cut in a character, at a whole one. */
static void trim_text(char *text)
{
    text[text_invalid_at(text, strlen(text))] = '\0';
}

void claim_cause_format(const struct claim_cause *item, bool is_complete, char *out, size_t size)
{
    size_t used = 0;
    size_t n = item->n_causes < CLAIM_MAX_CAUSES ? item->n_causes : CLAIM_MAX_CAUSES;
    if (n == 0)
        snprintf(out, size, "%s",
                 is_complete ? _("unexplained")
                             : _("unexplained, but too large to try every slip"));
    for (size_t i = 0; i < n && used < size; i++) {
        int length = snprintf(out + used, size - used, "%s%s", i == 0 ? "" : "; ", item->causes[i]);
        used += length < 0 ? size : (size_t)length;
    }
    trim_text(out);
}

const struct section *claims_section(const struct scenario *scenario)
{
    const struct model *model = scenario->model;
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (model->sections[i].kind == SECTION_CLAIMS)
            return &model->sections[i];
    return NULL;
}

bool claims_is_explained(double value, double stated, double tolerance)
{
    return fabs(value - stated) <= tolerance * fabs(stated);
}

void claims_add_cause(struct claim_cause *item, const char *format, ...)
{
    va_list arguments;
    if (item->n_causes < CLAIM_MAX_CAUSES) {
        char *cause = item->causes[item->n_causes];
        va_start(arguments, format);
        vsnprintf(cause, CLAIM_CAUSE_SIZE, format, arguments);
        va_end(arguments);
        trim_text(cause);
    }
    item->n_causes++;
}

static void try_powers_of_ten(struct claim_cause *item, double tolerance)
{
    if (item->stated == 0 || !isfinite(item->computed))
        return;
    for (int power = 1; power <= MOST_POWER; power++) {
        double factor = pow(10, power);
        char times[NUMBER_TEXT_SIZE];
        number_format_grouped(times, factor, 0);
        if (claims_is_explained(item->computed * factor, item->stated, tolerance))
            claims_add_cause(item,
                             power == 4 ? _("stated %s times (a 万) too large")
                                        : _("stated %s times too large"),
                             times);
        if (claims_is_explained(item->computed / factor, item->stated, tolerance))
            claims_add_cause(item,
                             power == 4 ? _("stated %s times (a 万) too small")
                                        : _("stated %s times too small"),
                             times);
    }
}

/* The failed claims into OUT. */
static enum status collect_claims(const struct scenario *scenario, struct claim_causes *out,
                                  struct error *err)
{
    const struct section *claims = claims_section(scenario);
    if (claims == NULL)
        return STATUS_OK;
    out->items = calloc(claims->n_lines + 1u, sizeof *out->items);
    if (out->items == NULL)
        return error_set(err, STATUS_NO_MEMORY, "%s", _("out of memory"));
    for (uint32_t i = claims->first_line; i < claims->first_line + claims->n_lines; i++) {
        if (scenario_claim_holds(scenario, i))
            continue;
        struct claim_cause *item = &out->items[out->n++];
        item->line = i;
        item->stated = scenario->model->lines[i].stated;
        item->computed = scenario_value(scenario, i);
        item->ratio = item->stated / item->computed;
        try_powers_of_ten(item, scenario->model->tolerance);
    }
    return STATUS_OK;
}

enum status claim_causes_find(const struct scenario *scenario, struct claim_causes *out,
                              struct error *err)
{
    struct claim_causes found = {.is_complete = true};
    enum status status = collect_claims(scenario, &found, err);
    if (status == STATUS_OK && found.n > 0)
        status = claims_try_slips(scenario, &found, err);
    if (status != STATUS_OK) {
        claim_causes_fini(&found);
        return status;
    }
    claim_causes_fini(out);
    *out = found;
    return STATUS_OK;
}
