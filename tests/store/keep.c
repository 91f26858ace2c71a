/* SPDX-License-Identifier: MIT */
/* store_keep(), store_resolution(), and marks of stale records. */
#include "contract.h"

#include <stdlib.h>

#define DOI "10.1000/a"
#define URL "https://example.org/10.1000/a"

/* More than a row of any backend holds. */
#define TOO_LARGE ((size_t)64 << 20)

static const struct resolution found = { .status = 200, .url = (char *)URL };

/* The entry of a work as it was fetched; the caller releases it. */
static struct entry fetched(const struct work *work)
{
	struct entry entry = entry_of(work, 0);

	entry.url = span_copy(span_of(URL));
	entry.status = 200;
	return entry;
}

static void keep(struct fixture *f, const char *doi, const struct work *work)
{
	SCOPED(entry_release) struct entry entry = fetched(work);

	OK(f, store_keep(f->store, span_of(doi), &entry, &found, &f->err));
}
#define KEEP(f, doi, ...) keep(f, doi, &(const struct work){ __VA_ARGS__ })

static char *json_of(struct fixture *f, const char *doi)
{
	struct record record = { 0 };

	OK(f, store_get(f->store, span_of(doi), &record, &f->err));
	free(record.key);
	return record.json;
}

static void expect_title(struct fixture *f, const char *doi, const char *title)
{
	SCOPED_FREE char *json = json_of(f, doi);

	cr_expect(strstr(json, title), "%s: no %s in %s", f->backend, title,
		  json);
}

static void expect_raw(struct fixture *f, const char *doi, const char *expected)
{
	SCOPED_FREE char *raw = raw_of(f, doi);

	cr_assert_not_null(raw, "%s: %s", f->backend, doi);
	cr_expect_str_eq(raw, expected, "%s: got %s", f->backend, raw);
}

/* ---- resolutions ---- */

static enum status told(struct fixture *f, const char *doi)
{
	SCOPED(resolution_release) struct resolution got = { 0 };
	struct error err = { 0 };

	return store_resolution(f->store, span_of(doi), &got, &err);
}

CONTRACT(resolution, of_an_alias_leads_to_the_record)
{
	struct resolution alias = { .outcome = RESOLVED_ALIAS,
				    .alias_of = (char *)DOI };
	SCOPED(record_release) struct record record = { 0 };

	KEEP(f, DOI, .doi = DOI, .title = "One");
	OK(f,
	   store_keep(f->store, span_of("10.1000/b"), NULL, &alias, &f->err));
	OK(f, store_get(f->store, span_of("10.1000/b"), &record, &f->err));
	cr_expect_str_eq(record.key, DOI);
}

CONTRACT(resolution, that_has_run_out_goes_as_others_come)
{
	struct resolution none = { .outcome = RESOLVED_ABSENT,
				   .asked = 1000,
				   .expires = 2000 };
	struct resolution kept = { .asked = 1000 };
	struct resolution late = { .outcome = RESOLVED_ABSENT,
				   .asked = 3000,
				   .expires = 4000 };

	OK(f, store_keep(f->store, span_of("10.1/none"), NULL, &none, &f->err));
	OK(f, store_keep(f->store, span_of("10.1/kept"), NULL, &kept, &f->err));
	cr_expect_eq(told(f, "10.1/none"), STATUS_OK);
	OK(f, store_keep(f->store, span_of("10.1/late"), NULL, &late, &f->err));
	cr_expect_eq(told(f, "10.1/none"), STATUS_NOT_FOUND);
	cr_expect_eq(told(f, "10.1/kept"), STATUS_OK);
	cr_expect_eq(told(f, "10.1/late"), STATUS_OK);
}

CONTRACT(resolution, of_a_doi_never_asked_for_is_not_found)
{
	struct resolution got = { .status = 7 };

	cr_assert_eq(store_resolution(f->store, span_of(DOI), &got, &f->err),
		     STATUS_NOT_FOUND);
	cr_assert_eq(got.status, 7, "untouched");
}

static void expect_text(const char *got, const char *expected, size_t row)
{
	cr_expect_eq(!got, !expected, "row %zu", row);
	if (got && expected)
		cr_expect_str_eq(got, expected, "row %zu", row);
}

static void expect_resolution(struct fixture *f,
			      const struct resolution *expected, size_t row)
{
	SCOPED(resolution_release) struct resolution got = { 0 };

	OK(f, store_resolution(f->store, span_of(DOI), &got, &f->err));
	cr_expect_eq(got.outcome, expected->outcome, "row %zu", row);
	cr_expect_eq(got.status, expected->status, "row %zu", row);
	cr_expect_eq(got.asked, expected->asked, "row %zu", row);
	cr_expect_eq(got.expires, expected->expires, "row %zu", row);
	expect_text(got.agency, expected->agency, row);
	expect_text(got.url, expected->url, row);
	expect_text(got.landing, expected->landing, row);
	expect_text(got.alias_of, expected->alias_of, row);
	expect_text(got.etag, expected->etag, row);
	expect_text(got.modified, expected->modified, row);
}

