/* SPDX-License-Identifier: MIT */
/*
 * BibTeX, in the fields that BibTeX's own styles, natbib's and biblatex have.
 */
#include "bibtex.h"

#include "paperd/scoped.h"

/* An entry as it is written. */
struct entry {
	const struct paper *paper;
	const char *type;
	unsigned flags; /* enum bibtex_flags */
	struct buf *out;
};

/* ---- fields ---- */

/* "article" is one of "article inbook". */
static bool is_one_of(const char *type, const char *types)
{
	struct span rest = span_of(types), word;

	while (span_next(&rest, ' ', &word))
		if (span_is(word, type))
			return true;
	return false;
}

static void open_field(struct entry *entry, const char *name)
{
	buf_add_text(entry->out, ",\n  ");
	buf_add_text(entry->out, name);
	buf_add_text(entry->out, " = ");
}

static void add_text(struct entry *entry, const char *name, const char *text)
{
	if (!text)
		return;
	open_field(entry, name);
	buf_add_char(entry->out, '{');
	bibtex_text(span_of(text), entry->flags, entry->out);
	buf_add_char(entry->out, '}');
}

static void add_verbatim(struct entry *entry, const char *name,
			 const char *text)
{
	size_t before = entry->out->len;

	if (!text)
		return;
	open_field(entry, name);
	buf_add_char(entry->out, '{');
	if (bibtex_as_is(span_of(text), entry->out))
		buf_add_char(entry->out, '}');
	else
		buf_cut(entry->out, before);
}

static void add_people(struct entry *entry, const char *name,
		       const struct people *people)
{
	if (!people->count)
		return;
	open_field(entry, name);
	buf_add_char(entry->out, '{');
	bibtex_people(people, entry->flags, entry->out);
	buf_add_char(entry->out, '}');
}

/* ---- what needs more than a text ---- */

static void add_title(struct entry *entry)
{
	struct entry title = *entry;

	title.flags |= BIBTEX_TITLE;
	add_text(&title, "title", entry->paper->title);
}

static void add_date(struct entry *entry)
{
	static const char *const months[] = {
		"jan", "feb", "mar", "apr", "may", "jun",
		"jul", "aug", "sep", "oct", "nov", "dec",
	};
	struct date_parts date = published_parts(entry->paper);

	if (!date.count)
		return;
	open_field(entry, "year");
	buf_add_format(entry->out, "{%d}", date.of[0]);
	if (date.count < 2 || date.of[1] < 1 || date.of[1] > 12)
		return;
	open_field(entry, "month");
	buf_add_text(entry->out, months[date.of[1] - 1]);
}

/* Where the work stands: what that is called depends on the entry. */
static void add_container(struct entry *entry)
{
	static const struct {
		const char *types, *field;
	} rows[] = {
		{ "article", "journal" },
		{ "incollection inproceedings inbook", "booktitle" },
		{ "misc", "howpublished" },
	};
	const struct journal *journal = &entry->paper->journal;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (is_one_of(entry->type, rows[i].types)) {
			add_text(entry, rows[i].field, journal->title);
			add_text(entry, "shortjournal", journal->abbreviation);
			add_text(entry, "series", journal->series);
			return;
		}
	/* a whole book stands in a series or nowhere */
	add_text(entry, "series",
		 journal->title ? journal->title : journal->series);
}

/* To biblatex publishers are a list, parted by the word "and". */
static void add_publisher(struct entry *entry)
{
	static const struct {
		const char *type, *field;
	} rows[] = {
		{ "phdthesis", "school" },
		{ "techreport", "institution" },
		{ "misc", "organization" },
	};
	const char *field = "publisher", *publisher = entry->paper->publisher;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (!strcmp(entry->type, rows[i].type))
			field = rows[i].field;
	if (!publisher || !bibtex_has_and(span_of(publisher))) {
		add_text(entry, field, publisher);
		return;
	}
	open_field(entry, field);
	buf_add_text(entry->out, "{{");
	bibtex_text(span_of(publisher), entry->flags, entry->out);
	buf_add_text(entry->out, "}}");
}

static bool has_one_dash(struct span range)
{
	const char *dash = range.len ? memchr(range.at, '-', range.len) : NULL;

	return dash && !memchr(dash + 1, '-',
			       range.len - (size_t)(dash + 1 - range.at));
}

