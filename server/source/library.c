/* SPDX-License-Identifier: MIT */
#include "library.h"

#include "paperd/doi.h"
#include "paperd/scoped.h"

void library_doi(struct fill *fill, struct span raw)
{
	fill_missing(fill, fill_bare_doi, span_trim(raw), &fill->paper->doi);
}

void library_doi_address(struct fill *fill, struct span raw)
{
	raw = span_trim(raw);
	if (fill_is_resolver(raw))
		library_doi(fill, raw);
}

void library_doi_note(struct fill *fill, struct span raw)
{
	struct span line;

	while (span_next(&raw, '\n', &line)) {
		line = span_trim(line);
		if (span_starts_nocase(line, "doi:"))
			library_doi(fill, line);
	}
}

void library_identifier(struct fill *fill, struct span scheme, struct span raw)
{
	static const struct {
		const char *name;
		fill_cleaner *clean;
		size_t offset;
	} rows[] = {
		{ "arxiv", fill_arxiv, offsetof(struct ids, arxiv) },
		{ "pubmed", fill_pmid, offsetof(struct ids, pmid) },
		{ "pmid", fill_pmid, offsetof(struct ids, pmid) },
		{ "medline", fill_pmid, offsetof(struct ids, pmid) },
		{ "nlm", fill_pmid, offsetof(struct ids, pmid) },
		{ "arxivid", fill_arxiv, offsetof(struct ids, arxiv) },
		{ "pmc", fill_pmcid, offsetof(struct ids, pmcid) },
		{ "pmcid", fill_pmcid, offsetof(struct ids, pmcid) },
	};
	char *ids = (char *)&fill->paper->ids;

	scheme = span_trim(scheme);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		if (span_is_nocase(scheme, rows[i].name))
			fill_missing(fill, rows[i].clean, raw,
				     (char **)(ids + rows[i].offset));
}

/* Up to the first blank. */
static struct span first_word(struct span text)
{
	size_t len = 0;

	text = span_trim(text);
	while (len < text.len && !ascii_is_space(text.at[len]))
		len++;
	return span_slice(text, 0, len);
}

void library_labelled(struct fill *fill, struct span text)
{
	struct span line, label;

	while (span_next(&text, '\n', &line)) {
		bool labelled = span_has(line, ':');

		if (labelled && span_next(&line, ':', &label))
			library_identifier(fill, label, first_word(line));
	}
}

void library_preprint(struct fill *fill, struct span journal)
{
	static const char scheme[] = "arxiv";

	for (size_t i = journal.len; i > 0; i--) {
		struct span word = span_slice(journal, i - 1, journal.len);

		if (!span_starts_nocase(word, "arxiv:"))
			continue;
		library_identifier(fill, span_of(scheme), first_word(word));
		return;
	}
}

/* Longest suffix, in letters. */
#define SUFFIX_MAX 8

bool library_is_suffix(struct span text)
{
	static const char *const words[] = { "",    "jr",  "sr", "i",  "ii",
					     "iii", "iv",  "v",  "vi", "2nd",
					     "3rd", "4th", "md", "phd" };
	char letters[SUFFIX_MAX];
	size_t len = 0;

	text = span_trim(text);
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] == '.')
			continue;
		if (len == SUFFIX_MAX)
			return false;
		letters[len++] = text.at[i];
	}
	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_is_nocase((struct span){ letters, len }, words[i]))
			return true;
	return false;
}
