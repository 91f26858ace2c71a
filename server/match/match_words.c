/* SPDX-License-Identifier: MIT */
#include "match_own.h"

#include "paperd/query.h"
#include "paperd/scoped.h"

void words_read(struct matcher *matcher, struct span text, enum terms_mode mode,
		struct words *ret)
{
	struct term term;

	ret->count = 0;
	ret->used = 0;
	terms_begin(matcher->terms, text, mode);
	while (ret->count < WORDS_MAX && terms_next(matcher->terms, &term)) {
		char *to = ret->room + ret->used;

		if (term.text.len > WORDS_ROOM - ret->used)
			return;
		memcpy(to, term.text.at, term.text.len);
		ret->used += term.text.len;
		ret->items[ret->count++] = (struct span){ to, term.text.len };
	}
}

bool word_is_number(struct span word)
{
	static const char *const romans[] = { "i",  "ii", "iii", "iv",
					      "v",  "vi", "vii", "viii",
					      "ix", "x",  "xi",  "xii" };

	for (size_t i = 0; i < word.len; i++)
		if (ascii_is_digit(word.at[i]))
			return true;
	for (size_t i = 0; i < ARRAY_COUNT(romans); i++)
		if (span_is(word, romans[i]))
			return true;
	return false;
}

static size_t same_at_front(struct span a, struct span b)
{
	size_t len = 0;

	while (len < a.len && len < b.len && a.at[len] == b.at[len])
		len++;
	return len;
}

/* A letter more, less, another one, or two that changed places. */
static bool is_one_edit(struct span a, struct span b)
{
	size_t front = same_at_front(a, b);
	struct span x, y;

	if (a.len < b.len)
		return is_one_edit(b, a);
	x = span_slice(a, front, a.len);
	y = span_slice(b, front, b.len);
	if (x.len > y.len + 1)
		return false;
	if (x.len > y.len)
		return span_same(span_slice(x, 1, x.len), y);
	if (x.len > 1 && x.at[0] == y.at[1] && x.at[1] == y.at[0])
		return span_same(span_slice(x, 2, x.len),
				 span_slice(y, 2, y.len));
	return !x.len ||
	       span_same(span_slice(x, 1, x.len), span_slice(y, 1, y.len));
}

/* Letters of both together: so "finit" and "fint", not "mice" and "rice". */
#define NEAR_LEAST 9

bool word_is_near(struct span a, struct span b)
{
	if (span_same(a, b))
		return true;
	return a.len + b.len >= NEAR_LEAST && !word_is_number(a) &&
	       !word_is_number(b) && is_one_edit(a, b);
}

/* One row of the table at a time; the value left above is carried along. */
size_t words_in_order(struct matcher *matcher, const struct words *a,
		      const struct words *b)
{
	unsigned short *row = matcher->row;

	memset(row, 0, (b->count + 1) * sizeof(*row));
	for (size_t i = 0; i < a->count; i++) {
		unsigned short corner = 0;

		for (size_t j = 1; j <= b->count; j++) {
			unsigned short above = row[j];

			if (word_is_near(a->items[i], b->items[j - 1]))
				row[j] = (unsigned short)(corner + 1);
			else if (row[j - 1] > above)
				row[j] = row[j - 1];
			corner = above;
		}
	}
	return row[b->count];
}

size_t words_in_common(const struct words *a, const struct words *b)
{
	bool taken[WORDS_MAX] = { false };
	size_t ret = 0;

	for (size_t i = 0; i < a->count; i++)
		for (size_t j = 0; j < b->count; j++) {
			if (taken[j] || !word_is_near(a->items[i], b->items[j]))
				continue;
			taken[j] = true;
			ret++;
			break;
		}
	return ret;
}

bool same_letters(struct span a, struct span b, size_t most)
{
	SCOPED(buf_release) struct buf one = buf_init(most);
	SCOPED(buf_release) struct buf two = buf_init(most);

	journal_key(a, &one);
	journal_key(b, &two);
	return one.len && !one.failed && !two.failed &&
	       span_same(buf_span(&one), buf_span(&two));
}
