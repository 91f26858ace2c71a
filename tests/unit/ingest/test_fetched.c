/* SPDX-License-Identifier: MIT */
/* ingest_fetched(): what the world answered becomes a record, or an error. */
#include <criterion/criterion.h>

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "fixture.h"
#include "held.h"
#include "paperd/scoped.h"

#define DOI "10.5555/work"
#define URL "https://api.example.org/works/10.5555/work"

/* 2026-11-23T00:00:00Z, and a day later. */
#define ASKED 1795392000
#define LATER (ASKED + 86400)

#define WORK(title)                                                      \
	"{\"DOI\":\"10.5555/WORK\",\"title\":[\"" title "\"],\"type\":"  \
	"\"journal-article\",\"author\":[{\"given\":\"Ann\",\"family\":" \
	"\"Other\"}],\"is-referenced-by-count\":3}"
#define ENVELOPE(work)                                            \
	"{\"status\":\"ok\",\"message-type\":\"work\",\"message-" \
	"version\":\"1.0.0\",\"message\":" work "}"

static const char crossref[] = ENVELOPE(WORK("A Work"));
static const char changed[] = ENVELOPE(WORK("A Work, Improved"));
static const char datacite[] =
	"{\"data\":{\"id\":\"10.5555/work\",\"type\":\"dois\",\"attributes\":{"
	"\"doi\":\"10.5555/work\",\"titles\":[{\"title\":\"A Work\"}],"
	"\"creators\":[{\"name\":\"Other, Ann\"}],\"types\":{},"
	"\"publicationYear\":2020}}}";
static const char csl[] =
	"{\"DOI\":\"10.5555/work\",\"type\":\"article-journal\",\"title\":"
	"\"A Work\",\"author\":[{\"given\":\"Ann\",\"family\":\"Other\"}]}";
static const char xml[] =
	"<?xml version=\"1.0\"?><resource xmlns=\"http://datacite.org/schema/"
	"kernel-4\"><identifier identifierType=\"DOI\">10.5555/work</identifier>"
	"<creators><creator><creatorName>Other, Ann</creatorName></creator>"
	"</creators><titles><title>A Work</title></titles><publicationYear>2020"
	"</publicationYear></resource>";
static const char openalex[] =
	"{\"id\":\"https://openalex.org/W1\",\"doi\":"
	"\"https://doi.org/10.5555/work\",\"title\":\"A Work\",\"ids\":"
	"{\"pmid\":\"https://pubmed.ncbi.nlm.nih.gov/77\"},"
	"\"cited_by_count\":9,\"authorships\":[]}\n";

struct answer {
	const char *doi;
	const char *raw;
	long long asked;
	const char *url; /* NULL: URL */
};

static enum status try_fetch(struct store *store, const struct answer *answer,
			     struct error *err)
{
	const char *url = answer->url ? answer->url : URL;
	char agency[] = "Crossref", etag[] = "\"1\"";
	const struct fetched fetched = {
		.doi = span_of(answer->doi),
		.raw = span_of(answer->raw),
		.resolution = { .outcome = RESOLVED_FOUND,
				.status = 200,
				.agency = agency,
				.url = (char *)(uintptr_t)url,
				.etag = etag,
				.asked = answer->asked },
	};

	return ingest_fetched(store, &fetched, err);
}

static void fetch(struct store *store, const char *doi, const char *raw,
		  long long asked)
{
	const struct answer answer = { doi, raw, asked, NULL };
	struct error err = { 0 };

	cr_assert_eq(try_fetch(store, &answer, &err), STATUS_OK, "%s: %s", raw,
		     err.detail);
}

static struct resolution resolution_of(struct store *store, const char *doi)
{
	struct resolution resolution = { 0 };
	struct error err = { 0 };

	cr_assert_eq(store_resolution(store, span_of(doi), &resolution, &err),
		     STATUS_OK, "%s", err.detail);
	return resolution;
}

static void expect_unasked(struct store *store, const char *doi)
{
	struct resolution resolution = { 0 };

	cr_expect_eq(store_resolution(store, span_of(doi), &resolution, NULL),
		     STATUS_NOT_FOUND, "%s", doi);
}

