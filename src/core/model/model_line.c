/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a model: what the text of a line says: a parameter, a formula, or a list. Each number of
 * a list becomes a line of its own behind it, a parameter; the list itself is a formula of these.
 */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/language/list.h"
#include "core/model/model_private.h"
#include "core/text/gettext.h"

#include "model_build.h"

enum { MAX_MONTHS = 600, NUMBER_SIZE = 512 /* bytes of a number with its unit */ };

/* The formula of a list that is being written. */
struct writer {
    struct builder *builder;
    uint32_t index; /* the list */
    struct expr *expr;
    uint32_t in_turn;             /* numbers before the first `from` */
    const struct list_span *when; /* the last word behind `from` */
    bool is_number;               /* it says a month, not a name: */
    double month;
    uint32_t behind; /* how many numbers ago that was */
};

static void write_node(struct writer *writer, struct expr_node node, struct list_span span)
{
    node.at = node.op_at = (uint32_t)span.at;
    node.length = node.op_length = (uint32_t)span.length;
    node.size = 1;
    if (node.op == OP_ADD)
        node.size += 2;
    writer->expr->nodes[writer->expr->n++] = node;
}

/* The month that WHEN says, a word of the calendar or a number; false if it is a name. */
static bool read_month(const struct writer *writer, const char *text, struct list_span when,
                       double *out)
{
    struct calendar calendar = model_line_calendar(writer->builder->model, writer->index);
    struct calendar_word word;
    struct number number;
    struct error err;
    calendar.has_years = calendar.start_year > 0;
    enum status status = calendar_read_month(&calendar, text + when.at, when.length, &word, &err);
    if (status == STATUS_OK && word.length == when.length) {
        *out = word.number;
        return true;
    }
    if (status == STATUS_FAULTY)
        build_fault(writer->builder,
                    build_place(writer->builder, writer->index, when.at + err.offset, err.length),
                    &err);
    *out = 0;
    size_t sign = text[when.at] == '-' && when.length > 1;
    if (number_scan(text + when.at + sign, when.length - sign, NUMBER_IN_FORMULA, &number, NULL) !=
            STATUS_OK ||
        number.length != when.length - sign)
        return status == STATUS_FAULTY;
    *out = sign ? -number.value : number.value;
    return true;
}

/* When a number comes: in its turn, or so many months after the last `from`. */
static void write_when(struct writer *writer, struct list_span number)
{
    if (!writer->when) {
        write_node(writer,
                   (struct expr_node){
                       .op = OP_NUMBER, .number = ++writer->in_turn, .reference = EXPR_NONE},
                   number);
        return;
    }
    struct list_span when = *writer->when;
    if (writer->is_number) {
        write_node(writer,
                   (struct expr_node){.op = OP_NUMBER,
                                      .number = writer->month + writer->behind,
                                      .reference = EXPR_NONE},
                   when);
        return;
    }
    write_node(writer, (struct expr_node){.op = OP_NAME, .reference = EXPR_NONE}, when);
    if (writer->behind == 0)
        return;
    write_node(
        writer,
        (struct expr_node){.op = OP_NUMBER, .number = writer->behind, .reference = EXPR_NONE},
        number);
    write_node(writer, (struct expr_node){.op = OP_ADD, .n_operands = 2, .reference = EXPR_NONE},
               number);
}

/* The formula of line INDEX, whose numbers are the lines behind it. */
static void write_formula(struct builder *builder, uint32_t index, const char *text,
                          const struct list *list)
{
    struct expr *expr = calloc(1, sizeof *expr);
    if (expr)
        expr->nodes = calloc(4 * list->n + 1, sizeof *expr->nodes);
    if (!expr || !expr->nodes) {
        builder->out_of_memory = true;
        free(expr);
        return;
    }
    struct writer writer = {.builder = builder, .index = index, .expr = expr};
    for (size_t i = 0; i < list->n; i++) {
        const struct list_number *number = &list->numbers[i];
        write_node(&writer, (struct expr_node){.op = OP_NAME, .reference = index + 1 + (uint32_t)i},
                   number->span);
        writer.behind++;
        if (number->when.length > 0) {
            writer.when = &number->when;
            writer.behind = 0;
            writer.is_number = read_month(&writer, text, number->when, &writer.month);
        }
        write_when(&writer, number->span);
    }
    uint32_t size = expr->n + 1;
    write_node(&writer,
               (struct expr_node){
                   .op = OP_LIST, .n_operands = 2 * (uint32_t)list->n, .reference = EXPR_NONE},
               (struct list_span){0, strlen(text)});
    expr->nodes[expr->n - 1].size = size;
    builder->model->lines[index].expr = expr;
    builder->model->lines[index].n_in_turn = writer.in_turn;
}

