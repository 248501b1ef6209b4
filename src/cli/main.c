/* SPDX-License-Identifier: GPL-3.0-or-later */
/* The program: its language, its command, its exit status. */
#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

#include "cli/diagnose.h"
#include "cli/options.h"

/* Numbers stay in the C locale: LC_NUMERIC is never set. */
static void choose_language(void)
{
    setlocale(LC_CTYPE, "");
    setlocale(LC_MESSAGES, "");
#ifdef ENABLE_NLS
    bindtextdomain("proforma", LOCALEDIR);
    textdomain("proforma");
#endif
}

/* A standard stream that was closed would be the next file that is opened. Reading or writing the
 * ones put in their places fails, as it should. */
static void keep_standard_streams(void)
{
    for (int fd = 0; fd <= 2; fd++)
        if (fcntl(fd, F_GETFD) == -1 && errno == EBADF &&
            open("/dev/null", fd == 0 ? O_WRONLY : O_RDONLY) != fd)
            return;
}

/* A full disk and a reader that has gone are write errors to report, not the end. */
static void ignore_write_signals(void)
{
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
}

static enum status run(const struct options *options)
{
    if (options_has(options, OPTION_HELP))
        options_print_help(stdout, options->command);
    else if (options_has(options, OPTION_VERSION))
        options_print_version(stdout);
    else
        return command_table[options->command].run(options);
    return STATUS_OK;
}

/* Whether standard output took everything; what is wrong with it is said here, unless it is that
 * the reader has gone, as `head` does, which has seen enough. */
static bool finish_output(void)
{
    bool failed = ferror(stdout) != 0;
    int error = failed ? errno : 0;
    if (fclose(stdout) != 0) {
        failed = true;
        error = errno;
    }
    if (failed && error != EPIPE)
        diagnose_plain(_("standard output: %s"), error ? strerror(error) : _("write error"));
    return !failed;
}

int main(int argc, char **argv)
{
    struct options options;
    enum status status;
    choose_language();
    keep_standard_streams();
    ignore_write_signals();
    status = options_parse(argc, argv, &options);
    if (status == STATUS_OK)
        status = run(&options);
    options_fini(&options);
    if (!finish_output())
        status = STATUS_IO;
    return status_exit_code(status);
}
