/* SPDX-License-Identifier: MIT */
/*
 * The parts that an abstract is made of, private to this folder: headings,
 * labels of sections, lines, the copyright notice.
 */
#ifndef ABSTRACT_STAGES_H
#define ABSTRACT_STAGES_H

#include "paperd/clean.h"

/* Most languages of one abstract. */
#define ABSTRACT_PARTS_MAX 8

/* ---- label.c ---- */

/* The bytes of the heading ("Abstract", "Resumen") that text begins with, and
 * its language; 0: none. */
size_t heading_match(struct span text, const char **ret_lang);

/* True when text is a heading and no more, final punctuation allowed. */
bool heading_is(struct span text, const char **ret_lang);

/* True when a word after the heading "Abstract" makes a term of the two. */
bool heading_is_term(struct span next);

/* The bytes of the longest known label of a section ("Methods and Results")
 * that text begins with; 0: none. */
size_t label_match(struct span text);

/* A label at the start of a sentence. */
struct label {
	struct span text; /* as written, without punctuation */
	size_t len;       /* bytes up to the text it labels */
	enum label_sign {
		LABEL_NONE,
		LABEL_SURE,  /* with a colon, run in, or glued */
		LABEL_STOP,  /* with a full stop: only with others */
		LABEL_BLANK, /* before a capital: only after a heading */
	} sign;
};
struct label label_read(struct span text);

/* The bytes of the heading, with its punctuation, that text begins with and
 * that is no part of its first sentence; 0: none. */
size_t heading_read(struct span text, const char **ret_lang);

/* ---- lines.c ---- */

/* Line breaks of a text without blocks to blanks where they only wrap. */
void lines_join(struct span in, struct buf *out);

/* ---- draft.c ---- */

struct draft {
	struct {
		struct buf text;
		char lang[4];
	} parts[ABSTRACT_PARTS_MAX];
	size_t count;
	struct buf label;  /* of the section that begins with the next line */
	struct buf notice; /* what copyright elements held */
	struct span text;  /* borrowed: the whole, until stops is counted */
	unsigned stops;    /* labels with a full stop in it */
	bool after_heading;
	bool bilingual; /* it has headings in two languages */
};

struct draft draft_init(size_t cap);
void draft_release(struct draft *draft);
bool draft_failed(const struct draft *draft);

/* Reads text as text_run(TEXT_LINES) leaves it. */
void draft_read(struct draft *draft, struct span text);

/* ---- copyright.c ---- */

/* Where the copyright notice at the end of text begins; text.len: none. */
size_t copyright_start(struct span text);

#endif
