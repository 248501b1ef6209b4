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
    uint32_t *stamps; /* of each line: the last line, plus one, that was seen to use it */
    uint32_t *uses;
    uint32_t n_uses;
};

static void fail(struct resolver *resolver, const struct expr_node *node, const char *format, ...)
    PRINTF_LIKE(3, 4);

static void fail(struct resolver *resolver, const struct expr_node *node, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    build_node_verror(resolver->builder, resolver->line, node, format, arguments);
    va_end(arguments);
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

/* What the program keeps to itself: the steps of what [cash] says, but for the balance. */
static bool is_nameless(const struct model *model, uint32_t line)
{
    return model_is_step(model, line) && !model_is_balance(model, line);
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
    return is_usable && !is_nameless(model, line) ? nearest : NULL;
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
    const struct expr_function *function = expr_find_function(word, n);
    const char *own = calendar_period(&resolver->model->calendar)->name;
    char elsewhere[MODEL_NAME_SIZE];
    if (build_is_number_of_fault(resolver->model, section->name, word, n))
        return; /* the list's fault is told */
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
    bool is_balance = model_is_balance(resolver->model, (uint32_t)(line - resolver->model->lines));
    if ((to->kind == SECTION_METRICS || to->kind == SECTION_CASH) && !is_result && !is_balance) {
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

/* What counts of a stage, or of its others, is made of roles. */
static void note_counted(struct resolver *resolver, const struct expr_node *node)
{
    const struct model *model = resolver->model;
    for (uint32_t s = 0; s < model->n_sections; s++)
        for (uint32_t role = 0; role < N_ROLES; role++)
            if (model_counts(model, node, s, role))
                note_use(resolver, model->sections[s].roles[role]);
}

/* WORD as what counts of a stage or of others; false where it is no such name. */
static bool resolve_counted(struct resolver *resolver, struct expr_node *node, const char *word,
                            size_t n)
{
    const struct model *model = resolver->model;
    uint32_t own = model->lines[resolver->line].section, section = own;
    uint8_t what;
    bool is_others = model_find_others(word, n, &what);
    if (!is_others && !model_find_counted(model, word, n, &section, &what))
        return false;
    if (is_others && model->sections[own].kind != SECTION_STAGE) {
        fail(resolver, node, _("'%.*s' is the total of all other stages and stands in stages only"),
             (int)n, word);
        return true;
    }
    node->reference = section;
    node->role = what;
    node->is_counted = true;
    node->is_others = is_others;
    node->is_composed = is_others || what >= N_ROLES;
    note_counted(resolver, node);
    return true;
}

/* Whether WORD is a role of a section with rows. */
static bool is_rows_role(const struct model *model, const char *word, size_t n)
{
    uint32_t section;
    uint8_t what;
    return model_find_counted(model, word, n, &section, &what) && what < N_ROLES &&
           model->sections[section].n_rows > 0;
}

static void resolve_name(struct resolver *resolver, struct expr_node *node, const char *word,
                         size_t n)
{
    const struct model *model = resolver->model;
    const struct section *section = model_section_of(model, resolver->line);
    if (node->is_all && !is_rows_role(model, word, n)) {
        resolve_all(resolver, node, word, n);
        return;
    }
    if (resolve_counted(resolver, node, word, n))
        return;
    uint32_t line = memchr(word, '.', n) ? names_find(&model->private->names, word, n)
                                         : find_bare(model, section, word, n);
    const struct section *to = line == NAMES_NONE ? NULL : model_section_of(model, line);
    if (!to || (is_nameless(model, line) && to != section)) {
        fail_unknown(resolver, node, word, n);
    } else if (to->kind == SECTION_BUILTIN && to != section && model->calendar.start_year == 0 &&
               strcmp(model->lines[line].name, FIGURE_CALENDAR_MONTH) == 0) {
        fail(resolver, node,
             _("'%.*s' goes by the first month: write start = YYYY-MM in [scenario]"), (int)n,
             word);
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
    uint32_t *uses = arena_alloc(resolver->builder->arena, resolver->n_uses * sizeof *uses);
    resolver->builder->out_of_memory |= !uses;
    if (uses && resolver->n_uses > 0)
        memcpy(uses, resolver->uses, resolver->n_uses * sizeof *uses);
    line->uses = uses;
    line->n_uses = resolver->n_uses;
}

/* Which stages use the totals of others: before names are resolved, since it says what they are. */
static void find_users_of_others(struct model *model)
{
    for (uint32_t i = 0; i < model->n_lines; i++) {
        const struct line *line = &model->lines[i];
        for (uint32_t k = 0; line->expr && k < line->expr->n; k++) {
            const struct expr_node *node = &line->expr->nodes[k];
            uint8_t what;
            if (node->op == OP_NAME && model_section_of(model, i)->kind == SECTION_STAGE &&
                model_find_others(line->text + node->op_at, node->op_length, &what))
                model->sections[line->section].uses_others = true;
        }
    }
}

void build_resolve(struct builder *builder)
{
    struct model *model = builder->model;
    find_users_of_others(model);
    struct resolver resolver = {.builder = builder, .model = model};
    resolver.stamps = calloc(model->n_lines, sizeof *resolver.stamps);
    resolver.uses = calloc(model->n_lines, sizeof *resolver.uses);
    builder->out_of_memory |= !resolver.stamps || !resolver.uses;
    for (uint32_t i = 0; i < model->n_lines && !builder->out_of_memory; i++)
        if (model->lines[i].expr)
            resolve_line(&resolver, i);
    builder->of_kind = false;
    free(resolver.stamps);
    free(resolver.uses);
}
