/* SPDX-License-Identifier: MIT */
/*
 * Semantic Scholar papers.  The Graph API writes its names in camel case
 * ("publicationDate"), the bulk data sets the same names in lower case; so
 * case is not looked at here.
 */
#include "record.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

/* Semantic Scholar's form of a corpus number where an identifier is asked. */
#define CORPUS_PREFIX "CorpusId:"

static const cJSON *get(const cJSON *object, const char *key)
{
	return cJSON_GetObjectItem(object, key);
}

static struct span get_span(const cJSON *object, const char *key)
{
	return json_span(get(object, key));
}

/* The aggregator's "paperid" is not one of these. */
bool s2_recognises(const cJSON *json)
{
	static const char *const keys[] = { "paperId", "corpusId", "corpusid",
					    "externalIds", "externalids" };

	if (json_get(json, "authorId") || json_get(json, "authorid"))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
		if (json_get(json, keys[i]))
			return true;
	return false;
}

static void read_authors(struct fill *fill, const cJSON *work)
{
	SCOPED(json_tree_release) cJSON *list = record_list(fill);
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get_array(work, "authors"))
		record_set(fill, record_author(fill, list), "name",
			   json_get(item, "name"));
	fill_people(fill, list, &fill->paper->authors);
}

static void read_ids(struct fill *fill, const cJSON *work)
{
	SCOPED(buf_release) struct buf corpus = buf_init(SCALAR_MAX);
	const cJSON *others = get(work, "externalIds");
	struct ids *ids = &fill->paper->ids;
	long long number;

	fill_text(fill, fill_arxiv, get_span(others, "ArXiv"), &ids->arxiv);
	fill_text(fill, fill_pmid, get_span(others, "PubMed"), &ids->pmid);
	fill_text(fill, record_pmcid, get_span(others, "PubMedCentral"),
		  &ids->pmcid);
	fill_text(fill, clean_plain, json_get_span(work, "paperId"), &ids->s2);
	if (ids->s2 || !json_whole(get(work, "corpusId"), &number))
		return;
	buf_add_format(&corpus, CORPUS_PREFIX "%lld", number);
	fill_text(fill, clean_plain, buf_span(&corpus), &ids->s2);
}

/* arXiv stands as "ArXiv", "abs/1706.03762" where others have their journal
 * and volume. */
static bool is_container(struct span name)
{
	return !clean_is_placeholder(name) && !span_is_nocase(name, "ArXiv") &&
	       !span_is_nocase(name, "arXiv.org");
}

static void read_title_of(struct fill *fill, struct span name)
{
	if (is_container(name))
		fill_missing(fill, clean_plain, name,
			     &fill->paper->journal.title);
}

static void read_journal(struct fill *fill, const cJSON *work)
{
	const cJSON *journal = get(work, "journal");
	const cJSON *venue = get(work, "publicationVenue");
	const cJSON *others = get(venue, "alternate_issns"), *item;
	struct span name = get_span(journal, "name");
	char scratch[3][SCALAR_MAX];

	read_title_of(fill, name);
	read_title_of(fill, get_span(venue, "name"));
	read_title_of(fill, get_span(work, "venue"));
	fill_issn(fill, get_span(venue, "issn"));
	for (item = json_items(others); item; item = json_next(others, item))
		fill_issn(fill, json_span(item));
	if (name.len && !is_container(name))
		return;
	fill_volume(fill, json_scalar(get(journal, "volume"), scratch[0]),
		    json_scalar(get(journal, "issue"), scratch[1]));
	fill_pages(fill, json_scalar(get(journal, "pages"), scratch[2]));
}

static void read_facts(struct fill *fill, const cJSON *work)
{
	const cJSON *dates[] = { get(work, "publicationDate"),
				 get(work, "year") };
	const struct span none = { 0 };
	struct paper *paper = fill->paper;

	fill_url(fill, paper->doi ? none : get_span(work, "url"));
	record_types(fill, "semanticscholar", get(work, "publicationTypes"));
	record_date(fill, dates, ARRAY_COUNT(dates));
	fill_truth(fill, get(work, "isOpenAccess"), &paper->open_access);
	fill_license(fill, get_span(get(work, "openAccessPdf"), "license"),
		     none);
	fill_integer(fill, get(work, "citationCount"), &paper->citation_count);
	fill_integer(fill, get(work, "referenceCount"),
		     &paper->reference_count);
}

enum status s2_read(const struct source_object *object, struct paper *ret,
		    struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *work = object->json;
	struct span doi = get_span(get(work, "externalIds"), "DOI");
	enum status status = record_begin(&fill, doi, "Semantic Scholar", err);

	if (status == STATUS_OK)
		status = record_titles(&fill, work, titles_of_crossref, err);
	if (status != STATUS_OK)
		return status;
	fill_abstract(&fill, json_get_span(work, "abstract"));
	read_authors(&fill, work);
	read_ids(&fill, work);
	read_journal(&fill, work);
	read_facts(&fill, work);
	return identity_check(&fill, err);
}
