/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Saving: edits become bytes, and bytes go to the file by the way that loses nothing. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"

#include "save_job.h"

/* Whether the target has extended attributes, ACLs among them, that a new file would not get by
 * itself; security labels it does. */
static enum status has_attributes(const struct save_job *job, bool *has, struct error *err)
{
    char list[4096];
    ssize_t n;
    RETRY(n, job->calls->flistxattr(job->fd, list, sizeof(list)));
    *has = n < 0 && errno == ERANGE;
    if (n < 0 && errno != ERANGE && errno != ENOTSUP && errno != ENOSYS)
        return save_fail(job, "flistxattr", err);
    for (ssize_t at = 0; at < n; at += (ssize_t)strlen(list + at) + 1)
        *has = *has || strncmp(list + at, "security.", strlen("security.")) != 0;
    return STATUS_OK;
}

enum status save_job_write(struct save_job *job, struct error *err)
{
    char reason[SAVE_REASON_SIZE] = "";
    enum status status = STATUS_OK;
    bool has = false;
    if (job->exists) {
        status = has_attributes(job, &has, err);
        if (status != STATUS_OK)
            return status;
        if (job->old.st_nlink > 1)
            snprintf(reason, sizeof(reason), _("it has %lu hard links"),
                     (unsigned long)job->old.st_nlink);
        else if (has)
            snprintf(reason, sizeof(reason), "%s", _("it has extended attributes"));
    }
    if (reason[0] == '\0')
        status = save_beside(job, reason, err);
    if (reason[0] == '\0')
        return status;
    if ((job->flags & SAVE_IN_PLACE) != 0 && job->state_dir)
        return save_in_place(job, err);
    if (job->state_dir)
        return error_set(err, STATUS_IN_PLACE, _("%s: it can be written in place only"), reason);
    return error_set(err, STATUS_IO, _("cannot replace '%s': %s; save it under another name"),
                     job->shown, reason);
}

/* Edits of a source, and memory for one text. */
struct edits {
    struct document_edit *items;
    size_t n;
    char *extends;
};

static void edits_fini(struct edits *edits)
{
    free(edits->items);
    free(edits->extends);
}

/* What the scenario's own file has to say now, with room for one more. */
static bool collect_edits(const struct source *source, struct edits *edits)
{
    edits->items = malloc((source->n_edited + 1) * sizeof(*edits->items));
    if (!edits->items)
        return false;
    for (size_t i = 0; i < source->n_sections; i++) {
        const struct source_section *section = &source->sections[i];
        for (size_t j = 0; j < section->n_entries && edits->n < source->n_edited; j++) {
            const struct source_entry *entry = &section->entries[j];
            const char *text = entry->text;
            if (!source_entry_is_edited(entry))
                continue;
            if (!entry->own)
                text = NULL;
            else if (!text && entry->inherited)
                text = "";
            edits->items[edits->n++] = (struct document_edit){section->name, entry->key, text};
        }
    }
    return true;
}

static enum status apply_edits(const struct file *file, const struct edits *edits, char **bytes,
                               size_t *size, struct error *err)
{
    return document_edit(file->document, edits->items, edits->n, bytes, size, err);
}

enum status file_render(const struct file *file, const struct source *source, char **bytes,
                        size_t *size, struct error *err)
{
    struct edits edits = {0};
    enum status status = collect_edits(source, &edits) ? apply_edits(file, &edits, bytes, size, err)
                                                       : error_no_memory(err);
    edits_fini(&edits);
    return status;
}

/* The path from DIRECTORY (N bytes) to the file TO, both real; malloc'ed. */
static char *relative_path(const char *directory, size_t n, const char *to)
{
    size_t common = 0, n_up = 0;
    /* Up to the last slash that both have in one place. */
    for (size_t i = 0; i <= n && (i == n ? to[i] == '/' : to[i] == directory[i]); i++) {
        if (to[i] == '/')
            common = i;
    }
    if (common == 0)
        return strdup(to);
    for (size_t i = common; i < n; i++)
        n_up += directory[i] == '/';
    size_t size = 3 * n_up + strlen(to + common);
    char *path = malloc(size + 1);
    if (path) {
        for (size_t i = 0; i < n_up; i++)
            memcpy(path + 3 * i, "../", 3);
        memcpy(path + 3 * n_up, to + common + 1, strlen(to + common));
    }
    return path;
}

