#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The code map, src/README.md, has every source file once, and no file that is not there.
cd "${top_srcdir:-.}/src" || exit 99
find . -name '*.[ch]' ! -path ./io/embedded.c | sed 's|.*/||' | sort >"${TMPDIR:-/tmp}/proforma-map.$$"
trap 'rm -f "${TMPDIR:-/tmp}/proforma-map.$$"' EXIT
sed -n '/^|/p' README.md | grep -o '`[A-Za-z0-9_]*\.[ch]`' | tr -d '`' | sort |
    diff - "${TMPDIR:-/tmp}/proforma-map.$$" |
    sed -n 's/^< /src\/README.md names a file that is not there, or twice: /p
            s/^> /src\/README.md lacks: /p' | grep . && exit 1
exit 0
