/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/buf.h"
#include "paperd/log.h"
#include "paperd/scoped.h"

static const struct {
	const char *name;
	struct span text;
	const char *escaped;
} rows[] = {
	{ "plain", SPAN("GET /v1"), "GET /v1" },
	{ "line break and escape", SPAN("a\r\n\x1b[31mb"),
	  "a\\x0d\\x0a\\x1b[31mb" },
	{ "quote and backslash", SPAN("\"\\"), "\\x22\\x5c" },
	{ "NUL", SPAN("a\0b"), "a\\x00b" },
	{ "other scripts stay", SPAN("\xE7\x99\xBD"), "\xE7\x99\xBD" },
	{ "invalid UTF-8", SPAN("\xC3("), "\\xc3(" },
	{ "C1 control", SPAN("\xC2\x85x"), "\\xc2\\x85x" },
	{ "line separator", SPAN("\xE2\x80\xA8"), "\\xe2\\x80\\xa8" },
};

Test(log, escapes_what_could_break_a_line)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1000);

		log_escape(&out, rows[i].text, 100);
		cr_assert_str_eq(buf_text(&out), rows[i].escaped, "%s",
				 rows[i].name);
	}
}

Test(log, cuts_what_is_too_long)
{
	SCOPED(buf_release) struct buf out = buf_init(1000);

	log_escape(&out, span_of("abcdefgh"), 3);
	cr_assert_str_eq(buf_text(&out), "abc...");
}

Test(log, tells_the_time_in_utc)
{
	char now[32];

	log_time(now);
	cr_assert_eq(strlen(now), strlen("2026-01-01T00:00:00.000Z"));
	cr_assert_eq(now[23], 'Z');
}
