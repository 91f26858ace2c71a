/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define PAPER(members)                                                   \
	"{\"paperId\":\"cd5e\",\"externalIds\":{\"DOI\":\"10.1234/X\"}," \
	"\"title\":\"A\"," members "}"

static const struct source_row s2_rows[] = {
	{ "who holds it", "doi,url,ids,source",
	  PAPER("\"url\":\"https://www.semanticscholar.org/paper/cd5e\""),
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"ids\":{\"s2\":\"cd5e\"},\"source\":{\"name\":"
	  "\"Semantic Scholar\",\"format\":\"s2\"}}" },
	{ "identifiers", "ids",
	  "{\"paperId\":\"cd5e\",\"externalIds\":{\"DOI\":\"10.1234/x\","
	  "\"ArXiv\":\"1706.03762\",\"PubMed\":\"171\","
	  "\"PubMedCentral\":\"17\",\"MAG\":\"9\"}}",
	  "{\"ids\":{\"pmid\":\"171\",\"pmcid\":\"PMC17\","
	  "\"arxiv\":\"1706.03762\",\"s2\":\"cd5e\"}}" },
	{ "a corpus number alone", "ids",
	  "{\"corpusId\":14514057,\"externalIds\":{\"DOI\":\"10.1234/x\"}}",
	  "{\"ids\":{\"s2\":\"CorpusId:14514057\"}}" },
	{ "the bulk data set",
	  "doi,title,published,year,authors,type,"
	  "citation_count,reference_count,open_access,ids",
	  "{\"corpusid\":17,\"externalids\":{\"DOI\":\"10.1234/X\","
	  "\"PubMed\":null},\"title\":\"A\",\"authors\":[{\"authorId\":\"1\","
	  "\"name\":\"E. Duflo\"}],\"year\":2013,\"referencecount\":3,"
	  "\"citationcount\":4,\"isopenaccess\":true,"
	  "\"publicationtypes\":[\"Conference\"],"
	  "\"publicationdate\":\"2013-04-10\"}",
	  "{\"doi\":\"10.1234/x\",\"type\":\"proceedings-article\","
	  "\"title\":\"A\",\"authors\":[{\"name\":\"E. Duflo\","
	  "\"given\":\"E.\",\"family\":\"Duflo\"}],"
	  "\"published\":\"2013-04-10\",\"year\":2013,\"open_access\":true,"
	  "\"citation_count\":4,\"reference_count\":3,"
	  "\"ids\":{\"s2\":\"CorpusId:17\"}}" },
	{ "several types", "type",
	  PAPER("\"publicationTypes\":[\"Review\",\"JournalArticle\"]"),
	  "{\"type\":\"journal-article\"}" },
	{ "no type", "doi,type", PAPER("\"publicationTypes\":null"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the journal", "journal,volume,issue,pages",
	  PAPER("\"venue\":\"Phys. Rev.\",\"journal\":{\"name\":"
		"\"Physical Review\",\"volume\":\"42 11\","
		"\"pages\":\"\\n 499-510\\n\"}"),
	  "{\"journal\":{\"title\":\"Physical Review\"},\"volume\":\"42\","
	  "\"issue\":\"11\",\"pages\":\"499-510\"}" },
	{ "the venue", "journal",
	  PAPER("\"journal\":null,\"publicationVenue\":{\"name\":"
		"\"Nature\",\"issn\":\"0028-0836\",\"alternate_issns\":"
		"[\"1476-4687\"]},\"venue\":\"Nat.\""),
	  "{\"journal\":{\"title\":\"Nature\","
	  "\"issn\":[\"0028-0836\",\"1476-4687\"]}}" },
	{ "the venue's name alone", "journal",
	  PAPER("\"journal\":{\"name\":\"\"},\"publicationVenue\":null,"
		"\"venue\":\"Nature\""),
	  "{\"journal\":{\"title\":\"Nature\"}}" },
	{ "arXiv is no journal", "doi,journal,volume",
	  PAPER("\"venue\":\"arXiv.org\",\"journal\":{\"name\":\"ArXiv\","
		"\"volume\":\"abs/1706.03762\"}"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "a year alone", "published,year",
	  PAPER("\"publicationDate\":null,\"year\":2023"),
	  "{\"published\":\"2023\",\"year\":2023}" },
	{ "the licence of the open copy", "open_access,licenses",
	  PAPER("\"isOpenAccess\":false,\"openAccessPdf\":{\"url\":\"\","
		"\"license\":\"CCBYNC\"}"),
	  "{\"open_access\":false,\"licenses\":[{\"id\":\"CC-BY-NC\"}]}" },
	{ "the abstract, not its summary", "abstract",
	  PAPER("\"abstract\":\"We study papers.\",\"tldr\":{\"text\":"
		"\"Papers.\"}"),
	  "{\"abstract\":\"We study papers.\"}" },
	{ "counts", "citation_count,reference_count",
	  PAPER("\"citationCount\":10670,\"referenceCount\":30,"
		"\"influentialCitationCount\":578"),
	  "{\"citation_count\":10670,\"reference_count\":30}" },
};

Test(source_s2, reads_papers)
{
	source_check(s2_rows, ARRAY_COUNT(s2_rows));
}
