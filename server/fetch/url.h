/* SPDX-License-Identifier: MIT */
/*
 * URLs to ask at.  A DOI in them is percent-encoded, so that it can change
 * neither host, path prefix, query nor header (RFC 3986; DOI Handbook 2.5).
 */
#ifndef FETCH_URL_H
#define FETCH_URL_H

#include "paperd/buf.h"

/*
 * Appends a DOI as part of a path: all but unreserved characters and the slash
 * encoded; the slash before a segment "." or ".." too, which would otherwise
 * be resolved away.
 */
void url_add_doi(struct buf *out, struct span doi);

/* The host of an http or https URL as it stands there, with its port; empty
 * when there is none. */
struct span url_authority(struct span url);

#endif
