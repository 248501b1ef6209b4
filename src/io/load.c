/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Loading a scenario and the chain of files it extends, then merging them, the farthest base
 * first. */
#include "io/load.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "core/model/model.h"
#include "core/text/gettext.h"

/* One file of the chain; its index is that of the source's file too. */
struct link {
    char *path;      /* as opened and shown */
    char *real_path; /* NULL for standard input and built-in text */
    struct document *document;
};

struct chain {
    struct link links[LOAD_MAX_CHAIN];
    size_t n;
    bool is_moved; /* the first file was read from elsewhere; its path is where it belongs */
    struct source *source;
    struct messages *messages;
};

static void chain_fini(struct chain *chain)
{
    for (size_t i = 0; i < chain->n; i++) {
        free(chain->links[i].path);
        free(chain->links[i].real_path);
        document_free(chain->links[i].document);
    }
}

void file_free(struct file *file)
{
    if (!file)
        return;
    free(file->name);
    free(file->real_path);
    free(file->base_path);
    free(file->written);
    document_free(file->document);
    free(file);
}

/* The path that TARGET, written in the last file of CHAIN, means: beside that file's real place.
 * Where no link leads astray the path as given is kept, as it reads better in messages. */
static char *path_beside(const struct chain *chain, const char *target)
{
    struct stat status;
    const struct link *link = &chain->links[chain->n - 1];
    const char *from = link->path;
    bool is_moved = chain->is_moved && chain->n == 1;
    if (target[0] == '/' || (!link->real_path && !is_moved))
        return strdup(target);
    if (!is_moved && (lstat(from, &status) != 0 || S_ISLNK(status.st_mode)))
        from = link->real_path;
    const char *slash = strrchr(from, '/');
    size_t n = slash ? (size_t)(slash - from) + 1 : 0;
    char *path = malloc(n + strlen(target) + 1);
    if (path) {
        memcpy(path, from, n);
        memcpy(path + n, target, strlen(target) + 1);
    }
    return path;
}

/* "a.ini -> b.ini -> LAST", cut where it gets too long. */
static void describe_chain(const struct chain *chain, const char *last, char *out, size_t size)
{
    size_t n = 0;
    for (size_t i = 0; i <= chain->n && n < size; i++) {
        const char *name = i < chain->n ? chain->links[i].path : last;
        n += (size_t)snprintf(out + n, size - n, "%s%s", i == 0 ? "" : " -> ", name);
    }
}

static const struct document_entry *find_extends(const struct document *document)
{
    const struct document_entry *entry = document_find(document, "scenario", "extends");
    return !entry || entry->text[0] == '\0' ? NULL : entry;
}

/* Where the last file of the chain says what it extends. */
static struct place place_of_extends(const struct chain *chain)
{
    const struct document *document = chain->links[chain->n - 1].document;
    const struct document_part *part = &find_extends(document)->parts[0];
    return document_place(document, (uint32_t)chain->n - 1, part->offset, part->length);
}

/* Parse BYTES as the next file of the chain. PATH and REAL_PATH are taken. */
static enum status add_link(struct chain *chain, char *path, char *real_path, const char *bytes,
                            size_t size)
{
    struct link *link = &chain->links[chain->n];
    size_t bom = size >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
    uint32_t file = source_add_file(chain->source, path, bytes + bom, size - bom);
    *link = (struct link){.path = path, .real_path = real_path};
    chain->n++;
    if (file == UINT32_MAX)
        return STATUS_NO_MEMORY;
    return document_parse_partly(bytes, size, file, &link->document, chain->messages);
}

/* Whether the chain has the file at REAL_PATH. */
static bool has_link(const struct chain *chain, const char *real_path)
{
    for (size_t i = 0; i < chain->n; i++) {
        const char *known = chain->links[i].real_path;
        if (known && strcmp(known, real_path) == 0)
            return true;
    }
    return false;
}

/* Report why the base at PATH can't follow in the chain. */
static void report_base(struct chain *chain, const char *path, const char *reason)
{
    char names[ERROR_TEXT_SIZE];
    describe_chain(chain, path, names, sizeof(names));
    messages_add(chain->messages, SEVERITY_ERROR, place_of_extends(chain), "%s: %s", reason, names);
}

/* Read and parse the base at PATH, which is taken. */
static enum status add_base(struct chain *chain, char *path)
{
    struct error err = {0};
    char *bytes = NULL, *real_path = NULL;
    size_t size = 0;
    enum status status = STATUS_FAULTY;
    if (chain->n == LOAD_MAX_CHAIN) {
        char reason[ERROR_TEXT_SIZE];
        snprintf(reason, sizeof(reason), _("a chain of more than %d files"), LOAD_MAX_CHAIN);
        report_base(chain, path, reason);
        free(path);
        return status;
    }
    if (strcmp(path, "-") == 0)
        status = error_set(&err, STATUS_IO, _("standard input can't be a base"));
    else
        status = file_read(path, DOCUMENT_MAX_SIZE, &bytes, &size, &real_path, &err);
    if (status == STATUS_IO || status == STATUS_FAULTY) {
        report_base(chain, path, err.text);
    } else if (status == STATUS_OK && has_link(chain, real_path)) {
        report_base(chain, path, _("it extends itself"));
        status = STATUS_FAULTY;
    } else if (status == STATUS_OK) {
        status = add_link(chain, path, real_path, bytes, size);
        free(bytes);
        return status;
    }
    free(bytes);
    free(real_path);
    free(path);
    return status;
}

/* Load what the first file of the chain extends, and what that extends, and so on. */
static enum status add_bases(struct chain *chain)
{
    enum status status = STATUS_OK;
    while (status == STATUS_OK) {
        const struct link *last = &chain->links[chain->n - 1];
        const struct document_entry *extends = find_extends(last->document);
        if (!extends)
            break;
        char *path = path_beside(chain, extends->text);
        status = path ? add_base(chain, path) : STATUS_NO_MEMORY;
    }
    return status;
}

