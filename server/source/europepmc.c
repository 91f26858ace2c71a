/* SPDX-License-Identifier: MIT */
/*
 * Articles of the Europe PMC REST API, "lite" and "core".  Tools that make JSON
 * of its XML put every value into a list of one; such lists are opened.
 */
#include "record.h"

#include <stdlib.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

static const struct fill_row journal_rows[] = {
	{ "title", clean_plain, offsetof(struct journal, title) },
	{ "isoabbreviation", clean_plain,
	  offsetof(struct journal, abbreviation) },
	{ "ISOAbbreviation", clean_plain,
	  offsetof(struct journal, abbreviation) },
	{ "medlineAbbreviation", clean_plain,
	  offsetof(struct journal, abbreviation) },
	{ 0 },
};

static const struct fill_row id_rows[] = {
	{ "pmid", fill_pmid, offsetof(struct ids, pmid) },
	{ "pmcid", fill_pmcid, offsetof(struct ids, pmcid) },
	{ 0 },
};

/* What "id" is: the article's identifier in its "source". */
static const struct {
	const char *source;
	struct fill_row row;
} source_rows[] = {
	{ "MED", { "id", fill_pmid, offsetof(struct ids, pmid) } },
	{ "PMC", { "id", fill_pmcid, offsetof(struct ids, pmcid) } },
};

bool europepmc_recognises(const cJSON *json)
{
	return json_get(json, "inEPMC") || json_get(json, "authorString") ||
	       json_get(json, "journalInfo");
}

/* The member, or its only element. */
static const cJSON *get(const cJSON *object, const char *key)
{
	const cJSON *value = json_get(object, key);

	return cJSON_IsArray(value) ? value->child : value;
}

static struct span get_span(const cJSON *object, const char *key)
{
	return json_span(get(object, key));
}

/* ---- title ---- */

/* The rules of PubMed, under PubMed's names. */
static enum status read_titles(struct fill *fill, const cJSON *work,
			       struct error *err)
{
	SCOPED(json_tree_release) cJSON *medline = cJSON_CreateObject();

	fill->failed = fill->failed || !medline;
	record_set(fill, medline, "ArticleTitle", get(work, "title"));
	record_set(fill, medline, "Language", get(work, "language"));
	return record_titles(fill, medline, titles_of_pubmed, err);
}

/* ---- people ---- */

static void add_affiliations(struct fill *fill, cJSON *author,
			     const cJSON *item)
{
	const cJSON *details = get(item, "authorAffiliationDetailsList");
	const cJSON *places = json_get(details, "authorAffiliation");
	const cJSON *place;

	if (!places)
		places = json_get(get(item, "authorAffiliationsList"),
				  "authorAffiliation");
	if (!places)
		record_author_affiliation(fill, author,
					  get(item, "affiliation"));
	for (place = json_items(places); place;
	     place = json_next(places, place))
		record_author_affiliation(fill, author,
					  cJSON_IsObject(place)
						  ? get(place, "affiliation")
						  : place);
}

static void add_author(struct fill *fill, cJSON *list, const cJSON *item)
{
	const cJSON *id = get(item, "authorId");
	const cJSON *given = get(item, "firstName");
	const cJSON *name = get(item, "collectiveName");
	cJSON *author = record_author(fill, list);

	record_set(fill, author, "family", get(item, "lastName"));
	record_set(fill, author, "given",
		   given ? given : get(item, "initials"));
	record_set(fill, author, "name", name ? name : get(item, "fullName"));
	if (span_is(get_span(id, "type"), "ORCID"))
		record_set(fill, author, "ORCID", get(id, "value"));
	add_affiliations(fill, author, item);
}

/* "Ralser M, Heeren G." */
static void read_author_string(struct fill *fill, struct span text)
{
	SCOPED(json_tree_release) cJSON *value = NULL;
	SCOPED_FREE char *copy = NULL;

	text = span_trim(text);
	if (text.len && text.at[text.len - 1] == '.')
		text.len--;
	copy = span_copy(text);
	value = copy ? cJSON_CreateString(copy) : NULL;
	fill->failed = fill->failed || !value;
	fill_people(fill, value, &fill->paper->authors);
}

static void read_authors(struct fill *fill, const cJSON *work)
{
	SCOPED(json_tree_release) cJSON *list = record_list(fill);
	const cJSON *authors = json_get(get(work, "authorList"), "author");
	const cJSON *item;

	for (item = json_items(authors); item; item = json_next(authors, item))
		add_author(fill, list, item);
	fill_people(fill, list, &fill->paper->authors);
	if (!fill->paper->authors.count)
		read_author_string(fill, get_span(work, "authorString"));
}

static void read_funders(struct fill *fill, const cJSON *work)
{
	const cJSON *grants = json_get(get(work, "grantsList"), "grant");
	const cJSON *item;

	for (item = json_items(grants); item; item = json_next(grants, item)) {
		const struct record_grant grant = {
			.funder = get_span(item, "agency"),
			.award = get_span(item, "grantId"),
		};

		record_grant(fill, &grant);
	}
}