static void expect_in(struct store *store, const char *doi, const char *wanted)
{
	SCOPED_FREE char *json = store_record(store, doi);

	cr_expect_not_null(strstr(json, wanted), "%s lacks %s: %s", doi, wanted,
			   json);
}

static void expect_raw(struct store *store, const char *doi, const char *wanted)
{
	SCOPED(buf_release) struct buf raw = buf_init(1 << 20);
	struct error err = { 0 };

	cr_assert_eq(store_raw(store, span_of(doi), &raw, &err), STATUS_OK);
	cr_expect_str_eq(buf_text(&raw), wanted);
}

static enum status count_visit(void *context, const struct held_objects *record,
			       struct error *err)
{
	return STATUS_OK;
}

static size_t stale_count(struct store *store)
{
	struct error err = { 0 };
	size_t count = 99;

	cr_assert_eq(store_stale(store, 10, count_visit, NULL, &count, &err),
		     STATUS_OK);
	return count;
}

/* Loads folder/dumps. */
static void load(struct store *store, const struct site *site, bool rebuild)
{
	const char *paths[] = { site_path(site, "dumps") };
	struct ingest_options options = load_options(paths, 1);
	struct error err = { 0 };

	options.rebuild = rebuild;
	cr_assert_eq(ingest_run(store, &options, &err), STATUS_OK, "%s",
		     err.detail);
}

/* ---- what is a record ---- */

Test(fetched, record_of_each_shape_is_kept_clean_with_where_it_came_from)
{
	static const struct {
		const char *format;
		const char *raw;
	} rows[] = { { "crossref", crossref },
		     { "crossref", WORK("A Work") },
		     { "datacite", datacite },
		     { "csl", csl },
		     { "datacite-xml", xml } };
	SCOPED(site_remove) struct site site = site_make();

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		char name[16], note[200];
		SCOPED(close_store) struct store *store = NULL;
		SCOPED(resolution_release) struct resolution asked = { 0 };

		snprintf(name, sizeof(name), "%zu.db", i);
		snprintf(note, sizeof(note),
			 "\"format\":\"%s\",\"url\":\"" URL "\",\"status\":200,"
			 "\"loaded\":\"2026-11-23T00:00:00Z\",\"rules\":",
			 rows[i].format);
		store = store_at(&site, name);
		fetch(store, DOI, rows[i].raw, ASKED);
		expect_in(store, DOI, note);
		expect_in(store, DOI, "\"doi\":\"10.5555/work\"");
		expect_in(store, DOI, "\"title\":\"A Work\"");
		expect_in(store, DOI, "\"name\":\"Ann Other\"");
		expect_raw(store, DOI, rows[i].raw);
		asked = resolution_of(store, DOI);
		cr_expect_eq(asked.outcome, RESOLVED_FOUND);
		cr_expect_eq(asked.asked, ASKED);
		cr_expect_str_eq(asked.etag, "\"1\"");
		cr_expect_null(asked.alias_of);
	}
}

Test(fetched, what_is_no_record_is_refused_and_nothing_is_kept)
{
	static const struct {
		const char *name;
		const char *raw;
		enum status status;
		const char *detail;
	} rows[] = {
		{ "HTML", "<!DOCTYPE html><html><body>Hello</body></html>",
		  STATUS_INVALID_BODY, "not JSON" },
		{ "a cut answer", "{\"status\":\"ok\",\"message-type\":\"wo",
		  STATUS_INVALID_BODY, "not JSON" },
		{ "blanks", " \r\n", STATUS_INVALID_BODY, "not JSON" },
		{ "no known shape", "{\"a\":1}", STATUS_INVALID_BODY,
		  "no known shape" },
		{ "a list", "[]", STATUS_INVALID_BODY, "no known shape" },
		{ "no UTF-8", "{\"DOI\":\"\xff\"}", STATUS_INVALID_BODY,
		  "UTF-8" },
		{ "another message",
		  "{\"status\":\"ok\",\"message-type\":\"work-list\","
		  "\"message\":{}}",
		  STATUS_INVALID_BODY, "message, not a work" },
		{ "two answers",
		  "{\"DOI\":\"10.5555/work\",\"title\":[\"A\"]\n"
		  "}\n{\"DOI\":\"10.5555/work\",\"title\":[\"B\"]}",
		  STATUS_INVALID_BODY, "text after the JSON object" },
		{ "another DOI",
		  "{\"DOI\":\"10.5555/other\",\"title\":[\"A Work\"]}",
		  STATUS_UPSTREAM,
		  "the answer for 10.5555/work is a record of 10.5555/other" },
		{ "a longer DOI",
		  "{\"DOI\":\"10.5555/work1\",\"title\":[\"A Work\"]}",
		  STATUS_UPSTREAM, "is a record of 10.5555/work1" },
		{ "no DOI",
		  "{\"id\":\"77\",\"source\":\"MED\",\"pmid\":\"77\",\"title\":"
		  "\"A Work.\",\"authorString\":\"Other A.\"}",
		  STATUS_UPSTREAM, "is a record of no DOI" },
	};
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const struct answer answer = { DOI, rows[i].raw, ASKED, NULL };
		struct error err = { 0 };

		cr_expect_eq(try_fetch(store, &answer, &err), rows[i].status,
			     "%s: %s", rows[i].name, err.detail);
		cr_expect(strstr(err.detail, rows[i].detail), "%s: %s",
			  rows[i].name, err.detail);
		expect_unasked(store, DOI);
		cr_expect_eq(store_count(store), 0, "%s", rows[i].name);
	}
}

