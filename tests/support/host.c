/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "host.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "assert_near.h"

static long now_ms(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* In the child: become the program. */
static void become(const struct host_options *options, char **argv)
{
    static const char *const defaults[] = {
        "TERM=xterm-256color", "LC_ALL=C.UTF-8", "COLORTERM", "NO_COLOR", "LANGUAGE", NULL};
    const char *const *lists[] = {defaults, options->environment};

    for (int i = 0; i < 2; i++)
        for (const char *const *entry = lists[i]; entry && *entry; entry++)
            if (strchr(*entry, '='))
                putenv((char *)(uintptr_t)*entry);
            else
                unsetenv(*entry);
    setenv("HOME", options->folder, 1);
    signal(SIGHUP, options->ignores_hangup ? SIG_IGN : SIG_DFL);
    if (chdir(options->folder) != 0)
        _exit(127);
    if (options->script)
        execl("/bin/sh", "sh", "-c", options->script, argv[0], (char *)NULL);
    execv(argv[0], argv);
    _exit(127);
}

/* What the terminal answers to the program's questions. */
static void answer(const char *bytes, size_t n, void *user)
{
    struct host *host = user;

    if (host->fd >= 0)
        (void)!write(host->fd, bytes, n);
}

void host_start(struct host *host, const struct host_options *options, ...)
{
    const char *build = getenv("top_builddir");
    char program[4096];
    char *argv[HOST_MAX_ARGUMENTS + 2] = {program};
    struct winsize size = {.ws_row = 24, .ws_col = 80};
    va_list arguments;
    int n = 1;

    snprintf(program, sizeof program, "%s/proforma", build ? build : ".");
    va_start(arguments, options);
    while (n <= HOST_MAX_ARGUMENTS && (argv[n] = va_arg(arguments, char *)))
        n++;
    va_end(arguments);
    if (options->rows > 0) {
        size.ws_row = (unsigned short)options->rows;
        size.ws_col = (unsigned short)options->columns;
    }
    *host = (struct host){.rows = size.ws_row, .columns = size.ws_col};
    host->vterm = vterm_new(host->rows, host->columns);
    vterm_set_utf8(host->vterm, 1);
    vterm_output_set_callback(host->vterm, answer, host);
    host->screen = vterm_obtain_screen(host->vterm);
    vterm_screen_enable_altscreen(host->screen, 1);
    vterm_screen_reset(host->screen, 1);
    host->pid = forkpty(&host->fd, NULL, NULL, &size);
    assert_true(host->pid >= 0);
    if (host->pid == 0)
        become(options, argv);
    fcntl(host->fd, F_SETFL, O_NONBLOCK);
    fcntl(host->fd, F_SETFD, FD_CLOEXEC);
}

void host_stop(struct host *host)
{
    if (host->pid > 0) {
        kill(host->pid, SIGKILL);
        waitpid(host->pid, NULL, 0);
    }
    host_hang_up(host);
    vterm_free(host->vterm);
    host->pid = 0;
}

/* Take what the program has written, waiting for it for at most TIMEOUT milliseconds. */
static void take_output(struct host *host, int timeout)
{
    struct pollfd poll_fd = {.fd = host->fd, .events = POLLIN};
    char bytes[65536];
    ssize_t n;

    if (poll(&poll_fd, 1, timeout) <= 0)
        return;
    while ((n = read(host->fd, bytes, sizeof bytes)) > 0) {
        size_t room = sizeof host->sent - host->n_sent;
        size_t kept = (size_t)n < room ? (size_t)n : room;

        memcpy(host->sent + host->n_sent, bytes, kept);
        host->n_sent += kept;
        vterm_input_write(host->vterm, bytes, (size_t)n);
    }
}

void host_send(struct host *host, const char *bytes)
{
    size_t n = strlen(bytes);
    long deadline = now_ms() + HOST_DEADLINE_MS;

    while (n > 0 && now_ms() < deadline) {
        ssize_t written = write(host->fd, bytes, n);

        if (written > 0) {
            bytes += written;
            n -= (size_t)written;
        } else {
            take_output(host, 10);
        }
    }
    assert_int_equal(n, 0);
}

void host_resize(struct host *host, int rows, int columns)
{
    struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)columns};

    host->rows = rows;
    host->columns = columns;
    vterm_set_size(host->vterm, rows, columns);
    assert_int_equal(ioctl(host->fd, TIOCSWINSZ, &size), 0);
}

void host_hang_up(struct host *host)
{
    if (host->fd >= 0)
        close(host->fd);
    host->fd = -1;
}

