#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# sweep in its three formats, over one parameter and over two, and what --by may say.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cp "$src/scenarios/starter.ini" starter.ini
run 0 sweep starter.ini --by promotion.campaigns
no_err
fits
golden out tests/golden/sweep-starter.txt
run 0 sweep starter.ini --by promotion.conversion=5..60:11 --by promotion.campaigns=0..60:12
no_err
fits
golden out tests/golden/sweep-starter-two.txt
for name in article-case article-code llm-api pricing; do
    for outcome in total.profit cash.lowest cash.runway total.margin 'cash.breakeven <= 6'; do
        run 0 sweep "$src/scenarios/$name.ini" --of "$outcome" --by scenario.months
        no_err
        fits
        run 0 sweep "$src/scenarios/$name.ini" --of "$outcome" --by scenario.months=1..12:3 --by scenario.budget
        no_err
        fits
    done
done

# profit = units * price - 300, and a fee that is a percentage
cat >shop.ini <<'EOS'
[scenario]
months = 4
[shop]
units = 100
price = 8 USD
fee = 10 %
revenue = units * price * (1 - fee)
[office]
cost = 300 USD
[other]
unused = 5
zero = 0
[lost]
enabled = no
spare = 5 USD
cost = spare
EOS
run 0 sweep shop.ini --by shop.units=0..10:10 --format json --set shop.fee=0
no_err
json_is of total.profit
json_is unit USD
json_is by.0 shop.units
json_is value 500
for i in 0 1 2 3 4 5 6 7 8 9 10; do
    json_is points.$i.at.0 $i
    json_is points.$i.outcome $((8 * i - 300))
done
json_is lowest.at.0 0
json_is highest.outcome -220
"$query" points.11 <out >/dev/null 2>&1 && complain "there are more than 11 points"

# in the parameter's terms: percentages, suffixes, units; crossings between the points
run 0 sweep shop.ini --by shop.fee=2..90:4 -f json
json_is points.0.at.0 0.02
json_near points.1.at.0 0.24
json_near points.4.at.0 0.9
json_near crossings.0.at 0.625
json_is crossings.0.jump false
cp out percent
for range in '2%..90%' '2 %..90 %' '0.02e2 .. 90%'; do
    run 0 sweep shop.ini --by "shop.fee=$range:4" -f json
    same out percent
done
run 0 sweep shop.ini --by shop.units=0..1k:2 -f json
json_is points.2.at.0 1000
run 0 sweep shop.ini --by 'shop.price=1 USD..3 USD:2' -f json
json_is points.1.at.0 2
run 0 sweep shop.ini --by shop.units=-10..10:2 -f json
json_is points.0.at.0 -10
run 0 sweep shop.ini --by shop.price=..4:4 -f json
json_is points.0.at.0 0
json_is points.4.at.0 4
run 0 sweep shop.ini --by shop.price=4..:4 -f json
json_is points.4.at.0 80
run 0 sweep shop.ini --by shop.price=:4 -f json
json_is points.4.at.0 80
run 0 sweep shop.ini --by shop.fee -f json
json_is points.20.at.0 1
run 0 sweep shop.ini --by shop.units --of 'if(shop.units < 55.5, -1, 1)' -f json
json_is crossings.0.at 55.5
json_is crossings.0.jump true

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 sweep-figures "text json csv" sweep figures.ini --by shop.price=10..14:4 \
    --of 'total.profit - 2.5k'
golden_formats 0 sweep-figures-two "text json csv" sweep figures.ini --by shop.price=10..14:2 \
    --by fitting.days=5..8:3

# whole numbers alone
run 0 sweep shop.ini --by scenario.months=1..4:100 --of months -f csv
printf 'scenario.months,months\n1,1\n2,2\n3,3\n4,4\n' >wanted
same out wanted

# two parameters: the second one goes round faster
run 0 sweep shop.ini --by shop.units=0..100:1 --by shop.price=1..3:2 --of shop.revenue -f csv
no_err
printf 'shop.units,shop.price,shop.revenue\n0,1,0\n0,2,0\n0,3,0\n100,1,90\n100,2,180\n100,3,270\n' >wanted
same out wanted
run 0 sweep shop.ini --by shop.units=0..100:1 --by shop.price=1..3:2 -f json
json_is by.1 shop.price
json_is points.4.at.0 100
json_is points.4.at.1 2
json_is points.4.outcome -120
json_is highest.at.1 3
out_lacks crossings

