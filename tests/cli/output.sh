#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# A standard output that can't be written is noticed: status 4.
. "${top_srcdir:-.}/tests/cli/lib.sh"
case_file=$src/scenarios/article-case.ini

lost() {
    what="proforma $* with its output lost"
    if [ -w /dev/full ]; then
        "$program" "$@" >/dev/full 2>err
        [ $? -eq 4 ] || complain "status is not 4 on a full disk"
        err_has "proforma: standard output: "
    fi
    "$program" "$@" >&- 2>err
    [ $? -eq 4 ] || complain "status is not 4 with a closed one"
    { "$program" "$@" 2>err; echo $? >status; } | :
    # a reader that goes before all is written, or after, has seen enough: only the status tells
    no_err
    [ "$(cat status)" -eq 4 ] || [ "$(cat status)" -le 1 ] || complain "status $(cat status), closed pipe"
}
lost --help
lost --version
lost report "$case_file"
lost report "$case_file" --format json
lost report "$case_file" --format csv
lost check "$case_file"
lost check "$case_file" --format json
lost kinds
lost new -
lost set "$case_file" promotion.conversion=5 -o -

# closed standard streams don't take a scenario's file for one
cp "$case_file" case.ini
"$program" set case.ini promotion.conversion=5 >&- 2>&- <&-
[ $? -eq 0 ] || complain "set with closed streams"
grep -q '= 5 %' case.ini || complain "it was not edited"
grep -q standard case.ini && complain "a message went into the file"
finish
