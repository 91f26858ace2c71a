/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define WORK(members)                          \
	"{\"id\":\"https://openalex.org/W1\"," \
	"\"doi\":\"https://doi.org/10.1234/X\",\"title\":\"A\"," members "}"

static const struct source_row openalex_rows[] = {
	{ "who holds it", "doi,source", WORK("\"type\":\"article\""),
	  "{\"doi\":\"10.1234/x\",\"source\":{\"name\":\"OpenAlex\","
	  "\"format\":\"openalex\"}}" },
	{ "the DOI among the identifiers", "doi",
	  "{\"ids\":{\"doi\":\"https://doi.org/10.1234/X\"},"
	  "\"doi\":null,\"authorships\":[]}",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "an abstract by position", "abstract",
	  WORK("\"abstract_inverted_index\":{\"We\":[0,4],\"study\":[1],"
	       "\"old\":[2],\"papers.\":[3],\"like\":[5],\"them.\":[6]}"),
	  "{\"abstract\":\"We study old papers. We like them.\"}" },
	{ "positions that no word has", "abstract",
	  WORK("\"abstract_inverted_index\":{\"We\":[0],\"like\":[3],"
	       "\"them.\":[9]}"),
	  "{\"abstract\":\"We like them.\"}" },
	{ "positions that are none", "abstract",
	  WORK("\"abstract_inverted_index\":{\"We\":[-1,0.5,\"1\",1e300,7],"
	       "\"like\":[null,8],\"x\":{},\"them.\":[9,65536]}"),
	  "{\"abstract\":\"We like them.\"}" },
	{ "no abstract", "doi,abstract",
	  WORK("\"abstract_inverted_index\":null"), "{\"doi\":\"10.1234/x\"}" },
	{ "authors as on the work", "authors",
	  WORK("\"authorships\":[{\"raw_author_name\":\"Ralser, Markus\","
	       "\"author\":{\"display_name\":\"M. R\","
	       "\"orcid\":\"https://orcid.org/0000-0001-9535-7413\"},"
	       "\"institutions\":[{\"display_name\":\"Known Institute\"}],"
	       "\"raw_affiliation_strings\":[\"A Place\",\"B Place\"]},"
	       "{\"raw_author_name\":null,\"author\":{\"display_name\":"
	       "\"Gino Heeren\"},\"raw_affiliation_strings\":[],"
	       "\"institutions\":[{\"display_name\":\"C Place\"}]}]"),
	  "{\"authors\":[{\"name\":\"Markus Ralser\",\"given\":\"Markus\","
	  "\"family\":\"Ralser\",\"orcid\":\"0000-0001-9535-7413\","
	  "\"affiliations\":[\"A Place\",\"B Place\"]},"
	  "{\"name\":\"Gino Heeren\",\"given\":\"Gino\","
	  "\"family\":\"Heeren\",\"affiliations\":[\"C Place\"]}]}" },
	{ "its own types", "type", WORK("\"type\":\"dissertation\""),
	  "{\"type\":\"dissertation\"}" },
	{ "Crossref's word first", "type",
	  WORK("\"type\":\"article\",\"type_crossref\":"
	       "\"proceedings-article\""),
	  "{\"type\":\"proceedings-article\"}" },
	{ "Crossref's word of the place last", "type",
	  WORK("\"type\":\"other\",\"primary_location\":"
	       "{\"raw_type\":\"posted-content\"}"),
	  "{\"type\":\"posted-content\"}" },
	{ "the journal", "journal,publisher",
	  WORK("\"primary_location\":{\"source\":{\"type\":\"journal\","
	       "\"display_name\":\"PLoS ONE\",\"issn_l\":\"1932-6203\","
	       "\"issn\":[\"1932-6203\"],\"host_organization_name\":"
	       "\"Public Library of Science\"}}"),
	  "{\"journal\":{\"title\":\"PLoS ONE\",\"issn\":[\"1932-6203\"]},"
	  "\"publisher\":\"Public Library of Science\"}" },
	{ "a book series", "journal",
	  WORK("\"primary_location\":{\"source\":{\"type\":\"book series\","
	       "\"display_name\":\"Lecture Notes\"}}"),
	  "{\"journal\":{\"series\":\"Lecture Notes\"}}" },
	{ "a repository is no journal", "journal,publisher",
	  WORK("\"primary_location\":{\"source\":{\"type\":\"repository\","
	       "\"display_name\":\"arXiv (Cornell University)\","
	       "\"host_organization_name\":\"Cornell University\"}}"),
	  "{\"publisher\":\"Cornell University\"}" },
	{ "the form before 2023", "journal,publisher",
	  WORK("\"host_venue\":{\"display_name\":\"Ecology\","
	       "\"publisher\":\"Wiley\",\"issn\":[\"0012-9658\"]}"),
	  "{\"journal\":{\"title\":\"Ecology\",\"issn\":[\"0012-9658\"]},"
	  "\"publisher\":\"Wiley\"}" },
	{ "a place OpenAlex does not know", "journal",
	  WORK("\"type\":\"conference-paper\",\"primary_location\":"
	       "{\"source\":null,\"raw_source_name\":\"Proc. of A\"}"),
	  "{\"journal\":{\"title\":\"Proc. of A\"}}" },
	{ "which keeps a data set", "doi,journal",
	  WORK("\"type\":\"dataset\",\"primary_location\":"
	       "{\"source\":null,\"raw_source_name\":\"A Data Bank\"}"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "volume, issue, pages", "volume,issue,pages",
	  WORK("\"biblio\":{\"volume\":\"87\",\"issue\":\"11\","
	       "\"first_page\":\"2832\",\"last_page\":\"2841\"}"),
	  "{\"volume\":\"87\",\"issue\":\"11\",\"pages\":\"2832-2841\"}" },
	{ "one page", "pages",
	  WORK("\"biblio\":{\"first_page\":\"15\",\"last_page\":\"15\"}"),
	  "{\"pages\":\"15\"}" },
	{ "identifiers", "ids",
	  WORK("\"ids\":{\"pmid\":\"https://pubmed.ncbi.nlm.nih.gov/171\","
	       "\"pmcid\":\"https://www.ncbi.nlm.nih.gov/pmc/articles/17\"}"),
	  "{\"ids\":{\"pmid\":\"171\",\"pmcid\":\"PMC17\"}}" },
	{ "arXiv's own DOI", "ids",
	  "{\"doi\":\"https://doi.org/10.48550/arXiv.1902.02534\","
	  "\"authorships\":[]}",
	  "{\"ids\":{\"arxiv\":\"1902.02534\"}}" },
	{ "money, as grants", "funders",
	  WORK("\"grants\":[{\"funder_display_name\":\"NSF\","
	       "\"award_id\":\"1\"},{\"funder_display_name\":\"NSF\","
	       "\"award_id\":\"2\"},{\"award_id\":\"3\"}]"),
	  "{\"funders\":[{\"name\":\"NSF\",\"awards\":[\"1\",\"2\"]}]}" },
	{ "money, as awards and funders", "funders",
	  WORK("\"awards\":[{\"funder_display_name\":\"NSF\","
	       "\"funder_award_id\":\"1\"}],\"funders\":[{\"display_name\":"
	       "\"NSF\"},{\"display_name\":\"CERN\"}]"),
	  "{\"funders\":[{\"name\":\"NSF\",\"awards\":[\"1\"]},"
	  "{\"name\":\"CERN\"}]}" },
	{ "keywords, not topics", "keywords",
	  WORK("\"keywords\":[{\"display_name\":\"Enzyme\"},{\"keyword\":"
	       "\"yeast\"}],\"topics\":[{\"display_name\":\"Medicine\"}]"),
	  "{\"keywords\":[\"Enzyme\",\"yeast\"]}" },
	{ "the licence", "licenses",
	  WORK("\"primary_location\":{\"license\":\"cc-by\","
	       "\"version\":\"publishedVersion\"}"),
	  "{\"licenses\":[{\"id\":\"CC-BY\",\"version\":\"vor\"}]}" },
	{ "a licence that is none", "doi,licenses",
	  WORK("\"primary_location\":{\"license\":\"other-oa\"}"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "facts",
	  "published,year,language,open_access,retracted,citation_count,"
	  "reference_count",
	  WORK("\"publication_date\":\"2006-12-20\",\"language\":\"en\","
	       "\"open_access\":{\"is_oa\":true},\"is_retracted\":true,"
	       "\"cited_by_count\":85,\"referenced_works_count\":76"),
	  "{\"language\":\"en\",\"published\":\"2006-12-20\",\"year\":2006,"
	  "\"open_access\":true,\"citation_count\":85,"
	  "\"reference_count\":76,\"retracted\":true}" },
	{ "not retracted", "retracted,year",
	  WORK("\"is_retracted\":false,\"publication_year\":1999"),
	  "{\"year\":1999,\"retracted\":false}" },
};

Test(source_openalex, reads_works)
{
	source_check(openalex_rows, ARRAY_COUNT(openalex_rows));
}
