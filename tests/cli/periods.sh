#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Plans in quarters and years: words, horizon, years of a rate, and what stays of months.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >years.ini <<'EOF'
[scenario]
period   = year
years    = 4
start    = 2026
budget   = 500 USD
discount = 10 %

[plant]
per        = year
first_year = 2027
life       = last_year - first_year + 1
tons       = 10 ton/year
price      = 121 USD/ton
price.dist = uniform(110, 130)
revenue    = tons * price * 1.1 ^ (year - first_period)
cost       = 1k USD

[build]
cost      = 400 USD
last_year = 1

[office]
kind        = operations
annual_cost = 24 USD/year

[shared]
sale     = 2028-10
sale.max = 2030
season   = 4

[resale]
per     = period
revenue = if(period == sale, season * 10, 0)

[targets]
even = cash.breakeven <= 2028-05
runs = cash.runway >= 4
EOF

run 0 report years.ini
no_err
out_has 'USD, 4 years from 2026'
out_has 'Years                           cost       revenue        profit       balance'
out_has '  2026                           424             0          -424            76'
out_has '  2027                         1,024         1,210           186           262'
out_has '  2028                         1,024         1,371           347           609'
out_has '  first_year                    2027'
out_has '  years               4'
out_has 'even  cash.breakeven <= 2028-05 (2028 against 2028)'
out_has '[plant], per year'
run 0 report years.ini --format json
out_has '"years": 4,'
out_has '{"year": 1, "cost": 424,'
out_has '"per": "year"'
out_has '{"name": "sale", "label": "sale", "parameter": true, "value": 3, "month": "2028-01", "unit": "", "text": "2028-10"}'
run 0 report years.ini --format csv
out_has 'record,section,name,year,value,unit,text'
out_has 'year,,balance,1,76,USD,2026'
run 1 check years.ini --set plant.first_year=2035 --set sale=2031-01
out_has 'plant.first_year is 2035, beyond the horizon of 4 years'
out_has 'shared.sale is 2031, beyond the horizon of 4 years'

# -424/1.1 + 186/1.1^2 + 347/1.1^3 + 440.1/1.1^4, and the rate at which that is 0
run 0 check years.ini --set 'claims.cash.npv=329.5 USD' --set 'claims.cash.irr=47.28 %'

# the same money by the quarter
cat >quarters.ini <<'EOF'
[scenario]
period   = quarter
quarters = 8
start    = 2026-Q2
budget   = 100 USD
discount = 10 %

[a]
per           = quarter
first_quarter = 2026-Q3
age           = quarter - first_quarter
revenue       = 10 + age + 10 * (period_of_year == 1)
cost          = 40 USD/year
cost.unit     = USD/year

[targets]
full = periods_in_year == 4 and total.revenue == 101
EOF
run 0 report quarters.ini
out_has 'USD, 8 quarters from 2026-Q2'
out_has '  2026-Q3'
out_has 'a.cost is USD/year'
run 0 solve quarters.ini --by a.first_quarter --target 'total.revenue > 110' --min 1
out_has 'first_quarter at 2026-Q2'

finish
