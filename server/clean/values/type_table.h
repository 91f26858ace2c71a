/* SPDX-License-Identifier: MIT */
/* The words for types of works, scheme by scheme. */
#ifndef PAPERD_CLEAN_TYPE_TABLE_H
#define PAPERD_CLEAN_TYPE_TABLE_H

#include <stddef.h>

struct type_word {
	const char *key; /* lower case, without blanks, '-' and '_' */
	const char *value;
};

struct type_table {
	const struct type_word *words; /* sorted by key */
	size_t count;
};

extern const struct type_table type_crossref_csl;
extern const struct type_table type_crossref_words;
extern const struct type_table type_csl_crossref;
extern const struct type_table type_csl_words;
extern const struct type_table type_datacite;
extern const struct type_table type_datacite_detail;
extern const struct type_table type_openalex;
extern const struct type_table type_bibtex;
extern const struct type_table type_ris;
extern const struct type_table type_schema_org;

/* For schemes that give a list: sorted by rank. */
struct type_ranked {
	const char *key;
	const char *value;
};
extern const struct type_ranked type_pubmed[];
extern const size_t type_pubmed_count;
extern const struct type_ranked type_semantic_scholar[];
extern const size_t type_semantic_scholar_count;

#endif
