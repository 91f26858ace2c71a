/* SPDX-License-Identifier: MIT */
/*
 * What the records of several services have in common: their key, and lists
 * that are brought into the form that fill.h and people.h read.
 */
#ifndef PAPERD_SOURCE_RECORD_H
#define PAPERD_SOURCE_RECORD_H

#include "fill.h"
#include "identity.h"

/*
 * The key, the holder as source.name, and what the key tells: arXiv's own DOIs
 * hold its identifier, and its texts are TeX.  Errors: as identity_doi().
 */
MUST_CHECK enum status record_begin(struct fill *fill, struct span doi,
				    const char *holder, struct error *err);

/* One of the readers of title.h. */
typedef enum status record_titles_reader(const cJSON *json,
					 struct titles *titles,
					 struct error *err);

/* Title, translations and language.  Error: STATUS_NO_MEMORY. */
MUST_CHECK enum status record_titles(struct fill *fill, const cJSON *json,
				     record_titles_reader *read,
				     struct error *err);

/* The type of a list of them, or of one, in a scheme of type_crossref(). */
void record_types(struct fill *fill, const char *scheme, const cJSON *types);

/* The first of count dates that is one. */
void record_date(struct fill *fill, const cJSON *const *dates, size_t count);

/* Pages stated as first and last. */
void record_pages(struct fill *fill, const cJSON *first, const cJSON *last);

/* A PMCID as services write it: also its digits alone, or an address of them. */
fill_cleaner record_pmcid;

/*
 * Authors in the form of names_from_json(): objects whose values are borrowed
 * from the record.  Lack of memory marks fill failed and gives NULL, which all
 * of them take.
 */
cJSON *record_list(struct fill *fill);
cJSON *record_author(struct fill *fill, cJSON *list);
void record_set(struct fill *fill, cJSON *author, const char *key,
		const cJSON *value);
void record_author_affiliation(struct fill *fill, cJSON *author,
			       const cJSON *value);

/* One grant, added to what is known of its funder. */
struct record_grant {
	struct span funder;
	struct span doi; /* of the funder */
	struct span award;
};
void record_grant(struct fill *fill, const struct record_grant *grant);

#endif
