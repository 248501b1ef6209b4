/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: what is wrong or odd about a line once all names are known. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "model_build.h"

/* WORD lies in the text of line INDEX, behind its number. */
static void fail_unit_word(struct builder *builder, uint32_t index, const char *word, size_t n)
{
    const struct line *line = &builder->model->lines[index];
    struct place place = build_place(builder, index, (size_t)(word - line->text), n);
    const char *first = line->text + line->number.length;
    bool is_alone = word == first + strspn(first, " \t") && word[n] == '\0';
    bool is_plural = n >= 3 && word[n - 1] == 's';
    if (*line->unit_text == '/') {
        build_error(builder, place,
                    _("'%.*s' is the name of a line: to divide, write (%.*s) / %.*s; for the unit, "
                      "write another word"),
                    (int)n, word, (int)line->number.length, line->text, (int)n, word);
        return;
    }
    if (!is_alone && is_plural)
        build_error(builder, place,
                    _("'%.*s' is the name of a line: for the unit, write %.*s or, to multiply, "
                      "write %.*s * %.*s"),
                    (int)n, word, (int)n - 1, word, (int)line->number.length, line->text, (int)n,
                    word);
    else if (!is_alone)
        build_error(builder, place,
                    _("'%.*s' is the name of a line: rename one of the two or, to multiply, write "
                      "%.*s * %.*s"),
                    (int)n, word, (int)line->number.length, line->text, (int)n, word);
    else if (is_plural)
        build_error(builder, place,
                    _("'%.*s' is the name of a line: to multiply, write %.*s * %.*s; for the unit, "
                      "write %.*s"),
                    (int)n, word, (int)line->number.length, line->text, (int)n, word, (int)n - 1,
                    word);
    else
        build_error(builder, place, _("'%.*s' is the name of a line: write %.*s * %.*s"), (int)n,
                    word, (int)line->number.length, line->text, (int)n, word);
}

/* The line that WORD names in SECTION or in [shared], if IS_DIVIDED in [scenario] as well; or
 * NAMES_NONE. */
static uint32_t find_visible(struct builder *builder, const char *section, const char *word,
                             size_t n, bool is_divided)
{
    char *name = text_nfc(word, n);
    builder->out_of_memory |= !name;
    if (!name)
        return NAMES_NONE;
    uint32_t found = model_find_line(builder->model, section, name, strlen(name));
    if (found == NAMES_NONE)
        found = model_find_line(builder->model, "shared", name, strlen(name));
    /* `5 % / months` could be a share of the horizon, and `days = 30 months` is none */
    if (found == NAMES_NONE && is_divided)
        found = model_find_line(builder->model, "scenario", name, strlen(name));
    free(name);
    return found;
}

/* A unit word that is the name of a line: a formula without its operator. */
static void check_unit_words(struct builder *builder, uint32_t index)
{
    const struct line *line = &builder->model->lines[index];
    const char *section = model_section_of(builder->model, index)->name;
    for (const char *c = line->text + line->number.length; *c;) {
        size_t n = text_name_length(c, strlen(c));
        bool is_divided = *line->unit_text == '/';
        uint32_t found = n ? find_visible(builder, section, c, n, is_divided) : NAMES_NONE;
        if (found != NAMES_NONE && found != index)
            fail_unit_word(builder, index, c, n);
        c += n ? n : 1;
    }
}

/* `5 %/month` as a whole line: a unit was meant, and the number of the month is what divides. */
static void check_per_month(struct builder *builder, uint32_t index)
{
    const struct line *line = &builder->model->lines[index];
    const struct expr_node *nodes = line->expr ? line->expr->nodes : NULL;
    const char *name = calendar_period(&builder->model->calendar)->name;
    if (!nodes || line->expr->n != 3 || nodes[2].op != OP_DIV || nodes[0].op != OP_NUMBER ||
        nodes[1].op != OP_NAME || nodes[1].reference != builder->model->builtins)
        return;
    build_warning(builder, build_place(builder, index, nodes[1].op_at, nodes[1].op_length),
                  _("'%s' is the number of the %s here; for a rate a %s, write %.*s alone"), name,
                  name, name, (int)nodes[0].length, line->text + nodes[0].at);
}

