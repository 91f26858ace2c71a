/* SPDX-License-Identifier: MIT */
/*
 * The filters of the Crossref REST API, and what each is in the native list.
 *
 * There is one date of publication, which all dates of publication mean; and
 * one of being loaded, which stands for those of Crossref's own records.
 */
#include "crossref.h"

/* clang-format off */
#define DATES(name, first, last)                                         \
	{ "from-" name "-date", FILTER_FROM, first, "date-not-valid" },  \
	{ "until-" name "-date", FILTER_UNTIL, last, "date-not-valid" }
#define PUBLISHED(name) DATES(name, "from", "until")
#define LOADED(name)    DATES(name, "loaded_from", "loaded_until")
#define HAS(name, word) { "has-" name, FILTER_HAS, word, "boolean-not-valid" }
#define REFUSED(name)   { name, FILTER_REFUSED, NULL, NULL }
#define REFUSED_DATES(name) \
	REFUSED("from-" name "-date"), REFUSED("until-" name "-date")

const struct filter crossref_filters[] = {
	PUBLISHED("pub"),
	PUBLISHED("issued"),
	PUBLISHED("online-pub"),
	PUBLISHED("print-pub"),
	PUBLISHED("posted"),
	LOADED("created"),
	LOADED("deposit"),
	LOADED("update"),
	LOADED("index"),
	{ "type", FILTER_VALUE, "type", "type-not-valid" },
	{ "type-name", FILTER_LABEL, "type", "type-not-valid" },
	{ "doi", FILTER_VALUE, "doi", "doi-not-valid" },
	{ "issn", FILTER_TAIL, "issn", "issn-not-valid" },
	{ "isbn", FILTER_TAIL, "isbn", "isbn-not-valid" },
	{ "orcid", FILTER_TAIL, "orcid", "orcid-not-valid" },
	{ "prefix", FILTER_TAIL, "prefix", "prefix-not-valid" },
	{ "member", FILTER_TAIL, "member", "integer-not-valid" },
	{ "funder", FILTER_VALUE, "funder", "funder-id-not-valid" },
	{ "container-title", FILTER_NAME, "journal", "container-title-not-valid" },
	{ "updates", FILTER_VALUE, "updates", "doi-not-valid" },
	{ "update-type", FILTER_VALUE, "update_type", "update-type-not-valid" },
	{ "is-update", FILTER_HAS, "update", "boolean-not-valid" },
	HAS("update", "updated"),
	HAS("abstract", "abstract"),
	HAS("affiliation", "affiliation"),
	HAS("funder", "funder"),
	HAS("license", "license"),
	HAS("orcid", "orcid"),
	HAS("references", "references"),
	{ "has-full-text", FILTER_NEVER, NULL, "boolean-not-valid" },
	REFUSED_DATES("accepted"),
	REFUSED_DATES("approved"),
	REFUSED_DATES("awarded"),
	REFUSED_DATES("event-end"),
	REFUSED_DATES("event-start"),
	REFUSED("alternative-id"),
	REFUSED("archive"),
	REFUSED("article-number"),
	REFUSED("assertion"),
	REFUSED("assertion-group"),
	REFUSED("award.funder"),
	REFUSED("award.number"),
	REFUSED("category-name"),
	REFUSED("citation-id"),
	REFUSED("clinical-trial-number"),
	REFUSED("content-domain"),
	REFUSED("directory"),
	REFUSED("full-text.application"),
	REFUSED("full-text.type"),
	REFUSED("full-text.version"),
	REFUSED("funder-doi-asserted-by"),
	REFUSED("group-title"),
	REFUSED("gte-award-amount"),
	REFUSED("has-archive"),
	REFUSED("has-assertion"),
	REFUSED("has-authenticated-orcid"),
	REFUSED("has-award"),
	REFUSED("has-clinical-trial-number"),
	REFUSED("has-content-domain"),
	REFUSED("has-description"),
	REFUSED("has-domain-restriction"),
	REFUSED("has-event"),
	REFUSED("has-funder-doi"),
	REFUSED("has-relation"),
	REFUSED("has-ror-id"),
	REFUSED("has-update-policy"),
	REFUSED("license.delay"),
	REFUSED("license.url"),
	REFUSED("license.version"),
	REFUSED("location"),
	REFUSED("lte-award-amount"),
	REFUSED("reference-visibility"),
	REFUSED("relation.object"),
	REFUSED("relation.object-type"),
	REFUSED("relation.type"),
	REFUSED("ror-id"),
	{ 0 }
};
/* clang-format on */

const char *filter_refusal(const char *native)
{
	for (const struct filter *f = crossref_filters; f->name; f++)
		if (f->native && f->kind != FILTER_HAS &&
		    !strcmp(f->native, native))
			return f->refusal;
	return "parameter-not-allowed";
}
