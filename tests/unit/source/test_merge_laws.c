/* SPDX-License-Identifier: MIT */
/*
 * What holds of every merge, whatever the rules are.
 */
#include <criterion/criterion.h>
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/dump.h"
#include "paperd/scoped.h"
#include "test_merge.h"

#define JSON_MAX (64 << 20)

/* All but sources. */
#define FIELDS                                                       \
	"doi,url,type,title,subtitle,language,translations,authors," \
	"editors,abstract,copyright,published,year,journal,volume,"  \
	"issue,pages,article_number,publisher,keywords,open_access," \
	"citation_count,reference_count,ids,licenses,funders,"       \
	"references,updates,retracted,source"

/* A paper that says something of every kind, in its own words. */
#define WHOLE(format, n)                                                 \
	FROM(format,                                                     \
	     "\"doi\":\"10.1234/" n "\",\"url\":\"https://" n ".org/\"," \
	     "\"type\":\"book\",\"title\":\"T" n ": s\","                \
	     "\"subtitle\":\"s\",\"language\":\"en\","                   \
	     "\"translations\":{\"de\":{\"title\":\"D" n "\"},"          \
	     "\"fr\":{\"abstract\":\"F" n "\"}},"                        \
	     "\"authors\":[{\"name\":\"A B\",\"given\":\"A\","           \
	     "\"family\":\"B\",\"affiliations\":[\"" n "\"]},"           \
	     "{\"name\":\"C " n "\",\"given\":\"C\",\"family\":\"" n     \
	     "\"}],\"abstract\":\"Of " n ".\",\"copyright\":\"" n "\","  \
	     "\"published\":\"202" n "\",\"year\":202" n ","             \
	     "\"journal\":{\"title\":\"J\",\"issn\":[\"1476-468" n       \
	     "\"],\"series\":\"" n "\"},\"volume\":\"1\","               \
	     "\"issue\":\"" n "\",\"pages\":\"" n "\","                  \
	     "\"publisher\":\"" n "\",\"keywords\":[\"" n "\"],"         \
	     "\"open_access\":true,\"citation_count\":" n ","            \
	     "\"reference_count\":" n ",\"ids\":{\"pmid\":\"" n "\","    \
	     "\"isbn\":[\"" n "\"]},\"licenses\":[{\"id\":\"" n "\"}],"  \
	     "\"funders\":[{\"name\":\"" n "\"}],"                       \
	     "\"references\":[{\"doi\":\"10.1234/r" n "\"}],"            \
	     "\"updates\":[{\"type\":\"erratum\",\"direction\":\"by\","  \
	     "\"doi\":\"10.1234/u" n "\"}],\"retracted\":false")

static void merge(struct papers *papers, field_set fields, struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	cr_assert_eq(source_merge(papers->items, papers->count, &paper, &err),
		     STATUS_OK, "%s", err.detail);
	paper_to_json(&paper, fields, out);
}

/* Merges lines in the order of their indexes. */
static void merge_in_order(const char *const *lines, const size_t *order,
			   size_t count, struct buf *out)
{
	SCOPED(papers_release) struct papers papers = { 0 };

	for (size_t i = 0; i < count; i++)
		papers_read(lines[order[i]], &papers);
	merge(&papers, FIELD_SET_ALL, out);
}

static void swap(size_t *a, size_t *b)
{
	size_t between = *a;

	*a = *b;
	*b = between;
}

/* The next permutation in the order of a dictionary; false after the last. */
static bool permute(size_t *order, size_t count)
{
	size_t i = count - 1, k = count - 1;

	while (i && order[i - 1] > order[i])
		i--;
	if (!i)
		return false;
	while (order[k] < order[i - 1])
		k--;
	swap(&order[i - 1], &order[k]);
	for (k = count - 1; i < k; i++, k--)
		swap(&order[i], &order[k]);
	return true;
}

