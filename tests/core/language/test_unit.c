/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Units: words kept as written, compared in base words, definitions without circles. */
#include "core/language/unit.h"
#include "support/assert_near.h"

static int set_up(void **state)
{
    *state = unit_table_new("USD");
    return *state == NULL;
}

static int tear_down(void **state)
{
    unit_table_free(*state);
    return 0;
}

static struct unit unit_of(struct unit_table *table, const char *text)
{
    struct unit unit = UNIT_ANY;
    struct error err = {.text = ""};

    if (unit_parse(table, text, strlen(text), &unit, &err) != STATUS_OK)
        fail_msg("'%s': %s", text, err.text);
    return unit;
}

static void define(struct unit_table *table, const char *word, const char *text)
{
    struct error err = {.text = ""};

    if (unit_table_define(table, word, text, strlen(text), &err) != STATUS_OK)
        fail_msg("%s = %s: %s", word, text, err.text);
}

static const char *text_of(struct unit_table *table, struct unit unit)
{
    static char text[UNIT_TEXT_SIZE];

    unit_format(table, unit, text);
    return text;
}

static void test_words_are_kept(void **state)
{
    static const struct {
        const char *text, *shown;
    } rows[] = {
        {"USD", "USD"},
        {"USD/campaign", "USD/campaign"},
        {"USD TB/GB", "USD·TB/GB"},
        {"USD / user / month", "USD/user/month"},
        {"GPU*hour", "GPU·hour"},
        {"W·hour", "W·hour"},
        {"x^2 y^-1", "x^2/y"},
        {"1/day", "1/day"},
        {"1 / day^2", "1/day^2"},
        {"day^-1", "1/day"},
        {"1", "1"},
        {"%", "1"},
        {"x/x", "1"},
        {"x/y^-2", "x·y^2"},
        {"用户/元", "用户/元"},
        {"currency/TB", "USD/TB"},
        {"x x y/y", "x^2"},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        assert_string_equal(text_of(*state, unit_of(*state, rows[i].text)), rows[i].shown);
    assert_string_equal(text_of(*state, UNIT_ANY), "?");
    assert_string_equal(text_of(*state, UNIT_NONE), "1");
}

static void test_other_plurals(void **state)
{
    static const char *const rows[][2] = {
        {"companies", "company"}, {"box", "boxes"},       {"analyses", "analysis"},
        {"people", "person"},     {"batches", "batch"},   {"movies", "movie"},
        {"bosses", "boss"},       {"bus", "buses"},       {"case", "cases"},
        {"axis", "axes"},         {"policy", "policies"}, {"persons", "people"},
    };
    char text[64];

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        snprintf(text, sizeof text, "%s/%s", rows[i][0], rows[i][1]);
        assert_string_equal(text_of(*state, unit_of(*state, text)), "1");
    }
    assert_string_equal(text_of(*state, unit_of(*state, "day/dais")), "day/dais");
    assert_string_equal(text_of(*state, unit_of(*state, "key/kies")), "key/kies");
    assert_string_equal(text_of(*state, unit_of(*state, "shop/shope")), "shop/shope");
}

/* `Mtoken` beside `token`, whichever comes first, unless [units] has said what it is. */
static void test_scales_of_counted_words(void **state)
{
    const char *word, *of;
    double factor;
    size_t at = 0, n = 0;

    assert_int_equal(
        unit_compare(*state, unit_of(*state, "Mtokens"), unit_of(*state, "token"), false, NULL),
        UNIT_DIFFERENT);
    define(*state, "Gpage", "500 page");
    assert_int_equal(unit_table_scale(*state), STATUS_OK);
    assert_int_equal(unit_compare(*state, unit_of(*state, "USD/token"),
                                  unit_of(*state, "USD/Mtoken"), false, &factor),
                     UNIT_BY_FACTOR);
    assert_near(factor, 1e6, 0);
    unit_of(*state, "kGPU");
    unit_compare(*state, unit_of(*state, "kGPUs"), unit_of(*state, "GPU"), false, &factor);
    assert_near(factor, 1e3, 0);
    unit_compare(*state, unit_of(*state, "Gpage"), unit_of(*state, "pages"), false, &factor);
    assert_near(factor, 500, 0);
    assert_int_equal(
        unit_compare(*state, unit_of(*state, "Mday"), unit_of(*state, "day"), false, NULL),
        UNIT_DIFFERENT);
    for (; unit_table_next_scaled(*state, &at, &word, &factor, &of); n++)
        assert_string_equal(word + 1, of);
    assert_int_equal(n, 2);
}

