/* SPDX-License-Identifier: MIT */
/*
 * Lists of objects in paperd's own JSON; for native.c.
 */
#ifndef PAPERD_SOURCE_NATIVE_LISTS_H
#define PAPERD_SOURCE_NATIVE_LISTS_H

#include "fill.h"

/* Licences, funders, references and updates. */
void native_lists(struct fill *fill, const cJSON *record);

#endif
