/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What the source of a claim printed, a sum of products of numbers, beside what the stages come to:
 * which stage each term is, and what is wrong with it. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

#include "claims_slips.h"

enum { MOST_FACTORS = 16, MOST_POWER = 9, WAN = 4, MOST_DEPTH = 2 };
static const double same = 1e-6; /* share of an amount up to which a term is it: all is exact */

/* What a stage contributes to the claim. */
struct part {
    uint32_t section;
    enum role role;
    double value; /* with the sign that it has in the claim */
    bool is_taken;
};

/* A term of the printed sum. */
struct printed_term {
    uint32_t node;
    bool is_negative;
    double value;
    double factors[MOST_FACTORS]; /* the numbers of its product, a divisor's reciprocal */
    uint32_t n_factors;
    struct part *part; /* that it has been found to be, or NULL */
    struct claim_term *out;
};

struct comparer {
    const struct scenario *scenario;
    const struct expr *expr;
    const char *text;
    struct claim_cause *item;
    struct part *parts;
    size_t n_parts;
    struct printed_term terms[CLAIM_MAX_TERMS];
    size_t n_terms;
    bool has_units, has_wan; /* terms that are right, and right in 万 */
};

static bool is_same(double a, double b)
{
    return fabs(a - b) <= same * fmax(fabs(a), fabs(b));
}

/* ---- The stages ---- */

static void add_part(struct comparer *comparer, uint32_t section, enum role role, double sign)
{
    const struct section *stage = &comparer->scenario->model->sections[section];
    double value =
        stage->roles[role] == NAMES_NONE ? 0 : scenario_role(comparer->scenario, section, role);
    if (value != 0 && isfinite(value))
        comparer->parts[comparer->n_parts++] = (struct part){section, role, sign * value, false};
}

/* The parts of the claim: of a total, each stage's; of a stage's role, that alone. */
static void find_parts(struct comparer *comparer)
{
    const struct model *model = comparer->scenario->model;
    const char *name = model->lines[comparer->item->line].name;
    uint32_t section;
    enum role role;
    if (model_find_role(model, name, strlen(name), &section, &role)) {
        add_part(comparer, section, role, 1);
        return;
    }
    bool is_profit = strcmp(name, "total.profit") == 0;
    for (int r = 0; r < N_ROLES; r++) {
        char total[MODEL_NAME_SIZE];
        snprintf(total, sizeof total, "total.%s", model_role_name((enum role)r));
        if (strcmp(name, total) != 0 && !(is_profit && r != ROLE_CARBON))
            continue;
        for (uint32_t s = 0; s < model->n_sections; s++)
            if (model->sections[s].kind == SECTION_STAGE)
                add_part(comparer, s, (enum role)r, is_profit && r == ROLE_COST ? -1 : 1);
    }
}

/* ---- The printed expression ---- */

/* The value of the sub-formula at NODE; NaN where it has none. */
static double value_of(const struct comparer *comparer, uint32_t node)
{
    uint32_t size = comparer->expr->nodes[node].size;
    const struct expr part = {comparer->expr->nodes + node + 1 - size, size};
    struct error err;
    double value;
    return expr_evaluate(&part, comparer->text, (double)NAN, &value, &err) == STATUS_OK
               ? value
               : (double)NAN;
}

/* Into SIGNS, of each node: of ROOT and what stands under it in sums (or, if IS_PRODUCT, products),
 * 1 or, behind an odd number of minuses (or divisors), -1; 0 of the others. Operands stand before
 * their operator, so that going back from ROOT needs no recursion. */
