/* SPDX-License-Identifier: MIT */
/*
 * Where records are kept.
 *
 * A backend is a struct store_ops; it has no header of its own and is chosen
 * by the scheme of the URL ("sqlite:PATH", "sqlite::memory:").  The functions
 * below are the only callers of the operations.
 *
 * Concurrency: one writer (put, keep, prune, stale_all) at a time, in the order
 * in which they came, so that a load lets a record in that was fetched; any
 * number of readers from any thread beside it.  A reader sees whole
 * transactions.
 *
 * What is kept: for each record its clean JSON and, beside it, every source
 * object it was made from, as loaded.  An object belongs to the dump file it
 * stood in, or was fetched: then it has a URL and a status in place of path and
 * line, and stays whatever files are loaded.
 *
 * Which objects are one work: those with the same key (the DOI, else the first
 * other identifier), and one without a DOI and any that has one of its
 * identifiers.  Two DOIs are never one work.  A record with several objects is
 * not made by put: it is marked stale, and made anew from all of them.
 *
 * A record that updates others (a retraction, a correction: `updates` with
 * direction "to") is a notice; the records it names are marked stale whichever
 * came first, and are made anew with what their notices say.
 */
#ifndef PAPERD_STORE_H
#define PAPERD_STORE_H

#include "paperd/identifier.h"
#include "paperd/query.h"

/* Hex digits of an entity tag, with the final NUL. */
#define ETAG_MAX 33

/* Most bytes of a clean record or of a source object: half as much again as
 * the largest object loaded by default (16 MiB), and few enough that a page or
 * a transaction of such records still fits into memory.  A record-max above it
 * makes no sense: what is larger cannot be kept. */
#define STORE_VALUE_MAX ((size_t)24 << 20)

struct store; /* a backend's handle */

/* A record as it is served. */
struct record {
	char *json; /* owned: the clean record, paper_to_json() of all fields */
	size_t json_len;
	char etag[ETAG_MAX]; /* of json; no quotes */
	char *key;           /* owned; NULL: the one that it was asked for by */
};
void record_release(struct record *record);

/* A record as it is stored: everything prepared by the caller. */
struct entry {
	struct paper paper; /* owned; what columns are filled from */
	/* owned: paper_identifiers(), then those of the objects of a record
	 * made anew */
	struct texts identifiers;
	struct buf json;  /* owned: paper_to_json() of all fields */
	struct buf raw;   /* owned: the source object as loaded */
	long long line;   /* of the source object in its file, from 1 */
	long long offset; /* byte offset of it in the (unpacked) file */
	char *url;        /* owned: it was fetched from here; NULL: of a file */
	int status;       /* HTTP, of the answer, where it was fetched */
	char *held;       /* owned: key of the record it is made anew for */
	long long mark;   /* of the held record as it was visited, or 0 */
	uint64_t flags;   /* bits to count records by; the caller's */
	/* owned: what of it is searched; NULL: made when it is put */
	struct columns *columns;
};
/* The DOI, else the first identifier; NULL: none. */
const char *entry_key(const struct entry *entry);
void entry_release(struct entry *entry);

/* Prepares entries; used by one thread at a time, for any number of them: what
 * it has met before costs it less. */
struct preparer;
struct preparer *preparer_open(void);           /* NULL: out of memory */
void preparer_close(struct preparer *preparer); /* NULL is fine */

/*
 * Makes beforehand what putting the entries would else make while nobody else
 * can write.  Error: STATUS_NO_MEMORY.
 */
MUST_CHECK enum status entries_prepare(struct preparer *preparer,
				       struct entry *entries, size_t count,
				       struct error *err);

/* What could not be loaded. */
struct reject {
	long long line;
	long long offset;
	char reason[200];
};

/* A dump file and how far it has been loaded. */
struct dump_file {
	long long id; /* 0: not in the store yet */
	char *path;
	long long size;  /* bytes on disk */
	long long mtime; /* nanoseconds since 1970 */
	char digest[33]; /* XXH3-128 of the bytes on disk, hex; "" unknown */
	long long generation; /* counts loads of this file */
	bool complete;        /* the last load reached the end */
	long long offset;  /* load resumes at this byte of the unpacked file */
	long long line;    /* and this is the line there */
	long long records; /* loaded in this generation */
	long long rejects;
	char *error;    /* why the last load ended early; NULL: it did not */
	char *finished; /* RFC 3339 UTC; NULL: never */
};
void dump_file_release(struct dump_file *file);

