/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "input.h"

#include <string.h>

#include "core/text/bounds.h"
#include "core/text/text.h"

enum {
    ESC = 0x1b,
    MAX_SEQUENCE = 128, /* bytes; what is longer is noise */
    MAX_NUMBERS = 4,    /* in a sequence: a mouse report has three */
    MAX_NUMBER = 99999,
    ALT_BIT = 2, /* of the modifiers in a sequence, which are sent plus one */
    CTRL_BIT = 4,
};

static const char paste_end[] = "\033[201~";

/* ESC [ PARAMETERS FINAL and ESC O FINAL. */
struct final_row {
    char final;
    int32_t key;
};

static const struct final_row csi_keys[] = {
    {'A', KEY_UP_ARROW},     {'B', KEY_DOWN_ARROW},   {'C', KEY_RIGHT_ARROW},
    {'D', KEY_LEFT_ARROW},   {'H', KEY_HOME_KEY},     {'F', KEY_END_KEY},
    {'Z', KEY_BACK_TAB},     {'P', KEY_FUNCTION + 1}, {'Q', KEY_FUNCTION + 2},
    {'R', KEY_FUNCTION + 3}, {'S', KEY_FUNCTION + 4}, {'c', KEY_WORD_RIGHT},
    {'d', KEY_WORD_LEFT},
};

/* The keypad in its application mode; the rest is as above. */
static const struct final_row keypad_keys[] = {
    {'M', KEY_ENTER}, {'X', '='}, {'j', '*'}, {'k', '+'}, {'l', ','}, {'m', '-'},
    {'n', '.'},       {'o', '/'}, {'p', '0'}, {'q', '1'}, {'r', '2'}, {'s', '3'},
    {'t', '4'},       {'u', '5'}, {'v', '6'}, {'w', '7'}, {'x', '8'}, {'y', '9'},
};

/* ESC [ NUMBER ~ */
static const struct {
    int number;
    int32_t key;
} tilde_keys[] = {
    {1, KEY_HOME_KEY},       {2, KEY_INSERT},         {3, KEY_DELETE},
    {4, KEY_END_KEY},        {5, KEY_PAGE_UP},        {6, KEY_PAGE_DOWN},
    {7, KEY_HOME_KEY},       {8, KEY_END_KEY},        {11, KEY_FUNCTION + 1},
    {12, KEY_FUNCTION + 2},  {13, KEY_FUNCTION + 3},  {14, KEY_FUNCTION + 4},
    {15, KEY_FUNCTION + 5},  {17, KEY_FUNCTION + 6},  {18, KEY_FUNCTION + 7},
    {19, KEY_FUNCTION + 8},  {20, KEY_FUNCTION + 9},  {21, KEY_FUNCTION + 10},
    {23, KEY_FUNCTION + 11}, {24, KEY_FUNCTION + 12},
};

/* A whole escape sequence, taken apart. */
struct sequence {
    char final;
    char prefix; /* '<' and the like, or 0 */
    int numbers[MAX_NUMBERS];
    int n_numbers;
};

/* What the bytes at hand are. */
enum decoded {
    DECODED_EVENT,   /* *event is filled in */
    DECODED_NOTHING, /* something without a meaning here; taken */
    DECODED_PARTIAL, /* the beginning of something; left */
};

void input_add_sequence(struct input *input, const char *bytes, int32_t key)
{
    size_t n = strlen(bytes);
    if (n < 2 || n >= INPUT_SEQUENCE_SIZE || bytes[0] != ESC ||
        input->n_sequences == INPUT_MAX_SEQUENCES)
        return;
    struct input_sequence *sequence = &input->sequences[input->n_sequences++];
    memcpy(sequence->bytes, bytes, n + 1);
    sequence->key = key;
}

unsigned char *input_room(struct input *input, size_t *room)
{
    if (input->begin > 0) {
        memmove(input->bytes, input->bytes + input->begin, input->end - input->begin);
        input->end -= input->begin;
        input->begin = 0;
    }
    *room = INPUT_SIZE - input->end;
    return input->bytes + input->end;
}

void input_added(struct input *input, size_t n)
{
    input->end += n;
}

