/* libexttextcat, asked about the few languages that matter here. */
#define _GNU_SOURCE /* memfd_create */
#include <libexttextcat/textcat.h>
#include <sys/mman.h>
#include <unistd.h>

#include "stages/segment/segment.h"

#ifndef GLOSA_TEXTCAT_PREFIX
#define GLOSA_TEXTCAT_PREFIX "/usr/share/libexttextcat/"
#endif

static const char *const languages[] = {"es", "en", "pt", "fr", "de", "it", "ca"};
enum { LANGUAGES = sizeof languages / sizeof *languages, LONGEST_SAMPLE = 2000 };

glosa_status glosa_textcat_check(glosa_error *error)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        char path[512];
        snprintf(path, sizeof path, "%s%s.lm", GLOSA_TEXTCAT_PREFIX, languages[i]);
        if (access(path, R_OK) != 0)
            return glosa_fail(error, GLOSA_IO, path, -1,
                              "cannot read libexttextcat's fingerprint of a language; install "
                              "libexttextcat-data");
    }
    return GLOSA_OK;
}

/* The library takes its list of languages from a file only: one in memory serves. */
static int write_list(void)
{
    int file = memfd_create("languages", MFD_CLOEXEC);
    if (file < 0)
        return -1;
    char lines[256];
    size_t size = 0;
    for (size_t i = 0; i < LANGUAGES; i++)
        size += (size_t)snprintf(lines + size, sizeof lines - size, "%s.lm %s\n", languages[i],
                                 languages[i]);
    if (write(file, lines, size) == (ssize_t)size)
        return file;
    close(file);
    return -1;
}

static void *textcat_of(glosa_segment_scratch *scratch)
{
    if (scratch->textcat || scratch->textcat_failed)
        return scratch->textcat;
    int file = write_list();
    if (file >= 0) {
        char path[64];
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
        scratch->textcat = special_textcat_Init(path, GLOSA_TEXTCAT_PREFIX);
        close(file);
    }
    scratch->textcat_failed = !scratch->textcat;
    return scratch->textcat;
}

/* The library answers `[pt]`, or `[pt][es]` where several are about as likely. */
static glosa_string only_language(glosa_string answer)
{
    for (size_t i = 0; i < LANGUAGES; i++) {
        if (answer.size == 4 && memcmp(answer.data + 1, languages[i], 2) == 0)
            return glosa_string_of(languages[i]);
    }
    return (glosa_string){NULL, 0};
}

glosa_string glosa_textcat_language(glosa_segment_scratch *scratch, glosa_string text)
{
    void *textcat = textcat_of(scratch);
    if (!textcat || !text.size)
        return (glosa_string){NULL, 0};
    if (text.size > LONGEST_SAMPLE) {
        text.size = LONGEST_SAMPLE;
        while (text.size && ((unsigned char)text.data[text.size] & 0xC0) == 0x80)
            text.size--;
    }
    return only_language(glosa_string_of(textcat_Classify(textcat, text.data, text.size)));
}

void glosa_textcat_close(glosa_segment_scratch *scratch)
{
    if (scratch->textcat)
        textcat_Done(scratch->textcat);
    scratch->textcat = NULL;
}
