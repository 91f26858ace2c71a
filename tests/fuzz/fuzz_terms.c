/* SPDX-License-Identifier: MIT */
/* Terms of any bytes: their form, and that what is asked is what is indexed. */
#include "fuzz.h"

#include <time.h>
#include <utf8proc.h>

#include "paperd/scoped.h"
#include "paperd/terms.h"

/* Longest text that is looked at; a byte gives few terms (U+FDFA: six). */
#define TEXT_MAX  4096
#define TERMS_ALL (4 * TEXT_MAX)

/* Longest text that is repeated. */
#define REPEATED_MAX 256

/* Seconds of processor time for FUZZ_LONG bytes under the sanitizers. */
#define LONG_SECONDS 1.0

/* Marks in a row, when decomposed, within which all of them are kept. */
#define MARKS_KEPT 4

/* utf8proc 2.8 takes this vowel for an empty end of the syllable before it, and
 * drops it. */
#define MISTAKEN 0x11A7

/* No form of Unicode makes a text longer (UAX #15: NFKD of U+FDFA). */
#define FORM_GROWTH 12

struct found {
	char text[TERM_MAX];
	size_t len, from, to, place;
};

struct list {
	struct found items[TERMS_ALL];
	size_t count;
};

static struct terms *reader;

/* As the reader steps: what is not UTF-8 goes byte by byte. */
static size_t step(struct span text, size_t at)
{
	uint32_t code;
	size_t len = utf8_decode(span_slice(text, at, text.len), &code);

	return len ? len : 1;
}

/* Requires that `to` is where a character ends. */
static void require_end(struct span text, size_t from, size_t to)
{
	while (from < to)
		from += step(text, from);
	REQUIRE(from == to);
}

static void require_term(struct span text, const struct term *term,
			 const struct list *before)
{
	REQUIRE(term->text.len >= 1 && term->text.len <= TERM_MAX);
	REQUIRE(utf8_valid_length(term->text) == term->text.len);
	REQUIRE(!span_has(term->text, ' '));
	REQUIRE(term->from < term->to && term->to <= text.len);
	if (before->count)
		REQUIRE(term->from >= before->items[before->count - 1].from);
	else
		REQUIRE(!term->same_place);
}

static void add(struct list *list, const struct term *term)
{
	struct found *item = &list->items[list->count];

	REQUIRE(list->count < TERMS_ALL);
	memcpy(item->text, term->text.at, term->text.len);
	item->len = term->text.len;
	item->from = term->from;
	item->to = term->to;
	item->place = list->count ? item[-1].place + !term->same_place : 0;
	list->count++;
}

static void collect(struct span text, enum terms_mode mode, struct list *ret)
{
	struct term term;
	size_t at = 0;

	ret->count = 0;
	terms_begin(reader, text, mode);
	while (terms_next(reader, &term)) {
		require_term(text, &term, ret);
		require_end(text, at, term.from);
		require_end(text, term.from, term.to);
		at = term.from;
		add(ret, &term);
	}
	REQUIRE(!terms_next(reader, &term));
}

static bool is_same_text(const struct found *one, const struct found *other)
{
	return one->len == other->len &&
	       !memcmp(one->text, other->text, one->len);
}

static bool is_same_span(const struct found *one, const struct found *other)
{
	return one->from == other->from && one->to == other->to;
}

/* What is asked is indexed, place by place. */
static void require_indexed(const struct list *text, const struct list *query)
{
	size_t at = 0;

	for (size_t i = 0; i < query->count; i++, at++) {
		const struct found *asked = &query->items[i];

		REQUIRE(asked->place == i);
		while (at < text->count && text->items[at].place < i)
			at++;
		REQUIRE(at < text->count && text->items[at].place == i);
		REQUIRE(is_same_text(&text->items[at], asked));
		REQUIRE(is_same_span(&text->items[at], asked));
	}
}

static void require_prefix(const struct list *query, const struct list *prefix)
{
	REQUIRE(query->count == prefix->count);
	for (size_t i = 0; i < query->count; i++) {
		REQUIRE(is_same_span(&query->items[i], &prefix->items[i]));
		REQUIRE(i + 1 == query->count ||
			is_same_text(&query->items[i], &prefix->items[i]));
	}
}

static void check_modes(struct span text)
{
	static struct list indexed, asked, other;

	collect(text, TERMS_TEXT, &indexed);
	collect(text, TERMS_QUERY, &asked);
	require_indexed(&indexed, &asked);
	collect(text, TERMS_PREFIX, &other);
	require_prefix(&asked, &other);
	collect(text, TERMS_WORDS, &other);
	collect(text, TERMS_EXACT, &indexed);
	collect(text, TERMS_EXACT_QUERY, &asked);
	require_indexed(&indexed, &asked);
}

