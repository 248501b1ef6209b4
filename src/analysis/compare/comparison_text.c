/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Rows that are texts: formulas, units, kinds, switches, settings, attributes. */
#include <string.h>

#include "core/text/text.h"

#include "comparer.h"

/* Whether a blank between these bytes parts two words. */
static bool parts_words(char before, char after)
{
    return (text_is_name_part((unsigned char)before) || (before & 0x80)) &&
           (text_is_name_part((unsigned char)after) || (after & 0x80));
}

/* Whether two formulas are the same but for blanks. */
static bool is_same_formula(const char *a, const char *b)
{
    char before = ' ';
    if (strcmp(a, b) == 0)
        return true;
    for (;;) {
        bool has_blank_a = text_is_blank(*a), has_blank_b = text_is_blank(*b);
        a += strspn(a, " \t");
        b += strspn(b, " \t");
        if (*a != *b || (has_blank_a != has_blank_b && parts_words(before, *a)))
            return false;
        if (*a == '\0')
            return true;
        before = *a;
        a++;
        b++;
    }
}

/* Whether CELLS differ as texts: where one is not there, or what they say is not the same. */
static bool differ(const struct comparer *comparer, const struct comparison_cell *cells,
                   bool (*is_same)(const char *, const char *))
{
    for (size_t t = 0; t < comparer->n; t++)
        if (cells[t].is_there != cells[0].is_there ||
            (cells[t].is_there && !is_same(cells[t].text, cells[0].text)))
            return true;
    return false;
}

static bool is_same_text(const char *a, const char *b)
{
    return strcmp(a, b) == 0;
}

/* Whether CELLS, all parameters, have the same value in other units. */
static bool differ_by_unit(const struct comparer *comparer, const struct comparison_cell *cells)
{
    bool differs = false;
    for (size_t t = 0; t < comparer->n; t++) {
        if (!cells[t].is_there || cells[t].value != cells[0].value)
            return false;
        differs |= strcmp(cells[t].line->unit_text, cells[0].line->unit_text) != 0;
    }
    return differs;
}

/* Whether lists A and B say the same but for the values of their numbers, which have rows of their
 * own. */
static bool is_same_but_numbers(const struct line *a, const struct line *b)
{
    const char *from_a = a->text, *from_b = b->text;
    if (a->n_numbers != b->n_numbers)
        return false;
    for (uint32_t i = 1; i <= a->n_numbers; i++) {
        size_t n = (size_t)(a->text + a[i].slice.at - from_a);
        if (n != (size_t)(b->text + b[i].slice.at - from_b) || memcmp(from_a, from_b, n) != 0 ||
            strcmp(a[i].unit_text, b[i].unit_text) != 0)
            return false;
        from_a += n + a[i].slice.length;
        from_b += n + b[i].slice.length;
    }
    return strcmp(from_a, from_b) == 0;
}

static bool are_told_by_numbers(const struct comparer *comparer,
                                const struct comparison_cell *cells)
{
    for (size_t t = 0; t < comparer->n; t++)
        if (!cells[t].is_there || cells[t].line->n_numbers == 0 ||
            !is_same_but_numbers(cells[t].line, cells[0].line))
            return false;
    return true;
}

static void compare_line(struct comparer *comparer, size_t s, uint32_t i)
{
    const struct model *model = comparer->scenarios[s]->model;
    const struct section *section = model_section_of(model, i);
    if (!comparer_is_written(section))
        return;
    struct comparison_cell *cells = comparer_begin(comparer);
    if (!cells || !comparer_find_line(comparer, s, i, cells))
        return;
    bool is_text = section->kind > SECTION_METRICS || !comparer_are_parameters(comparer, cells);
    if (are_told_by_numbers(comparer, cells))
        return;
    if (is_text
            ? !comparer_are_from_kinds(comparer, cells) && differ(comparer, cells, is_same_formula)
            : differ_by_unit(comparer, cells))
        comparer_add(comparer, COMPARISON_TEXT, section->name, model->lines[i].name, true);
}

/* Settings that mean something where they are left out. */
static const char *per_of(const struct scenario *scenario, uint32_t section)
{
    return scenario->model->sections[section].is_monthly
               ? calendar_period(&scenario->model->calendar)->name
               : "total";
}

static const char *enabled_of(const struct scenario *scenario, uint32_t section)
{
    return scenario->model->sections[section].is_enabled ? "yes" : "no";
}

static const char *currency_of(const struct scenario *scenario, uint32_t section)
{
    (void)section;
    return scenario->model->currency;
}

