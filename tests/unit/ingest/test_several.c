/* SPDX-License-Identifier: MIT */
/* One work in several dumps, and works without a DOI. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fixture.h"
#include "held.h"
#include "paperd/scoped.h"

static const char crossref[] =
	"{\"DOI\":\"10.5555/work\",\"title\":[\"A Work\"],\"type\":"
	"\"journal-article\",\"source\":\"Crossref\",\"author\":[{\"given\":"
	"\"Ann\",\"family\":\"Other\"}],\"is-referenced-by-count\":3}\n";
static const char openalex[] =
	"{\"id\":\"https://openalex.org/W1\",\"doi\":"
	"\"https://doi.org/10.5555/work\",\"title\":\"A Work\",\"ids\":"
	"{\"pmid\":\"https://pubmed.ncbi.nlm.nih.gov/77\"},"
	"\"cited_by_count\":9,\"authorships\":[]}\n";
static const char pubmed[] =
	"{\"id\":\"77\",\"source\":\"MED\",\"pmid\":\"77\",\"title\":"
	"\"A Work.\",\"authorString\":\"Other A.\",\"abstractText\":"
	"\"What it says, in one whole sentence.\"}\n";
static const char other_pubmed[] =
	"{\"id\":\"88\",\"source\":\"MED\",\"pmid\":\"88\",\"title\":"
	"\"Another.\",\"authorString\":\"Other A.\"}\n";

static void load(struct store *store, const struct site *site)
{
	const char *paths[] = { site_path(site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	struct error err = { 0 };

	cr_assert_eq(ingest_run(store, &options, &err), STATUS_OK, "%s",
		     err.detail);
}

static enum status count_visit(void *context, const struct held_objects *record,
			       struct error *err)
{
	(void)context;
	(void)record;
	(void)err;
	return STATUS_OK;
}

static size_t visits(struct store *store)
{
	struct error err = { 0 };
	size_t count = 99;

	cr_assert_eq(store_stale(store, 10, count_visit, NULL, &count, &err),
		     STATUS_OK);
	return count;
}

static void expect_in(struct store *store, const char *key, const char *wanted)
{
	SCOPED_FREE char *json = store_record(store, key);

	cr_expect_not_null(strstr(json, wanted), "%s lacks %s: %s", key, wanted,
			   json);
}

/* Dumps in every order of loading give the same records; what they are named
 * does not. */
Test(several, give_one_record_in_whatever_order_they_come)
{
	static const struct {
		const char *name, *text;
	} dumps[] = { { "dumps/crossref", crossref },
		      { "dumps/openalex", openalex },
		      { "dumps/pubmed", pubmed } };
	static const int orders[][3] = {
		{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 },
		{ 1, 2, 0 }, { 2, 0, 1 }, { 2, 1, 0 }
	};
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(buf_release) struct buf first = buf_init(1 << 20);

	site_folder(&site, "dumps");
	for (size_t i = 0; i < ARRAY_COUNT(orders); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1 << 20);
		SCOPED(close_store) struct store *store = NULL;
		char name[32];

		snprintf(name, sizeof(name), "s%zu.db", i);
		store = store_at(&site, name);
		for (int at = 0; at < 3; at++) {
			int dump = orders[i][at];

			site_write(&site, dumps[dump].name,
				   span_of(dumps[dump].text));
			load(store, &site);
			cr_expect_eq(visits(store), 0, "nothing is left stale");
		}
		cr_expect_eq(store_count(store), 1, "order %zu", i);
		store_picture(store, i ? &out : &first);
		if (i)
			cr_expect_str_eq(buf_text(&out), buf_text(&first),
					 "order %zu", i);
		for (int at = 0; at < 3; at++)
			unlink(site_path(&site, dumps[at].name));
	}
	cr_expect_not_null(strstr(buf_text(&first), "\"sources\":["), "%s",
			   buf_text(&first));
	cr_expect_not_null(strstr(buf_text(&first), "one whole sentence"));
	cr_expect_not_null(
		strstr(buf_text(&first), "\"doi\":\"10.5555/work\""));
	cr_expect_not_null(strstr(buf_text(&first), "\"citation_count\":9"));
}

