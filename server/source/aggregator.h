/* SPDX-License-Identifier: MIT */
/*
 * The two layers of the aggregator's object, and the texts that may stand in
 * them in different languages.
 */
#ifndef PAPERD_SOURCE_AGGREGATOR_H
#define PAPERD_SOURCE_AGGREGATOR_H

#include "fill.h"

struct layers {
	const cJSON *outer;
	const cJSON *inner; /* NULL: there is none */
};

/* The outer value, or the inner when the outer says nothing. */
const cJSON *layers_get(const struct layers *layers, const char *key);

/* Title, translations and language. */
MUST_CHECK enum status aggregator_fill_titles(struct fill *fill,
					      const struct layers *layers,
					      struct error *err);

/* Abstract and its translations.  Needs the titles. */
void aggregator_fill_abstracts(struct fill *fill, const struct layers *layers);

/* The journal's introduction in the lines after the object: what follows its
 * heading.  Empty when there is none. */
struct span aggregator_introduction(struct span text);

#endif
