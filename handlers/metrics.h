/* SPDX-License-Identifier: MIT */
/* Parts of /metrics. */
#ifndef METRICS_H
#define METRICS_H

#include "handlers.h"

/* Appends what stands before the values of a metric: its name without
 * "paperd_", its type, and what it is. */
void metrics_head(const char *name, const char *type, const char *help,
		  struct buf *out);

/* Appends the metrics of fetching. */
void metrics_fetch_write(struct fetch *fetch, struct buf *out);

#endif
