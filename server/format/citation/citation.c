/* SPDX-License-Identifier: MIT */
#include "citation.h"

#include "paperd/scoped.h"

/* ---- kinds ---- */

static enum work work_of(const struct paper *paper)
{
	static const struct {
		const char *csl;
		enum work work;
	} rows[] = {
		{ "article-journal", WORK_ARTICLE },
		{ "book", WORK_BOOK },
		{ "chapter", WORK_CHAPTER },
		{ "entry", WORK_CHAPTER },
		{ "paper-conference", WORK_PAPER },
		{ "thesis", WORK_THESIS },
		{ "report", WORK_REPORT },
		{ "dataset", WORK_DATA },
		{ "article", WORK_PREPRINT },
		{ "standard", WORK_STANDARD },
		{ "review", WORK_REVIEW },
		{ "periodical", WORK_SERIAL },
	};
	const char *csl = kind_of(paper->type)->csl;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (!strcmp(rows[i].csl, csl))
			return rows[i].work;
	return WORK_OTHER;
}

/* ---- elements ---- */

static void put_lead(struct citation *citation)
{
	const struct citation_style *style = citation->style;
	const struct paper *paper = citation->paper;

	if (paper->authors.count) {
		citation_names(citation, &paper->authors, &style->authors);
		return;
	}
	citation->plural = paper->editors.count > 1;
	citation_names(citation, &paper->editors, &style->authors);
	citation_text(citation, style->lead_editors);
}

/* Publishers often say it in the title themselves. */
static bool says_retracted(const char *title)
{
	struct span text = span_of(title);

	if (text.len && text.at[0] == '[')
		text = span_slice(text, 1, text.len);
	return span_starts_nocase(text, "retracted");
}

static void put_marks(struct citation *citation)
{
	const struct citation_style *style = citation->style;

	for (size_t i = 0; i < ARRAY_COUNT(style->marks); i++)
		if (style->marks[i].works & citation->work)
			citation_text(citation, style->marks[i].text);
	if (style->retracted && citation->known & BIT(RETRACTION) &&
	    !says_retracted(citation->paper->title))
		citation_text(citation, style->retracted);
}

static void put_title(struct citation *citation)
{
	struct span title = span_of(citation->paper->title);

	if (citation->style->quoted & citation->work)
		citation_quoted(citation, title);
	else
		citation_value(citation, title);
	put_marks(citation);
}

static void put_editors(struct citation *citation)
{
	citation_names(citation, &citation->paper->editors,
		       &citation->style->editors);
}

/* The member that an element shows as it is; NULL: it is more than a text. */
static const char *text_of(const struct paper *paper, enum element element)
{
	const char *const texts[] = {
		[CONTAINER] = paper->journal.title,
		[SERIES] = paper->journal.series ? paper->journal.series
						 : paper->journal.title,
		[VOLUME] = paper->volume,
		[ISSUE] = paper->issue,
		[NUMBER] = paper->article_number,
		[PUBLISHER] = paper->publisher,
		[DOI] = paper->doi,
		[RETRACTION] = NULL,
	};

	return texts[element];
}

static void put_element(struct citation *citation, enum element element)
{
	static void (*const writers[])(struct citation *) = {
		[LEAD] = put_lead,
		[EDITORS] = put_editors,
		[YEAR] = citation_year,
		[DATE] = citation_date,
		[MONTH] = citation_month,
		[DAY] = citation_day,
		[TITLE] = put_title,
		[JOURNAL] = citation_journal,
		[PAGES] = citation_pages,
		[URL] = citation_url,
		[RETRACTION] = citation_retraction,
	};
	const char *text = text_of(citation->paper, element);

	if (writers[element])
		writers[element](citation);
	else if (text)
		citation_value(citation, span_of(text));
}

/* ---- parts ---- */

static bool is_written(const struct citation *citation, const struct part *part)
{
	return part->works & citation->work &&
	       citation->known & BIT(part->element) &&
	       (citation->known & part->needs) == part->needs &&
	       !(citation->known & part->lacks);
}

static void put_part(struct citation *citation, const struct part *part)
{
	const struct paper *paper = citation->paper;

	citation->plural = part->element == EDITORS ? paper->editors.count > 1
			   : part->element == PAGES
				   ? pages_are_many(paper->pages)
				   : false;
	citation_text(citation, part->before);
	put_element(citation, part->element);
	if (part->after)
		citation_text(citation, part->after);
}

void citation_record(struct format_run *run, const struct paper *paper,
		     struct buf *out)
{
	const struct format_options *options = &run->options;
	struct citation citation = {
		.style = options->style ? options->style
					: citation_style((struct span){ 0 }),
		.locale = options->locale ? options->locale
					  : citation_locale((struct span){ 0 }),
		.paper = paper,
		.work = work_of(paper),
		.out = out,
		.start = out->len,
	};

	citation.known = citation_known(&citation);
	for (const struct part *part = citation.style->parts; part->element;
	     part++)
		if (is_written(&citation, part))
			put_part(&citation, part);
	if (!(citation.known & citation.style->open_links))
		citation_sign(&citation, '.');
	buf_add_char(out, '\n');
}
