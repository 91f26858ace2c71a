/* SPDX-License-Identifier: MIT */
/*
 * RIS, as its specification of 2011 has it and EndNote, Zotero and Mendeley
 * read it: one tag a line, CR LF.
 */
#include "writers.h"

#include "paperd/scoped.h"

/* A value on its line: what would end it, or is no character of text, is a
 * blank, and of several blanks one is written. */
static void add_value(struct span text, struct buf *out)
{
	size_t before = out->len;
	bool blank = true;

	for (size_t i = 0; i < text.len; i++) {
		unsigned char c = (unsigned char)text.at[i];
		bool space = c <= ' ' || c == 0x7F;

		if (!space)
			buf_add_char(out, (char)c);
		else if (!blank)
			buf_add_char(out, ' ');
		blank = space;
	}
	if (blank && out->len > before)
		buf_cut(out, out->len - 1);
}

static void open_line(struct buf *out, const char *tag)
{
	buf_add_text(out, tag);
	buf_add_text(out, "  - ");
}

static void add_span(struct buf *out, const char *tag, struct span text)
{
	size_t before = out->len, value;

	open_line(out, tag);
	value = out->len;
	add_value(text, out);
	if (out->len == value)
		buf_cut(out, before);
	else
		buf_add_text(out, "\r\n");
}

static void add_text(struct buf *out, const char *tag, const char *text)
{
	if (text)
		add_span(out, tag, span_of(text));
}

static void add_texts(struct buf *out, const char *tag,
		      const struct texts *list)
{
	for (size_t i = 0; i < list->count; i++)
		add_text(out, tag, list->items[i]);
}

/* ---- people ---- */

static void add_people(struct buf *out, const char *tag,
		       const struct people *people)
{
	SCOPED(buf_release) struct buf name = buf_init(out->cap);

	for (size_t i = 0; i < people->count; i++) {
		buf_clear(&name);
		person_inverted(&people->items[i], &name);
		out->failed |= name.failed;
		add_span(out, tag, buf_span(&name));
	}
}

static bool is_kind(const char *type, const char *const *kinds, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!strcmp(type, kinds[i]))
			return true;
	return false;
}

/* Of what stands in a book A2 is its editor; elsewhere that is someone else. */
static const char *editor_tag(const char *type)
{
	static const char *const parts[] = { "CHAP", "CPAPER", "ENCYC",
					     "JOUR" };

	return is_kind(type, parts, ARRAY_COUNT(parts)) ? "A2" : "ED";
}

/* ---- where and when ---- */

/* PY is the year, DA "YYYY/MM/DD/", where a part that is not known is empty. */
static void add_date(struct buf *out, const struct paper *paper)
{
	struct date_parts date = published_parts(paper);

	if (!date.count)
		return;
	buf_add_format(out, "PY  - %04d\r\n", date.of[0]);
	if (date.count < 2)
		return;
	buf_add_format(out, "DA  - %04d/%02d/", date.of[0], date.of[1]);
	if (date.count == 3)
		buf_add_format(out, "%02d", date.of[2]);
	buf_add_text(out, "/\r\n");
}

/* T2 is what most read; JF, of a journal, what the others do.  JO is left out:
 * to some it is the full title, to others the short one. */
static void add_container(struct buf *out, const struct paper *paper,
			  const char *type)
{
	const struct journal *journal = &paper->journal;

	add_text(out, "T2", journal->title);
	if (!strcmp(type, "JOUR"))
		add_text(out, "JF", journal->title);
	add_text(out, "JA", journal->abbreviation);
	add_text(out, "T3", journal->series);
}

static size_t count_of(struct span text, char c)
{
	size_t count = 0;

	for (size_t i = 0; i < text.len; i++)
		count += text.at[i] == c;
	return count;
}

/* What is more than one range stands in SP as a whole. */
static void add_pages(struct buf *out, const char *pages)
{
	struct span whole = span_of(pages), first, last;

	if (!pages)
		return;
	pages_split(pages, &first, &last);
	if (span_has(whole, ',') || count_of(whole, '-') > 1 || !first.len ||
	    !last.len) {
		add_span(out, "SP", whole);
		return;
	}
	add_span(out, "SP", first);
	add_span(out, "EP", last);
}

/* ---- identifiers and notes ---- */

static void add_ids(struct buf *out, const struct paper *paper)
{
	const struct ids *ids = &paper->ids;

	add_texts(out, "SN", &paper->journal.issn);
	add_texts(out, "SN", &ids->isbn);
	add_text(out, "DO", paper->doi);
	add_text(out, "UR", paper->url);
	if (ids->pmid) {
		add_text(out, "AN", ids->pmid);
		add_text(out, "DB", "PubMed");
	}
	add_text(out, "C2", ids->pmcid);
	if (ids->arxiv) {
		open_line(out, "N1");
		buf_add_text(out, "arXiv: ");
		add_value(span_of(ids->arxiv), out);
		buf_add_text(out, "\r\n");
	}
	if (paper->retracted == TRUTH_YES)
		add_text(out, "N1", "Retracted");
}

void ris_record(struct format_run *run, const struct paper *paper,
		struct buf *out)
{
	const char *type = kind_of(paper->type)->ris;

	add_text(out, "TY", type);
	add_people(out, "AU", &paper->authors);
	add_people(out, editor_tag(type), &paper->editors);
	add_text(out, "TI", paper->title);
	add_container(out, paper, type);
	add_date(out, paper);
	add_text(out, "VL", paper->volume);
	add_text(out, "IS", paper->issue);
	add_pages(out, paper->pages);
	add_text(out, "C7", paper->article_number);
	add_text(out, "PB", paper->publisher);
	add_ids(out, paper);
	add_text(out, "LA", paper->language);
	add_texts(out, "KW", &paper->keywords);
	add_text(out, "AB", paper->abstract);
	buf_add_text(out, "ER  - \r\n");
}
