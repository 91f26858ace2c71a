/* SPDX-License-Identifier: MIT */
#include "daemon.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "client.h"

#define FILE_MAX     (512 << 20)
#define ARGUMENT_MAX 4096

/* ---- time ---- */

double clock_now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

bool wait_until(bool (*condition)(void *context), void *context)
{
	double end = clock_now() + DEADLINE;

	while (!condition(context)) {
		if (clock_now() > end)
			return false;
		poll(NULL, 0, 5);
	}
	return true;
}

/* Waits until the descriptor can be read; fails the test when it never is. */
static void wait_readable(int fd, const char *what)
{
	struct pollfd pollfd = { .fd = fd, .events = POLLIN };
	int got = poll(&pollfd, 1, DEADLINE * 1000);

	cr_assert_gt(got, 0, "%s did not happen in %d s", what, DEADLINE);
}

/* ---- files ---- */

void file_read(const char *path, struct buf *out)
{
	char piece[65536];
	FILE *file = fopen(path, "rb");
	size_t got;

	cr_assert(file, "cannot open %s", path);
	while ((got = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(out, piece, got);
	fclose(file);
	cr_assert_not(out->failed, "%s is too large", path);
}

static void file_write(const char *path, struct span bytes)
{
	FILE *file = fopen(path, "wb");

	cr_assert(file, "cannot write %s", path);
	cr_assert_eq(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
	cr_assert_eq(fclose(file), 0);
}

void daemon_write(const struct daemon *daemon, const char *name,
		  struct span bytes)
{
	char part[2 * DAEMON_PATH_MAX], path[2 * DAEMON_PATH_MAX];

	snprintf(part, sizeof(part), "%s/part", daemon->dir);
	snprintf(path, sizeof(path), "%s/%s", daemon->data, name);
	file_write(part, bytes);
	cr_assert_eq(rename(part, path), 0, "%s", path);
}

void daemon_link(const struct daemon *daemon, const char *name,
		 const char *target)
{
	char path[2 * DAEMON_PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", daemon->data, name);
	cr_assert_eq(symlink(target, path), 0, "%s", path);
}

void daemon_remove(const struct daemon *daemon, const char *name)
{
	char path[2 * DAEMON_PATH_MAX];

	snprintf(path, sizeof(path), "%s/%s", daemon->data, name);
	cr_assert_eq(unlink(path), 0, "%s", path);
}

const char *shared_path(const char *name)
{
	static char path[1024];
	const char *root = getenv("TEST_SHARED");

	snprintf(path, sizeof(path), "%s/%s",
		 root ? root : PAPERD_SOURCE_DIR "/../shared", name);
	return access(path, R_OK) == 0 ? path : NULL;
}

void daemon_init(struct daemon *ret)
{
	const char *tmp = getenv("TMPDIR");

	*ret = (struct daemon){ 0 };
	snprintf(ret->dir, sizeof(ret->dir), "%.100s/paperd-test-XXXXXX",
		 tmp ? tmp : "/tmp");
	cr_assert(mkdtemp(ret->dir), "%s", ret->dir);
	snprintf(ret->data, sizeof(ret->data), "%.200s/data", ret->dir);
	cr_assert_eq(mkdir(ret->data, 0755), 0, "%s", ret->data);
}

static int remove_one(const char *path, const struct stat *status, int type,
		      struct FTW *where)
{
	(void)status;
	(void)type;
	(void)where;
	return remove(path);
}

void daemon_release(struct daemon *daemon)
{
	if (daemon->pid) {
		kill(daemon->pid, SIGKILL);
		waitpid(daemon->pid, NULL, 0);
	}
	if (daemon->dir[0])
		nftw(daemon->dir, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	*daemon = (struct daemon){ 0 };
}

/* ---- the process ---- */

/* The program under test: the one just built, or TEST_BINARY's, so that the
 * same tests drive a build with other sanitizers. */
static const char *binary(void)
{
	const char *named = getenv("TEST_BINARY");

	return named ? named : PAPERD_BINARY;
}

/* Never returns: becomes the daemon, or ends. */
static void become(const struct daemon *daemon, const char *const *arguments,
		   int out)
{
	char log[2 * DAEMON_PATH_MAX];
	int err;

	/* a test that fails does not clean up */
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	snprintf(log, sizeof(log), "%s/log", daemon->dir);
	err = open(log, O_WRONLY | O_CREAT | O_APPEND, 0644);
	if (err < 0 || dup2(err, STDERR_FILENO) < 0 ||
	    dup2(out, STDOUT_FILENO) < 0 || chdir(daemon->dir) != 0)
		_exit(126);
	/* no test asks the world; one that fetches says --fetch on */
	setenv("PAPERD_FETCH", "off", 1);
	execv(binary(), (char *const *)arguments);
	_exit(127);
}

/* Reads "listening on ADDRESS" from the daemon's standard output. */
static void read_address(struct daemon *daemon, int in)
{
	char line[128] = "";
	size_t len = 0;

	while (len + 1 < sizeof(line) && !strchr(line, '\n')) {
		ssize_t got;

		wait_readable(in, "the start");
		got = read(in, line + len, sizeof(line) - 1 - len);
		if (got <= 0)
			break;
		len += (size_t)got;
		line[len] = '\0';
	}
	if (sscanf(line, "listening on %63s", daemon->address) != 1) {
		SCOPED(buf_release) struct buf log = buf_init(FILE_MAX);

		daemon_log(daemon, &log);
		cr_assert_fail("it did not start: \"%s\"\n%s", line,
			       buf_text(&log));
	}
}

static void run(struct daemon *daemon, const char *const *arguments)
{
	int ends[2];

	cr_assert_eq(pipe2(ends, O_CLOEXEC), 0);
	daemon->pid = fork();
	cr_assert_geq(daemon->pid, 0);
	if (daemon->pid == 0)
		become(daemon, arguments, ends[1]);
	close(ends[1]);
	read_address(daemon, ends[0]);
	close(ends[0]);
}

void daemon_start(struct daemon *daemon, const char *const *options)
{
	char store[2 * DAEMON_PATH_MAX];
	const char *arguments[ARGUMENT_MAX] = { binary(),   "serve",
						"--listen", "127.0.0.1:0",
						"--data",   daemon->data,
						"--store",  store };
	size_t count = 8;

	cr_assert_eq(daemon->pid, 0, "it runs already");
	snprintf(store, sizeof(store), "sqlite:%s/store.db", daemon->dir);
	for (; options && *options; options++) {
		cr_assert_lt(count, ARGUMENT_MAX - 1);
		arguments[count++] = *options;
	}
	run(daemon, arguments);
}

/* Never returns. */
static void become_command(const struct daemon *daemon,
			   const char *const *arguments)
{
	const char *all[ARGUMENT_MAX] = { binary() };
	size_t count = 1;

	while (*arguments && count < ARGUMENT_MAX - 1)
		all[count++] = *arguments++;
	if (chdir(daemon->dir) != 0 || !freopen("out", "wb", stdout) ||
	    !freopen("err", "wb", stderr))
		_exit(126);
	execv(binary(), (char *const *)all);
	_exit(127);
}

int daemon_run(const struct daemon *daemon, const char *const *arguments,
	       struct buf *out, struct buf *err)
{
	char path[2 * DAEMON_PATH_MAX];
	int status = -1;
	pid_t pid = fork();

	cr_assert_geq(pid, 0);
	if (pid == 0)
		become_command(daemon, arguments);
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	snprintf(path, sizeof(path), "%s/out", daemon->dir);
	file_read(path, out);
	snprintf(path, sizeof(path), "%s/err", daemon->dir);
	file_read(path, err);
	cr_assert(WIFEXITED(status), "wait status %x\n%s", status,
		  buf_text(err));
	return WEXITSTATUS(status);
}

static bool is_ready(void *context)
{
	SCOPED(reply_release)
	struct reply reply = ask(context,
				 (struct question){ .path = "/readyz" });

	return reply.status == 200;
}

void daemon_wait_ready(const struct daemon *daemon)
{
	cr_assert(wait_until(is_ready, (void *)daemon), "never ready");
}

void daemon_serve(struct daemon *ret, const char *name, struct span dump)
{
	daemon_init(ret);
	daemon_write(ret, name, dump);
	daemon_start(ret, NULL);
	daemon_wait_ready(ret);
}

/* Waits for the end of the process and returns its wait status. */
static int wait_end(struct daemon *daemon)
{
	int fd = (int)syscall(SYS_pidfd_open, daemon->pid, 0);
	int status = -1;

	cr_assert_geq(fd, 0);
	wait_readable(fd, "the end");
	close(fd);
	cr_assert_eq(waitpid(daemon->pid, &status, 0), daemon->pid);
	daemon->pid = 0;
	return status;
}

void daemon_stop(struct daemon *daemon)
{
	static const char *const bad[] = { "Sanitizer", "runtime error:" };
	SCOPED(buf_release) struct buf log = buf_init(FILE_MAX);
	int status;

	cr_assert_eq(kill(daemon->pid, SIGTERM), 0);
	status = wait_end(daemon);
	daemon_log(daemon, &log);
	for (size_t i = 0; i < ARRAY_COUNT(bad); i++)
		cr_assert_not(strstr(buf_text(&log), bad[i]), "%s",
			      buf_text(&log));
	cr_assert(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		  "wait status %x\n%s", status, buf_text(&log));
}

void daemon_kill(struct daemon *daemon)
{
	cr_assert_eq(kill(daemon->pid, SIGKILL), 0);
	wait_end(daemon);
}

void daemon_rescan(const struct daemon *daemon)
{
	cr_assert_eq(kill(daemon->pid, SIGHUP), 0);
}

void daemon_log(const struct daemon *daemon, struct buf *out)
{
	char path[2 * DAEMON_PATH_MAX];

	snprintf(path, sizeof(path), "%s/log", daemon->dir);
	file_read(path, out);
}
