/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Prints kinds: a scenario's own as it has them, and built-in ones as sections of a scenario,
 * complete with their formulas. Parameters have the value 1, so that the text is a valid stage as
 * it stands. */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/diagnose.h"
#include "cli/opening.h"
#include "cli/options.h"
#include "core/language/kinds.h"
#include "core/text/bounds.h"
#include "core/text/text.h"
#include "print/layout.h"

/* Whether SETTING, "KEY=VALUE" or "KIND.KEY=VALUE", is about KEY of KIND. */
static bool is_about(const char *setting, const struct kind *kind, const char *key)
{
    size_t kind_length = strlen(kind->name), key_length = strlen(key);
    if (strncmp(setting, kind->name, kind_length) == 0 && setting[kind_length] == '.')
        setting += kind_length + 1;
    return strncmp(setting, key, key_length) == 0 && setting[key_length] == '=';
}

/* The value that --set gives KEY of KIND, the last one counting; NULL where it gives none. */
static const char *find_setting(const struct options *options, const struct kind *kind,
                                const char *key)
{
    const struct option_values *sets = &options->values[OPTION_SET];
    for (int i = sets->n; i-- > 0;)
        if (is_about(sets->items[i], kind, key))
            return strchr(sets->items[i], '=') + 1;
    return NULL;
}

static void put_entry(const struct options *options, const struct kind *kind,
                      const struct kind_entry *entry, int columns)
{
    const char *setting = find_setting(options, kind, entry->key);
    int column = layout_left(stdout, entry->key, columns) + 3;
    fputs(" = ", stdout);
    if (setting)
        column += layout_left(stdout, setting, 0);
    else if (entry->text)
        column += layout_left(stdout, entry->text, 0);
    else if (entry->unit && strcmp(entry->unit, "1") == 0)
        column += printf("100 %%");
    else
        column += printf("1%s%s", entry->unit ? " " : "", entry->unit ? entry->unit : "");
    if (entry->label)
        printf("%*s ; %s", column < 48 ? 48 - column : 0, "", _(entry->label));
    putchar('\n');
}

static void put_kind(const struct options *options, const struct kind *kind)
{
    int columns = 0;
    for (const struct kind_entry *entry = kind->entries; entry->key; entry++)
        columns = greater(columns, layout_width(entry->key));
    printf("; %s.\n[%s]\n", _(kind->summary), kind->name);
    printf(_("; kind = %s stands for the formulas below\n"), kind->name);
    if (kind->per != KIND_PER_TOTAL)
        printf("%-*s = %s\n", columns, "per", kind->per == KIND_PER_MONTH ? "month" : "period");
    for (const struct kind_entry *entry = kind->entries; entry->key; entry++)
        put_entry(options, kind, entry, columns);
}

static enum status unknown_kind(const char *name)
{
    const char *best = NULL;
    int edits = TEXT_FAR;
    for (size_t i = 0; kind_at(i); i++)
        if (text_is_nearer(name, kind_at(i)->name, &edits))
            best = kind_at(i)->name;
    if (best)
        return options_usage_error(COMMAND_KINDS, _("unknown kind '%s'; did you mean '%s'?"), name,
                                   best);
    return options_usage_error(COMMAND_KINDS, _("unknown kind '%s'; 'proforma kinds' prints all"),
                               name);
}

/* Each --set must be about a parameter of the kinds that are printed: ONE, or with NULL all. */
static enum status check_settings(const struct options *options, const struct kind *one)
{
    const struct option_values *sets = &options->values[OPTION_SET];
    for (int i = 0; i < sets->n; i++) {
        bool is_known = false;
        for (size_t j = 0; kind_at(j); j++)
            for (const struct kind_entry *entry = kind_at(j)->entries; entry->key; entry++)
                is_known |=
                    (!one || one == kind_at(j)) && is_about(sets->items[i], kind_at(j), entry->key);
        if (!is_known)
            return options_usage_error(COMMAND_KINDS, _("'%s' is about no line of what is printed"),
                                       sets->items[i]);
    }
    return STATUS_OK;
}

/* [kind.NAME], SECTION, as the scenario has it. */
static void put_own(const struct source_section *section)
{
    int columns = 0;
    for (size_t i = 0; i < section->n_entries; i++)
        if (section->entries[i].text)
            columns = greater(columns, layout_width(section->entries[i].key));
    printf("[%s]\n", section->name);
    for (size_t i = 0; i < section->n_entries; i++) {
        const struct source_entry *entry = &section->entries[i];
        if (!entry->text)
            continue;
        layout_left(stdout, entry->key, columns);
        printf(" = %s\n", entry->text);
    }
    putchar('\n');
}

/* The kinds of the scenario's own at PATH, before the built-in ones. */
static enum status put_kinds_of(const struct options *options, const char *path)
{
    struct opening opening = {0};
    enum status status = opening_open_with(&opening, path, options);
    for (size_t i = 0; status == STATUS_OK && i < opening.scenario->source->n_sections; i++) {
        const struct source_section *section = &opening.scenario->source->sections[i];
        if (strncmp(section->name, "kind.", strlen("kind.")) == 0)
            put_own(section);
    }
    opening_close(&opening);
    return status;
}

enum status command_kinds(const struct options *options)
{
    const char *name = options->n_arguments > 0 ? options->arguments[0] : NULL;
    const struct kind *one = name ? kind_find(name, strlen(name)) : NULL;
    enum status status;
    if (name && !one && strcspn(name, "./") == strlen(name) && access(name, F_OK) != 0)
        return unknown_kind(name);
    if (name && !one) {
        status = put_kinds_of(options, name);
        for (size_t i = 0; status == STATUS_OK && kind_at(i); i++) {
            if (i > 0)
                putchar('\n');
            put_kind(&(struct options){0}, kind_at(i));
        }
        return status;
    }
    status = check_settings(options, one);
    for (size_t i = 0; status == STATUS_OK && kind_at(i); i++)
        if (!one || one == kind_at(i)) {
            if (i > 0 && !one)
                putchar('\n');
            put_kind(options, kind_at(i));
        }
    return status;
}
