/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "print/layout.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/bounds.h"
#include "core/text/number.h"
#include "core/text/text.h"

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

int layout_widest(int columns, const char *text, int most)
{
    int width = layout_width(text);
    return width <= most ? greater(columns, width) : columns;
}

static int pad(FILE *out, int columns)
{
    if (columns > 0)
        fprintf(out, "%*s", columns, "");
    return greater(columns, 0);
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

void layout_heading(FILE *out, const char *text)
{
    fprintf(out, "\n%s\n", text);
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

/* TEXT with one blank for several; the columns that it takes. OUT NULL: it is only measured. */
static int put_words(FILE *out, const char *text, size_t n)
{
    int width = 0;
    for (size_t at = 0, length; at < n; at += length) {
        bool is_blank = text[at] == ' ';
        length = is_blank ? strspn(text + at, " ") : strcspn(text + at, " ");
        length = lesser_size(length, n - at);
        width += is_blank ? 1 : width_of(text + at, length);
        if (out)
            layout_put(out, is_blank ? " " : text + at, is_blank ? 1 : length);
    }
    return width;
}

static int width_of_words(const char *text, size_t n)
{
    return put_words(NULL, text, n);
}

void layout_wrap(FILE *out, const char *text, int column, int indent)
{
    size_t n = strlen(text);
    while (n > 0 && text[n - 1] == ' ')
        n--;
    while (n > 0) {
        size_t length = text_row(text, n, LAYOUT_WIDTH - column, width_of_words);
        put_words(out, text, length);
        while (length < n && text[length] == ' ')
            length++;
        text += length;
        n -= length;
        if (n > 0)
            fprintf(out, "\n%*s", indent, "");
        column = indent;
    }
    fputc('\n', out);
}

/* Whether the shell takes TEXT as it is. */
static bool is_plain_word(const char *text)
{
    static const char plain[] =
        "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ%+,-./:=@_";
    for (; *text != '\0'; text++)
        if ((unsigned char)*text < 0x80 && !strchr(plain, *text))
            return false;
    return true;
}

void layout_shell_word(FILE *out, const char *text)
{
    if (is_plain_word(text)) {
        layout_put(out, text, strlen(text));
        return;
    }
    fputc('\'', out);
    for (size_t n; *text != '\0'; text += n) {
        n = strcspn(text, "'");
        layout_put(out, text, n);
        if (text[n] == '\'') {
            fputs("'\\''", out);
            n++;
        }
    }
    fputc('\'', out);
}

void layout_assignment(FILE *out, const char *name, const char *value)
{
    char *text = NULL;
    fputc(' ', out);
    if (asprintf(&text, "%s=%s", name, value) < 0)
        return;
    layout_shell_word(out, text);
    free(text);
}
