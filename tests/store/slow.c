/* SPDX-License-Identifier: MIT */
/* Searches that take longer than they may. */
#include "contract.h"

#include <stdio.h>

/* Long texts of few words, in which phrases are long looked for. */
#define WORKS      200
#define TEXT_BYTES 8000

static const char *const words[] = { "alder", "beech", "cedar", "daisy" };

static void put_all(struct fixture *f)
{
	SCOPED(buf_release) struct buf text = buf_init(TEXT_BYTES + 10);
	struct work works[WORKS];
	char dois[WORKS][32];

	for (size_t i = 0; text.len < TEXT_BYTES; i++)
		buf_add_format(&text, "%s ", words[i % 4]);
	for (int i = 0; i < WORKS; i++) {
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%03d", i);
		works[i] = (struct work){ .doi = dois[i],
					  .title = "Trees",
					  .abstract = buf_text(&text) };
	}
	put(f, NULL, works, WORKS);
}

/* As many phrases as a search may have. */
static void phrases_write(struct buf *out)
{
	for (unsigned i = 0; i < 64; i++)
		buf_add_format(out, "%s\"%s %s %s %s\"", i ? " OR " : "",
			       words[i % 4], words[i / 4 % 4],
			       words[i / 16 % 4], words[3]);
}

static enum status list(struct fixture *f, const char *params, bool no_items)
{
	SCOPED(query_release) struct query query = query_from(f, params);
	SCOPED(page_release) struct page page = { 0 };
	enum status status;

	query.no_items = no_items;
	error_clear(&f->err);
	status = store_list(f->store, &query, &page, &f->err);
	cr_expect(status == STATUS_OK || (!page.items && !page.next));
	return status;
}

CONTRACT(slow, searches_are_given_up_and_others_are_answered)
{
	static const char *const rows[] = {
		"",
		"&sort=doi&facets=year",
		"&sort=-published&limit=0",
	};
	SCOPED(record_release) struct record record = { 0 };

	put_all(f);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf params = buf_init(8000);

		buf_add_text(&params, "query=");
		phrases_write(&params);
		buf_add_text(&params, rows[i]);
		f->store->limits.search_ms = 1;
		cr_expect_eq(list(f, buf_text(&params), false), STATUS_BUSY,
			     "%s: %s", f->backend, rows[i]);
		cr_expect_eq(list(f, "query=nowhere", false), STATUS_OK, "%s",
			     f->err.detail);
		f->store->limits.search_ms = 60000;
		cr_expect_eq(list(f, buf_text(&params), false), STATUS_OK,
			     "%s: %s", rows[i], f->err.detail);
	}
	f->store->limits.search_ms = 1;
	OK(f, store_get(f->store, span_of("10.1000/007"), &record, &f->err));
}
