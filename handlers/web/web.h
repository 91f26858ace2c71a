/* SPDX-License-Identifier: MIT */
/*
 * Private to the pages for browsers.
 *
 * Each is a frame (web/page.html) around what a browser without JavaScript is
 * shown; a script in the frame then takes its place, by the public API.
 */
#ifndef HANDLERS_WEB_H
#define HANDLERS_WEB_H

#include "handlers.h"

#include "paperd/html.h"

/* ---- what is part of the program (made from web/ when it is built) ---- */

struct asset {
	const char *name; /* NULL ends the table */
	const char *content_type;
	const unsigned char *bytes; /* gzip (RFC 1952) */
	size_t len;
};
extern const struct asset web_assets[];

/* A digest of all of them: part of their addresses, so that they may be kept
 * for ever. */
extern const char web_version[];

/* The frame; "{name}" stands for something else each time. */
extern const char web_frame[];

/* ---- page.c ---- */

struct page_parts {
	struct span title; /* before " – paperd"; may be empty */
	struct span query; /* what stands in the search box */
	struct span main;  /* HTML */
};

/* English, unless Accept-Language wants Chinese more. */
enum html_language page_language(const struct request *req);

/* The words of the frame in that language. */
const char *page_word(const struct request *req, const char *name);

/* The page as the answer, with its entity tag.  Errors: STATUS_NO_MEMORY,
 * STATUS_INTERNAL. */
MUST_CHECK enum status page_answer(const struct request *req,
				   const struct page_parts *parts,
				   struct response *res, struct error *err);

#endif