static void test_a_plural_is_the_same_word(void **state)
{
    assert_string_equal(text_of(*state, unit_of(*state, "campaigns")), "campaigns");
    assert_string_equal(text_of(*state, unit_of(*state, "USD/campaign")), "USD/campaign");
    assert_string_equal(text_of(*state, unit_of(*state, "campaigns")), "campaign");
    assert_string_equal(text_of(*state, unit_of(*state, "users/user")), "1");
    assert_string_equal(text_of(*state, unit_of(*state, "GPUs GPU")), "GPU^2");
    assert_string_equal(text_of(*state, unit_of(*state, "days")), "day");
    /* Two letters are too few for a plural. */
    assert_string_equal(text_of(*state, unit_of(*state, "ms/m")), "ms/m");
    /* One written é, the other e with an accent. */
    assert_string_equal(text_of(*state, unit_of(*state, "caf\u00E9/cafe\u0301")), "1");
}

static void test_faulty_units(void **state)
{
    static const struct {
        const char *text, *message;
        size_t offset;
    } rows[] = {
        {"", "'' is no unit", 0},
        {"/", "'/' is no unit", 0},
        {"1/", "'1/' is no unit", 1},
        {"12", "'12' is no unit", 0},
        {"USD/", "'USD/' is no unit", 3},
        {"USD//TB", "'USD//TB' is no unit", 3},
        {"USD + TB", "'USD + TB' is no unit", 3},
        {"x to y", "'x to y' is no unit", 1},
        {"x^y", "'x^y' is no unit", 0},
        {"x^10", "a unit's power is between -9 and 9, and not 0", 0},
        {"y/x^0", "a unit's power is between -9 and 9, and not 0", 2},
        {"x^123456789012345", "a unit's power is between -9 and 9, and not 0", 0},
        {"a b c d e f g h i", "a unit has at most 8 words", 16},
        {"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
         "a word of a unit has at most 64 bytes", 0},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct unit unit = UNIT_NONE;
        struct error err = {0};
        assert_int_equal(unit_parse(*state, rows[i].text, strlen(rows[i].text), &unit, &err),
                         STATUS_FAULTY);
        assert_string_equal(err.text, rows[i].message);
        assert_int_equal(err.offset, rows[i].offset);
        assert_true(unit.specified);
    }
}

static void test_products(void **state)
{
    struct unit usd_per_tb = unit_of(*state, "USD/TB"), tb = unit_of(*state, "TB");
    struct unit many = unit_of(*state, "a b c d e f g h");
    struct unit root;

    assert_string_equal(text_of(*state, unit_multiply(usd_per_tb, tb)), "USD");
    assert_string_equal(text_of(*state, unit_divide(usd_per_tb, tb)), "USD/TB^2");
    assert_string_equal(text_of(*state, unit_power(usd_per_tb, -2)), "TB^2/USD^2");
    assert_string_equal(text_of(*state, unit_power(usd_per_tb, 0)), "1");
    assert_false(unit_multiply(usd_per_tb, UNIT_ANY).specified);
    assert_false(unit_divide(UNIT_ANY, tb).specified);
    assert_false(unit_power(UNIT_ANY, 3).specified);
    assert_false(unit_multiply(many, unit_of(*state, "i")).specified);
    assert_true(unit_multiply(many, unit_of(*state, "h")).specified);
    assert_true(unit_power(tb, 100).specified);
    assert_false(unit_power(tb, 101).specified);
    assert_false(unit_power(tb, -2147483647).specified);
    assert_true(unit_power(UNIT_NONE, 2147483647).specified);
    assert_false(unit_multiply(unit_power(tb, 60), unit_power(tb, 60)).specified);

    assert_true(unit_root(unit_power(usd_per_tb, 4), &root));
    assert_string_equal(text_of(*state, root), "USD^2/TB^2");
    assert_false(unit_root(usd_per_tb, &root));
    assert_true(unit_root(UNIT_NONE, &root));
    assert_true(root.specified && root.n == 0);
    assert_true(unit_root(UNIT_ANY, &root));
    assert_false(root.specified);
}