static void check_horizon(struct builder *builder)
{
    const struct line *months = &builder->model->lines[builder->model->months];
    char key[MODEL_NAME_SIZE];
    snprintf(key, sizeof key, "%s.dist", months->name);
    const struct source_entry *entry = source_find(builder->source, "scenario", key);
    if (entry && entry->text && months->dist_text)
        build_warning(builder, entry->place,
                      _("the horizon is the same in every sample: its dist has no effect"));
}

/* The role that NAME, which nothing uses, was meant to be; NULL if it is like none of them. */
static const char *role_meant(const char *name)
{
    const char *nearest = NULL;
    int edits = TEXT_FAR;
    for (int role = 0; role < N_ROLES; role++)
        if (text_is_nearer(name, model_role_name((enum role)role), &edits))
            nearest = model_role_name((enum role)role);
    return nearest;
}

/* A line of the file that nothing uses. True if that was said. */
static bool check_use(struct builder *builder, uint32_t index)
{
    const struct line *line = &builder->model->lines[index];
    const struct section *section = model_section_of(builder->model, index);
    bool is_stage = section->kind == SECTION_STAGE;
    if (line->is_used || line->from_kind || !builder->entries[index] ||
        (!is_stage && section->kind != SECTION_SHARED))
        return false;
    const char *role = is_stage ? role_meant(line->name) : NULL;
    if (role)
        build_warning(builder, builder->entries[index]->place,
                      _("nothing uses '%s'; did you mean the role '%s'?"), line->name, role);
    else if (line->kind == LINE_PARAMETER)
        build_warning(builder, builder->entries[index]->place, _("nothing uses '%s'"), line->name);
    return role || line->kind == LINE_PARAMETER;
}

/* Whether a line outside SECTION uses one of it. */
static bool is_used_elsewhere(const struct model *model, uint32_t section)
{
    for (uint32_t i = 0; i < model->n_lines; i++)
        for (uint32_t k = 0; k < model->lines[i].n_uses; k++)
            if (model->lines[i].section != section &&
                model->lines[model->lines[i].uses[k]].section == section)
                return true;
    return false;
}

/* A stage that counts for nothing, unless one of its lines was told to be of no use. */
static void check_stage(struct builder *builder, uint32_t index, bool is_told)
{
    const struct model *model = builder->model;
    const struct section *section = &model->sections[index];
    bool has_role = false;
    for (int role = 0; role < N_ROLES; role++)
        has_role |= section->roles[role] != NAMES_NONE;
    if (model_is_added(section) && section->rows == NAMES_NONE && !has_role && !is_told &&
        section->is_enabled && builder->messages->n_errors == 0 && !is_used_elsewhere(model, index))
        build_warning(builder, section->place,
                      _("stage '%s' has neither cost nor revenue, and nothing uses its lines"),
                      section->name);
}

/* Whether the value of node I is 0 because a stage is off: a role of that stage, or a product with
 * one. IS_ZERO says so of the nodes before. */
static bool is_off(const struct model *model, const struct expr *expr, const bool *is_zero,
                   uint32_t i)
{
    const struct expr_node *node = &expr->nodes[i];
    uint32_t n = node->n_operands;
    bool first = n > 0 && is_zero[expr_operand(expr, i, 0)];
    if (node->op == OP_NAME)
        return node->is_counted && !model->sections[node->reference].is_enabled;
    if (node->op == OP_MUL)
        return first || is_zero[expr_operand(expr, i, 1)];
    return first && (n == 1 || node->op == OP_DIV);
}