static bool merge_entry(struct source_section *section, const struct document *document,
                        const struct document_entry *entry, uint32_t file)
{
    struct source_part *parts = malloc(entry->n_parts * sizeof(*parts));
    if (!parts)
        return false;
    for (size_t i = 0; i < entry->n_parts; i++) {
        const struct document_part *part = &entry->parts[i];
        size_t line = document->lines[part->line - 1].offset;
        parts[i].at = part->at;
        parts[i].place = (struct place){file, part->line, (uint32_t)(part->offset - line) + 1,
                                        (uint32_t)part->length};
    }
    struct place place = document_place(document, file, entry->key_offset, entry->key_length);
    enum status status = source_load_entry(section, entry->key, entry->text, place, parts,
                                           entry->n_parts, file == 0);
    free(parts);
    return status == STATUS_OK;
}

/* Put what DOCUMENT says on top of what its bases say. */
static bool merge_document(struct source *source, const struct document *document, uint32_t file)
{
    for (size_t i = 0; i < document->n_sections; i++) {
        const struct document_section *section = &document->sections[i];
        struct place place =
            document_place(document, file, section->name_offset, section->name_length);
        struct source_section *merged = source_add_section(source, section->name, place, file == 0);
        if (!merged)
            return false;
        for (size_t j = 0; j < section->n_entries; j++) {
            if (!merge_entry(merged, document, &section->entries[j], file))
                return false;
        }
    }
    return true;
}

/* The chain is loaded: merge it, and make a struct file of its first. */
static enum status finish(struct chain *chain, struct file **out)
{
    struct file *file = calloc(1, sizeof(*file));
    if (!file)
        return STATUS_NO_MEMORY;
    for (size_t i = chain->n; i > 0; i--) {
        if (!merge_document(chain->source, chain->links[i - 1].document, (uint32_t)i - 1)) {
            file_free(file);
            return STATUS_NO_MEMORY;
        }
    }
    struct link *own = &chain->links[0];
    file->name = own->path;
    file->real_path = own->real_path;
    file->document = own->document;
    *own = (struct link){0};
    if (chain->n > 1) {
        file->base_path = chain->links[1].real_path;
        chain->links[1].real_path = NULL;
    }
    *out = file;
    return STATUS_OK;
}

/* The file has faults of its own: those of the values in it are reported as well. A variant's
 * values cannot be judged without its bases. */
static void check_values(struct chain *chain)
{
    const struct document *document = chain->links[0].document;
    struct model *model = NULL;
    if (chain->n > 1 || !document || find_extends(document))
        return;
    if (merge_document(chain->source, document, 0))
        model_build(chain->source, &model, chain->messages);
    model_free(model);
}

/* Load the chain that begins with BYTES; PATH and REAL_PATH are taken. */
static enum status load_chain(struct chain *chain, char *path, char *real_path, const char *bytes,
                              size_t size, struct file **file, struct source **source)
{
    enum status status = add_link(chain, path, real_path, bytes, size);
    if (status == STATUS_OK)
        status = add_bases(chain);
    if (status == STATUS_OK)
        status = finish(chain, file);
    else if (status == STATUS_FAULTY)
        check_values(chain);
    messages_sort(chain->messages);
    chain_fini(chain);
    if (status == STATUS_NO_MEMORY)
        source_free(chain->source);
    else
        *source = chain->source;
    return status;
}

enum status file_load_text(const char *name, const char *text, size_t size, struct file **file,
                           struct source **source, struct messages *messages)
{
    struct chain chain = {.source = source_new(), .messages = messages};
    char *path = strdup(name);
    if (!chain.source || !path) {
        source_free(chain.source);
        free(path);
        return STATUS_NO_MEMORY;
    }
    return load_chain(&chain, path, NULL, text, size, file, source);
}

/* Load what is at PATH, or nothing at all where that is NULL, as CHAIN, which is called NAME. */
static enum status load(struct chain *chain, const char *path, const char *name, struct file **file,
                        struct source **source)
{
    char *copy = strdup(name), *bytes = NULL, *real_path = NULL;
    size_t size = 0;
    struct error err = {0};
    enum status status = chain->source && copy ? STATUS_OK : STATUS_NO_MEMORY;
    if (status == STATUS_OK && path)
        status = file_read(path, DOCUMENT_MAX_SIZE, &bytes, &size, &real_path, &err);
    if (status == STATUS_OK && chain->is_moved) {
        free(real_path);
        real_path = NULL;
    }
    if (status == STATUS_OK) {
        status = load_chain(chain, copy, real_path, bytes ? bytes : "", size, file, source);
        free(bytes);
        return status;
    }
    free(copy);
    if ((status == STATUS_IO || status == STATUS_FAULTY) &&
        source_add_file(chain->source, name, NULL, 0) != UINT32_MAX) {
        messages_add(chain->messages, SEVERITY_ERROR, (struct place){0, 0, 0, 0}, "%s", err.text);
        *source = chain->source;
        return status;
    }
    source_free(chain->source);
    return STATUS_NO_MEMORY;
}

enum status file_load(const char *path, struct file **file, struct source **source,
                      struct messages *messages)
{
    struct chain chain = {.source = source_new(), .messages = messages};
    return load(&chain, path, path, file, source);
}

enum status file_load_as(const char *path, const char *place, struct file **file,
                         struct source **source, struct messages *messages)
{
    struct chain chain = {.source = source_new(), .messages = messages, .is_moved = true};
    return load(&chain, strcmp(path, "/dev/null") == 0 ? NULL : path, place, file, source);
}
