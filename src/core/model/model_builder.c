/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the steps of building a model use: messages, new sections and lines. */
#include "model_builder.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/text.h"

/* A factor is given to twelve digits, its inverse to fewer. */
enum { FACTOR_DIGITS = 10 };

/* Whether a fault of a kind at PLACE is among MESSAGES: it is one, however many stages have it. */
static bool is_told(const struct builder *builder, const struct messages *messages,
                    struct place place)
{
    for (size_t i = messages->n; builder->of_kind && i-- > 0;) {
        const struct place *told = &messages->items[i].place;
        if (place.line > 0 && told->file == place.file && told->line == place.line &&
            told->column == place.column)
            return true;
    }
    return false;
}

void build_verror(struct builder *builder, struct place place, const char *format,
                  va_list arguments)
{
    if (!is_told(builder, builder->messages, place))
        messages_vadd(builder->messages, SEVERITY_ERROR, place, format, arguments);
}

void build_error(struct builder *builder, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    build_verror(builder, place, format, arguments);
    va_end(arguments);
}

void build_fault(struct builder *builder, struct place place, const struct error *err)
{
    if (err->status == STATUS_NO_MEMORY)
        builder->out_of_memory = true;
    else
        build_error(builder, place, "%s", err->text);
}

bool build_is_full(const struct builder *builder)
{
    return builder->messages->n_errors >= MESSAGES_MAX_ERRORS;
}

void build_warning(struct builder *builder, struct place place, const char *format, ...)
{
    va_list arguments;
    if (is_told(builder, &builder->model->warnings, place))
        return;
    va_start(arguments, format);
    messages_vadd(&builder->model->warnings, SEVERITY_WARNING, place, format, arguments);
    va_end(arguments);
}

struct place build_place(const struct builder *builder, uint32_t line, size_t offset, size_t length)
{
    assert(line < builder->model->n_lines);
    const struct source_entry *entry = builder->entries[line];
    const struct section *section = model_section_of(builder->model, line);
    offset += builder->model->lines[line].slice.at;
    return entry ? source_entry_place(entry, offset, length) : section->place;
}

struct place build_entry_place(const struct source_entry *entry)
{
    return source_entry_place(entry, 0, strlen(entry->text));
}

const char *build_nearest(const struct model *model, const char *section, const char *word,
                          size_t n)
{
    char full[MODEL_NAME_SIZE], name[MODEL_NAME_SIZE];
    size_t prefix = strlen(section) + 1;
    if (prefix + n >= sizeof full)
        return NULL;
    memcpy(full, section, prefix - 1);
    full[prefix - 1] = '.';
    memcpy(full + prefix, word, n);
    full[prefix + n] = '\0';
    memcpy(name, word, n);
    name[n] = '\0';
    const char *nearest = names_nearest(&model->private->names, full, prefix + n);
    /* the section's own length must not make a short word look near */
    bool is_near = nearest && strncmp(nearest, full, prefix) == 0 &&
                   2 * (size_t)text_distance(name, nearest + prefix, 2) < n;
    return is_near ? nearest + prefix : NULL;
}

void build_node_verror(struct builder *builder, uint32_t line, const struct expr_node *node,
                       const char *format, va_list arguments)
{
    /* a kind's formula is right: what it lacks was told where it is missing */
    if (builder->model->lines[line].from_kind && !builder->entries[line] &&
        builder->messages->n_errors > 0)
        return;
    struct place place = build_place(builder, line, node->op_at, node->op_length);
    if (model_section_of(builder->model, line)->kind == SECTION_CLAIMS)
        place = builder->entries[line]->place;
    build_verror(builder, place, format, arguments);
}

void build_node_error(struct builder *builder, uint32_t line, const struct expr_node *node,
                      const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    build_node_verror(builder, line, node, format, arguments);
    va_end(arguments);
}

char *build_text(struct builder *builder, const char *text)
{
    char *copy = arena_text(builder->arena, text, strlen(text));
    builder->out_of_memory |= !copy;
    return copy;
}

struct section *build_add_section(struct builder *builder, enum section_kind kind, const char *name)
{
    struct model *model = builder->model;
    char *copy = arena_text(builder->arena, name, strlen(name));
    if (!copy ||
        !grow(&model->sections, model->n_sections, &builder->sections_capacity,
              sizeof *model->sections) ||
        names_put(&model->private->sections, copy, strlen(copy), model->n_sections) != STATUS_OK) {
        builder->out_of_memory = true;
        return NULL;
    }
    struct section *section = &model->sections[model->n_sections++];
    *section = (struct section){
        .name = copy,
        .kind = kind,
        .title = copy,
        .is_enabled = true,
        .first_line = model->n_lines,
        .roles = {NAMES_NONE, NAMES_NONE, NAMES_NONE},
        .rows = NAMES_NONE,
        .first_month = NAMES_NONE,
        .last_month = NAMES_NONE,
    };
    return section;
}

