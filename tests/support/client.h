/* SPDX-License-Identifier: MIT */
/*
 * One HTTP exchange with the daemon:
 *
 *	SCOPED(reply_release)
 *	struct reply reply = ask(&daemon, (struct question){ .path = "/" });
 *	cr_expect_eq(reply.status, 200);
 *	cr_expect_str_eq(reply_header(&reply, "Vary"), "Accept");
 */
#ifndef CLIENT_H
#define CLIENT_H

#include "daemon.h"

struct cJSON;

#define QUESTION_HEADERS_MAX 8

struct question {
	const char *method; /* NULL: GET, or POST with a body */
	const char *path;   /* path and query, sent byte for byte as it is */
	const char *headers[QUESTION_HEADERS_MAX]; /* "Name: value" */
	const char *body;
};

struct reply {
	long status;        /* 0: the connection ended without an answer */
	struct buf headers; /* "Name: value\r\n" lines */
	struct buf body;
};

/* Asks and waits for the whole answer.  Fails the test when the connection
 * cannot be made. */
struct reply ask(const struct daemon *daemon, struct question question);
void reply_release(struct reply *reply);

/* The value of a header field, valid until the next call; NULL: it is not
 * there. */
const char *reply_header(const struct reply *reply, const char *name);

/* The body as text. */
const char *reply_text(const struct reply *reply);

/* The body as JSON, which the caller deletes; the test fails when it is not,
 * or not valid UTF-8. */
struct cJSON *reply_json(const struct reply *reply);
void json_release(struct cJSON **json);

/* Asks for a path and gives the body as JSON, whatever the status is. */
struct cJSON *ask_json(const struct daemon *daemon, const char *path,
		       long *ret_status);

/* A member of a JSON object by its path ("journal.title"), as text ("" when it
 * is not there or not a string), or as a number (-1). */
const char *json_text_at(const struct cJSON *json, const char *path);
double json_number_at(const struct cJSON *json, const char *path);
const struct cJSON *json_at(const struct cJSON *json, const char *path);

/* The value of a line of /metrics, by its name with its labels; -1: it is not
 * there. */
double metric(const struct daemon *daemon, const char *name);

/* Appends text percent-encoded, all but letters and digits. */
void encode(struct buf *out, const char *text);

#endif
