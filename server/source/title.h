/* SPDX-License-Identifier: MIT */
/*
 * Which of the titles a source gives is the title.
 *
 * A record may carry its title in several languages, and the field a title
 * stands in proves nothing about its language.  Sources put all of them into a
 * struct titles, the likeliest first; titles_choose() decides by evidence: the
 * stated language of the record, else the script.  The rest are translations.
 */
#ifndef PAPERD_SOURCE_TITLE_H
#define PAPERD_SOURCE_TITLE_H

#include "json_get.h"
#include "paperd/buf.h"
#include "paperd/rules.h"

/* Most titles of one record; more are left out. */
#define TITLES_MAX 8

/* Longest title in bytes; a longer one is not a title. */
#define TITLE_BYTES_MAX (1 << 20)

/* As below, err is not NULL.  STATUS_OK; in err STATUS_TOO_LARGE for a title that is longer, else
 * STATUS_NO_MEMORY. */
MUST_CHECK enum status title_check(const struct buf *title, struct error *err);

struct title {
	char *text;         /* owned, clean */
	char lang[4];       /* ISO 639; "" unknown */
	const char *script; /* clean_script_language() of it */
	const char *raw;    /* borrowed: what it was made from */
	struct trace trace; /* what was done to it */
};

struct titles {
	struct title items[TITLES_MAX];
	size_t count;
	size_t chosen;    /* of items[], once titles_choose() was called */
	char *subtitle;   /* owned; it is part of items[0]; NULL: none */
	bool original;    /* the source says that items[0] is the original */
	unsigned flags;   /* enum clean_flags */
	char language[4]; /* of the record as stated; "" unknown */
	const char *language_raw; /* borrowed: what it was made from */
	struct trace language_trace;
	struct trace trace; /* what is said of no single title */
};
void titles_release(struct titles *titles);

/*
 * Cleans raw and adds it unless it says nothing or is there already; lang, a
 * source's word for its language, may be empty.  Error: STATUS_NO_MEMORY.
 */
MUST_CHECK enum status titles_add(struct titles *titles, struct span raw,
				  struct span lang, struct error *err);

/* The language of the record, in any of its spellings; may be empty. */
void titles_state_language(struct titles *titles, struct span raw);

/* Cleans raw and joins it to the first title, if there is one; to be called
 * after the titles were added.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status titles_add_subtitle(struct titles *titles,
					   struct span raw, struct error *err);

/* Adds what was done to all of them. */
void titles_trace(const struct titles *titles, struct trace *trace);

/* Decides which is the title, and in which languages the others are. */
void titles_choose(struct titles *titles);

/*
 * The titles in one shape each, added and chosen.  titles may hold flags
 * before the call.  Error: STATUS_NO_MEMORY.
 */
/* "title", "subtitle", "original-title": strings or lists; "language". */
MUST_CHECK enum status titles_of_crossref(const cJSON *json,
					  struct titles *titles,
					  struct error *err);
/* Outer and original record of the aggregator; original may be NULL. */
MUST_CHECK enum status titles_of_aggregator(const cJSON *json,
					    const cJSON *original,
					    struct titles *titles,
					    struct error *err);
/* "titles": a list of "title" with "titleType" and "lang"; "language". */
MUST_CHECK enum status titles_of_datacite(const cJSON *json,
					  struct titles *titles,
					  struct error *err);
/* "ArticleTitle", "VernacularTitle", "Language". */
MUST_CHECK enum status titles_of_pubmed(const cJSON *json,
					struct titles *titles,
					struct error *err);
/* "titles", a list; "language". */
MUST_CHECK enum status titles_of_jalc(const cJSON *json, struct titles *titles,
				      struct error *err);
/* "title"; "original_language_title" with "language" and "__content__". */
MUST_CHECK enum status titles_of_unixref(const cJSON *json,
					 struct titles *titles,
					 struct error *err);

#endif
