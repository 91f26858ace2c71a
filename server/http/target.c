/* SPDX-License-Identifier: MIT */
#include "target.h"

/* What follows the authority of an absolute-form target. */
static struct span after_authority(struct span raw)
{
	for (size_t i = 0; i < raw.len; i++)
		if (raw.at[i] == '/' || raw.at[i] == '?')
			return span_slice(raw, i, raw.len);
	return span_slice(raw, raw.len, raw.len);
}

static struct span without_origin(struct span raw)
{
	static const char *const schemes[] = { "http://", "https://" };

	for (size_t i = 0; i < 2; i++) {
		size_t len = strlen(schemes[i]);

		if (span_starts_nocase(raw, schemes[i]))
			return after_authority(span_slice(raw, len, raw.len));
	}
	return raw;
}

enum status target_split(struct span raw, struct target *ret, struct error *err)
{
	struct span rest = without_origin(raw);
	bool absolute = rest.at != raw.at;
	struct target target = { 0 };
	const char *mark;

	mark = rest.len ? memchr(rest.at, '?', rest.len) : NULL;
	target.path = rest;
	if (mark) {
		target.path.len = (size_t)(mark - rest.at);
		target.query = span_slice(rest, target.path.len + 1, rest.len);
	}
	if (!target.path.len && absolute)
		target.path = (struct span)SPAN("/");
	if (!target.path.len || target.path.at[0] != '/')
		return error_set(err, STATUS_INVALID,
				 "the request target is not a path");
	*ret = target;
	return STATUS_OK;
}

/* The index in the raw text of the byte that became byte `at`. */
static size_t raw_index(struct span raw, size_t at)
{
	size_t index = 0;

	while (at-- && index < raw.len)
		index += raw.at[index] == '%' ? 3 : 1;
	return index;
}

static enum status fault(const struct encoded *text, size_t at,
			 const char *kind, struct error *err)
{
	return error_set(err, STATUS_INVALID, "%s at byte %zu of %s", kind, at,
			 text->what);
}

static enum status check_text(const struct encoded *text, struct span decoded,
			      struct error *err)
{
	for (size_t at = 0; at < decoded.len;) {
		struct span rest = span_slice(decoded, at, decoded.len);
		unsigned char byte = (unsigned char)rest.at[0];
		uint32_t code = byte;
		size_t len = byte < 0x80 ? 1 : utf8_decode(rest, &code);

		if (!len)
			return fault(text, raw_index(text->raw, at),
				     "invalid UTF-8", err);
		if (code < 0x20 || (code >= 0x7F && code < 0xA0))
			return fault(text, raw_index(text->raw, at),
				     "a control character", err);
		at += len;
	}
	return STATUS_OK;
}

/* The byte of the escape at the front of text, or -1. */
static int escaped_byte(struct span text)
{
	int high, low;

	if (text.len < 3)
		return -1;
	high = hex_value(text.at[1]);
	low = hex_value(text.at[2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

enum status target_decode(const struct encoded *text, char **out,
			  struct span *ret, struct error *err)
{
	struct span raw = text->raw, decoded = { *out, 0 };
	enum status status;

	for (size_t i = 0; i < raw.len; i++) {
		int byte = (unsigned char)raw.at[i];

		if (byte == '+' && text->plus)
			byte = ' ';
		if (byte == '%') {
			byte = escaped_byte(span_slice(raw, i, raw.len));
			if (byte < 0)
				return fault(text, i, "a bad percent escape",
					     err);
			i += 2;
		}
		if (text->plus && ascii_is_space(byte))
			byte = ' ';
		(*out)[decoded.len++] = (char)byte;
	}
	status = check_text(text, decoded, err);
	if (status != STATUS_OK)
		return status;
	*out += decoded.len;
	*ret = decoded;
	return STATUS_OK;
}
