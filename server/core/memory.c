/* SPDX-License-Identifier: MIT */
#include "paperd/memory.h"

#include <stdlib.h>
#include <string.h>

static _Thread_local unsigned refusals;

void memory_refuse(void)
{
	refusals++;
}

unsigned memory_refusals(void)
{
	return refusals;
}

static void *counted(void *block, size_t size)
{
	if (!block && size)
		memory_refuse();
	return block;
}

void *memory_take(size_t size)
{
	return counted(malloc(size), size);
}

void *memory_clear(size_t count, size_t size)
{
	return counted(calloc(count, size), count && size);
}

void *memory_grow(void *old, size_t size)
{
	return counted(realloc(old, size), size);
}

char *memory_text(const char *text)
{
	return counted(strdup(text), 1);
}

enum status memory_check(unsigned before, enum status status, struct error *err)
{
	if (refusals == before)
		return status;
	error_clear(err);
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}
