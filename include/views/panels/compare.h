/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * What the Compare view shows: the scenario beside its baseline and beside other files, what
 * differs, and the bridge of the outcome to the scenario from a base. The base is the first of the
 * other files, or the baseline while there are none. Not here: drawing (view_compare.c), reading
 * files (cli).
 */
#ifndef PROFORMA_VIEWS_PANELS_COMPARE_H
#define PROFORMA_VIEWS_PANELS_COMPARE_H

#include "analysis/compare/bridge.h"
#include "analysis/compare/comparison.h"
#include "draw/chart.h"
#include "views/panels/stamp.h"

struct view_input;

/* Which column of the comparison is what; the other files follow. */
enum { COMPARE_NOW, COMPARE_BASELINE, COMPARE_FIRST_OTHER };
enum { COMPARE_MOST_OTHERS = 8, COMPARE_MOST = COMPARE_FIRST_OTHER + COMPARE_MOST_OTHERS };

struct compare_other {
    struct scenario *scenario;
    char *path;          /* as given */
    struct probe *probe; /* of the outcome; NULL if it isn't needed, or can't be computed */
};

/* Zero-initialise; compare_fini frees. */
struct compare {
    struct compare_other others[COMPARE_MOST_OTHERS];
    size_t n_others;
    struct stamp stamp; /* of what follows, a version of the analyses */
    struct comparison comparison;
    struct bridge bridge;        /* from the base to the scenario */
    struct chart_scale scale;    /* of its levels, relative to the base; it stays while that fits */
    bool has_bridge;             /* false: the outcome can't be computed in both */
    char error[ERROR_TEXT_SIZE]; /* why it can't */
};

void compare_fini(struct compare *compare);

/* Compare with SCENARIO (taken) of PATH as well; a scenario that is there under that path is
 * replaced. STATUS_FAULTY if there are COMPARE_MOST_OTHERS already. On this and on STATUS_NO_MEMORY
 * SCENARIO is freed. */
enum status compare_add(struct compare *compare, struct scenario *scenario, const char *path,
                        struct error *err);
/* Forget all other files. */
void compare_clear(struct compare *compare);
/* Forget what was made for the outcome, which is another one now. */
void compare_forget(struct compare *compare);

/* The scenario of column I. */
const struct scenario *compare_scenario(const struct view_input *input, size_t i);
/* The column that the bridge begins at, and its scenario. */
size_t compare_base(const struct compare *compare);
const struct scenario *compare_base_scenario(const struct view_input *input);
/* What column I is called: "now", "saved", "pinned", the file's name without its folders. */
const char *compare_label(const struct compare *compare, const struct view_input *input, size_t i);

/* Compute comparison and bridge of INPUT, whose outcome is up to date. Lines and texts that they
 * hold are those of its scenarios. Only STATUS_NO_MEMORY can happen. */
enum status compare_update(struct compare *compare, const struct view_input *input,
                           struct error *err);

#endif
