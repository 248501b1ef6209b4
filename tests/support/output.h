/* SPDX-License-Identifier: GPL-3.0-or-later */
/* What a writer writes, as a text. */
#ifndef PROFORMA_TESTS_OUTPUT_H
#define PROFORMA_TESTS_OUTPUT_H

#include <stdio.h>

struct output {
    char *text;
    size_t size;
    FILE *stream;
};

/* A stream to write to; fails the test where there is none to be had. */
FILE *output_open(struct output *output);
/* What has been written so far; valid until more is written or the output closed. */
const char *output_text(struct output *output);
void output_close(struct output *output);

#endif
