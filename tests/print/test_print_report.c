/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The report of a small plan of which hardly two numbers are the same, in each format to the byte.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "core/text/number.h"
#include "print/report.h"
#include "support/output.h"
#include "support/scenario_text.h"

static const char plan[] = "[scenario]\n"
                           "title = =Kiosk, \"north\"\n"
                           "budget = 600 USD\n"
                           "months = 4\n"
                           "start = 2026-11\n"
                           "discount = 10 %\n"
                           "[shared]\n"
                           "share = 70 %\n"
                           "[kiosk]\n"
                           "title = 报亭\n"
                           "per = month\n"
                           "guests = 2k person\n"
                           "price = 3 USD/person\n"
                           "cost = 990 USD\n"
                           "revenue = guests * price * share * month / 10\n"
                           "carbon = 7 kgCO2e\n"
                           "carbon.source = the supplier\n"
                           "[fair]\n"
                           "enabled = no\n"
                           "cost = 9 USD\n"
                           "[metrics]\n"
                           "per_guest = total.profit / kiosk.guests\n"
                           "[targets]\n"
                           "rich = total.profit > 1M\n"
                           "afloat = cash.final >= 0\n"
                           "odd = 0 / 0 > 1\n"
                           "[claims]\n"
                           "total.cost = 3970\n"
                           "total.revenue = 4000\n";

/* The report, and what it is of. */
struct fixture {
    struct scenario *scenario;
    struct report report;
    struct output output;
    /* net present value and internal rate of return, whose last digits may depend on the machine */
    char npv[NUMBER_TEXT_SIZE], irr[NUMBER_TEXT_SIZE];
};

static int set_up(void **state)
{
    static struct fixture fixture;
    fixture.scenario = scenario_from_text(plan);
    number_format(fixture.npv, scenario_named(fixture.scenario, "cash.npv"));
    number_format(fixture.irr, scenario_named(fixture.scenario, "cash.irr"));
    output_open(&fixture.output);
    *state = &fixture;
    return report_init(&fixture.report, fixture.scenario, NULL);
}

static int tear_down(void **state)
{
    struct fixture *fixture = *state;
    output_close(&fixture->output);
    report_fini(&fixture->report);
    scenario_free(fixture->scenario);
    return 0;
}

