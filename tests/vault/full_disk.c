/* Lets the n-th write, sync or truncation below a folder fail, as a full or broken disk would.
   FAIL_BELOW: the folder. FAIL_AT: which one. FAIL_WITH: ENOSPC or EIO. All later ones fail too. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static int seen = 0;

static int refuse(int fd) {
    const char *below = getenv("FAIL_BELOW"), *at = getenv("FAIL_AT"), *with = getenv("FAIL_WITH");
    char link[64], path[4096];
    ssize_t length;
    if (!below || !at) return 0;
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    length = readlink(link, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    if (strncmp(path, below, strlen(below)) != 0) return 0;
    if (++seen < atoi(at)) return 0;
    if (seen == atoi(at)) dprintf(2, "failed\n");
    errno = with && strcmp(with, "EIO") == 0 ? EIO : ENOSPC;
    return 1;
}

#define REAL(name) __typeof__(name) *real = (__typeof__(name) *)dlsym(RTLD_NEXT, #name)

ssize_t write(int fd, const void *from, size_t count) {
    REAL(write);
    return fd != 2 && refuse(fd) ? -1 : real(fd, from, count);
}
ssize_t pwrite(int fd, const void *from, size_t count, off_t at) {
    REAL(pwrite);
    return refuse(fd) ? -1 : real(fd, from, count, at);
}
ssize_t pwrite64(int fd, const void *from, size_t count, off64_t at) {
    REAL(pwrite64);
    return refuse(fd) ? -1 : real(fd, from, count, at);
}
int fsync(int fd) {
    REAL(fsync);
    return refuse(fd) ? -1 : real(fd);
}
int fdatasync(int fd) {
    REAL(fdatasync);
    return refuse(fd) ? -1 : real(fd);
}
int ftruncate(int fd, off_t length) {
    REAL(ftruncate);
    return refuse(fd) ? -1 : real(fd, length);
}
int ftruncate64(int fd, off64_t length) {
    REAL(ftruncate64);
    return refuse(fd) ? -1 : real(fd, length);
}
