#include "pipeline/input/archive.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>

enum { CHUNK = 1 << 16, TAR_MAGIC = 257 };

/* Small archives may expand as they like. */
#define RATIO_FLOOR (UINT64_C(64) << 20)

struct glosa_archive {
    struct archive *handle;
    locale_t locale;        /* in which it reads names: of UTF-8; 0 where there is none */
    glosa_reader *reader;
    const char *path;
    unsigned ratio;
    size_t lent;            /* bytes of the reader that libarchive is looking at */
    uint64_t position;      /* in the packed bytes, and how far that ever was: */
    uint64_t packed;
    uint64_t unpacked;      /* bytes that members gave */
    bool inside;            /* of a member, which may not have been read to its end */
    bool gave;              /* a member, be it one that was refused */
    bool compressed_only;   /* one member, which is the file itself */
    glosa_buffer member;    /* the path of the member, zero-terminated */
    glosa_error error;      /* the reader's, which libarchive cannot carry */
};

static const char *const endings[] = {".gz", ".bz2", ".xz", ".zst", ".lzma", ".lz4", ".Z"};

glosa_string glosa_path_unpacked(glosa_string path)
{
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++) {
        size_t size = strlen(endings[i]);
        if (path.size > size && memcmp(path.data + path.size - size, endings[i], size) == 0)
            return glosa_string_slice(path, 0, path.size - size);
    }
    return path;
}

bool glosa_is_archive(glosa_string head)
{
    static const char *const signatures[] = {
        "\x1F\x8B", "PK\x03\x04", "PK\x05\x06", "\xFD" "7zXZ", "\x28\xB5\x2F\xFD",
        "\x04\x22\x4D\x18", "\x1F\x9D"};
    for (size_t i = 0; i < sizeof signatures / sizeof *signatures; i++) {
        if (glosa_string_starts(head, signatures[i]))
            return true;
    }
    bool bzip2 = head.size > 9 && memcmp(head.data, "BZh", 3) == 0 &&
                 (memcmp(head.data + 4, "1AY&SY", 6) == 0 ||
                  memcmp(head.data + 4, "\x17\x72\x45\x38\x50\x90", 6) == 0);
    bool lzma = head.size > 13 && memcmp(head.data, "]\0\0", 3) == 0;
    bool tar = head.size >= TAR_MAGIC + 5 && memcmp(head.data + TAR_MAGIC, "ustar", 5) == 0;
    return bzip2 || lzma || tar;
}

/* --- the packed bytes --- */

static void give_back(glosa_archive *archive)
{
    glosa_reader_take(archive->reader, archive->lent);
    archive->position += archive->lent;
    if (archive->position > archive->packed)
        archive->packed = archive->position;
    archive->lent = 0;
}

static la_ssize_t on_read(struct archive *handle, void *state, const void **bytes)
{
    glosa_archive *archive = state;
    glosa_string view = {0};
    give_back(archive);
    if (glosa_reader_peek(archive->reader, 1, &view, &archive->error)) {
        archive_set_error(handle, EIO, "%s", archive->error.message);
        return ARCHIVE_FATAL;
    }
    archive->lent = view.size < CHUNK ? view.size : CHUNK;
    *bytes = view.data;
    return (la_ssize_t)archive->lent;
}

static la_int64_t on_seek(struct archive *handle, void *state, la_int64_t offset, int whence)
{
    (void)handle;
    glosa_archive *archive = state;
    give_back(archive);
    int64_t position = glosa_reader_seek(archive->reader, offset, whence);
    if (position < 0)
        return ARCHIVE_FATAL;
    archive->position = (uint64_t)position;
    if (archive->position > archive->packed)
        archive->packed = archive->position;
    return position;
}

/* --- messages --- */

static glosa_status damaged(glosa_archive *archive, const char *where, glosa_error *error)
{
    if (archive->error.code) {
        if (error)
            *error = archive->error;
        return archive->error.code;
    }
    const char *message = archive_error_string(archive->handle);
    message = message ? message : "unknown fault";
    size_t size = strcspn(message, "\r\n");
    return glosa_fail(error, GLOSA_MALFORMED, where, -1,
                      "damaged archive: %.*s; what follows is skipped",
                      (int)(size < 200 ? size : 200), message);
}