/*
 * One transaction of a load, or (file == NULL) of making stale records anew:
 * then objects stay as they are and raw is not looked at.  An entry that is
 * made for a held record replaces it, and its key with it; with an empty json
 * it only marks the record fresh.  One with a mark does nothing when the record
 * was made, or marked stale, since it was visited.  An entry of a key not held
 * makes a record without a source object; one made for a record that is gone
 * does nothing.
 */
struct batch {
	struct entry *entries;
	size_t entry_count;
	struct reject *rejects;
	size_t reject_count;
	/* the file with offset, line, records, rejects, complete as they are
	 * once this batch is in */
	struct dump_file *file;
	/* more of the file follows: a store that is filled may leave the
	 * transaction open until then */
	bool goes_on;
};

struct journal_summary {
	struct journal journal;
	long long records;
};
void journal_summary_release(struct journal_summary *summary);

struct count {
	char *name;
	long long records;
};
struct counts {
	struct count *items;
	size_t count;
};

/* Records with flags (bits of entry.flags), of one source or prefix. */
struct flag_count {
	char *name;
	long long records;
	long long by_bit[64];
};
struct flag_counts {
	struct flag_count *items; /* most records first */
	size_t count;
};

/* The last load of one dump file. */
struct file_load {
	char *file;          /* path, as it was given */
	char *ended;         /* RFC 3339 UTC; NULL: not yet */
	char *error;         /* why it ended early; NULL: it did not */
	bool complete;       /* it came to the end of the file */
	long long records;   /* loaded */
	long long rejects;   /* could not be loaded */
	char *reject_reason; /* of the first of these that is kept, or NULL */
	long long reject_line;
};
struct file_loads {
	struct file_load *items;
	size_t count;
};
void file_loads_release(struct file_loads *loads);

/* Most loads that are told: the latest, of those that ended in the same second
 * those with the most rejects. */
#define STATS_LOADS_MAX 20

/* Most DOI prefixes that are told: those with the most flagged records. */
#define STATS_PREFIXES_MAX 100

struct stats {
	long long records;
	long long with_abstract;
	long long rejects;
	struct counts by_source; /* by records, most first */
	struct counts by_type;
	struct counts by_year; /* by year, latest first */
	struct flag_counts flags_by_source;
	struct flag_counts flags_by_prefix; /* DOI prefixes, 10.1000 */
	char *last_load;                    /* RFC 3339 UTC, NULL: never */
	long long files;
	struct file_loads loads; /* latest first; one not ended yet before it */
};
void stats_release(struct stats *stats);

/* What asking the world for a DOI gave last; kept for good. */
enum resolved {
	RESOLVED_FOUND,
	RESOLVED_ABSENT,      /* there is no such DOI */
	RESOLVED_NO_METADATA, /* it is registered, but nothing describes it */
	RESOLVED_ALIAS,       /* the record is that of another DOI */
};

struct resolution {
	enum resolved outcome;
	int status;     /* HTTP, of the last answer */
	char *agency;   /* Crossref, DataCite, …; NULL: not known */
	char *url;      /* that answered */
	char *landing;  /* of NO_METADATA: the page of the work; else NULL */
	char *alias_of; /* of ALIAS: the DOI its record is kept under; or NULL */
	char *etag;     /* validators of the answer (RFC 9110 section 8.8); */
	char *modified;    /* NULL: it had none */
	long long asked;   /* seconds since 1970 */
	long long expires; /* of ABSENT and NO_METADATA; 0: never */
};
void resolution_release(struct resolution *resolution);

/* The values of a facet with the most records. */
struct facet {
	struct counts values; /* most first */
	size_t distinct;      /* how many values there are in all */
};

/* A page of a list. */
struct page {
	struct record *items;
	size_t count;
	long long *ids; /* owned: with query.no_items, in place of the items */
	size_t id_count;
	long long total;             /* records that match, on all pages */
	char *next;                  /* cursor; NULL: this is the last page */
	struct facet facets[FACETS]; /* those asked for, over all pages */
	bool bounded; /* more match than were scored: struct store_limits */
	/* no record has all the words: these have all but so many at most; 0:
	 * all */
	unsigned left_out;
};
void page_release(struct page *page);