# what is odd
run 0 sweep shop.ini --by other.unused
out_has "The outcome does not depend on other.unused."
run 0 sweep shop.ini --by lost.spare
out_has "The outcome is the same over the whole range."
run 0 sweep shop.ini --by other.zero=0..2:2 --of 'shop.units / other.zero'
out_has "At 1 of 3 points the outcome is not a finite number."
fits
run 0 sweep shop.ini --by other.zero=0..2:2 --of 'shop.units / other.zero' -f json
json_is points.0.outcome null
json_is points.1.outcome 100
run 0 sweep shop.ini --by other.zero=1..2:2 --of '0 / (other.zero - other.zero)'
out_has "At 3 of 3 points"
run 0 sweep shop.ini --by other.zero=1..2:2 --of '0 / (other.zero - other.zero)' -f json
json_is lowest null
run 0 sweep shop.ini --by shop.fee=0..50 --of 'max(shop.fee, 2)'
out_has "The outcome is the same over the whole range."

# long names and expressions stay within the width
printf '[%s]\n%s = 5\nrevenue = 2 * %s\n' stage_of_a_name_that_is_long_enough_for_anyone \
    parameter_of_a_name_as_long parameter_of_a_name_as_long >long.ini
run 0 sweep long.ini --by stage_of_a_name_that_is_long_enough_for_anyone.parameter_of_a_name_as_long \
    --of 'total.profit + max(total.cost, total.revenue) / 2 - min(total.cost, total.revenue)'
no_err
fits
out_has '             parameter               outcome'

# refused STATUS TEXT ARGUMENT...: nothing is printed but the message
refused() {
    wanted_text=$2
    wanted_status=$1
    shift 2
    run "$wanted_status" sweep shop.ini "$@"
    err_has "$wanted_text"
    no_out
}
refused 2 "'sweep' needs --by NAME=LOW..HIGH"
refused 2 "varies two parameters at most, not 3" --by shop.fee --by shop.units --by shop.price
refused 2 "--by names 'shop.fee' twice" --by shop.fee --by shop.fee=0..1
refused 2 "unknown parameter 'shop.fees'; did you mean 'shop.fee'?" --by shop.fees
refused 2 "'shop.revenue' is a formula" --by shop.revenue
refused 2 "'shop.fee=' has no range" --by shop.fee=
refused 2 "'shop.fee=5' has no range" --by shop.fee=5
refused 2 "upside down" --by shop.fee=30..2
refused 2 "is a single value" --by shop.fee=3..3
refused 2 "'abc' is no number" --by shop.fee=abc..3
refused 2 "the unit of 'price' is USD" --by 'shop.price=1 EUR..3'
refused 2 "'0' is no number of steps" --by shop.fee=1..3:0
refused 2 "'' is no number of steps" --by shop.fee=1..3:
refused 2 "'-4' is no number of steps" --by shop.fee=1..3:-4
refused 2 "'10001' is no number of steps" --by shop.fee=1..3:10001
refused 2 "'99999999999999999999' is no number of steps" --by shop.fee=1..3:99999999999999999999
refused 2 "more than a million points" --by shop.fee=1..3:1000 --by shop.units=1..3:1000
refused 2 "unknown name 'total.prfit'" --by shop.fee --of total.prfit
refused 2 "is no option of 'sweep'" --by shop.fee --maximize total.profit
printf '[a]\nx = 5\nx.min = 7\nx.max = 6\nrevenue = x\n' >range.ini
run 3 sweep range.ini --by a.x
err_has "the range of 'a.x' is upside down: 7..6"
no_out
run 0 sweep range.ini --by a.x=1..2:1 -f csv
no_err
run 4 sweep nowhere.ini --by shop.fee

# many points, written as they come
run 0 sweep shop.ini --by shop.units=0..1000:1000 --by shop.price=0..998:998 --set shop.fee=0 -f csv
[ "$(wc -l <out)" -eq 1000000 ] || complain "$(wc -l <out) lines, not 1000000"

# values that are nearly equal
cat >narrow.ini <<'END'
[scenario]
title = Narrow
[s]
x = 1000000
revenue = x * 2
END
run 0 sweep narrow.ini --by s.x=1000000..1000001:20
out_has 'by s.x, 1000000..1000001'
out_has ' 1000000.05  '
out_has ' 1000000.95  '
fits

finish