/* Compares what came out with what went in. Skipped members of a compressed tar come out too. */
static glosa_status check_ratio(const glosa_archive *archive, glosa_error *error)
{
    int64_t filtered = archive_filter_bytes(archive->handle, 0);
    uint64_t out = archive->unpacked;
    if (filtered > 0 && (uint64_t)filtered > out)
        out = (uint64_t)filtered;
    if (out <= RATIO_FLOOR || out / archive->ratio <= archive->packed)
        return GLOSA_OK;
    return glosa_fail(error, GLOSA_REFUSED, archive->path, -1,
                      "archive expands more than %u times; the rest is skipped, see --max-ratio",
                      archive->ratio);
}

/* --- opening --- */

static void support(struct archive *handle)
{
    archive_read_support_filter_gzip(handle);
    archive_read_support_filter_bzip2(handle);
    archive_read_support_filter_xz(handle);
    archive_read_support_filter_lzma(handle);
    archive_read_support_filter_zstd(handle);
    archive_read_support_filter_lz4(handle);
    archive_read_support_filter_compress(handle);
    archive_read_support_format_tar(handle);
    archive_read_support_format_zip(handle);
    archive_read_support_format_raw(handle);
    archive_read_support_format_empty(handle);
}

glosa_status glosa_archive_open(glosa_archive **out, glosa_reader *reader, const char *path,
                                unsigned ratio, glosa_error *error)
{
    glosa_archive *archive = calloc(1, sizeof *archive);
    if (!archive)
        return glosa_fail_memory(error, "input");
    *archive = (glosa_archive){
        .reader = reader, .path = path, .ratio = ratio, .handle = archive_read_new()};
    if (!archive->handle) {
        free(archive);
        return glosa_fail_memory(error, "input");
    }
    archive->locale = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0);
    support(archive->handle);
    archive_read_set_read_callback(archive->handle, on_read);
    if (glosa_reader_can_seek(reader))
        archive_read_set_seek_callback(archive->handle, on_seek);
    archive_read_set_callback_data(archive->handle, archive);
    if (archive_read_open1(archive->handle) != ARCHIVE_OK) {
        glosa_status status = damaged(archive, path, error);
        glosa_archive_free(archive);
        return status;
    }
    *out = archive;
    return GLOSA_OK;
}

void glosa_archive_free(glosa_archive *archive)
{
    if (!archive)
        return;
    archive_read_free(archive->handle);
    if (archive->locale)
        freelocale(archive->locale);
    glosa_buffer_free(&archive->member);
    free(archive);
}

/* --- members --- */

static glosa_status member_read(void *state, char *out, size_t size, size_t *got,
                                glosa_error *error)
{
    glosa_archive *archive = state;
    la_ssize_t count = ARCHIVE_RETRY;
    for (int tries = 0; count == ARCHIVE_RETRY && tries < 3; tries++)
        count = archive_read_data(archive->handle, out, size);
    if (count < 0)
        return damaged(archive, NULL, error);
    archive->unpacked += (uint64_t)count;
    *got = (size_t)count;
    return check_ratio(archive, error);
}

/* Passes over what is left of a member piece by piece, so that it stays within the ratio. */
static glosa_status skip_rest(glosa_archive *archive, glosa_error *error)
{
    const void *block;
    size_t size;
    la_int64_t offset;
    glosa_status status = GLOSA_OK;
    while (!status && archive->inside &&
           archive_read_data_block(archive->handle, &block, &size, &offset) == 0) {
        archive->unpacked += size;
        status = check_ratio(archive, error);
    }
    archive->inside = false;
    return status;
}

static glosa_status set_path(glosa_archive *archive, const char *name, glosa_error *error)
{
    glosa_buffer_clear(&archive->member);
    glosa_buffer_text(&archive->member, archive->path);
    if (!archive->compressed_only) {
        glosa_buffer_byte(&archive->member, '/');
        glosa_buffer_text(&archive->member, name);
        if (!name[0])
            glosa_buffer_format(&archive->member, "(member %d without a name)",
                                archive_file_count(archive->handle));
    }
    glosa_buffer_byte(&archive->member, '\0');
    return archive->member.failed ? glosa_fail_memory(error, "input") : GLOSA_OK;
}

