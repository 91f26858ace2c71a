/* SPDX-License-Identifier: MIT */
/*
 * Records as parts of an HTML page (the WHATWG's living standard), for browsers
 * without JavaScript.  What stands in a record is text and stays text: it cannot
 * become markup, nor a link to anything but http and https.
 */
#ifndef PAPERD_HTML_H
#define PAPERD_HTML_H

#include "paperd/paper.h"

/* Of the words around what stands in a record. */
enum html_language { HTML_ENGLISH, HTML_CHINESE, HTML_LANGUAGES };

/* Appends a text for an element or a quoted attribute. */
void html_text(struct span text, struct buf *out);

/* Appends where the page of a record is, below the service: "/record/…". */
void html_address(const struct paper *paper, struct buf *out);

/* Appends a record in a list, as <li>. */
void html_summary(const struct paper *paper, enum html_language language,
		  struct buf *out);

/* Appends the whole of a record, as <article>.  Failure of any of these shows in
 * buf_check(out). */
void html_article(const struct paper *paper, enum html_language language,
		  struct buf *out);

#endif
