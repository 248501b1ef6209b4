# SPDX-License-Identifier: GPL-3.0-or-later
# What the tests of the command line share. Each sources this file, calls the functions below, and
# ends with `finish`. They work in a folder of their own, which is removed.
LC_ALL=C.UTF-8
LANGUAGE=
export LC_ALL LANGUAGE
src=${top_srcdir:-$(pwd)}
build=${top_builddir:-$src/build}
program=$build/proforma
query=$build/tests/cli/json_query
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
trap 'exit 99' HUP INT TERM
HOME=$folder/home
mkdir "$HOME"
export HOME
unset XDG_STATE_HOME XDG_CONFIG_HOME POSIXLY_CORRECT
cd "$folder" || exit 99
failed=0
what=

complain() {
    echo "$what: $1"
    failed=1
}

# run STATUS ARGUMENT...: the program with empty standard input; its output is in the files out, err.
run() {
    wanted=$1
    shift
    what="proforma $*"
    "$program" "$@" </dev/null >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || {
        complain "status $got, not $wanted"
        sed 's/^/    /' err
    }
}

# run_on FILE STATUS ARGUMENT...: the same with FILE as its standard input.
run_on() {
    input=$1 wanted=$2
    shift 2
    what="proforma $* <$input"
    "$program" "$@" <"$input" >out 2>err
    got=$?
    [ $got -eq "$wanted" ] || complain "status $got, not $wanted"
}

# What standard output and standard error must hold, or not.
out_has() { grep -qF -e "$1" out || complain "standard output lacks: $1"; }
err_has() { grep -qF -e "$1" err || { complain "standard error lacks: $1"; sed 's/^/    /' err; }; }
out_lacks() { ! grep -qF -e "$1" out || complain "standard output has: $1"; }
no_out() { [ ! -s out ] || complain "something on standard output"; }
no_err() { [ ! -s err ] || { complain "something on standard error"; sed 's/^/    /' err; }; }
# out_is TEXT: it is that line alone.
out_is() { [ "$(cat out)" = "$1" ] || complain "standard output is not: $1"; }

# same FILE FILE
same() { cmp -s "$1" "$2" || { complain "$1 differs from $2"; diff "$1" "$2" | head -20; }; }

# golden ACTUAL EXPECTED: the file EXPECTED of the source tree; GOLDEN_UPDATE=1 rewrites it.
golden() {
    if [ -n "$GOLDEN_UPDATE" ]; then
        cp "$1" "$src/$2"
    else
        cmp -s "$1" "$src/$2" || { complain "differs from $2"; diff "$src/$2" "$1" | head -20; }
    fi
}

# digits: standard input, its long numbers rounded to 9 digits, which are the same whatever libraries
# computed them.
digits() {
    "${AWK:-awk}" '{
        line = ""
        while (match($0, /-?[0-9]+[.]?[0-9]*(e[-+]?[0-9]+)?/)) {
            number = substr($0, RSTART, RLENGTH)
            line = line substr($0, 1, RSTART - 1) \
                (RLENGTH > 10 ? sprintf("%.9g", number) : number)
            $0 = substr($0, RSTART + RLENGTH)
        }
        print line $0
    }'
}
# golden_formats STATUS NAME "FORMAT..." ARGUMENT...: what the program prints in each of the formats
# is tests/golden/NAME.FORMAT.
golden_formats() {
    status=$1 name=$2 formats=$3
    shift 3
    for format in $formats; do
        run "$status" "$@" --format "$format"
        no_err
        digits <out >rounded
        [ "$format" = text ] && format=txt
        golden rounded "tests/golden/$name.$format"
    done
}

# json_is PATH TEXT: what is at PATH of the JSON on standard output
json_is() {
    value=$("$query" "$1" <out)
    [ "$value" = "$2" ] || complain "$1 is $value, not $2"
}
# json_near PATH NUMBER: the same for a number that may be rounded
json_near() {
    value=$("$query" "$1" <out)
    awk -v a="$value" -v b="$2" 'BEGIN { exit !(a - b < 1e-9 && b - a < 1e-9) }' ||
        complain "$1 is $value, not near $2"
}
# fits: the text on standard output is at most 79 columns wide and has no blanks at line ends
fits() {
    awk 'length($0) > 79 || /[ \t]$/ { print; exit 1 }' out ||
        complain "a line is too wide, or ends in blanks"
}

finish() { exit $failed; }