/* Whether a part of the path, between slashes of either kind, is ".." or begins with a dot. */
static void look_at_parts(const char *name, bool *climbs, bool *hidden)
{
    *climbs = *hidden = false;
    while (*name) {
        size_t size = strcspn(name, "/\\");
        bool up = size == 2 && memcmp(name, "..", 2) == 0;
        *climbs |= up;
        *hidden |= size > 1 && name[0] == '.' && !up;
        name += size + (name[size] != 0);
    }
}

static const char *refusal(struct archive_entry *entry, const char *name, bool climbs)
{
    bool drive = name[0] && name[1] == ':';
    if (climbs || drive || name[0] == '/' || name[0] == '\\')
        return "path leads out of the archive";
    if (archive_entry_symlink(entry) || archive_entry_hardlink(entry))
        return "link inside an archive";
    if (archive_entry_filetype(entry) && archive_entry_filetype(entry) != AE_IFREG)
        return "device or pipe inside an archive";
    return archive_entry_is_data_encrypted(entry) ? "encrypted member" : NULL;
}

/* Empty where it cannot be read. */
static const char *name_of(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    name = name ? name : archive_entry_pathname(entry);
    return name ? name : "";
}

/* Goes to the next entry that is not passed over. */
static glosa_status next_entry(glosa_archive *archive, struct archive_entry **entry,
                               bool *climbs, bool *more, glosa_error *error)
{
    for (bool hidden = true; hidden;) {
        glosa_status status = skip_rest(archive, error);
        if (status)
            return status;
        int code = ARCHIVE_RETRY;
        for (int tries = 0; code == ARCHIVE_RETRY && tries < 3; tries++)
            code = archive_read_next_header(archive->handle, entry);
        if (code == ARCHIVE_EOF)
            return GLOSA_OK;
        if (code < ARCHIVE_WARN)
            return damaged(archive, archive->path, error);
        archive->inside = true;
        look_at_parts(name_of(*entry), climbs, &hidden);
        hidden |= archive_entry_filetype(*entry) == AE_IFDIR;
    }
    *more = true;
    return GLOSA_OK;
}

/* A raw "archive" that no filter unpacks is one whose signature promised more than it holds. */
static bool is_raw(struct archive *handle)
{
    return archive_format(handle) == ARCHIVE_FORMAT_RAW;
}

static glosa_status next_member(glosa_archive *archive, glosa_stream *member, bool *more,
                                glosa_error *error)
{
    struct archive_entry *entry = NULL;
    bool climbs = false;
    *more = false;
    *member = (glosa_stream){.path = archive->path};
    glosa_status status = next_entry(archive, &entry, &climbs, more, error);
    if (!status && !*more && !archive->gave)
        return glosa_fail(error, GLOSA_EMPTY, archive->path, -1, "archive holds no files");
    if (status || !*more)
        return status;
    bool first = !archive->gave;
    archive->gave = true;
    archive->compressed_only = is_raw(archive->handle);
    if (archive->compressed_only && archive_filter_count(archive->handle) < 2) {
        *more = false;
        return glosa_fail(error, GLOSA_MALFORMED, archive->path, -1,
                          "damaged archive: begins like one and is none; skipped");
    }
    const char *name = name_of(entry);
    bool office = strcmp(name, "[Content_Types].xml") == 0 || strcmp(name, "mimetype") == 0;
    if (first && office && !archive->compressed_only) {
        *more = false;
        return glosa_fail(error, GLOSA_UNKNOWN_FORMAT, archive->path, -1,
                          "an office document or e-book; save it as plain text first");
    }
    status = set_path(archive, name, error);
    if (status)
        return status;
    *member = (glosa_stream){archive->member.data, archive, member_read, NULL, NULL};
    const char *why = archive->compressed_only ? NULL : refusal(entry, name, climbs);
    return why ? glosa_fail(error, GLOSA_REFUSED, member->path, -1,
                            "%s refused; member skipped", why)
               : GLOSA_OK;
}

/* libarchive gives names in the locale's encoding, and some not at all in one that lacks their
 * letters; what is read must not hang on how a machine is set up. */
glosa_status glosa_archive_next(glosa_archive *archive, glosa_stream *member, bool *more,
                                glosa_error *error)
{
    locale_t before = archive->locale ? uselocale(archive->locale) : (locale_t)0;
    glosa_status status = next_member(archive, member, more, error);
    if (before)
        uselocale(before);
    return status;
}
