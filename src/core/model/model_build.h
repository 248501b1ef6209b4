/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The steps of building a model, in their order (model_build.c), and what they call of each other.
 * Each goes on after errors as far as it can and says them all. Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_MODEL_BUILD_H
#define PROFORMA_CORE_MODEL_MODEL_BUILD_H

#include "core/language/kinds.h"

#include "model_builder.h"

/* Sections and lines from the text (model_read.c). */
void build_read(struct builder *builder);
/* A stage, with the lines of its kind, and the built-in lines (model_stage.c). */
void build_stage(struct builder *builder, const struct source_section *source);
void build_builtins(struct builder *builder);
/* Line INDEX becomes what TEXT says: a parameter or, unless it has to be a number, a list or a
 * formula. The numbers of a list become lines behind it, which has to be the last line then
 * (model_line.c). */
void build_line_text(struct builder *builder, uint32_t index, const char *text, bool number_only);
/* The attributes among the entries of SOURCE, whose lines SECTION has (model_attributes.c). */
void build_attributes(struct builder *builder, uint32_t section,
                      const struct source_section *source);
/* ENTRY of a kind, an attribute of a line of SECTION; what the stage itself says comes after it. */
void build_kind_attribute(struct builder *builder, uint32_t section,
                          const struct kind_entry *entry);

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
