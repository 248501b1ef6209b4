/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "draw/theme.h"

#include <string.h>

#include "core/text/gettext.h"
#include "core/text/text.h"

static const char *const depth_sections[N_THEME_DEPTHS] = {
#define X(id, section, purpose) section,
    THEME_DEPTH_LIST(X)
#undef X
};

/* The palette's first colours, by number; of 16 the second half is "bright-" and the first. */
static const char *const color_names[] = {"black", "red",     "green", "yellow",
                                          "blue",  "magenta", "cyan",  "white"};
static const char bright[] = "bright-";

static const struct {
    const char *name;
    enum theme_attribute attribute;
} attribute_table[] = {
    {"bold", THEME_BOLD},
    {"dim", THEME_DIM},
    {"underline", THEME_UNDERLINE},
    {"reverse", THEME_REVERSE},
};

/* A word of a value. */
struct word {
    const char *text;
    size_t n;
};

static bool is_word(struct word word, const char *text)
{
    return word.n == strlen(text) && memcmp(word.text, text, word.n) == 0;
}

/* The word at *AT of TEXT, and *AT behind it; n 0 at the end. */
static struct word next_word(const char *text, size_t *at)
{
    *at += strspn(text + *at, " \t");
    struct word word = {text + *at, strcspn(text + *at, " \t")};
    *at += word.n;
    return word;
}

static int hex_digit(char c)
{
    return c >= '0' && c <= '9'   ? c - '0'
           : c >= 'a' && c <= 'f' ? c - 'a' + 10
           : c >= 'A' && c <= 'F' ? c - 'A' + 10
                                  : -1;
}

static bool parse_rgb(struct word word, int32_t *color)
{
    int32_t value = 0;
    if (word.n != 7 || word.text[0] != '#')
        return false;
    for (size_t i = 1; i < word.n; i++) {
        int digit = hex_digit(word.text[i]);
        if (digit < 0)
            return false;
        value = value * 16 + digit;
    }
    *color = THEME_RGB + value;
    return true;
}

static bool parse_index(struct word word, int32_t *color)
{
    int32_t value = 0;
    if (word.n > 3)
        return false;
    for (size_t i = 0; i < word.n; i++) {
        if (word.text[i] < '0' || word.text[i] > '9')
            return false;
        value = value * 10 + (word.text[i] - '0');
    }
    *color = value;
    return value < 256;
}

static bool parse_name(struct word word, int32_t *color)
{
    int32_t first = 0;
    if (word.n > sizeof bright - 1 && memcmp(word.text, bright, sizeof bright - 1) == 0) {
        first = 8;
        word.text += sizeof bright - 1;
        word.n -= sizeof bright - 1;
    }
    for (int32_t i = 0; i < 8; i++)
        if (is_word(word, color_names[i])) {
            *color = first + i;
            return true;
        }
    *color = THEME_DEFAULT;
    return first == 0 && is_word(word, "default");
}

/* Whether WORD is a colour at all; one that DEPTH doesn't have is refused by the caller. */
static bool parse_color(struct word word, int32_t *color)
{
    return word.n > 0 &&
           (parse_rgb(word, color) || parse_index(word, color) || parse_name(word, color));
}

static bool has_color(enum theme_depth depth, int32_t color)
{
    static const int32_t ends[N_THEME_DEPTHS] = {0, 8, 256, 2 * THEME_RGB};
    return color < ends[depth];
}

static uint8_t parse_attribute(struct word word)
{
    for (size_t i = 0; i < sizeof attribute_table / sizeof *attribute_table; i++)
        if (is_word(word, attribute_table[i].name))
            return (uint8_t)attribute_table[i].attribute;
    return 0;
}

