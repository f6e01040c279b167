/* A disk that refuses: loaded before the C library, it lets the n-th change below one folder fail.
 *
 * refuse(folder, n, error, lasting): from now on count what changes something below the folder;
 * the n-th call, and with `lasting` every call after it, fails with the given errno.
 * refused(): how many calls failed since then. n = 0 lets everything pass.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/types.h>
#include <unistd.h>

static char below[4096];
static long due, seen, failed;
static int with, stays;

void refuse(const char *folder, long n, int error, int lasting)
{
    snprintf(below, sizeof below, "%s/", folder);
    due = n;
    with = error;
    stays = lasting;
    seen = failed = 0;
}

long refused(void) { return failed; }

static int fails_at(const char *path)
{
    if (!due || !path || strncmp(path, below, strlen(below)) != 0)
        return 0;
    seen++;
    if (seen != due && !(stays && seen > due))
        return 0;
    failed++;
    errno = with;
    return 1;
}

static int fails(int file)
{
    char link[64], path[4096];
    ssize_t length;
    if (!due)
        return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0)
        return 0;
    path[length] = 0;
    return fails_at(path);
}

#define REAL(name, type) ((type)dlsym(RTLD_NEXT, #name))

ssize_t write(int file, const void *bytes, size_t size)
{
    return fails(file) ? -1 : REAL(write, ssize_t(*)(int, const void *, size_t))(file, bytes, size);
}

ssize_t pwrite(int file, const void *bytes, size_t size, off_t at)
{
    return fails(file)
               ? -1
               : REAL(pwrite, ssize_t(*)(int, const void *, size_t, off_t))(file, bytes, size, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t size, off64_t at)
{
    return fails(file) ? -1
                       : REAL(pwrite64, ssize_t(*)(int, const void *, size_t, off64_t))(
                             file, bytes, size, at);
}

int fsync(int file) { return fails(file) ? -1 : REAL(fsync, int (*)(int))(file); }

int fdatasync(int file) { return fails(file) ? -1 : REAL(fdatasync, int (*)(int))(file); }

int ftruncate(int file, off_t size)
{
    return fails(file) ? -1 : REAL(ftruncate, int (*)(int, off_t))(file, size);
}

int ftruncate64(int file, off64_t size)
{
    return fails(file) ? -1 : REAL(ftruncate64, int (*)(int, off64_t))(file, size);
}

int mkdir(const char *path, mode_t mode)
{
    return fails_at(path) ? -1 : REAL(mkdir, int (*)(const char *, mode_t))(path, mode);
}

int rename(const char *from, const char *to)
{
    return fails_at(to) ? -1 : REAL(rename, int (*)(const char *, const char *))(from, to);
}

static int changes(int flags) { return (flags & O_ACCMODE) != O_RDONLY; }

#define OPENING(name)                                                                 \
    int name(const char *path, int flags, ...)                                        \
    {                                                                                 \
        va_list more;                                                                 \
        mode_t mode;                                                                  \
        va_start(more, flags);                                                        \
        mode = va_arg(more, mode_t);                                                  \
        va_end(more);                                                                 \
        if (changes(flags) && fails_at(path))                                         \
            return -1;                                                                \
        return REAL(name, int (*)(const char *, int, ...))(path, flags, mode);        \
    }

OPENING(open)
OPENING(open64)
