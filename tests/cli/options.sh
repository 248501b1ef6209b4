#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Help, version and wrong usage.
. "${top_srcdir:-.}/tests/cli/lib.sh"
case_file=$src/scenarios/article-case.ini

for command in '' report check set diff optimize sensitivity kinds new; do
    run 0 $command --help
    no_err
    out_has "Usage: proforma${command:+ $command} [OPTION]..."
    out_has "--help"
    out_has "--version"
    awk 'length($0) > 79 { exit 1 }' out || complain "a line is wider than 79 columns"
    run 0 $command -h
    run 0 $command --version
    no_err
    out_has "proforma 0"
    run 0 $command -V
done
run 0 --help
for command in report check set diff optimize sensitivity kinds new; do out_has "proforma $command"; done
run 0 --help report
out_has "Usage: proforma report"

# wrong usage: status 2, a short hint, nothing on standard output
wrong() {
    text=$1
    shift
    run 2 "$@"
    no_out
    err_has "$text"
    err_has "--help'"
    [ "$(wc -l <err)" -eq 2 ] || complain "more than a short hint"
}
wrong "unknown command 'reprot'; did you mean 'report'?" reprot x.ini
wrong "unknown command 'chekc'; did you mean 'check'?" chekc
wrong "unknown command 'conquer'" conquer a b
wrong "unknown option '--formt'; did you mean '--format'?" report --formt json x.ini
wrong "unknown option '--nonsense'" --nonsense
wrong "unknown option '-x'" report -x
wrong "'--set' needs an argument, NAME=VALUE" report x.ini --set
wrong "'--format' needs an argument" report x.ini -f
wrong "'--ascii' takes no argument" --ascii=yes
wrong "unknown format 'jsno'; did you mean 'json'?" report x.ini --format jsno
wrong "unknown format 'yaml': it is text, json or csv" report x.ini --format=yaml
wrong "'check' writes text or json" check x.ini --format csv
wrong "'--ascii' is no option of 'report'" report --ascii x.ini
wrong "'--format' is no option of the dashboard" --format json x.ini
wrong "'report' needs FILE" report
wrong "'check' needs FILE..." check
wrong "'set' needs FILE NAME=VALUE..." set
wrong "'new' needs FILE" new
wrong "unexpected argument 'b.ini'" report a.ini b.ini
wrong "unexpected argument 'b.ini'" a.ini b.ini
wrong "unknown kind 'promotoin'; did you mean 'promotion'?" kinds promotoin

# options may stand anywhere, long ones be shortened, and -- ends them
run 0 --format json report "$case_file"
out_has '"total"'
run 0 report "$case_file" --form=csv
out_has 'record,section,name,month,value,unit,text'
run 0 report -fcsv -- "$case_file"
out_has 'record,section,name,month,value,unit,text'

# of several the last one counts
run 0 sensitivity "$case_file" --of total.cost --of total.revenue
out_has "total.revenue = "
out_lacks "total.cost = "

# what comes from the command line is filtered like everything else
run 2 "$(printf 're\033[31mport')" x
! grep -q "$(printf '\033')" err || complain "an escape reached the terminal"

# the dashboard without a terminal
wrong "the dashboard needs a terminal; use 'proforma report FILE'" "$case_file"
wrong "the dashboard needs a terminal"
wrong "the dashboard reads no standard input" -
wrong "unknown view 'sumary'; did you mean 'summary'?" --view sumary
finish
