/* SPDX-License-Identifier: MIT */
#include "paperd/html.h"

#include "paperd/identifier.h"
#include "paperd/scoped.h"
#include "paperd/text.h"

/* Authors that a list names. */
#define AUTHORS_SHOWN 6

/* ---- text ---- */

static const char *entity_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void html_text(struct span text, struct buf *out)
{
	size_t from = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *entity = entity_of(text.at[i]);

		if (!entity)
			continue;
		buf_add_span(out, span_slice(text, from, i));
		buf_add_text(out, entity);
		from = i + 1;
	}
	if (text.len)
		buf_add_span(out, span_slice(text, from, text.len));
}

/* <tag>text</tag>; nothing of a text that is not known. */
static void element(const char *tag, const char *text, struct buf *out)
{
	if (!text)
		return;
	buf_add_format(out, "<%s>", tag);
	html_text(span_of(text), out);
	buf_add_format(out, "</%s>", tag);
}

/* The same in another language. */
static void element_in(const char *tag, const char *language, const char *text,
		       struct buf *out)
{
	if (!text)
		return;
	buf_add_format(out, "<%s lang=\"", tag);
	html_text(span_of(language ? language : ""), out);
	buf_add_text(out, "\">");
	html_text(span_of(text), out);
	buf_add_format(out, "</%s>", tag);
}

static bool is_web(const char *url)
{
	struct span text = span_of(url);

	return span_starts_nocase(text, "https://") ||
	       span_starts_nocase(text, "http://");
}

static void link_to(const char *url, const char *text, struct buf *out)
{
	if (!is_web(url)) {
		html_text(span_of(text), out);
		return;
	}
	buf_add_text(out, "<a rel=\"external noreferrer\" href=\"");
	html_text(span_of(url), out);
	buf_add_text(out, "\">");
	html_text(span_of(text), out);
	buf_add_text(out, "</a>");
}

/* ---- a record in a list ---- */

void html_address(const struct paper *paper, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(4096);

	buf_add_text(out, "/record/");
	if (paper_key(paper, &key))
		buf_add_encoded(out, buf_span(&key));
}

/* What a record is called where it has no title. */
static void name_write(const struct paper *paper, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(4096);

	if (paper->title)
		html_text(span_of(paper->title), out);
	else if (paper_key(paper, &key))
		html_text(buf_span(&key), out);
	if (paper->retracted == TRUTH_YES)
		buf_add_text(out,
			     " <strong class=\"badge\">Retracted</strong>");
}

static void translations_write(const struct paper *paper, struct buf *out)
{
	for (size_t i = 0; i < paper->translations.count; i++) {
		const struct translation *one = &paper->translations.items[i];

		element_in("p", one->lang, one->title, out);
	}
}

static void authors_line(const struct people *authors, struct buf *out)
{
	size_t shown = authors->count;

	if (!shown)
		return;
	if (shown > AUTHORS_SHOWN)
		shown = AUTHORS_SHOWN;
	buf_add_text(out, "<p class=\"by\">");
	for (size_t i = 0; i < shown; i++) {
		buf_add_text(out, i ? ", " : "");
		html_text(span_of(authors->items[i].name), out);
	}
	if (authors->count > shown)
		buf_add_format(out, " +%zu", authors->count - shown);
	buf_add_text(out, "</p>");
}

static void place_write(const struct paper *paper, struct buf *out)
{
	const char *parts[] = { paper->journal.title, paper->published,
				paper->type };
	const char *between = "<p class=\"place\">";
	bool any = false;

	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		if (!parts[i])
			continue;
		buf_add_text(out, any ? " · " : between);
		html_text(span_of(parts[i]), out);
		any = true;
	}
	if (any)
		buf_add_text(out, "</p>");
}

static void heading(const struct paper *paper, const char *tag, bool linked,
		    struct buf *out)
{
	buf_add_format(out, "<%s lang=\"", tag);
	html_text(span_of(paper->language ? paper->language : ""), out);
	buf_add_text(out, "\">");
	if (linked) {
		buf_add_text(out, "<a href=\"");
		html_address(paper, out);
		buf_add_text(out, "\">");
	}
	name_write(paper, out);
	buf_add_format(out, "%s</%s>", linked ? "</a>" : "", tag);
	translations_write(paper, out);
}

void html_summary(const struct paper *paper, struct buf *out)
{
	buf_add_text(out, "<li><article>");
	heading(paper, "h2", true, out);
	authors_line(&paper->authors, out);
	place_write(paper, out);
	buf_add_text(out, "</article></li>");
}

