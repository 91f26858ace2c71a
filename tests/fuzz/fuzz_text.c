/* SPDX-License-Identifier: MIT */
/*
 * Text cleaning: any bytes in, clean text out, once and for all, never longer
 * than its bound, in linear time.  The first byte picks the function; its
 * three highest bits ask for the time instead, which costs a hundred times as
 * much as the rest.
 */
#include "fuzz.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

static bool plain(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_plain(raw, out, trace);
}

static bool affiliation(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_affiliation(raw, out, trace);
}

static bool title(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_title(raw, 0, out, trace);
}

static bool title_tex(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_title(raw, CLEAN_TEX, out, trace);
}

/* The content of a notice element. */
static bool notice(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf element = buf_init(raw.len + 64);

	buf_add_text(&element, "<CopyrightInformation>");
	buf_add_span(&element, raw);
	buf_add_text(&element, "</CopyrightInformation>");
	if (!clean_copyright(buf_span(&element), out, trace))
		return false;
	if (trace && raw.len == out->len && !memcmp(raw.at, out->data, raw.len))
		*trace = (struct trace){ 0 };
	return true;
}

/* The text; what else an abstract holds has to be as clean. */
static bool read_abstract(struct span raw, unsigned flags, struct buf *out,
			  struct trace *trace)
{
	SCOPED(abstract_release) struct abstract clean = { 0 };

	REQUIRE(clean_abstract(raw, flags, &clean, trace, NULL) == STATUS_OK);
	if (clean.copyright)
		require_prose("copyright", span_of(clean.copyright), false);
	for (size_t i = 0; i < clean.other_count; i++)
		require_prose("other", span_of(clean.others[i].text), true);
	if (clean.text)
		buf_add_text(out, clean.text);
	return clean.text != NULL;
}

static bool abstract(struct span raw, struct buf *out, struct trace *trace)
{
	return read_abstract(raw, 0, out, trace);
}

static bool abstract_tex(struct span raw, struct buf *out, struct trace *trace)
{
	return read_abstract(raw, CLEAN_TEX, out, trace);
}

/* New rows go last: the corpora name them by their place. */
static const struct fuzz_clean cleaners[] = {
	{ "plain", plain, .prose = true },
	{ "title", title, .prose = true },
	{ "abstract", abstract, .lines = true, .prose = true },
	{ "title_tex", title_tex, .prose = true },
	{ "abstract_tex", abstract_tex, .lines = true, .prose = true },
	{ "affiliation", affiliation, .prose = true },
	/* What was taken from a text, or an element, is clean as a line. */
	{ "copyright", clean_copyright, .again = plain, .prose = true },
	{ "notice", notice, .again = plain, .prose = true },
};

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes + 1, len ? len - 1 : 0 };
	const struct fuzz_clean *clean;

	if (!len)
		return 0;
	clean = &cleaners[(bytes[0] & 0x1F) % ARRAY_COUNT(cleaners)];
	if (bytes[0] >= 0xE0)
		require_linear(clean, raw);
	else
		require_clean(clean, raw);
	return 0;
}
