/* SPDX-License-Identifier: MIT */
/*
 * RIS (Research Information Systems, 2001; Reference Manager and EndNote gave
 * some tags another meaning) as EndNote, Mendeley, Zotero and the databases
 * write it.
 */
#include "identity.h"
#include "library.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "ris.h"
#include "shapes.h"

static const struct fill_row paper_rows[] = {
	{ "PB", clean_plain, offsetof(struct paper, publisher) },
	{ "C7", clean_plain, offsetof(struct paper, article_number) },
	{ 0 },
};

/* The values of a tag, one after the other. */
typedef void taker(struct fill *fill, struct span value);

bool ris_recognises(const cJSON *json)
{
	return cJSON_IsObject(json);
}

static void each(struct fill *fill, const cJSON *record,
		 const char *const *tags, taker *take)
{
	const cJSON *item;

	for (; *tags; tags++) {
		cJSON_ArrayForEach (item, json_get(record, *tags))
			take(fill, json_span(item));
	}
}

/* The same a line: EndNote writes a list below its tag. */
static void each_line(struct fill *fill, const cJSON *record, const char *tag,
		      taker *take)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, json_get(record, tag)) {
		struct span rest = json_span(item), line;

		while (span_next(&rest, '\n', &line))
			take(fill, line);
	}
}

/* ---- identifiers ---- */

static enum status fill_key(struct fill *fill, const cJSON *record,
			    struct error *err)
{
	static const char *const stated[] = { "DO", NULL };
	static const char *const notes[] = { "N1", "M3", NULL };

	each(fill, record, stated, library_doi);
	each_line(fill, record, "UR", library_doi_address);
	each(fill, record, notes, library_doi_note);
	if (fill->paper->doi)
		return STATUS_OK;
	return identity_doi(fill, ris_first(record, "DO"), err);
}

/* SN holds ISSNs or ISBNs. */
static void take_number(struct fill *fill, struct span line)
{
	size_t before = fill->paper->journal.issn.count;

	fill_issn(fill, line);
	if (fill->paper->journal.issn.count == before)
		fill_list_text(fill, fill_isbn, line, &fill->paper->ids.isbn);
}

/* An accession number is PubMed's where the database is PubMed. */
static void fill_ids(struct fill *fill, const cJSON *record)
{
	static const char *const notes[] = { "N1", "M1", "M3", NULL };
	static const char *const journals[] = { "JF", "JO", "T2", NULL };
	struct span pmc = ris_first(record, "C2");

	each_line(fill, record, "SN", take_number);
	library_identifier(fill, ris_first(record, "DB"),
			   ris_first(record, "AN"));
	if (span_starts_nocase(pmc, "PMC"))
		library_identifier(fill, span_of("pmcid"), pmc);
	each(fill, record, notes, library_labelled);
	each(fill, record, journals, library_preprint);
	each_line(fill, record, "UR", identity_address);
	each_line(fill, record, "L2", identity_address);
}

static void take_address(struct fill *fill, struct span line)
{
	if (!fill->paper->url && span_trim(line).len &&
	    !fill_is_resolver(span_trim(line)))
		fill_text(fill, url_clean, line, &fill->paper->url);
}

/* ---- texts ---- */

static enum status add_title(struct titles *titles, const cJSON *record,
			     const char *const *tags, struct error *err)
{
	struct span none = { 0 };

	for (; *tags && !titles->count; tags++)
		if (titles_add(titles, ris_first(record, *tags), none, err) !=
		    STATUS_OK)
			return STATUS_NO_MEMORY;
	return STATUS_OK;
}

static enum status fill_texts(struct fill *fill, const cJSON *record,
			      struct error *err)
{
	static const char *const tags[] = { "TI", "T1", "BT", "CT", NULL };
	SCOPED(titles_release) struct titles titles = { 0 };
	struct span text = ris_first(record, "AB");

	fill_language(fill, ris_first(record, "LA"));
	if (add_title(&titles, record, tags, err) != STATUS_OK)
		return STATUS_NO_MEMORY;
	titles_choose(&titles);
	fill_titles(fill, &titles);
	fill_abstract(fill, text.len ? text : ris_first(record, "N2"));
	return STATUS_OK;
}

static void take_keyword(struct fill *fill, struct span line)
{
	struct span word;

	while (span_next(&line, ';', &word))
		fill_list_text(fill, clean_plain, word, &fill->paper->keywords);
}

