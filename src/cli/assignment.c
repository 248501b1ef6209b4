/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "assignment.h"

#include <stdlib.h>
#include <string.h>

#include "cli/diagnose.h"
#include "core/language/kinds.h"
#include "core/language/value.h"
#include "core/model/model.h"
#include "core/text/gettext.h"
#include "core/text/text.h"

/* Keys whose value is text, whatever it looks like. */
static const char *const text_keys[] = {"title",   "note",  "kind",    "per",
                                        "enabled", "start", "currency"};
/* Attributes whose value is a number in the terms of the line's. */
static const char *const number_attributes[] = {"min", "max", "step"};

#define COUNT(array) (sizeof(array) / sizeof *(array))

static enum status refuse(const char *assignment, const char *why)
{
    diagnose_plain("'%s': %s", assignment, why);
    return STATUS_USAGE;
}

/* Whether a number typed over KEY of SECTION keeps the old unit. */
static bool keeps_unit(const char *section, const char *key)
{
    const char *attribute = strrchr(key, '.');
    if (strcmp(section, "claims") == 0)
        return true;
    if (attribute)
        return text_is_among(attribute + 1, number_attributes, COUNT(number_attributes));
    return !text_is_among(key, text_keys, COUNT(text_keys));
}

/* The entry KEY that SECTION has from its built-in kind, or NULL. */
static const struct kind_entry *find_kind_entry(const struct source *source, const char *section,
                                                const char *key)
{
    const char *name = source_text(source, section, "kind");
    const struct kind *kind = name ? kind_find(name, strlen(name)) : NULL;
    for (const struct kind_entry *entry = kind ? kind->entries : NULL; entry && entry->key; entry++)
        if (strcmp(entry->key, key) == 0)
            return entry;
    return NULL;
}

/* The present text of KEY, its kind's where the scenario has none; NULL where there is none. */
static const char *old_text(const struct source *source, const char *section, const char *key)
{
    const char *text = source_text(source, section, key);
    const struct kind_entry *entry = text ? NULL : find_kind_entry(source, section, key);
    return entry ? entry->text : text;
}

static enum status check_section(const struct source *source, const char *assignment,
                                 const char *section, const char *key)
{
    const char *near;
    if (source_find_section(source, section) || model_is_own_section(section))
        return STATUS_OK;
    near = names_nearest(&source->names, section, strlen(section));
    if (near) {
        diagnose_plain(_("'%s': there is no section '%s'; did you mean '%s'?"), assignment, section,
                       near);
        return STATUS_USAGE;
    }
    if (strcmp(key, "kind") == 0 || strcmp(key, "title") == 0)
        return STATUS_OK;
    diagnose_plain(_("'%s': there is no section '%s'; to add a stage, set its kind or title first"),
                   assignment, section);
    return STATUS_USAGE;
}

/* A new key that is nearly a known one of its section is taken for a misspelling. Attributes, min
 * beside max, are left to the model, which knows them. */
static enum status check_key(const struct source *source, const char *assignment,
                             const char *section, const char *key)
{
    const struct source_section *found = source_find_section(source, section);
    const char *near;
    if (!found || strchr(key, '.') || source_text(source, section, key) ||
        find_kind_entry(source, section, key))
        return STATUS_OK;
    near = names_nearest(&found->keys, key, strlen(key));
    if (!near || text_is_among(key, text_keys, COUNT(text_keys)))
        return STATUS_OK;
    diagnose_plain(_("'%s': there is no '%s.%s'; did you mean '%s.%s'?"), assignment, section, key,
                   section, near);
    return STATUS_USAGE;
}

/* Whether NAME, which is parted at DOT, is an entry of SOURCE. */
static bool has_entry(const struct source *source, char *name, char *dot)
{
    *dot = '\0';
    bool is_there = source_text(source, name, dot + 1);
    *dot = '.';
    return is_there;
}

/* A bare name means one of [shared], as it does in formulas. */
static enum status check_bare_name(const struct source *source, const char *assignment,
                                   const char *key)
{
    if (source_text(source, "shared", key))
        return STATUS_OK;
    for (size_t i = 0; i < source->n_sections; i++)
        if (old_text(source, source->sections[i].name, key)) {
            diagnose_plain(_("'%s': there is no '%s' in [shared]; did you mean '%s.%s'?"),
                           assignment, key, source->sections[i].name, key);
            return STATUS_USAGE;
        }
    return refuse(assignment, _("a name is stage.parameter, shared.x or scenario.budget"));
}

/* VALUE over OLD, the text of NAME, with OLD's unit if it has none itself; from malloc. */
static char *complete(const char *assignment, const char *old, const char *value)
{
    size_t size = strlen(value) + strlen(old) + NUMBER_TEXT_SIZE;
    char *completed = malloc(size);
    struct error err = {0};
    if (completed && value_complete(old, value, completed, size, &err) != STATUS_OK) {
        diagnose_plain("'%s': %s", assignment, err.text);
        free(completed);
        return NULL;
    }
    return completed;
}

static enum status set_key(struct source *source, const char *assignment, const char *section,
                           const char *key, const char *value)
{
    const char *old = old_text(source, section, key);
    char *completed, reading[NUMBER_TEXT_SIZE], other[NUMBER_TEXT_SIZE];
    enum status status;
    if (*value == '\0')
        return source_set(source, section, key, NULL);
    if (!old || !keeps_unit(section, key))
        return source_set(source, section, key, value);
    completed = complete(assignment, old, value);
    if (!completed)
        return STATUS_USAGE;
    bool is_small = value_is_small_percentage(old, value, reading, other);
    status = source_set(source, section, key, completed);
    if (status == STATUS_OK && is_small)
        diagnose_plain(_("'%s' is %s; for %s %%, write %s"), assignment, reading, other, other);
    free(completed);
    return status;
}

