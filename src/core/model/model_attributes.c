/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: the attributes of lines. */
#include <assert.h>
#include <string.h>

#include "core/language/dist.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"

#include "model_build.h"

/* Attributes, one row each: where the text or the number goes in struct line. */
enum attribute_kind { ATTRIBUTE_TEXT, ATTRIBUTE_NUMBER, ATTRIBUTE_UNIT, ATTRIBUTE_DIST };

static const struct attribute {
    const char *name;
    enum attribute_kind kind;
    size_t offset;
} attributes[] = {
    {"label", ATTRIBUTE_TEXT, offsetof(struct line, label)},
    {"note", ATTRIBUTE_TEXT, offsetof(struct line, note)},
    {"source", ATTRIBUTE_TEXT, offsetof(struct line, source)},
    {"min", ATTRIBUTE_NUMBER, offsetof(struct line, min)},
    {"max", ATTRIBUTE_NUMBER, offsetof(struct line, max)},
    {"step", ATTRIBUTE_NUMBER, offsetof(struct line, step)},
    {"unit", ATTRIBUTE_UNIT, 0},
    {"dist", ATTRIBUTE_DIST, offsetof(struct line, dist_text)},
};

static void read_dist(struct builder *builder, struct line *line, const struct source_entry *entry)
{
    struct dist dist;
    struct error err;
    bool is_shape;
    uint32_t index = (uint32_t)(line - builder->model->lines);
    enum status status =
        dist_evaluate(&builder->model->calendar, entry->text, line->value, &dist, &is_shape, &err);
    bool is_loaded = !source_entry_is_edited(entry) && builder->entries[index] &&
                     !source_entry_is_edited(builder->entries[index]);
    /* numbers upside down after an edit are a warning of the present values, not a fault */
    if (status != STATUS_OK && (!is_shape || is_loaded))
        build_fault(builder, source_entry_place(entry, err.offset, err.length), &err);
}

/* Warn if VALUE, an attribute of LINE, has another unit, or no % where the line has one. */
static void check_number(struct builder *builder, const struct line *line,
                         const struct source_entry *entry, const struct value *value)
{
    struct unit unit;
    char number[NUMBER_TEXT_SIZE], percent[NUMBER_TEXT_SIZE];
    struct place place = build_entry_place(entry);
    if (value->unit_length > 0 && unit_parse(builder->model->units, entry->text + value->unit_at,
                                             value->unit_length, &unit, NULL) == STATUS_OK)
        build_compare_at(builder, place, entry->key, unit, line->unit, false);
    if (!line->number.percent || value->number.percent || value->unit_length > 0 ||
        fabs(value->number.value) <= 1)
        return;
    number_format(number, value->number.value);
    number_format(percent, 100 * value->number.value);
    build_warning(builder, place, _("%s is %s %%; for %s %%, write %s %%"), entry->key, percent,
                  number, number);
}

/* VALUE becomes the min, max or step of LINE. ENTRY without a key is a kind's. */
static void set_number(const struct attribute *attribute, struct line *line,
                       const struct source_entry *entry, const struct value *value)
{
    *(double *)(void *)((char *)line + attribute->offset) = value->number.value;
    if (attribute->offset == offsetof(struct line, min)) {
        line->min_is_limit = !entry->key;
    } else if (attribute->offset == offsetof(struct line, max)) {
        line->max_is_limit = !entry->key;
        line->max_is_percent = value->number.percent;
    }
}

static void read_number(struct builder *builder, const struct attribute *attribute,
                        struct line *line, const struct source_entry *entry)
{
    struct value value = {.kind = VALUE_FORMULA};
    struct error err;
    if (value_parse(&builder->model->calendar, entry->text, strlen(entry->text), &value, &err) !=
        STATUS_OK)
        build_fault(builder, source_entry_place(entry, err.offset, err.length), &err);
    else if (value.kind != VALUE_NUMBER)
        build_error(builder, build_entry_place(entry), _("'%s' has to be a plain number"),
                    entry->key);
    else if (attribute->offset == offsetof(struct line, step) && !(value.number.value > 0))
        build_error(builder, build_entry_place(entry), _("a step has to be above 0"));
    else
        set_number(attribute, line, entry, &value);
    if (entry->key && value.kind == VALUE_NUMBER)
        check_number(builder, line, entry, &value);
}

/* What is written at a number says its unit; the attribute has to agree. */
static void read_unit(struct builder *builder, struct line *line, const struct source_entry *entry,
                      const char *text)
{
    struct unit unit;
    struct error err;
    uint32_t index = (uint32_t)(line - builder->model->lines);
    if (unit_parse(builder->model->units, text, strlen(text), &unit, &err) != STATUS_OK) {
        build_fault(builder, source_entry_place(entry, err.offset, err.length), &err);
    } else if (line->kind == LINE_PARAMETER && *line->unit_text) {
        build_compare_unit(builder, index, line->unit, unit,
                           model_section_of(builder->model, index)->is_monthly);
    } else {
        line->unit = unit;
        line->unit_text = text;
    }
}

