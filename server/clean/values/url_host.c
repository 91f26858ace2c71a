/* SPDX-License-Identifier: MIT */
#include "url_host.h"

#include <utf8proc.h>

#include "paperd/scoped.h"
#include "punycode.h"

/* An ASCII host: a name of letters, digits, '-' '_' '.', or an IP literal. */
static bool host_is_valid(struct span host)
{
	bool named = false;

	for (size_t i = 0; i < host.len; i++) {
		char c = host.at[i];

		named |= ascii_is_alnum(c);
		if (!ascii_is_alnum(c) && (!c || !strchr("-_.[]:", c)))
			return false;
	}
	return named;
}

/* One label in lower case; false when it is too long. */
static bool label_add(struct span label, struct buf *out)
{
	uint32_t codes[LABEL_MAX];
	size_t from = out->len;
	size_t count = 0;

	for (size_t at = 0; at < label.len; count++) {
		uint32_t code;
		size_t step = utf8_decode(span_slice(label, at, label.len),
					  &code);

		if (!step || count == LABEL_MAX)
			return false;
		codes[count] = (uint32_t)utf8proc_tolower(
			(utf8proc_int32_t)code);
		at += step;
	}
	if (text_is_ascii(label)) {
		buf_add_span(out, label);
	} else {
		buf_add_text(out, "xn--");
		punycode_add(codes, count, out);
	}
	return out->len - from <= LABEL_MAX;
}

/* Labels are parted by '.', also by the ideographic stops (RFC 3490
 * section 3.1). */
static size_t stop_read(struct span text)
{
	static const char *const stops[] = { ".", "。", "．", "｡" };

	for (size_t i = 0; i < ARRAY_COUNT(stops); i++)
		if (span_starts_nocase(text, stops[i]))
			return strlen(stops[i]);
	return 0;
}

static bool labels_add(struct span host, struct buf *out)
{
	size_t from = 0;
	size_t at = 0;

	while (at < host.len) {
		size_t stop = stop_read(span_slice(host, at, host.len));

		if (!stop) {
			at++;
			continue;
		}
		if (!label_add(span_slice(host, from, at), out))
			return false;
		buf_add_char(out, '.');
		at += stop;
		from = at;
	}
	return label_add(span_slice(host, from, host.len), out);
}

/* Composes (NFC), so that one name has one encoding. */
static bool host_add_foreign(struct span host, struct buf *out)
{
	SCOPED_FREE utf8proc_uint8_t *composed = NULL;
	utf8proc_ssize_t len;

	len = utf8proc_map((const utf8proc_uint8_t *)host.at,
			   (utf8proc_ssize_t)host.len, &composed,
			   UTF8PROC_STABLE | UTF8PROC_COMPOSE);
	if (len <= 0)
		return false;
	return labels_add((struct span){ (const char *)composed, (size_t)len },
			  out);
}

bool url_host_add(struct span host, struct buf *out)
{
	size_t from = out->len;

	if (text_is_ascii(host))
		buf_add_span(out, host);
	else if (!host_add_foreign(host, out))
		return false;
	if (out->failed)
		return true;
	return host_is_valid(span_slice(buf_span(out), from, out->len));
}
