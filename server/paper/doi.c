/* SPDX-License-Identifier: MIT */
#include "doi_spelling.h"

/* C0, DEL and C1 controls, and the blank. */
static bool is_printable(uint32_t code)
{
	return code > 0x20 && (code < 0x7F || code > 0x9F);
}

bool doi_is_valid(struct span text)
{
	size_t at = doi_prefix_length(text);
	size_t step;
	uint32_t code;

	if (!at || at == text.len || text.len > DOI_MAX)
		return false;
	for (; at < text.len; at += step) {
		step = utf8_decode(span_slice(text, at, text.len), &code);
		if (!step || !is_printable(code) || ascii_is_upper((int)code))
			return false;
	}
	return true;
}

/* Bytes that stand for themselves in a path (RFC 3986 section 3.3). */
static bool stands_in_path(char c)
{
	return ascii_is_alnum(c) || (c && strchr("-._~!$&'()*+,;=:@/", c));
}

void doi_address(struct span doi, struct buf *out)
{
	size_t from = 0;

	buf_add_text(out, "https://doi.org/");
	for (size_t i = 0; i < doi.len; i++) {
		if (stands_in_path(doi.at[i]))
			continue;
		buf_add_span(out, span_slice(doi, from, i));
		buf_add_format(out, "%%%02X", (unsigned char)doi.at[i]);
		from = i + 1;
	}
	buf_add_span(out, span_slice(doi, from, doi.len));
}

/* Removes the backslashes with which TeX writes _ % & and #, and JSON /. */
static bool decode_backslashes(struct spelling *spelling)
{
	size_t len = 0;
	size_t slashes = 0;

	for (size_t i = 0; i < spelling->len; i++) {
		char c = spelling->at[i];

		if (c && strchr("_%&#/", c))
			len -= slashes;
		slashes = c == '\\' ? slashes + 1 : 0;
		spelling->at[len++] = c;
	}
	if (len == spelling->len)
		return false;
	spelling->len = len;
	return true;
}

/*
 * Decodes whatever is still encoded, until nothing is: decoding one thing can
 * uncover another, and cleaning again must change nothing.  Each round makes
 * the text shorter.
 */
static void decode_all(struct spelling *spelling)
{
	bool changed = true;

	while (changed) {
		changed = spelling_decode_entities(spelling);
		if (spelling_is_escaped(spelling))
			changed |= spelling_decode_percent(spelling);
		changed |= decode_backslashes(spelling);
	}
}

/* A session's name that a publisher's server hung on the address. */
static void cut_session(struct spelling *spelling)
{
	struct span text = spelling_span(spelling);

	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != ';')
			continue;
		if (span_starts_nocase(span_slice(text, i, text.len),
				       ";jsessionid=")) {
			spelling->len = i;
			return;
		}
	}
}

/* Prefix 10.1037 was long deposited with two slashes; elsewhere a second slash
 * belongs to the DOI. */
static void repair_slashes(struct spelling *spelling)
{
	const size_t prefix = strlen("10.1037/");
	size_t from = prefix;

	if (!span_starts_nocase(spelling_span(spelling), "10.1037/"))
		return;
	while (from < spelling->len && spelling->at[from] == '/')
		from++;
	memmove(spelling->at + prefix, spelling->at + from,
		spelling->len - from);
	spelling->len -= from - prefix;
}

/* Typesetting puts U+2010 to U+2015 and the minus sign where a DOI has a
 * hyphen. */
static void fold_dashes(struct spelling *spelling)
{
	struct span text = spelling_span(spelling);
	size_t len = 0;

	while (text.len) {
		uint32_t code;
		size_t step = utf8_decode(text, &code);

		if (step == 3 &&
		    ((code >= 0x2010 && code <= 0x2015) || code == 0x2212)) {
			spelling->at[len++] = '-';
		} else {
			step = step ? step : 1;
			memmove(spelling->at + len, text.at, step);
			len += step;
		}
		text = span_slice(text, step, text.len);
	}
	spelling->len = len;
}

static void normalise(struct spelling *spelling, bool printed)
{
	struct loose_end end;
	bool url;

	spelling_unwrap(spelling, &url);
	if (url) {
		spelling_cut_query(spelling);
		if (spelling_decode_percent(spelling))
			spelling_seek(spelling);
	}
	decode_all(spelling);
	spelling_unwrap(spelling, &url);
	if (url)
		spelling_cut_query(spelling);
	if (printed)
		fold_dashes(spelling);
	spelling_fold(spelling);
	cut_session(spelling);
	repair_slashes(spelling);
	end = loose_end_of(spelling_span(spelling), false);
	while (loose_end_cut(&end, spelling))
		;
}

static bool clean(struct span raw, bool printed, struct buf *out)
{
	struct spelling spelling;

	if (!spelling_set(&spelling, raw))
		return false;
	normalise(&spelling, printed);
	if (!doi_is_valid(spelling_span(&spelling)) ||
	    !text_is_ascii(spelling_span(&spelling)))
		return false;
	buf_add_span(out, spelling_span(&spelling));
	return true;
}

bool doi_clean(struct span raw, struct buf *out)
{
	return clean(raw, false, out);
}

bool doi_clean_printed(struct span raw, struct buf *out)
{
	return clean(raw, true, out);
}
