/* SPDX-License-Identifier: MIT */
/*
 * Cleaning values that are not prose: dates, pages, volumes, numbers,
 * identifiers, languages, licences, types, addresses.  Pure, thread safe.
 *
 * Functions that return bool fill *ret or append to out and return true, or
 * leave it untouched and return false when there is no such value in the
 * input.  Each rule applied is noted in trace, which may be NULL.
 */
#ifndef PAPERD_VALUES_H
#define PAPERD_VALUES_H

#include "paperd/buf.h"
#include "paperd/rules.h"

/* ---- dates ---- */

enum precision {
	PRECISION_YEAR,
	PRECISION_MONTH,
	PRECISION_DAY,
	PRECISION_SEASON,
};

struct clean_date {
	char date[11]; /* YYYY, YYYY-MM or YYYY-MM-DD */
	enum precision precision;
	const char *season; /* spring, summer, autumn, winter; else NULL */
	char end[11];       /* of a range; "" none */
};

/* A date in any of the forms in use ("1998 Dec-1999 Jan", "12.3.2010"). */
bool date_from_text(struct span raw, struct clean_date *ret,
		    struct trace *trace);

/* Year, month, day as CSL date-parts have them; 0 for a missing one. */
bool date_from_parts(long long year, long long month, long long day,
		     struct clean_date *ret, struct trace *trace);

/* ---- pages, volume and issue ---- */

struct clean_pages {
	char display[200];
	char first[64];          /* "" unknown */
	char last[64];           /* "" unknown */
	char article_number[64]; /* instead of first and last */
};
bool pages_from_text(struct span raw, struct clean_pages *ret,
		     struct trace *trace);

struct clean_volume {
	char volume[128]; /* "" unknown */
	char issue[128];
};
/* Both fields together, since sources put one into the other. */
void volume_from_text(struct span volume, struct span issue,
		      struct clean_volume *ret, struct trace *trace);

/* ---- identifiers ---- */

/* One ISSN (ISO 3297) as NNNN-NNNX, checksum right. */
bool issn_clean(struct span raw, char out[10], struct trace *trace);

/* All ISSNs of a text, electronic first; returns how many (at most max). */
size_t issn_list(struct span raw, char (*out)[10], size_t max,
		 struct trace *trace);

/* Bare ORCID iD, ISO 7064 mod 11-2 right. */
bool orcid_clean(struct span raw, char out[20], struct trace *trace);

/* scheme: arxiv, pmid, pmcid, isbn. */
bool identifier_clean(const char *scheme, struct span raw, struct buf *out,
		      struct trace *trace);

/* http, https or ftp address, decoded once, IDN as punycode (RFC 3492). */
bool url_clean(struct span raw, struct buf *out, struct trace *trace);

/* ---- vocabularies ---- */

/* Most languages of one value. */
#define LANGUAGES_MAX 8
/* ISO 639-1, else 639-3 codes of a value; returns how many. */
size_t language_clean(struct span raw, char (*out)[4], size_t max,
		      struct trace *trace);

/* The same of one language, as someone asks for it: en, eng, en-US, English. */
bool language_code(struct span raw, char out[4]);

struct clean_license {
	char id[64]; /* SPDX identifier or short name; "" unknown */
	char *url;   /* owned; NULL unknown */
};
bool license_clean(struct span raw, struct clean_license *ret,
		   struct trace *trace);

/*
 * The CSL 1.0.2 type of a source's type; never NULL, "document" when it is not
 * known.  scheme: crossref, datacite, bibtex, ris, openalex, pubmed,
 * semanticscholar, schema.org, csl.  detail is DataCite's free resourceType.
 * A list (pubmed, semanticscholar) is one text, its parts joined by '\n'.
 */
const char *type_csl(const char *scheme, struct span type, struct span detail,
		     struct trace *trace);

/* Crossref's word for a source's type (journal-article, …); "other" when it
 * is not known.  Static. */
const char *type_crossref(const char *scheme, struct span type,
			  struct span detail, struct trace *trace);

/* ---- scalars ---- */

bool integer_clean(struct span raw, long long *ret,
		   struct trace *trace); /* >= 0 */
bool number_clean(struct span raw, double *ret,
		  struct trace *trace); /* finite, >= 0 */
bool boolean_clean(struct span raw, bool *ret, struct trace *trace);

#endif
