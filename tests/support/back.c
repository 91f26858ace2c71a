/* SPDX-License-Identifier: MIT */
#include "back.h"

#include <string.h>

#include "paperd/format.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

/* Longest record, written. */
#define RECORD_ROOM ((size_t)64 << 20)

static void write_form(const struct paper *paper, const char *form,
		       struct buf *out)
{
	const struct format *format = format_of(span_of(form));
	struct format_run run = { 0 };

	if (format)
		format_record(format, &run, paper, out);
	else
		paper_to_json(paper, FIELD_SET_ALL, out);
}

static bool is_same(const struct paper *one, const struct paper *other,
		    size_t row, struct buf *why)
{
	SCOPED(buf_release) struct buf was = buf_init(RECORD_ROOM);
	SCOPED(buf_release) struct buf is = buf_init(RECORD_ROOM);

	paper_to_json(one, UINT64_C(1) << row, &was);
	paper_to_json(other, UINT64_C(1) << row, &is);
	if (was.len == is.len && memcmp(was.data, is.data, is.len) == 0)
		return true;
	buf_add_text(why, paper_fields[row].name);
	buf_add_char(why, '\t');
	buf_add_span(why, buf_span(&was));
	buf_add_char(why, '\t');
	buf_add_span(why, buf_span(&is));
	buf_add_char(why, '\n');
	return false;
}

bool comes_back(const struct paper *paper, const char *form, struct buf *why)
{
	SCOPED(buf_release) struct buf written = buf_init(RECORD_ROOM);
	SCOPED(paper_release) struct paper read = { 0 };
	struct error err = { 0 };
	bool same = true;

	write_form(paper, form, &written);
	if (source_read(buf_span(&written), &read, NULL, &err) != STATUS_OK ||
	    written.failed) {
		buf_add_text(why, "not read\t");
		buf_add_text(why, err.detail);
		buf_add_char(why, '\t');
		buf_add_span(why, buf_span(&written));
		buf_add_char(why, '\n');
		return false;
	}
	if (strcmp(read.source.format, form) != 0) {
		buf_add_text(why, "read as\t");
		buf_add_text(why, read.source.format);
		buf_add_text(why, "\t\n");
		return false;
	}
	for (size_t i = 0; paper_fields[i].name; i++)
		if (strncmp(paper_fields[i].name, "source", 6) != 0)
			same = is_same(paper, &read, i, why) && same;
	return same;
}
