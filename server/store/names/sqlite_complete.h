/* SPDX-License-Identifier: MIT */
/*
 * Completing a text that is being typed, and finding authors and journals by
 * the words of their names.
 */
#ifndef PAPERD_STORE_SQLITE_COMPLETE_H
#define PAPERD_STORE_SQLITE_COMPLETE_H

#include "paperd/query.h"
#include "paperd/terms.h"

#include "sqlite.h"

/* Most words of a name that are looked for; the others are left out. */
#define NAME_WORDS_MAX 16

struct name_word {
	size_t from, len; /* in the text of all */
	bool begins;      /* the beginning of a word will do */
};
struct name_words {
	struct name_word items[NAME_WORDS_MAX];
	size_t count;
	struct buf text;
};

/*
 * The words of a text.  A word of one letter, and one before a "*", is the
 * beginning of a word; while it is typed so is the last one, unless a blank
 * follows it.
 */
void name_words_read(struct terms *terms, struct span text, bool is_typed,
		     struct name_words *ret);
void name_words_release(struct name_words *words);

/* Appends what FTS5 is asked for all words; nothing when there are none. */
void name_words_match(const struct name_words *words, struct buf *out);

/*
 * Appends what names with all words match, and others too, but what costs FTS5
 * less: without words of one letter, and when is_cut with no more letters of
 * beginnings than FTS5 keeps lists of.  False when that is no less, or nothing.
 */
bool name_words_near(const struct name_words *words, bool is_cut,
		     struct buf *out);

/* True when a name of this key has all words. */
bool name_words_fit(const struct name_words *words, struct span key);

/*
 * Cursors of lists of names: those of query.h, so that one that was cut or
 * mistyped is refused.  The place is a number above 0 and, in a list by a key,
 * that key; the list's name tells its cursors from all others.
 */
MUST_CHECK enum status names_cursor(const char *list, struct span key,
				    long long number, char **ret,
				    struct error *err);
/* *ret stays as it is when the cursor is empty, else place_release() it.
 * Errors: STATUS_INVALID_PARAMETER. */
MUST_CHECK enum status names_place(const char *list, struct span cursor,
				   struct place *ret, struct error *err);

/* What a text may become. */
struct candidate {
	struct completion is; /* owned */
	bool whole;           /* its key is that of the text */
	bool inside;          /* a journal that does not begin so */
	uint64_t value;       /* larger goes first */
	size_t rank;          /* in its kind, from 0 */
};

struct completing {
	struct reader *reader;
	struct terms *terms;
	struct span text; /* as it was typed */
	struct buf key;   /* terms_key() of it */
	struct name_words words;
	struct buf other; /* for the keys of candidates */
	size_t limit;
	size_t wanted; /* candidates of a kind: names stand in the order of
			 * their weights, within which they differ */
	struct candidate *items;
	size_t count, room;
};

/*
 * Answers that are kept (sqlite_complete_answers.c): at most 4096, of 4 KiB
 * each, for texts of up to 32 bytes.  One is given again only while the store's
 * generation is that under which it was read: what was committed before a text
 * is asked for is in the answer, whether it was kept or not.
 */
struct answers;
struct asked {
	struct span text;
	unsigned kinds;
	size_t limit;
};
struct answers *answers_open(void); /* NULL: no memory, and nothing is kept */
void answers_close(struct answers *answers); /* NULL is fine */
/* A copy for the caller; false: there is none of this generation. */
bool answers_find(struct answers *answers, const struct asked *asked,
		  unsigned long long generation, struct completions *ret);
/* Keeps a copy, in place of what stood there. */
void answers_keep(struct answers *answers, const struct asked *asked,
		  unsigned long long generation,
		  const struct completions *found);

/* A new candidate with nothing in it; NULL when there is no room. */
struct candidate *candidate_add(struct completing *completing);
/* True when a name or title has the key of the text. */
bool is_whole(struct completing *completing, const char *text);

/* Adds the names that have the words (sqlite_complete_names.c). */
MUST_CHECK enum status complete_authors(struct completing *completing,
					struct error *err);
MUST_CHECK enum status complete_journals(struct completing *completing,
					 struct error *err);
/* Adds the titles that begin so (sqlite_complete_titles.c). */
MUST_CHECK enum status complete_titles(struct completing *completing,
				       struct error *err);
/* Adds the title of a record that was picked, unless it is there already or
 * the record has gone (sqlite_complete_record.c). */
MUST_CHECK enum status complete_record(struct completing *completing,
				       const struct picked *picked,
				       struct error *err);

#endif
