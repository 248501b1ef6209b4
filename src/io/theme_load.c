/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "io/theme_load.h"

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "core/text/gettext.h"
#include "io/document.h"
#include "io/embedded.h"
#include "io/load.h"

enum { PATH_SIZE = 4096 };

static const char built_in[] = "themes/";
static const char suffix[] = ".ini";

/* FOLDER/NAME.ini into PATH; false where it is too long. */
static bool make_path(char path[PATH_SIZE], const char *folder, const char *name)
{
    int n = snprintf(path, PATH_SIZE, "%s/%s%s", folder, name, suffix);
    return n > 0 && n < PATH_SIZE;
}

/* A fault of FILE at PLACE with TEXT. */
static enum status fault(struct error *err, const char *file, struct place place, const char *text)
{
    if (place.line == 0)
        return error_set(err, STATUS_FAULTY, "%s: %s", file, text);
    return error_set(err, STATUS_FAULTY, "%s:%u:%u: %s", file, (unsigned)place.line,
                     (unsigned)place.column, text);
}

static enum status pass_section(const struct document *document,
                                const struct document_section *section, const char *file,
                                const struct theme_sink *sink, struct error *err)
{
    for (size_t i = 0; i < section->n_entries; i++) {
        const struct document_entry *entry = &section->entries[i];
        struct error why = {0};
        enum status status = sink->set(sink->user, section->name, entry->key, entry->text, &why);
        if (status == STATUS_OK)
            continue;
        size_t offset = why.length > 0 ? entry->parts[0].offset + why.offset : entry->key_offset;
        return fault(err, file, document_place(document, 0, offset, why.length), why.text);
    }
    return STATUS_OK;
}

/* Pass on the entries of BYTES, read from FILE. */
static enum status pass_text(const char *file, const char *bytes, size_t size,
                             const struct theme_sink *sink, struct error *err)
{
    struct document *document = NULL;
    struct messages messages = {0};
    enum status status = document_parse(bytes, size, 0, &document, &messages);
    if (status == STATUS_FAULTY && messages.n > 0) {
        messages_sort(&messages);
        fault(err, file, messages.items[0].place, messages.items[0].text);
    } else if (status != STATUS_OK) {
        status = error_no_memory(err);
    }
    for (size_t i = 0; status == STATUS_OK && i < document->n_sections; i++)
        status = pass_section(document, &document->sections[i], file, sink, err);
    document_free(document);
    messages_fini(&messages);
    return status;
}

static enum status load_file(const char *path, const struct theme_sink *sink, struct error *err)
{
    char *bytes;
    size_t size;
    struct error why = {0};
    enum status status = file_read(path, THEME_FILE_MAX, &bytes, &size, NULL, &why);
    if (status != STATUS_OK)
        return error_set(err, status, "%s: %s", path, why.text);
    status = pass_text(path, bytes, size, sink, err);
    free(bytes);
    return status;
}

enum status theme_load(const char *name, const char *const *folders, const struct theme_sink *sink,
                       struct error *err)
{
    char path[PATH_SIZE];
    if (strchr(name, '/'))
        return load_file(name, sink, err);
    for (; *folders; folders++)
        if (make_path(path, *folders, name) && access(path, F_OK) == 0)
            return load_file(path, sink, err);
    snprintf(path, sizeof path, "%s%s%s", built_in, name, suffix);
    const struct embedded *file = embedded_find(path);
    if (!file)
        return error_set(err, STATUS_NOT_FOUND, _("there is no theme '%s'"), name);
    return pass_text(file->name, file->text, file->size, sink, err);
}

/* Add the theme whose file is FILE, where it is one and not known yet. Returns how many there
 * are. */
static size_t add_name(char **names, size_t n, const char *file)
{
    size_t size = strlen(file);
    size_t stem = size - (sizeof suffix - 1);
    if (size < sizeof suffix || strcmp(file + stem, suffix) != 0 || *file == '.' ||
        n == THEME_MAX_NAMES)
        return n;
    for (size_t i = 0; i < n; i++)
        if (strlen(names[i]) == stem && memcmp(names[i], file, stem) == 0)
            return n;
    names[n] = strndup(file, stem);
    return names[n] ? n + 1 : n;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

size_t theme_names(const char *const *folders, char *names[THEME_MAX_NAMES])
{
    size_t n = 0;
    for (const struct embedded *file = embedded_files; file->name; file++)
        if (strncmp(file->name, built_in, sizeof built_in - 1) == 0)
            n = add_name(names, n, file->name + sizeof built_in - 1);
    for (; *folders; folders++) {
        DIR *folder = opendir(*folders);
        if (!folder)
            continue;
        for (struct dirent *entry; (entry = readdir(folder));)
            n = add_name(names, n, entry->d_name);
        closedir(folder);
    }
    qsort(names, n, sizeof *names, compare_names);
    return n;
}