/* ---- where it stands ---- */

/* "journalInfo" is that of core, the other names are those of lite. */
static void read_journal(struct fill *fill, const cJSON *work)
{
	const cJSON *info = get(work, "journalInfo");
	const cJSON *title = get(info, "journal");
	const cJSON *volume = get(info, "volume"), *issue = get(info, "issue");
	static const char *const issns[] = { "essn", "ESSN", "issn", "ISSN" };
	struct journal *journal = &fill->paper->journal;
	char scratch[3][SCALAR_MAX];

	fill_rows(fill, journal_rows, title, journal);
	fill_missing(fill, clean_plain, get_span(work, "journalTitle"),
		     &journal->title);
	if (journal->title && journal->abbreviation &&
	    !strcmp(journal->title, journal->abbreviation)) {
		free(journal->abbreviation);
		journal->abbreviation = NULL;
	}
	for (size_t i = 0; i < ARRAY_COUNT(issns); i++)
		fill_issn(fill, get_span(title, issns[i]));
	fill_issn(fill, get_span(work, "journalIssn"));
	volume = volume ? volume : get(work, "journalVolume");
	issue = issue ? issue : get(work, "issue");
	fill_volume(fill, json_scalar(volume, scratch[0]),
		    json_scalar(issue, scratch[1]));
	fill_pages(fill, json_scalar(get(work, "pageInfo"), scratch[2]));
	fill_text(fill, clean_plain,
		  get_span(get(work, "bookOrReportDetails"), "publisher"),
		  &fill->paper->publisher);
}

/* ---- the rest ---- */

/* PubMed's types; in lite they are one text. */
static void read_types(struct fill *fill, const cJSON *work)
{
	const cJSON *types = json_get(get(work, "pubTypeList"), "pubType");
	const cJSON *item;

	if (!types)
		types = json_get(work, "pubType");
	record_types(fill, "pubmed", types);
	for (item = json_items(types); item; item = json_next(types, item)) {
		struct span rest = json_span(item), type;

		while (span_next(&rest, ';', &type))
			if (span_is_nocase(span_trim(type),
					   "Retracted Publication"))
				fill->paper->retracted = TRUTH_YES;
	}
}

static void read_open_access(struct fill *fill, struct span letter)
{
	if (span_is(letter, "Y"))
		fill->paper->open_access = TRUTH_YES;
	else if (span_is(letter, "N"))
		fill->paper->open_access = TRUTH_NO;
}

static void read_ids(struct fill *fill, const cJSON *work)
{
	const cJSON *book = get(work, "bookOrReportDetails");
	struct ids *ids = &fill->paper->ids;
	char *base = (char *)ids;

	fill_rows(fill, id_rows, work, ids);
	for (size_t i = 0; i < ARRAY_COUNT(source_rows); i++) {
		const struct fill_row *row = &source_rows[i].row;

		if (span_is(get_span(work, "source"), source_rows[i].source))
			fill_missing(fill, row->clean, get_span(work, row->key),
				     (char **)(base + row->offset));
	}
	fill_list(fill, fill_isbn, get(book, "isbn13"), &ids->isbn);
	fill_list(fill, fill_isbn, get(book, "isbn10"), &ids->isbn);
}

static void read_facts(struct fill *fill, const cJSON *work)
{
	const cJSON *info = get(work, "journalInfo");
	const cJSON *dates[] = { get(work, "firstPublicationDate"),
				 get(info, "printPublicationDate"),
				 get(info, "yearOfPublication"),
				 get(work, "pubYear") };
	const struct span none = { 0 };
	struct paper *paper = fill->paper;

	fill_url(fill, none);
	read_ids(fill, work);
	record_date(fill, dates, ARRAY_COUNT(dates));
	fill_keywords(fill, json_get(get(work, "keywordList"), "keyword"));
	fill_license(fill, get_span(work, "license"), none);
	fill_integer(fill, get(work, "citedByCount"), &paper->citation_count);
	read_open_access(fill, get_span(work, "isOpenAccess"));
}

enum status europepmc_read(const struct source_object *object,
			   struct paper *ret, struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *work = object->json;
	struct span doi = get_span(work, "doi");
	enum status status;

	if (!doi.len)
		doi = get_span(work, "DOI");
	status = record_begin(&fill, doi, "Europe PMC", err);
	if (status == STATUS_OK)
		status = read_titles(&fill, work, err);
	if (status != STATUS_OK)
		return status;
	fill_abstract(&fill, get_span(work, "abstractText"));
	read_authors(&fill, work);
	read_journal(&fill, work);
	read_types(&fill, work);
	read_funders(&fill, work);
	read_facts(&fill, work);
	return identity_check(&fill, err);
}
