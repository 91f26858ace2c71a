/* SPDX-License-Identifier: MIT */
/*
 * Which registration agency a record's sources speak for.
 */
#include "handlers.h"

#include <strings.h>

/* Which agency's data a source is: by its format, or by who holds it. */
static const struct {
	const char *word;
	const char *agency;
} agencies[] = {
	{ "crossref", "Crossref" }, { "unixref", "Crossref" },
	{ "datacite", "DataCite" }, { "datacite-xml", "DataCite" },
	{ "medra", "mEDRA" },       { "jalc", "JaLC" },
	{ "kisti", "KISTI" },       { "cnki", "CNKI" },
	{ "istic", "ISTIC" },       { "airiti", "Airiti" },
	{ "eidr", "EIDR" },
};

static const char *agency_of_word(const char *word)
{
	for (size_t i = 0; word && i < ARRAY_COUNT(agencies); i++)
		if (strcasecmp(word, agencies[i].word) == 0)
			return agencies[i].agency;
	return NULL;
}

static const char *agency_of_note(const struct source_note *note)
{
	const char *ret = agency_of_word(note->format);

	return ret ? ret : agency_of_word(note->name);
}

const char *agency_of_paper(const struct paper *paper)
{
	const char *ret = agency_of_note(&paper->source);

	for (size_t i = 0; !ret && i < paper->sources.count; i++)
		ret = agency_of_note(&paper->sources.items[i]);
	return ret;
}
