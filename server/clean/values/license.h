/* SPDX-License-Identifier: MIT */
/* What the parts of the licence rules share. */
#ifndef PAPERD_CLEAN_LICENSE_H
#define PAPERD_CLEAN_LICENSE_H

#include "paperd/text.h"

/* Longest address that is made or rewritten here. */
#define LICENSE_URL_MAX 256

/* What a text gave, before memory is taken for it. */
struct license_found {
	char id[64];               /* "" unknown */
	char url[LICENSE_URL_MAX]; /* "" unknown */
};

/* The SPDX identifier that text is, whatever its case, in SPDX's own; or NULL.
 * Static. */
const char *license_spdx(struct span text);

/* An address on one of the hosts that are known, with or without scheme.  False
 * when it is none or tells no licence. */
bool license_address(struct span text, struct license_found *ret);

/* Does text begin with "http://" and one of those hosts? */
bool license_host_is_known(struct span text);

/* A path on creativecommons.org.  False when it is no licence's. */
bool license_cc_path(struct span path, struct license_found *ret);

/* A name such as "CC BY-NC 4.0" or "CC0", or an SPDX identifier of Creative
 * Commons.  False when it is none. */
bool license_cc_name(struct span name, struct license_found *ret);

#endif
