/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "../../../server/fetch/url.h"

Test(url, nothing_of_a_doi_leaves_the_path)
{
	static const struct row {
		const char *doi, *path;
	} rows[] = {
		{ "10.1000/182", "10.1000/182" },
		{ "10.1000/a?b#c", "10.1000/a%3Fb%23c" },
		{ "10.1000/a b", "10.1000/a%20b" },
		{ "10.1000/a\r\nHost: x", "10.1000/a%0D%0AHost%3A%20x" },
		{ "10.1000/@evil.example", "10.1000/%40evil.example" },
		{ "10.1000/\\evil", "10.1000/%5Cevil" },
		{ "10.1000/%00", "10.1000/%2500" },
		{ "10.1000/%0d%0a", "10.1000/%250d%250a" },
		{ "10.1000/../x", "10.1000%2F../x" },
		{ "10.1000/./x", "10.1000%2F./x" },
		{ "10.1000/a/..", "10.1000/a%2F.." },
		{ "10.1000/a/...", "10.1000/a/..." },
		{ "10.1000/a//b", "10.1000/a//b" },
		{ "10.1000/a,b", "10.1000/a%2Cb" },
		{ "10.1002/(sici)1:1+<1::x>3.0.co;2-#",
		  "10.1002/%28sici%291%3A1%2B%3C1%3A%3Ax%3E3.0.co%3B2-%23" },
		{ "10.1000/\xc3\xa4", "10.1000/%C3%A4" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(1024);

		url_add_doi(&out, span_of(rows[i].doi));
		cr_expect_str_eq(buf_text(&out), rows[i].path);
	}
}

Test(url, nothing_of_a_value_leaves_it)
{
	SCOPED(buf_release) struct buf out = buf_init(1024);

	buf_add_encoded(&out, span_of("10.1000/a&b=c,d e"));
	cr_assert_str_eq(buf_text(&out), "10.1000%2Fa%26b%3Dc%2Cd%20e");
}

Test(url, authorities)
{
	static const struct row {
		const char *url, *authority;
	} rows[] = {
		{ "https://doi.org", "doi.org" },
		{ "https://doi.org/10.1/x", "doi.org" },
		{ "http://localhost:80/doi", "localhost:80" },
		{ "HTTPS://[::1]:9?x", "[::1]:9" },
		{ "https://", "" },
		{ "ftp://doi.org", "" },
		{ "doi.org", "" },
		{ "", "" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct span got = url_authority(span_of(rows[i].url));

		cr_expect(span_is(got, rows[i].authority), "%s", rows[i].url);
	}
}
