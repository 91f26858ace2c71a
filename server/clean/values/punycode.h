/* SPDX-License-Identifier: MIT */
/* Punycode (RFC 3492): the ASCII form of one label of a domain name. */
#ifndef PAPERD_CLEAN_PUNYCODE_H
#define PAPERD_CLEAN_PUNYCODE_H

#include "paperd/buf.h"

/* Longest label in the DNS, in bytes (RFC 1035 section 2.3.4). */
#define LABEL_MAX 63

/* Appends the encoded label, without "xn--".  At most LABEL_MAX code points. */
void punycode_add(const uint32_t *codes, size_t count, struct buf *out);

#endif
