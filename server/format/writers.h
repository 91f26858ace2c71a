/* SPDX-License-Identifier: MIT */
/*
 * Private to server/format: one writer a form, and the parts of a record that
 * several forms cut out of it.
 */
#ifndef FORMAT_WRITERS_H
#define FORMAT_WRITERS_H

#include "paperd/format.h"

/* ---- one a row of formats[] ---- */

void bibtex_record(struct format_run *run, const struct paper *paper,
		   struct buf *out);
void ris_record(struct format_run *run, const struct paper *paper,
		struct buf *out);
void citation_record(struct format_run *run, const struct paper *paper,
		     struct buf *out);
void csv_header(struct format_run *run, struct buf *out);
void csv_record(struct format_run *run, const struct paper *paper,
		struct buf *out);

void csl_record(struct format_run *run, const struct paper *paper,
		struct buf *out);
void crossref_record(struct format_run *run, const struct paper *paper,
		     struct buf *out);

/* ---- kinds of works (kinds.c) ---- */

/* What a type, Crossref's word, is called elsewhere. */
struct kind {
	const char *type;
	const char *csl;    /* CSL 1.0.2 */
	const char *bibtex; /* entry type that every BibTeX style has */
	const char *ris;    /* value of TY */
};

/* Never NULL: an unknown word is as "other". */
const struct kind *kind_of(const char *type);

/* ---- dates and pages (parts.c) ---- */

/* Year, month, day; 0: not known. */
struct date_parts {
	int of[3];
	int count; /* 0 to 3 */
};

/* The parts of YYYY[-MM[-DD]]; NULL has none. */
struct date_parts date_parts_of(const char *date);

/* The date of publication, else its year alone. */
struct date_parts published_parts(const struct paper *paper);

/* Appends the member "date-parts" with these; none: [[null]]. */
void date_parts_json(const struct date_parts *parts, struct buf *out);

/* Appends an object of a date, with "date-time" and "timestamp" (milliseconds
 * since 1970) where the day is known; of a time in RFC 3339 these are exact,
 * else they are those of its midnight, UTC. */
void moment_json(const char *date, struct buf *out);

/* The first and the last page of "12-34" (hyphen or dash); last is empty where
 * there is one page or none.  A list of ranges gives its first page and the last
 * page of its last range. */
void pages_split(const char *pages, struct span *ret_first,
		 struct span *ret_last);

/* A name as a text in one piece that begins with the family name, "Family,
 * Given, Jr."; of an organisation its name. */
void person_inverted(const struct person *person, struct buf *out);

/*
 * Appends the member `paperd`: what is known of `rest`, the record without what
 * was written elsewhere, and null for each name of the list `unknown`, which
 * NULL ends.
 */
void rest_json(const struct paper *rest, const char *const *unknown,
	       struct buf *out);

/* Appends the member `custom` of a CSL item. */
void csl_custom(const struct paper *paper, struct buf *out);

/* True for a person whose name is in one piece: an organisation's, as a rule. */
bool person_is_whole(const struct person *person);

#endif