Test(fetched, no_record_keeps_what_was_answered)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(resolution_release) struct resolution asked = { 0 };
	struct error err = { 0 };
	const struct fetched absent = {
		.doi = SPAN(DOI),
		.resolution = { RESOLVED_ABSENT, .status = 404, .asked = ASKED,
				.expires = LATER },
	};

	cr_assert_eq(ingest_fetched(store, &absent, &err), STATUS_OK);
	asked = resolution_of(store, DOI);
	cr_expect_eq(asked.outcome, RESOLVED_ABSENT);
	cr_expect_eq(asked.expires, LATER);
	cr_expect_eq(store_count(store), 0);
}

/* ---- another DOI ---- */

#define OTHER "\"DOI\":\"10.5555/other\",\"title\":[\"A Work\"]"
#define ATTRIBUTES                                                       \
	"\"doi\":\"10.5555/other\",\"titles\":[{\"title\":\"A Work\"}]," \
	"\"creators\":[{\"name\":\"Other, Ann\"}]"

Test(fetched, record_of_another_doi_is_kept_when_it_states_the_asked_one)
{
	static const struct {
		const char *name;
		const char *doi;
		const char *raw;
		bool kept;
	} rows[] = {
		{ "Crossref's alias", DOI,
		  ENVELOPE("{" OTHER ",\"aliases\":[\"10.5555/a\","
			   "\"10.5555/WORK\"]}"),
		  true },
		{ "without the envelope", DOI,
		  "{" OTHER ",\"aliases\":[\"10.5555/work\"]}", true },
		{ "another alias", DOI,
		  "{" OTHER ",\"aliases\":[\"10.5555/work2\"]}", false },
		{ "an alias that is no text", DOI,
		  "{" OTHER ",\"aliases\":[10.5555,null,{}]}", false },
		{ "aliases that are no list", DOI,
		  "{" OTHER ",\"aliases\":\"10.5555/work\"}", false },
		{ "a DOI that it cites", DOI,
		  "{" OTHER ",\"reference\":[{\"DOI\":\"10.5555/work\"}]}",
		  false },
		{ "DataCite's identifiers", DOI,
		  "{\"data\":{\"attributes\":{" ATTRIBUTES ",\"identifiers\":"
		  "[{\"identifier\":\"https://doi.org/10.5555/work\","
		  "\"identifierType\":\"DOI\"}]}}}",
		  true },
		{ "DataCite's alternate identifiers", DOI,
		  "{\"data\":{\"attributes\":{" ATTRIBUTES
		  ",\"alternateIdentifiers\":[{\"alternateIdentifierType\":"
		  "\"doi\",\"alternateIdentifier\":\"10.5555/work\"}]}}}",
		  true },
		{ "an alternate identifier of another kind", DOI,
		  "{\"data\":{\"attributes\":{" ATTRIBUTES
		  ",\"alternateIdentifiers\":[{\"alternateIdentifierType\":"
		  "\"URL\",\"alternateIdentifier\":\"10.5555/work\"}]}}}",
		  false },
		{ "a spelling that is cleaned", "10.5555/other.", "{" OTHER "}",
		  true },
	};
	SCOPED(site_remove) struct site site = site_make();

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const struct answer answer = { rows[i].doi, rows[i].raw, ASKED,
					       NULL };
		char name[16];
		SCOPED(close_store) struct store *store = NULL;
		SCOPED(resolution_release) struct resolution asked = { 0 };
		struct error err = { 0 };

		snprintf(name, sizeof(name), "%zu.db", i);
		store = store_at(&site, name);
		cr_expect_eq(try_fetch(store, &answer, &err),
			     rows[i].kept ? STATUS_OK : STATUS_UPSTREAM,
			     "%s: %s", rows[i].name, err.detail);
		cr_expect_eq(store_count(store), rows[i].kept, "%s",
			     rows[i].name);
		if (!rows[i].kept) {
			expect_unasked(store, rows[i].doi);
			continue;
		}
		asked = resolution_of(store, rows[i].doi);
		cr_expect_eq(asked.outcome, RESOLVED_ALIAS, "%s", rows[i].name);
		cr_expect_str_eq(asked.alias_of, "10.5555/other");
		cr_expect(is_held(store, "10.5555/other"));
	}
}

