/* Counts the calls that change files below a folder, and makes the n-th of them go wrong.
 *
 * Loaded with LD_PRELOAD. Set from the environment (FAULT_FOLDER, FAULT_AT, FAULT_HOW, FAULT_LOG)
 * when a program starts, or by fault_arm() in a process that was forked.
 *
 * FAULT_AT   the step that goes wrong; 0 counts only
 * FAULT_HOW  kill    SIGKILL instead of the call
 *            torn    half of what is to be written, then SIGKILL
 *            short   half of what is to be written, which a program must take as it is
 *            28      this errno, once (28 is ENOSPC); nothing is done
 *            28+     this errno from then on, for all that needs room: the disk stays full
 * FAULT_LOG  a line for each step: its number, the call, the file
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum how { KILL, TORN, SHORT, FAIL };
enum needs { ROOM, NO_ROOM };
#define FILES 4096

static char folder[PATH_MAX];
static size_t folder_size;
static int wrong_at, error_number, lasting, log_file = -1;
static enum how how;
static atomic_int steps;
static char *names[FILES]; /* of the files below the folder that are open for writing */

void fault_arm(const char *below, int at, const char *what, const char *log) {
    folder_size = strlen(strcpy(folder, below));
    wrong_at = at;
    how = !strcmp(what, "kill") ? KILL : !strcmp(what, "torn") ? TORN : !strcmp(what, "short") ? SHORT : FAIL;
    error_number = atoi(what);
    lasting = strchr(what, '+') != NULL;
    steps = 0;
    log_file = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
}

/* Root may do what rights forbid; without its capabilities it is an owner like any other. */
void fault_give_up_root(void) {
    struct { unsigned version; int pid; } head = {0x20080522, 0};
    struct { unsigned effective, permitted, inheritable; } none[2] = {{0, 0, 0}, {0, 0, 0}};
    syscall(SYS_capset, &head, none);
}

__attribute__((constructor)) static void from_environment(void) {
    const char *below = getenv("FAULT_FOLDER"), *at = getenv("FAULT_AT"), *what = getenv("FAULT_HOW"), *log = getenv("FAULT_LOG");
    if (below && at && what && log)
        fault_arm(below, atoi(at), what, log);
}

/* The path if it lies below the folder, else NULL. */
static const char *below(int dir, const char *path, char *room) {
    if (!folder_size || !path)
        return NULL;
    if (path[0] != '/' && dir != AT_FDCWD) { /* as shutil.rmtree calls */
        char link[64];
        snprintf(link, sizeof link, "/proc/self/fd/%d", dir);
        ssize_t size = readlink(link, room, PATH_MAX - 1);
        if (size < 0)
            return NULL;
        snprintf(room + size, PATH_MAX - size, "/%s", path);
        path = room;
    }
    return strncmp(path, folder, folder_size) ? NULL : path;
}

/* Books a step; 0: go on, -1: it fails with errno, 1: do half of it. */
static int step(const char *call, const char *path, enum needs needs) {
    char line[PATH_MAX + 64];
    int number = ++steps;
    int here = number == wrong_at;
    int size = snprintf(line, sizeof line, "%d %s %s%s\n", number, call, path, here ? " !" : "");
    syscall(SYS_write, log_file, line, size);
    if (here && how == KILL)
        syscall(SYS_kill, getpid(), SIGKILL);
    if (here && (how == TORN || how == SHORT))
        return 1;
    if (how == FAIL && wrong_at && (here || (lasting && number > wrong_at && needs == ROOM))) {
        errno = error_number;
        return -1;
    }
    return 0;
}

static void half_is_done(void) {
    if (how == TORN)
        syscall(SYS_kill, getpid(), SIGKILL);
}

#define REAL(type, name, ...) \
    static type (*real)(__VA_ARGS__); \
    if (!real) \
        real = (type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, name)

/* Opening: a step where it makes, empties or will change a file. */
static int opened(int dir, const char *path, int flags, mode_t mode) {
    char room[PATH_MAX];
    const char *found = (flags & (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC)) ? below(dir, path, room) : NULL;
    if (found && step("open", found, (flags & O_CREAT) ? ROOM : NO_ROOM) < 0)
        return -1;
    int file = syscall(SYS_openat, dir, path, flags, mode);
    if (file >= 0 && file < FILES) {
        free(names[file]);
        names[file] = found ? strdup(found) : NULL;
    }
    return file;
}
#define MODE(after) \
    mode_t mode = 0; \
    if (flags & (O_CREAT | __O_TMPFILE)) { \
        va_list rest; \
        va_start(rest, after); \
        mode = va_arg(rest, mode_t); \
        va_end(rest); \
    }
