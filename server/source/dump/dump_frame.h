/* SPDX-License-Identifier: MIT */
/*
 * What an object of an XML file needs of what stands around it: the beginning
 * of the container of which it is one of several works, put before it with the
 * container's end behind, so that it can be read without its file; and the
 * encoding that the file declares.
 */
#ifndef PAPERD_DUMP_FRAME_H
#define PAPERD_DUMP_FRAME_H

#include "paperd/buf.h"
#include "paperd/error.h"

struct frame {
	char encoding[24]; /* as declared; "" none, or UTF-8 */
	struct buf head;   /* from the container's start tag on */
	struct buf text;   /* scratch: head, a work, the end tag */
};

void frame_release(struct frame *frame);

/* Notes what the beginning of the file declares. */
void frame_note_encoding(struct frame *frame, struct span start);

/*
 * Takes the beginning of a container.  *ret is the container without its works
 * when it has a DOI of its own, else empty; borrowed until the next call.
 * Errors: STATUS_INVALID_BODY when that is more than max bytes;
 * STATUS_NO_MEMORY.
 */
MUST_CHECK enum status frame_begin(struct frame *frame, struct span head,
				   size_t max, struct span *ret,
				   struct error *err);

/* A work in the container that was begun last; as above. */
MUST_CHECK enum status frame_work(struct frame *frame, struct span work,
				  size_t max, struct span *ret,
				  struct error *err);

/* Error: STATUS_INVALID_BODY when the object is in another encoding than
 * UTF-8, as was declared. */
MUST_CHECK enum status frame_check(const struct frame *frame, struct span raw,
				   struct error *err);

#endif
