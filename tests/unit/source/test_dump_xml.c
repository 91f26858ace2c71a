/* SPDX-License-Identifier: MIT */
/*
 * The splitter of XML files.  As in test_dump_scan.c each row is read through
 * windows of several sizes, each a block of memory of its own; and the dump
 * reader on XML files.
 */
#include <criterion/criterion.h>
#include <glob.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <time.h>
#include <unistd.h>

#include "../../../server/source/dump/dump_scan.h"
#include "paperd/buf.h"
#include "paperd/dump.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

/* "O2 text" for the object that begins in line 2, "R2 reason" for a reject, "D"
 * and "P" for the beginning of a container and a work in it; '~' stands for a
 * line break. */
struct row {
	const char *name, *input, *expected;
	size_t record_max; /* 0: 1,000 */
	bool cut;
};

static const size_t steps[] = { 1, 2, 3, 5, 17, 100000 };

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
	static const char marks[] = { [SCAN_OBJECT] = 'O',
				      [SCAN_REJECT] = 'R',
				      [SCAN_DEFINITION] = 'D',
				      [SCAN_PART] = 'P' };
	const char *text = scan->reason;
	size_t len = strlen(text);

	if (event != SCAN_REJECT) {
		text = scan->data + (scan->start - scan->base);
		len = (size_t)(scan->end - scan->start);
	}
	buf_add_format(out, "%c%lld ", marks[event], scan->start_line);
	for (size_t i = 0; i < len; i++)
		buf_add_char(out, text[i] == '\n' ? '~' : text[i]);
	buf_add_char(out, '\n');
}

static void transcribe(const struct row *row, size_t step, struct buf *out)
{
	struct span input = span_of(row->input);
	SCOPED_FREE char *window = NULL;
	enum scan_event event;
	struct scan scan;

	scan_init(&scan, row->record_max ? row->record_max : 1000);
	scan_set_form(&scan, SOURCE_XML);
	do {
		event = scan_next(&scan);
		if (event == SCAN_MORE && slide(&scan, input, step, &window))
			continue;
		if (event == SCAN_MORE)
			event = scan_end(&scan, row->cut);
		if (event == SCAN_MORE)
			return;
		note(out, &scan, event);
	} while (true);
}

static void check_rows(const struct row *rows, size_t count)
{
	for (size_t i = 0; i < count; i++)
		for (size_t j = 0; j < ARRAY_COUNT(steps); j++) {
			SCOPED(buf_release) struct buf out = buf_init(1 << 20);

			transcribe(&rows[i], steps[j], &out);
			cr_expect_str_eq(buf_text(&out), rows[i].expected,
					 "%s, window %zu:\n%s\nwanted\n%s",
					 rows[i].name, steps[j], buf_text(&out),
					 rows[i].expected);
		}
}

#define A "<PubmedArticle"
#define Z "</PubmedArticle>"

