/* SPDX-License-Identifier: MIT */
#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

static const struct {
	const char *name;
	const char *raw;
	const char *json;
	const char *text;
} split_rows[] = {
	{ "JSON alone", "{\"a\":1}", "{\"a\":1}", "" },
	{ "blanks around it", " {\"a\":1}\r\n", "{\"a\":1}", "" },
	{ "lines of text", "{\"a\":1}\nTitle\nAbstract\n", "{\"a\":1}",
	  "Title\nAbstract" },
	{ "CRLF", "{\"a\":1}\r\nTitle\r\n", "{\"a\":1}", "Title" },
	{ "JSON over several lines", "{\n\"a\": [1,\n2]\n}",
	  "{\n\"a\": [1,\n2]\n}", "" },
	{ "and text after it", "{\n\"a\":1\n}\nTitle", "{\n\"a\":1\n}",
	  "Title" },
	{ "brackets and quotes in strings", "{\"a\":\"}\\\"]\"}\nTitle {x}",
	  "{\"a\":\"}\\\"]\"}", "Title {x}" },
	{ "text on the JSON's own line belongs to it", "{\"a\":1} x\nTitle",
	  "{\"a\":1} x", "Title" },
	{ "no line break after it", "{\"a\":1} x", "{\"a\":1} x", "" },
	{ "JSON that does not end", "{\"a\":\"\n1", "{\"a\":\"\n1", "" },
	{ "nothing", "", "", "" },
	{ "blanks", " \n ", "", "" },
};

Test(source, parts_an_object_from_the_lines_after_it)
{
	for (size_t i = 0; i < ARRAY_COUNT(split_rows); i++) {
		struct span json, text;

		source_split(span_of(split_rows[i].raw), &json, &text);
		cr_expect(span_is(json, split_rows[i].json), "%s: %.*s",
			  split_rows[i].name, (int)json.len, json.at);
		cr_expect(span_is(text, split_rows[i].text), "%s: %.*s",
			  split_rows[i].name, (int)text.len, text.at);
	}
}

#define NO_KEY "no DOI or other identifier"

