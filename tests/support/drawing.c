/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "drawing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "golden.h"

struct canvas drawing_new(int rows, int columns, bool utf8)
{
    struct canvas canvas = {.utf8 = utf8};
    assert_int_equal(canvas_resize(&canvas, rows, columns), STATUS_OK);
    return canvas;
}

void drawing_check(struct canvas *canvas, const char *name)
{
    char *dump = canvas_dump(canvas);
    assert_non_null(dump);
    assert_golden(name, dump);
    free(dump);
    canvas_fini(canvas);
}

void drawing_check_outside(struct canvas *canvas, struct rect rect)
{
    for (int i = 0; i < canvas->rows * canvas->columns; i++) {
        int row = i / canvas->columns - rect.row, column = i % canvas->columns - rect.column;
        if (row < 0 || row >= rect.rows || column < 0 || column >= rect.columns)
            assert_int_equal(canvas->cells[i].codepoint, ' ');
    }
    canvas_fini(canvas);
}
