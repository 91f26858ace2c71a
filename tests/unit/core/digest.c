/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "paperd/digest.h"
#include "paperd/scoped.h"

/* As the reference program prints them (xxhsum -H2). */
static const struct {
	struct span bytes;
	const char *digest;
} rows[] = {
	{ SPAN(""), "99aa06d3014798d86001c324468d497f" },
	{ SPAN("a"), "a96faf705af16834e6c632b61e964e1f" },
	{ SPAN("abc"), "06b05ab6733a618578af5f94892f3950" },
};

Test(digest, is_that_of_the_reference_program)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		char digest[33];

		digest_hex(rows[i].bytes, digest);
		cr_expect_str_eq(digest, rows[i].digest, "row %zu: %s", i,
				 digest);
	}
}

Test(digest, of_the_empty_span_needs_no_pointer)
{
	char digest[33];

	digest_hex((struct span){ 0 }, digest);
	cr_assert_str_eq(digest, rows[0].digest);
}

Test(digest, looks_at_bytes_after_a_nul)
{
	char one[33], other[33];

	digest_hex((struct span)SPAN("a\0b"), one);
	digest_hex((struct span)SPAN("a\0c"), other);
	cr_assert_str_neq(one, other);
}