/* Number I of line INDEX becomes a line. */
static void add_number(struct builder *builder, uint32_t index, const char *text,
                       const struct list *list, size_t i)
{
    const struct list_number *number = &list->numbers[i];
    struct model *model = builder->model;
    char name[MODEL_NAME_SIZE], value[NUMBER_SIZE];
    snprintf(name, sizeof name, "%.100s[%zu]", model->lines[index].name, i + 1);
    if (!list_format(list, text, i, value, sizeof value)) {
        build_error(builder, build_place(builder, index, number->span.at, number->span.length),
                    _("the number is too long"));
        return;
    }
    struct line *line = build_add_line(builder, name, builder->entries[index]);
    if (!line)
        return;
    const struct line *of = &model->lines[index];
    line->list = index;
    line->from_kind = of->from_kind;
    line->slice = (struct slice){
        .section = model_section_of(model, index)->name,
        .key = of->name,
        .at = number->span.at,
        .length = number->span.length,
        .is_bare = number->digits == number->span.length,
    };
    build_line_text(builder, model->n_lines - 1, value, true);
}

/* Months that are written have to rise; those of parameters are looked at once these are known. */
static void check_rise(struct builder *builder, uint32_t index, const struct list *list)
{
    const struct expr *expr = builder->model->lines[index].expr;
    double last = -(double)INFINITY;
    for (size_t i = 0; i < list->n && expr; i++) {
        const struct expr_node *when =
            &expr->nodes[expr_operand(expr, expr->n - 1, 2 * (uint32_t)i + 1)];
        bool is_known = when->op == OP_NUMBER && i >= builder->model->lines[index].n_in_turn;
        if (is_known && when->number < last)
            build_error(builder, build_place(builder, index, when->op_at, when->op_length),
                        _("'from' goes back: a number before it is for a later month"));
        last = is_known ? when->number : last;
    }
}

/* Line INDEX, the last one, becomes LIST, which its TEXT says. */
static void add_list(struct builder *builder, uint32_t index, const char *text,
                     const struct list *list)
{
    struct model *model = builder->model;
    model->lines[index].kind = LINE_FORMULA;
    model->lines[index].n_numbers = (uint32_t)list->n;
    if (list->has_odd_suffix)
        build_warning(builder, model->lines[index].place,
                      _("%s: only some of the numbers have a suffix such as k"),
                      model->lines[index].name);
    if (list->has_odd_share)
        build_warning(builder, model->lines[index].place,
                      _("%s: all numbers are in percent; a number between 0 and 1 is less than one "
                        "of them"),
                      model->lines[index].name);
    for (size_t i = 0; i < list->n && !builder->out_of_memory; i++)
        add_number(builder, index, text, list, i);
    if (builder->out_of_memory || model->n_lines != index + 1 + list->n)
        return;
    model->lines[index].unit = model->lines[index + 1].unit;
    model->lines[index].unit_text = model->lines[index + 1].unit_text;
    model->lines[index].number.percent = list->has_percent;
    write_formula(builder, index, text, list);
    if (!builder->out_of_memory)
        check_rise(builder, index, list);
}

static void check_whole(struct builder *builder, uint32_t index)
{
    struct line *line = &builder->model->lines[index];
    double max = MAX_MONTHS;
    double min = index == builder->model->months ? 1 : 0;
    bool is_within = line->value >= min && line->value <= max && line->value == floor(line->value);
    if (!is_within && !line->number.is_month) /* a month's word is cut to the horizon */
        build_error(builder, line->place, _("'%s' has to be a whole number from 1 to %d"),
                    line->name, MAX_MONTHS);
    if (*line->unit_text || line->number.percent)
        build_check_unit(builder, index, calendar_period(&builder->model->calendar)->name);
}

/* ERR, a fault of the list that line INDEX says; of a number that is written as elsewhere, how it
 * is written here. */
static void fail_list(struct builder *builder, uint32_t index, const char *text,
                      const struct error *err)
{
    struct error fault = *err, habit;
    struct list_span item = {0, 0};
    size_t n = strlen(text), at = 0;
    while (item.at + item.length <= err->offset &&
           list_next(text, n, &at, &item, NULL) == STATUS_OK)
        continue;
    if (item.at <= err->offset && expr_find_habit(text + item.at, item.length, &habit)) {
        fault = habit;
        fault.offset += item.at;
    }
    build_fault(builder, build_place(builder, index, fault.offset, fault.length), &fault);
}

