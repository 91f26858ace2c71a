/* SPDX-License-Identifier: MIT */
/*
 * The clean form of one part of a name: the pipeline of all texts, TeX where
 * accents show it, and the repairs of names_repair.c.
 */
#include "names_rules.h"

#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Nearly all parts of names are such, and the pipeline need not be set up for
 * them. */
bool part_is_plain(struct span raw)
{
	char before = ' ';

	for (size_t i = 0; i < raw.len; i++) {
		char c = raw.at[i];

		if (!ascii_is_alpha((unsigned char)c) && c != '.' &&
		    (c != ' ' || before == ' ') &&
		    ((c != '-' && c != '\'' && c != ',') || before == c))
			return false;
		before = c;
	}
	return before != ' ';
}

bool initials_clean(struct span raw, struct buf *out)
{
	struct span rest = raw;
	struct span word;

	if (!raw.len || !part_is_plain(raw))
		return false;
	while (word_next(&rest, &word))
		if (!initials_are(word) || !memchr(word.at, '.', word.len))
			return false;
	buf_add_span(out, raw);
	return true;
}

/* ---- one part ---- */

/* An accent of TeX that is surely one: \'e, {\"o}, \v{c}.  A quote that was
 * escaped once too often stands before a word: \"Joe\". */
static bool is_tex_accent(struct span text, size_t at)
{
	char before = at ? text.at[at - 1] : ' ';
	char sign = at + 1 < text.len ? text.at[at + 1] : ' ';
	char after = at + 2 < text.len ? text.at[at + 2] : ' ';

	if (before == '{')
		return sign != '}';
	if (strchr("'`^\"~=.", sign))
		return after == '{' || after == '\\' ||
		       (ascii_is_alpha((unsigned char)after) &&
			(sign != '"' || before != ' '));
	return after == ' ' && strchr("LlOovc", sign);
}

static bool is_tex(struct span text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '\\' && is_tex_accent(text, i))
			return true;
	return false;
}

/* As clean_plain() for a text in TeX.  Titles are read by the same rules, but
 * what is said of a title is not said of a name. */
static bool clean_tex(struct span raw, struct buf *out, struct trace *trace)
{
	struct trace noted = { 0 };
	bool found = clean_title(raw, CLEAN_TEX, out, trace ? &noted : NULL);

	noted.fired[RULE_SUSPECT_CAPS] = 0;
	noted.fired[RULE_SUSPECT_QUESTION] = 0;
	noted.fired[RULE_SUSPECT_WELD] = 0;
	noted.fired[RULE_SUSPECT_LOST] = 0;
	noted.fired[RULE_SUSPECT_FOOTNOTE] = 0;
	noted.fired[RULE_SUSPECT_SPAM] = 0;
	trace_add(trace, &noted);
	return found;
}

static bool plain_add(struct span raw, struct buf *out, struct trace *trace)
{
	if (clean_is_placeholder(raw)) {
		trace_fired(trace, RULE_PLACEHOLDER_NULL);
		return false;
	}
	buf_add_span(out, raw);
	return true;
}

/* Braces around whole names keep them together, which reading them as TeX
 * would forget: they are set aside meanwhile. */
static bool clean_groups(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf guarded = buf_init(8 * raw.len + 256);
	size_t from = out->len;

	groups_guard(raw, &guarded);
	if (!clean_tex(buf_span(&guarded), out, trace))
		return false;
	buf_clear(&guarded);
	buf_add_span(&guarded, span_slice(buf_span(out), from, out->len));
	buf_cut(out, from);
	groups_restore(buf_span(&guarded), out);
	return true;
}

static bool text_clean(struct span raw, struct buf *out, struct trace *trace)
{
	if (!span_has(raw, '\\') || !is_tex(raw))
		return clean_plain(raw, out, trace);
	if (span_has(raw, '{'))
		return clean_groups(raw, out, trace);
	return clean_tex(raw, out, trace);
}

/* The accents of the table begin with the bytes C2 and CC in UTF-8. */
static size_t accents_of(struct span text, struct buf *out)
{
	if (!memchr(text.at, 0xC2, text.len) &&
	    !memchr(text.at, 0xCC, text.len))
		return 0;
	return accents_repair(text, out);
}

/* Repairs the text from index `from` on, as the pipeline left it.  References
 * may have hidden an accent, and a repaired letter may be composed with what
 * follows it. */
static void settle(struct buf *out, size_t from, struct trace *trace)
{
	struct span text = span_slice(buf_span(out), from, out->len);
	SCOPED(buf_release) struct buf fixed = buf_init(2 * text.len + 8);
	size_t accents = accents_of(text, &fixed);
	size_t words;

	if (accents) {
		buf_cut(out, from);
		buf_add_span(out, buf_span(&fixed));
	}
	words = lookalikes_repair(out, from);
	if (!accents && !words)
		return;
	trace_counted(trace, RULE_NAME_ACCENT, accents);
	trace_counted(trace, RULE_NAME_HOMOGLYPH, words);
	buf_clear(&fixed);
	buf_add_span(&fixed, span_slice(buf_span(out), from, out->len));
	buf_cut(out, from);
	clean_plain(buf_span(&fixed), out, NULL);
}

bool part_clean(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf fixed = buf_init(2 * raw.len + 8);
	size_t from = out->len;
	size_t accents;

	if (!raw.len)
		return false;
	if (part_is_plain(raw))
		return plain_add(raw, out, trace);
	accents = accents_of(raw, &fixed);
	if (accents)
		raw = buf_span(&fixed);
	trace_counted(trace, RULE_NAME_ACCENT, accents);
	if (!text_clean(raw, out, trace))
		return false;
	settle(out, from, trace);
	return true;
}