static const struct {
	const char *name;
	const char *raw;
	const char *reason;
} reject_rows[] = {
	{ "nothing", "", "not JSON near byte 0" },
	{ "no JSON", "Resource not found.", "not JSON near byte 0" },
	{ "a missing comma", "{\"DOI\":\"10.1234/x\" \"title\":[]}",
	  "not JSON near byte 19" },
	{ "after a blank the byte is the file's",
	  " {\"DOI\":\"10.1234/x\" \"title\":[]}", "not JSON near byte 20" },
	{ "JSON that is cut", "{\"DOI\":\"10.1234/x\",\"title\":[\"A",
	  "not JSON near byte 29" },
	{ "more after it", "{\"DOI\":\"10.1234/x\",\"title\":[]} {}",
	  "not JSON near byte 31" },
	{ "bytes that are not UTF-8", "{\"DOI\":\"10.1234/\xE9\"}",
	  "invalid UTF-8 at byte 16" },
	{ "a list", "[{\"DOI\":\"10.1234/x\",\"title\":[]}]",
	  "no known shape" },
	{ "a number", "17", "no known shape" },
	{ "an empty object", "{}", "no known shape" },
	{ "an object of another shape",
	  "{\"id\":\"https://example.org/1\",\"doi\":\"10.1234/x\","
	  "\"title\":\"A\",\"type\":\"article\"}",
	  "no known shape" },
	{ "an author of Semantic Scholar",
	  "{\"authorId\":\"1\",\"name\":\"A\",\"externalIds\":{}}",
	  "no known shape" },
	{ "a member of DataCite",
	  "{\"data\":{\"type\":\"clients\",\"attributes\":{\"name\":\"A\"}}}",
	  "no known shape" },
	{ "a member",
	  "{\"status\":\"ok\",\"message-type\":\"member\","
	  "\"message\":{\"id\":45}}",
	  "a Crossref \"member\" message, not a work" },
	{ "a list of works",
	  "{\"status\":\"ok\",\"message-type\":\"work-list\","
	  "\"message\":{\"items\":[]}}",
	  "a Crossref \"work-list\" message, not a work" },
	{ "an API error",
	  "{\"status\":\"failed\",\"message-type\":\"validation-failure\","
	  "\"message\":[{\"type\":\"x\"}]}",
	  "a Crossref \"validation-failure\" message, not a work" },
	{ "a message without a type", "{\"status\":\"ok\",\"message-type\":7}",
	  "a Crossref \"\" message, not a work" },
	{ "a message whose type breaks lines",
	  "{\"status\":\"ok\",\"message-type\":\"a\\nb\\\"\"}",
	  "a Crossref \"a\\x0ab\\x22\" message, not a work" },
	{ "an empty envelope",
	  "{\"status\":\"ok\",\"message-type\":\"work\","
	  "\"message\":null}",
	  "a Crossref \"work\" message without a work" },
	{ "no DOI", "{\"title\":[\"A\"],\"type\":\"book\"}", NO_KEY },
	{ "an empty DOI", "{\"DOI\":\"\",\"title\":[\"A\"]}", NO_KEY },
	{ "a placeholder", "{\"DOI\":\"n/a\",\"title\":[\"A\"]}", NO_KEY },
	{ "a DOI that is null", "{\"DOI\":null,\"title\":[\"A\"]}", NO_KEY },
	{ "a DOI that is a number", "{\"DOI\":10.1,\"title\":[\"A\"]}",
	  NO_KEY },
	{ "CSL without one",
	  "{\"type\":\"book\",\"title\":\"A\","
	  "\"author\":[]}",
	  NO_KEY },
	{ "the aggregator without one", "{\"title\":\"A\",\"PeriodicalId\":1}",
	  NO_KEY },
	{ "OpenAlex without one",
	  "{\"id\":\"https://openalex.org/W1\",\"doi\":null}", NO_KEY },
	{ "Semantic Scholar without one",
	  "{\"paperId\":null,\"externalIds\":{}}", NO_KEY },
	{ "DataCite without one", "{\"titles\":[],\"creators\":[]}", NO_KEY },
	{ "Europe PMC without one", "{\"pmid\":\"0\",\"inEPMC\":\"N\"}",
	  NO_KEY },
	{ "another identifier",
	  "{\"DOI\":\"http://hdl.handle.net/2065/578\",\"title\":[\"A\"]}",
	  "the DOI \"http://hdl.handle.net/2065/578\" is not one" },
	{ "quotes and line breaks in it",
	  "{\"DOI\":\"a\\\"b\\nc\",\"title\":[\"A\"]}",
	  "the DOI \"a\\x22b\\x0ac\" is not one" },
	{ "a long one is cut",
	  "{\"DOI\":\"0123456789012345678901234567890123456789012345678901234"
	  "56789012345678901234567890123456789012345678901234567890123456789\","
	  "\"title\":[\"A\"]}",
	  "the DOI \"0123456789012345678901234567890123456789012345678901234"
	  "567890123456789012345678901234567890123456789...\" is not one" },
};

Test(source, says_why_an_object_is_refused)
{
	for (size_t i = 0; i < ARRAY_COUNT(reject_rows); i++) {
		struct paper paper = { 0 };
		struct error err = { 0 };

		cr_expect_eq(source_read(span_of(reject_rows[i].raw), &paper,
					 NULL, &err),
			     STATUS_INVALID_BODY, "%s", reject_rows[i].name);
		cr_expect_str_eq(err.detail, reject_rows[i].reason, "%s: %s",
				 reject_rows[i].name, err.detail);
		cr_expect_null(paper.doi, "%s: untouched", reject_rows[i].name);
	}
}

