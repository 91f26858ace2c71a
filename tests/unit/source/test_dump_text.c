/* SPDX-License-Identifier: MIT */
/*
 * The dump reader on BibTeX and RIS.  A transcript has one item a row:
 * "O2 text" for the object that begins in line 2, "R2 reason" for a reject.
 * '~' stands for a line break in both.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../../server/source/dump/dump_scan.h"
#include "paperd/buf.h"
#include "paperd/dump.h"
#include "paperd/scoped.h"

struct row {
	const char *name;
	const char *input;
	const char *expected;
	size_t record_max; /* 0: 1,000 */
};

static const struct row bibtex_rows[] = {
	{ "entries", "@a{k,\n x={1}}\n\n@b{l}\n",
	  "O1 @a{k,~ x={1}}\nO4 @b{l}\n" },
	{ "text around them",
	  "Kept by x@y.org\n% @c{n}\n  @a{k} text @b{l}\n@ d\n", "O3 @a{k}\n" },
	{ "two in a line", "@a{k} @b{l}@c(m)\n",
	  "O1 @a{k}\nO1 @b{l}\nO1 @c(m)\n" },
	{ "a byte order mark, CR LF", "\xEF\xBB\xBF@a{k,\r\nx=1}\r\n@b{l}\r\n",
	  "O1 @a{k,\r~x=1}\nO3 @b{l}\n" },
	{ "a brace in the next line", "@a\n {k}\n", "O1 @a~ {k}\n" },
	{ "braces in braces and escaped", "@a{k,x={{}\\}{\\\\}}}@b{l}",
	  "O1 @a{k,x={{}\\}{\\\\}}}\nO1 @b{l}\n" },
	{ "parentheses", "@a(k,x=\"(a)\",y={)})@b{l}",
	  "O1 @a(k,x=\"(a)\",y={)})\nO1 @b{l}\n" },
	{ "no entry of its own",
	  "@comment{@a{k}\n@a{l}}\n@preamble{\"x\"}\n"
	  "@comment x\n@b{m}\n",
	  "O5 @b{m}\n" },
	{ "an entry that does not end", "@a{k,\n x={1},\n@b{l}\n@c{m}\n",
	  "R1 no end of this entry before line 3\nO3 @b{l}\nO4 @c{m}\n" },
	{ "an address within an entry",
	  "@a{k,x={a\nme@b.org {1}\n@b.org}}\n@c{m}\n",
	  "O1 @a{k,x={a~me@b.org {1}~@b.org}}\nO4 @c{m}\n" },
	{ "the end inside an entry", "@a{k}\n@b{l,\n",
	  "O1 @a{k}\n"
	  "R2 the file ends inside this entry\n" },
	{ "comments that do not end", "@a{k}\n@comment{\n@comment{\n@b{l}\n",
	  "O1 @a{k}\nR2 a @comment that does not end\nO4 @b{l}\n" },
	{ "too large", "@a{k,\n x={123456789012345}}\n@b{l}\n",
	  "R1 larger than 20 bytes\nO3 @b{l}\n", 20 },
	{ "a comment that is too large", "@comment{123456789012345}\n@b{l}\n",
	  "R1 a @comment that does not end\nO2 @b{l}\n", 20 },
	{ "macros",
	  "@string{A={x}}\n@string{b=a # \"y\"}\n@c{k,t=b}\n@c{l,t={a}}"
	  "\n@string{a={z}}\n@c{m,t=a # B # a}\n",
	  "O3 @string{b = {xy}}~@c{k,t=b}\nO4 @c{l,t={a}}\n"
	  "O6 @string{a = {z}}~@string{b = {xy}}~@c{m,t=a # B # a}\n" },
	{ "damaged macros", "@string{x}\n@string(x=\"}\")\n@a{k,t=x}\n",
	  "R1 a @string that defines nothing\n"
	  "R2 a @string whose braces do not match\nO3 @a{k,t=x}\n" },
	{ "too large with its macros",
	  "@string{a={12345678901}}\n@a{k,t=a}\n@b{l}\n",
	  "R2 larger than 30 bytes with the @string definitions it uses\n"
	  "O3 @b{l}\n",
	  30 },
};

static const struct row ris_rows[] = {
	{ "records", "TY  - A\nER  - \n\nTY  - B\nX1  - c\nER  -\n",
	  "O1 TY  - A~ER  -\nO4 TY  - B~X1  - c~ER  -\n" },
	{ "text around them",
	  "Provider: x\n1.\nTY  - A\nER  - \nNL  - n\n2.\nTY  - B\n"
	  "ER  - ",
	  "O3 TY  - A~ER  -\nO7 TY  - B~ER  -\n" },
	{ "a byte order mark, blank lines, CR LF",
	  "\xEF\xBB\xBF\r\n\r\nTY  - A\r\n"
	  "ER  - \r\nTY  - B\r\nER  -\r\n",
	  "O3 TY  - A\r~ER  -\nO5 TY  - B\r~ER  -\n" },
	{ "one blank", "TY - A\nER -\nTY - B", "O1 TY - A~ER -\nO3 TY - B\n" },
	{ "no ER", "TY  - A\nTY  - B\nX1  - c\n",
	  "O1 TY  - A\nO2 TY  - B~X1  - c\n" },
	{ "no TY",
	  "TY  - A\nER  - \nAU  - x\nTI  - y\nER  - \nDO  - z\nTY  - B\nER  - \n",
	  "O1 TY  - A~ER  -\nR3 a record without a TY line\n"
	  "R6 a record without a TY line\nO7 TY  - B~ER  -\n" },
	{ "no tag", "TY  - A\n TY  - B\nTY -C\nTYP  - D\nER  - ",
	  "O1 TY  - A~ TY  - B~TY -C~TYP  - D~ER  -\n" },
	{ "too large",
	  "TY  - A\nX1  - 12345678901234567890\nTI  - x\nER  - \nTY  - B\n",
	  "R1 larger than 20 bytes\nO5 TY  - B\n", 20 },
	{ "CR alone", "TY  - A\rER  - \rTY  - B\r",
	  "O1 TY  - A\rER  -\nO1 TY  - B\n" },
};

