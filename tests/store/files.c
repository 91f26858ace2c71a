/* SPDX-License-Identifier: MIT */
/* store_file(), store_rejects(), store_stats(). */
#include "contract.h"

#include <stdio.h>

CONTRACT(file, that_is_unknown_is_empty_but_for_its_path)
{
	SCOPED(dump_file_release) struct dump_file file = { 0 };

	OK(f, store_file(f->store, "/data/a.jsonl", &file, &f->err));
	cr_assert_str_eq(file.path, "/data/a.jsonl");
	cr_assert_eq(file.id, 0);
	cr_assert_eq(file.generation, 0);
	cr_assert_eq(file.offset, 0);
	cr_assert_not(file.complete);
	cr_assert_null(file.finished);
}

CONTRACT(file, is_kept_as_the_last_batch_had_it)
{
	struct dump_file first = { .path = (char *)"a",
				   .size = 5000000000,
				   .mtime = 1790000000123456789,
				   .digest = "0123456789abcdef0123456789abcdef",
				   .generation = 3,
				   .offset = 4000000000,
				   .line = 77,
				   .records = 70,
				   .rejects = 7,
				   .error = (char *)"unexpected end" };
	struct dump_file last = first;
	SCOPED(dump_file_release) struct dump_file held = { 0 };
	SCOPED(dump_file_release) struct dump_file after = { 0 };

	PUT(f, &first, { .doi = "10.1000/a" });
	OK(f, store_file(f->store, "a", &held, &f->err));
	cr_assert_eq(held.id, first.id);
	cr_assert_eq(held.size, first.size);
	cr_assert_eq(held.mtime, first.mtime);
	cr_assert_str_eq(held.digest, first.digest);
	cr_assert_eq(held.generation, 3);
	cr_assert_eq(held.offset, first.offset);
	cr_assert_eq(held.line, 77);
	cr_assert_eq(held.records, 70);
	cr_assert_eq(held.rejects, 7);
	cr_assert_str_eq(held.error, "unexpected end");
	cr_assert_null(held.finished);
	cr_assert_not(held.complete);

	last.complete = true;
	last.error = NULL;
	last.finished = (char *)"2026-11-23T05:00:00Z";
	OK(f, try_put(f, &last, NULL, 0));
	OK(f, store_file(f->store, "a", &after, &f->err));
	cr_assert(after.complete);
	cr_assert_null(after.error);
	cr_assert_str_eq(after.finished, "2026-11-23T05:00:00Z");
	cr_assert_eq(after.id, first.id);
}

/* ---- rejects ---- */

static void put_rejects(struct fixture *f, struct dump_file *file,
			struct reject *rejects, size_t count)
{
	struct batch batch = { .rejects = rejects,
			       .reject_count = count,
			       .file = file };

	OK(f, store_put(f->store, &batch, &f->err));
}

static enum status note(void *context, const char *path,
			const struct reject *reject, struct error *err)
{
	buf_add_format(context, "%s:%lld@%lld %s|", path, reject->line,
		       reject->offset, reject->reason);
	return STATUS_OK;
}

static enum status count(void *context, const char *path,
			 const struct reject *reject, struct error *err)
{
	++*(long long *)context;
	return STATUS_OK;
}

CONTRACT(rejects, are_visited_in_the_order_of_file_and_line)
{
	struct reject later[] = { { 20, 200, "no DOI" }, { 7, 70, "no JSON" } };
	struct reject other = { 1, 0, "é\"" };
	struct reject earlier = { 3, 30, "cut" };
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	SCOPED(buf_release) struct buf seen = buf_init(4096);

	put_rejects(f, &a, later, 2);
	put_rejects(f, &b, &other, 1);
	put_rejects(f, &a, &earlier, 1);
	OK(f, store_rejects(f->store, note, &seen, &f->err));
	cr_assert_str_eq(buf_text(&seen), "a:3@30 cut|a:7@70 no JSON|"
					  "a:20@200 no DOI|b:1@0 é\"|");
}

CONTRACT(rejects, of_earlier_generations_are_dropped)
{
	struct reject old[] = { { 1, 0, "old" }, { 2, 10, "old" } };
	struct reject new = { 1, 0, "new" };
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	SCOPED(buf_release) struct buf seen = buf_init(4096);

	put_rejects(f, &a, old, 2);
	put_rejects(f, &b, old, 1);
	a.generation = 2;
	put_rejects(f, &a, &new, 1);
	OK(f, store_rejects(f->store, note, &seen, &f->err));
	cr_assert_str_eq(buf_text(&seen), "a:1@0 new|b:1@0 old|");
}

CONTRACT(rejects, put_again_are_the_same)
{
	struct reject rejects[] = { { 1, 0, "x" }, { 2, 10, "y" } };
	struct dump_file a = file_of("a", 1);
	long long seen = 0;

	put_rejects(f, &a, rejects, 2);
	put_rejects(f, &a, rejects, 2);
	OK(f, store_rejects(f->store, count, &seen, &f->err));
	cr_assert_eq(seen, 2);
}

