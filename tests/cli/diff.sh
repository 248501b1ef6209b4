#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# diff in its three formats, and as git's external diff program.
. "${top_srcdir:-.}/tests/cli/lib.sh"

# last week's file and this week's
cp "$src/scenarios/starter.ini" starter.ini
run 0 set starter.ini subscriptions.usual_churn=4 promotion.conversion=25 operations.annual_cost=700k \
    -o week.ini
run 0 diff starter.ini week.ini
no_err
fits
golden out tests/golden/diff-starter.txt
run 0 diff starter.ini week.ini --of cash.lowest
no_err
fits
golden out tests/golden/diff-starter-lowest.txt

# a scenario in which every figure is another one
cp "$src/tests/cli/figures.ini" .
golden_formats 0 diff-figures "text json csv" diff figures.ini figures.ini --set shop.price=13.5 \
    --set fitting.days=9 --set storage.enabled=yes --set scenario.months=5

# everything that can differ
cat >a.ini <<'EOF'
[scenario]
title = Before
budget = 1000 USD
months = 6
[shop]
visitors = 100 visitor
price = 5 USD/visitor
price.note = from the list
fee = 3 %
revenue = visitors * price * (1 - fee)
[mail]
cost = 20
[desk]
per = month
seats = floor(agents)
agents = 2.5
cost = seats * 10
[metrics]
share = mail.cost / total.cost
[targets]
good = total.profit > 100
EOF
sed -e 's/= Before/= After/; s/^months = 6/months = 12/; s/^visitors = 100/visitors = 120/' \
    -e 's/^price = 5/price = 6/; s/^price.note = .*/price.max = 9/; s/^agents = .*/agents = 4.5/' \
    -e 's/^revenue = .*/& * (1 - discount_of_the_house_for_friends_and_family)/' \
    -e 's/^fee = .*/&\
discount_of_the_house_for_friends_and_family = 10 %/' \
    -e 's/^cost = 20/enabled = no\
&/' a.ini >b.ini
run 0 diff a.ini b.ini
no_err
fits
golden out tests/golden/diff-all.txt
run 0 diff a.ini b.ini --format csv
no_err
golden out tests/golden/diff-all-csv.txt
run 0 diff a.ini b.ini --format json
no_err
json_is a a.ini
json_is outcome.of total.profit
json_is outcome.a 345
json_near outcome.change -196.44
json_is outcome.unexplained null
json_is parameters.0.name desk.agents
json_near parameters.0.contribution -240
json_is parameters.1.name structure
json_is parameters.1.a null
json_is parameters.3.name shop.price
json_is parameters.3.a 5
json_is parameters.3.b 6
json_is parameters.4.name scenario.months
json_is parameters.4.contribution null
json_is parameters.5.a null
json_near parameters.5.b 0.1
json_is texts.0.name mail.enabled
json_is texts.0.a yes
json_is texts.0.b no
json_is results.0.name total.cost
json_is results.0.a 140
json_is results.0.b 480
json_is results.0.change 340
# the contributions add up
sum=0
for i in 0 1 2 3; do
    sum="$sum + $("$query" "parameters.$i.contribution" <out)"
done
awk "BEGIN { rest = $sum + 196.44; exit !(rest < 1e-9 && rest > -1e-9) }" ||
    complain "the contributions do not add up"

# by a single parameter that jumps, all is its own; by several, it is a step
cat >jumps.ini <<'END'
[scenario]
title = By the piece
[gpu]
customers = 1000
per_gpu = 300
rent = 2k USD
cost = ceil(customers / per_gpu) * rent
revenue = 5 * customers
END
run 0 diff jumps.ini jumps.ini --set gpu.customers=4000 --format json
json_is parameters.0.name gpu.customers
json_near parameters.0.contribution -5000
run 0 diff jumps.ini jumps.ini --set gpu.customers=4000 --set gpu.rent=3k --format json
json_is parameters.1.name gpu.rent
json_is parameters.2 ''
run 0 diff jumps.ini jumps.ini --set gpu.customers=4000 --set gpu.per_gpu=250
out_has "  jumps          on the way"
run 0 diff jumps.ini jumps.ini --set gpu.customers=4000 --set gpu.per_gpu=250 --format csv
out_has "bridge,jumps,,,,"

# one file against itself, and against its edits
run 0 diff a.ini a.ini
out_has "No parameter, formula or setting differs."
fits
run 0 diff a.ini a.ini --format json
json_is parameters 0
json_is texts 0
json_is results.0.change 0
run 0 diff a.ini a.ini --set shop.price=6
out_has "B  a.ini --set 'shop.price=6'"
out_has "5 -> 6 USD/visitor"
run_on a.ini 0 diff - b.ini
out_has "A  -"
run 0 diff a.ini a.ini --set shop.price.min=1
out_has "total.profit stays as it is: 345 USD"
out_has "shop.price.min  + 1"

# what can't be explained is said
run 0 diff a.ini a.ini --set shop.fee=4 --of 'cash.runway'
out_has "The outcome is undefined or infinite at an end"
fits
run 0 diff a.ini a.ini --set shop.fee=4 --of 'cash.runway' --format json
json_is parameters.0.name shop.fee
json_is parameters.0.contribution null
run 2 diff a.ini b.ini --of shop.discount_of_the_house_for_friends_and_family
err_has "--of: unknown name"
err_has "that is so in 'a.ini'"

