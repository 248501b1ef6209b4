#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# report in its three formats.
. "${top_srcdir:-.}/tests/cli/lib.sh"
case_file=$src/scenarios/article-case.ini

for name in article-case article-code llm-api pricing starter; do
    run 0 report "$src/scenarios/$name.ini"
    no_err
    awk 'length($0) > 100 || /[ \t]$/ { exit 1 }' out || complain "a line is too wide, or ends in blanks"
    run 0 report "$src/scenarios/$name.ini" --format csv
    no_err
    [ "$(head -n 1 out)" = "record,section,name,month,value,unit,text" ] || complain "its first line"
    run 0 report "$src/scenarios/$name.ini" --format json
    no_err
    "$query" <out >/dev/null || complain "no JSON"
done

for name in article-case llm-api; do
    run 0 report "$src/scenarios/$name.ini"
    golden out "tests/golden/report-$name.txt"
done

cp "$src/tests/cli/wide.ini" .
run 0 report wide.ini
golden out tests/golden/report-wide.txt

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 report-figures "text json csv" report figures.ini

# months, quarters or years, as many as there are
printf '[scenario]\nmonths = 1\nstart = 2026-11\nbudget = 10\n[a]\nper = month\ncost = month\n' >long.ini
for months in 24 25 96 97; do
    run 0 report long.ini --set "scenario.months=$months"
    grep -A 3 -e '^Months' -e '^Quarters' -e '^Years' out >>long.txt
done
golden long.txt tests/golden/report-periods.txt

run 0 report "$case_file" --format json
json_is currency USD
json_is months 12
json_is total.cost 41000765
json_is total.revenue 10006000
json_is total.profit -30994765
json_is total.margin -3.0976179292424546
json_is total.carbon 0
json_is cash.breakeven null
json_is stages.0.name data
json_is stages.0.kind data_collection
json_is stages.0.per total
json_is stages.0.enabled true
json_is stages.0.cost 365
json_is stages.0.profit -365
json_is stages.2.lines.0.name campaigns
json_is stages.2.lines.0.label campaigns
json_is stages.2.lines.0.parameter true
json_is stages.2.lines.0.value 200
json_is stages.2.lines.0.unit campaigns
json_is stages.2.lines.0.text "200 campaigns"
json_is monthly.11.month 12
json_is claims.0.name total.cost
json_is claims.0.stated 36180000
json_is claims.0.computed 41000765
json_is claims.0.holds false

# numbers read back as the same double; what isn't finite is null
cat >numbers.ini <<'EOF'
[scenario]
title    = "quoted" \ and 数据
currency = EUR
budget   = 0.1 EUR
months   = 3
[s]
per   = month
third = 1 / 3
tiny  = 5e-324
huge  = 1.7976931348623157e308
users = prev(users, 0.1) + 0.2
cost  = third
x     = sqrt(-1) * 0
over  = 1 / (months - 3)
minus = -tiny * tiny
revenue = users + tiny + 0 * huge
EOF
run 0 report numbers.ini -f json
json_is title '"quoted" \ and 数据'
json_is scenario.0.value 0.10000000000000001
json_is stages.0.per month
json_is stages.0.lines.0.series.2 0.33333333333333331
json_is stages.0.lines.1.value 4.9406564584124654e-324
json_is stages.0.lines.2.value 1.7976931348623157e+308
json_is stages.0.lines.3.series.0 0.30000000000000004
json_is stages.0.lines.5.series.0 null
json_is stages.0.lines.6.series.0 null
json_is stages.0.lines.7.series.0 -0

# --set changes what is reported, and nothing else; the unit stays
cp "$case_file" case.ini
run 0 report case.ini --set promotion.conversion=20 --set promotion.campaigns=100 -f json
json_is stages.2.lines.2.value 0.20000000000000001
json_is stages.2.lines.2.text "20 %"
json_is stages.2.revenue 10000000
same case.ini "$case_file"
run 2 report case.ini --set promotion.conversoin=20
no_out
err_has "there is no 'promotion.conversoin'; did you mean 'promotion.conversion'?"
run 0 report case.ini --set promotion.campaigns.min=5 --set promotion.campaigns.max=900
run 3 report case.ini --set promotion.conversion.mxa=20
no_out
err_has "unknown attribute 'mxa'"
run 2 report case.ini --set promotoin.conversion=20
err_has "there is no section 'promotoin'; did you mean 'promotion'?"
run 2 report case.ini --set conversion=20
err_has "did you mean 'promotion.conversion'?"
run 2 report case.ini --set promotion.conversion
err_has "no NAME=VALUE"
run 3 report case.ini --set "promotion.conversion=1 +"
no_out

# standard input
run_on case.ini 0 report - --format json
json_is total.cost 41000765
run 0 report - # an empty scenario is one
out_has "Untitled"

# text cells that a spreadsheet would take for formulas, and quotes
cat >csv.ini <<'EOF'
[scenario]
title = =cmd|' /C calc'!A0
[s]
title   = a "quoted", one
x       = -5 USD
x.label = @sum
cost    = x
EOF
run 0 report csv.ini --format csv
! grep -q '^line,cash' out || complain "rows of lines that are not the scenario's"
out_has "scenario,,title,,,,\"'=cmd|' /C calc'!A0\""
out_has 'line,s,x,,-5,USD,"'"'"'-5 USD"'
out_has 'stage,s,cost,,-5,USD,"a ""quoted"", one"'

# hostile text in a scenario that loads
printf '[scenario]\ntitle = a\033]0;evil\007b\302\233c\n[s]\ncost = 1\n' >hostile.ini
for format in text csv json; do
    run 0 report hostile.ini --format $format
    ! LC_ALL=C grep -q "$(printf '[\033\007\233]')" out || complain "control characters in $format"
done
finish
