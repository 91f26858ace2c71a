/* SPDX-License-Identifier: MIT */
/* One item of a list of pages: a page, or two with a dash between. */
#ifndef PAPERD_CLEAN_PAGE_ITEM_H
#define PAPERD_CLEAN_PAGE_ITEM_H

#include "paperd/text.h"

/* Longest page, with its NUL. */
#define PAGE_MAX 64

struct page_item {
	char first[PAGE_MAX];
	char last[PAGE_MAX]; /* "" not a range */
	bool open;           /* "43+" */
};

/* Reads an item that fills text, labels before it too; *ret is of use only when
 * it returns true. */
bool page_item_read(struct span text, struct page_item *ret);

/* True when a page that stands alone is an article number: leading zeros, or
 * letters mixed with digits, but for one letter at either end of at most three
 * digits. */
bool page_is_article_number(struct span page);

#endif
