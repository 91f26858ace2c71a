/* SPDX-License-Identifier: MIT */
#include "records.h"

#include <criterion/criterion.h>

#include "paperd/scoped.h"

#define OUT_MAX (1 << 20)

void record_from_json(const char *json, struct paper *ret)
{
	struct error err = { 0 };

	cr_assert_eq(paper_from_json(span_of(json), ret, &err), STATUS_OK,
		     "%s: %s", json, err.detail);
}

static void check_row(const struct format *format,
		      struct format_options options, const struct form_row *row)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf out = buf_init(OUT_MAX);
	struct format_run run = { .options = options };

	record_from_json(row->json, &paper);
	format_record(format, &run, &paper, &out);
	format_run_release(&run);
	if (strncmp(row->want, "...", 3) != 0)
		cr_expect_str_eq(buf_text(&out), row->want, "%s: %s", row->name,
				 buf_text(&out));
	else
		cr_expect(strstr(buf_text(&out), row->want + 3),
			  "%s: %s has no %s", row->name, buf_text(&out),
			  row->want + 3);
}

void records_check(const char *word, struct format_options options,
		   const struct form_row *rows, size_t count)
{
	const struct format *format = format_of(span_of(word));

	cr_assert(format, "%s", word);
	for (size_t i = 0; i < count; i++)
		check_row(format, options, &rows[i]);
}
