/* SPDX-License-Identifier: MIT */
/*
 * Text cleaning: any bytes in, clean UTF-8 out, bounded; a line of text comes
 * out the same when cleaned again.  (Of abstracts that holds for real ones: an
 * abstract whose blocks begin in mid-sentence reads as one paragraph the
 * second time.)  The first byte picks the function.
 */
#include "fuzz.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Output is at most this many times the input, and a little. */
#define GROWTH 6
#define SLACK  256

static bool plain(struct span raw, unsigned flags, struct buf *out)
{
	(void)flags;
	return clean_plain(raw, out);
}

static bool abstract(struct span raw, unsigned flags, struct buf *out)
{
	struct abstract clean = { 0 };
	bool known;

	REQUIRE(clean_abstract(raw, flags, &clean, NULL) == STATUS_OK);
	known = clean.text != NULL;
	if (known)
		buf_add_text(out, clean.text);
	abstract_release(&clean);
	return known;
}

static bool (*const cleaners[])(struct span, unsigned,
				struct buf *) = { plain, clean_title,
						  abstract };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(buf_release) struct buf once = buf_init(GROWTH * len + SLACK);
	SCOPED(buf_release) struct buf twice = buf_init(GROWTH * len + SLACK);
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };
	unsigned pick = len ? bytes[0] : 0, which = pick % 3;
	unsigned flags = pick & 0x80 ? CLEAN_TEX : 0;

	if (!len || !cleaners[which](raw, flags, &once))
		return 0;
	REQUIRE(!once.failed);
	require_clean(buf_span(&once), which == 2);
	REQUIRE(once.len > 0);
	if (cleaners[which] == abstract)
		return 0;
	if (!cleaners[which](buf_span(&once), flags, &twice) ||
	    once.len != twice.len ||
	    memcmp(once.data, twice.data, once.len) != 0) {
		fprintf(stderr, "not idempotent:\n once  %s\n twice %s\n",
			buf_text(&once), buf_text(&twice));
		abort();
	}
	return 0;
}
