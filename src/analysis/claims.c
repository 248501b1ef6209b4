/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The failed claims, and slips tried out on a copy of the scenario as edits in its language. */
#include "analysis/claims.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

enum {
    MOST_POWER = 12,   /* of ten */
    MOST_WORK = 40000, /* lines built anew in all */
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

void claim_cause_format(const struct claim_cause *item, bool is_complete, char *out, size_t size)
{
    size_t used = 0;
    size_t n = lesser_size(item->n_causes, CLAIM_MAX_CAUSES);
    if (n == 0)
        snprintf(out, size, "%s",
                 is_complete ? _("unexplained")
                             : _("unexplained, but too large to try every slip"));
    for (size_t i = 0; i < n && used < size; i++) {
        int length = snprintf(out + used, size - used, "%s%s", i == 0 ? "" : "; ", item->causes[i]);
        used += length < 0 ? size : (size_t)length;
    }
    text_drop_torn(out);
}

/* Whether VALUE is what was STATED, within TOLERANCE. */
static bool is_explained(double value, double stated, double tolerance)
{
    return fabs(value - stated) <= tolerance * fabs(stated);
}

/* Note one more cause of ITEM. */
static void add_cause(struct claim_cause *item, const char *format, ...) PRINTF_LIKE(2, 3);
static void add_cause(struct claim_cause *item, const char *format, ...)
{
    va_list arguments;
    if (item->n_causes < CLAIM_MAX_CAUSES) {
        char *cause = item->causes[item->n_causes];
        va_start(arguments, format);
        vsnprintf(cause, CLAIM_CAUSE_SIZE, format, arguments);
        va_end(arguments);
        text_drop_torn(cause);
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
        if (is_explained(item->computed * factor, item->stated, tolerance))
            add_cause(item,
                      power == 4 ? _("stated %s times (a 万) too large")
                                 : _("stated %s times too large"),
                      times);
        if (is_explained(item->computed / factor, item->stated, tolerance))
            add_cause(item,
                      power == 4 ? _("stated %s times (a 万) too small")
                                 : _("stated %s times too small"),
                      times);
    }
}

/* ---- Slips ---- */

struct search {
    const struct scenario *scenario;
    struct scenario *copy; /* equal to scenario between trials */
    struct claim_causes *out;
    bool *is_relevant;            /* of each line: some failed claim depends on it */
    size_t work;                  /* lines that may still be built anew */
    char second[MODEL_NAME_SIZE]; /* a stage of the copy alone, which counts another one again */
};

/* Mark LINE and note it in QUEUE, unless that has been done. */
static void reach(bool *is_relevant, uint32_t *queue, uint32_t *n, uint32_t line)
{
    if (line == NAMES_NONE || is_relevant[line])
        return;
    is_relevant[line] = true;
    queue[(*n)++] = line;
}

/* Find out which lines the failed claims depend on. */
static enum status find_relevant(struct search *search, struct error *err)
{
    const struct model *model = search->scenario->model;
    uint32_t *queue = calloc(model->n_lines + 1u, sizeof *queue);
    uint32_t n = 0;
    search->is_relevant = calloc(model->n_lines + 1u, sizeof *search->is_relevant);
    if (!queue || !search->is_relevant) {
        free(queue);
        return error_no_memory(err);
    }
    for (size_t i = 0; i < search->out->n; i++)
        reach(search->is_relevant, queue, &n, search->out->items[i].line);
    for (uint32_t at = 0; at < n; at++) {
        const struct line *line = &model->lines[queue[at]];
        for (uint32_t i = 0; i < line->n_uses; i++)
            reach(search->is_relevant, queue, &n, line->uses[i]);
        enum section_kind kind = model_section_of(model, queue[at])->kind;
        if (kind != SECTION_TOTAL && kind != SECTION_CASH)
            continue;
        for (uint32_t s = 0; s < model->n_sections; s++)
            for (int role = 0; model->sections[s].kind == SECTION_STAGE && role < N_ROLES; role++)
                reach(search->is_relevant, queue, &n, model->sections[s].roles[role]);
    }
    free(queue);
    return STATUS_OK;
}

/* Note CAUSE for every claim that the copy, as it is now, explains. */
static void compare(struct search *search, const char *cause)
{
    const struct section *claims = model_first_section(search->copy->model, SECTION_CLAIMS);
    const struct section *original = model_first_section(search->scenario->model, SECTION_CLAIMS);
    for (size_t i = 0; claims && i < search->out->n; i++) {
        struct claim_cause *item = &search->out->items[i];
        uint32_t line = claims->first_line + (item->line - original->first_line);
        double value = scenario_value(search->copy, line);
        if (is_explained(value, item->stated, search->scenario->model->tolerance))
            add_cause(item, "%s", cause);
    }
}

/* Pay for one more edit; false where the bounds are reached. */
static bool spend(struct search *search)
{
    size_t cost = search->scenario->model->n_lines + 1u;
    bool is_enough = search->work >= cost;
    search->work = is_enough ? search->work - cost : 0;
    return is_enough;
}

/* Edit the copy. A slip that the language refuses is no slip: false in *DONE. */
static enum status edit(struct search *search, const char *section, const char *key,
                        const char *text, bool *done, struct error *err)
{
    struct error refusal;
    *done = false;
    if (!spend(search)) {
        search->out->is_complete = false;
        return STATUS_OK;
    }
    enum status status = scenario_set(search->copy, section, key, text, &refusal);
    if (status == STATUS_NO_MEMORY)
        return error_set(err, status, "%s", refusal.text);
    *done = status == STATUS_OK;
    return STATUS_OK;
}

/* Put KEY of SECTION of the copy back to what it is in the scenario. The language can't refuse
 * that: where it fails, memory is out. */
static enum status put_back(struct search *search, const char *section, const char *key,
                            struct error *err)
{
    spend(search);
    if (scenario_set(search->copy, section, key,
                     source_text(search->scenario->source, section, key), NULL) != STATUS_OK)
        return error_no_memory(err);
    return STATUS_OK;
}

static enum status try_stage_left_out(struct search *search, const struct section *stage,
                                      struct error *err)
{
    char cause[CLAIM_CAUSE_SIZE];
    bool done;
    enum status status = edit(search, stage->name, "enabled", "no", &done, err);
    if (status != STATUS_OK || !done)
        return status;
    snprintf(cause, sizeof cause, _("stage '%s' left out"), stage->name);
    compare(search, cause);
    return put_back(search, stage->name, "enabled", err);
}

/* A name for a stage that SCENARIO doesn't have. */
static void name_second(struct search *search)
{
    snprintf(search->second, sizeof search->second, "again");
    for (size_t n = strlen(search->second); n < 40; n++) {
        if (!source_find_section(search->scenario->source, search->second))
            return;
        search->second[n] = '_';
        search->second[n + 1] = '\0';
    }
}

/* A second stage, monthly, whose flows are those of STAGE: then whatever adds stages up counts it
 * twice, and nothing else changes. */
static enum status try_stage_twice(struct search *search, const struct section *stage,
                                   struct error *err)
{
    char text[MODEL_NAME_SIZE], cause[CLAIM_CAUSE_SIZE];
    bool done = true;
    enum status status = STATUS_OK;
    for (int role = 0; role < N_ROLES && status == STATUS_OK && done; role++) {
        snprintf(text, sizeof text, "%s.%s", stage->name, model_role_name((enum role)role));
        bool has_role = stage->roles[role] != NAMES_NONE;
        if (has_role ||
            source_text(search->copy->source, search->second, model_role_name((enum role)role)))
            status = edit(search, search->second, model_role_name((enum role)role),
                          has_role ? text : NULL, &done, err);
    }
    if (status == STATUS_OK && done) {
        snprintf(cause, sizeof cause, _("stage '%s' counted twice"), stage->name);
        compare(search, cause);
    }
    return status;
}

static enum status try_stages(struct search *search, struct error *err)
{
    const struct model *model = search->scenario->model;
    enum status status = STATUS_OK;
    for (uint32_t i = 0; i < model->n_sections && status == STATUS_OK; i++)
        if (model->sections[i].kind == SECTION_STAGE && model->sections[i].is_enabled)
            status = try_stage_left_out(search, &model->sections[i], err);
    bool done = false;
    name_second(search);
    if (status == STATUS_OK)
        status = edit(search, search->second, "per", "month", &done, err);
    for (uint32_t i = 0; i < model->n_sections && status == STATUS_OK && done; i++)
        if (model->sections[i].kind == SECTION_STAGE && model->sections[i].is_enabled)
            status = try_stage_twice(search, &model->sections[i], err);
    if (status == STATUS_OK && done)
        status = edit(search, search->second, "enabled", "no", &done, err);
    return status;
}

/* A factor of a product or quotient in a formula. */
struct factor {
    uint32_t line, node; /* the product */
    uint32_t operand;    /* 0 or 1, which of its two operands */
};

/* LINE's formula with FACTOR dropped or repeated, into OUT. */
static void write_slip(const struct line *line, const struct factor *factor, bool is_dropped,
                       char *out, size_t size)
{
    const struct expr *expr = line->expr;
    const struct expr_node *whole = &expr->nodes[factor->node];
    const struct expr_node *own = &expr->nodes[expr_operand(expr, factor->node, factor->operand)];
    const struct expr_node *other =
        &expr->nodes[expr_operand(expr, factor->node, 1 - factor->operand)];
    bool is_divisor = whole->op == OP_DIV && factor->operand == 1;
    const char *text = line->text;
    const char *behind = text + whole->at + whole->length;
    int before = (int)whole->at;
    if (is_dropped)
        snprintf(out, size, "%.*s(%s%.*s)%s", before, text,
                 whole->op == OP_DIV && !is_divisor ? "1 / " : "", (int)other->length,
                 text + other->at, behind);
    else
        snprintf(out, size, "%.*s(%.*s %c (%.*s))%s", before, text, (int)whole->length,
                 text + whole->at, is_divisor ? '/' : '*', (int)own->length, text + own->at,
                 behind);
}

/* The line's formula stays edited; the caller puts it back. */
static enum status try_factor(struct search *search, const struct factor *factor, char *buffer,
                              size_t size, struct error *err)
{
    const struct model *model = search->scenario->model;
    const struct line *line = &model->lines[factor->line];
    uint32_t operand = expr_operand(line->expr, factor->node, factor->operand);
    const struct expr_node *own = &line->expr->nodes[operand];
    char name[MODEL_NAME_SIZE], cause[CLAIM_CAUSE_SIZE];
    enum status status = STATUS_OK;
    if (own->op == OP_MUL || own->op == OP_DIV)
        return status; /* its own factors are tried one by one */
    model_line_name(model, factor->line, name, sizeof name);
    for (int is_dropped = 1; is_dropped >= 0 && status == STATUS_OK; is_dropped--) {
        bool done;
        write_slip(line, factor, is_dropped, buffer, size);
        status = edit(search, model_section_of(model, factor->line)->name, line->name, buffer,
                      &done, err);
        if (status != STATUS_OK || !done)
            continue;
        snprintf(cause, sizeof cause,
                 is_dropped ? _("factor '%.*s' dropped in %.64s")
                            : _("factor '%.*s' repeated in %.64s"),
                 (int)(own->length < 40 ? own->length : 40), line->text + own->at, name);
        compare(search, cause);
    }
    return status;
}

static enum status try_formula(struct search *search, uint32_t index, struct error *err)
{
    const struct model *model = search->scenario->model;
    const struct line *line = &model->lines[index];
    size_t size = 3 * strlen(line->text) + 32;
    char *buffer = malloc(size);
    enum status status = STATUS_OK;
    size_t work = search->work;
    if (!buffer)
        return error_no_memory(err);
    for (uint32_t node = 0; node < line->expr->n && status == STATUS_OK; node++) {
        uint8_t op = line->expr->nodes[node].op;
        if (op != OP_MUL && op != OP_DIV)
            continue;
        for (uint32_t i = 0; i < 2 && status == STATUS_OK; i++)
            status = try_factor(search, &(struct factor){index, node, i}, buffer, size, err);
    }
    free(buffer);
    if (status == STATUS_OK && search->work != work)
        status = put_back(search, model_section_of(model, index)->name, line->name, err);
    return status;
}

static bool is_formula_of_scenario(const struct model *model, uint32_t index)
{
    const struct line *line = &model->lines[index];
    enum section_kind kind = model_section_of(model, index)->kind;
    return line->kind == LINE_FORMULA && line->expr &&
           (kind == SECTION_STAGE || kind == SECTION_SHARED || kind == SECTION_METRICS);
}

static enum status search_slips(struct search *search, struct error *err)
{
    const struct model *model = search->scenario->model;
    enum status status = find_relevant(search, err);
    if (status != STATUS_OK)
        return status;
    search->copy = scenario_clone(search->scenario);
    if (!search->copy)
        return error_no_memory(err);
    status = try_stages(search, err);
    for (uint32_t i = 0; i < model->n_lines && status == STATUS_OK; i++)
        if (search->is_relevant[i] && is_formula_of_scenario(model, i))
            status = try_formula(search, i, err);
    return status;
}

/* Try every slip on a copy of SCENARIO and note it with the claims of FOUND that it explains. */
static enum status try_slips(const struct scenario *scenario, struct claim_causes *found,
                             struct error *err)
{
    struct search search = {.scenario = scenario, .out = found, .work = MOST_WORK};
    enum status status = search_slips(&search, err);
    scenario_free(search.copy);
    free(search.is_relevant);
    return status;
}

/* ---- The failed claims ---- */

/* The failed claims into OUT. */
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
        status = try_slips(scenario, &found, err);
    if (status != STATUS_OK) {
        claim_causes_fini(&found);
        return status;
    }
    claim_causes_fini(out);
    *out = found;
    return STATUS_OK;
}