/* Whether NAME is written as a number of a list, "s.sold[2]". */
static bool is_number(const char *name)
{
    size_t n = strlen(name);
    return n > 0 && name[n - 1] == ']' && strchr(name, '[');
}

/* NAME, which is_number, is none of MODEL's: how many its list has. */
static enum status refuse_number(const struct model *model, const char *assignment,
                                 const char *name)
{
    char list[MODEL_NAME_SIZE];
    snprintf(list, sizeof list, "%.*s", (int)strcspn(name, "["), name);
    uint32_t line = model_find(model, list);
    if (line == NAMES_NONE || model->lines[line].n_numbers == 0)
        diagnose_plain(_("'%s': '%s' is no list"), assignment, list);
    else
        diagnose_plain(ngettext("'%s': the list '%s' has %u number",
                                "'%s': the list '%s' has %u numbers", model->lines[line].n_numbers),
                       assignment, list, (unsigned)model->lines[line].n_numbers);
    return STATUS_USAGE;
}

/* LINE, a part of an entry, becomes VALUE. */
static enum status set_line(struct source *source, const struct model *model, uint32_t line,
                            const char *assignment, const char *value)
{
    const struct slice *slice = &model->lines[line].slice;
    const char *entry = old_text(source, slice->section, slice->key);
    char *completed = entry ? complete(assignment, model->lines[line].text, value) : NULL;
    struct error err;
    size_t length;
    enum status status = completed ? model_check_part(model, line, completed, &err) : STATUS_USAGE;
    if (status == STATUS_FAULTY) {
        diagnose_plain("'%s': %s", assignment, err.text);
        status = STATUS_USAGE;
    }
    char *whole = status == STATUS_OK ? model_splice(model, line, completed, entry, &length) : NULL;
    if (status == STATUS_OK)
        status = whole ? source_set(source, slice->section, slice->key, whole) : STATUS_NO_MEMORY;
    free(completed);
    free(whole);
    return status;
}

/* NAME becomes VALUE if it is a part of an entry, such as a number of a list; STATUS_NOT_FOUND if
 * not. The faults of SOURCE are told elsewhere. */
static enum status set_part(struct source *source, const char *assignment, const char *name,
                            const char *value)
{
    struct model *model = NULL;
    struct messages messages = {0};
    enum status status = model_build(source, &model, &messages);
    messages_fini(&messages);
    if (status != STATUS_OK)
        return is_number(name) ? STATUS_OK : STATUS_NOT_FOUND;
    uint32_t line = model_find(model, name);
    bool is_part = line != NAMES_NONE && model->lines[line].slice.key;
    status = STATUS_NOT_FOUND;
    if (is_part && (*value || is_number(name)))
        status = set_line(source, model, line, assignment, value);
    else if (is_number(name))
        status = refuse_number(model, assignment, name);
    model_free(model);
    return status;
}

/* The point behind the section in NAME, which has one itself if it is a kind's; NULL if there is
 * none. */
static char *find_dot(const struct source *source, char *name)
{
    char *first = strchr(name, '.');
    for (char *dot = first; dot; dot = strchr(dot + 1, '.')) {
        *dot = '\0';
        bool is_section = source_find_section(source, name);
        *dot = '.';
        if (is_section)
            return dot;
    }
    return first;
}

/* NAME and VALUE are taken apart in place. */
static enum status apply_parts(struct source *source, const char *assignment, char *name,
                               char *value, bool must_exist)
{
    const char *section = "shared", *key = name;
    char *dot = find_dot(source, name);
    enum status status;
    bool is_entry = dot ? has_entry(source, name, dot) : !!source_text(source, "shared", name);
    if (!is_entry && (status = set_part(source, assignment, name, value)) != STATUS_NOT_FOUND)
        return status;
    if (dot) {
        *dot = '\0';
        section = name;
        key = dot + 1;
        status =
            *section && *key
                ? check_section(source, assignment, section, key)
                : refuse(assignment, _("a name is stage.parameter, shared.x or scenario.budget"));
    } else {
        status = check_bare_name(source, assignment, key);
    }
    if (strcmp(section, "scenario") == 0 && strcmp(key, "extends") == 0)
        return refuse(assignment, _("what a scenario extends is changed in its file"));
    if (status == STATUS_OK && must_exist)
        status = check_key(source, assignment, section, key);
    return status ? status : set_key(source, assignment, section, key, value);
}

enum status assignment_apply(struct source *source, const char *text, bool must_exist)
{
    const char *equals = strchr(text, '=');
    char *name, *value;
    enum status status = STATUS_NO_MEMORY;
    if (text[text_invalid_at(text, strlen(text))] != '\0')
        return refuse(text, _("not valid UTF-8"));
    if (!equals)
        return refuse(text, _("no NAME=VALUE"));
    name = text_nfc(text, (size_t)(equals - text));
    value = strdup(equals + 1);
    if (name && value)
        status = apply_parts(source, text, text_trim_in_place(name), text_trim_in_place(value),
                             must_exist);
    free(name);
    free(value);
    return status;
}