Test(merge_laws, does_not_depend_on_the_load_order)
{
	static const char *const lines[] = {
		WHOLE("ris", "1"),     WHOLE("s2", "2"),
		WHOLE("unheard", "3"), WHOLE("crossref", "4"),
		WHOLE("pubmed", "5"),
	};
	SCOPED(buf_release) struct buf want = buf_init(JSON_MAX);
	size_t order[] = { 0, 1, 2, 3, 4 }, count = 1;

	merge_in_order(lines, order, ARRAY_COUNT(lines), &want);
	while (permute(order, ARRAY_COUNT(order))) {
		SCOPED(buf_release) struct buf got = buf_init(JSON_MAX);

		merge_in_order(lines, order, ARRAY_COUNT(lines), &got);
		cr_assert_str_eq(buf_text(&got), buf_text(&want),
				 "%zu%zu%zu%zu%zu", order[0], order[1],
				 order[2], order[3], order[4]);
		count++;
	}
	cr_expect_eq(count, 120);
}

Test(merge_laws, takes_the_later_of_two_of_one_source)
{
	SCOPED(buf_release) struct buf got = buf_init(JSON_MAX);

	papers_merge(FROM("crossref", "\"title\":\"A\",\"volume\":\"1\"")
			     FROM("s2", "\"title\":\"B\"")
				     FROM("crossref", "\"title\":\"C\""),
		     "title,volume", &got);
	cr_expect_str_eq(buf_text(&got), "{\"title\":\"C\",\"volume\":\"1\"}");
}

Test(merge_laws, changes_nothing_of_one_paper)
{
	SCOPED(buf_release) struct buf got = buf_init(JSON_MAX);
	SCOPED(buf_release) struct buf want = buf_init(JSON_MAX);
	SCOPED(papers_release) struct papers papers = { 0 };

	papers_read(WHOLE("s2", "1"), &papers);
	paper_to_json(&papers.items[0], FIELD_SET_ALL, &want);
	merge(&papers, FIELD_SET_ALL, &got);
	cr_expect_str_eq(buf_text(&got), buf_text(&want));
}

Test(merge_laws, changes_nothing_of_two_that_are_equal)
{
	SCOPED(buf_release) struct buf got = buf_init(JSON_MAX);
	SCOPED(buf_release) struct buf want = buf_init(JSON_MAX);

	papers_merge(WHOLE("s2", "1"), FIELDS, &want);
	papers_merge(WHOLE("s2", "1") WHOLE("s2", "1"), FIELDS, &got);
	cr_expect_str_eq(buf_text(&got), buf_text(&want));
}

Test(merge_laws, notes_what_each_gave)
{
	static const struct merge_row rows[] = {
		{ "two sources", "source,sources",
		  "{\"title\":\"A\",\"journal\":{\"title\":\"J\"},\"source\":"
		  "{\"name\":\"N\",\"format\":\"s2\",\"file\":\"f\","
		  "\"line\":2,\"loaded\":\"2026-01-02T03:04:05Z\","
		  "\"rules\":7}}\n"
		  "{\"title\":\"A\",\"year\":2020,\"source\":{\"format\":"
		  "\"crossref\",\"line\":1}}\n",
		  "{\"source\":{\"format\":\"crossref\",\"line\":1},"
		  "\"sources\":[{\"format\":\"crossref\",\"line\":1,"
		  "\"fields\":[\"title\",\"year\"]},"
		  "{\"name\":\"N\",\"format\":\"s2\",\"file\":\"f\","
		  "\"line\":2,\"loaded\":\"2026-01-02T03:04:05Z\","
		  "\"rules\":7,\"fields\":[\"journal\"]}]}" },
		{ "one that gives nothing", "sources",
		  FROM("s2", "\"title\":\"A\"")
			  FROM("crossref", "\"title\":\"A\""),
		  "{\"sources\":[{\"format\":\"crossref\",\"fields\":"
		  "[\"title\"]},{\"format\":\"s2\"}]}" },
		{ "two that fill one field", "sources",
		  FROM("s2", "\"ids\":{\"s2\":\"1\"}")
			  FROM("pubmed", "\"ids\":{\"pmid\":\"1\"}"),
		  "{\"sources\":[{\"format\":\"pubmed\",\"fields\":"
		  "[\"ids\"]},{\"format\":\"s2\",\"fields\":[\"ids\"]}]}" },
	};

	merge_check(rows, ARRAY_COUNT(rows));
}

