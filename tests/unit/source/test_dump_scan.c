/* SPDX-License-Identifier: MIT */
/*
 * The splitter.  Each row is read through windows of several sizes, each a
 * block of memory of its own that holds no byte that the splitter has let go,
 * so that a sanitizer sees a look outside.
 *
 * A transcript has one item a row: "O2 text" for the object that begins in
 * line 2, "R2 reason" for a reject.  '~' stands for a line break in both.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../../server/source/dump/dump_scan.h"
#include "paperd/buf.h"
#include "paperd/scoped.h"

struct row {
	const char *name;
	struct span input;
	const char *expected;
	size_t record_max; /* 0: 1,000 */
	bool cut;          /* the stream was cut off */
};

static const size_t steps[] = { 1, 2, 3, 5, 17, 100000 };

/* The next part of the input as a window of its own; false at the end. */
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

static void note(struct buf *out, const struct scan *scan,
		 enum scan_event event)
{
	if (event == SCAN_REJECT) {
		buf_add_format(out, "R%lld %s\n", scan->start_line,
			       scan->reason);
		return;
	}
	buf_add_format(out, "O%lld ", scan->start_line);
	for (long long i = scan->start; i < scan->end; i++) {
		char c = scan->data[i - scan->base];

		buf_add_char(out, c == '\n' ? '~' : c);
	}
	buf_add_char(out, '\n');
}

static void transcribe(const struct row *row, size_t step, struct buf *out)
{
	SCOPED_FREE char *window = NULL;
	enum scan_event event = SCAN_MORE;
	struct scan scan;

	scan_init(&scan, row->record_max ? row->record_max : 1000);
	do {
		event = scan_next(&scan);
		if (event == SCAN_MORE &&
		    slide(&scan, row->input, step, &window)) {
			event = SCAN_OBJECT;
			continue;
		}
		if (event == SCAN_MORE)
			event = scan_end(&scan, row->cut);
		if (event != SCAN_MORE)
			note(out, &scan, event);
	} while (event != SCAN_MORE);
}

static void check(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < ARRAY_COUNT(steps); j++) {
			SCOPED(buf_release)
			struct buf out = buf_init(1 << 20);

			transcribe(&rows[i], steps[j], &out);
			cr_expect_str_eq(buf_text(&out), rows[i].expected,
					 "%s, windows of %zu:\n%s",
					 rows[i].name, steps[j],
					 buf_text(&out));
		}
}

/* ---- shapes ---- */

