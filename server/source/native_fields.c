/* SPDX-License-Identifier: MIT */
/*
 * The fields of a record, one after the other.
 */
#include "native_fields.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Zones of the Chinese Academy of Sciences. */
#define CAS_ZONE_MAX 4

static bool clean_line(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_title(raw, 0, out, trace);
}

static const struct fill_row paper_rows[] = {
	{ "title", clean_line, offsetof(struct paper, title) },
	{ "subtitle", clean_line, offsetof(struct paper, subtitle) },
	{ "copyright", clean_plain, offsetof(struct paper, copyright) },
	{ "publisher", clean_plain, offsetof(struct paper, publisher) },
	{ "member", fill_member_number, offsetof(struct paper, member) },
	{ "article_number", clean_plain,
	  offsetof(struct paper, article_number) },
	{ 0 },
};

static const struct fill_row journal_rows[] = {
	{ "title", clean_plain, offsetof(struct journal, title) },
	{ "abbreviation", clean_plain, offsetof(struct journal, abbreviation) },
	{ "series", clean_plain, offsetof(struct journal, series) },
	{ "description", clean_plain, offsetof(struct journal, description) },
	{ "jcr_quartile", clean_plain, offsetof(struct journal, jcr_quartile) },
	{ "jcr_category", clean_plain, offsetof(struct journal, jcr_category) },
	{ "cas_category", clean_plain, offsetof(struct journal, cas_category) },
	{ 0 },
};

static const struct fill_row ids_rows[] = {
	{ "pmid", fill_pmid, offsetof(struct ids, pmid) },
	{ "pmcid", fill_pmcid, offsetof(struct ids, pmcid) },
	{ "arxiv", fill_arxiv, offsetof(struct ids, arxiv) },
	{ "s2", clean_plain, offsetof(struct ids, s2) },
	{ 0 },
};

/* ---- texts ---- */

/* An abstract that is a translation is in one language: the first of it. */
static void fill_translated(struct fill *fill, struct span raw, char **member)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };

	if (!raw.len)
		return;
	if (clean_abstract(raw, 0, &abstract,
			   fill_trace(fill, &fill->paper->translations, raw.at),
			   NULL) != STATUS_OK)
		fill->failed = true;
	if (abstract.text)
		fill_copy(fill, abstract.text, member);
}

static void read_translation(struct fill *fill, const cJSON *item)
{
	struct span title = json_get_span(item, "title");
	struct span abstract = json_get_span(item, "abstract");
	char code[1][4] = { "" };
	struct translation *entry;

	if (!title.len && !abstract.len)
		return;
	language_clean(span_of(item->string), code, 1, NULL);
	entry = fill_translation(fill, code[0]);
	if (!entry)
		return;
	fill->within = &fill->paper->translations;
	fill_text(fill, clean_line, title, &entry->title);
	fill->within = NULL;
	fill_translated(fill, abstract, &entry->abstract);
}

static void read_texts(struct fill *fill, const cJSON *record)
{
	const cJSON *item;

	fill_rows(fill, paper_rows, record, fill->paper);
	fill_language(fill, json_get_span(record, "language"));
	cJSON_ArrayForEach (item, json_get_object(record, "translations"))
		read_translation(fill, item);
	fill_abstract(fill, json_get_span(record, "abstract"));
	fill_list(fill, clean_plain, json_get(record, "keywords"),
		  &fill->paper->keywords);
}

/* ---- the container and the place in it ---- */

static void read_journal(struct fill *fill, const cJSON *json)
{
	struct journal *journal = &fill->paper->journal;
	const cJSON *issns = json_get(json, "issn"), *item;

	fill_rows(fill, journal_rows, json, journal);
	for (item = json_items(issns); item; item = json_next(issns, item))
		fill_issn(fill, json_span(item));
	fill_number(fill, json_get(json, "impact_factor"),
		    &journal->impact_factor);
	fill_integer(fill, json_get(json, "cas_zone"), &journal->cas_zone);
	if (journal->cas_zone.value < 1 ||
	    journal->cas_zone.value > CAS_ZONE_MAX)
		journal->cas_zone = (struct integer){ 0 };
}

static void read_place(struct fill *fill, const cJSON *record)
{
	char scratch[3][SCALAR_MAX];

	fill_volume(fill, json_scalar(json_get(record, "volume"), scratch[0]),
		    json_scalar(json_get(record, "issue"), scratch[1]));
	fill_pages(fill, json_scalar(json_get(record, "pages"), scratch[2]));
}

/* ---- facts ---- */

/* A year that a date may have; of our own records the date alone states
 * none. */
static void read_year(struct fill *fill, const cJSON *value)
{
	struct integer *year = &fill->paper->year;
	struct integer stated = { 0 };
	struct clean_date date;

	fill_integer(fill, value, &stated);
	stated.known = stated.known &&
		       date_from_parts(stated.value, 0, 0, &date, NULL);
	if (stated.known || fill->own)
		*year = stated;
}

static void read_facts(struct fill *fill, const cJSON *record)
{
	struct paper *paper = fill->paper;
	struct span type = json_get_span(record, "type");

	if (!fill->own || json_get(record, "url"))
		fill_url(fill, json_get_span(record, "url"));
	if (type.len)
		fill_type(fill, "crossref", type, (struct span){ 0 });
	fill_date_json(fill, json_get(record, "published"));
	read_year(fill, json_get(record, "year"));
	fill_truth(fill, json_get(record, "open_access"), &paper->open_access);
	fill_truth(fill, json_get(record, "retracted"), &paper->retracted);
	fill_integer(fill, json_get(record, "citation_count"),
		     &paper->citation_count);
	fill_integer(fill, json_get(record, "reference_count"),
		     &paper->reference_count);
}

static void read_ids(struct fill *fill, const cJSON *json)
{
	struct ids *ids = &fill->paper->ids;

	fill_rows(fill, ids_rows, json, ids);
	fill_list(fill, fill_isbn, json_get(json, "isbn"), &ids->isbn);
}

void native_read_fields(struct fill *fill, const cJSON *record)
{
	struct paper *paper = fill->paper;

	read_texts(fill, record);
	fill_people(fill, json_get_array(record, "authors"), &paper->authors);
	fill_people(fill, json_get_array(record, "editors"), &paper->editors);
	read_journal(fill, json_get_object(record, "journal"));
	read_place(fill, record);
	read_facts(fill, record);
	read_ids(fill, json_get_object(record, "ids"));
	native_read_lists(fill, record);
}