static size_t put_utf8(char *out, uint32_t c)
{
    if (c < 0x80) {
        out[0] = (char)c;
        return 1;
    }
    if (c < 0x800) {
        out[0] = (char)(0xC0 | c >> 6);
        out[1] = (char)(0x80 | (c & 0x3F));
        return 2;
    }
    if (c < 0x10000) {
        out[0] = (char)(0xE0 | c >> 12);
        out[1] = (char)(0x80 | (c >> 6 & 0x3F));
        out[2] = (char)(0x80 | (c & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | c >> 18);
    out[1] = (char)(0x80 | (c >> 12 & 0x3F));
    out[2] = (char)(0x80 | (c >> 6 & 0x3F));
    out[3] = (char)(0x80 | (c & 0x3F));
    return 4;
}

/* Write the screen into host->text. */
static void read_screen(struct host *host)
{
    size_t n = 0;

    for (int row = 0; row < host->rows; row++) {
        for (int column = 0; column < host->columns && n + 64 < sizeof host->text; column++) {
            VTermScreenCell cell;

            vterm_screen_get_cell(host->screen, (VTermPos){row, column}, &cell);
            for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
                n += put_utf8(host->text + n, cell.chars[i]);
            if (!cell.chars[0])
                host->text[n++] = ' ';
            column += cell.width > 1 ? cell.width - 1 : 0;
        }
        host->text[n++] = '\n';
    }
    host->text[n] = '\0';
}

bool host_shows(struct host *host, const char *text)
{
    take_output(host, 0);
    read_screen(host);
    return strstr(host->text, text) != NULL;
}

/* Wait until the screen shows TEXT, or doesn't. */
static void wait_for(struct host *host, const char *text, bool shown)
{
    long deadline = now_ms() + HOST_DEADLINE_MS;

    while (host_shows(host, text) != shown) {
        if (now_ms() > deadline) {
            fprintf(stderr, "the screen %s: %s\n%s", shown ? "lacks" : "still shows", text,
                    host->text);
            fail();
        }
        take_output(host, 20);
    }
}

void host_wait_for(struct host *host, const char *text)
{
    wait_for(host, text, true);
}

void host_wait_until_gone(struct host *host, const char *text)
{
    wait_for(host, text, false);
}

bool host_has_colours(struct host *host)
{
    take_output(host, 0);
    for (int row = 0; row < host->rows; row++)
        for (int column = 0; column < host->columns; column++) {
            VTermScreenCell cell;

            vterm_screen_get_cell(host->screen, (VTermPos){row, column}, &cell);
            if (!VTERM_COLOR_IS_DEFAULT_FG(&cell.fg) || !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg))
                return true;
        }
    return false;
}

bool host_has_reverse_cursor(struct host *host)
{
    VTermScreenCell cell;
    VTermPos at;

    vterm_state_get_cursorpos(vterm_obtain_state(host->vterm), &at);
    return vterm_screen_get_cell(host->screen, at, &cell) && cell.attrs.reverse;
}

/* The row and column at which TEXT begins; false where the screen lacks it. */
static bool find(struct host *host, const char *text, int *row, int *column)
{
    if (!host_shows(host, text))
        return false;
    *row = *column = 0;
    for (const char *at = host->text, *end = strstr(at, text); at < end; at++) {
        if (*at == '\n') {
            ++*row;
            *column = 0;
        } else if ((*at & 0xc0) != 0x80) {
            VTermScreenCell cell;

            vterm_screen_get_cell(host->screen, (VTermPos){*row, *column}, &cell);
            *column += cell.width > 1 ? cell.width : 1;
        }
    }
    return true;
}

void host_find(struct host *host, const char *text, int *row, int *column)
{
    assert_true(find(host, text, row, column));
}

bool host_has_cursor_by(struct host *host, const char *text)
{
    VTermPos at;
    int row, column;

    vterm_state_get_cursorpos(vterm_obtain_state(host->vterm), &at);
    return find(host, text, &row, &column) && row == at.row;
}

void host_wait_until(struct host *host, bool (*holds)(struct host *host, const char *text),
                     const char *text)
{
    long deadline = now_ms() + HOST_DEADLINE_MS;

    while (!holds(host, text)) {
        if (now_ms() > deadline) {
            read_screen(host);
            fprintf(stderr, "what is waited for about '%s' does not come\n%s", text, host->text);
            fail();
        }
        take_output(host, 20);
    }
}

bool host_has_sent(struct host *host, const char *bytes)
{
    return memmem(host->sent, host->n_sent, bytes, strlen(bytes)) != NULL;
}

bool host_is_cooked(const struct host *host)
{
    struct termios settings;

    return tcgetattr(host->fd, &settings) == 0 && (settings.c_lflag & ICANON) &&
           (settings.c_lflag & ECHO);
}

void host_stall(struct host *host, const char *bytes)
{
    enum { QUIET_STEPS = 30, STEP_MS = 10 };
    long deadline = now_ms() + HOST_DEADLINE_MS;

    for (int quiet = 0; quiet < QUIET_STEPS && now_ms() < deadline;)
        if (write(host->fd, bytes, strlen(bytes)) > 0) {
            quiet = 0;
        } else {
            quiet++;
            poll(NULL, 0, STEP_MS);
        }
}

void host_wait_quiet(struct host *host, int ms)
{
    struct pollfd poll_fd = {.fd = host->fd, .events = POLLIN};

    while (poll(&poll_fd, 1, ms) > 0)
        take_output(host, 0);
}

bool host_ends_unread(struct host *host, int ms)
{
    enum { STEP_MS = 5 };
    long deadline = now_ms() + ms;
    siginfo_t info = {0};

    while (waitid(P_PID, (id_t)host->pid, &info, WEXITED | WNOHANG | WNOWAIT) == 0 &&
           info.si_pid == 0) {
        if (now_ms() > deadline)
            return false;
        poll(NULL, 0, STEP_MS);
    }
    return true;
}

/* Wait for the program's end: waitpid's status. */
static int wait_for_status(struct host *host, struct rusage *usage)
{
    long deadline = now_ms() + HOST_DEADLINE_MS;
    int status = 0;

    while (wait4(host->pid, &status, WNOHANG, usage) == 0) {
        if (now_ms() > deadline) {
            read_screen(host);
            fprintf(stderr, "the program goes on\n%s", host->text);
            fail();
        }
        if (host->fd >= 0)
            take_output(host, 20);
        else
            poll(NULL, 0, 5);
    }
    return status;
}

int host_wait_for_end(struct host *host, long *cpu_ms)
{
    struct rusage usage = {0};
    int status = wait_for_status(host, &usage);

    host->pid = 0;
    if (host->fd >= 0)
        take_output(host, 0);
    if (cpu_ms)
        *cpu_ms = (usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1000 +
                  (usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1000;
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}
