/* SPDX-License-Identifier: MIT */
/*
 * A search as a value.
 *
 * QUERY_PARAMS is the one table of list parameters; query_parse() fills a
 * struct query from name and value pairs, a backend turns it into its own
 * language, the route table and the API description print it.  Empty members
 * ask for nothing.
 */
#ifndef PAPERD_QUERY_H
#define PAPERD_QUERY_H

#include "paperd/paper.h"
#include "paperd/search.h"

#define QUERY_LIMIT_DEFAULT 20
/* One page is built in memory: 1,000 records of 3 kB are 3 MB. */
#define QUERY_LIMIT_MAX 1000
/* Most records of one streamed answer that was asked for by `limit`. */
#define QUERY_STREAM_MAX 100000

/* Values of one facet: how many are shown if nothing is said, and at most. */
#define QUERY_FACET_DEFAULT 20
#define QUERY_FACET_MAX     1000

/* Most values of one filter, parted by "|". */
#define QUERY_VALUES_MAX 100

enum query_sort {
	SORT_RELEVANCE, /* best first; without words the prior alone decides */
	SORT_DOI,
	SORT_PUBLISHED,
	SORT_CITATIONS,
	SORT_TITLE,
	SORT_LOADED,
	SORT_SAMPLE, /* by chance, as the seed has it; not a word of `sort` */
};

/* What a record has; bits of query.has. */
enum query_has {
	HAS_ABSTRACT = 1,
	HAS_AUTHORS = 2,
	HAS_LICENSE = 4,
	HAS_REFERENCES = 8,
	HAS_TRANSLATION = 16,
	HAS_ORCID = 32,
	HAS_AFFILIATION = 64, /* of an author */
	HAS_FUNDER = 128,
	HAS_UPDATED = 256, /* a notice says something of it */
	HAS_UPDATE = 512,  /* it is a notice of another work */
};

/* What is counted over the whole result; bits of query.facets are 1 << these,
 * in the order in which an answer has them. */
enum query_facet {
	FACET_TYPE,
	FACET_YEAR,
	FACET_JOURNAL,
	FACET_LANGUAGE,
	FACET_PUBLISHER,
	FACET_OPEN_ACCESS, /* true, false, unknown */
	FACET_SOURCE,
	FACET_HAS_ABSTRACT, /* true, false */
	FACETS
};
/* Their names, as the parameter `facets` and the answer have them. */
extern const char *const query_facet_names[FACETS];

/* One of the values, or, negated, none of them.  No values: anything. */
struct choice {
	struct texts values;
	bool negated;
};

/* Numbers from…until, both included; unknown: open.  One that ends before it
 * begins holds no number. */
struct range {
	struct integer from, until;
};
/* In one of the ranges, or, negated, in none.  No ranges: anything. */
struct ranges {
	struct range *items; /* owned */
	size_t count;
	bool negated;
};

/* A place in the order of a list: that of the last record of a page. */
struct place {
	bool given;
	enum query_sort sort;
	bool descending;
	uint32_t search; /* query.digest of the list; 0: of none */
	uint64_t
		value; /* the number that is sorted by, as the backend has it */
	uint64_t id;   /* the record, as the backend numbers them */
	char *text;    /* owned: the text that is sorted by; NULL: none */
	char *state;   /* owned: what the walk stood on when it began; NULL */
};
void place_release(struct place *place);

/* Three answers and no question: what is not known can be asked for. */
enum truth_asked { ASKED_NOTHING, ASKED_NO, ASKED_YES, ASKED_UNKNOWN };

struct query {
	struct search search; /* query, title, author: all of it must match */
	/* query.bibliographic: a pasted reference, of which as much as
	 * possible should match; then `search` is empty */
	struct search reference;
	/* owned: key of the record that goes first, as an identifier of it
	 * stands in `query`; the words need not match it, the filters must */
	char *first;

	struct choice doi;         /* key forms */
	struct choice orcid;       /* of an author: 0000-0002-1825-0097 */
	struct choice isbn;        /* thirteen digits */
	struct choice prefix;      /* of the DOI: 10.1016 */
	struct choice funder;      /* DOIs of the Funder Registry */
	struct choice updates;     /* DOIs of works that the record updates */
	struct choice update_type; /* what kind of notice it is */
	struct choice member;      /* numbers of Crossref members */
	struct choice type;        /* Crossref's words */
	struct choice language;    /* ISO 639 */
	struct choice journal;     /* titles, compared by journal_key() */
	struct choice issn;        /* NNNN-NNNX */
	struct choice publisher;   /* compared by journal_key() */
	struct choice source;      /* who holds the data; ASCII case ignored */
	struct ranges year;
	struct ranges citations;
	char *from;  /* published on or after: YYYY[-MM[-DD]] */
	char *until; /* published on or before, the whole period included */
	char *loaded_from; /* the same of the day it was loaded or fetched */
	char *loaded_until;
	unsigned has;     /* bits of enum query_has: it has all of these … */
	unsigned has_not; /* … and none of these */
	enum truth_asked open_access;
	enum truth retracted; /* TRUTH_NO: not known to be */

