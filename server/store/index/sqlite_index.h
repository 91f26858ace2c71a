/* SPDX-License-Identifier: MIT */
/*
 * What a transaction changes in the search index and in the facts.
 *
 * Changes are gathered while records are written and put into the index at the
 * end, in the order of its rows: FTS5 begins a new segment whenever a row comes
 * before the one written last.
 */
#ifndef PAPERD_STORE_SQLITE_INDEX_H
#define PAPERD_STORE_SQLITE_INDEX_H

#include "columns.h"
#include "sqlite.h"

/* A record, as it was before the transaction and as it is after it. */
struct change {
	long long id;
	size_t turn;       /* of several for one record the last counts */
	struct paper *old; /* owned; NULL: it was not there */
	struct facts was;
	const struct paper *paper;     /* borrowed; NULL: it is dropped */
	const struct columns *columns; /* borrowed; NULL: not made yet */
	struct facts now;
};

struct changes {
	struct change *items; /* owned */
	size_t count, room;
};
void changes_release(struct changes *changes);

/* The row of the search index that a record has. */
static inline long long index_row(uint32_t state, long long id)
{
	return (long long)(63 - (state >> STATE_PRIOR_SHIFT)) << 32 | id;
}

/* Which record a row is of. */
static inline long long index_record(long long row)
{
	return row & (FACTS_ID_MAX - 1);
}

/*
 * Begins a change of a record that is held (its JSON is read: before it is
 * written over), or, with old == NULL, of a new one.  The caller sets paper
 * and now, or leaves both: then the record is dropped.  *ret is valid until the
 * next change.
 */
MUST_CHECK enum status change_begin(struct sqlite_store *store,
				    struct changes *changes, long long id,
				    bool held, struct change **ret,
				    struct error *err);

/* Writes all changes to the index, the facts and the names, and the number of
 * the transaction (sqlite_view.h).  At the end of the writer's transaction. */
MUST_CHECK enum status changes_write(struct sqlite_store *store,
				     struct changes *changes,
				     struct error *err);

/* Makes the changes in memory too, once they are committed. */
void changes_apply(struct sqlite_store *store, const struct changes *changes);

/* Sees to it that the index is that of this program: makes it if need be, which
 * takes seconds for each hundred thousand records (sqlite_reindex.c). */
MUST_CHECK enum status index_prepare(struct sqlite_store *store,
				     struct error *err);

/* ---- facts (sqlite_facts.c) ---- */

/* YYYY[-MM[-DD]] as a number that orders as the text does; 0 for NULL. */
uint32_t date_number(const char *date);

/* All facts but the length.  Words that were not held are added. */
MUST_CHECK enum status facts_of(struct sqlite_store *store,
				const struct paper *paper, long long journal,
				struct facts *ret, struct error *err);
MUST_CHECK enum status facts_write(struct connection *writer, long long id,
				   const struct facts *facts,
				   struct error *err);

/* ---- facts into memory (sqlite_facts_read.c) ---- */

/* Begins to read all facts into memory, once the index is prepared. */
MUST_CHECK enum status facts_load(struct sqlite_store *store,
				  struct error *err);

/* ---- words (sqlite_words.c) ---- */

/* The number of a word, 0 for none; it is added when it is not held. */
MUST_CHECK enum status word_put(struct sqlite_store *store, enum fact kind,
				const char *value, long long *ret,
				struct error *err);
/* The number of a word that is held, else 0. */
MUST_CHECK enum status word_find(struct connection *reader, enum fact kind,
				 const char *value, long long *ret,
				 struct error *err);

#endif
