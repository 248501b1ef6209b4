/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The list of fields: its rows, focus, folding and scrolling. Draws nothing, edits nothing. */
#include "app/fields/fields.h"

#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/grow.h"
#include "core/text/text.h"

enum {
    MAX_LABEL = 28,
    MAX_NUMBER = 14,
    MIN_NUMBER = 6,
    MIN_RESULT = 10, /* columns for what formulas come to */
    MAX_UNIT = 20,
    WIDE_EXTRAS = 26, /* columns for the range and the baseline value */
};

void fields_fini(struct fields *fields)
{
    for (size_t i = 0; i < fields->n_folded; i++)
        free(fields->folded[i]);
    free(fields->folded);
    free(fields->rows);
    *fields = (struct fields){0};
}

/* TEXT (N bytes) into OUT, cut at SIZE. */
static void copy_text(char *out, size_t size, const char *text, size_t n)
{
    n = lesser_size(n, size - 1);
    memcpy(out, text, n);
    out[n] = '\0';
}

void fields_name(const struct model *model, const struct field *row, struct field_name *out)
{
    const char *section = model->sections[row->section].name;
    const char *key = row->line == NAMES_NONE ? "" : model->lines[row->line].name;
    copy_text(out->section, sizeof out->section, section, strlen(section));
    copy_text(out->key, sizeof out->key, key, strlen(key));
}

const struct field *fields_focused(const struct fields *fields)
{
    return fields->focus < fields->n ? &fields->rows[fields->focus] : NULL;
}

size_t fields_find(const struct fields *fields, const struct model *model,
                   const struct field_name *name)
{
    for (size_t i = 0; i < fields->n; i++) {
        const struct field *row = &fields->rows[i];
        const char *key = row->line == NAMES_NONE ? "" : model->lines[row->line].name;
        if (strcmp(key, name->key) == 0 &&
            strcmp(model->sections[row->section].name, name->section) == 0)
            return i;
    }
    return SIZE_MAX;
}

static size_t folded_at(const struct fields *fields, const char *section)
{
    for (size_t i = 0; i < fields->n_folded; i++)
        if (strcmp(fields->folded[i], section) == 0)
            return i;
    return SIZE_MAX;
}

/* Whether SECTION is folded as long as nothing is said of it. */
static bool begins_folded(const struct model *model, const char *section)
{
    uint32_t s = model_find_section(model, section);
    return s != NAMES_NONE && model->sections[s].rows != NAMES_NONE;
}

bool fields_is_folded(const struct fields *fields, const struct model *model, const char *section)
{
    return (folded_at(fields, section) != SIZE_MAX) != begins_folded(model, section);
}

static enum status list_name(struct fields *fields, const char *section, bool folded)
{
    size_t at = folded_at(fields, section);
    if ((at != SIZE_MAX) == folded)
        return STATUS_OK;
    if (!folded) {
        free(fields->folded[at]);
        fields->folded[at] = fields->folded[--fields->n_folded];
        return STATUS_OK;
    }
    if (!grow(&fields->folded, fields->n_folded, &fields->folded_capacity, sizeof *fields->folded))
        return STATUS_NO_MEMORY;
    char *name = strdup(section);
    if (!name)
        return STATUS_NO_MEMORY;
    fields->folded[fields->n_folded++] = name;
    return STATUS_OK;
}

enum status fields_fold(struct fields *fields, const struct model *model, const char *section,
                        bool folded)
{
    return list_name(fields, section, folded != begins_folded(model, section));
}

bool fields_is_open(const struct fields *fields, const struct model *model, uint32_t line)
{
    char name[MODEL_NAME_SIZE];
    model_line_name(model, line, name, sizeof name);
    return folded_at(fields, name) != SIZE_MAX;
}

enum status fields_open(struct fields *fields, const struct model *model, uint32_t line,
                        bool is_open)
{
    char name[MODEL_NAME_SIZE];
    model_line_name(model, line, name, sizeof name);
    return list_name(fields, name, is_open);
}

/* Whether LINE has a row in an unfolded section. */
static bool is_shown(const struct fields *fields, const struct model *model,
                     const struct model *saved, uint32_t line)
{
    const struct line *it = &model->lines[line];
    if (model_is_builtin(model, line))
        return false;
    enum section_kind kind = model_section_of(model, line)->kind;
    if (it->list != NAMES_NONE)
        return fields_is_open(fields, model, it->list);
    if (fields->shows_formulas || it->n_numbers > 0)
        return true;
    if (kind == SECTION_TARGETS || kind == SECTION_CLAIMS)
        return false;
    if (it->kind == LINE_PARAMETER)
        return true;
    uint32_t before = model_line_in(model, line, saved);
    return before != NAMES_NONE && saved->lines[before].kind == LINE_PARAMETER;
}

static bool is_group(enum section_kind kind)
{
    return kind != SECTION_TOTAL && kind != SECTION_CASH;
}

static void widen(int *columns, const char *text, int most)
{
    int width = text_width(text, strlen(text));
    if (width > *columns)
        *columns = lesser(width, most);
}

