/* SPDX-License-Identifier: MIT */
/*
 * The contract of include/paperd/store.h, held against every backend.
 *
 * CONTRACT(suite, sentence) { … } is a test whose body runs once for each
 * backend, on an empty store that it gets as f.
 */
#ifndef PAPERD_TESTS_STORE_CONTRACT_H
#define PAPERD_TESTS_STORE_CONTRACT_H

#include <criterion/criterion.h>

#include "paperd/scoped.h"
#include "paperd/store.h"

#include "held.h"

struct fixture {
	struct store *store;
	struct error err;    /* of the last call that was to fail */
	const char *backend; /* for messages */
	char folder[64];
	char url[128];
};

void on_each_backend(void (*test)(struct fixture *f));

#define CONTRACT(suite, sentence)                          \
	static void suite##_##sentence(struct fixture *f); \
	Test(suite, sentence)                              \
	{                                                  \
		on_each_backend(suite##_##sentence);       \
	}                                                  \
	static void suite##_##sentence(struct fixture *f)

/* What the tests say of a record; members left out are not known. */
struct work {
	const char *doi;
	const char *pmid;
	const char *s2;
	const char *isbn;
	const char *title;
	const char *type;
	const char *published;
	int year;
	const char *language;
	const char *journal;
	const char *issn[3];
	const char *description;
	double impact_factor;
	const char *abstract;
	/* of title and abstract, into Chinese */
	const char *translation, *translated;
	const char *orcid;
	const char *authors[6]; /* names; NAME|ORCID */
	struct integer citations;
	enum truth open_access, retracted;
	/* DOIs of works it updates, after the type if it has one: "retraction
	 * 10.1000/a"; after "by ": of what updates it */
	const char *updates[3];
	const char *member;
	const char *license;
	const char *reference;
	const char *funder; /* its DOI */
	const char *publisher;
	const char *abbreviation; /* of the journal */
	const char *source;
	const char *format;
	const char *loaded;
	uint64_t flags;
	const char *raw; /* NULL: made from the DOI or PMID */
};

/* The entry of a work at this line; the caller releases it. */
struct entry entry_of(const struct work *work, long long line);

/* Puts works as one batch; file may be NULL. */
enum status try_put(struct fixture *f, struct dump_file *file,
		    const struct work *works, size_t count);
/* The same, and fails the test when that fails. */
void put(struct fixture *f, struct dump_file *file, const struct work *works,
	 size_t count);
#define PUT(f, file, ...)                                  \
	put(f, file, (const struct work[]){ __VA_ARGS__ }, \
	    ARRAY_COUNT(((const struct work[]){ __VA_ARGS__ })))

/* A file in its first, second, … load. */
struct dump_file file_of(const char *path, long long generation);

/*
 * A query of the parameters "name=value&name=value", as they are; `first` is one
 * of them.  The caller releases it.
 */
struct query query_from(struct fixture *f, const char *params);

/* Asks for the page behind this one; false: there is none. */
bool query_next(struct fixture *f, struct query *query,
		const struct page *page);

/* Puts the keys of the records of a page behind the others, by blanks. */
void keys_add(struct fixture *f, const struct page *page, struct buf *out);

/* The keys of all records that match, by blanks, page after page; they are as
 * many as the total says. */
char *keys_of(struct fixture *f, const char *params);

/* The source object of a DOI; owned.  NULL: not found. */
char *raw_of(struct fixture *f, const char *doi);

/* A page; the caller releases it. */
struct page page_of(struct fixture *f, const char *params);

/*
 * Asserts which records a list has, and in which order, in pages of so many:
 * those of the DOIs "10.1000/x", each given as its x.  Without an order in
 * params they come by DOI.
 */
void expect_list(struct fixture *f, const char *params, int limit,
		 const char *expected);

/* Closes the store and opens it again; false: it would be another one. */
bool reopen(struct fixture *f);

/* The number of records that match everything. */
long long total_of(struct fixture *f);

/*
 * Asserts which records are stale: of each its key and its objects, "KEY from
 * PATH:LINE@OFFSET LOADED RAW + …|"; of one that was fetched "<URL> STATUS" in
 * place of path, line and offset.
 */
void expect_stale(struct fixture *f, const char *expected);

/* Asserts that the call succeeds. */
#define OK(f, call) \
	cr_assert_eq(call, STATUS_OK, "%s: %s", (f)->backend, (f)->err.detail)

#endif
