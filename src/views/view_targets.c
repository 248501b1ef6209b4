/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The line at the bottom of the screen: targets, failed claims, warnings, most important first. */
#include <stdio.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

#include "view_parts.h"

enum { MARK_COLUMNS = 2, BETWEEN_ITEMS = 3, KEY_GAP = 2, SIDES_SIZE = VIEW_SIDES_SIZE };

/* The row, filled from the left up to `end`. */
struct strip {
    struct canvas *canvas;
    struct rect row;
    int at, end;
};

/* How much of each target the line says. */
enum strip_detail {
    NAMES_ALONE,
    MISSED_WITH_VALUES,
    ALL_WITH_VALUES,
};

/* " (-30.99M > 0)", or "" where DETAIL leaves that out. */
static void format_strip_values(const struct scenario *scenario, uint32_t index,
                                enum strip_detail detail, char out[SIDES_SIZE + 4])
{
    char sides[SIDES_SIZE];
    bool is_met = scenario_target(scenario, index) == TARGET_MET;
    out[0] = '\0';
    if (detail == NAMES_ALONE || (detail == MISSED_WITH_VALUES && is_met))
        return;
    view_format_sides(scenario, index, true, sides);
    if (sides[0] != '\0')
        snprintf(out, SIDES_SIZE + 4, " (%s)", sides);
}

static int strip_target_columns(const struct scenario *scenario, uint32_t index,
                                enum strip_detail detail)
{
    char values[SIDES_SIZE + 4];
    const char *name = scenario->model->lines[index].name;
    format_strip_values(scenario, index, detail, values);
    return MARK_COLUMNS + text_width(name, strlen(name)) + text_width(values, strlen(values));
}

static void draw_strip_target(const struct scenario *scenario, struct strip *strip, uint32_t index,
                              enum strip_detail detail)
{
    enum target_state state = scenario_target(scenario, index);
    char values[SIDES_SIZE + 4];
    format_strip_values(scenario, index, detail, values);
    view_draw_mark(strip->canvas, strip->row, 0, strip->at, state);
    strip->at += MARK_COLUMNS;
    strip->at += canvas_text(strip->canvas, strip->row, 0, strip->at,
                             state == TARGET_MET ? UI_NORMAL : view_state_role(state),
                             scenario->model->lines[index].name);
    strip->at += canvas_text(strip->canvas, strip->row, 0, strip->at, UI_MUTED, values);
    strip->at += BETWEEN_ITEMS;
}

/* Draw the targets that are in STATE while they fit; how many did not. */
static unsigned draw_strip_targets(const struct scenario *scenario, struct strip *strip,
                                   const struct section *targets, enum target_state state,
                                   enum strip_detail detail)
{
    unsigned n_left = 0;
    for (uint32_t i = targets->first_line; i < targets->first_line + targets->n_lines; i++) {
        if (scenario_target(scenario, i) != state)
            continue;
        if (n_left > 0 || strip->at + strip_target_columns(scenario, i, detail) > strip->end)
            n_left++;
        else
            draw_strip_target(scenario, strip, i, detail);
    }
    return n_left;
}

/* The most detail with which all targets fit, or names alone. */
static enum strip_detail choose_detail(const struct scenario *scenario, const struct strip *strip,
                                       const struct section *targets)
{
    for (enum strip_detail detail = ALL_WITH_VALUES; detail > NAMES_ALONE; detail--) {
        int columns = -BETWEEN_ITEMS;
        for (uint32_t i = targets->first_line; i < targets->first_line + targets->n_lines; i++)
            columns += strip_target_columns(scenario, i, detail) + BETWEEN_ITEMS;
        if (strip->at + columns <= strip->end)
            return detail;
    }
    return NAMES_ALONE;
}

static void draw_strip(const struct scenario *scenario, struct strip *strip,
                       const struct section *targets)
{
    static const enum target_state order[] = {TARGET_MISSED, TARGET_UNKNOWN, TARGET_MET};
    unsigned n_hidden = 0;
    if (strip->row.columns >= 60)
        strip->at += canvas_text(strip->canvas, strip->row, 0, 0, UI_MUTED, _("targets")) + 2;
    enum strip_detail detail = choose_detail(scenario, strip, targets);
    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        n_hidden += draw_strip_targets(scenario, strip, targets, order[i], detail);
    if (n_hidden > 0 && strip->at + 4 <= strip->end)
        strip->at +=
            canvas_printf(strip->canvas, strip->row, 0, strip->at, UI_MUTED, "+%u", n_hidden) +
            BETWEEN_ITEMS;
}

static unsigned count_failed_claims(const struct scenario *scenario)
{
    const struct section *claims = model_first_section(scenario->model, SECTION_CLAIMS);
    unsigned n = 0;
    for (uint32_t i = 0; claims && i < claims->n_lines; i++)
        n += !scenario_claim_holds(scenario, claims->first_line + i);
    return n;
}

/* TEXT ending at the strip's end, which moves before it. */
static void draw_strip_end(struct strip *strip, enum ui_role role, const char *text)
{
    int width = text_width(text, strlen(text));
    if (strip->at + width > strip->end)
        return;
    canvas_text_right(strip->canvas, strip->row, 0, strip->end, role, text);
    strip->end -= width + BETWEEN_ITEMS;
}

/* The keys that lead to the reasons, before what stands at the strip's end, where there is room. */
static void draw_strip_key(struct strip *strip)
{
    char keys[16];
    snprintf(keys, sizeof keys, "v %d", VIEW_EXPLAIN + 1);
    int end = strip->end + BETWEEN_ITEMS - KEY_GAP;
    if (strip->end < strip->row.columns && strip->at + (int)strlen(keys) <= end)
        canvas_text_right(strip->canvas, strip->row, 0, end, UI_KEY, keys);
}

void view_draw_targets(const struct view_input *input, struct canvas *canvas, struct rect row)
{
    const struct section *targets = model_first_section(input->scenario->model, SECTION_TARGETS);
    struct strip strip = {canvas, row, 0, row.columns};
    unsigned n_claims = count_failed_claims(input->scenario);
    unsigned n_warnings = !input->warnings ? 0 : (unsigned)input->warnings->n_warnings;
    char text[VIEW_TEXT_SIZE];
    snprintf(text, sizeof text, ngettext("%u warning", "%u warnings", n_warnings), n_warnings);
    if (n_warnings > 0)
        draw_strip_end(&strip, UI_WARNING, text);
    snprintf(text, sizeof text, ngettext("%u claim fails", "%u claims fail", n_claims), n_claims);
    if (n_claims > 0)
        draw_strip_end(&strip, UI_BAD, text);
    if (targets && targets->n_lines > 0)
        draw_strip(input->scenario, &strip, targets);
    if (n_claims > 0 || n_warnings > 0)
        draw_strip_key(&strip);
}
