#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# What every source file keeps to: the licence's line first, at most 100 columns and 600 lines
# (tables excepted), no tab, no banned function, no comparison with NULL, no mark of unfinished work.
cd "${top_srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL

find src include tests bench autogen.sh quickstart configure.ac Makefile.am .ci/run \
    \( -name '*.[ch]' -o -name '*.awk' -o -name '*.sh' -o -name configure.ac -o -name Makefile.am \
    -o -name quickstart -o -path .ci/run \) -type f ! -path src/io/embedded.c 2>/dev/null | sort |
xargs "${AWK:-awk}" '
BEGIN {
    n = split("strcpy strcat strncpy strncat sprintf vsprintf strtok atoi atol atof localtime gets " \
              "rand srand system popen", list, " ")
    for (i = 1; i <= n; i++)
        banned[list[i]] = "nowhere"
    banned["strtod"] = "src/core/text/number.c"
    banned["setlocale"] = "src/cli/main.c"

    max_lines = 600
    is_table["src/core/language/kinds.c"] = 1
}

function wrong(line, why)
{
    printf "%s:%d: %s\n", file, line, why
    failed = 1
}

function finish()
{
    if (file == "")
        return
    if (!licensed)
        wrong(1, "the first line lacks SPDX-License-Identifier: GPL-3.0-or-later")
    if (lines > max_lines && file ~ /^(src|include)\/.*\.[ch]$/ && !(file in is_table))
        wrong(lines, lines " lines; at most " max_lines)
}

# Functions called in CODE, a line without comments and literals.
function check_calls(code,    name)
{
    while (match(code, /[A-Za-z_][A-Za-z0-9_]*[ \t]*\(/)) {
        name = substr(code, RSTART, RLENGTH)
        sub(/[ \t]*\($/, "", name)
        if (name in banned && file != banned[name] && file ~ /^(src|include)\//)
            wrong(FNR, name " is banned here")
        code = substr(code, RSTART + RLENGTH)
    }
}

FNR == 1 {
    finish()
    file = FILENAME
    licensed = 0
    in_comment = 0
    is_c = file ~ /\.[ch]$/
}

{ lines = FNR }

FNR <= 2 && /SPDX-License-Identifier: GPL-3\.0-or-later/ { licensed = 1 }

/[ \t]$/ { wrong(FNR, "blanks at the end of the line") }

{
    mark = "TO" "DO|FIX" "ME|XX" "X|HA" "CK"
    if ((" " $0 " ") ~ ("[^A-Za-z](" mark ")[^A-Za-z]"))
        wrong(FNR, "mark of unfinished work")
}

is_c {
    if (index($0, "\t"))
        wrong(FNR, "a tab")
    characters = $0
    gsub(/[\200-\277]/, "", characters)
    if (length(characters) > 100)
        wrong(FNR, length(characters) " columns; at most 100")

    code = $0
    if (in_comment) {
        if (!sub(/^.*\*\//, "", code))
            next
        in_comment = 0
    }
    gsub(/\\./, "", code)
    gsub(/"[^"]*"/, "\"\"", code)
    gsub(/\/\*[^*]*(\*[^*\/]+)*\*\//, "", code)
    if (sub(/\/\*.*$/, "", code))
        in_comment = 1
    check_calls(code)
    if (code ~ /[!=]= NULL/ && file ~ /^(src|include)\//)
        wrong(FNR, "pointers are tested as such: if (p), if (!p)")
}

END {
    finish()
    exit failed
}
'
