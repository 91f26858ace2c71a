/* SPDX-License-Identifier: MIT */
/* References of which even the rarest words stand in more records than are
 * scored. */
#include "contract.h"

#include <stdio.h>

/* Each word of the meant title stands in a ninth of the others, which are cited
 * and new; no other has two of them. */
#define OTHERS 180
#define SCORED 15

static const char *const words[] = { "Gentle",  "heron",   "lattice",
				     "morning", "pebble",  "quiver",
				     "saffron", "thimble", "walnut" };

struct others {
	struct work works[OTHERS];
	char dois[OTHERS][32], titles[OTHERS][64];
};

static void others_make(struct others *others)
{
	for (int i = 0; i < OTHERS; i++) {
		snprintf(others->dois[i], sizeof(others->dois[i]),
			 "10.1000/x%03d", i);
		snprintf(others->titles[i], sizeof(others->titles[i]),
			 "%s of made things", words[i % 9]);
		others->works[i] = (struct work){
			.doi = others->dois[i],
			.title = others->titles[i],
			.year = 2000 + i % 20,
			.citations = { true, 900 },
		};
	}
}

static const struct work meant = {
	.doi = "10.1000/a",
	.title = "Gentle heron lattice morning pebble quiver saffron "
		 "thimble walnut",
	.year = 1951,
};

static void put_all(struct fixture *f)
{
	struct others others;

	others_make(&others);
	put(f, NULL, others.works, OTHERS);
	put(f, NULL, &meant, 1);
	f->store->limits.scored = SCORED;
}

/* clang-format off */
static const char *const texts[] = {
	"Gentle heron lattice morning pebble quiver saffron thimble walnut",
	("[7] A. Noone, \"Gentle heron, lattice morning, pebble quiver,\" "
	 "J. Saffron Thimble Walnut (1951)."),
	"walnut thimble",
	"Noone A (1951) Gentle heron lattice. Pebble 3, 4-5",
};
/* clang-format on */

CONTRACT(reference, of_common_words_finds_what_it_means_first)
{
	put_all(f);
	for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
		SCOPED(buf_release) struct buf params = buf_init(1000);
		SCOPED(buf_release) struct buf keys = buf_init(1 << 16);

		buf_add_format(&params, "query.bibliographic=%s", texts[i]);
		SCOPED(page_release)
		struct page page = page_of(f, buf_text(&params));
		keys_add(f, &page, &keys);
		cr_expect(span_starts_nocase(buf_span(&keys), "10.1000/a"),
			  "%s: %s: %.60s", f->backend, texts[i],
			  buf_text(&keys));
		cr_expect_lt(page.total, OTHERS, "%s: %lld", texts[i],
			     page.total);
	}
}

/* keys_of() walks to the end and compares with the total. */
CONTRACT(reference, is_walked_in_every_order)
{
	static const char *const sorts[] = { "relevance", "doi",
					     "-doi",      "title",
					     "published", "-published",
					     "citations", "-citations" };

	put_all(f);
	for (size_t i = 0; i < ARRAY_COUNT(sorts); i++)
		for (long long scored = SCORED; scored < 99; scored += 60) {
			char params[200];

			f->store->limits.scored = scored;
			snprintf(params, sizeof(params),
				 "limit=7&sort=%s&query.bibliographic="
				 "heron walnut made things",
				 sorts[i]);
			SCOPED_FREE char *keys = keys_of(f, params);
			cr_expect_gt(strlen(keys), 20 * 12, "%s", params);
			cr_expect(strstr(keys, "10.1000/a"), "%s", params);
		}
}