static const struct setting {
    const char *key;
    enum section_kind kind; /* of the sections that have it */
    const char *(*text_of)(const struct scenario *scenario, uint32_t section);
} settings[] = {
    {"currency", SECTION_SCENARIO, currency_of},
    {"enabled", SECTION_STAGE, enabled_of},
    {"per", SECTION_STAGE, per_of},
};

enum { N_SETTINGS = sizeof settings / sizeof *settings };

/* SETTING of section I of scenario S, among the scenarios that have the section. */
static void compare_setting(struct comparer *comparer, size_t s, uint32_t i,
                            const struct setting *setting)
{
    const struct model *model = comparer->scenarios[s]->model;
    struct comparison_cell *cells = comparer_begin(comparer);
    const char *first = NULL;
    bool differs = false;
    if (!cells || model->sections[i].kind != setting->kind)
        return;
    for (size_t t = 0; t < comparer->n; t++) {
        const struct scenario *other = comparer->scenarios[t];
        uint32_t section = t == s ? i : model_section_in(model, i, other->model);
        if (section == NAMES_NONE)
            continue;
        if (t < s)
            return;
        cells[t].is_there = true;
        cells[t].text = setting->text_of(other, section);
        differs |= first && strcmp(first, cells[t].text) != 0;
        first = cells[t].text;
    }
    if (differs)
        comparer_add(comparer, COMPARISON_TEXT, model->sections[i].name, setting->key, true);
}

/* A section of a scenario's text, whose entries are gone through beside the model's lines, which
 * stand in the same order but for those that a kind brings. */
struct entries {
    const struct model *model;
    const struct source_section *source;
    uint32_t section; /* NAMES_NONE: the model has none */
    uint32_t line;    /* the next one */
};

/* Whether the entry KEY is compared as something else than a text: a line, or a setting. */
static bool is_compared_elsewhere(struct entries *entries, const char *key)
{
    const struct model *model = entries->model;
    if (entries->section == NAMES_NONE)
        return false;
    const struct section *section = &model->sections[entries->section];
    if (entries->line < section->first_line + section->n_lines &&
        strcmp(model->lines[entries->line].name, key) == 0) {
        entries->line++;
        return true;
    }
    if (section->kind == SECTION_SCENARIO && strcmp(key, "extends") == 0)
        return true;
    for (size_t i = 0; i < N_SETTINGS; i++)
        if (section->kind == settings[i].kind && strcmp(key, settings[i].key) == 0)
            return true;
    uint32_t line = model_find_in(model, section->name, key);
    if (line != NAMES_NONE)
        entries->line = line + 1;
    return line != NAMES_NONE;
}

/* The entry KEY of SECTION as text. False where one before S has it. */
static bool find_entry(const struct comparer *comparer, size_t s, const char *section,
                       const char *key, struct comparison_cell *cells)
{
    for (size_t t = 0; t < comparer->n; t++) {
        cells[t].text = source_text(comparer->scenarios[t]->source, section, key);
        cells[t].is_there = cells[t].text;
        if (cells[t].is_there && t < s)
            return false;
    }
    return true;
}

static void compare_entries(struct comparer *comparer, size_t s, struct entries *entries)
{
    const struct source_section *section = entries->source;
    for (size_t i = 0; i < section->n_entries; i++) {
        const struct source_entry *entry = &section->entries[i];
        if (!entry->text || is_compared_elsewhere(entries, entry->key))
            continue;
        struct comparison_cell *cells = comparer_begin(comparer);
        if (cells && find_entry(comparer, s, section->name, entry->key, cells) &&
            differ(comparer, cells, is_same_text))
            comparer_add(comparer, COMPARISON_TEXT, section->name, entry->key, true);
    }
}

static void compare_sections(struct comparer *comparer, size_t s)
{
    const struct source *source = comparer->scenarios[s]->source;
    struct entries entries = {.model = comparer->scenarios[s]->model};
    for (size_t i = 0; i < source->n_sections; i++) {
        entries.source = &source->sections[i];
        entries.section = model_find_section(entries.model, entries.source->name);
        if (entries.section != NAMES_NONE)
            entries.line = entries.model->sections[entries.section].first_line;
        compare_entries(comparer, s, &entries);
    }
}

void comparer_add_texts(struct comparer *comparer)
{
    for (size_t s = 0; s < comparer->n; s++) {
        const struct model *model = comparer->scenarios[s]->model;
        for (uint32_t i = 0; i < model->n_sections; i++)
            for (size_t k = 0; k < N_SETTINGS; k++)
                compare_setting(comparer, s, i, &settings[k]);
        compare_sections(comparer, s);
        for (uint32_t i = 0; i < model->n_lines; i++)
            compare_line(comparer, s, i);
    }
}
