/* SPDX-License-Identifier: MIT */
/*
 * Private to the Crossref door: how the Crossref REST API speaks (api.crossref.org,
 * "api_format.md"), over the same store, query and paper as the native API.
 */
#ifndef HANDLERS_CROSSREF_H
#define HANDLERS_CROSSREF_H

#include "handlers.h"

/* ---- messages (crossref_message.c) ---- */

/* Opens {"status":"ok","message-type":type,…,"message": */
void message_open(const char *type, struct buf *out);
void message_close(struct buf *out);

/* Makes a failure of this kind and value ("filter-not-available") the problem
 * of the response; the message is that of the error. */
void failure_note(struct response *res, const char *kind, struct span value);

#endif
