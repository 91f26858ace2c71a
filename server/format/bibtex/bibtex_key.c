/* SPDX-License-Identifier: MIT */
/*
 * Keys of entries.  One record has the same key in every answer, but where
 * another in the same answer took it before: then a digest of its DOI follows.
 *
 * Which keys were written is kept as bits, so that an answer of any length
 * takes the same memory (Bloom 1970).  Of a hundred thousand keys one in ten
 * gets a digest that it does not need.
 */
#include "bibtex.h"

#include "paperd/digest.h"
#include "paperd/scoped.h"

/* Longest key without its digest, in bytes; so long is a name or a word. */
#define PART_MAX 32
#define KEY_MAX  512

/* Longest DOI or other identifier that its digest is made of, in bytes. */
#define NAME_MAX_BYTES 65536

/* Digits of a digest, at first. */
#define DIGEST_SHORT 8
#define DIGEST_LONG  32

/* Bits of what was written: 64 KiB. */
#define WRITTEN_BITS  ((size_t)1 << 19)
#define WRITTEN_WORDS (WRITTEN_BITS / 64)

/* Bits a key, each told by so many digits of its digest. */
#define BITS_A_KEY   4
#define DIGITS_A_BIT 5

/* Words that tell nothing of a title that begins with them. */
static bool is_telling(struct span word)
{
	static const char *const idle[] = {
		"a",    "about", "an",    "and",  "are",     "as",     "at",
		"by",   "can",   "das",   "de",   "del",     "der",    "des",
		"die",  "do",    "du",    "ein",  "eine",    "el",     "for",
		"from", "how",   "in",    "into", "is",      "it",     "its",
		"la",   "las",   "le",    "les",  "los",     "of",     "on",
		"or",   "sur",   "the",   "to",   "towards", "toward", "un",
		"und",  "une",   "using", "via",  "what",    "when",   "why",
		"with", "zur",
	};

	for (size_t i = 0; i < ARRAY_COUNT(idle); i++)
		if (span_is(word, idle[i]))
			return false;
	for (size_t i = 0; i < word.len; i++)
		if (ascii_is_alpha(word.at[i]))
			return true;
	return false;
}

/* Takes the next word off the front: letters and digits of any script. */
static bool next_word(struct span *rest, struct span *ret)
{
	size_t from = 0, at = 0;

	while (at < rest->len) {
		uint32_t code = 0;
		size_t len = utf8_decode(span_slice(*rest, at, rest->len),
					 &code);

		if (!bibtex_is_word(code) && at > from)
			break;
		at += len ? len : 1;
		if (!bibtex_is_word(code))
			from = at;
	}
	*ret = span_slice(*rest, from, at);
	*rest = span_slice(*rest, at, rest->len);
	return ret->len > 0;
}

/* Appends at most PART_MAX bytes of the ASCII of a text. */
static void add_part(struct span text, struct buf *key)
{
	size_t before = key->len;

	bibtex_ascii(text, key);
	if (key->len > before + PART_MAX)
		buf_cut(key, before + PART_MAX);
}

/* The first telling word; nothing where there is none. */
static void add_word(const char *text, struct buf *key)
{
	struct span rest = span_of(text), word;
	size_t before = key->len;

	while (rest.len && next_word(&rest, &word)) {
		struct span added;

		add_part(word, key);
		added = span_slice(buf_span(key), before, key->len);
		if (is_telling(added))
			return;
		buf_cut(key, before);
	}
}

static void add_name(const struct paper *paper, struct buf *key)
{
	const struct people *people = paper->authors.count ? &paper->authors
							   : &paper->editors;
	const struct person *person = people->count ? people->items : NULL;

	if (person && person->family)
		add_part(span_of(person->family), key);
	else if (person)
		add_word(person->name, key);
	/* a key begins with a letter */
	if (!key->len || !ascii_is_alpha(buf_text(key)[0])) {
		buf_clear(key);
		buf_add_text(key, "anon");
	}
}

/* ---- what was written ---- */

static size_t bit_of(const char *digest, int which)
{
	size_t bit = 0;

	for (int i = 0; i < DIGITS_A_BIT; i++)
		bit = bit << 4 |
		      (size_t)hex_value(digest[which * DIGITS_A_BIT + i]);
	return bit % WRITTEN_BITS;
}

/* Notes a key; true when it was there before. */
static bool note(uint64_t *written, struct span key)
{
	char digest[DIGEST_LONG + 1];
	bool there = true;

	digest_hex(key, digest);
	for (int i = 0; i < BITS_A_KEY; i++) {
		size_t bit = bit_of(digest, i);
		uint64_t mask = (uint64_t)1 << bit % 64;

		there = there && written[bit / 64] & mask;
		written[bit / 64] |= mask;
	}
	return there;
}

/* ---- the whole ---- */

static void digest_of(const struct paper *paper, char ret[DIGEST_LONG + 1])
{
	SCOPED(buf_release) struct buf name = buf_init(NAME_MAX_BYTES);

	if (!paper_key(paper, &name) && paper->title)
		digest_hex(span_of(paper->title), ret);
	else
		digest_hex(buf_span(&name), ret);
}

static void add_digest(const struct paper *paper, size_t digits,
		       struct buf *key)
{
	char digest[DIGEST_LONG + 1];

	digest_of(paper, digest);
	buf_add(key, digest, digits);
}

/* Makes a key one that this answer has not got yet. */
static void make_unique(struct format_run *run, const struct paper *paper,
			struct buf *key)
{
	size_t len = key->len;

	if (!run->written)
		run->written = calloc(WRITTEN_WORDS, sizeof(*run->written));
	if (!run->written) {
		key->failed = true;
		return;
	}
	for (size_t digits = DIGEST_SHORT;
	     note(run->written, buf_span(key)) && digits <= DIGEST_LONG;
	     digits *= 2) {
		buf_cut(key, len);
		add_digest(paper, digits, key);
	}
}

void bibtex_key(struct format_run *run, const struct paper *paper,
		struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(KEY_MAX);
	struct date_parts date = published_parts(paper);
	size_t before;

	add_name(paper, &key);
	if (date.count)
		buf_add_format(&key, "%d", date.of[0]);
	before = key.len;
	add_word(paper->title, &key);
	if (key.len == before)
		add_digest(paper, DIGEST_SHORT, &key);
	if (run->list)
		make_unique(run, paper, &key);
	out->failed |= key.failed;
	buf_add_span(out, buf_span(&key));
}
