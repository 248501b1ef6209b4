# SPDX-License-Identifier: GPL-3.0-or-later
# Text files to the C table of include/io/embedded.h. Run in the C locale, so that bytes stay bytes:
#   awk -v prefix=SOURCE_DIRECTORY/ -f embed.awk FILE... </dev/null
# Each file's name in the table is its path without the prefix.

function finish()
{
    if (n)
        print "    ;"
}

BEGIN {
    print "/* Made by src/embed.awk: do not edit. */"
    print "#include \"io/embedded.h\"\n"
    print "#include <string.h>\n"
}

FNR == 1 {
    finish()
    name[++n] = index(FILENAME, prefix) == 1 ? substr(FILENAME, length(prefix) + 1) : FILENAME
    printf "static const char text_%d[] =\n", n
}

{
    gsub(/["\\?]/, "\\\\&")
    gsub(/\t/, "\\t")
    gsub(/\r/, "\\r")
    printf "    \"%s\\n\"\n", $0
}

END {
    finish()
    print "\nconst struct embedded embedded_files[] = {"
    for (i = 1; i <= n; i++)
        printf "    {\"%s\", text_%d, sizeof text_%d - 1},\n", name[i], i, i
    print "    {NULL, NULL, 0},\n};\n"
    print "const struct embedded *embedded_find(const char *name)\n{"
    print "    for (const struct embedded *file = embedded_files; file->name; file++)"
    print "        if (strcmp(file->name, name) == 0)"
    print "            return file;"
    print "    return NULL;\n}"
}