/* ---- real records ---- */

/* Most works of one folder; more are left out. */
#define WORKS_MAX 4096

struct works {
	char *keys[WORKS_MAX];
	char *papers[WORKS_MAX]; /* JSON, one line */
	size_t count;
};

static void works_release(struct works *works)
{
	for (size_t i = 0; i < works->count; i++) {
		free(works->keys[i]);
		free(works->papers[i]);
	}
}

static void works_add(struct works *works, struct span raw)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf key = buf_init(4096);
	SCOPED(buf_release) struct buf json = buf_init(JSON_MAX);

	if (works->count == WORKS_MAX ||
	    source_read(raw, &paper, NULL, NULL) != STATUS_OK)
		return;
	cr_assert(paper_key(&paper, &key));
	paper_to_json(&paper, FIELD_SET_ALL, &json);
	buf_add_char(&json, '\n');
	works->keys[works->count] = buf_take(&key);
	works->papers[works->count++] = buf_take(&json);
}

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

static void read_file(struct works *works, const char *path)
{
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item = { 0 };
	struct error err = { 0 };

	if (dump_open(path, (size_t)16 << 20, &dump, &err) != STATUS_OK)
		return;
	while (dump_next(dump, &item, &err) == STATUS_OK &&
	       item.kind != DUMP_END)
		if (item.kind == DUMP_OBJECT)
			works_add(works, item.raw);
}

static void close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

static void read_folder(struct works *works, const char *name)
{
	const char *shared = getenv("TEST_SHARED");
	SCOPED(close_folder) DIR *folder = NULL;
	const struct dirent *entry;
	char path[2048];

	snprintf(path, sizeof(path), "%s/data/%s",
		 shared ? shared : PAPERD_SOURCE_DIR "/../shared", name);
	folder = opendir(path);
	while (folder && (entry = readdir(folder))) {
		char file[4096];

		snprintf(file, sizeof(file), "%s/%s", path, entry->d_name);
		if (entry->d_name[0] != '.' &&
		    strcmp(entry->d_name, "index.jsonl") != 0)
			read_file(works, file);
	}
}

/* What comes of two papers does not depend on which was loaded first, unless
 * they are of one source; and it is a paper. */
static void check_pair(const char *first, const char *second)
{
	SCOPED(buf_release) struct buf one = buf_init(JSON_MAX);
	SCOPED(buf_release) struct buf other = buf_init(JSON_MAX);
	SCOPED(buf_release) struct buf again = buf_init(JSON_MAX);
	SCOPED(papers_release) struct papers merged = { 0 };
	SCOPED(papers_release) struct papers papers = { 0 };
	SCOPED(papers_release) struct papers swapped = { 0 };
	bool same;

	papers_read(first, &papers);
	papers_read(second, &papers);
	papers_read(second, &swapped);
	papers_read(first, &swapped);
	same = !strcmp(papers.items[0].source.format,
		       papers.items[1].source.format);
	merge(&papers, FIELD_SET_ALL, &one);
	merge(&swapped, FIELD_SET_ALL, &other);
	if (!same)
		cr_expect_str_eq(buf_text(&one), buf_text(&other));
	papers_read(buf_text(&one), &merged);
	paper_to_json(&merged.items[0], FIELD_SET_ALL, &again);
	cr_expect_str_eq(buf_text(&one), buf_text(&again));
}

Test(merge_laws, hold_for_real_records)
{
	static const char *const folders[] = { "crossref/work", "csl",
					       "openalex", "europepmc",
					       "datacite" };
	SCOPED(works_release) struct works works = { 0 };
	size_t pairs = 0;

	for (size_t i = 0; i < ARRAY_COUNT(folders); i++)
		read_folder(&works, folders[i]);
	if (!works.count)
		cr_skip("no real records beside the worktree");
	for (size_t i = 0; i < works.count; i++)
		for (size_t k = i + 1; k < works.count; k++) {
			if (strcmp(works.keys[i], works.keys[k]) != 0)
				continue;
			check_pair(works.papers[i], works.papers[k]);
			pairs++;
		}
	cr_expect_gt(pairs, 50, "%zu pairs", pairs);
}
