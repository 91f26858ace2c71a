/* SPDX-License-Identifier: MIT */
/* Elements, and a record in a list. */
#include "html_parts.h"

#include "paperd/identifier.h"
#include "paperd/scoped.h"
#include "paperd/text.h"

/* Authors that a list names. */
#define AUTHORS_SHOWN 6

/* Room for a key: a DOI, or a scheme and its value. */
#define KEY_ROOM 4096

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

/* ---- elements ---- */

static void open_in(const char *tag, const char *lang, struct buf *out)
{
	buf_add_format(out, "<%s", tag);
	if (lang && *lang) {
		buf_add_text(out, " lang=\"");
		html_text(span_of(lang), out);
		buf_add_char(out, '"');
	}
	buf_add_char(out, '>');
}

void html_element_in(const char *tag, const char *lang, const char *text,
		     struct buf *out)
{
	if (!text)
		return;
	open_in(tag, lang, out);
	html_text(span_of(text), out);
	buf_add_format(out, "</%s>", tag);
}

void html_element(const char *tag, const char *text, struct buf *out)
{
	html_element_in(tag, NULL, text, out);
}

static bool is_web(const char *url)
{
	struct span text = span_of(url ? url : "");

	return span_starts_nocase(text, "https://") ||
	       span_starts_nocase(text, "http://");
}

void html_link(const char *url, const char *text, struct buf *out)
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

/* ---- addresses ---- */

/* A segment that a browser would follow instead of sending it (RFC 3986
 * section 5.2.4). */
static bool is_dots(struct span segment)
{
	return span_is(segment, ".") || span_is(segment, "..");
}

static bool has_dots(struct span key)
{
	struct span segment;

	while (span_next(&key, '/', &segment))
		if (is_dots(segment))
			return true;
	return false;
}

void html_key_address(struct span key, struct buf *out)
{
	struct span segment, rest = key;
	bool first = true;

	buf_add_text(out, "/record/");
	if (has_dots(key)) {
		buf_add_encoded(out, key);
		return;
	}
	while (span_next(&rest, '/', &segment)) {
		if (!first)
			buf_add_char(out, '/');
		buf_add_encoded(out, segment);
		first = false;
	}
}

void html_address(const struct paper *paper, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(KEY_ROOM);

	if (paper_key(paper, &key))
		html_key_address(buf_span(&key), out);
}

/* ---- titles ---- */

/* What a record is called where it has no title: its key. */
static void name_write(const struct paper *paper, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(KEY_ROOM);

	if (paper->title)
		html_text(span_of(paper->title), out);
	else if (paper_key(paper, &key))
		html_text(buf_span(&key), out);
}

static void translations_write(const struct paper *paper, struct buf *out)
{
	for (size_t i = 0; i < paper->translations.count; i++) {
		const struct translation *one = &paper->translations.items[i];

		html_element_in("p", one->lang, one->title, out);
	}
}

void html_heading(const struct paper *paper, const char *tag,
		  enum html_language language, bool linked, struct buf *out)
{
	open_in(tag, paper->language, out);
	if (linked) {
		buf_add_text(out, "<a href=\"");
		html_address(paper, out);
		buf_add_text(out, "\">");
	}
	name_write(paper, out);
	buf_add_text(out, linked ? "</a>" : "");
	if (paper->retracted == TRUTH_YES)
		buf_add_format(out, " <strong class=\"badge\">%s</strong>",
			       html_word(WORD_RETRACTED, language));
	buf_add_format(out, "</%s>", tag);
	translations_write(paper, out);
}

/* ---- a record in a list ---- */

static void authors_line(const struct people *authors,
			 enum html_language language, struct buf *out)
{
	size_t shown = authors->count;

	if (!shown)
		return;
	if (shown > AUTHORS_SHOWN)
		shown = AUTHORS_SHOWN;
	buf_add_text(out, "<p class=\"by\">");
	for (size_t i = 0; i < shown; i++) {
		const char *name = authors->items[i].name;

		buf_add_text(out, i ? ", " : "");
		html_text(span_of(name ? name : ""), out);
	}
	if (authors->count > shown)
		buf_add_format(out, " + %zu %s", authors->count - shown,
			       html_word(WORD_MORE_AUTHORS, language));
	buf_add_text(out, "</p>");
}

static void place_write(const struct paper *paper, struct buf *out)
{
	const char *parts[] = { paper->journal.title, paper->published,
				paper->type };
	bool any = false;

	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		if (!parts[i])
			continue;
		buf_add_text(out, any ? " · " : "<p class=\"place\">");
		html_text(span_of(parts[i]), out);
		any = true;
	}
	if (any)
		buf_add_text(out, "</p>");
}

void html_summary(const struct paper *paper, enum html_language language,
		  struct buf *out)
{
	buf_add_text(out, "<li><article>");
	html_heading(paper, "h2", language, true, out);
	authors_line(&paper->authors, language, out);
	place_write(paper, out);
	buf_add_text(out, "</article></li>");
}
