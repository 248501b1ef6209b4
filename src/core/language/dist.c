/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parameter's uncertainty: the text of `dist` to the shape and its arguments. */
#include "core/language/dist.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/language/expr.h"
#include "core/language/poisson.h"
#include "core/text/gettext.h"
#include "core/text/number.h"
#include "core/text/text.h"

/* The 95th and the 99.9th percentile of the standard normal distribution: 90 % and 99.8 % lie
 * within them on both sides. */
static const double Z95 = 1.6448536269514722, Z999 = 3.0902323061678136;
/* How far probabilities may be from a sum of 1. */
static const double ROUNDING = 1e-9;
/* The place of a pert's mode in steps of 2^-30, so that rounding in `pert(0.5*value, value,
 * 2*value)` doesn't make a new shape of every value. */
static const double PLACE_STEPS = 0x1p30;

/* An uncertainty as it is written: its arguments, and where they stand in TEXT. */
struct call {
    const struct calendar *calendar;
    const char *text;
    size_t n;
    struct argument {
        size_t at, length;
        double value;
    } arguments[DIST_MAX_ARGUMENTS];
};

static enum status fail_all(struct error *err, const struct call *call, const char *why)
{
    return error_set_at(err, STATUS_FAULTY, 0, strlen(call->text), "%s: '%s'", why, call->text);
}

static enum status fail_argument(struct error *err, const struct call *call, size_t i,
                                 const char *why)
{
    const struct argument *argument = &call->arguments[i];
    return error_set_at(err, STATUS_FAULTY, argument->at, argument->length, "%s: '%.*s'", why,
                        (int)argument->length, call->text + argument->at);
}

/* ---- What can be written: checks, and the shape it is ---- */

/* Each argument is at least the one before it. */
static bool is_rising(const struct call *call)
{
    for (size_t i = 1; i < call->n; i++)
        if (!(call->arguments[i - 1].value <= call->arguments[i].value))
            return false;
    return true;
}

static enum status make_uniform(const struct call *call, struct dist *out, struct error *err)
{
    if (!is_rising(call))
        return fail_all(err, call, _("the uncertainty is upside down"));
    *out = (struct dist){DIST_UNIFORM, 0, {call->arguments[0].value, call->arguments[1].value}};
    return STATUS_OK;
}

static enum status make_triangular(const struct call *call, struct dist *out, struct error *err)
{
    if (!is_rising(call))
        return fail_all(err, call, _("the uncertainty is upside down"));
    *out = (struct dist){
        DIST_TRIANGULAR,
        0,
        {call->arguments[0].value, call->arguments[1].value, call->arguments[2].value}};
    return STATUS_OK;
}

/* The mode has 4 times the weight of an end. */
static enum status make_pert(const struct call *call, struct dist *out, struct error *err)
{
    if (!is_rising(call))
        return fail_all(err, call, _("the uncertainty is upside down"));
    double lo = call->arguments[0].value, mode = call->arguments[1].value;
    double hi = call->arguments[2].value;
    double place = hi > lo ? round((mode - lo) / (hi - lo) * PLACE_STEPS) / PLACE_STEPS : 0;
    *out = (struct dist){DIST_BETA, 0, {lo, hi, 1 + 4 * place, 5 - 4 * place}};
    return STATUS_OK;
}

static enum status make_normal(const struct call *call, struct dist *out, struct error *err)
{
    if (!(call->arguments[1].value >= 0))
        return fail_all(err, call, _("the standard deviation is negative"));
    *out = (struct dist){DIST_NORMAL, 0, {call->arguments[0].value, call->arguments[1].value}};
    return STATUS_OK;
}

static enum status make_lognormal(const struct call *call, struct dist *out, struct error *err)
{
    enum status status = make_normal(call, out, err);
    if (status != STATUS_OK)
        return status;
    if (!(call->arguments[0].value > 0))
        return fail_all(err, call, _("the mean of a lognormal is not above 0"));
    out->kind = DIST_LOGNORMAL;
    return STATUS_OK;
}

/* Two numbers that hold 90 %, as mean and sd of the variable itself. */
static enum status make_interval(const struct call *call, struct dist *out, struct error *err)
{
    double lo = call->arguments[0].value, hi = call->arguments[1].value;
    if (!is_rising(call))
        return fail_all(err, call, _("the uncertainty is upside down"));
    if (lo > 0) {
        double mu = (log(lo) + log(hi)) / 2, sigma = (log(hi) - log(lo)) / (2 * Z95);
        double mean = exp(mu + sigma * sigma / 2);
        *out = (struct dist){DIST_LOGNORMAL, 0, {mean, mean * sqrt(expm1(sigma * sigma))}};
    } else {
        *out = (struct dist){DIST_NORMAL, 0, {(lo + hi) / 2, (hi - lo) / (2 * Z95)}};
    }
    return STATUS_OK;
}

