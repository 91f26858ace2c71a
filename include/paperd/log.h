/* SPDX-License-Identifier: MIT */
/*
 * The log: one line an event on standard error, text or JSON.
 *
 * Every byte that is not printable ASCII or valid UTF-8 is written escaped, so
 * one event is always one line.  Only http and main log above debug.  Thread
 * safe; the level and form are set once, before threads start.
 */
#ifndef PAPERD_LOG_H
#define PAPERD_LOG_H

#include "paperd/text.h"

struct buf;

enum log_level { LOG_ERROR, LOG_WARN, LOG_INFO, LOG_DEBUG };
enum log_form { LOG_TEXT, LOG_JSON };

/* Sets what is written and how.  Default: LOG_INFO, LOG_TEXT. */
void log_setup(enum log_level level, enum log_form form);

bool log_wants(enum log_level level);
enum log_form log_form(void);

/* Writes one event.  The message is cut at 4,096 bytes. */
void log_event(enum log_level level, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

/* Writes one finished line (with no line break) as it is. */
void log_line(struct span line);

/*
 * Appends text so that it cannot break a log line: control bytes, DEL, quotes,
 * backslash and invalid UTF-8 as \xHH, cut at max bytes of input with "...".
 */
void log_escape(struct buf *out, struct span text, size_t max);

/* The same for a whole message: quotes and backslashes stay. */
void log_escape_message(struct buf *out, struct span text);

/* The time now as RFC 3339 in UTC with milliseconds, e.g. in a log line. */
void log_time(char out[32]);

#endif
