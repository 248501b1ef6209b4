#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# optimize: what is printed, in each format; the command that it prints does what it says.
. "${top_srcdir:-.}/tests/cli/lib.sh"
cp "$src/scenarios/pricing.ini" "$src/scenarios/starter.ini" .

# is PATH VALUE: what the JSON on standard output has there
is() { [ "$("$query" "$1" <out)" = "$2" ] || complain "$1 is $("$query" "$1" <out), not $2"; }

# without the condition the best prices run out of money; with it they don't
run 0 optimize pricing.ini --maximize total.profit --by seats.price documents.request_price
no_err
out_has "total.profit: 562,488 -> 682,910 USD"
out_has "  seats.price                79 -> 58 USD/seat/month"
out_has "  documents.request_price  0.25 -> 0.18 USD/document"
out_has "In whole numbers, their neighbours tried: seats.price"
out_has "  proforma set pricing.ini seats.price=58 documents.request_price=0.18"
run 0 report pricing.ini --set seats.price=58 --set documents.request_price=0.18 --format json
is cash.runway 4
run 0 optimize pricing.ini --maximize total.profit --by seats.price --by documents.request_price \
    --subject-to 'cash.runway >= 12'
out_has "  met     binding  cash.runway >= 12 (inf against 12)"
command=$(sed -n 's/^  proforma set/set/p' out)
eval "run 0 $command -o better.ini"
run 0 report better.ini --format json
is total.profit "$("$program" optimize pricing.ini --maximize total.profit --format json \
    --by seats.price documents.request_price --subject-to 'cash.runway >= 12' | "$query" value)"
is targets.1.met true

# the starter: which price earns most with a runway of 12 months?
run 0 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --subject-to 'cash.runway >= 12' --format json
is maximize total.profit
is found true
is before 152431.37502582581
is at.0.name subscriptions.price
is at.0.value 127
is at.0.text "127 USD/customer/month"
is at.0.whole true
is constraints.0.text "cash.runway >= 12"
is constraints.0.met true
is constraints.0.binding false
is constraints.0.left null
is constraints.0.right 12
run 0 report starter.ini --set subscriptions.price=127 --format json
cp out at_127
run 0 optimize starter.ini --maximize total.profit --by subscriptions.price --format json
is value "$("$query" total.profit <at_127)"
for price in 126 128; do
    run 0 report starter.ini --set subscriptions.price=$price --format json
    "$query" total.profit <out >profit
    "${AWK:-awk}" -v a="$(cat profit)" -v b="$("$query" total.profit <at_127)" 'BEGIN { exit !(a < b) }' ||
        complain "a price of $price earns more"
done

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 optimize-figures "text json csv" optimize figures.ini --maximize total.profit \
    --by shop.price fitting.days --subject-to 'total.carbon <= 480' --subject-to 'cash.npv >= 2k'

# minimize, --set, a table
run 0 optimize starter.ini --minimize subscriptions.price --by subscriptions.price \
    --subject-to 'total.profit >= 100k' --set promotion.campaigns=20 --format csv
no_err
[ "$(sed -n 1p out)" = "record,name,before,value,text" ] || complain "the first line"
out_has "minimize,subscriptions.price,99,"
out_has 'condition,total.profit >= 100k,1,1,binding'
run 0 optimize starter.ini --maximize total.profit --by subscriptions.price --set training.rate="5k"
out_has "proforma set starter.ini training.rate=5k subscriptions.price="

# conditions that can't be met
run 1 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --subject-to 'cash.lowest >= 1M' --subject-to 'cash.runway >= 12'
no_err
out_has "total.profit: no values were found that meet all conditions"
out_has "missed  cash.lowest >= 1M (can't be met: "
out_lacks "proforma set"
run 1 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --subject-to 'cash.lowest >= 1M' --format json
is found false
is value null
is constraints.0.possible false

# nothing better, no effect, undefined
run 0 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --set subscriptions.price=127
out_has "total.profit stays 197,065 USD: no better values were found"
out_lacks "proforma set"
run 0 optimize starter.ini --maximize total.profit --by scenario.budget
out_has "without effect"
run 1 optimize starter.ini --maximize 'sqrt(-1) * total.profit' --by subscriptions.price
out_has "is undefined at all values that were tried"

# as a filter there is no file to set
run_on starter.ini 0 optimize - --maximize total.profit --by subscriptions.price
out_lacks "proforma set"

# words that a shell would take apart
cp starter.ini "my plan's.ini"
run 0 optimize "my plan's.ini" --maximize total.profit --by subscriptions.price
out_has "proforma set 'my plan'\\''s.ini' subscriptions.price=127"

# wrong usage
run 2 optimize starter.ini --by subscriptions.price
err_has "'optimize' needs one --maximize or --minimize"
run 2 optimize starter.ini --maximize total.cost --minimize total.cost --by subscriptions.price
run 2 optimize starter.ini --maximize total.profit
err_has "'optimize' needs --by NAME"
run 2 optimize starter.ini --maximize total.proft --by subscriptions.price
no_out
err_has "--maximize: unknown name 'total.proft'; did you mean 'total.profit'?"
run 2 optimize starter.ini --maximize total.profit --by subscriptions.prise
err_has "--by: unknown parameter 'subscriptions.prise'; did you mean 'subscriptions.price'?"
run 2 optimize starter.ini --maximize total.profit --by subscriptions.price training.rates
err_has "--by: unknown parameter 'training.rates'; did you mean 'training.rate'?"
run 2 optimize starter.ini --maximize total.profit --by subscriptions.churn
err_has "'subscriptions.churn' is a formula"
run 2 optimize starter.ini --maximize total.profit --by scenario.months
err_has "horizon"
run 2 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --subject-to 'cash.runway > = 12'
err_has "--subject-to: "
err_has "    cash.runway > = 12"
run 2 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --by subscriptions.price
err_has "is named twice"
run 3 optimize starter.ini --maximize total.profit --by subscriptions.price \
    --set subscriptions.price.min=200
no_out
err_has "--by: the range of 'subscriptions.price' is upside down: 200..199"
run 2 optimize
run 4 optimize missing.ini --maximize total.profit --by subscriptions.price
# whole is what has to be, or has a whole step
cat >whole.ini <<'END'
[scenario]
title = Whole
[s]
x = 20
x.min = 0
x.max = 30
revenue = x * (3 - x)
END
run 0 optimize whole.ini --by s.x --maximize total.revenue --format json
is at.0.value 1.5
echo 'x.step = 1' >>whole.ini
run 0 optimize whole.ini --by s.x --maximize total.revenue --format json
is at.0.value 2

finish
