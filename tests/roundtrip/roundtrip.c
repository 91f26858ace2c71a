/* SPDX-License-Identifier: MIT */
/*
 * CSL-JSON, Crossref works and paperd's own JSON carry all of a record: written
 * and read back it is the same, but for where it came from.
 *
 * What cannot come back, because no clean record has it:
 *  - values that a cleaner would change, in a store of another program
 *  - an update without a DOI, a licence without id and address: sources leave
 *    them out too
 */
#include <criterion/criterion.h>

#include <stdio.h>
#include <sys/stat.h>

#include "back.h"
#include "paperd/dump.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

#define WHY_MAX    ((size_t)64 << 20)
#define RECORD_MAX ((size_t)16 << 20)

static const char *const forms[] = { "native", "crossref", "csl" };

/* Appends why, in all forms; the number of forms that fail. */
static size_t look(const struct paper *paper, const char *name, struct buf *why)
{
	size_t failed = 0;

	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		SCOPED(buf_release) struct buf lines = buf_init(WHY_MAX);

		if (comes_back(paper, forms[i], &lines))
			continue;
		buf_add_format(why, "%s, %s:\n", name, forms[i]);
		buf_add_span(why, buf_span(&lines));
		failed++;
	}
	return failed;
}

/* As every record that was loaded has it. */
static void set_format(struct paper *paper)
{
	paper->source.format = span_copy(span_of("crossref"));
	cr_assert_not_null(paper->source.format);
}

/* ---- records made up ---- */

#define DOI          "\"doi\":\"10.1000/a\",\"url\":\"https://doi.org/10.1000/a\""
#define REST         "\"type\":\"journal-article\",\"title\":\"A title\""
#define RECORD(more) "{" DOI "," REST "," more "}"

