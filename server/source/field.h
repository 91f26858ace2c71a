/* SPDX-License-Identifier: MIT */
/*
 * The filters of single fields: one JSON value in, the clean value appended.
 */
#ifndef PAPERD_SOURCE_FIELD_H
#define PAPERD_SOURCE_FIELD_H

#include "fill.h"

typedef void field_clean(const cJSON *value, struct buf *out,
			 struct trace *trace);

field_clean field_title, field_abstract, field_authors, field_date, field_pages,
	field_volume_issue, field_issn, field_doi, field_url, field_language,
	field_license, field_type, field_scalar, field_container, field_plain,
	field_affiliation, field_orcid, field_identifier, field_copyright;

/* Appends the clean form of raw as a string, or null when it says nothing. */
void field_text(fill_cleaner *clean, struct span raw, struct buf *out,
		struct trace *trace);

/* Appends a string, or null for NULL and "". */
void field_string(const char *text, struct buf *out);

#endif