# wrong use, and all that is wrong with either file
run 2 diff a.ini
err_has "'diff' needs A B"
run 2 diff a.ini b.ini c.ini
err_has "unexpected argument 'c.ini'"
run 2 diff - -
err_has "standard input can be one of the two only"
run 2 diff a.ini b.ini --set shop.prize=4
err_has "did you mean"
printf '[shop]\nrevenue = visitor\n' >faulty.ini
run 3 diff faulty.ini b.ini
err_has "faulty.ini:2:11: error: unknown name 'visitor'"
no_out
run 4 diff faulty.ini missing.ini
err_has "faulty.ini:2:11: error: "
err_has "missing.ini: error: "
no_out

# the form in which git calls an external diff program
run 0 diff plan.ini a.ini 1111111111111111 100644 b.ini 0000000000000000 100644
out_has "A  plan.ini (1111111111)"
out_has "B  plan.ini (in the working tree)"
run 0 diff plan.ini /dev/null . . b.ini 2222222222222222 100644
out_has "A  plan.ini (not there)"
out_has "shop.price"
run 0 diff plan.ini b.ini 2222222222222222 100644 /dev/null . .
out_has "B  plan.ini (not there)"
run 0 diff old.ini a.ini 1111111111111111 100644 b.ini 2222222222222222 100644 new.ini "renamed"
out_has "A  old.ini (1111111111)"
out_has "B  new.ini (2222222222)"
run 0 diff plan.ini faulty.ini 1111111111111111 100644 b.ini 2222222222222222 100644
no_err
out_has "plan.ini (1111111111) is no valid scenario"
out_has "plan.ini:2:11: error: unknown name 'visitor'"
run 0 diff plan.ini missing.ini 1111111111111111 100644 b.ini 0222222222222222 100644
no_err
out_has "plan.ini (1111111111) is no valid scenario"
run 0 diff plan.ini a.ini 0123456789abcdef 100644 b.ini 0222222222222222 100644
out_has "A  plan.ini (0123456789)"
out_has "B  plan.ini (0222222222)"
run 0 diff README faulty.ini 1111111111111111 100644 faulty.ini 2222222222222222 100644
no_err
out_is "README: neither version is a scenario; 'proforma check' says why"
GIT_DIFF_PATH_COUNTER=1
export GIT_DIFF_PATH_COUNTER
run 0 diff plan.ini
out_is "* Unmerged path plan.ini"
unset GIT_DIFF_PATH_COUNTER
# what a version extends is looked for where the file belongs, not where git put the version
mkdir plans versions
cp a.ini plans/base.ini
printf '[scenario]\nextends = base.ini\n[shop]\nprice = 7\n' >versions/variant.ini
printf '[scenario]\nextends = base.ini\n[shop]\nprice = 8\n' >plans/variant.ini
run 0 diff plans/variant.ini versions/variant.ini 1111111111111111 100644 plans/variant.ini \
    0000000000000000 100644
no_err
out_has "7 -> 8 "

# a real repository
command -v git >/dev/null 2>&1 || {
    echo "git is not installed: what it makes of the program is not tested"
    finish
}
PATH=$build:$PATH
GIT_CONFIG_NOSYSTEM=1
GIT_PAGER=cat
export PATH GIT_CONFIG_NOSYSTEM GIT_PAGER
unset GIT_DIR GIT_WORK_TREE GIT_INDEX_FILE GIT_EXTERNAL_DIFF
mkdir repository
cd repository || exit 99
# as_git ARGUMENT...: git, which has to succeed; its output is in the files out, err
as_git() {
    what="git $*"
    git "$@" >../out 2>../err || { complain "status $?"; cat ../err; }
    cp ../out ../err . 2>/dev/null
}
as_git init -q .
as_git config user.name Tester
as_git config user.email tester@example.org
mkdir plans
cp ../a.ini plans/plan.ini
cp ../versions/variant.ini plans/variant.ini
sed -i.orig 's/base.ini/plan.ini/' plans/variant.ini && rm plans/variant.ini.orig
echo notes >notes.txt
printf 'out\nerr\n' >.gitignore
as_git add -A
as_git commit -q -m "last week"
"$program" set plans/plan.ini shop.price=6 || complain "the plan can't be edited"
echo "more notes" >notes.txt

# once, without any configuration
as_git -c "diff.external=proforma diff" diff
out_has "5 -> 6 USD/visitor"
out_has "notes.txt: neither version is a scenario"
as_git -c "diff.external=proforma diff --of cash.lowest" diff -- plans
out_has "What the changes did to cash.lowest"

# for good: as the manual says
echo 'plans/*.ini diff=proforma' >.gitattributes
as_git config diff.proforma.command "proforma diff"
as_git config diff.proforma.textconv "proforma report"
as_git diff
out_has "A  plans/plan.ini ("
out_has "B  plans/plan.ini (in the working tree)"
out_has "5 -> 6 USD/visitor"
out_has "+more notes"
as_git commit -q -a -m "this week"
as_git log -p -1 -- plans/plan.ini
what="git log with textconv"
grep -q '^-  price  *5 USD/visitor' out || complain "no line for the old price"
grep -q '^+  price  *6 USD/visitor' out || complain "no line for the new price"
grep -q '^+Profit\|^+  Profit' out || complain "no line for the new profit"
# a variant's version lies where its base does not
as_git config diff.proforma.textconv 'f() { proforma report "$1" 2>/dev/null || cat "$1"; }; f'
echo "fee = 4 %" >>plans/variant.ini
as_git commit -q -a -m "the variant"
as_git log -p -1
out_has "+fee = 4 %"
as_git diff HEAD~1
out_has "3 % -> 4 %"
cd ..

finish