static enum status parse_style(enum theme_depth depth, const char *value, struct theme_style *out,
                               struct error *err)
{
    struct theme_style style = {THEME_DEFAULT, THEME_DEFAULT, 0};
    bool has_color_already[2] = {false, false};
    size_t at = 0;
    for (struct word word = next_word(value, &at); word.n > 0; word = next_word(value, &at)) {
        uint8_t attribute = parse_attribute(word);
        bool is_background = is_word(word, "on");
        int32_t color;
        if (attribute) {
            style.attributes |= attribute;
            continue;
        }
        if (is_background)
            word = next_word(value, &at);
        size_t word_at = (size_t)(word.text - value);
        if (!parse_color(word, &color))
            return error_set_at(err, STATUS_FAULTY, word_at, word.n > 0 ? word.n : 1,
                                _("'%.*s' is no colour and no attribute"), (int)word.n, word.text);
        if (!has_color(depth, color))
            return error_set_at(err, STATUS_FAULTY, word_at, word.n, _("[%s] has no colour '%.*s'"),
                                depth_sections[depth], (int)word.n, word.text);
        if (has_color_already[is_background])
            return error_set_at(err, STATUS_FAULTY, word_at, word.n, _("a second colour, '%.*s'"),
                                (int)word.n, word.text);
        has_color_already[is_background] = true;
        *(is_background ? &style.background : &style.foreground) = color;
    }
    *out = style;
    return STATUS_OK;
}

void theme_init(struct theme *theme, const char *name)
{
    memset(theme, 0, sizeof *theme);
    text_filter(theme->name, sizeof theme->name, name, strlen(name));
}

static enum status set_general(struct theme *theme, const char *key, const char *value,
                               struct error *err)
{
    if (strcmp(key, "title") == 0) {
        text_filter(theme->title, sizeof theme->title, value, strlen(value));
        return STATUS_OK;
    }
    if (strcmp(key, "glyphs") != 0)
        return error_set(err, STATUS_FAULTY, _("unknown key '%s' in [theme]"), key);
    if (strcmp(value, "ascii") != 0 && strcmp(value, "unicode") != 0)
        return error_set_at(err, STATUS_FAULTY, 0, strlen(value),
                            _("glyphs are 'ascii' or 'unicode', not '%s'"), value);
    theme->ascii = value[0] == 'a';
    return STATUS_OK;
}

/* The nearest of the roles' names, to suggest it. */
static const char *nearest_role(const char *key)
{
    const char *nearest = NULL;
    int edits = TEXT_FAR;
    for (int role = 0; role < N_UI_ROLES; role++)
        if (text_is_nearer(key, ui_role_name((enum ui_role)role), &edits))
            nearest = ui_role_name((enum ui_role)role);
    return nearest;
}

static enum status set_role(struct theme *theme, enum theme_depth depth, const char *key,
                            const char *value, struct error *err)
{
    for (int role = 0; role < N_UI_ROLES; role++)
        if (strcmp(key, ui_role_name((enum ui_role)role)) == 0) {
            enum status status = parse_style(depth, value, &theme->roles[depth][role].style, err);
            theme->roles[depth][role].is_set |= status == STATUS_OK;
            return status;
        }
    const char *nearest = nearest_role(key);
    if (nearest)
        return error_set(err, STATUS_FAULTY, _("unknown role '%s'; did you mean '%s'?"), key,
                         nearest);
    return error_set(err, STATUS_FAULTY, _("unknown role '%s'"), key);
}

enum status theme_set(struct theme *theme, const char *section, const char *key, const char *value,
                      struct error *err)
{
    if (strcmp(section, "theme") == 0)
        return set_general(theme, key, value, err);
    for (int depth = 0; depth < N_THEME_DEPTHS; depth++)
        if (strcmp(section, depth_sections[depth]) == 0)
            return set_role(theme, (enum theme_depth)depth, key, value, err);
    return error_set(err, STATUS_FAULTY, _("unknown section [%s]"), section);
}

struct theme_style theme_style(const struct theme *theme, enum theme_depth depth, enum ui_role role)
{
    for (int d = (int)depth; d >= 0; d--)
        if (theme->roles[d][role].is_set)
            return theme->roles[d][role].style;
    return (struct theme_style){THEME_DEFAULT, THEME_DEFAULT, 0};
}

int32_t theme_rgb(int32_t color)
{
    static const int32_t first[16] = {0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd,
                                      0x00cdcd, 0xe5e5e5, 0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00,
                                      0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff};
    static const int32_t levels[6] = {0, 95, 135, 175, 215, 255};
    if (color >= THEME_RGB)
        return color - THEME_RGB;
    if (color < 16)
        return first[color];
    if (color >= 232)
        return (8 + 10 * (color - 232)) * 0x010101;
    int32_t index = color - 16;
    return levels[index / 36] << 16 | levels[index / 6 % 6] << 8 | levels[index % 6];
}
