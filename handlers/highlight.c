/* SPDX-License-Identifier: MIT */
/*
 * What of a record was found: places in its title and abstract, counted in
 * Unicode characters.  No markup is made: a page that shows the text knows best
 * how, and text with tags in it would have to be escaped.
 */
#include "handlers.h"

#include "paperd/query.h"

/* Characters of the part of an abstract that is shown, and how many of them
 * stand before the first mark. */
#define PART_LENGTH 240
#define PART_BEFORE 40

/* The places of one text. */
struct marks {
	struct search_mark of[SEARCH_MARKS_MAX];
	size_t count;
};

static void find_marks(const struct query *query, unsigned field,
		       struct span text, struct marks *ret)
{
	const struct search *search = query->reference.count ? &query->reference
							     : &query->search;

	ret->count = search_marks(search, field, text, ret->of);
}

static void marks_write(const struct marks *marks, struct buf *out)
{
	json_key(out, "marks");
	json_open(out, '[');
	for (size_t i = 0; i < marks->count; i++) {
		if (i)
			buf_add_char(out, ',');
		buf_add_format(out, "[%zu,%zu]", marks->of[i].from,
			       marks->of[i].to);
	}
	json_close(out, ']');
}

/* ---- the part of an abstract ---- */

/* The mark from which on most marks stand in one part. */
static size_t densest(const struct marks *marks)
{
	size_t best = 0, most = 0;

	for (size_t i = 0, end = 0; i < marks->count; i++) {
		while (end < marks->count &&
		       marks->of[end].to <= marks->of[i].from + PART_LENGTH)
			end++;
		if (end - i > most) {
			most = end - i;
			best = i;
		}
	}
	return best;
}

/* The byte at which character number `at` begins. */
static size_t byte_of(struct span text, size_t at)
{
	size_t byte = 0;
	uint32_t code;

	while (at-- && byte < text.len) {
		size_t len = utf8_decode(span_slice(text, byte, text.len),
					 &code);

		byte += len ? len : 1;
	}
	return byte;
}

/* The place after the next blank, so that the part begins with a word; or the
 * place itself where no blank is near. */
static size_t word_begin(struct span text, size_t byte, size_t *at)
{
	for (size_t i = 0; byte && i < PART_BEFORE && byte + i < text.len; i++)
		if (ascii_is_space(text.at[byte + i])) {
			uint32_t code;
			size_t len, next = byte;

			while (next <= byte + i) {
				len = utf8_decode(
					span_slice(text, next, text.len),
					&code);
				next += len ? len : 1;
				++*at;
			}
			return next;
		}
	return byte;
}

static void part_write(const struct marks *marks, struct span text,
		       struct buf *out)
{
	size_t first = marks->of[densest(marks)].from;
	size_t from = first > PART_BEFORE ? first - PART_BEFORE : 0;
	size_t begin = word_begin(text, byte_of(text, from), &from), end;

	if (from > first) {
		from = first;
		begin = byte_of(text, from);
	}
	end = begin + byte_of(span_slice(text, begin, text.len), PART_LENGTH);
	json_pair_integer(out, "from", (long long)from);
	json_key(out, "part");
	json_string(out, span_slice(text, begin, end));
}

/* ---- a record ---- */

static void field_write(const struct query *query, unsigned field,
			const char *text, struct buf *out)
{
	struct marks marks;

	find_marks(query, field, span_of(text), &marks);
	if (!marks.count)
		return;
	json_key(out, field == SEARCH_TITLE ? "title" : "abstract");
	json_open(out, '{');
	if (field == SEARCH_ABSTRACT)
		part_write(&marks, span_of(text), out);
	marks_write(&marks, out);
	json_close(out, '}');
}

enum status highlight_add(const struct record *record,
			  const struct query *query, struct buf *out,
			  struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };

	if (record_parse(record, &paper, err) != STATUS_OK)
		return err->status;
	buf_cut(out, out->len - 1);
	json_key(out, "highlight");
	json_open(out, '{');
	field_write(query, SEARCH_TITLE, paper.title, out);
	field_write(query, SEARCH_ABSTRACT, paper.abstract, out);
	json_close(out, '}');
	json_close(out, '}');
	return STATUS_OK;
}
