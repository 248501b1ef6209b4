/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a model: a section with rows. Each row is a stage of the section's kind, and the section
 * a stage whose roles are the sums of theirs. What the section says of a line of the kind holds for
 * all rows that do not say it themselves.
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

struct column {
    const char *key;
    size_t n;              /* bytes of the key */
    struct list_span cell; /* of the row that is being read; length 0: it is empty */
    bool is_there;
};

struct rows {
    struct builder *builder;
    const struct source_section *source;
    struct template *template;
    struct column *columns;
    size_t n_columns, columns_capacity;
    const struct source_entry **dotted; /* entries with a point in their keys */
    size_t n_dotted, dotted_capacity;
    uint32_t section;
};

/* Whether KEY (N bytes) is a line that each row has or may have: one of the kind, a month. */
static bool is_line(const struct rows *rows, const char *key, size_t n)
{
    const struct model *model = rows->builder->model;
    return template_find(rows->template, key, n) || model_is_limit_key(model, key, n, "first_") ||
           model_is_limit_key(model, key, n, "last_");
}

/* Every row has what one may have. */
static void add_key(struct rows *rows, const char *key, size_t n)
{
    char *copy =
        template_find(rows->template, key, n) ? NULL : arena_text(rows->builder->arena, key, n);
    if (copy && !template_put(
                    rows->template,
                    (struct template_entry){.key = copy, .line = NAMES_NONE, .is_optional = true}))
        rows->builder->out_of_memory = true;
}

static void fail_column(struct rows *rows, const struct source_entry *entry, struct list_span name)
{
    char word[MODEL_NAME_SIZE];
    const char *nearest = NULL;
    int edits = TEXT_FAR;
    snprintf(word, sizeof word, "%.*s", (int)name.length, entry->text + name.at);
    for (size_t i = 0; i < rows->template->n; i++)
        if (!strchr(rows->template->entries[i].key, '.') &&
            text_is_nearer(word, rows->template->entries[i].key, &edits))
            nearest = rows->template->entries[i].key;
    struct place place = source_entry_place(entry, name.at, name.length);
    if (nearest)
        build_error(rows->builder, place, _("'%s' is no line of the kind '%s'; did you mean '%s'?"),
                    word, rows->template->name, nearest);
    else
        build_error(rows->builder, place, _("'%s' is no line of the kind '%s'"), word,
                    rows->template->name);
}

/* The columns that ENTRY, `rows`, names. */
static void read_columns(struct rows *rows, const struct source_entry *entry)
{
    struct list_span name;
    struct error err;
    size_t at = 0, n = strlen(entry->text);
    enum status status;
    while ((status = list_next(entry->text, n, &at, &name, &err)) == STATUS_OK) {
        const char *key = entry->text + name.at;
        struct place place = source_entry_place(entry, name.at, name.length);
        bool is_again = false;
        for (size_t i = 0; i < rows->n_columns; i++)
            is_again |= rows->columns[i].n == name.length &&
                        memcmp(rows->columns[i].key, key, name.length) == 0;
        if (name.length == 0)
            build_error(rows->builder, place,
                        _("'rows' has the names of columns, such as rows = price, new"));
        else if (is_again)
            build_error(rows->builder, place, _("the column '%.*s' is there twice"),
                        (int)name.length, key);
        else if (!is_line(rows, key, name.length))
            fail_column(rows, entry, name);
        else if (!grow(&rows->columns, rows->n_columns, &rows->columns_capacity,
                       sizeof *rows->columns))
            rows->builder->out_of_memory = true;
        else
            rows->columns[rows->n_columns++] = (struct column){.key = key, .n = name.length};
        if (name.length > 0 && is_line(rows, key, name.length))
            add_key(rows, key, name.length);
    }
    if (status == STATUS_FAULTY)
        build_fault(rows->builder, source_entry_place(entry, err.offset, err.length), &err);
}

/* Whether the key of ENTRY is that of a row: no line of the kind, no key of a stage. */
static bool is_row(const struct rows *rows, const struct source_entry *entry)
{
    return entry->text && !strchr(entry->key, '.') && !build_is_stage_key(entry->key) &&
           !is_line(rows, entry->key, strlen(entry->key));
}

