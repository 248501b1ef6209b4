#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The README's tour: what its commands print is what it says they print.
. "${top_srcdir:-.}/tests/cli/lib.sh"

mkdir scenarios bin
cp "$src"/scenarios/*.ini scenarios
ln -s "$program" bin/proforma
PATH=$folder/bin:$PATH

# Every line "    $ COMMAND" into commands, with the lines that a \ at its end continues, and the
# indented lines below it into said.N.
"${AWK:-awk}" '
is_continued { is_continued = sub(/\\$/, ""); sub(/^ */, ""); printf "%s%s", $0, is_continued ? "" : "\n" > "commands"; next }
/^    \$ / {
    n++
    sub(/^    \$ /, "")
    is_continued = sub(/\\$/, "")
    printf "%s%s", $0, is_continued ? "" : "\n" > "commands"
    is_output = 1
    printf "" > ("said." n)
    next
}
/^[^ ]/ || /^   [^ ]/ { is_output = 0 }
is_output { sub(/^    /, ""); print > ("said." n) }
' "$src/README"

n=0
while read -r command; do
    n=$((n + 1))
    what="README: $command"
    case $command in
    "proforma check "* | "proforma set "* | "proforma kinds "* | "proforma new "* | \
        "proforma diff "* | "proforma optimize "* | "proforma sensitivity "* | \
        "proforma simulate "* | "proforma solve "* | "diff "*)
        sh -c "$command" </dev/null 2>&1 | sed 's/ *$//' >printed
        # A blank line parts the output from the text below it.
        sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' "said.$n" | diff - printed >difference || {
            complain "prints something else"
            cat difference
        }
        ;;
    "PATH="* | "proforma scenarios/"* | "proforma plan.ini") ;;
    *) complain "this test doesn't know the command" ;;
    esac
done <commands
what=README
[ "$n" -ge 8 ] || complain "only $n commands were found"
finish