/* "12--34, 40": a range has two hyphens, but a hyphen is not always one's. */
static void add_pages(struct entry *entry)
{
	struct span rest = span_of(entry->paper->pages), range;
	bool first = true;

	if (!rest.len)
		return;
	open_field(entry, "pages");
	buf_add_char(entry->out, '{');
	while (span_next(&rest, ',', &range)) {
		bool dash = has_one_dash(range);

		if (!first)
			buf_add_char(entry->out, ',');
		first = false;
		for (size_t i = 0; i < range.len; i++) {
			if (dash && range.at[i] == '-')
				buf_add_char(entry->out, '-');
			bibtex_text(span_slice(range, i, i + 1), 0, entry->out);
		}
	}
	buf_add_char(entry->out, '}');
}

/* biblatex takes one number only. */
static void add_first(struct entry *entry, const char *name,
		      const struct texts *list)
{
	if (list->count)
		add_text(entry, name, list->items[0]);
}

/* A keyword that its commas would part stands in braces. */
static void add_keyword(struct entry *entry, struct span text)
{
	bool braces = span_has(text, ',') || span_has(text, ';');

	if (braces)
		buf_add_char(entry->out, '{');
	bibtex_text(text, entry->flags, entry->out);
	if (braces)
		buf_add_char(entry->out, '}');
}

static void add_keywords(struct entry *entry)
{
	const struct texts *list = &entry->paper->keywords;

	if (!list->count)
		return;
	open_field(entry, "keywords");
	buf_add_char(entry->out, '{');
	for (size_t i = 0; i < list->count; i++) {
		if (i)
			buf_add_text(entry->out, ", ");
		add_keyword(entry, span_of(list->items[i]));
	}
	buf_add_char(entry->out, '}');
}

/* BibTeX knows one identifier beside the DOI. */
static void add_eprint(struct entry *entry)
{
	const struct ids *ids = &entry->paper->ids;

	add_verbatim(entry, "eprint", ids->arxiv ? ids->arxiv : ids->pmid);
	if (ids->arxiv)
		add_verbatim(entry, "archiveprefix", "arXiv");
	else if (ids->pmid)
		add_verbatim(entry, "eprinttype", "pubmed");
}

/* Styles make an address of the DOI: its own is not said again. */
static bool is_resolver(const char *url)
{
	return span_starts_nocase(span_of(url), "https://doi.org/");
}

static void add_links(struct entry *entry)
{
	const struct paper *paper = entry->paper;
	size_t before = entry->out->len;

	add_verbatim(entry, "doi", paper->doi);
	if (paper->url &&
	    (entry->out->len == before || !is_resolver(paper->url)))
		add_verbatim(entry, "url", paper->url);
	add_eprint(entry);
}

/* ---- the entry ---- */

/* What has to stand in something is "misc" where that is not known: styles ask
 * for it. */
static const char *type_of(const struct paper *paper)
{
	const char *type = kind_of(paper->type)->bibtex;

	if (!paper->journal.title &&
	    is_one_of(type, "article incollection inproceedings"))
		return "misc";
	return type;
}

static void add_fields(struct entry *entry)
{
	const struct paper *paper = entry->paper;

	add_people(entry, "author", &paper->authors);
	add_people(entry, "editor", &paper->editors);
	add_title(entry);
	add_container(entry);
	add_date(entry);
	add_text(entry, "volume", paper->volume);
	add_text(entry, "number", paper->issue);
	add_pages(entry);
	add_text(entry, "eid", paper->article_number);
	add_publisher(entry);
	add_first(entry, "issn", &paper->journal.issn);
	add_first(entry, "isbn", &paper->ids.isbn);
	add_links(entry);
	add_text(entry, "language", paper->language);
	add_keywords(entry);
	if (paper->retracted == TRUTH_YES)
		add_text(entry, "note", "Retracted");
	add_text(entry, "abstract", paper->abstract);
}

void bibtex_record(struct format_run *run, const struct paper *paper,
		   struct buf *out)
{
	struct entry entry = {
		.paper = paper,
		.type = type_of(paper),
		.flags = run->options.ascii ? BIBTEX_ASCII : 0,
		.out = out,
	};

	buf_add_char(out, '@');
	buf_add_text(out, entry.type);
	buf_add_char(out, '{');
	bibtex_key(run, paper, out);
	add_fields(&entry);
	buf_add_text(out, "\n}\n");
}
