/* SPDX-License-Identifier: MIT */
/*
 * What filters, facets and orders look at, of every record, in memory.
 *
 * A record has thirty-two bytes of facts, found by its id, so that a million records
 * are filtered and counted in the time of a few disk accesses.  The rows are in
 * chunks that never move: one thread at a time (whoever writes the store)
 * changes rows, any number read them meanwhile.  A row appears and vanishes at
 * once; of one that is changed, a reader may see some members as they were and
 * some as they are, and never a torn member.
 */
#ifndef PAPERD_STORE_FACTS_H
#define PAPERD_STORE_FACTS_H

#include "paperd/error.h"
#include "paperd/query.h"

/* Ids of records are below this: the search index has 32 bits for them. */
#define FACTS_ID_MAX (1LL << 32)

/* The members of a row.  Numbers of words, journals and publishers are ids of
 * their tables; 0: not known. */
enum fact {
	FACT_STATE,     /* bits: below; 0: no such record */
	FACT_PUBLISHED, /* year * 512 + month * 32 + day; parts not known: 0 */
	FACT_YEAR,      /* 0: not known */
	FACT_CITATIONS, /* 1 + how often it is cited; 0: not known */
	FACT_TYPE,      /* the number of a word */
	FACT_LANGUAGE,
	FACT_SOURCE,
	FACT_PUBLISHER,
	FACT_JOURNAL, /* the id of a journal */
	FACT_LOADED,  /* the day it was loaded or fetched, as FACT_PUBLISHED */
	FACT_LENGTH,  /* terms: title << 16 | all columns, each at most 65535 */
	FACTS
};

/* Bits of FACT_STATE.  The lowest are those of enum query_has. */
enum fact_state {
	STATE_HELD = 1 << 16, /* every record has it */
	STATE_OPEN = 1 << 17,
	STATE_CLOSED = 1 << 18,
	STATE_RETRACTED = 1 << 19,
	STATE_PRIOR_SHIFT = 24, /* the prior: the highest eight bits */
};

struct facts {
	uint32_t of[FACTS];
};

struct facts_table;

/* NULL when out of memory. */
struct facts_table *facts_open(void);
void facts_close(struct facts_table *table); /* NULL is fine */

/* Makes room for these facts of a record.  Errors: STATUS_NO_MEMORY,
 * STATUS_STORE_FULL for an id that is too large or negative. */
MUST_CHECK enum status facts_reserve(struct facts_table *table, long long id,
				     const struct facts *facts,
				     struct error *err);

/* Sets the row of a record to facts that there is room for; without STATE_HELD:
 * there is none. */
void facts_set(struct facts_table *table, long long id,
	       const struct facts *facts);

/* The row of a record; false, *ret zeroed: there is none. */
bool facts_get(const struct facts_table *table, long long id,
	       struct facts *ret);

/*
 * Says that the row will soon be asked for.  Rows of a search lie far apart,
 * and waiting for memory costs more than all else that is done with a row:
 * whoever has many to look at says so some sixteen ids ahead.
 */
void facts_expect(const struct facts_table *table, long long id);

/* One more than the largest id that has ever been held; 0: none was. */
long long facts_end(const struct facts_table *table);

/* How many records there are. */
long long facts_count(const struct facts_table *table);

/* ---- a filter ---- */

/* Numbers that a member may have; from == until: one. */
struct fact_range {
	uint32_t from, until;
};

/* A member is in one of the ranges, or, negated, in none of them.  Without a
 * range nothing is in one. */
struct fact_test {
	enum fact member;
	struct fact_range *ranges; /* owned; in order, none meets another */
	size_t count;
	bool negated;
};

#define FACT_TESTS_MAX 16

struct fact_filter {
	uint32_t want;   /* bits of FACT_STATE that must be set … */
	uint32_t refuse; /* … and that must not be */
	struct fact_test tests[FACT_TESTS_MAX];
	size_t count;
	bool nothing; /* no record can pass */
};

/* A new test of the filter; its ranges are added with fact_test_add().  Owned
 * by the filter; NULL when it has FACT_TESTS_MAX. */
struct fact_test *fact_filter_add(struct fact_filter *filter, enum fact member,
				  bool negated);
/* Adds from…until, both included; from > until adds nothing.  False when out
 * of memory. */
MUST_CHECK bool fact_test_add(struct fact_test *test, uint32_t from,
			      uint32_t until);
void fact_filter_release(struct fact_filter *filter);

/* A record that is held passes when all tests hold.  A row of no record never
 * does. */
bool fact_filter_passes(const struct fact_filter *filter,
			const struct facts *facts);

/* ---- the first records of an order ---- */

/* A record and its place: smaller goes first, then the smaller id. */
struct picked {
	uint64_t value;
	uint64_t id;
};

/*
 * Picks the first `room` of any number of records, behind a place when there is
 * one: a heap, so that each that is too late costs one comparison.
 */
struct picks {
	struct picked *items; /* owned; room of them */
	size_t room, count;
	bool behind; /* only what comes after `after` */
	struct picked after;
	bool more; /* some were left out at the end */
};

MUST_CHECK enum status picks_init(struct picks *picks, size_t room,
				  const struct picked *after,
				  struct error *err);
void picks_release(struct picks *picks);
void picks_add(struct picks *picks, uint64_t value, uint64_t id);
/* Puts the items in order; nothing is added afterwards. */
void picks_sort(struct picks *picks);

/*
 * The place of a record in an order by a fact, or by chance: it depends on the
 * facts, the id and the seed alone.  Descending is the reverse of ascending, so
 * that what is not known is first or last; records of one place go by id either
 * way.  SORT_DOI, SORT_TITLE: not for this.
 */
uint64_t fact_place(const struct facts *facts, uint64_t id,
		    const struct query *query);

/* ---- facets ---- */

/* How many records have each value; `numbers` by the number in the member. */
struct tally {
	uint32_t *numbers; /* owned */
	size_t room;
};

struct tallies {
	unsigned facets; /* bits of 1 << enum query_facet */
	struct tally of[FACETS];
};

/* Counts a record in each of the facets; false when out of memory, also for a
 * number of 2^26 or more, which no table has so many rows for. */
MUST_CHECK bool tallies_add(struct tallies *tallies, const struct facts *facts);
void tallies_release(struct tallies *tallies);

/* A value and its records. */
struct tallied {
	uint32_t number;
	uint32_t records;
};

/*
 * The values with the most records, most first, then the smaller number; at
 * most max, and at most QUERY_FACET_MAX.  Number 0, which is "not known", is
 * not among them, but of FACET_OPEN_ACCESS, where 1 stands for true, 2 for
 * false and 0 for unknown, and of FACET_HAS_ABSTRACT, where 1 is true and 0
 * false.  *ret_distinct is how many values there are in all.  Returns how many
 * are in ret.
 */
size_t tallies_top(const struct tallies *tallies, enum query_facet facet,
		   struct tallied *ret, size_t max, size_t *ret_distinct);

#endif