static const struct row whole_rows[] = {
	{ "two records in a set",
	  "<?xml version=\"1.0\"?>\n<PubmedArticleSet>\n" A ">x" Z "\n" A
	  " a='1'>\ny" Z "\n</PubmedArticleSet>\n",
	  "O3 " A ">x" Z "\nO4 " A " a='1'>~y" Z "\n" },
	{ "a record that is the root", A ">x" Z, "O1 " A ">x" Z "\n" },
	{ "an empty element", "<a><query/></a>", "O1 <query/>\n" },
	{ "a record inside a record", "<a>" A "><MedlineCitation/>" Z "</a>",
	  "O1 " A "><MedlineCitation/>" Z "\n" },
	{ "a prefix", "<a><c:query>x</c:query></a>",
	  "O1 <c:query>x</c:query>\n" },
	{ "a long prefix",
	  "<a xmlns:x='u'><abcdefghijklmnopqrstuvwxyzabcdefghi:query>x</b></a>"
	  "<query/>",
	  "O1 <query/>\n" },
	{ "a longer name is another", "<a>" A "Title>x" Z "</a>" A ">y" Z,
	  "O1 " A ">y" Z "\n" },
	{ "a document type with entities",
	  "<!DOCTYPE a [<!ENTITY q \"" A ">\"> <!ENTITY r ']>'>]>\n<a>" A ">x" Z
	  "</a>",
	  "O2 " A ">x" Z "\n" },
	{ "a record in a comment between records",
	  "<a><!--" A ">n" Z "--->" A ">x" Z "</a>", "O1 " A ">x" Z "\n" },
	{ "comments, CDATA and instructions inside",
	  "<a>" A "><!-- <b> --><![CDATA[</b>]]]]><?p <b>?"
	  "?>x" Z "</a>",
	  "O1 " A "><!-- <b> --><![CDATA[</b>]]]]><?p <b>?"
	  "?>x" Z "\n" },
	{ "the end tag in a comment is text", "<a>" A "><!--" Z "-->x" Z "</a>",
	  "O1 " A "><!--" Z "-->x" Z "\n" },
	{ "a '>' and an end in a value", "<a>" A " b=\"/>\">x" Z "</a>",
	  "O1 " A " b=\"/>\">x" Z "\n" },
	{ "blanks in the end tag", "<a>" A ">x</PubmedArticle\n></a>",
	  "O1 " A ">x</PubmedArticle~>\n" },
	{ "documents one after the other",
	  "<a>" A ">x" Z "</a>\n<?xml version='1.0'?><a>" A ">y" Z "</a>",
	  "O1 " A ">x" Z "\nO2 " A ">y" Z "\n" },
	{ "Crossref's answers",
	  "<crossref_result><body><query><doi_record/></query>\n<query>"
	  "<journal/></query></body></crossref_result>",
	  "O1 <query><doi_record/></query>\nO2 <query><journal/></query>\n" },
};

Test(dump_xml, gives_each_record_as_it_stands)
{
	check_rows(whole_rows, ARRAY_COUNT(whole_rows));
}

#define J "<journal><m>"
#define W "<journal_article>"
#define E "</journal_article>"
#define X "</journal>"

static const struct row work_rows[] = {
	{ "one work", "<a>" J "\n" W "x" E "\n" X "</a>",
	  "O1 " J "~" W "x" E "~" X "\n" },
	{ "works",
	  "<a>" J "\n" W "x" E "\n" W "\ny" E "\n" W E X "\n" J X "</a>",
	  "D1 " J "~\nP2 " W "x" E "\nP3 " W "~y" E "\nP5 " W E "\nO6 " J X
	  "\n" },
	{ "a prefix and empty works",
	  "<a><p:book a='>'>m<p:content_item/><p:content_item b=''/></p:book>"
	  "</a>",
	  "D1 <p:book a='>'>m\nP1 <p:content_item/>\n"
	  "P1 <p:content_item b=''/>\n" },
	{ "another container's works",
	  "<a>" J W "x<content_item/><dataset/>" E X "</a>",
	  "O1 " J W "x<content_item/><dataset/>" E X "\n" },
	{ "works in a query", "<a><query>" J W "x" E W "y" E X "</query></a>",
	  "O1 <query>" J W "x" E W "y" E X "</query>\n" },
	{ "works in comments",
	  J "<!--" W "-->" W "x<!--" E W "-->" E "<!--" W "-->" X,
	  "O1 " J "<!--" W "-->" W "x<!--" E W "-->" E "<!--" W "-->" X "\n" },
	{ "a work that is too large",
	  J W "012345678901234567890123456789" E "\n" W "y" E X "\n" J W
	      "z" E X,
	  "D1 " J "\nR1 larger than 60 bytes\nP2 " W "y" E "\nO3 " J W "z" E X
	  "\n",
	  60 },
	{ "a work that does not end", J W "x\n" W "y" E X "\n" J X,
	  "D1 " J
	  "\nR1 a work that is not closed before the next one in line 2\n"
	  "P2 " W "y" E "\nO3 " J X "\n" },
	{ "the last work does not end", J W "x" E "\n" W "y" X "\n" J X,
	  "D1 " J "\nP1 " W "x" E "\nR2 a work that is not closed\nO3 " J X
	  "\n" },
	{ "a container that does not end", J W "x" E W "y\n" J X,
	  "D1 " J "\nP1 " W "x" E "\n"
	  "R1 a work that is not closed before the next one in line 2\nO2 " J X
	  "\n" },
	{ "the file ends in a work", J W "x" E "\n" W "y",
	  "D1 " J "\nP1 " W "x" E "\nR2 the file ends inside this record\n" },
	{ "the file ends after one", J W "x" E "\n",
	  "D1 " J "\nP1 " W "x" E
	  "\nR2 the file ends before its root element does\n" },
	{ "a stream that was cut off", J W "x" E "\n<",
	  "D1 " J "\nP1 " W "x" E "\n", 0, true },
};

