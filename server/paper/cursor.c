/* SPDX-License-Identifier: MIT */
#include "cursor.h"

#include <stdlib.h>

#include "paperd/digest.h"
#include "paperd/scoped.h"

/* Raised when cursors of before mean something else: they are then refused. */
#define VERSION 3

/* A number of 64 bits in groups of seven. */
#define NUMBER_MAX 10
#define CHECK_LEN  4
#define HEAD_LEN   (1 + CHECK_LEN)
#define PLAIN_MAX  (HEAD_LEN + 1 + 5 * NUMBER_MAX + 2 * CURSOR_TEXT_MAX)

/* ---- base64url ---- */

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "abcdefghijklmnopqrstuvwxyz0123456789-_";

static void base64url_write(struct span bytes, struct buf *out)
{
	unsigned pending = 0, bits = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		pending = (pending << 8 | (unsigned char)bytes.at[i]) & 0xFFFF;
		for (bits += 8; bits >= 6; bits -= 6)
			buf_add_char(out, alphabet[pending >> (bits - 6) & 63]);
	}
	if (bits)
		buf_add_char(out, alphabet[pending << (6 - bits) & 63]);
}

/* The bits that fill up the last character must be 0 and no whole one: bytes
 * have one text. */
static bool base64url_read(struct span text, struct buf *out)
{
	unsigned pending = 0, bits = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *at = text.at[i] ? strchr(alphabet, text.at[i])
					    : NULL;

		if (!at)
			return false;
		pending = (pending << 6 | (unsigned)(at - alphabet)) & 0xFFFF;
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			buf_add_char(out, (char)(pending >> bits & 0xFF));
		}
	}
	return !out->failed && bits < 6 && !(pending & ((1U << bits) - 1));
}

/* ---- numbers and texts ---- */

static void number_write(uint64_t number, struct buf *out)
{
	for (; number >= 0x80; number >>= 7)
		buf_add_char(out, (char)(number & 0x7F) | (char)0x80);
	buf_add_char(out, (char)number);
}

/* The shortest form only, so that a number has one. */
static bool number_read(struct span *rest, uint64_t *ret)
{
	uint64_t number = 0;

	for (size_t i = 0; i < rest->len && i < NUMBER_MAX; i++) {
		unsigned char byte = (unsigned char)rest->at[i];
		uint64_t part = byte & 0x7F;

		if (i == NUMBER_MAX - 1 && byte > 1)
			return false;
		number |= part << (7 * i);
		if (byte & 0x80)
			continue;
		*rest = span_slice(*rest, i + 1, rest->len);
		*ret = number;
		return byte || !i;
	}
	return false;
}

static void text_write(const char *text, struct buf *out)
{
	struct span span = span_of(text);

	number_write(text ? span.len + 1 : 0, out);
	buf_add_span(out, span);
	if (span.len > CURSOR_TEXT_MAX)
		out->failed = true;
}

static bool text_read(struct span *rest, char **ret)
{
	uint64_t len;
	struct span text;

	if (!number_read(rest, &len) || len > CURSOR_TEXT_MAX + 1)
		return false;
	if (!len)
		return true;
	if (--len > rest->len)
		return false;
	text = span_slice(*rest, 0, len);
	*rest = span_slice(*rest, len, rest->len);
	if (span_has(text, '\0'))
		return false;
	*ret = span_copy(text);
	return *ret;
}

/* ---- the place ---- */

void place_release(struct place *place)
{
	free(place->text);
	free(place->state);
	*place = (struct place){ 0 };
}

static void body_write(const struct place *place, struct buf *out)
{
	buf_add_char(out, (char)(2 * (int)place->sort + place->descending));
	number_write(place->search, out);
	number_write(place->value, out);
	number_write(place->id, out);
	text_write(place->text, out);
	text_write(place->state, out);
}

static bool order_read(struct span *rest, struct place *ret)
{
	unsigned order;

	if (!rest->len)
		return false;
	order = (unsigned char)rest->at[0];
	*rest = span_slice(*rest, 1, rest->len);
	ret->sort = (enum query_sort)(order / 2);
	ret->descending = order & 1;
	return ret->sort < SORT_SAMPLE &&
	       !(ret->sort == SORT_RELEVANCE && ret->descending);
}

static bool search_read(struct span *rest, struct place *ret)
{
	uint64_t number;

	if (!number_read(rest, &number) || number > UINT32_MAX)
		return false;
	ret->search = (uint32_t)number;
	return true;
}

static bool body_read(struct span body, struct place *ret)
{
	ret->given = true;
	return order_read(&body, ret) && search_read(&body, ret) &&
	       number_read(&body, &ret->value) &&
	       number_read(&body, &ret->id) && text_read(&body, &ret->text) &&
	       text_read(&body, &ret->state) && !body.len;
}

/* A cursor that was cut or mistyped must not lead to some other place.  It is
 * no defence against who makes one: a made one is as good as a read one. */
static void checksum(struct span body, char out[CHECK_LEN])
{
	char hex[33];

	digest_hex(body, hex);
	for (size_t i = 0; i < CHECK_LEN; i++)
		out[i] = (char)(hex_value(hex[2 * i]) << 4 |
				hex_value(hex[2 * i + 1]));
}

void cursor_seal(struct span body, struct buf *out)
{
	SCOPED(buf_release) struct buf plain = buf_init(PLAIN_MAX);
	char check[CHECK_LEN];

	checksum(body, check);
	buf_add_char(&plain, VERSION);
	buf_add(&plain, check, sizeof(check));
	buf_add_span(&plain, body);
	if (plain.failed)
		out->failed = true;
	base64url_write(buf_span(&plain), out);
}

void query_cursor(const struct place *place, struct buf *out)
{
	SCOPED(buf_release) struct buf body = buf_init(PLAIN_MAX);

	body_write(place, &body);
	if (body.failed)
		out->failed = true;
	cursor_seal(buf_span(&body), out);
}

bool query_place(struct span text, struct place *ret)
{
	SCOPED(buf_release) struct buf plain = buf_init(PLAIN_MAX);
	SCOPED(place_release) struct place place = { 0 };
	char check[CHECK_LEN];
	struct span body;

	if (!base64url_read(text, &plain) || plain.len < HEAD_LEN ||
	    plain.data[0] != VERSION)
		return false;
	body = span_slice(buf_span(&plain), HEAD_LEN, plain.len);
	checksum(body, check);
	if (memcmp(check, plain.data + 1, sizeof(check)) != 0 ||
	    !body_read(body, &place))
		return false;
	*ret = place;
	place = (struct place){ 0 };
	return true;
}
