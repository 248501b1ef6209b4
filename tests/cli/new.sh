#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# new: the starter under a name of one's own.
. "${top_srcdir:-.}/tests/cli/lib.sh"

run 0 new plan.ini
no_out
no_err
same plan.ini "$src/scenarios/starter.ini"
run 0 report plan.ini
run 4 new plan.ini
no_out
err_has "plan.ini: error: 'plan.ini' exists"
same plan.ini "$src/scenarios/starter.ini"
run 0 new -
same out "$src/scenarios/starter.ini"
run 0 new other.ini --set scenario.months=12
[ "$(diff other.ini plan.ini | grep -c '^<')" -eq 1 ] || complain "more than one line differs"
ln -s nowhere link.ini
run 4 new link.ini
[ ! -e nowhere ] || complain "it wrote through a link"
run 4 new no/such/folder.ini
finish
