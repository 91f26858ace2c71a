/* SPDX-License-Identifier: MIT */
/* The names and numbers are those of RFC 3492 sections 5 and 6. */
#include "punycode.h"

enum {
	BASE = 36,
	T_MIN = 1,
	T_MAX = 26,
	SKEW = 38,
	DAMP = 700,
	INITIAL_BIAS = 72,
	INITIAL_N = 128,
};

static uint32_t adapt(uint32_t delta, uint32_t points, bool first)
{
	uint32_t k = 0;

	delta = first ? delta / DAMP : delta / 2;
	delta += delta / points;
	for (; delta > (BASE - T_MIN) * T_MAX / 2; k += BASE)
		delta /= BASE - T_MIN;
	return k + (BASE - T_MIN + 1) * delta / (delta + SKEW);
}

static char digit_of(uint32_t value)
{
	return (char)(value < 26 ? 'a' + value : '0' + value - 26);
}

/* A number as digits of a base that varies with the place. */
static void add_number(uint32_t number, uint32_t bias, struct buf *out)
{
	for (uint32_t k = BASE;; k += BASE) {
		uint32_t t = k <= bias + T_MIN   ? T_MIN
			     : k >= bias + T_MAX ? T_MAX
						 : k - bias;

		if (number < t)
			break;
		buf_add_char(out, digit_of(t + (number - t) % (BASE - t)));
		number = (number - t) / (BASE - t);
	}
	buf_add_char(out, digit_of(number));
}

static size_t add_basic(const uint32_t *codes, size_t count, struct buf *out)
{
	size_t basic = 0;

	for (size_t i = 0; i < count; i++) {
		if (codes[i] >= INITIAL_N)
			continue;
		buf_add_char(out, (char)codes[i]);
		basic++;
	}
	if (basic)
		buf_add_char(out, '-');
	return basic;
}

/* The smallest code point that is n or more. */
static uint32_t next_code(const uint32_t *codes, size_t count, uint32_t n)
{
	uint32_t best = UINT32_MAX;

	for (size_t i = 0; i < count; i++)
		if (codes[i] >= n && codes[i] < best)
			best = codes[i];
	return best;
}

void punycode_add(const uint32_t *codes, size_t count, struct buf *out)
{
	size_t basic = add_basic(codes, count, out);
	size_t handled = basic;
	uint32_t bias = INITIAL_BIAS;
	uint32_t delta = 0;
	uint32_t n = INITIAL_N;

	while (handled < count) {
		uint32_t next = next_code(codes, count, n);

		/* at most 0x10FFFF * 64: fits */
		delta += (next - n) * (uint32_t)(handled + 1);
		n = next;
		for (size_t i = 0; i < count; i++) {
			if (codes[i] < n)
				delta++;
			if (codes[i] != n)
				continue;
			add_number(delta, bias, out);
			bias = adapt(delta, (uint32_t)handled + 1,
				     handled == basic);
			delta = 0;
			handled++;
		}
		delta++;
		n++;
	}
}
