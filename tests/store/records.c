/* SPDX-License-Identifier: MIT */
/* store_records(), and the ids that a list gives. */
#include "contract.h"

static struct page ids_of(struct fixture *f, const char *params)
{
	SCOPED(query_release) struct query query = query_from(f, params);
	struct page page = { 0 };

	query.no_items = true;
	OK(f, store_list(f->store, &query, &page, &f->err));
	return page;
}

static void expect_records(struct fixture *f, const struct page *ids,
			   const char *expected)
{
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(buf_release) struct buf keys = buf_init(1000);

	OK(f, store_records(f->store, ids->ids, ids->id_count, &page, &f->err));
	keys_add(f, &page, &keys);
	cr_expect_str_eq(buf_text(&keys), expected, "%s: %s", f->backend,
			 buf_text(&keys));
	for (size_t i = 0; i < page.count; i++)
		cr_expect_eq(strlen(page.items[i].etag), ETAG_MAX - 1);
}

/* clang-format off */
static const struct {
	const char *params;
	const char *found;
} rows[] = {
	{ "sort=doi", "10.1000/a 10.1000/b 10.1000/c" },
	{ "sort=-doi", "10.1000/c 10.1000/b 10.1000/a" },
	{ "sort=-published", "10.1000/b 10.1000/c 10.1000/a" },
	{ "sort=title", "10.1000/c 10.1000/a 10.1000/b" },
	{ "query=quasar", "10.1000/b 10.1000/a" },
	{ "query=quasar&limit=1", "10.1000/b" },
	{ "query=nowhere", "" },
	{ "limit=0", "" },
};
/* clang-format on */

CONTRACT(records, come_in_the_order_of_the_list)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Quasar one",
	      .published = "2001",
	      .year = 2001 },
	    { .doi = "10.1000/b",
	      .title = "Quasar two",
	      .published = "2020",
	      .year = 2020 },
	    { .doi = "10.1000/c",
	      .title = "Other",
	      .published = "2010",
	      .year = 2010 });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(page_release)
		struct page ids = ids_of(f, rows[i].params);
		expect_records(f, &ids, rows[i].found);
	}
}

CONTRACT(records, that_were_dropped_are_left_out)
{
	struct dump_file file = file_of("a", 1);
	long long removed;

	PUT(f, &file, { .doi = "10.1000/a" }, { .doi = "10.1000/b" },
	    { .doi = "10.1000/c" });
	SCOPED(page_release) struct page ids = ids_of(f, "sort=-doi");
	expect_records(f, &ids, "10.1000/c 10.1000/b 10.1000/a");
	file.generation = 2;
	PUT(f, &file, { .doi = "10.1000/c" }, { .doi = "10.1000/a" });
	OK(f, store_prune(f->store, &file, &removed, &f->err));
	expect_records(f, &ids, "10.1000/c 10.1000/a");
}