/* Names in line INDEX of lines of a stage that is off. IS_ZERO has room for each node. */
static void check_switched(struct builder *builder, uint32_t index, bool *is_zero)
{
    const struct model *model = builder->model;
    const struct line *line = &model->lines[index];
    const struct expr_node *nodes = line->expr->nodes;
    for (uint32_t i = 0; i < line->expr->n; i++)
        is_zero[i] = is_off(model, line->expr, is_zero, i);
    for (uint32_t i = line->expr->n; i-- > 0;) {
        if (is_zero[i]) {
            i -= nodes[i].size - 1; /* whatever it multiplies with doesn't matter */
            continue;
        }
        if (nodes[i].op != OP_NAME || nodes[i].is_counted || nodes[i].reference == EXPR_NONE)
            continue;
        const struct section *to = model_section_of(model, nodes[i].reference);
        char from[MODEL_NAME_SIZE], name[MODEL_NAME_SIZE];
        model_line_name(model, index, from, sizeof from);
        model_line_name(model, nodes[i].reference, name, sizeof name);
        if (to->kind == SECTION_STAGE && !to->is_enabled && to != model_section_of(model, index))
            build_warning(builder, build_place(builder, index, nodes[i].op_at, nodes[i].op_length),
                          _("%s uses %s, although '%s' is off"), from, name, to->name);
    }
}

/* min() or max() of one operand in line INDEX. */
static void check_extremes(struct builder *builder, uint32_t index)
{
    const struct line *line = &builder->model->lines[index];
    for (uint32_t i = 0; i < line->expr->n; i++) {
        const struct expr_node *node = &line->expr->nodes[i];
        struct place place = build_place(builder, index, node->op_at, node->op_length);
        if (node->n_operands != 1 || builder->messages->n_errors > 0)
            continue;
        if (node->op == OP_MAX)
            build_warning(builder, place,
                          _("'max' of one operand is that operand; the largest month of a series "
                            "is peak(x)"));
        else if (node->op == OP_MIN)
            build_warning(builder, place,
                          _("'min' of one operand is that operand; the smallest month of a series "
                            "is %s"),
                          expr_find_function("low", 3) ? "low(x)" : "-peak(-x)");
    }
}

/* Words of months in line INDEX that lie outside the horizon. */
static void check_words(struct builder *builder, uint32_t index)
{
    const struct model *model = builder->model;
    const struct line *line = &model->lines[index];
    double months = model->lines[model->months].value;
    const struct period *period = calendar_period(&model->calendar);
    struct calendar_word word;
    char name[MODEL_NAME_SIZE];
    uint32_t seen = UINT32_MAX; /* behind a `from` stands the month of all numbers up to the next */
    bool is_list = line->expr->nodes[line->expr->n - 1].op == OP_LIST;
    model_line_name(model, index, name, sizeof name);
    for (uint32_t i = 0; i < line->expr->n; i++) {
        const struct expr_node *node = &line->expr->nodes[i];
        if (node->op != OP_NUMBER || node->op_at == seen ||
            calendar_read_month(&model->calendar, line->text + node->op_at, node->op_length, &word,
                                NULL) != STATUS_OK ||
            (word.number >= 1 && word.number <= months) ||
            (word.number < 1 && is_list)) /* that is its past */
            continue;
        seen = node->op_at;
        struct place place = build_place(builder, index, node->op_at, node->op_length);
        int n = (int)node->op_length;
        const char *text = line->text + node->op_at;
        if (word.number < 1)
            build_warning(builder, place, _("%s: %.*s is before %s 1"), name, n, text,
                          period->name);
        else
            build_warning(builder, place, _("%s: %.*s is beyond the horizon of %.0f %s"), name, n,
                          text, months, period->plural);
    }
}

/* What is odd about the formula of line INDEX. */
static void check_formula(struct builder *builder, uint32_t index)
{
    const struct model *model = builder->model;
    const struct line *line = &model->lines[index];
    const struct section *section = model_section_of(model, index);
    bool is_claim = section->kind == SECTION_CLAIMS; /* its text is no formula */
    if (!line->expr || section->kind > SECTION_CLAIMS || is_claim)
        return;
    bool *is_zero = calloc(line->expr->n, sizeof *is_zero);
    builder->out_of_memory |= !is_zero;
    if (is_zero && (section->kind != SECTION_STAGE || section->is_enabled))
        check_switched(builder, index, is_zero);
    free(is_zero);
    if (!line->from_kind)
        check_extremes(builder, index);
    check_words(builder, index);
}

