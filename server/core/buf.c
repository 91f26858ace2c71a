/* SPDX-License-Identifier: MIT */
#include "paperd/buf.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/memory.h"

/* First allocation: most values are short. */
#define ROOM_MIN 64

/* Longest text of one buf_add_format(). */
#define FORMAT_MAX 4096

void buf_release(struct buf *buf)
{
	free(buf->data);
	*buf = (struct buf){ 0 };
}

void buf_clear(struct buf *buf)
{
	buf->failed = false;
	buf->full = false;
	buf_cut(buf, 0);
}

void buf_cut(struct buf *buf, size_t len)
{
	if (!buf->data)
		return;
	buf->len = len;
	buf->data[len] = '\0';
}

void buf_fit(struct buf *buf)
{
	char *data = buf->data ? realloc(buf->data, buf->len + 1) : NULL;

	if (!data)
		return;
	buf->data = data;
	buf->room = buf->len + 1;
}

/* Makes room for `more` bytes and a NUL, doubling.  False when refused. */
static bool buf_reserve(struct buf *buf, size_t more)
{
	size_t room = buf->room ? buf->room : ROOM_MIN;
	char *data;

	if (buf->failed)
		return false;
	buf->full = more > buf->cap - buf->len;
	if (buf->full)
		return false;
	if (buf->len + more < buf->room)
		return true;
	while (room <= buf->len + more)
		room *= 2;
	data = memory_grow(buf->data, room);
	if (!data)
		return false;
	buf->data = data;
	buf->room = room;
	return true;
}

void buf_add(struct buf *buf, const void *bytes, size_t len)
{
	if (!buf_reserve(buf, len)) {
		buf->failed = true;
		return;
	}
	if (len)
		memcpy(buf->data + buf->len, bytes, len);
	buf_cut(buf, buf->len + len);
}

void buf_add_span(struct buf *buf, struct span text)
{
	buf_add(buf, text.at, text.len);
}

void buf_add_text(struct buf *buf, const char *text)
{
	buf_add(buf, text, strlen(text));
}

void buf_add_char(struct buf *buf, char c)
{
	buf_add(buf, &c, 1);
}

void buf_add_code(struct buf *buf, uint32_t code)
{
	char bytes[4];

	buf_add(buf, bytes, utf8_encode(code, bytes));
}

/* RFC 3986 section 2.3. */
static bool is_unreserved(char c)
{
	return ascii_is_alnum(c) || (c && strchr("-._~", c));
}

void buf_add_encoded(struct buf *buf, struct span text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (size_t i = 0; i < text.len; i++) {
		unsigned char byte = (unsigned char)text.at[i];

		if (is_unreserved(text.at[i])) {
			buf_add_char(buf, text.at[i]);
			continue;
		}
		buf_add_char(buf, '%');
		buf_add_char(buf, digits[byte >> 4]);
		buf_add_char(buf, digits[byte & 15]);
	}
}

void buf_add_integer(struct buf *buf, long long value)
{
	unsigned long long rest = value < 0 ? -(unsigned long long)value
					    : (unsigned long long)value;
	char digits[24];
	size_t at = sizeof(digits);

	do {
		digits[--at] = (char)('0' + rest % 10);
		rest /= 10;
	} while (rest);
	if (value < 0)
		digits[--at] = '-';
	buf_add(buf, digits + at, sizeof(digits) - at);
}

void buf_add_format(struct buf *buf, const char *format, ...)
{
	char text[FORMAT_MAX];
	va_list args;
	int len;

	va_start(args, format);
	len = vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	if (len < 0 || (size_t)len >= sizeof(text))
		buf->failed = true;
	else
		buf_add(buf, text, (size_t)len);
}

enum status buf_check(const struct buf *buf, struct error *err)
{
	if (buf->failed)
		return error_set(err, STATUS_NO_MEMORY,
				 "no memory, or a text over %zu bytes",
				 buf->cap);
	return STATUS_OK;
}

char *buf_take(struct buf *buf)
{
	char *taken = NULL;
	size_t cap = buf->cap;

	if (!buf->failed)
		buf_add(buf, "", 0);
	if (!buf->failed) {
		taken = buf->data;
		buf->data = NULL;
	}
	buf_release(buf);
	buf->cap = cap;
	return taken;
}
