/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Building a model, step by step: read the sections and lines (model_read.c), resolve the names in
 * formulas (model_resolve.c), find the order of evaluation (model_graph.c), check units
 * (model_units.c). Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_BUILD_H
#define PROFORMA_CORE_MODEL_BUILD_H

#include "core/arena.h"
#include "core/kinds.h"
#include "core/model.h"
#include "graph.h"

struct model_private {
    struct arena arena;
    struct names names;    /* "section.line" to line; built-ins are ".month" */
    struct names sections; /* to section */
    struct graph graph;
};

/* What the steps share. */
struct builder {
    const struct source *source;
    struct model *model;
    struct arena *arena;
    struct messages *messages;           /* errors */
    const struct source_entry **entries; /* of every line; NULL where its text is built in */
    size_t lines_capacity, entries_capacity, sections_capacity;
    bool out_of_memory;
};

void build_error(struct builder *builder, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* What ERR says, at PLACE; out of memory where it is that. */
void build_fault(struct builder *builder, struct place place, const struct error *err);
/* Whether further errors are counted and not told: then what they would say need not be found out.
 */
bool build_is_full(const struct builder *builder);
void build_warning(struct builder *builder, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
/* The place of LENGTH bytes from OFFSET of LINE's text; of its whole text where it is built in. */
struct place build_place(const struct builder *builder, uint32_t line, size_t offset,
                         size_t length);
/* The line NAME (N bytes) of SECTION, or NAMES_NONE. */
uint32_t build_find(const struct model *model, const char *section, const char *name, size_t n);

/* The name in SECTION that is nearest to WORD (N bytes), without the section; NULL if none is near.
 */
const char *build_nearest(const struct model *model, const char *section, const char *word,
                          size_t n);

/* A copy of TEXT that lives as long as the model; NULL when out of memory. */
char *build_text(struct builder *builder, const char *text);

/* A new section or line at the end; NULL when out of memory. Pointers are valid until the next. */
struct section *build_add_section(struct builder *builder, enum section_kind kind,
                                  const char *name);
struct line *build_add_line(struct builder *builder, const char *name,
                            const struct source_entry *entry);

/* Complain where NAME cannot be a section or a line. */
void build_check_name(struct builder *builder, const char *name, struct place place);

void build_read(struct builder *builder);
void build_stage(struct builder *builder, const struct source_section *source);
void build_builtins(struct builder *builder);
/* A line of TEXT: a parameter or, where that is what it is, a formula. */
void build_line_text(struct builder *builder, uint32_t line, const char *text, bool number_only);
/* The attributes among ENTRIES of SECTION. */
void build_attributes(struct builder *builder, uint32_t section,
                      const struct source_section *source);
/* ENTRY of a kind, an attribute of a line of SECTION; what the stage itself says comes after it. */
void build_kind_attribute(struct builder *builder, uint32_t section,
                          const struct kind_entry *entry);
void build_resolve(struct builder *builder);
void build_check_lines(struct builder *builder);
void build_correlations(struct builder *builder);
void build_graph(struct builder *builder);
void build_order(struct builder *builder);
void build_check_units(struct builder *builder);
/* Warn where UNIT, which LINE is in, is not the one WANTED; a power of month between them doesn't
 * matter where IS_MONTHLY. */
void build_compare_unit(struct builder *builder, uint32_t line, struct unit unit,
                        struct unit wanted, bool is_monthly);

/* TEXT of a `dist` at VALUE. STATUS_FAULTY with offset in TEXT; *IS_SHAPE (may be NULL) tells
 * whether its form is right and only its numbers are upside down. */
enum status dist_evaluate(const char *text, double value, struct dist *out, bool *is_shape,
                          struct error *err);

#endif
