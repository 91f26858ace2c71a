/* SPDX-License-Identifier: MIT */
/*
 * Crossref's XML (unixref, unixsd, deposits) as the work that Crossref's REST
 * API would give for it: the members that the source of that shape reads.
 */
#ifndef PAPERD_SOURCE_UNIXREF_H
#define PAPERD_SOURCE_UNIXREF_H

#include "build_json.h"
#include "xml.h"

/* Where the facts about one work stand. */
struct unixref {
	const struct xml_element *query;     /* the answer; NULL: none */
	const struct xml_element *container; /* <journal>, <book>, … */
	const struct xml_element *about;     /* its metadata; NULL: none */
	const struct xml_element *issue;     /* the work's; NULL: none */
	const struct xml_element *work;      /* what the DOI is of */
	const char *type;                    /* static: Crossref's word */
};

/* Each adds members to json->root. */

/* Titles, abstract, language, dates, pages, addresses, counts. */
void unixref_build_facts(struct builder *json, const struct unixref *ref);

/* Container, series, publisher, numbers of the container. */
void unixref_build_container(struct builder *json, const struct unixref *ref);

/* Authors and editors. */
void unixref_build_people(struct builder *json, const struct unixref *ref);

/* References, funders, licences, updates. */
void unixref_build_lists(struct builder *json, const struct unixref *ref);

#endif