/* Whether TEXT is a list, which line INDEX then becomes, or is found to be a faulty one. */
static bool read_list(struct builder *builder, uint32_t index, const char *text)
{
    struct list list = {0};
    struct error err;
    enum status status = list_parse(text, strlen(text), &list, &err);
    if (status == STATUS_NOT_FOUND)
        return false;
    if (builder->model->lines[index].is_checked) {
        build_error(builder, builder->model->lines[index].place,
                    _("'%s' has to be one month, not a list"), builder->model->lines[index].name);
        builder->model->lines[index].kind = LINE_PARAMETER;
        builder->model->lines[index].value = 1;
        list_fini(&list);
        return true;
    }
    if (status == STATUS_OK) {
        add_list(builder, index, text, &list);
        list_fini(&list);
    } else {
        builder->model->lines[index].kind = LINE_FORMULA;
        fail_list(builder, index, text, &err);
    }
    return true;
}

void build_line_text(struct builder *builder, uint32_t index, const char *text, bool number_only)
{
    struct line *line = &builder->model->lines[index];
    struct value value;
    struct error err;
    size_t n = strlen(text);
    line->place = build_place(builder, index, 0, n);
    line->text = build_text(builder, text);
    if (builder->out_of_memory || (!number_only && read_list(builder, index, text)))
        return;
    struct calendar calendar = model_line_calendar(builder->model, index);
    if (value_parse(&calendar, text, n, &value, &err) != STATUS_OK) {
        build_fault(builder, build_place(builder, index, err.offset, err.length), &err);
        return;
    }
    line->kind = value.kind == VALUE_NUMBER ? LINE_PARAMETER : LINE_FORMULA;
    line->is_whole = line->kind == LINE_PARAMETER && (line->is_checked || value.number.is_month);
    if (line->kind == LINE_FORMULA) {
        /* what a stage's first or last month comes to is said as a month */
        line->number.is_month = line->is_checked && calendar.start_year > 0;
        line->number.calendar = calendar;
        if (number_only)
            build_error(builder, line->place, _("'%s' has to be a number"), line->name);
        else if (expr_parse(&calendar, text, n, &line->expr, &err) != STATUS_OK)
            build_fault(builder, build_place(builder, index, err.offset, err.length), &err);
        return;
    }
    line->value = value.number.value;
    line->number = value.number;
    line->unit = UNIT_ANY;
    if (value.unit_length > 0) {
        char *unit = arena_text(builder->arena, text + value.unit_at, value.unit_length);
        builder->out_of_memory |= !unit;
        line->unit_text = unit ? unit : "";
        if (unit && unit_parse(builder->model->units, unit, value.unit_length, &line->unit, &err) !=
                        STATUS_OK)
            build_fault(builder,
                        build_place(builder, index, value.unit_at + err.offset, err.length), &err);
    } else if (value.number.percent) {
        line->unit = UNIT_NONE;
    }
    if (line->is_checked)
        check_whole(builder, index);
}

void build_default_unit(struct builder *builder, uint32_t index, const struct template_entry *from)
{
    struct model *model = builder->model;
    struct unit unit = UNIT_NONE;
    bool is_one = !from || !from->unit || strcmp(from->unit, "1") == 0;
    const struct line *line = &model->lines[index];
    bool is_value = line->kind == LINE_PARAMETER || line->n_numbers > 0;
    if (!is_value || line->unit.specified || !from || !from->unit || (!is_one && !from->entry))
        return;
    if (!is_one)
        unit_parse(model->units, from->unit, strlen(from->unit), &unit, NULL);
    for (uint32_t i = index; i <= index + line->n_numbers; i++) {
        model->lines[i].unit = unit;
        if (!is_one)
            model->lines[i].unit_text = from->unit;
    }
}

void build_shared_list(struct builder *builder, uint32_t shared)
{
    const struct line *from = &builder->model->lines[shared];
    struct line *line = &builder->model->lines[builder->model->n_lines - 1];
    size_t n = from->expr ? from->expr->n : 0;
    struct expr *expr = calloc(1, sizeof *expr);
    if (expr)
        expr->nodes = calloc(n + 1, sizeof *expr->nodes);
    if (!expr || !expr->nodes) {
        builder->out_of_memory = true;
        free(expr);
        return;
    }
    if (n > 0)
        memcpy(expr->nodes, from->expr->nodes, n * sizeof *expr->nodes);
    expr->n = (uint32_t)n;
    line->kind = LINE_FORMULA;
    line->text = from->text;
    line->place = from->place;
    line->unit = from->unit;
    line->unit_text = from->unit_text;
    line->n_in_turn = from->n_in_turn;
    line->expr = n > 0 ? expr : NULL;
    if (n == 0)
        expr_free(expr);
}
