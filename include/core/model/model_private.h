/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a model has besides what everybody sees. Private to the core. */
#ifndef PROFORMA_CORE_MODEL_MODEL_PRIVATE_H
#define PROFORMA_CORE_MODEL_MODEL_PRIVATE_H

#include "core/model/graph.h"
#include "core/model/model.h"
#include "core/text/arena.h"

struct model_private {
    struct arena arena;    /* of all texts */
    struct names names;    /* "section.line" to line; built-ins are ".month" */
    struct names sections; /* to section */
    struct graph graph;
};

/* The line NAME (N bytes) of SECTION, or NAMES_NONE. */
uint32_t model_find_line(const struct model *model, const char *section, const char *name,
                         size_t n);
/* Whether KEY (N bytes) is LIMIT, "first_" or "last_", and what MODEL's period is called:
 * first_month or, in every plan, first_period. */
bool model_is_limit_key(const struct model *model, const char *key, size_t n, const char *limit);

#endif
