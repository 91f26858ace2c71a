/* SPDX-License-Identifier: MIT */
/*
 * Private to the handlers: one declaration a URL, and what they share.
 *
 * A handler is a function of values: it reads the request, asks the store and
 * fills the response.  Nothing here knows a socket, and nothing is kept
 * between two requests.
 */
#ifndef HANDLERS_H
#define HANDLERS_H

#include "paperd/app.h"
#include "paperd/doi.h"
#include "paperd/fetch.h"
#include "paperd/format.h"
#include "paperd/json.h"
#include "paperd/report.h"
#include "paperd/route.h"
#include "paperd/scoped.h"

struct cJSON;

/* Most bytes of one answer that is built in memory: a page of the longest
 * lists (QUERY_LIMIT_MAX records) with much room to spare. */
#define ANSWER_MAX (64 << 20)

/* ---- one a URL, in the order of api_routes[] ---- */

handler index_get;
handler record_get;
handler records_list;
handler records_lookup;
handler abstract_get;
handler journals_list;
handler journal_get;
handler authors_list;
handler autocomplete_get;
handler record_clean;
handler rules_get;
handler stats_get;
handler health_get;
handler ready_get;
handler metrics_get;
handler openapi_get;
handler crossref_works_list;
handler crossref_work_get;
handler crossref_types_list;
handler crossref_type_get;
handler crossref_type_works;
handler crossref_journals_list;
handler crossref_journal_get;
handler crossref_journal_works;
handler crossref_prefix_get;
handler crossref_prefix_works;
handler crossref_members_list;
handler crossref_member_get;
handler crossref_member_works;
handler crossref_funder_get;
handler crossref_unlisted;
handler doi_get;
handler doi_agency;
handler doi_handle;
handler matching_lookup;
handler matching_doi;
handler matching_pmid;
handler matching_pmc;
handler references_verify;
handler web_search;
handler web_record;
handler web_frame_get;
handler web_asset;

/* ---- the doors ---- */

extern const struct dialect crossref_dialect; /* the Crossref REST API */
extern const struct dialect doi_dialect;      /* doi.org */
extern const struct dialect matching_dialect; /* GROBID's look-up */
extern const struct dialect web_dialect;      /* browsers */

/* ---- finding a record (find.c) ---- */

/* A record and the key that was asked for: its DOI, or some identifier. */
struct found {
	struct buf key;
	struct record record;
	/* by its own key, and no other was tried before: it is what is found
	 * as long as it is held */
	bool lasts;
};
void found_release(struct found *found);

/* The key that the record is kept under. */
const char *found_key(const struct found *found);

/* Appends "doi", and "id" where the record was asked for by another identifier
 * (each is left out when it is not known). */
void found_write(const struct found *found, struct buf *out);

/* Most bytes of a client's text that an error message repeats. */
#define SHOWN_MAX 200

/*
 * The record that a spelling of a DOI or of another identifier means.  On
 * STATUS_NOT_FOUND ret->key is what was understood.  Other errors:
 * STATUS_INVALID_DOI, STATUS_STORE.
 */
MUST_CHECK enum status record_find(const struct app *app, struct span text,
				   struct found *ret, struct error *err);

/* The record as a paper, which the caller releases.  Error: STATUS_INTERNAL when
 * a stored record cannot be read. */
MUST_CHECK enum status record_parse(const struct record *record,
				    struct paper *ret, struct error *err);

/* Appends the fields of the set as one JSON object.  Error: STATUS_INTERNAL
 * when a stored record cannot be read. */
MUST_CHECK enum status record_write(const struct record *record,
				    field_set fields, struct buf *out,
				    struct error *err);

/* The fields that the parameter `fields` asks for; all when it is absent. */
MUST_CHECK enum status fields_of(const struct request *req, field_set *ret,
				 struct error *err);

struct query;

/* Adds `highlight` to the record's finished object at the end of out: what of
 * its title and abstract the words of the query were found in.  Error:
 * STATUS_INTERNAL when a stored record cannot be read. */
MUST_CHECK enum status highlight_add(const struct record *record,
				     const struct query *query, struct buf *out,
				     struct error *err);

/* ---- fetching what is missing (resolve.c) ---- */

/* May what is not held be fetched, and what is held be fetched anew? */
enum fetch_mode { FETCH_NEVER, FETCH_AUTO, FETCH_ALWAYS };

