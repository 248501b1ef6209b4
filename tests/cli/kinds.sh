#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# kinds: every kind can be printed, and what is printed can be pasted.
. "${top_srcdir:-.}/tests/cli/lib.sh"

run 0 kinds
no_err
cp out all.ini
run 0 check all.ini
out_has "no warnings"
names=$(sed -n 's/^\[\(.*\)\]$/\1/p' all.ini)
[ "$(echo "$names" | wc -l)" -eq 12 ] || complain "not twelve kinds"
for name in $names; do
    run 0 kinds "$name"
    no_err
    cp out one.ini
    run 0 check one.ini
    out_has "no warnings"
    # the same stage by its kind comes to the same
    {
        echo "[$name]"
        echo "kind = $name"
        grep -v -e '^;' -e '^\[' -e '^per ' one.ini | grep -e '= 1'
    } >by_kind.ini
    run 0 report by_kind.ini --format csv
    grep '^stage' out >by_kind.csv
    run 0 report one.ini --format csv
    grep '^stage' out >one.csv
    same by_kind.csv one.csv
done
run 0 kinds promotion --set 'conversion=12 %' --set promotion.campaigns=3
out_has "= 12 %"
out_has "= 3"
run 0 kinds promotion --set conversion=12 --set promotion.conversion=15
out_has "= 15"
out_lacks "= 12"
run 2 kinds promotion --set convrsion=12
no_out
run 2 kinds nonsense
no_out
err_has "unknown kind 'nonsense'"
finish
