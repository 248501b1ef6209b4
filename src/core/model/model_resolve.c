/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a model: what the names in formulas mean, and which parts of a formula are evaluated
 * once and which once a month.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/text.h"

#include "model_build.h"

enum { MOST_EDITS = 2 }; /* between a name and what may have been meant */

struct resolver {
    struct builder *builder;
    struct model *model;
    uint32_t line; /* whose formula it is */
    const char *text;
    struct expr *expr;
    uint8_t *is_series; /* of each node: it differs from month to month */
    size_t series_size;
    uint32_t *stamps; /* of each line: the last line, plus one, that was seen to use it */
    uint32_t *uses;
    uint32_t n_uses;
};

static void fail(struct resolver *resolver, const struct expr_node *node, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void fail(struct resolver *resolver, const struct expr_node *node, const char *format, ...)
{
    /* a kind's formula is right: what it lacks was told where it is missing */
    if (resolver->model->lines[resolver->line].from_kind &&
        !resolver->builder->entries[resolver->line] && resolver->builder->messages->n_errors > 0)
        return;
    struct place place =
        build_place(resolver->builder, resolver->line, node->op_at, node->op_length);
    if (model_section_of(resolver->model, resolver->line)->kind == SECTION_CLAIMS)
        place = resolver->builder->entries[resolver->line]->place;
    va_list arguments;
    va_start(arguments, format);
    build_verror(resolver->builder, place, format, arguments);
    va_end(arguments);
}

/* What NODE's operation has a value for. */
static enum operation_period period_of(const struct expr_node *node)
{
    return operation_period((enum operation)node->op);
}

static bool reads_all_months(const struct expr_node *node, uint32_t k)
{
    return k < N_OPERANDS && operation_reach((enum operation)node->op, (uint8_t)k) == REACH_WHOLE;
}

/* WORD in another section, as "section.word" into OUT; false where no section has it. */
static bool find_elsewhere(const struct model *model, const char *word, size_t n, char *out,
                           size_t size)
{
    for (uint32_t i = 0; i < model->n_lines; i++) {
        const struct line *line = &model->lines[i];
        enum section_kind kind = model_section_of(model, i)->kind;
        if (kind != SECTION_TARGETS && kind != SECTION_CLAIMS && kind < SECTION_BUILTIN &&
            text_equals(word, n, line->name)) {
            model_line_name(model, i, out, size);
            return true;
        }
    }
    return false;
}

/* The nearest of the full names that a formula may use to WORD, or NULL. */
static const char *nearest_full_name(const struct model *model, const char *word, size_t n)
{
    const char *nearest = names_nearest(&model->private->names, word, n);
    if (!nearest)
        return NULL;
    uint32_t line = names_find(&model->private->names, nearest, strlen(nearest));
    enum section_kind kind = model_section_of(model, line)->kind;
    bool is_usable = kind != SECTION_TARGETS && kind != SECTION_CLAIMS && kind != SECTION_BUILTIN;
    return is_usable && !model_is_step(model, line) ? nearest : NULL;
}

/* The nearest name to WORD that could be meant in SECTION, as it would be written there, or NULL.
 */
static const char *nearest_name(const struct model *model, const char *section, const char *word,
                                size_t n)
{
    const char *const prefixes[] = {section, "shared", "scenario", ""};
    if (memchr(word, '.', n))
        return nearest_full_name(model, word, n);
    char name[MODEL_NAME_SIZE];
    const char *nearest = NULL;
    int fewest = MOST_EDITS + 1;
    if (n >= sizeof name)
        return NULL;
    memcpy(name, word, n);
    name[n] = '\0';
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        const char *near = build_nearest(model, prefixes[i], word, n);
        int edits = near ? text_distance(name, near, MOST_EDITS) : fewest;
        if (edits < fewest) {
            fewest = edits;
            nearest = near;
        }
    }
    return nearest;
}

static void fail_unknown(struct resolver *resolver, const struct expr_node *node, const char *word,
                         size_t n)
{
    const struct section *section = model_section_of(resolver->model, resolver->line);
    bool is_told = !build_is_full(resolver->builder);
    const char *nearest = is_told ? nearest_name(resolver->model, section->name, word, n) : NULL;
    char elsewhere[MODEL_NAME_SIZE];
    const struct expr_function *function = expr_find_function(word, n);
    const char *own = calendar_period(&resolver->model->calendar)->name;
    if (calendar_find_unit(word, n) < N_CALENDAR_UNITS)
        fail(resolver, node, _("unknown name '%.*s': this plan's period is a %s"), (int)n, word,
             own);
    else if (function && function->summary)
        fail(resolver, node, _("'%s' is a function: %s"), function->name, function->usage);
    else if (n == 5 && memcmp(word, "value", 5) == 0)
        fail(resolver, node, _("'value' is known in an uncertainty only"));
    else if (is_told && !memchr(word, '.', n) &&
             find_elsewhere(resolver->model, word, n, elsewhere, sizeof elsewhere))
        fail(resolver, node, _("unknown name '%.*s'; did you mean '%s'?"), (int)n, word, elsewhere);
    else if (nearest)
        fail(resolver, node, _("unknown name '%.*s'; did you mean '%s'?"), (int)n, word, nearest);
    else
        fail(resolver, node, _("unknown name '%.*s'"), (int)n, word);
}

