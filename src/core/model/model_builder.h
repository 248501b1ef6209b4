/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The model that is being built, and what the steps of building it have in common: messages, new
 * sections and lines. Knows none of the steps. Private to the core.
 */
#ifndef PROFORMA_CORE_MODEL_MODEL_BUILDER_H
#define PROFORMA_CORE_MODEL_MODEL_BUILDER_H

#include <stdarg.h>

#include "core/model/model.h"

struct template;

struct builder {
    const struct source *source;
    struct model *model;
    struct arena *arena;                 /* the model's */
    struct messages *messages;           /* errors */
    const struct source_entry **entries; /* of every line; NULL if its text is built in */
    struct template **templates;         /* kinds that were read */
    size_t n_templates, templates_capacity;
    int n_being_read;       /* kinds whose reading has led to one another */
    struct names all_names; /* what stands inside all(): "team.heads" */
    bool of_kind;           /* what is checked is a kind's: its faults are told once */
    size_t lines_capacity, entries_capacity, sections_capacity, unit_slips_capacity;
    bool out_of_memory;
};

void build_error(struct builder *builder, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);
void build_verror(struct builder *builder, struct place place, const char *format,
                  va_list arguments) PRINTF_LIKE(3, 0);
/* What ERR says, at PLACE; out of memory if it is that. */
void build_fault(struct builder *builder, struct place place, const struct error *err);
/* True if further errors are counted and not kept: then what they would say need not be found out.
 */
bool build_is_full(const struct builder *builder);
void build_warning(struct builder *builder, struct place place, const char *format, ...)
    PRINTF_LIKE(3, 4);

/* The place of LENGTH bytes from OFFSET of LINE's text; its section's if the text is built in. */
struct place build_place(const struct builder *builder, uint32_t line, size_t offset,
                         size_t length);
/* An error at the operation or name of NODE of LINE's formula. */
void build_node_error(struct builder *builder, uint32_t line, const struct expr_node *node,
                      const char *format, ...) PRINTF_LIKE(4, 5);
void build_node_verror(struct builder *builder, uint32_t line, const struct expr_node *node,
                       const char *format, va_list arguments) PRINTF_LIKE(4, 0);
/* The place of the whole text of ENTRY. */
struct place build_entry_place(const struct source_entry *entry);

/* The name in SECTION that is nearest to WORD (N bytes), without the section; NULL if none is near.
 */
const char *build_nearest(const struct model *model, const char *section, const char *word,
                          size_t n);

/* Whether WORD (N bytes), as it is written in SECTION, is a number of a list that is faulty. */
bool build_is_number_of_fault(const struct model *model, const char *section, const char *word,
                              size_t n);

/* A copy of TEXT that lives as long as the model; NULL when out of memory. */
char *build_text(struct builder *builder, const char *text);

/* A new section or, in the last section, line at the end; NULL when out of memory, and for a line
 * that is there already, as a key that is no name may be. Pointers are
 * valid until the next. */
struct section *build_add_section(struct builder *builder, enum section_kind kind,
                                  const char *name);
struct line *build_add_line(struct builder *builder, const char *name,
                            const struct source_entry *entry);

/* Complain if NAME cannot be a section or a line. */
void build_check_name(struct builder *builder, const char *name, struct place place);

/* Note that FACTOR makes the unit of NODE of LINE right; see struct unit_slip. */
void build_add_unit_slip(struct builder *builder, uint32_t line, uint32_t node, double factor);
enum { BUILD_FACTOR_SIZE = 128 };
/* How a number in a unit of which one is FACTOR of the right ones is off, for people. */
void build_format_factor(double factor, char *out, size_t size);
/* Warn at PLACE if UNIT, which NAME is in, is not the one WANTED; a power of month between them
 * doesn't matter if IS_MONTHLY.  Returns the factor that makes UNIT the one WANTED, 1 if there is
 * none or no need of one. */
double build_compare_at(struct builder *builder, struct place place, const char *name,
                        struct unit unit, struct unit wanted, bool is_monthly);
/* Warn if UNIT, which LINE is in, is not the one WANTED; a power of month between them doesn't
 * matter if IS_MONTHLY. */
void build_compare_unit(struct builder *builder, uint32_t line, struct unit unit,
                        struct unit wanted, bool is_monthly);
/* Warn if the unit of line INDEX is not the one that TEXT says. */
void build_check_unit(struct builder *builder, uint32_t index, const char *text);

#endif
