/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define ITEM(members) "{\"DOI\":\"10.1234/X\",\"title\":\"A\"," members "}"

static const struct source_row csl_rows[] = {
	{ "a CSL type", "type,title", ITEM("\"type\":\"article-journal\""),
	  "{\"type\":\"journal-article\",\"title\":\"A\"}" },
	{ "Crossref's word in its place", "type",
	  ITEM("\"type\":\"journal-article\""),
	  "{\"type\":\"journal-article\"}" },
	{ "names, particles, literals", "authors",
	  ITEM("\"type\":\"book\",\"author\":[{\"family\":\"Gogh\","
	       "\"given\":\"Vincent\",\"non-dropping-particle\":\"van\"},"
	       "{\"literal\":\"The Lancet\"},{\"family\":\"Only\"}]"),
	  "{\"authors\":[{\"name\":\"Vincent van Gogh\","
	  "\"given\":\"Vincent\",\"family\":\"van Gogh\"},"
	  "{\"name\":\"The Lancet\"},"
	  "{\"name\":\"Only\",\"family\":\"Only\"}]}" },
	{ "a literal of Crossref's", "authors",
	  ITEM("\"type\":\"book\",\"source\":\"Crossref\","
	       "\"author\":[{\"literal\":\"World Bank\"}]"),
	  "{\"authors\":[{\"name\":\"World Bank\"}]}" },
	{ "a literal of unknown origin", "authors",
	  ITEM("\"type\":\"book\",\"author\":[{\"literal\":\"Ada Byron\"}]"),
	  "{\"authors\":[{\"name\":\"Ada Byron\",\"given\":\"Ada\","
	  "\"family\":\"Byron\"}]}" },
	{ "date-parts of texts", "published",
	  ITEM("\"type\":\"book\",\"issued\":{\"date-parts\":"
	       "[[\"2013\",1,\"1\"]]}"),
	  "{\"published\":\"2013-01-01\"}" },
	{ "a raw date", "published",
	  ITEM("\"type\":\"book\",\"issued\":{\"raw\":\"2016-09-19\"}"),
	  "{\"published\":\"2016-09-19\"}" },
	{ "a literal date", "published",
	  ITEM("\"type\":\"book\",\"issued\":{\"literal\":\"2016\"}"),
	  "{\"published\":\"2016\"}" },
	{ "texts where Crossref has lists", "journal,ids",
	  ITEM("\"type\":\"book\",\"container-title\":\"Physical Review B\","
	       "\"container-title-short\":\"Phys. Rev. B\","
	       "\"collection-title\":\"Good Series\",\"ISSN\":\"0163-1829\","
	       "\"ISBN\":\"978-0-306-40615-7\""),
	  "{\"journal\":{\"title\":\"Physical Review B\","
	  "\"abbreviation\":\"Phys. Rev. B\",\"series\":\"Good Series\","
	  "\"issn\":[\"0163-1829\"]},\"ids\":{\"isbn\":[\"9780306406157\"]}}" },
	{ "PubMed's identifiers", "ids",
	  ITEM("\"type\":\"book\",\"PMID\":12345,\"PMCID\":\"PMC678\""),
	  "{\"ids\":{\"pmid\":\"12345\",\"pmcid\":\"PMC678\"}}" },
	{ "keywords in one text", "keywords",
	  ITEM("\"type\":\"book\",\"keyword\":\"Law, Art , Law\""),
	  "{\"keywords\":[\"Law\",\"Art\"]}" },
	{ "keywords with commas", "keywords",
	  ITEM("\"type\":\"book\",\"keyword\":\"Law, civil; Art\""),
	  "{\"keywords\":[\"Law, civil\",\"Art\"]}" },
	{ "a landing page", "url",
	  ITEM("\"type\":\"post-weblog\",\"URL\":\"https://a.org/b\""),
	  "{\"url\":\"https://a.org/b\"}" },
	{ "no address but the DOI's", "url", ITEM("\"type\":\"book\""),
	  "{\"url\":\"https://doi.org/10.1234/x\"}" },
	{ "a publisher that is an object", "publisher",
	  ITEM("\"type\":\"book\",\"publisher\":{\"name\":\"DataCite\"}"),
	  "{\"publisher\":\"DataCite\"}" },
	{ "JaLC's number is the issue", "volume,issue",
	  ITEM("\"issued\":{},\"volume\":\"70\",\"number\":\"1\""),
	  "{\"volume\":\"70\",\"issue\":\"1\"}" },
	{ "a number without a volume is none", "doi,volume,issue",
	  ITEM("\"type\":\"report\",\"number\":\"ABC-123\""),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "Crossref's lists beside it", "references,reference_count,source",
	  ITEM("\"type\":\"book\",\"source\":\"Crossref\","
	       "\"references-count\":1,\"reference\":[{\"year\":\"1999\"}]"),
	  "{\"reference_count\":1,\"references\":[{\"year\":\"1999\"}],"
	  "\"source\":{\"name\":\"Crossref\",\"format\":\"csl\"}}" },
};

Test(source_csl, reads_items)
{
	source_check(csl_rows, ARRAY_COUNT(csl_rows));
}
