/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: stages, with the lines they take over from a kind, and the built-in lines. */
#include <stdio.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "model_build.h"

const struct source_entry *build_entry(const struct source_section *source, const char *key)
{
    uint32_t index = names_find(&source->keys, key, strlen(key));
    return index != NAMES_NONE && source->entries[index].text ? &source->entries[index] : NULL;
}

bool build_switch(struct builder *builder, const struct source_entry *entry, bool otherwise)
{
    if (!entry || strcmp(entry->text, "yes") == 0 || strcmp(entry->text, "no") == 0)
        return entry ? entry->text[0] == 'y' : otherwise;
    build_error(builder, build_entry_place(entry), _("'%s' has to be no or yes"), entry->key);
    return otherwise;
}

/* LIMIT of the stage that is being read becomes line INDEX. */
static void set_limit(struct builder *builder, uint32_t *limit, uint32_t index)
{
    const struct line *lines = builder->model->lines;
    if (*limit != NAMES_NONE && builder->entries[index])
        build_error(builder, builder->entries[index]->place, _("'%s' is '%s' by another name"),
                    lines[index].name, lines[*limit].name);
    *limit = index;
}

/* What line INDEX, called NAME, is to the last section, a stage: a role, its first or last month.
 */
static void place_line(struct builder *builder, uint32_t index, const char *name)
{
    struct model *model = builder->model;
    struct section *section = &model->sections[model->n_sections - 1];
    size_t n = strlen(name);
    for (uint32_t role = 0; role < N_ROLES; role++)
        if (strcmp(name, model_role_name((enum role)role)) == 0) {
            model->lines[index].is_used = true;
            section->roles[role] = index;
        }
    if (model_is_limit_key(model, name, n, "first_"))
        set_limit(builder, &section->first_month, index);
    if (model_is_limit_key(model, name, n, "last_"))
        set_limit(builder, &section->last_month, index);
}

static enum role role_of(const char *name)
{
    for (uint32_t role = 0; role < N_ROLES; role++)
        if (strcmp(name, model_role_name((enum role)role)) == 0)
            return (enum role)role;
    return ROLE_NONE;
}

void build_stage_line(struct builder *builder, const char *name, const struct own *own,
                      const struct template_entry *from)
{
    struct model *model = builder->model;
    const struct source_entry *entry = own ? own->entry : from->entry;
    struct line *line = build_add_line(builder, name, entry);
    if (!line)
        return;
    uint32_t index = model->n_lines - 1;
    size_t n = strlen(name);
    line->is_checked =
        model_is_limit_key(model, name, n, "first_") || model_is_limit_key(model, name, n, "last_");
    line->is_used = line->is_checked;
    line->from_kind = !own;
    line->note = from && from->label ? _(from->label) : NULL;
    line->role = role_of(name);
    if (own)
        line->slice = own->slice;
    place_line(builder, index, name);
    if (!own && from->line != NAMES_NONE) {
        build_shared_list(builder, from->line);
        return;
    }
    builder->of_kind = !own && entry;
    build_line_text(builder, index, own ? own->text : from->text, false);
    builder->of_kind = false;
    build_default_unit(builder, index, from);
}

/* NAME of the last section is the line SHARED of another one. */
static void share_line(struct builder *builder, const char *name, uint32_t shared)
{
    struct model *model = builder->model;
    const char *section = model->sections[model->n_sections - 1].name;
    size_t prefix = strlen(section) + 1, length = prefix + strlen(name);
    char *full = arena_alloc(builder->arena, length + 1);
    builder->out_of_memory |= !full;
    if (!full)
        return;
    memcpy(full, section, prefix - 1);
    full[prefix - 1] = '.';
    memcpy(full + prefix, name, length + 1 - prefix);
    builder->out_of_memory |= names_put(&model->private->names, full, length, shared) != STATUS_OK;
    place_line(builder, shared, name);
}

void build_kind_line(struct builder *builder, const struct template *template,
                     const struct template_entry *from, struct place place)
{
    struct model *model = builder->model;
    if (strchr(from->key, '.'))
        build_kind_attribute(builder, model->n_sections - 1, from);
    else if (from->line != NAMES_NONE && model->lines[from->line].kind == LINE_PARAMETER)
        share_line(builder, from->key, from->line);
    else if (from->text)
        build_stage_line(builder, from->key, NULL, from);
    else if (!from->is_optional) {
        build_error(builder, place, _("'%s' needs '%s'"), template->name, from->key);
        if (from->entry) /* what uses it is not at fault, too */
            share_line(builder, from->key, model->budget);
    }
}

/* Complain about the first or last month of a plan in other periods. */
static void check_limit_key(struct builder *builder, const struct source_entry *entry)
{
    static const char *const limits[] = {"first_", "last_"};
    const struct calendar *calendar = &builder->model->calendar;
    for (enum calendar_unit unit = 0; unit < N_CALENDAR_UNITS; unit++)
        for (size_t i = 0; i < 2; i++) {
            size_t n = strlen(limits[i]);
            if (unit != calendar->unit && strncmp(entry->key, limits[i], n) == 0 &&
                strcmp(entry->key + n, calendar_unit_period(unit)->name) == 0)
                build_error(builder, entry->place,
                            _("this plan's period is a %s: write %s%s for '%s'"),
                            calendar_period(calendar)->name, limits[i],
                            calendar_period(calendar)->name, entry->key);
        }
}