static void fill_words(struct fill *fill, const cJSON *record)
{
	const cJSON *list = json_get(record, "KW");
	const cJSON *only = list && list->child && !list->child->next
				    ? list->child
				    : NULL;

	/* one line may be the whole list */
	if (only && !strchr(only->valuestring, '\n'))
		fill_keywords(fill, only);
	else
		each_line(fill, record, "KW", take_keyword);
}

/* ---- people ---- */

/* "Family, Given, Jr." as an object, owned; NULL: it is something else. */
static cJSON *name_with_suffix(struct span line)
{
	static const char *const keys[] = { "family", "given", "suffix" };
	struct span parts[ARRAY_COUNT(keys)];
	size_t count = 0;
	cJSON *name;

	while (count < ARRAY_COUNT(keys) &&
	       span_next(&line, ',', &parts[count]))
		count++;
	if (count < ARRAY_COUNT(keys) || line.len ||
	    !library_is_suffix(parts[count - 1]))
		return NULL;
	name = cJSON_CreateObject();
	for (size_t i = 0; i < count; i++) {
		SCOPED_FREE char *text = span_copy(span_trim(parts[i]));

		if (text)
			cJSON_AddStringToObject(name, keys[i], text);
	}
	return name;
}

static cJSON *name_of(struct span line)
{
	SCOPED_FREE char *text = NULL;
	cJSON *name = name_with_suffix(line);

	if (name)
		return name;
	text = span_copy(span_trim(line));
	return text ? cJSON_CreateString(text) : NULL;
}

/* EndNote writes a list below its tag. */
static void add_names(struct fill *fill, cJSON *list, const cJSON *values)
{
	const cJSON *item;

	cJSON_ArrayForEach (item, values) {
		struct span rest = json_span(item), line;

		while (span_next(&rest, '\n', &line)) {
			if (!cJSON_AddItemToArray(list, name_of(line)))
				fill->failed = true;
		}
	}
}

static void fill_names(struct fill *fill, const cJSON *record,
		       const char *const *tags, struct people *people)
{
	SCOPED(json_tree_release) cJSON *list = cJSON_CreateArray();

	if (!list) {
		fill->failed = true;
		return;
	}
	for (; *tags; tags++)
		add_names(fill, list, json_get(record, *tags));
	fill_people(fill, list, people);
}

/* Types that stand in another work; of these A2 is the editor's.  Elsewhere
 * it is who edited the series, advised the thesis or owns the patent. */
static bool is_part(const char *type)
{
	static const char *const parts[] = {
		"chapter",          "paper-conference",   "entry",
		"entry-dictionary", "entry-encyclopedia", "article-journal",
	};

	for (size_t i = 0; i < ARRAY_COUNT(parts); i++)
		if (!strcmp(type, parts[i]))
			return true;
	return false;
}

static void fill_persons(struct fill *fill, const cJSON *record,
			 const char *type)
{
	static const char *const authors[] = { "AU", "A1", NULL };
	static const char *const editors[] = { "ED", "A2", NULL };
	static const char *const of_books[] = { "ED", "A3", NULL };
	static const char *const named[] = { "ED", NULL };
	struct paper *paper = fill->paper;

	fill_names(fill, record, authors, &paper->authors);
	if (is_part(type))
		fill_names(fill, record, editors, &paper->editors);
	else if (!strcmp(type, "book"))
		fill_names(fill, record, of_books, &paper->editors);
	else
		fill_names(fill, record, named, &paper->editors);
}

enum status ris_read(const struct source_object *object, struct paper *ret,
		     struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *record = object->json;
	struct span none = { 0 }, word = ris_first(record, "TY");
	const char *type = type_csl("ris", word, none, NULL);

	if (fill_key(&fill, record, err) != STATUS_OK ||
	    fill_texts(&fill, record, err) != STATUS_OK)
		return err->status;
	fill_copy(&fill, "RIS", &ret->source.name);
	fill_type(&fill, "ris", word, none);
	fill_persons(&fill, record, type);
	ris_fill_dates(&fill, record);
	fill_rows(&fill, paper_rows, record, ret);
	ris_fill_journal(&fill, record, type);
	ris_fill_place(&fill, record);
	fill_words(&fill, record);
	fill_ids(&fill, record);
	each_line(&fill, record, "UR", take_address);
	fill_url(&fill, none);
	return identity_check(&fill, err);
}