/* What the section says of lines of the kind, for all rows. */
static void read_shared(struct rows *rows)
{
    struct builder *builder = rows->builder;
    const struct source_section *source = rows->source;
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        const char *dot = strchr(entry->key, '.');
        size_t n = dot ? (size_t)(dot - entry->key) : strlen(entry->key);
        if (dot) {
            if (grow(&rows->dotted, rows->n_dotted, &rows->dotted_capacity, sizeof *rows->dotted))
                rows->dotted[rows->n_dotted++] = entry;
            else
                builder->out_of_memory = true;
        }
        if (!entry->text || !is_line(rows, entry->key, n))
            continue;
        build_share(builder, rows->template, entry, false);
        if (!dot && strcmp(entry->text, "?") == 0)
            build_error(builder, build_entry_place(entry), _("'?' stands in [kind.NAME] only"));
    }
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++) {
        const struct source_entry *entry = &source->entries[i];
        const char *dot = strchr(entry->key, '.');
        size_t n = dot ? (size_t)(dot - entry->key) : 0;
        if (dot && entry->text && is_line(rows, entry->key, n) &&
            model_find_line(builder->model, source->name, entry->key, n) != NAMES_NONE)
            build_attribute(builder, rows->section, entry, 0);
    }
}

/* ---- A row ---- */

/* The cells of ENTRY into the columns; false if there are none. */
static bool read_cells(struct rows *rows, const struct source_entry *entry)
{
    struct list_span cell;
    struct error err;
    size_t at = 0, n = strlen(entry->text), i = 0;
    enum status status;
    bool is_empty = true;
    for (size_t k = 0; k < rows->n_columns; k++)
        rows->columns[k].is_there = false;
    for (; (status = list_next(entry->text, n, &at, &cell, &err)) == STATUS_OK; i++) {
        is_empty &= cell.length == 0;
        if (i == rows->n_columns) {
            build_error(rows->builder, source_entry_place(entry, cell.at, n - cell.at),
                        ngettext("'%s' has more cells than the one column of 'rows'",
                                 "'%s' has more cells than the %zu columns of 'rows'",
                                 rows->n_columns),
                        entry->key, rows->n_columns);
            return true;
        }
        if (i < rows->n_columns) {
            rows->columns[i].cell = cell;
            rows->columns[i].is_there = cell.length > 0;
        }
    }
    if (status == STATUS_FAULTY)
        build_fault(rows->builder, source_entry_place(entry, err.offset, err.length), &err);
    else if (is_empty)
        build_error(rows->builder, build_entry_place(entry), _("the row '%s' is empty"),
                    entry->key);
    return !is_empty;
}

/* The entry "ROW.KEY", or NULL. */
static const struct source_entry *find_own(const struct rows *rows, const char *row,
                                           const char *key)
{
    char full[MODEL_NAME_SIZE];
    int n = snprintf(full, sizeof full, "%s.%s", row, key);
    return n > 0 && (size_t)n < sizeof full ? build_entry(rows->source, full) : NULL;
}

/* What the row ROW says itself of KEY, into OUT; false if nothing. */
static bool find_value(struct rows *rows, const struct source_entry *row, const char *key,
                       struct own *out)
{
    struct builder *builder = rows->builder;
    const struct source_entry *entry = find_own(rows, row->key, key);
    const struct column *column = NULL;
    for (size_t i = 0; i < rows->n_columns; i++)
        if (rows->columns[i].is_there && text_equals(rows->columns[i].key, rows->columns[i].n, key))
            column = &rows->columns[i];
    if (entry && column)
        build_error(builder, entry->place, _("'%s' has a cell in the row '%s'"), entry->key,
                    row->key);
    if (entry) {
        *out = (struct own){.entry = entry, .text = entry->text};
        out->slice =
            (struct slice){.section = rows->source->name, .key = entry->key, .is_whole = true};
    } else if (column) {
        struct list list;
        char *text = arena_text(builder->arena, row->text + column->cell.at, column->cell.length);
        builder->out_of_memory |= !text;
        *out = (struct own){.entry = row, .text = text};
        out->slice = (struct slice){.section = rows->source->name,
                                    .key = row->key,
                                    .at = column->cell.at,
                                    .length = column->cell.length};
        if (text && list_parse(text, strlen(text), &list, NULL) == STATUS_OK) {
            build_error(builder, source_entry_place(row, column->cell.at, column->cell.length),
                        _("a cell is one value; for a list, write %s.%s = ..."), row->key, key);
            list_fini(&list);
        }
    }
    return (entry || column) && !builder->out_of_memory;
}