Test(dump_xml, parts_a_container_of_several_works)
{
	check_rows(work_rows, ARRAY_COUNT(work_rows));
}

static const struct row damage_rows[] = {
	{ "no end tag", "<a>\n" A ">x\n" A ">y" Z "\n</a>",
	  "R2 a record that is not closed before the next one in line 3\n"
	  "O3 " A ">y" Z "\n" },
	{ "an unfinished comment", "<a>\n" A "><!-- x" Z "\n" A ">y" Z "</a>",
	  "R2 a record that is not closed before the next one in line 3\n"
	  "O3 " A ">y" Z "\n" },
	{ "an unfinished CDATA section",
	  "<a>\n" A "><![CDATA[ x" Z "\n" A ">y" Z "</a>",
	  "R2 a record that is not closed before the next one in line 3\n"
	  "O3 " A ">y" Z "\n" },
	{ "a lost quote", "<a>" A " b=\"1>x" Z "\n" A ">y" Z "</a>",
	  "O1 " A " b=\"1>x" Z "\nO2 " A ">y" Z "\n" },
	{ "half an end tag", "<a>" A ">x</PubmedArticle\n" A ">y" Z "</a>",
	  "R1 a record that is not closed before the next one in line 2\n"
	  "O2 " A ">y" Z "\n" },
	{ "too large",
	  "<a>" A ">012345678901234567890123456789" Z "\n" A ">y" Z "</a>",
	  "R1 larger than 40 bytes\nO2 " A ">y" Z "\n", 40 },
	{ "too large and without an end",
	  "<a>" A ">012345678901234567890123456789\n" A ">y" Z "</a>",
	  "R1 larger than 40 bytes\nO2 " A ">y" Z "\n", 40 },
	{ "the largest", A ">012345678901234" Z,
	  "O1 " A ">012345678901234" Z "\n", 46 },
	{ "the file ends inside", "<a>\n" A ">x",
	  "R2 the file ends inside this record\n" },
	{ "the file ends inside a comment", "<a>" A ">x" Z "\n<!-- ",
	  "O1 " A ">x" Z
	  "\nR2 the file ends inside a tag, comment or declaration\n" },
	{ "the file ends before its root", "<a>" A ">x" Z "\n",
	  "O1 " A ">x" Z "\nR2 the file ends before its root element does\n" },
	{ "nothing known", "<!DOCTYPE other>\n<other><p>Not found</p></other>",
	  "R1 XML without a record that is known: <other>\n" },
	{ "a stream that was cut off", "<a>" A ">x" Z A ">y",
	  "O1 " A ">x" Z "\n", 0, true },
};

Test(dump_xml, loses_one_record_to_damage)
{
	check_rows(damage_rows, ARRAY_COUNT(damage_rows));
}

/* ---- files ---- */

struct temp {
	char path[64];
	FILE *file;
};

static struct temp temp_open(void)
{
	struct temp temp = { "/tmp/paperd-xml-XXXXXX" };

