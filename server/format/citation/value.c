/* SPDX-License-Identifier: MIT */
/*
 * Elements of a citation that are more than a text.
 */
#include "citation.h"

#include "paperd/scoped.h"

/* The abbreviated title; a style may have it without periods. */
void citation_journal(struct citation *citation)
{
	const struct journal *journal = &citation->paper->journal;
	struct span rest = span_of(journal->abbreviation), word;

	if (!rest.len || !citation->style->no_periods) {
		citation_value(citation,
			       rest.len ? rest : span_of(journal->title));
		return;
	}
	while (rest.at && span_next(&rest, ' ', &word)) {
		if (word.len && word.at[word.len - 1] == '.')
			word.len--;
		citation_value(citation, word);
		if (rest.len)
			citation_sign(citation, ' ');
	}
}

/* A work without a DOI stands where its record says, else where the scheme of
 * its identifier has it. */
void citation_url(struct citation *citation)
{
	const struct paper *paper = citation->paper;
	const struct {
		const char *before, *value;
	} rows[] = {
		{ "", paper->url },
		{ "https://arxiv.org/abs/", paper->ids.arxiv },
		{ "https://pubmed.ncbi.nlm.nih.gov/", paper->ids.pmid },
		{ "https://www.ncbi.nlm.nih.gov/pmc/articles/",
		  paper->ids.pmcid },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		if (!rows[i].value)
			continue;
		buf_add_text(citation->out, rows[i].before);
		citation_value(citation, span_of(rows[i].value));
		return;
	}
}

static bool is_retraction(const struct update *update)
{
	return update->type && strstr(update->type, "retraction") &&
	       update->direction && !strcmp(update->direction, "by");
}

/* With the year of the notice where it is known. */
void citation_retraction(struct citation *citation)
{
	const struct updates *list = &citation->paper->updates;

	for (size_t i = 0; i < list->count; i++) {
		struct date_parts date = date_parts_of(list->items[i].date);

		if (!is_retraction(&list->items[i]) || !date.count)
			continue;
		citation_text(citation, "{Retraction-published} ");
		buf_add_format(citation->out, "%d", date.of[0]);
		return;
	}
	citation_text(citation, "{Retracted}");
}