struct journal_page {
	struct journal_summary *items;
	size_t count;
	long long total;
	char *next;
};
void journal_page_release(struct journal_page *page);

/* One for each name, as it is compared (terms_key()), and ORCID iD. */
struct author {
	char *name;  /* as it was seen first */
	char *orcid; /* NULL: not known */
	long long records;
};
struct author_page {
	struct author *items;
	size_t count;
	long long total;
	char *next;
};
void author_page_release(struct author_page *page);

/* What a text that is being typed may become. */
enum completion_kind {
	COMPLETE_TITLE,
	COMPLETE_AUTHOR,
	COMPLETE_JOURNAL,
	COMPLETE_KINDS
};

/* Most completions of one text. */
#define STORE_COMPLETE_MAX 100

struct completion {
	enum completion_kind kind;
	char *text; /* a title or name as it is shown */
	/* of a title the record's; of a journal an ISSN, or NULL; else NULL */
	char *key;
	long long records; /* of a name */
};
void completion_release(struct completion *completion);
struct completions {
	struct completion *items;
	size_t count;
};
void completions_release(struct completions *completions);

/* Each row is called once for each reject, in order of file and line. */
typedef enum status reject_visit(void *context, const char *path,
				 const struct reject *reject,
				 struct error *err);

/* Most objects of a record that it is made anew from, and most bytes of them:
 * the last loaded count.  No work stands in so many sources; what seems to is
 * held together by a wrong identifier, and must not take up memory. */
#define STORE_OBJECTS_MAX      64
#define STORE_OBJECT_BYTES_MAX (2 * STORE_VALUE_MAX)

/* A source object, as it was loaded or fetched. */
struct object {
	struct span raw;
	const char *path; /* of its file, as in source.file; NULL: fetched */
	long long line;
	long long offset;
	const char *url;    /* that answered with it; NULL: of a file */
	int status;         /* HTTP, of that answer */
	const char *loaded; /* RFC 3339 */
};

/* A record and its objects in the order in which they were loaded, for making
 * it anew.  Borrowed for the call. */
struct held_objects {
	const char *key;
	struct span json; /* the record as it is served */
	const struct object *objects;
	size_t count;           /* at least 1 */
	struct updates notices; /* what other records say of it */
	long long mark; /* of its being stale, for entry.mark; 0: it is fresh */
};
typedef enum status objects_visit(void *context,
				  const struct held_objects *record,
				  struct error *err);

struct store_ops {
	const char *scheme;
	enum status (*open)(const char *path, struct store **ret,
			    struct error *err);
	void (*close)(struct store *store);
	enum status (*put)(struct store *, struct batch *, struct error *);
	enum status (*get)(struct store *, struct span key, struct record *ret,
			   struct error *);
	enum status (*raw)(struct store *, struct span key, struct buf *ret,
			   struct error *);
	enum status (*list)(struct store *, const struct query *,
			    struct page *ret, struct error *);
	enum status (*records)(struct store *, const long long *ids,
			       size_t count, struct page *ret, struct error *);
	enum status (*journals)(struct store *, struct span query,
				struct span after, unsigned limit,
				struct journal_page *ret, struct error *);
	enum status (*journal)(struct store *, struct span issn_or_title,
			       struct journal_summary *ret, struct error *);
	enum status (*authors)(struct store *, struct span query,
			       struct span after, unsigned limit,
			       struct author_page *ret, struct error *);
	enum status (*complete)(struct store *, struct span text,
				unsigned kinds, size_t limit,
				struct completions *ret, struct error *);
	enum status (*stats)(struct store *, struct stats *ret, struct error *);
	enum status (*file_get)(struct store *, const char *path,
				struct dump_file *ret, struct error *);
	enum status (*prune)(struct store *, const struct dump_file *,
			     long long *ret_removed, struct error *);
	enum status (*rejects)(struct store *, reject_visit *, void *context,
			       struct error *);
	void (*fill)(struct store *);
	enum status (*settle)(struct store *, long long written,
			      struct error *);
	enum status (*stale_all)(struct store *, struct error *);
	enum status (*objects)(struct store *, struct span key, objects_visit *,
			       void *context, struct error *);
	enum status (*stale)(struct store *, size_t max, objects_visit *,
			     void *context, size_t *ret_count, struct error *);
	enum status (*resolution)(struct store *, struct span doi,
				  struct resolution *ret, struct error *);
	enum status (*keep)(struct store *, struct span doi,
			    const struct entry *, const struct resolution *,
			    struct error *);
};