/* ---- once more ---- */

/* 304, or that there is no record to be had for now. */
Test(fetched, an_alias_outlives_an_answer_without_a_record)
{
	static const enum resolved outcomes[] = { RESOLVED_FOUND,
						  RESOLVED_NO_METADATA,
						  RESOLVED_ABSENT };
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	char url[] = URL;

	fetch(store, DOI, "{" OTHER ",\"aliases\":[\"" DOI "\"]}", ASKED);
	for (size_t i = 0; i < ARRAY_COUNT(outcomes); i++) {
		const struct fetched none = {
			.doi = span_of(DOI),
			.resolution = { .outcome = outcomes[i],
					.status = 304,
					.url = url,
					.asked = LATER,
					.expires = LATER + 1 },
		};
		SCOPED(resolution_release) struct resolution asked = { 0 };

		cr_assert_eq(ingest_fetched(store, &none, NULL), STATUS_OK);
		asked = resolution_of(store, DOI);
		cr_expect_eq(asked.outcome, RESOLVED_ALIAS, "%zu", i);
		cr_expect_str_eq(asked.alias_of, "10.5555/other");
		cr_expect_eq(asked.expires, 0);
		cr_expect_eq(asked.asked, LATER);
	}
}

Test(fetched, again_and_unchanged_leaves_the_record_as_it_was)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *before = NULL, *after = NULL;
	SCOPED(resolution_release) struct resolution asked = { 0 };

	fetch(store, DOI, crossref, ASKED);
	before = store_record(store, DOI);
	fetch(store, DOI, crossref, LATER);
	after = store_record(store, DOI);
	cr_expect_str_eq(after, before);
	asked = resolution_of(store, DOI);
	cr_expect_eq(asked.asked, LATER);
}

Test(fetched, again_and_changed_replaces_the_record)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");

	fetch(store, DOI, crossref, ASKED);
	fetch(store, DOI, changed, LATER);
	expect_in(store, DOI, "\"title\":\"A Work, Improved\"");
	expect_in(store, DOI, "\"loaded\":\"2026-11-24T00:00:00Z\"");
	expect_raw(store, DOI, changed);
	cr_expect_eq(store_count(store), 1);
	cr_expect_eq(stale_count(store), 0);
}

/* ---- beside dumps ---- */

static void expect_both(struct store *store)
{
	static const char *const wanted[] = {
		"\"citation_count\":9",
		"\"pmid\":\"77\"",
		"\"name\":\"Ann Other\"",
		"\"sources\":[{",
		"\"format\":\"crossref\",\"url\":\"" URL "\",\"status\":200,"
		"\"loaded\":\"2026-11-23T00:00:00Z\"",
		"\"format\":\"openalex\",\"file\":\"",
	};

	for (size_t i = 0; i < ARRAY_COUNT(wanted); i++)
		expect_in(store, DOI, wanted[i]);
	cr_expect_eq(store_count(store), 1);
	cr_expect_eq(stale_count(store), 0);
}

