/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define WORK(members) \
	"{\"doi\":\"10.1234/X\",\"titles\":[{\"title\":\"A\"}]," members "}"

static const struct source_row shape_rows[] = {
	{ "a document", "doi,title,source",
	  "{\"data\":{\"id\":\"10.1234/x\",\"type\":\"dois\","
	  "\"attributes\":" WORK("\"x\":1") "},\"included\":[]}",
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\",\"source\":{\"name\":"
	  "\"DataCite\",\"format\":\"datacite\"}}" },
	{ "an element of a list", "doi,title",
	  "{\"id\":\"10.1234/x\",\"attributes\":" WORK("\"x\":1") "}",
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\"}" },
	{ "the attributes alone", "doi,title", WORK("\"x\":1"),
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\"}" },
	{ "a draft", "doi",
	  "{\"attributes\":{\"doi\":\"10.1234/x\",\"types\":{}}}",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the schema's own JSON", "doi",
	  "{\"creators\":[],\"identifiers\":[{\"identifierType\":\"URL\","
	  "\"identifier\":\"http://a.b/\"},{\"identifierType\":\"DOI\","
	  "\"identifier\":\"10.1234/X\"}]}",
	  "{\"doi\":\"10.1234/x\"}" },
	{ "the same before 4.1", "doi",
	  "{\"creators\":[],\"identifier\":{\"identifierType\":\"DOI\","
	  "\"identifier\":\"10.1234/X\"}}",
	  "{\"doi\":\"10.1234/x\"}" },
};

static const struct source_row text_rows[] = {
	{ "a subtitle", "title,subtitle",
	  "{\"doi\":\"10.1234/x\",\"titles\":[{\"title\":\"B\",\"titleType\":"
	  "\"Subtitle\"},{\"title\":\"A\"},{\"title\":\"C\",\"titleType\":"
	  "\"AlternativeTitle\"}]}",
	  "{\"title\":\"A: B\",\"subtitle\":\"B\"}" },
	{ "a translated title", "title,language,translations",
	  "{\"doi\":\"10.1234/x\",\"language\":\"pt\",\"titles\":[{\"title\":"
	  "\"The seed\",\"titleType\":\"TranslatedTitle\",\"lang\":\"en\"},"
	  "{\"title\":\"A semente\"}]}",
	  "{\"title\":\"A semente\",\"language\":\"pt\",\"translations\":"
	  "{\"en\":{\"title\":\"The seed\"}}}" },
	{ "titles in two languages", "title,language,translations",
	  "{\"doi\":\"10.1234/x\",\"language\":\"ger\",\"titles\":["
	  "{\"title\":\"The seed\",\"lang\":\"en\"},"
	  "{\"title\":\"Der Same\",\"lang\":\"de\"}]}",
	  "{\"title\":\"Der Same\",\"language\":\"de\",\"translations\":"
	  "{\"en\":{\"title\":\"The seed\"}}}" },
	{ "of the descriptions the abstract", "abstract",
	  WORK("\"descriptions\":[{\"description\":\"Series, 1\","
	       "\"descriptionType\":\"SeriesInformation\"},{\"description\":"
	       "\"<p>We study papers.</p>\",\"descriptionType\":"
	       "\"Abstract\"}]"),
	  "{\"abstract\":\"We study papers.\"}" },
	{ "abstracts in two languages", "abstract,translations",
	  WORK("\"language\":\"de\",\"descriptions\":[{\"description\":"
	       "\"We study papers.\",\"descriptionType\":\"Abstract\","
	       "\"lang\":\"en\"},{\"description\":\"Wir lesen viel.\","
	       "\"descriptionType\":\"Abstract\",\"lang\":\"de-DE\"}]"),
	  "{\"translations\":{\"en\":{\"abstract\":\"We study papers.\"}},"
	  "\"abstract\":\"Wir lesen viel.\"}" },
	{ "creators", "authors",
	  WORK("\"creators\":[{\"name\":\"Miller, Elizabeth\",\"nameType\":"
	       "\"Personal\",\"givenName\":\"Elizabeth\",\"familyName\":"
	       "\"Miller\",\"nameIdentifiers\":[{\"nameIdentifierScheme\":"
	       "\"ISNI\",\"nameIdentifier\":\"x\"},{\"nameIdentifierScheme\":"
	       "\"ORCID\",\"nameIdentifier\":"
	       "\"https://orcid.org/0000-0001-9535-7413\"}],\"affiliation\":"
	       "[{\"name\":\"DataCite\"},\"CERN\"]},{\"name\":"
	       "\"Garden, Big\",\"nameType\":\"Organizational\"},{\"name\":"
	       "\"Day, Gavin A.\"},{\"name\":\"Unknown\"}]"),
	  "{\"authors\":[{\"name\":\"Elizabeth Miller\",\"given\":"
	  "\"Elizabeth\",\"family\":\"Miller\",\"orcid\":"
	  "\"0000-0001-9535-7413\",\"affiliations\":[\"DataCite\","
	  "\"CERN\"]},{\"name\":\"Garden, Big\"},{\"name\":\"Gavin A. Day\","
	  "\"given\":\"Gavin A.\",\"family\":\"Day\"}]}" },
	{ "of the contributors the editors", "editors",
	  WORK("\"contributors\":[{\"name\":\"Day, Gavin\","
	       "\"contributorType\":\"Editor\"},{\"name\":\"Fox, Anna\","
	       "\"contributorType\":\"Researcher\"}]"),
	  "{\"editors\":[{\"name\":\"Gavin Day\",\"given\":\"Gavin\","
	  "\"family\":\"Day\"}]}" },
	{ "subjects", "keywords",
	  WORK("\"subjects\":[{\"subject\":\"Law, civil\"},"
	       "{\"subject\":\"Art; Music\"},\"Art\"]"),
	  "{\"keywords\":[\"Law, civil\",\"Art\",\"Music\"]}" },
};