static const struct {
	const char *name;
	const char *raw;
	const char *format;
} shape_rows[] = {
	{ "lists of titles", "{\"DOI\":\"10.1234/x\",\"title\":[\"A\"]}",
	  "crossref" },
	{ "no title", "{\"DOI\":\"10.1234/x\",\"type\":\"journal-issue\"}",
	  "crossref" },
	{ "an envelope",
	  "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":"
	  "{\"DOI\":\"10.1234/x\",\"title\":[\"A\"]}}",
	  "crossref" },
	{ "a title that is a string",
	  "{\"DOI\":\"10.1234/x\",\"type\":\"book\",\"title\":\"A\"}", "csl" },
	{ "CSL without a type",
	  "{\"DOI\":\"10.1234/x\",\"title\":\"A\",\"issued\":{}}", "csl" },
	{ "CSL without a title",
	  "{\"DOI\":\"10.1234/x\",\"type\":\"book\","
	  "\"container-title\":\"A\"}",
	  "csl" },
	{ "the aggregator's members",
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\",\"PeriodicalId\":18433}",
	  "aggregator" },
	{ "also inside only",
	  "{\"title\":\"A\",\"resultStr\":\"{\\\"doi\\\":\\\"10.1234/x\\\"}\"}",
	  "aggregator" },
	{ "OpenAlex's authorships",
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\",\"authorships\":[]}",
	  "openalex" },
	{ "CSL with an identifier of OpenAlex",
	  "{\"id\":\"https://openalex.org/W1\",\"DOI\":\"10.1234/x\","
	  "\"title\":\"A\",\"type\":\"book\"}",
	  "csl" },
	{ "Semantic Scholar's identifiers",
	  "{\"title\":\"A\",\"externalIds\":{\"DOI\":\"10.1234/x\"}}", "s2" },
	{ "the aggregator's copy of Semantic Scholar",
	  "{\"doi\":\"10.1234/x\",\"paperid\":\"a\",\"title\":\"A\","
	  "\"PeriodicalId\":1}",
	  "aggregator" },
	{ "DataCite's creators",
	  "{\"doi\":\"10.1234/x\",\"creators\":[],\"container\":{}}",
	  "datacite" },
	{ "Europe PMC's author string",
	  "{\"doi\":\"10.1234/x\",\"title\":\"A\",\"authorString\":\"B C\"}",
	  "europepmc" },
	{ "keys are case-sensitive",
	  "{\"doi\":\"10.9999/wrong\",\"DOI\":\"10.1234/x\",\"TITLE\":\"B\","
	  "\"title\":[\"A\"]}",
	  "crossref" },
};

Test(source, tells_the_shape_by_content)
{
	for (size_t i = 0; i < ARRAY_COUNT(shape_rows); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		struct error err = { 0 };

		cr_assert_eq(source_read(span_of(shape_rows[i].raw), &paper,
					 NULL, &err),
			     STATUS_OK, "%s: %s", shape_rows[i].name,
			     err.detail);
		cr_expect_str_eq(paper.source.format, shape_rows[i].format,
				 "%s", shape_rows[i].name);
		cr_expect_str_eq(paper.doi, "10.1234/x", "%s",
				 shape_rows[i].name);
	}
}

Test(source, refuses_a_nul_byte)
{
	static const char raw[] = "{\"DOI\":\"10.1234/x\",\"title\":[]}\0!";
	struct paper paper = { 0 };
	struct error err = { 0 };

	cr_assert_eq(source_read((struct span){ raw, sizeof(raw) - 1 }, &paper,
				 NULL, &err),
		     STATUS_INVALID_BODY);
	cr_assert_str_eq(err.detail, "not JSON near byte 30");
}

Test(source, repairs_what_the_parser_would_choke_on)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	const char raw[] = "{\"DOI\":\"10.1234/x\","
			   "\"title\":[\"A\\u0000B \\ud800C\"]}";

	cr_assert_eq(source_read(span_of(raw), &paper, NULL, NULL), STATUS_OK);
	cr_assert_str_eq(paper.title, "AB \xEF\xBF\xBD"
				      "C");
}

/* ---- wrong types ---- */

