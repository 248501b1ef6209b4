/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Building a model: [correlations], `c1 = a.x, b.y, 0.6`, and whether they can all be. */
#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/model/model_private.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

#include "correlation.h"
#include "model_build.h"

/* Beyond SEARCH operations no single entry is looked for that would have to change. */
enum { MAX_CORRELATED = CORRELATION_MOST, PARTS = 3, SEARCH = 300000000 };

/* A part of a line's text: bytes, blanks at its ends left out. */
struct part {
    size_t at, length;
};

/* The parts of TEXT between commas, which are PARTS; false where there are more or fewer, or one is
 * empty. */
static bool split(const char *text, struct part parts[PARTS])
{
    size_t at = 0;
    for (int i = 0; i < PARTS; i++) {
        size_t end = at + strcspn(text + at, ",");
        if ((text[end] == ',') != (i < PARTS - 1))
            return false;
        size_t length = end - at;
        const char *part = text_trim(text + at, &length);
        if (length == 0)
            return false;
        parts[i] = (struct part){(size_t)(part - text), length};
        at = end + 1;
    }
    return true;
}

static struct place part_place(const struct source_entry *entry, struct part part)
{
    return source_entry_place(entry, part.at, part.length);
}

/* A parameter with a `dist` that is called NAME without its section, or whose full name is near;
 * NAMES_NONE if none. */
static uint32_t nearest_parameter(const struct model *model, const char *name)
{
    for (uint32_t i = 0; i < model->n_lines; i++)
        if (model->lines[i].dist_text && strcmp(model->lines[i].name, name) == 0)
            return i;
    const char *near = names_nearest(&model->private->names, name, strlen(name));
    uint32_t line = near ? names_find(&model->private->names, near, strlen(near)) : NAMES_NONE;
    return line != NAMES_NONE && model->lines[line].kind == LINE_PARAMETER ? line : NAMES_NONE;
}

static void fail_unknown(struct builder *builder, struct place place, const char *name)
{
    char full[MODEL_NAME_SIZE];
    uint32_t near = build_is_full(builder) ? NAMES_NONE : nearest_parameter(builder->model, name);
    if (near == NAMES_NONE) {
        build_error(builder, place,
                    _("unknown name '%s'; a correlation is between parameters by their full names"),
                    name);
        return;
    }
    model_line_name(builder->model, near, full, sizeof full);
    build_error(builder, place, _("unknown name '%s'; did you mean '%s'?"), name, full);
}

/* Whether an edit took the `dist` of LINE away, which is no fault of the correlation's. */
static bool has_lost_dist(const struct builder *builder, uint32_t index)
{
    const struct line *line = &builder->model->lines[index];
    const struct source_section *section =
        source_find_section(builder->source, model_section_of(builder->model, index)->name);
    const struct source_entry *entry = builder->entries[index];
    for (size_t i = 0; section && i < section->n_entries; i++) {
        const char *key = section->entries[i].key, *dot = strchr(key, '.');
        if (dot && strcmp(dot, ".dist") == 0 && text_equals(key, (size_t)(dot - key), line->name))
            return !section->entries[i].text || (entry && source_entry_is_edited(entry));
    }
    return false;
}

/* The parameter that PART of ENTRY names; NAMES_NONE where there is none that varies, which has
 * been said. */
static uint32_t find_parameter(struct builder *builder, const struct source_entry *entry,
                               struct part part)
{
    const struct model *model = builder->model;
    struct place place = part_place(entry, part);
    char *name = text_nfc(entry->text + part.at, part.length);
    builder->out_of_memory |= !name;
    if (!name)
        return NAMES_NONE;
    uint32_t index = model_find(model, name), section;
    enum role role;
    const struct line *line = index == NAMES_NONE ? NULL : &model->lines[index];
    bool is_line = line && model_section_of(model, index)->kind < SECTION_BUILTIN;
    if (line && line->dist_text && index != model->months) {
        free(name);
        return index;
    }
    if (is_line && has_lost_dist(builder, index))
        build_warning(builder, place, _("'%s' has lost its dist: '%s' has no effect"), name,
                      entry->key);
    else if (index == model->months)
        build_error(builder, place, _("'%s' is the same in every sample and cannot be correlated"),
                    name);
    else if (is_line && line->kind == LINE_PARAMETER)
        build_error(builder, place, _("'%s' has no dist; only what varies can be correlated"),
                    name);
    else if (line || model_find_role(model, name, strlen(name), &section, &role))
        build_error(builder, place,
                    _("'%s' is no parameter; only parameters with a dist can be "
                      "correlated"),
                    name);
    else
        fail_unknown(builder, place, name);
    free(name);
    return NAMES_NONE;
}

