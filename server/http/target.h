/* SPDX-License-Identifier: MIT */
/*
 * The target of a request (RFC 9112 section 3.2) and percent-decoding (RFC
 * 3986 section 2.1).  Pure.
 */
#ifndef HTTP_TARGET_H
#define HTTP_TARGET_H

#include "paperd/error.h"
#include "paperd/text.h"

/* A target taken apart, still encoded. */
struct target {
	struct span path;  /* begins with '/' */
	struct span query; /* without the '?'; at NULL: none */
};

/*
 * Takes a target apart that is in origin-form, or in absolute-form, of which
 * only the path counts: one server, one host.  Error: STATUS_INVALID.
 */
MUST_CHECK enum status target_split(struct span raw, struct target *ret,
				    struct error *err);

/* One text to decode. */
struct encoded {
	struct span raw;
	/* the form rule: '+' stands for a blank; so does other white space, as
	 * in what was pasted */
	bool plus;
	const char *what; /* names it in errors: "the path" */
};

/*
 * Decodes once into *out, moving *out behind what was written (never more
 * than raw.len bytes).  Error: STATUS_INVALID for a bad escape, invalid UTF-8
 * and control characters, with their place in the raw text.
 */
MUST_CHECK enum status target_decode(const struct encoded *text, char **out,
				     struct span *ret, struct error *err);

#endif
