/* SPDX-License-Identifier: MIT */
/*
 * Text cleaning: any bytes in, clean UTF-8 out, never longer than its bound.
 * The first byte picks the function.
 */
#include "fuzz.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Output is at most this many times the input, and a little. */
#define GROWTH 6
#define SLACK  256

static bool plain(struct span raw, unsigned flags, struct buf *out,
		  struct trace *trace)
{
	(void)flags;
	return clean_plain(raw, out, NULL);
}

static bool abstract(struct span raw, unsigned flags, struct buf *out,
		     struct trace *trace)
{
	struct abstract clean = { 0 };
	bool known;

	REQUIRE(clean_abstract(raw, flags, &clean, NULL, NULL) == STATUS_OK);
	known = clean.text != NULL;
	if (known)
		buf_add_text(out, clean.text);
	abstract_release(&clean);
	return known;
}

static bool (*const cleaners[])(struct span, unsigned, struct buf *,
				struct trace *) = { plain, clean_title,
						    abstract };

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(buf_release) struct buf out = buf_init(GROWTH * len + SLACK);
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };
	unsigned pick = len ? bytes[0] : 0;
	unsigned flags = pick & 0x80 ? CLEAN_TEX : 0;

	if (!len || !cleaners[pick % 3](raw, flags, &out, NULL))
		return 0;
	REQUIRE(!out.failed);
	REQUIRE(out.len > 0);
	require_clean(buf_span(&out), cleaners[pick % 3] == abstract);
	return 0;
}
