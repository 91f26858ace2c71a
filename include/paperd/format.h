/* SPDX-License-Identifier: MIT */
/*
 * Records in the forms of other programs: a paper goes in, bytes come out.
 *
 * formats[] has one row a form.  Texts are never changed but as the form
 * demands (quotes, escapes); what is not known is left out.  All is UTF-8.
 *
 *	csl       CSL-JSON (Citation Style Language 1.0.2, csl-data.json)
 *	bibtex    BibTeX, braces around what must keep its case
 *	ris       RIS, one tag a line, CR LF
 *	citation  one line of text in a citation style
 *	crossref  a work as the Crossref REST API has it ("api_format.md"),
 *	          without the envelope of a message
 *	csv       RFC 4180, one line a record
 *
 * csl and crossref carry all facts of a record but where it came from: what the
 * form has no member for stands, as paperd's own JSON, in the member `paperd`
 * (of CSL: `custom`).  Read again they give the same paper.
 */
#ifndef PAPERD_FORMAT_H
#define PAPERD_FORMAT_H

#include "paperd/error.h"
#include "paperd/paper.h"

/* ---- citation styles ---- */

struct citation_style;  /* apa, ieee, vancouver, chicago-author-date, harvard */
struct citation_locale; /* en-US, de-DE, fr-FR, zh-CN: terms and dates */

/*
 * The style or locale of a name, ASCII case ignored; of no name (span at NULL)
 * that which is taken when nothing is said: apa, en-US.  A locale is also known
 * by its language alone ("de", "de-AT").  NULL: there is none.  Static.
 */
const struct citation_style *citation_style(struct span name);
const struct citation_locale *citation_locale(struct span name);

/* Append the names there are, by ", ", for an error. */
void citation_styles(struct buf *out);
void citation_locales(struct buf *out);

/* ---- works of the Crossref API ---- */

struct crossref_work; /* one that is being written; private */

/* A key of a work; crossref_keys[] has them in the order in which they are
 * written, at most 64.  A NULL name ends it.  Only the name is for others. */
struct crossref_key {
	const char *name;
	void (*write)(const struct crossref_work *work,
		      const struct crossref_key *key);
	size_t offset; /* of a member of struct paper */
};
extern const struct crossref_key crossref_keys[];

#define CROSSREF_KEYS_ALL UINT64_MAX
struct crossref_select {
	uint64_t keys; /* bit i: crossref_keys[i] */
	double score;  /* of the work in a search; 1.0 where there was none */
};

/* Adds a key; false, and nothing changed, when no work of ours has it. */
bool crossref_select_add(struct crossref_select *select, struct span name);

/*
 * Appends the work as one JSON object, without an envelope: the selected keys
 * of which something is known; NULL: all of them, and a score of 1.0.  DOI,
 * prefix, source, type and URL are always strings, empty where a record has no
 * DOI; title, issued and score are always there; no other list is ever empty.
 * Failure shows in buf_check(out).
 */
void crossref_work(const struct paper *paper,
		   const struct crossref_select *select, struct buf *out);

/* ---- forms ---- */

struct format_options {
	const struct citation_style *style;   /* NULL: apa */
	const struct citation_locale *locale; /* NULL: en-US */
	bool ascii;       /* BibTeX: TeX commands in place of letters */
	field_set fields; /* CSV: these columns; the others have all */
};

/* What is kept while the records of one answer are written. */
struct format_run {
	struct format_options options;
	bool list;         /* of any number; else one record */
	size_t count;      /* of records written */
	uint64_t columns;  /* CSV: a bit for each */
	uint64_t *written; /* owned: which BibTeX keys were; NULL: none */
};
void format_run_release(struct format_run *run);

struct format {
	const char *word;  /* as `format` has it; NULL ends the table */
	const char *media; /* type without parameters, as Accept has it */
	const char *content_type; /* as it is sent */
	/* of a list: what stands before it, between two records and at its end;
	 * of one record nothing does */
	const char *open, *between, *close;
	/* appends what stands before the first record; NULL: nothing */
	void (*begin)(struct format_run *run, struct buf *out);
	void (*write)(struct format_run *run, const struct paper *paper,
		      struct buf *out);
};

extern const struct format formats[];

/* The form of a word of `format`; NULL: none. */
const struct format *format_of(struct span word);

/* What stands before the records; one record after the other; and the end.
 * Failure shows in buf_check(out). */
void format_begin(const struct format *format, struct format_run *run,
		  struct buf *out);
void format_record(const struct format *format, struct format_run *run,
		   const struct paper *paper, struct buf *out);
void format_end(const struct format *format, struct format_run *run,
		struct buf *out);

#endif
