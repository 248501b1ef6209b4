#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Do the tests notice mistakes? Each row of mutants.txt is one: it is made in a copy of the sources,
# and one of the tests that the row names has to fail. Run by hand, in the build directory:
#
#     make mutants                           all rows, some seconds each
#     make mutants ONLY='src/core/ 12 15'    those of files whose path begins so, and of these lines
#
# Status 1 if a mutant survived or a row is out of date.
LC_ALL=C.UTF-8
LANGUAGE=
export LC_ALL LANGUAGE
unset GOLDEN_UPDATE MAKEFLAGS MAKELEVEL
src=$(cd "${top_srcdir:-.}" && pwd) || exit 99
build=$(cd "${top_builddir:-build}" && pwd) || exit 99
table=$src/tests/mutants.txt
awk=${AWK:-awk}
make=${MAKE:-make}
jobs=$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)
folder=$(mktemp -d) || exit 99
trap 'rm -rf "$folder"' EXIT
trap 'exit 99' HUP INT TERM

# A mutant may well run forever.
limit=
command -v timeout >/dev/null 2>&1 && limit='timeout -k 5 120'

give_up() {
    echo "mutants: $1" >&2
    [ -z "$2" ] || tail -n 30 "$2" >&2
    exit 99
}

# field LINE N: a field of the table
field() {
    "$awk" -v line="$1" -v n="$2" 'NR == line { split($0, f, / ?@@ ?/); print f[n] }' "$table"
}
# file_of LINE, function_of LINE: the two parts of the first field
file_of() { field "$1" 1 | sed 's/ .*//'; }
function_of() { field "$1" 1 | sed -n 's/.* //p'; }

# select_rows ONLY...: the lines of the table that hold the mutations asked for, all if none are
select_rows() {
    only="$*" "$awk" -F ' ?@@ ?' '
    BEGIN { n = split(ENVIRON["only"], only, " ") }
    /^#/ || NF < 3 { next }
    {
        is_wanted = n == 0
        for (i = 1; i <= n; i++)
            is_wanted = is_wanted || only[i] == NR || index($1, only[i]) == 1
        if (is_wanted)
            print NR
    }' "$table"
}

# tests_of LINE: those of the row, or else those of the folder that its file is in
tests_of() {
    own=$(field "$1" 4)
    if [ -n "$own" ]; then
        echo "$own"
    else
        file=$(field "$1" 1) "$awk" -F ' ?@@ ?' '
        !/^#/ && NF == 2 && index(ENVIRON["file"], $1) == 1 && length($1) > best {
            best = length($1)
            tests = $2
        }
        END { print tests }' "$table"
    fi
}

# programs_of TEST...: what has to be built for them
programs_of() {
    for test in "$@"; do
        case $test in
        *.sh) printf '%s\n' proforma tests/cli/json_query ;;
        */test_dashboard | */test_terminal) printf '%s\n' proforma "tests/$test" ;;
        *) echo "tests/$test" ;;
        esac
    done | sort -u
}

# build_programs PROGRAM...: the messages are in the file log
build_programs() { "$make" -s -j "$jobs" -C "$folder/build" "$@" >"$folder/log" 2>&1; }

# sums PROGRAM...: what they are, to see a difference
sums() { (cd "$folder/build" && cksum "$@"); }

# passes TEST
passes() {
    case $1 in
    *.sh) set -- sh "$folder/source/tests/$1" ;;
    *) set -- "./tests/$1" ;;
    esac
    (cd "$folder/build" && $limit "$@") </dev/null >"$folder/log" 2>&1
    got=$?
    [ $got -eq 0 ] || [ $got -eq 77 ]
}

