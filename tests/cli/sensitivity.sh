#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sensitivity in its three formats, and outcomes of which there is little to say.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cp "$src/scenarios/starter.ini" starter.ini
run 0 sensitivity starter.ini
no_err
fits
golden out tests/golden/sensitivity-starter.txt
for name in article-case article-code llm-api pricing; do
    for outcome in total.profit cash.lowest cash.runway total.margin 'cash.breakeven <= 6'; do
        run 0 sensitivity "$src/scenarios/$name.ini" --of "$outcome"
        no_err
        fits
    done
done

# profit = units * (price - unit_cost) - rent = 100 * (8 - 3) - 4 * 50 = 300
cat >shop.ini <<'EOS'
[scenario]
months = 4
[shop]
units = 100
units.min = 20
units.max = 120
price = 8 USD
price.dist = uniform(6, 10)
unit_cost = 3
discount = 0 %
discount.max = 50 %
revenue = units * price * (1 - discount)
cost = units * unit_cost
[office]
rent = 50
per = month
cost = rent
last_month = 4
EOS
run 0 sensitivity shop.ini --format json
no_err
json_is of total.profit
json_is value 300
json_is unit USD
json_is parameters.0.name shop.units
json_is parameters.0.value 100
json_is parameters.0.derivative 5
json_near parameters.0.elasticity 1.6666666666666667
json_is parameters.0.one_percent 5
json_is parameters.0.kink false
json_is parameters.0.flip 40
json_is parameters.0.low.value 20
json_is parameters.0.low.outcome -100
json_is parameters.0.high.value 120
json_is parameters.0.high.outcome 400
json_is parameters.0.swing 500
json_is parameters.1.name shop.discount
json_is parameters.1.derivative -800
json_is parameters.1.high.outcome -100
json_near parameters.1.flip 0.375
json_is parameters.2.name shop.price
json_near parameters.2.low.value 6.2
json_near parameters.2.low.outcome 120
json_is parameters.4.name scenario.months
json_is parameters.4.derivative null
json_is parameters.4.one_percent null
json_is parameters.4.low.value 3
json_is parameters.4.low.outcome 350
json_is parameters.5.name office.last_month
json_is parameters.5.elasticity null
json_is parameters.5.flip null
run 0 sensitivity shop.ini --format json --set shop.price=9 --of shop.revenue
json_is value 900
json_is of shop.revenue

run 0 sensitivity shop.ini --format csv
no_err
golden out tests/golden/sensitivity-shop-csv.txt

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 sensitivity-figures "text json csv" sensitivity figures.ini

# what can be odd about a row
cat >odd.ini <<'EOS'
[scenario]
months = 3
[a]
root = 4
root.min = -1
root.max = 9
divisor = 1
divisor.min = 0
divisor.max = 2
outside = 20
outside.max = 15
nothing = 0
base = 7
plain = 2
hill = 5
hill.min = 0
hill.max = 9
revenue = sqrt(root) + 1 / divisor + outside + nothing + max(base, 7) + plain - (hill - 5) ^ 2
[b]
a_name_that_is_longer_than_its_column = 5 %
cost = a_name_that_is_longer_than_its_column
EOS
run 0 sensitivity odd.ini
fits
golden out tests/golden/sensitivity-odd.txt
run 0 sensitivity odd.ini --format json
"$query" <out >/dev/null || complain "no JSON"
json_is parameters.0.name a.divisor
json_is parameters.0.low.outcome null

run 0 sensitivity odd.ini --of 42
out_has "No parameter moves it."
run 0 sensitivity odd.ini --of 'sqrt(-1)'
out_has "It is not a number, so nothing can be said about what moves it."
run 0 sensitivity odd.ini --of cash.runway
fits
out_has "inf month"

# wrong usage
run 2 sensitivity odd.ini --of 'total.proft'
no_out
err_has "--of: unknown name 'total.proft'; did you mean 'total.profit'?"
run 2 sensitivity odd.ini --of 'total.profit +'
no_out
run 2 sensitivity odd.ini --set nonsense
no_out
run 4 sensitivity nowhere.ini
no_out
printf '[a]\nx = 5\ncost = y\n' >faulty.ini
run 3 sensitivity faulty.ini
no_out
run_on shop.ini 0 sensitivity - --format csv
out_has "outcome,total.profit,300"

# a full disk
if [ -w /dev/full ]; then
    for format in text json csv; do
        "$program" sensitivity shop.ini --format $format >/dev/full 2>err
        [ $? -eq 4 ] || complain "no status 4 where $format cannot be written"
    done
fi
finish
