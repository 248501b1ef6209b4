#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Month 0: what happens at the start, before month 1, in balances, present values and tables.
. "${top_srcdir:-.}/tests/cli/lib.sh"

# A textbook's investment: 1000 today, 500 in each of three years, at 10 %.
cat >plan.ini <<'EOF'
[scenario]
period   = year
years    = 3
start    = 2026
budget   = 1200 USD
discount = 10 %

[machine]
cost       = 1000 USD
first_year = 0
last_year  = 0

[sales]
per     = year
revenue = 500 USD

[debt]
per        = period
first_year = close
owed       = prev(owed, 120) - 30
cost       = if(year == 0, 5, 10)
sales      = prev(sales.revenue, 7)

[shared]
close = 0

[metrics]
owed = last(debt.owed)
EOF

run 0 report plan.ini
no_err
out_has 'Years                           cost       revenue        profit       balance'
out_has '  2025                         1,005             0        -1,005           195'
out_has '  2026                            10           500           490           685'
out_has '  Lowest balance                       195 USD'
out_has '  owed                                   0'
run 0 check plan.ini --set 'claims.cash.npv=213.56 USD' --set 'claims.cash.irr=21.72 %' \
    --set 'claims.cash.final=1665 USD' --set 'claims.total.cost=1035 USD'
run 0 report plan.ini --format json
out_has '{"year": 0, "cost": 1005, "revenue": 0, "profit": -1005, "balance": 195}'
out_has '"series": [90, 60, 30, 0]'
out_has '"series": [0, 7, 500, 500]' # what begins in year 1
run 0 report plan.ini --format csv
out_has 'year,,balance,0,195,USD,2025'
out_has 'line,debt,owed,0,90,,'
out_has 'line,debt,owed,3,0,,'

# without money at the start the runway is over before it begins
run 0 report plan.ini --set scenario.budget=0
out_has '  Runway                                 0 years'
out_has '  Break-even                          2028'

# a parameter decides
run 0 report plan.ini --set close=1 --format json
out_has '"series": [0, 90, 60, 30]'
run 0 report plan.ini --set close=1 --set machine.first_year=1 --set machine.last_year=1 --format json
out_has '"series": [90, 60, 30]'
out_lacks '"year": 0'

# analyses see the same plan: here an amount that is spread over the last two years
run 0 solve plan.ini --set sales.per=total --set sales.first_year=2 \
    --by scenario.budget --target 'cash.final > 0' --format json
out_has '"outcome": 665,'

# a total stage happens at once, and only one that begins in month 0 ends there
run 3 check plan.ini --set machine.last_year=3
err_has 'what happens in year 0 happens at once: write last_year = 0, too, or per = year'
run 3 check plan.ini --set machine.first_year=1
err_has "'last_year' is 0, and the stage does not begin in year 0"

# rows: the section has what its rows have
cat >rows.ini <<'EOF'
[scenario]
months = 2
[kind.round]
per     = month
amount  = ? USD
revenue = if(month == first_month, amount, 0)
[rounds]
kind  = round
rows  = amount, first_month
seed  = 50, 0
later = 70, 2
[look]
per     = month
seen    = prev(rounds.revenue, 7)
revenue = seen
[metrics]
raised = rounds.revenue
EOF
run 0 report rows.ini --format json
out_has '{"name": "raised", "value": 120,'
out_has '"name": "seen", "label": "seen", "parameter": false, "series": [0, 50, 0]'

# rows that are no monthly stages: the section's flow is theirs, each in its own months
cat >bought.ini <<'EOF'
[scenario]
months = 4
[kind.buy]
amount = ? USD
cost   = amount
[bought]
kind = buy
rows = amount, first_month
one  = 30, 3
[look]
per  = month
seen = bought.cost
cost = seen
EOF
run 0 report bought.ini --format json
out_has '"name": "seen", "label": "seen", "parameter": false, "series": [0, 0, 15, 15]'

# months, with a word before the start that is none of month 0
cat >months.ini <<'EOF'
[scenario]
start  = 2026-01
months = 3
budget = 10 USD
[seed]
per         = month
first_month = 0
kept        = prev(kept, 8) / 2
revenue     = kept
[early]
per         = month
first_month = 2025-12
cost        = 1 USD
EOF
run 0 report months.ini --format json
out_has '"series": [4, 2, 1, 0.5]'
out_has '{"month": 0, "cost": 0, "revenue": 4, "profit": 4, "balance": 14}'
run 0 check months.ini
out_has 'early.first_month is 2025-12, before month 1'
out_lacks 'seed.first_month'

finish