static const struct {
	const char *name, *json;
} made[] = {
	{ "no title", "{" DOI ",\"type\":\"component\"}" },
	{ "no type", "{" DOI ",\"title\":\"A title\"}" },
	{ "no address", "{\"doi\":\"10.1000/a\"," REST "}" },
	{ "an address of its own", "{\"doi\":\"10.1000/a\",\"url\":"
				   "\"https://example.org/a\"," REST "}" },
	{ "a DOI that an address escapes",
	  "{\"doi\":\"10.1000/a<1>#\\\"b\",\"url\":"
	  "\"https://doi.org/10.1000/a%3C1%3E%23%22b\"," REST "}" },
	{ "no DOI", "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/17/\"," REST
		    ",\"ids\":{\"pmid\":\"17\"}}" },
	{ "no DOI and little else",
	  "{\"url\":\"https://pubmed.ncbi.nlm.nih.gov/17/\","
	  "\"title\":\"A title\",\"ids\":{\"pmid\":\"17\"}}" },
	{ "a preprint of arXiv, its number not known",
	  "{\"doi\":\"10.48550/arxiv.1706.03762\",\"url\":"
	  "\"https://doi.org/10.48550/arxiv.1706.03762\"," REST "}" },
	{ "arXiv without its zero",
	  RECORD("\"ids\":{\"arxiv\":\"1706.0376\"}") },
	{ "subtitle at the end",
	  "{" DOI ",\"type\":\"book\",\"title\":\"A title: and more\","
	  "\"subtitle\":\"and more\"}" },
	{ "subtitle twice",
	  "{" DOI ",\"type\":\"book\",\"title\":\"And more: and more\","
	  "\"subtitle\":\"and more\"}" },
	{ "subtitle elsewhere", RECORD("\"subtitle\":\"And more\"") },
	{ "a title that says it was retracted",
	  "{" DOI ",\"type\":\"book\",\"title\":\"RETRACTED: A title\"}" },
	{ "not retracted", RECORD("\"retracted\":false") },
	{ "retracted", RECORD("\"retracted\":true") },
	{ "a script that tells the language",
	  "{" DOI ",\"type\":\"book\",\"title\":\"深層学習の研究について\"}" },
	{ "translations",
	  RECORD("\"language\":\"de\",\"translations\":{\"en\":{\"title\":"
		 "\"Other\",\"abstract\":\"A text of it.\"},\"und\":{"
		 "\"title\":\"Third\"}}") },
	{ "people",
	  RECORD("\"authors\":[{\"name\":\"Ada B. Hill Jr.\",\"given\":\"Ada "
		 "B.\",\"family\":\"Hill\",\"suffix\":\"Jr.\",\"orcid\":"
		 "\"0000-0002-1825-0097\",\"affiliations\":[\"Here\","
		 "\"There\"]},{\"name\":\"World Health Organization\"},{"
		 "\"name\":\"Hill and Dale\"},{\"name\":\"UNESCO\"},{\"name\":\"Cher\"},{\"name\":\"橋本雍彦\",\"given\":"
		 "\"雍彦\",\"family\":\"橋本\"}],\"editors\":[{\"name\":"
		 "\"Vincent van Gogh\",\"given\":\"Vincent\",\"family\":"
		 "\"van Gogh\"}]") },
	{ "signs that look like markup",
	  RECORD("\"abstract\":\"For p < 0.05 and q > 2, R&D of x<y.\\n"
		 "Next: \\\"quoted\\\" \\\\ text.\"") },
	{ "the notice of a publisher",
	  RECORD("\"abstract\":\"A text.\",\"copyright\":\"© 2014 Some "
		 "Publisher, Inc.\"") },
	{ "dates: month", RECORD("\"published\":\"2020-03\",\"year\":2020") },
	{ "dates: another year",
	  RECORD("\"published\":\"2020-03-01\",\"year\":2019") },
	{ "dates: a year alone", RECORD("\"year\":2019") },
	{ "dates: no year", RECORD("\"published\":\"2020-03-01\"") },
	{ "a journal",
	  RECORD("\"journal\":{\"title\":\"Lecture Notes in Things\","
		 "\"abbreviation\":\"Lect. Notes\",\"series\":\"Proceedings "
		 "of It\",\"issn\":[\"1365-246X\",\"0956-540X\"],"
		 "\"description\":\"All of it.\",\"impact_factor\":2.5,"
		 "\"jcr_quartile\":\"Q1\",\"jcr_category\":\"A\","
		 "\"cas_zone\":3,\"cas_category\":\"B\"}") },
	{ "a journal without a title",
	  RECORD("\"journal\":{\"abbreviation\":\"Lect. Notes\",\"series\":"
		 "\"Notes\"}") },
	{ "a journal as short as long",
	  RECORD("\"journal\":{\"title\":\"Nature\",\"abbreviation\":"
		 "\"Nature\"}") },
	{ "a place",
	  RECORD("\"volume\":\"12\",\"issue\":\"3-4\",\"pages\":\"12-34\"") },
	{ "an article number", RECORD("\"volume\":\"12\","
				      "\"article_number\":\"104512\"") },
	{ "pages and an article number",
	  RECORD("\"pages\":\"1-9\",\"article_number\":\"104512\"") },
	{ "one keyword with a comma", RECORD("\"keywords\":[\"A, b\"]") },
	{ "keywords with a semicolon",
	  RECORD("\"keywords\":[\"A; b\",\"c\"]") },
	{ "keywords", RECORD("\"keywords\":[\"A, b\",\"c\"]") },
	{ "counts and access",
	  RECORD("\"open_access\":false,\"citation_count\":0,"
		 "\"reference_count\":7") },
	{ "identifiers",
	  RECORD("\"ids\":{\"pmid\":\"17\",\"pmcid\":\"PMC17\",\"arxiv\":"
		 "\"1706.03762\",\"s2\":\"CorpusId:17\",\"isbn\":["
		 "\"9780306406157\",\"9783161484100\"]}") },
	{ "licences",
	  RECORD("\"licenses\":[{\"id\":\"CC-BY-4.0\",\"url\":"
		 "\"https://creativecommons.org/licenses/by/4.0/\","
		 "\"version\":\"vor\"},{\"url\":"
		 "\"https://example.org/terms\"},{\"id\":\"MIT\"}]") },
	{ "funders",
	  RECORD("\"funders\":[{\"name\":\"A fund\",\"doi\":"
		 "\"10.13039/100000001\",\"awards\":[\"A1\",\"B2\"]},"
		 "{\"awards\":[\"C3\"]}]") },
	{ "references",
	  RECORD("\"references\":[{\"doi\":\"10.1000/b\",\"text\":\"Hill, A. "
		 "(1999).\",\"title\":\"T\",\"author\":\"Hill\","
		 "\"container\":\"J\",\"volume\":\"1\",\"pages\":\"2\","
		 "\"year\":\"1999\"},{\"text\":\"Other\"}]") },
	{ "updates",
	  RECORD("\"updates\":[{\"type\":\"correction\",\"direction\":\"to\","
		 "\"doi\":\"10.1000/b\",\"date\":\"2020-02-29\"},{\"type\":"
		 "\"retraction\",\"direction\":\"by\",\"doi\":\"10.1000/c\","
		 "\"date\":\"2021\"}]") },
	{ "updates in another order",
	  RECORD("\"updates\":[{\"type\":\"retraction\",\"direction\":\"by\","
		 "\"doi\":\"10.1000/c\"},{\"direction\":\"to\",\"doi\":"
		 "\"10.1000/b\"}]") },
	{ "what Zotero takes for others",
	  RECORD("\"publisher\":\"See http://datacite.org/schema and "
		 "http://datacite.org/schema\"") },
	{ "TeX of arXiv's that is clean",
	  RECORD("\"publisher\":\"arXiv\",\"abstract\":\"At 50% of $x_1$ it "
		 "is.\"") },
};

