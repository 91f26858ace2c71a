/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_merge.h"

static const struct merge_row title_rows[] = {
	{ "the first in precedence", "doi,publisher",
	  FROM("ris", "\"publisher\":\"D\"") FROM(
		  "s2", "\"doi\":\"10.1234/y\",\"publisher\":\"C\"")
		  FROM("crossref", "\"doi\":\"10.1234/x\",\"publisher\":\"A\"")
			  FROM("openalex", "\"publisher\":\"B\""),
	  "{\"doi\":\"10.1234/x\",\"publisher\":\"A\"}" },
	{ "what the first does not say", "publisher,year",
	  FROM("crossref", "\"publisher\":\"A\"")
		  FROM("bibtex", "\"publisher\":\"B\",\"year\":2020"),
	  "{\"year\":2020,\"publisher\":\"A\"}" },
	{ "a source that no order names comes last", "publisher",
	  FROM("ris", "\"publisher\":\"A\"")
		  FROM("unheard", "\"publisher\":\"B\""),
	  "{\"publisher\":\"A\"}" },
	{ "the address is that of the DOI's source", "doi,url",
	  FROM("crossref", "\"url\":\"https://a.org/\"")
		  FROM("openalex",
		       "\"doi\":\"10.1234/x\",\"url\":\"https://b.org/\""),
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://b.org/\"}" },
	{ "another where that has none", "url",
	  FROM("crossref", "\"doi\":\"10.1234/x\"")
		  FROM("openalex", "\"url\":\"https://b.org/\""),
	  "{\"url\":\"https://b.org/\"}" },
	{ "any type rather than other", "type",
	  FROM("crossref", "\"type\":\"other\"")
		  FROM("s2", "\"type\":\"journal-article\""),
	  "{\"type\":\"journal-article\"}" },
	{ "other where there is none", "type",
	  FROM("crossref", "\"type\":\"other\"") FROM("s2", "\"title\":\"A\""),
	  "{\"type\":\"other\"}" },
	{ "a title with a lost character", "title",
	  FROM("crossref", "\"title\":\"Gr\\uFFFD\\uFFFDe\"")
		  FROM("s2", "\"title\":\"Größe\""),
	  "{\"title\":\"Größe\"}" },
	{ "a title with question marks for letters", "title",
	  FROM("crossref", "\"title\":\"The ?? subunit\"")
		  FROM("s2", "\"title\":\"The α subunit\""),
	  "{\"title\":\"The α subunit\"}" },
	{ "a question", "title",
	  FROM("crossref", "\"title\":\"Why?\"")
		  FROM("s2", "\"title\":\"Why\""),
	  "{\"title\":\"Why?\"}" },
	{ "capitals", "title",
	  FROM("crossref", "\"title\":\"ÜBER DIE GRÖSSE: EINS\"")
		  FROM("bibtex", "\"title\":\"Über die Grösse – eins\""),
	  "{\"title\":\"Über die Grösse – eins\"}" },
	{ "capitals of another title", "title",
	  FROM("crossref", "\"title\":\"ON SIZE\"")
		  FROM("bibtex", "\"title\":\"On size again\""),
	  "{\"title\":\"ON SIZE\"}" },
	{ "mixed case stays", "title",
	  FROM("crossref", "\"title\":\"On Size\"")
		  FROM("openalex", "\"title\":\"On size\""),
	  "{\"title\":\"On Size\"}" },
	{ "a subtitle goes with its title", "title,subtitle",
	  FROM("crossref", "\"title\":\"A: b\",\"subtitle\":\"b\"")
		  FROM("datacite", "\"title\":\"A: c\",\"subtitle\":\"c\""),
	  "{\"title\":\"A: b\",\"subtitle\":\"b\"}" },
	{ "a subtitle that is in the title", "title,subtitle",
	  FROM("crossref", "\"title\":\"A: b\"")
		  FROM("openalex", "\"title\":\"A: c\",\"subtitle\":\"c\"")
			  FROM("s2", "\"title\":\"A: b\",\"subtitle\":\"b\""),
	  "{\"title\":\"A: b\",\"subtitle\":\"b\"}" },
	{ "the language of the title", "title,language",
	  FROM("crossref", "\"title\":\"??\",\"language\":\"en\"")
		  FROM("openalex", "\"title\":\"Größe\",\"language\":\"de\""),
	  "{\"title\":\"Größe\",\"language\":\"de\"}" },
	{ "the language another knows", "title,language",
	  FROM("crossref", "\"title\":\"Größe\"")
		  FROM("openalex", "\"title\":\"Größe\",\"language\":\"de\""),
	  "{\"title\":\"Größe\",\"language\":\"de\"}" },
};

Test(merge, chooses_titles_and_single_texts)
{
	merge_check(title_rows, ARRAY_COUNT(title_rows));
}

static const struct merge_row fact_rows[] = {
	{ "a fuller date", "published,year",
	  FROM("crossref", "\"published\":\"2020\",\"year\":2020")
		  FROM("s2", "\"published\":\"2020-03-04\",\"year\":2020"),
	  "{\"published\":\"2020-03-04\",\"year\":2020}" },
	{ "a fuller date of another year", "published,year",
	  FROM("crossref", "\"published\":\"2020\",\"year\":2020")
		  FROM("s2", "\"published\":\"2021-03-04\",\"year\":2021"),
	  "{\"published\":\"2020\",\"year\":2020}" },
	{ "a day of the month", "published",
	  FROM("crossref", "\"published\":\"2020-03\",\"year\":2020")
		  FROM("s2", "\"published\":\"2020-03-04\",\"year\":2020"),
	  "{\"published\":\"2020-03-04\"}" },
	{ "a day of another month", "published",
	  FROM("crossref", "\"published\":\"2020-03\",\"year\":2020")
		  FROM("s2", "\"published\":\"2020-04-05\",\"year\":2020"),
	  "{\"published\":\"2020-03\"}" },
	{ "the first of January for a year", "published",
	  FROM("crossref", "\"published\":\"2020\",\"year\":2020")
		  FROM("s2", "\"published\":\"2020-01-01\",\"year\":2020"),
	  "{\"published\":\"2020\"}" },
	{ "the first of a month for the month", "published",
	  FROM("crossref", "\"published\":\"2020-03\",\"year\":2020")
		  FROM("s2", "\"published\":\"2020-03-01\",\"year\":2020"),
	  "{\"published\":\"2020-03\"}" },
	{ "keywords of one source", "keywords",
	  FROM("crossref", "\"keywords\":[\"A\",\"B\"]")
		  FROM("s2", "\"keywords\":[\"C\"]"),
	  "{\"keywords\":[\"A\",\"B\"]}" },
	{ "open access as OpenAlex sees it", "open_access",
	  FROM("crossref", "\"open_access\":false")
		  FROM("openalex", "\"open_access\":true"),
	  "{\"open_access\":true}" },
	{ "open access as Europe PMC sees it", "open_access",
	  FROM("crossref", "\"open_access\":true")
		  FROM("europepmc", "\"open_access\":false"),
	  "{\"open_access\":false}" },
	{ "citations as OpenAlex counts them", "citation_count",
	  FROM("crossref", "\"citation_count\":1")
		  FROM("s2", "\"citation_count\":2")
			  FROM("openalex", "\"citation_count\":0"),
	  "{\"citation_count\":0}" },
	{ "citations as Semantic Scholar counts them", "citation_count",
	  FROM("crossref", "\"citation_count\":1")
		  FROM("s2", "\"citation_count\":2"),
	  "{\"citation_count\":2}" },
	{ "references that are not none", "reference_count",
	  FROM("crossref", "\"reference_count\":3")
		  FROM("openalex", "\"reference_count\":0"),
	  "{\"reference_count\":3}" },
	{ "as many references as are listed", "reference_count",
	  FROM("crossref", "\"reference_count\":1,\"references\":[{"
			   "\"doi\":\"10.1234/a\"}]")
		  FROM("openalex", "\"reference_count\":2"),
	  "{\"reference_count\":1}" },
	{ "no references", "reference_count",
	  FROM("crossref", "\"reference_count\":0")
		  FROM("s2", "\"title\":\"A\""),
	  "{\"reference_count\":0}" },
	{ "the longest list of references", "references",
	  FROM("crossref", "\"references\":[{\"doi\":\"10.1234/a\"}]")
		  FROM("datacite", "\"references\":[{\"doi\":\"10.1234/b\"},{"
				   "\"doi\":\"10.1234/c\"}]"),
	  "{\"references\":[{\"doi\":\"10.1234/b\"},{"
	  "\"doi\":\"10.1234/c\"}]}" },
	{ "of two as long the first", "references",
	  FROM("crossref", "\"references\":[{\"doi\":\"10.1234/a\"}]")
		  FROM("datacite", "\"references\":[{\"doi\":\"10.1234/b\"}]"),
	  "{\"references\":[{\"doi\":\"10.1234/a\"}]}" },
	{ "identifiers of all", "ids",
	  FROM("crossref", "\"ids\":{\"arxiv\":\"1706.03762\"}")
		  FROM("openalex",
		       "\"ids\":{\"pmid\":\"1\",\"arxiv\":\"1706.03762v2\"}")
			  FROM("europepmc",
			       "\"ids\":{\"pmid\":\"2\",\"pmcid\":\"PMC3\"}")
				  FROM("s2", "\"ids\":{\"s2\":\"4\"}"),
	  "{\"ids\":{\"pmid\":\"2\",\"pmcid\":\"PMC3\","
	  "\"arxiv\":\"1706.03762\",\"s2\":\"4\"}}" },
	{ "ISBNs of all", "ids",
	  FROM("crossref", "\"ids\":{\"isbn\":[\"9783540440086\"]}")
		  FROM("bibtex",
		       "\"ids\":{\"isbn\":[\"3540440089\",\"9783642321566\"]}"),
	  "{\"ids\":{\"isbn\":[\"9783540440086\",\"9783642321566\"]}}" },
	{ "ISBNs of one paper that came twice", "ids",
	  FROM("crossref",
	       "\"ids\":{\"isbn\":[\"9783540440086\",\"3540440089\"]}")
		  FROM("crossref", "\"ids\":{\"isbn\":[\"9783540440086\","
				   "\"3540440089\"]}"),
	  "{\"ids\":{\"isbn\":[\"9783540440086\",\"3540440089\"]}}" },
	{ "licences of one source", "licenses",
	  FROM("crossref", "\"licenses\":[{\"id\":\"CC-BY-4.0\"}]")
		  FROM("openalex", "\"licenses\":[{\"id\":\"CC-BY\"}]"),
	  "{\"licenses\":[{\"id\":\"CC-BY-4.0\"}]}" },
	{ "funders of one source", "funders",
	  FROM("crossref", "\"funders\":[{\"name\":\"A\"}]")
		  FROM("openalex", "\"funders\":[{\"name\":\"B\"}]"),
	  "{\"funders\":[{\"name\":\"A\"}]}" },
	{ "notices of all, each once", "updates",
	  FROM("crossref", "\"updates\":[{\"type\":\"correction\","
			   "\"direction\":\"by\",\"doi\":\"10.1234/a\","
			   "\"date\":\"2020\"}]")
		  FROM("pubmed", "\"updates\":[{\"type\":\"correction\","
				 "\"direction\":\"by\",\"doi\":\"10.1234/a\"},{"
				 "\"type\":\"retraction\",\"direction\":\"by\","
				 "\"doi\":\"10.1234/b\"}]"),
	  "{\"updates\":[{\"type\":\"correction\","
	  "\"direction\":\"by\",\"doi\":\"10.1234/a\","
	  "\"date\":\"2020\"},{\"type\":\"retraction\","
	  "\"direction\":\"by\",\"doi\":\"10.1234/b\"}]}" },
	{ "retracted if any says so", "retracted",
	  FROM("crossref", "\"retracted\":false") FROM("s2", "\"title\":\"A\"")
		  FROM("openalex", "\"retracted\":true"),
	  "{\"retracted\":true}" },
	{ "not retracted", "retracted",
	  FROM("openalex", "\"retracted\":false") FROM("s2", "\"title\":\"A\""),
	  "{\"retracted\":false}" },
};

Test(merge, chooses_facts)
{
	merge_check(fact_rows, ARRAY_COUNT(fact_rows));
}
