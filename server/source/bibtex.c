/* SPDX-License-Identifier: MIT */
/*
 * BibTeX and biblatex, as JabRef, Zotero, Mendeley and publishers write them.
 * Texts are TeX.  Fields of another entry ("crossref", "xdata") are not known.
 */
#include "bibtex.h"

#include "bibtex_lex.h"
#include "form.h"
#include "identity.h"
#include "library.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "shapes.h"

static const struct fill_row paper_rows[] = {
	{ "publisher", bibtex_plain, offsetof(struct paper, publisher) },
	{ "school", bibtex_plain, offsetof(struct paper, publisher) },
	{ "institution", bibtex_plain, offsetof(struct paper, publisher) },
	{ "organization", bibtex_plain, offsetof(struct paper, publisher) },
	{ "articleno", bibtex_plain, offsetof(struct paper, article_number) },
	{ "article-number", bibtex_plain,
	  offsetof(struct paper, article_number) },
	{ "eid", bibtex_plain, offsetof(struct paper, article_number) },
	{ 0 },
};

bool bibtex_recognises(const cJSON *json)
{
	return json_get(json, ENTRY_TYPE);
}

/* ---- identifiers ---- */

static enum status fill_key(struct fill *fill, const cJSON *entry,
			    struct error *err)
{
	struct span stated = json_get_span(entry, "doi");
	struct span url = json_get_span(entry, "url");
	SCOPED(buf_release) struct buf doi = { 0 };
	SCOPED(buf_release) struct buf address = buf_init(url.len + 64);
	enum status status = STATUS_OK;

	/* JabRef keeps MEDLINE's under a name of its own */
	if (!stated.len)
		stated = json_get_span(entry, "article-doi");
	doi = buf_init(stated.len + 64);
	bibtex_verbatim(stated, &doi, NULL);
	bibtex_verbatim(url, &address, NULL);
	library_doi(fill, buf_span(&doi));
	library_doi_address(fill, buf_span(&address));
	library_doi_note(fill, json_get_span(entry, "note"));
	if (!fill->paper->doi)
		status = identity_doi(fill, buf_span(&doi), err);
	fill_url(fill, buf_span(&address));
	return status;
}

static void fill_ids(struct fill *fill, const cJSON *entry)
{
	static const char *const schemes[] = { "archiveprefix", "eprinttype" };
	static const char *const keys[] = { "pmid", "pmcid", "pmc", "arxivid" };
	struct span isbns = json_get_span(entry, "isbn"), isbn;
	struct paper *paper = fill->paper;

	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++)
		library_identifier(fill, json_get_span(entry, schemes[i]),
				   json_get_span(entry, "eprint"));
	for (size_t i = 0; i < ARRAY_COUNT(keys); i++)
		library_identifier(fill, span_of(keys[i]),
				   json_get_span(entry, keys[i]));
	library_labelled(fill, json_get_span(entry, "note"));
	library_preprint(fill, json_get_span(entry, "journal"));
	identity_address(fill, span_of(paper->url));
	fill_issn(fill, json_get_span(entry, "issn"));
	fill_issn(fill, json_get_span(entry, "eissn"));
	while (span_next(&isbns, ',', &isbn))
		fill_list_text(fill, fill_isbn, isbn, &paper->ids.isbn);
}

/* ---- texts ---- */

/* biblatex names languages as babel does. */
static struct span language_of(struct span word)
{
	static const struct {
		const char *word;
		const char *code;
	} rows[] = {
		{ "american", "en" },     { "australian", "en" },
		{ "austrian", "de" },     { "brazil", "pt" },
		{ "brazilian", "pt" },    { "british", "en" },
		{ "canadian", "en" },     { "canadien", "fr" },
		{ "francais", "fr" },     { "germanb", "de" },
		{ "mexican", "es" },      { "naustrian", "de" },
		{ "newzealand", "en" },   { "ngerman", "de" },
		{ "nswissgerman", "de" }, { "portuges", "pt" },
		{ "swissgerman", "de" },  { "ukenglish", "en" },
		{ "usenglish", "en" },
	};

	word = span_trim(word);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (span_is_nocase(word, rows[i].word))
			return span_of(rows[i].code);
	return word;
}

static void fill_languages(struct fill *fill, const cJSON *entry)
{
	static const char *const keys[] = { "langid", "hyphenation",
					    "language" };
	struct span word;

	for (size_t i = 0; i < ARRAY_COUNT(keys); i++) {
		word = json_get_span(entry, keys[i]);
		if (word.len)
			fill_language(fill, language_of(word));
	}
}

static enum status fill_texts(struct fill *fill, const cJSON *entry,
			      struct error *err)
{
	SCOPED(titles_release)
	struct titles titles = { .flags = fill->flags };

	fill_languages(fill, entry);
	if (titles_of_crossref(entry, &titles, err) != STATUS_OK)
		return STATUS_NO_MEMORY;
	fill_titles(fill, &titles);
	fill_abstract(fill, json_get_span(entry, "abstract"));
	return STATUS_OK;
}

static void fill_names(struct fill *fill, struct span text, struct people *list)
{
	SCOPED(json_tree_release) cJSON *names = NULL;

	if (!text.len)
		return;
	names = bibtex_names(text);
	if (names)
		fill_people(fill, names, list);
	else
		fill->failed = true;
}

/* The index of the separator from `at` on that is in no group, or text.len. */
static size_t find_separator(struct span text, size_t at, char separator)
{
	while (at < text.len && text.at[at] != separator) {
		if (text.at[at] == '{')
			at = bibtex_group_end(text, at);
		else
			at += text.at[at] == '\\' && at + 1 < text.len ? 2 : 1;
	}
	return at;
}

static void fill_words(struct fill *fill, struct span text)
{
	char separator = ',';

	if (find_separator(text, 0, ';') < text.len)
		separator = ';';
	while (text.len) {
		size_t end = find_separator(text, 0, separator);

		fill_list_text(fill, bibtex_plain, span_slice(text, 0, end),
			       &fill->paper->keywords);
		text = span_slice(text, end < text.len ? end + 1 : end,
				  text.len);
	}
}

enum status bibtex_read(const struct source_object *object, struct paper *ret,
			struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *entry = object->json;
	struct span none = { 0 };

	fill.flags = CLEAN_TEX;
	if (fill_key(&fill, entry, err) != STATUS_OK ||
	    fill_texts(&fill, entry, err) != STATUS_OK)
		return err->status;
	fill_copy(&fill, "BibTeX", &ret->source.name);
	fill_type(&fill, "bibtex", json_get_span(entry, ENTRY_TYPE), none);
	fill_names(&fill, json_get_span(entry, "author"), &ret->authors);
	fill_names(&fill, json_get_span(entry, "editor"), &ret->editors);
	bibtex_fill_dates(&fill, entry);
	fill_rows(&fill, paper_rows, entry, ret);
	bibtex_fill_journal(&fill, entry);
	bibtex_fill_place(&fill, entry);
	fill_words(&fill, json_get_span(entry, "keywords"));
	fill_ids(&fill, entry);
	return identity_check(&fill, err);
}
