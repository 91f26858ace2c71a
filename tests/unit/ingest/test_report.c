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
static char *said(struct store *store, const struct site *site, bool progress)
{
	const char *paths[] = { site_path(site, "dumps"),
				site_path(site, "more") };
	struct ingest_options options = load_options(paths, 2);
	struct error err = { 0 };
	char text[8192] = "";
	int saved = dup(STDERR_FILENO);
	int file = open(site_path(site, "said"), O_RDWR | O_CREAT | O_TRUNC,
			0600);

	options.progress = progress;
	options.rejects = site_path(site, "rejects");
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
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *first = NULL, *second = NULL;

	site_write(&site, "dumps",
		   span_of("{\"DOI\":\"10.5555/a\"}\n{\"DOI\":\"none\"}\n"));
	site_write(&site, "more", span_of("{\"DOI\":\"10.5555/b\"}\n"));
	first = said(store, &site, true);
	expect_match(first, "^loaded 2 of 2 files: 2 records, 1 reject "
			    "\\(/tmp/[^ ]*/rejects\\), [0-9.]+ s, "
			    "[0-9]+ records/s\n$");
	second = said(store, &site, true);
	cr_assert_str_eq(second, "nothing to load: 2 files as before\n");
}

Test(report, counts_one_thing_as_one)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *none = NULL, *first = NULL, *second = NULL;

	site_folder(&site, "dumps");
	site_folder(&site, "more");
	none = said(store, &site, true);
	cr_expect_str_eq(none, "nothing to load\n");
	site_write(&site, "dumps/a", span_of("{\"DOI\":\"10.5555/a\"}\n"));
	first = said(store, &site, true);
	expect_match(first, "^loaded 1 of 1 file: 1 record, 0 rejects, ");
	second = said(store, &site, true);
	cr_expect_str_eq(second, "nothing to load: 1 file as before\n");
}

Test(report, does_not_name_a_reject_file_that_could_not_be_written)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *text = NULL;

	site_folder(&site, "rejects");
	site_write(&site, "rejects/in-the-way", span_of(""));
	site_write(&site, "dumps", span_of("broken\n"));
	site_write(&site, "more", span_of(""));
	text = said(store, &site, true);
	expect_match(text,
		     "1 reject \\(the list of them could not be written\\)");
}

Test(report, says_what_is_odd_about_a_file)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED(buf_release) struct buf packed = buf_init(1 << 20);
	SCOPED_FREE char *text = NULL;

	add_gzip(&packed, span_of("{\"DOI\":\"10.5555/a\"}\n"));
	buf_add_text(&packed, "garbage");
	site_write(&site, "dumps", buf_span(&packed));
	site_write(&site, "more", span_of("[{\"DOI\":\"10.5555/b\"},"));
	text = said(store, &site, true);
	expect_match(text, "/dumps: bytes after its gzip data are ignored\n");
	expect_match(text,
		     "/more: an array of records was not read to its end\n"
		     "loaded 2 of 2 files: 2 records, 1 reject ");
}

Test(report, names_each_file_that_cannot_be_read)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *text = NULL;

	site_write(&site, "more", span_of("\x1f\x8b\x08"));
	text = said(store, &site, true);
	expect_match(text,
		     "^cannot read /tmp/[^ ]*/dumps: No such file or "
		     "directory\ncannot read /tmp/[^ ]*/more: unexpected end "
		     "of gzip data after 3 bytes\nloaded 0 of 2 files: 0 "
		     "records, 0 rejects, [0-9.]+ s, 0 records/s\n$");
}

Test(report, says_nothing_when_not_asked)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *text = said(store, &site, false);

	cr_assert_str_eq(text, "");
}

Test(report, keeps_a_hostile_name_on_one_line)
{
	SCOPED(site_remove) struct site site = site_make();
	SCOPED(close_store) struct store *store = store_at(&site, "s.db");
	SCOPED_FREE char *text = NULL;

	site_folder(&site, "dumps");
	site_write(&site, "dumps/a\n\x1b[31mb\xFF", span_of("\x1f\x8b\x08"));
	site_write(&site, "more", span_of(""));
	text = said(store, &site, true);
	cr_assert_not_null(
		strstr(text, "/dumps/a\\x0a\\x1b[31mb\xEF\xBF\xBD: "), "%s",
		text);
}
