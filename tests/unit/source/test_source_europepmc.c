/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define ARTICLE(members)                                            \
	"{\"id\":\"171\",\"source\":\"MED\",\"doi\":\"10.1234/X\"," \
	"\"title\":\"A.\",\"inEPMC\":\"Y\"," members "}"

static const struct source_row europepmc_rows[] = {
	{ "who holds it", "doi,url,title,ids,source",
	  ARTICLE("\"pmid\":\"171\",\"pmcid\":\"PMC17\""),
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"title\":\"A.\",\"ids\":{\"pmid\":\"171\",\"pmcid\":\"PMC17\"},"
	  "\"source\":{\"name\":\"Europe PMC\",\"format\":\"europepmc\"}}" },
	{ "a title that was translated", "title,language",
	  "{\"doi\":\"10.1234/x\",\"title\":\"[On seeds].\","
	  "\"language\":\"fre\",\"journalInfo\":{}}",
	  "{\"title\":\"On seeds.\",\"language\":\"fr\"}" },
	{ "authors in parts", "authors",
	  ARTICLE("\"authorString\":\"No N.\",\"authorList\":{\"author\":["
		  "{\"fullName\":\"Foy BD\",\"firstName\":\"Brian D\","
		  "\"lastName\":\"Foy\",\"initials\":\"BD\",\"authorId\":"
		  "{\"type\":\"ORCID\",\"value\":\"0000-0001-9535-7413\"},"
		  "\"authorAffiliationDetailsList\":{\"authorAffiliation\":"
		  "[{\"affiliation\":\"A Place\"},{\"affiliation\":"
		  "\"B Place\"}]}},{\"lastName\":\"Vall\",\"initials\":"
		  "\"JP\",\"affiliation\":\"C Place\"},"
		  "{\"collectiveName\":\"Zika Study Group\"}]}"),
	  "{\"authors\":[{\"name\":\"Brian D Foy\",\"given\":\"Brian D\","
	  "\"family\":\"Foy\",\"orcid\":\"0000-0001-9535-7413\","
	  "\"affiliations\":[\"A Place\",\"B Place\"]},{\"name\":\"JP Vall\","
	  "\"given\":\"JP\",\"family\":\"Vall\",\"affiliations\":"
	  "[\"C Place\"]},{\"name\":\"Zika Study Group\"}]}" },
	{ "authors in one text", "authors",
	  ARTICLE("\"authorString\":\"Ralser M, de la Cruz AB.\""),
	  "{\"authors\":[{\"name\":\"M Ralser\",\"given\":\"M\","
	  "\"family\":\"Ralser\"},{\"name\":\"AB de la Cruz\","
	  "\"given\":\"AB\",\"family\":\"de la Cruz\"}]}" },
	{ "the journal, core", "journal,volume,issue,pages",
	  ARTICLE("\"journalInfo\":{\"volume\":\"22\",\"issue\":\"2\","
		  "\"journal\":{\"title\":\"Emerging diseases\","
		  "\"isoabbreviation\":\"Emerg. Dis.\",\"issn\":"
		  "\"1080-6040\",\"essn\":\"1080-6059\"}},"
		  "\"pageInfo\":\"336-9\""),
	  "{\"journal\":{\"title\":\"Emerging diseases\","
	  "\"abbreviation\":\"Emerg. Dis.\","
	  "\"issn\":[\"1080-6059\",\"1080-6040\"]},\"volume\":\"22\","
	  "\"issue\":\"2\",\"pages\":\"336-339\"}" },
	{ "an abbreviation that is none", "journal",
	  ARTICLE("\"journalInfo\":{\"journal\":{\"title\":\"Insects\","
		  "\"medlineAbbreviation\":\"Insects\"}}"),
	  "{\"journal\":{\"title\":\"Insects\"}}" },
	{ "the journal, lite", "journal,volume,issue",
	  ARTICLE("\"journalTitle\":\"PLoS One\",\"journalVolume\":\"8\","
		  "\"issue\":\"12\",\"journalIssn\":\"1932-6203; \""),
	  "{\"journal\":{\"title\":\"PLoS One\",\"issn\":[\"1932-6203\"]},"
	  "\"volume\":\"8\",\"issue\":\"12\"}" },
	{ "sections of an abstract", "abstract",
	  ARTICLE("\"abstractText\":\"<h4>Background</h4>We read. "
		  "<h4>Methods</h4>We write.\""),
	  "{\"abstract\":\"Background: We read.\\nMethods: We write.\"}" },
	{ "the first date", "published,year",
	  ARTICLE("\"pubYear\":\"2016\",\"firstPublicationDate\":"
		  "\"2015-12-09\""),
	  "{\"published\":\"2015-12-09\",\"year\":2015}" },
	{ "a year alone", "published", ARTICLE("\"pubYear\":\"2016\""),
	  "{\"published\":\"2016\"}" },
	{ "types", "type,retracted",
	  ARTICLE("\"pubTypeList\":{\"pubType\":[\"Journal Article\","
		  "\"Retracted Publication\"]}"),
	  "{\"type\":\"journal-article\",\"retracted\":true}" },
	{ "types in one text", "type,retracted",
	  ARTICLE("\"pubType\":\"preprint; retracted publication\""),
	  "{\"type\":\"posted-content\",\"retracted\":true}" },
	{ "a notice is not retracted", "type,retracted",
	  ARTICLE("\"pubType\":\"retraction of publication; letter\""),
	  "{\"type\":\"journal-article\"}" },
	{ "facts", "language,keywords,open_access,citation_count,licenses",
	  ARTICLE("\"language\":\"eng\",\"isOpenAccess\":\"Y\","
		  "\"citedByCount\":3,\"license\":\"cc by\","
		  "\"keywordList\":{\"keyword\":[\"Zika\",\"Dengue\"]}"),
	  "{\"language\":\"en\",\"keywords\":[\"Zika\",\"Dengue\"],"
	  "\"open_access\":true,\"citation_count\":3,"
	  "\"licenses\":[{\"id\":\"CC-BY\"}]}" },
	{ "not open", "open_access", ARTICLE("\"isOpenAccess\":\"N\""),
	  "{\"open_access\":false}" },
	{ "money", "funders",
	  ARTICLE("\"grantsList\":{\"grant\":[{\"grantId\":\"N01\","
		  "\"agency\":\"NIAID\"},{\"grantId\":\"A2\","
		  "\"agency\":\"NIAID\"}]}"),
	  "{\"funders\":[{\"name\":\"NIAID\",\"awards\":"
	  "[\"N01\",\"A2\"]}]}" },
	{ "a preprint's server", "publisher",
	  ARTICLE("\"bookOrReportDetails\":{\"publisher\":\"bioRxiv\"}"),
	  "{\"publisher\":\"bioRxiv\"}" },
	{ "lists of one",
	  "doi,type,title,language,authors,published,journal,volume,pages,"
	  "open_access,citation_count,ids",
	  "{\"pmid\":[\"171\"],\"DOI\":[\"10.1234/X\"],\"title\":[\"A.\"],"
	  "\"authorList\":[{\"author\":[{\"lastName\":[\"Foy\"],"
	  "\"firstName\":[\"Brian\"]}]}],\"journalInfo\":[{\"volume\":"
	  "[\"9\"],\"journal\":[{\"title\":[\"Insects\"],\"ESSN\":"
	  "[\"2075-4450\"]}]}],\"pageInfo\":[\"76\"],\"language\":[\"eng\"],"
	  "\"pubTypeList\":[{\"pubType\":[\"Letter\"]}],\"isOpenAccess\":"
	  "[\"Y\"],\"citedByCount\":[\"0\"],\"firstPublicationDate\":"
	  "[\"2016-02-09\"]}",
	  "{\"doi\":\"10.1234/x\",\"type\":\"journal-article\","
	  "\"title\":\"A.\",\"language\":\"en\",\"authors\":[{\"name\":"
	  "\"Brian Foy\",\"given\":\"Brian\",\"family\":\"Foy\"}],"
	  "\"published\":\"2016-02-09\",\"journal\":{\"title\":\"Insects\","
	  "\"issn\":[\"2075-4450\"]},\"volume\":\"9\",\"pages\":\"76\","
	  "\"open_access\":true,\"citation_count\":0,"
	  "\"ids\":{\"pmid\":\"171\"}}" },
};

Test(source_europepmc, reads_articles)
{
	source_check(europepmc_rows, ARRAY_COUNT(europepmc_rows));
}
