/* SPDX-License-Identifier: MIT */
/*
 * Pages, and volume with issue: any texts in, clean values out, once and for
 * all.  The first line is the pages or the volume, the second the issue.
 */
#include "fuzz.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

#define ROOM 1024

static bool read_pages(struct span raw, struct clean_pages *ret)
{
	return pages_from_text(raw, ret, NULL);
}

static void read_volume(struct span volume, struct span issue,
			struct clean_volume *ret)
{
	volume_from_text(volume, issue, ret, NULL);
}

static void write_pages(const struct clean_pages *pages, struct buf *out)
{
	buf_add_format(out, "%s|%s|%s|%s", pages->display, pages->first,
		       pages->last, pages->article_number);
}

static void require_pages(const struct clean_pages *pages)
{
	require_prose("pages", span_of(pages->display), false);
	require_prose("first", span_of(pages->first), false);
	require_prose("last", span_of(pages->last), false);
	require_prose("article", span_of(pages->article_number), false);
	REQUIRE(pages->display[0]);
	REQUIRE(!pages->first[0] || !pages->article_number[0]);
	REQUIRE(!pages->last[0] || !pages->article_number[0]);
}

/* What is shown is read as the pages it was made of, but for the end of one
 * page. */
static void require_shown(const struct clean_pages *pages)
{
	struct clean_pages shown = { 0 };

	REQUIRE(read_pages(span_of(pages->display), &shown));
	REQUIRE(!strcmp(shown.display, pages->display));
	REQUIRE(!strcmp(shown.first, pages->first));
	REQUIRE(!strcmp(shown.article_number, pages->article_number));
	REQUIRE(!strcmp(shown.last, pages->last) || !shown.last[0]);
}

/* A range whose ends are equal is shown as one page: both are written. */
static void source_pages(const struct clean_pages *pages, struct buf *out)
{
	if (pages->last[0] && !strcmp(pages->first, pages->display))
		buf_add_format(out, "%s-%s", pages->first, pages->last);
	else
		buf_add_text(out, pages->display);
}

static void check_pages(struct span raw)
{
	SCOPED(buf_release) struct buf source = buf_init(ROOM);
	SCOPED(buf_release) struct buf first = buf_init(ROOM);
	SCOPED(buf_release) struct buf second = buf_init(ROOM);
	struct clean_pages once = { 0 }, twice = { 0 };

	if (!read_pages(raw, &once))
		return;
	require_pages(&once);
	require_shown(&once);
	source_pages(&once, &source);
	read_pages(buf_span(&source), &twice);
	write_pages(&once, &first);
	write_pages(&twice, &second);
	require_same("pages", buf_span(&first), buf_span(&second));
}

static void write_volume(const struct clean_volume *clean, struct buf *out)
{
	require_prose("volume", span_of(clean->volume), false);
	require_prose("issue", span_of(clean->issue), false);
	buf_add_format(out, "%s|%s", clean->volume, clean->issue);
}

static void check_volume(struct span volume, struct span issue)
{
	SCOPED(buf_release) struct buf first = buf_init(ROOM);
	SCOPED(buf_release) struct buf second = buf_init(ROOM);
	struct clean_volume once = { 0 }, twice = { 0 };

	read_volume(volume, issue, &once);
	read_volume(span_of(once.volume), span_of(once.issue), &twice);
	write_volume(&once, &first);
	write_volume(&twice, &second);
	require_same("volume", buf_span(&first), buf_span(&second));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes, len };
	struct span lines[2] = { 0 };

	fuzz_parts(raw, '\n', lines, ARRAY_COUNT(lines));
	check_pages(raw);
	check_volume(lines[0], lines[1]);
	return 0;
}
