#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# Sources are as clang-format leaves them with the tree's .clang-format. Other versions than the one
# named here lay out some lines differently: then nothing is checked.
cd "${top_srcdir:-.}" || exit 99
version=14
format=
for program in clang-format-$version clang-format; do
    case $($program --version 2>/dev/null) in
    *"version $version."*) format=$program ;;
    esac
done
if [ -z "$format" ]; then
    echo "clang-format $version is not installed"
    exit 77
fi
find src include tests bench -name '*.[ch]' ! -path src/io/embedded.c | sort |
    xargs "$format" --dry-run --Werror
