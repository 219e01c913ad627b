/* A walk is a stack of folders, each with its names sorted before the first is given: the order
 * in which a file system lists them is no order at all. Nothing is opened before its turn, so
 * that the memory in use is that of the names in one chain of folders. */
#include "stages/read/input/walk.h"

#include <dirent.h>
#include <errno.h>
#include <sys/stat.h>

typedef GLOSA_ARRAY(const char *) name_list;

enum { MOST_OUTPUTS = 2 };      /* a database and the file that it is made in */

struct output {
    dev_t device;
    ino_t number;
};

/* A folder that is being walked. */
struct frame {
    glosa_arena arena; /* holds the names */
    name_list names;   /* in byte order */
    uint32_t next;
    size_t path_size; /* of the folder's path with its slash */
};

struct glosa_walk {
    glosa_arena arena; /* holds the inputs */
    name_list inputs;
    uint32_t next;
    glosa_buffer path; /* of what was given last; zero-terminated */
    struct frame frames[GLOSA_WALK_DEPTH];
    int depth;  /* open frames */
    bool found; /* the named folder holds something */
    struct output outputs[MOST_OUTPUTS];    /* to pass over */
    unsigned output_count;
};

/* What is named wrongly stops a run before it begins; what cannot be read is found later. */
static glosa_status check_input(const char *input, bool *standard, glosa_error *error)
{
    struct stat info;
    if (strcmp(input, "-") == 0) {
        if (*standard)
            return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                              "standard input (-) can be named only once");
        *standard = true;
    } else if (stat(input, &info) != 0 && (errno == ENOENT || errno == ENOTDIR)) {
        return glosa_fail(error, GLOSA_USAGE, NULL, -1, "no such file or folder: '%s'", input);
    }
    return GLOSA_OK;
}

static glosa_status copy_inputs(glosa_walk *walk, const glosa_list *inputs, glosa_error *error)
{
    bool standard = false;
    for (size_t i = 0; i < inputs->size; i++) {
        const char *input = inputs->items[i];
        glosa_status status = check_input(input, &standard, error);
        if (status)
            return status;
        const char **added = GLOSA_ARRAY_ADD(&walk->arena, &walk->inputs);
        if (!added || !(*added = glosa_arena_copy(&walk->arena, input, strlen(input))))
            return glosa_fail_memory(error, "read");
    }
    return GLOSA_OK;
}

glosa_status glosa_walk_open(glosa_walk **out, const glosa_list *inputs, glosa_error *error)
{
    *out = NULL;
    if (!inputs || !inputs->size)
        return glosa_fail(error, GLOSA_USAGE, NULL, -1,
                          "no input; name files or folders, or - for standard input");
    glosa_walk *walk = calloc(1, sizeof *walk);
    if (!walk)
        return glosa_fail_memory(error, "read");
    glosa_status status = copy_inputs(walk, inputs, error);
    if (status) {
        glosa_walk_free(walk);
        return status;
    }
    *out = walk;
    return GLOSA_OK;
}

void glosa_walk_free(glosa_walk *walk)
{
    if (!walk)
        return;
    for (int i = 0; i < GLOSA_WALK_DEPTH; i++)
        glosa_arena_free(&walk->frames[i].arena);
    glosa_arena_free(&walk->arena);
    glosa_buffer_free(&walk->path);
    free(walk);
}

void glosa_walk_pass_over(glosa_walk *walk, const char *path)
{
    struct stat info;
    if (walk->output_count < MOST_OUTPUTS && stat(path, &info) == 0)
        walk->outputs[walk->output_count++] = (struct output){info.st_dev, info.st_ino};
}

static bool is_output(const glosa_walk *walk, const struct stat *info)
{
    for (unsigned i = 0; i < walk->output_count; i++) {
        const struct output *output = &walk->outputs[i];
        if (output->device == info->st_dev && output->number == info->st_ino)
            return true;
    }
    return false;
}

