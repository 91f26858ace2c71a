/* SPDX-License-Identifier: MIT */
/* Parts of /metrics. */
#ifndef METRICS_H
#define METRICS_H

#include "handlers.h"

/* Appends the metrics of fetching. */
void metrics_fetch_write(struct fetch *fetch, struct buf *out);

#endif
