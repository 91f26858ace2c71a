/* SPDX-License-Identifier: MIT */
/*
 * ALL CAPS, softened: "O'CONNOR" to "O'Connor".  Judged on a whole part;
 * mixed case is never touched, initials and numerals stay.
 */
#include "names_rules.h"

#include <utf8proc.h>

#include "paperd/scoped.h"

/* Case mapping makes two bytes three at most (U+023A), never more. */
#define GROWTH 2

static const char *const numerals[] = { "II", "III", "IV", "VII", "VIII" };

static bool is_run_letter(uint32_t code)
{
	utf8proc_category_t category = utf8proc_category((int32_t)code);

	return letter_script(code) || category == UTF8PROC_CATEGORY_MN;
}

/* Takes the run of letters at the front; empty at another character. */
static struct span run_next(struct span *rest)
{
	struct span start = *rest;
	struct span at = *rest;

	while (at.len && is_run_letter(letter_next(&at)))
		*rest = at;
	return span_slice(start, 0, start.len - rest->len);
}

/* The bytes of "Mc", "Mac" or "MC" before another capital, or 0. */
static size_t mac_length(struct span run)
{
	size_t len = 0;

	if (run.len > 4 && memcmp(run.at, "Mac", 3) == 0)
		len = 3;
	else if (run.len > 4 && (run.at[1] == 'c' || run.at[1] == 'C') &&
		 run.at[0] == 'M' && !strchr("AEIOUY", run.at[2]))
		len = 2;
	return len && ascii_is_upper((unsigned char)run.at[len]) ? len : 0;
}

static bool has_lower(struct span text)
{
	while (text.len)
		if (letter_is_lower(letter_next(&text)))
			return true;
	return false;
}

/* Capitals but for the small letters of Mc and Mac. */
static bool is_caps(struct span text)
{
	struct span rest = text;

	if (letters_upper(text) < CAPS_MIN)
		return false;
	while (rest.len) {
		struct span run = run_next(&rest);

		if (!run.len)
			letter_next(&rest);
		else if (has_lower(span_slice(run, mac_length(run), run.len)))
			return false;
	}
	return true;
}

static bool is_numeral(struct span run)
{
	for (size_t i = 0; i < ARRAY_COUNT(numerals); i++)
		if (span_is(run, numerals[i]))
			return true;
	return false;
}

/* The small form; a sigma at the end of a word has its own. */
static uint32_t lower_of(uint32_t code, bool last)
{
	if (code == 0x3A3 && last)
		return 0x3C2;
	return (uint32_t)utf8proc_tolower((int32_t)code);
}

static void add_title_case(struct buf *out, struct span run)
{
	size_t mac = mac_length(run);

	if (is_numeral(run)) {
		buf_add_span(out, run);
		return;
	}
	if (mac) {
		buf_add_char(out, 'M');
		buf_add(out, mac == 3 ? "ac" : "c", mac - 1);
		run = span_slice(run, mac, run.len);
	}
	if (run.len)
		buf_add_code(out, letter_next(&run));
	while (run.len) {
		uint32_t code = letter_next(&run);

		buf_add_code(out, lower_of(code, !run.len));
	}
}

static void add_softened(struct buf *out, struct span text)
{
	while (text.len) {
		struct span run = run_next(&text);

		if (run.len)
			add_title_case(out, run);
		else
			buf_add_code(out, letter_next(&text));
	}
}

static void add_part(struct buf *out, struct span text, uint32_t *notes)
{
	size_t from = out->len;
	struct span added;

	if (!is_caps(text)) {
		buf_add_span(out, text);
		return;
	}
	add_softened(out, text);
	added = span_slice(buf_span(out), from, out->len);
	if (added.len != text.len || memcmp(added.at, text.at, text.len) != 0)
		*notes |= NOTE(CASE);
}

char *case_copy(struct span lead, struct span text, uint32_t *notes)
{
	SCOPED(buf_release)
	struct buf out = buf_init(GROWTH * (lead.len + text.len) + 2);

	if (!lead.len && !is_caps(text))
		return span_copy(text);
	buf_add_span(&out, lead);
	if (lead.len)
		buf_add_char(&out, ' ');
	add_part(&out, text, notes);
	return buf_take(&out);
}
