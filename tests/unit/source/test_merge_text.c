/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_merge.h"

static const struct merge_row abstract_rows[] = {
	{ "PubMed's", "abstract",
	  FROM("crossref", "\"abstract\":\"Of size.\"")
		  FROM("pubmed", "\"abstract\":\"On size.\""),
	  "{\"abstract\":\"On size.\"}" },
	{ "Europe PMC's before Crossref's", "abstract",
	  FROM("crossref", "\"abstract\":\"Of size.\"")
		  FROM("europepmc", "\"abstract\":\"On size.\""),
	  "{\"abstract\":\"On size.\"}" },
	{ "a lost character", "abstract",
	  FROM("pubmed", "\"abstract\":\"On si\\uFFFDe and more of it.\"")
		  FROM("s2", "\"abstract\":\"On size.\""),
	  "{\"abstract\":\"On size.\"}" },
	{ "cut off with dots", "abstract",
	  FROM("pubmed", "\"abstract\":\"On size and more...\"")
		  FROM("s2", "\"abstract\":\"On size.\""),
	  "{\"abstract\":\"On size.\"}" },
	{ "cut off in a word", "abstract",
	  FROM("pubmed", "\"abstract\":\"On size and mo\"")
		  FROM("s2", "\"abstract\":\"On size (cm)\""),
	  "{\"abstract\":\"On size (cm)\"}" },
	{ "ended in another script", "abstract",
	  FROM("pubmed", "\"abstract\":\"大小。\"")
		  FROM("s2", "\"abstract\":\"大\""),
	  "{\"abstract\":\"大小。\"}" },
	{ "a quarter longer", "abstract",
	  FROM("pubmed", "\"abstract\":\"abcdefgh.\"")
		  FROM("s2", "\"abstract\":\"abcdefghij.\""),
	  "{\"abstract\":\"abcdefghij.\"}" },
	{ "less than a quarter longer", "abstract",
	  FROM("pubmed", "\"abstract\":\"abcdefgh.\"")
		  FROM("s2", "\"abstract\":\"abcdefghi.\""),
	  "{\"abstract\":\"abcdefgh.\"}" },
	{ "longer by blanks", "abstract",
	  FROM("pubmed", "\"abstract\":\"abcdefgh.\"")
		  FROM("s2", "\"abstract\":\"a b c d e f g h ..?.\""),
	  "{\"abstract\":\"abcdefgh.\"}" },
	{ "the copyright goes with it", "abstract,copyright",
	  FROM("pubmed", "\"abstract\":\"abcdefgh.\",\"copyright\":\"A\"") FROM(
		  "s2", "\"abstract\":\"abcdefghij.\",\"copyright\":\"B\""),
	  "{\"abstract\":\"abcdefghij.\",\"copyright\":\"B\"}" },
	{ "no copyright of another abstract", "abstract,copyright",
	  FROM("pubmed", "\"abstract\":\"abcdefgh.\"")
		  FROM("s2", "\"abstract\":\"abcdefgh.\",\"copyright\":\"B\""),
	  "{\"abstract\":\"abcdefgh.\"}" },
	{ "in the record's language", "language,abstract,translations",
	  FROM("crossref", "\"title\":\"Größe\",\"language\":\"de\"") FROM(
		  "openalex", "\"title\":\"Size\",\"language\":\"en\","
			      "\"abstract\":\"Size matters, and so on.\"")
		  FROM("s2", "\"title\":\"Größe\",\"abstract\":\"Größe.\""),
	  "{\"language\":\"de\",\"translations\":{\"en\":{"
	  "\"title\":\"Size\",\"abstract\":\"Size matters,"
	  " and so on.\"}},\"abstract\":\"Größe.\"}" },
	{ "in another where there is no other", "language,abstract",
	  FROM("crossref", "\"title\":\"Größe\",\"language\":\"de\"")
		  FROM("openalex", "\"title\":\"Size\",\"language\":\"en\","
				   "\"abstract\":\"Size.\""),
	  "{\"language\":\"de\",\"abstract\":\"Size.\"}" },
	{ "a translation of each", "title,translations",
	  FROM("crossref",
	       "\"title\":\"Größe\",\"language\":\"de\",\"translations\":{"
	       "\"en\":{\"title\":\"Size\"}}")
		  FROM("s2",
		       "\"title\":\"Größe\",\"translations\":{\"fr\":{"
		       "\"title\":\"Taille\"},\"en\":{\"title\":\"Sizes\","
		       "\"abstract\":\"On size.\"}}"),
	  "{\"title\":\"Größe\",\"translations\":{\"en\":{"
	  "\"title\":\"Size\",\"abstract\":\"On size.\"},\"fr\":{"
	  "\"title\":\"Taille\"}}}" },
	{ "a title in another language", "title,language,translations",
	  FROM("crossref", "\"title\":\"Größe\",\"language\":\"de\"")
		  FROM("openalex", "\"title\":\"Size\",\"language\":\"en\""),
	  "{\"title\":\"Größe\",\"language\":\"de\","
	  "\"translations\":{\"en\":{\"title\":\"Size\"}}}" },
	{ "a title in a language not known", "title,translations",
	  FROM("crossref", "\"title\":\"Größe\",\"language\":\"de\"")
		  FROM("openalex", "\"title\":\"Size\""),
	  "{\"title\":\"Größe\"}" },
	{ "another title in the record's language", "title,translations",
	  FROM("crossref", "\"title\":\"Größe\",\"language\":\"de\"") FROM(
		  "openalex", "\"title\":\"Die Größe\",\"language\":\"de\""),
	  "{\"title\":\"Größe\"}" },
	{ "the same title in a language mistaken", "title,translations",
	  FROM("crossref", "\"title\":\"Größe.\",\"language\":\"de\"")
		  FROM("openalex", "\"title\":\"GRÖßE\",\"language\":\"sv\""),
	  "{\"title\":\"Größe.\"}" },
	{ "a translation that is the title", "title,translations",
	  FROM("crossref", "\"title\":\"Size\",\"language\":\"en\"") FROM(
		  "aggregator",
		  "\"title\":\"大小\",\"language\":\"zh\",\"translations\":{"
		  "\"en\":{\"title\":\"Size\"}}"),
	  "{\"title\":\"Size\",\"translations\":{\"zh\":{"
	  "\"title\":\"大小\"}}}" },
};

Test(merge_text, chooses_abstracts_and_keeps_translations)
{
	merge_check(abstract_rows, ARRAY_COUNT(abstract_rows));
}
