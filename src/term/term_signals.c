/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term_signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "core/text/bounds.h"

enum {
    WATCHDOG_SECONDS = 2,
    PATIENCE = 4, /* further such spans for a program that isn't stuck in a write */
    LEAVE_SIZE = 512,
    CRASH_STACK_SIZE = 64 * 1024,
    EXIT_BY_SIGNAL = 128, /* what shells add to a signal's number */
};

static const struct {
    int number;
    unsigned bit; /* 0: a crash, or the watchdog */
} signal_table[] = {
    {SIGHUP, SIGNAL_END},
    {SIGTERM, SIGNAL_END},
    {SIGQUIT, SIGNAL_END},
    {SIGINT, SIGNAL_INTERRUPT},
    {SIGTSTP, SIGNAL_STOP},
    {SIGCONT, SIGNAL_CONTINUE},
    {SIGWINCH, SIGNAL_RESIZE},
    {SIGALRM, 0},
    {SIGSEGV, 0},
    {SIGABRT, 0},
    {SIGBUS, 0},
    {SIGFPE, 0},
    {SIGILL, 0},
};
enum { N_SIGNALS = sizeof signal_table / sizeof *signal_table };

static struct {
    int pipe[2];
    struct sigaction before[N_SIGNALS];
    stack_t stack_before;
    volatile sig_atomic_t ending, is_writing, patience;
    int terminal;
    struct termios settings;
    char leave[LEAVE_SIZE];
    size_t leave_size;
} guard;

static char crash_stack[CRASH_STACK_SIZE];

/* Give the terminal back from within a handler, without waiting for it. */
static void restore_terminal(void)
{
    int flags = fcntl(guard.terminal, F_GETFL);
    fcntl(guard.terminal, F_SETFL, flags | O_NONBLOCK);
    ssize_t written = write(guard.terminal, guard.leave, guard.leave_size);
    (void)written; /* a terminal that takes nothing is given back by its settings alone */
    fcntl(guard.terminal, F_SETFL, flags);
    tcsetattr(guard.terminal, TCSANOW, &guard.settings);
}

static void handle_event(int number)
{
    int saved_errno = errno;
    unsigned char byte = (unsigned char)number;
    for (size_t i = 0; i < N_SIGNALS; i++)
        if (signal_table[i].number == number && signal_table[i].bit == SIGNAL_END &&
            !guard.ending) {
            guard.ending = number;
            guard.patience = PATIENCE;
            alarm(WATCHDOG_SECONDS);
        }
    ssize_t written = write(guard.pipe[1], &byte, 1);
    (void)written; /* a full pipe wakes the program just as well */
    errno = saved_errno;
}

static void handle_alarm(int number)
{
    (void)number;
    if (!guard.is_writing && guard.patience > 0) {
        guard.patience--;
        alarm(WATCHDOG_SECONDS);
        return;
    }
    restore_terminal();
    sigset_t ending;
    sigemptyset(&ending);
    sigaddset(&ending, guard.ending);
    signal(guard.ending, SIG_DFL);
    raise(guard.ending);
    sigprocmask(SIG_UNBLOCK, &ending, NULL);
    _exit(EXIT_BY_SIGNAL + guard.ending);
}

/* A crash. When the handler returns, what was set for the signal before has its turn: either the
 * fault happens again, or the signal is sent again. */
static void handle_crash(int number)
{
    restore_terminal();
    for (size_t i = 0; i < N_SIGNALS; i++)
        if (signal_table[i].number == number)
            sigaction(number, &guard.before[i], NULL);
    raise(number);
}

static void install(size_t i)
{
    int number = signal_table[i].number;
    struct sigaction action = {.sa_flags = SA_RESTART};
    sigfillset(&action.sa_mask);
    if (signal_table[i].bit) {
        action.sa_handler = handle_event;
    } else if (number == SIGALRM) {
        action.sa_handler = handle_alarm;
    } else {
        action.sa_handler = handle_crash;
        action.sa_flags = SA_ONSTACK;
    }
    sigaction(number, NULL, &guard.before[i]);
    bool keeps_ignoring = number == SIGHUP || number == SIGTSTP;
    if (!keeps_ignoring || guard.before[i].sa_handler != SIG_IGN)
        sigaction(number, &action, NULL);
}

bool signals_install(void)
{
    const stack_t stack = {.ss_sp = crash_stack, .ss_size = sizeof crash_stack};
    memset(&guard, 0, sizeof guard);
    guard.terminal = -1;
    if (pipe2(guard.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return false;
    sigaltstack(&stack, &guard.stack_before);
    for (size_t i = 0; i < N_SIGNALS; i++)
        install(i);
    return true;
}

void signals_remove(void)
{
    alarm(0);
    for (size_t i = 0; i < N_SIGNALS; i++)
        sigaction(signal_table[i].number, &guard.before[i], NULL);
    sigaltstack(&guard.stack_before, NULL);
    close(guard.pipe[0]);
    close(guard.pipe[1]);
}

void signals_guard(int fd, const struct termios *settings, const char *leave, size_t n)
{
    guard.leave_size = lesser_size(n, LEAVE_SIZE);
    memcpy(guard.leave, leave, guard.leave_size);
    guard.settings = *settings;
    guard.terminal = fd;
}

int signals_fd(void)
{
    return guard.pipe[0];
}

unsigned signals_take(void)
{
    unsigned bits = guard.ending ? SIGNAL_END : 0;
    unsigned char bytes[64];
    ssize_t n;
    while ((n = read(guard.pipe[0], bytes, sizeof bytes)) > 0)
        for (ssize_t k = 0; k < n; k++)
            for (size_t i = 0; i < N_SIGNALS; i++)
                if (signal_table[i].number == bytes[k])
                    bits |= signal_table[i].bit;
    return bits;
}

int signals_ending(void)
{
    return guard.ending;
}

void signals_writing(bool is_writing)
{
    guard.is_writing = is_writing;
}

bool signals_stop(void)
{
    struct sigaction ours;
    const struct sigaction stops = {.sa_handler = SIG_DFL};
    sigaction(SIGTSTP, NULL, &ours);
    if (ours.sa_handler == SIG_IGN)
        return false;
    sigaction(SIGTSTP, &stops, NULL);
    kill(0, SIGTSTP);
    sigaction(SIGTSTP, &ours, NULL);
    return true;
}
