/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Running a simulation on several threads. The calling thread only waits: for the end, for Ctrl-C,
 * for the next look at the progress. */
#include "simulate_run.h"

#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "core/text/gettext.h"
#include "core/text/number.h"

enum {
    CHUNKS_AT_ONCE = 8, /* that a thread computes before it looks up */
    LOOK_MS = 100,
    FIRST_SHOWN_MS = 500, /* what takes less needs no progress bar */
    BAR_COLUMNS = 16,
    SAMPLES_COLUMNS = 10,
    LINE_COLUMNS = 79
};

/* All threads share it; the mutex guards what changes. */
struct crew {
    struct simulation *simulation;
    uint64_t n_chunks;
    pthread_mutex_t mutex;
    pthread_cond_t merged_some, ended; /* the next to merge may; a thread is done */
    uint64_t next, merged;             /* chunks: the first not given out, not merged */
    uint32_t n_running;
    bool is_stopped;
};

/* One thread and what it computes with. */
struct hand {
    struct crew *crew;
    pthread_t thread;
    bool is_running;
    struct simulation_worker *worker;
    struct simulation_part *parts[CHUNKS_AT_ONCE];
};

/* Take the next chunks, as many as are left; how many. With the mutex. */
static uint32_t take_chunks(struct hand *hand)
{
    struct crew *crew = hand->crew;
    uint32_t n = 0;
    while (!crew->is_stopped && n < CHUNKS_AT_ONCE && crew->next < crew->n_chunks)
        simulation_assign(crew->simulation, hand->parts[n++], crew->next++);
    return n;
}

static void *work(void *argument)
{
    struct hand *hand = argument;
    struct crew *crew = hand->crew;
    pthread_mutex_lock(&crew->mutex);
    for (;;) {
        uint64_t first = crew->next;
        uint32_t n = take_chunks(hand);
        if (n == 0)
            break;
        pthread_mutex_unlock(&crew->mutex);
        for (uint32_t i = 0; i < n; i++)
            simulation_compute(crew->simulation, hand->worker, hand->parts[i]);
        pthread_mutex_lock(&crew->mutex);
        while (crew->merged != first) /* whoever has those before it will be there soon */
            pthread_cond_wait(&crew->merged_some, &crew->mutex);
        for (uint32_t i = 0; i < n; i++)
            simulation_merge(crew->simulation, hand->parts[i]);
        crew->merged += n;
        pthread_cond_broadcast(&crew->merged_some);
    }
    crew->n_running--;
    pthread_cond_signal(&crew->ended);
    pthread_mutex_unlock(&crew->mutex);
    return NULL;
}