/* The parameter `fetch`, and only-if-cached of Cache-Control (RFC 9111
 * 5.2.1.7), which is "never".  Error: STATUS_INVALID_PARAMETER. */
MUST_CHECK enum status fetch_mode_of(const struct request *req,
				     enum fetch_mode *ret, struct error *err);

/*
 * The record that the path of a request names, fetched if need be.
 * STATUS_OK with res->wait set: the handler returns and is run again.  When
 * there is no record, the problem in res says what was looked up and what
 * fetching found.  Errors: of record_find(), STATUS_UPSTREAM,
 * STATUS_UPSTREAM_TIMEOUT, STATUS_BUSY.
 */
MUST_CHECK enum status record_of_path(const struct app *app,
				      const struct request *req,
				      struct response *res, struct found *ret,
				      struct error *err);

/* The same of the record that a text names. */
MUST_CHECK enum status record_of_text(const struct app *app,
				      const struct request *req,
				      struct span text, struct response *res,
				      struct found *ret, struct error *err);

/* True when there is sense in asking for a DOI. */
bool is_fetchable(struct span doi);

/* True while "there is none" counts: not after its time, nor when it was said
 * in what is the future now, since the clock was put back. */
bool resolution_holds(const struct resolution *known);

/* True while it is known that there is no record of a DOI. */
bool is_known_absent(const struct app *app, const char *doi);

/* The registration agency (DOI Handbook) whose data the first source of a
 * record is that is any's: "Crossref".  NULL when none is.  Static. */
const char *agency_of_paper(const struct paper *paper);

/* ---- cleaning reports (report.c) ---- */

/* The parameter `report`: none, flags or full.  Error:
 * STATUS_INVALID_PARAMETER. */
MUST_CHECK enum status report_detail_of(const struct request *req,
					enum report_detail otherwise,
					enum report_detail *ret,
					struct error *err);

/* Adds the report on a record to the finished object in body.  Errors:
 * STATUS_NOT_FOUND for a record without a source object, STATUS_STORE. */
MUST_CHECK enum status report_add(const struct app *app,
				  const struct found *found,
				  enum report_detail detail, struct buf *body,
				  struct error *err);

/* ---- other identifiers (identifier.c) ---- */

/*
 * Appends the key of "scheme:value" in its spellings (any case of the scheme,
 * versions of arXiv) or of the address of a page on PubMed, PMC or arXiv.
 * False, with out untouched, when text is neither.
 */
bool identifier_parse(struct span text, struct buf *out);

/* Appends "pmid:, pmcid:, …". */
void identifier_labels(struct buf *out);

/* ---- answers (answer.c, form.c) ---- */

/* Takes the finished JSON over as the body and gives it its entity tag. */
MUST_CHECK enum status answer_tagged(struct response *res, struct buf *owned,
				     struct error *err);

/* The same for the state of a moment: never cached, no tag. */
MUST_CHECK enum status answer_fleeting(struct response *res, struct buf *owned,
				       struct error *err);

/* What an answer can be, JSON before all; the forms of one or more records are
 * those of formats[]. */
enum form_kind {
	FORM_JSON,
	FORM_LINES,
	FORM_TEXT,
	FORM_PAGE, /* for a browser */
	FORM_FORMAT,
	FORM_KINDS
};

struct form {
	enum form_kind kind;
	const struct format *format; /* of FORM_FORMAT; else NULL */
	/* NULL: as the format has it; else what was asked for by another name */
	const char *content_type;
	struct format_options options;
};

/* A set of kinds; and that the formats are offered before JSON, so that who
 * takes anything gets the first of formats[], and also by the other names that
 * registration agencies know them by. */
#define FORM_BIT(kind)     (1U << (kind))
#define FORM_FORMATS_FIRST (1U << FORM_KINDS)

/*
 * What the client wants: the parameter `format` if it is given, else Accept;
 * the style and locale of a citation from the parameters of these names, else
 * from those of the media type.  JSON is always to be had, the kinds of the set
 * beside it.  Error: STATUS_NOT_ACCEPTABLE naming what there is.
 */
MUST_CHECK enum status answer_choose(const struct request *req,
				     struct response *res, unsigned kinds,
				     struct form *ret, struct error *err);

/* True for the parameters that answer_choose() reads. */
bool is_form_param(struct span name);

/* Writes a record in some form; failure shows in buf_check(out). */
typedef void record_writer(const void *context, const struct paper *paper,
			   struct buf *out);