static void test_comparisons(void **state)
{
    static const struct {
        const char *a, *b;
        enum unit_relation relation;
        double factor;
    } rows[] = {
        {"USD", "USD", UNIT_SAME, 1},
        {"USD", "currency", UNIT_SAME, 1},
        {"USD", "EUR", UNIT_DIFFERENT, 0},
        {"USD TB/GB", "USD", UNIT_BY_FACTOR, 1000},
        {"GB", "TB", UNIT_BY_FACTOR, 1e-3},
        {"year", "ordinary_year", UNIT_SAME, 1},
        {"year", "day", UNIT_BY_FACTOR, 365},
        {"year", "month", UNIT_BY_FACTOR, 12},
        {"week", "day", UNIT_BY_FACTOR, 7},
        {"day", "hour", UNIT_BY_FACTOR, 24},
        {"hour", "minute", UNIT_BY_FACTOR, 60},
        {"minute", "second", UNIT_BY_FACTOR, 60},
        {"month", "day", UNIT_BY_FACTOR, 365.0 / 12},
        {"kWh", "kW hour", UNIT_SAME, 1},
        {"GWh", "kW hours", UNIT_BY_FACTOR, 1e6},
        {"MWh", "Wh", UNIT_BY_FACTOR, 1e6},
        {"GW", "MW", UNIT_BY_FACTOR, 1e3},
        {"PB", "kB", UNIT_BY_FACTOR, 1e12},
        {"MB", "bytes", UNIT_BY_FACTOR, 1e6},
        {"tCO2e", "kgCO2e", UNIT_BY_FACTOR, 1e3},
        {"kgCO2e", "gCO2e", UNIT_BY_FACTOR, 1e3},
        {"kgCO2e/kWh kWh", "kgCO2e", UNIT_SAME, 1},
        {"user", "day", UNIT_DIFFERENT, 0},
        {"USD/day", "USD", UNIT_DIFFERENT, 0},
        {"a b c d e", "v w x y z", UNIT_DIFFERENT, 0},
        {"kW day a b c d", "Wh a b c v", UNIT_DIFFERENT, 0},
        {"kW day a b c d x y", "Wh a b c d x^2 z", UNIT_DIFFERENT, 0},
    };

    define(*state, "ordinary_year", "365 day");
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double factor = 0;
        struct unit a = unit_of(*state, rows[i].a);
        struct unit b = unit_of(*state, rows[i].b);
        enum unit_relation relation = unit_compare(*state, a, b, false, &factor);
        if (relation != rows[i].relation)
            fail_msg("%s and %s", rows[i].a, rows[i].b);
        /* Whole factors are whole to the bit, so that a message can show them. */
        assert_near(factor, rows[i].factor, rows[i].factor == round(rows[i].factor) ? 0 : 1e-11);
    }
    assert_int_equal(unit_compare(*state, UNIT_ANY, unit_of(*state, "x"), false, NULL), UNIT_SAME);
    assert_int_equal(unit_compare(*state, unit_of(*state, "x"), UNIT_ANY, false, NULL), UNIT_SAME);
    assert_int_equal(unit_compare(*state, unit_of(*state, "TB/GB"), UNIT_NONE, false, NULL),
                     UNIT_BY_FACTOR);
}

static void test_months_cancel_in_monthly_stages(void **state)
{
    static const struct {
        const char *text;
        enum unit_relation relation;
        double factor;
    } rows[] = {
        {"USD/month", UNIT_SAME, 1},
        {"USD month", UNIT_SAME, 1},
        {"USD/month^2", UNIT_SAME, 1},
        {"USD", UNIT_SAME, 1},
        {"USD/year", UNIT_BY_FACTOR, 1.0 / 12},
        {"USD/day", UNIT_BY_FACTOR, 365.0 / 12},
        {"EUR/month", UNIT_DIFFERENT, 0},
        {"USD/user/month", UNIT_DIFFERENT, 0},
    };
    struct unit usd = unit_of(*state, "USD");

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        double factor = 0;
        assert_int_equal(unit_compare(*state, unit_of(*state, rows[i].text), usd, true, &factor),
                         rows[i].relation);
        assert_near(factor, rows[i].factor, 1e-11);
    }
    assert_int_equal(unit_compare(*state, unit_of(*state, "USD/month"), usd, false, NULL),
                     UNIT_DIFFERENT);
}

