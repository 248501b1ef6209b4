#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The manual pages' examples: scenarios load without a warning, commands work as typed.
. "${top_srcdir:-.}/tests/cli/lib.sh"

mkdir bin
ln -s "$program" bin/proforma
PATH=$folder/bin:$PATH
cp "$src"/scenarios/*.ini .

# Literal text of a page, each display in a file PREFIX.N, with the escapes of roff undone.
displays() {
    sed -e 's/\\-/-/g; s/\\e/\\/g; s/\\(ha/^/g; s/\\(ti/~/g; s/\\(aq/'"'"'/g; s/\\&//g' "$1" | "${AWK:-awk}" -v prefix="$2" '
    /^\.Sh/ { section = $2 }
    /^\.Bd -literal/ { file = sprintf("%s.%s.%03d", prefix, section, ++n); next }
    /^\.Ed/ { file = "" }
    file != "" { print > file }'
}

displays "$src/man/proforma-scenario.5" scenario
n=0
for file in scenario.*; do
    head -n 1 "$file" | grep -q '^[[;]' || continue
    n=$((n + 1))
    name=$(sed -n '1s/^; \([a-z]*\.ini\): .*/\1/p' "$file") # for the sessions below
    [ -z "$name" ] || cp "$file" "$name"
    "$program" check "$file" >out 2>&1
    got=$?
    what="proforma-scenario(5): $(head -n 1 "$file")"
    [ "$got" -le 1 ] && ! grep -q 'warning:' out || {
        complain "the example has status $got and prints"
        cat out
    }
done
what="proforma-scenario(5)"
[ "$n" -ge 8 ] || complain "only $n scenarios were found"

displays "$src/man/proforma.1" command
cat command.EXAMPLES.* >commands
n=0
while read -r command; do
    case $command in
    "proforma plan.ini" | "git "*) continue ;;
    esac
    n=$((n + 1))
    what="proforma(1): $command"
    (eval "$command") </dev/null >out 2>&1
    got=$?
    [ "$got" -le 1 ] && ! grep -q 'error:' out || {
        complain "the example has status $got and prints"
        cat out
    }
done <commands
what="proforma(1)"
[ "$n" -ge 5 ] || complain "only $n commands were found"

# the answer that is shown: what the change of last week's file did
cp starter.ini plan.ini
"$program" set plan.ini subscriptions.usual_churn=4 operations.annual_cost=600k \
    promotion.campaigns=30 -o week.ini
"$program" diff plan.ini week.ini | sed '/^Results/,$d' | sed '$d' >out
what="proforma(1), COMPARING"
for first in command.COMPARING.*; do
    same "$first" out
    break
done

# Displays that begin with "$ COMMAND" show what the commands print, line by line; a \ at the end of
# a line continues it.
n=0
for file in command.* scenario.*; do
    head -n 1 "$file" | grep -q '^\$ ' || continue
    n=$((n + 1))
    what="manual: $(head -n 1 "$file")"
    sed -e ':a' -e '/\\$/{N' -e 's/\\\n *//' -e 'ta' -e '}' "$file" >session
    sed -n 's/^\$ //p' session | while read -r command; do
        printf '$ %s\n' "$command"
        (eval "$command") </dev/null 2>&1
    done | sed 's/ *$//' >printed
    diff session printed >difference || {
        complain "prints something else"
        cat difference
    }
done
what="manual"
[ "$n" -ge 4 ] || complain "only $n sessions were found"
finish
