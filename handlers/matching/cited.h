/* SPDX-License-Identifier: MIT */
/* Reading references. */
#ifndef HANDLERS_CITED_H
#define HANDLERS_CITED_H

#include "matching.h"

/* Fills an empty reference from an object.  False without memory. */
MUST_CHECK bool cited_from_json(const struct cJSON *json, struct cited *ret);

#endif