static void spread_signs(const struct expr *expr, uint32_t root, bool is_product, int8_t *signs)
{
    uint8_t plus = is_product ? OP_MUL : OP_ADD, minus = is_product ? OP_DIV : OP_SUB;
    uint32_t first = root + 1 - expr->nodes[root].size;
    memset(signs + first, 0, root + 1 - first);
    signs[root] = 1;
    for (uint32_t i = root + 1; i-- > first;) {
        uint8_t op = expr->nodes[i].op;
        int8_t sign = signs[i];
        if (sign == 0 || (op != plus && op != minus && op != OP_NEG) ||
            (op == OP_NEG && is_product))
            continue;
        signs[i] = 0; /* it is made of its operands */
        if (op == OP_NEG) {
            signs[i - 1] = (int8_t)-sign;
            continue;
        }
        signs[expr_operand(expr, i, 0)] = sign;
        signs[i - 1] = (int8_t)(op == minus ? -sign : sign);
    }
}

/* The numbers that TERM is made of; EXPONENTS has room for each node. */
static void add_factors(struct comparer *comparer, struct printed_term *term, int8_t *exponents)
{
    uint32_t first = term->node + 1 - comparer->expr->nodes[term->node].size;
    spread_signs(comparer->expr, term->node, true, exponents);
    for (uint32_t i = first; i <= term->node && term->n_factors < MOST_FACTORS; i++) {
        double value = exponents[i] == 0 ? 1 : value_of(comparer, i);
        if (exponents[i] != 0)
            term->factors[term->n_factors++] = exponents[i] > 0 ? value : 1 / value;
    }
}

/* The terms of the printed sum; SIGNS has room for each node twice. */
static void find_terms(struct comparer *comparer, int8_t *signs)
{
    uint32_t n = comparer->expr->n;
    spread_signs(comparer->expr, n - 1, false, signs);
    for (uint32_t i = 0; i < n && comparer->n_terms < CLAIM_MAX_TERMS; i++) {
        if (signs[i] == 0)
            continue;
        struct printed_term *term = &comparer->terms[comparer->n_terms++];
        *term = (struct printed_term){.node = i, .is_negative = signs[i] < 0};
        term->value = signs[i] * value_of(comparer, i);
        add_factors(comparer, term, signs + n);
    }
}

/* ---- Which stage a term is ---- */

/* Whether one of TERM's numbers is VALUE, as it is or in 万. */
static bool has_factor(const struct printed_term *term, double value)
{
    for (uint32_t i = 0; i < term->n_factors; i++)
        if (is_same(term->factors[i], value) || is_same(term->factors[i] * 1e4, value))
            return true;
    return false;
}

/* Whether the formula of LINE uses PARAMETER, itself or through at most DEPTH formulas. */
static bool is_behind(const struct model *model, uint32_t parameter, uint32_t line, int depth)
{
    if (line == parameter)
        return true;
    for (uint32_t i = 0; i < model->lines[line].n_uses && depth >= 0; i++)
        if (is_behind(model, parameter, model->lines[line].uses[i], depth - 1))
            return true;
    return false;
}

/* How many parameters of the stage SECTION are among the numbers of TERM. */
static uint32_t count_common(const struct comparer *comparer, const struct printed_term *term,
                             uint32_t section)
{
    const struct model *model = comparer->scenario->model;
    const struct section *stage = &model->sections[section];
    uint32_t n = 0;
    for (uint32_t i = stage->first_line; i < stage->first_line + stage->n_lines; i++)
        n += model->lines[i].kind == LINE_PARAMETER && has_factor(term, model->lines[i].value);
    return n;
}

/* A way in which a term can be a part, the surest first. */
enum relation { EXACTLY, IN_WAN, FROM_COST, BY_FACTOR, STRAY, BY_POWER, N_RELATIONS };

/* The power of ten that FACTOR is, at most MOST_POWER; 0 if it is none. */
static int power_of(double factor)
{
    int power = (int)lround(log10(fabs(factor)));
    return abs(power) <= MOST_POWER && is_same(factor, pow(10, power)) ? power : 0;
}

/* Whether NUMBER is, as it is or in 万, a parameter that the formula of LINE uses, itself or
 * through at most DEPTH formulas. */