/* A relative `extends` means another file from another directory: let it mean the same. */
static enum status move_extends(const struct file *file, const struct source *source,
                                const struct save_job *job, struct edits *edits, struct error *err)
{
    const struct document_entry *extends = document_find(file->document, "scenario", "extends");
    const struct source_entry *entry = source_find(source, "scenario", "extends");
    if (!file->base_path || !extends || extends->text[0] == '/' || !entry ||
        source_entry_is_edited(entry))
        return STATUS_OK;
    char *here = file->real_path ? NULL : job->calls->realpath(".", NULL);
    const char *from = file->real_path ? file->real_path : here;
    if (!from)
        return save_fail(job, "realpath", err);
    const char *slash = strrchr(from, '/');
    size_t n = here ? strlen(here) : slash == from ? 1 : (size_t)(slash - from);
    bool is_same = n == job->dir_length && memcmp(from, job->path, n) == 0;
    free(here);
    if (is_same)
        return STATUS_OK;
    edits->extends = relative_path(job->path, job->dir_length, file->base_path);
    if (!edits->extends)
        return error_no_memory(err);
    edits->items[edits->n++] = (struct document_edit){"scenario", "extends", edits->extends};
    return STATUS_OK;
}

static bool is_own_file(const struct file *file, const struct save_job *job)
{
    return file->real_path && strcmp(file->real_path, job->path) == 0;
}

/* Whether the target may be written as far as what is there now goes. */
static enum status check_target(const struct file *file, struct save_job *job, struct error *err)
{
    const char *bytes = file->written ? file->written : file->document->bytes;
    size_t size = file->written ? file->written_size : file->document->size;
    bool is_own = is_own_file(file, job), same = false;
    if ((job->flags & SAVE_OVERWRITE) != 0 || (!is_own && !job->exists))
        return STATUS_OK;
    if (!job->exists)
        return error_set(err, STATUS_CHANGED, _("'%s' is gone"), job->shown);
    if (!is_own)
        return error_set(err, STATUS_CHANGED, _("'%s' exists"), job->shown);
    enum status status = save_job_compare(job, bytes, size, &same, err);
    if (status == STATUS_OK && !same)
        status = error_set(err, STATUS_CHANGED, _("'%s' has changed on disk"), job->shown);
    return status;
}

/* The bytes to write, which are the caller's to free. */
static enum status render_for(const struct file *file, const struct source *source,
                              const struct save_job *job, char **bytes, size_t *size,
                              struct error *err)
{
    struct edits edits = {0};
    enum status status = collect_edits(source, &edits) ? STATUS_OK : error_no_memory(err);
    if (status == STATUS_OK)
        status = move_extends(file, source, job, &edits, err);
    if (status == STATUS_OK)
        status = apply_edits(file, &edits, bytes, size, err);
    edits_fini(&edits);
    return status;
}

enum status file_save(struct file *file, const struct source *source,
                      const struct save_target *target, struct error *err)
{
    struct save_job job;
    char *bytes = NULL;
    size_t size = 0;
    if (!target->path && !file->real_path)
        return error_set(err, STATUS_USAGE, _("'%s' needs a file name to be saved under"),
                         file->name);
    enum status status = save_job_begin(&job, target, file->name, err);
    if (status != STATUS_OK)
        return status;
    status = render_for(file, source, &job, &bytes, &size, err);
    if (status == STATUS_OK)
        status = check_target(file, &job, err);
    if (status == STATUS_OK) {
        job.bytes = bytes;
        job.size = size;
        status = save_job_write(&job, err);
    }
    if ((status == STATUS_OK || status == STATUS_UNCONFIRMED) && is_own_file(file, &job)) {
        free(file->written);
        file->written = bytes;
        file->written_size = size;
        bytes = NULL;
    }
    free(bytes);
    save_job_end(&job);
    return status;
}

enum status file_write(const char *bytes, size_t size, const struct save_target *target,
                       struct error *err)
{
    struct save_job job;
    enum status status = save_job_begin(&job, target, "", err);
    if (status != STATUS_OK)
        return status;
    if (job.exists && (job.flags & SAVE_OVERWRITE) == 0) {
        status = error_set(err, STATUS_CHANGED, _("'%s' exists"), job.shown);
    } else {
        job.bytes = bytes;
        job.size = size;
        status = save_job_write(&job, err);
    }
    save_job_end(&job);
    return status;
}
