/* SPDX-License-Identifier: MIT */
/*
 * A growing byte buffer with a cap.
 *
 * The cap is given at birth and is never passed: an append that would pass
 * it, or for which there is no memory, changes nothing and marks the buffer
 * failed.  Appends to a failed buffer do nothing, so a run of appends is
 * checked once, at the end, with buf_check().  The content is always followed
 * by a NUL that is not counted.  {0} is a valid buffer of cap 0; one thread
 * at a time.
 */
#ifndef PAPERD_BUF_H
#define PAPERD_BUF_H

#include "paperd/error.h"
#include "paperd/text.h"

struct buf {
	char *data;  /* owned; NULL until the first append */
	size_t len;  /* bytes of content */
	size_t room; /* bytes allocated */
	size_t cap;  /* most bytes of content ever */
	bool failed; /* an append was refused */
	bool full;   /* it was refused for the cap, not for want of memory */
};

/* An empty buffer that holds at most cap bytes.  Allocates nothing. */
static inline struct buf buf_init(size_t cap)
{
	return (struct buf){ .cap = cap };
}

/* Frees the content and leaves {0}. */
void buf_release(struct buf *buf);

/* Empties the buffer, keeps its memory and cap, forgets a failure. */
void buf_clear(struct buf *buf);

/* Appends len bytes. */
void buf_add(struct buf *buf, const void *bytes, size_t len);
void buf_add_span(struct buf *buf, struct span text);
void buf_add_text(struct buf *buf, const char *text);
void buf_add_char(struct buf *buf, char c);

/* Appends the UTF-8 form of a code point. */
void buf_add_code(struct buf *buf, uint32_t code);

/* Appends text so that it can stand anywhere in a URL (RFC 3986 section 2: all
 * but unreserved characters percent-encoded). */
void buf_add_encoded(struct buf *buf, struct span text);

/* Appends it in decimal. */
void buf_add_integer(struct buf *buf, long long value);

/* Appends as printf would.  At most 4,096 bytes a call, else it fails. */
void buf_add_format(struct buf *buf, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Cuts the content to len bytes (len <= buf->len). */
void buf_cut(struct buf *buf, size_t len);

/* Gives back memory that no content is in. */
void buf_fit(struct buf *buf);
/* The content as a borrowed span, valid until the next change. */
static inline struct span buf_span(const struct buf *buf)
{
	return (struct span){ buf->data ? buf->data : "", buf->len };
}

/* The content as a C string, valid until the next change; never NULL. */
static inline const char *buf_text(const struct buf *buf)
{
	return buf->data ? buf->data : "";
}

/* STATUS_OK, or STATUS_NO_MEMORY in err when an append was refused. */
MUST_CHECK enum status buf_check(const struct buf *buf, struct error *err);

/*
 * Hands the content over as an owned C string and leaves an empty buffer of
 * the same cap.  NULL when the buffer had failed or there is no memory.
 */
MUST_CHECK char *buf_take(struct buf *buf);

#endif
