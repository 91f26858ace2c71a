/* SPDX-License-Identifier: MIT */
/* The host of an address, in ASCII. */
#ifndef PAPERD_CLEAN_URL_HOST_H
#define PAPERD_CLEAN_URL_HOST_H

#include "paperd/buf.h"

/*
 * Appends a host, an international one in its ASCII form (RFC 3490).  False
 * when it is none; what was appended up to then is left in out.
 */
bool url_host_add(struct span host, struct buf *out);

#endif