static enum status make_beta(const struct call *call, struct dist *out, struct error *err)
{
    for (size_t i = 0; i < call->n; i++)
        if (!(call->arguments[i].value >= DIST_LEAST_BETA &&
              call->arguments[i].value <= DIST_MOST_BETA))
            return fail_argument(err, call, i,
                                 _("an argument of beta lies between 0.001 and 1,000,000,000"));
    *out = (struct dist){DIST_BETA, 0, {0, 1, call->arguments[0].value, call->arguments[1].value}};
    return STATUS_OK;
}

/* What is known of a share of which nothing was known before. */
static enum status make_seen(const struct call *call, struct dist *out, struct error *err)
{
    double seen = call->arguments[0].value, tries = call->arguments[1].value;
    if (!(seen >= 0))
        return fail_argument(err, call, 0, _("fewer than none cannot be seen"));
    if (!(seen <= tries))
        return fail_argument(err, call, 0, _("more successes than tries cannot be seen"));
    if (!(tries < DIST_MOST_BETA))
        return fail_argument(err, call, 1,
                             _("a share is known from fewer than 1,000,000,000 tries"));
    *out = (struct dist){DIST_BETA, 0, {0, 1, seen + 1, tries - seen + 1}};
    return STATUS_OK;
}

static enum status make_poisson(const struct call *call, struct dist *out, struct error *err)
{
    if (!(call->arguments[0].value >= 0))
        return fail_all(err, call, _("the mean is negative"));
    *out = (struct dist){DIST_POISSON, 0, {call->arguments[0].value}};
    return STATUS_OK;
}

/* N VALUES, each with a weight, as steps: sorted, equal ones together, those without weight left
 * out. At least one has a weight. */
static void make_steps(const double *values, const double *weights, size_t n, struct dist *out)
{
    double sorted[DIST_MAX_VALUES], own[DIST_MAX_VALUES], total = 0, sum = 0;
    for (size_t i = 0; i < n; i++) {
        size_t at = i;
        for (; at > 0 && sorted[at - 1] > values[i]; at--) {
            sorted[at] = sorted[at - 1];
            own[at] = own[at - 1];
        }
        sorted[at] = values[i];
        own[at] = weights[i];
        total += weights[i];
    }
    *out = (struct dist){.kind = DIST_STEPS};
    for (size_t i = 0; i < n; i++) {
        if (!(own[i] > 0))
            continue;
        sum += own[i];
        out->n += out->n == 0 || out->arguments[out->n - 1] != sorted[i];
        out->arguments[out->n - 1] = sorted[i];
        out->arguments[DIST_MAX_VALUES + out->n - 1] = sum / total;
    }
    out->arguments[DIST_MAX_VALUES + out->n - 1] = 1;
}

static enum status check_probability(const struct call *call, size_t i, struct error *err)
{
    double p = call->arguments[i].value;
    return p >= 0 && p <= 1 ? STATUS_OK
                            : fail_argument(err, call, i, _("a probability lies between 0 and 1"));
}

static enum status make_chance(const struct call *call, struct dist *out, struct error *err)
{
    static const double values[2] = {0, 1};
    double p = call->arguments[0].value, weights[2] = {1 - p, p};
    enum status status = check_probability(call, 0, err);
    if (status == STATUS_OK)
        make_steps(values, weights, 2, out);
    return status;
}

static enum status make_choice(const struct call *call, struct dist *out, struct error *err)
{
    double values[DIST_MAX_VALUES], weights[DIST_MAX_VALUES], sum = 0;
    size_t n = call->n / 2;
    for (size_t i = 0; i < n; i++) {
        enum status status = check_probability(call, 2 * i + 1, err);
        if (status != STATUS_OK)
            return status;
        values[i] = call->arguments[2 * i].value;
        weights[i] = call->arguments[2 * i + 1].value;
        sum += weights[i];
    }
    if (fabs(sum - 1) > ROUNDING) {
        char why[ERROR_TEXT_SIZE / 2], text[NUMBER_TEXT_SIZE];
        number_format_fit(text, sum, 9);
        snprintf(why, sizeof why, _("the probabilities sum to %s, not to 1"), text);
        return fail_all(err, call, why);
    }
    make_steps(values, weights, n, out);
    return STATUS_OK;
}

