/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * The words of units: those that are built in, those of [units], those met on the way. Of a word
 * that stands for others the expansion into base words is kept at hand; a new definition is put
 * into all expansions that name its word, so that none is ever followed through a chain.
 */
#include "unit_table.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/gettext.h"
#include "core/text/grow.h"
#include "core/text/names.h"
#include "core/text/text.h"

enum { MAX_WORDS = UINT16_MAX, MAX_BASE_POWER = 1000, KEY_SIZE = 3 * UNIT_WORD_SIZE + 1 };

struct word {
    char *key;                        /* NFC, without the plural's 's'; the names map borrows it */
    char *text;                       /* the shortest way it was written */
    struct unit_expansion *expansion; /* NULL: a base word */
    bool built_in;
    bool is_scaled; /* it stands for a power of ten of the word behind its first letter */
};

struct unit_table {
    struct word *words;
    size_t n, capacity;
    size_t n_definitions; /* by unit_table_define */
    bool has_scales;      /* unit_table_scale was called */
    double period;        /* its days */
    struct names index;   /* of the keys */
};

/* A word, how many of its base words it is, and those (none: it is a base word itself). A row uses
 * base words above it alone; `day` must be UNIT_TABLE_DAY. */
static const struct {
    const char *word;
    double factor;
    const char *bases[2];
} built_in[] = {
    {"day", 1, {NULL}},
    {"year", 365, {"day"}},
    {"month", UNIT_DAYS_PER_MONTH, {"day"}},
    {"quarter", 3 * UNIT_DAYS_PER_MONTH, {"day"}},
    {"week", 7, {"day"}},
    {"hour", 1.0 / 24, {"day"}},
    {"minute", 1.0 / 1440, {"day"}},
    {"second", 1.0 / 86400, {"day"}},
    {"byte", 1, {NULL}},
    {"kB", 1e3, {"byte"}},
    {"MB", 1e6, {"byte"}},
    {"GB", 1e9, {"byte"}},
    {"TB", 1e12, {"byte"}},
    {"PB", 1e15, {"byte"}},
    {"W", 1, {NULL}},
    {"kW", 1e3, {"W"}},
    {"MW", 1e6, {"W"}},
    {"GW", 1e9, {"W"}},
    {"Wh", 1.0 / 24, {"W", "day"}},
    {"kWh", 1e3 / 24, {"W", "day"}},
    {"MWh", 1e6 / 24, {"W", "day"}},
    {"GWh", 1e9 / 24, {"W", "day"}},
    {"gCO2e", 1, {NULL}},
    {"kgCO2e", 1e3, {"gCO2e"}},
    {"tCO2e", 1e6, {"gCO2e"}},
};

/* FACTOR^POWER times VALUE, divided where that is exact and multiplying isn't. */
static double scaled(double value, double factor, int power)
{
    return power < 0 ? value / pow(factor, -power) : value * pow(factor, power);
}

static const char currency_word[] = "currency";

/* KEY becomes the text under which WORD (at most UNIT_WORD_SIZE bytes) is found: NFC, without a
 * plural's 's'. False when out of memory, which a word of ASCII needs none of. */
static bool make_key(const char *word, size_t n, char key[KEY_SIZE])
{
    size_t letters = 0, length = n;
    for (size_t at = 0; at < n; letters++) {
        int32_t codepoint;
        at += text_next(word + at, n - at, &codepoint);
    }
    if (letters == n) {
        memcpy(key, word, n);
    } else {
        char *composed = text_nfc(word, n);
        if (!composed)
            return false;
        length = strlen(composed);
        assert(length < KEY_SIZE); /* NFC is at most three times as long */
        memcpy(key, composed, length);
        free(composed);
    }
    if (letters >= 3 && key[length - 1] == 's')
        length--;
    key[length] = '\0';
    return true;
}

/* Show the word as TEXT where that is shorter than what is shown: `user` for `users`. */
static enum status keep_shortest(struct word *word, const char *text, size_t n)
{
    if (strlen(word->text) <= n)
        return STATUS_OK;
    char *copy = strndup(text, n);
    if (!copy)
        return STATUS_NO_MEMORY;
    free(word->text);
    word->text = copy;
    return STATUS_OK;
}

/* Add a base word under KEY. */
static enum status add_word(struct unit_table *table, const char *key, const char *text, size_t n)
{
    if (!grow(&table->words, table->n, &table->capacity, sizeof *table->words))
        return STATUS_NO_MEMORY;
    struct word word = {.key = strdup(key), .text = strndup(text, n)};
    if (!word.key || !word.text ||
        names_put(&table->index, word.key, strlen(key), (uint32_t)table->n) != STATUS_OK) {
        free(word.key);
        free(word.text);
        return STATUS_NO_MEMORY;
    }
    table->words[table->n++] = word;
    return STATUS_OK;
}

