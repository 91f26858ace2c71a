/* SPDX-License-Identifier: MIT */
/*
 * The report: where each field came from, what was done to it.
 */
#include <criterion/criterion.h>

#include <cjson/cJSON.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define ROOM (1 << 20)

/* Reads an object and returns its report as a tree. */
static cJSON *report_of(const char *raw)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(report_release) struct report report = { .full = true };
	SCOPED(buf_release) struct buf out = buf_init(ROOM);
	struct error err = { 0 };
	cJSON *tree, *cleaning;

	cr_assert_eq(source_read(span_of(raw), &paper, &report, &err),
		     STATUS_OK, "%s: %s", raw, err.detail);
	paper_to_json(&paper, FIELD_SET_ALL, &out);
	report_append(&report, &paper, REPORT_FULL, &out);
	tree = cJSON_Parse(buf_text(&out));
	cr_assert(tree, "%s", buf_text(&out));
	cleaning = cJSON_DetachItemFromObject(tree, "cleaning");
	cJSON_Delete(tree);
	cr_assert(cleaning, "%s", buf_text(&out));
	return cleaning;
}

static void delete_tree(cJSON **tree)
{
	cJSON_Delete(*tree);
}

static const struct row {
	const char *name;
	const char *raw;
	const char *field;
	const char *entry; /* of the field in the report; NULL: none */
} rows[] = {
	{ "as it stands",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],\"publisher\":\"P\"}",
	  "publisher", "{\"pointer\":\"/publisher\",\"class\":\"exact\"}" },
	{ "a raw value that a rule changed",
	  "{\"DOI\":\"10.1000/A\",\"title\":[\"T\"]}", "doi",
	  "{\"pointer\":\"/DOI\",\"class\":\"exact\",\"raw\":\"10.1000/A\","
	  "\"rules\":{\"doi.lower\":1}}" },
	{ "in a list", "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"]}", "title",
	  "{\"pointer\":\"/title/0\",\"class\":\"exact\"}" },
	{ "from two places",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],\"subject\":[\"a\","
	  "\"b\"]}",
	  "keywords", "{\"pointer\":\"/subject\",\"class\":\"exact\"}" },
	{ "a number",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],"
	  "\"is-referenced-by-count\":3}",
	  "citation_count",
	  "{\"pointer\":\"/is-referenced-by-count\",\"class\":\"exact\"}" },
	{ "a member of an object",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],\"container-title\":"
	  "[\"J\"],\"short-container-title\":[\"K\"]}",
	  "journal.abbreviation",
	  "{\"pointer\":\"/short-container-title/0\",\"class\":\"exact\"}" },
	{ "in an envelope",
	  "{\"status\":\"ok\",\"message-type\":\"work\",\"message\":{\"DOI\":"
	  "\"10.1000/a\",\"title\":[\"T\"]}}",
	  "title", "{\"pointer\":\"/message/title/0\",\"class\":\"exact\"}" },
	{ "in a string that holds JSON",
	  "{\"doi\":\"10.1000/a\",\"title\":\"\xE9\xA2\x98\","
	  "\"resultStr\":\"{\\\"title\\\":\\\"On x\\\","
	  "\\\"abstract\\\":\\\"It is x, and it is long enough to be one.\\\"}\"}",
	  "abstract",
	  "{\"pointer\":\"/resultStr/abstract\",\"class\":\"exact\"}" },
	{ "authors",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],\"author\":[{\"family\":"
	  "\"Doe\",\"given\":\"A.\"},{\"family\":\"Roe\"}]}",
	  "authors", "{\"pointer\":\"/author\",\"class\":\"exact\"}" },
	{ "dates",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],\"issued\":"
	  "{\"date-parts\":[[2020,1]]}}",
	  "published", "{\"pointer\":\"/issued\",\"class\":\"exact\"}" },
	{ "a value made up", "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"]}", "url",
	  "{\"class\":\"exact\"}" },
	{ "what is not there", "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"]}",
	  "abstract", NULL },
	{ "a subtitle that was joined",
	  "{\"DOI\":\"10.1000/a\",\"title\":[\"T\"],\"subtitle\":[\"U\"]}",
	  "title",
	  "{\"pointer\":\"/title/0\",\"class\":\"exact\",\"raw\":\"T\","
	  "\"rules\":{\"title.subtitle\":1}}" },
	{ "a BibTeX entry", "@article{k, doi = {10.1000/a}, title = {T}}",
	  "title", "{\"pointer\":\"/title\",\"class\":\"exact\"}" },
	{ "a RIS record",
	  "TY  - JOUR\nDO  - 10.1000/a\nTI  - T\nPB  - P\nER  - \n",
	  "publisher", "{\"pointer\":\"/PB/0\",\"class\":\"exact\"}" },
};

Test(report, says_where_each_field_came_from_and_what_was_done_to_it)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(delete_tree) cJSON *report = report_of(rows[i].raw);
		SCOPED_FREE char *entry = NULL;
		const cJSON *fields = cJSON_GetObjectItem(report, "fields");
		const cJSON *field = cJSON_GetObjectItemCaseSensitive(
			fields, rows[i].field);

		entry = field ? cJSON_PrintUnformatted(field) : NULL;
		cr_expect_eq(!entry, !rows[i].entry, "%s", rows[i].name);
		if (entry && rows[i].entry)
			cr_expect_str_eq(entry, rows[i].entry, "%s",
					 rows[i].name);
	}
}

Test(report, escapes_names_in_pointers)
{
	SCOPED(report_release) struct report report = { .full = true };
	SCOPED(delete_tree)
	cJSON *tree = cJSON_Parse("{\"a/b~c\":{\"\":\"x\"}}");
	struct paper paper = { 0 };
	const char *raw = tree->child->child->valuestring;

	cr_assert(report_trace(&report, &paper, &paper.publisher, raw));
	report_place(&report, tree, "");
	cr_assert_eq(report.count, 1);
	cr_assert_str_eq(report.fields[0].pointer, "/a~1b~0c/");
}

Test(report, sums_up_flags_without_fields)
{
	SCOPED(report_release) struct report report = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	static const char raw[] =
		"{\"DOI\":\"10.1000/A\",\"title\":[\"T\"],\"original-title\":"
		"[\"??? ??\"]}";

	cr_assert_eq(source_read(span_of(raw), &paper, &report, NULL),
		     STATUS_OK);
	cr_expect_eq(report.count, 0);
	cr_expect_eq(report.total.fired[RULE_DOI_LOWER], 1);
	cr_expect_eq(trace_flags(&report.total),
		     (flag_set)1 << (FLAG_ORIGINAL_TITLE_MISLABELLED - 1));
}

Test(report, of_flags_leaves_out_what_raises_none)
{
	SCOPED(report_release) struct report report = { .full = true };
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf out = buf_init(ROOM);
	static const char raw[] =
		"{\"DOI\":\"10.1000/A\",\"title\":[\"T\"],\"original-title\":"
		"[\"??? ??\"]}";

	cr_assert_eq(source_read(span_of(raw), &paper, &report, NULL),
		     STATUS_OK);
	buf_add_text(&out, "{}");
	report_append(&report, &paper, REPORT_FLAGS, &out);
	cr_expect_str_eq(buf_text(&out),
			 "{\"cleaning\":{\"rules\":1,\"flags\":"
			 "[\"original_title_mislabelled\"],\"fields\":{"
			 "\"title\":{\"flags\":"
			 "[\"original_title_mislabelled\"]}}}}");
}
