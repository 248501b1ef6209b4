/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Which version a result is of: what tells whether it has to be computed anew. Who owns the
 * versions counts them from 1, and counts on with each change of what results follow from.
 */
#ifndef PROFORMA_VIEWS_PANELS_STAMP_H
#define PROFORMA_VIEWS_PANELS_STAMP_H

#include <stdbool.h>

/* Zero-initialised: the result is of no version. */
struct stamp {
    unsigned long version;
};

/* True if the result is of VERSION. */
static inline bool stamp_is(struct stamp stamp, unsigned long version)
{
    return stamp.version == version;
}

/* The same; and from now on it is of VERSION: where it was not, the caller brings it up to date. */
static inline bool stamp_renew(struct stamp *stamp, unsigned long version)
{
    bool is_fresh = stamp->version == version;
    stamp->version = version;
    return is_fresh;
}

/* The result is of no version any more: it could not be computed, or is to be computed anew. */
static inline void stamp_clear(struct stamp *stamp)
{
    stamp->version = 0;
}

#endif
