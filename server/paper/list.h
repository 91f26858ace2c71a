/* SPDX-License-Identifier: MIT */
/*
 * Every list in a paper begins like this one, whatever its elements: that is
 * how one function serves them all.
 */
#ifndef PAPERD_PAPER_LIST_H
#define PAPERD_PAPER_LIST_H

#include <stddef.h>

struct list {
	void *items;
	size_t count;
};

#endif