/* How much a search may cost. */
struct store_limits {
	/* Records that are scored, those that matter most first; the others
	 * follow in the order of what matters. */
	long long scored;
	unsigned search_ms; /* then it ends with STATUS_BUSY */
};
#define STORE_SCORED    20000
#define STORE_SEARCH_MS 2000

/*
 * A handle; the embedded base of every backend's struct.  generation counts
 * committed changes (atomic), so that readers can tell whether what they keep
 * is still what the store holds.  Who keeps what was made of one record that
 * is held need look at rewrites alone, which counts those that wrote over such
 * a record or dropped it: what only comes to it changes nothing of it.
 */
struct store {
	const struct store_ops *ops;
	struct store_limits limits; /* set after opening, before use */
	_Atomic unsigned long long generation, rewrites;
	_Atomic bool rewritten; /* the backend's: committed, and not counted */
};

/* Checks that url names a backend and a place, and touches nothing.  Error:
 * STATUS_CONFIG. */
MUST_CHECK enum status store_check(const char *url, struct error *err);

/*
 * Opens or creates the store at url.  The caller closes *ret.  Errors:
 * STATUS_CONFIG for an unknown scheme, STATUS_STORE when it cannot be opened,
 * is of a newer version, damaged, or in use by another process.
 */
MUST_CHECK enum status store_open(const char *url, struct store **ret,
				  struct error *err);
void store_close(struct store *store); /* NULL is fine */

/*
 * Stores a batch in one transaction: all of it or, on failure, nothing.  An
 * entry that is a work's only object replaces its record; one that joins
 * others marks the record stale, which is served as it was until it is made
 * anew.  Records without a DOI that share an identifier with the entry become
 * part of its record.  An object that did not change moves only its generation.
 * batch->file gets its id when it was 0.  Errors: STATUS_STORE,
 * STATUS_STORE_FULL.
 */
MUST_CHECK enum status store_put(struct store *store, struct batch *batch,
				 struct error *err);

/*
 * The record of a key: a DOI in key form, which may be another name of the work
 * (RESOLVED_ALIAS), or an identifier, which may be one of several that the
 * record has (of several records, that of the smallest key); then ret->key says
 * which it is kept under.  Error: STATUS_NOT_FOUND, STATUS_STORE.
 */
MUST_CHECK enum status store_get(struct store *store, struct span key,
				 struct record *ret, struct error *err);

/* Appends the source object the record of a key was made from, byte for byte;
 * of several the one that its `source` names.  Errors: STATUS_NOT_FOUND (no
 * record, or one without an object), STATUS_STORE. */
MUST_CHECK enum status store_raw(struct store *store, struct span key,
				 struct buf *ret, struct error *err);

/* Visits the record kept under a key with its source objects; none when it has
 * none, or is not held.  The visitor's failure is returned. */
MUST_CHECK enum status store_objects(struct store *store, struct span key,
				     objects_visit *visit, void *context,
				     struct error *err);

/*
 * One page of the records that match; none of them at limit 0, which counts.
 * A record is in from…until when the first day its date may mean is; one
 * without a date never is, and stands before all others in the order of dates.
 * A walk by cursor sees each record that stood at its start, and whose place in
 * the order did not change, exactly once.
 * Values of the query are bound, never pasted.  Errors: STATUS_STORE,
 * STATUS_BUSY when it would take too long.
 */
MUST_CHECK enum status store_list(struct store *store,
				  const struct query *query, struct page *ret,
				  struct error *err);

/* The records of ids that a list gave, in that order, as the items of a page;
 * one that is not held any more is left out. */
MUST_CHECK enum status store_records(struct store *store, const long long *ids,
				     size_t count, struct page *ret,
				     struct error *err);

/*
 * Journals after a cursor: all, in the order of their titles (bytes of
 * journal_key); or, where query is not empty, those with this ISSN or with all
 * its words in their title or abbreviation, as store_authors() has them.
 * Errors: STATUS_INVALID_PARAMETER for a foreign cursor, STATUS_BUSY.
 */
MUST_CHECK enum status store_journals(struct store *store, struct span query,
				      struct span after, unsigned limit,
				      struct journal_page *ret,
				      struct error *err);

