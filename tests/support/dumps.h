/* SPDX-License-Identifier: MIT */
/* Dumps made on the fly. */
#ifndef DUMPS_H
#define DUMPS_H

#include "paperd/buf.h"

#define DUMP_MAX (256 << 20)

/* Appends one Crossref-shaped work as a line. */
void dump_work(struct buf *out, const char *doi, const char *title);

/* Appends works 10.5555/NAMEaaaa… with numbers from..to, each with a title
 * "NAME 17" and an abstract. */
void dump_works(struct buf *out, const char *name, int from, int to);

/* The gzip form of bytes, appended. */
void dump_gzip(struct span bytes, struct buf *out);

#endif
