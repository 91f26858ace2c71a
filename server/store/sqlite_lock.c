/* SPDX-License-Identifier: MIT */
/*
 * One process a store.  The lock is a flock() on PATH.lock, where PATH is the
 * store's own name and not that of a link to it.  The kernel drops it when the
 * process ends, however it ends; the file's content is the number of the process
 * that has it and serves the error message only.  The file stays behind:
 * removing it would let two processes lock two files of the same name.  The database file itself must not be opened by hand, since
 * closing it would drop SQLite's own locks.
 */
#include "sqlite.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

static void descriptor_close(int *descriptor)
{
	if (*descriptor >= 0)
		close(*descriptor);
}

static enum status in_use(const char *path, int lock, struct error *err)
{
	char text[24] = "";
	ssize_t len = pread(lock, text, sizeof(text) - 1, 0);
	long long pid;

	if (len > 0 && text_to_integer(span_trim(span_of(text)), &pid))
		return error_set(err, STATUS_STORE,
				 "the store %s is in use by another process "
				 "(pid %lld)",
				 path, pid);
	return error_set(err, STATUS_STORE,
			 "the store %s is in use by another process", path);
}

static enum status write_owner(const char *path, int lock, struct error *err)
{
	char text[24];
	int len = snprintf(text, sizeof(text), "%ld\n", (long)getpid());

	if (ftruncate(lock, 0) == 0 &&
	    pwrite(lock, text, (size_t)len, 0) == len)
		return STATUS_OK;
	if (errno == ENOSPC || errno == EDQUOT)
		return error_set(err, STATUS_STORE_FULL,
				 "the disk of the store is full");
	return error_set(err, STATUS_STORE, "the store %s cannot be locked: %s",
			 path, strerror(errno));
}

enum status lock_take(const char *path, int *ret, struct error *err)
{
	SCOPED_FREE char *real = realpath(path, NULL); /* NULL: a new store */
	SCOPED(buf_release) struct buf name = buf_init(PATH_MAX);
	SCOPED(descriptor_close) int lock = -1;
	enum status status;

	buf_add_text(&name, real ? real : path);
	buf_add_text(&name, ".lock");
	status = buf_check(&name, err);
	if (status != STATUS_OK)
		return status;
	lock = open(buf_text(&name), O_RDWR | O_CREAT | O_CLOEXEC, 0644);
	if (lock < 0)
		return error_set(err, STATUS_STORE,
				 "the store %s cannot be opened: %s", path,
				 strerror(errno));
	if (flock(lock, LOCK_EX | LOCK_NB) != 0)
		return in_use(path, lock, err);
	status = write_owner(path, lock, err);
	if (status != STATUS_OK)
		return status;
	*ret = lock;
	lock = -1;
	return STATUS_OK;
}
