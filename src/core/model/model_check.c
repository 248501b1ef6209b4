/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: what is wrong or odd about a line once all names are known. */
#include <stdlib.h>
#include <string.h>

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
    if (!is_alone)
        build_error(builder, place,
                    _("'%.*s' is the name of a line: rename one of the two or, to multiply, write "
                      "%.*s * %.*s"),
                    (int)n, word, (int)line->number.length, line->text, (int)n, word);
    else if (n >= 3 && word[n - 1] == 's')
        build_error(builder, place,
                    _("'%.*s' is the name of a line: to multiply, write %.*s * %.*s; for the unit, "
                      "write %.*s"),
                    (int)n, word, (int)line->number.length, line->text, (int)n, word, (int)n - 1,
                    word);
    else
        build_error(builder, place, _("'%.*s' is the name of a line: write %.*s * %.*s"), (int)n,
                    word, (int)line->number.length, line->text, (int)n, word);
}

/* The line that WORD names in SECTION or in [shared], or NAMES_NONE. */
static uint32_t find_visible(struct builder *builder, const char *section, const char *word,
                             size_t n)
{
    char *name = text_nfc(word, n);
    builder->out_of_memory |= !name;
    if (!name)
        return NAMES_NONE;
    uint32_t found = model_find_line(builder->model, section, name, strlen(name));
    if (found == NAMES_NONE)
        found = model_find_line(builder->model, "shared", name, strlen(name));
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
        uint32_t found = n ? find_visible(builder, section, c, n) : NAMES_NONE;
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
    if (!nodes || line->expr->n != 3 || nodes[2].op != OP_DIV || nodes[0].op != OP_NUMBER ||
        nodes[1].op != OP_NAME ||
        nodes[1].reference != model_find_line(builder->model, "", "month", 5))
        return;
    build_warning(
        builder, build_place(builder, index, nodes[1].op_at, nodes[1].op_length),
        _("'month' is the number of the month here; for a rate a month, write %.*s alone"),
        (int)nodes[0].length, line->text + nodes[0].at);
}

static void check_horizon(struct builder *builder)
{
    const struct source_entry *entry = source_find(builder->source, "scenario", "months.dist");
    if (entry && entry->text && builder->model->lines[builder->model->months].dist_text)
        build_warning(builder, entry->place,
                      _("the horizon is the same in every sample: its dist has no effect"));
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
    if (line->kind == LINE_PARAMETER && !line->is_used && is_input)
        build_warning(builder, builder->entries[index]->place, _("nothing uses '%s'"), line->name);
    if (model_find_line(model, "", line->name, n) != NAMES_NONE ||
        strcmp(line->name, "budget") == 0 || strcmp(line->name, "months") == 0 ||
        strcmp(line->name, "discount") == 0)
        build_warning(builder, builder->entries[index]->place,
                      _("'%s' hides the built-in of that name"), line->name);
}

void build_check_lines(struct builder *builder)
{
    for (uint32_t i = 0; i < builder->model->n_lines; i++)
        check_line(builder, i);
    check_horizon(builder);
}
