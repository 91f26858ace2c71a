/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "paperd/buf.h"
#include "paperd/scoped.h"

Test(buf, never_passes_its_cap)
{
	SCOPED(buf_release) struct buf buf = buf_init(5);
	struct error err = { 0 };

	buf_add_text(&buf, "12345");
	cr_assert_eq(buf_check(&buf, &err), STATUS_OK);
	buf_add_char(&buf, '6');
	cr_assert_eq(buf_check(&buf, &err), STATUS_NO_MEMORY);
	cr_assert_str_eq(buf_text(&buf), "12345");
	buf_cut(&buf, 2);
	buf_add_text(&buf, "x");
	cr_assert_str_eq(buf_text(&buf), "12", "a failed buffer takes no more");
	buf_clear(&buf);
	buf_add_text(&buf, "again");
	cr_assert_eq(buf_check(&buf, NULL), STATUS_OK);
}

Test(buf, of_cap_zero_takes_nothing)
{
	SCOPED(buf_release) struct buf buf = { 0 };

	buf_add_text(&buf, "");
	cr_assert_not(buf.failed);
	buf_add_char(&buf, 'x');
	cr_assert(buf.failed);
}

Test(buf, hands_its_content_over_once)
{
	struct buf buf = buf_init(100);
	SCOPED_FREE char *first = NULL;
	SCOPED_FREE char *second = NULL;

	buf_add_format(&buf, "%d-%s", 7, "seven");
	first = buf_take(&buf);
	second = buf_take(&buf);
	cr_assert_str_eq(first, "7-seven");
	cr_assert_str_eq(second, "");
	cr_assert_eq(buf.cap, 100);
	cr_assert_null(buf.data);
}

Test(buf, gives_nothing_after_a_failure)
{
	struct buf buf = buf_init(3);

	buf_add_text(&buf, "abcd");
	cr_assert_null(buf_take(&buf));
}

Test(buf, holds_any_bytes)
{
	SCOPED(buf_release) struct buf buf = buf_init(1000);

	for (int i = 0; i < 256; i++)
		buf_add_char(&buf, (char)i);
	cr_assert_eq(buf.len, 256);
	for (int i = 0; i < 256; i++)
		cr_assert_eq((unsigned char)buf.data[i], i);
}

Test(error, keeps_the_first_failure)
{
	struct error err = { 0 };

	cr_assert_eq(error_set(&err, STATUS_INVALID, "first %d", 1),
		     STATUS_INVALID);
	cr_assert_eq(error_set(&err, STATUS_INTERNAL, "second"),
		     STATUS_INVALID);
	cr_assert_str_eq(err.detail, "first 1");
	error_clear(&err);
	cr_assert_eq(err.status, STATUS_OK);
	cr_assert_eq(error_set(NULL, STATUS_IO, "nobody asked"), STATUS_IO);
}

Test(error, cuts_its_detail_at_a_whole_character)
{
	char text[2 * ERROR_DETAIL_MAX] = "x";
	struct error err = { 0 };

	for (size_t i = 1; i + 3 < sizeof(text); i += 3)
		memcpy(text + i, "\xE7\x99\xBD", 4);
	error_set(&err, STATUS_INVALID, "%s", text);
	cr_assert_eq(utf8_valid_length(span_of(err.detail)),
		     strlen(err.detail));
	cr_assert_gt(strlen(err.detail), ERROR_DETAIL_MAX - 5);
}

Test(error, every_status_has_its_words)
{
	for (int s = 0; s < STATUS_COUNT; s++) {
		cr_assert_geq(status_http((enum status)s), 200);
		cr_assert_gt(strlen(status_slug((enum status)s)), 1);
		cr_assert_gt(strlen(status_title((enum status)s)), 1);
		for (int other = 0; other < s; other++)
			cr_assert_str_neq(status_slug((enum status)s),
					  status_slug((enum status)other));
	}
}

Test(buf, encoded_leaves_only_unreserved_characters)
{
	SCOPED(buf_release) struct buf out = buf_init(1000);

	buf_add_encoded(&out, span_of("aZ09-._~ /?#[]@!$&'()*+,;=%<>\"é"));
	cr_expect_str_eq(buf_text(&out),
			 "aZ09-._~%20%2F%3F%23%5B%5D%40%21%24%26%27%28%29%2A"
			 "%2B%2C%3B%3D%25%3C%3E%22%C3%A9");
}
