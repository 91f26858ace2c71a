/* SPDX-License-Identifier: MIT */
#include "csv_columns.h"
#include "paperd/scoped.h"
#include "writers.h"

static bool is_in(uint64_t columns, size_t index)
{
	return columns >> index & 1;
}

static bool needs_quotes(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (strchr(",\"\r\n", text.at[i]) && text.at[i])
			return true;
	return false;
}

/* Each quote stands twice. */
static void write_quoted(struct span text, struct buf *out)
{
	const char *quote;

	buf_add_char(out, '"');
	while (text.len && (quote = memchr(text.at, '"', text.len))) {
		size_t len = (size_t)(quote - text.at) + 1;

		buf_add(out, text.at, len);
		buf_add_char(out, '"');
		text = span_slice(text, len, text.len);
	}
	buf_add_span(out, text);
	buf_add_char(out, '"');
}

static void write_cell(struct span text, struct buf *out)
{
	if (needs_quotes(text))
		write_quoted(text, out);
	else
		buf_add_span(out, text);
}

/* A line of nothing is no record to many readers: a single cell that is empty
 * is quoted. */
static void end_line(size_t start, struct buf *out)
{
	if (out->len == start)
		buf_add_text(out, "\"\"");
	buf_add_text(out, "\r\n");
}

/* The columns of all fields of the set, in the order of the table; of
 * FIELD_SET_ALL those that most want, which leaves some out. */
static uint64_t columns_of(field_set fields)
{
	uint64_t ret = 0;

	if (fields == FIELD_SET_ALL)
		return ((uint64_t)1 << CSV_STANDARD) - 1;
	for (size_t i = 0; csv_column_table[i].name; i++) {
		const char *name = csv_column_table[i].field;
		long row = paper_field(span_of(name)) - paper_fields;

		ret |= (uint64_t)(fields >> row & 1) << i;
	}
	return ret;
}

void csv_header(struct format_run *run, struct buf *out)
{
	size_t start = out->len;

	run->columns = columns_of(run->options.fields);
	for (size_t i = 0; csv_column_table[i].name; i++) {
		if (!is_in(run->columns, i))
			continue;
		if (out->len > start)
			buf_add_char(out, ',');
		buf_add_text(out, csv_column_table[i].name);
	}
	end_line(start, out);
}

void csv_record(struct format_run *run, const struct paper *paper,
		struct buf *out)
{
	SCOPED(buf_release) struct buf cell = buf_init(out->cap);
	size_t start = out->len;
	bool first = true;

	for (size_t i = 0; csv_column_table[i].name; i++) {
		const struct csv_column *column = &csv_column_table[i];

		if (!is_in(run->columns, i))
			continue;
		if (!first)
			buf_add_char(out, ',');
		first = false;
		buf_clear(&cell);
		column->write((const char *)paper + column->offset, &cell);
		out->failed |= cell.failed;
		write_cell(buf_span(&cell), out);
	}
	end_line(start, out);
}
