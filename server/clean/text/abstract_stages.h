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

/* ---- words.c ---- */

uint32_t words_lower(uint32_t code);

/* The bytes of text that are this word but for case; 0: it does not begin
 * so.  word is in lower case. */
size_t words_match(struct span text, const char *word);

/* Does text begin with a letter that is not a small one? */
bool words_begin_upper(struct span text);

/* Does text begin with a capital and a small letter? */
bool words_begin_capitalised(struct span text);

/* The bytes of stops, colons and dashes, with blanks among them, that text
 * begins with. */
size_t words_skip_signs(struct span text);

/* ---- heading.c ---- */

/* The bytes of the heading ("Abstract", "Resumen") that text begins with, and
 * its language; 0: none. */
size_t heading_match(struct span text, const char **ret_lang);

/* True when text is a heading and no more, final punctuation allowed. */
bool heading_is(struct span text, const char **ret_lang);

/* The bytes of the heading, with its punctuation, that text begins with and
 * that is no part of its first sentence; 0: none. */
size_t heading_read(struct span text, const char **ret_lang);

/* ---- label_table.c, label.c ---- */

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

/* ---- lines.c ---- */

/* Line breaks of a text without blocks to blanks where they only wrap. */
void lines_join(struct span in, struct buf *out, struct trace *trace);

/* Those of a finished text that lines_join() would not keep to blanks: a block
 * that ends in the middle of a sentence ends no paragraph.  True when there
 * were any. */
bool lines_level(struct buf *text);

/* ---- draft.c ---- */

/* The abstract as far as it is written: a part a language. */
struct draft {
	struct {
		struct buf text;
		char lang[4];
	} parts[ABSTRACT_PARTS_MAX];
	size_t count;
	struct buf label;   /* of the section that begins with the next line */
	struct buf notice;  /* what copyright elements held */
	struct span text;   /* borrowed: the whole, until stops is counted */
	unsigned stops;     /* labels with a full stop in it */
	bool after_heading; /* a heading was just dropped */
	bool bilingual;     /* it has headings in two languages */
	bool unsettled;     /* what was cut or joined may be read otherwise */
	struct trace *trace;
};

struct draft draft_init(size_t cap, struct trace *trace);
void draft_release(struct draft *draft);
bool draft_failed(const struct draft *draft);

/* The part that is being written, and its language. */
struct buf *draft_text(struct draft *draft);
char *draft_lang(struct draft *draft);

/* What follows is in this language (ISO 639-1, "" unknown): begins another
 * part when this one is in another. */
void draft_begin_lang(struct draft *draft, const char *lang);

/* Begins a line, with its label ("Methods:"), or adds to it. */
void draft_begin_line(struct draft *draft);
void draft_begin_label(struct draft *draft, struct span label);
void draft_add(struct draft *draft, struct span text);

/* Appends text without its marks; a wide blank is a blank. */
void draft_unmark(struct span text, struct buf *out);

/* Without blanks and marks at both ends. */
struct span draft_trim(struct span text);

/* ---- paragraph.c ---- */

/* A heading at the start of text; where two of different languages show that
 * they are, also a bare one. */
size_t paragraph_heading(const struct draft *draft, struct span text,
			 const char **ret_lang);

/* Does a text that begins with a heading hold one of another language? */
bool paragraph_is_bilingual(struct span text);

/* Writes a paragraph: labels where sentences begin get lines of their own. */
void paragraph_add(struct draft *draft, struct span text);

/* ---- outline.c ---- */

/* Reads text as text_run(TEXT_LINES) and lines_join() leave it. */
void outline_read(struct draft *draft, struct span text);

/* ---- copyright.c ---- */

/* Where the copyright notice at the end of text begins; text.len: none. */
size_t copyright_start(struct span text);

/* ---- plain.c ---- */

/* True for a text that is a clean abstract as it is; false: it has to be
 * looked at.  flags: enum clean_flags. */
bool abstract_is_plain(struct span text, unsigned flags);

/* ---- tail.c ---- */

/* Does a text end in anything of that kind? */
bool tail_is_due(struct span text);

/* Cuts off what stands at the end of a finished text and is none of it: marks
 * of truncation, and the copyright notice, which becomes notice.  True when
 * there was any. */
bool tail_cut(struct buf *text, struct buf *notice, struct trace *trace);

#endif
