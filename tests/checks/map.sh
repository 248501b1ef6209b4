#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The code map, src/README.md, has every source file once, under the heading of its room, and no
# file that is not there; no room has more than 30 files.
cd "${top_srcdir:-.}" || exit 99
work=${TMPDIR:-/tmp}/proforma-map.$$
trap 'rm -rf "$work"' EXIT
mkdir "$work" || exit 99
find src -name '*.[ch]' ! -path src/io/embedded.c ! -path src/main.c | sed 's|^src/||' | sort >"$work/there"
"${AWK:-awk}" '
/^##/ {
    room = ""
    if (match($0, /`[a-z\/]+`/))
        room = substr($0, RSTART + 1, RLENGTH - 2)
}
room != "" && /^\|/ {
    split($0, cell, "|")
    while (match(cell[2], /`[A-Za-z0-9_]+\.[ch]`/)) {
        print room "/" substr(cell[2], RSTART + 1, RLENGTH - 2)
        cell[2] = substr(cell[2], RSTART + RLENGTH)
    }
}' src/README.md | sort >"$work/mapped"
failed=0
diff "$work/mapped" "$work/there" |
    sed -n 's/^< /src\/README.md names a file that is not there, or twice: /p
            s/^> /src\/README.md lacks: /p' | grep . && failed=1
sed 's|/[^/]*$||' "$work/there" | uniq -c | while read -r n room; do
    [ "$n" -le 30 ] || echo "src/$room has $n files; at most 30"
done | grep . && failed=1
exit $failed