bool build_per(struct builder *builder, const struct source_entry *entry, bool is_monthly)
{
    const char *period = calendar_period(&builder->model->calendar)->name;
    if (!entry)
        return is_monthly;
    bool is_period = strcmp(entry->text, period) == 0 || strcmp(entry->text, "period") == 0;
    bool is_total = strcmp(entry->text, "total") == 0;
    if (!is_period && !is_total)
        build_error(builder, build_entry_place(entry), _("'per' has to be total or %s"), period);
    return !is_total;
}

bool build_is_stage_key(const char *key)
{
    static const char *const keys[] = {"title", "note", "kind", "enabled", "per", "rows"};
    return text_is_among(key, keys, sizeof keys / sizeof *keys);
}

void build_titles(struct builder *builder, const struct source_section *source)
{
    struct section *section = &builder->model->sections[builder->model->n_sections - 1];
    const struct source_entry *title = build_entry(source, "title");
    const struct source_entry *note = build_entry(source, "note");
    if (title && *title->text)
        section->title = build_text(builder, title->text);
    if (note && *note->text)
        section->note = build_text(builder, note->text);
}

/* FROM of the kind TEMPLATE, if it is an attribute or, unless IS_ATTRIBUTE, a line. */
static void read_from_kind(struct builder *builder, const struct source_section *source,
                           const struct template *template, const struct template_entry *from,
                           bool is_attribute)
{
    const struct source_entry *entry = build_entry(source, from->key);
    if (!strchr(from->key, '.') == is_attribute)
        return;
    if (entry && !is_attribute)
        build_stage_line(builder, from->key, &(struct own){.entry = entry, .text = entry->text},
                         from);
    else
        build_kind_line(builder, template, from, source->place);
}

void build_stage(struct builder *builder, const struct source_section *source)
{
    const struct template *template = build_find_kind(builder, build_entry(source, "kind"));
    struct section *section = build_add_section(builder, SECTION_STAGE, source->name);
    if (!section)
        return;
    uint32_t index = builder->model->n_sections - 1;
    section->place = source->place;
    build_titles(builder, source);
    section->kind_name = template ? template->name : NULL;
    section->is_monthly =
        build_per(builder, build_entry(source, "per"), template && template->is_monthly);
    section->is_enabled = build_switch(builder, build_entry(source, "enabled"), true);
    for (int pass = 0; template && pass < 2; pass++) /* lines, then their attributes */
        for (size_t i = 0; i < template->n && !builder->out_of_memory; i++)
            read_from_kind(builder, source, template, &template->entries[i], pass > 0);
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        if (!entry->text || strchr(entry->key, '.') || build_is_stage_key(entry->key) ||
            (template && template_find(template, entry->key, strlen(entry->key))))
            continue;
        build_check_name(builder, entry->key, entry->place);
        check_limit_key(builder, entry);
        build_stage_line(builder, entry->key, &(struct own){.entry = entry, .text = entry->text},
                         NULL);
    }
    if (!builder->out_of_memory)
        build_attributes(builder, index, source);
}

/* The unit TEXT of a figure, as formulas are checked with it. */
static struct unit read_unit(const struct model *model, const char *text)
{
    static const char word[] = "period";
    struct unit unit = UNIT_NONE;
    char own[UNIT_TEXT_SIZE];
    bool is_by_period = strncmp(text, word, sizeof word - 1) == 0;
    snprintf(own, sizeof own, "%s%s", is_by_period ? calendar_period(&model->calendar)->name : "",
             text + (is_by_period ? sizeof word - 1 : 0));
    if (strcmp(text, "1") != 0)
        unit_parse(model->units, own, strlen(own), &unit, NULL);
    return unit;
}

void build_builtins(struct builder *builder)
{
    struct model *model = builder->model;
    const struct figure *figure;
    const struct period *period = calendar_period(&model->calendar);
    model->builtins = model->n_lines;
    for (uint32_t i = 0; (figure = figure_at(i)); i++) {
        bool is_first = i == 0 || figure->section != figure_at(i - 1)->section;
        if (is_first && !build_add_section(builder, figure->section, figure_section(figure)))
            return;
        bool is_running = i == 0; /* the number of the period, by its name */
        if (!build_add_line(builder, is_running ? period->name : figure->name, NULL))
            return;
        uint32_t index = model->n_lines - 1;
        char dated[64];
        int length = (int)calendar_period(&model->calendar)->months;
        snprintf(dated, sizeof dated, "mod(%d * period + %d, 12) + 1", length,
                 model->calendar.start_month + 11 - length);
        bool is_dated =
            model->calendar.start_year > 0 && strcmp(figure->name, FIGURE_CALENDAR_MONTH) == 0;
        if (figure->formula)
            build_line_text(builder, index, is_dated ? dated : figure->formula, false);
        struct line *line = &model->lines[index];
        line->kind = figure->formula ? LINE_FORMULA : LINE_BUILTIN;
        line->value = figure->is_by_period ? figure->constant / period->months : figure->constant;
        line->is_series = figure->is_series;
        /* what others are computed from, or nothing is: then it has no code */
        line->is_used = figure->section != SECTION_BUILTIN || !figure->formula;
        if (!figure->is_unchecked)
            line->unit = read_unit(model, figure->unit);
    }
}
