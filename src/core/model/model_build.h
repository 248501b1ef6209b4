/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of building a model, in their order (model_build.c), and what they call of each other.
 * Each goes on after errors as far as it can and says them all. Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_MODEL_BUILD_H
#define PROFORMA_CORE_MODEL_MODEL_BUILD_H

#include "model_builder.h"
#include "template.h"

/* Sections and lines from the text (model_read.c). */
void build_read(struct builder *builder);
/* Where an own value of a stage is written: an entry, or a part of one. */
struct own {
    const struct source_entry *entry;
    const char *text;
    struct slice slice;
};

/* The entry KEY of SOURCE; NULL if it is not there, or has been removed. */
const struct source_entry *build_entry(const struct source_section *source, const char *key);
/* Whether KEY is one of a stage that is no line: title, kind, rows, ... */
bool build_is_stage_key(const char *key);
/* The title and the note among the entries of SOURCE, of the last section. */
void build_titles(struct builder *builder, const struct source_section *source);
/* Whether a stage is evaluated once a period: what ENTRY says, else what IS_MONTHLY does. */
bool build_per(struct builder *builder, const struct source_entry *entry, bool is_monthly);

/* The kind [kind.NAME], SOURCE, after those that it stands on (model_kind.c). */
void build_kind(struct builder *builder, const struct source_section *source);
/* The kind that ENTRY, of the key `kind`, names; NULL if there is none, which is told. */
struct template *build_find_kind(struct builder *builder, const struct source_entry *entry);
/* ENTRY, of the last section, is what stages of TEMPLATE share; `?` may stand there in a kind
 * alone. */
void build_share(struct builder *builder, struct template *template,
                 const struct source_entry *entry, bool is_kind);

/* A stage, with the lines of its kind, and the built-in lines (model_stage.c). */
void build_stage(struct builder *builder, const struct source_section *source);
void build_builtins(struct builder *builder);
/* The line NAME of the last section, a stage: its text is OWN's, or that of FROM, its kind's. */
void build_stage_line(struct builder *builder, const char *name, const struct own *own,
                      const struct template_entry *from);
/* What the last section, a stage at PLACE, has from its kind where it gives nothing itself. */
void build_kind_line(struct builder *builder, const struct template *template,
                     const struct template_entry *from, struct place place);
/* What ENTRY says, yes or no; OTHERWISE if it is NULL. */
bool build_switch(struct builder *builder, const struct source_entry *entry, bool otherwise);

/* A section with rows (model_rows.c). */
void build_rows(struct builder *builder, const struct source_section *source);
/* Line INDEX becomes what TEXT says: a parameter or, unless it has to be a number, a list or a
 * formula. The numbers of a list become lines behind it, which has to be the last line then
 * (model_line.c). */
void build_line_text(struct builder *builder, uint32_t index, const char *text, bool number_only);
/* Line INDEX, if it is a number or a list without a unit, has the one that FROM, of its kind, says.
 */
void build_default_unit(struct builder *builder, uint32_t index, const struct template_entry *from);
/* The last line becomes the list of line SHARED, whose numbers are its numbers. */
void build_shared_list(struct builder *builder, uint32_t shared);
/* The attributes among the entries of SOURCE, whose lines SECTION has (model_attributes.c). */
void build_attributes(struct builder *builder, uint32_t section,
                      const struct source_section *source);
/* ENTRY, whose key is that of an attribute from FROM on, of a line of SECTION. */
void build_attribute(struct builder *builder, uint32_t section, const struct source_entry *entry,
                     size_t from);
/* ENTRY of a kind, an attribute of a line of SECTION; what the stage itself says comes after it. */
void build_kind_attribute(struct builder *builder, uint32_t section,
                          const struct template_entry *entry);

/* What the names in formulas mean (model_resolve.c). */
void build_resolve(struct builder *builder);
/* What has a value for each month (model_months.c). */
void build_months(struct builder *builder);
/* What is odd about a line (model_check.c). */
void build_check_lines(struct builder *builder);
/* [correlations] (model_correlations.c). */
void build_correlations(struct builder *builder);
/* What depends on what (model_graph.c), and the order of evaluation (model_order.c). */
void build_graph(struct builder *builder);
void build_order(struct builder *builder);
/* The units of formulas, in that order; nothing if there are errors (model_units.c). */
void build_check_units(struct builder *builder);

#endif