/* Attributes of lines, and the row's own keys, among the entries "ROW.x". */
static void read_own(struct rows *rows, const struct source_entry *row, uint32_t section)
{
    struct builder *builder = rows->builder;
    size_t prefix = strlen(row->key) + 1;
    for (size_t i = 0; i < rows->n_dotted; i++) {
        const struct source_entry *entry = rows->dotted[i];
        const char *key = entry->key + prefix;
        if (!entry->text || strncmp(entry->key, row->key, prefix - 1) != 0 ||
            entry->key[prefix - 1] != '.')
            continue;
        if (strchr(key, '.'))
            build_attribute(builder, section, entry, prefix);
        else if (strcmp(key, "title") == 0)
            builder->model->sections[section].title = build_text(builder, entry->text);
        else if (strcmp(key, "note") == 0)
            builder->model->sections[section].note = build_text(builder, entry->text);
        else if (strcmp(key, "enabled") != 0 && !is_line(rows, key, strlen(key)))
            build_error(builder, entry->place, _("'%s' is no line of the kind '%s'"), key,
                        rows->template->name);
    }
}

static void read_row(struct rows *rows, const struct source_entry *row)
{
    struct builder *builder = rows->builder;
    char name[MODEL_NAME_SIZE];
    build_check_name(builder, row->key, row->place);
    if (!read_cells(rows, row))
        return;
    snprintf(name, sizeof name, "%.60s.%.60s", rows->source->name, row->key);
    if (!build_add_section(builder, SECTION_STAGE, name))
        return;
    uint32_t index = builder->model->n_sections - 1;
    struct section *section = &builder->model->sections[index];
    const struct section *all = &builder->model->sections[rows->section];
    section->place = row->place;
    section->title = row->key;
    section->kind_name = all->kind_name;
    section->is_monthly = all->is_monthly;
    section->rows = rows->section;
    section->is_enabled =
        build_switch(builder, find_own(rows, row->key, "enabled"), true) && all->is_enabled;
    for (int pass = 0; pass < 2; pass++) /* lines, then their attributes */
        for (size_t i = 0; i < rows->template->n && !builder->out_of_memory; i++) {
            const struct template_entry *from = &rows->template->entries[i];
            struct own own;
            if (!strchr(from->key, '.') != (pass == 0))
                continue;
            if (pass == 0 && find_value(rows, row, from->key, &own))
                build_stage_line(builder, from->key, &own, from);
            else
                build_kind_line(builder, rows->template, from, row->place);
        }
    if (!builder->out_of_memory)
        read_own(rows, row, index);
}

/* ---- The section ---- */

/* The line NAME of the section, which sums up the line KEY of the rows. */
static void add_sum(struct rows *rows, const char *name)
{
    struct builder *builder = rows->builder;
    struct line *line = build_add_line(builder, name, NULL);
    if (!line)
        return;
    uint32_t index = builder->model->n_lines - 1;
    line->kind = LINE_FORMULA;
    line->from_kind = true;
    line->is_used = true;
    for (uint32_t role = 0; role < N_ROLES; role++)
        if (strcmp(name, model_role_name((enum role)role)) == 0) {
            line->role = (enum role)role;
            builder->model->sections[rows->section].roles[role] = index;
        }
}

/* The sums of roles, and of what stands inside all(). */
static void add_sums(struct rows *rows)
{
    char full[MODEL_NAME_SIZE];
    for (size_t i = 0; i < rows->template->n; i++) {
        const char *key = rows->template->entries[i].key;
        bool is_role = false;
        for (uint32_t role = 0; role < N_ROLES; role++)
            is_role |= strcmp(key, model_role_name((enum role)role)) == 0;
        int n = snprintf(full, sizeof full, "%s.%s", rows->source->name, key);
        bool is_used = n > 0 && (size_t)n < sizeof full &&
                       names_find(&rows->builder->all_names, full, (size_t)n) != NAMES_NONE;
        if (is_role)
            add_sum(rows, key);
        else if (is_used && !strchr(key, '.')) {
            snprintf(full, sizeof full, "all(%.100s)", key);
            add_sum(rows, full);
        }
    }
}