Test(fetched, record_and_one_of_a_dump_are_one_in_either_order)
{
	SCOPED(site_remove) struct site site = site_make();

	site_folder(&site, "dumps");
	site_write(&site, "dumps/openalex", span_of(openalex));
	for (int first = 0; first < 2; first++) {
		SCOPED(close_store)
		struct store *store = store_at(&site, first ? "1.db" : "0.db");

		if (first)
			fetch(store, DOI, crossref, ASKED);
		load(store, &site, false);
		if (!first)
			fetch(store, DOI, crossref, ASKED);
		expect_both(store);
	}
}

Test(fetched, again_beside_a_dump_is_made_anew_of_both)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *before = NULL, *after = NULL;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/openalex", span_of(openalex));
	load(store, &site, false);
	fetch(store, DOI, crossref, ASKED);
	before = store_record(store, DOI);
	fetch(store, DOI, crossref, LATER);
	after = store_record(store, DOI);
	cr_expect_str_eq(after, before);
	fetch(store, DOI, changed, ASKED);
	expect_in(store, DOI, "\"title\":\"A Work, Improved\"");
	expect_both(store);
}

Test(fetched, record_comes_out_the_same_when_it_is_made_anew)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");

	site_folder(&site, "dumps");
	site_write(&site, "dumps/openalex", span_of(openalex));
	fetch(store, "10.5555/alone",
	      "{\"DOI\":\"10.5555/alone\",\"title\":"
	      "[\"Alone\"]}",
	      ASKED);
	for (int i = 0; i < 2; i++) {
		const char *doi = i ? DOI : "10.5555/alone";
		SCOPED_FREE char *before = store_record(store, doi);
		SCOPED_FREE char *after = NULL;

		load(store, &site, true);
		after = store_record(store, doi);
		cr_expect_str_eq(after, before);
		fetch(store, DOI, crossref, ASKED);
	}
	expect_in(store, "10.5555/alone", "\"url\":\"" URL "\"");
}

Test(fetched, record_stays_when_the_dump_that_had_it_too_is_emptied)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(stats_release) struct stats stats = { 0 };
	struct error err = { 0 };

	site_folder(&site, "dumps");
	site_write(&site, "dumps/openalex", span_of(openalex));
	fetch(store, DOI, crossref, ASKED);
	cr_assert_eq(store_stats(store, &stats, &err), STATUS_OK);
	cr_expect_eq(stats.files, 0);
	cr_expect_null(stats.last_load);
	load(store, &site, false);
	expect_both(store);
	site_write(&site, "dumps/openalex", span_of("\n"));
	load(store, &site, false);
	expect_in(store, DOI, "\"citation_count\":3");
	expect_in(store, DOI, "\"url\":\"" URL "\"");
	cr_expect_eq(stale_count(store), 0);
}

/* ---- beside a load that runs ---- */

#define LOADED  4000
#define FETCHED 150

static void work_doi(int number, char out[32])
{
	snprintf(out, 32, "10.5555/x.%d", number * (LOADED / FETCHED));
}

static void *fetch_on(void *context)
{
	for (int i = 0; i < FETCHED; i++) {
		char doi[32], raw[300];

		work_doi(i, doi);
		snprintf(raw, sizeof(raw),
			 "{\"DOI\":\"%s\",\"type\":\"article-journal\","
			 "\"title\":\"Work\",\"PMID\":\"%d\"}",
			 doi, i + 1);
		fetch(context, doi, raw, ASKED);
	}
	return NULL;
}

/* Whoever comes first, nothing that either brought is lost, and nothing is left
 * to be made anew: also when all is made anew meanwhile. */
Test(fetched, beside_a_load_every_record_is_made_of_both)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf works = buf_init(1 << 20);
	pthread_t thread;

	add_works(&works, "x", 0, LOADED);
	site_folder(&site, "dumps");
	site_write(&site, "dumps/works", buf_span(&works));
	for (int rebuild = 0; rebuild < 2; rebuild++) {
		cr_assert_eq(pthread_create(&thread, NULL, fetch_on, store), 0);
		load(store, &site, rebuild);
		pthread_join(thread, NULL);
		cr_expect_eq(stale_count(store), 0, "%d", rebuild);
		for (int i = 0; i < FETCHED; i++) {
			char doi[32];

			work_doi(i, doi);
			expect_in(store, doi, "\"format\":\"csl\",\"url\":");
			expect_in(store, doi, "\"format\":\"crossref\"");
			expect_in(store, doi, "\"ids\":{\"pmid\":");
		}
	}
	cr_expect_eq(store_count(store), LOADED);
}