static void test_csv(void **state)
{
    static const char format[] =
        "record,section,name,month,value,unit,text\n"
        "scenario,,title,,,,\"'=Kiosk, \"\"north\"\"\"\n"
        "scenario,,currency,,,,USD\n"
        "line,scenario,budget,,600,USD,600 USD\n"
        "line,scenario,months,,4,,4\n"
        "line,scenario,discount,,0.1,,10 %%\n"
        "line,shared,share,,0.7,,70 %%\n"
        "line,kiosk,guests,,2000,person,2k person\n"
        "line,kiosk,price,,3,USD/person,3 USD/person\n"
        "line,kiosk,cost,,990,USD,990 USD\n"
        "line,kiosk,revenue,1,420,USD,guests * price * share * month / 10\n"
        "line,kiosk,revenue,2,840,USD,guests * price * share * month / 10\n"
        "line,kiosk,revenue,3,1260,USD,guests * price * share * month / 10\n"
        "line,kiosk,revenue,4,1680,USD,guests * price * share * month / 10\n"
        "line,kiosk,carbon,,7,kgCO2e,7 kgCO2e\n"
        "line,fair,cost,,9,USD,9 USD\n"
        "metric,,per_guest,,0.12,USD/person,total.profit / kiosk.guests\n"
        "target,,rich,,0,,total.profit > 1M\n"
        "target,,afloat,,1,,cash.final >= 0\n"
        "target,,odd,,,,0 / 0 > 1\n"
        "claim,,total.cost,,3960,,3970\n"
        "claim,,total.revenue,,4200,,4000\n"
        "stage,kiosk,cost,,3960,USD,报亭\n"
        "stage,kiosk,revenue,,4200,USD,报亭\n"
        "stage,kiosk,profit,,240,USD,报亭\n"
        "stage,kiosk,carbon,,28,kgCO2e,报亭\n"
        "stage,fair,cost,,0,USD,fair\n"
        "stage,fair,revenue,,0,USD,fair\n"
        "stage,fair,profit,,0,USD,fair\n"
        "stage,fair,carbon,,0,kgCO2e,fair\n"
        "total,,cost,,3960,USD,\n"
        "total,,revenue,,4200,USD,\n"
        "total,,profit,,240,USD,\n"
        "total,,margin,,0.05714285714285714,,\n"
        "total,,carbon,,28,kgCO2e,\n"
        "cash,,final,,840,USD,\n"
        "cash,,lowest,,-120,USD,\n"
        "cash,,runway,,1,month,\n"
        "cash,,breakeven,,4,month,\n"
        "cash,,npv,,%s,USD,\n"
        "cash,,irr,,%s,,\n"
        "month,,cost,1,990,USD,2026-11\n"
        "month,,revenue,1,420,USD,2026-11\n"
        "month,,profit,1,-570,USD,2026-11\n"
        "month,,balance,1,30,USD,2026-11\n"
        "month,,cost,2,990,USD,2026-12\n"
        "month,,revenue,2,840,USD,2026-12\n"
        "month,,profit,2,-150,USD,2026-12\n"
        "month,,balance,2,-120,USD,2026-12\n"
        "month,,cost,3,990,USD,2027-01\n"
        "month,,revenue,3,1260,USD,2027-01\n"
        "month,,profit,3,270,USD,2027-01\n"
        "month,,balance,3,150,USD,2027-01\n"
        "month,,cost,4,990,USD,2027-02\n"
        "month,,revenue,4,1680,USD,2027-02\n"
        "month,,profit,4,690,USD,2027-02\n"
        "month,,balance,4,840,USD,2027-02\n"
        "warning,,,,,,test.ini:26: targets.odd is NaN: a division by zero or another undefined "
        "result begins here\n";
    struct fixture *fixture = *state;
    char expected[sizeof format + 2 * NUMBER_TEXT_SIZE];
    report_write_csv(fixture->output.stream, &fixture->report);
    snprintf(expected, sizeof expected, format, fixture->npv, fixture->irr);
    assert_string_equal(output_text(&fixture->output), expected);
}

