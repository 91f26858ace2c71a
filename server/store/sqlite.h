/* SPDX-License-Identifier: MIT */
/*
 * The SQLite backend, inside: the only place that includes <sqlite3.h>.
 *
 * One connection writes, and who writes takes turns with it.  Readers borrow a
 * connection of a pool for one call, so they never wait for the writer (WAL) nor
 * for each other.  A store in memory has one connection for everything, by the
 * same turns.
 */
#ifndef PAPERD_STORE_SQLITE_H
#define PAPERD_STORE_SQLITE_H

#include <pthread.h>
#include <sqlite3.h>

#include "paperd/scoped.h"
#include "paperd/store.h"

#include "facts.h"
#include "sqlite_known.h"
#include "turn.h"

/* Places for the prepared statements that a connection keeps: a power of two,
 * and more than twice as many as there are SQL texts. */
#define STATEMENTS_MAX 512

/* Readers at the same time; more wait.  A reader costs up to 2 MB of cache. */
#define READERS_MAX 32

/* ---- a connection (sqlite_connection.c) ---- */

/* A prepared statement and the constant text it was made from. */
struct prepared {
	const char *sql; /* static: found by address; NULL: no statement */
	sqlite3_stmt *handle;
};

/* Used by one thread at a time. */
struct connection {
	sqlite3 *db;
	struct terms *terms; /* owned: reads the words of whoever has it */
	struct prepared prepared[STATEMENTS_MAX];
	size_t prepared_count;
	long long deadline; /* monotonic milliseconds; 0: none */
	/* errno of the last failure: sqlite3_system_errno() has none of those
	 * that show when a transaction is committed */
	int number;
	bool held; /* it has a snapshot, from one look-up to the next */
	unsigned long long held_of; /* the store's generation before it began */
	struct connection *next;    /* in the list of free readers */
};

/* Opens path with the limits and settings every connection has.  flags:
 * SQLITE_OPEN_…. */
MUST_CHECK enum status connection_open(const char *path, int flags,
				       struct connection **ret,
				       struct error *err);
void connection_close(struct connection *connection); /* NULL is fine */

/* Statements of this connection fail with STATUS_BUSY after so many
 * milliseconds from now; 0 takes the bound away. */
void connection_limit(struct connection *connection, unsigned ms);

/* Is it over?  Asked by functions of ours that SQLite waits for. */
bool connection_is_late(const struct connection *connection);

/* Runs SQL without values or rows. */
MUST_CHECK enum status connection_run(struct connection *connection,
				      const char *sql, struct error *err);

/* SQLite's result code and the connection's message as an error. */
enum status connection_error(struct connection *connection, int code,
			     struct error *err);

/* ---- a statement (sqlite_statement.c) ---- */

/*
 * A run of one statement.  As with a buffer, the first failure is kept, later
 * calls do nothing, and statement_check() tells at the end.  Values are bound
 * in order; their bytes must live until the statement is released.
 */
struct statement {
	struct connection *connection;
	sqlite3_stmt *handle;
	int bound; /* values bound so far */
	int code;  /* the first failure, or SQLITE_OK */
	bool kept; /* the handle belongs to the connection */
};

/* sql must be a static text; its prepared form is kept and used again. */
struct statement statement_of(struct connection *connection, const char *sql);
/* sql is used once. */
struct statement statement_once(struct connection *connection, const char *sql);
void statement_release(struct statement *statement);

void bind_integer(struct statement *statement, long long value);
/* NULL when it is not known. */
void bind_known(struct statement *statement, struct integer value);
void bind_number(struct statement *statement, struct number value);
void bind_text(struct statement *statement, const char *text); /* or NULL */
/* For columns in which '' stands for what is not known. */
static inline const char *or_empty(const char *text)
{
	return text ? text : "";
}
void bind_span(struct statement *statement, struct span text);
void bind_bytes(struct statement *statement, struct span bytes);
/* For a function of ours; type is static, and borrowed is what it says. */
void bind_pointer(struct statement *statement, void *borrowed,
		  const char *type);

/* Steps to the next row; false at the end and after a failure. */
bool statement_step(struct statement *statement);

/* Makes it ready to be bound and stepped anew. */
void statement_again(struct statement *statement);

enum status statement_check(const struct statement *statement,
			    struct error *err);

/* Steps to the end, no row wanted, and checks. */
MUST_CHECK enum status statement_run(struct statement *statement,
				     struct error *err);

/* Values of the current row.  A span is valid until the next step. */
long long row_integer(const struct statement *statement, int column);
struct span row_span(const struct statement *statement, int column);
struct integer row_known(const struct statement *statement, int column);
struct number row_number(const struct statement *statement, int column);
bool row_is_null(const struct statement *statement, int column);
/* An owned copy; NULL for NULL and when out of memory, which then shows in
 * statement_check(). */
char *row_text(struct statement *statement, int column);

/* ---- transactions (sqlite_statement.c) ---- */

/*
 *	SCOPED(transaction_release) struct connection *open = NULL;
 * is rolled back when it goes out of scope, unless it was committed.
 */