static const struct row shapes[] = {
	{ "nothing", SPAN(""), "" },
	{ "blank lines", SPAN(" \n\t\r\n\n"), "" },
	{ "one object", SPAN("{}"), "O1 {}\n" },
	{ "JSON Lines", SPAN("{\"a\":1}\n{\"b\":[2,{}]}\n"),
	  "O1 {\"a\":1}\nO2 {\"b\":[2,{}]}\n" },
	{ "CRLF", SPAN("{\"a\":1}\r\n{\"b\":2}\r\n"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\n" },
	{ "no last line break", SPAN("{\"a\":1}\n{\"b\":2}"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\n" },
	{ "objects in one line", SPAN("{\"a\":1}{\"b\":2} {\"c\":3},{}"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\nO1 {\"c\":3}\nO1 {}\n" },
	{ "commas at line ends", SPAN("{\"a\":1},\n{\"b\":2},\n"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\n" },
	{ "printed over lines", SPAN("{\n \"a\": {\n  }\n}\n{\n \"b\": 2\n}\n"),
	  "O1 {~ \"a\": {~  }~}\nO5 {~ \"b\": 2~}\n" },
	{ "brackets and quotes in strings",
	  SPAN("{\"a\":\"]}\\\"{[\\\\\",\"}\":\"\\u007d\"}\n{}"),
	  "O1 {\"a\":\"]}\\\"{[\\\\\",\"}\":\"\\u007d\"}\nO2 {}\n" },
	{ "numbers and words",
	  SPAN("{\"a\":[-1.5e+3,true,false,null,0],\"b\":7}"),
	  "O1 {\"a\":[-1.5e+3,true,false,null,0],\"b\":7}\n" },
	{ "an array", SPAN("[{\"a\":1},{\"b\":2}]"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\n" },
	{ "an empty array", SPAN("[]\n[ ]\n[\n]"), "" },
	{ "an array over lines", SPAN("[\n  {\"a\":1},\n  {\"b\":2}\n]\n"),
	  "O2 {\"a\":1}\nO3 {\"b\":2}\n" },
	{ "an array and more", SPAN("[{\"a\":1}]\n[{\"b\":2}]\n{\"c\":3}\n"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\nO3 {\"c\":3}\n" },
	{ "an array without commas", SPAN("[{\"a\":1}\n{\"b\":2}\n]"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\n" },
	{ "items", SPAN("{\"n\":2,\"items\":[{\"a\":1},{\"b\":2}],\"c\":[]}"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\n" },
	{ "items over lines",
	  SPAN("{\n \"items\": [\n  {\"a\":1},\n  {\"b\":2}\n ]\n}\n{}"),
	  "O3 {\"a\":1}\nO4 {\"b\":2}\nO7 {}\n" },
	{ "items of a message",
	  SPAN("{\"s\":\"ok\",\"message\":{\"f\":{\"items\":[{\"x\":1}]},"
	       "\"items\":[{\"a\":1},{\"b\":2}],\"q\":{}},\"z\":0}\n{}"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\nO2 {}\n" },
	{ "pages one a line",
	  SPAN("{\"items\":[{\"a\":1}]}\n{\"items\":[]}\n"
	       "{\"items\":[{\"b\":2}]}\n"),
	  "O1 {\"a\":1}\nO3 {\"b\":2}\n" },
	{ "a message that is one object",
	  SPAN("{\"message\":{\"DOI\":\"10.1/a\",\"r\":[{\"k\":1}]}}"),
	  "O1 {\"message\":{\"DOI\":\"10.1/a\",\"r\":[{\"k\":1}]}}\n" },
	{ "results of OpenAlex",
	  SPAN("{\"meta\":{\"count\":2},\"results\":[{\"a\":1},{\"b\":2}],"
	       "\"group_by\":[]}"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\n" },
	{ "data of DataCite and Semantic Scholar",
	  SPAN("{\"total\":1,\"data\":[{\"a\":1}],\"links\":{}}"),
	  "O1 {\"a\":1}\n" },
	{ "data that are one work",
	  SPAN("{\"data\":{\"attributes\":{\"dates\":[{}]}}}"),
	  "O1 {\"data\":{\"attributes\":{\"dates\":[{}]}}}\n" },
	{ "results of Europe PMC",
	  SPAN("{\"version\":\"4\",\"resultList\":{\"result\":[{\"a\":1}]}}"),
	  "O1 {\"a\":1}\n" },
	{ "a result outside of their list",
	  SPAN("{\"result\":[{\"a\":1}],\"resultList\":[]}"),
	  "O1 {\"result\":[{\"a\":1}],\"resultList\":[]}\n" },
	{ "items that are no array", SPAN("{\"items\":{\"message\":[{}]}}"),
	  "O1 {\"items\":{\"message\":[{}]}}\n" },
	{ "items further down",
	  SPAN("{\"a\":{\"items\":[{}]},\"b\":[{\"items\":[{}]}],"
	       "\"message\":{\"a\":{\"items\":[{}]}},"
	       "\"messag\":{\"items\":[{}]}}"),
	  "O1 {\"a\":{\"items\":[{}]},\"b\":[{\"items\":[{}]}],"
	  "\"message\":{\"a\":{\"items\":[{}]}},"
	  "\"messag\":{\"items\":[{}]}}\n" },
	{ "items of an element", SPAN("[{\"items\":[{\"a\":1}]}]"),
	  "O1 {\"items\":[{\"a\":1}]}\n" },
	{ "names that are not items",
	  SPAN("{\"item\":[1],\"itemss\":[2],\"ite\\u006ds\":[3],"
	       "\"itemsitemsitemsitems\":[4]}"),
	  "O1 {\"item\":[1],\"itemss\":[2],\"ite\\u006ds\":[3],"
	  "\"itemsitemsitemsitems\":[4]}\n" },
};

Test(dump_scan, finds_objects_by_structure)
{
	check(shapes, ARRAY_COUNT(shapes));
}

/* ---- the document form ---- */

static const struct row documents[] = {
	{ "text after the object", SPAN("{\"a\":1}\nTitle.\nAbstract: x.\n"),
	  "O1 {\"a\":1}~Title.~Abstract: x.\n" },
	{ "many documents", SPAN("{\"a\":1}\nx\ny\n{\"b\":2}\nz\n{\"c\":3}\n"),
	  "O1 {\"a\":1}~x~y\nO4 {\"b\":2}~z\nO6 {\"c\":3}\n" },
	{ "blank lines between and after",
	  SPAN("{\"a\":1}\n\nx\n\n y \n\n \n{\"b\":2}\n"),
	  "O1 {\"a\":1}~~x~~ y \nO8 {\"b\":2}\n" },
	{ "no last line break", SPAN("{\"a\":1}\nx"), "O1 {\"a\":1}~x\n" },
	{ "quotes and brackets in text",
	  SPAN("{\"a\":1}\n\"x {[\n}]\n{\"b\":2}\n"),
	  "O1 {\"a\":1}~\"x {[~}]\nO4 {\"b\":2}\n" },
	{ "text that begins with a bracket",
	  SPAN("{\"a\":1}\n[This corrects x.]\n[1] y\n{\"b\":2}\n"),
	  "O1 {\"a\":1}~[This corrects x.]~[1] y\nO4 {\"b\":2}\n" },
	{ "an array ends the text", SPAN("{\"a\":1}\nx\n[{\"b\":2}]\n"),
	  "O1 {\"a\":1}~x\nO3 {\"b\":2}\n" },
	{ "a bracket at the very end", SPAN("{\"a\":1}\nx\n["),
	  "O1 {\"a\":1}~x\nR3 the file ends before its array of records does\n" },
	{ "NUL bytes are no text", SPAN("{\"a\":1}\n\0\0\0\0\n{\"b\":2}\n"),
	  "O1 {\"a\":1}\nR2 not a JSON object\nO3 {\"b\":2}\n" },
	{ "control bytes are text",
	  SPAN("{\"a\":1}\n\fx\n\x1by\n\x7f\n{\"b\":2}\n"),
	  "O1 {\"a\":1}~\fx~\x1by~\x7f\nO5 {\"b\":2}\n" },
	{ "text after an array belongs to nothing",
	  SPAN("[{\"a\":1}]\nx\n{\"b\":2}\n"),
	  "O1 {\"a\":1}\nR2 not a JSON object\nO3 {\"b\":2}\n" },
};

Test(dump_scan, joins_lines_of_text_to_the_object_before)
{
	check(documents, ARRAY_COUNT(documents));
}

/* ---- damage ---- */

static const struct row damages[] = {
	{ "garbage before", SPAN("x y\n<html>\n{\"a\":1}\n"),
	  "R1 not a JSON object\nR2 not a JSON object\nO3 {\"a\":1}\n" },
	{ "values that are no objects", SPAN("1\n\"s\"\nnull\n{}\n"),
	  "R1 not a JSON object\nR2 not a JSON object\n"
	  "R3 not a JSON object\nO4 {}\n" },
	{ "a log before the dump", SPAN("[INFO] start\n[{\"a\":1}]\n"),
	  "R1 not a JSON object\nO2 {\"a\":1}\n" },
	{ "elements that are no objects",
	  SPAN("[1,\"x\",null,[{\"n\":1}],{\"a\":1},-2.5]"),
	  "R1 an element that is not an object\n"
	  "R1 an element that is not an object\n"
	  "R1 an element that is not an object\n"
	  "R1 an element that is not an object\nO1 {\"a\":1}\n"
	  "R1 an element that is not an object\n" },
	{ "a line cut in a string", SPAN("{\"a\":\"x\n{\"b\":2}\n"),
	  "R1 line 1 ends inside a string\nO2 {\"b\":2}\n" },
	{ "a line cut in an escape", SPAN("{\"a\":\"x\\\n{\"b\":2}\n"),
	  "R1 line 1 ends inside a string\nO2 {\"b\":2}\n" },
	{ "a line cut after a value", SPAN("{\"a\":1\n{\"b\":2}\n"),
	  "R1 unexpected '{' in line 2\nO2 {\"b\":2}\n" },
	{ "a cut line that swallows a good one",
	  SPAN("{\"a\":\n{\"b\":2}\n{\"c\":3}\n"),
	  "R1 unexpected '{' in line 3\nO2 {\"b\":2}\nO3 {\"c\":3}\n" },
	{ "a cut line that swallows all to the end",
	  SPAN("{\"a\":[\n{\"b\":2}\n"),
	  "R1 the file ends inside this object\nO2 {\"b\":2}\n" },
	{ "several cut lines", SPAN("{\"a\":[\n{\"b\":[\n{\"c\":[\n{}\n"),
	  "R1 the file ends inside this object\n"
	  "R2 the file ends inside this object\n"
	  "R3 the file ends inside this object\nO4 {}\n" },
	{ "the rest of a cut line", SPAN("{\"a\":\"x\ny\"}\nz\n{\"b\":2}\n"),
	  "R1 line 1 ends inside a string\nO4 {\"b\":2}\n" },
	{ "text of a damaged object",
	  SPAN("{\"a\" 1}\n[Title].\nx\n{\"b\":2}\n"),
	  "R1 unexpected '1' in line 1\nO4 {\"b\":2}\n" },
	{ "too many brackets", SPAN("{\"a\":1}}\n{\"b\":2}\n"),
	  "R1 text after the end of the object in line 1\nO2 {\"b\":2}\n" },
	{ "the wrong bracket", SPAN("{\"a\":[1}\n{\"b\":2}\n"),
	  "R1 unexpected '}' in line 1\nO2 {\"b\":2}\n" },
	{ "a comma too many", SPAN("{\"a\":1,}\n{\"b\":[,]}\n{}"),
	  "R1 unexpected '}' in line 1\nR2 unexpected ',' in line 2\nO3 {}\n" },
	{ "single quotes", SPAN("{'a':1}\n{\"b\":2}\n"),
	  "R1 unexpected ''' in line 1\nO2 {\"b\":2}\n" },
	{ "a NUL byte", SPAN("{\"a\":\0}\n{\"b\":2}\n"),
	  "R1 unexpected byte 0x00 in line 1\nO2 {\"b\":2}\n" },
	{ "a part of a damaged object is none",
	  SPAN("{\n \"a\" 1,\n \"b\": [\n  {\n   \"DOI\": 1\n  }\n ]\n}\n{}"),
	  "R1 unexpected '1' in line 2\nO9 {}\n" },
	{ "an element of an array over lines",
	  SPAN("[\n {\"a\":1},\n {\"b\":2,\n {\"c\":3},\n {\"d\":4}\n]\n{}"),
	  "O2 {\"a\":1}\nR3 unexpected '{' in line 4\nO4 {\"c\":3}\n"
	  "O5 {\"d\":4}\nO7 {}\n" },
	{ "the last element of an array",
	  SPAN("[\n {\"a\":1},\n {\"b\":2\n]\n{\"c\":3}\nx"),
	  "O2 {\"a\":1}\nR3 unexpected ']' in line 4\nO5 {\"c\":3}~x\n" },
	{ "elements that begin after a bracket",
	  SPAN("[{\n  \"a\": 1\n}, {\n  \"b\" 2\n}, {\n  \"c\": 3\n}]\n{}"),
	  "O1 {~  \"a\": 1~}\nR3 unexpected '2' in line 4\n"
	  "O5 {~  \"c\": 3~}\nO8 {}\n" },
	{ "a byte between elements",
	  SPAN("[{\"a\":1},@\n{\"b\":2},\n{\"c\":3}]"),
	  "O1 {\"a\":1}\nR1 unexpected '@' in line 1\nO2 {\"b\":2}\n"
	  "O3 {\"c\":3}\n" },
	{ "a page that is cut off, then more pages",
	  SPAN("{\"items\":[{\"a\":1},{\"b\n{\"items\":[{\"c\":3}]}\n"
	       "{\"d\":4}\nx\n"),
	  "O1 {\"a\":1}\nR1 line 1 ends inside a string\n"
	  "R2 the rest of the array before this was not read\n"
	  "O2 {\"c\":3}\nO3 {\"d\":4}~x\n" },
	{ "damage after the items",
	  SPAN("{\"items\":[{\"a\":1}] x}\n{\"b\":2}\n"),
	  "O1 {\"a\":1}\nR1 unexpected 'x' in line 1\nO2 {\"b\":2}\n" },
	{ "an array without an end", SPAN("[{\"a\":1},\n{\"b\":2}\n"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\n"
	  "R3 the file ends before its array of records does\n" },
	{ "a page without an end", SPAN("{\"items\":[{\"a\":1}]"),
	  "O1 {\"a\":1}\n"
	  "R1 the file ends before its array of records does\n" },
	{ "an element without an end", SPAN("[{\"a\":1},\n{\"b\":2"),
	  "O1 {\"a\":1}\nR2 the file ends inside this object\n" },
	{ "a bracket alone", SPAN("["),
	  "R1 the file ends before its array of records does\n" },
};

#define AB   "O1 {\"a\":1}\n"
#define CD   "O1 {\"c\":3}\nO1 {\"d\":4}\n"
#define REST ",{\"c\":3},{\"d\":4}]"

/* All in one line, as some dumps are. */
static const struct row one_line[] = {
	{ "a comma too many", SPAN("[{\"a\":1},{\"b\":2,,\"x\":[{},{}]}" REST),
	  AB "R1 unexpected ',' in line 1\n" CD },
	{ "in a page",
	  SPAN("{\"items\":[{\"a\":1},{\"b\" 2}" REST ",\"n\":1}\n{\"e\":5}"),
	  AB "R1 unexpected '2' in line 1\n" CD "O2 {\"e\":5}\n" },
	{ "the last element", SPAN("[{\"a\":1},{\"b\" 2}]\n{\"e\":5}\nx"),
	  AB "R1 unexpected '2' in line 1\nO2 {\"e\":5}~x\n" },
	{ "brackets in the strings of the rest",
	  SPAN("[{\"a\":1},{\"b\" \"]},{\\\"},{\",\"x\":2}" REST),
	  AB "R1 unexpected '\"' in line 1\n" CD },
	{ "objects in an array of the damaged one",
	  SPAN("[{\"a\":1},{\"b\" 2,\"x\":[{\"k\":1},{\"k\":2}]}" REST),
	  AB "R1 unexpected '2' in line 1\n" CD },
	{ "a bracket too few", SPAN("[{\"a\":1},{\"b\":{\"x\":2}" REST),
	  AB "R1 unexpected '{' in line 1\n" CD },
	{ "a bracket too few, blanks between",
	  SPAN("[{\"a\":1},{\"b\":{\"x\":2} , {\"c\":3},{\"d\":4}]"),
	  AB "R1 unexpected '{' in line 1\n" CD },
	{ "a bracket too many", SPAN("[{\"a\":1}}" REST),
	  AB "R1 unexpected '}' in line 1\n" CD },
	{ "a square bracket too few",
	  SPAN("[{\"a\":1},{\"b\":[1,{\"x\":2}}" REST),
	  AB "R1 unexpected '}' in line 1\n" CD },
	{ "a square bracket too many",
	  SPAN("[{\"a\":1},{\"b\":[1]],\"x\":2}" REST),
	  AB "R1 unexpected ']' in line 1\n" CD },
	{ "two damaged", SPAN("[{\"b\" 1},{\"a\":1},{\"b\" 2}" REST),
	  "R1 unexpected '1' in line 1\n" AB
	  "R1 unexpected '2' in line 1\n" CD },
	{ "a byte between elements", SPAN("[{\"a\":1},@]\n{\"e\":5}\nx"),
	  AB "R1 unexpected '@' in line 1\nO2 {\"e\":5}~x\n" },
	{ "too large and damaged",
	  SPAN("[{\"a\":1},{\"b\":\"123456789\",,\"x\":{}}" REST),
	  AB "R1 larger than 12 bytes\n" CD, 12 },
	{ "a quote too many: nothing can be told",
	  SPAN("[{\"a\":1},{\"b\":\"\"\"}" REST "\n"),
	  AB "R1 unexpected '\"' in line 1\n"
	     "R2 the rest of the array was not read\n" },
	{ "a quote too many, then lines",
	  SPAN("[{\"a\":1},{\"b\":\"\"\"},\n{\"c\":3}]"),
	  AB "R1 unexpected '\"' in line 1\nO2 {\"c\":3}\n" },
};

Test(dump_scan, loses_one_element_of_an_array_in_one_line)
{
	check(one_line, ARRAY_COUNT(one_line));
}

/* The end of which arrays was not read; the last row's is. */
static const struct row endings[] = {
	{ "inside an element", SPAN("[{\"a\":1},{\"b\":"), NULL },
	{ "after an element", SPAN("[{\"a\":1},"), NULL },
	{ "after damage", SPAN("[{\"a\":\"\"\"},{}]"), NULL },
	{ "after one too large", SPAN("[{\"a\":\"1234567890123"), NULL, 12 },
	{ "before another page", SPAN("{\"items\":[{\"b\n{\"items\":[{}]}"),
	  NULL },
	{ "none", SPAN("[{\"a\":1},{\"b\" 2},{}]\n{}\n{\"x\n"), NULL },
};

Test(dump_scan, tells_an_array_that_was_not_read_to_its_end)
{
	for (size_t i = 0; i < ARRAY_COUNT(endings); i++) {
		const struct row *row = &endings[i];
		bool last = i + 1 == ARRAY_COUNT(endings);
		struct scan scan;

		scan_init(&scan, row->record_max ? row->record_max : 1000);
		scan_window(&scan, row->input.at, row->input.len, 0);
		while (scan_next(&scan) != SCAN_MORE)
			continue;
		while (scan_end(&scan, false) != SCAN_MORE)
			while (scan_next(&scan) != SCAN_MORE)
				continue;
		cr_expect_eq(scan.unfinished, !last, "%s", row->name);
	}
}

Test(dump_scan, loses_only_what_is_damaged)
{
	check(damages, ARRAY_COUNT(damages));
}

/* Lines 1 and 3 to 5 must be read, and one reject given, wherever line 2 is
 * cut off. */
Test(dump_scan, loses_one_line_wherever_it_is_cut)
{
	static const char line[] =
		"{\"a\":[1,{\"b\":\"x\\\"{\"},[]],\"c\":null}";
	static const char other[] = "{\"k\":[{\"l\":\"m\"}]}";

	for (size_t cut = 1; cut < sizeof(line) - 1; cut++) {
		SCOPED(buf_release) struct buf input = buf_init(4096);
		SCOPED(buf_release) struct buf wanted = buf_init(4096);
		SCOPED(buf_release) struct buf out = buf_init(4096);
		struct row row = { "cut" };
		size_t rest;

		buf_add_format(&input, "%s\n%.*s\n%s\n%s\n%s\n", other,
			       (int)cut, line, other, other, other);
		row.input = buf_span(&input);
		transcribe(&row, 7, &out);
		buf_add_format(&wanted, "O1 %s\nR2 ", other);
		cr_expect_eq(strncmp(out.data, wanted.data, wanted.len), 0,
			     "cut at %zu:\n%s", cut, out.data);
		rest = wanted.len + strcspn(out.data + wanted.len, "\n") + 1;
		buf_clear(&wanted);
		buf_add_format(&wanted, "O3 %s\nO4 %s\nO5 %s\n", other, other,
			       other);
		cr_expect_str_eq(out.data + rest, wanted.data,
				 "cut at %zu:\n%s", cut, out.data);
	}
}

/* ---- a stream that was cut off ---- */

static const struct row cuts[] = {
	{ "after an object", SPAN("{\"a\":1}\n{\"b\":2}"),
	  "O1 {\"a\":1}\nO2 {\"b\":2}\n", .cut = true },
	{ "inside an object", SPAN("{\"a\":1}\n{\"b\":"), "O1 {\"a\":1}\n",
	  .cut = true },
	{ "inside a line of text", SPAN("{\"a\":1}\nx\n{\"b\":2}\ny"),
	  "O1 {\"a\":1}~x\n", .cut = true },
	{ "after a line of text", SPAN("{\"a\":1}\nx\n"), "O1 {\"a\":1}~x\n",
	  .cut = true },
	{ "inside an array", SPAN("[{\"a\":1},{\"b\":2},"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\n", .cut = true },
	{ "inside garbage", SPAN("xxx"), "R1 not a JSON object\n",
	  .cut = true },
};

Test(dump_scan, gives_whole_objects_of_a_cut_stream)
{
	check(cuts, ARRAY_COUNT(cuts));
}

/* ---- limits ---- */

static const struct row sizes[] = {
	{ "just small enough", SPAN("{\"a\":\"1234\"}\n{\"b\":\"1234\"}\n"),
	  "O1 {\"a\":\"1234\"}\nO2 {\"b\":\"1234\"}\n", 12 },
	{ "one byte too large", SPAN("{\"a\":\"12345\"}\n{\"b\":\"1234\"}\n"),
	  "R1 larger than 12 bytes\nO2 {\"b\":\"1234\"}\n", 12 },
	{ "too large over lines",
	  SPAN("{\n \"a\": [1,\n  {\"x\":1}]\n}\n{\"b\":2}\n"),
	  "R1 larger than 12 bytes\nO5 {\"b\":2}\n", 12 },
	{ "too large by its text", SPAN("{\"a\":1}\n1234\n12345\n{\"b\":2}\n"),
	  "O1 {\"a\":1}~1234\n"
	  "R3 text that makes the object before it larger than 12 bytes\n"
	  "O4 {\"b\":2}\n",
	  12 },
	{ "a long line after an object",
	  SPAN("{\"a\":1}\nlonger than all that may be\n{\"b\":2}\ny\n"),
	  "O1 {\"a\":1}\n"
	  "R2 text that makes the object before it larger than 12 bytes\n"
	  "O3 {\"b\":2}~y\n",
	  12 },
	{ "a line after one that is just small enough",
	  SPAN("{\"a\":\"1234\"}\n x\ny\n{\"b\":2}\n"),
	  "O1 {\"a\":\"1234\"}\n"
	  "R2 text that makes the object before it larger than 12 bytes\n"
	  "O4 {\"b\":2}\n",
	  12 },
	{ "a long line at the end", SPAN("{\"a\":1}\n[1] and on"),
	  "O1 {\"a\":1}\n"
	  "R2 text that makes the object before it larger than 12 bytes\n",
	  12 },
	{ "too large with text after it",
	  SPAN("{\"a\":\"12345\"}\nx\n{\"b\":2}\n"),
	  "R1 larger than 12 bytes\nO3 {\"b\":2}\n", 12 },
	{ "blanks do not count", SPAN("{\"a\":\"1234\"}      \n   \n{}\n"),
	  "O1 {\"a\":\"1234\"}\nO3 {}\n", 12 },
	{ "an element too large", SPAN("[{\"a\":\"12345\"},{\"b\":2},[1]]\n{}"),
	  "R1 larger than 12 bytes\nO1 {\"b\":2}\n"
	  "R1 an element that is not an object\nO2 {}\n",
	  12 },
	{ "an element that is no object, too large",
	  SPAN("[[1,2,3,4,5,6,7],{\"b\":2}]\n{}"),
	  "R1 larger than 12 bytes\nO1 {\"b\":2}\nO2 {}\n", 12 },
	{ "too large and cut off", SPAN("{\"a\":\"123456789\n{\"b\":2}\n"),
	  "R1 larger than 12 bytes\nO2 {\"b\":2}\n", 12 },
	{ "too large, then an object where none may be",
	  SPAN("{\"a\":\"12345\",\n{\"b\":2}\n"),
	  "R1 larger than 12 bytes\nO2 {\"b\":2}\n", 12 },
	{ "the head of a page may be large",
	  SPAN("{\"items\":[{\"a\":1},{\"b\":2},{\"c\":3}]}"),
	  "O1 {\"a\":1}\nO1 {\"b\":2}\nO1 {\"c\":3}\n", 12 },
};

Test(dump_scan, rejects_objects_over_the_limit)
{
	check(sizes, ARRAY_COUNT(sizes));
}

/* `depth` arrays in an object of depth 1. */
static void nest_arrays(struct buf *out, unsigned depth)
{
	buf_add_text(out, "{\"a\":");
	for (unsigned i = 0; i < depth; i++)
		buf_add_char(out, '[');
	for (unsigned i = 0; i < depth; i++)
		buf_add_char(out, ']');
	buf_add_text(out, "}");
}

Test(dump_scan, allows_64_levels_in_each_object)
{
	SCOPED(buf_release) struct buf input = buf_init(1 << 20);
	SCOPED(buf_release) struct buf out = buf_init(1 << 20);
	struct row row = { "depth" };

	buf_add_text(&input, "{\"message\":{\"items\":[");
	nest_arrays(&input, 63);
	buf_add_text(&input, ",\n");
	nest_arrays(&input, 64);
	buf_add_text(&input, ",\n");
	nest_arrays(&input, 100000);
	buf_add_text(&input, ",\n{}]}}");
	row.input = buf_span(&input);
	transcribe(&row, 4096, &out);
	cr_assert_eq(strncmp(out.data, "O1 {\"a\":[[[", 11), 0);
	cr_assert_str_eq(strchr(out.data, '\n'),
			 "\nR2 nested deeper than 64 in line 2"
			 "\nR3 nested deeper than 64 in line 3\nO4 {}\n");
}

Test(dump_scan, passes_over_one_element_that_is_too_deep)
{
	SCOPED(buf_release) struct buf input = buf_init(1 << 20);

	buf_add_text(&input, "{\"items\":[{\"a\":1},");
	nest_arrays(&input, 100000);
	buf_add_text(&input, REST "}");
	for (size_t i = 0; i < ARRAY_COUNT(steps); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1 << 20);
		struct row row = { "deep", .input = buf_span(&input),
				   .record_max = 1 << 20 };

		if (steps[i] < 17)
			continue;
		transcribe(&row, steps[i], &out);
		cr_expect_str_eq(buf_text(&out),
				 AB "R1 nested deeper than 64 in line 1\n" CD);
	}
}

Test(dump_scan, does_not_keep_blanks_after_an_object)
{
	SCOPED_FREE char *blanks = malloc(1 << 20);
	struct span blank = { blanks, 1 << 20 };
	struct scan scan;

	memset(blanks, '\n', blank.len);
	memcpy(blanks, "{}", 2);
	scan_init(&scan, 1000);
	scan_window(&scan, blank.at, 100000, 0);
	cr_assert_eq(scan_next(&scan), SCAN_OBJECT);
	cr_assert_eq(scan.end, 2);
	cr_assert_eq(scan_next(&scan), SCAN_MORE);
	cr_assert_eq(scan_keep(&scan), 100000);
}

/* A page of any size is never kept: what came before an element is let go. */
Test(dump_scan, keeps_nothing_of_a_page_but_the_element)
{
	static const char page[] = "{\"message\":{\"items\":[{\"a\":1},{\"b\"";
	struct scan scan;

	scan_init(&scan, 1000);
	scan_window(&scan, page, sizeof(page) - 1, 0);
	cr_assert_eq(scan_next(&scan), SCAN_OBJECT);
	cr_assert_eq(scan_next(&scan), SCAN_MORE);
	cr_assert_eq(scan_keep(&scan), (long long)strlen(page) - 4);
}