/* The formula of line INDEX over the rows. */
static void write_sum(struct rows *rows, uint32_t index)
{
    struct builder *builder = rows->builder;
    struct model *model = builder->model;
    const struct section *section = &model->sections[rows->section];
    struct line *line = &model->lines[index];
    uint32_t n = section->n_rows;
    struct expr *expr = calloc(1, sizeof *expr);
    if (expr)
        expr->nodes = calloc(n + 1, sizeof *expr->nodes);
    if (!expr || !expr->nodes) {
        builder->out_of_memory = true;
        free(expr);
        return;
    }
    size_t length = strlen(line->name);
    bool is_all = line->role == ROLE_NONE;
    const char *key = is_all ? line->name + 4 : line->name; /* behind "all(" */
    size_t n_key = is_all ? length - 5 : length;
    for (uint32_t i = 0; i < n; i++) {
        struct expr_node node = {.op = OP_NAME, .size = 1};
        uint32_t row = section->first_row + i;
        node.reference =
            is_all ? model_find_line(model, model->sections[row].name, key, n_key) : row;
        node.is_counted = !is_all;
        node.role = (uint8_t)line->role;
        expr->nodes[expr->n++] = node;
        if (node.reference == NAMES_NONE) { /* told already */
            expr_free(expr);
            return;
        }
    }
    expr->nodes[expr->n++] =
        (struct expr_node){.op = OP_ROWS, .n_operands = n, .size = n + 1, .reference = EXPR_NONE};
    line->expr = expr;
    line->text = build_text(builder, _("the sum of the rows"));
}

/* Keys that belong to no row, and rows that may be misspelt lines. */
static void check_strays(struct rows *rows)
{
    struct builder *builder = rows->builder;
    for (size_t i = 0; i < rows->source->n_entries; i++) {
        const struct source_entry *entry = &rows->source->entries[i];
        const char *dot = strchr(entry->key, '.');
        size_t n = dot ? (size_t)(dot - entry->key) : strlen(entry->key);
        char row[MODEL_NAME_SIZE];
        int edits = 3;
        if (!entry->text || is_line(rows, entry->key, n) || build_is_stage_key(entry->key))
            continue;
        snprintf(row, sizeof row, "%.*s", (int)n, entry->key);
        if (dot && !build_entry(rows->source, row))
            build_error(builder, entry->place, _("there is no row '%s'"), row);
        for (size_t k = 0; !dot && k < rows->template->n; k++) {
            const char *key = rows->template->entries[k].key;
            if (!strchr(key, '.') && text_is_nearer(row, key, &edits))
                build_warning(builder, entry->place,
                              _("'%s' is a row; did you mean the line '%s' of the kind?"), row,
                              key);
        }
    }
}

void build_rows(struct builder *builder, const struct source_section *source)
{
    const struct template *kind = build_find_kind(builder, build_entry(source, "kind"));
    struct rows rows = {.builder = builder, .source = source};
    struct section *section = build_add_section(builder, SECTION_STAGE, source->name);
    if (!section)
        return;
    rows.section = builder->model->n_sections - 1;
    section->place = source->place;
    build_titles(builder, source);
    if (!build_entry(source, "kind"))
        build_error(builder, build_entry(source, "rows")->place,
                    _("'rows' needs a 'kind' whose lines its columns are"));
    rows.template = kind ? template_new(kind->name, kind) : NULL;
    builder->out_of_memory |= kind && !rows.template;
    if (!rows.template)
        return;
    section->kind_name = kind->name;
    section->is_monthly = build_per(builder, build_entry(source, "per"), kind->is_monthly);
    section->is_enabled = build_switch(builder, build_entry(source, "enabled"), true);
    read_columns(&rows, build_entry(source, "rows"));
    read_shared(&rows);
    add_sums(&rows);
    uint32_t n_before = builder->model->n_sections;
    for (size_t i = 0; i < source->n_entries && !builder->out_of_memory; i++)
        if (is_row(&rows, &source->entries[i]))
            read_row(&rows, &source->entries[i]);
    section = &builder->model->sections[rows.section];
    section->first_row = n_before;
    section->n_rows = builder->model->n_sections - n_before;
    for (uint32_t i = 0; i < section->n_lines && section->n_rows > 0; i++)
        if (builder->model->lines[section->first_line + i].from_kind && !builder->out_of_memory)
            write_sum(&rows, section->first_line + i);
    check_strays(&rows);
    template_free(rows.template);
    free(rows.columns);
    free(rows.dotted);
}