Test(several, leave_a_record_of_one_source_as_it_is)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *json = NULL;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/a", span_of(crossref));
	load(store, &site);
	json = store_record(store, "10.5555/work");
	cr_expect_null(strstr(json, "\"sources\""), "%s", json);
	cr_expect_null(strstr(json, "\"fields\""), "%s", json);
}

Test(several, in_one_file_are_one_record_too)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf all = buf_init(1 << 20);

	site_folder(&site, "dumps");
	buf_add_text(&all, pubmed);
	buf_add_text(&all, crossref);
	buf_add_text(&all, openalex);
	site_write(&site, "dumps/all", buf_span(&all));
	load(store, &site);
	cr_expect_eq(store_count(store), 1);
	expect_in(store, "pmid:77", "\"line\":3");
	expect_in(store, "pmid:77", "one whole sentence");
}

Test(several, keep_a_work_without_a_doi_under_another_identifier)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(dump_file_release) struct dump_file file = { 0 };

	site_folder(&site, "dumps");
	site_write(&site, "dumps/a", span_of(other_pubmed));
	load(store, &site);
	file = store_file_of(store, &site, "dumps/a");
	cr_expect_eq(file.records, 1);
	cr_expect_eq(file.rejects, 0);
	expect_in(store, "pmid:88", "\"title\":\"Another.\"");
	expect_in(store, "pmid:88", "\"pmid\":\"88\"");
}

/* The work goes back to what the dumps that are left say. */
Test(several, that_lose_one_are_made_of_the_others)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *json = NULL;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/crossref", span_of(crossref));
	site_write(&site, "dumps/openalex", span_of(openalex));
	site_write(&site, "dumps/pubmed", span_of(pubmed));
	load(store, &site);
	expect_in(store, "pmid:77", "\"doi\":\"10.5555/work\"");
	site_write(&site, "dumps/openalex", span_of("{\"x\":1}\n"));
	load(store, &site);
	expect_in(store, "10.5555/work", "\"citation_count\":3");
	site_write(&site, "dumps/crossref", span_of("{\"x\":1}\n"));
	load(store, &site);
	json = store_record(store, "pmid:77");
	cr_expect_null(strstr(json, "\"doi\""), "%s", json);
	cr_expect_null(strstr(json, "\"sources\""), "%s", json);
	cr_expect_eq(store_count(store), 1);
	cr_expect_not(is_held(store, "10.5555/work"));
	cr_expect_eq(visits(store), 0);
}

Test(several, are_the_same_record_when_made_anew)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf before = buf_init(1 << 20);
	SCOPED(buf_release) struct buf after = buf_init(1 << 20);
	struct ingest_options options = load_options(NULL, 0);
	struct error err = { 0 };

	site_folder(&site, "dumps");
	site_write(&site, "dumps/crossref", span_of(crossref));
	site_write(&site, "dumps/openalex", span_of(openalex));
	site_write(&site, "dumps/pubmed", span_of(pubmed));
	site_write(&site, "dumps/other", span_of(other_pubmed));
	load(store, &site);
	store_picture(store, &before);
	options.rebuild = true;
	cr_assert_eq(ingest_run(store, &options, &err), STATUS_OK);
	store_picture(store, &after);
	cr_expect_str_eq(buf_text(&after), buf_text(&before));
	cr_expect_eq(store_count(store), 2);
}

/* A file that only grew marks nothing stale: one write for the file's new
 * records, one for its end. */
Test(several, write_only_what_changed)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf more = buf_init(1 << 20);
	SCOPED_FREE char *before = NULL, *after = NULL;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/crossref", span_of(crossref));
	site_write(&site, "dumps/pubmed", span_of(pubmed));
	site_write(&site, "dumps/openalex", span_of(openalex));
	load(store, &site);
	before = store_record(store, "10.5555/work");
	buf_add_text(&more, openalex);
	add_works(&more, "new", 1, 3);
	site_write(&site, "dumps/openalex", buf_span(&more));
	load(store, &site);
	after = store_record(store, "10.5555/work");
	cr_expect_str_eq(after, before);
	cr_expect_eq(store_count(store), 3);
}
