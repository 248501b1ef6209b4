#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Lists in every subcommand: one row, one variable, and each number by its name.
. "${top_srcdir:-.}/tests/cli/lib.sh"

cat >plan.ini <<'EOT'
[scenario]
months = 4
budget = 0 USD
[a]
per     = month
sold    = 10, 20, 30 USD
share   = 50, 100 %
revenue = sold * share
[metrics]
goal    = 1, 2
EOT

# a list is one line of the report, its numbers are in JSON and CSV
run 0 report plan.ini
no_err
out_has '  sold                   10 .. 30 USD  10, 20, 30 ... USD'
out_has '  share                 50 .. 100 %    50, 100 ... %'
out_lacks 'sold[2]'
out_lacks 'goal[1]'
run 0 report --format csv plan.ini
out_has 'line,a,sold[2],,20,USD,20 USD'

# sensitivity: all numbers together; each by itself for programs
run 0 sensitivity plan.ini
no_err
out_has 'a.sold              -10..+10 %'
out_lacks 'a.sold[2]'
run 0 sensitivity --format csv plan.ini
out_has 'list,a.sold,0,-0.1,0.1,76.5,93.5,17,85,1,'
out_has 'parameter,a.sold[2],20,18,22,83,87,4,1,'
run 0 sensitivity --format json plan.ini
out_has '"name": "a.sold", "list": true, "value": 0,'

# goal seek, sweep and optimizer change all numbers, too
run 0 solve plan.ini --by a.sold --target total.revenue=170
no_err
out_has 'with a.sold at +100 % (now 0 %)'
out_has "proforma set plan.ini 'a.sold=20, 40, 60 USD'"
run 0 set plan.ini 'a.sold=20, 40, 60 USD'
run 0 solve plan.ini --by 'a.sold[2]' --target total.revenue=130
out_has "proforma set plan.ini 'a.sold[2]=0'"
run 0 sweep plan.ini --by 'a.sold=-50..50:2'
out_has '-50 %'
run 0 sweep plan.ini --by a.sold=0%..50%:2 --by 'a.share[1]=0..100:2' --format csv
no_err
run 0 optimize plan.ini --by a.sold --maximize total.revenue --subject-to 'total.revenue <= 255'
out_has 'a.sold  0 % -> +50 %'
run 2 optimize plan.ini --by a.sold --by 'a.sold[1]' --maximize total.revenue
err_has "'sold' is named, and a number of it"
run 2 solve plan.ini --by a.revenue --target total.revenue=1
err_has "'a.revenue' is a formula"

# what differs: the number; the list where that has others
cp plan.ini other.ini
run 0 set other.ini 'a.sold[2]=50'
run 0 diff plan.ini other.ini
out_has '  a.sold[2]     40 -> 50 USD'
out_lacks 'a.sold '
run 0 set other.ini 'metrics.goal=1, 2 from 3'
run 0 diff plan.ini other.ini
out_has '  metrics.goal  1, 2 -> 1, 2 from 3'
run 0 set other.ini 'a.sold=1, 2'
run 0 diff plan.ini other.ini
out_has '20, 40, 60 USD -> 1, 2 USD'
out_lacks 'a.sold[3]'

# correlations, uncertainty by number
cat >doubt.ini <<'EOT'
[a]
per     = month
sold    = 10, 20 USD
sold.dist    = normal(value, 1)
sold[2].dist = uniform(15, 25)
revenue = sold
[correlations]
both = a.sold[1], a.sold[2], 0.5
EOT
run 0 simulate doubt.ini --samples 1000
no_err
out_has 'a.sold[1]'
out_has 'a.sold[2]'

# many numbers, many commas: a word about them, at once
awk 'BEGIN { print "[a]\nper = month\nrevenue = x\nx = 0"
             for (i = 1; i < 10000; i++) print "    , " i }' >many.ini
run 3 check many.ini
err_has 'a list has at most 1200 numbers'
awk 'BEGIN { print "[a]\nper = month\nrevenue = x\nx = 0"
             for (i = 1; i < 600; i++) { printf "    ,"
                 for (k = 0; k < 99; k++) printf ","
                 print "" } }' >commas.ini
run 3 check commas.ini
err_has 'a comma parts two numbers if a blank follows it'
awk 'BEGIN { print "[scenario]\nmonths = 600\n[a]\nper = month\nrevenue = x\nx = 0"
             for (i = 1; i < 1200; i++) print "    , " i }' >most.ini
run 0 sensitivity most.ini
no_err
out_has 'a.x '
finish
