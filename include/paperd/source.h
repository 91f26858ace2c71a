/* SPDX-License-Identifier: MIT */
/*
 * Foreign shapes: one source object in, one paper out.
 *
 * A source is one row of sources[] and one file, server/source/NAME.c: it
 * tells by content whether an object is of its shape, and maps it to a paper
 * through the pure functions of server/clean, one a field.  Thread safe.
 */
#ifndef PAPERD_SOURCE_H
#define PAPERD_SOURCE_H

#include "paperd/report.h"

struct cJSON;

/* How objects are written down, told by how they begin. */
enum source_form {
	SOURCE_JSON,   /* "{" */
	SOURCE_BIBTEX, /* "@article{"; @string definitions may stand before it */
	SOURCE_RIS,    /* "TY  - " */
	SOURCE_XML,    /* "<name", "<?", "<!"; not HTML */
};

/* One object as it stood in a dump or an answer. */
struct source_object {
	/* the tree; of BibTeX and RIS the one that names and values make; of
	 * XML what its root is called */
	const struct cJSON *json;
	/* the lines after the JSON line in the aggregator's document form; of
	 * XML all of it; else empty */
	struct span text;
	/* where what is done to it is noted; NULL: nowhere */
	struct report *report;
};

struct source {
	const char *name; /* source.format of its records */
	bool (*recognises)(const struct cJSON *json);
	/* Fills *ret (zeroed before).  Error: STATUS_INVALID_BODY with the
	 * reason, e.g. "no DOI or other identifier". */
	enum status (*read)(const struct source_object *object,
			    struct paper *ret, struct error *err);
	enum source_form form; /* of the objects that are shown to it */
};

/* In the order in which they are asked; ends with a NULL name. */
extern const struct source sources[];

/*
 * Parts raw into its JSON value and, in the aggregator's document form, the
 * text lines after it.  Both are parts of raw; an object of another form than
 * JSON is all text.
 */
void source_split(struct span raw, struct span *ret_json,
		  struct span *ret_text);

/*
 * Reads one source object: checks, repairs, parses, finds its shape, maps it.
 * raw is not changed.  *ret has a key (paper_key()), the DOI or another
 * identifier, and ret->source.format; the caller fills the rest of
 * ret->source.  What was done to it is added to report, an empty one or NULL.
 * An API envelope around one work is opened.
 * Errors: STATUS_INVALID_BODY with a reason fit for a reject file, e.g. "not
 * JSON near byte 17", "not XML near byte 17: …", "no known shape", "a Crossref
 * \"member\" message, not a work", "no DOI or other identifier";
 * STATUS_TOO_LARGE when a text in it is larger than any that is kept;
 * STATUS_NO_MEMORY.
 */
MUST_CHECK enum status source_read(struct span raw, struct paper *ret,
				   struct report *report, struct error *err);

/*
 * True when the object says that this DOI is another name of its work: among
 * the aliases of a Crossref work, or the identifiers of DataCite's JSON.  False
 * of any other object, and of one that cannot be read.
 */
bool source_has_alias(struct span raw, struct span doi);

/* A source object and where it stands; all borrowed. */
struct source_origin {
	struct span raw;
	const char *file;   /* NULL: it was fetched */
	const char *url;    /* that it was fetched from; NULL: of a file */
	const char *loaded; /* RFC 3339 */
	long long line;
	int status; /* HTTP, of the answer that it was fetched with */
};

/* A work, made of its objects. */
struct source_work {
	struct paper paper; /* with its notes of sources */
	/* paper_identifiers() of it, then of each object what is not there */
	struct texts identifiers;
};
void source_work_release(struct source_work *work);

/*
 * Reads all objects of one work, in the order in which they were loaded, and
 * makes one paper of them: source_read(), source_merge().  Of several, those
 * that give no record are left out.  report, empty or NULL, then tells for
 * each field what was done to it in the source it came from.  Errors: of
 * source_read() when no object gives a record.
 */
MUST_CHECK enum status source_work(const struct source_origin *origins,
				   size_t count, struct source_work *ret,
				   struct report *report, struct error *err);

/*
 * One paper from several of the same work, given in the order in which they
 * were loaded, the oldest first; count is at least 1.  Field by field, by the
 * precedence of server/source/merge_table.c.  What is kept is taken out of
 * papers, which stay valid to release.  One paper comes back unchanged.  The
 * load order decides only between papers of the same source.format: of them
 * the later one goes first.  Error: STATUS_NO_MEMORY; *ret is then untouched.
 */
MUST_CHECK enum status source_merge(struct paper *papers, size_t count,
				    struct paper *ret, struct error *err);

/*
 * The field filter: one raw JSON value in, the clean JSON value out (appended,
 * one line), in the shapes of docs/cleaning.md.  value NULL stands for a line
 * that was not JSON and gives null.
 */
struct field_filter {
	const char *name; /* NULL ends the table */
	void (*clean)(const struct cJSON *value, struct buf *out,
		      struct trace *trace);
};
extern const struct field_filter field_filters[];

/* The filter of that name, or NULL. */
const struct field_filter *field_filter_find(struct span name);

/* Reads one line, cleans it, appends the clean value (no line break); the rules
 * applied are noted in trace, which may be NULL.  Not JSON: appends null and returns STATUS_INVALID_BODY. */
enum status field_filter_line(const struct field_filter *filter,
			      struct span line, struct buf *out,
			      struct trace *trace, struct error *err);

#endif