static void test_json(void **state)
{
    static const char format[] =
        "{\n"
        "  \"title\": \"=Kiosk, \\\"north\\\"\",\n"
        "  \"currency\": \"USD\",\n"
        "  \"months\": 4,\n"
        "  \"scenario\": [\n"
        "    {\"name\": \"budget\", \"label\": \"budget\", \"parameter\": true, \"value\": 600, "
        "\"unit\": \"USD\", \"text\": \"600 USD\"},\n"
        "    {\"name\": \"months\", \"label\": \"months\", \"parameter\": true, \"value\": 4, "
        "\"unit\": \"\", \"text\": \"4\"},\n"
        "    {\"name\": \"discount\", \"label\": \"discount\", \"parameter\": true, \"value\": "
        "0.1, \"unit\": \"\", \"text\": \"10 %%\"}\n"
        "  ],\n"
        "  \"shared\": [\n"
        "    {\"name\": \"share\", \"label\": \"share\", \"parameter\": true, \"value\": 0.7, "
        "\"unit\": \"\", \"text\": \"70 %%\"}\n"
        "  ],\n"
        "  \"stages\": [\n"
        "    {\n"
        "      \"name\": \"kiosk\",\n"
        "      \"title\": \"报亭\",\n"
        "      \"kind\": null,\n"
        "      \"per\": \"month\",\n"
        "      \"enabled\": true,\n"
        "      \"cost\": 3960,\n"
        "      \"revenue\": 4200,\n"
        "      \"profit\": 240,\n"
        "      \"carbon\": 28,\n"
        "      \"lines\": [\n"
        "        {\"name\": \"guests\", \"label\": \"guests\", \"parameter\": true, \"value\": "
        "2000, \"unit\": \"person\", \"text\": \"2k person\"},\n"
        "        {\"name\": \"price\", \"label\": \"price\", \"parameter\": true, \"value\": 3, "
        "\"unit\": \"USD/person\", \"text\": \"3 USD/person\"},\n"
        "        {\"name\": \"cost\", \"label\": \"cost\", \"parameter\": true, \"value\": 990, "
        "\"unit\": \"USD\", \"text\": \"990 USD\"},\n"
        "        {\"name\": \"revenue\", \"label\": \"revenue\", \"parameter\": false, "
        "\"series\": [420, 840, 1260, 1680], \"unit\": \"USD\", \"text\": \"guests * price * "
        "share * month / 10\"},\n"
        "        {\"name\": \"carbon\", \"label\": \"carbon\", \"parameter\": true, \"value\": 7, "
        "\"unit\": \"kgCO2e\", \"text\": \"7 kgCO2e\"}\n"
        "      ]\n"
        "    },\n"
        "    {\n"
        "      \"name\": \"fair\",\n"
        "      \"title\": \"fair\",\n"
        "      \"kind\": null,\n"
        "      \"per\": \"total\",\n"
        "      \"enabled\": false,\n"
        "      \"cost\": 0,\n"
        "      \"revenue\": 0,\n"
        "      \"profit\": 0,\n"
        "      \"carbon\": 0,\n"
        "      \"lines\": [\n"
        "        {\"name\": \"cost\", \"label\": \"cost\", \"parameter\": true, \"value\": 9, "
        "\"unit\": \"USD\", \"text\": \"9 USD\"}\n"
        "      ]\n"
        "    }\n"
        "  ],\n"
        "  \"total\": {\"cost\": 3960, \"revenue\": 4200, \"profit\": 240, \"margin\": "
        "0.05714285714285714, \"carbon\": 28},\n"
        "  \"cash\": {\"final\": 840, \"lowest\": -120, \"runway\": 1, \"breakeven\": 4, \"npv\": "
        "%s, \"irr\": %s},\n"
        "  \"monthly\": [\n"
        "    {\"month\": 1, \"cost\": 990, \"revenue\": 420, \"profit\": -570, \"balance\": "
        "30},\n"
        "    {\"month\": 2, \"cost\": 990, \"revenue\": 840, \"profit\": -150, \"balance\": "
        "-120},\n"
        "    {\"month\": 3, \"cost\": 990, \"revenue\": 1260, \"profit\": 270, \"balance\": "
        "150},\n"
        "    {\"month\": 4, \"cost\": 990, \"revenue\": 1680, \"profit\": 690, \"balance\": "
        "840}\n"
        "  ],\n"
        "  \"metrics\": [\n"
        "    {\"name\": \"per_guest\", \"value\": 0.12, \"unit\": \"USD/person\"}\n"
        "  ],\n"
        "  \"targets\": [\n"
        "    {\"name\": \"rich\", \"met\": false, \"text\": \"total.profit > 1M\"},\n"
        "    {\"name\": \"afloat\", \"met\": true, \"text\": \"cash.final >= 0\"},\n"
        "    {\"name\": \"odd\", \"met\": null, \"text\": \"0 / 0 > 1\"}\n"
        "  ],\n"
        "  \"claims\": [\n"
        "    {\"name\": \"total.cost\", \"stated\": 3970, \"computed\": 3960, \"holds\": true, "
        "\"cause\": null},\n"
        "    {\"name\": \"total.revenue\", \"stated\": 4000, \"computed\": 4200, \"holds\": "
        "false, \"cause\": null}\n"
        "  ],\n"
        "  \"warnings\": [\n"
        "    {\"line\": 26, \"text\": \"targets.odd is NaN: a division by zero or another "
        "undefined result begins here\"}\n"
        "  ]\n"
        "}\n";
    struct fixture *fixture = *state;
    char expected[sizeof format + 2 * NUMBER_TEXT_SIZE];
    assert_true(report_write_json(fixture->output.stream, &fixture->report));
    snprintf(expected, sizeof expected, format, fixture->npv, fixture->irr);
    assert_string_equal(output_text(&fixture->output), expected);
}