CONTRACT(rejects, are_kept_up_to_a_cap_and_counted_beyond_it)
{
	struct reject rejects[2500];
	struct dump_file a = file_of("a", 1);
	SCOPED(stats_release) struct stats stats = { 0 };
	long long seen = 0;

	for (int batch = 0; batch < 5; batch++) {
		for (int i = 0; i < 2500; i++)
			rejects[i] = (struct reject){ batch * 2500 + i, i,
						      "x" };
		a.rejects += 2500;
		put_rejects(f, &a, rejects, 2500);
	}
	OK(f, store_rejects(f->store, count, &seen, &f->err));
	OK(f, store_stats(f->store, &stats, &f->err));
	cr_assert_eq(seen, STORE_REJECTS_MAX);
	cr_assert_eq(stats.rejects, 12500);
}

static enum status refuse(void *context, const char *path,
			  const struct reject *reject, struct error *err)
{
	++*(long long *)context;
	return error_set(err, STATUS_IO, "disk gone");
}

CONTRACT(rejects, visit_ends_with_the_first_failure)
{
	struct reject rejects[] = { { 1, 0, "x" }, { 2, 10, "y" } };
	struct dump_file a = file_of("a", 1);
	long long seen = 0;

	put_rejects(f, &a, rejects, 2);
	cr_assert_eq(store_rejects(f->store, refuse, &seen, &f->err),
		     STATUS_IO);
	cr_assert_eq(seen, 1);
}

/* ---- stats ---- */

static char *counts_text(const struct counts *counts)
{
	SCOPED(buf_release) struct buf text = buf_init(4096);

	for (size_t i = 0; i < counts->count; i++)
		buf_add_format(&text, "%s=%lld ", counts->items[i].name,
			       counts->items[i].records);
	return buf_take(&text);
}

static void expect_counts(const struct counts *counts, const char *expected)
{
	SCOPED_FREE char *text = counts_text(counts);

	cr_expect_str_eq(text, expected, "got %s", text);
}

CONTRACT(stats, count_everything_that_is_held)
{
	struct dump_file a = file_of("a", 1);
	struct dump_file b = file_of("b", 1);
	SCOPED(stats_release) struct stats stats = { 0 };

	a.finished = (char *)"2026-11-23T05:00:00Z";
	b.finished = (char *)"2026-11-22T05:00:00Z";
	a.rejects = 3;
	b.rejects = 4;
	PUT(f, &a,
	    { .doi = "10.1000/a",
	      .type = "book",
	      .year = 2019,
	      .source = "Crossref",
	      .abstract = "x" },
	    { .doi = "10.1000/b",
	      .type = "dataset",
	      .year = 2021,
	      .source = "Semanticscholar" });
	PUT(f, &b,
	    { .doi = "10.1000/c",
	      .type = "dataset",
	      .year = 2021,
	      .source = "Semanticscholar",
	      .abstract = "x" },
	    { .doi = "10.1000/d" });
	OK(f, store_stats(f->store, &stats, &f->err));
	cr_expect_eq(stats.records, 4);
	cr_expect_eq(stats.with_abstract, 2);
	cr_expect_eq(stats.rejects, 7);
	cr_expect_eq(stats.files, 2);
	cr_expect_str_eq(stats.last_load, "2026-11-23T05:00:00Z");
	expect_counts(&stats.by_source, "Semanticscholar=2 Crossref=1 ");
	expect_counts(&stats.by_type, "dataset=2 book=1 ");
	expect_counts(&stats.by_year, "2021=2 2019=1 ");
}

static void load_text(const struct file_load *load, struct buf *out)
{
	buf_add_format(out, "%s %s %lld-%lld%s", load->file,
		       load->ended ? load->ended + 11 : "now", load->records,
		       load->rejects, load->complete ? "" : " part");
	if (load->error)
		buf_add_format(out, " !%s", load->error);
	if (load->reject_reason)
		buf_add_format(out, " %lld:%s", load->reject_line,
			       load->reject_reason);
	buf_add_char(out, '|');
}

static void expect_loads(struct fixture *f, const char *expected)
{
	SCOPED(stats_release) struct stats stats = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(4096);

	OK(f, store_stats(f->store, &stats, &f->err));
	for (size_t i = 0; i < stats.loads.count; i++)
		load_text(&stats.loads.items[i], &text);
	cr_expect_str_eq(buf_text(&text), expected, "got %s", buf_text(&text));
}

