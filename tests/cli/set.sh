#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# set: edits that change nothing but what they are about.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >base.ini <<'EOF'
; a comment
[scenario]
title = Plan       ; its name

[shop]             ; the shop
visitors     = 1_000 visitors
conversion   = 10 %      ; of them
price        = 5万 USD/order
orders       = visitors * conversion
orders.unit  = visitors
revenue      = orders * price * fix
fix          = 1
EOF

# changed TEXT: base.ini with edits has this line, and all the others as they were
changed() {
    what="set: $1"
    grep -qxF -e "$1" edited.ini || complain "no such line in the edited file"
    [ "$(diff base.ini edited.ini | grep -c '^>')" -eq 1 ] || complain "more than one line differs"
}
edit() {
    cp base.ini edited.ini
    run 0 set edited.ini "$@"
    no_out
}

edit shop.conversion=12
no_err
edit shop.conversion=0.5%
no_err
edit shop.price=0.5
no_err
edit shop.conversion=0.125
err_has "proforma: 'shop.conversion=0.125' is 0.125 %; for 12.5 %, write 12.5"
edit shop.conversion=12
changed 'conversion   = 12 %      ; of them'
edit shop.conversion=0.5
changed 'conversion   = 0.5 %      ; of them'
edit shop.price=6
changed 'price        = 6 USD/order'
edit shop.price=6万
changed 'price        = 6万 USD/order'
edit "shop.price= 7 EUR/order "
changed 'price        = 7 EUR/order'
edit "shop.orders=visitors * conversion * 2"
changed 'orders       = visitors * conversion * 2'
edit scenario.title=2026
changed 'title = 2026       ; its name'
edit --set shop.conversion=12
changed 'conversion   = 12 %      ; of them'
edit shop.conversion=12 shop.conversion=10
same base.ini edited.ini

# a number of a list: its bytes alone; what holds for all numbers stays
printf '%s\n' '[s]' 'per  = month' 'sold = 46k,  76k, 5 from 9 USD  ; by month' \
    'rate = 5, 6 %' 'revenue = sold * rate' >lists.ini
list() {
    cp lists.ini edited.ini
    run "$@"
    no_out
}
list 0 set edited.ini 's.sold[2]=80k'
what='set: one number'
grep -qxF 'sold = 46k,  80k, 5 from 9 USD  ; by month' edited.ini || complain "no such line"
list 0 set edited.ini 's.rate[2]=7' 's.sold[1]=1 USD' 's.rate[1]=4 %'
grep -qxF 'sold = 1,  76k, 5 from 9 USD  ; by month' edited.ini || complain "no such line"
grep -qxF 'rate = 4, 7 %' edited.ini || complain "no such line"
list 0 set edited.ini 's.sold=1k, 2k'
grep -qxF 'sold = 1k, 2k USD  ; by month' edited.ini || complain "no such line"
for edit in 's.sold[2]=80k EUR' 's.sold[2]=80 %' 's.rate[1]=1, 2' 's.sold[2]=' 's.sold[1]=2 * 3'; do
    list 2 set edited.ini "$edit"
    err_has "proforma: '$edit': "
    same lists.ini edited.ini
done
list 2 set edited.ini 's.sold[4]=1'
err_has "proforma: 's.sold[4]=1': the list 's.sold' has 3 numbers"
list 2 set edited.ini 's.revenue[1]=1'
err_has "proforma: 's.revenue[1]=1': 's.revenue' is no list"

# what isn't there is added: an attribute, a line, a target, a stage
edit "shop.conversion.min=2 %" "shop.rent=100 USD" "shop.cost=rent" "targets.t=total.profit > 0" \
    hosting.kind=operations "hosting.annual_cost=12k USD/year"
run 0 report edited.ini --format csv
out_has "target,,t,,1,"
out_has "stage,hosting,cost,,12000,USD,"
edit shop.unused=5
err_has "warning: "
err_has "unused"

# what was odd before is none of its business
printf '[a]\nx = 5\ncost = 2\n' >odd.ini
run 0 set odd.ini a.cost=3
no_err

# a bare number keeps the unit of an attribute as well
edit "shop.price.min=3 USD/order" shop.price.min=4
grep -q '^price.min *= 4 USD/order$' edited.ini || complain "price.min has lost its unit"

# ... and removed with nothing behind the sign
edit shop.orders.unit=
[ "$(diff base.ini edited.ini | grep -c '^<')" -eq 1 ] || complain "more than one line is gone"
grep -q 'orders.unit' edited.ini && complain "it is still there"

# to another file, or standard output
cp base.ini edited.ini
run 0 set edited.ini shop.conversion=12 -o other.ini
no_out
same base.ini edited.ini
grep -qF '12 %' other.ini || complain "other.ini lacks the edit"
run 0 set edited.ini shop.conversion=12 -o -
same out other.ini
run_on base.ini 0 set - shop.conversion=12
same out other.ini
run_on base.ini 0 set - shop.conversion=12 --output third.ini
no_out
same third.ini other.ini

# wrong ones change nothing
cp base.ini edited.ini
wrong() {
    status=$1 text=$2
    shift 2
    run "$status" set edited.ini "$@"
    no_out
    err_has "$text"
    same base.ini edited.ini
}
wrong 2 "'set' needs NAME=VALUE"
wrong 2 "no NAME=VALUE" shop.conversion
wrong 2 "a name is stage.parameter" =5
wrong 2 "did you mean 'shop.conversion'?" conversion=5
wrong 2 "there is no section 'shpo'; did you mean 'shop'?" shpo.conversion=5
wrong 2 "there is no section 'hosting'" hosting.cost=5
wrong 3 "edited.ini with 'shop.orders=visitors * nothing': error: unknown name 'nothing'" \
    "shop.orders=visitors * nothing"
wrong 3 "edited.ini with 'shop.price=5e': error: '5e' is no number" \
    shop.conversion=12 shop.price=5e shop.fix=2
wrong 3 "edited.ini: error: ';' behind a blank begins a comment" "scenario.title=a ; b"
wrong 2 "what a scenario extends is changed in its file" scenario.extends=other.ini
wrong 2 "not valid UTF-8" "shop.conversion=$(printf '\303(')"
run 4 set missing.ini a.b=5
no_out
run 4 set edited.ini shop.conversion=12 -o no/such/folder.ini
same base.ini edited.ini

# correlations: their bytes alone change; a key that isn't there is added, with its section
cat >together.ini <<'EOF'
[a]
x      = 5    ; a comment
x.dist = uniform(0, 10)
y      = 5
y.dist = uniform(0, 10)
cost   = x * y
[correlations]
; they move together
c1 = a.x,  a.y, 0.25   ; roughly
EOF
sed 's/a.x,  a.y, 0.25/a.x, a.y, 0.5/' together.ini >wanted.ini
run 0 set together.ini "correlations.c1=a.x, a.y, 0.5"
same together.ini wanted.ini
sed '/correlations/,$d' wanted.ini >apart.ini
run 0 set apart.ini "correlations.c1=a.x, a.y, 0.5"
run 0 check apart.ini
out_has "no warnings"
run 3 set apart.ini "correlations.c1=a.x, a.y, 5"
err_has "a correlation lies between -1 and 1"
finish