/* Makes the path the first `keep` bytes of the present one and `name`. */
static bool set_path(glosa_walk *walk, size_t keep, const char *name)
{
    walk->path.size = keep;
    glosa_buffer_append(&walk->path, name, strlen(name) + 1);
    return !walk->path.failed;
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static glosa_status list_names(struct frame *frame, DIR *folder, const char *path,
                               glosa_error *error)
{
    for (;;) {
        errno = 0;
        const struct dirent *entry = readdir(folder);
        if (!entry && errno)
            return glosa_fail(error, glosa_status_of_errno(errno), path, -1,
                              "cannot list folder: %s", strerror(errno));
        if (!entry)
            break;
        if (entry->d_name[0] == '.')
            continue;
        const char **added = GLOSA_ARRAY_ADD(&frame->arena, &frame->names);
        size_t size = strlen(entry->d_name);
        if (!added || !(*added = glosa_arena_copy(&frame->arena, entry->d_name, size)))
            return glosa_fail_memory(error, "read");
    }
    if (frame->names.size)
        qsort(frame->names.items, frame->names.size, sizeof *frame->names.items, compare_names);
    return GLOSA_OK;
}

/* Opens a frame for the folder that walk->path names. */
static glosa_status enter(glosa_walk *walk, glosa_error *error)
{
    const char *path = walk->path.data;
    if (walk->depth == GLOSA_WALK_DEPTH)
        return glosa_fail(error, GLOSA_REFUSED, path, -1,
                          "folders nest deeper than %d; folder skipped", GLOSA_WALK_DEPTH);
    DIR *folder = opendir(path);
    if (!folder)
        return glosa_fail(error, glosa_status_of_errno(errno), path, -1,
                          "cannot open folder: %s", strerror(errno));
    struct frame *frame = &walk->frames[walk->depth];
    glosa_arena_reset(&frame->arena, 0);
    *frame = (struct frame){.arena = frame->arena};
    glosa_status status = list_names(frame, folder, path, error);
    closedir(folder);
    if (status)
        return status;
    size_t size = walk->path.size - 1;
    while (size && walk->path.data[size - 1] == '/')
        size--;
    if (!set_path(walk, size, "/"))
        return glosa_fail_memory(error, "read");
    frame->path_size = size + 1;
    walk->depth++;
    return GLOSA_OK;
}

/* What to do with walk->path: named links are followed, those inside folders only to files. A
 * pipe inside a folder would make the run wait for ever. */
enum step { GIVE, ENTER, PASS };

static glosa_status classify(const glosa_walk *walk, enum step *step, glosa_error *error)
{
    const char *path = walk->path.data;
    struct stat info;
    bool named = walk->depth == 0;
    *step = GIVE;
    if (named && strcmp(path, "-") == 0)
        return GLOSA_OK;
    if ((named ? stat(path, &info) : lstat(path, &info)) != 0)
        return GLOSA_OK; /* opening it will say why */
    bool link = S_ISLNK(info.st_mode);
    if (link && stat(path, &info) != 0)
        return GLOSA_OK;
    if (S_ISDIR(info.st_mode))
        *step = link ? PASS : ENTER;
    else if (!named && is_output(walk, &info))
        *step = PASS;
    else if (!named && !S_ISREG(info.st_mode))
        return glosa_fail(error, GLOSA_REFUSED, path, -1,
                          "neither a file nor a folder; skipped");
    return GLOSA_OK;
}

/* Leaves the innermost folder, which has no more entries. */
static glosa_status leave(glosa_walk *walk, glosa_error *error)
{
    const struct frame *frame = &walk->frames[--walk->depth];
    if (walk->depth || walk->found)
        return GLOSA_OK;
    if (!set_path(walk, frame->path_size - (frame->path_size > 1), ""))
        return glosa_fail_memory(error, "read");
    return glosa_fail(error, GLOSA_EMPTY, walk->path.data, -1, "folder holds no files");
}

/* Sets walk->path to the next entry or input; *end where there is none. */
static glosa_status advance(glosa_walk *walk, bool *end, glosa_error *error)
{
    while (walk->depth) {
        struct frame *frame = &walk->frames[walk->depth - 1];
        if (frame->next < frame->names.size) {
            bool set = set_path(walk, frame->path_size, frame->names.items[frame->next++]);
            return set ? GLOSA_OK : glosa_fail_memory(error, "read");
        }
        glosa_status status = leave(walk, error);
        if (status)
            return status;
    }
    *end = walk->next == walk->inputs.size;
    if (*end)
        return GLOSA_OK;
    walk->found = false;
    bool set = set_path(walk, 0, walk->inputs.items[walk->next++]);
    return set ? GLOSA_OK : glosa_fail_memory(error, "read");
}

glosa_status glosa_walk_next(glosa_walk *walk, const char **path, bool *more,
                             glosa_error *error)
{
    for (;;) {
        bool end = false;
        enum step step = GIVE;
        glosa_status status = advance(walk, &end, error);
        *more = !end;
        if (end)
            return GLOSA_OK;
        if (!status)
            status = classify(walk, &step, error);
        if (!status && step == ENTER)
            status = enter(walk, error);
        *path = walk->path.data;
        if (status || step == GIVE) {
            walk->found = true;
            return status;
        }
    }
}

/* Where in a list of `size` the item before `next` is, `inside` of it being done. */
static double place_in(uint32_t next, uint32_t size, double inside)
{
    return next && size ? (next - 1 + inside) / size : 0;
}

double glosa_walk_place(const glosa_walk *walk, double inside)
{
    for (int i = walk->depth; i-- > 0;)
        inside = place_in(walk->frames[i].next, walk->frames[i].names.size, inside);
    return place_in(walk->next, walk->inputs.size, inside);
}