/*
 * Authors whose names have all words of a query, in any order, or with this
 * ORCID iD.  A word of one letter is the beginning of a word, and so is one
 * before a "*".  Those with the most records come first, in steps: what differs
 * by less than a quarter may stand on another page than it should.  Errors:
 * STATUS_INVALID_PARAMETER for a foreign cursor, STATUS_BUSY.
 */
MUST_CHECK enum status store_authors(struct store *store, struct span query,
				     struct span after, unsigned limit,
				     struct author_page *ret,
				     struct error *err);

/*
 * Titles that begin with a text, and authors and journals of which the words of
 * the text are words, the last one the beginning of a word; kinds: bits of 1 <<
 * enum completion_kind.  What is the text as a whole comes first; then the best
 * of each kind take turns: the names with the most records, titles of what is
 * cited most and newest.  At most limit (up to STORE_COMPLETE_MAX).  The caller
 * releases *ret.  Errors: STATUS_STORE, STATUS_BUSY.
 */
MUST_CHECK enum status store_complete(struct store *store, struct span text,
				      unsigned kinds, size_t limit,
				      struct completions *ret,
				      struct error *err);

/* The journal with this ISSN or title.  Error: STATUS_NO_JOURNAL. */
MUST_CHECK enum status store_journal(struct store *store,
				     struct span issn_or_title,
				     struct journal_summary *ret,
				     struct error *err);

MUST_CHECK enum status store_stats(struct store *store, struct stats *ret,
				   struct error *err);

/* What is known of the dump file at path; an unknown file is {0} with path
 * set and STATUS_OK. */
MUST_CHECK enum status store_file(struct store *store, const char *path,
				  struct dump_file *ret, struct error *err);

/*
 * After a file was loaded to its end: drops its objects of earlier
 * generations.  A record whose last object is dropped goes too; one that has
 * others is marked stale.  *ret_removed is the number of records that went.
 */
MUST_CHECK enum status store_prune(struct store *store,
				   const struct dump_file *file,
				   long long *ret_removed, struct error *err);

/* Visits what could not be loaded in each file's last generation.  At most
 * STORE_REJECTS_MAX a file are kept; the counts are exact.  The visitor may use
 * the store; its first failure ends the visit and is returned. */
#define STORE_REJECTS_MAX 10000
MUST_CHECK enum status store_rejects(struct store *store, reject_visit *visit,
				     void *context, struct error *err);

/* Makes what is written until store_settle() or store_close() quicker, if the
 * store is empty.  Only this thread uses it until then, and only to put after
 * a batch that goes on. */
void store_fill(struct store *store);

/* After so many records were written: puts what searches look into in the form
 * that is quickest to search, if that is worth the seconds it takes. */
MUST_CHECK enum status store_settle(struct store *store, long long written,
				    struct error *err);

/* Marks every record stale: to be made anew from its source objects. */
MUST_CHECK enum status store_stale_all(struct store *store, struct error *err);

/*
 * Visits at most max stale records, each with its source objects; *ret_count of
 * them (0: none is stale).  A record is fresh again once it is put anew.  The
 * visitor may use the store; its first failure ends the visit and is returned.
 */
MUST_CHECK enum status store_stale(struct store *store, size_t max,
				   objects_visit *visit, void *context,
				   size_t *ret_count, struct error *err);

/* What asking for a DOI gave last; the caller releases *ret.  Errors:
 * STATUS_NOT_FOUND (it was never asked for), STATUS_STORE. */
MUST_CHECK enum status store_resolution(struct store *store, struct span doi,
					struct resolution *ret,
					struct error *err);

/*
 * Keeps what asking for a DOI gave in one transaction: all of it or, on
 * failure, nothing; it is on the disk when this returns.  The resolution takes
 * the place of the one before; a few that have run out are dropped.  The entry,
 * which has a url and may be NULL, is put as store_put() puts one of a file, in
 * the place of what was fetched of the same format and key; one that did not
 * change leaves all as it was.  No file counts it, and no prune drops it.  Errors: STATUS_STORE,
 * STATUS_STORE_FULL.
 */
MUST_CHECK enum status store_keep(struct store *store, struct span doi,
				  const struct entry *entry,
				  const struct resolution *resolution,
				  struct error *err);

#endif