static void test_text(void **state)
{
    static const char expected[] =
        "=Kiosk, \"north\"\n"
        "USD, 4 months from 2026-11\n"
        "\n"
        "Result\n"
        "  Revenue                            4,200 USD\n"
        "  Cost                               3,960 USD\n"
        "  Profit                               240 USD\n"
        "  Margin                             5.714 %\n"
        "  Carbon                                28 kgCO2e\n"
        "\n"
        "Targets\n"
        "  missed  rich    total.profit > 1M (240 against 1,000,000)\n"
        "  met     afloat  cash.final >= 0 (840 against 0)\n"
        "  unknown odd     0 / 0 > 1 (NaN against 1)\n"
        "\n"
        "Claims\n"
        "  holds   total.cost     stated 3,970, computed 3,960, ratio 1.003\n"
        "  fails   total.revenue  stated 4,000, computed 4,200, ratio 0.9524\n"
        "                         unexplained\n"
        "\n"
        "Stages                             cost      revenue       profit       kgCO2e\n"
        "  kiosk                           3,960        4,200          240           28\n"
        "  fair (off)                          0            0            0            0\n"
        "  total                           3,960        4,200          240           28\n"
        "\n"
        "Cash\n"
        "  Budget                               600 USD\n"
        "  Final balance                        840 USD\n"
        "  Lowest balance                      -120 USD\n"
        "  Runway                                 1 month\n"
        "  Break-even                       2027-02\n"
        "  Net present value                  218.9 USD\n"
        "  Internal rate of return            296.1 %\n"
        "\n"
        "Metrics\n"
        "  per_guest                           0.12 USD/person\n"
        "\n"
        "Warnings\n"
        "  line 26: targets.odd is NaN: a division by zero or another undefined result\n"
        "    begins here\n"
        "\n"
        "Months                          cost       revenue        profit       balance\n"
        "  2026-11                        990           420          -570            30\n"
        "  2026-12                        990           840          -150          -120\n"
        "  2027-01                        990         1,260           270           150\n"
        "  2027-02                        990         1,680           690           840\n"
        "\n"
        "[scenario]\n"
        "  budget            600 USD\n"
        "  months              4\n"
        "  discount           10 %\n"
        "\n"
        "[shared]\n"
        "  share           70 %\n"
        "\n"
        "[kiosk] 报亭, per month\n"
        "  guests                    2,000 person      2k person\n"
        "  price                         3 USD/person\n"
        "  cost                        990 USD\n"
        "  revenue            420 .. 1,680 USD         = guests * price * share * month\n"
        "                                              / 10\n"
        "  carbon                        7 kgCO2e      source: the supplier\n"
        "\n"
        "[fair], off\n"
        "  cost            9 USD\n"
        "\n"
        "[metrics]\n"
        "  per_guest         0.12 USD/person  = total.profit / kiosk.guests\n";
    struct fixture *fixture = *state;
    report_write_text(fixture->output.stream, &fixture->report);
    assert_string_equal(output_text(&fixture->output), expected);
}

/* Months in groups, without names where the scenario has no start. */
static void check_months(const char *months, const char *heading, const char *row)
{
    char text[200], line[120];
    struct output output;
    snprintf(text, sizeof text, "[scenario]\nmonths = %s\n[a]\nper = month\ncost = 2 USD\n",
             months);
    struct scenario *scenario = scenario_from_text(text);
    report_write_months(output_open(&output), scenario);
    snprintf(line, sizeof line, "\n%s ", heading);
    assert_non_null(strstr(output_text(&output), line));
    snprintf(line, sizeof line, "\n  %s", row);
    assert_non_null(strstr(output_text(&output), line));
    output_close(&output);
    scenario_free(scenario);
}

static void test_periods(void **state)
{
    (void)state;
    check_months("24", "Months",
                 "24                               2             0            -2           -48\n");
    check_months("25", "Quarters",
                 "1 to 3                           6             0            -6            -6\n");
    check_months("26", "Quarters",
                 "25 to 26                         4             0            -4           -52\n");
    check_months("97", "Years",
                 "13 to 24                        24             0           -24           -48\n");
}

static void test_verdicts(void **state)
{
    struct fixture *fixture = *state;
    struct scenario *good = scenario_from_text("[a]\nrevenue = 3 USD\n"
                                               "[targets]\nt = total.profit > 0\n"
                                               "[claims]\ntotal.profit = 3\n");
    assert_true(report_has_missed(fixture->scenario));
    assert_false(report_has_missed(good));
    scenario_free(good);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_csv, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_json, set_up, tear_down),
        cmocka_unit_test_setup_teardown(test_text, set_up, tear_down),
        cmocka_unit_test(test_periods),
        cmocka_unit_test_setup_teardown(test_verdicts, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