Test(roundtrip, made_records_come_back)
{
	for (size_t i = 0; i < ARRAY_COUNT(made); i++) {
		SCOPED(paper_release) struct paper paper = { 0 };
		SCOPED(buf_release) struct buf why = buf_init(WHY_MAX);
		struct error err = { 0 };

		cr_assert_eq(
			paper_from_json(span_of(made[i].json), &paper, &err),
			STATUS_OK, "%s: %s", made[i].name, err.detail);
		set_format(&paper);
		cr_expect_eq(look(&paper, made[i].name, &why), 0, "%s",
			     buf_text(&why));
	}
}

/* A type that CSL has no word for is known again all the same. */
Test(roundtrip, types_come_back)
{
	static const char *const types[] = {
		"book",
		"book-chapter",
		"book-part",
		"book-section",
		"book-series",
		"book-set",
		"book-track",
		"component",
		"database",
		"dataset",
		"dissertation",
		"edited-book",
		"grant",
		"journal",
		"journal-article",
		"journal-issue",
		"journal-volume",
		"monograph",
		"other",
		"peer-review",
		"posted-content",
		"proceedings",
		"proceedings-article",
		"proceedings-series",
		"reference-book",
		"reference-entry",
		"report",
		"report-component",
		"report-series",
		"standard",
		"standard-series",
	};

	for (size_t i = 0; i < ARRAY_COUNT(types); i++) {
		SCOPED(buf_release) struct buf why = buf_init(WHY_MAX);
		SCOPED(paper_release) struct paper paper = { 0 };

		paper.doi = span_copy(span_of("10.1000/a"));
		paper.url = span_copy(span_of("https://doi.org/10.1000/a"));
		paper.type = span_copy(span_of(types[i]));
		set_format(&paper);
		cr_expect_eq(look(&paper, types[i], &why), 0, "%s",
			     buf_text(&why));
	}
}

/* ---- real records ---- */

#define FOLDER PAPERD_SOURCE_DIR "/../shared/data/"

static const struct {
	const char *path;
	size_t step; /* every so manieth record */
} files[] = {
	{ "crossref/items_api.jsonl.gz", 3 },
	{ "crossref/items_publicdata.jsonl.gz", 7 },
	{ "seed.txt", 1 },
	{ "bulk_100k.jsonl.gz", 97 },
};

static size_t look_at_object(struct span raw, const char *path, struct buf *why)
{
	SCOPED(paper_release) struct paper paper = { 0 };

	if (source_read(raw, &paper, NULL, NULL) != STATUS_OK)
		return 0;
	return look(&paper, paper.doi ? paper.doi : path, why);
}

static void look_at_file(const char *path, size_t step)
{
	SCOPED(buf_release) struct buf why = buf_init(WHY_MAX);
	struct dump *dump = NULL;
	struct dump_item item;
	struct error err = { 0 };
	size_t failed = 0, count = 0;

	cr_assert_eq(dump_open(path, RECORD_MAX, &dump, &err), STATUS_OK, "%s",
		     err.detail);
	while (dump_next(dump, &item, &err) == STATUS_OK &&
	       item.kind != DUMP_END)
		if (item.kind == DUMP_OBJECT && count++ % step == 0)
			failed += look_at_object(item.raw, path, &why);
	dump_close(dump);
	cr_expect(count > 0, "%s: nothing in it", path);
	cr_expect_eq(failed, 0, "%s: %zu do not come back\n%.8000s", path,
		     failed, buf_text(&why));
}

Test(roundtrip, real_records_come_back)
{
	struct stat there;
	char path[4096];

	if (stat(FOLDER, &there) != 0)
		cr_skip("no real records beside the worktree");
	for (size_t i = 0; i < ARRAY_COUNT(files); i++) {
		snprintf(path, sizeof(path), "%s%s", FOLDER, files[i].path);
		look_at_file(path, files[i].step);
	}
}
