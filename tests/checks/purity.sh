#!/bin/sh
# SPDX-License-Identifier: GPL-3.0-or-later
# The libraries of core, analysis, draw, views and app neither read nor write nor ask the system
# anything: no such function is among the symbols that they leave undefined. Those of print write to
# the stream that they are given, and do no more.
cd "${top_builddir:-.}" || exit 99

denied='
abort access alarm brk bsearch_s calloc_s chdir chmod chown clearenv clock clock_gettime close closedir
creat daemon dlopen dprintf dup dup2 endwin environ execv execve execvp exit _exit _Exit fchmod fclose
fcntl fdopen feof ferror fflush fgetc fgets fileno flock fopen fork forkpty fprintf fputc fputs fread
freopen fscanf fseek fstat fsync ftell ftruncate fwrite getc getch getchar getcwd getenv getline getopt
getopt_long getpid getrandom gets gettimeofday gmtime initscr ioctl isatty kill link localtime
localtime_r longjmp lseek mkdir mkostemp mkstemp mmap mvprintw nanosleep newterm open openat opendir
open_memstream pause perror pipe poll popen printf pthread_create putc putchar putenv puts raise rand
rand_r random read readdir realpath refresh remove rename scanf select setenv setlocale setvbuf sigaction
signal sleep sprintf srand srandom sscanf stat stderr stdin stdout strerror strtok syslog system tcgetattr
tcsetattr time tmpfile truncate ungetc unlink usleep vdprintf vfprintf vprintf vsprintf waitpid wgetch
write writev
'

writing='ferror fprintf fputc fputs fwrite putc'

for library in libcore.a libanalysis.a libdraw.a libviews.a libapp.a libprint.a; do
    [ $library = libprint.a ] && allowed=$writing || allowed=
    # nm says "no symbols" of an archive without members
    nm -P -u "$library" 2>/dev/null | "${AWK:-awk}" -v library="$library" -v denied="$denied" \
        -v allowed="$allowed" '
    BEGIN {
        n = split(denied, list, /[ \n]+/)
        for (i = 1; i <= n; i++)
            if (list[i] != "")
                is_denied[list[i]] = 1
        n = split(allowed, list, " ")
        for (i = 1; i <= n; i++)
            delete is_denied[list[i]]
    }
    # The member that the symbols below belong to.
    /\[.*\]:$/ {
        member = $0
        sub(/^.*\[/, "", member)
        sub(/\]:$/, "", member)
        next
    }
    {
        name = $1
        sub(/@.*/, "", name)            # its version
        plain = name
        sub(/^__isoc[0-9]+_/, "", plain)
        if (plain ~ /^__.*_chk$/) {     # what _FORTIFY_SOURCE makes of it
            sub(/^__/, "", plain)
            sub(/_chk$/, "", plain)
        }
        if (plain ~ /^__.*64_2$/)
            sub(/^__/, "", plain)
        sub(/64(_2)?$/, "", plain)      # large files
        if (name in is_denied || plain in is_denied) {
            printf "%s(%s): calls %s\n", library, member, name
            failed = 1
        }
    }
    END { exit failed }' || failed=1
done
exit ${failed:-0}