unsigned unit_table_currency(const struct unit_table *table)
{
    return names_find(&table->index, currency_word, strlen(currency_word));
}

const char *unit_table_word(const struct unit_table *table, unsigned word)
{
    assert(word < table->n);
    return table->words[word].text;
}

/* PRODUCT times the base word WORD^POWER. */
static bool add_base(struct unit_expansion *product, unsigned word, int power)
{
    unsigned at = 0;
    while (at < product->n && product->factors[at].word != word)
        at++;
    if (at < product->n)
        power += product->factors[at].power;
    if (power > MAX_BASE_POWER || power < -MAX_BASE_POWER || at == UNIT_MAX_BASES)
        return false;
    if (at == product->n)
        product->n++;
    product->factors[at].word = (uint16_t)word;
    product->factors[at].power = (int16_t)power;
    if (power == 0)
        product->factors[at] = product->factors[--product->n];
    return true;
}

bool unit_table_expand(const struct unit_table *table, unsigned word, int power,
                       struct unit_expansion *product)
{
    assert(word < table->n);
    const struct unit_expansion *expansion = table->words[word].expansion;
    if (!expansion)
        return add_base(product, word, power);
    product->factor = scaled(product->factor, expansion->factor, power);
    for (unsigned i = 0; i < expansion->n; i++)
        if (!add_base(product, expansion->factors[i].word, power * expansion->factors[i].power))
            return false;
    return true;
}

/* The power of the base word WORD in EXPANSION. */
static int power_of(const struct unit_expansion *expansion, unsigned word)
{
    for (unsigned i = 0; i < expansion->n; i++)
        if (expansion->factors[i].word == word)
            return expansion->factors[i].power;
    return 0;
}

static bool is_usable(const struct unit_expansion *expansion)
{
    return isfinite(expansion->factor) && expansion->factor > 0;
}

/* EXPANSION with the base word WORD replaced by MEANING. */
static bool substitute(struct unit_expansion *expansion, unsigned word,
                       const struct unit_expansion *meaning)
{
    int power = power_of(expansion, word);
    if (!add_base(expansion, word, -power))
        return false;
    expansion->factor = scaled(expansion->factor, meaning->factor, power);
    for (unsigned i = 0; i < meaning->n; i++)
        if (!add_base(expansion, meaning->factors[i].word, power * meaning->factors[i].power))
            return false;
    return is_usable(expansion);
}

/* Let WORD, a base word so far, stand for MEANING everywhere. STATUS_FAULTY, and nothing changed,
 * where an expansion would become too large. */
static enum status set_meaning(struct unit_table *table, unsigned word,
                               const struct unit_expansion *meaning)
{
    struct unit_expansion trial;
    for (size_t i = 0; i < table->n; i++) {
        const struct unit_expansion *known = table->words[i].expansion;
        if (!known || power_of(known, word) == 0)
            continue;
        trial = *known;
        if (!substitute(&trial, word, meaning))
            return STATUS_FAULTY;
    }
    struct unit_expansion *copy = malloc(sizeof *copy);
    if (!copy)
        return STATUS_NO_MEMORY;
    *copy = *meaning;
    for (size_t i = 0; i < table->n; i++)
        if (table->words[i].expansion && power_of(table->words[i].expansion, word) != 0)
            substitute(table->words[i].expansion, word, meaning);
    table->words[word].expansion = copy;
    return STATUS_OK;
}

static bool ends_with(const char *word, size_t n, const char *end)
{
    size_t length = strlen(end);
    return n > length && memcmp(word + n - length, end, length) == 0;
}

/* How the plural of an English word that isn't the word and an `s` can be made, in both directions:
 * from END, behind one of BEFORE (NULL: whatever), to INSTEAD. Keys have lost an `s` at their end,
 * and so has INSTEAD. */
static const struct plural {
    const char *end, *before, *instead;
} plurals[] = {
    {"ies", NULL, "y"},                 /* companies: company */
    {"y", "bcdfghklmnpqrstvwxz", "ie"}, /* company: companies */
    {"es", "sxzh", ""},                 /* boxes: box */
    {"es", "sx", "i"},                  /* analyses: analysis */
    {"is", "sx", "e"},                  /* analysis: analyses */
    {"", "sxzh", "e"},                  /* box: boxes */
    {"people", NULL, "person"},
    {"person", NULL, "people"},
};

