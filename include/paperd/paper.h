/* SPDX-License-Identifier: MIT */
/*
 * The record: one scholarly work, clean.
 *
 * struct paper is the model of the whole program: sources fill it, the store
 * keeps it as the JSON of paper_to_json(), formats read it.  Every pointer in
 * it is owned by it; {0} is a valid empty paper; a member at zero is a fact
 * that is not known and is never written out.
 *
 * paper_fields[] describes every member, in the order in which JSON has them.
 * Release, JSON out and in, ?fields= and the OpenAPI schema are all readers of
 * that one table: a field is added as one member and one row.
 *
 * Texts are UTF-8, clean as server/clean makes them: no markup, no entities,
 * no control characters but the line break between paragraphs of an abstract.
 */
#ifndef PAPERD_PAPER_H
#define PAPERD_PAPER_H

#include <stdint.h>

#include "paperd/buf.h"

/* ---- values that may be unknown ---- */

enum truth { TRUTH_UNKNOWN, TRUTH_NO, TRUTH_YES };

struct integer {
	bool known;
	long long value;
};

struct number {
	bool known;
	double value;
};

/* A list of owned texts. */
struct texts {
	char **items;
	size_t count;
};

/* ---- parts of a record ---- */

struct person {
	char *name; /* display form; for an organisation the only one */
	char *given;
	char *family; /* particles included */
	char *suffix; /* Jr., III */
	char *orcid;  /* bare id, ISO 7064 checked */
	struct texts affiliations;
};
struct people {
	struct person *items;
	size_t count;
};

/* A title or abstract in another language than the record's. */
struct translation {
	char *lang; /* ISO 639-1 (else 639-3); the key in JSON */
	char *title;
	char *abstract;
};
struct translations {
	struct translation *items;
	size_t count;
};

/* The container and what is known of it. */
struct journal {
	char *title;
	char *abbreviation;
	char *series;
	struct texts issn; /* NNNN-NNNX, electronic first */
	char *description;
	struct number impact_factor;
	char *jcr_quartile; /* Q1 to Q4 */
	char *jcr_category;
	struct integer cas_zone; /* 1 to 4, Chinese Academy of Sciences */
	char *cas_category;
};

/* Identifiers other than the DOI. */
struct ids {
	char *pmid;
	char *pmcid;
	char *arxiv;
	char *s2;
	struct texts isbn;
};

struct license {
	char *id; /* SPDX */
	char *url;
	char *version; /* content version the licence is for: vor, am, tdm */
};
struct licenses {
	struct license *items;
	size_t count;
};

struct funder {
	char *name;
	char *doi; /* Funder Registry */
	struct texts awards;
};
struct funders {
	struct funder *items;
	size_t count;
};

struct reference {
	char *doi;
	char *text; /* the citation as deposited, markup removed */
	char *title;
	char *author;
	char *container;
	char *volume;
	char *pages;
	char *year;
};
struct references {
	struct reference *items;
	size_t count;
};

/* A notice about a work: this record updates doi, or is updated by it. */
struct update {
	char *type;      /* Crossref's word: retraction, correction, … */
	char *direction; /* "to": this record is the notice; "by": it is the work */
	char *doi;
	char *date; /* YYYY[-MM[-DD]] */
};
struct updates {
	struct update *items;
	size_t count;
};

/* Where the record came from. */
struct source_note {
	char *name;   /* who holds the data: Crossref, Semanticscholar, … */
	char *format; /* row of the source table: crossref, openalex, … */
	char *file;   /* the dump's path as given; NULL: it was fetched */
	struct integer line;   /* first line of the source object, from 1 */
	char *url;             /* that answered; NULL: it stood in a file */
	struct integer status; /* HTTP status of that answer */
	char *loaded;          /* RFC 3339, UTC */
	struct integer rules;  /* version of the rules it was cleaned by */
	struct texts fields;   /* in `sources` only: top-level fields it gave */
};
struct source_notes {
	struct source_note *items;
	size_t count;
};

struct paper {
	char *doi; /* lower-case, bare; NULL when only others are known */
	char *url;
	char *type; /* Crossref's word: journal-article, … */
	char *title;
	char *subtitle; /* also part of title after ": " */
	char *language; /* ISO 639-1, else 639-3 */
	struct translations translations;
	struct people authors;
	struct people editors;
	char *abstract; /* paragraphs parted by one line break */
	char *copyright;
	char *published; /* YYYY[-MM[-DD]] */
	struct integer year;
	struct journal journal;
	char *volume;
	char *issue;
	char *pages;
	char *article_number;
	char *publisher;
	char *member; /* number of the Crossref member that deposited it */
	struct texts keywords;
	enum truth open_access;
	struct integer citation_count;
	struct integer reference_count;
	struct ids ids;
	struct licenses licenses;
	struct funders funders;
	struct references references;
	struct updates updates;
	enum truth retracted;
	struct source_note source;   /* of several, the first in precedence */
	struct source_notes sources; /* all of several, else empty */
};