static bool is_number_behind(const struct model *model, double number, uint32_t line, int depth)
{
    const struct line *behind = &model->lines[line];
    if (behind->kind == LINE_PARAMETER)
        return is_same(number, behind->value) || is_same(number * 1e4, behind->value);
    for (uint32_t i = 0; i < behind->n_uses && depth >= 0; i++)
        if (is_number_behind(model, number, behind->uses[i], depth - 1))
            return true;
    return false;
}

/* The cost of PART's stage if TERM begins with its numbers, two at least, and goes on; else 0. */
static double find_cost(const struct comparer *comparer, const struct printed_term *term,
                        const struct part *part)
{
    const struct model *model = comparer->scenario->model;
    uint32_t line = model->sections[part->section].roles[ROLE_COST];
    if (part->role != ROLE_REVENUE || line == NAMES_NONE)
        return 0;
    double cost = scenario_role(comparer->scenario, part->section, ROLE_COST), product = 1;
    for (uint32_t i = 0; i + 1 < term->n_factors; i++) {
        if (!is_number_behind(model, term->factors[i], line, MOST_DEPTH))
            return 0;
        product *= term->factors[i];
        if (i > 0 && cost != 0 && (is_same(product, cost) || is_same(product * 1e4, cost)))
            return cost;
    }
    return 0;
}

/* A parameter of PART's stage by which TERM differs from it, into *POWER 1 if it is left out, -1 if
 * it is there once more; NULL if there is none. Amounts in 万 on top of that do not matter. */
static const struct line *find_factor(const struct comparer *comparer,
                                      const struct printed_term *term, const struct part *part,
                                      int *power)
{
    const struct model *model = comparer->scenario->model;
    const struct section *stage = &model->sections[part->section];
    double quotient = part->value / term->value;
    for (uint32_t i = stage->first_line; i < stage->first_line + stage->n_lines; i++) {
        const struct line *line = &model->lines[i];
        for (*power = 1; *power >= -1 && line->kind == LINE_PARAMETER; *power -= 2) {
            double factor = *power > 0 ? line->value : 1 / line->value;
            bool is_it = is_same(quotient, factor) || is_same(quotient, factor * 1e4);
            if (is_it && factor != 1 && is_behind(model, i, stage->roles[part->role], MOST_DEPTH))
                return line;
        }
    }
    return NULL;
}

/* The last number of TERM without which it is PART, as it is or in 万; 0 if there is none. */
static double find_stray(const struct printed_term *term, const struct part *part)
{
    double quotient = part->value / term->value;
    for (uint32_t i = term->n_factors; i-- > 0 && term->n_factors > 1;)
        if (is_same(quotient * term->factors[i], 1) || is_same(quotient * term->factors[i], 1e4))
            return term->factors[i];
    return 0;
}

static bool is_related(const struct comparer *comparer, const struct printed_term *term,
                       const struct part *part, enum relation relation)
{
    double quotient = part->value / term->value;
    int power;
    switch (relation) {
    case EXACTLY:
        return is_same(term->value, part->value);
    case IN_WAN:
        return power_of(quotient) == WAN;
    case STRAY:
        return find_stray(term, part) != 0;
    case BY_POWER:
        return power_of(quotient) != 0;
    case FROM_COST:
        return find_cost(comparer, term, part) != 0;
    case BY_FACTOR:
        return find_factor(comparer, term, part, &power);
    case N_RELATIONS:
        break;
    }
    return false;
}

/* The part that TERM is by RELATION: of several that which has the most numbers in common with it;
 * but for a term that is exact, it has one at least. NULL if there is none. */
static struct part *find_part(const struct comparer *comparer, const struct printed_term *term,
                              enum relation relation)
{
    struct part *best = NULL;
    uint32_t most = relation == EXACTLY ? 0 : 1;
    for (size_t i = 0; i < comparer->n_parts; i++) {
        struct part *part = &comparer->parts[i];
        uint32_t common = 1 + count_common(comparer, term, part->section);
        if (!part->is_taken && common > most && is_related(comparer, term, part, relation)) {
            best = part;
            most = common;
        }
    }
    return best;
}

