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
	csl_custom(paper, out);
	json_close(out, '}');
	hide(from, out);
}