/* ---- the field table ---- */

enum field_kind {
	FIELD_TEXT,    /* char * */
	FIELD_INTEGER, /* struct integer */
	FIELD_NUMBER,  /* struct number */
	FIELD_TRUTH,   /* enum truth */
	FIELD_TEXTS,   /* struct texts */
	FIELD_OBJECT,  /* a struct described by `fields` */
	FIELD_OBJECTS, /* items and count of structs described by `fields` */
	FIELD_KEYED, /* as OBJECTS; in JSON an object keyed by the first field */
};

struct field {
	const char *name; /* the JSON key; NULL ends a table */
	enum field_kind kind;
	size_t offset;       /* of the member in its struct */
	const char *summary; /* one sentence, for the API description */
	/* of OBJECT, OBJECTS, KEYED only: */
	const struct field *fields;
	size_t size; /* sizeof one struct */
};

extern const struct field paper_fields[];

/* Bytes of the member of this row. */
size_t field_size(const struct field *field);

/* True when the member of this row says something. */
bool field_is_known(const struct field *field, const void *member);

/* The row of a top-level field, or NULL. */
const struct field *paper_field(struct span name);

/* Frees everything the paper owns and leaves {0}. */
void paper_release(struct paper *paper);

/* ---- filling ---- */

/*
 * Each appends one zeroed element and returns it for filling, owned by the
 * list; NULL when out of memory.
 */
struct person *people_add(struct people *list);
struct translation *translations_add(struct translations *list);
struct license *licenses_add(struct licenses *list);
struct funder *funders_add(struct funders *list);
struct reference *references_add(struct references *list);
struct update *updates_add(struct updates *list);
struct source_note *source_notes_add(struct source_notes *list);

/* Appends text, which the list then owns (freed on failure too).  False when
 * out of memory or text is NULL. */
bool texts_take(struct texts *list, char *owned);
void texts_release(struct texts *list);

/* ---- notices ---- */

/* True for an update of another work: the record is the notice. */
bool update_is_to(const struct update *update);

/* True when the update takes its work back, as Crossref's types have it: a
 * retraction, withdrawal or removal; no correction, and no part of a work. */
bool update_retracts(const struct update *update);

/*
 * Adds what notices say of the record: copies of those updates that it does not
 * have yet (the same type and DOI), and that it is retracted when one of them
 * retracts it.  False when out of memory.
 */
MUST_CHECK bool paper_note(struct paper *paper, const struct updates *notices);

/* Appends a copy of an update.  False when out of memory. */
MUST_CHECK bool updates_copy(struct updates *list, const struct update *update);
/* Free what they own; the list is then {0}. */
void update_release(struct update *update);
void updates_release(struct updates *list);

/* ---- keys ---- */

/*
 * Appends the key the record is kept under: its DOI; without one its first
 * identifier as paper_identifiers() has it.  False, out untouched: it has none.
 */
bool paper_key(const struct paper *paper, struct buf *out);

/*
 * Appends all identifiers but the DOI, as "scheme:value" in the form and order
 * of identifier.h.  An ISBN counts only where the type is that of a whole book
 * or the like, never of a part of one.  False when out of memory.
 */
MUST_CHECK bool paper_identifiers(const struct paper *paper, struct texts *ret);

/* ---- the codec ---- */

/* A set of top-level fields, one bit a row of paper_fields[]. */
typedef uint64_t field_set;
#define FIELD_SET_ALL UINT64_MAX

/*
 * Reads a comma list of top-level field names ("doi,title,authors").
 * Error: STATUS_INVALID_PARAMETER naming the unknown one and the known ones.
 */
MUST_CHECK enum status field_set_parse(struct span list, field_set *ret,
				       struct error *err);

/*
 * Appends the record as one compact JSON object, the fields of the set only,
 * in the table's order.  Failure shows in buf_check(out).
 */
void paper_to_json(const struct paper *paper, field_set fields,
		   struct buf *out);

/*
 * Has cJSON's allocations counted (paperd/memory.h): it alone cannot tell a text
 * that is not JSON from one that there was no memory for.  To be called once,
 * before there are threads.
 */
void paper_json_setup(void);

/*
 * Reads what paper_to_json() wrote.  Unknown keys are ignored; a known key of
 * another type is an error.  Error: STATUS_INVALID_BODY, STATUS_NO_MEMORY.
 */
MUST_CHECK enum status paper_from_json(struct span json, struct paper *ret,
				       struct error *err);

#endif