static void test_pure_numbers(void **state)
{
    double factor = 0;
    assert_int_equal(unit_compare(*state, UNIT_NONE, UNIT_NONE, false, NULL), UNIT_SAME);
    assert_int_equal(unit_compare(*state, UNIT_ANY, UNIT_NONE, false, NULL), UNIT_SAME);
    assert_int_equal(unit_compare(*state, unit_of(*state, "TB/GB"), UNIT_NONE, false, &factor),
                     UNIT_BY_FACTOR);
    assert_near(factor, 1000, 1e-12);
    assert_int_equal(unit_compare(*state, unit_of(*state, "day"), UNIT_NONE, false, NULL),
                     UNIT_DIFFERENT);
}

/* A definition works whether it comes before or after what uses it. */
static void test_definitions(void **state)
{
    double factor = 0;
    struct unit early = unit_of(*state, "GBP");

    define(*state, "GBP", "1.2 EUR");
    define(*state, "EUR", "1.08 USD");
    define(*state, "dozen", "12");
    define(*state, "token_price", "USD/Mtoken");
    define(*state, "Mtoken", "1M tokens");
    assert_int_equal(unit_compare(*state, early, unit_of(*state, "USD"), false, &factor),
                     UNIT_BY_FACTOR);
    assert_near(factor, 1.296, 1e-12);
    assert_int_equal(unit_compare(*state, unit_of(*state, "dozens"), UNIT_NONE, false, &factor),
                     UNIT_BY_FACTOR);
    assert_near(factor, 12, 1e-12);
    unit_compare(*state, unit_of(*state, "token_price"), unit_of(*state, "USD/token"), false,
                 &factor);
    assert_near(factor, 1e-6, 1e-12);
    define(*state, "USD", "7.2 CNY");
    unit_compare(*state, early, unit_of(*state, "CNY"), false, &factor);
    assert_near(factor, 1.296 * 7.2, 1e-12);
    assert_int_equal(
        unit_compare(*state, unit_of(*state, "currency"), unit_of(*state, "CNY"), false, &factor),
        UNIT_BY_FACTOR);
}

static void test_faulty_definitions(void **state)
{
    static const struct {
        const char *word, *text, *message;
    } rows[] = {
        {"TB", "5 GB", "the unit 'TB' is built in"},
        {"days", "5 x", "the unit 'days' is built in"},
        {"byte", "8 bit", "the unit 'byte' is built in"},
        {"currency", "5 x", "the unit 'currency' is built in"},
        {"p", "1 q", NULL},
        {"p", "2 q", "the unit 'p' is defined already"},
        {"q", "1 r", NULL},
        {"r", "3 p", "the unit 'r' is defined by itself"},
        {"r", "r", "the unit 'r' is defined by itself"},
        {"r", "q^2/p", "the unit 'r' is defined by itself"},
        {"r", "0 x", "the size of a unit is above 0"},
        {"r", "-1 x", "the size of a unit is above 0"},
        {"r", "", "'' is no unit"},
        {"r", "1e999 x", "'1e999' is too large"},
        {"r", "5 +", "'+' is no unit"},
        {"r", "5 k x", "'k' is a scale out of place; write 5k x"},
        {"r", "1e200 PB^9", "the unit 'r' is too large or too small"},
        {"r", "1e-200 PB^-9", "the unit 'r' is too large or too small"},
        {"r r", "1 x", "'r r' is no word for a unit"},
        {"", "1 x", "'' is no word for a unit"},
        {"r", "2 x", NULL},
    };

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct error err = {0};
        enum status status =
            unit_table_define(*state, rows[i].word, rows[i].text, strlen(rows[i].text), &err);
        if (rows[i].message == NULL) {
            assert_int_equal(status, STATUS_OK);
        } else {
            assert_int_equal(status, STATUS_FAULTY);
            assert_string_equal(err.text, rows[i].message);
        }
    }
    struct error err = {0};
    assert_int_equal(unit_table_define(*state, "s", "5 x^y", 5, &err), STATUS_FAULTY);
    assert_int_equal(err.offset, 2);
}