/* What a bare name of no line means in SECTION: the running number of the period, and the limits of
 * a stage, by the names that they have in every plan, too. */
static uint32_t find_by_period(const struct model *model, const struct section *section,
                               const char *word, size_t n)
{
    bool is_stage = section->kind == SECTION_STAGE;
    if (text_equals(word, n, "period"))
        return model->builtins;
    if (text_equals(word, n, "periods") && section->kind == SECTION_CASH)
        return model->months;
    if (text_equals(word, n, "opening") && section->kind == SECTION_CASH)
        return model_find_line(model, "", FIGURE_OPENING, strlen(FIGURE_OPENING));
    if (is_stage && model_is_limit_key(model, word, n, "first_"))
        return section->first_month != NAMES_NONE ? section->first_month
                                                  : model_find_line(model, "", "first_period", 12);
    if (is_stage && model_is_limit_key(model, word, n, "last_"))
        return section->last_month != NAMES_NONE ? section->last_month : model->months;
    return NAMES_NONE;
}

/* What a bare name means: the section's own line, one of [shared], a built-in. */
static uint32_t find_bare(const struct model *model, const struct section *section,
                          const char *word, size_t n)
{
    const char *const settings[] = {"budget", calendar_period(&model->calendar)->plural,
                                    "discount"};
    uint32_t line = NAMES_NONE;
    if (section->kind != SECTION_CLAIMS)
        line = model_find_line(model, section->name, word, n);
    if (line == NAMES_NONE)
        line = model_find_line(model, "shared", word, n);
    if (line == NAMES_NONE && !text_equals(word, n, "first_period"))
        line = model_find_line(model, "", word, n);
    for (size_t i = 0; i < 3 && line == NAMES_NONE; i++)
        if (text_equals(word, n, settings[i]))
            line = model_find_line(model, "scenario", word, n);
    return line == NAMES_NONE ? find_by_period(model, section, word, n) : line;
}

static void note_use(struct resolver *resolver, uint32_t line)
{
    if (line == NAMES_NONE)
        return;
    resolver->model->lines[line].is_used = true;
    if (resolver->stamps[line] == resolver->line + 1)
        return;
    resolver->stamps[line] = resolver->line + 1;
    resolver->uses[resolver->n_uses++] = line;
}

/* Whether a formula of FROM may use the line of TO. */
static bool is_allowed(struct resolver *resolver, const struct expr_node *node,
                       const struct section *from, const struct section *to,
                       const struct line *line)
{
    bool is_result = from->kind == SECTION_METRICS || from->kind == SECTION_TARGETS ||
                     from->kind == SECTION_CLAIMS || from->kind == SECTION_CASH;
    if ((to->kind == SECTION_METRICS || to->kind == SECTION_CASH) && !is_result) {
        fail(resolver, node, _("'%s.%s' can be used in [metrics], [targets] and [claims] only"),
             to->name, line->name);
        return false;
    }
    if ((to->kind == SECTION_TARGETS || to->kind == SECTION_CLAIMS) && from != to) {
        fail(resolver, node, _("'%s.%s' cannot be used in a formula"), to->name, line->name);
        return false;
    }
    return true;
}

/* WORD inside all(): a line of the rows of a section. */
static void resolve_all(struct resolver *resolver, struct expr_node *node, const char *word,
                        size_t n)
{
    const struct model *model = resolver->model;
    const char *dot = memchr(word, '.', n);
    char key[MODEL_NAME_SIZE];
    size_t prefix = dot ? (size_t)(dot - word) : n;
    uint32_t section = names_find(&model->private->sections, word, prefix);
    if (!dot || section == NAMES_NONE || model->sections[section].n_rows == 0) {
        fail(resolver, node, _("'%.*s' is no section with rows"), (int)prefix, word);
        return;
    }
    int length = snprintf(key, sizeof key, "all(%.*s)", (int)(n - prefix - 1), dot + 1);
    uint32_t line = model_find_line(model, model->sections[section].name, key, (size_t)length);
    if (line == NAMES_NONE) {
        fail(resolver, node, _("'%.*s' is no line of the rows of '%s'"), (int)(n - prefix - 1),
             dot + 1, model->sections[section].name);
        return;
    }
    node->reference = line;
    note_use(resolver, line);
}

