/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/expression.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/probe/variable.h"
#include "cli/diagnose.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

void expression_diagnose(const struct expression *expression, const struct error *err)
{
    diagnose_plain("--%s: %s", expression->option, err->text);
    if (err->length > 0)
        diagnose_line(stderr, expression->text, err->offset, err->length);
}

/* Print ERR; what is wrong with a text of the command line is wrong usage. */
static enum status refuse(const struct expression *expression, enum status status,
                          const struct error *err)
{
    expression_diagnose(expression, err);
    return status == STATUS_NO_MEMORY ? status : STATUS_USAGE;
}

static enum status check_encoding(const struct expression *expression)
{
    size_t n = strlen(expression->text), at = text_invalid_at(expression->text, n);
    struct error err;
    if (at == n)
        return STATUS_OK;
    return refuse(expression, error_set_at(&err, STATUS_FAULTY, at, 1, "%s", _("not valid UTF-8")),
                  &err);
}

enum status expression_compile(const struct scenario *scenario,
                               const struct expression *expressions, size_t n, unsigned flags,
                               struct probe **out)
{
    const char **texts = calloc(n + 1, sizeof *texts);
    size_t failed = 0;
    struct error err = {0};
    enum status status = STATUS_OK;
    if (!texts)
        return diagnose_no_memory();
    for (size_t i = 0; status == STATUS_OK && i < n; i++) {
        status = check_encoding(&expressions[i]);
        texts[i] = expressions[i].text;
    }
    if (status == STATUS_OK) {
        status = probe_new(scenario, texts, n, flags, out, &failed, &err);
        if (status != STATUS_OK)
            status = refuse(&expressions[failed], status, &err);
    }
    free(texts);
    return status;
}

enum status expression_variable(const struct model *model, const struct expression *name,
                                uint32_t *line)
{
    struct error err = {0};
    enum status status = check_encoding(name);
    if (status != STATUS_OK)
        return status;
    status = variable_find(model, name->text, line, &err);
    return status ? refuse(name, status, &err) : STATUS_OK;
}

enum status expression_value(const struct model *model, uint32_t line,
                             const struct expression *value, double *out)
{
    struct error err = {0};
    enum status status = check_encoding(value);
    if (status != STATUS_OK)
        return status;
    status = variable_value(model, line, value->text, out, &err);
    if (status != STATUS_OK)
        return refuse(value, status, &err);
    char reading[NUMBER_TEXT_SIZE], other[NUMBER_TEXT_SIZE];
    if (value_is_small_percentage(model->lines[line].text, value->text, reading, other))
        diagnose_plain(_("--%s: '%s' is %s; for %s %%, write %s"), value->option, value->text,
                       reading, other, other);
    return STATUS_OK;
}

enum status expression_goal(const struct scenario *scenario, const struct expression *text,
                            struct goal_reading *out)
{
    struct error err = {0};
    enum status status = check_encoding(text);
    if (status != STATUS_OK)
        return status;
    status = goal_read(scenario, text->text, out, &err);
    return status ? refuse(text, status, &err) : STATUS_OK;
}
