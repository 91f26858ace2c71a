/* SPDX-License-Identifier: MIT */
/*
 * PubMed's article record (NLM DTD of PubMed, "MEDLINE/PubMed XML element
 * descriptions"), in parts.
 */
#ifndef PAPERD_SOURCE_PUBMED_H
#define PAPERD_SOURCE_PUBMED_H

#include "record.h"
#include "xml.h"

struct pubmed {
	const struct xml_element *citation; /* MedlineCitation */
	const struct xml_element *article;  /* Article; NULL: none */
	const struct xml_element *data;     /* PubmedData; NULL: none */
};

/* Title, abstract and their translations, copyright, language. */
MUST_CHECK enum status pubmed_fill_texts(struct fill *fill,
					 const struct pubmed *record,
					 struct error *err);

/* Authors and editors. */
void pubmed_fill_people(struct fill *fill, const struct pubmed *record);

/* Container, date, volume, issue, pages. */
void pubmed_fill_place(struct fill *fill, const struct pubmed *record);

/* Keywords, funders, references, notices. */
void pubmed_fill_lists(struct fill *fill, const struct pubmed *record);

/* The identifier of a type in the ArticleIdList of parent. */
struct span pubmed_id(const struct xml_element *parent, const char *type);

#endif