struct line *build_add_line(struct builder *builder, const char *name,
                            const struct source_entry *entry)
{
    struct model *model = builder->model;
    assert(model->n_sections > 0);
    struct section *section = &model->sections[model->n_sections - 1];
    size_t prefix = strlen(section->name) + 1, length = prefix + strlen(name);
    char *full = arena_alloc(builder->arena, length + 1);
    bool has_room =
        grow(&model->lines, model->n_lines, &builder->lines_capacity, sizeof *model->lines) &&
        grow(&builder->entries, model->n_lines, &builder->entries_capacity,
             sizeof *builder->entries);
    if (full) {
        memcpy(full, section->name, prefix - 1);
        full[prefix - 1] = '.';
        memcpy(full + prefix, name, length - prefix);
    }
    /* `x[2] = 5`, which is no name, beside the list x */
    if (full && names_find(&model->private->names, full, length) != NAMES_NONE)
        return NULL;
    if (!full || !has_room ||
        names_put(&model->private->names, full, length, model->n_lines) != STATUS_OK) {
        builder->out_of_memory = true;
        return NULL;
    }
    builder->entries[model->n_lines] = entry;
    struct line *line = &model->lines[model->n_lines++];
    *line = (struct line){
        .name = full + prefix,
        .section = model->n_sections - 1,
        .role = ROLE_NONE,
        .text = "",
        .list = NAMES_NONE,
        .label = full + prefix,
        .unit_text = "",
        .min = (double)NAN,
        .max = (double)NAN,
        .step = (double)NAN,
    };
    section->n_lines++;
    return line;
}

void build_add_unit_slip(struct builder *builder, uint32_t line, uint32_t node, double factor)
{
    struct model *model = builder->model;
    bool has_room = grow(&model->unit_slips, model->n_unit_slips, &builder->unit_slips_capacity,
                         sizeof *model->unit_slips);
    builder->out_of_memory |= !has_room;
    if (has_room)
        model->unit_slips[model->n_unit_slips++] = (struct unit_slip){line, node, factor};
}

void build_format_factor(double factor, char *out, size_t size)
{
    char by[NUMBER_TEXT_SIZE];
    number_format(by, factor < 1 ? number_round(1 / factor, FACTOR_DIGITS) : factor);
    if (factor < 1)
        snprintf(out, size, _("%s times too large"), by);
    else
        snprintf(out, size, _("off by a factor of %s"), by);
}

double build_compare_at(struct builder *builder, struct place place, const char *name,
                        struct unit unit, struct unit wanted, bool is_monthly)
{
    const struct model *model = builder->model;
    double factor = 1;
    enum unit_relation relation = unit_compare(model->units, unit, wanted, is_monthly, &factor);
    if (relation == UNIT_SAME)
        return 1;
    char is[UNIT_TEXT_SIZE], other[UNIT_TEXT_SIZE], by[BUILD_FACTOR_SIZE];
    unit_format(model->units, unit, is);
    unit_format(model->units, wanted, other);
    build_format_factor(factor, by, sizeof by);
    if (relation == UNIT_BY_FACTOR)
        build_warning(builder, place, _("%s is %s, not %s: %s"), name, is, other, by);
    else
        build_warning(builder, place, _("%s is %s, not %s"), name, is, other);
    return factor;
}

void build_compare_unit(struct builder *builder, uint32_t line, struct unit unit,
                        struct unit wanted, bool is_monthly)
{
    char name[MODEL_NAME_SIZE];
    model_line_name(builder->model, line, name, sizeof name);
    struct place place = build_place(builder, line, 0, strlen(builder->model->lines[line].text));
    double factor = build_compare_at(builder, place, name, unit, wanted, is_monthly);
    if (factor != 1)
        build_add_unit_slip(builder, line, EXPR_NONE, factor);
}

void build_check_unit(struct builder *builder, uint32_t index, const char *text)
{
    struct unit wanted;
    if (unit_parse(builder->model->units, text, strlen(text), &wanted, NULL) == STATUS_OK)
        build_compare_unit(builder, index, builder->model->lines[index].unit, wanted, false);
}

bool build_is_number_of_fault(const struct model *model, const char *section, const char *word,
                              size_t n)
{
    const char *bracket = memchr(word, '[', n);
    size_t length = bracket ? (size_t)(bracket - word) : 0;
    if (length == 0)
        return false;
    uint32_t line = model_find_line(model, section, word, length);
    if (memchr(word, '.', length))
        line = names_find(&model->private->names, word, length);
    else if (line == NAMES_NONE)
        line = model_find_line(model, "shared", word, length);
    return line != NAMES_NONE && model->lines[line].kind == LINE_FORMULA &&
           !model->lines[line].expr;
}

void build_check_name(struct builder *builder, const char *name, struct place place)
{
    size_t n = strlen(name);
    const char *bracket = strchr(name, '[');
    if (n > 0 && name[n - 1] == ']' && bracket)
        build_error(builder, place,
                    _("'%s' is a number of a list: it is written in the list, '%.*s'"), name,
                    (int)(bracket - name), name);
    else if (n == 0 || text_name_length(name, n) != n)
        build_error(builder, place,
                    _("'%s' is no name: letters, digits and _, not beginning with a digit"), name);
    else if (expr_is_reserved(name, n))
        build_error(builder, place, _("'%s' is a word of the language and cannot be a line"), name);
}
