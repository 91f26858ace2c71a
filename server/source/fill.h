/* SPDX-License-Identifier: MIT */
/*
 * From a foreign value to a member of a paper, one function a field.
 *
 * A struct fill goes along with a paper while it is filled.  Lack of memory
 * marks it failed and is asked for once, at the end, with fill_check(); so a
 * source reads as a list of calls.  A value that says nothing, or is not what
 * the member takes, leaves the member as it is.
 */
#ifndef PAPERD_SOURCE_FILL_H
#define PAPERD_SOURCE_FILL_H

#include "json_get.h"
#include "paperd/report.h"
#include "paperd/values.h"
#include "title.h"

struct fill {
	struct paper *paper;   /* borrowed */
	struct buf text;       /* scratch */
	unsigned flags;        /* enum clean_flags of the source's texts */
	struct report *report; /* borrowed; NULL: none */
	/* the member to which all that is read counts, while it is set */
	const void *within;
	/* borrowed: what paperd itself wrote into the object beside a form's
	 * members, for native.h.  What is in these is then clean, and nothing is
	 * guessed from it.  NULL: others wrote it. */
	const cJSON *own;
	bool guessed; /* the language was told by the title's script */
	bool bodies;  /* names not parted are those of organisations */
	bool failed;  /* out of memory, or full */
	bool full;    /* a text is longer than any that is kept */
	/* why there is no DOI; for identity.h */
	struct error keyless;
};

/* report may be NULL. */
struct fill fill_init(struct paper *paper, struct report *report);
void fill_release(struct fill *fill);

/* STATUS_OK; STATUS_TOO_LARGE or STATUS_NO_MEMORY in err. */
MUST_CHECK enum status fill_check(const struct fill *fill, struct error *err);

/* The trace for what is done to a member, read from `at`: see report_trace().
 */
struct trace *fill_trace(struct fill *fill, const void *member, const void *at);

/* ---- texts, as clean.h and values.h clean them ---- */

typedef bool fill_cleaner(struct span raw, struct buf *out,
			  struct trace *trace);

fill_cleaner fill_arxiv, fill_pmid, fill_pmcid, fill_isbn, fill_bare_doi,
	fill_printed_doi, fill_member_number;

/* Replaces *member by the clean form of raw. */
void fill_text(struct fill *fill, fill_cleaner *clean, struct span raw,
	       char **member);

/* As fill_text(), only while *member is NULL. */
void fill_missing(struct fill *fill, fill_cleaner *clean, struct span raw,
		  char **member);

/* Replaces *member by a copy of a text that is clean. */
void fill_copy(struct fill *fill, const char *text, char **member);

/* Appends the clean form of each text of value (a list, or one) that is not in
 * the list yet. */
void fill_list(struct fill *fill, fill_cleaner *clean, const cJSON *value,
	       struct texts *list);
void fill_list_text(struct fill *fill, fill_cleaner *clean, struct span raw,
		    struct texts *list);

/* Keywords: a list of texts, or one text parted by ';', else by ','. */
void fill_keywords(struct fill *fill, const cJSON *value);

/* Where the member named `key` goes: a char * at offset in some struct. */
struct fill_row {
	const char *key; /* NULL ends a table */
	fill_cleaner *clean;
	size_t offset;
};

/* Fills the texts of *base that are still NULL, so that of two rows for one
 * member the first that says something holds. */
void fill_rows(struct fill *fill, const struct fill_row *rows,
	       const cJSON *json, void *base);

/* True when none of the texts of the rows is there. */
bool rows_are_empty(const struct fill_row *rows, const void *base);

/* ---- values; nothing here can run out of memory ---- */

void fill_integer(struct fill *fill, const cJSON *value,
		  struct integer *member);
void fill_number(struct fill *fill, const cJSON *value, struct number *member);
void fill_truth(struct fill *fill, const cJSON *value, enum truth *member);

/* ---- fields of the paper ---- */

/*
 * The DOI.  Errors: STATUS_INVALID_BODY "no DOI or other identifier", which is
 * what it comes to when no other is found, or naming what is not one.
 */
MUST_CHECK enum status fill_doi(struct fill *fill, struct span raw,
				struct error *err);

/* True for an address of the DOI resolver: https://doi.org/…, also as
 * http://dx.doi.org/…. */
bool fill_is_resolver(struct span url);

/* The address unless it is one of the DOI's own; and that when none is known
 * (DOI Handbook 3.8).  Needs the DOI. */
void fill_url(struct fill *fill, struct span raw);

/* The first of the languages a source states. */
void fill_language(struct fill *fill, struct span raw);

/* Title, subtitle, translations; the language too where only the title's
 * script tells it.  Takes the texts out of titles. */
void fill_titles(struct fill *fill, struct titles *titles);

/* The entry of a language, made when there is none; NULL: out of memory. */
struct translation *fill_translation(struct fill *fill, const char *lang);

/* Abstract, copyright, translations.  Needs the language, if it is known. */
void fill_abstract(struct fill *fill, struct span raw);

/* The type in Crossref's words; what the scheme does not know is "other".
 * detail is DataCite's free resourceType. */
void fill_type(struct fill *fill, const char *scheme, struct span type,
	       struct span detail);

/* Publication date and year from a date in JSON; false when it is none. */
bool fill_date_json(struct fill *fill, const cJSON *value);

/* The same from one that was read. */
void fill_date(struct fill *fill, const struct clean_date *date);
void fill_pages(struct fill *fill, struct span raw);
void fill_volume(struct fill *fill, struct span volume, struct span issue);
void fill_issn(struct fill *fill, struct span raw);

/* Container, series and abbreviation from one title or a list of them. */
void fill_container(struct fill *fill, const cJSON *value);

/* Appends the persons of a list, or of a string, to authors or editors. */
void fill_people(struct fill *fill, const cJSON *value, struct people *list);

/* Appends a licence that is not there yet; version may be empty. */
void fill_license(struct fill *fill, struct span raw, struct span version);

#endif
