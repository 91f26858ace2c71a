/* SPDX-License-Identifier: MIT */
/*
 * Small text helpers: borrowed spans of bytes, ASCII, UTF-8 (RFC 3629).
 *
 * All functions are pure and thread safe.  A span is never NUL-terminated by
 * promise; {0} is the empty span.
 */
#ifndef PAPERD_TEXT_H
#define PAPERD_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Borrowed bytes: at[0] .. at[len - 1]. */
struct span {
	const char *at;
	size_t len;
};

/* The span of a C string; NULL gives the empty span. */
static inline struct span span_of(const char *text)
{
	return (struct span){ text, text ? strlen(text) : 0 };
}

/* A span of a string literal, usable in static tables. */
#define SPAN(literal)                        \
	{                                    \
		literal, sizeof(literal) - 1 \
	}

/* The bytes from index `from` up to, not including, `to`. */
static inline struct span span_slice(struct span text, size_t from, size_t to)
{
	return (struct span){ text.at + from, to - from };
}

/* True when span and C string hold the same bytes. */
bool span_is(struct span text, const char *other);

/* True when two spans hold the same bytes; an empty one may be at NULL. */
static inline bool span_same(struct span one, struct span other)
{
	return one.len == other.len &&
	       (!one.len || memcmp(one.at, other.at, one.len) == 0);
}

/* True when both hold the same bytes, ASCII case ignored. */
bool span_is_nocase(struct span text, const char *other);

/* True when text begins with prefix, ASCII case ignored. */
bool span_starts_nocase(struct span text, const char *prefix);

/* True when the byte stands somewhere in text. */
static inline bool span_has(struct span text, char byte)
{
	return text.len && memchr(text.at, byte, text.len);
}

/* Without ASCII white space (space, TAB, LF, CR, FF, VT) at both ends. */
struct span span_trim(struct span text);

/*
 * Takes the part before the next separator byte off the front of *rest and
 * returns it in *ret_part.  False when *rest was used up (at == NULL).
 */
bool span_next(struct span *rest, char separator, struct span *ret_part);

/*
 * How many bytes of text a message shows: at most max, ending with a whole
 * UTF-8 sequence.  For the "%.*s" of error_set().
 */
int span_shown(struct span text, size_t max);

/* An owned, NUL-terminated copy; NULL when out of memory. */
char *span_copy(struct span text);

/* ASCII classes and case, independent of the locale. */
static inline bool ascii_is_digit(int c)
{
	return c >= '0' && c <= '9';
}
static inline bool ascii_is_upper(int c)
{
	return c >= 'A' && c <= 'Z';
}
static inline bool ascii_is_lower(int c)
{
	return c >= 'a' && c <= 'z';
}
static inline bool ascii_is_alpha(int c)
{
	return ascii_is_upper(c) || ascii_is_lower(c);
}
static inline bool ascii_is_alnum(int c)
{
	return ascii_is_alpha(c) || ascii_is_digit(c);
}
static inline bool ascii_is_space(int c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}
static inline char ascii_lower(char c)
{
	return ascii_is_upper(c) ? (char)(c + ('a' - 'A')) : c;
}

/* The value of a hexadecimal digit, or -1. */
int hex_value(char digit);

/*
 * Reads a decimal integer that fills the whole span (optional '-').  False
 * when it does not or does not fit; *ret is then untouched.
 */
bool text_to_integer(struct span text, long long *ret);

/* The days of a month, 1 to 12, in the Gregorian calendar. */
int month_days(long long year, long long month);

/*
 * Decodes the UTF-8 sequence at text.at into *ret_code and returns its length
 * (1 to 4), or 0 when the bytes there are not valid UTF-8 (RFC 3629: no
 * overlong forms, no surrogates, nothing above U+10FFFF) or text is empty.
 */
size_t utf8_decode(struct span text, uint32_t *ret_code);

/* Writes the UTF-8 form of code (at most 4 bytes); returns its length. */
size_t utf8_encode(uint32_t code, char out[4]);

/* How many bytes at the front are ASCII. */
size_t ascii_length(struct span text);

/* True when all bytes are ASCII. */
static inline bool text_is_ascii(struct span text)
{
	return ascii_length(text) == text.len;
}

/* The index of the first byte that is not valid UTF-8, or text.len. */
size_t utf8_valid_length(struct span text);

#endif