/* ---- the whole ---- */

static void people_write(const char *name, const struct people *list,
			 struct buf *out)
{
	if (!list->count)
		return;
	element("h2", name, out);
	buf_add_text(out, "<ol class=\"people\">");
	for (size_t i = 0; i < list->count; i++) {
		const struct person *person = &list->items[i];
		SCOPED(buf_release) struct buf url = buf_init(200);

		buf_add_text(out, "<li>");
		html_text(span_of(person->name), out);
		if (person->orcid) {
			buf_add_format(&url, "https://orcid.org/%.40s",
				       person->orcid);
			buf_add_char(out, ' ');
			link_to(buf_text(&url), person->orcid, out);
		}
		buf_add_text(out, "</li>");
	}
	buf_add_text(out, "</ol>");
}

static void abstract_write(const char *text, const char *language,
			   struct buf *out)
{
	struct span rest = span_of(text), line;

	while (text && span_next(&rest, '\n', &line)) {
		buf_add_text(out, "<p lang=\"");
		html_text(span_of(language ? language : ""), out);
		buf_add_text(out, "\">");
		html_text(line, out);
		buf_add_text(out, "</p>");
	}
}

static void pair(const char *name, const char *value, struct buf *out)
{
	if (!value)
		return;
	element("dt", name, out);
	element("dd", value, out);
}

static void facts_write(const struct paper *paper, struct buf *out)
{
	buf_add_text(out, "<dl>");
	if (paper->doi) {
		buf_add_text(out, "<dt>DOI</dt><dd>");
		link_to(paper->url ? paper->url : "", paper->doi, out);
		buf_add_text(out, "</dd>");
	}
	pair("Published", paper->published, out);
	pair("Type", paper->type, out);
	pair("Journal", paper->journal.title, out);
	pair("Volume", paper->volume, out);
	pair("Issue", paper->issue, out);
	pair("Pages", paper->pages, out);
	pair("Publisher", paper->publisher, out);
	pair("PubMed", paper->ids.pmid, out);
	pair("PubMed Central", paper->ids.pmcid, out);
	pair("arXiv", paper->ids.arxiv, out);
	pair("Source", paper->source.name, out);
	buf_add_text(out, "</dl>");
}

static void record_link(const char *doi, struct buf *out)
{
	if (!doi)
		return;
	buf_add_text(out, "<a href=\"/record/");
	buf_add_encoded(out, span_of(doi));
	buf_add_text(out, "\">");
	html_text(span_of(doi), out);
	buf_add_text(out, "</a>");
}

static void reference_write(const struct reference *one, struct buf *out)
{
	const char *parts[] = { one->text, one->author, one->title,
				one->container, one->year };
	size_t last = one->text ? 1 : ARRAY_COUNT(parts);

	buf_add_text(out, "<li>");
	for (size_t i = 0; i < last; i++) {
		if (!parts[i])
			continue;
		html_text(span_of(parts[i]), out);
		buf_add_char(out, ' ');
	}
	record_link(one->doi, out);
	buf_add_text(out, "</li>");
}

static void references_write(const struct references *list, struct buf *out)
{
	if (!list->count)
		return;
	buf_add_format(out,
		       "<h2>References (%zu)</h2><ol class=\"references\">",
		       list->count);
	for (size_t i = 0; i < list->count; i++)
		reference_write(&list->items[i], out);
	buf_add_text(out, "</ol>");
}

static void updates_write(const struct updates *list, struct buf *out)
{
	if (!list->count)
		return;
	buf_add_text(out, "<h2>Updates</h2><ul>");
	for (size_t i = 0; i < list->count; i++) {
		const struct update *one = &list->items[i];

		buf_add_text(out, "<li>");
		html_text(span_of(one->type), out);
		buf_add_char(out, ' ');
		record_link(one->doi, out);
		buf_add_text(out, "</li>");
	}
	buf_add_text(out, "</ul>");
}

void html_article(const struct paper *paper, struct buf *out)
{
	buf_add_text(out, "<article class=\"record\">");
	heading(paper, "h1", false, out);
	updates_write(&paper->updates, out);
	people_write("Authors", &paper->authors, out);
	element("h2", paper->abstract ? "Abstract" : NULL, out);
	abstract_write(paper->abstract, paper->language, out);
	for (size_t i = 0; i < paper->translations.count; i++)
		abstract_write(paper->translations.items[i].abstract,
			       paper->translations.items[i].lang, out);
	element("h2", "Details", out);
	facts_write(paper, out);
	references_write(&paper->references, out);
	buf_add_text(out, "</article>");
}