static double seconds(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* A time in words: "40 s", "3 h". */
static void format_time(double time, char *out, size_t size)
{
    if (time < 120)
        snprintf(out, size, _("%.0f s"), time);
    else if (time < 7200)
        snprintf(out, size, _("%.0f min"), time / 60);
    else if (time < 172800)
        snprintf(out, size, _("%.0f h"), time / 3600);
    else
        snprintf(out, size, _("%.0f days"), time / 86400);
}

/* Over the last line of standard error: how far it is, and how long it will take. The line is so
 * short that the terminal's own ^C still fits. */
static void show_progress(const struct crew *crew, uint64_t merged, double elapsed)
{
    double part = (double)merged / (double)crew->n_chunks;
    int filled = (int)(part * BAR_COLUMNS);
    char samples[NUMBER_TEXT_SIZE], left[64], bar[BAR_COLUMNS + 1];
    memset(bar, '-', BAR_COLUMNS);
    memset(bar, '#', (size_t)filled);
    bar[BAR_COLUMNS] = '\0';
    number_format_fit(samples, (double)merged * SIMULATION_CHUNK, SAMPLES_COLUMNS);
    format_time(part > 0 ? elapsed / part - elapsed : 0, left, sizeof left);
    fprintf(stderr, _("\r%3d %% %s %s samples, %s left, Ctrl-C ends it "), (int)(part * 100), bar,
            samples, left);
    fflush(stderr);
}

static void clear_progress(void)
{
    fprintf(stderr, "\r%*s\r", LINE_COLUMNS, "");
    fflush(stderr);
}

static bool is_interrupted(void)
{
    sigset_t pending;
    return sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1;
}

/* Wait for the end, or for Ctrl-C and then the end. SIGINT is blocked and thus stays pending. */
static void wait_for_end(struct crew *crew)
{
    bool has_terminal = isatty(STDERR_FILENO) != 0, is_shown = false;
    double begin = seconds();
    pthread_mutex_lock(&crew->mutex);
    while (crew->n_running > 0) {
        uint64_t merged = crew->merged;
        double elapsed = seconds() - begin;
        struct timespec until;
        crew->is_stopped |= is_interrupted();
        if (has_terminal && elapsed * 1000 >= FIRST_SHOWN_MS) {
            pthread_mutex_unlock(&crew->mutex);
            show_progress(crew, merged, elapsed);
            is_shown = true;
            pthread_mutex_lock(&crew->mutex);
        }
        clock_gettime(CLOCK_MONOTONIC, &until);
        until.tv_nsec += LOOK_MS * 1000000L;
        until.tv_sec += until.tv_nsec / 1000000000L;
        until.tv_nsec %= 1000000000L;
        if (crew->n_running > 0)
            pthread_cond_timedwait(&crew->ended, &crew->mutex, &until);
    }
    pthread_mutex_unlock(&crew->mutex);
    if (is_shown)
        clear_progress();
}

static void hands_free(struct hand *hands, uint32_t n)
{
    for (uint32_t i = 0; hands && i < n; i++) {
        simulation_worker_free(hands[i].worker);
        for (int k = 0; k < CHUNKS_AT_ONCE; k++)
            simulation_part_free(hands[i].parts[k]);
    }
    free(hands);
}

static enum status hands_new(struct crew *crew, const struct scenario *scenario, uint32_t n,
                             struct hand **out, struct error *err)
{
    struct hand *hands = calloc(n, sizeof *hands);
    enum status status = STATUS_OK;
    if (!hands)
        return error_no_memory(err);
    for (uint32_t i = 0; i < n && status == STATUS_OK; i++) {
        hands[i].crew = crew;
        status = simulation_worker_new(crew->simulation, scenario, &hands[i].worker, err);
        for (int k = 0; k < CHUNKS_AT_ONCE && status == STATUS_OK; k++)
            status = simulation_part_new(crew->simulation, &hands[i].parts[k], err);
    }
    if (status != STATUS_OK) {
        hands_free(hands, n);
        return status;
    }
    *out = hands;
    return STATUS_OK;
}

static enum status crew_init(struct crew *crew, struct simulation *simulation)
{
    pthread_condattr_t attributes;
    *crew = (struct crew){.simulation = simulation, .n_chunks = simulation_n_chunks(simulation)};
    if (pthread_mutex_init(&crew->mutex, NULL) || pthread_condattr_init(&attributes))
        return STATUS_NO_MEMORY;
    pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
    if (pthread_cond_init(&crew->merged_some, NULL) || pthread_cond_init(&crew->ended, &attributes))
        return STATUS_NO_MEMORY;
    pthread_condattr_destroy(&attributes);
    return STATUS_OK;
}

/* Start as many threads as the system allows, run to the end, and put SIGINT back as it was. */
static enum status run_hands(struct crew *crew, struct hand *hands, uint32_t n)
{
    sigset_t interrupt, before, pending;
    uint32_t n_started = 0;
    sigemptyset(&interrupt);
    sigaddset(&interrupt, SIGINT);
    pthread_sigmask(SIG_BLOCK, &interrupt, &before); /* for the threads as well */
    pthread_mutex_lock(&crew->mutex);
    for (uint32_t i = 0; i < n; i++) {
        hands[i].is_running = pthread_create(&hands[i].thread, NULL, work, &hands[i]) == 0;
        n_started += hands[i].is_running;
    }
    crew->n_running = n_started;
    pthread_mutex_unlock(&crew->mutex);
    wait_for_end(crew);
    for (uint32_t i = 0; i < n; i++)
        if (hands[i].is_running)
            pthread_join(hands[i].thread, NULL);
    if (crew->is_stopped && sigpending(&pending) == 0 && sigismember(&pending, SIGINT) == 1)
        sigwaitinfo(&interrupt, NULL);
    pthread_sigmask(SIG_SETMASK, &before, NULL);
    return n_started > 0 ? STATUS_OK : STATUS_NO_MEMORY;
}

enum status simulate_run(struct simulation *simulation, const struct scenario *scenario,
                         uint32_t n_threads, bool *interrupted, struct error *err)
{
    struct crew crew;
    struct hand *hands = NULL;
    uint64_t n_chunks = simulation_n_chunks(simulation);
    uint32_t n = n_threads < n_chunks ? n_threads : (uint32_t)n_chunks;
    enum status status = simulation_load(simulation, scenario, err);
    if (status == STATUS_OK && crew_init(&crew, simulation))
        status = error_no_memory(err);
    if (status == STATUS_OK)
        status = hands_new(&crew, scenario, n, &hands, err);
    if (status != STATUS_OK)
        return status;
    status = run_hands(&crew, hands, n);
    hands_free(hands, n);
    pthread_cond_destroy(&crew.merged_some);
    pthread_cond_destroy(&crew.ended);
    pthread_mutex_destroy(&crew.mutex);
    if (status != STATUS_OK)
        return error_set(err, status, _("no thread can be started"));
    *interrupted = crew.merged < crew.n_chunks;
    simulation_finish(simulation);
    return STATUS_OK;
}