	enum query_sort sort;
	bool sort_given;
	bool descending;
	unsigned limit;
	bool limit_given;
	unsigned sample; /* so many by chance; 0: not asked for */
	uint64_t seed;
	bool seed_given;
	field_set fields;
	unsigned facets; /* bits */
	unsigned facet_limit;
	bool highlight;
	bool no_items;      /* the ids of the records in their place */
	struct place after; /* where the page starts (from a cursor) */
	uint64_t given;     /* bits: the rows of query_params[] that were set */
	/* of the words and filters as they were written, in any order: a
	 * cursor carries it */
	uint32_t digest;
};

/*
 * The list parameters: id, name, JSON schema type, one sentence.  What is asked
 * for by several of them must all hold.
 */
/* clang-format off */
#define QUERY_MANY " Several by |; after a first !, none of them."
#define QUERY_PARAMS(X)                                                        \
	X(query, "query", "string",                                            \
	  "Words that must all be found; also \"a phrase\", -word, a OR b, "   \
	  "word*, title:word (abstract:, author:, journal:), "                 \
	  "year:2019..2022.")                                                  \
	X(bibliographic, "query.bibliographic", "string",                      \
	  "A reference as it is cited: as many of its words as possible are "  \
	  "found.")                                                            \
	X(title, "title", "string", "As query, in titles.")                    \
	X(author, "author", "string", "As query, in names of authors.")        \
	X(journal, "journal", "string",                                        \
	  "In the journal of this title." QUERY_MANY)                          \
	X(doi, "doi", "string",                                                \
	  "The record of this DOI or other identifier." QUERY_MANY)            \
	X(orcid, "orcid", "string",                                            \
	  "With the author of this ORCID iD." QUERY_MANY)                      \
	X(isbn, "isbn", "string",                                              \
	  "With this ISBN: a book, or what stands in it." QUERY_MANY)          \
	X(prefix, "prefix", "string",                                          \
	  "With a DOI of this prefix: 10.1016." QUERY_MANY)                    \
	X(funder, "funder", "string",                                          \
	  "Funded by this one: a DOI or number of the Funder Registry."        \
	  QUERY_MANY)                                                          \
	X(updates, "updates", "string",                                        \
	  "A notice, such as a retraction, about the work of this DOI."        \
	  QUERY_MANY)                                                          \
	X(update_type, "update_type", "string",                                \
	  "A notice of this kind: retraction, correction." QUERY_MANY)         \
	X(member, "member", "string",                                          \
	  "Deposited by the Crossref member of this number." QUERY_MANY)       \
	X(type, "type", "string",                                              \
	  "Of this Crossref type: journal-article." QUERY_MANY)                \
	X(issn, "issn", "string",                                              \
	  "In the journal with this ISSN." QUERY_MANY)                         \
	X(publisher, "publisher", "string",                                    \
	  "Of the publisher of this name." QUERY_MANY)                         \
	X(language, "language", "string",                                      \
	  "In this language (ISO 639): en; also eng, en-US, English."          \
	  QUERY_MANY)                                                          \
	X(source, "source", "string",                                          \
	  "From whoever holds the data: Crossref." QUERY_MANY)                 \
	X(year, "year", "string",                                              \
	  "Published in: 2019, 2019..2022, 2019.. or ..2022." QUERY_MANY)      \
	X(from, "from", "string",                                              \
	  "Published on or after: YYYY, YYYY-MM or YYYY-MM-DD.")               \
	X(until, "until", "string",                                            \
	  "Published on or before: YYYY, YYYY-MM or YYYY-MM-DD.")              \
	X(loaded_from, "loaded_from", "string",                                \
	  "Loaded or fetched on or after: YYYY, YYYY-MM or YYYY-MM-DD.")       \
	X(loaded_until, "loaded_until", "string",                              \
	  "Loaded or fetched on or before: YYYY, YYYY-MM or YYYY-MM-DD.")      \
	X(citations, "citations", "string",                                    \
	  "Cited so often: 10, 10..20, 10.. or ..20." QUERY_MANY)              \
	X(open_access, "open_access", "true|false|unknown",                    \
	  "Known to be open access (true) or not to be (false), or unknown.")  \
	X(retracted, "retracted", "boolean",                                   \
	  "Known to be retracted (true) or not (false).")                      \
	X(has, "has", "string",                                                \
	  "With all of these, by comma, or without after !: abstract, "        \
	  "authors, license, references, translation, orcid, affiliation, "    \
	  "funder, updated (by a notice), update (it is a notice).")           \
	X(sort, "sort",                                                        \
	  "relevance|doi|-doi|published|-published|citations|-citations|"      \
	  "title|-title|loaded|-loaded",                                       \
	  "relevance, doi, published, citations, title or loaded; descending " \
	  "after -. If not given: relevance with words, else doi.")            \
	X(limit, "limit", "integer 0..100000",                                 \
	  "Records on a page, 0 to 1000; 20 if not given. Of ndjson and csv: " \
	  "records in all, 0 to 100000; all if not given.")                    \
	X(cursor, "cursor", "string",                                          \
	  "Where the page starts: \"next\" of the page before.")               \
	X(sample, "sample", "integer 1..1000",                                 \
	  "So many records by chance, 1 to 1000; without sort, limit and "     \
	  "cursor.")                                                           \
	X(seed, "seed", "integer 0..18446744073709551615",                     \
	  "The chance of sample, 0 to 18446744073709551615: the same seed "    \
	  "gives the same records.")                                           \
	X(facets, "facets", "string",                                          \
	  "Count the values of these, by comma, or of all (*): type, year, "   \
	  "journal, language, publisher, open_access, source, has_abstract.")  \
	X(facet_limit, "facet-limit", "integer 1..1000",                       \
	  "Values of a facet, 1 to 1000; 20 if not given.")                    \
	X(fields, "fields", "string",                                          \
	  "Only these fields of each record, by comma.")                       \
	X(highlight, "highlight", "boolean",                                   \
	  "Say which parts of title and abstract were found.")
