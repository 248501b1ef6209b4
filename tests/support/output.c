/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "output.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

FILE *output_open(struct output *output)
{
    *output = (struct output){0};
    output->stream = open_memstream(&output->text, &output->size);
    assert_non_null(output->stream);
    return output->stream;
}

const char *output_text(struct output *output)
{
    assert_int_equal(fflush(output->stream), 0);
    return output->text;
}

void output_close(struct output *output)
{
    fclose(output->stream);
    free(output->text);
}
