/* SPDX-License-Identifier: MIT */
/*
 * Completing what is typed.
 *
 * Of each kind the best: authors and journals with the most records, of journals
 * first those that begin with the text; titles of the highest prior (most cited,
 * then newest).  Then the kinds take turns, in
 * the order of enum completion_kind; whatever is the text already as a whole
 * goes before all others.
 */
#include "sqlite_complete.h"

#include <stdlib.h>
#include <time.h>

/* An answer that took so long is kept. */
#define COSTLY_US 100

static void completing_release(struct completing *completing)
{
	for (size_t i = 0; i < completing->count; i++)
		completion_release(&completing->items[i].is);
	free(completing->items);
	buf_release(&completing->key);
	name_words_release(&completing->words);
	buf_release(&completing->other);
	terms_close(completing->terms);
}

struct candidate *candidate_add(struct completing *completing)
{
	if (completing->count == completing->room)
		return NULL;
	return &completing->items[completing->count++];
}

bool is_whole(struct completing *completing, const char *text)
{
	buf_clear(&completing->other);
	terms_key(completing->terms, span_of(text), &completing->other);
	return strcmp(buf_text(&completing->other),
		      buf_text(&completing->key)) == 0;
}

/* ---- the order ---- */

static int by_value(const void *left, const void *right)
{
	const struct candidate *one = left, *other = right;

	if (one->whole != other->whole)
		return one->whole ? -1 : 1;
	if (one->inside != other->inside)
		return one->inside ? 1 : -1;
	if (one->value != other->value)
		return one->value > other->value ? -1 : 1;
	return strcmp(one->is.text, other->is.text);
}

static int by_turn(const void *left, const void *right)
{
	const struct candidate *one = left, *other = right;

	if (one->whole != other->whole)
		return one->whole ? -1 : 1;
	if (one->rank != other->rank)
		return one->rank > other->rank ? 1 : -1;
	return (int)one->is.kind - (int)other->is.kind;
}

/* Ranks those of a kind, from `from` on; a text is there once. */
static void rank(struct completing *completing, size_t from)
{
	struct candidate *items = completing->items;
	size_t kept = from;

	qsort(items + from, completing->count - from, sizeof(*items), by_value);
	for (size_t i = from; i < completing->count; i++) {
		bool again = false;

		for (size_t j = from; j < kept; j++)
			again |= strcmp(items[i].is.text, items[j].is.text) ==
				 0;
		if (again) {
			completion_release(&items[i].is);
			continue;
		}
		items[i].rank = kept - from;
		items[kept++] = items[i];
	}
	completing->count = kept;
}

static enum status completing_init(struct completing *completing,
				   struct error *err)
{
	completing->wanted = 2 * completing->limit;
	/* of journals twice: those that begin so, and all */
	completing->room = (COMPLETE_KINDS + 1) * completing->wanted + 1;
	completing->items = calloc(completing->room,
				   sizeof(*completing->items));
	completing->terms = terms_open();
	if (!completing->items || !completing->terms)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	completing->key = buf_init(64 << 10);
	completing->other = buf_init(STORE_VALUE_MAX);
	terms_key(completing->terms, completing->text, &completing->key);
	name_words_read(completing->terms, completing->text, true,
			&completing->words);
	return buf_check(&completing->key, err);
}

static enum status complete_kinds(struct completing *completing, unsigned kinds,
				  struct error *err)
{
	static enum status (*const complete[COMPLETE_KINDS])(
		struct completing *, struct error *) = {
		[COMPLETE_TITLE] = complete_titles,
		[COMPLETE_AUTHOR] = complete_authors,
		[COMPLETE_JOURNAL] = complete_journals,
	};
	enum status status = STATUS_OK;

	for (enum completion_kind kind = 0; kind < COMPLETE_KINDS; kind++) {
		size_t from = completing->count;

		if (status != STATUS_OK || !(kinds & 1U << kind))
			continue;
		status = complete[kind](completing, err);
		if (status == STATUS_OK)
			rank(completing, from);
	}
	return status;
}

static enum status completions_take(struct completing *completing,
				    struct completions *ret, struct error *err)
{
	size_t count = completing->count < completing->limit
			       ? completing->count
			       : completing->limit;

	qsort(completing->items, completing->count, sizeof(*completing->items),
	      by_turn);
	ret->items = calloc(count + 1, sizeof(*ret->items));
	if (!ret->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (; ret->count < count; ret->count++) {
		ret->items[ret->count] = completing->items[ret->count].is;
		completing->items[ret->count].is = (struct completion){ 0 };
	}
	return STATUS_OK;
}

static long long now_us(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (long long)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

static enum status complete(struct reader *reader, const struct asked *asked,
			    struct completions *ret, struct error *err)
{
	SCOPED(transaction_release) struct connection *open = NULL;
	SCOPED(completing_release)
	struct completing completing = { .reader = reader,
					 .text = asked->text,
					 .limit = asked->limit };
	enum status status = completing_init(&completing, err);

	if (status != STATUS_OK || !completing.key.len)
		return status;
	status = facts_wait(reader->store, reader->connection->deadline, err);
	if (status == STATUS_OK)
		status = snapshot_begin(reader->connection, &open, err);
	if (status == STATUS_OK)
		status = complete_kinds(&completing, asked->kinds, err);
	return status == STATUS_OK ? completions_take(&completing, ret, err)
				   : status;
}

enum status sqlite_complete(struct store *base, struct span text,
			    unsigned kinds, size_t limit,
			    struct completions *ret, struct error *err)
{
	SCOPED(reader_return) struct reader reader = { 0 };
	struct answers *answers = ((struct sqlite_store *)base)->answers;
	struct asked asked = { text, kinds, limit };
	long long begun = now_us();
	enum status status;

	if (answers_find(answers, &asked, base->generation, ret))
		return STATUS_OK;
	status = reader_borrow(base, &reader, err);
	if (status != STATUS_OK)
		return status;
	connection_limit(reader.connection, base->limits.search_ms);
	status = complete(&reader, &asked, ret, err);
	if (status == STATUS_OK && now_us() - begun >= COSTLY_US)
		answers_keep(answers, &asked, reader.generation, ret);
	return status;
}