MUST_CHECK enum status transaction_begin(struct connection *writer,
					 struct connection **ret_open,
					 struct error *err);
/* The same for reading: all statements see one state. */
MUST_CHECK enum status snapshot_begin(struct connection *reader,
				      struct connection **ret_open,
				      struct error *err);
MUST_CHECK enum status transaction_commit(struct connection **open,
					  struct error *err);
void transaction_release(struct connection **open);

/* Rolls back what is open.  False when that cannot be done either, since it
 * takes memory: it is to be done again before the connection is used. */
bool connection_settle(struct connection *connection);

/* ---- the file (sqlite_schema.c, sqlite_lock.c) ---- */

/* Checks that the database is a paperd store of this version and sound, or
 * makes a new one.  Error: STATUS_STORE. */
MUST_CHECK enum status schema_prepare(struct connection *writer,
				      const char *path, struct error *err);

/* Locks the store at path for this process: a descriptor that holds the lock
 * until it is closed.  Error: STATUS_STORE naming the process that has it. */
MUST_CHECK enum status lock_take(const char *path, int *ret, struct error *err);

/* ---- the store (sqlite_store.c) ---- */

/* Words whose frequency is kept: those of some hundred searches. */
#define FREQUENCIES_MAX 4096

struct frequency {
	char key[ETAG_MAX]; /* digest of the word; "" unused */
	long long records;  /* that have it */
	long long all;      /* records there were when it was counted */
};

struct frequencies {
	pthread_mutex_t guard;
	struct frequency items[FREQUENCIES_MAX];
};

struct stats_cache {
	pthread_mutex_t guard;
	bool filled;
	unsigned long long generation;
	struct stats stats;
};

struct pool {
	pthread_mutex_t guard;
	pthread_cond_t returned;
	struct connection *free;
	unsigned open; /* free or borrowed */
};

/* How the facts come into memory: index/sqlite_facts_read.c. */
struct facts_reading {
	pthread_mutex_t guard;
	pthread_cond_t ended; /* monotonic */
	pthread_t thread;
	bool running; /* is to be joined */
	bool over;    /* there is nothing to wait for */
	_Atomic bool stop;
	struct error failure; /* why there are no facts */
};
void facts_reading_init(struct facts_reading *reading);
/* Ends the reading; nobody waits for it. */
void facts_reading_release(struct facts_reading *reading);

struct sqlite_store {
	struct store base; /* first: a struct store * is one of these */
	char *path;
	bool in_memory;
	int lock; /* descriptor; -1: none */
	struct turns writing;
	struct connection *writer;
	struct pool pool;
	struct facts_table *facts; /* whole after facts_wait() */
	struct facts_reading reading;
	_Atomic long long commits;   /* the number that the facts are of */
	pthread_rwlock_t facts_lock; /* see sqlite_view.h */
	int wal_pages;               /* after the writer's last commit */
	bool filling;                /* sqlite_fill.c */
	struct filled *filled;       /* owned: what is open of it, or NULL */
	struct known words;          /* never dropped; of committed ones */
	struct known journals;       /* of this transaction */
	struct frequencies frequencies;
	struct stats_cache stats;
	struct answers *answers; /* sqlite_complete.h; NULL: none are kept */
};

/* Waits until the facts are read; all that looks at them or changes them begins
 * with it.  deadline: in monotonic milliseconds; 0: none.  Errors: STATUS_BUSY at
 * the deadline, else why they cannot be read. */
MUST_CHECK enum status facts_wait(struct sqlite_store *store,
				  long long deadline, struct error *err);

/* The writer, for one call: SCOPED(writer_return) struct sqlite_store *held. */
struct connection *writer_borrow(struct sqlite_store *store,
				 struct sqlite_store **ret_held);
void writer_return(struct sqlite_store **held);

/* Carries a WAL that has grown large over into the database; what fails is tried
 * again after the next commit. */
void store_checkpoint(struct sqlite_store *store);

/* Ends the snapshots of free readers, which keep a WAL from being emptied. */
void pool_rest(struct pool *pool);

/* Closes the readers; false when one is borrowed. */
bool pool_empty(struct pool *pool);

/* Commits what is open of a store that is filled, and does what was left for
 * the end. */
MUST_CHECK enum status fill_finish(struct sqlite_store *store,
				   struct error *err);
/* Then makes it one that is read and written. */
MUST_CHECK enum status fill_end(struct sqlite_store *store, struct error *err);
/* Makes up for an end that was not come to. */
MUST_CHECK enum status fill_mend(struct sqlite_store *store, struct error *err);

/* Merges each index into one segment (sqlite_settle.c). */
MUST_CHECK enum status merge_all(struct store *base, struct error *err);

/* A reader, for one call: SCOPED(reader_return) struct reader reader = { 0 }. */
struct reader {
	struct sqlite_store *store;
	struct connection *connection; /* NULL: none borrowed */
	/* the store's when it was borrowed: what is read is at least as new,
	 * so what is kept under this number is never too old */
	unsigned long long generation;
};
MUST_CHECK enum status reader_borrow(struct store *store, struct reader *ret,
				     struct error *err);
