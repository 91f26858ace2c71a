/* SPDX-License-Identifier: MIT */
#include "paperd/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "paperd/text.h"

struct status_row {
	int http;
	const char *slug;
	const char *title;
};

#define STATUS_ROW(name, http, slug, title) { http, slug, title },
static const struct status_row rows[] = { STATUSES(STATUS_ROW) };
#undef STATUS_ROW

/* Cuts text at the last whole UTF-8 sequence. */
static void cut_whole(char *text)
{
	text[utf8_valid_length(span_of(text))] = '\0';
}

enum status error_set(struct error *err, enum status status, const char *format,
		      ...)
{
	va_list args;

	if (!err)
		return status;
	if (err->status != STATUS_OK)
		return err->status;
	err->status = status;
	va_start(args, format);
	vsnprintf(err->detail, sizeof(err->detail), format, args);
	va_end(args);
	cut_whole(err->detail);
	return status;
}

void error_clear(struct error *err)
{
	if (err)
		*err = (struct error){ 0 };
}

int status_http(enum status status)
{
	return rows[status].http;
}

const char *status_slug(enum status status)
{
	return rows[status].slug;
}

const char *status_title(enum status status)
{
	return rows[status].title;
}
