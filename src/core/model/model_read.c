/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The first step of building a model: sections, lines and attributes from the scenario's text. */
#include <stdlib.h>
#include <string.h>

#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "model_build.h"

/* A plain section: every key without a dot is a line. */
static void read_lines(struct builder *builder, enum section_kind kind, const char *name)
{
    const struct source_section *source = source_find_section(builder->source, name);
    struct section *section = source ? build_add_section(builder, kind, name) : NULL;
    if (!section)
        return;
    section->place = source->place;
    uint32_t index = builder->model->n_sections - 1;
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        if (!entry->text || strchr(entry->key, '.'))
            continue;
        build_check_name(builder, entry->key, entry->place);
        if (build_add_line(builder, entry->key, entry))
            build_line_text(builder, builder->model->n_lines - 1, entry->text, false);
    }
    if (!builder->out_of_memory)
        build_attributes(builder, index, source);
}

static void read_tolerance(struct builder *builder, const struct source_entry *entry)
{
    struct value value;
    struct error err;
    if (value_parse(&builder->model->calendar, entry->text, strlen(entry->text), &value, &err) !=
        STATUS_OK)
        build_fault(builder, source_entry_place(entry, err.offset, err.length), &err);
    else if (value.kind != VALUE_NUMBER || !(value.number.value >= 0))
        build_error(builder, build_entry_place(entry),
                    _("'tolerance' has to be a number, 0 or more"));
    else
        builder->model->tolerance = value.number.value;
}

/* How many bytes of ENTRY's key are the claim's that it belongs to, as NAME.printed does; 0 where
 * it is a claim itself. */
static size_t printed_length(const struct source_section *section, const struct source_entry *entry)
{
    static const char ending[] = ".printed";
    size_t n = strlen(entry->key), length = sizeof ending - 1;
    if (n <= length || strcmp(entry->key + n - length, ending) != 0)
        return 0;
    n -= length;
    if (memchr(entry->key, '.', n)) /* no line's name has two points */
        return n;
    for (size_t i = 0; i < section->n_entries; i++)
        if (section->entries[i].text && text_equals(entry->key, n, section->entries[i].key))
            return n;
    return 0;
}

/* What its source printed for the claim of which ENTRY names N bytes: a formula of numbers. */
static void read_printed(struct builder *builder, size_t n, const struct source_entry *entry)
{
    uint32_t index = model_find_line(builder->model, "claims", entry->key, n);
    struct expr *expr = NULL;
    struct error err;
    if (index == NAMES_NONE) {
        build_error(builder, entry->place, _("'%s' needs the claim '%.*s'"), entry->key, (int)n,
                    entry->key);
        return;
    }
    if (expr_parse(&builder->model->calendar, entry->text, strlen(entry->text), &expr, &err) !=
        STATUS_OK) {
        build_fault(builder, source_entry_place(entry, err.offset, err.length), &err);
        return;
    }
    for (uint32_t i = 0; i < expr->n; i++) {
        const struct expr_node *node = &expr->nodes[i];
        bool is_name = node->op == OP_NAME;
        if (!is_name && operation_period((enum operation)node->op) == PERIOD_OPERANDS)
            continue;
        build_error(builder, source_entry_place(entry, node->op_at, node->op_length),
                    _("'%s' is what the source printed, a formula of numbers alone, such as "
                      "3*30*10 + 200*5"),
                    entry->key);
        expr_free(expr);
        return;
    }
    builder->model->lines[index].printed = build_text(builder, entry->text);
    builder->model->lines[index].printed_expr = expr;
}

/* A claim is a line whose formula is its key, and whose text is what is stated. */
static void read_claim(struct builder *builder, const struct source_entry *entry)
{
    if (!build_add_line(builder, entry->key, entry))
        return;
    uint32_t index = builder->model->n_lines - 1;
    struct error err;
    build_line_text(builder, index, entry->text, true);
    struct line *line = &builder->model->lines[index];
    line->stated = line->value;
    line->kind = LINE_FORMULA;
    if (!line->expr && expr_parse(&builder->model->calendar, entry->key, strlen(entry->key),
                                  &line->expr, &err) != STATUS_OK)
        build_fault(builder, entry->place, &err);
    else if (line->expr->nodes[line->expr->n - 1].op != OP_NAME)
        build_error(builder, entry->place, _("'%s' is no name"), entry->key);
}