static void resolve_name(struct resolver *resolver, struct expr_node *node, const char *word,
                         size_t n)
{
    const struct model *model = resolver->model;
    const struct section *section = model_section_of(model, resolver->line);
    enum role role;
    bool is_role = model_find_role(model, word, n, &node->reference, &role);
    if (node->is_all && !(is_role && model->sections[node->reference].n_rows > 0)) {
        node->reference = EXPR_NONE;
        resolve_all(resolver, node, word, n);
        return;
    }
    node->reference = EXPR_NONE;
    if (model_find_role(model, word, n, &node->reference, &role)) {
        node->is_counted = true;
        node->role = (uint8_t)role;
        note_use(resolver, model->sections[node->reference].roles[node->role]);
        return;
    }
    uint32_t line = memchr(word, '.', n) ? names_find(&model->private->names, word, n)
                                         : find_bare(model, section, word, n);
    const struct section *to = line == NAMES_NONE ? NULL : model_section_of(model, line);
    if (!to || (model_is_step(model, line) && to != section)) {
        fail_unknown(resolver, node, word, n);
    } else if (is_allowed(resolver, node, section, to, &model->lines[line])) {
        node->reference = line;
        note_use(resolver, line);
    }
}

/* The name in NODE's text, in NFC as the lines' names are. */
static void look_up(struct resolver *resolver, struct expr_node *node)
{
    const char *word = resolver->text + node->op_at;
    bool is_ascii = true;
    for (uint32_t i = 0; i < node->op_length; i++)
        is_ascii &= (unsigned char)word[i] < 0x80;
    char *normal = is_ascii ? NULL : text_nfc(word, node->op_length);
    resolver->builder->out_of_memory |= !is_ascii && !normal;
    if (is_ascii || normal)
        resolve_name(resolver, node, normal ? normal : word,
                     normal ? strlen(normal) : node->op_length);
    free(normal);
}

/* From the root down: which nodes are evaluated once a month. */
static void spread_months(struct resolver *resolver)
{
    struct expr *expr = resolver->expr;
    expr->nodes[expr->n - 1].is_monthly = resolver->model->lines[resolver->line].is_series;
    for (uint32_t i = expr->n; i-- > 0;) {
        const struct expr_node *node = &expr->nodes[i];
        int length = (int)node->op_length;
        const char *word = resolver->text + node->op_at;
        if (period_of(node) == PERIOD_HORIZON && node->is_monthly)
            fail(resolver, node,
                 _("'%.*s' is for single numbers; take it in a stage without per = month, in "
                   "[shared] or [metrics] and use that"),
                 length, word);
        else if (period_of(node) == PERIOD_MONTH && !node->is_monthly)
            fail(resolver, node,
                 _("'%.*s' has a value for each month and is for stages with per = "
                   "month"),
                 length, word);
        uint32_t operand = i - 1;
        for (uint32_t k = node->n_operands; k-- > 0;) {
            expr->nodes[operand].is_monthly = node->is_monthly || reads_all_months(node, k);
            operand -= expr->nodes[operand].size;
        }
    }
}

static bool name_is_series(const struct model *model, const struct expr_node *node)
{
    if (node->is_counted)
        return node->is_monthly;
    if (node->reference == EXPR_NONE)
        return false;
    const struct line *line = &model->lines[node->reference];
    return line->is_series ||
           (node->is_monthly && model_section_of(model, node->reference)->kind == SECTION_TOTAL);
}

static void check_name_months(struct resolver *resolver, const struct expr_node *node)
{
    int n = (int)node->op_length;
    const char *word = resolver->text + node->op_at;
    if (!node->is_monthly)
        fail(
            resolver, node,
            _("'%.*s' has a value for each month; use sum(%.*s), avg(), first(), last() or peak()"),
            n, word, n, word);
}

static void check_previous(struct resolver *resolver, uint32_t index)
{
    const struct expr *expr = resolver->expr;
    const struct expr_node *node = &expr->nodes[index];
    uint32_t name = expr_operand(expr, index, 0);
    if (!node->is_monthly)
        return; /* said already */
    if (expr->nodes[name].op != OP_NAME)
        fail(resolver, &expr->nodes[name], _("prev() takes the name of a line"));
    else if (!resolver->is_series[name] && expr->nodes[name].reference != EXPR_NONE)
        fail(resolver, &expr->nodes[name],
             _("'%.*s' is the same in every month; prev() is for "
               "lines with a value for each month"),
             (int)expr->nodes[name].op_length, resolver->text + expr->nodes[name].op_at);
    if (node->n_operands == 2 && resolver->is_series[index - 1])
        fail(resolver, &expr->nodes[index - 1],
             _("the initial value in prev() has to be a single number"));
}

