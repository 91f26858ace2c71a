/* SPDX-License-Identifier: MIT */
/*
 * JSON text (RFC 8259) without a tree: the checks that must come before a
 * parser, and a writer.
 *
 * The parser in use (cJSON 1.7.15) lets invalid UTF-8 pass, cuts strings at
 * \u0000, refuses lone surrogates and recurses; so every text from outside
 * goes through json_check() or json_repair() first.
 */
#ifndef PAPERD_JSON_H
#define PAPERD_JSON_H

#include "paperd/buf.h"

/* Deepest nesting accepted: no record of any known source passes 20. */
#define JSON_DEPTH_MAX 64

/*
 * Checks that text is safe to parse: valid UTF-8, nested at most
 * JSON_DEPTH_MAX, no \u0000 escape, no lone surrogate escape.  It does not
 * prove that the text is JSON.  Error: STATUS_INVALID_BODY, with the byte
 * offset.
 */
MUST_CHECK enum status json_check(struct span text, struct error *err);

/*
 * As json_check(), for records of others' making: escapes of NUL become
 * \u0001 and lone surrogates \ufffd in place (the length does not change), so
 * that the record can be read; the rest is refused as above.
 */
MUST_CHECK enum status json_repair(char *text, size_t len, struct error *err);

/*
 * The writer.  Values are appended compactly; json_key() and the array and
 * object openers write the comma themselves when one is needed, judged by the
 * last byte of the buffer.
 */
void json_open(struct buf *out, char bracket);       /* '{' or '[' */
void json_close(struct buf *out, char bracket);      /* '}' or ']' */
void json_key(struct buf *out, const char *key);     /* ,"key": */
void json_string(struct buf *out, struct span text); /* value, quoted */
void json_text(struct buf *out, const char *text);   /* value, quoted */
void json_integer(struct buf *out, long long value); /* value */
void json_number(struct buf *out, double value);  /* shortest that is exact */
void json_boolean(struct buf *out, bool value);   /* value */
void json_null(struct buf *out);                  /* value */
void json_raw(struct buf *out, struct span json); /* value already JSON */

/* json_key() and the value in one call; a NULL text writes nothing. */
void json_pair_text(struct buf *out, const char *key, const char *text);
void json_pair_integer(struct buf *out, const char *key, long long value);
void json_pair_boolean(struct buf *out, const char *key, bool value);

#endif
