/* SPDX-License-Identifier: MIT */
/*
 * The cleaning report: what was done to each field of a record, and to what.
 *
 * A report goes along while one source object is read (source_read()).  For
 * each field of the clean record it knows where in the object the raw value
 * stood (a JSON Pointer, RFC 6901), the raw value itself where a rule changed
 * it, and how often each rule was applied.  A report that is not `full` keeps
 * the sum over all fields alone, which costs next to nothing.
 */
#ifndef PAPERD_REPORT_H
#define PAPERD_REPORT_H

#include "paperd/paper.h"
#include "paperd/rules.h"

struct cJSON;

/* What was done to one field. */
struct report_field {
	const struct field *field;  /* row of paper_fields[] */
	const struct field *member; /* row of field->fields, of an object such
				     * as journal; else NULL */
	struct trace trace;
	char *pointer; /* owned; JSON Pointer of the raw value; where that is a
			* string which holds JSON, the pointer goes on in it;
			* NULL: it stands in no single place */
	char *raw; /* owned; the raw value as JSON; NULL: no rule changed it */
	char *source; /* owned; source.format it came from, of several */
};

/* A place in the source object that a field was read from. */
struct report_mark {
	const void *at;
	size_t field;
};

struct report {
	bool full;
	struct trace total; /* over all fields */
	struct report_field *fields;
	size_t count;
	struct report_mark *marks;
	size_t mark_count;
	bool failed; /* out of memory; fields are missing */
};
void report_release(struct report *report);

/*
 * The trace for what is done to the member at this address of the paper, read
 * from `at`: bytes of a string in the source's tree, or one of its nodes; NULL
 * for a value put together.  NULL when report is NULL.
 */
struct trace *report_trace(struct report *report, const struct paper *paper,
			   const void *member, const void *at);

/*
 * Finds the marks in the tree: sets pointers, each below `prefix`, and raw
 * values of the fields read from it.  A field read from several places gets
 * the pointer of what holds them all.  A prefix of NULL says that the tree is
 * not the source's own: then raw values alone are set.
 */
void report_place(struct report *report, const struct cJSON *tree,
		  const char *prefix);

/* Forgets the marks: what they point to may be gone, and its place be taken by
 * a tree that is made next.  NULL is fine. */
void report_forget(struct report *report);

/* Copies the fields that the note lists from the report on its object, which
 * may be NULL, and says in them that they came from there. */
void report_take(struct report *report, const struct report *part,
		 const struct source_note *note);

/* Adds what was done to the fields to the total; to be called once, at the
 * end. */
void report_sum(struct report *report);

/* True when cleaning the texts of the record again changes nothing. */
bool report_is_stable(const struct paper *paper);

/* How much of a report is wanted. */
enum report_detail { REPORT_NONE, REPORT_FLAGS, REPORT_FULL };

/*
 * Adds the report on a paper, as the member "cleaning", to its finished JSON
 * object in out: rule-set version, flags, and the fields that raise some.  In
 * full: also whether the record is stable, the number of fields a class, and
 * every field with pointer, raw value, class, rules and flags.  A field read
 * as it stands has its pointer and class alone; one that the paper does not
 * have appears when a rule says why.
 */
void report_append(const struct report *report, const struct paper *paper,
		   enum report_detail detail, struct buf *out);

#endif