/* From the leaves up: what differs from month to month, and whether it may. */
static void check_months(struct resolver *resolver)
{
    const struct expr *expr = resolver->expr;
    for (uint32_t i = 0; i < expr->n; i++) {
        const struct expr_node *node = &expr->nodes[i];
        bool is_series = period_of(node) == PERIOD_MONTH ||
                         (node->op == OP_NAME && name_is_series(resolver->model, node));
        uint32_t operand = i - 1;
        for (uint32_t k = node->n_operands; k-- > 0;) {
            is_series |= resolver->is_series[operand] != 0;
            operand -= expr->nodes[operand].size;
        }
        if (node->op == OP_NAME && is_series)
            check_name_months(resolver, node);
        else if (node->op == OP_PREVIOUS)
            check_previous(resolver, i);
        else if (period_of(node) == PERIOD_HORIZON && !is_series)
            fail(resolver, node, _("'%.*s' takes a line with a value for each month"),
                 (int)node->op_length, resolver->text + node->op_at);
        resolver->is_series[i] = is_series && period_of(node) != PERIOD_HORIZON;
    }
}

/* The line that NAME, whose meaning is known, stands for. */
static uint32_t line_of(const struct model *model, const struct expr_node *name)
{
    return name->is_counted ? model->sections[name->reference].roles[name->role] : name->reference;
}

static void resolve_line(struct resolver *resolver, uint32_t index)
{
    struct line *line = &resolver->model->lines[index];
    struct expr *expr = line->expr;
    bool is_claim = model_section_of(resolver->model, index)->kind == SECTION_CLAIMS;
    resolver->builder->of_kind = line->from_kind && resolver->builder->entries[index];
    resolver->line = index;
    resolver->text = is_claim ? line->name : line->text;
    resolver->expr = expr;
    resolver->n_uses = 0;
    if (!grow_by(&resolver->is_series, 0, expr->n, &resolver->series_size,
                 sizeof *resolver->is_series)) {
        resolver->builder->out_of_memory = true;
        return;
    }
    spread_months(resolver);
    for (uint32_t i = 1; i < expr->n; i++)
        if (expr->nodes[i].op == OP_ALL && expr->nodes[i - 1].op == OP_NAME)
            expr->nodes[i - 1].is_all = true;
        else if (expr->nodes[i].op == OP_ALL)
            fail(resolver, &expr->nodes[i], _("all() takes a line of a section with rows"));
    for (uint32_t i = 0; i < expr->n; i++)
        if (expr->nodes[i].op == OP_NAME && expr->nodes[i].reference == EXPR_NONE)
            look_up(resolver, &expr->nodes[i]);
        else if (expr->nodes[i].op == OP_NAME) /* a number of a list, a line of a row */
            note_use(resolver, line_of(resolver->model, &expr->nodes[i]));
    check_months(resolver);
    uint32_t *uses = arena_alloc(resolver->builder->arena, resolver->n_uses * sizeof *uses);
    resolver->builder->out_of_memory |= !uses;
    if (uses && resolver->n_uses > 0)
        memcpy(uses, resolver->uses, resolver->n_uses * sizeof *uses);
    line->uses = uses;
    line->n_uses = resolver->n_uses;
}

void build_resolve(struct builder *builder)
{
    struct model *model = builder->model;
    struct resolver resolver = {.builder = builder, .model = model};
    resolver.stamps = calloc(model->n_lines, sizeof *resolver.stamps);
    resolver.uses = calloc(model->n_lines, sizeof *resolver.uses);
    builder->out_of_memory |= !resolver.stamps || !resolver.uses;
    for (uint32_t i = 0; i < model->n_lines; i++) {
        const struct section *section = model_section_of(model, i);
        bool is_limit = i == section->first_month || i == section->last_month;
        bool is_list = model->lines[i].n_numbers > 0;
        if (section->kind == SECTION_STAGE)
            model->lines[i].is_series =
                model->lines[i].kind == LINE_FORMULA && section->is_monthly && !is_limit;
        model->lines[i].is_series |= is_list;
    }
    for (uint32_t i = 0; i < model->n_lines && !builder->out_of_memory; i++)
        if (model->lines[i].expr)
            resolve_line(&resolver, i);
    builder->of_kind = false;
    free(resolver.is_series);
    free(resolver.stamps);
    free(resolver.uses);
}
