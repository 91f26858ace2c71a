/* SPDX-License-Identifier: MIT */
/* What the parts of the pages rules share: a list, and one item of it, a page
 * or two with a dash between. */
#ifndef PAPERD_CLEAN_PAGE_ITEM_H
#define PAPERD_CLEAN_PAGE_ITEM_H

#include "paperd/rules.h"
#include "paperd/values.h"

/* Longest page, with its NUL. */
#define PAGE_MAX 64

struct page_item {
	char first[PAGE_MAX];
	char last[PAGE_MAX]; /* "" not a range */
	bool open;           /* "43+" */
	bool unsure;   /* first is the whole text, which cannot be parted */
	bool labelled; /* words or signs were taken off */
	bool expanded; /* last was abbreviated */
	bool noted;    /* a note behind was taken off */
};

/* Reads an item that fills text, labels before it too; *ret is of use only when
 * it returns true. */
bool page_item_read(struct span text, struct page_item *ret);

/* The text without labels in front and full stops behind. */
struct span page_strip(struct span text, struct page_item *item);

/* "12-15 pp.", "12-15 passim", "12-15 (Suppl)": the text without words behind a
 * range.  Behind one number they would tell how many pages there are, not
 * which. */
struct span page_strip_behind(struct span text, struct page_item *item);

/* Reads a text once; *ret, empty before, is of use only when it returns true. */
bool pages_read(struct span raw, struct clean_pages *ret, struct trace *trace);

/* True for an article number with a dash in it: "e00009-15". */
bool page_is_manuscript(struct span text);

/* True for a token that holds pages of which it is not certain how they are
 * parted: "198-a-198". */
bool page_is_unsure(struct span text);

/* True when a page that stands alone is an article number: leading zeros, or
 * letters mixed with digits, but for one letter at either end of at most three
 * digits. */
bool page_is_article_number(struct span page);

#endif
