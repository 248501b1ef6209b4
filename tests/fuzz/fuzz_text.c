/* SPDX-License-Identifier: GPL-3.0-or-later */
/* Any bytes as text: the filter lets nothing unsafe through, and cuts where a character ends. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/text/names.h"
#include "core/text/text.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void require(int holds)
{
    if (!holds)
        abort();
}

static void check_filter(const char *text, size_t n)
{
    size_t room = 12 * n + 1;
    char *once = malloc(room), *twice = malloc(room);

    if (once != NULL && twice != NULL) {
        size_t length = text_filter(once, room, text, n);
        require(length < room && strlen(once) == length);
        require(text_invalid_at(once, length) == length);
        for (size_t i = 0; i < length; i++)
            require((unsigned char)once[i] >= 0x20 && once[i] != 0x7F);
        require(text_filter(twice, room, once, length) == length && strcmp(once, twice) == 0);
        for (size_t cut = 1; cut < 20; cut++) {
            size_t kept = text_filter(twice, cut, text, n);
            require(kept < cut && memcmp(once, twice, kept) == 0);
            require(text_invalid_at(twice, kept) == kept);
        }
    }
    free(once);
    free(twice);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *text = (const char *)data;
    struct names map = {0};

    check_filter(text, size);
    size_t valid = text_invalid_at(text, size);
    require(valid <= size && text_name_length(text, size) <= valid);
    int width = text_width(text, valid), used;
    require(text_fit(text, valid, width, &used) == valid && used == width);
    for (int columns = 0; columns < 10; columns++) {
        size_t fits = text_fit(text, valid, columns, &used);
        require(used <= columns && text_invalid_at(text, fits) == fits);
        require(text_width(text, fits) == used);
    }
    char *composed = text_nfc(text, valid);
    if (composed != NULL)
        require(text_invalid_at(composed, strlen(composed)) == strlen(composed));
    free(composed);
    if (names_put(&map, "conversion", 10, 1) == STATUS_OK) {
        require((names_find(&map, text, size) == 1) ==
                (size == 10 && memcmp(text, "conversion", 10) == 0));
        names_nearest(&map, text, size);
    }
    names_fini(&map);
    return 0;
}
