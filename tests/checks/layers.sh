#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Who may include whom: every #include line of src and include against the table of layers below.
# A header of the file's own folder without a slash in its name is private to that folder.
cd "${top_srcdir:-.}" || exit 99
LC_ALL=C
export LC_ALL

find src include -name '*.[ch]' | sort | xargs "${AWK:-awk}" '
BEGIN {
    # Layers whose headers each layer may include.
    may["core"] = "core"
    may["io"] = "core io"
    may["analysis"] = "core analysis"
    may["ui"] = "core analysis ui"
    may["term"] = "core ui"
    may["cli"] = "core io analysis ui cli"

    # System headers of the layers that do no input or output. <stdio.h> is for snprintf: what else
    # is used of it, purity.sh finds.
    pure = "assert ctype errno float inttypes limits math stdarg stdalign stdbool stddef stdint " \
           "stdio stdlib string wchar wctype"
    split("core analysis ui", layers, " ")
    for (i in layers)
        allow(layers[i], pure)
    allow("core", "libintl utf8proc")
    allow("analysis", "gsl nlopt")

    # Headers of one layer alone, whatever the others may use.
    only["ini"] = "io"
    only["jansson"] = "io cli"
    only["curses"] = only["ncurses"] = only["term"] = only["ncursesw/curses"] = "term"
    only["utf8proc"] = "core"
    only["libintl"] = "core cli"
    only["nlopt"] = only["gsl"] = "analysis"
}

function allow(layer, headers,    list, n, i)
{
    restricted[layer] = 1
    n = split(headers, list, " ")
    for (i = 1; i <= n; i++)
        allowed[layer, list[i]] = 1
}

function has(list, word)
{
    return index(" " list " ", " " word " ") > 0
}

function wrong(why)
{
    printf "%s:%d: %s\n", FILENAME, FNR, why
    failed = 1
}

FNR == 1 {
    split(FILENAME, part, "/")
    layer = part[2]
    folder = FILENAME
    sub(/[^\/]*$/, "", folder)
    if (FILENAME ~ /^src\/ui\/term_[^\/]*\.[ch]$/)
        layer = "term"
    if (!(layer in may))
        wrong("in no layer")
}

/^[ \t]*#[ \t]*include[ \t]*"/ {
    split($0, quoted, "\"")
    name = quoted[2]
    if (name !~ /\//) {
        if ((getline line < (folder name)) < 0)
            wrong("\"" name "\" is not in this folder: name it with its layer")
        close(folder name)
    } else {
        split(name, at, "/")
        if (!has(may[layer], at[1]))
            wrong("layer " layer " may not include \"" name "\"")
    }
}

/^[ \t]*#[ \t]*include[ \t]*</ {
    name = $0
    sub(/^[^<]*</, "", name)
    sub(/(\.h)?>.*$/, "", name)
    sub(/^gsl\/.*/, "gsl", name)        # which has a folder of headers
    if ((name in only) && !has(only[name], layer))
        wrong("layer " layer " may not know <" name ".h>")
    else if ((layer in restricted) && !((layer, name) in allowed))
        wrong("layer " layer " may not include <" name ".h>")
    if ((name in only) && only[name] == "term" && FILENAME != "src/ui/term_curses.c")
        wrong("curses is for src/ui/term_curses.c alone")
}

END { exit failed }
'
