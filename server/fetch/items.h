/* SPDX-License-Identifier: MIT */
/*
 * The objects in a list, byte for byte as they stand there: the works of
 * Crossref's REST API, {"status":…,"message":{…,"items":[{…},{…}],…}}, and the
 * answers of doiRA, [{…},{…}].  Pure, linear.
 */
#ifndef FETCH_ITEMS_H
#define FETCH_ITEMS_H

#include "paperd/buf.h"

struct items {
	struct span text;
	size_t at;
	bool inside; /* of the array */
};

struct items items_of(struct span body);

/* The next object; false at the end, or where the text is no such list. */
bool items_next(struct items *items, struct span *ret);

/* Appends the DOI of an object in key form; false: it has none. */
bool item_doi(struct span item, struct buf *out);

#endif