static enum decoded take_key(struct input *input, size_t n, int32_t key, struct ui_event *event)
{
    input->begin += n;
    if (key == KEY_NONE)
        return DECODED_NOTHING;
    *event = (struct ui_event){.kind = EVENT_KEY, .key = key};
    return DECODED_EVENT;
}

static int32_t final_key(const struct final_row *rows, size_t n, char final)
{
    for (size_t i = 0; i < n; i++)
        if (rows[i].final == final)
            return rows[i].key;
    return KEY_NONE;
}

static int32_t csi_key(const struct sequence *sequence)
{
    int number = sequence->n_numbers > 0 ? sequence->numbers[0] : 0;
    int modifiers = sequence->n_numbers > 1 ? sequence->numbers[1] - 1 : 0;
    int32_t key = KEY_NONE;
    if (sequence->prefix != 0 || sequence->n_numbers > MAX_NUMBERS)
        return KEY_NONE;
    if (sequence->final == '~') {
        for (size_t i = 0; i < sizeof tilde_keys / sizeof *tilde_keys; i++)
            if (tilde_keys[i].number == number)
                key = tilde_keys[i].key;
    } else {
        key = final_key(csi_keys, sizeof csi_keys / sizeof *csi_keys, sequence->final);
    }
    if (modifiers > 0 && (modifiers & (ALT_BIT | CTRL_BIT))) {
        if (key == KEY_LEFT_ARROW)
            key = KEY_WORD_LEFT;
        if (key == KEY_RIGHT_ARROW)
            key = KEY_WORD_RIGHT;
    }
    return key;
}

/* A report of BUTTON at X, Y, from 1; PRESSED or released. */
static enum decoded take_mouse(struct input *input, size_t n, int button, int x, int y,
                               bool pressed, struct ui_event *event)
{
    enum { LEFT = 0, MODIFIERS = 4 | 8 | 16, WHEEL_UP = 64, WHEEL_DOWN = 65 };
    button &= ~MODIFIERS;
    input->begin += n;
    if (!pressed || x < 1 || y < 1 ||
        (button != LEFT && button != WHEEL_UP && button != WHEEL_DOWN))
        return DECODED_NOTHING;
    *event = (struct ui_event){.kind = EVENT_MOUSE,
                               .action = button == LEFT       ? MOUSE_CLICK
                                         : button == WHEEL_UP ? MOUSE_WHEEL_UP
                                                              : MOUSE_WHEEL_DOWN,
                               .row = y - 1,
                               .column = x - 1};
    return DECODED_EVENT;
}

static void add_digit(struct sequence *sequence, int digit)
{
    if (sequence->n_numbers == 0)
        sequence->n_numbers = 1;
    /* A terminal's answer to somebody else's question may have more: it is no key. */
    if (sequence->n_numbers > MAX_NUMBERS)
        return;
    int *number = &sequence->numbers[sequence->n_numbers - 1];
    if (*number <= MAX_NUMBER)
        *number = *number * 10 + digit;
}

/* Take apart what follows ESC [ or ESC O at BYTES (N of them): how many bytes it is, 0 where its
 * end is missing; FINAL 0 where it breaks off at a byte that can't be part of it. */
static size_t scan_sequence(const unsigned char *bytes, size_t n, struct sequence *out)
{
    *out = (struct sequence){0};
    for (size_t i = 2; i < n && i < MAX_SEQUENCE; i++) {
        unsigned char c = bytes[i];
        if (c >= '0' && c <= '9') {
            add_digit(out, c - '0');
        } else if (c == ';') {
            out->n_numbers += out->n_numbers == 0 ? 2 : 1;
        } else if (c >= '<' && c <= '?') {
            out->prefix = (char)c;
        } else if (c >= 0x40 && c <= 0x7e) {
            out->final = (char)c;
            return i + 1;
        } else if (c < 0x20 || c > 0x3f) {
            return i;
        }
    }
    return n >= MAX_SEQUENCE ? MAX_SEQUENCE : 0;
}

