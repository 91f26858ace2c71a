/* SPDX-License-Identifier: MIT */
/*
 * Errors are values.
 *
 * Every way an operation can fail is one row of STATUSES.  A function that
 * can fail in more than one way returns an enum status and takes a
 * struct error as its last parameter; on failure it fills the error and leaves
 * its outputs untouched.  The first failure writes the detail and nobody
 * overwrites it.  Only the http layer renders an error (RFC 9457) and only
 * http and main log one.
 */
#ifndef PAPERD_ERROR_H
#define PAPERD_ERROR_H

/* name, HTTP status (RFC 9110 section 15), slug, title */
#define STATUSES(X)                                                        \
	X(OK, 200, "ok", "Success")                                        \
	X(INVALID, 400, "invalid", "The request is not well formed")       \
	X(INVALID_DOI, 400, "invalid-doi", "This is not a DOI")            \
	X(INVALID_PARAMETER, 400, "invalid-parameter",                     \
	  "A query parameter is not understood")                           \
	X(INVALID_BODY, 400, "invalid-body", "The body is not understood") \
	X(BAD_FRAMING, 400, "bad-framing",                                 \
	  "The request is ambiguously framed")                             \
	X(NOT_FOUND, 404, "not-found", "No such record")                   \
	X(NO_ABSTRACT, 404, "no-abstract", "The record has no abstract")   \
	X(NO_JOURNAL, 404, "no-journal", "No such journal")                \
	X(NO_ROUTE, 404, "no-route", "No such resource")                   \
	X(METHOD, 405, "method-not-allowed",                               \
	  "The resource does not have this method")                        \
	X(NOT_ACCEPTABLE, 406, "not-acceptable",                           \
	  "None of the asked media types can be given")                    \
	X(TIMEOUT, 408, "request-timeout", "The request came too slowly")  \
	X(TOO_LARGE, 413, "too-large", "The body is too large")            \
	X(URI_TOO_LONG, 414, "uri-too-long", "The URL is too long")        \
	X(MEDIA_TYPE, 415, "unsupported-media-type",                       \
	  "The body has a media type that is not read")                    \
	X(NO_MEMORY, 500, "no-memory", "Out of memory")                    \
	X(INTERNAL, 500, "internal", "Something failed inside")            \
	X(STORE, 500, "store", "The store failed")                         \
	X(IO, 500, "io", "Reading or writing a file failed")               \
	X(CONFIG, 500, "config", "The configuration is not valid")         \
	X(NOT_IMPLEMENTED, 501, "not-implemented",                         \
	  "The request asks for something that is not implemented")        \
	X(UPSTREAM, 502, "upstream", "The source of the record failed")    \
	X(BUSY, 503, "busy", "Too much is going on, try again later")      \
	X(NOT_READY, 503, "not-ready", "The first load is not finished")   \
	X(UPSTREAM_TIMEOUT, 504, "upstream-timeout",                       \
	  "The source of the record did not answer in time")               \
	X(STORE_FULL, 507, "store-full", "The disk of the store is full")

#define STATUS_ENUM(name, http, slug, title) STATUS_##name,
enum status { STATUSES(STATUS_ENUM) STATUS_COUNT };
#undef STATUS_ENUM

/* A result that must be looked at. */
#define MUST_CHECK __attribute__((warn_unused_result))

/* Bytes of detail text an error carries, with its final NUL. */
#define ERROR_DETAIL_MAX 512

/* What failed, in words for whoever asked.  {0} is "no error". */
struct error {
	enum status status;
	char detail[ERROR_DETAIL_MAX];
};

/*
 * Records a failure and returns its status, so that failing is one line:
 *	return error_set(err, STATUS_INVALID, "limit must be 0 to %d", max);
 * A failure already recorded in err is kept; the status returned is then the
 * recorded one.  err may be NULL.  The text is cut at ERROR_DETAIL_MAX - 1
 * bytes, never inside a UTF-8 sequence.
 */
enum status error_set(struct error *err, enum status status, const char *format,
		      ...) __attribute__((format(printf, 3, 4)));

/* Forgets a recorded failure, so that err can be used again. */
void error_clear(struct error *err);

/* The HTTP status code of a status (RFC 9110), e.g. 404. */
int status_http(enum status status);

/* The slug of a status, e.g. "not-found".  Static. */
const char *status_slug(enum status status);

/* The sentence of a status, e.g. "No such record".  Static. */
const char *status_title(enum status status);

#endif
