/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: stages, with the lines they take over from a kind, and the built-in lines. */
#include <stdio.h>
#include <string.h>

#include "core/model/figure.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "model_build.h"

static const struct source_entry *find_entry(const struct source_section *source, const char *key)
{
    uint32_t index = names_find(&source->keys, key, strlen(key));
    return index != NAMES_NONE && source->entries[index].text ? &source->entries[index] : NULL;
}

/* Which of the N words ENTRY's text is; 0 where there is no entry. */
static int read_word(struct builder *builder, const struct source_entry *entry,
                     const char *const words[2], int otherwise)
{
    if (!entry)
        return otherwise;
    for (int i = 0; i < 2; i++)
        if (strcmp(entry->text, words[i]) == 0)
            return i;
    build_error(builder, build_entry_place(entry), _("'%s' has to be %s or %s"), entry->key,
                words[0], words[1]);
    return otherwise;
}

static const struct kind *read_kind(struct builder *builder, const struct source_entry *entry)
{
    const struct kind *kind = entry ? kind_find(entry->text, strlen(entry->text)) : NULL;
    if (!entry || kind)
        return kind;
    const struct kind *nearest = NULL;
    int edits = TEXT_FAR;
    for (size_t i = 0; (kind = kind_at(i)); i++)
        if (text_is_nearer(entry->text, kind->name, &edits))
            nearest = kind;
    if (nearest)
        build_error(builder, build_entry_place(entry), _("unknown kind '%s'; did you mean '%s'?"),
                    entry->text, nearest->name);
    else
        build_error(builder, build_entry_place(entry),
                    _("unknown kind '%s'; 'proforma kinds' lists them"), entry->text);
    return NULL;
}

/* The line NAME of the stage that is being read: its text is ENTRY's, or the kind's. */
static void add_line(struct builder *builder, const char *name, const struct source_entry *entry,
                     const struct kind_entry *kind)
{
    struct line *line = build_add_line(builder, name, entry);
    if (!line)
        return;
    struct model *model = builder->model;
    uint32_t index = model->n_lines - 1, section = model->n_sections - 1;
    bool is_first = strcmp(name, "first_month") == 0, is_last = strcmp(name, "last_month") == 0;
    line->is_checked = is_first || is_last;
    line->is_used = line->is_checked;
    line->from_kind = !entry;
    line->note = kind && kind->label ? _(kind->label) : NULL;
    for (uint32_t role = 0; role < N_ROLES; role++)
        if (strcmp(name, model_role_name((enum role)role)) == 0) {
            line->role = (enum role)role;
            line->is_used = true;
            model->sections[section].roles[role] = index;
        }
    if (is_first)
        model->sections[section].first_month = index;
    if (is_last)
        model->sections[section].last_month = index;
    build_line_text(builder, index, entry ? entry->text : kind->text, false);
    line = &model->lines[index];
    bool is_bare = line->kind == LINE_PARAMETER && !line->unit.specified;
    if (is_bare && kind && kind->unit && strcmp(kind->unit, "1") == 0)
        line->unit = UNIT_NONE;
}

static void read_kind_lines(struct builder *builder, const struct source_section *source,
                            const struct kind *kind)
{
    for (const struct kind_entry *entry = kind->entries; entry->key; entry++) {
        const struct source_entry *own = find_entry(source, entry->key);
        if (strchr(entry->key, '.'))
            build_kind_attribute(builder, builder->model->n_sections - 1, entry);
        else if (own || entry->text)
            add_line(builder, entry->key, own, entry);
        else
            build_error(builder, source->place, _("'%s' needs '%s'"), kind->name, entry->key);
    }
}

static bool is_kind_line(const struct kind *kind, const char *key)
{
    for (const struct kind_entry *entry = kind ? kind->entries : NULL; entry && entry->key; entry++)
        if (strcmp(entry->key, key) == 0)
            return true;
    return false;
}

/* Keys of a stage that are no lines. */
static bool is_stage_key(const char *key)
{
    static const char *const keys[] = {"title", "note", "kind", "enabled", "per"};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        if (strcmp(key, keys[i]) == 0)
            return true;
    return false;
}

void build_stage(struct builder *builder, const struct source_section *source)
{
    static const char *const periods[2] = {"total", "month"}, *const switches[2] = {"no", "yes"};
    struct section *section = build_add_section(builder, SECTION_STAGE, source->name);
    if (!section)
        return;
    uint32_t index = builder->model->n_sections - 1;
    const struct source_entry *title = find_entry(source, "title");
    const struct source_entry *note = find_entry(source, "note");
    const struct kind *kind = read_kind(builder, find_entry(source, "kind"));
    section->place = source->place;
    if (title && *title->text)
        section->title = build_text(builder, title->text);
    if (note && *note->text)
        section->note = build_text(builder, note->text);
    section->kind_name = kind ? kind->name : NULL;
    section->is_monthly =
        read_word(builder, find_entry(source, "per"), periods, kind && kind->is_monthly) == 1;
    section->is_enabled = read_word(builder, find_entry(source, "enabled"), switches, 1) == 1;
    if (kind)
        read_kind_lines(builder, source, kind);
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        if (!entry->text || strchr(entry->key, '.') || is_stage_key(entry->key) ||
            is_kind_line(kind, entry->key))
            continue;
        build_check_name(builder, entry->key, entry->place);
        add_line(builder, entry->key, entry, NULL);
    }
    if (!builder->out_of_memory)
        build_attributes(builder, index, source);
}

/* The unit TEXT of a figure, as formulas are checked with it. */
static struct unit read_unit(const struct model *model, const char *text)
{
    struct unit unit = UNIT_NONE;
    if (strcmp(text, "1") != 0)
        unit_parse(model->units, text, strlen(text), &unit, NULL);
    return unit;
}

void build_builtins(struct builder *builder)
{
    struct model *model = builder->model;
    const struct figure *figure;
    model->builtins = model->n_lines;
    for (uint32_t i = 0; (figure = figure_at(i)); i++) {
        bool is_first = i == 0 || figure->section != figure_at(i - 1)->section;
        if (is_first && !build_add_section(builder, figure->section, figure_section(figure)))
            return;
        if (!build_add_line(builder, figure->name, NULL))
            return;
        uint32_t index = model->n_lines - 1;
        char dated[64];
        int length = (int)calendar_period(&model->calendar)->months;
        snprintf(dated, sizeof dated, "mod(%d * month + %d, 12) + 1", length,
                 model->calendar.start_month + 11 - length);
        bool is_dated =
            model->calendar.start_year > 0 && strcmp(figure->name, FIGURE_CALENDAR_MONTH) == 0;
        if (figure->formula)
            build_line_text(builder, index, is_dated ? dated : figure->formula, false);
        struct line *line = &model->lines[index];
        bool is_figure = figure->formula && figure->section != SECTION_BUILTIN;
        line->kind = is_figure ? LINE_FORMULA : LINE_BUILTIN;
        line->value = figure->constant;
        line->is_series = figure->is_series;
        line->is_used = figure->section != SECTION_BUILTIN;
        if (!figure->is_unchecked)
            line->unit = read_unit(model, figure->unit);
    }
}
