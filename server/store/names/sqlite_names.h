/* SPDX-License-Identifier: MIT */
/*
 * What titles, authors and journals are completed from: the tables titles,
 * authors, author_names and journal_names, and the count of records of each
 * journal.
 *
 * The changes of a transaction are gathered in memory and written in the order
 * of their keys, so that a load writes each page of these tables once a
 * transaction, and an author of many records once:
 *
 *	SCOPED(gathered_names_release) struct names names = { .writer = writer };
 *	names_change(&names, …);   for each record
 *	names_write(&names, err);  before the commit
 *
 * Nothing is kept between transactions, so one that is rolled back leaves
 * nothing behind.  When very much is gathered, some of it is written earlier.
 */
#ifndef PAPERD_STORE_SQLITE_NAMES_H
#define PAPERD_STORE_SQLITE_NAMES_H

#include "names_made.h"
#include "sqlite.h"

/* The row of a name in author_names or journal_names: its lower 32 bits are the
 * id. */
long long name_rowid(unsigned weight, long long id);

/* Something that is added or taken away. */
struct name_change {
	uint64_t hash;     /* of an author */
	size_t at;         /* in texts: its key; of an author then ORCID iD
			    * and name.  Each ends with NUL. */
	unsigned sequence; /* of the record's change */
	int delta;         /* +1 or -1 */
	long long record;  /* of a title; a journal's id; of words their row */
	unsigned weight;   /* of a title that is added */
};
struct name_changes {
	struct name_change *items; /* owned */
	size_t count, room;
};

struct names {
	struct connection *writer; /* borrowed; set by the caller */
	struct terms *terms;       /* owned; NULL: none yet */
	bool late; /* names_words_anew() will write the words of authors */
	struct buf texts;
	struct name_changes titles, authors, journals;
	/* rows of author_names and journal_names, known while they are
	 * written */
	struct name_changes author_words, journal_words;
	unsigned sequence;
};

/*
 * A record got other names, both as names_make() made them: old is empty when
 * the record is new, new is empty when it is dropped.  Names that stay as they
 * were cost nothing.  Errors: STATUS_NO_MEMORY, STATUS_STORE,
 * STATUS_STORE_FULL.
 */
MUST_CHECK enum status names_change(struct names *names, long long record,
				    struct span old, struct span new,
				    struct error *err);

/*
 * A record moved from one journal to another (0: none).  Also to be called with
 * old == new when what is known of the journal may have been filled in.  A
 * journal that no record names any more is dropped by names_write(), with its
 * ISSNs.  Errors: STATUS_NO_MEMORY.
 */
MUST_CHECK enum status names_journal(struct names *names, long long old,
				     long long new, struct error *err);

/* Writes what was gathered, and empties it. */
MUST_CHECK enum status names_write(struct names *names, struct error *err);

void gathered_names_release(struct names *names);

/* Writes the words of all authors anew, within the writer's transaction. */
MUST_CHECK enum status names_words_anew(struct connection *writer,
					struct error *err);

/* ---- between the files of this ---- */

/* Appends terms_key() of a name or title and a NUL to the texts; *ret is where
 * it begins. */
MUST_CHECK enum status name_key_add(struct names *names, const char *text,
				    size_t *ret, struct error *err);

MUST_CHECK enum status name_change_add(struct names *names,
				       struct name_changes *changes,
				       struct name_change change,
				       struct error *err);

/* The words at `at` in the texts move from one row to another; 0: none. */
MUST_CHECK enum status name_words_move(struct names *names,
				       struct name_changes *words, size_t at,
				       long long from, long long to,
				       struct error *err);

/* Parts of names_write(). */
MUST_CHECK enum status names_write_titles(struct names *names,
					  struct error *err);
MUST_CHECK enum status names_write_authors(struct names *names,
					   struct error *err);
MUST_CHECK enum status names_write_journals(struct names *names,
					    struct error *err);
MUST_CHECK enum status names_write_words(struct names *names,
					 struct error *err);

#endif
