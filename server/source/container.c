/* SPDX-License-Identifier: MIT */
#include "container.h"

#include "fill.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"

/* Words by which a series, or a book in one, is told. */
static const char *const series_words[] = {
	"Series",     "Lecture Notes", "Briefs",     "Studies in",
	"Monographs", "Advances in",   "Topics in",  "Library",
	"Reihe",      "Schriften",     "Collection",
};
static const char *const book_words[] = {
	"Proceedings", "Conference", "Symposium",
	"Workshop",    "Handbook",   "Encyclopedia",
};

static bool holds(struct span text, const char *word)
{
	size_t len = strlen(word);

	for (size_t i = 0; i + len <= text.len; i++)
		if (span_starts_nocase(span_slice(text, i, text.len), word))
			return true;
	return false;
}

static bool holds_any(struct span text, const char *const *words, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (holds(text, words[i]))
			return true;
	return false;
}

static bool is_series(struct span title)
{
	return holds_any(title, series_words, ARRAY_COUNT(series_words)) &&
	       !holds_any(title, book_words, ARRAY_COUNT(book_words));
}

size_t container_choose(struct span first, struct span second)
{
	return is_series(first) && !is_series(second) ? 1 : 0;
}

/* The next letter or digit of *rest in lower case, bytes beyond ASCII as they
 * are; 0 at the end. */
static char next_letter(struct span *rest)
{
	while (rest->len) {
		char c = rest->at[0];

		*rest = span_slice(*rest, 1, rest->len);
		if ((unsigned char)c >= 0x80 || ascii_is_alnum(c))
			return ascii_lower(c);
	}
	return 0;
}

bool container_is_respelt(struct span one, struct span other)
{
	char c;

	do {
		c = next_letter(&one);
		if (c != next_letter(&other))
			return false;
	} while (c);
	return true;
}

/* The next word of *rest, without marks; false at the end. */
static bool next_word(struct span *rest, struct span *word)
{
	do {
		if (!span_next(rest, ' ', word))
			return false;
		while (word->len && strchr(".,:;", word->at[word->len - 1]))
			word->len--;
	} while (!word->len);
	return true;
}

static bool begins(struct span word, struct span beginning)
{
	if (beginning.len > word.len)
		return false;
	for (size_t i = 0; i < beginning.len; i++)
		if (ascii_lower(word.at[i]) != ascii_lower(beginning.at[i]))
			return false;
	return true;
}

/* Each word of the abbreviation begins with the letter of one word of the
 * title, in their order; short words of the title may be missing. */
bool container_abbreviates(struct span shorter, struct span longer)
{
	struct span word, full;

	if (!shorter.len || shorter.len >= longer.len)
		return false;
	while (next_word(&shorter, &word)) {
		do {
			if (!next_word(&longer, &full))
				return false;
		} while (!begins(full, word));
	}
	return true;
}

/* ---- to a journal ---- */

static void fill_two(struct fill *fill, char *titles[2])
{
	struct journal *journal = &fill->paper->journal;
	struct span first = span_of(titles[0]), second = span_of(titles[1]);

	if (container_is_respelt(first, second)) {
		fill_copy(fill, titles[first.len < second.len],
			  &journal->title);
	} else if (container_abbreviates(first, second)) {
		fill_copy(fill, titles[1], &journal->title);
		fill_copy(fill, titles[0], &journal->abbreviation);
	} else if (container_abbreviates(second, first)) {
		fill_copy(fill, titles[0], &journal->title);
		fill_copy(fill, titles[1], &journal->abbreviation);
	} else {
		size_t chosen = container_choose(first, second);

		fill_copy(fill, titles[chosen], &journal->title);
		fill_copy(fill, titles[1 - chosen], &journal->series);
	}
}

void fill_container(struct fill *fill, const cJSON *value)
{
	SCOPED(texts_release) struct texts titles = { 0 };

	fill_list(fill, clean_plain, value, &titles);
	if (titles.count == 1)
		fill_copy(fill, titles.items[0], &fill->paper->journal.title);
	else if (titles.count > 1)
		fill_two(fill, titles.items);
}
