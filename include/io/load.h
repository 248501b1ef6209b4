/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Reading scenarios: the file, the bases that it extends, and the text of them all as one struct
 * source. Of the entries, only `extends` of [scenario] means anything here.
 */
#ifndef PROFORMA_IO_LOAD_H
#define PROFORMA_IO_LOAD_H

#include "core/model/source.h"
#include "io/document.h"

enum { LOAD_MAX_CHAIN = 8 }; /* files that extend one another, the scenario's own included */

/* The scenario's own file as it was read: what saving starts from. Other modules only read it. */
struct file {
    char *name;      /* as given; "-" is standard input */
    char *real_path; /* without symbolic links; NULL for standard input and built-in text */
    char *base_path; /* the real path of the file that it extends; NULL if it extends none */
    struct document *document; /* which has its bytes, too */
    char *written;             /* the bytes last saved to it since it was read; NULL if none were */
    size_t written_size;
};

/*
 * Load the scenario at PATH ("-": standard input) with its bases.
 *
 * On STATUS_OK, *FILE and *SOURCE become the caller's. On STATUS_FAULTY (a fault in a file, a
 * circle) and STATUS_IO (a file can't be read), *FILE is left alone; *SOURCE becomes the caller's,
 * too, and has the files that MESSAGES refer to. On STATUS_NO_MEMORY both are left alone. MESSAGES
 * gets all faults, sorted, each with its place; a fault of a file as a whole has line 0.
 */
enum status file_load(const char *path, struct file **file, struct source **source,
                      struct messages *messages);

/* The same for the file at PATH as if it stood at PLACE, which need not exist: messages call it
 * that, and what it extends is looked for beside PLACE. "/dev/null" is the empty scenario. *FILE
 * can't be saved, as it has no real path. */
enum status file_load_as(const char *path, const char *place, struct file **file,
                         struct source **source, struct messages *messages);

/* The same for SIZE bytes of TEXT called NAME, as if read from standard input. */
enum status file_load_text(const char *name, const char *text, size_t size, struct file **file,
                           struct source **source, struct messages *messages);

void file_free(struct file *file);

/*
 * Read the whole regular file at PATH, or standard input if PATH is "-", at most MAX bytes, into a
 * malloc'ed *BYTES with a NUL behind. STATUS_IO if it doesn't exist, is no regular file, or changed
 * while it was read (ERR doesn't name the path); STATUS_FAULTY if it is larger. *REAL_PATH, unless
 * REAL_PATH is NULL, becomes a malloc'ed path without symbolic links; NULL for standard input.
 */
enum status file_read(const char *path, size_t max, char **bytes, size_t *size, char **real_path,
                      struct error *err);

#endif
