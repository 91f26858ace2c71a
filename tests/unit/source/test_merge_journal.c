/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "test_merge.h"

static const struct merge_row journal_rows[] = {
	{ "members of the same journal", "journal",
	  FROM("crossref", "\"journal\":{\"title\":\"Nature\","
			   "\"issn\":[\"1476-4687\"]}")
		  FROM("pubmed",
		       "\"journal\":{\"title\":\"Nature\","
		       "\"abbreviation\":\"Nat.\",\"issn\":[\"0028-0836\","
		       "\"1476-4687\"]}")
			  FROM("aggregator",
			       "\"journal\":{\"title\":\"NATURE\",\"impact_factor\":64.8}"),
	  "{\"journal\":{\"title\":\"Nature\","
	  "\"abbreviation\":\"Nat.\",\"issn\":[\"1476-4687\","
	  "\"0028-0836\"],\"impact_factor\":64.8}}" },
	{ "nothing of another journal", "journal",
	  FROM("crossref", "\"journal\":{\"title\":\"Nature\"}") FROM(
		  "s2", "\"journal\":{\"title\":\"Science\","
			"\"abbreviation\":\"Sci.\",\"issn\":[\"0036-8075\"]}"),
	  "{\"journal\":{\"title\":\"Nature\"}}" },
	{ "an abbreviated title", "journal",
	  FROM("crossref",
	       "\"journal\":{\"title\":\"The Journal of Biological Chemist"
	       "ry\"}")
		  FROM("bibtex", "\"journal\":{\"title\":\"J. Biol. Chem.\","
				 "\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"The Journal of Biological Chemis"
	  "try\",\"series\":\"A\"}}" },
	{ "the other way round", "journal",
	  FROM("crossref", "\"journal\":{\"title\":\"J Biol Chem\"}") FROM(
		  "bibtex",
		  "\"journal\":{\"title\":\"Journal of Biological Chemistry\""
		  ",\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"J Biol Chem\",\"series\":\"A\"}}" },
	{ "a dash in it", "journal",
	  FROM("crossref",
	       "\"journal\":{\"title\":\"JAMA Otolaryngology–Head & Neck S"
	       "urgery\"}")
		  FROM("bibtex",
		       "\"journal\":{\"title\":\"JAMA Otolaryngol Head Neck Surg\""
		       ",\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"JAMA Otolaryngology–Head & Neck "
	  "Surgery\",\"series\":\"A\"}}" },
	{ "a title that only begins like it", "journal",
	  FROM("crossref", "\"journal\":{\"title\":\"Physical Review\"}")
		  FROM("bibtex", "\"journal\":{\"title\":\"Physical Review A\","
				 "\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"Physical Review\"}}" },
	{ "one word does not abbreviate another", "journal",
	  FROM("crossref", "\"journal\":{\"title\":\"Cell\"}") FROM(
		  "bibtex",
		  "\"journal\":{\"title\":\"Cellulose\",\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"Cell\"}}" },
	{ "a note after it", "journal",
	  FROM("crossref", "\"journal\":{\"title\":\"Nature\"}")
		  FROM("pubmed", "\"journal\":{\"title\":\"Nature (London)\","
				 "\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"Nature\",\"series\":\"A\"}}" },
	{ "a stated abbreviation", "journal",
	  FROM("crossref",
	       "\"journal\":{\"title\":\"Práticas de Administração Pública"
	       "\",\"abbreviation\":\"PAP\"}")
		  FROM("ris",
		       "\"journal\":{\"title\":\"PAP\",\"series\":\"A\"}"),
	  "{\"journal\":{\"title\":\"Práticas de Administração Públic"
	  "a\",\"abbreviation\":\"PAP\",\"series\":\"A\"}}" },
	{ "a shared ISSN", "journal",
	  FROM("crossref",
	       "\"journal\":{\"title\":\"PNAS\",\"issn\":[\"1091-6490\"]}")
		  FROM("pubmed",
		       "\"journal\":{\"title\":\"Proceedings of the National Acade"
		       "my of Sciences\",\"issn\":[\"0027-8424\",\"1091-6490\"]}"),
	  "{\"journal\":{\"title\":\"PNAS\",\"issn\":[\"1091-6490\","
	  "\"0027-8424\"]}}" },
	{ "the place in it from one source", "volume,issue,pages",
	  FROM("crossref",
	       "\"journal\":{\"title\":\"Nature\"},\"volume\":\"1\","
	       "\"pages\":\"3\"")
		  FROM("pubmed",
		       "\"journal\":{\"title\":\"Nature\"},\"volume\":\"1\","
		       "\"issue\":\"2\",\"pages\":\"3-4\""),
	  "{\"volume\":\"1\",\"issue\":\"2\",\"pages\":\"3\"}" },
	{ "a volume goes before pages alone", "volume,issue,pages",
	  FROM("crossref", "\"journal\":{\"title\":\"Nature\"},\"pages\":\"3\"")
		  FROM("pubmed",
		       "\"journal\":{\"title\":\"Nature\"},\"volume\":\"1\","
		       "\"issue\":\"2\",\"pages\":\"3-4\""),
	  "{\"volume\":\"1\",\"issue\":\"2\",\"pages\":\"3-4\"}" },
	{ "no issue of another volume", "volume,issue",
	  FROM("crossref",
	       "\"journal\":{\"title\":\"Nature\"},\"volume\":\"1\"")
		  FROM("pubmed",
		       "\"journal\":{\"title\":\"Nature\"},\"volume\":\"2\","
		       "\"issue\":\"3\""),
	  "{\"volume\":\"1\"}" },
	{ "no place in another journal", "volume,issue,pages,article_number",
	  FROM("crossref", "\"journal\":{\"title\":\"Nature\"}") FROM(
		  "s2",
		  "\"journal\":{\"title\":\"Science\"},\"volume\":\"1\","
		  "\"issue\":\"2\",\"pages\":\"3\",\"article_number\":\"e4\""),
	  "{}" },
	{ "a place whose journal is not named", "volume",
	  FROM("crossref", "\"journal\":{\"title\":\"Nature\"}")
		  FROM("s2", "\"volume\":\"1\""),
	  "{\"volume\":\"1\"}" },
	{ "a preprint is in no journal", "type,journal,volume",
	  FROM("crossref", "\"type\":\"posted-content\"")
		  FROM("bibtex", "\"type\":\"journal-article\","
				 "\"journal\":{\"title\":\"Nature\"},"
				 "\"volume\":\"1\""),
	  "{\"type\":\"posted-content\"}" },
	{ "an article is not in its preprint's", "journal,pages",
	  FROM("crossref", "\"type\":\"journal-article\"")
		  FROM("s2", "\"type\":\"posted-content\","
			     "\"journal\":{\"title\":\"bioRxiv\"},"
			     "\"pages\":\"1\""),
	  "{}" },
	{ "what has no type may tell", "journal",
	  FROM("crossref", "\"type\":\"posted-content\"")
		  FROM("s2", "\"type\":\"other\","
			     "\"journal\":{\"title\":\"bioRxiv\"}"),
	  "{\"journal\":{\"title\":\"bioRxiv\"}}" },
	{ "no page beside an article number", "pages,article_number",
	  FROM("crossref", "\"volume\":\"1\",\"article_number\":\"e499\"")
		  FROM("openalex", "\"volume\":\"1\",\"pages\":\"499\""),
	  "{\"article_number\":\"e499\"}" },
	{ "pages of another source in the volume", "pages,article_number",
	  FROM("crossref", "\"volume\":\"1\"")
		  FROM("pubmed", "\"volume\":\"2\",\"pages\":\"5\"") FROM(
			  "openalex", "\"volume\":\"1\",\"pages\":\"e4\","
				      "\"article_number\":\"e4\"")
			  FROM("s2", "\"volume\":\"1\",\"pages\":\"6\""),
	  "{\"pages\":\"e4\",\"article_number\":\"e4\"}" },
};

Test(merge_journal, tells_journals_apart)
{
	merge_check(journal_rows, ARRAY_COUNT(journal_rows));
}
