/* SPDX-License-Identifier: MIT */
#include "text_stages.h"
#include "url_host.h"

#include "paperd/scoped.h"
#include "paperd/values.h"

/* Longest address looked at. */
#define URL_MAX 8192

/* Rounds of decoding; more nesting than this is not an accident. */
#define DECODE_ROUNDS 8

struct url {
	const char *scheme;
	struct span user; /* with its '@' */
	struct span host;
	struct span port; /* with its ':' */
	struct span tail; /* path, query, fragment */
};

/* ---- parts ---- */

static const char *const schemes[] = { "http://", "https://", "ftp://" };

/* The first of a set of bytes in text, or its length. */
static size_t find_any(struct span text, const char *set)
{
	size_t at = 0;

	while (at < text.len && (!text.at[at] || !strchr(set, text.at[at])))
		at++;
	return at;
}

/* The start of ":8080" at the end of a host and port, or the length. */
static size_t find_port(struct span text)
{
	size_t at = text.len;

	while (at && ascii_is_digit(text.at[at - 1]))
		at--;
	return at && text.at[at - 1] == ':' ? at - 1 : text.len;
}

static void split_authority(struct url *url, struct span text)
{
	size_t at = text.len;

	while (at && text.at[at - 1] != '@')
		at--;
	url->user = span_slice(text, 0, at);
	text = span_slice(text, at, text.len);
	at = find_port(text);
	url->host = span_slice(text, 0, at);
	url->port = span_slice(text, at, text.len);
}

/* False when the scheme is none of ours or there is no host. */
static bool url_parse(struct span text, struct url *ret)
{
	for (size_t i = 0; i < ARRAY_COUNT(schemes); i++) {
		size_t at = strlen(schemes[i]);
		size_t end;

		if (!span_starts_nocase(text, schemes[i]))
			continue;
		ret->scheme = schemes[i];
		text = span_slice(text, at, text.len);
		end = find_any(text, "/?#");
		split_authority(ret, span_slice(text, 0, end));
		ret->tail = span_slice(text, end, text.len);
		return ret->host.len > 0;
	}
	return false;
}

/* ---- writing ---- */

/* Appends text; blanks, and what could be read as markup, as %XX. */
static bool tail_add(struct span text, struct buf *out)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);

		if (!step)
			return false;
		if (code == 0xA0)
			buf_add_text(out, "%20");
		else if (code == ' ' || code == '<' || code == '>' ||
			 code == '"')
			buf_add_format(out, "%%%02X", (unsigned)code);
		else if (code < 0x20 || code == 0x7F)
			return false;
		else
			buf_add(out, text.at + at, step);
		at += step;
	}
	return true;
}

static bool url_add(const struct url *url, struct buf *out)
{
	buf_add_text(out, url->scheme);
	return tail_add(url->user, out) && url_host_add(url->host, out) &&
	       tail_add(url->port, out) && tail_add(url->tail, out);
}

/* ---- encodings ---- */

/* Line breaks and marks without a shape come from copying: dropped. */
static bool is_dropped(uint32_t code)
{
	return (code >= '\t' && code <= '\r') || code == 0xAD ||
	       (code >= 0x200B && code <= 0x200F) || code == 0x2060 ||
	       code == 0xFEFF;
}

static void percent_decode(struct span text, struct buf *out)
{
	for (size_t i = 0; i < text.len; i++) {
		int high = -1, low = -1;

		if (text.at[i] == '%' && i + 2 < text.len) {
			high = hex_value(text.at[i + 1]);
			low = hex_value(text.at[i + 2]);
		}
		if (high < 0 || low < 0) {
			buf_add_char(out, text.at[i]);
			continue;
		}
		buf_add_char(out, (char)(high * 16 + low));
		i += 2;
	}
}

/* True for an address of which every sign is escaped: "http%3A%2F%2F…". */
static bool is_encoded(struct span text)
{
	return span_starts_nocase(text, "http%3a") ||
	       span_starts_nocase(text, "https%3a") ||
	       span_starts_nocase(text, "ftp%3a");
}

/* Drops line breaks and marks, which would hide an entity.  False when there
 * are none. */
static bool squeeze(struct span text, struct buf *out)
{
	uint32_t code;

	for (size_t at = 0; at < text.len;) {
		size_t step = utf8_decode(span_slice(text, at, text.len),
					  &code);

		if (!step || !is_dropped(code))
			buf_add(out, text.at + at, step ? step : 1);
		at += step ? step : 1;
	}
	return out->len != text.len;
}

typedef bool decoder(struct span text, struct buf *out);

/* Runs a decoder on *text, from one of two buffers into the other.  True when
 * that changed the text. */
static bool decode_once(decoder *run, struct span *text, struct buf buffers[2])
{
	struct buf *to = &buffers[text->at == buffers[0].data];

	buf_clear(to);
	if (!run(*text, to))
		return false;
	*text = buf_span(to);
	return true;
}

/* Without blanks of any kind at the ends; a no-break space comes from
 * copying. */
static struct span trim_blanks(struct span text)
{
	static const char *const wide[] = { "\u00A0", "\u2009", "\u202F",
					    "\u3000" };
	size_t len;

	do {
		text = span_trim(text);
		len = text.len;
		for (size_t i = 0; i < ARRAY_COUNT(wide); i++) {
			size_t step = strlen(wide[i]);

			if (span_starts_nocase(text, wide[i]))
				text = span_slice(text, step, text.len);
			if (text.len >= step &&
			    memcmp(text.at + text.len - step, wide[i], step) ==
				    0)
				text.len -= step;
		}
	} while (text.len < len);
	return text;
}

/* The text with its encodings undone, perhaps in one of the buffers; empty when
 * it is not UTF-8. */
static struct span decode(struct span text, struct buf buffers[2])
{
	bool changed = true;

	if (is_encoded(text)) {
		percent_decode(text, &buffers[0]);
		text = buf_span(&buffers[0]);
	}
	if (utf8_valid_length(text) < text.len)
		return (struct span){ 0 };
	for (int round = 0; changed && round < DECODE_ROUNDS; round++) {
		changed = decode_once(squeeze, &text, buffers);
		changed |= decode_once(entity_decode, &text, buffers);
	}
	return trim_blanks(text);
}

static void release_both(struct buf (*buffers)[2])
{
	buf_release(&(*buffers)[0]);
	buf_release(&(*buffers)[1]);
}

bool url_clean(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(release_both)
	struct buf buffers[2] = { buf_init(2 * URL_MAX),
				  buf_init(2 * URL_MAX) };
	struct span text = span_trim(raw);
	size_t from = out->len;
	struct url url;

	if (!text.len)
		return false;
	text = text.len <= URL_MAX ? decode(text, buffers) : span_of("");
	if (!url_parse(text, &url) || !url_add(&url, out)) {
		buf_cut(out, from);
		trace_fired(trace, RULE_URL_NULL);
		return false;
	}
	if (!out->failed && (out->len - from != raw.len ||
			     memcmp(out->data + from, raw.at, raw.len) != 0))
		trace_fired(trace, RULE_URL_FORM);
	return true;
}
