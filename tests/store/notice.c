/* SPDX-License-Identifier: MIT */
/* Records that update others: the works they name are made anew. */
#include <stdio.h>
#include <stdlib.h>

#include "contract.h"

/* "KEY: TYPE by DOI, …; " */
static enum status tell(void *context, const struct held_objects *record,
			struct error *err)
{
	struct buf *text = context;

	buf_add_format(text, "%s:", record->key);
	for (size_t i = 0; i < record->notices.count; i++) {
		const struct update *notice = &record->notices.items[i];

		buf_add_format(text, " %s %s %s", notice->type,
			       notice->direction, notice->doi);
	}
	buf_add_text(text, "; ");
	return STATUS_OK;
}

static void expect_noted(struct fixture *f, const char *name, const char *want)
{
	SCOPED(buf_release) struct buf text = buf_init(4096);
	size_t count = 0;

	OK(f, store_stale(f->store, 100, tell, &text, &count, &f->err));
	cr_expect_str_eq(buf_text(&text), want, "%s, %s: %s", f->backend, name,
			 buf_text(&text));
}

#define WORK                                          \
	{                                             \
		.doi = "10.1000/a", .title = "A work" \
	}
#define RETRACTION                                                        \
	{                                                                 \
		.doi = "10.1000/r", .updates = { "retraction 10.1000/a" } \
	}
#define RETRACTED "10.1000/a: retraction by 10.1000/r; "

CONTRACT(notices, make_the_work_stale_whichever_came_first)
{
	static const struct {
		const char *name;
		struct work works[3];
		const char *stale;
	} rows[] = {
		{ "work first", { WORK, RETRACTION }, RETRACTED },
		{ "notice first", { RETRACTION, WORK }, RETRACTED },
		{ "no work", { RETRACTION }, "" },
		{ "of another",
		  { WORK,
		    { .doi = "10.1000/r",
		      .updates = { "retraction 10.1000/b" } } },
		  "" },
		{ "of itself",
		  { { .doi = "10.1000/a",
		      .updates = { "retraction 10.1000/a" } } },
		  "" },
		{ "two notices",
		  { { .doi = "10.1000/c",
		      .updates = { "correction 10.1000/a",
				   "correction 10.1000/z" } },
		    WORK,
		    RETRACTION },
		  "10.1000/a: correction by 10.1000/c retraction by "
		  "10.1000/r; " },
		{ "one notice of two kinds",
		  { WORK,
		    { .doi = "10.1000/r",
		      .updates = { "erratum 10.1000/a",
				   "correction 10.1000/a" } } },
		  "10.1000/a: correction by 10.1000/r erratum by 10.1000/r; " },
	};
	struct dump_file file = file_of("a", 0);

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		size_t count = 0;
		long long removed;

		file.generation++;
		while (count < 3 && rows[i].works[count].doi)
			count++;
		put(f, &file, rows[i].works, count);
		expect_noted(f, rows[i].name, rows[i].stale);
		file.generation++;
		PUT(f, &file, { .doi = "10.1000/end" });
		OK(f, store_prune(f->store, &file, &removed, &f->err));
		cr_expect_eq(removed, (long long)count, "%s", rows[i].name);
	}
}

CONTRACT(notices, that_go_make_the_work_stale)
{
	struct dump_file works = file_of("a", 1), notices = file_of("b", 1);
	long long removed;

	PUT(f, &works, WORK);
	PUT(f, &notices, RETRACTION);
	expect_noted(f, "come", RETRACTED);
	PUT(f, NULL, WORK);
	expect_noted(f, "made anew", "");
	notices.generation++;
	PUT(f, &notices, { .doi = "10.1000/r", .raw = "not now" });
	expect_noted(f, "says it no more", "10.1000/a:; ");
	PUT(f, NULL, WORK);
	notices.generation++;
	PUT(f, &notices, RETRACTION);
	PUT(f, NULL, WORK);
	expect_noted(f, "says it again, and made anew", "");
	notices.generation++;
	PUT(f, &notices, { .doi = "10.1000/other" });
	OK(f, store_prune(f->store, &notices, &removed, &f->err));
	expect_noted(f, "gone", "10.1000/a:; ");
}

CONTRACT(notices, that_did_not_change_leave_the_work_fresh)
{
	struct dump_file file = file_of("a", 1);

	PUT(f, &file, WORK, RETRACTION);
	PUT(f, NULL, WORK);
	expect_noted(f, "made anew", "");
	file.generation++;
	PUT(f, &file, WORK, RETRACTION);
	expect_noted(f, "loaded again", "");
}

CONTRACT(notices, are_kept_when_the_store_is_opened_again)
{
	struct dump_file file = file_of("a", 1);

	PUT(f, &file, RETRACTION);
	if (!reopen(f))
		return;
	file = file_of("b", 1);
	PUT(f, &file, WORK);
	expect_noted(f, "opened again", RETRACTED);
}
