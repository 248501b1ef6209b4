#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# solve: values that meet a goal, that there are none, and what is wrong with a question.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >plan.ini <<'EOF'
[scenario]
currency = USD
months   = 12
budget   = 50 USD

[shared]
step = 7

[shop]
conversion     = 10 %
conversion.min = 2 %
price          = 5k USD/order
orders         = 200 orders
cost           = 30k USD
revenue        = orders * conversion * price

[team]
per     = month
revenue = 10 USD/month
cost    = if(shared.step > 3, 12, 8)

[metrics]
shop = shop.revenue - shop.cost
team = team.revenue - team.cost
odd  = (shared.step - 2) * (shared.step - 5)
jump = floor(shared.step) - 2.5
part = sqrt(shared.step - 4)
EOF

run 0 solve plan.ini --by shop.conversion --target 'metrics.shop = 0'
no_err
out_is 'metrics.shop = 0 with shop.conversion at 3 % (now 10 %)
To take it: proforma set plan.ini '\''shop.conversion=3 %'\''
Searched: 2..100 %'
command=$(sed -n 's/^To take it: proforma \(.*\)/\1/p' out)
eval "\"\$program\" $command -o taken.ini"
grep -q '^conversion     = 3 %$' taken.ini || complain "what solve says cannot be taken"

run 0 solve plan.ini --by shared.step --target 'metrics.odd = 0'
out_has 'metrics.odd = 0 with shared.step at 5 (now 7)'
out_has 'Also at 2'
run 0 solve plan.ini --by step --target 'metrics.odd == 4' --format json
for line in '"by": "shared.step"' '"value": 6' '"outcome": 4' '"solutions": [1, 6]' \
    '"proven_none": false' '"range": {"from": 0, "to": 70}'; do
    out_has "$line"
done
run 0 solve plan.ini --by shared.step --target 'metrics.odd = 0' --format csv
out_is 'by,value,outcome
shared.step,2,0
shared.step,5,0'

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 solve-figures "text json csv" solve figures.ini --by shop.price \
    --target 'total.profit - if(shop.price < 11, 0, 900) = 500'

# conditions: met now, and from where; not met now
run 0 solve plan.ini --by shop.conversion --target 'metrics.shop >= 20k USD'
out_has 'metrics.shop >= 20k USD now, with shop.conversion at 10 %'
out_has 'It is met from 5 % to 100 %'
run 0 solve plan.ini --by shop.conversion --target 'metrics.shop > 80k' --max 30
out_has 'metrics.shop > 80k with shop.conversion at 11.00001 % (now 10 %)'
out_has 'Searched: 2..30 %'
run 1 solve plan.ini --by shop.conversion --target 'metrics.shop = 20k' --min 0.1 --max 0.5
err_has "proforma: --max: '0.5' is 0.5 %; for 50 %, write 50"
run 0 solve plan.ini --by shop.price --target 'metrics.shop = 20 % * shop.revenue'
out_has 'with shop.price at 1.875k (now 5k)'

# none: proven, or not; a jump; no effect; undefined
run 1 solve plan.ini --by shop.conversion --target 'metrics.shop = 1M' --max '50 %'
out_has 'No shop.conversion in 2..50 % meets metrics.shop = 1M: proven'
out_has 'There metrics.shop goes from -10,000 to 470,000 USD'
run 1 solve plan.ini --by shop.conversion --target 'metrics.shop = 1M' --max '50 %' --format json
for line in '"value": null' '"outcome": null' '"solutions": []' '"proven_none": true'; do
    out_has "$line"
done
run 1 solve plan.ini --by shop.price --target 'total.margin = 200 %'
out_has 'There total.margin goes from -25,020 % to 96.99 %'
run 1 solve plan.ini --by shared.step --target 'metrics.jump = 0'
out_has 'was found that meets metrics.jump = 0; that is no proof'
out_has 'At 3 it jumps from -0.5 to 0.5'
run 1 solve plan.ini --by scenario.budget --target 'total.profit = 0'
out_has 'scenario.budget has no effect on total.profit'
run 1 solve plan.ini --by shared.step --target 'metrics.part = 100'
out_has 'At some of the values it is undefined'
run 1 solve plan.ini --by shared.step --target 'metrics.part = 1' --max 3
out_has 'There metrics.part is undefined'

# more than are kept
cat >many.ini <<'END'
[scenario]
title = Many
[shared]
x = 1
[metrics]
y = mod(x, 1) - 0.5
END
run 0 solve many.ini --by shared.x --target 'metrics.y = 0' --min 0 --max 100
out_has 'There are more than the 64 solutions that are kept'
run 0 solve many.ini --by shared.x --target 'metrics.y = 0' --min 0 --max 100 --format json
out_has '"more": true'
run 0 solve many.ini --by shared.x --target 'metrics.y = 0' --min 0 --max 10 --format json
out_has '"more": false'

# whole numbers
run 0 solve plan.ini --by scenario.months --target 'metrics.team = -40'
out_has 'with scenario.months at 20 (now 12)'
run 1 solve plan.ini --by scenario.months --target 'metrics.team = -41'
out_has 'No scenario.months in 1..120 meets metrics.team = -41: proven'
out_has 'From 20 to 21 it goes from -40 to -42'
run_on plan.ini 0 solve - --by shop.conversion --target 'metrics.shop = 0'
out_lacks 'To take it'

# wrong STATUS MESSAGE ARGUMENT...: solve refuses that.
wrong() {
    wanted=$1 message=$2
    shift 2
    run "$wanted" solve plan.ini "$@"
    no_out
    err_has "$message"
}
wrong 2 "'solve' needs one parameter, --by NAME" --target 'total.profit = 0'
wrong 2 "'solve' needs a goal, --target" --by shop.price
wrong 2 "--by: unknown parameter 'shop.prise'; did you mean 'shop.price'?" --by shop.prise \
    --target 'total.profit = 0'
wrong 2 "--by: 'shop.revenue' is a formula" --by shop.revenue --target 'total.profit = 0'
wrong 2 "--target: 'total.profit' asks for nothing" --by shop.price --target total.profit
wrong 2 "--target: unknown name 'total.proft'; did you mean 'total.profit'?" --by shop.price \
    --target '2 * total.proft = 0'
err_has '    2 * total.proft = 0'
err_has '        ^~~~~~~~~~~'
wrong 2 "--target: a value is missing after '>='" --by shop.price --target 'total.profit >='
wrong 2 "--target: the outcome's unit is USD" --by shop.price --target 'total.profit = 5 EUR'
wrong 2 "--target: not valid UTF-8" --by shop.price --target "$(printf 'total.profit = \303(')"
wrong 2 "--min: the unit of 'price' is USD/order" --by shop.price --target 'total.profit = 0' \
    --min '3 EUR'
wrong 2 "the range of 'shop.price' is upside down: 9..3" --by shop.price --target 'total.profit = 0' \
    --min 9 --max 3
wrong 3 "the range of 'shop.price' is upside down: 9..3" --by shop.price --target 'total.profit = 0' \
    --set shop.price.min=9 --set shop.price.max=3
wrong 2 "the range of 'shop.price' is not finite: -1e308..1e308" --by shop.price \
    --target 'total.profit = 0' --min -1e308 --max 1e308
run 4 solve missing.ini --by shop.price --target 'total.profit = 0'
finish
