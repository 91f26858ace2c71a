/* SPDX-License-Identifier: MIT */
#include "columns.h"

#include <stdio.h>
#include <stdlib.h>

#include "paperd/exact.h"
#include "paperd/store.h"

#include "names_made.h"

/* A column that is filled. */
struct filling {
	struct terms *terms;
	struct columns *columns;
};

/* Names have no stems: Browning is not Brown. */
static const enum terms_mode modes[COLUMNS] = {
	[COLUMN_ABSTRACT] = TERMS_TEXT,
	[COLUMN_TITLE] = TERMS_TEXT,
	[COLUMN_AUTHOR] = TERMS_EXACT,
	[COLUMN_JOURNAL] = TERMS_EXACT,
};

static void add(struct filling *filling, enum column column, struct span text)
{
	struct buf *out = &filling->columns->of[column];
	struct term term;

	terms_begin(filling->terms, text, modes[column]);
	while (terms_next(filling->terms, &term)) {
		if (out->len + 1 + term.text.len > COLUMN_MAX)
			return;
		buf_add_char(out, term.same_place ? COLUMN_SAME_PLACE
						  : COLUMN_NEXT_PLACE);
		buf_add_span(out, term.text);
		filling->columns->places[column] += !term.same_place;
	}
}

/* They are no words: a record is not longer by them. */
static void add_exact(void *context, struct span term)
{
	struct filling *filling = context;
	struct buf *out = &filling->columns->of[COLUMN_EXACT];

	if (out->len + 1 + term.len > COLUMN_MAX)
		return;
	buf_add_char(out, COLUMN_NEXT_PLACE);
	buf_add_span(out, term);
}

static void add_text(struct filling *filling, enum column column,
		     const char *text)
{
	if (text)
		add(filling, column, span_of(text));
}

static void add_number(struct filling *filling, enum column column,
		       struct integer number)
{
	char text[32];
	int len = snprintf(text, sizeof(text), "%lld", number.value);

	if (number.known)
		add(filling, column, (struct span){ text, (size_t)len });
}

static void add_paper(struct filling *filling, const struct paper *paper)
{
	exact_terms(paper, &(struct exact_taker){ add_exact, filling });
	add_text(filling, COLUMN_ABSTRACT, paper->abstract);
	add_text(filling, COLUMN_TITLE, paper->title);
	for (size_t i = 0; i < paper->translations.count; i++) {
		const struct translation *other = &paper->translations.items[i];

		add_text(filling, COLUMN_ABSTRACT, other->abstract);
		add_text(filling, COLUMN_TITLE, other->title);
	}
	for (size_t i = 0; i < paper->authors.count; i++)
		add_text(filling, COLUMN_AUTHOR, paper->authors.items[i].name);
	add_text(filling, COLUMN_JOURNAL, paper->journal.title);
	add_text(filling, COLUMN_JOURNAL, paper->journal.abbreviation);
	add_number(filling, COLUMN_JOURNAL, paper->year);
}

enum status columns_fill(struct columns *columns, struct terms *terms,
			 const struct paper *paper, struct error *err)
{
	struct filling filling = { terms, columns };
	enum status status = STATUS_OK;

	for (int i = 0; i < COLUMNS; i++) {
		if (!columns->of[i].cap)
			columns->of[i] = buf_init(COLUMN_MAX);
		buf_clear(&columns->of[i]);
		columns->places[i] = 0;
	}
	add_paper(&filling, paper);
	for (int i = 0; status == STATUS_OK && i < COLUMNS; i++)
		status = buf_check(&columns->of[i], err);
	return status;
}

void columns_release(struct columns *columns)
{
	for (int i = 0; i < COLUMNS; i++)
		buf_release(&columns->of[i]);
	buf_release(&columns->names);
}

bool columns_are_alike(const struct columns *one, const struct columns *other)
{
	bool alike = true;

	for (int i = 0; alike && i < COLUMNS; i++)
		alike = span_same(buf_span(&one->of[i]),
				  buf_span(&other->of[i]));
	return alike;
}

/* ---- ahead of time ---- */

struct preparer {
	struct terms *terms;
	struct columns columns; /* filled for one entry after the other */
};

struct preparer *preparer_open(void)
{
	struct preparer *made = calloc(1, sizeof(*made));

	if (!made)
		return NULL;
	made->terms = terms_open();
	if (made->terms)
		return made;
	free(made);
	return NULL;
}

void preparer_close(struct preparer *preparer)
{
	if (!preparer)
		return;
	terms_close(preparer->terms);
	columns_release(&preparer->columns);
	free(preparer);
}

/* Thousands of entries wait for the writer: without memory that they do not
 * use. */
static bool buf_copy(const struct buf *from, struct buf *to)
{
	*to = (struct buf){ .cap = from->cap, .room = from->len + 1 };
	to->data = malloc(to->room);
	if (!to->data)
		return false;
	if (from->len)
		memcpy(to->data, from->data, from->len);
	buf_cut(to, from->len);
	return true;
}

static bool columns_copy(const struct columns *from, struct columns *to)
{
	bool copied = buf_copy(&from->names, &to->names);

	memcpy(to->places, from->places, sizeof(to->places));
	for (int i = 0; copied && i < COLUMNS; i++)
		copied = buf_copy(&from->of[i], &to->of[i]);
	return copied;
}

static enum status names_fill(struct preparer *preparer,
			      const struct paper *paper, struct error *err)
{
	struct buf *names = &preparer->columns.names;

	if (!names->cap)
		*names = buf_init(NAMES_MAX);
	buf_clear(names);
	names_make(preparer->terms, paper, names);
	return buf_check(names, err);
}

static enum status entry_prepare(struct preparer *preparer, struct entry *entry,
				 struct error *err)
{
	enum status status = columns_fill(&preparer->columns, preparer->terms,
					  &entry->paper, err);

	if (status == STATUS_OK)
		status = names_fill(preparer, &entry->paper, err);
	if (status != STATUS_OK)
		return status;
	entry->columns = calloc(1, sizeof(*entry->columns));
	if (!entry->columns ||
	    !columns_copy(&preparer->columns, entry->columns))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	buf_fit(&entry->json);
	buf_fit(&entry->raw);
	return STATUS_OK;
}

enum status entries_prepare(struct preparer *preparer, struct entry *entries,
			    size_t count, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < count; i++)
		status = entry_prepare(preparer, &entries[i], err);
	return status;
}