static void read_attribute(struct builder *builder, const struct attribute *attribute,
                           struct line *line, const struct source_entry *entry)
{
    bool is_parameter = line->kind == LINE_PARAMETER;
    char *text = build_text(builder, entry->text);
    switch (attribute->kind) {
    case ATTRIBUTE_TEXT:
        if (text && *text)
            *(const char **)(void *)((char *)line + attribute->offset) = text;
        break;
    case ATTRIBUTE_NUMBER: /* a formula in a parameter's place has no range */
        if (is_parameter)
            read_number(builder, attribute, line, entry);
        break;
    case ATTRIBUTE_DIST:
        if (is_parameter) {
            line->dist_text = text;
            read_dist(builder, line, entry);
        }
        break;
    case ATTRIBUTE_UNIT:
        if (text)
            read_unit(builder, line, entry, text);
        break;
    }
}

static const struct attribute *find_attribute(const char *name)
{
    for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++)
        if (strcmp(attributes[i].name, name) == 0)
            return &attributes[i];
    return NULL;
}

/* ATTRIBUTE of LINE; of a list it is each number's, too, but for what it is called. */
static void read_attributes(struct builder *builder, const struct attribute *attribute,
                            uint32_t line, const struct source_entry *entry)
{
    struct line *lines = builder->model->lines;
    bool is_name = strcmp(attribute->name, "label") == 0;
    read_attribute(builder, attribute, &lines[line], entry);
    for (uint32_t i = 1; i <= lines[line].n_numbers && !is_name; i++)
        read_attribute(builder, attribute, &lines[line + i], entry);
}

void build_kind_attribute(struct builder *builder, uint32_t section,
                          const struct template_entry *entry)
{
    const struct model *model = builder->model;
    const char *dot = strchr(entry->key, '.');
    assert(dot);
    uint32_t line = model_find_line(model, model->sections[section].name, entry->key,
                                    (size_t)(dot - entry->key));
    const struct attribute *attribute = find_attribute(dot + 1);
    if (line == NAMES_NONE || !attribute || model->lines[line].section != section)
        return; /* shared: then it was read where that is written */
    /* a number in a formula's place says its own unit; how sure it is, too */
    bool is_bare = model->lines[line].kind == LINE_FORMULA ||
                   (entry->entry && *model->lines[line].unit_text == '\0');
    if (attribute->kind == ATTRIBUTE_DIST || (attribute->kind == ATTRIBUTE_UNIT && !is_bare))
        return;
    const struct source_entry text = {.text = build_text(builder, entry->text)};
    if (text.text)
        read_attributes(builder, attribute, line, &text);
}

static void fail_unknown_line(struct builder *builder, const struct section *section,
                              const struct source_entry *entry, size_t from, size_t n)
{
    const char *key = entry->key + from;
    if (build_is_number_of_fault(builder->model, section->name, key, n))
        return;
    const char *nearest =
        build_is_full(builder) ? NULL : build_nearest(builder->model, section->name, key, n);
    if (nearest)
        build_error(builder, entry->place, _("unknown name '%.*s'; did you mean '%s'?"), (int)n,
                    key, nearest);
    else
        build_error(builder, entry->place, _("unknown name '%.*s'"), (int)n, key);
}

void build_attribute(struct builder *builder, uint32_t section, const struct source_entry *entry,
                     size_t from)
{
    const struct model *model = builder->model;
    const char *key = entry->key + from, *dot = strchr(key, '.');
    size_t n = dot ? (size_t)(dot - key) : strlen(key);
    uint32_t line = model_find_line(model, model->sections[section].name, key, n);
    const struct attribute *attribute = dot ? find_attribute(dot + 1) : NULL;
    bool is_missing = line == model->budget && model->lines[line].section != section;
    if (line == NAMES_NONE || is_missing) /* in whose place budget stands: see build_kind_line */
        fail_unknown_line(builder, &model->sections[section], entry, from, n);
    else if (!attribute)
        build_error(builder, entry->place,
                    _("unknown attribute '%s'; there are label, note, source, min, max, step, "
                      "unit and dist"),
                    dot ? dot + 1 : key);
    else if (model->lines[line].section != section)
        build_error(builder, entry->place, _("'%s' needs a value of its own, '%.*s'"), entry->key,
                    (int)(from + n), entry->key);
    else
        read_attributes(builder, attribute, line, entry);
}

/* The attributes of lines, or those of numbers of lists, which come after what holds for all of
 * them. */
static void read_section(struct builder *builder, uint32_t section,
                         const struct source_section *source, bool of_numbers)
{
    for (size_t i = 0; i < source->n_entries; i++) {
        const struct source_entry *entry = &source->entries[i];
        const char *dot = strchr(entry->key, '.');
        bool is_number = dot && dot > entry->key && dot[-1] == ']';
        if (dot && entry->text && is_number == of_numbers)
            build_attribute(builder, section, entry, 0);
    }
}

void build_attributes(struct builder *builder, uint32_t section,
                      const struct source_section *source)
{
    read_section(builder, section, source, false);
    read_section(builder, section, source, true);
}
