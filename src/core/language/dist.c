/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A parameter's uncertainty: the text of `dist` to the shape and its arguments. */
#include "core/language/dist.h"

#include <math.h>
#include <string.h>

#include "core/language/expr.h"
#include "core/text/gettext.h"
#include "core/text/number.h"
#include "core/text/text.h"

static const struct shape {
    const char *name;
    enum dist_kind kind;
    int n;
} shapes[] = {
    {"uniform", DIST_UNIFORM, 2}, {"triangular", DIST_TRIANGULAR, 3}, {"pert", DIST_PERT, 3},
    {"normal", DIST_NORMAL, 2},   {"lognormal", DIST_LOGNORMAL, 2},
};

/* The 95th percentile of the standard normal distribution: 90 % lie within it on both sides. */
static const double Z95 = 1.6448536269514722;

static enum status evaluate(const struct calendar *calendar, const char *text, size_t at,
                            size_t end, double value, double *out, struct error *err)
{
    struct expr *expr;
    enum status status = expr_parse(calendar, text + at, end - at, &expr, err);
    if (status == STATUS_OK) {
        status = expr_evaluate(expr, text + at, value, out, err);
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

/* The word `to` outside brackets, or NULL. */
static const char *find_to(const char *text)
{
    int depth = 0;
    for (const char *c = text; *c; c++) {
        depth += *c == '(' ? 1 : *c == ')' ? -1 : 0;
        if (depth == 0 && c > text && strncmp(c, "to", 2) == 0 && text_is_blank(c[-1]) &&
            text_is_blank(c[2]))
            return c;
    }
    return NULL;
}

static enum status fail_range(struct error *err, const char *text, const char *why)
{
    return error_set_at(err, STATUS_FAULTY, 0, strlen(text), "%s: '%s'", why, text);
}

/* `LO to HI`, which holds 90 %, as mean and sd of the variable itself. */
static enum status evaluate_interval(const struct calendar *calendar, const char *text,
                                     const char *to, double value, struct dist *out, bool *is_shape,
                                     struct error *err)
{
    double lo, hi;
    enum status status = evaluate(calendar, text, 0, (size_t)(to - text), value, &lo, err);
    if (status == STATUS_OK)
        status = evaluate(calendar, text, (size_t)(to - text) + 2, strlen(text), value, &hi, err);
    if (status != STATUS_OK)
        return status;
    *is_shape = true;
    if (!isfinite(lo) || !isfinite(hi))
        return fail_range(err, text, _("the uncertainty is not finite"));
    if (lo > hi)
        return fail_range(err, text, _("the uncertainty is upside down"));
    if (lo > 0) {
        double mu = (log(lo) + log(hi)) / 2, sigma = (log(hi) - log(lo)) / (2 * Z95);
        double mean = exp(mu + sigma * sigma / 2);
        *out = (struct dist){DIST_LOGNORMAL, {mean, mean * sqrt(expm1(sigma * sigma)), 0}};
    } else {
        *out = (struct dist){DIST_NORMAL, {(lo + hi) / 2, (hi - lo) / (2 * Z95), 0}};
    }
    return STATUS_OK;
}

static enum status check_arguments(const struct dist *dist, const char *text, struct error *err)
{
    const double *v = dist->arguments;
    if (!isfinite(v[0]) || !isfinite(v[1]) || !isfinite(v[2]))
        return fail_range(err, text, _("the uncertainty is not finite"));
    switch (dist->kind) {
    case DIST_UNIFORM:
        return v[0] <= v[1] ? STATUS_OK
                            : fail_range(err, text, _("the uncertainty is upside down"));
    case DIST_TRIANGULAR:
    case DIST_PERT:
        return v[0] <= v[1] && v[1] <= v[2]
                   ? STATUS_OK
                   : fail_range(err, text, _("the uncertainty is upside down"));
    default:
        if (!(v[1] >= 0))
            return fail_range(err, text, _("the standard deviation is negative"));
        if (dist->kind == DIST_LOGNORMAL && !(v[0] > 0))
            return fail_range(err, text, _("the mean of a lognormal is not above 0"));
        return STATUS_OK;
    }
}

static enum status fail_form(struct error *err, const char *text)
{
    return error_set_at(err, STATUS_FAULTY, 0, strlen(text),
                        _("an uncertainty is uniform(lo, hi), triangular(lo, mode, hi), pert(lo, "
                          "mode, hi), normal(mean, sd), lognormal(mean, sd) or LO to HI"));
}

enum status dist_evaluate(const struct calendar *calendar, const char *text, double value,
                          struct dist *out, bool *is_shape, struct error *err)
{
    bool ignored;
    is_shape = is_shape ? is_shape : &ignored;
    *is_shape = false;
    const char *to = find_to(text);
    if (to)
        return evaluate_interval(calendar, text, to, value, out, is_shape, err);
    const struct shape *shape = NULL;
    size_t at = strcspn(text, "( \t");
    for (size_t i = 0; i < sizeof shapes / sizeof *shapes; i++)
        if (text_equals(text, at, shapes[i].name))
            shape = &shapes[i];
    at += strspn(text + at, " \t");
    if (!shape || text[at] != '(')
        return fail_form(err, text);
    struct dist dist = {.kind = shape->kind};
    for (int i = 0; i < shape->n; i++) {
        size_t end = argument_end(text, at + 1);
        /* lognormal(1,500) has as many as it takes, uniform(1,000, 2,000) has more */
        if (text[end] == ',' && number_check_comma(text, strlen(text), end, err) != STATUS_OK)
            return STATUS_FAULTY;
        if (text[end] != (i == shape->n - 1 ? ')' : ','))
            return fail_form(err, text);
        enum status status = evaluate(calendar, text, at + 1, end, value, &dist.arguments[i], err);
        if (status != STATUS_OK)
            return status;
        at = end;
    }
    if (text[at + 1 + strspn(text + at + 1, " \t")] != '\0')
        return fail_form(err, text);
    *is_shape = true;
    enum status status = check_arguments(&dist, text, err);
    if (status == STATUS_OK)
        *out = dist;
    return status;
}