static void read_claims(struct builder *builder)
{
    const struct source_section *source = source_find_section(builder->source, "claims");
    struct section *section = source ? build_add_section(builder, SECTION_CLAIMS, "claims") : NULL;
    if (!section)
        return;
    section->place = source->place;
    for (int pass = 0; pass < 2; pass++) /* the claims, then what was printed for them */
        for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
            const struct source_entry *entry = &source->entries[i];
            size_t n = entry->text ? printed_length(source, entry) : 0;
            if (!entry->text || (n > 0) != (pass > 0))
                continue;
            if (n > 0)
                read_printed(builder, n, entry);
            else if (strcmp(entry->key, "tolerance") == 0)
                read_tolerance(builder, entry);
            else
                read_claim(builder, entry);
        }
}

static void read_period(struct builder *builder, const struct source_entry *entry)
{
    if (calendar_find_unit(entry->text, strlen(entry->text)) == N_CALENDAR_UNITS)
        build_error(builder, build_entry_place(entry),
                    _("'period' has to be month, quarter or year"));
}

static void read_start(struct builder *builder, const struct source_entry *entry)
{
    struct calendar calendar;
    if (!calendar_read_start(entry->text, &calendar))
        build_error(builder, build_entry_place(entry), _("'start' has to be a month like 2026-01"));
}

/* The numbers of [scenario], what they are called, with what they are where they are left out. */
static const struct setting {
    const char *name, *text, *unit;
    size_t offset; /* of its line's index in struct model */
} settings[] = {
    {"budget", "0", "currency", offsetof(struct model, budget)},
    {NULL, "12", NULL, offsetof(struct model, months)}, /* called by the period */
    {"discount", "0 %", NULL, offsetof(struct model, discount)},
};

static void read_settings(struct builder *builder)
{
    struct model *model = builder->model;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++) {
        const struct setting *setting = &settings[i];
        const struct period *period = calendar_period(&model->calendar);
        const char *name = setting->name ? setting->name : period->plural;
        const char *unit = setting->name ? setting->unit : period->name;
        const struct source_entry *entry = source_find(builder->source, "scenario", name);
        entry = entry && entry->text ? entry : NULL;
        struct line *line = build_add_line(builder, name, entry);
        if (!line)
            return;
        uint32_t index = model->n_lines - 1;
        *(uint32_t *)(void *)((char *)model + setting->offset) = index;
        line->is_checked = !setting->name;
        line->from_kind = !entry;
        line->is_used = true;
        build_line_text(builder, index, entry ? entry->text : setting->text, true);
        line = &model->lines[index];
        if (!line->unit.specified && unit && !line->number.percent)
            unit_parse(model->units, unit, strlen(unit), &line->unit, NULL);
        else if (!line->is_whole)
            build_check_unit(builder, index,
                             unit                      ? unit
                             : *line->unit_text == '/' ? "1/year"
                                                       : "1");
    }
    struct line *discount = &model->lines[model->discount];
    discount->max = 1;
    discount->max_is_limit = discount->max_is_percent = true;
}

