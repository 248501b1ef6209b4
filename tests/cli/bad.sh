#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Faulty scenarios: tests/bad/NAME.ini must get the messages of tests/bad/NAME.expected, status 3,
# and nothing on standard output. What is large or no text is made here.
. "${top_srcdir:-.}/tests/cli/lib.sh"
cp "$src"/tests/bad/*.ini .

for file in *.ini; do
    case $file in
    extends_missing.ini) run 4 check "$file" ;; # a file can't be read
    *) run 3 check "$file" ;;
    esac
    no_out
    golden err "tests/bad/${file%.ini}.expected"
done
run 3 report names.ini
no_out
cp err report.err
run 3 check names.ini
same err report.err
run 3 check --format json names.ini
no_out
run 3 set names.ini own.clicks=6
no_out
same names.ini "$src/tests/bad/names.ini"

# a stage's role goes in a circle as well, on or off
printf '[b]\nenabled = no\ncost = c.cost\n[c]\ncost = b.cost\n' >roles.ini
run 3 check roles.ini
err_has "b.cost -> c.cost -> b.cost"

# columns are characters, whatever they take in bytes or on the screen
printf '[数]\n单价 = 5\ncost = 单价 * 单位\n' >columns.ini
run 3 check columns.ini
err_has "columns.ini:3:13: error: unknown name '单位'"

# repeat N TEXT
repeat() { awk -v n="$1" -v text="$2" 'BEGIN { for (i = 0; i < n; i++) printf "%s", text }'; }

# large FILE TEXT: faults of size are told at once, whatever their number
large() {
    run 3 check "$1"
    no_out
    [ "$(wc -c <err)" -le 4096 ] || complain "too much on standard error"
    err_has "$2"
}
{ echo '[a]'; printf 'cost = '; repeat 60000 '('; echo; } >brackets.ini
large brackets.ini "brackets.ini:2:"
{ echo '[a]'; printf 'cost ='; for i in 1 2 3; do printf '\n  '; repeat 190 '('; done; echo; } >nested.ini
large nested.ini "nested.ini:"
{ echo '[a]'; printf 'cost = '; repeat 1048000 '1'; echo; } >line.ini
large line.ini "line.ini:2:"
{ repeat 1048576 ';'; echo; } >size.ini
large size.ini "size.ini: error: larger than 1048576 bytes"
awk 'BEGIN { print "[a]"; for (i = 0; i < 50000; i++) print "a" i " = zz" i }' >unknown.ini
large unknown.ini ": and 49980 more"
awk 'BEGIN { print "[a]"; for (i = 0; i < 40000; i++) print "a" i " = 1\nb" i ".min = 1" }' >attributes.ini
large attributes.ini ": and 39980 more"
printf '[a]\ncost = 1\0\n' >nul.ini
large nul.ini "nul.ini:2:9: error:"
printf '[a]\ncost = \303(\n' >invalid.ini
large invalid.ini "invalid.ini:2:8: error:"
printf '\377\376[\0a\0]\0' >utf16.ini
large utf16.ini "utf16.ini:"

# what is no regular file, or isn't there
unreadable() {
    run 4 check "$1"
    no_out
    err_has "$1: error: "
}
mkfifo fifo.ini
mkdir folder.ini
unreadable fifo.ini
unreadable folder.ini
unreadable /dev/zero
unreadable missing.ini
if [ "$(id -u)" -ne 0 ]; then
    echo '[a]' >secret.ini
    chmod 000 secret.ini
    unreadable secret.ini
fi

# a chain of nine files
for i in 1 2 3 4 5 6 7 8; do printf '[scenario]\nextends = chain%d.ini\n' $((i + 1)) >chain$i.ini; done
printf '[a]\ncost = 1\n' >chain9.ini
run 3 check chain1.ini
err_has "chain"
run 0 check chain2.ini

# names of files are filtered
name=$(printf 'evil\033[31m.ini')
printf '[a]\ncost = x\n' >"$name"
run 3 check "$name"
! grep -q "$(printf '\033')" err || complain "an escape reached the terminal"
finish
