/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Measures programs on a terminal from outside: each runs in a pty of its own, and what counts is
 * the time from a key's byte going in to the last byte of what it draws coming out.
 *
 *   keystroke [-n ROUNDS] [-k KEYS] PROGRAM [ARGUMENT]... [-- PROGRAM [ARGUMENT]...]
 *
 * KEYS are typed into the first program beforehand, to stand on a field. Then each round types a
 * digit and takes it back with Backspace, in every program by turns, so that all of them meet the
 * same weather. A row of figures a program goes to standard output.
 */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
    ROWS = 40,
    COLUMNS = 120,
    MAX_PROGRAMS = 4,
    MAX_ROUNDS = 10000,
    STARTS = 15,
    QUIET_MS = 10,        /* a paint is over when nothing came for so long */
    QUIET_START_MS = 100, /* the same for the first screen */
    PATIENCE_MS = 2000,   /* for the first byte */
};

struct session {
    pid_t pid;
    int terminal;
};

/* Samples of one quantity. */
struct samples {
    double values[MAX_ROUNDS];
    size_t n;
};

struct subject {
    char **arguments;
    struct session session;
    struct samples start_ms, key_ms, key_bytes;
    long memory_kib;
};

static double now_ms(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static void fail(const char *what)
{
    fprintf(stderr, "keystroke: %s: %s\n", what, strerror(errno));
    exit(1);
}

static void samples_add(struct samples *samples, double value)
{
    if (samples->n < MAX_ROUNDS)
        samples->values[samples->n++] = value;
}

static int compare_doubles(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double samples_quantile(struct samples *samples, double q)
{
    if (samples->n == 0)
        return 0;
    qsort(samples->values, samples->n, sizeof samples->values[0], compare_doubles);
    return samples->values[(size_t)(q * (double)(samples->n - 1) + 0.5)];
}

static void session_start(struct session *session, char **arguments)
{
    struct winsize size = {.ws_row = ROWS, .ws_col = COLUMNS};
    session->pid = forkpty(&session->terminal, NULL, NULL, &size);
    if (session->pid < 0)
        fail("forkpty");
    if (session->pid == 0) {
        setenv("TERM", "xterm-256color", 1);
        execvp(arguments[0], arguments);
        perror(arguments[0]);
        _exit(127);
    }
    fcntl(session->terminal, F_SETFL, O_NONBLOCK);
}

/* Read until nothing comes for QUIET ms. The time of the last byte, and in *BYTES how many. */
static double session_drain(struct session *session, int quiet, size_t *bytes)
{
    static char buffer[1 << 16];
    double last = now_ms();
    *bytes = 0;
    for (;;) {
        struct pollfd poll_for = {.fd = session->terminal, .events = POLLIN};
        int ready = poll(&poll_for, 1, *bytes ? quiet : PATIENCE_MS);
        if (ready < 0 && errno == EINTR)
            continue;
        if (ready <= 0)
            return last;
        ssize_t n = read(session->terminal, buffer, sizeof buffer);
        if (n <= 0)
            return last;
        last = now_ms();
        *bytes += (size_t)n;
    }
}

static void session_type(struct session *session, const char *keys, size_t n)
{
    if (write(session->terminal, keys, n) != (ssize_t)n)
        fail("write");
}

/* The most memory the program ever had resident, in KiB. */
static long session_memory(const struct session *session)
{
    char path[64], line[256];
    long kib = 0;
    snprintf(path, sizeof path, "/proc/%ld/status", (long)session->pid);
    FILE *status = fopen(path, "r");
    while (status && fgets(line, sizeof line, status))
        if (sscanf(line, "VmHWM: %ld", &kib) == 1)
            break;
    if (status)
        fclose(status);
    return kib;
}

static void session_end(struct session *session)
{
    kill(session->pid, SIGTERM);
    close(session->terminal);
    waitpid(session->pid, NULL, 0);
}

static void measure_start(struct subject *subject)
{
    size_t bytes;
    for (int i = 0; i < STARTS; i++) {
        double begin = now_ms();
        session_start(&subject->session, subject->arguments);
        double end = session_drain(&subject->session, QUIET_START_MS, &bytes);
        if (bytes == 0) {
            fprintf(stderr, "keystroke: %s draws nothing\n", subject->arguments[0]);
            exit(1);
        }
        samples_add(&subject->start_ms, end - begin);
        session_end(&subject->session);
    }
}

static void measure_round(struct subject *subject, int round)
{
    size_t bytes;
    char digit = (char)('1' + round % 9);
    double begin = now_ms();
    session_type(&subject->session, &digit, 1);
    double end = session_drain(&subject->session, QUIET_MS, &bytes);
    samples_add(&subject->key_ms, end - begin);
    if (bytes == 0) {
        fprintf(stderr, "keystroke: %s draws nothing for a digit: -k does not lead to a field\n",
                subject->arguments[0]);
        exit(1);
    }
    samples_add(&subject->key_bytes, (double)bytes);
    session_type(&subject->session, "\177", 1);
    session_drain(&subject->session, QUIET_MS, &bytes);
}

static void measure_keys(struct subject *subjects, size_t n, int rounds, const char *keys)
{
    size_t bytes;
    for (size_t i = 0; i < n; i++) {
        session_start(&subjects[i].session, subjects[i].arguments);
        session_drain(&subjects[i].session, QUIET_START_MS, &bytes);
        for (const char *key = i == 0 ? keys : ""; *key; key++) {
            session_type(&subjects[i].session, key, 1);
            session_drain(&subjects[i].session, QUIET_MS, &bytes);
        }
        /* the value begins, so that a round only adds to it and takes away */
        session_type(&subjects[i].session, "2", 1);
        session_drain(&subjects[i].session, QUIET_MS, &bytes);
    }
    for (int round = 0; round < rounds; round++)
        for (size_t i = 0; i < n; i++)
            measure_round(&subjects[i], round);
    for (size_t i = 0; i < n; i++) {
        subjects[i].memory_kib = session_memory(&subjects[i].session);
        session_end(&subjects[i].session);
    }
}

int main(int argc, char **argv)
{
    static struct subject subjects[MAX_PROGRAMS];
    int rounds = 200, option;
    const char *keys = "";
    while ((option = getopt(argc, argv, "+n:k:")) != -1) {
        if (option == 'n')
            rounds = (int)strtol(optarg, NULL, 10);
        else if (option == 'k')
            keys = optarg;
        else
            return 2;
    }
    size_t n = 0;
    for (int i = optind; i < argc && n < MAX_PROGRAMS; i++) {
        subjects[n++].arguments = argv + i;
        while (i < argc && strcmp(argv[i], "--") != 0)
            i++;
        if (i < argc)
            argv[i] = NULL;
    }
    if (n == 0 || rounds < 1 || rounds > MAX_ROUNDS) {
        fprintf(stderr, "usage: keystroke [-n ROUNDS] [-k KEYS] PROGRAM [ARGUMENT]... "
                        "[-- PROGRAM [ARGUMENT]...]\n");
        return 2;
    }
    for (size_t i = 0; i < n; i++)
        measure_start(&subjects[i]);
    measure_keys(subjects, n, rounds, keys);

    printf("# program start_ms key_ms key_p95_ms key_bytes memory_kib\n");
    for (size_t i = 0; i < n; i++) {
        struct subject *subject = &subjects[i];
        printf("%s %.2f %.3f %.3f %.0f %ld\n", subject->arguments[0],
               samples_quantile(&subject->start_ms, 0.5), samples_quantile(&subject->key_ms, 0.5),
               samples_quantile(&subject->key_ms, 0.95), samples_quantile(&subject->key_bytes, 0.5),
               subject->memory_kib);
    }
    return 0;
}
