/* SPDX-License-Identifier: MIT */
/*
 * The fields of a record in paperd's own JSON; for native.c.
 */
#ifndef PAPERD_SOURCE_NATIVE_FIELDS_H
#define PAPERD_SOURCE_NATIVE_FIELDS_H

#include "fill.h"

/* All but the DOI and where the record is from. */
void native_read_fields(struct fill *fill, const cJSON *record);

/* Among them licences, funders, references and updates. */
void native_read_lists(struct fill *fill, const cJSON *record);

#endif