/* WORD (N bytes), whose KEY isn't known, under the key of its other number: KEY becomes that.
 * NAMES_NONE if that isn't known either. */
static uint32_t find_other_number(const struct unit_table *table, const char *word, size_t n,
                                  char key[KEY_SIZE])
{
    char other[KEY_SIZE];
    for (size_t i = 0; i < sizeof plurals / sizeof *plurals && n <= UNIT_WORD_SIZE; i++) {
        const struct plural *plural = &plurals[i];
        size_t length = strlen(plural->end);
        bool is_whole = !plural->before && strcmp(key, plural->end) == 0;
        if (!is_whole && (n < 3 || !ends_with(word, n, plural->end)))
            continue;
        size_t stem = is_whole ? 0 : n - length;
        if (plural->before && !strchr(plural->before, word[stem - 1]))
            continue;
        size_t more = strlen(plural->instead);
        memcpy(other, word, stem);
        memcpy(other + stem, plural->instead, more + 1);
        /* bosses: boss, whose key is bos */
        if (more == 0 && stem >= 3 && other[stem - 1] == 's')
            other[stem - 1] = '\0';
        uint32_t known = names_find(&table->index, other, strlen(other));
        if (known != NAMES_NONE) {
            memcpy(key, other, strlen(other) + 1);
            return known;
        }
    }
    return NAMES_NONE;
}

/* What a letter before a counted word scales it by. */
static const struct letter {
    char letter;
    double factor;
} letters[] = {{'k', 1e3}, {'M', 1e6}, {'G', 1e9}, {'T', 1e12}};

/* Let WORD, of which nothing is known yet, stand for FACTOR times OF. */
static enum status scale_word(struct unit_table *table, uint32_t word, double factor, uint32_t of)
{
    struct unit_expansion meaning = {.factor = factor};
    if (table->words[word].expansion || table->words[word].built_in || table->words[of].built_in ||
        !unit_table_expand(table, of, 1, &meaning) || power_of(&meaning, word) != 0)
        return STATUS_OK;
    enum status status = set_meaning(table, word, &meaning);
    if (status == STATUS_OK)
        table->words[word].is_scaled = true;
    return status == STATUS_NO_MEMORY ? status : STATUS_OK;
}

/* `Mtoken` beside `token`: the words that INDEX is a scale of, and that are a scale of it. */
static enum status relate_scales(struct unit_table *table, uint32_t index)
{
    const char *key = table->words[index].key;
    enum status status = STATUS_OK;
    char scaled[KEY_SIZE + 1];
    size_t n = strlen(key);
    for (size_t i = 0; i < sizeof letters / sizeof *letters && status == STATUS_OK; i++) {
        uint32_t of = n > 1 && key[0] == letters[i].letter
                          ? names_find(&table->index, key + 1, n - 1)
                          : NAMES_NONE;
        if (of != NAMES_NONE)
            status = scale_word(table, index, letters[i].factor, of);
        scaled[0] = letters[i].letter;
        memcpy(scaled + 1, key, n + 1);
        uint32_t word = names_find(&table->index, scaled, n + 1);
        if (word != NAMES_NONE && status == STATUS_OK)
            status = scale_word(table, word, letters[i].factor, index);
    }
    return status;
}

enum status unit_table_scale(struct unit_table *table)
{
    enum status status = STATUS_OK;
    table->has_scales = true;
    for (uint32_t i = 0; i < table->n && status == STATUS_OK; i++)
        status = relate_scales(table, i);
    return status;
}

bool unit_table_next_scaled(const struct unit_table *table, size_t *at, const char **word,
                            double *factor, const char **of)
{
    for (; *at < table->n; ++*at) {
        const struct word *scaled = &table->words[*at];
        if (!scaled->is_scaled)
            continue;
        *word = scaled->text;
        *of = scaled->text + 1;
        for (size_t i = 0; i < sizeof letters / sizeof *letters; i++)
            if (letters[i].letter == scaled->text[0])
                *factor = letters[i].factor;
        ++*at;
        return true;
    }
    return false;
}

