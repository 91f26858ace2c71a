/* SPDX-License-Identifier: MIT */
/*
 * Memory that was refused.
 *
 * Some text is put together in buffers whose failing nobody looks at, and cJSON
 * tells a text that is no JSON and memory that it did not get in one way.  So
 * each refusal is counted for the thread that met it, and whoever is about to
 * give something away compares: what was made meanwhile may lack a part.
 */
#ifndef PAPERD_MEMORY_H
#define PAPERD_MEMORY_H

#include <stddef.h>

#include "paperd/error.h"

/* malloc(), calloc(), realloc() and strdup() that count. */
void *memory_take(size_t size);
void *memory_clear(size_t count, size_t size);
void *memory_grow(void *old, size_t size);
char *memory_text(const char *text);

/* Counts a refusal that others met on this thread. */
void memory_refuse(void);

/* Refusals to this thread since it began. */
unsigned memory_refusals(void);

/*
 * The status of something made since there were `before` refusals:
 * STATUS_NO_MEMORY if there were more meanwhile, whatever else was said of it;
 * else the status as it is.
 */
enum status memory_check(unsigned before, enum status status,
			 struct error *err);

#endif