CONTRACT(resolution, comes_back_as_it_was_kept_last)
{
	static char agency[] = "DataCite", url[] = URL, landing[] = "http://l/",
		    other[] = "10.1000/b", etag[] = "W/\"1\"",
		    modified[] = "Mon, 23 Nov 2026 00:00:00 GMT";
	const struct resolution rows[] = {
		{ RESOLVED_ABSENT, 404, NULL, url, NULL, NULL, NULL, NULL,
		  1795000000, 1795086400 },
		{ RESOLVED_NO_METADATA, 406, agency, url, landing, NULL, NULL,
		  NULL, 1795086400, 5000000000 },
		{ RESOLVED_ALIAS, 200, agency, url, NULL, other, etag, modified,
		  1795086401, 0 },
		{ RESOLVED_FOUND, 200, NULL, NULL, NULL, NULL, NULL, NULL, 0,
		  0 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		OK(f,
		   store_keep(f->store, span_of(DOI), NULL, &rows[i], &f->err));
		expect_resolution(f, &rows[i], i);
	}
	cr_expect_not(is_held(f->store, DOI));
	cr_expect_eq(total_of(f), 0);
}

CONTRACT(resolution, alone_leaves_the_record_and_what_is_counted)
{
	unsigned long long before;
	struct resolution absent = { RESOLVED_ABSENT, .status = 404 };

	KEEP(f, DOI, .doi = DOI, .raw = "kept");
	before = f->store->generation;
	OK(f, store_keep(f->store, span_of(DOI), NULL, &absent, &f->err));
	cr_expect_eq(f->store->generation, before);
	expect_raw(f, DOI, "kept");
	expect_resolution(f, &absent, 0);
}

/* ---- records ---- */

CONTRACT(kept, record_is_held_with_its_object_and_resolution)
{
	unsigned long long before = f->store->generation;

	KEEP(f, DOI, .doi = DOI, .pmid = "7", .title = "One", .raw = "raw 1");
	cr_expect_gt(f->store->generation, before);
	expect_title(f, DOI, "One");
	expect_title(f, "pmid:7", "One");
	expect_raw(f, DOI, "raw 1");
	expect_resolution(f, &found, 0);
	expect_stale(f, "");
}

CONTRACT(kept, record_may_be_of_another_doi_than_the_asked_one)
{
	KEEP(f, "10.1000/alias", .doi = DOI, .title = "One");
	expect_title(f, DOI, "One");
	cr_expect_not(is_held(f->store, "10.1000/alias"));
}

CONTRACT(kept, records_are_of_no_file)
{
	SCOPED(stats_release) struct stats stats = { 0 };
	SCOPED(dump_file_release) struct dump_file file = { 0 };

	KEEP(f, DOI, .doi = DOI);
	OK(f, store_stats(f->store, &stats, &f->err));
	cr_expect_eq(stats.records, 1);
	cr_expect_eq(stats.files, 0);
	cr_expect_eq(stats.rejects, 0);
	cr_expect_null(stats.last_load);
	OK(f, store_file(f->store, "", &file, &f->err));
	cr_expect_eq(file.id, 0);
}

CONTRACT(kept, object_that_did_not_change_leaves_all_as_it_was)
{
	SCOPED_FREE char *before = NULL, *after = NULL;

	KEEP(f, DOI, .doi = DOI, .title = "One", .raw = "raw", .loaded = "1st");
	before = json_of(f, DOI);
	KEEP(f, DOI, .doi = DOI, .title = "One", .raw = "raw", .loaded = "2nd");
	after = json_of(f, DOI);
	cr_expect_str_eq(before, after);
	OK(f, store_stale_all(f->store, &f->err));
	expect_stale(f, DOI " from <" URL "> 200 1st raw|");
}

CONTRACT(kept, object_that_changed_takes_the_place_of_the_one_before)
{
	KEEP(f, DOI, .doi = DOI, .title = "One", .raw = "1", .loaded = "1st");
	KEEP(f, DOI, .doi = DOI, .title = "Two", .raw = "2", .loaded = "2nd");
	expect_title(f, DOI, "Two");
	expect_raw(f, DOI, "2");
	expect_stale(f, "");
	OK(f, store_stale_all(f->store, &f->err));
	expect_stale(f, DOI " from <" URL "> 200 2nd 2|");
}

CONTRACT(kept, object_of_another_url_is_another)
{
	struct entry entry = fetched(&(struct work){ .doi = DOI, .raw = "1" });

	KEEP(f, DOI, .doi = DOI, .raw = "1");
	entry.url[0] = 'H';
	entry.status = 203;
	OK(f, store_keep(f->store, span_of(DOI), &entry, &found, &f->err));
	entry_release(&entry);
	OK(f, store_stale_all(f->store, &f->err));
	expect_stale(f, DOI " from <Https://example.org/10.1000/a> 203  1|");
}

CONTRACT(kept, object_beside_one_of_a_file_makes_the_record_stale)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .doi = DOI, .title = "File", .raw = "of a" });
	KEEP(f, DOI, .doi = DOI, .title = "World", .raw = "of it");
	expect_title(f, DOI, "File");
	expect_stale(f, DOI " from a:1@100  of a + <" URL "> 200  of it|");
}