	temp.file = fdopen(mkstemp(temp.path), "w");
	cr_assert_not_null(temp.file);
	return temp;
}

static void temp_remove(struct temp *temp)
{
	unlink(temp->path);
}

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

/* Reads the file; each item is a row of line, offset, object or reason. */
static void read_file(struct temp *temp, size_t record_max, struct buf *out)
{
	SCOPED(close_dump) struct dump *dump = NULL;
	struct error err = { 0 };
	struct dump_item item;

	fclose(temp->file);
	cr_assert_eq(dump_open(temp->path, record_max, &dump, &err), STATUS_OK);
	do {
		cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
		buf_add_format(out, "%lld %lld ", item.line, item.offset);
		if (item.kind == DUMP_OBJECT)
			buf_add_span(out, item.raw);
		buf_add_format(out, "%s\n", item.reason);
	} while (item.kind != DUMP_END);
}

#define DOI "<doi_data><doi>10.1234/j</doi></doi_data>"

static const struct {
	const char *name;
	struct span input;
	const char *expected;
	size_t record_max; /* 0: 1,000 */
} file_rows[] = {
	{ "behind a mark and blanks",
	  SPAN("\xEF\xBB\xBF \n\n<a>\n  " A ">\xC3\xA9<i>x</i>" Z "\n</a>"),
	  "4 12 " A ">\xC3\xA9<i>x</i>" Z "\n5 58 \n" },
	{ "JSON that holds markup", SPAN("{\"a\":\"" A ">\"}\n"),
	  "1 0 {\"a\":\"" A ">\"}\n2 24 \n" },
	{ "HTML is no XML", SPAN("<!DOCTYPE html>\n<p>\n{\"a\":1}\n"),
	  "1 0 not a JSON object\n2 16 not a JSON object\n3 20 {\"a\":1}\n4 28 \n" },
	{ "works in their container", SPAN(J W "x" E "\n" W "y" E X),
	  "1 12 " J W "x" E X "\n2 49 " J W "y" E X "\n2 95 \n" },
	{ "a container that is a work too",
	  SPAN("<journal>" DOI W "x" E W "y" E X),
	  "1 0 <journal>" DOI X "\n1 50 <journal>" DOI W "x" E X
	  "\n1 86 <journal>" DOI W "y" E X "\n1 132 \n" },
	{ "too large with its container", SPAN(J W "012345" E W "y" E X),
	  "1 12 larger than 60 bytes with the beginning of its <journal>\n"
	  "1 53 " J W "y" E X "\n1 99 \n",
	  60 },
	{ "another encoding",
	  SPAN("<?xml version='1.0' encoding = \"ISO-8859-1\"?><a>\n" A
	       ">\xE9" Z "\n" A ">e" Z "</a>"),
	  "2 49 not UTF-8, but ISO-8859-1\n3 82 " A ">e" Z "\n3 118 \n" },
	{ "a container in another encoding",
	  SPAN("<?xml version='1.0' encoding='L1'?><journal>\xE9" W "x" E W
	       "y" E X),
	  "1 45 not UTF-8, but L1\n1 81 not UTF-8, but L1\n1 127 \n" },
	{ "bytes that are not what was declared",
	  SPAN("<?xml version='1.0' encoding='utf-8'?>" A ">\xE9" Z),
	  "1 38 " A ">\xE9" Z "\n1 70 \n" },
	{ "an encoding that is not meant",
	  SPAN("<?xml version='1.0' encoding='utf-16'?>" A ">\xC3\xA9" Z),
	  "1 39 " A ">\xC3\xA9" Z "\n1 72 \n" },
	{ "a mark before something else", SPAN("\xEF\xBB\xBFm&"),
	  "1 3 not a JSON object\n1 5 \n" },
	{ "UTF-16", SPAN("\xFF\xFE<\0a\0/\0>\0"),
	  "1 0 UTF-16, not UTF-8\n1 10 \n" },
	{ "UTF-16 without a mark", SPAN("\0<\0a\0/\0>"),
	  "1 0 UTF-16, not UTF-8\n1 8 \n" },
};

