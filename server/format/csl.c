/* SPDX-License-Identifier: MIT */
/*
 * CSL-JSON (Citation Style Language 1.0.2, csl-data.json).  The schema allows no
 * member but its own, so all else stands in `custom`.
 */
#include <string.h>

#include "paperd/doi.h"
#include "paperd/json.h"
#include "paperd/scoped.h"
#include "writers.h"

/* ---- texts ---- */

/* Members that are one text of the record, under the name of a CSL variable. */
static const struct row {
	const char *key;
	size_t offset; /* of a char * in struct paper */
} rows[] = {
#define ROW(key, member)                            \
	{                                           \
		key, offsetof(struct paper, member) \
	}
	ROW("DOI", doi),
	ROW("URL", url),
	ROW("title", title),
	ROW("language", language),
	ROW("container-title", journal.title),
	ROW("container-title-short", journal.abbreviation),
	ROW("collection-title", journal.series),
	ROW("volume", volume),
	ROW("issue", issue),
	ROW("publisher", publisher),
	ROW("PMID", ids.pmid),
	ROW("PMCID", ids.pmcid),
	ROW("abstract", abstract),
	ROW("source", source.name),
#undef ROW
};

static void texts(const struct paper *paper, struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		json_pair_text(
			out, rows[i].key,
			*(char *const *)((const char *)paper + rows[i].offset));
}

/* CSL has one ISSN and one ISBN. */
static void first_of(const char *key, const struct texts *list, struct buf *out)
{
	if (list->count)
		json_pair_text(out, key, list->items[0]);
}

/* Styles print an article number where pages would stand. */
static void page(const struct paper *paper, struct buf *out)
{
	json_pair_text(out, "page",
		       paper->pages ? paper->pages : paper->article_number);
}

/* True when the keywords, joined, can be parted again. */
static bool keywords_fit(const struct texts *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (strchr(list->items[i], ';') ||
		    (list->count == 1 && strchr(list->items[i], ',')))
			return false;
	return true;
}

static void keyword(const struct texts *list, struct buf *out)
{
	SCOPED(buf_release) struct buf joined = buf_init(out->cap);

	if (!list->count)
		return;
	for (size_t i = 0; i < list->count; i++) {
		buf_add_text(&joined, i ? "; " : "");
		buf_add_text(&joined, list->items[i]);
	}
	json_key(out, "keyword");
	json_string(out, buf_span(&joined));
	out->failed |= joined.failed;
}

/* ---- the rest ---- */

static void key_of(const struct paper *paper, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(DOI_MAX);

	paper_key(paper, &key);
	json_key(out, "id");
	json_string(out, buf_span(&key));
}

static void issued(const struct paper *paper, struct buf *out)
{
	struct date_parts parts = published_parts(paper);

	if (!parts.count)
		return;
	json_key(out, "issued");
	json_open(out, '{');
	date_parts_json(&parts, out);
	json_close(out, '}');
}

static void person(const struct person *person, struct buf *out)
{
	json_open(out, '{');
	if (person_is_whole(person)) {
		json_pair_text(out, "literal", person->name);
	} else {
		json_pair_text(out, "family", person->family);
		json_pair_text(out, "given", person->given);
		json_pair_text(out, "suffix", person->suffix);
	}
	json_close(out, '}');
}

static void people(const char *key, const struct people *list, struct buf *out)
{
	if (!list->count)
		return;
	json_key(out, key);
	json_open(out, '[');
	for (size_t i = 0; i < list->count; i++)
		person(&list->items[i], out);
	json_close(out, ']');
}

/* True when a name is all that is known of each of them. */
static bool people_fit(const struct people *list)
{
	for (size_t i = 0; i < list->count; i++)
		if (list->items[i].orcid || list->items[i].affiliations.count)
			return false;
	return true;
}

/* ---- custom ---- */

/* Of the types that CSL calls alike, the one that its word is read as. */
static bool type_fits(const char *type)
{
	static const char *const known[] = {
		"book-chapter",    "book",
		"dataset",         "dissertation",
		"journal",         "journal-article",
		"report",          "standard",
		"peer-review",     "proceedings-article",
		"other",           "posted-content",
		"reference-entry",
	};

	for (size_t i = 0; type && i < ARRAY_COUNT(known); i++)
		if (strcmp(type, known[i]) == 0)
			return true;
	return false;
}

static struct journal rest_of_journal(const struct journal *journal)
{
	struct journal rest = *journal;

	rest.title = rest.series = NULL;
	/* one that is the title again is not taken for an abbreviation */
	if (!rest.abbreviation || !journal->title ||
	    strcmp(rest.abbreviation, journal->title) != 0)
		rest.abbreviation = NULL;
	if (rest.issn.count < 2)
		rest.issn = (struct texts){ 0 };
	return rest;
}