enum status unit_table_intern(struct unit_table *table, const char *word, size_t n, size_t at,
                              unsigned *index, struct error *err)
{
    if (n > UNIT_WORD_SIZE)
        return error_set_at(err, STATUS_FAULTY, at, n, _("a word of a unit has at most %d bytes"),
                            UNIT_WORD_SIZE);
    char key[KEY_SIZE];
    if (!make_key(word, n, key))
        return error_no_memory(err);
    uint32_t known = names_find(&table->index, key, strlen(key));
    if (known == NAMES_NONE)
        known = find_other_number(table, word, n, key);
    if (known != NAMES_NONE) {
        bool is_alias = strcmp(key, currency_word) == 0;
        if (!is_alias && keep_shortest(&table->words[known], word, n) != STATUS_OK)
            return error_no_memory(err);
        *index = known;
        return STATUS_OK;
    }
    if (table->n >= MAX_WORDS)
        return error_set_at(err, STATUS_FAULTY, at, n, _("more than %d words in units"), MAX_WORDS);
    if (add_word(table, key, word, n) != STATUS_OK)
        return error_no_memory(err);
    *index = (unsigned)(table->n - 1);
    if (table->has_scales && relate_scales(table, *index) != STATUS_OK)
        return error_no_memory(err);
    return STATUS_OK;
}

enum status unit_table_declare(struct unit_table *table, const char *word, unsigned *index,
                               struct error *err)
{
    size_t length = strlen(word);
    if (text_name_length(word, length) != length || length == 0)
        return error_set(err, STATUS_FAULTY, _("'%s' is no word for a unit"), word);
    enum status status = unit_table_intern(table, word, length, 0, index, err);
    if (status != STATUS_OK)
        return status;
    if (table->words[*index].built_in || strcmp(word, currency_word) == 0)
        return error_set(err, STATUS_FAULTY, _("the unit '%s' is built in"), word);
    if (table->words[*index].expansion)
        return error_set(err, STATUS_FAULTY, _("the unit '%s' is defined already"), word);
    if (table->n_definitions >= UNIT_MAX_DEFINITIONS)
        return error_set(err, STATUS_FAULTY, _("more than %d units are defined"),
                         UNIT_MAX_DEFINITIONS);
    return STATUS_OK;
}

enum status unit_table_assign(struct unit_table *table, unsigned index, const char *word,
                              const struct unit_expansion *meaning, struct error *err)
{
    assert(index < table->n && !table->words[index].expansion);
    if (power_of(meaning, index) != 0)
        return error_set(err, STATUS_FAULTY, _("the unit '%s' is defined by itself"), word);
    enum status status = is_usable(meaning) ? set_meaning(table, index, meaning) : STATUS_FAULTY;
    if (status == STATUS_FAULTY)
        return error_set(err, STATUS_FAULTY, _("the unit '%s' is too large or too small"), word);
    if (status != STATUS_OK)
        return error_no_memory(err);
    table->n_definitions++;
    return STATUS_OK;
}

/* The words that every table has. */
static enum status add_built_in(struct unit_table *table)
{
    for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++) {
        struct unit_expansion meaning = {.factor = built_in[i].factor};
        unsigned index, base;
        enum status status =
            unit_table_intern(table, built_in[i].word, strlen(built_in[i].word), 0, &index, NULL);
        for (size_t j = 0; status == STATUS_OK && j < 2 && built_in[i].bases[j]; j++) {
            const char *name = built_in[i].bases[j];
            status = unit_table_intern(table, name, strlen(name), 0, &base, NULL);
            if (status == STATUS_OK && !add_base(&meaning, base, 1))
                status = STATUS_FAULTY;
        }
        if (status == STATUS_OK && meaning.n > 0)
            status = set_meaning(table, index, &meaning);
        if (status != STATUS_OK)
            return status;
        table->words[index].built_in = true;
    }
    return STATUS_OK;
}

struct unit_table *unit_table_new(const char *currency)
{
    struct unit_table *table = calloc(1, sizeof *table);
    unsigned index;
    if (!table)
        return NULL;
    if (currency[0] == '\0' || strlen(currency) > UNIT_WORD_SIZE)
        currency = currency_word;
    table->period = UNIT_DAYS_PER_MONTH;
    enum status status = add_built_in(table);
    if (status == STATUS_OK)
        status = unit_table_intern(table, currency, strlen(currency), 0, &index, NULL);
    if (status == STATUS_OK && strcmp(currency, currency_word) != 0)
        status = names_put(&table->index, currency_word, strlen(currency_word), index);
    if (status != STATUS_OK) {
        unit_table_free(table);
        return NULL;
    }
    return table;
}

void unit_table_set_period(struct unit_table *table, unsigned months)
{
    table->period = months * UNIT_DAYS_PER_MONTH;
}

double unit_table_period(const struct unit_table *table)
{
    return table->period;
}

void unit_table_free(struct unit_table *table)
{
    if (!table)
        return;
    for (size_t i = 0; i < table->n; i++) {
        free(table->words[i].key);
        free(table->words[i].text);
        free(table->words[i].expansion);
    }
    free(table->words);
    names_fini(&table->index);
    free(table);
}
