/* SPDX-License-Identifier: MIT */
/*
 * An allocator that fails when it is told to: preloaded before a program, it
 * counts what all of its libraries allocate, and refuses the Nth allocation,
 * or all from the Nth on.
 *
 * Who tells it is another process, by a file that both map (FAILING_MALLOC is
 * its path): so one daemon serves any number of N.  Without the file nothing
 * fails.
 */
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

/* glibc's own, which the functions below stand in front of. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *old, size_t size);
void *__libc_memalign(size_t alignment, size_t size);
void __libc_free(void *block);

enum mode { MODE_OFF, MODE_ONCE, MODE_ON };

/* part_memory.py has the same members in the same order. */
struct control {
	_Atomic int64_t mode;   /* enum mode */
	_Atomic int64_t left;   /* 1: the next one fails */
	_Atomic int64_t asked;  /* allocations while the mode is not off */
	_Atomic int64_t failed; /* of these */
	_Atomic int64_t blocks; /* held now */
	_Atomic int64_t bytes;
};

static struct control *control;

__attribute__((constructor)) static void map_control(void)
{
	const char *path = getenv("FAILING_MALLOC");
	int fd = path ? open(path, O_RDWR | O_CLOEXEC) : -1;
	void *at;

	if (fd < 0)
		return;
	at = mmap(NULL, sizeof(*control), PROT_READ | PROT_WRITE, MAP_SHARED,
		  fd, 0);
	close(fd);
	if (at != MAP_FAILED)
		control = at;
}

static bool is_refused(void)
{
	int64_t mode, left;

	if (!control)
		return false;
	mode = atomic_load(&control->mode);
	if (mode == MODE_OFF)
		return false;
	atomic_fetch_add(&control->asked, 1);
	left = atomic_fetch_sub(&control->left, 1);
	if (left > 1 || (left < 1 && mode == MODE_ONCE))
		return false;
	atomic_fetch_add(&control->failed, 1);
	errno = ENOMEM;
	return true;
}

static void count(void *block, int sign)
{
	if (!control || !block)
		return;
	atomic_fetch_add(&control->blocks, sign);
	atomic_fetch_add(&control->bytes,
			 sign * (int64_t)malloc_usable_size(block));
}

static void *counted(void *block)
{
	count(block, 1);
	return block;
}

void *malloc(size_t size)
{
	return is_refused() ? NULL : counted(__libc_malloc(size));
}

void *calloc(size_t number, size_t size)
{
	return is_refused() ? NULL : counted(__libc_calloc(number, size));
}

void free(void *block)
{
	count(block, -1);
	__libc_free(block);
}

void *realloc(void *old, size_t size)
{
	void *block;

	if (is_refused())
		return NULL;
	count(old, -1);
	block = __libc_realloc(old, size);
	if (!block && size)
		count(old, 1);
	return counted(block);
}

void *memalign(size_t alignment, size_t size)
{
	return is_refused() ? NULL : counted(__libc_memalign(alignment, size));
}

void *aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int posix_memalign(void **ret, size_t alignment, size_t size)
{
	void *block = memalign(alignment, size);

	if (!block)
		return ENOMEM;
	*ret = block;
	return 0;
}