/* ---- What is said of it ---- */

/* What is said of TERM, which is PART, called NAME, by RELATION, into TEXT; cut at SIZE. */
static void word(const struct comparer *comparer, const struct printed_term *term,
                 const struct part *part, const char *name, enum relation relation, char *text,
                 size_t size)
{
    char number[NUMBER_TEXT_SIZE];
    int power = power_of(part->value / term->value), way = 1;
    const struct line *factor = find_factor(comparer, term, part, &way);
    switch (relation) {
    case IN_WAN:
        snprintf(text, size, _("%s in 万"), name);
        break;
    case BY_FACTOR:
        snprintf(text, size,
                 way > 0 ? _("%s without the factor %s") : _("%s with the factor %s once more"),
                 name, factor ? factor->name : "");
        break;
    case STRAY:
        number_format(number, find_stray(term, part));
        snprintf(text, size, _("%s with a stray factor %s"), name, number);
        break;
    case BY_POWER:
        number_format_grouped(number, pow(10, abs(power)), 0);
        snprintf(text, size, power > 0 ? _("%s, %s times too small") : _("%s, %s times too large"),
                 name, number);
        break;
    case EXACTLY:
    case FROM_COST:
    case N_RELATIONS:
        snprintf(text, size, "%s", name);
    }
}

/* Say of TERM that it is PART, called NAME, by RELATION. */
static void tell(struct comparer *comparer, struct printed_term *term, const struct part *part,
                 const char *name, enum relation relation)
{
    char *out = term->out->verdict;
    word(comparer, term, part, name, relation, out, CLAIM_CAUSE_SIZE);
    text_drop_torn(out);
    bool is_from_cost = find_cost(comparer, term, part) != 0;
    size_t used = strlen(out);
    if (is_from_cost)
        snprintf(out + used, CLAIM_CAUSE_SIZE - used, _(", computed from %s.cost"),
                 comparer->scenario->model->sections[part->section].name);
    text_drop_torn(out);
    term->out->is_right = relation == EXACTLY;
    comparer->has_units |= relation == EXACTLY;
    comparer->has_wan |= relation == IN_WAN;
    if (relation != EXACTLY || is_from_cost)
        claim_note(comparer->item, SLIP_PRINTED, GROUP_OWN, 0, term->out->text, out);
}

static void match_terms(struct comparer *comparer)
{
    const struct model *model = comparer->scenario->model;
    for (int relation = 0; relation < N_RELATIONS; relation++)
        for (size_t i = 0; i < comparer->n_terms; i++) {
            struct printed_term *term = &comparer->terms[i];
            struct part *part = term->part || !(fabs(term->value) > 0)
                                    ? NULL
                                    : find_part(comparer, term, (enum relation)relation);
            if (!part)
                continue;
            char name[MODEL_NAME_SIZE];
            term->part = part;
            part->is_taken = true;
            model_line_name(model, model->sections[part->section].roles[part->role], name,
                            sizeof name);
            tell(comparer, term, part, name, (enum relation)relation);
        }
}

/* The claim whose stated amount TERM is, but for its sign; NULL if there is none. */
static const struct line *find_stated(const struct comparer *comparer,
                                      const struct printed_term *term)
{
    const struct model *model = comparer->scenario->model;
    const struct section *claims = model_first_section(model, SECTION_CLAIMS);
    for (uint32_t i = claims->first_line; i < claims->first_line + claims->n_lines; i++)
        if (i != comparer->item->line && model->lines[i].stated != 0 &&
            is_same(fabs(model->lines[i].stated), fabs(term->value)))
            return &model->lines[i];
    return NULL;
}