static const struct source_row place_rows[] = {
	{ "the container", "journal,volume,issue,pages",
	  WORK("\"container\":{\"type\":\"Journal\",\"title\":\"Annals\","
	       "\"volume\":\"45\",\"issue\":\"10\",\"firstPage\":\"2451\","
	       "\"lastPage\":\"2460\",\"identifier\":\"0090-6964\","
	       "\"identifierType\":\"ISSN\"}"),
	  "{\"journal\":{\"title\":\"Annals\",\"issn\":[\"0090-6964\"]},"
	  "\"volume\":\"45\",\"issue\":\"10\",\"pages\":\"2451-2460\"}" },
	{ "an issue where a page should be", "volume,issue,pages",
	  WORK("\"container\":{\"type\":\"Series\",\"volume\":\"Vol 14\","
	       "\"firstPage\":\"No 6 (2013): November\",\"lastPage\":"
	       "\"p. 603\"}"),
	  "{\"volume\":\"14\",\"issue\":\"6\",\"pages\":\"603\"}" },
	{ "a repository is no container", "doi,journal",
	  WORK("\"container\":{\"type\":\"DataRepository\",\"title\":"
	       "\"Climate Models\"}"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "a related item", "journal,volume,issue,pages,article_number",
	  WORK("\"relatedItems\":[{\"relationType\":\"Cites\",\"titles\":"
	       "[{\"title\":\"No\"}]},{\"relationType\":\"IsPublishedIn\","
	       "\"titles\":[{\"title\":\"Ecology\"}],\"volume\":\"1\","
	       "\"issue\":\"2\",\"firstPage\":\"3\",\"lastPage\":\"4\","
	       "\"number\":\"e5\",\"numberType\":\"Article\","
	       "\"relatedItemIdentifier\":{\"relatedItemIdentifier\":"
	       "\"0012-9658\",\"relatedItemIdentifierType\":\"ISSN\"}}]"),
	  "{\"journal\":{\"title\":\"Ecology\",\"issn\":[\"0012-9658\"]},"
	  "\"volume\":\"1\",\"issue\":\"2\",\"pages\":\"3-4\","
	  "\"article_number\":\"e5\"}" },
	{ "identifiers of what it is in", "journal,ids",
	  WORK("\"relatedIdentifiers\":[{\"relationType\":\"IsPartOf\","
	       "\"relatedIdentifierType\":\"ISSN\",\"relatedIdentifier\":"
	       "\"0012-9658\"},{\"relationType\":\"IsCitedBy\","
	       "\"relatedIdentifierType\":\"ISSN\",\"relatedIdentifier\":"
	       "\"0090-6964\"},{\"relationType\":\"IsPublishedIn\","
	       "\"relatedIdentifierType\":\"ISBN\",\"relatedIdentifier\":"
	       "\"978-0-306-40615-7\"},{\"relationType\":\"IsIdenticalTo\","
	       "\"relatedIdentifierType\":\"arXiv\",\"relatedIdentifier\":"
	       "\"arXiv:1902.02534\"}]"),
	  "{\"journal\":{\"issn\":[\"0012-9658\"]},\"ids\":{\"arxiv\":"
	  "\"1902.02534\",\"isbn\":[\"9780306406157\"]}}" },
	{ "references, not citations", "references",
	  WORK("\"relatedIdentifiers\":[{\"relationType\":\"References\","
	       "\"relatedIdentifierType\":\"DOI\",\"relatedIdentifier\":"
	       "\"10.1234/Y\"},{\"relationType\":\"IsCitedBy\","
	       "\"relatedIdentifierType\":\"DOI\",\"relatedIdentifier\":"
	       "\"10.1234/Z\"},{\"relationType\":\"Cites\","
	       "\"relatedIdentifierType\":\"DOI\",\"relatedIdentifier\":"
	       "\"x\"}]"),
	  "{\"references\":[{\"doi\":\"10.1234/y\"}]}" },
};

static const struct source_row fact_rows[] = {
	{ "the date of issue first", "published,year",
	  WORK("\"publicationYear\":2018,\"dates\":[{\"dateType\":"
	       "\"Created\",\"date\":\"1993-01-23\"},{\"dateType\":"
	       "\"Issued\",\"date\":\"2018-11-17\"}]"),
	  "{\"published\":\"2018-11-17\",\"year\":2018}" },
	{ "then the year", "published,year",
	  WORK("\"publicationYear\":2018,\"dates\":[{\"dateType\":"
	       "\"Available\",\"date\":\"2019-01-23\"}]"),
	  "{\"published\":\"2018\",\"year\":2018}" },
	{ "then the date from which it could be had", "published",
	  WORK("\"publicationYear\":null,\"dates\":[{\"dateType\":"
	       "\"Available\",\"date\":\"2019-01-23\"}]"),
	  "{\"published\":\"2019-01-23\"}" },
	{ "never when it was collected", "doi,published",
	  WORK("\"dates\":[{\"dateType\":\"Collected\",\"date\":"
	       "\"1978\"}]"),
	  "{\"doi\":\"10.1234/x\"}" },
	{ "a general type", "type",
	  WORK("\"types\":{\"resourceTypeGeneral\":\"Dataset\","
	       "\"resourceType\":\"NetCDF\"}"),
	  "{\"type\":\"dataset\"}" },
	{ "text of some type", "type",
	  WORK("\"types\":{\"resourceTypeGeneral\":\"Text\","
	       "\"resourceType\":\"Thesis\"}"),
	  "{\"type\":\"dissertation\"}" },
	{ "a publisher", "publisher", WORK("\"publisher\":\"Zenodo\""),
	  "{\"publisher\":\"Zenodo\"}" },
	{ "a publisher that is an object", "publisher",
	  WORK("\"publisher\":{\"name\":\"Zenodo\"}"),
	  "{\"publisher\":\"Zenodo\"}" },
	{ "rights", "licenses,open_access",
	  WORK("\"rightsList\":[{},{\"rights\":\"Open Access\","
	       "\"rightsUri\":\"info:eu-repo/semantics/openAccess\"},"
	       "{\"rights\":\"CC BY\",\"rightsUri\":"
	       "\"http://creativecommons.org/licenses/by/4.0/legalcode\"},"
	       "{\"rightsIdentifier\":\"cc0-1.0\"}]"),
	  "{\"open_access\":true,\"licenses\":[{\"id\":\"CC-BY-4.0\","
	  "\"url\":\"https://creativecommons.org/licenses/by/4.0/\"},"
	  "{\"id\":\"CC0-1.0\",\"url\":"
	  "\"https://creativecommons.org/publicdomain/zero/1.0/\"}]}" },
	{ "closed to readers", "licenses,open_access",
	  WORK("\"rightsList\":[{\"rightsUri\":"
	       "\"http://purl.org/coar/access_right/c_14cb\"}]"),
	  "{\"open_access\":false}" },
	{ "money", "funders",
	  WORK("\"fundingReferences\":[{\"funderName\":\"EC\","
	       "\"funderIdentifier\":\"https://doi.org/10.13039/501\","
	       "\"awardNumber\":\"777483\"},{\"funderName\":\"EC\","
	       "\"awardNumber\":17},{\"funderName\":\"NSF\","
	       "\"funderIdentifier\":\"https://ror.org/021nxhr62\"}]"),
	  "{\"funders\":[{\"name\":\"EC\",\"doi\":\"10.13039/501\","
	  "\"awards\":[\"777483\",\"17\"]},{\"name\":\"NSF\"}]}" },
	{ "counts and language", "language,citation_count,reference_count,url",
	  WORK("\"language\":\"eng\",\"citationCount\":1,"
	       "\"referenceCount\":2,\"url\":\"https://a.org/b\""),
	  "{\"url\":\"https://a.org/b\",\"language\":\"en\","
	  "\"citation_count\":1,\"reference_count\":2}" },
};

Test(source_datacite, opens_envelopes)
{
	source_check(shape_rows, ARRAY_COUNT(shape_rows));
}

Test(source_datacite, reads_titles_abstracts_and_names)
{
	source_check(text_rows, ARRAY_COUNT(text_rows));
}

Test(source_datacite, reads_the_container_and_what_is_related)
{
	source_check(place_rows, ARRAY_COUNT(place_rows));
}

Test(source_datacite, reads_facts)
{
	source_check(fact_rows, ARRAY_COUNT(fact_rows));
}
