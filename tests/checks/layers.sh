#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Who may include whom: every #include line of src and include against the table of rooms in
# src/README.md. A room may include itself and the rooms that its row names; a row names only rooms
# above it, so that there are no circles. A header of include/ROOM is included by its path, one that
# lies in src/ROOM by its name, from that folder alone.
cd "${top_srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL

find src include -name '*.[ch]' ! -path src/io/embedded.c | sort | xargs "${AWK:-awk}" '
BEGIN {
    read_rooms("src/README.md")

    # System headers of the rooms that do no input or output. <stdio.h> is for snprintf: what else
    # is used of it, purity.sh finds.
    pure = "assert ctype errno float inttypes limits math stdarg stdalign stdbool stddef stdint " \
           "stdio stdlib string wchar wctype"
    n = split("core analysis draw views app", tops, " ")
    for (i = 1; i <= n; i++)
        allow(tops[i], pure)
    allow("core", "libintl utf8proc")
    allow("analysis", "gsl nlopt")

    # Headers of some rooms alone, whatever the others may use.
    only["ini"] = "io"
    only["jansson"] = "io print"
    only["curses"] = only["ncurses"] = only["term"] = only["ncursesw/curses"] = "term"
    only["utf8proc"] = "core"
    only["libintl"] = "core cli"
    only["nlopt"] = only["gsl"] = "analysis"
}

# The rows of the table under "## Rooms": | `ROOM` | what it holds | `ROOM` `ROOM` |
function read_rooms(path,    line, cell, n, i, known, name)
{
    while ((getline line < path) > 0) {
        if (line ~ /^## /)
            in_table = line == "## Rooms"
        if (!in_table || line !~ /^\| `/)
            continue
        split(line, cell, "|")
        name = cell[2]
        gsub(/[` ]/, "", name)
        if (name in is_room) {
            printf "%s: the room %s has two rows\n", path, name
            failed = 1
        }
        is_room[name] = 1
        gsub(/[`,]/, " ", cell[4])
        n = split(cell[4], known, " ")
        for (i = 1; i <= n; i++) {
            if (!(known[i] in is_room)) {
                printf "%s: %s may include %s, which is no room above it\n", path, name, known[i]
                failed = 1
            }
            may[name, known[i]] = 1
        }
        may[name, name] = 1
    }
    close(path)
}

function allow(top, headers,    list, n, i)
{
    restricted[top] = 1
    n = split(headers, list, " ")
    for (i = 1; i <= n; i++)
        allowed[top, list[i]] = 1
}

function has(list, word)
{
    return index(" " list " ", " " word " ") > 0
}

function exists(path,    line, found)
{
    found = (getline line < path) >= 0
    close(path)
    return found
}

function wrong(why)
{
    printf "%s:%d: %s\n", FILENAME, FNR, why
    failed = 1
}

FNR == 1 {
    room = FILENAME
    sub(/^[^\/]*\//, "", room)
    sub(/\/[^\/]*$/, "", room)
    folder = FILENAME
    sub(/[^\/]*$/, "", folder)
    top = room
    sub(/\/.*/, "", top)
    if (!(room in is_room))
        wrong("in no room of src/README.md")
    has_files[room] = 1
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    name = quoted[2]
    if (name !~ /\//) {
        if (FILENAME ~ /^include\//)
            wrong("\"" name "\": a public header names headers by their paths")
        else if (!exists(folder name))
            wrong("\"" name "\" is not in this folder: name it with its room")
    } else {
        other = name
        sub(/\/[^\/]*$/, "", other)
        if (!exists("include/" name))
            wrong("\"" name "\" is not in include/" (exists("src/" name) ? ": it is private to its room" : ""))
        else if (!((room, other) in may))
            wrong("\"" name "\": the row of " room " in src/README.md does not name " other)
        else
            is_used[room, other] = 1
    }
}

/^[ \t]*#[ \t]*include[ \t]*</ {
    name = $0
    sub(/^[^<]*</, "", name)
    sub(/(\.h)?>.*$/, "", name)
    sub(/^gsl\/.*/, "gsl", name)        # which has a folder of headers
    if (exists("include/" name ".h"))
        wrong("<" name ".h> is a header of the program: write \"" name ".h\"")
    if ((name in only) && !has(only[name], top))
        wrong(room " may not know <" name ".h>")
    else if ((top in restricted) && !((top, name) in allowed))
        wrong(room " may not include <" name ".h>")
    if ((name in only) && only[name] == "term" && FILENAME != "src/term/term_curses.c")
        wrong("curses is for src/term/term_curses.c alone")
}

END {
    for (name in is_room)
        if (!(name in has_files)) {
            print "src/README.md: no file in the room " name
            failed = 1
        }
    for (pair in may) {
        split(pair, side, SUBSEP)
        if (side[1] != side[2] && !(pair in is_used)) {
            print "src/README.md: " side[1] " includes nothing of " side[2]
            failed = 1
        }
    }
    exit failed
}
'
