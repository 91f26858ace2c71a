/* SPDX-License-Identifier: MIT */
/* What a load says on standard error, which is a file here. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "fixture.h"
#include "paperd/scoped.h"

/* Loads folder/dumps and folder/more; what was said, owned. */
static char *said(struct store *store, const struct place *place, bool progress)
{
	const char *paths[] = { place_path(place, "dumps"),
				place_path(place, "more") };
	struct ingest_options options = load_options(paths, 2);
	struct error err = { 0 };
	char text[8192] = "";
	int saved = dup(STDERR_FILENO);
	int file = open(place_path(place, "said"), O_RDWR | O_CREAT | O_TRUNC,
			0600);

	options.progress = progress;
	options.rejects = place_path(place, "rejects");
	dup2(file, STDERR_FILENO);
	(void)!ingest_run(store, &options, &err);
	dup2(saved, STDERR_FILENO);
	cr_assert_geq(pread(file, text, sizeof(text) - 1, 0), 0);
	close(file);
	close(saved);
	return strdup(text);
}

static void expect_match(const char *text, const char *pattern)
{
	regex_t regex;

	cr_assert_eq(regcomp(&regex, pattern, REG_EXTENDED | REG_NOSUB), 0);
	cr_expect_eq(regexec(&regex, text, 0, NULL, 0), 0, "not %s:\n%s",
		     pattern, text);
	regfree(&regex);
}

Test(report, sums_a_load_up_in_one_line)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED_FREE char *first = NULL, *second = NULL;

	place_write(&place, "dumps",
		    span_of("{\"DOI\":\"10.5555/a\"}\n{\"DOI\":\"none\"}\n"));
	place_write(&place, "more", span_of("{\"DOI\":\"10.5555/b\"}\n"));
	first = said(store, &place, true);
	expect_match(first, "^loaded 2 of 2 files: 2 records, 1 reject "
			    "\\(/tmp/[^ ]*/rejects\\), [0-9.]+ s, "
			    "[0-9]+ records/s\n$");
	second = said(store, &place, true);
	cr_assert_str_eq(second, "nothing to load: 2 files as before\n");
}

Test(report, counts_one_thing_as_one)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED_FREE char *none = NULL, *first = NULL, *second = NULL;

	place_folder(&place, "dumps");
	place_folder(&place, "more");
	none = said(store, &place, true);
	cr_expect_str_eq(none, "nothing to load\n");
	place_write(&place, "dumps/a", span_of("{\"DOI\":\"10.5555/a\"}\n"));
	first = said(store, &place, true);
	expect_match(first, "^loaded 1 of 1 file: 1 record, 0 rejects, ");
	second = said(store, &place, true);
	cr_expect_str_eq(second, "nothing to load: 1 file as before\n");
}

Test(report, does_not_name_a_reject_file_that_could_not_be_written)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED_FREE char *text = NULL;

	place_folder(&place, "rejects");
	place_write(&place, "rejects/in-the-way", span_of(""));
	place_write(&place, "dumps", span_of("broken\n"));
	place_write(&place, "more", span_of(""));
	text = said(store, &place, true);
	expect_match(text,
		     "1 reject \\(the list of them could not be written\\)");
}

Test(report, says_what_is_odd_about_a_file)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED(buf_release) struct buf packed = buf_init(1 << 20);
	SCOPED_FREE char *text = NULL;

	add_gzip(&packed, span_of("{\"DOI\":\"10.5555/a\"}\n"));
	buf_add_text(&packed, "garbage");
	place_write(&place, "dumps", buf_span(&packed));
	place_write(&place, "more", span_of("[{\"DOI\":\"10.5555/b\"},"));
	text = said(store, &place, true);
	expect_match(text, "/dumps: bytes after its gzip data are ignored\n");
	expect_match(text,
		     "/more: an array of records was not read to its end\n"
		     "loaded 2 of 2 files: 2 records, 1 reject ");
}

Test(report, names_each_file_that_cannot_be_read)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED_FREE char *text = NULL;

	place_write(&place, "more", span_of("\x1f\x8b\x08"));
	text = said(store, &place, true);
	expect_match(text,
		     "^cannot read /tmp/[^ ]*/dumps: No such file or "
		     "directory\ncannot read /tmp/[^ ]*/more: unexpected end "
		     "of gzip data after 3 bytes\nloaded 0 of 2 files: 0 "
		     "records, 0 rejects, [0-9.]+ s, 0 records/s\n$");
}

Test(report, says_nothing_when_not_asked)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED_FREE char *text = said(store, &place, false);

	cr_assert_str_eq(text, "");
}

Test(report, keeps_a_hostile_name_on_one_line)
{
	SCOPED(place_remove) struct place place = place_make();
	SCOPED(close_store) struct store *store = store_at(&place, "s.db");
	SCOPED_FREE char *text = NULL;

	place_folder(&place, "dumps");
	place_write(&place, "dumps/a\n\x1b[31mb\xFF", span_of("\x1f\x8b\x08"));
	place_write(&place, "more", span_of(""));
	text = said(store, &place, true);
	cr_assert_not_null(
		strstr(text, "/dumps/a\\x0a\\x1b[31mb\xEF\xBF\xBD: "), "%s",
		text);
}