static bool is_setting(const struct model *model, const char *key)
{
    static const char *const texts[] = {"title", "note", "start", "period", "currency", "extends"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        if (strcmp(key, texts[i]) == 0)
            return true;
    for (size_t i = 0; i < sizeof settings / sizeof *settings; i++)
        if (settings[i].name && strcmp(key, settings[i].name) == 0)
            return true;
    return strchr(key, '.') || strcmp(key, calendar_period(&model->calendar)->plural) == 0;
}

/* ENTRY, which is no key of [scenario]: an error if it is the horizon of a plan in other periods.
 */
static void check_setting(struct builder *builder, const struct source_entry *entry)
{
    const char *own = calendar_period(&builder->model->calendar)->plural;
    for (enum calendar_unit unit = 0; unit < N_CALENDAR_UNITS; unit++) {
        const struct period *period = calendar_unit_period(unit);
        if (strcmp(entry->key, period->plural) != 0)
            continue;
        build_error(builder, entry->place,
                    _("'%s' is the horizon where period = %s; write %s, or the period"), entry->key,
                    period->name, own);
        return;
    }
    build_warning(builder, entry->place,
                  _("'%s' is no key of [scenario]; it is kept but "
                    "means nothing"),
                  entry->key);
}

static void read_scenario(struct builder *builder)
{
    struct model *model = builder->model;
    const struct source_section *source = source_find_section(builder->source, "scenario");
    struct section *section = build_add_section(builder, SECTION_SCENARIO, "scenario");
    if (!section)
        return;
    if (source)
        section->place = source->place;
    const char *title = source_text(builder->source, "scenario", "title");
    const char *note = source_text(builder->source, "scenario", "note");
    model->title = build_text(builder, title ? title : "");
    model->note = note ? build_text(builder, note) : NULL;
    read_settings(builder);
    for (size_t i = 0; source && i < source->n_entries; i++) {
        const struct source_entry *entry = &source->entries[i];
        if (entry->text && !is_setting(model, entry->key))
            check_setting(builder, entry);
        else if (entry->text && strcmp(entry->key, "start") == 0)
            read_start(builder, entry);
        else if (entry->text && strcmp(entry->key, "period") == 0)
            read_period(builder, entry);
    }
    if (source && !builder->out_of_memory)
        build_attributes(builder, 0, source);
}

static void read_units(struct builder *builder)
{
    const struct source_entry *entry = source_find(builder->source, "scenario", "currency");
    const char *currency = entry && entry->text && *entry->text ? entry->text : "USD";
    if (text_name_length(currency, strlen(currency)) != strlen(currency)) {
        build_error(builder, build_entry_place(entry),
                    _("'currency' has to be one word, such as USD"));
        currency = "USD";
    }
    builder->model->currency = build_text(builder, currency);
    builder->model->units = unit_table_new(currency);
    builder->out_of_memory |= !builder->model->units;
    if (builder->model->units)
        unit_table_set_period(builder->model->units,
                              calendar_period(&builder->model->calendar)->months);
    const struct source_section *source = source_find_section(builder->source, "units");
    for (size_t i = 0; source && i < source->n_entries && !builder->out_of_memory; i++) {
        struct error err;
        entry = &source->entries[i];
        if (entry->text && unit_table_define(builder->model->units, entry->key, entry->text,
                                             strlen(entry->text), &err) != STATUS_OK)
            build_fault(builder, source_entry_place(entry, err.offset, err.length), &err);
    }
    /* [units] has had its say */
    if (!builder->out_of_memory)
        builder->out_of_memory = unit_table_scale(builder->model->units) != STATUS_OK;
}

/* A section that an edit added, and of which nothing is left. */
static bool is_undone(const struct source_section *section)
{
    for (size_t i = 0; i < section->n_entries; i++)
        if (section->entries[i].text)
            return false;
    return section->place.line == 0;
}

/* Whether SECTION is [kind.NAME]. */
static bool is_kind(const struct source_section *section)
{
    static const char prefix[] = "kind.";
    return strncmp(section->name, prefix, sizeof prefix - 1) == 0;
}

/* What stands inside all() anywhere: only of these there are sums. */
static void collect_all(struct builder *builder)
{
    const struct source *source = builder->source;
    for (size_t i = 0; i < source->n_sections; i++)
        for (size_t k = 0; k < source->sections[i].n_entries; k++) {
            const char *text = source->sections[i].entries[k].text;
            while (text && (text = strstr(text, "all("))) {
                text += strlen("all(");
                text += strspn(text, " \t");
                size_t n = strcspn(text, " \t)");
                if (n > 0 && names_find(&builder->all_names, text, n) == NAMES_NONE)
                    builder->out_of_memory |=
                        names_put(&builder->all_names, text, n, 0) != STATUS_OK;
            }
        }
}

void build_read(struct builder *builder)
{
    const struct source *source = builder->source;
    builder->model->calendar = model_calendar(source);
    builder->model->tolerance = 0.005;
    collect_all(builder);
    read_units(builder);
    if (builder->out_of_memory)
        return;
    read_scenario(builder);
    read_lines(builder, SECTION_SHARED, "shared");
    for (size_t i = 0; i < source->n_sections && !builder->out_of_memory; i++)
        if (is_kind(&source->sections[i]) && !is_undone(&source->sections[i]))
            build_kind(builder, &source->sections[i]);
    for (size_t i = 0; i < source->n_sections && !builder->out_of_memory; i++) {
        const struct source_section *section = &source->sections[i];
        if (model_is_own_section(section->name) || is_undone(section))
            continue;
        if (section->name[0] == '\0') { /* the name of the built-ins' section */
            build_error(builder, section->place, _("a section without a name"));
            continue;
        }
        if (!is_kind(section))
            build_check_name(builder, section->name, section->place);
        if (model_is_computed_section(section->name))
            build_error(builder, section->place,
                        _("'%s' cannot be a stage: the program computes it"), section->name);
        else if (build_entry(section, "rows"))
            build_rows(builder, section);
        else if (!is_kind(section))
            build_stage(builder, section);
    }
    read_lines(builder, SECTION_METRICS, "metrics");
    read_lines(builder, SECTION_TARGETS, "targets");
    read_claims(builder);
    if (!builder->out_of_memory)
        build_builtins(builder);
}