Test(dump_xml, reads_files)
{
	for (size_t i = 0; i < ARRAY_COUNT(file_rows); i++) {
		SCOPED(temp_remove) struct temp temp = temp_open();
		SCOPED(buf_release) struct buf out = buf_init(4096);
		struct span input = file_rows[i].input;
		size_t max = file_rows[i].record_max;

		fwrite(input.at, 1, input.len, temp.file);
		read_file(&temp, max ? max : 1000, &out);
		cr_expect_str_eq(buf_text(&out), file_rows[i].expected,
				 "%s:\n%s", file_rows[i].name, buf_text(&out));
	}
}

/* ---- real files ---- */

/* Why a record of them is no paper; anything else is a fault of ours. */
static bool is_expected(const char *reason)
{
	static const char *const reasons[] = {
		"no DOI",
		"a book of PubMed's",
		"a PubMed record without a citation",
		"Crossref XML without a work",
		"a query that Crossref did not resolve",
	};

	for (size_t i = 0; i < ARRAY_COUNT(reasons); i++)
		if (span_starts_nocase(span_of(reason), reasons[i]))
			return true;
	return false;
}

static void slurp(const char *path, struct buf *out)
{
	char piece[65536];
	size_t len;
	FILE *file = fopen(path, "r");

	cr_assert_not_null(file, "%s", path);
	while ((len = fread(piece, 1, sizeof(piece), file)) > 0)
		buf_add(out, piece, len);
	fclose(file);
}

/* Its bytes stand in the file where the item says. */
static void check_place(const struct dump_item *item, struct span file,
			const char *path)
{
	size_t at = (size_t)item->offset;
	long long line = 1;

	cr_assert_leq(at + item->raw.len, file.len, "%s", path);
	cr_assert_arr_eq(file.at + at, item->raw.at, item->raw.len, "%s", path);
	for (size_t i = 0; i < at; i++)
		line += file.at[i] == '\n';
	cr_assert_eq(line, item->line, "%s: line %lld, not %lld", path,
		     item->line, line);
}

/* Returns how many papers it holds. */
static size_t read_real(const char *path)
{
	SCOPED(buf_release) struct buf file = buf_init((size_t)64 << 20);
	SCOPED(close_dump) struct dump *dump = NULL;
	struct error err = { 0 };
	struct dump_item item;
	size_t count = 0;

	slurp(path, &file);
	cr_assert_eq(dump_open(path, (size_t)16 << 20, &dump, &err), STATUS_OK);
	do {
		SCOPED(paper_release) struct paper paper = { 0 };

		cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
		if (item.kind != DUMP_OBJECT)
			continue;
		check_place(&item, buf_span(&file), path);
		if (source_read(item.raw, &paper, NULL, &err) == STATUS_OK)
			count++;
		else
			cr_expect(is_expected(err.detail), "%s line %lld: %s",
				  path, item.line, err.detail);
		err = (struct error){ 0 };
	} while (item.kind != DUMP_END);
	return count;
}

Test(dump_xml, reads_every_record_of_real_files)
{
	static const struct {
		const char *pattern;
		size_t least;
	} rows[] = { { "pubmed/fixtures/*.xml", 300 },
		     { "crossref/xml/*.xml", 190 } };
	const char *shared = getenv("TEST_SHARED");

	if (!shared)
		shared = PAPERD_SOURCE_DIR "/../shared";
	if (access(shared, R_OK) != 0)
		cr_skip("no %s", shared);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		char pattern[512];
		glob_t files = { 0 };
		size_t count = 0;

		snprintf(pattern, sizeof(pattern), "%s/data/%s", shared,
			 rows[i].pattern);
		cr_assert_eq(glob(pattern, 0, NULL, &files), 0, "%s", pattern);
		for (size_t j = 0; j < files.gl_pathc; j++)
			count += read_real(files.gl_pathv[j]);
		globfree(&files);
		cr_expect_geq(count, rows[i].least, "%s: %zu", rows[i].pattern,
			      count);
	}
}