/* F1 to F5 of the Linux console: ESC [ [ A. */
static enum decoded take_console_key(struct input *input, const unsigned char *bytes, size_t n,
                                     struct ui_event *event)
{
    if (n == 3)
        return DECODED_PARTIAL;
    bool is_key = bytes[3] >= 'A' && bytes[3] <= 'E';
    return take_key(input, 4, is_key ? KEY_FUNCTION + 1 + (bytes[3] - 'A') : KEY_NONE, event);
}

/* A mouse report of the old kind: ESC [ M and three bytes. */
static enum decoded take_old_mouse(struct input *input, const unsigned char *bytes, size_t n,
                                   struct ui_event *event)
{
    if (n < 6)
        return DECODED_PARTIAL;
    return take_mouse(input, 6, bytes[3] - ' ', bytes[4] - ' ', bytes[5] - ' ', (bytes[3] & 3) != 3,
                      event);
}

/* ESC [ < BUTTON ; X ; Y and M or m. */
static bool is_mouse(const struct sequence *sequence)
{
    return sequence->prefix == '<' && sequence->n_numbers <= MAX_NUMBERS &&
           (sequence->final == 'M' || sequence->final == 'm');
}

static enum decoded take_csi(struct input *input, const unsigned char *bytes, size_t n,
                             struct ui_event *event)
{
    struct sequence sequence;
    if (n > 2 && bytes[2] == '[')
        return take_console_key(input, bytes, n, event);
    size_t size = scan_sequence(bytes, n, &sequence);
    if (size == 0)
        return DECODED_PARTIAL;
    if (sequence.final == '~' && sequence.numbers[0] == 200) {
        input->begin += size;
        input->is_pasting = true;
        input->paste_size = 0;
        return DECODED_NOTHING;
    }
    if (is_mouse(&sequence))
        return take_mouse(input, size, sequence.numbers[0], sequence.numbers[1],
                          sequence.numbers[2], sequence.final == 'M', event);
    if (sequence.final == 'M' && size == 3)
        return take_old_mouse(input, bytes, n, event);
    return take_key(input, size, sequence.final ? csi_key(&sequence) : KEY_NONE, event);
}

static enum decoded take_ss3(struct input *input, const unsigned char *bytes, size_t n,
                             struct ui_event *event)
{
    struct sequence sequence;
    size_t size = scan_sequence(bytes, n, &sequence);
    if (size == 0)
        return DECODED_PARTIAL;
    int32_t key = final_key(keypad_keys, sizeof keypad_keys / sizeof *keypad_keys, sequence.final);
    if (key == KEY_NONE && sequence.final)
        key = csi_key(&sequence);
    return take_key(input, size, key, event);
}

/* Whether the bytes at hand are a sequence of the terminal's description, or begin one. */
static enum decoded take_described(struct input *input, const unsigned char *bytes, size_t n,
                                   struct ui_event *event)
{
    const struct input_sequence *best = NULL;
    size_t best_size = 0;
    for (size_t i = 0; i < input->n_sequences; i++) {
        const struct input_sequence *sequence = &input->sequences[i];
        size_t size = strlen(sequence->bytes);
        if (size > n && memcmp(sequence->bytes, bytes, n) == 0)
            return DECODED_PARTIAL;
        if (size <= n && size > best_size && memcmp(sequence->bytes, bytes, size) == 0) {
            best = sequence;
            best_size = size;
        }
    }
    return best ? take_key(input, best_size, best->key, event) : DECODED_NOTHING;
}

/* A terminal's answer in a string (ESC ] and its like, up to BEL or ESC \): how many of the N bytes
 * it takes, 0 where its end isn't there. It isn't waited for: Esc and ] may be keys as well. */
static size_t string_size(const unsigned char *bytes, size_t n)
{
    if (bytes[1] == '\0' || !strchr("]P_^X", bytes[1]))
        return 0;
    for (size_t i = 2; i < n; i++) {
        if (bytes[i] == '\a')
            return i + 1;
        if (bytes[i] == ESC)
            return i + 1 < n && bytes[i + 1] == '\\' ? i + 2 : 0;
    }
    return 0;
}

