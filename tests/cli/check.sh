#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# check: what is printed, in which status it ends.
. "${top_srcdir:-.}/tests/cli/lib.sh"
case_file=$src/scenarios/article-case.ini

cp "$case_file" case.ini
run 1 check case.ini
no_err
golden out tests/golden/check-article-case.txt

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 1 check-figures "json" check figures.ini

cat >good.ini <<'EOF'
[s]
revenue = 100 USD
cost    = 60 USD
[targets]
profitable = total.profit > 0
[claims]
total.profit = 40
EOF
run 0 check good.ini
no_err
out_has "good.ini: 1 of 1 targets met, 1 of 1 claims hold, no warnings"
run 1 check good.ini --set s.cost=200
out_has "missed"
out_has "fails"

# a target that can't be told is not met
run 1 check good.ini --set "targets.odd=sqrt(-1) > 0" --set "claims.total.profit=40"
out_has "unknown"

# two amounts that differ are shown with enough digits, and 0 beside 0 has no ratio
printf '[s]\nrevenue = 1199.10\n[claims]\ntolerance = 0.0001 %%\ntotal.revenue = 1199.15\n' >near.ini
run 1 check near.ini
out_has "stated 1,199.2, computed 1,199.1, ratio 1.00004"
printf '[s]\nrevenue = 1\n[claims]\ntotal.cost = 0\n' >zero.ini
run 0 check zero.ini
out_has "holds   total.cost  stated 0, computed 0"
out_lacks "ratio"

# a warning alone is no failure, and shows its line
cat >units.ini <<'EOF'
[data]
volume = 5 GB/day
price  = 2 USD/TB
days   = 3 day
cost   = volume * price * days
EOF
run 0 check units.ini
no_err
out_has "units.ini:5:10: warning: data.cost is "
out_has "1000 times too large"
out_has "    cost   = volume * price * days"

# several files: the highest status counts, each is told
printf '[s]\ncost = nothing\n' >bad.ini
run 0 check good.ini units.ini
out_has "good.ini: 1 of 1"
out_has "units.ini: 1 warning"
run 1 check good.ini case.ini units.ini
run 3 check case.ini bad.ini good.ini
err_has "bad.ini:2:8: error: "
out_has "good.ini: "
run 4 check bad.ini missing.ini good.ini
err_has "missing.ini: error: "

# JSON: an object for one file, an array for several
run 1 check case.ini --format json
[ "$("$query" claims.0.holds <out)" = false ] || complain "claims.0.holds"
[ "$("$query" claims.0.printed.value <out)" = 4665 ] || complain "claims.0.printed.value"
[ "$("$query" claims.0.printed.terms.1.verdict <out)" = "training.cost in 万" ] ||
    complain "claims.0.printed.terms.1.verdict"
[ "$("$query" file <out)" = case.ini ] || complain "file"
run 1 check case.ini good.ini --format json
[ "$("$query" 1.targets.0.met <out)" = true ] || complain "1.targets.0.met"
run 3 check bad.ini --format json
no_out
run_on good.ini 0 check -

# a variant: what is wrong in its base is shown with the base's name and line
printf '[scenario]\nextends = units.ini\n[data]\nprice = 3 USD/TB\n' >variant.ini
run 0 check variant.ini
out_has "variant.ini: 1 warning"
out_has "units.ini:5:10: warning: "
run 0 check variant.ini --format json
[ "$("$query" warnings.0.file <out)" = units.ini ] || complain "warnings.0.file"
[ "$("$query" warnings.0.line <out)" = 5 ] || complain "warnings.0.line"
finish