static bool read_rank(struct builder *builder, const struct source_entry *entry, struct part part,
                      double *rank)
{
    const char *text = entry->text + part.at;
    struct value value;
    struct error err;
    if (value_parse(NULL, text, part.length, &value, &err) != STATUS_OK) {
        build_fault(builder, source_entry_place(entry, part.at + err.offset, err.length), &err);
        return false;
    }
    if (value.kind != VALUE_NUMBER || value.unit_length > 0)
        build_error(builder, part_place(entry, part), _("a correlation is a plain number"));
    else if (!(fabs(value.number.value) <= 1))
        build_error(builder, part_place(entry, part), _("a correlation lies between -1 and 1"));
    else {
        *rank = value.number.value;
        return true;
    }
    return false;
}

/* What is needed while the section is read. */
struct reader {
    struct builder *builder;
    const struct source_entry **entries; /* of each correlation */
    uint32_t *pairs; /* of two correlated parameters: 1 + their correlation; 0: they have none */
};

/* The place of LINE among the correlated ones, where it is added; NAMES_NONE where there are too
 * many. */
static uint32_t variable_of(struct model *model, uint32_t line)
{
    for (uint32_t i = 0; i < model->n_correlated; i++)
        if (model->correlated[i] == line)
            return i;
    if (model->n_correlated == MAX_CORRELATED)
        return NAMES_NONE;
    model->correlated[model->n_correlated] = line;
    return model->n_correlated++;
}

static void add_correlation(struct reader *reader, const struct source_entry *entry,
                            const struct part parts[PARTS], const uint32_t lines[2], double rank)
{
    struct builder *builder = reader->builder;
    struct model *model = builder->model;
    uint32_t a, b;
    if (lines[0] == lines[1]) {
        build_error(builder, part_place(entry, parts[1]),
                    _("a parameter cannot be correlated with itself"));
        return;
    }
    if ((a = variable_of(model, lines[0])) == NAMES_NONE ||
        (b = variable_of(model, lines[1])) == NAMES_NONE) {
        build_error(builder, part_place(entry, parts[0]),
                    _("more than %d parameters cannot be correlated"), MAX_CORRELATED);
        return;
    }
    uint32_t *pair = &reader->pairs[a < b ? a * MAX_CORRELATED + b : b * MAX_CORRELATED + a];
    if (*pair > 0) {
        build_error(builder, part_place(entry, parts[0]),
                    _("these two are correlated by '%s' already"),
                    model->correlations[*pair - 1].name);
        return;
    }
    reader->entries[model->n_correlations] = entry;
    model->correlations[model->n_correlations++] =
        (struct correlation){build_text(builder, entry->key), {a, b}, rank};
    *pair = model->n_correlations;
}

static void read_correlation(struct reader *reader, const struct source_entry *entry)
{
    struct builder *builder = reader->builder;
    struct part parts[PARTS];
    uint32_t lines[2];
    double rank;
    build_check_name(builder, entry->key, entry->place);
    if (!split(entry->text, parts)) {
        build_error(builder, source_entry_place(entry, 0, strlen(entry->text)),
                    _("a correlation is two parameters and a number: a.x, b.y, 0.6"));
        return;
    }
    for (int i = 0; i < 2; i++)
        lines[i] = find_parameter(builder, entry, parts[i]);
    bool has_rank = read_rank(builder, entry, parts[2], &rank);
    if (has_rank && lines[0] != NAMES_NONE && lines[1] != NAMES_NONE)
        add_correlation(reader, entry, parts, lines, rank);
}

/* The correlations of the normal variables behind, those of ranks times SCALE. */
static void fill_matrix(const struct model *model, double scale, double *matrix)
{
    uint32_t n = model->n_correlated;
    for (uint32_t i = 0; i < n; i++)
        for (uint32_t j = 0; j < n; j++)
            matrix[(size_t)i * n + j] = i == j;
    for (uint32_t i = 0; i < model->n_correlations; i++) {
        const struct correlation *c = &model->correlations[i];
        double r = correlation_of_ranks(c->rank * scale);
        matrix[(size_t)c->variables[0] * n + c->variables[1]] = r;
        matrix[(size_t)c->variables[1] * n + c->variables[0]] = r;
    }
}

/* The value nearest to RANK between LOW and HIGH, with two decimals where that goes. */
static double nearest_within(double rank, double low, double high)
{
    const double rounding = 1e-9;
    bool is_high = rank - low > high - rank;
    for (double steps = 100; steps <= 1e6; steps *= 10) {
        double value = is_high ? floor(high * steps + rounding) : ceil(low * steps - rounding);
        if (value >= low * steps - rounding && value <= high * steps + rounding)
            return value / steps + 0.0; /* no -0 */
    }
    return (low + high) / 2;
}

