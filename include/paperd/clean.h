/* SPDX-License-Identifier: MIT */
/*
 * Cleaning text: foreign text in, plain clean text out.
 *
 * All functions are pure, thread safe, linear in their input and without
 * recursion on it.  They are idempotent: cleaning a clean text changes nothing.
 * The input may be any bytes; the output is valid UTF-8 without markup,
 * entities or control characters.
 *
 * A function that returns bool appends the clean text to out and returns true,
 * or returns false, out untouched, when the value says nothing (empty, or a
 * placeholder such as "n/a").  Lack of memory shows in buf_check(out).
 *
 * Each rule applied is noted in trace, which may be NULL (rules.h).
 */
#ifndef PAPERD_CLEAN_H
#define PAPERD_CLEAN_H

#include "paperd/buf.h"
#include "paperd/rules.h"

enum clean_flags {
	CLEAN_TEX = 1, /* the source is declared TeX (arXiv, BibTeX) */
};

/* One line of text: container, publisher, affiliation, keyword, part of a
 * name.  A string that holds a JSON list of one is opened. */
bool clean_plain(struct span raw, struct buf *out, struct trace *trace);

/* As clean_plain(), without the number that ties an affiliation to its author
 * ("1Department of Physics"). */
bool clean_affiliation(struct span raw, struct buf *out, struct trace *trace);

/* A title: one line, simple formulas as Unicode, others as $…$. */
bool clean_title(struct span raw, unsigned flags, struct buf *out,
		 struct trace *trace);

/* A text in a language. */
struct abstract_part {
	char lang[4]; /* ISO 639; "" unknown */
	char *text;   /* owned */
};

struct abstract {
	char *text;      /* owned; paragraphs parted by one '\n'; NULL: none */
	char lang[4];    /* "" unknown */
	char *copyright; /* owned; the notice cut from the end; NULL: none */
	struct abstract_part *others; /* the same in other languages; owned */
	size_t other_count;
};
void abstract_release(struct abstract *abstract);

/*
 * An abstract: headings dropped, section labels "Label: text" on lines of
 * their own, a copyright tail moved out.  A value that says nothing gives
 * {0} and STATUS_OK.  Error: STATUS_NO_MEMORY.
 */
MUST_CHECK enum status clean_abstract(struct span raw, unsigned flags,
				      struct abstract *ret, struct trace *trace,
				      struct error *err);

/* The copyright notice at the end of an abstract's text, or the content of a
 * notice element, alone. */
bool clean_copyright(struct span raw, struct buf *out, struct trace *trace);

/* True when the whole value is a placeholder ("n/a", "[s.n.]", ":unav", …) or
 * empty. */
bool clean_is_placeholder(struct span value);

/* The character that a name stands for in HTML 4, or commonly in JATS
 * ("eacute"); 0: unknown. */
uint32_t entity_code(struct span name);

/* The language a text's script tells (zh ja ko ru el ar he th), or "". Static. */
const char *clean_script_language(struct span text);

#endif