static enum status make_samples(const struct call *call, struct dist *out, struct error *err)
{
    double values[DIST_MAX_VALUES], weights[DIST_MAX_VALUES];
    (void)err;
    for (size_t i = 0; i < call->n; i++) {
        values[i] = call->arguments[i].value;
        weights[i] = 1;
    }
    make_steps(values, weights, call->n, out);
    return STATUS_OK;
}

/* What can be written, one row each: `name(argument, ...)`, or two arguments with a word between
 * them, then with the name, if any, as a word before them. */
static const struct form {
    const char *name;
    const char *between;
    const char *usage;
    size_t least, most, step; /* arguments; their number is a multiple of STEP */
    enum status (*make)(const struct call *call, struct dist *out, struct error *err);
} forms[] = {
    {"uniform", NULL, "uniform(lo, hi)", 2, 2, 1, make_uniform},
    {"triangular", NULL, "triangular(lo, mode, hi)", 3, 3, 1, make_triangular},
    {"pert", NULL, "pert(lo, mode, hi)", 3, 3, 1, make_pert},
    {"normal", NULL, "normal(mean, sd)", 2, 2, 1, make_normal},
    {"lognormal", NULL, "lognormal(mean, sd)", 2, 2, 1, make_lognormal},
    {"beta", NULL, "beta(a, b)", 2, 2, 1, make_beta},
    {"poisson", NULL, "poisson(mean)", 1, 1, 1, make_poisson},
    {"chance", NULL, "chance(p)", 1, 1, 1, make_chance},
    {"choice", NULL, "choice(v1, p1, v2, p2, ...)", 2, DIST_MAX_ARGUMENTS, 2, make_choice},
    {"samples", NULL, "samples(v1, v2, ...)", 1, DIST_MAX_VALUES, 1, make_samples},
    {"seen", "of", "seen K of N", 2, 2, 1, make_seen},
    {"", "to", "LO to HI", 2, 2, 1, make_interval},
};
enum { N_FORMS = sizeof forms / sizeof *forms };

/* ---- Reading ---- */

/* The argument of CALL from AT to END, blanks at its ends left out, evaluated. */
static enum status read_argument(struct call *call, size_t at, size_t end, double value,
                                 struct error *err)
{
    struct expr *expr;
    while (at < end && text_is_blank(call->text[at]))
        at++;
    while (end > at && text_is_blank(call->text[end - 1]))
        end--;
    struct argument *argument = &call->arguments[call->n++];
    *argument = (struct argument){at, end - at, 0};
    enum status status = expr_parse(call->calendar, call->text + at, end - at, &expr, err);
    if (status == STATUS_OK) {
        status = expr_evaluate(expr, call->text + at, value, &argument->value, err);
        expr_free(expr);
    }
    if (status != STATUS_OK && err)
        err->offset += at;
    return status;
}

/* The end of the argument that begins at AT: a comma or a bracket of its own level, or the end. */
static size_t argument_end(const char *text, size_t at)
{
    int depth = 0;
    for (; text[at]; at++) {
        if (depth == 0 && (text[at] == ',' || text[at] == ')'))
            return at;
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
    }
    return at;
}

/* Where WORD stands in TEXT outside brackets, with blanks around it, not at its beginning; 0 where
 * it doesn't. */
static size_t find_word(const char *text, const char *word)
{
    size_t length = strlen(word);
    int depth = 0;
    for (size_t at = 0; text[at]; at++) {
        depth += text[at] == '(' ? 1 : text[at] == ')' ? -1 : 0;
        if (depth == 0 && at > 0 && text_is_blank(text[at - 1]) &&
            strncmp(text + at, word, length) == 0 && text_is_blank(text[at + length]))
            return at;
    }
    return 0;
}

static enum status fail_form(struct error *err, const char *text)
{
    char usages[ERROR_TEXT_SIZE / 2] = "";
    size_t used = 0;
    for (size_t i = 0; i < N_FORMS - 1 && used < sizeof usages; i++)
        used += (size_t)snprintf(usages + used, sizeof usages - used, i ? ", %s" : "%s",
                                 forms[i].usage);
    return error_set_at(err, STATUS_FAULTY, 0, strlen(text), _("an uncertainty is %s or %s"),
                        usages, forms[N_FORMS - 1].usage);
}