static void fetch_changed(struct faulty *faulty)
{
	fetch(faulty->real, DOI, changed, ASKED);
}

static void load_dumps(struct faulty *faulty)
{
	load(faulty->real, faulty->context, false);
}

/* The record is read, changes, and is written as it was read. */
Test(fetched, between_reading_and_writing_of_a_load_is_not_lost)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	struct faulty between;

	site_folder(&site, "dumps");
	fetch(store, DOI, crossref, ASKED);
	faulty_init(&between, store, 1000);
	between.meanwhile = fetch_changed;
	load(&between.base, &site, true);
	cr_assert_null(between.meanwhile, "it was called");
	expect_in(store, DOI, "\"title\":\"A Work, Improved\"");
	cr_expect_eq(stale_count(store), 0);
}

Test(fetched, does_not_undo_what_a_load_did_between_reading_and_writing)
{
	static const struct answer answer = { DOI, crossref, ASKED, NULL };
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	struct error err = { 0 };
	struct faulty between;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/csl", span_of(csl));
	load(store, &site, false);
	site_write(&site, "dumps/openalex", span_of(openalex));
	faulty_init(&between, store, 1000);
	between.meanwhile = load_dumps;
	between.context = &site;
	cr_assert_eq(try_fetch(&between.base, &answer, &err), STATUS_OK, "%s",
		     err.detail);
	cr_assert_null(between.meanwhile, "it was called");
	expect_both(store);
}

/* ---- a store that fails ---- */

Test(fetched, answer_that_the_store_does_not_take_leaves_nothing)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const struct answer answer = { DOI, crossref, ASKED, NULL };
	struct error err = { 0 };
	struct faulty faulty;

	faulty_init(&faulty, store, 1);
	cr_expect_eq(try_fetch(&faulty.base, &answer, &err), STATUS_STORE_FULL);
	expect_unasked(store, DOI);
	cr_expect_eq(store_count(store), 0);
}

/* What was kept and could not be made anew waits for the next load. */
Test(fetched, record_that_was_not_made_anew_is_made_by_the_next_load)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	const struct answer answer = { DOI, crossref, ASKED, NULL };
	struct error err = { 0 };
	struct faulty faulty;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/openalex", span_of(openalex));
	load(store, &site, false);
	faulty_init(&faulty, store, 2);
	cr_expect_eq(try_fetch(&faulty.base, &answer, &err), STATUS_STORE_FULL);
	cr_expect_eq(stale_count(store), 1);
	load(store, &site, false);
	expect_both(store);
}

#define NOTICE                                                            \
	"{\"DOI\":\"10.5555/notice\",\"title\":[\"Retraction: A Work\"]," \
	"\"update-to\":[{\"type\":\"retraction\",\"DOI\":"                \
	"\"10.5555/WORK\",\"updated\":{\"date-parts\":[[2021,2,3]]}}]}"

Test(fetched, notice_and_work_tell_of_each_other)
{
	static const char *const orders[][4] = {
		{ DOI, crossref, "10.5555/notice", ENVELOPE(NOTICE) },
		{ "10.5555/notice", ENVELOPE(NOTICE), DOI, crossref },
	};

	for (size_t i = 0; i < ARRAY_COUNT(orders); i++) {
		SCOPED(site_remove) struct site site = site_make();
		SCOPED(close_store)
		struct store *store = store_at(&site, "store");

		fetch(store, orders[i][0], orders[i][1], ASKED);
		fetch(store, orders[i][2], orders[i][3], ASKED);
		expect_in(store, DOI,
			  "\"updates\":[{\"type\":\"retraction\","
			  "\"direction\":\"by\",\"doi\":\"10.5555/notice\","
			  "\"date\":\"2021-02-03\"}],\"retracted\":true");
		expect_in(store, "10.5555/notice", "\"direction\":\"to\"");
	}
}