static const char *const wrong[] = {
	"null", "true",   "0",      "-1",        "1e308",
	"17.5", "\"\"",   "\"x\"",  "\"[\"",     "\"[{\\\"name\\\":3}]\"",
	"[]",   "[null]", "[[]]",   "[[[]]]",    "[0,\"x\",{}]",
	"{}",   "[{}]",   "[\"\"]", "{\"x\":1}", "[{\"name\":[]},[1]]",
};

static const char *const whole_objects[] = {
	"{\"DOI\":\"10.1234/x\",\"title\":[\"A\"],\"subtitle\":[\"B\"],"
	"\"original-title\":[\"C\"],\"container-title\":[\"D\",\"E\"],"
	"\"short-container-title\":[\"F\"],\"author\":[{\"given\":\"G\","
	"\"family\":\"H\",\"ORCID\":\"x\",\"affiliation\":[{\"name\":\"I\"}]}],"
	"\"editor\":[{\"name\":\"J\"}],\"abstract\":\"K\","
	"\"issued\":{\"date-parts\":[[2020,1,2]]},\"published\":{},"
	"\"volume\":\"1\",\"issue\":\"2\",\"page\":\"3-4\","
	"\"article-number\":\"5\",\"publisher\":\"L\",\"subject\":[\"M\"],"
	"\"language\":\"en\",\"ISSN\":[\"1234-5679\"],"
	"\"issn-type\":[{\"type\":\"print\",\"value\":\"1234-5679\"}],"
	"\"ISBN\":[\"9780306406157\"],\"license\":[{\"URL\":\"http://a.b/\","
	"\"content-version\":\"vor\"}],\"funder\":[{\"name\":\"N\","
	"\"award\":[\"O\"],\"DOI\":\"10.13039/1\"}],"
	"\"reference\":[{\"DOI\":\"10.1234/y\",\"year\":\"1999\"}],"
	"\"is-referenced-by-count\":1,\"references-count\":2,"
	"\"update-to\":[{\"DOI\":\"10.1234/z\",\"type\":\"retraction\","
	"\"updated\":{\"date-parts\":[[2021]]}}],\"updated-by\":[{}],"
	"\"relation\":{\"is-same-as\":[{\"id-type\":\"arxiv\",\"id\":\"x\"}]},"
	"\"alternative-id\":[\"arXiv:1234.5678\"],\"type\":\"book\","
	"\"URL\":\"x\",\"source\":\"Crossref\",\"journal-issue\":{}}",

	"{\"DOI\":\"10.1234/x\",\"type\":\"chapter\",\"title\":\"A\","
	"\"author\":[{\"family\":\"B\",\"given\":\"C\","
	"\"non-dropping-particle\":\"van\",\"dropping-particle\":\"de\"},"
	"{\"literal\":\"D\"}],\"issued\":{\"raw\":\"2020\"},"
	"\"container-title\":\"E\",\"page\":\"1\",\"ISSN\":\"1234-5679\","
	"\"PMID\":\"1\",\"PMCID\":\"PMC1\",\"keyword\":\"a, b\","
	"\"categories\":[\"c\"],\"number\":\"1\",\"volume\":\"1\","
	"\"publisher\":{\"name\":\"F\"},\"collection-title\":\"G\"}",

	"{\"doi\":\"10.1234/x\",\"title\":\"A\",\"authors\":\"B C, D E\","
	"\"abstract\":\"F\",\"PeriodicalId\":1,\"journal\":{\"name\":\"G\","
	"\"volume\":\"42 11\",\"pages\":\"499\"},\"PeriodicalIF\":3.5,"
	"\"publicationDate\":\"2025-09-27\",\"publicationTypes\":\"x\","
	"\"fieldsOfStudy\":[\"H\"],\"isOpenAccess\":false,"
	"\"citationCount\":\"0\",\"resultStr\":\"{\\\"title\\\":\\\"I\\\"}\","
	"\"platform\":\"Semanticscholar\",\"paperid\":\"J\",\"PMCID\":\"K\","
	"\"JCR\":\"Q2\",\"JCRName\":\"L\",\"RegionNum\":4,"
	"\"RegionCategory\":\"M\",\"TitleCN\":\"N\",\"AbstractTextCN\":\"O\"}",

	"{\"doi\":\"10.1234/x\",\"title\":\"A\",\"language\":\"en\","
	"\"abstract_inverted_index\":{\"B\":[0],\"C\":[1,2]},"
	"\"authorships\":[{\"raw_author_name\":\"D E\",\"author\":"
	"{\"orcid\":\"x\"},\"institutions\":[],"
	"\"raw_affiliation_strings\":[\"F\"]}],\"type\":\"article\","
	"\"type_crossref\":\"x\",\"primary_location\":{\"source\":{},"
	"\"license\":\"cc-by\",\"version\":\"x\",\"raw_type\":\"x\","
	"\"landing_page_url\":\"x\"},\"host_venue\":{},\"biblio\":"
	"{\"volume\":\"1\",\"issue\":\"2\",\"first_page\":\"3\","
	"\"last_page\":\"4\"},\"ids\":{\"pmid\":\"1\",\"pmcid\":\"2\"},"
	"\"awards\":[{\"funder_display_name\":\"G\"}],"
	"\"keywords\":[{\"display_name\":\"H\"}],\"open_access\":"
	"{\"is_oa\":true},\"is_retracted\":false,\"cited_by_count\":1,"
	"\"publication_date\":\"2020-01-02\"}",

	"{\"paperId\":\"A\",\"corpusId\":1,\"externalIds\":{\"DOI\":"
	"\"10.1234/x\",\"ArXiv\":\"1\",\"PubMedCentral\":\"2\"},"
	"\"title\":\"B\",\"abstract\":\"C\",\"authors\":[{\"name\":"
	"\"D E\"}],\"journal\":{\"name\":\"F\",\"volume\":\"1\","
	"\"pages\":\"2\"},\"publicationVenue\":{\"name\":\"G\",\"issn\":"
	"\"1234-5679\",\"alternate_issns\":[]},\"venue\":\"H\","
	"\"publicationDate\":\"2020-01-02\",\"year\":2020,"
	"\"publicationTypes\":[\"Review\"],\"citationCount\":1,"
	"\"isOpenAccess\":true,\"openAccessPdf\":{\"license\":\"CCBY\"}}",

	"{\"doi\":\"10.1234/x\",\"identifiers\":[{\"identifier\":\"x\","
	"\"identifierType\":\"arXiv\"}],\"titles\":[{\"title\":\"A\","
	"\"titleType\":\"Subtitle\",\"lang\":\"en\"},{\"title\":\"B\"}],"
	"\"creators\":[{\"name\":\"C, D\",\"nameType\":\"Personal\","
	"\"givenName\":\"D\",\"familyName\":\"C\",\"nameIdentifiers\":[{}],"
	"\"affiliation\":[\"E\"]}],\"contributors\":[{\"name\":\"F\","
	"\"contributorType\":\"Editor\"}],\"descriptions\":"
	"[{\"description\":\"G\",\"descriptionType\":\"Abstract\","
	"\"lang\":\"de\"}],\"container\":{\"type\":\"Journal\",\"title\":"
	"\"H\",\"volume\":\"1\",\"firstPage\":\"(2)\",\"lastPage\":\"3\","
	"\"identifier\":\"x\",\"identifierType\":\"ISSN\"},"
	"\"publisher\":{\"name\":\"I\"},\"publicationYear\":2020,"
	"\"dates\":[{\"date\":\"2020\",\"dateType\":\"Issued\"}],"
	"\"types\":{\"resourceTypeGeneral\":\"Text\",\"resourceType\":"
	"\"x\"},\"subjects\":[{\"subject\":\"J\"}],\"rightsList\":"
	"[{\"rightsUri\":\"x\"}],\"fundingReferences\":[{\"funderName\":"
	"\"K\",\"awardNumber\":\"1\"}],\"relatedIdentifiers\":"
	"[{\"relationType\":\"Cites\",\"relatedIdentifierType\":\"DOI\","
	"\"relatedIdentifier\":\"10.1234/y\"}],\"relatedItems\":"
	"[{\"relationType\":\"IsPublishedIn\",\"titles\":[{}],"
	"\"number\":\"1\",\"numberType\":\"Article\","
	"\"relatedItemIdentifier\":{}}],\"language\":\"en\"}",

	"{\"data\":{\"attributes\":{\"doi\":\"10.1234/x\",\"types\":{}}}}",

	"{\"doi\":\"10.1234/x\",\"title\":\"A\",\"inEPMC\":\"Y\","
	"\"authorString\":\"B C.\",\"authorList\":{\"author\":["
	"{\"lastName\":\"D\"}]},\"journalInfo\":{\"volume\":\"1\","
	"\"issue\":\"2\",\"journal\":{\"title\":\"E\"}},\"pageInfo\":\"3\","
	"\"abstractText\":\"F\",\"pubYear\":\"2020\",\"isOpenAccess\":\"Y\","
	"\"citedByCount\":1,\"keywordList\":{\"keyword\":[\"G\"]},"
	"\"license\":\"cc by\",\"language\":\"eng\",\"pubTypeList\":"
	"{\"pubType\":[\"x\"]},\"grantsList\":{\"grant\":[{\"agency\":"
	"\"H\"}]},\"pmid\":\"1\"}",
};

