#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# simulate: what is printed, whatever the threads; bad input; an end before the end.
. "${top_srcdir:-.}/tests/cli/lib.sh"
query=$build/tests/cli/json_query
cp "$src/tests/cli/together.ini" "$src/scenarios/starter.ini" .

# is PATH TEXT: what the JSON in out has there
is() { [ "$("$query" "$1" <out)" = "$2" ] || complain "$1 is $("$query" "$1" <out), not $2"; }
# between PATH LOW HIGH
between() {
    "$query" "$1" <out | awk -v low="$2" -v high="$3" '{ exit !($1 >= low && $1 <= high) }' ||
        complain "$1 is $("$query" "$1" <out), not in $2 .. $3"
}

run 0 simulate together.ini --samples 20k
no_err
golden out tests/golden/simulate-together.txt
awk 'length($0) > 79 { exit 1 }' out || complain "a line is wider than 79 columns"
run 0 simulate together.ini -n 20k --format csv
no_err
grep -v -e '^driver' -e '^rest' out >table # solved by GSL, whose versions may round otherwise
golden table tests/golden/simulate-together.csv
run 0 simulate together.ini -n 20k --format json
no_err

# the mean within five standard errors: 6 * (1200 * 5.5 % * 100 - 4500)
between mean 12200 13000
between probability_of_loss 0.01 0.5
is balance.5.month 6
is drivers.4.name shop.idle
between drivers.4.share -0.001 0.001
is interrupted false

# the same bytes for any number of threads, chunks that aren't full and samples that aren't kept
# included; another seed, other numbers
for samples in 1 1000 1025 30011 1100000; do
    run 0 simulate together.ini -n $samples --threads 1 --format json
    cp out one.json
    for threads in 2 3 7; do
        run 0 simulate together.ini -n $samples --threads $threads --format json
        same out one.json
    done
done
run 0 simulate starter.ini -n 5000 --threads 1
cp out one.txt
run 0 simulate starter.ini -n 5000 --threads 3
same out one.txt
run 0 simulate starter.ini -n 5000 --seed 2
! cmp -s out one.txt || complain "another seed gives the same"
run 0 simulate starter.ini -n 5000 --seed 1
same out one.txt

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 simulate-figures "text json csv" simulate figures.ini --samples 4000 --seed 7

# another outcome; a condition is 0 or 1, so that its mean is its probability
run 0 simulate together.ini --of 'cash.lowest < 15k' -n 10k --format json
is of "cash.lowest < 15k"
between mean 0 0.2
is min 0
is max 1
run 0 simulate together.ini --of 'total.profit + 1e9' -n 10k
out_has "total.profit + 1e9 in EUR"
run_on together.ini 0 simulate -
no_err

# single values, and shares: the chances of a sum of them, the same bytes for any number of threads
cat >single.ini <<'END'
[scenario]
months = 1
[a]
won       = 0
won.dist  = chance(30 %)
price     = 10
price.dist = choice(8, 25 %, 10, 50 %, 15, 25 %)
share     = 30 %
share.dist = seen 12 of 40
calls     = 4
calls.dist = poisson(value)
seen      = 3
seen.dist = samples(1, 2, 2, 7)
revenue   = 100 * won + price - 8
cost      = 0
[m]
revenue   = 0 * a.share + 0 * a.calls + 0 * a.seen
[correlations]
c1 = a.won, a.calls, 1
c2 = a.share, a.seen, -1
END
run 0 simulate single.ini -n 100k --of total.revenue --format json
is min 0
is max 107
is percentiles.10 0
is percentiles.50 2
between mean 32 33
between drivers.0.share 0.995 1
run 0 simulate single.ini -n 100k --of "a.won and a.calls >= 5" --format json
between mean 0.295 0.305
run 0 simulate single.ini -n 100k --of a.calls --format csv
out_has "percentile,50,,,,4"
run 0 simulate single.ini -n 3000 --threads 1
mv out one
run 0 simulate single.ini -n 3000 --threads 3
same one out
run 0 simulate single.ini -n 1000 --set "a.calls=-1"
err_has "warning: a.calls: the mean is negative: 'poisson(value)'"
run 0 simulate single.ini -n 1000 --set "a.price.dist=choice(8, 0.5, 9, 0.4)"
err_has "the probabilities sum to 0.9, not to 1"

# edits first
run 0 simulate together.ini -n 1000 --set "shop.conversion=6" --set "shop.conversion.dist=normal(value, 0)" --format json
no_err
grep -qF '{"name": "shop.conversion", "share": 0}' out || complain 'shop.conversion has a share'
run 0 simulate together.ini -n 10k --set "correlations.c1=shop.visitors, shop.conversion, 0.8" --format json
between sd 19500 20700
run 3 simulate together.ini --set "correlations.c1=shop.visitors, shop.conversion, 2"
no_out

# nothing varies, nothing moves, nothing is defined, and what an edit turned upside down
printf '[a]\nx = 5\ncost = x\n' >certain.ini
run 0 simulate certain.ini --format json
err_has "warning: nothing is uncertain: no parameter has a dist"
is mean -5
is sd 0
is histogram.0.count 100000
run 0 simulate certain.ini
out_has "nothing is uncertain"
run 0 simulate together.ini --of "shop.visitors * 0" --format json
err_has "warning: no uncertain parameter moves the outcome"
is sd 0
run 0 simulate together.ini --of "sqrt(-1) + total.profit" --format json
err_has "warning: the outcome is undefined in every sample"
is mean null
is undefined 100000
run 0 simulate together.ini --of "sqrt(total.profit)" -n 10k --format json
no_err
between undefined 500 4000
between probability_of_loss 0 0
run 0 simulate together.ini --of "cash.runway" -n 1000 --format json
is mean null
is sd null
is drivers.0.share null
is infinite 1000
run 0 simulate together.ini -n 1000 --set "shop.visitors.dist=triangular(value, 5, 2)"
err_has "warning: shop.visitors: the uncertainty is upside down"

# wrong usage
wrong() {
    text=$1
    shift
    run 2 simulate "$@"
    no_out
    err_has "$text"
}
for n in 0 -5 1e18 1.5 ten '' 5x nan 1e; do
    wrong "'--samples' is a whole number from 1 to 1000000000000" together.ini --samples "$n"
done
for n in 0 -1 257 many; do
    wrong "'--threads' is a whole number from 1 to 256" together.ini --threads "$n"
done
for n in -1 1e16 9007199254740993 x; do
    wrong "'--seed' is a whole number from 0 to 9007199254740991" together.ini --seed "$n"
done
wrong "--of: unknown name 'total.proft'; did you mean 'total.profit'?" together.ini \
    --of total.proft
err_has "    ^~~~~~~~~~~"
wrong "'simulate' needs FILE"
run 4 simulate missing.ini
run 3 simulate "$src/tests/bad/names.ini"
no_out

# Ctrl-C: the result so far
if command -v timeout >/dev/null 2>&1; then
    what="proforma simulate, ended by SIGINT"
    timeout --preserve-status -s INT 1 "$program" simulate together.ini -n 1e12 --format json \
        >out 2>err || complain "status $?"
    no_err
    is interrupted true
    between samples 1024 1e11
    between mean 12200 13000
fi
finish
