/* SPDX-License-Identifier: MIT */
/* A record by itself. */
#include "html_parts.h"

#include <stdio.h>

#include "paperd/identifier.h"
#include "paperd/scoped.h"
#include "paperd/text.h"

/* What a part is written with. */
struct writing {
	struct buf *out;
	enum html_language language;
};

static const char *word(const struct writing *w, enum html_word which)
{
	return html_word(which, w->language);
}

static void add(const struct writing *w, const char *html)
{
	buf_add_text(w->out, html);
}

static void text(const struct writing *w, const char *known)
{
	if (known)
		html_text(span_of(known), w->out);
}

static void head(const struct writing *w, enum html_word which)
{
	html_element("h2", word(w, which), w->out);
}

/* ---- people ---- */

static void person_write(const struct writing *w, const struct person *person)
{
	SCOPED(buf_release) struct buf url = buf_init(200);

	add(w, "<li>");
	text(w, person->name);
	if (person->orcid) {
		buf_add_format(&url, "https://orcid.org/%.40s", person->orcid);
		add(w, " ");
		html_link(buf_text(&url), person->orcid, w->out);
	}
	for (size_t i = 0; i < person->affiliations.count; i++) {
		add(w, " ");
		html_element("small", person->affiliations.items[i], w->out);
	}
	add(w, "</li>");
}

static void people_write(const struct writing *w, enum html_word name,
			 const struct people *list)
{
	if (!list->count)
		return;
	head(w, name);
	add(w, "<ol>");
	for (size_t i = 0; i < list->count; i++)
		person_write(w, &list->items[i]);
	add(w, "</ol>");
}

/* ---- abstracts ---- */

static void paragraphs(const struct writing *w, const char *lang,
		       const char *abstract)
{
	struct span rest = span_of(abstract), line;

	while (span_next(&rest, '\n', &line)) {
		SCOPED_FREE char *copy = span_copy(line);

		html_element_in("p", lang, copy, w->out);
	}
}

static void abstracts_write(const struct writing *w, const struct paper *paper)
{
	if (paper->abstract) {
		head(w, WORD_ABSTRACT);
		paragraphs(w, paper->language, paper->abstract);
	}
	for (size_t i = 0; i < paper->translations.count; i++) {
		const struct translation *one = &paper->translations.items[i];

		if (!one->abstract)
			continue;
		head(w, WORD_ABSTRACT);
		paragraphs(w, one->lang, one->abstract);
	}
}

/* ---- facts ---- */

static void pair(const struct writing *w, const char *name, const char *value)
{
	if (!value)
		return;
	html_element("dt", name, w->out);
	html_element("dd", value, w->out);
}

static void pairs(const struct writing *w, const char *name,
		  const struct texts *values)
{
	for (size_t i = 0; i < values->count; i++)
		pair(w, name, values->items[i]);
}

static void number_pair(const struct writing *w, enum html_word name,
			double value)
{
	char shown[64];

	snprintf(shown, sizeof(shown), "%.12g", value);
	pair(w, word(w, name), shown);
}

static void link_pair(const struct writing *w, const char *name,
		      const char *url, const char *value)
{
	if (!value)
		return;
	html_element("dt", name, w->out);
	add(w, "<dd>");
	html_link(url, value, w->out);
	add(w, "</dd>");
}

static void figures_write(const struct writing *w, const struct paper *paper)
{
	const struct journal *journal = &paper->journal;

	if (paper->open_access != TRUTH_UNKNOWN)
		pair(w, word(w, WORD_OPEN_ACCESS),
		     word(w, paper->open_access == TRUTH_YES ? WORD_YES
							     : WORD_NO));
	if (paper->citation_count.known)
		number_pair(w, WORD_CITED, (double)paper->citation_count.value);
	if (journal->impact_factor.known)
		number_pair(w, WORD_IMPACT, journal->impact_factor.value);
	pair(w, word(w, WORD_QUARTILE), journal->jcr_quartile);
	if (journal->cas_zone.known)
		number_pair(w, WORD_CAS_ZONE, (double)journal->cas_zone.value);
}

static void lists_write(const struct writing *w, const struct paper *paper)
{
	for (size_t i = 0; i < paper->licenses.count; i++) {
		const struct license *one = &paper->licenses.items[i];

		link_pair(w, word(w, WORD_LICENSES), one->url,
			  one->id ? one->id : one->url);
	}
	for (size_t i = 0; i < paper->funders.count; i++)
		pair(w, word(w, WORD_FUNDERS), paper->funders.items[i].name);
	pairs(w, word(w, WORD_KEYWORDS), &paper->keywords);
}