/* What a new definition would make too large elsewhere is refused, and nothing has changed. */
static void test_a_refused_definition_changes_nothing(void **state)
{
    double factor;
    struct error err;

    define(*state, "big", "1 x^9");
    assert_int_equal(unit_table_define(*state, "x", "1e100 y", 7, &err), STATUS_FAULTY);
    assert_int_equal(
        unit_compare(*state, unit_of(*state, "big"), unit_of(*state, "x^9"), false, &factor),
        UNIT_SAME);
    define(*state, "a1", "1 a2^9");
    define(*state, "a2", "1 a3^9");
    define(*state, "a3", "1 a4^9");
    assert_int_equal(unit_table_define(*state, "a4", "1 a5^9", 6, &err), STATUS_FAULTY);
    define(*state, "a4", "1 a5");
    assert_int_equal(unit_table_define(*state, "w1", "1 a1^9", 6, &err), STATUS_FAULTY);
}

static void test_wide_definitions_are_refused(void **state)
{
    struct error err;
    const char *text = "b1 b2 b3 b4 b5 b6 b7 b8";

    define(*state, "wide1", text);
    define(*state, "wide2", "c1 c2 c3 c4 c5 c6 c7 c8");
    define(*state, "wide3", "wide1 wide2");
    assert_int_equal(unit_table_define(*state, "wide4", "wide1 wide2 d", 13, &err), STATUS_FAULTY);
    assert_int_equal(unit_table_define(*state, "b1", "e1 e2", 5, &err), STATUS_FAULTY);
    assert_int_equal(unit_compare(*state, unit_of(*state, "wide3 d"), UNIT_NONE, false, NULL),
                     UNIT_DIFFERENT);
}

static void test_definitions_are_bounded(void **state)
{
    char word[16];
    struct error err;

    for (int i = 0; i < UNIT_MAX_DEFINITIONS; i++) {
        snprintf(word, sizeof word, "w%dx", i);
        define(*state, word, "2 base");
    }
    assert_int_equal(unit_table_define(*state, "last", "2 base", 6, &err), STATUS_FAULTY);
    assert_string_equal(err.text, "more than 1000 units are defined");
}

static void test_words_are_bounded(void **state)
{
    char word[16];
    struct unit unit;
    struct error err;
    enum status status = STATUS_OK;
    int n = 0;

    for (; status == STATUS_OK && n < 70000; n++) {
        snprintf(word, sizeof word, "w%dx", n);
        status = unit_parse(*state, word, strlen(word), &unit, &err);
    }
    assert_int_equal(status, STATUS_FAULTY);
    assert_string_equal(err.text, "more than 65535 words in units");
    assert_int_equal(unit_parse(*state, "w7x", 3, &unit, &err), STATUS_OK);
}

static void test_any_currency(void **state)
{
    static const char *const currencies[] = {
        "currency", "元",
        "EUR",      "TB",
        "",         "a_currency_with_a_name_so_long_that_no_word_of_any_unit_could_ever_be_it"};

    (void)state;
    for (size_t i = 0; i < sizeof currencies / sizeof *currencies; i++) {
        struct unit_table *table = unit_table_new(currencies[i]);
        struct unit unit;
        assert_non_null(table);
        assert_int_equal(unit_parse(table, "currency", 8, &unit, NULL), STATUS_OK);
        assert_string_equal(text_of(table, unit), i < 4 ? currencies[i] : "currency");
        unit_table_free(table);
    }
    unit_table_free(NULL);
}

/* A text too long for the buffer leaves whole words out. */
static void test_long_units_are_cut(void **state)
{
    char text[8 * 60 + 1] = "";

    for (size_t i = 0; i < 8; i++) {
        memset(text + 60 * i, 'a' + (int)i, 59);
        text[60 * i + 59] = i < 7 ? '/' : '\0';
    }
    const char *shown = text_of(*state, unit_of(*state, text));
    assert_int_equal(strlen(shown), 59 + 60);
    assert_memory_equal(shown, text, 59 + 60);
}

#define with_table(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
    static const struct CMUnitTest tests[] = {
        with_table(test_words_are_kept),
        with_table(test_a_plural_is_the_same_word),
        with_table(test_other_plurals),
        with_table(test_scales_of_counted_words),
        with_table(test_faulty_units),
        with_table(test_products),
        with_table(test_comparisons),
        with_table(test_months_cancel_in_monthly_stages),
        with_table(test_pure_numbers),
        with_table(test_definitions),
        with_table(test_faulty_definitions),
        with_table(test_a_refused_definition_changes_nothing),
        with_table(test_wide_definitions_are_refused),
        with_table(test_definitions_are_bounded),
        with_table(test_words_are_bounded),
        cmocka_unit_test(test_any_currency),
        with_table(test_long_units_are_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
