/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/gettext.h"
#include "core/text.h"
#include "grow.h"
#include "model_build.h"

void build_error(struct builder *builder, struct place place, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    messages_vadd(builder->messages, SEVERITY_ERROR, place, format, arguments);
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
    va_start(arguments, format);
    messages_vadd(&builder->model->warnings, SEVERITY_WARNING, place, format, arguments);
    va_end(arguments);
}

struct place build_place(const struct builder *builder, uint32_t line, size_t offset, size_t length)
{
    const struct source_entry *entry = builder->entries[line];
    struct section *section = &builder->model->sections[builder->model->lines[line].section];
    return entry ? source_entry_place(entry, offset, length) : section->place;
}

struct section *build_add_section(struct builder *builder, enum section_kind kind, const char *name)
{
    struct model *model = builder->model;
    char *copy = arena_text(builder->arena, name, strlen(name));
    if (!copy ||
        !grow(&model->sections, model->n_sections, &builder->sections_capacity,
              sizeof *model->sections) ||
        names_put(&model->private->sections, copy, strlen(copy), model->n_sections)) {
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
        .first_month = NAMES_NONE,
        .last_month = NAMES_NONE,
    };
    return section;
}

struct line *build_add_line(struct builder *builder, const char *name,
                            const struct source_entry *entry)
{
    struct model *model = builder->model;
    struct section *section = &model->sections[model->n_sections - 1];
    uint32_t capacity = builder->lines_capacity;
    size_t prefix = strlen(section->name) + 1, length = prefix + strlen(name);
    char *full = arena_alloc(builder->arena, length + 1);
    bool grown = grow(&model->lines, model->n_lines, &capacity, sizeof *model->lines);
    const struct source_entry **entries =
        !grown ? NULL
        : capacity == builder->lines_capacity
            ? builder->entries
            : realloc(builder->entries, capacity * sizeof *entries);
    if (entries) {
        builder->entries = entries;
        builder->lines_capacity = capacity;
    }
    if (full) {
        memcpy(full, section->name, prefix - 1);
        full[prefix - 1] = '.';
        memcpy(full + prefix, name, length - prefix);
    }
    if (!full || !entries || names_put(&model->private->names, full, length, model->n_lines)) {
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
        .label = full + prefix,
        .unit_text = "",
        .min = (double)NAN,
        .max = (double)NAN,
        .step = (double)NAN,
    };
    section->n_lines++;
    return line;
}

uint32_t build_find(const struct model *model, const char *section, const char *name, size_t n)
{
    char full[FULL_NAME_SIZE];
    size_t prefix = strlen(section);
    if (prefix + 1 + n >= sizeof full)
        return NAMES_NONE;
    memcpy(full, section, prefix);
    full[prefix] = '.';
    memcpy(full + prefix + 1, name, n);
    return names_find(&model->private->names, full, prefix + 1 + n);
}