static void identifiers_write(const struct writing *w,
			      const struct paper *paper)
{
	link_pair(w, "DOI", paper->url, paper->doi);
	pair(w, "PubMed", paper->ids.pmid);
	pair(w, "PubMed Central", paper->ids.pmcid);
	pair(w, "arXiv", paper->ids.arxiv);
	pair(w, "Semantic Scholar", paper->ids.s2);
	pairs(w, "ISBN", &paper->ids.isbn);
	pairs(w, "ISSN", &paper->journal.issn);
}

static void facts_write(const struct writing *w, const struct paper *paper)
{
	const struct {
		enum html_word name;
		const char *value;
	} rows[] = {
		{ WORD_PUBLISHED, paper->published },
		{ WORD_TYPE, paper->type },
		{ WORD_LANGUAGE, paper->language },
		{ WORD_JOURNAL, paper->journal.title },
		{ WORD_JOURNAL, paper->journal.description },
		{ WORD_VOLUME, paper->volume },
		{ WORD_ISSUE, paper->issue },
		{ WORD_PAGES,
		  paper->pages ? paper->pages : paper->article_number },
		{ WORD_PUBLISHER, paper->publisher },
	};

	head(w, WORD_DETAILS);
	add(w, "<dl>");
	identifiers_write(w, paper);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		pair(w, word(w, rows[i].name), rows[i].value);
	figures_write(w, paper);
	lists_write(w, paper);
	pair(w, word(w, WORD_SOURCE), paper->source.name);
	add(w, "</dl>");
}

/* ---- other works ---- */

static void record_link(const struct writing *w, const char *doi)
{
	if (!doi)
		return;
	add(w, " <a href=\"");
	html_key_address(span_of(doi), w->out);
	add(w, "\">");
	text(w, doi);
	add(w, "</a>");
}

static void reference_write(const struct writing *w,
			    const struct reference *one)
{
	const char *parts[] = { one->text,  one->author,    one->year,
				one->title, one->container, one->volume,
				one->pages };
	size_t last = one->text ? 1 : ARRAY_COUNT(parts);
	bool any = false;

	add(w, "<li>");
	for (size_t i = 0; i < last; i++) {
		if (!parts[i])
			continue;
		add(w, any ? ", " : "");
		text(w, parts[i]);
		any = true;
	}
	record_link(w, one->doi);
	add(w, "</li>");
}

static void references_write(const struct writing *w,
			     const struct references *list)
{
	if (!list->count)
		return;
	buf_add_format(w->out, "<h2>%s (%zu)</h2><ol class=\"references\">",
		       word(w, WORD_REFERENCES), list->count);
	for (size_t i = 0; i < list->count; i++)
		reference_write(w, &list->items[i]);
	add(w, "</ol>");
}

static void update_write(const struct writing *w, const struct update *one)
{
	bool is_notice = one->direction && !strcmp(one->direction, "to");

	add(w, "<li>");
	text(w, one->type);
	add(w, " ");
	add(w, word(w, is_notice ? WORD_UPDATE_OF : WORD_UPDATED_BY));
	record_link(w, one->doi);
	add(w, " ");
	text(w, one->date);
	add(w, "</li>");
}

static void updates_write(const struct writing *w, const struct updates *list)
{
	if (!list->count)
		return;
	head(w, WORD_UPDATES);
	add(w, "<ul>");
	for (size_t i = 0; i < list->count; i++)
		update_write(w, &list->items[i]);
	add(w, "</ul>");
}

/* ---- other forms ---- */

static void exports_write(const struct writing *w, const struct paper *paper)
{
	static const struct {
		const char *format, *name;
	} forms[] = { { "bibtex", "BibTeX" },
		      { "ris", "RIS" },
		      { "csl", "CSL-JSON" },
		      { "citation", "APA" },
		      { "json", "JSON" } };
	SCOPED(buf_release) struct buf key = buf_init(4096);

	if (!paper_key(paper, &key))
		return;
	head(w, WORD_EXPORT);
	add(w, "<ul class=\"chips\">");
	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		add(w, "<li><a class=\"chip\" href=\"/v1/records/");
		buf_add_encoded(w->out, buf_span(&key));
		buf_add_format(w->out, "?format=%s\">%s</a></li>",
			       forms[i].format, forms[i].name);
	}
	add(w, "</ul>");
}

void html_article(const struct paper *paper, enum html_language language,
		  struct buf *out)
{
	struct writing w = { out, language };

	add(&w, "<article class=\"record\">");
	html_heading(paper, "h1", language, false, out);
	updates_write(&w, &paper->updates);
	people_write(&w, WORD_AUTHORS, &paper->authors);
	people_write(&w, WORD_EDITORS, &paper->editors);
	abstracts_write(&w, paper);
	facts_write(&w, paper);
	exports_write(&w, paper);
	references_write(&w, &paper->references);
	add(&w, "</article>");
}
