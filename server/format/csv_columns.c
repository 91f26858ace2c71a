/* SPDX-License-Identifier: MIT */
#include "csv_columns.h"

#include <stddef.h>

#include "paperd/json.h"

/* ---- cells of one value ---- */

static void write_text(const void *member, struct buf *cell)
{
	const char *text = *(char *const *)member;

	if (text)
		buf_add_text(cell, text);
}

static void write_integer(const void *member, struct buf *cell)
{
	const struct integer *integer = member;

	if (integer->known)
		json_integer(cell, integer->value);
}

static void write_number(const void *member, struct buf *cell)
{
	const struct number *number = member;

	if (number->known)
		json_number(cell, number->value);
}

static void write_truth(const void *member, struct buf *cell)
{
	static const char *const words[] = {
		[TRUTH_UNKNOWN] = "",
		[TRUTH_NO] = "false",
		[TRUTH_YES] = "true",
	};

	buf_add_text(cell, words[*(const enum truth *)member]);
}

/* ---- cells of a list ---- */

/* Starts the next item of a list. */
static void part(struct buf *cell)
{
	if (cell->len)
		buf_add_text(cell, "; ");
}

/* Adds the first of the texts that is there. */
static void item(struct buf *cell, const char *const *texts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		if (!texts[i])
			continue;
		part(cell);
		buf_add_text(cell, texts[i]);
		return;
	}
}

/* Adds a text to the item, after what parts it from what was there. */
static void more(struct buf *cell, const char *before, const char *text)
{
	if (!text)
		return;
	buf_add_text(cell, before);
	buf_add_text(cell, text);
}

#define ITEM(cell, ...)                                  \
	item(cell, (const char *const[]){ __VA_ARGS__ }, \
	     sizeof((const char *const[]){ __VA_ARGS__ }) / sizeof(char *))

static void write_texts(const void *member, struct buf *cell)
{
	const struct texts *texts = member;

	for (size_t i = 0; i < texts->count; i++)
		ITEM(cell, texts->items[i]);
}

/* "Family, Given" or "Family, Given, Jr."; what has no such parts as it is. */
static void write_people(const void *member, struct buf *cell)
{
	const struct people *people = member;

	for (size_t i = 0; i < people->count; i++) {
		const struct person *person = &people->items[i];

		if (!person->family || !person->given) {
			ITEM(cell, person->name, person->family, person->given);
			continue;
		}
		part(cell);
		buf_add_text(cell, person->family);
		more(cell, ", ", person->given);
		more(cell, ", ", person->suffix);
	}
}

/* "zh: text" for each language that has one. */
static void translated(struct buf *cell, const char *lang, const char *text)
{
	if (!text)
		return;
	part(cell);
	more(cell, "", lang);
	more(cell, ": ", text);
}

static void write_titles(const void *member, struct buf *cell)
{
	const struct translations *list = member;

	for (size_t i = 0; i < list->count; i++)
		translated(cell, list->items[i].lang, list->items[i].title);
}

static void write_abstracts(const void *member, struct buf *cell)
{
	const struct translations *list = member;

	for (size_t i = 0; i < list->count; i++)
		translated(cell, list->items[i].lang, list->items[i].abstract);
}

static void write_licenses(const void *member, struct buf *cell)
{
	const struct licenses *list = member;

	for (size_t i = 0; i < list->count; i++)
		ITEM(cell, list->items[i].id, list->items[i].url);
}

static void write_funders(const void *member, struct buf *cell)
{
	const struct funders *list = member;

	for (size_t i = 0; i < list->count; i++)
		ITEM(cell, list->items[i].name, list->items[i].doi);
}

static void write_references(const void *member, struct buf *cell)
{
	const struct references *list = member;

	for (size_t i = 0; i < list->count; i++)
		ITEM(cell, list->items[i].doi, list->items[i].text,
		     list->items[i].title);
}

/* "correction to 10.1000/1", "retraction by 10.1000/2". */
static void write_updates(const void *member, struct buf *cell)
{
	const struct updates *list = member;

	for (size_t i = 0; i < list->count; i++) {
		const struct update *update = &list->items[i];

		part(cell);
		buf_add_text(cell, update->type ? update->type : "update");
		more(cell, " ", update->direction);
		more(cell, " ", update->doi);
	}
}

static void write_sources(const void *member, struct buf *cell)
{
	const struct source_notes *list = member;

	for (size_t i = 0; i < list->count; i++)
		ITEM(cell, list->items[i].name, list->items[i].format);
}

/* ---- the table ---- */

/* clang-format off */
#define PART(name, field, member, kind) \
	{ name, #field, offsetof(struct paper, member), write_##kind }
#define FIELD(member, kind) PART(#member, member, member, kind)

const struct csv_column csv_column_table[] = {
	/* shown when nothing is said: CSV_STANDARD of them */
	FIELD(doi, text),
	FIELD(title, text),
	FIELD(authors, people),
	PART("journal", journal, journal.title, text),
	FIELD(year, integer),
	FIELD(published, text),
	FIELD(type, text),
	FIELD(volume, text),
	FIELD(issue, text),
	FIELD(pages, text),
	FIELD(publisher, text),
	FIELD(language, text),
	PART("issn", journal, journal.issn, texts),
	FIELD(citation_count, integer),
	FIELD(open_access, truth),
	FIELD(abstract, text),
	FIELD(url, text),
	/* when asked for */
	FIELD(subtitle, text),
	PART("translated_titles", translations, translations, titles),
	PART("translated_abstracts", translations, translations, abstracts),
	FIELD(editors, people),
	FIELD(copyright, text),
	PART("journal_abbreviation", journal, journal.abbreviation, text),
	PART("series", journal, journal.series, text),
	PART("journal_description", journal, journal.description, text),
	PART("impact_factor", journal, journal.impact_factor, number),
	PART("jcr_quartile", journal, journal.jcr_quartile, text),
	PART("jcr_category", journal, journal.jcr_category, text),
	PART("cas_zone", journal, journal.cas_zone, integer),
	PART("cas_category", journal, journal.cas_category, text),
	FIELD(article_number, text),
	FIELD(member, text),
	FIELD(keywords, texts),
	FIELD(reference_count, integer),
	PART("pmid", ids, ids.pmid, text),
	PART("pmcid", ids, ids.pmcid, text),
	PART("arxiv", ids, ids.arxiv, text),
	PART("s2", ids, ids.s2, text),
	PART("isbn", ids, ids.isbn, texts),
	FIELD(licenses, licenses),
	FIELD(funders, funders),
	FIELD(references, references),
	FIELD(updates, updates),
	FIELD(retracted, truth),
	PART("source", source, source.name, text),
	PART("source_format", source, source.format, text),
	PART("source_file", source, source.file, text),
	PART("source_line", source, source.line, integer),
	PART("source_url", source, source.url, text),
	FIELD(sources, sources),
	{ 0 },
};
/* clang-format on */

_Static_assert(sizeof(csv_column_table) / sizeof(*csv_column_table) <= 65,
	       "a set of columns has 64 bits");
