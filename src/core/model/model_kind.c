/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a model: kinds of the scenario's own, [kind.NAME]. A number or a list in one is a
 * parameter that all of its stages share; a formula is one in each of them.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/list.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/text.h"

#include "model_build.h"

enum { MOST_KINDS = 64 /* on top of one another */ };

static const char prefix[] = "kind.";

/* TEMPLATE is known from now on; NULL means that memory ran out. */
static struct template *add_template(struct builder *builder, struct template *template)
{
    if (!template || !grow(&builder->templates, builder->n_templates, &builder->templates_capacity,
                           sizeof *builder->templates)) {
        builder->out_of_memory = true;
        template_free(template);
        return NULL;
    }
    return builder->templates[builder->n_templates++] = template;
}

/* The kind called NAME (N bytes) that is known already, or NULL. */
static struct template *find_template(const struct builder *builder, const char *name, size_t n)
{
    for (size_t i = 0; i < builder->n_templates; i++)
        if (text_equals(name, n, builder->templates[i]->name))
            return builder->templates[i];
    return NULL;
}

/* The nearest name of a kind to WORD, or NULL. */
static const char *nearest_kind(const struct builder *builder, const char *word)
{
    const char *nearest = NULL;
    int edits = TEXT_FAR;
    const struct kind *kind;
    for (size_t i = 0; (kind = kind_at(i)); i++)
        if (text_is_nearer(word, kind->name, &edits))
            nearest = kind->name;
    for (size_t i = 0; i < builder->source->n_sections; i++) {
        const char *name = builder->source->sections[i].name;
        if (strncmp(name, prefix, sizeof prefix - 1) == 0 &&
            text_is_nearer(word, name + sizeof prefix - 1, &edits))
            nearest = name + sizeof prefix - 1;
    }
    return nearest;
}

static void fail_unknown(struct builder *builder, const struct source_entry *entry)
{
    const char *nearest = nearest_kind(builder, entry->text);
    if (nearest)
        build_error(builder, build_entry_place(entry), _("unknown kind '%s'; did you mean '%s'?"),
                    entry->text, nearest);
    else
        build_error(builder, build_entry_place(entry),
                    _("unknown kind '%s'; 'proforma kinds' lists them"), entry->text);
}

/* The section of the kind called NAME, or NULL. */
static const struct source_section *find_source(const struct builder *builder, const char *name)
{
    char full[MODEL_NAME_SIZE];
    size_t n = strlen(name);
    if (n + sizeof prefix > sizeof full)
        return NULL;
    memcpy(full, prefix, sizeof prefix - 1);
    memcpy(full + sizeof prefix - 1, name, n + 1);
    return source_find_section(builder->source, full);
}

struct template *build_find_kind(struct builder *builder, const struct source_entry *entry)
{
    if (!entry)
        return NULL;
    const char *name = entry->text;
    struct template *template = find_template(builder, name, strlen(name));
    const struct kind *kind = template ? template->kind : kind_find(name, strlen(name));
    const struct calendar *calendar = &builder->model->calendar;
    if (!template && kind)
        template = add_template(builder, template_of_kind(kind));
    if (!template && !builder->out_of_memory)
        fail_unknown(builder, entry);
    if (template && template->is_by_month && calendar->unit != CALENDAR_MONTH) {
        build_error(builder, build_entry_place(entry),
                    _("'%s' speaks of months and is no kind for a plan whose period is a %s"),
                    template->name, calendar_period(calendar)->name);
        return NULL;
    }
    return template;
}

/* `?`, and the unit that is meant where none is written. */
static void share_open(struct builder *builder, struct template *template,
                       const struct source_entry *entry)
{
    struct template_entry open = {.key = entry->key, .entry = entry, .line = NAMES_NONE};
    const char *unit = entry->text + 1 + strspn(entry->text + 1, " \t");
    bool is_share = strcmp(unit, "%") == 0;
    struct unit ignored;
    struct error err;
    if (*unit && !is_share && strcmp(unit, "1") != 0 &&
        unit_parse(builder->model->units, unit, strlen(unit), &ignored, &err) != STATUS_OK) {
        build_fault(
            builder,
            source_entry_place(entry, (size_t)(unit - entry->text) + err.offset, err.length), &err);
        return;
    }
    open.unit = is_share ? "1" : *unit ? build_text(builder, unit) : NULL;
    bool is_put = template_put(template, open);
    static const struct {
        const char *attribute, *text;
    } bounds[] = {{".min", "0 %"}, {".max", "100 %"}};
    for (size_t i = 0; i < 2 && is_share && is_put; i++) {
        char key[MODEL_NAME_SIZE];
        snprintf(key, sizeof key, "%.120s%s", entry->key, bounds[i].attribute);
        struct template_entry bound = {
            .key = build_text(builder, key), .text = bounds[i].text, .line = NAMES_NONE};
        is_put = bound.key && template_put(template, bound);
    }
    builder->out_of_memory |= !is_put;
}