static const struct row form_rows[] = {
	{ "JSON, though it holds an entry", "x\n{\"a\":\"\n@a{k}\"}\n", NULL },
	{ "nothing", "", "" },
	{ "no form", "@ x\nTY\n", NULL },
};

static void note_bytes(struct buf *out, struct span bytes)
{
	for (size_t i = 0; i < bytes.len; i++)
		buf_add_char(out, bytes.at[i] == '\n' ? '~' : bytes.at[i]);
	buf_add_char(out, '\n');
}

/* ---- through files ---- */

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

/* Reads the input as a file. */
static void read_file(const struct row *row, struct buf *out)
{
	char path[] = "/tmp/paperd-text-XXXXXX";
	size_t max = row->record_max ? row->record_max : 1000;
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item = { 0 };
	int file = mkstemp(path);
	size_t len = strlen(row->input);

	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, row->input, len), (ssize_t)len);
	close(file);
	cr_assert_eq(dump_open(path, max, &dump, NULL), STATUS_OK);
	unlink(path);
	for (;;) {
		cr_assert_eq(dump_next(dump, &item, NULL), STATUS_OK);
		if (item.kind == DUMP_END)
			break;
		buf_add_format(out, "%c%lld ",
			       item.kind == DUMP_OBJECT ? 'O' : 'R', item.line);
		note_bytes(out, item.kind == DUMP_OBJECT
					? item.raw
					: span_of(item.reason));
	}
}

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		SCOPED(buf_release) struct buf out = buf_init(65536);

		read_file(&rows[i], &out);
		cr_expect_str_eq(buf_text(&out), rows[i].expected, "%s:\n%s",
				 rows[i].name, buf_text(&out));
	}
}

Test(dump_text, cuts_bibtex_into_entries)
{
	check(bibtex_rows, ARRAY_COUNT(bibtex_rows));
}

Test(dump_text, cuts_ris_into_records)
{
	check(ris_rows, ARRAY_COUNT(ris_rows));
}

Test(dump_text, takes_a_file_without_a_form_for_json)
{
	for (size_t i = 0; i < ARRAY_COUNT(form_rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(65536);

		read_file(&form_rows[i], &out);
		if (form_rows[i].expected)
			cr_expect_str_eq(buf_text(&out), form_rows[i].expected,
					 "%s", form_rows[i].name);
		else
			cr_expect(
				strstr(buf_text(&out), "R1 not a JSON object"),
				"%s: %s", form_rows[i].name, buf_text(&out));
	}
}

/* ---- through windows ---- */

/* The next part of the input as a window of its own, which holds no byte that
 * the splitter has let go; false at the end. */
static bool slide(struct scan *scan, struct span input, size_t step,
		  char **window)
{
	size_t from = (size_t)scan_keep(scan);
	size_t to = (size_t)scan_offset(scan) + step;
	char *next;

	if ((size_t)scan_offset(scan) == input.len)
		return false;
	to = to < input.len ? to : input.len;
	next = malloc(to - from);
	memcpy(next, input.at + from, to - from);
	scan_window(scan, next, to - from, (long long)from);
	free(*window);
	*window = next;
	return true;
}

static void read_windows(const struct row *row, enum source_form form,
			 size_t step, struct buf *out)
{
	SCOPED_FREE char *window = NULL;
	struct span input = span_of(row->input);
	enum scan_event event;
	struct scan scan;

	scan_init(&scan, row->record_max ? row->record_max : 1000);
	scan_set_form(&scan, form);
	for (;;) {
		event = scan_next(&scan);
		if (event == SCAN_MORE && slide(&scan, input, step, &window))
			continue;
		if (event == SCAN_MORE)
			event = scan_end(&scan, false);
		if (event == SCAN_MORE)
			return;
		buf_add_format(out, "%d %lld %lld ", event, scan.start_line,
			       scan.start);
		if (event == SCAN_REJECT)
			buf_add_text(out, scan.reason);
		else
			note_bytes(out,
				   span_slice((struct span){ scan.data, 0 },
					      (size_t)(scan.start - scan.base),
					      (size_t)(scan.end - scan.base)));
	}
}

static void check_windows(const struct row *rows, size_t count,
			  enum source_form form)
{
	static const size_t steps[] = { 1, 2, 3, 5, 17 };

	for (size_t i = 0; i < count * ARRAY_COUNT(steps); i++) {
		const struct row *row = &rows[i / ARRAY_COUNT(steps)];
		size_t step = steps[i % ARRAY_COUNT(steps)];
		SCOPED(buf_release) struct buf whole = buf_init(65536);
		SCOPED(buf_release) struct buf parts = buf_init(65536);

		read_windows(row, form, 100000, &whole);
		read_windows(row, form, step, &parts);
		cr_expect(whole.len > 0);
		cr_expect_str_eq(buf_text(&parts), buf_text(&whole),
				 "%s, %zu bytes at a time:\n%s", row->name,
				 step, buf_text(&parts));
	}
}

Test(dump_text, meets_the_same_through_any_window)
{
	check_windows(bibtex_rows, ARRAY_COUNT(bibtex_rows), SOURCE_BIBTEX);
	check_windows(ris_rows, ARRAY_COUNT(ris_rows), SOURCE_RIS);
}
