/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "term_events.h"

#include <errno.h>
#include <poll.h>
#include <time.h>
#include <unistd.h>

#include "term_signals.h"

enum {
    DOUBLE_CLICK_MS = 400,
    BATCH_MS = 100, /* after which waiting input no longer delays drawing */
};

static int64_t now_ms(void)
{
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static bool next_event(struct term_events *events, bool timed_out, struct ui_event *event)
{
    if (!input_next(&events->input, timed_out, event))
        return false;
    if (event->kind == EVENT_MOUSE && event->action == MOUSE_CLICK) {
        const struct ui_event *last = &events->last_click;
        int64_t now = now_ms();
        bool is_double = last->kind == EVENT_MOUSE && last->row == event->row &&
                         last->column == event->column &&
                         now - events->last_click_at <= DOUBLE_CLICK_MS;
        events->last_click = is_double ? (struct ui_event){.kind = EVENT_KEY} : *event;
        events->last_click_at = now;
        if (is_double)
            event->action = MOUSE_DOUBLE_CLICK;
    }
    return true;
}

/* Read what is there. False where nobody is at the other end. */
static bool read_bytes(struct term_events *events)
{
    size_t room;
    unsigned char *bytes = input_room(&events->input, &room);
    ssize_t n = read(events->fd, bytes, room);
    if (n > 0) {
        input_added(&events->input, (size_t)n);
        events->last_read = now_ms();
        return true;
    }
    return n < 0 && (errno == EINTR || errno == EAGAIN);
}

/* Wait at most MS milliseconds (-1: without end) for bytes or signals and take them over. False
 * where nobody is at the other end. */
static bool fill(struct term_events *events, int ms)
{
    struct pollfd fds[] = {{.fd = events->fd, .events = POLLIN},
                           {.fd = signals_fd(), .events = POLLIN}};
    if (poll(fds, 2, ms) <= 0)
        return true;
    if (fds[1].revents)
        events->signals |= signals_take();
    if (fds[0].revents & (POLLHUP | POLLERR | POLLNVAL))
        return false;
    return !(fds[0].revents & POLLIN) || read_bytes(events);
}

/* What signals mean, into *RESULT; false where none is left. */
static bool take_signals(struct term_events *events, struct ui_event *event, unsigned *signals,
                         enum events_result *result)
{
    if (signals_ending()) {
        *result = EVENTS_CLOSED;
    } else if (events->signals & SIGNAL_INTERRUPT) {
        events->signals &= ~(unsigned)SIGNAL_INTERRUPT;
        *event = (struct ui_event){.kind = EVENT_KEY, .key = KEY_CTRL('C')};
        *result = EVENTS_EVENT;
    } else if (events->signals) {
        *signals = events->signals;
        events->signals = 0;
        *result = EVENTS_SIGNALS;
    } else {
        return false;
    }
    return true;
}

/* Milliseconds from NOW until the first of two moments, each -1 for never. */
static int time_left(int64_t now, int64_t a, int64_t b)
{
    int64_t first = a < 0 || (b >= 0 && b < a) ? b : a;
    return first < 0 ? -1 : first <= now ? 0 : (int)(first - now);
}

static enum events_result wait_event(struct term_events *events, int timeout_ms,
                                     struct ui_event *event, unsigned *signals)
{
    int64_t deadline = timeout_ms < 0 ? -1 : now_ms() + timeout_ms;
    for (;;) {
        enum events_result result;
        if (take_signals(events, event, signals, &result))
            return result;
        if (next_event(events, false, event))
            return EVENTS_EVENT;
        int continue_ms = input_timeout(&events->input, events->escape_ms);
        int64_t continue_until = continue_ms < 0 ? -1 : events->last_read + continue_ms;
        int64_t last_read = events->last_read;
        if (!fill(events, time_left(now_ms(), continue_until, deadline)))
            return EVENTS_CLOSED;
        if (events->last_read != last_read || events->signals)
            continue;
        if (continue_until >= 0 && now_ms() >= continue_until) {
            if (next_event(events, true, event))
                return EVENTS_EVENT;
        } else if (deadline >= 0 && now_ms() >= deadline) {
            return EVENTS_TIMEOUT;
        }
    }
}

enum events_result events_wait(struct term_events *events, int timeout_ms, struct ui_event *event,
                               unsigned *signals)
{
    enum events_result result = EVENTS_EVENT;
    if (events->has_ahead && !signals_ending()) {
        *event = events->ahead;
        events->has_ahead = false;
    } else {
        result = wait_event(events, timeout_ms, event, signals);
    }
    if (!events->in_batch) {
        events->in_batch = true;
        events->batch_start = now_ms();
    }
    return result;
}

bool events_has_more(struct term_events *events)
{
    if (!events->has_ahead && now_ms() - events->batch_start < BATCH_MS) {
        events->has_ahead = next_event(events, false, &events->ahead);
        if (!events->has_ahead && fill(events, 0))
            events->has_ahead = next_event(events, false, &events->ahead);
    }
    if (!events->has_ahead)
        events->in_batch = false;
    return events->has_ahead;
}
