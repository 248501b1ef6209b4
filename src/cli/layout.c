/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "cli/layout.h"

#include <string.h>

#include "core/number.h"
#include "core/text.h"

enum {
    PIECE = 96,                /* bytes that are filtered at a time */
    FILTERED = 10 * PIECE + 64 /* a marker takes up to 10 bytes for the one it stands for */
};

/* Filter the next piece of TEXT into OUT; the bytes of TEXT it was. A combining mark stays with its
 * base, since how many there are is what the filter counts. */
static size_t next_piece(const char *text, size_t n, char out[FILTERED])
{
    size_t whole = 0, step;
    int32_t codepoint;

    while (whole < n && (step = text_next(text + whole, n - whole, &codepoint)) > 0) {
        if (whole + step > PIECE)
            break;
        whole += step;
    }
    text_filter(out, FILTERED, text, whole);
    return whole;
}

void layout_put(FILE *out, const char *text, size_t n)
{
    char piece[FILTERED];

    while (n > 0) {
        size_t taken = next_piece(text, n, piece);

        fputs(piece, out);
        text += taken;
        n -= taken;
    }
}

static int width_of(const char *text, size_t n)
{
    char piece[FILTERED];
    int width = 0;

    while (n > 0) {
        size_t taken = next_piece(text, n, piece);

        width += text_width(piece, strlen(piece));
        text += taken;
        n -= taken;
    }
    return width;
}

int layout_width(const char *text)
{
    return width_of(text, strlen(text));
}

static int pad(FILE *out, int columns)
{
    if (columns > 0)
        fprintf(out, "%*s", columns, "");
    return columns > 0 ? columns : 0;
}

int layout_left(FILE *out, const char *text, int columns)
{
    int width = layout_width(text);

    layout_put(out, text, strlen(text));
    return width + pad(out, columns - width);
}

int layout_right(FILE *out, const char *text, int columns)
{
    int width = layout_width(text);
    int padding = pad(out, columns - width);

    layout_put(out, text, strlen(text));
    return padding + width;
}

void layout_number(FILE *out, double value, int columns)
{
    char text[NUMBER_TEXT_SIZE];

    number_format_fit(text, value, columns - 1);
    layout_right(out, text, columns);
}

void layout_percent(FILE *out, double value, int columns)
{
    char text[NUMBER_TEXT_SIZE];

    number_format_fit(text, 100 * value, columns - 3);
    layout_right(out, text, columns - 2);
    fputs(" %", out);
}

/* Text in wide characters is written without blanks, and broken anywhere. */
static bool is_breakable(const char *word, size_t n)
{
    int32_t codepoint;

    return text_width(word, text_next(word, n, &codepoint)) == 2;
}

static void break_line(FILE *out, int *column, int indent)
{
    fprintf(out, "\n%*s", indent, "");
    *column = indent;
}

/* WORD (N bytes) from COLUMN on; the column behind it. */
static int put_word(FILE *out, const char *word, size_t n, int column, int indent)
{
    while (n > 0 && is_breakable(word, n)) {
        size_t fitting = text_fit(word, n, LAYOUT_WIDTH - column, NULL);

        if (fitting == n || (fitting == 0 && column <= indent))
            break;
        layout_put(out, word, fitting);
        word += fitting;
        n -= fitting;
        break_line(out, &column, indent);
    }
    layout_put(out, word, n);
    return column + width_of(word, n);
}

void layout_wrap(FILE *out, const char *text, int column, int indent)
{
    bool is_first = true;

    while (*text) {
        size_t n = strcspn(text, " ");

        if (!is_first && column > indent && !is_breakable(text, n) &&
            column + 1 + width_of(text, n) > LAYOUT_WIDTH) {
            break_line(out, &column, indent);
        } else if (!is_first) {
            fputc(' ', out);
            column++;
        }
        column = put_word(out, text, n, column, indent);
        text += n;
        text += strspn(text, " ");
        is_first = false;
    }
    fputc('\n', out);
}
