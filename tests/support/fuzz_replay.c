/* SPDX-License-Identifier: GPL-3.0-or-later */
/*
 * Feeds a fuzz target its corpus, once each file: tests/corpus/NAME/ for the program fuzz_NAME, or
 * the files that are given as arguments. libFuzzer takes this main's place with --enable-fuzzer.
 */
#include <dirent.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int replay(const char *path)
{
    FILE *file = fopen(path, "rb");
    if (!file || fseek(file, 0, SEEK_END) != 0) {
        perror(path);
        return 1;
    }
    long end = ftell(file);
    rewind(file);
    size_t size = end > 0 ? (size_t)end : 0;
    /* exactly as large as the input, so that a sanitizer sees a read beyond it */
    uint8_t *data = malloc(size ? size : 1);
    if (!data || fread(data, 1, size, file) != size) {
        perror(path);
        return 1;
    }
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
    return 0;
}

static int replay_corpus(const char *program)
{
    const char *source = getenv("top_srcdir");
    const char *name = strstr(program, "fuzz_");
    for (const char *next = name; next; next = strstr(name + 1, "fuzz_"))
        name = next;
    char directory[4096];
    snprintf(directory, sizeof directory, "%s/tests/corpus/%s", source ? source : ".",
             name ? name + strlen("fuzz_") : program);
    DIR *corpus = opendir(directory);
    if (!corpus) {
        perror(directory);
        return 1;
    }
    int failed = 0, n = 0;
    for (struct dirent *entry; (entry = readdir(corpus));) {
        if (entry->d_name[0] == '.')
            continue;
        char path[8192];
        snprintf(path, sizeof path, "%s/%s", directory, entry->d_name);
        failed |= replay(path);
        n++;
    }
    closedir(corpus);
    printf("%d inputs replayed\n", n);
    return failed || n == 0;
}

int main(int argc, char **argv)
{
    if (argc < 2)
        return replay_corpus(argv[0]);
    int failed = 0;
    for (int i = 1; i < argc; i++)
        failed |= replay(argv[i]);
    return failed;
}