/* The arguments of `name(argument, ...)`, of which the bracket opens at AT. */
static enum status read_list(struct call *call, const struct form *form, size_t at, double value,
                             struct error *err)
{
    const char *text = call->text;
    size_t n = 0, end = at;
    do {
        end = argument_end(text, end + 1);
        n++;
        /* lognormal(1,500) has as many as it takes, uniform(1,000, 2,000) has more */
        if (text[end] == ',' && number_check_comma(text, strlen(text), end, err) != STATUS_OK)
            return STATUS_FAULTY;
    } while (text[end] == ',');
    if (text[end] != ')' || text[end + 1 + strspn(text + end + 1, " \t")] != '\0')
        return fail_form(err, text);
    n -= n == 1 && at + 1 + strspn(text + at + 1, " \t") == end;
    if (n > form->most && form->most > form->least)
        return error_set_at(err, STATUS_FAULTY, 0, strlen(text),
                            _("more than %d values are too many for %s"), DIST_MAX_VALUES,
                            form->usage);
    if (n < form->least || n > form->most || n % form->step != 0)
        return error_set_at(
            err, STATUS_FAULTY, 0, strlen(text),
            ngettext("%zu argument does not make %s", "%zu arguments do not make %s", n), n,
            form->usage);
    enum status status = STATUS_OK;
    for (end = at; call->n < n && status == STATUS_OK; at = end) {
        end = argument_end(text, at + 1);
        status = read_argument(call, at + 1, end, value, err);
    }
    return status;
}

/* The form that the text of CALL has, with its arguments read. */
static enum status read_form(struct call *call, double value, const struct form **out,
                             struct error *err)
{
    const char *text = call->text;
    size_t length = strcspn(text, "( \t"), at = length + strspn(text + length, " \t");
    for (size_t i = 0; i < N_FORMS; i++) {
        const struct form *form = *out = &forms[i];
        bool is_named = *form->name && text_equals(text, length, form->name);
        if (!form->between && is_named && text[at] == '(')
            return read_list(call, form, at, value, err);
        size_t between = form->between ? find_word(text, form->between) : 0;
        if (between == 0 || (*form->name && !(is_named && length < at && at < between)))
            continue;
        enum status status = read_argument(call, is_named ? at : 0, between, value, err);
        return status
                   ? status
                   : read_argument(call, between + strlen(form->between), strlen(text), value, err);
    }
    return fail_form(err, text);
}

/* ---- Where it lies ---- */

bool dist_support(const struct dist *dist, double *low, double *high)
{
    const double *v = dist->arguments;
    double sigma;
    switch (dist->kind) {
    case DIST_UNIFORM:
    case DIST_BETA:
        *low = v[0];
        *high = v[1];
        return true;
    case DIST_TRIANGULAR:
        *low = v[0];
        *high = v[2];
        return true;
    case DIST_STEPS:
        *low = v[0];
        *high = v[dist->n - 1];
        return true;
    case DIST_LOGNORMAL:
        sigma = sqrt(log1p(v[1] / v[0] * (v[1] / v[0])));
        *low = v[0] * exp(-sigma * sigma / 2 - Z999 * sigma);
        *high = v[0] * exp(-sigma * sigma / 2 + Z999 * sigma);
        return false;
    case DIST_POISSON:
        *low = poisson_quantile(v[0], 0.001, -Z999);
        *high = fmax(poisson_quantile(v[0], 0.999, Z999), ceil(v[0]));
        return false;
    default:
        *low = v[0] - Z999 * v[1];
        *high = v[0] + Z999 * v[1];
        return false;
    }
}

/* Whether DIST is not too wide for numbers. */
static bool has_width(const struct dist *dist)
{
    double low, high;
    if (dist->kind == DIST_POISSON)
        return true;
    dist_support(dist, &low, &high);
    return isfinite(high - low);
}

enum status dist_evaluate(const struct calendar *calendar, const char *text, double value,
                          struct dist *out, bool *is_shape, struct error *err)
{
    struct call call = {.calendar = calendar, .text = text};
    const struct form *form = NULL;
    enum status status = read_form(&call, value, &form, err);
    if (is_shape)
        *is_shape = status == STATUS_OK;
    for (size_t i = 0; i < call.n && status == STATUS_OK; i++)
        if (!isfinite(call.arguments[i].value))
            status = fail_all(err, &call, _("the uncertainty is not finite"));
    struct dist dist;
    if (status == STATUS_OK)
        status = form->make(&call, &dist, err);
    if (status == STATUS_OK && !has_width(&dist))
        status = fail_all(err, &call, _("the uncertainty is not finite"));
    if (status == STATUS_OK)
        *out = dist;
    return status;
}
