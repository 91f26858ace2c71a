/* SPDX-License-Identifier: MIT */
/*
 * The parts of the reader of OpenAlex works.
 */
#ifndef PAPERD_SOURCE_OPENALEX_H
#define PAPERD_SOURCE_OPENALEX_H

#include "record.h"

/* The abstract from its index of words. */
void openalex_fill_abstract(struct fill *fill, const cJSON *index);

#endif