static enum decoded take_escape(struct input *input, struct ui_event *event)
{
    const unsigned char *bytes = input->bytes + input->begin;
    size_t n = input->end - input->begin;
    if (n == 1)
        return DECODED_PARTIAL;
    enum decoded decoded = take_described(input, bytes, n, event);
    if (decoded != DECODED_NOTHING)
        return decoded;
    size_t answer = string_size(bytes, n);
    if (answer > 0)
        return take_key(input, answer, KEY_NONE, event);
    switch (bytes[1]) {
    case '[':
        return take_csi(input, bytes, n, event);
    case 'O':
        return take_ss3(input, bytes, n, event);
    case 'b':
        return take_key(input, 2, KEY_WORD_LEFT, event);
    case 'f':
        return take_key(input, 2, KEY_WORD_RIGHT, event);
    case 0x7f:
        return take_key(input, 2, KEY_CTRL('W'), event);
    default:
        return take_key(input, 1, KEY_ESCAPE, event);
    }
}

static enum decoded take_character(struct input *input, struct ui_event *event)
{
    const unsigned char *bytes = input->bytes + input->begin;
    size_t n = input->end - input->begin;
    int32_t codepoint;
    size_t size = text_next((const char *)bytes, n, &codepoint);
    if (codepoint < 0) {
        size_t needed = *bytes >= 0xf0 ? 4 : *bytes >= 0xe0 ? 3 : *bytes >= 0xc2 ? 2 : 1;
        size_t i = 1;
        while (i < n && i < needed && (bytes[i] & 0xc0) == 0x80)
            i++;
        if (i == n && n < needed && *bytes < 0xf5)
            return DECODED_PARTIAL;
        return take_key(input, 1, KEY_NONE, event);
    }
    if (codepoint == 0x08 || codepoint == 0x7f)
        codepoint = KEY_BACKSPACE_KEY;
    else if (codepoint == '\n')
        codepoint = KEY_ENTER;
    else if (codepoint > 0x7f && codepoint < 0xa0)
        codepoint = KEY_NONE;
    return take_key(input, size, codepoint, event);
}

/* Bytes of a paste: up to its end, or all but those that could be the beginning of its end. */
static enum decoded take_paste(struct input *input, bool timed_out, struct ui_event *event)
{
    const size_t end_size = sizeof paste_end - 1;
    bool ends = timed_out;
    while (input->begin < input->end) {
        size_t n = input->end - input->begin;
        const unsigned char *bytes = input->bytes + input->begin;
        if (memcmp(bytes, paste_end, lesser_size(n, end_size)) == 0) {
            if (n < end_size && !timed_out)
                return DECODED_PARTIAL;
            if (n >= end_size) {
                input->begin += end_size;
                ends = true;
                break;
            }
        }
        if (input->paste_size < INPUT_PASTE_SIZE)
            input->paste[input->paste_size++] = (char)*bytes;
        input->begin++;
    }
    if (!ends)
        return DECODED_PARTIAL;
    input->is_pasting = false;
    *event = (struct ui_event){
        .kind = EVENT_PASTE, .paste = input->paste, .paste_size = input->paste_size};
    return DECODED_EVENT;
}

/* A beginning, taken by itself: an ESC is the key, a piece of a character is nothing. */
static enum decoded take_partial(struct input *input, struct ui_event *event)
{
    bool is_escape = input->bytes[input->begin] == ESC;
    return take_key(input, 1, is_escape ? KEY_ESCAPE : KEY_NONE, event);
}

bool input_next(struct input *input, bool timed_out, struct ui_event *event)
{
    while (input->begin < input->end || (input->is_pasting && timed_out)) {
        enum decoded decoded;
        if (input->is_pasting)
            decoded = take_paste(input, timed_out, event);
        else if (input->bytes[input->begin] == ESC)
            decoded = take_escape(input, event);
        else
            decoded = take_character(input, event);
        if (decoded == DECODED_PARTIAL) {
            if (!timed_out)
                return false;
            decoded = take_partial(input, event);
        }
        if (decoded == DECODED_EVENT)
            return true;
    }
    return false;
}

int input_timeout(const struct input *input, int escape_ms)
{
    size_t n = input->end - input->begin;
    if (input->is_pasting)
        return INPUT_CONTINUE_MS;
    if (n == 0)
        return -1;
    return n == 1 && input->bytes[input->begin] == ESC ? escape_ms : INPUT_CONTINUE_MS;
}