# mutate FILE FUNCTION OLD NEW: FILE with NEW in place of OLD, which has to stand once in it, or in
# the definition of FUNCTION, if that is not empty; to standard output
mutate() {
    function=$2 old=$3 new=$4 "$awk" '
    BEGIN {
        old = ENVIRON["old"]
        name = ENVIRON["function"]
        is_inside = name == ""
    }
    name != "" && /^[A-Za-z]/ && index($0, name "(") {
        is_inside = 1
        has_begun = 0
    }
    {
        at = is_inside && old != "" ? index($0, old) : 0
        if (at > 0) {
            behind = substr($0, at + length(old))
            n += 1 + (index(behind, old) > 0)
            $0 = substr($0, 1, at - 1) ENVIRON["new"] behind
        }
        print
    }
    /^{/ { has_begun = 1 }
    name != "" && (/^}/ || (!has_begun && /;$/)) { is_inside = 0 }
    END { exit n != 1 }' "$1"
}

# try LINE: sets verdict and by
try() {
    path=$folder/source/$(file_of "$1")
    tests=$(tests_of "$1")
    programs=$(programs_of $tests)
    verdict=error by=
    if [ -z "$tests" ]; then
        by="no tests are named for it"
    elif [ ! -f "$path" ]; then
        by="there is no such file"
    elif ! mutate "$path" "$(function_of "$1")" "$(field "$1" 2)" "$(field "$1" 3)" \
        >"$folder/mutant"; then
        by="the old text does not stand there exactly once"
    else
        cp "$path" "$folder/original"
        cat "$folder/mutant" >"$path"
        if ! build_programs $programs; then
            by=$(grep -m 1 -e error -e 'No rule' "$folder/log")
        elif sums $programs | grep -vxqFf "$folder/sums"; then
            verdict=survived
            for test in $tests; do
                passes "$test" || { verdict=noticed by=$test; break; }
            done
        else
            verdict="no effect"
        fi
        cat "$folder/original" >"$path"
    fi
}

rows=$(select_rows "$@")
[ -n "$rows" ] || give_up "no row of $table is meant by: $*"
tests=$(for row in $rows; do tests_of "$row"; done | tr ' ' '\n' | sort -u)
programs=$(programs_of $tests)
[ -n "$programs" ] || give_up "no tests are named for these rows"

(cd "$build" && "$make" -s distdir distdir="$folder/source") >"$folder/log" 2>&1 ||
    give_up "the sources cannot be copied" "$folder/log"
mkdir "$folder/build"
# As the build is configured, but without debugging information, which differs with every change.
(
    cd "$folder/build" &&
        eval "../source/configure $("$build/config.status" --config) --disable-werror CFLAGS=-O1"
) >"$folder/log" 2>&1 || give_up "the copy cannot be configured" "$folder/log"
build_programs $programs || give_up "the copy cannot be built" "$folder/log"
sums $programs >"$folder/sums"
top_srcdir=$folder/source top_builddir=$folder/build AWK=$awk
export top_srcdir top_builddir AWK
for test in $tests; do
    passes "$test" || give_up "$test fails without any mutation" "$folder/log"
done

n_noticed=0 n_survived=0 n_same=0 n_errors=0
for row in $rows; do
    try "$row" 2>/dev/null # in which a shell says of tests that a signal ended them
    printf '%-9s %4s  %s  %s\n' "$verdict" "$row" "$(field "$row" 1)" "$by"
    case $verdict in
    noticed) n_noticed=$((n_noticed + 1)) ;;
    survived) n_survived=$((n_survived + 1)) ;;
    "no effect") n_same=$((n_same + 1)) ;;
    *) n_errors=$((n_errors + 1)) ;;
    esac
    [ "$verdict" = noticed ] ||
        printf '                 %s\n            ->   %s\n' "$(field "$row" 2)" "$(field "$row" 3)"
done
n=$((n_noticed + n_survived))
percent=0
[ $n -eq 0 ] || percent=$((100 * n_noticed / n))
echo "$n_noticed of $n noticed ($percent %), $n_survived survived;" \
    "$n_same without effect on the programs, $n_errors errors"
[ $((n_survived + n_same + n_errors)) -eq 0 ]
