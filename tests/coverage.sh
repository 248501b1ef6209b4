#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# After `make check` in a build with --enable-coverage: a row a source file, with the lines executed and
# the branches taken, in percent, worst first.
set -eu
top=$(cd "${top_srcdir:-.}" && pwd)
find . -path './src/*' -name '*.gcda' | sort | while read -r data; do
    gcov --no-output --branch-probabilities "$data" 2>/dev/null
done | LC_ALL=C "${AWK:-awk}" -v top="$top/" '
function percent(text)
{
    sub(/^[^:]*:/, "", text)
    return text + 0
}
/^File / {
    file = substr($0, 7, length($0) - 7)
    if (index(file, top) == 1)
        file = substr(file, length(top) + 1)
    sub(/^(\.\.\/)+/, "", file)
    ours = file ~ /^src\//
    next
}
/^$/ { ours = 0 }
ours && /^Lines executed:/ { lines[file] = percent($0) }
ours && /^Taken at least once:/ { branches[file] = percent($0) }
END {
    for (file in lines)
        printf "%6.2f %% of lines  %s of branches  %s\n", lines[file],
               file in branches ? sprintf("%6.2f %%", branches[file]) : "       -", file
}' | sort -n
