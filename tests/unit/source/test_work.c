/* SPDX-License-Identifier: MIT */
/* One work from all of its objects, and the report on it. */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

#define ROOM (1 << 20)

static const char crossref[] =
	"{\"DOI\":\"10.5555/A\",\"title\":[\"On it\"],\"publisher\":\"P\"}";
static const char csl[] =
	"{\"DOI\":\"10.5555/a\",\"type\":\"article-journal\",\"title\":"
	"\"On it\",\"abstract\":\"It is about it.\",\"PMID\":\"17\"}";
static const char broken[] = "{\"DOI\":";

static struct source_origin origin_of(const char *raw, long long line)
{
	return (struct source_origin){ .raw = span_of(raw),
				       .file = "dump",
				       .loaded = "2026-11-23T00:00:00Z",
				       .line = line };
}

Test(work, of_one_object_is_that_object_with_its_note)
{
	const struct source_origin origin = origin_of(crossref, 7);
	SCOPED(source_work_release) struct source_work work = { 0 };
	SCOPED(report_release) struct report report = { 0 };

	cr_assert_eq(source_work(&origin, 1, &work, &report, NULL), STATUS_OK);
	cr_expect_str_eq(work.paper.doi, "10.5555/a");
	cr_expect_str_eq(work.paper.source.file, "dump");
	cr_expect_eq(work.paper.source.line.value, 7);
	cr_expect_eq(work.paper.source.rules.value, RULES_VERSION);
	cr_expect_eq(work.paper.sources.count, 0);
	cr_expect_eq(report.total.fired[RULE_DOI_LOWER], 1);
	cr_expect_eq(report.count, 0);
}

Test(work, of_several_objects_tells_what_was_done_where_it_came_from)
{
	const struct source_origin origins[] = { origin_of(csl, 1),
						 origin_of(broken, 2),
						 origin_of(crossref, 3) };
	SCOPED(source_work_release) struct source_work work = { 0 };
	SCOPED(report_release) struct report report = { .full = true };
	SCOPED(buf_release) struct buf out = buf_init(ROOM);

	cr_assert_eq(source_work(origins, 3, &work, &report, NULL), STATUS_OK);
	cr_expect_eq(work.paper.sources.count, 2);
	cr_expect_eq(work.identifiers.count, 1);
	cr_expect_str_eq(work.identifiers.items[0], "pmid:17");
	buf_add_text(&out, "{}");
	report_append(&report, &work.paper, REPORT_FULL, &out);
	cr_expect(strstr(buf_text(&out),
			 "\"doi\":{\"source\":\"crossref\",\"pointer\":"
			 "\"/DOI\",\"class\":\"exact\",\"raw\":\"10.5555/A\","
			 "\"rules\":{\"doi.lower\":1}}"),
		  "%s", buf_text(&out));
	cr_expect(strstr(buf_text(&out),
			 "\"abstract\":{\"source\":\"csl\",\"pointer\":"
			 "\"/abstract\",\"class\":"),
		  "%s", buf_text(&out));
}

Test(work, of_an_object_that_was_fetched_names_the_answer)
{
	struct source_origin origins[] = { origin_of(crossref, 7),
					   origin_of(csl, 0) };
	SCOPED(buf_release) struct buf out = buf_init(ROOM);

	origins[1].file = NULL;
	origins[1].url = "https://example.org/a";
	origins[1].status = 203;
	for (size_t count = 1; count <= 2; count++) {
		SCOPED(source_work_release) struct source_work work = { 0 };
		SCOPED(report_release) struct report report = { .full = true };
		const struct source_note *note = &work.paper.source;

		cr_assert_eq(source_work(origins + 2 - count, count, &work,
					 &report, NULL),
			     STATUS_OK);
		for (size_t i = 0; i < work.paper.sources.count; i++)
			if (strcmp(note->format, "csl") != 0)
				note = &work.paper.sources.items[i];
		cr_expect_str_eq(note->url, "https://example.org/a");
		cr_expect_eq(note->status.value, 203);
		cr_expect_null(note->file);
		cr_expect_not(note->line.known);
		buf_clear(&out);
		buf_add_text(&out, "{}");
		report_append(&report, &work.paper, REPORT_FULL, &out);
		cr_expect(
			strstr(buf_text(&out),
			       count == 1
				       ? "\"abstract\":{\"pointer\":\"/abstract\""
				       : "\"abstract\":{\"source\":\"csl\",\"pointer\":"
					 "\"/abstract\""),
			"%s", buf_text(&out));
	}
}

Test(work, of_nothing_readable_says_why)
{
	const struct source_origin origins[] = { origin_of(broken, 1),
						 origin_of(broken, 2) };
	SCOPED(source_work_release) struct source_work work = { 0 };
	struct error err = { 0 };

	for (size_t count = 1; count <= 2; count++) {
		cr_assert_eq(source_work(origins, count, &work, NULL, &err),
			     STATUS_INVALID_BODY);
		cr_expect(strstr(err.detail, "not JSON"), "%s", err.detail);
		error_clear(&err);
	}
}