const char *build_nearest(const struct model *model, const char *section, const char *word,
                          size_t n)
{
    char full[FULL_NAME_SIZE], name[FULL_NAME_SIZE];
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

enum status model_build(const struct source *source, struct model **out, struct messages *messages)
{
    struct model *model = calloc(1, sizeof *model);
    if (model && !(model->private = calloc(1, sizeof *model->private))) {
        free(model);
        model = NULL;
    }
    if (!model)
        return STATUS_NO_MEMORY;
    struct builder builder = {
        .source = source, .model = model, .arena = &model->private->arena, .messages = messages};
    size_t errors_before = messages->n_errors;
    build_read(&builder);
    if (errors_before == 0 && !builder.out_of_memory)
        build_resolve(&builder);
    if (errors_before == 0 && !builder.out_of_memory)
        build_check_lines(&builder);
    if (errors_before == 0 && !builder.out_of_memory)
        build_correlations(&builder);
    if (errors_before == 0 && !builder.out_of_memory)
        build_graph(&builder);
    if (messages->n_errors == 0 && !builder.out_of_memory)
        build_check_units(&builder);
    free(builder.entries);
    if (builder.out_of_memory || messages->n_errors > 0) {
        messages_sort(messages);
        model_free(model);
        return builder.out_of_memory ? STATUS_NO_MEMORY : STATUS_FAULTY;
    }
    messages_sort(&model->warnings);
    *out = model;
    return STATUS_OK;
}

void model_free(struct model *model)
{
    if (!model)
        return;
    for (uint32_t i = 0; i < model->n_lines; i++)
        expr_free(model->lines[i].expr);
    messages_fini(&model->warnings);
    unit_table_free(model->units);
    graph_fini(&model->private->graph);
    names_fini(&model->private->names);
    names_fini(&model->private->sections);
    arena_fini(&model->private->arena);
    free(model->private);
    free(model->lines);
    free(model->sections);
    free(model);
}

uint32_t model_find(const struct model *model, const char *name)
{
    if (!strchr(name, '.'))
        return build_find(model, "shared", name, strlen(name));
    return names_find(&model->private->names, name, strlen(name));
}

uint32_t model_find_section(const struct model *model, const char *name)
{
    return names_find(&model->private->sections, name, strlen(name));
}

const char *model_title(const struct model *model)
{
    return model->title && *model->title ? model->title : _("Untitled scenario");
}

const struct section *model_first_section(const struct model *model, enum section_kind kind)
{
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (model->sections[i].kind == kind)
            return &model->sections[i];
    return NULL;
}

const char *model_role_name(enum role role)
{
    static const char *const names[N_ROLES] = {"cost", "revenue", "carbon"};
    return names[role];
}

bool model_find_role(const struct model *model, const char *name, size_t n, uint32_t *section,
                     enum role *role)
{
    const char *dot = memchr(name, '.', n);
    uint32_t s =
        dot ? names_find(&model->private->sections, name, (size_t)(dot - name)) : NAMES_NONE;
    if (s == NAMES_NONE || model->sections[s].kind != SECTION_STAGE)
        return false;
    size_t left = n - (size_t)(dot - name) - 1;
    for (int r = 0; r < N_ROLES; r++)
        if (text_equals(dot + 1, left, model_role_name((enum role)r))) {
            *section = s;
            *role = (enum role)r;
            return true;
        }
    return false;
}

static uint32_t find_in(const struct model *model, uint32_t section, const char *name)
{
    const struct section *s = section == NAMES_NONE ? NULL : &model->sections[section];
    for (uint32_t i = 0; s && i < s->n_lines; i++)
        if (strcmp(model->lines[s->first_line + i].name, name) == 0)
            return s->first_line + i;
    return NAMES_NONE;
}

uint32_t model_find_in(const struct model *model, const char *section, const char *name)
{
    return find_in(model, model_find_section(model, section), name);
}

uint32_t model_section_in(const struct model *model, uint32_t section, const struct model *other)
{
    const char *name = model->sections[section].name;
    if (section < other->n_sections && strcmp(other->sections[section].name, name) == 0)
        return section;
    return model_find_section(other, name);
}

/* The name of LINE with its section, which build_add_line put in front of it. */
static const char *full_name(const struct model *model, const struct line *line)
{
    return line->name - strlen(model->sections[line->section].name) - 1;
}

uint32_t model_line_in(const struct model *model, uint32_t line, const struct model *other)
{
    const struct line *here = &model->lines[line];
    uint32_t section = model_section_in(model, here->section, other);
    if (line < other->n_lines && other->lines[line].section == section &&
        strcmp(other->lines[line].name, here->name) == 0)
        return line;
    const char *full = full_name(model, here);
    return names_find(&other->private->names, full, strlen(full));
}

void model_line_name(const struct model *model, uint32_t line, char *out, size_t size)
{
    const struct line *l = &model->lines[line];
    const char *parts[] = {model->sections[l->section].name, ".", l->name};
    size_t used = 0;
    for (size_t i = 0; i < 3; i++)
        for (const char *c = parts[i]; *c && used + 1 < size; c++)
            out[used++] = *c;
    out[used] = '\0';
}

void model_line_unit(const struct model *model, uint32_t line, char out[UNIT_TEXT_SIZE])
{
    const struct line *l = &model->lines[line];
    out[0] = '\0';
    if (l->kind == LINE_PARAMETER)
        snprintf(out, UNIT_TEXT_SIZE, "%s", l->unit_text);
    else if (l->unit.specified && l->unit.n > 0)
        unit_format(model->units, l->unit, out);
}

void model_month_name(const struct model *model, uint32_t month, char out[NUMBER_MONTH_SIZE])
{
    number_format_month(out, model->start_year, model->start_month, month);
}

bool model_is_plain_edit(const struct model *model, uint32_t line, const char *text,
                         struct number *number)
{
    const struct line *l = &model->lines[line];
    struct value value;
    if (l->kind != LINE_PARAMETER || l->is_whole || value_parse(text, strlen(text), &value, NULL) ||
        value.kind != VALUE_NUMBER || value.unit_length != strlen(l->unit_text) ||
        memcmp(text + value.unit_at, l->unit_text, value.unit_length) != 0)
        return false;
    *number = value.number;
    return true;
}

void model_set_value(struct model *model, uint32_t line, const char *text,
                     const struct number *number)
{
    struct line *l = &model->lines[line];
    l->text = text;
    l->value = number->value;
    l->number = *number;
    l->from_kind = false;
    l->place.line = 0;
}

enum status model_dist(const struct model *model, uint32_t line, struct dist *out,
                       struct error *err)
{
    const struct line *l = &model->lines[line];
    if (l->dist_text)
        return dist_evaluate(l->dist_text, l->value, out, NULL, err);
    *out = (struct dist){.kind = DIST_NONE};
    return STATUS_OK;
}

double model_step(const struct model *model, uint32_t line, double baseline)
{
    const struct line *l = &model->lines[line];
    if (l->step > 0)
        return l->step;
    if (baseline == 0 && l->number.percent)
        return 0.01;
    double step = value_default_step(baseline);
    return l->is_whole && step < 1 ? 1 : step;
}
