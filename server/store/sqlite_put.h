/* SPDX-License-Identifier: MIT */
/*
 * The parts of put.  Everything here runs within the writer's transaction.
 */
#ifndef PAPERD_STORE_SQLITE_PUT_H
#define PAPERD_STORE_SQLITE_PUT_H

#include "sqlite_index.h"

/* What the entries of a batch have in common. */
struct put {
	struct sqlite_store *store;
	struct connection *writer; /* of the store */
	struct changes changes;    /* of the index, written at the end */
	long long file_id;         /* 0: of no file */
	long long generation;      /* of the file */
	bool any_stale;            /* some record may have to be marked fresh */
	bool rewrites;             /* a record that was held changes or goes */
	struct connection *open;   /* the transaction; NULL: none */
};

/* The record of an entry. */
struct held {
	long long id;        /* 0: none yet */
	bool same;           /* its JSON equals the entry's */
	bool joined;         /* it was found by an identifier, not by its key */
	char etag[ETAG_MAX]; /* of the entry */
};

/* Runs a statement whose values are these, as many of them as it takes. */
MUST_CHECK enum status run_ids(struct connection *writer, const char *sql,
			       long long first, long long second,
			       struct error *err);

/*
 *	SCOPED(writer_return) struct sqlite_store *held = NULL;
 *	SCOPED(put_release) struct put put = put_init(base, &held);
 * has the writer; put_begin() begins a transaction, put_commit() ends it, and
 * what is not committed is rolled back.
 */
struct put put_init(struct store *base, struct sqlite_store **ret_held);
MUST_CHECK enum status put_begin(struct put *put, struct error *err);
MUST_CHECK enum status put_commit(struct put *put, struct error *err);
void put_release(struct put *put);

/* All of a batch, within the transaction. */
MUST_CHECK enum status batch_put(struct put *put, const struct batch *batch,
				 struct error *err);

/* A batch of a store that is filled (sqlite_fill.c); put holds nothing yet. */
MUST_CHECK enum status fill_put(const struct put *put, struct batch *batch,
				struct error *err);

/* An entry with its object. */
MUST_CHECK enum status entry_put(struct put *put, const struct entry *entry,
				 struct error *err);

/* An entry without one (sqlite_renew.c). */
MUST_CHECK enum status entry_renew(struct put *put, const struct entry *entry,
				   struct error *err);

/* ---- a record as a whole (sqlite_put.c) ---- */

/* Stale by a mark that it did not have before. */
MUST_CHECK enum status mark_stale(struct put *put, long long id,
				  struct error *err);
MUST_CHECK enum status mark_fresh(const struct put *put, long long id,
				  struct error *err);

/* Writes the entry in the place of the record, which is then fresh. */
MUST_CHECK enum status record_replace(struct put *put,
				      const struct entry *entry,
				      struct held *held, struct error *err);

/* Makes the objects and identifiers of one record those of another, which is
 * then stale.  An object that the other has too is there in its newer form. */
MUST_CHECK enum status record_join(struct put *put, long long from,
				   long long to, struct error *err);

/* Joins the records without a DOI that share an identifier with the entry. */
MUST_CHECK enum status record_absorb(struct put *put, const struct entry *entry,
				     long long id, struct error *err);

/* ---- records (sqlite_record.c) ---- */

/* The record kept under key; *ret as it was when there is none. */
MUST_CHECK enum status record_seek(struct connection *writer, const char *key,
				   struct held *ret, struct error *err);

/* Writes the entry's record over the held one, or a new one. */
MUST_CHECK enum status record_store(struct put *put, const struct entry *entry,
				    struct held *held, struct error *err);

/* Drops a record, but for its objects. */
MUST_CHECK enum status record_drop(struct put *put, long long id,
				   struct error *err);

/* ---- notices (sqlite_notice.c) ---- */

/* The record is the notice that its updates say, and of nothing else; the works
 * it was or is about are stale.  is_new: it was none before. */
MUST_CHECK enum status notices_set(struct put *put, long long id,
				   const struct paper *paper, bool is_new,
				   struct error *err);
/* It is no notice any more. */
MUST_CHECK enum status notices_drop(struct put *put, long long id,
				    struct error *err);

/* Marks the record of a DOI stale, which was written without what notices say
 * of it, if there are any. */
MUST_CHECK enum status notices_meet(struct put *put, long long id,
				    const char *doi, struct error *err);

/* ---- identifiers (sqlite_identifier.c) ---- */

/* Adds those of the entry to those of the record. */
MUST_CHECK enum status identifiers_add(struct connection *writer, long long id,
				       const struct entry *entry,
				       struct error *err);
/* The record has those of the entry and no others. */
MUST_CHECK enum status identifiers_set(struct connection *writer, long long id,
				       const struct entry *entry,
				       struct error *err);

/*
 * The first record other than `self` that has one of the entry's identifiers,
 * among those with a DOI or those without; *ret is 0 when there is none.
 */
MUST_CHECK enum status related_find(struct connection *writer,
				    const struct entry *entry, long long self,
				    bool with_doi, long long *ret,
				    struct error *err);

/* ---- objects (sqlite_object.c) ---- */

/* Moves the generation of the entry's object when it is held as it is; *ret
 * says whether it was. */
MUST_CHECK enum status object_keep(const struct put *put,
				   const struct entry *entry, long long record,
				   bool *ret, struct error *err);
/* Writes it under a new id. */
MUST_CHECK enum status object_write(const struct put *put,
				    const struct entry *entry, long long record,
				    struct error *err);
MUST_CHECK enum status objects_count(struct connection *writer,
				     long long record, long long *ret,
				     struct error *err);

#endif