/* The correlation that alone can make all of them possible, by the least change, with *VALUE as the
 * nearest to what it is, *IS_ONLY if there is no other; NULL if none. */
static const struct correlation *find_culprit(const struct model *model, const double *matrix,
                                              double *work, double *value, bool *is_only)
{
    const struct correlation *culprit = NULL;
    double n = model->n_correlated, least = (double)INFINITY;
    if (n * n * n / 3 * model->n_correlations > SEARCH)
        return NULL;
    for (uint32_t i = 0; i < model->n_correlations; i++) {
        const struct correlation *c = &model->correlations[i];
        double low, high;
        if (!correlation_range(matrix, model->n_correlated, c->variables[0], c->variables[1], work,
                               &low, &high))
            continue;
        double near =
            nearest_within(c->rank, correlation_to_ranks(low), correlation_to_ranks(high));
        if (fabs(near - c->rank) <= least) {
            least = fabs(near - c->rank);
            culprit = c;
            *value = near;
            *is_only = high - low < 1e-6;
        }
    }
    return culprit;
}

/* The largest hundredth that all correlations can be multiplied with to become possible. */
static double find_scale(const struct model *model, double *matrix, double *work)
{
    int possible = 0, impossible = 100;
    while (impossible - possible > 1) {
        int middle = (possible + impossible) / 2;
        fill_matrix(model, middle / 100.0, matrix);
        if (correlation_factor(matrix, model->n_correlated, work))
            possible = middle;
        else
            impossible = middle;
    }
    return possible / 100.0;
}

/* The text of the number of ENTRY, which has been read without fault. */
static struct place rank_place(const struct source_entry *entry)
{
    struct part parts[PARTS];
    bool is_read = split(entry->text, parts);
    assert(is_read);
    (void)is_read;
    return part_place(entry, parts[PARTS - 1]);
}

static void fail_impossible(const struct reader *reader, double *matrix, double *work)
{
    const struct model *model = reader->builder->model;
    double value = 0;
    bool is_only = false;
    char text[NUMBER_TEXT_SIZE];
    fill_matrix(model, 1, matrix);
    const struct correlation *culprit = find_culprit(model, matrix, work, &value, &is_only);
    const struct source_entry *entry =
        reader->entries[culprit ? culprit - model->correlations : model->n_correlations - 1];
    number_format(text, culprit ? value : find_scale(model, matrix, work));
    if (!culprit)
        build_error(reader->builder, rank_place(entry),
                    _("the correlations contradict each other; all of them times %s would not"),
                    text);
    else if (is_only)
        build_error(reader->builder, rank_place(entry),
                    _("'%s' has to be %s beside the other correlations"), culprit->name, text);
    else if (culprit->rank > value)
        build_error(reader->builder, rank_place(entry),
                    _("'%s' may be at most %s beside the other correlations"), culprit->name, text);
    else
        build_error(reader->builder, rank_place(entry),
                    _("'%s' has to be at least %s beside the other correlations"), culprit->name,
                    text);
}

/* How to draw from them, or why that can't be. */
static void factor(struct reader *reader)
{
    struct model *model = reader->builder->model;
    size_t size = (size_t)model->n_correlated * model->n_correlated;
    double *matrix = arena_alloc(reader->builder->arena, size * sizeof *matrix);
    double *work = malloc((size + 1) * sizeof *work);
    if (!matrix || !work) {
        reader->builder->out_of_memory = true;
        free(work);
        return;
    }
    fill_matrix(model, 1, matrix);
    if (!correlation_factor(matrix, model->n_correlated, work))
        fail_impossible(reader, matrix, work);
    model->correlation_factor = matrix;
    free(work);
}

void build_correlations(struct builder *builder)
{
    struct model *model = builder->model;
    const struct source_section *source = source_find_section(builder->source, "correlations");
    size_t n = source ? source->n_entries : 0, errors_before = builder->messages->n_errors;
    if (n == 0)
        return;
    struct reader reader = {.builder = builder};
    model->correlations = arena_alloc(builder->arena, n * sizeof *model->correlations);
    model->correlated = arena_alloc(builder->arena, MAX_CORRELATED * sizeof *model->correlated);
    reader.entries = calloc(n, sizeof *reader.entries);
    reader.pairs = calloc((size_t)MAX_CORRELATED * MAX_CORRELATED, sizeof *reader.pairs);
    builder->out_of_memory |=
        !model->correlations || !model->correlated || !reader.entries || !reader.pairs;
    for (size_t i = 0; i < n && !builder->out_of_memory; i++)
        if (source->entries[i].text)
            read_correlation(&reader, &source->entries[i]);
    if (model->n_correlations > 0 && builder->messages->n_errors == errors_before &&
        !builder->out_of_memory)
        factor(&reader);
    free(reader.entries);
    free(reader.pairs);
}