CONTRACT(kept, record_takes_over_one_without_a_doi)
{
	struct dump_file a = file_of("a", 1);

	PUT(f, &a, { .pmid = "7", .raw = "of a" });
	KEEP(f, DOI, .doi = DOI, .pmid = "7", .raw = "of it");
	cr_expect_eq(total_of(f), 1);
	expect_stale(f, DOI " from a:1@100  of a + <" URL "> 200  of it|");
}

/* ---- prune ---- */

CONTRACT(kept, record_outlives_every_prune)
{
	struct dump_file a = file_of("a", 1), none = file_of("b", 2);
	long long removed = -1;

	KEEP(f, DOI, .doi = DOI, .raw = "of it");
	KEEP(f, "10.1000/b", .doi = "10.1000/b", .raw = "alone");
	PUT(f, &a, { .doi = DOI, .raw = "of a" }, { .doi = "10.1000/c" });
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	cr_expect_eq(removed, 1);
	cr_expect_eq(total_of(f), 2);
	expect_stale(f, DOI " from <" URL "> 200  of it|");
	removed = -1;
	OK(f, store_prune(f->store, &none, &removed, &f->err));
	cr_expect_eq(removed, 0, "a file that was never loaded");
	expect_raw(f, "10.1000/b", "alone");
}

/* ---- failures ---- */

CONTRACT(keep, that_fails_leaves_neither_record_nor_resolution)
{
	SCOPED_FREE char *huge = calloc(1, TOO_LARGE + 1);
	SCOPED(entry_release)
	struct entry whole = fetched(&(struct work){ .doi = DOI });
	SCOPED(entry_release)
	struct entry keyless = fetched(&(struct work){ .raw = "x" });
	const struct resolution large = { .etag = huge };
	const struct {
		const char *name;
		const struct entry *entry;
		const struct resolution *resolution;
	} rows[] = {
		{ "an entry without a key", &keyless, &found },
		{ "a resolution that is too large", &whole, &large },
	};

	cr_assert(huge);
	memset(huge, 'x', TOO_LARGE);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct resolution got = { 0 };
		struct error err = { 0 };

		cr_assert_eq(store_keep(f->store, span_of(DOI), rows[i].entry,
					rows[i].resolution, &err),
			     STATUS_STORE, "%s", rows[i].name);
		cr_expect_eq(
			store_resolution(f->store, span_of(DOI), &got, NULL),
			STATUS_NOT_FOUND, "%s", rows[i].name);
		cr_expect_eq(total_of(f), 0, "%s", rows[i].name);
		cr_expect_null(raw_of(f, DOI), "%s", rows[i].name);
	}
	KEEP(f, DOI, .doi = DOI);
	cr_expect_eq(total_of(f), 1, "the store goes on");
}

/* ---- marks ---- */

static enum status mark_take(void *context, const struct held_objects *record,
			     struct error *err)
{
	*(long long *)context = record->mark;
	return STATUS_OK;
}

static long long mark_of(struct fixture *f)
{
	long long mark = -1;

	OK(f, store_objects(f->store, span_of(DOI), mark_take, &mark, &f->err));
	return mark;
}

/* Puts what the record was made anew as when it had this mark. */
static void renew(struct fixture *f, long long mark, const char *title)
{
	SCOPED(entry_release)
	struct entry entry = entry_of(
		&(struct work){ .doi = DOI, .title = title }, 1);
	struct batch batch = { .entries = &entry, .entry_count = 1 };

	entry.held = span_copy(span_of(DOI));
	entry.mark = mark;
	OK(f, store_put(f->store, &batch, &f->err));
}

CONTRACT(mark, lets_only_the_newest_state_of_a_record_be_made_anew)
{
	struct dump_file a = file_of("a", 1);
	long long first, second;

	PUT(f, &a, { .doi = DOI, .title = "File" });
	cr_expect_eq(mark_of(f), 0, "fresh");
	KEEP(f, DOI, .doi = DOI, .title = "World", .raw = "1");
	first = mark_of(f);
	KEEP(f, DOI, .doi = DOI, .title = "World", .raw = "2");
	second = mark_of(f);
	cr_expect(first && second && first != second);
	renew(f, first, "made of the first");
	expect_title(f, DOI, "File");
	cr_expect_eq(mark_of(f), second, "still stale");
	renew(f, second, "made of both");
	expect_title(f, DOI, "made of both");
	cr_expect_eq(mark_of(f), 0, "fresh");
	renew(f, second, "made too late");
	expect_title(f, DOI, "made of both");
}

CONTRACT(mark, of_a_prune_is_new_too)
{
	struct dump_file a = file_of("a", 1), b = file_of("b", 1);
	long long before, removed;

	PUT(f, &a, { .doi = DOI });
	PUT(f, &b, { .doi = DOI });
	KEEP(f, DOI, .doi = DOI);
	before = mark_of(f);
	a.generation = 2;
	OK(f, try_put(f, &a, NULL, 0));
	OK(f, store_prune(f->store, &a, &removed, &f->err));
	renew(f, before, "made of three");
	cr_expect_neq(mark_of(f), 0, "still stale");
}