/* ---- hostile files ---- */

static double seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Bytes; a sanitizer keeps freed memory. */
static long long peak_memory(void)
{
	struct rusage usage;

#ifdef __SANITIZE_ADDRESS__
	return 0;
#endif
	getrusage(RUSAGE_SELF, &usage);
	return (long long)usage.ru_maxrss * 1024;
}

static void put_many(FILE *file, const char *text, size_t count)
{
	for (size_t i = 0; i < count; i++)
		fputs(text, file);
}

/* In one line, with what only looks like the end of the record. */
Test(dump_xml, gives_a_record_of_64_megabytes)
{
	static const char part[] = "<!-- <!-- " Z " --><![CDATA[" Z "]]><?p " Z
				   "?><b c='/>'/>";
	static const char tags[] = A ">" Z;
	size_t count = ((size_t)64 << 20) / sizeof(part);
	size_t len = count * (sizeof(part) - 1) + sizeof(tags) - 1;
	SCOPED(temp_remove) struct temp temp = temp_open();
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item;

	fputs("<a>" A ">", temp.file);
	put_many(temp.file, part, count);
	fputs(Z A ">y" Z "</a>", temp.file);
	fclose(temp.file);
	cr_assert_eq(dump_open(temp.path, (size_t)80 << 20, &dump, NULL),
		     STATUS_OK);
	cr_assert_eq(dump_next(dump, &item, NULL), STATUS_OK);
	cr_expect_eq(item.kind, DUMP_OBJECT, "%s", item.reason);
	cr_expect_eq(item.raw.len, len, "%zu, not %zu", item.raw.len, len);
	cr_assert_eq(dump_next(dump, &item, NULL), STATUS_OK);
	cr_expect(span_is(item.raw, A ">y" Z), "%s", item.reason);
}

/* Start, and the part that is repeated to some 64 MB. */
static const struct {
	const char *name, *start, *part, *last;
} floods[] = {
	{ "a text", "<a>" A ">", "0123456789abcdef", "</b>" },
	{ "a name", "<a>" A "><b", "0123456789abcdef", ">" },
	{ "a name outside of records", "<a><b", "0123456789abcdef", ">" },
	{ "a value", "<a>" A "><b c='", "0123456789abcdef", "'>" },
	{ "a comment outside", "<a><!--", "0123456789abcdef", "-->" },
	{ "a comment inside", "<a>" A "><!--", "0123456789abcdef", "-->" },
	{ "depth", "<a>" A ">", "<b><b><b><b><b>x", "" },
	{ "unfinished tags", "<a>" A ">", "<b <b <b <b <b <", "" },
	{ "unfinished comments", "<a>", A "<!--", "" },
};

Test(dump_xml, passes_over_64_megabytes_of_anything)
{
	for (size_t i = 0; i < ARRAY_COUNT(floods); i++) {
		SCOPED(temp_remove) struct temp temp = temp_open();
		SCOPED(buf_release) struct buf out = buf_init((size_t)1 << 30);
		double start;
		long long before;

		fputs(floods[i].start, temp.file);
		put_many(temp.file, floods[i].part,
			 ((size_t)64 << 20) / 16 /
				 (i + 1 == ARRAY_COUNT(floods) ? 50 : 1));
		fputs(floods[i].last, temp.file);
		fputs(Z "\n" A ">y" Z "</a>", temp.file);
		before = peak_memory();
		start = seconds();
		read_file(&temp, (size_t)1 << 20, &out);
		cr_expect(strstr(buf_text(&out), A ">y" Z), "%s",
			  floods[i].name);
		cr_expect_lt(seconds() - start, 30, "%s", floods[i].name);
		if (i + 1 < ARRAY_COUNT(floods))
			cr_expect_lt(peak_memory() - before, 16 << 20, "%s",
				     floods[i].name);
	}
}
