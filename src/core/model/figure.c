/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "core/model/figure.h"

#include <assert.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

/*
 * The program computes [total] by the places of its rows: the roles in their order, then profit and
 * margin. `places` are in the order of enum figure_list: data, report, Summary, Cash, its end;
 * then, as columns, stages, months, the Cash view's months. They leave room for what may come
 * between.
 */
static const struct figure figures[] = {
    {SECTION_BUILTIN, "period", NULL, "1", .is_series = true},
    /* where the scenario has no start, as if it were January; then no formula may use it */
    {SECTION_BUILTIN, FIGURE_CALENDAR_MONTH, "mod(period - 1, 12) + 1", "1", .is_series = true},
    {SECTION_BUILTIN, "months_per_year", NULL, "month/year", .constant = 12},
    {SECTION_BUILTIN, "periods_per_year", NULL, "period/year", .constant = 12,
     .is_by_period = true},
    {SECTION_BUILTIN, "periods_in_year", NULL, "1", .constant = 12, .is_by_period = true},
    {SECTION_BUILTIN, "period_of_year", "mod(period - 1, periods_in_year) + 1", "1",
     .is_series = true},
    {SECTION_BUILTIN, "first_period", NULL, "1", .constant = 1}, /* of a stage that leaves it out */
    {SECTION_BUILTIN, FIGURE_OPENING, NULL, "1", .constant = 0}, /* the model says it */
    {SECTION_BUILTIN, "days_per_month", NULL, "day/month", .constant = 365.0 / 12},

    {SECTION_TOTAL, "cost", NULL, "currency", .label = N_("Cost"), .format = FIGURE_MONEY,
     .better = -1, .column = N_("cost"), .places = {10, 20, 20, 0, 0, 10, 10, 20}},
    {SECTION_TOTAL, "revenue", NULL, "currency", .label = N_("Revenue"), .format = FIGURE_MONEY,
     .better = 1, .column = N_("revenue"), .places = {20, 10, 10, 0, 0, 20, 20, 10}},
    {SECTION_TOTAL, "carbon", NULL, "kgCO2e", .label = N_("Carbon"), .format = FIGURE_AMOUNT,
     .better = -1, .is_optional = true, .column = N_("kgCO2e"),
     .places = {50, 50, 50, 0, 0, 40, 0, 0}},
    {SECTION_TOTAL, "profit", NULL, "currency", .label = N_("Profit"), .format = FIGURE_MONEY,
     .better = 1, .is_difference = true, .column = N_("profit"),
     .places = {30, 30, 30, 0, 0, 30, 30, 30}},
    {SECTION_TOTAL, "margin", NULL, "1", .label = N_("Margin"), .format = FIGURE_PERCENT,
     .better = 1, .places = {40, 40, 40, 0, 0}},

    {SECTION_CASH, "balance", "cash.settled(prev(balance, budget) + total.profit)", "currency",
     .is_series = true, .is_level = true, .column = N_("balance"),
     .places = {0, 0, 0, 0, 0, 0, 40, 40}},
    {SECTION_CASH, "cumulative", "cash.settled(prev(cumulative) + total.profit)", "currency",
     .is_series = true},
    {SECTION_CASH, "solvent", "if(prev(solvent, 1), balance >= 0, 0)", "1", .is_series = true},
    {SECTION_CASH, "losing", "if(cumulative < 0, period, 0)", "1", .is_series = true},
    {SECTION_CASH, "present", "total.profit / (1 + discount) ^ (period / periods_in_year)",
     "currency", .is_series = true},
    {SECTION_CASH, "final", "last(balance)", "currency", .label = N_("Final"),
     .long_label = N_("Final balance"), .format = FIGURE_MONEY, .better = 1,
     .places = {60, 60, 0, 0, 10}},
    {SECTION_CASH, "lowest", "min(if(opening, -peak(-balance), budget), -peak(-balance))",
     "currency", .label = N_("Lowest"), .long_label = N_("Lowest balance"), .format = FIGURE_MONEY,
     .better = 1, .places = {70, 70, 0, 30, 0}},
    {SECTION_CASH, "runway",
     "if(sum(solvent) - opening * first(solvent) == periods, 1 / 0, sum(solvent) - opening * "
     "first(solvent))",
     "period", .label = N_("Runway"), .format = FIGURE_MONTH_COUNT, .better = 1,
     .never = N_("never below 0"), .places = {80, 80, 80, 10, 0}},
    {SECTION_CASH, "breakeven", "if(peak(losing) == periods, 1 / 0, peak(losing) + 1)", "period",
     .is_unchecked = true, .label = N_("Break-even"), .format = FIGURE_MONTH, .better = -1,
     .never = N_("not reached"), .places = {90, 90, 90, 20, 0}},
    {SECTION_CASH, "npv", "cash.settled(sum(present))", "currency", .label = N_("NPV"),
     .long_label = N_("Net present value"), .format = FIGURE_MONEY, .better = 1,
     .places = {100, 100, 0, 0, 20}},
    {SECTION_CASH, "irr", "irr(total.profit)", "1", .label = N_("IRR"),
     .long_label = N_("Internal rate of return"), .format = FIGURE_RATE, .better = 1,
     .places = {110, 110, 0, 0, 30}},
};

enum { N_FIGURES = sizeof figures / sizeof *figures };

const struct figure *figure_at(uint32_t i)
{
    return i < N_FIGURES ? &figures[i] : NULL;
}

/* The first row of [total]: those of the roles, in their order, come first. */
static uint32_t first_total(void)
{
    uint32_t row = 0;
    while (figures[row].section != SECTION_TOTAL)
        row++;
    return row;
}

uint32_t figure_of_role(enum role role)
{
    assert((size_t)role < N_ROLES);
    return first_total() + role;
}

enum role figure_role(uint32_t row)
{
    uint32_t first = first_total();
    return row >= first && row - first < N_ROLES ? (enum role)(row - first) : ROLE_NONE;
}

const char *figure_section(const struct figure *figure)
{
    return figure->section == SECTION_TOTAL  ? "total"
           : figure->section == SECTION_CASH ? "cash"
                                             : "";
}

uint32_t figure_find(const char *name)
{
    const char *dot = strchr(name, '.');
    for (uint32_t i = 0; dot && i < N_FIGURES; i++)
        if (figures[i].label && strcmp(dot + 1, figures[i].name) == 0 &&
            text_equals(name, (size_t)(dot - name), figure_section(&figures[i])))
            return i;
    return FIGURE_NONE;
}

bool figure_next(enum figure_list list, uint32_t *row)
{
    uint32_t next = FIGURE_NONE;
    unsigned char behind = *row == FIGURE_NONE ? 0 : figures[*row].places[list];
    for (uint32_t i = 0; i < N_FIGURES; i++) {
        unsigned char place = figures[i].places[list];
        bool is_behind = place > behind || (place == behind && place > 0 && i > *row);
        if (is_behind && (next == FIGURE_NONE || place < figures[next].places[list]))
            next = i;
    }
    *row = next;
    return next != FIGURE_NONE;
}

bool figure_is_percentage(const struct figure *figure)
{
    return figure->format == FIGURE_PERCENT || figure->format == FIGURE_RATE;
}

const char *figure_unit(const struct figure *figure, const struct model *model)
{
    if (strcmp(figure->unit, "currency") == 0)
        return model->currency;
    if (strcmp(figure->unit, "period") == 0)
        return calendar_period(&model->calendar)->name;
    return strcmp(figure->unit, "1") == 0 ? "" : figure->unit;
}
