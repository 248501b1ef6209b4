#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What src/embed.awk makes of files compiles and gives back their very bytes.
set -u
top=${top_srcdir:-.}
work=${TMPDIR:-/tmp}/proforma-embed.$$
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/sub" || exit 99

printf 'a "quoted" \\ back\\n\tslash ??= trigraph ??/\n\n; 5万 USD, caf\303\251 %%d\r\n[end]\n' >"$work/sub/odd.ini"
cp "$top/scenarios/starter.ini" "$work/sub/starter.ini" || exit 99
cat >"$work/main.c" <<'END'
#include "io/embedded.h"
#include <stdio.h>
int main(int argc, char **argv)
{
    const struct embedded *file = argc > 1 ? embedded_find(argv[1]) : NULL;
    return !file || file->text[file->size] != '\0' ||
           fwrite(file->text, 1, file->size, stdout) != file->size;
}
END
LC_ALL=C "${AWK:-awk}" -v prefix="$work/" -f "$top/src/embed.awk" \
    "$work/sub/odd.ini" "$work/sub/starter.ini" >"$work/embedded.c" || exit 1
${CC:-cc} -std=c11 -Wall -Wextra -Werror -I"$top/include" -o "$work/main" \
    "$work/main.c" "$work/embedded.c" || exit 1

failed=0
for name in sub/odd.ini sub/starter.ini; do
    "$work/main" "$name" | cmp - "$work/$name" || failed=1
done
if "$work/main" sub/absent.ini; then
    echo "a name that is not there was found"
    failed=1
fi
exit $failed
