/* SPDX-License-Identifier: MIT */
/*
 * paperd's own JSON (paper.h): records that another paperd gave, and what this
 * program adds to a record in the form of others.
 *
 * Whoever made it, nothing is taken on trust: each value goes through the
 * cleaner of its field.
 */
#ifndef PAPERD_SOURCE_NATIVE_H
#define PAPERD_SOURCE_NATIVE_H

#include "fill.h"

/* The member of a Crossref work, and of `custom` of a CSL item, that holds what
 * the form has no place for. */
#define NATIVE_MEMBER "paperd"

/*
 * Each member of `facts` takes the place of what is known; null empties it, and
 * what is not clean or no field of the paper leaves it as it is.  The DOI and
 * where the record is from are not among them.
 */
void native_fill(struct fill *fill, const cJSON *facts);

#endif