/* Whether TEXT is a number or a list, right or faulty: what can be shared. */
static bool is_value(const struct builder *builder, const char *text)
{
    struct value value = {.kind = VALUE_NUMBER};
    struct list list = {0};
    size_t n = strlen(text);
    bool is_list = list_parse(text, n, &list, NULL) != STATUS_NOT_FOUND;
    list_fini(&list);
    struct calendar calendar = builder->model->calendar;
    return is_list || value_parse(&calendar, text, n, &value, NULL) != STATUS_OK ||
           value.kind == VALUE_NUMBER;
}

void build_share(struct builder *builder, struct template *template,
                 const struct source_entry *entry, bool is_kind)
{
    struct model *model = builder->model;
    struct template_entry own = {
        .key = entry->key, .text = entry->text, .entry = entry, .line = NAMES_NONE};
    const struct template_entry *before = template_find(template, entry->key, strlen(entry->key));
    if (is_kind && entry->text[0] == '?') {
        share_open(builder, template, entry);
        return;
    }
    if (before) {
        own.unit = before->unit;
        own.label = before->label;
    }
    if (!strchr(entry->key, '.') && is_value(builder, entry->text)) {
        struct line *line = build_add_line(builder, entry->key, entry);
        if (!line)
            return;
        own.line = model->n_lines - 1;
        line->is_checked = model_is_limit_key(model, entry->key, strlen(entry->key), "first_") ||
                           model_is_limit_key(model, entry->key, strlen(entry->key), "last_");
        line->note = own.label ? _(own.label) : NULL;
        build_line_text(builder, own.line, entry->text, false);
        build_default_unit(builder, own.line, &own);
        line = &model->lines[own.line];
        if (*line->unit_text) /* what takes its place is counted in the same */
            own.unit = line->unit_text;
    }
    builder->out_of_memory |= !template_put(template, own);
}

/* The kind that SOURCE stands on; false if it stands on itself, or there is none. */
static bool find_parent(struct builder *builder, const struct source_section *source,
                        struct template **out)
{
    const struct source_entry *entry = build_entry(source, "kind");
    *out = NULL;
    if (!entry)
        return true;
    const struct source_section *parent = find_source(builder, entry->text);
    if (parent && builder->n_being_read > MOST_KINDS) {
        build_error(builder, build_entry_place(entry),
                    _("more than %d kinds stand on top of one another"), MOST_KINDS);
        return false;
    }
    if (parent && !kind_find(entry->text, strlen(entry->text)))
        build_kind(builder, parent);
    struct template *template = build_find_kind(builder, entry);
    if (template && template->is_being_read) {
        build_error(builder, build_entry_place(entry), _("the kind '%s' would stand on itself"),
                    source->name + sizeof prefix - 1);
        return false;
    }
    if (template && template->depth >= MOST_KINDS) {
        build_error(builder, build_entry_place(entry),
                    _("more than %d kinds stand on top of one another"), MOST_KINDS);
        return false;
    }
    *out = template;
    return template;
}

void build_kind(struct builder *builder, const struct source_section *source)
{
    const char *name = source->name + sizeof prefix - 1;
    if (find_template(builder, name, strlen(name)))
        return;
    if (kind_find(name, strlen(name))) {
        build_error(builder, source->place, _("'%s' is a built-in kind; give yours another name"),
                    name);
        return;
    }
    struct template *template = add_template(builder, template_new(name, NULL)), *parent;
    if (!template)
        return;
    size_t index = builder->n_templates - 1;
    template->is_being_read = true;
    builder->n_being_read++;
    bool is_sound = find_parent(builder, source, &parent);
    builder->n_being_read--;
    if (is_sound && parent) { /* in its place, a copy of what it stands on */
        template = template_new(name, parent);
        builder->out_of_memory |= !template;
        if (!template)
            return;
        template_free(builder->templates[index]);
        builder->templates[index] = template;
    }
    template->is_being_read = false;
    if (builder->out_of_memory || !build_add_section(builder, SECTION_KIND, source->name))
        return;
    uint32_t section = builder->model->n_sections - 1;
    builder->model->sections[section].place = source->place;
    build_titles(builder, source);
    template->is_monthly = build_per(builder, build_entry(source, "per"), template->is_monthly);
    builder->model->sections[section].is_monthly = template->is_monthly;
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        if (!entry->text || build_is_stage_key(entry->key))
            continue;
        if (!strchr(entry->key, '.'))
            build_check_name(builder, entry->key, entry->place);
        build_share(builder, template, entry, true);
    }
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        const char *dot = strchr(entry->key, '.');
        size_t n = dot ? (size_t)(dot - entry->key) : 0;
        if (!dot || !entry->text)
            continue;
        if (model_find_line(builder->model, source->name, entry->key, n) != NAMES_NONE)
            build_attribute(builder, section, entry, 0);
        else if (!template_find(template, entry->key, n))
            build_error(builder, entry->place, _("unknown name '%.*s'"), (int)n, entry->key);
    }
}
