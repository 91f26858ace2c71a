/* SPDX-License-Identifier: MIT */
/*
 * Private to the form "crossref": writers of keys of a work.  Each writes its
 * key and the value, or nothing where nothing is known.
 */
#ifndef FORMAT_CROSSREF_H
#define FORMAT_CROSSREF_H

#include "writers.h"

struct crossref_work {
	const struct paper *paper;
	double score;
	struct buf *out;
};

typedef void crossref_writer(const struct crossref_work *work,
			     const struct crossref_key *key);

/* crossref_texts.c */
crossref_writer crossref_title, crossref_subtitle, crossref_container,
	crossref_abbreviation, crossref_abstract, crossref_published,
	crossref_loaded, crossref_relation;

/* of a member of the paper at key->offset (crossref_people.c, _lists.c) */
crossref_writer crossref_people, crossref_licenses, crossref_funders,
	crossref_references;

/* of the updates in one direction: key->offset is that of nothing */
crossref_writer crossref_update_to, crossref_updated_by;

/* of what no other key carries (crossref_rest.c) */
crossref_writer crossref_rest;

/*
 * How many bytes of the title stand before ": " and the subtitle; 0: the two
 * are not to be told apart, and the title stands whole.
 */
size_t crossref_title_head(const struct paper *paper);

/* True when "update-to" and "updated-by", one after the other, are the list. */
bool crossref_updates_fit(const struct updates *list);

/* True when each of them can stand in "license", which has a URL always. */
bool crossref_licenses_fit(const struct licenses *list);

#endif