/* clang-format on */

/* One list parameter, for the parser, the errors and the description. */
struct query_param {
	const char *name;
	const char *type;    /* as in struct param */
	const char *summary; /* one sentence */
	enum status (*parse)(struct query *, struct span value, struct error *);
};
extern const struct query_param query_params[]; /* ends with a NULL name */

/* Crossref's types of works, which `type` knows; ends with NULL. */
extern const char *const query_types[];

/* How the values of a parameter that is a choice are read by a caller who
 * knows more of them than this layer. */
struct value_reader {
	/* Appends the form in which a value is kept; false: it has none.  An
	 * error that it records in the caller's err is what is told. */
	bool (*form)(void *context, struct span value, struct buf *out);
	void *context; /* of form */
};

void choice_release(struct choice *choice);

/* A query that asks for everything, first page.  {0} but for limits, fields. */
struct query query_init(void);
void query_release(struct query *query);

/*
 * Sets one parameter.  Error: STATUS_INVALID_PARAMETER saying what was
 * understood and what is allowed; an unknown name lists the known ones; a name
 * that was given before says so, but for `cursor`, which takes the place of the
 * one before, so that a walk goes on with the same query.
 */
MUST_CHECK enum status query_parse(struct query *query, struct span name,
				   struct span value, struct error *err);

/* The same of a parameter that is a choice; its values are read by the reader in
 * place of what this layer does.  STATUS_INTERNAL: the
 * parameter is none. */
MUST_CHECK enum status query_parse_by(struct query *query, struct span name,
				      struct span value,
				      const struct value_reader *reader,
				      struct error *err);

/*
 * Checks parameters against each other, once all are set, and settles what
 * follows from them: the order that was not given (relevance with words, else
 * DOI), the order and limit of a sample; the years of `search` become those of
 * the query.  Errors: STATUS_INVALID_PARAMETER, for one a cursor of a list in
 * another order or of other words and filters; STATUS_NO_MEMORY.
 */
MUST_CHECK enum status query_check(struct query *query, struct error *err);

/* Checks the limit of a page, which is built in memory: QUERY_LIMIT_MAX.
 * query_parse() takes one of a stream.  Error: STATUS_INVALID_PARAMETER. */
MUST_CHECK enum status query_limit_check(const struct query *query,
					 struct error *err);

/* Appends the cursor of a place: URL-safe ([A-Za-z0-9_-]), stateless.  A text
 * or state of more than 4 KiB fails in buf_check(out). */
void query_cursor(const struct place *place, struct buf *out);

/* The place of a cursor, owned by the caller, and given.  False when text is not
 * what query_cursor() makes, or there is no memory. */
bool query_place(struct span cursor, struct place *ret);

/* The form NNNN-NNNX of what may be written without hyphen or with a small x;
 * false when it is no ISSN.  Whether the check digit is right is not asked. */
bool issn_form(struct span text, char out[10]);

/*
 * The form in which titles of journals and names of publishers are compared:
 * letters and digits only, ASCII letters in lower case, others as they are.
 */
void journal_key(struct span title, struct buf *out);

#endif