int open(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return opened(AT_FDCWD, path, flags, mode); }
int openat(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }
int openat64(int dir, const char *path, int flags, ...) { MODE(flags) return opened(dir, path, flags, mode); }
int creat(const char *path, mode_t mode) { return opened(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int close(int file) {
    if (file >= 0 && file < FILES && names[file]) {
        free(names[file]);
        names[file] = NULL;
    }
    return syscall(SYS_close, file);
}

/* Writing. */
static int to_write(const char *call, int file, size_t *size) {
    if (file < 0 || file >= FILES || !names[file])
        return 0;
    int told = step(call, names[file], ROOM);
    if (told == 1)
        *size /= 2;
    return told;
}
#define WRITE(call, done) \
    int told = to_write(call, file, &size); \
    if (told < 0) \
        return -1; \
    ssize_t result = done; \
    if (told == 1) \
        half_is_done(); \
    return result
ssize_t write(int file, const void *data, size_t size) { WRITE("write", syscall(SYS_write, file, data, size)); }
ssize_t pwrite(int file, const void *data, size_t size, off_t at) { WRITE("pwrite", syscall(SYS_pwrite64, file, data, size, at)); }
ssize_t pwrite64(int file, const void *data, size_t size, off_t at) { WRITE("pwrite", syscall(SYS_pwrite64, file, data, size, at)); }
ssize_t writev(int file, const struct iovec *parts, int count) {
    size_t size = parts[0].iov_len;
    int told = to_write("writev", file, &size);
    if (told < 0)
        return -1;
    if (!told)
        return syscall(SYS_writev, file, parts, count);
    ssize_t result = syscall(SYS_write, file, parts[0].iov_base, size);
    half_is_done();
    return result;
}

/* What has no half: `torn` dies before it, `short` does it. */
#define WHOLE(call, path, needs, done, wrong) \
    if (path) { \
        int told = step(call, path, needs); \
        if (told < 0) \
            return wrong; \
        if (told == 1) \
            half_is_done(); \
    } \
    return done
static const char *name_of(int file) { return file < 0 || file >= FILES ? NULL : names[file]; }

int ftruncate(int file, off_t size) { WHOLE("ftruncate", name_of(file), ROOM, syscall(SYS_ftruncate, file, size), -1); }
int ftruncate64(int file, off_t size) { WHOLE("ftruncate", name_of(file), ROOM, syscall(SYS_ftruncate, file, size), -1); }
int fallocate(int file, int mode, off_t at, off_t size) { WHOLE("fallocate", name_of(file), ROOM, syscall(SYS_fallocate, file, mode, at, size), -1); }
int fallocate64(int file, int mode, off_t at, off_t size) { WHOLE("fallocate", name_of(file), ROOM, syscall(SYS_fallocate, file, mode, at, size), -1); }
int posix_fallocate(int file, off_t at, off_t size) {
    REAL(int, "posix_fallocate", int, off_t, off_t);
    WHOLE("fallocate", name_of(file), ROOM, real(file, at, size), error_number);
}
int posix_fallocate64(int file, off_t at, off_t size) {
    REAL(int, "posix_fallocate64", int, off_t, off_t);
    WHOLE("fallocate", name_of(file), ROOM, real(file, at, size), error_number);
}
/* A folder is opened for reading and flushed all the same, so its name is looked up. */
static const char *flushed(int file, char *room) {
    if (name_of(file) || !folder_size)
        return name_of(file);
    char link[64];
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t size = readlink(link, room, PATH_MAX - 1);
    if (size < 0)
        return NULL;
    room[size] = 0;
    return below(AT_FDCWD, room, room);
}
#define FLUSH(call, number) \
    char room[PATH_MAX]; \
    const char *found = flushed(file, room); \
    WHOLE(call, found, NO_ROOM, syscall(number, file), -1)
int fsync(int file) { FLUSH("fsync", SYS_fsync); }
int fdatasync(int file) { FLUSH("fdatasync", SYS_fdatasync); }

/* Names. */
#define NAME(call, dir, path, needs, done) \
    char room[PATH_MAX]; \
    const char *found = below(dir, path, room); \
    WHOLE(call, found, needs, done, -1)
int rename(const char *old, const char *new) { NAME("rename", AT_FDCWD, new, NO_ROOM, syscall(SYS_renameat2, AT_FDCWD, old, AT_FDCWD, new, 0)); }
int renameat(int from, const char *old, int to, const char *new) { NAME("rename", to, new, NO_ROOM, syscall(SYS_renameat2, from, old, to, new, 0)); }
int link(const char *old, const char *new) { NAME("link", AT_FDCWD, new, ROOM, syscall(SYS_linkat, AT_FDCWD, old, AT_FDCWD, new, 0)); }
int unlink(const char *path) { NAME("unlink", AT_FDCWD, path, NO_ROOM, syscall(SYS_unlinkat, AT_FDCWD, path, 0)); }
int unlinkat(int dir, const char *path, int flags) { NAME("unlink", dir, path, NO_ROOM, syscall(SYS_unlinkat, dir, path, flags)); }
int remove(const char *path) {
    REAL(int, "remove", const char *);
    NAME("unlink", AT_FDCWD, path, NO_ROOM, real(path));
}
int mkdir(const char *path, mode_t mode) { NAME("mkdir", AT_FDCWD, path, ROOM, syscall(SYS_mkdirat, AT_FDCWD, path, mode)); }
int rmdir(const char *path) { NAME("rmdir", AT_FDCWD, path, NO_ROOM, syscall(SYS_unlinkat, AT_FDCWD, path, AT_REMOVEDIR)); }
int chmod(const char *path, mode_t mode) { NAME("chmod", AT_FDCWD, path, NO_ROOM, syscall(SYS_fchmodat, AT_FDCWD, path, mode)); }
