#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Months by their words: read, varied, shown and saved, and what lies outside the horizon.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >plan.ini <<'EOF'
[scenario]
start  = 2026-01
months = 24
budget = 100k USD

[shared]
launch      = 2026-09
launch.min  = 2026-04
launch.max  = 2027-06
launch.dist = uniform(2026-06, 2027-02)
second      = launch + 6

[app]
per         = month
first_month = launch
customers   = prev(customers, 100) * 1.05
revenue     = customers * 29
cost        = 1500 USD

[office]
kind        = operations
annual_cost = 24k USD/year
first_month = 2027

[metrics]
later = max(shared.second, app.first_month)
apart = shared.second - shared.launch

[targets]
early = launch <= 2026-Q4
even  = cash.breakeven < 2027-03
EOF

run 0 report plan.ini
no_err
out_has '  launch      2026-09'
out_has '  second      2027-03   = launch + 6'
out_has '  first_month                 2026-09      = launch'
out_has '  first_month                 2027-01'
out_has '  later                            2027-03'
out_has '  apart                                  6'
out_has 'launch <= 2026-Q4 (2026-09 against 2026-10)'
run 0 report plan.ini --format json
out_has '"value": 9, "month": "2026-09", "unit": "", "text": "2026-09"'
out_has '{"name": "later", "value": 15, "month": "2027-03", "unit": ""}'
run 0 report plan.ini --format csv
out_has 'line,shared,launch,,9,,2026-09'

# the same plan in numbers
sed 's/2026-09/9/; s/2026-Q4/10/; s/2027-03/15/; s/= 2027$/= 13/; /^launch\./d' plan.ini >numbers.ini
run 0 report plan.ini --format csv
grep '^month\|^total\|^cash' out >words
run 0 report numbers.ini --format csv
grep '^month\|^total\|^cash' out >numbers
same words numbers

# ranges, solutions, sweeps and optima
run 0 solve plan.ini --by launch --target 'total.profit > 15000'
out_has 'It is met from 2026-04 to 2026-10'
out_has 'Searched: 2026-04..2027-06'
run 0 solve plan.ini --by launch --min 2026-05 --max 2026-Q3 --target "second = 2027-01" --format json
out_has '"months": ["2026-07"]'
run 0 solve plan.ini --by launch --target 'shared.second = 2027-01'
out_has 'with shared.launch at 2026-07 (now 2026-09)'
out_has 'proforma set plan.ini shared.launch=2026-07'
run 0 sweep plan.ini --by launch
out_has '2026-05    2026-07'
out_has '               2026-04  '
run 0 sensitivity plan.ini
out_has 'shared.launch       2026-04..2027-06'
run 0 optimize plan.ini --by launch --maximize total.profit
out_has 'shared.launch  2026-09 -> 2026-04  lowest of its range'
run 0 simulate plan.ini --samples 1000 --format json
out_has '{"name": "shared.launch", "share": '

# saved as a month
cp plan.ini saved.ini
run 0 set saved.ini launch=2026-11
grep -q '^launch      = 2026-11$' saved.ini || complain 'saved.ini has no launch = 2026-11'

# outside the horizon
run 1 check plan.ini --set launch=2028-04 --set targets.early='launch > 2025-12 or launch > 1'
out_has 'shared.launch is 2028-04, above its max of 2027-06'
out_has 'shared.launch is 2028-04, beyond the horizon of 24 months'
out_has 'app.first_month is 2028-04, beyond the horizon of 24 months'
out_has 'targets.early: 2025-12 is before month 1'
run 0 check plan.ini --set app.first_month=2025-11 --set app.cost='if(month > 2028-01, 1, 0)'
out_has 'app.first_month is 2025-11, before month 1'
out_has 'app.cost: 2028-01 is beyond the horizon of 24 months'
# an amount from before the start is spread over the whole plan
cat >early.ini <<'EOF'
[scenario]
start  = 2026-01
months = 4
[licence]
cost        = 100 USD
first_month = 2025-06
EOF
run 0 report early.ini --format csv
out_has 'month,,cost,1,25,USD,2026-01'
run 3 check plan.ini --set launch=2026-9
err_has "'2026-9' is no month: a month is written 2027-03"

finish