static void check_key(struct span text)
{
	SCOPED(buf_release) struct buf once = buf_init(TERMS_ALL * TERM_MAX);
	SCOPED(buf_release) struct buf twice = buf_init(TERMS_ALL * TERM_MAX);

	terms_key(reader, text, &once);
	terms_key(reader, buf_span(&once), &twice);
	REQUIRE(!once.failed && !twice.failed);
	require_same("key", buf_span(&once), buf_span(&twice));
}

static void require_same_texts(const struct list *one, const struct list *other,
			       size_t skipped)
{
	for (size_t i = 0; i < other->count; i++)
		REQUIRE(is_same_text(&one->items[skipped + i],
				     &other->items[i]));
}

/* Texts with a blank between them have the terms of both. */
static void check_parts(struct span text)
{
	static struct list whole, left, right;
	SCOPED(buf_release) struct buf joined = buf_init(text.len + 1);
	size_t middle = text.len / 2;

	collect(span_slice(text, 0, middle), TERMS_TEXT, &left);
	collect(span_slice(text, middle, text.len), TERMS_TEXT, &right);
	buf_add(&joined, text.at, middle);
	buf_add_char(&joined, ' ');
	buf_add(&joined, text.at + middle, text.len - middle);
	collect(buf_span(&joined), TERMS_TEXT, &whole);
	REQUIRE(whole.count == left.count + right.count);
	require_same_texts(&whole, &left, 0);
	require_same_texts(&whole, &right, left.count);
}

/* True when the reader keeps all the marks, and the library all letters. */
static bool has_few_marks(struct span text)
{
	size_t marks = 0;

	for (size_t at = 0; at < text.len && marks <= MARKS_KEPT;) {
		uint32_t code = 0;
		utf8proc_category_t category;

		at += utf8_decode(span_slice(text, at, text.len), &code);
		if (code == MISTAKEN)
			return false;
		category = utf8proc_category((utf8proc_int32_t)code);
		marks = category >= UTF8PROC_CATEGORY_MN &&
					category <= UTF8PROC_CATEGORY_ME
				? marks + 1
				: 0;
	}
	return marks <= MARKS_KEPT;
}

/* The text in another form, within out. */
static struct span form_of(struct span text, utf8proc_option_t options,
			   struct buf *out)
{
	SCOPED_FREE utf8proc_uint8_t *form = NULL;
	utf8proc_ssize_t len = utf8proc_map((const utf8proc_uint8_t *)text.at,
					    (utf8proc_ssize_t)text.len, &form,
					    UTF8PROC_STABLE | options);

	REQUIRE(len >= 0 && form);
	buf_clear(out);
	buf_add(out, form, (size_t)len);
	REQUIRE(!out->failed);
	return buf_span(out);
}

static void require_form_kept(struct span text, struct span form)
{
	static struct list given, normal;

	if (form.len > TEXT_MAX)
		return;
	collect(text, TERMS_TEXT, &given);
	collect(form, TERMS_TEXT, &normal);
	REQUIRE(given.count == normal.count);
	require_same_texts(&given, &normal, 0);
}

/* Texts that are canonically the same have the same terms. */
static void check_forms(struct span text)
{
	SCOPED(buf_release) struct buf form = buf_init(FORM_GROWTH * TEXT_MAX);

	if (utf8_valid_length(text) < text.len ||
	    !has_few_marks(form_of(text,
				   UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
					   UTF8PROC_IGNORE,
				   &form)))
		return;
	require_form_kept(text, form_of(text, UTF8PROC_COMPOSE, &form));
	require_form_kept(text, form_of(text, UTF8PROC_DECOMPOSE, &form));
}

/* The text, repeated to FUZZ_LONG bytes, is read in linear time. */
static void check_linear(struct span text)
{
	SCOPED(buf_release) struct buf many = buf_init(FUZZ_LONG + text.len);
	struct term term;
	clock_t start;

	if (text.len > REPEATED_MAX)
		return;
	while (text.len && many.len < FUZZ_LONG)
		buf_add_span(&many, text);
	start = clock();
	terms_begin(reader, buf_span(&many), TERMS_TEXT);
	while (terms_next(reader, &term))
		REQUIRE(term.to <= many.len);
	REQUIRE((double)(clock() - start) / CLOCKS_PER_SEC < LONG_SECONDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span text = { (const char *)bytes, len };

	if (!reader)
		reader = terms_open();
	if (!reader || len > TEXT_MAX)
		return 0;
	check_modes(text);
	check_key(text);
	check_parts(text);
	check_forms(text);
	check_linear(text);
	return 0;
}
