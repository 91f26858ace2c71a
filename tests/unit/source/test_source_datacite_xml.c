/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"
#include "test_source.h"

#define RESOURCE(members)                                                   \
	"<resource xmlns=\"http://datacite.org/schema/kernel-4\">"          \
	"<identifier identifierType=\"DOI\">10.1234/X</identifier>" members \
	"</resource>"

static const struct source_row rows[] = {
	{ "a prefix, and what a prolog may hold", "doi,url,source",
	  "<?xml version=\"1.0\"?><!-- x --><d:resource><d:identifier "
	  "identifierType=\"DOI\">10.1234/X</d:identifier></d:resource>",
	  "{\"doi\":\"10.1234/x\",\"url\":\"https://doi.org/10.1234/x\","
	  "\"source\":{\"name\":\"DataCite\",\"format\":\"datacite-xml\"}}" },
	{ "titles", "title,subtitle,language,translations",
	  RESOURCE("<titles><title xml:lang=\"en\">Cats &amp; "
		   "dogs</title><title titleType=\"Subtitle\">A tale</title>"
		   "<title titleType=\"TranslatedTitle\" xml:lang=\"fr\">"
		   "Des chats</title></titles><language>eng</language>"),
	  "{\"title\":\"Cats & dogs: A tale\",\"subtitle\":\"A tale\","
	  "\"language\":\"en\","
	  "\"translations\":{\"fr\":{\"title\":\"Des chats\"}}}" },
	{ "people", "authors,editors",
	  RESOURCE("<creators><creator><creatorName nameType=\"Personal\">Doe, "
		   "Jane</creatorName><givenName>Jane</givenName><familyName>"
		   "Doe</familyName><nameIdentifier nameIdentifierScheme="
		   "\"ORCID\">0000-0002-1825-0097</nameIdentifier>"
		   "<affiliation>Here</affiliation><affiliation>There"
		   "</affiliation></creator><creator><creatorName nameType="
		   "\"Organizational\">Cats, Inc</creatorName></creator>"
		   "</creators><contributors><contributor contributorType="
		   "\"Editor\"><contributorName>Roe, Ann</contributorName>"
		   "</contributor><contributor contributorType=\"DataManager\">"
		   "<contributorName>No, One</contributorName></contributor>"
		   "</contributors>"),
	  "{\"authors\":[{\"name\":\"Jane Doe\",\"given\":\"Jane\","
	  "\"family\":\"Doe\",\"orcid\":\"0000-0002-1825-0097\","
	  "\"affiliations\":[\"Here\",\"There\"]},{\"name\":\"Cats, Inc\"}],"
	  "\"editors\":[{\"name\":\"Ann Roe\",\"given\":\"Ann\","
	  "\"family\":\"Roe\"}]}" },
	{ "facts", "type,abstract,published,year,publisher,keywords,licenses",
	  RESOURCE("<publisher>Cat Press</publisher><publicationYear>2020"
		   "</publicationYear><resourceType resourceTypeGeneral="
		   "\"Dataset\">Counts</resourceType><subjects><subject>cats"
		   "</subject></subjects><dates><date dateType=\"Issued\">"
		   "2020-02-03</date></dates><rightsList><rights rightsURI="
		   "\"https://creativecommons.org/licenses/by/4.0/\">CC"
		   "</rights></rightsList><descriptions><description "
		   "descriptionType=\"Abstract\">We saw<br/>cats.</description>"
		   "<description descriptionType=\"Methods\">No.</description>"
		   "</descriptions>"),
	  "{\"type\":\"dataset\",\"abstract\":\"We saw cats.\","
	  "\"published\":\"2020-02-03\",\"year\":2020,"
	  "\"publisher\":\"Cat Press\",\"keywords\":[\"cats\"],"
	  "\"licenses\":[{\"id\":\"CC-BY-4.0\","
	  "\"url\":\"https://creativecommons.org/licenses/by/4.0/\"}]}" },
	{ "rights of kernel 2", "licenses",
	  RESOURCE(
		  "<rights rightsURI=\"https://creativecommons.org/publicdomain"
		  "/zero/1.0/\"/>"),
	  "{\"licenses\":[{\"id\":\"CC0-1.0\","
	  "\"url\":\"https://creativecommons.org/publicdomain/zero/1.0/\"}]}" },
	{ "related works", "journal,volume,pages,references,ids",
	  RESOURCE("<relatedIdentifiers><relatedIdentifier "
		   "relatedIdentifierType=\"DOI\" relationType=\"Cites\">"
		   "10.1234/Y</relatedIdentifier></relatedIdentifiers>"
		   "<alternateIdentifiers><alternateIdentifier "
		   "alternateIdentifierType=\"PMID\">123</alternateIdentifier>"
		   "</alternateIdentifiers><relatedItems><relatedItem "
		   "relationType=\"IsPublishedIn\"><relatedItemIdentifier "
		   "relatedItemIdentifierType=\"ISSN\">0028-0836"
		   "</relatedItemIdentifier><titles><title>Cats</title>"
		   "</titles><volume>5</volume><firstPage>1</firstPage>"
		   "<lastPage>9</lastPage></relatedItem></relatedItems>"),
	  "{\"journal\":{\"title\":\"Cats\",\"issn\":[\"0028-0836\"]},"
	  "\"volume\":\"5\",\"pages\":\"1-9\","
	  "\"ids\":{\"pmid\":\"123\"},"
	  "\"references\":[{\"doi\":\"10.1234/y\"}]}" },
	{ "funders", "funders",
	  RESOURCE("<fundingReferences><fundingReference><funderName>Cat Fund"
		   "</funderName><funderIdentifier>https://doi.org/10.13039/1"
		   "</funderIdentifier><awardNumber>A1</awardNumber>"
		   "</fundingReference></fundingReferences>"),
	  "{\"funders\":[{\"name\":\"Cat Fund\",\"doi\":\"10.13039/1\","
	  "\"awards\":[\"A1\"]}]}" },
};

Test(source_datacite_xml, reads_what_json_of_the_same_says)
{
	source_check(rows, ARRAY_COUNT(rows));
}

Test(source_datacite_xml, an_identifier_of_another_kind_is_no_doi)
{
	static const char raw[] =
		"<resource><identifier identifierType=\"ARK\">"
		"10.1234/x</identifier></resource>";
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	cr_expect_eq(source_read(span_of(raw), &paper, NULL, &err),
		     STATUS_INVALID_BODY);
	cr_expect_str_eq(err.detail, "no DOI or other identifier");
}
