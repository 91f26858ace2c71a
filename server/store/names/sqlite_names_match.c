/* SPDX-License-Identifier: MIT */
#include "sqlite_complete.h"

/* FTS5 keeps what begins with so many letters; what begins with more it puts
 * together of all words that do. */
#define KEPT_LETTERS 3

static bool is_one_letter(struct span word)
{
	uint32_t code;

	return utf8_decode(word, &code) == word.len;
}

static void word_add(struct name_words *words, struct span word, bool begins)
{
	if (!word.len || words->count == NAME_WORDS_MAX)
		return;
	words->items[words->count++] = (struct name_word){
		.from = words->text.len,
		.len = word.len,
		.begins = begins || is_one_letter(word),
	};
	buf_add_span(&words->text, word);
}

/* What stands between two blanks may be several words: jean-luc*. */
static void piece_add(struct name_words *words, struct terms *terms,
		      struct span piece)
{
	SCOPED(buf_release) struct buf key = buf_init(64 << 10);
	bool begins = piece.len && piece.at[piece.len - 1] == '*';
	struct span rest, word;

	terms_key(terms, piece, &key);
	rest = buf_span(&key);
	while (rest.len && span_next(&rest, ' ', &word))
		word_add(words, word, begins && !rest.at);
}

void name_words_read(struct terms *terms, struct span text, bool is_typed,
		     struct name_words *ret)
{
	struct span rest = text, piece;
	bool is_open = text.len && !ascii_is_space(text.at[text.len - 1]);

	ret->text = buf_init(64 << 10);
	ret->count = 0;
	while (rest.at && span_next(&rest, ' ', &piece))
		piece_add(ret, terms, piece);
	if (is_typed && is_open && ret->count)
		ret->items[ret->count - 1].begins = true;
}

void name_words_release(struct name_words *words)
{
	buf_release(&words->text);
}

static struct span word_of(const struct name_words *words, size_t at)
{
	const struct name_word *word = &words->items[at];

	return span_slice(buf_span(&words->text), word->from,
			  word->from + word->len);
}

/* Words have letters, marks and digits only. */
static void word_match(struct span word, bool begins, struct buf *out)
{
	buf_add_char(out, '"');
	buf_add_span(out, word);
	buf_add_text(out, begins ? "\" * " : "\" ");
}

void name_words_match(const struct name_words *words, struct buf *out)
{
	for (size_t i = 0; i < words->count; i++)
		word_match(word_of(words, i), words->items[i].begins, out);
}

static struct span first_letters(struct span word)
{
	struct span rest = word;
	uint32_t code;

	for (unsigned i = 0; rest.len && i < KEPT_LETTERS; i++) {
		size_t len = utf8_decode(rest, &code);

		rest = span_slice(rest, len ? len : 1, rest.len);
	}
	return span_slice(word, 0, word.len - rest.len);
}

bool name_words_near(const struct name_words *words, bool is_cut,
		     struct buf *out)
{
	bool is_less = false;

	for (size_t i = 0; i < words->count; i++) {
		struct span word = word_of(words, i);
		bool begins = words->items[i].begins;
		struct span part = is_cut && begins ? first_letters(word)
						    : word;

		if (is_one_letter(word)) {
			is_less |= !is_cut;
			continue;
		}
		is_less |= part.len < word.len;
		word_match(part, begins, out);
	}
	return is_less && out->len;
}

static bool word_fits(struct span key, struct span wanted, bool begins)
{
	struct span word;

	while (key.at && span_next(&key, ' ', &word))
		if (word.len >= wanted.len &&
		    (begins || word.len == wanted.len) &&
		    memcmp(word.at, wanted.at, wanted.len) == 0)
			return true;
	return false;
}

bool name_words_fit(const struct name_words *words, struct span key)
{
	for (size_t i = 0; i < words->count; i++)
		if (!word_fits(key, word_of(words, i), words->items[i].begins))
			return false;
	return true;
}