/*
 * A reader with a snapshot of the newest state, for look-ups of records: it may
 * be that of an earlier call, as long as nothing was committed since.  To begin
 * and end one takes locks that all connections share, and who answers would wait
 * there for a worker that is not running.
 */
MUST_CHECK enum status reader_borrow_snapshot(struct store *store,
					      struct reader *ret,
					      struct error *err);
/* Gives the snapshot up: what comes is read anew. */
void reader_refresh(struct reader *reader);
void reader_return(struct reader *reader);

/* ---- the operations, as include/paperd/store.h has them ---- */

enum status sqlite_put(struct store *base, struct batch *batch,
		       struct error *err);
enum status sqlite_get(struct store *base, struct span key, struct record *ret,
		       struct error *err);
enum status sqlite_raw(struct store *base, struct span key, struct buf *ret,
		       struct error *err);
enum status sqlite_list(struct store *base, const struct query *query,
			struct page *ret, struct error *err);
enum status sqlite_records(struct store *base, const long long *ids,
			   size_t count, struct page *ret, struct error *err);
enum status sqlite_journals(struct store *base, struct span query,
			    struct span after, unsigned limit,
			    struct journal_page *ret, struct error *err);
enum status sqlite_authors(struct store *base, struct span query,
			   struct span after, unsigned limit,
			   struct author_page *ret, struct error *err);
enum status sqlite_complete(struct store *base, struct span text,
			    unsigned kinds, size_t limit,
			    struct completions *ret, struct error *err);
enum status sqlite_journal(struct store *base, struct span issn_or_title,
			   struct journal_summary *ret, struct error *err);
enum status sqlite_stats(struct store *base, struct stats *ret,
			 struct error *err);
enum status sqlite_file(struct store *base, const char *path,
			struct dump_file *ret, struct error *err);
enum status sqlite_prune(struct store *base, const struct dump_file *file,
			 long long *ret_removed, struct error *err);
enum status sqlite_rejects(struct store *base, reject_visit *visit,
			   void *context, struct error *err);
void sqlite_fill(struct store *base);
enum status sqlite_settle(struct store *base, long long written,
			  struct error *err);
enum status sqlite_stale_all(struct store *base, struct error *err);
enum status sqlite_stale(struct store *base, size_t max, objects_visit *visit,
			 void *context, size_t *ret_count, struct error *err);
enum status sqlite_objects(struct store *base, struct span key,
			   objects_visit *visit, void *context,
			   struct error *err);

enum status sqlite_resolution(struct store *base, struct span doi,
			      struct resolution *ret, struct error *err);
enum status sqlite_keep(struct store *base, struct span doi,
			const struct entry *entry,
			const struct resolution *resolution, struct error *err);

/* Adds the rows of sql (name, flags, records; in the order of names) to counts,
 * and leaves the max with the most records. */
enum status flags_read(struct connection *reader, const char *sql, size_t max,
		       struct flag_counts *counts, struct error *err);
enum status flags_copy(const struct flag_counts *from, struct flag_counts *to,
		       struct error *err);

/* The last loads of files: at most STATS_LOADS_MAX (sqlite_loads.c). */
enum status loads_read(struct connection *reader, struct file_loads *ret,
		       struct error *err);
enum status loads_copy(const struct file_loads *from, struct file_loads *to,
		       struct error *err);

/* A copy of the record that stands in a row: etag, json, key, and the key again
 * where the caller is to be told of it.  Error: STATUS_STORE when json is not
 * what etag was made of. */
enum status record_of_row(struct statement *row, struct record *ret,
			  struct error *err);

/* The record of a key or another identifier, 0: none. */
enum status key_find(struct reader *reader, struct span key, long long *ret,
		     struct error *err);

/* Appends what notices say of the record of a DOI. */
MUST_CHECK
enum status notices_read(struct reader *reader, const char *doi,
			 struct updates *ret, struct error *err);

/* Visits the record of this id, unless it is gone or has no object. */
enum status objects_visit_record(struct store *base, long long id,
				 objects_visit *visit, void *context,
				 struct error *err);

/* ---- parts of put (the others: sqlite_put.h) ---- */

/* Finds or makes the record's journal, fills in what was not known of it;
 * *ret_id is 0 when the record names none.  Within the writer's transaction. */
MUST_CHECK enum status journal_put(struct sqlite_store *store,
				   const struct journal *journal,
				   long long *ret_id, struct error *err);

/* Writes a file's progress and gives its id; a new generation drops the
 * rejects of the one before.  Within the writer's transaction. */
MUST_CHECK enum status file_put(struct connection *writer,
				const struct dump_file *file, long long *ret_id,
				struct error *err);

/* Adds a batch's rejects.  Within the writer's transaction. */
MUST_CHECK enum status rejects_put(struct connection *writer, long long file_id,
				   const struct batch *batch,
				   struct error *err);

#endif