/* The object may be read or refused; what it must not do is crash or leak. */
static void read_any(const cJSON *object)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED_FREE char *raw = cJSON_PrintUnformatted(object);
	SCOPED(buf_release) struct buf key = buf_init(1024);
	struct error err = { 0 };

	cr_assert_not_null(raw);
	if (source_read(span_of(raw), &paper, NULL, &err) == STATUS_OK &&
	    paper.doi)
		cr_expect_str_eq(paper.doi, "10.1234/x", "%s", raw);
	else if (err.status == STATUS_OK)
		cr_expect(paper_key(&paper, &key), "%s", raw);
	else
		cr_expect_eq(err.status, STATUS_INVALID_BODY, "%s: %s", raw,
			     err.detail);
}

/* Puts each wrong value in the place of the n-th of some members, which are
 * found anew in each copy by their path of indexes. */
static void replace_one(const cJSON *whole, const int *path, int n)
{
	for (size_t i = 0; i < ARRAY_COUNT(wrong); i++) {
		cJSON *copy = cJSON_Duplicate(whole, true), *members = copy;
		const cJSON *old;

		for (const int *step = path; *step >= 0; step++)
			members = cJSON_GetArrayItem(members, *step);
		old = cJSON_GetArrayItem(members, n);
		if (old->string)
			cJSON_ReplaceItemInObjectCaseSensitive(
				members, old->string, cJSON_Parse(wrong[i]));
		else
			cJSON_ReplaceItemInArray(members, n,
						 cJSON_Parse(wrong[i]));
		read_any(copy);
		cJSON_Delete(copy);
	}
}

static void replace_each(const cJSON *whole, const cJSON *members,
			 const int *path)
{
	for (int i = 0; i < cJSON_GetArraySize(members); i++)
		replace_one(whole, path, i);
}

Test(source, survives_any_type_of_any_member)
{
	for (size_t i = 0; i < ARRAY_COUNT(whole_objects); i++) {
		cJSON *whole = cJSON_Parse(whole_objects[i]);
		int path[] = { -1, 0, -1 };

		cr_assert_not_null(whole, "object %zu", i);
		replace_each(whole, whole, path);
		for (int j = 0; j < cJSON_GetArraySize(whole); j++) {
			const cJSON *member = cJSON_GetArrayItem(whole, j);

			path[0] = j;
			path[1] = -1;
			replace_each(whole, member, path);
			path[1] = 0;
			if (cJSON_IsArray(member))
				replace_each(whole, member->child, path);
			path[0] = -1;
		}
		cJSON_Delete(whole);
	}
}