/*
 * What write() makes of a record as the body, with its entity tag.  It is kept
 * for the next time under the record's tag and `name`, so it must follow from
 * the record and the name alone.  Error: STATUS_INTERNAL when a stored record
 * cannot be read.
 */
MUST_CHECK enum status answer_written(const struct app *app,
				      const struct record *record,
				      struct span name, record_writer *write,
				      const void *context, struct response *res,
				      struct error *err);

/* A record in a form of formats[], with its entity tag.  Error: that of
 * answer_written(). */
MUST_CHECK enum status answer_form(const struct app *app,
				   const struct record *record,
				   const struct form *form,
				   struct response *res, struct error *err);

/* The same where there is JSON only. */
MUST_CHECK enum status answer_is_json(const struct request *req,
				      struct response *res, struct error *err);

/* The parameter as a number between 0 and max, or `otherwise` when absent.
 * Error: STATUS_INVALID_PARAMETER. */
MUST_CHECK enum status number_of(const struct request *req, const char *name,
				 unsigned max, unsigned *ret,
				 struct error *err);

/* ---- lists of records (list_query.c, list.c) ---- */

struct query;

/* Fills a query_init() with the parameters of a list, but for `format`, and
 * checks it; of a sample without one it chooses the seed.  Errors: those of
 * query_parse(), query_check() and look-ups. */
MUST_CHECK enum status list_query(const struct app *app,
				  const struct request *req, struct query *ret,
				  struct error *err);

/* Sets X-Total-Count, and of a sample X-Sample-Seed. */
MUST_CHECK enum status list_headers(struct response *res,
				    const struct query *query, long long total,
				    struct error *err);

/* ---- a list as a stream (stream.c) ---- */

/*
 * The whole result of a query as lines of JSON or as CSV, or as many records of
 * it as its limit or sample says; the form is FORM_LINES or of a format.  Memory
 * holds one page.  X-Total-Count is always set; where there is a limit and more
 * than that, so are X-Next-Cursor and Link.  What may be wrong with the query
 * shows in the first page, which is read here; a failure after that breaks the
 * answer off.  A result of near misses, which have not all of the words, is an
 * empty one.  The query is taken over.  Errors: STATUS_INVALID_PARAMETER for
 * what the form cannot show (facets; highlight but in lines), those of
 * store_list().
 */
MUST_CHECK enum status stream_list(const struct app *app,
				   const struct request *req,
				   struct query *owned, const struct form *form,
				   struct response *res, struct error *err);

/* ---- bodies of requests (body.c) ---- */

/*
 * Parses a JSON body strictly: nothing but blanks may follow the value.  The
 * caller deletes *ret.  Error: STATUS_INVALID_BODY with the byte offset.
 */
MUST_CHECK enum status body_parse(struct span body, struct cJSON **ret,
				  struct error *err);

/* The inputs of a batch look-up, in order; at most max of them.  Errors:
 * STATUS_INVALID_BODY, STATUS_TOO_LARGE, STATUS_NO_MEMORY. */
MUST_CHECK enum status body_dois(const struct request *req, unsigned max,
				 struct texts *ret, struct error *err);

/* Its lines but for blank ones; at most max.  Errors: as body_dois(). */
MUST_CHECK enum status body_lines(struct span body, unsigned max,
				  struct texts *ret, struct error *err);

/* True when the body is JSON by its type, or without one by its first byte. */
bool body_is_json(const struct request *req);

/* ---- source objects (raw.c) ---- */

/*
 * Appends a source object's JSON text as valid JSON.  Byte for byte, but for
 * what the reader of dumps forgives and RFC 8259 does not: raw control
 * characters, and numbers such as 007, which are given as strings.
 */
void raw_json(struct span json, struct buf *out);

/* ---- links (link.c) ---- */

/* Appends the path of the list of an author's records. */
void author_link(const char *name, struct buf *out);

/* Longest Link and longest cursor sent: all headers of an answer share one
 * small room. */
#define HEADER_SENT_MAX (6 << 10)

/* Ends the list of items and the envelope around it: ],"next":…} */
void list_end(const char *cursor, struct buf *out);

/*
 * Sets Link: <…>; rel="next" to the URL of this request with another cursor.
 * Errors: STATUS_NO_MEMORY, STATUS_INTERNAL.
 */
MUST_CHECK enum status link_next(const struct request *req,
				 struct response *res, const char *cursor,
				 struct error *err);

#endif