/* What is said of terms that are no stage's. */
static void tell_others(struct comparer *comparer)
{
    for (size_t i = 0; i < comparer->n_terms; i++) {
        struct printed_term *term = &comparer->terms[i];
        const struct line *stated = term->part ? NULL : find_stated(comparer, term);
        if (term->part)
            continue;
        if (stated)
            snprintf(term->out->verdict, CLAIM_CAUSE_SIZE, _("the stated %s"), stated->name);
        else
            snprintf(term->out->verdict, CLAIM_CAUSE_SIZE, "%s", _("no stage's amount"));
        text_drop_torn(term->out->verdict);
    }
}

/* ---- The whole ---- */

static void write_terms(struct comparer *comparer)
{
    for (size_t i = 0; i < comparer->n_terms; i++) {
        struct printed_term *term = &comparer->terms[i];
        const struct expr_node *node = &comparer->expr->nodes[term->node];
        term->out = &comparer->item->terms[comparer->item->n_terms++];
        term->out->value = term->value;
        snprintf(term->out->text, sizeof term->out->text, "%s%.*s", term->is_negative ? "-" : "",
                 (int)lesser_size(node->length, CLAIM_TERM_SIZE), comparer->text + node->at);
        text_drop_torn(term->out->text);
    }
}

/* The stages that no term is, if some term is one. */
static void tell_left_out(struct comparer *comparer)
{
    const struct model *model = comparer->scenario->model;
    bool is_of_stages = false;
    for (size_t i = 0; i < comparer->n_parts; i++)
        is_of_stages |= comparer->parts[i].is_taken;
    for (size_t i = 0; i < comparer->n_parts && is_of_stages; i++) {
        const struct part *part = &comparer->parts[i];
        char name[MODEL_NAME_SIZE];
        if (part->is_taken || comparer->item->n_terms == 2 * CLAIM_MAX_TERMS)
            continue;
        struct claim_term *out = &comparer->item->terms[comparer->item->n_terms++];
        model_line_name(model, model->sections[part->section].roles[part->role], name, sizeof name);
        out->value = part->value;
        snprintf(out->verdict, sizeof out->verdict, _("%s left out"), name);
        claim_note(comparer->item, SLIP_NOT_PRINTED, GROUP_OWN, 0, name, "");
    }
}

static void compare(struct comparer *comparer, int8_t *signs)
{
    struct claim_cause *item = comparer->item;
    char gives[NUMBER_TEXT_SIZE];
    item->printed = value_of(comparer, comparer->expr->n - 1);
    find_terms(comparer, signs);
    write_terms(comparer);
    find_parts(comparer);
    if (!item->holds && !claim_is_explained(item, item->printed)) {
        number_format_fit(gives, item->printed, 20);
        claim_note(item, SLIP_NOT_ADDED, GROUP_OWN, 0, gives, "");
    }
    match_terms(comparer);
    tell_others(comparer);
    if (comparer->has_wan)
        claim_note(item, comparer->has_units ? SLIP_MIXED : SLIP_IN_WAN, GROUP_OWN, 0, "", "");
    tell_left_out(comparer);
}

enum status claim_compare_printed(const struct scenario *scenario, struct claim_cause *item,
                                  struct error *err)
{
    const struct line *line = &scenario->model->lines[item->line];
    struct comparer *comparer = calloc(1, sizeof *comparer);
    struct part *parts = calloc((size_t)N_ROLES * scenario->model->n_sections, sizeof *parts);
    item->terms = calloc(2 * (size_t)CLAIM_MAX_TERMS, sizeof *item->terms);
    int8_t *signs = calloc(2 * (size_t)line->printed_expr->n, sizeof *signs);
    bool has = comparer && parts && signs && item->terms;
    if (has) {
        *comparer = (struct comparer){.scenario = scenario,
                                      .expr = line->printed_expr,
                                      .text = line->printed,
                                      .item = item,
                                      .parts = parts};
        compare(comparer, signs);
    }
    free(comparer);
    free(parts);
    free(signs);
    return has ? STATUS_OK : error_no_memory(err);
}
