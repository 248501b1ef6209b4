/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "story.h"

#include <stdio.h>
#include <stdlib.h>

#include "assert_near.h"
#include "temp_dir.h"

const char story_profit[] = "-30,994,765";

int story_set_up(void **state)
{
    struct story *story = calloc(1, sizeof *story);
    const char *source = getenv("top_srcdir");
    char path[4096];
    size_t size;
    char *bytes;

    if (!story)
        return 1;
    story->folder = temp_dir_make();
    snprintf(path, sizeof path, "%s/scenarios/article-case.ini", source ? source : ".");
    bytes = temp_read(path, &size);
    if (!bytes)
        return 1;
    temp_write_bytes(temp_path(story->folder, "case.ini"), bytes, size);
    free(bytes);
    *state = story;
    return 0;
}

int story_tear_down(void **state)
{
    struct story *story = *state;

    if (story->host.vterm)
        host_stop(&story->host);
    temp_dir_remove(story->folder);
    free(story);
    return 0;
}

struct host *story_start(struct story *story)
{
    return story_start_with(story, (struct host_options){0});
}

struct host *story_start_with(struct story *story, struct host_options options)
{
    if (story->host.vterm)
        host_stop(&story->host);
    options.folder = story->folder;
    host_start(&story->host, &options, "case.ini", NULL);
    host_wait_for(&story->host, story_profit);
    host_wait_for(&story->host, "claims fail"); /* near the end of the screen */
    return &story->host;
}

void story_find_conversion(struct host *host)
{
    host_send(host, "/promotion.conversion\r");
    host_wait_for(host, "promotion.conversion");
}

void story_quit(struct host *host, const char *keys)
{
    host_send(host, keys);
    assert_int_equal(host_wait_for_end(host, NULL), 0);
}
