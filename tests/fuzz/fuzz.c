/* SPDX-License-Identifier: MIT */
/* The properties of clean text. */
#include "fuzz.h"

#include <time.h>

#include "paperd/scoped.h"

/* Seconds of processor time for FUZZ_LONG bytes under the sanitizers.  What is
 * linear takes a tenth of it, what is not takes a multiple. */
#define LONG_SECONDS 1.0

static void fail(const char *name, const char *what, struct span text)
{
	fprintf(stderr, "%s: %s: \"%.*s\"\n", name, what, (int)text.len,
		text.at);
	abort();
}

static bool is_control(uint32_t code, bool lines)
{
	if (code == '\n')
		return !lines;
	return code < 0x20 || (code >= 0x7F && code < 0xA0);
}

void require_form(const char *name, struct span text, bool lines)
{
	if (utf8_valid_length(text) != text.len)
		fail(name, "invalid UTF-8", text);
	for (size_t at = 0; at < text.len;) {
		uint32_t code = 0;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		if (is_control(code, lines))
			fail(name, "a control character", text);
	}
}

/* '<' at index at, a letter, then '=' before the next '>'. */
static bool is_tag_at(struct span text, size_t at)
{
	bool equals = false;

	if (at + 1 >= text.len || text.at[at] != '<' ||
	    !ascii_is_alpha((unsigned char)text.at[at + 1]))
		return false;
	for (size_t i = at + 1; i < text.len; i++) {
		if (text.at[i] == '>')
			return equals;
		equals |= text.at[i] == '=';
	}
	return false;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n';
}

void require_prose(const char *name, struct span text, bool lines)
{
	require_form(name, text, lines);
	for (size_t i = 0; i < text.len; i++) {
		if (is_tag_at(text, i))
			fail(name, "shaped like a tag", text);
		if (is_blank(text.at[i]) &&
		    (i == 0 || i + 1 == text.len || is_blank(text.at[i - 1])))
			fail(name, "a blank too many", text);
	}
}

static bool is_same(struct span once, struct span twice)
{
	return once.len == twice.len &&
	       (!once.len || !memcmp(once.at, twice.at, once.len));
}

void require_same(const char *name, struct span once, struct span twice)
{
	if (is_same(once, twice))
		return;
	fprintf(stderr, "%s: cleaned again:\n\"%.*s\"\n\"%.*s\"\n", name,
		(int)once.len, once.at, (int)twice.len, twice.at);
	abort();
}

/* Cleans text, which is clean, and requires that it stays. */
static void clean_again(const struct fuzz_clean *clean, struct span text)
{
	SCOPED(buf_release)
	struct buf out = buf_init(FUZZ_GROWTH * text.len + FUZZ_SLACK);
	struct trace trace = { 0 };

	(clean->again ? clean->again : clean->clean)(text, &out, &trace);
	REQUIRE(!out.failed);
	require_same(clean->name, text, buf_span(&out));
	if (trace_changed(&trace))
		fail(clean->name, "a rule was noted, yet nothing changed",
		     text);
}

void require_clean(const struct fuzz_clean *clean, struct span raw)
{
	SCOPED(buf_release)
	struct buf once = buf_init(FUZZ_GROWTH * raw.len + FUZZ_SLACK);
	struct trace trace = { 0 };

	if (!clean->clean(raw, &once, &trace)) {
		REQUIRE(!once.failed && !once.len);
		return;
	}
	REQUIRE(!once.failed && once.len);
	if (clean->prose)
		require_prose(clean->name, buf_span(&once), clean->lines);
	else
		require_form(clean->name, buf_span(&once), clean->lines);
	if (!is_same(raw, buf_span(&once)) && !trace_changed(&trace))
		fail(clean->name, "changed without a rule", raw);
	clean_again(clean, buf_span(&once));
}

void require_linear(const struct fuzz_clean *clean, struct span raw)
{
	SCOPED(buf_release) struct buf text = buf_init(FUZZ_LONG + raw.len);
	SCOPED(buf_release)
	struct buf out = buf_init(FUZZ_GROWTH * text.cap + FUZZ_SLACK);
	clock_t start;

	while (raw.len && text.len < FUZZ_LONG)
		buf_add_span(&text, raw);
	start = clock();
	clean->clean(buf_span(&text), &out, NULL);
	if ((double)(clock() - start) / CLOCKS_PER_SEC > LONG_SECONDS)
		fail(clean->name, "not linear when repeated", raw);
}

size_t fuzz_parts(struct span input, char part, struct span *ret, size_t max)
{
	size_t count = 0;

	while (count < max && span_next(&input, part, &ret[count]))
		count++;
	return count;
}
