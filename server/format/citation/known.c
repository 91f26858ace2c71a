/* SPDX-License-Identifier: MIT */
/*
 * Which elements of a record a citation can have.
 */
#include "citation.h"

#include "paperd/scoped.h"

static bool is_text(const char *text)
{
	return text && *text;
}

static bool same(const char *a, const char *b)
{
	return a && b && strcmp(a, b) == 0;
}

/* "De Gruyter" for a record of which it is the only author. */
static bool is_author(const struct paper *paper, const char *name)
{
	return paper->authors.count == 1 &&
	       person_is_whole(&paper->authors.items[0]) &&
	       same(paper->authors.items[0].name, name);
}

/* A container that is the work itself is said once; that of a whole book is the
 * series it is in, where no other is known. */
static unsigned known_container(const struct citation *citation)
{
	const struct paper *paper = citation->paper;
	const char *title = paper->journal.title;
	bool abbreviated = is_text(paper->journal.abbreviation);

	if (citation->work == WORK_BOOK && !is_text(paper->journal.series))
		return is_text(title) && !same(title, paper->title)
			       ? BIT(SERIES)
			       : 0;

	if (is_text(title) && !same(title, paper->title))
		return BIT(CONTAINER) | BIT(JOURNAL);
	return abbreviated && !is_text(title) ? BIT(JOURNAL) : 0;
}

static unsigned known_publisher(const struct citation *citation)
{
	const struct paper *paper = citation->paper;

	if (!is_text(paper->publisher) ||
	    same(paper->publisher, paper->journal.title))
		return 0;
	if (citation->style->omits_own_publisher &&
	    is_author(paper, paper->publisher))
		return 0;
	return BIT(PUBLISHER);
}

static unsigned known_people(const struct paper *paper)
{
	if (paper->authors.count)
		return BIT(LEAD) | (paper->editors.count ? BIT(EDITORS) : 0);
	return paper->editors.count ? BIT(LEAD) : 0;
}

static unsigned known_date(const struct citation *citation)
{
	struct date_parts date = published_parts(citation->paper);

	if (!date.count)
		return citation->style->undated ? BIT(YEAR) : 0;
	if (date.count > 1 && date.of[1] >= 1 && date.of[1] <= 12)
		return BIT(YEAR) | BIT(DATE) | BIT(MONTH) | BIT(DAY);
	return BIT(YEAR) | BIT(DATE) | BIT(MONTH);
}

static unsigned known_link(const struct paper *paper)
{
	if (is_text(paper->doi))
		return BIT(DOI);
	return is_text(paper->url) || is_text(paper->ids.arxiv) ||
			       is_text(paper->ids.pmid) ||
			       is_text(paper->ids.pmcid)
		       ? BIT(URL)
		       : 0;
}

unsigned citation_known(const struct citation *citation)
{
	const struct paper *paper = citation->paper;
	const struct {
		const char *text;
		enum element element;
	} rows[] = {
		{ paper->title, TITLE },   { paper->journal.series, SERIES },
		{ paper->volume, VOLUME }, { paper->issue, ISSUE },
		{ paper->pages, PAGES },
	};
	unsigned ret = BIT(TEXT) | known_people(paper) | known_date(citation) |
		       known_container(citation) | known_publisher(citation) |
		       known_link(paper);

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (is_text(rows[i].text))
			ret |= BIT(rows[i].element);
	if (!is_text(paper->pages) && is_text(paper->article_number))
		ret |= BIT(NUMBER);
	if (paper->retracted == TRUTH_YES)
		ret |= BIT(RETRACTION);
	return ret;
}