static struct ids rest_of_ids(const struct ids *ids)
{
	struct ids rest = { .arxiv = ids->arxiv, .s2 = ids->s2 };

	if (ids->isbn.count > 1)
		rest.isbn = ids->isbn;
	return rest;
}

static void rest_of_date(const struct paper *paper, struct paper *rest)
{
	struct date_parts parts = published_parts(paper);

	if (paper->year.known && parts.of[0] != paper->year.value)
		rest->year = paper->year;
}

static struct paper rest_of(const struct paper *paper)
{
	struct paper rest = {
		.subtitle = paper->subtitle,
		.translations = paper->translations,
		.copyright = paper->copyright,
		.journal = rest_of_journal(&paper->journal),
		.article_number = paper->article_number,
		.open_access = paper->open_access,
		.citation_count = paper->citation_count,
		.reference_count = paper->reference_count,
		.ids = rest_of_ids(&paper->ids),
		.licenses = paper->licenses,
		.funders = paper->funders,
		.references = paper->references,
		.updates = paper->updates,
		.retracted = paper->retracted,
	};

	rest_of_date(paper, &rest);
	if (!type_fits(paper->type))
		rest.type = paper->type;
	if (!people_fit(&paper->authors))
		rest.authors = paper->authors;
	if (!people_fit(&paper->editors))
		rest.editors = paper->editors;
	if (!keywords_fit(&paper->keywords))
		rest.keywords = paper->keywords;
	return rest;
}

static void custom(const struct paper *paper, struct buf *out)
{
	struct paper rest = rest_of(paper);
	const char *unknown[6] = { NULL };
	size_t count = 0;

	if (!paper->type)
		unknown[count++] = "type";
	if (!paper->url && paper->doi)
		unknown[count++] = "url";
	if (!paper->pages && paper->article_number)
		unknown[count++] = "pages";
	if (!paper->published && paper->year.known)
		unknown[count++] = "published";
	if (!paper->year.known && paper->published)
		unknown[count++] = "year";
	json_key(out, "custom");
	json_open(out, '{');
	rest_json(&rest, unknown, out);
	json_close(out, '}');
}

/* ---- the item ---- */

/*
 * What makes Zotero take an answer for another format, wherever it stands
 * (translator "DOI Content Negotiation"), has its first byte written as an
 * escape: in JSON the text is the same.
 */
static const struct span sniffed[] = {
	SPAN("<crossref"),
	SPAN("http://datacite.org/schema"),
};

static bool is_sniffed(struct span text)
{
	for (size_t i = 0; i < ARRAY_COUNT(sniffed); i++)
		if (text.len >= sniffed[i].len &&
		    memcmp(text.at, sniffed[i].at, sniffed[i].len) == 0)
			return true;
	return false;
}

static void add_hidden(struct span json, struct buf *out)
{
	size_t from = 0;

	for (size_t i = 0; i < json.len; i++) {
		if (!is_sniffed(span_slice(json, i, json.len)))
			continue;
		buf_add_span(out, span_slice(json, from, i));
		buf_add_format(out, "\\u%04x", (unsigned)json.at[i]);
		from = i + 1;
	}
	buf_add_span(out, span_slice(json, from, json.len));
}

static void hide(size_t from, struct buf *out)
{
	SCOPED(buf_release) struct buf plain = buf_init(out->cap);
	struct span json = span_slice(buf_span(out), from, out->len);
	bool found = false;

	for (size_t i = 0; i < ARRAY_COUNT(sniffed); i++)
		found |= memmem(json.at, json.len, sniffed[i].at,
				sniffed[i].len) != NULL;
	if (!found || out->failed)
		return;
	buf_add_span(&plain, json);
	buf_cut(out, from);
	add_hidden(buf_span(&plain), out);
	out->failed |= plain.failed;
}

void csl_record(struct format_run *run, const struct paper *paper,
		struct buf *out)
{
	size_t from = out->len;

	json_open(out, '{');
	key_of(paper, out);
	json_pair_text(out, "type", kind_of(paper->type)->csl);
	texts(paper, out);
	first_of("ISSN", &paper->journal.issn, out);
	first_of("ISBN", &paper->ids.isbn, out);
	page(paper, out);
	keyword(&paper->keywords, out);
	people("author", &paper->authors, out);
	people("editor", &paper->editors, out);
	issued(paper, out);
	if (paper->retracted == TRUTH_YES)
		json_pair_text(out, "status", "retracted");
	custom(paper, out);
	json_close(out, '}');
	hide(from, out);
}