CONTRACT(stats, tell_the_last_load_of_each_file_latest_first)
{
	struct reject rejects[] = { { 7, 70, "no JSON" }, { 3, 30, "cut" } };
	struct dump_file files[] = { file_of("early", 1), file_of("late", 1),
				     file_of("odd", 1), file_of("open", 1) };

	files[0].finished = (char *)"2026-11-22T05:00:00Z";
	files[1].finished = (char *)"2026-11-23T05:00:00Z";
	files[1].complete = true;
	files[1].records = 4;
	files[2].finished = (char *)"2026-11-23T05:00:00Z";
	files[2].error = (char *)"disk gone";
	files[2].rejects = 2;
	files[3].records = 9;
	for (size_t i = 0; i < ARRAY_COUNT(files); i++)
		put_rejects(f, &files[i], rejects, i == 2 ? 2 : 0);
	expect_loads(f, "open now 9-0 part|"
			"odd 05:00:00Z 0-2 part !disk gone 3:cut|"
			"late 05:00:00Z 4-0|early 05:00:00Z 0-0 part|");
}

CONTRACT(stats, tell_no_more_loads_than_a_page_can_show)
{
	SCOPED(stats_release) struct stats stats = { 0 };
	char name[16];

	for (int i = 0; i < STATS_LOADS_MAX + 5; i++) {
		struct dump_file file;

		snprintf(name, sizeof(name), "file%02d", i);
		file = file_of(name, 1);
		put_rejects(f, &file, NULL, 0);
	}
	OK(f, store_stats(f->store, &stats, &f->err));
	cr_expect_eq(stats.loads.count, (size_t)STATS_LOADS_MAX);
	cr_expect_eq(stats.files, STATS_LOADS_MAX + 5);
}

/* "Crossref=2(1,1) ": records, then those with the first and second bit. */
static void expect_flags(const struct flag_counts *counts, const char *expected)
{
	SCOPED(buf_release) struct buf text = buf_init(4096);

	for (size_t i = 0; i < counts->count; i++) {
		const struct flag_count *count = &counts->items[i];

		buf_add_format(&text, "%s=%lld(%lld,%lld) ", count->name,
			       count->records, count->by_bit[0],
			       count->by_bit[1]);
	}
	cr_expect_str_eq(buf_text(&text), expected, "got %s", buf_text(&text));
}

CONTRACT(stats, count_flags_by_source_and_prefix)
{
	struct dump_file a = file_of("a", 1);
	SCOPED(stats_release) struct stats stats = { 0 };

	PUT(f, &a, { .doi = "10.1000/a", .source = "X", .flags = 1 },
	    { .doi = "10.1001/b", .source = "X", .flags = 3 },
	    { .doi = "10.1001/c", .source = "Y", .flags = 2 },
	    { .doi = "10.1001/d", .source = "Y" },
	    { .pmid = "17", .title = "T", .source = "Y", .flags = 1 });
	OK(f, store_stats(f->store, &stats, &f->err));
	expect_flags(&stats.flags_by_source, "X=2(2,1) Y=2(1,1) ");
	expect_flags(&stats.flags_by_prefix, "10.1001=2(1,2) 10.1000=1(1,0) ");
}

/* No source is believed in that: such a year is as one that is not known. */
CONTRACT(stats, leave_out_years_that_are_none)
{
	static const int years[] = { 10000, 67108864, 2147483647, -7 };
	SCOPED(stats_release) struct stats stats = { 0 };
	SCOPED(page_release) struct page page = { 0 };

	for (size_t i = 0; i < ARRAY_COUNT(years); i++) {
		char doi[32];
		struct work work = { .doi = doi, .year = years[i] };

		snprintf(doi, sizeof(doi), "10.1000/%zu", i);
		put(f, NULL, &work, 1);
	}
	PUT(f, NULL, { .doi = "10.1000/x", .year = 9999 },
	    { .doi = "10.1000/y", .year = 2020 });
	OK(f, store_stats(f->store, &stats, &f->err));
	cr_expect_eq(stats.records, 6);
	expect_counts(&stats.by_year, "9999=1 2020=1 ");
	page = page_of(f, "facets=year&sort=-doi&limit=1");
	expect_counts(&page.facets[FACET_YEAR].values, "2020=1 9999=1 ");
	expect_list(f, "year=9999..", 5, "x");
}

CONTRACT(stats, of_an_empty_store_are_zero)
{
	SCOPED(stats_release) struct stats stats = { 0 };

	OK(f, store_stats(f->store, &stats, &f->err));
	cr_assert_eq(stats.records, 0);
	cr_assert_eq(stats.by_type.count, 0);
	cr_assert_null(stats.last_load);
}

CONTRACT(stats, follow_every_change)
{
	for (int i = 0; i < 4; i++) {
		char doi[32];
		struct work work = { .doi = doi, .year = 2000 + i };
		SCOPED(stats_release) struct stats stats = { 0 };

		snprintf(doi, sizeof(doi), "10.1000/%d", i);
		put(f, NULL, &work, 1);
		OK(f, store_stats(f->store, &stats, &f->err));
		cr_assert_eq(stats.records, i + 1);
		cr_assert_eq(stats.by_year.count, (size_t)i + 1);
	}
}