static void measure(struct fields *fields, const struct line *line)
{
    char number[NUMBER_TEXT_SIZE];
    char unit[UNIT_TEXT_SIZE];
    widen(&fields->label_columns, line->list == NAMES_NONE ? model_label(line) : "[12] 2026-01",
          MAX_LABEL);
    if (line->kind != LINE_PARAMETER)
        return;
    field_split(line, number, sizeof number, unit, sizeof unit);
    widen(&fields->number_columns, number, MAX_NUMBER);
    widen(&fields->unit_columns, unit, MAX_UNIT);
}

static void add_section(struct fields *fields, const struct model *model, const struct model *saved,
                        uint32_t section)
{
    const struct section *it = &model->sections[section];
    size_t heading = fields->n++;
    bool is_folded = fields_is_folded(fields, model, it->name);
    bool has_rows = it->kind == SECTION_STAGE;
    fields->rows[heading] = (struct field){.section = section, .line = NAMES_NONE};
    for (uint32_t i = 0; i < it->n_lines; i++) {
        uint32_t line = it->first_line + i;
        if (!is_shown(fields, model, saved, line))
            continue;
        has_rows = true;
        measure(fields, &model->lines[line]);
        if (!is_folded)
            fields->rows[fields->n++] = (struct field){.section = section, .line = line};
    }
    if (!has_rows)
        fields->n = heading;
}

enum status fields_build(struct fields *fields, const struct model *model,
                         const struct model *saved, const struct field_name *place)
{
    size_t most = (size_t)model->n_sections + model->n_lines;
    fields->n = 0;
    if (!grow_by(&fields->rows, 0, most, &fields->capacity, sizeof *fields->rows))
        return STATUS_NO_MEMORY;
    fields->label_columns = 8;
    fields->number_columns = fields->shows_formulas ? MIN_RESULT : MIN_NUMBER;
    fields->unit_columns = 0;
    for (uint32_t i = 0; i < model->n_sections; i++)
        if (is_group(model->sections[i].kind))
            add_section(fields, model, saved, i);
    size_t at = place ? fields_find(fields, model, place) : SIZE_MAX;
    if (at != SIZE_MAX)
        fields->focus = at;
    else if (fields->focus >= fields->n)
        fields->focus = fields->n == 0 ? 0 : fields->n - 1;
    return STATUS_OK;
}

void fields_focus_first(struct fields *fields)
{
    fields->focus = 0;
    fields->top = 0;
    while (fields->focus + 1 < fields->n && fields->rows[fields->focus].line == NAMES_NONE)
        fields->focus++;
}

size_t fields_heading(const struct fields *fields, size_t row)
{
    while (row > 0 && fields->rows[row].line != NAMES_NONE)
        row--;
    return row;
}

static void clamp_top(struct fields *fields, int rows)
{
    fields->top = bounded(fields->top, 0, greater((int)fields->n - rows, 0));
}

void fields_reveal(struct fields *fields, int rows)
{
    int focus = (int)fields->focus;
    int context = rows >= 5 ? 1 : 0;
    fields->top = lesser(fields->top, focus - context);
    if (focus + context >= fields->top + rows)
        fields->top = focus + context - rows + 1;
    clamp_top(fields, rows);
}

void fields_scroll(struct fields *fields, int by, int rows)
{
    fields->top += by;
    clamp_top(fields, rows);
}

int fields_columns(const struct fields *fields, bool wide, bool effects)
{
    int columns = 2 + fields->label_columns + 1 + fields->number_columns;
    if (fields->unit_columns > 0)
        columns += 1 + fields->unit_columns;
    return columns + (wide ? WIDE_EXTRAS : 0) + (effects ? FIELDS_EFFECT_COLUMNS : 0);
}

void field_split(const struct line *line, char *number, size_t number_size, char *unit,
                 size_t unit_size)
{
    const char *unit_text = line->unit_text ? line->unit_text : "";
    if (!line->text) {
        char text[NUMBER_TEXT_SIZE];
        number_format(text, line->value);
        copy_text(number, number_size, text, strlen(text));
        copy_text(unit, unit_size, unit_text, strlen(unit_text));
        return;
    }
    size_t n = lesser_size(line->number.length, strlen(line->text));
    size_t used = 0;
    if (line->number.percent && n > 0) {
        n -= line->text[n - 1] == '%' || n < 3 ? 1 : 3; /* the full-width one takes three bytes */
        while (n > 0 && line->text[n - 1] == ' ')
            n--;
        copy_text(unit, unit_size, "% ", unit_text[0] == '\0' ? 1 : 2);
        used = strlen(unit);
    }
    copy_text(number, number_size, line->text, n);
    copy_text(unit + used, unit_size - used, unit_text, strlen(unit_text));
}

uint32_t field_baseline(const struct scenario *scenario, const struct scenario *baseline,
                        uint32_t line)
{
    return model_line_in(scenario->model, line, baseline->model);
}

bool field_is_changed(const struct scenario *scenario, const struct scenario *baseline,
                      uint32_t line)
{
    uint32_t before = field_baseline(scenario, baseline, line);
    if (before == NAMES_NONE)
        return true;
    const struct line *a = &scenario->model->lines[line];
    const struct line *b = &baseline->model->lines[before];
    if (a->kind == LINE_PARAMETER && b->kind == LINE_PARAMETER)
        return a->value != b->value || strcmp(a->unit_text, b->unit_text) != 0;
    return !text_is_same(a->text, b->text);
}
