/* SPDX-License-Identifier: MIT */
/*
 * Text cleaning: any bytes in, clean UTF-8 out, never longer than its bound;
 * what is clean stays as it is, and what was changed has a rule.
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
	return clean_plain(raw, out, trace);
}

static bool affiliation(struct span raw, unsigned flags, struct buf *out,
			struct trace *trace)
{
	(void)flags;
	return clean_affiliation(raw, out, trace);
}

static bool abstract(struct span raw, unsigned flags, struct buf *out,
		     struct trace *trace)
{
	struct abstract clean = { 0 };
	bool known;

	REQUIRE(clean_abstract(raw, flags, &clean, trace, NULL) == STATUS_OK);
	known = clean.text != NULL;
	if (known)
		buf_add_text(out, clean.text);
	abstract_release(&clean);
	return known;
}

typedef bool cleaner(struct span, unsigned, struct buf *, struct trace *);

static cleaner *const cleaners[] = { plain, clean_title, abstract,
				     affiliation };

/* Rules that say that something was done, not that something is odd. */
static bool was_changed(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i] &&
		    strncmp(rule_row((enum rule)i)->id, "suspect.", 8) != 0)
			return true;
	return false;
}

static void require_stable(cleaner *clean, struct span once, unsigned flags)
{
	SCOPED(buf_release)
	struct buf twice = buf_init(GROWTH * once.len + SLACK);
	struct trace trace = { 0 };

	REQUIRE(clean(once, flags, &twice, &trace));
	REQUIRE(twice.len == once.len &&
		memcmp(twice.data, once.at, once.len) == 0);
	REQUIRE(!was_changed(&trace));
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(buf_release) struct buf out = buf_init(GROWTH * len + SLACK);
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };
	unsigned pick = len ? bytes[0] : 0;
	unsigned flags = pick & 0x80 ? CLEAN_TEX : 0;
	cleaner *clean = cleaners[pick % ARRAY_COUNT(cleaners)];
	struct trace trace = { 0 };
	bool same;

	if (!len || !clean(raw, flags, &out, &trace))
		return 0;
	REQUIRE(!out.failed);
	REQUIRE(out.len > 0);
	same = out.len == raw.len && memcmp(out.data, raw.at, raw.len) == 0;
	REQUIRE(same != was_changed(&trace));
	require_clean(buf_span(&out), clean == abstract);
	require_stable(clean, buf_span(&out), flags);
	return 0;
}
