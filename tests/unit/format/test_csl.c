/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include <string.h>

#include "paperd/format.h"
#include "paperd/scoped.h"

#define OUT_MAX ((size_t)1 << 20)

static void write_item(const char *json, struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	const struct format *csl = format_of((struct span)SPAN("csl"));
	struct format_run run = { 0 };
	struct error err = { 0 };

	cr_assert_eq(paper_from_json(span_of(json), &paper, &err), STATUS_OK,
		     "%s: %s", json, err.detail);
	format_record(csl, &run, &paper, out);
}

/* What an item holds, and what it does not. */
static const struct {
	const char *name, *json, *holds, *holds_not;
} rows[] = {
	{ "all of the least",
	  "{\"doi\":\"10.1000/a\",\"url\":\"https://a.b/\",\"type\":\"book\"}",
	  "{\"id\":\"10.1000/a\",\"type\":\"book\",\"DOI\":\"10.1000/a\","
	  "\"URL\":\"https://a.b/\",\"custom\":{\"paperd\":{}}}",
	  "issued" },
	{ "an id without a DOI",
	  "{\"type\":\"book\",\"title\":\"T\",\"ids\":{\"pmid\":\"17\"}}",
	  "{\"id\":\"pmid:17\",\"type\":\"book\",\"title\":\"T\",\"PMID\":"
	  "\"17\",",
	  "DOI" },
	{ "a type that CSL has not", "{\"type\":\"monograph\"}",
	  "\"type\":\"book\",\"custom\":{\"paperd\":{\"type\":\"monograph\"}}",
	  NULL },
	{ "no type", "{\"doi\":\"10.1000/a\"}", "\"type\":\"document\"", NULL },
	{ "names are of four members",
	  "{\"authors\":[{\"name\":\"A B Jr.\",\"given\":\"A\",\"family\":"
	  "\"B\",\"suffix\":\"Jr.\"},{\"name\":\"C\"}]}",
	  "\"author\":[{\"family\":\"B\",\"given\":\"A\",\"suffix\":\"Jr.\"},"
	  "{\"literal\":\"C\"}]",
	  "authors" },
	{ "what a name cannot carry",
	  "{\"authors\":[{\"name\":\"C\",\"affiliations\":[\"D\"]}]}",
	  "\"author\":[{\"literal\":\"C\"}],\"custom\":{\"paperd\":{"
	  "\"authors\":[{\"name\":\"C\",\"affiliations\":[\"D\"]}]",
	  NULL },
	{ "a date", "{\"published\":\"2020-02-29\",\"year\":2020}",
	  "\"issued\":{\"date-parts\":[[2020,2,29]]}", NULL },
	{ "one ISSN and one ISBN",
	  "{\"journal\":{\"issn\":[\"1365-246X\",\"0956-540X\"]},\"ids\":"
	  "{\"isbn\":[\"9780306406157\"]}}",
	  "\"ISSN\":\"1365-246X\",\"ISBN\":\"9780306406157\",\"custom\":"
	  "{\"paperd\":{\"journal\":{\"issn\":[\"1365-246X\",\"0956-540X\"]}",
	  NULL },
	{ "an article number",
	  "{\"doi\":\"10.1000/a\",\"article_number\":\"17\"}",
	  "\"page\":\"17\"", NULL },
	{ "keywords", "{\"keywords\":[\"a\",\"b\"]}", "\"keyword\":\"a; b\"",
	  "keywords" },
	{ "retracted", "{\"retracted\":true}", "\"status\":\"retracted\"",
	  NULL },
	{ "not retracted", "{\"retracted\":false}", "\"retracted\":false",
	  "status" },
	{ "what Zotero would take for Crossref's XML",
	  "{\"abstract\":\"<crossref is <crossref\"}",
	  "\"\\u003ccrossref is \\u003ccrossref\"", "<crossref" },
	{ "and for DataCite's",
	  "{\"abstract\":\"http://datacite.org/schema/x\"}",
	  "\"\\u0068ttp://datacite.org/schema/x\"",
	  "http://datacite.org/schema" },
};

Test(csl, items_hold)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);

		write_item(rows[i].json, &out);
		cr_expect_not_null(strstr(buf_text(&out), rows[i].holds),
				   "%s: %s", rows[i].name, buf_text(&out));
		cr_expect(!rows[i].holds_not ||
				  !strstr(buf_text(&out), rows[i].holds_not),
			  "%s: %s", rows[i].name, buf_text(&out));
	}
}

/* As "application/vnd.citationstyles.csl+json" has them: an array. */
Test(csl, lists_are_arrays)
{
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
	const struct format *csl = format_of((struct span)SPAN("csl"));
	struct format_run run = { .list = true };
	struct paper paper = { 0 };

	format_begin(csl, &run, &out);
	format_record(csl, &run, &paper, &out);
	format_record(csl, &run, &paper, &out);
	format_end(csl, &run, &out);
	cr_expect_str_eq(buf_text(&out),
			 "[{\"id\":\"\",\"type\":\"document\",\"custom\":"
			 "{\"paperd\":{\"type\":null}}},{\"id\":\"\",\"type\":"
			 "\"document\",\"custom\":{\"paperd\":{\"type\":null}}"
			 "}]");
}
