#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Every bar of speed, size and memory that the program holds itself to, measured in one run.
# From the build directory: run.sh (or make bench). See bench/README.md.
set -eu
source=${top_srcdir:-$(dirname "$0")/..}
program=${PROFORMA:-./proforma}
awk=${AWK:-awk}
case_file=$source/scenarios/article-case.ini
large_file=bench/large.ini
"$awk" -v n=10000 -f "$source/bench/scenario.awk" >"$large_file"

# row WHAT VALUE UNIT BAR: at most BAR is good.
row()
{
    "$awk" -v what="$1" -v value="$2" -v unit="$3" -v bar="$4" 'BEGIN {
        printf "%-48s %10.4g %-6s bar %-8g %s\n", what, value, unit, bar,
               value + 0 <= bar + 0 ? "within" : "OVER (" sprintf("%.2f", value / bar) " times)"
    }'
}

# figure LINE COLUMN: of the table that keystroke printed.
figure()
{
    echo "$table" | "$awk" -v line="$1" -v column="$2" '!/^#/ && ++n == line { print $column }'
}

# Three headings down stands the promotion stage, and below it its first field.
table=$(bench/keystroke -n 200 -k '			j' "$program" "$case_file" -- bench/minimal)
ours=$(figure 1 3)
minimal=$(figure 2 3)
echo "A keystroke, 120x40, $(basename "$case_file"); minimal ncurses program: $minimal ms, $(figure 2 5) bytes"
row 'keystroke to the last byte, median' "$ours" ms "$(echo "$minimal" | "$awk" '{ print $1 * 1.5 }')"
row 'the same, ratio to the minimal program' "$(echo "$ours $minimal" | "$awk" '{ print $1 / $2 }')" '' 1.5
row 'keystroke, 95th percentile' "$(figure 1 4)" ms 16
row 'bytes sent for a keystroke, median' "$(figure 1 5)" bytes 400
row 'start to a complete screen' "$(figure 1 2)" ms 10
row 'memory at its most' "$(figure 1 6)" KiB 8192

echo "Each view, a keystroke, $(basename "$case_file") (12 months)"
for view in 1 2 3 4 5 6 7; do
    table=$(bench/keystroke -n 60 -k '			j' "$program" --view $view "$case_file") || continue
    row "view $view, median" "$(figure 1 3)" ms 16
done

echo "A scenario of 10,000 parameters and formulas"
table=$(bench/keystroke -n 40 -k '	j' "$program" "$large_file")
row 'keystroke to the last byte, median' "$(figure 1 3)" ms 16
row 'start to a complete screen' "$(figure 1 2)" ms 100
row 'memory at its most (no bar)' "$(figure 1 6)" KiB inf

echo "A keystroke in the Sweep view, 120x40"
for name in article-case starter; do
    # view 4; three headings down the second field, and a map of it and the one below
    table=$(bench/keystroke -n 100 -k 'v4			jj' "$program" "$source/scenarios/$name.ini")
    row "$name, a curve" "$(figure 1 3)" ms 16
    table=$(bench/keystroke -n 100 -k 'v4			jxj' "$program" "$source/scenarios/$name.ini")
    row "$name, a map over two fields" "$(figure 1 3)" ms 16
done

echo "The evaluator: 16 inputs, 12 formulas, one thread"
for n in 10000 1000000; do
    bench/evaluate $n | "$awk" -v n=$n '!/^#/ {
        printf "%-48s %10.3g /s\n", n " samples by the compiled program", $3
        printf "%-48s %10.3g /s\n", "by the same loop in C", $4
        printf "%-48s %10.2f times; %d instructions, %d lanes; same bits: %s\n", "ratio", $5, $1, $2, $6
    }'
done

echo "All derivatives of one outcome, $(basename "$case_file")"
bench/derive "$case_file" total.profit cash.lowest cash.npv | while read -r outcome _ one all ratio _; do
    case $outcome in '#') continue ;; esac
    row "$outcome: $all us, one evaluation $one us" "$ratio" times 6
done

# at_least WHAT VALUE UNIT BAR: at least BAR is good.
at_least()
{
    "$awk" -v what="$1" -v value="$2" -v unit="$3" -v bar="$4" 'BEGIN {
        printf "%-48s %10.3g %-6s bar %-8g %s\n", what, value, unit, bar,
               (value + 0 >= bar + 0) ? "within" : "UNDER (" sprintf("%.2f", value / bar) " times)"
    }'
}

# figure_of COLUMN COMMAND...: of the first line that is no heading.
figure_of()
{
    column=$1
    shift
    "$@" | "$awk" -v column="$column" '!/^#/ { print $column; exit }'
}

echo "A simulation: 16 triangular parameters drawn, 12 formulas, moments, percentiles; one thread"
for n in 1000000 10000000; do
    bench/simulate $n >bench/simulate.out
    at_least "$n samples" "$(figure_of 2 cat bench/simulate.out)" /s 2e7
    printf '%-48s %10.3g /s; same mean and sd: %s\n' 'the samples and moments by a loop in C' \
        "$(figure_of 3 cat bench/simulate.out)" "$(figure_of 7 cat bench/simulate.out)"
done
rm -f bench/simulate.out
if python3 -c 'import numpy' 2>/dev/null; then
    printf '%-48s %10.3g /s\n' 'the same with NumPy' \
        "$(figure_of 1 python3 "$source/bench/simulate_numpy.py")"
fi
if ${CC:-cc} -O2 "$source/bench/evaluate_muparser.c" -lmuparser -o bench/evaluate_muparser 2>/dev/null
then
    printf '%-48s %10.3g /s\n' 'the formulas alone with muParser' "$(figure_of 1 bench/evaluate_muparser)"
fi

echo "A keystroke's 10,000 samples in the Risk view"
bench/simulate live "$source"/scenarios/*.ini | while read -r name run prepare _ months; do
    case $name in '#') continue ;; esac
    row "$name, $months months (first: $prepare ms more)" "$run" ms 16
done

# milliseconds COMMAND...
milliseconds()
{
    begin=$(date +%s%N)
    "$@" >/dev/null
    echo $((($(date +%s%N) - begin) / 1000000))
}
echo "All processors"
one=$(milliseconds "$program" simulate "$source/scenarios/starter.ini" -n 3M --threads 1)
all=$(milliseconds "$program" simulate "$source/scenarios/starter.ini" -n 3M)
printf '%-48s %10d ms; on one thread %d ms, %s times\n' "3 million samples of starter.ini on $(getconf _NPROCESSORS_ONLN) processors" \
    "$all" "$one" "$(echo "$one $all" | "$awk" '{ printf "%.2f", $1 / $2 }')"
