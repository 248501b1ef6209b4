/* SPDX-License-Identifier: GPL-3.0-or-later */
/* A directory of a test's own, under $TMPDIR or else the build directory, and files in it. */
#ifndef PROFORMA_TESTS_TEMP_DIR_H
#define PROFORMA_TESTS_TEMP_DIR_H

#include <stddef.h>

/* Make one; its absolute path, to be given to temp_dir_remove. Exits the program on failure. */
char *temp_dir_make(void);
/* Remove it with everything in it. */
void temp_dir_remove(char *dir);
/* Remove everything in it. */
void temp_dir_clear(const char *dir);

/* DIR/NAME as a static string, one of eight that are used in turn. */
const char *temp_path(const char *dir, const char *name);
/* Write SIZE bytes to PATH, or TEXT. Exits the program on failure. */
void temp_write_bytes(const char *path, const char *bytes, size_t size);
void temp_write(const char *path, const char *text);
/* The bytes of PATH with a NUL behind, malloc'ed; NULL where it can't be read. */
char *temp_read(const char *path, size_t *size);
/* How many files are in DIR whose names contain PART. */
int temp_count(const char *dir, const char *part);

#endif
