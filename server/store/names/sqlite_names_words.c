/* SPDX-License-Identifier: MIT */
/*
 * The words of names: rows of author_names and journal_names.
 *
 * These tables keep no text, so that the words of a row that goes must be told
 * again.  FTS5 ends a segment of its index at every row whose number is smaller
 * than the one before: hence the order.
 */
#include "sqlite_names.h"

#include <stdlib.h>

#define WEIGHT_MAX 255

long long name_rowid(unsigned weight, long long id)
{
	return (long long)(WEIGHT_MAX - weight) << 32 | id;
}

enum status name_words_move(struct names *names, struct name_changes *words,
			    size_t at, long long from, long long to,
			    struct error *err)
{
	struct name_change left = { .at = at, .record = from, .delta = -1 };
	struct name_change entered = { .at = at, .record = to, .delta = +1 };
	enum status status = STATUS_OK;

	if (from)
		status = name_change_add(names, words, left, err);
	if (status == STATUS_OK && to)
		status = name_change_add(names, words, entered, err);
	return status;
}

/* By row; what leaves it before what comes. */
static int order(const void *left, const void *right)
{
	const struct name_change *one = left, *other = right;

	if (one->record != other->record)
		return one->record > other->record ? 1 : -1;
	return one->delta - other->delta;
}

static enum status words_write(struct names *names, struct name_changes *words,
			       const char *add, const char *drop,
			       struct error *err)
{
	enum status status = STATUS_OK;

	if (words->count)
		qsort(words->items, words->count, sizeof(*words->items), order);
	for (size_t i = 0; status == STATUS_OK && i < words->count; i++) {
		const struct name_change *change = &words->items[i];
		SCOPED(statement_release)
		struct statement write = statement_of(
			names->writer, change->delta > 0 ? add : drop);

		bind_integer(&write, change->record);
		bind_text(&write, names->texts.data + change->at);
		status = statement_run(&write, err);
	}
	return status;
}

enum status names_write_words(struct names *names, struct error *err)
{
	static const char author_add[] =
		"INSERT INTO author_names (rowid, words) VALUES (?, ?)";
	static const char author_drop[] =
		"INSERT INTO author_names (author_names, rowid, words)"
		" VALUES ('delete', ?, ?)";
	static const char journal_add[] =
		"INSERT INTO journal_names (rowid, words) VALUES (?, ?)";
	static const char journal_drop[] =
		"INSERT INTO journal_names (journal_names, rowid, words)"
		" VALUES ('delete', ?, ?)";
	enum status status = words_write(names, &names->author_words,
					 author_add, author_drop, err);

	return status == STATUS_OK ? words_write(names, &names->journal_words,
						 journal_add, journal_drop, err)
				   : status;
}