static void check_line(struct builder *builder, uint32_t index)
{
    const struct model *model = builder->model;
    const struct line *line = &model->lines[index];
    const struct section *section = model_section_of(model, index);
    bool is_input = section->kind == SECTION_SHARED || section->kind == SECTION_STAGE;
    bool is_result = section->kind == SECTION_METRICS || section->kind == SECTION_TARGETS;
    size_t n = strlen(line->name);
    if (line->kind == LINE_PARAMETER)
        check_unit_words(builder, index);
    else if (section->kind == SECTION_STAGE)
        check_per_month(builder, index);
    if ((!is_input && !is_result) || !builder->entries[index])
        return;
    if (model_find_line(model, "", line->name, n) != NAMES_NONE ||
        strcmp(line->name, "budget") == 0 || strcmp(line->name, "discount") == 0 ||
        strcmp(line->name, model->lines[model->months].name) == 0)
        build_warning(builder, builder->entries[index]->place,
                      _("'%s' hides the built-in of that name"), line->name);
}

/* Whether LINE is written as month 0: the number, or the name of a parameter that is. */
static bool is_month_zero(const struct builder *builder, uint32_t line)
{
    const struct line *lines = builder->model->lines;
    const struct expr *expr = line == NAMES_NONE ? NULL : lines[line].expr;
    if (expr && expr->n == 1 && expr->nodes[0].op == OP_NAME && !expr->nodes[0].is_counted)
        line = expr->nodes[0].reference;
    return line != NAMES_NONE && lines[line].kind == LINE_PARAMETER && lines[line].value == 0 &&
           !lines[line].number.is_month && lines[line].number.length > 0;
}

/* A parameter that the first month of stage S is by its name decides whether it is month 0. */
static void note_beginning(struct builder *builder, uint32_t s)
{
    struct model *model = builder->model;
    uint32_t first = model->sections[s].first_month;
    const struct expr *expr = first == NAMES_NONE ? NULL : model->lines[first].expr;
    if (expr && expr->n == 1 && expr->nodes[0].op == OP_NAME &&
        expr->nodes[0].reference != EXPR_NONE && !expr->nodes[0].is_counted)
        model->lines[expr->nodes[0].reference].is_beginning = true;
}

/* Which stages begin in month 0. */
static void find_openings(struct builder *builder)
{
    struct model *model = builder->model;
    for (uint32_t s = 0; s < model->n_sections; s++) {
        struct section *section = &model->sections[s];
        note_beginning(builder, s);
        section->has_opening |= is_month_zero(builder, section->first_month);
        model->has_opening |= section->has_opening;
        if (section->has_opening && section->rows != NAMES_NONE)
            model->sections[section->rows].has_opening = true;
        bool is_over = is_month_zero(builder, section->last_month);
        if (section->has_opening && section->first_month != NAMES_NONE && !section->is_monthly &&
            !is_over)
            build_error(builder, model->lines[section->first_month].place,
                        _("what happens in %s 0 happens at once: write %s = 0, too, or per = %s"),
                        calendar_period(&model->calendar)->name,
                        section->last_month == NAMES_NONE ? "last_period"
                                                          : model->lines[section->last_month].name,
                        calendar_period(&model->calendar)->name);
        else if (is_over && !section->has_opening)
            build_error(builder, model->lines[section->last_month].place,
                        _("'%s' is 0, and the stage does not begin in %s 0"),
                        model->lines[section->last_month].name,
                        calendar_period(&model->calendar)->name);
    }
    uint32_t opening = model_find_line(model, "", FIGURE_OPENING, strlen(FIGURE_OPENING));
    model->lines[opening].value = model->has_opening;
}

void build_check_lines(struct builder *builder)
{
    const struct model *model = builder->model;
    find_openings(builder);
    for (uint32_t s = 0; s < model->n_sections; s++) {
        const struct section *section = &model->sections[s];
        bool is_told = false;
        for (uint32_t k = 0; k < section->n_lines; k++) {
            check_line(builder, section->first_line + k);
            check_formula(builder, section->first_line + k);
            is_told |= check_use(builder, section->first_line + k);
        }
        check_stage(builder, s, is_told);
    }
    check_horizon(builder);
}
