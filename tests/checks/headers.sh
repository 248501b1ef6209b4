#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Each header compiles alone, and twice, and its guard says which header it is.
cd "${top_srcdir:-.}" || exit 99
failed=0
for path in $(find include -name '*.h' | sort); do
    header=${path#include/}
    guard=PROFORMA_$(echo "$header" | tr 'a-z/.' 'A-Z__')
    grep -q "^#ifndef $guard\$" "$path" || { echo "$path: its guard is not $guard"; failed=1; }
    printf '#include "%s"\n#include "%s"\nextern int unused;\n' "$header" "$header" |
        ${CC:-cc} -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wstrict-prototypes -Wundef -Werror \
            -Iinclude -fsyntax-only -x c - || failed=1
done
exit $failed
