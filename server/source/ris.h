/* SPDX-License-Identifier: MIT */
/*
 * The parts of the RIS source.  record is a tree of ris_tree(), type the CSL
 * type of the record.
 */
#ifndef PAPERD_SOURCE_RIS_H
#define PAPERD_SOURCE_RIS_H

#include "fill.h"

/* The first value of a tag, or {0}. */
struct span ris_first(const cJSON *record, const char *tag);

void ris_fill_journal(struct fill *fill, const cJSON *record, const char *type);
void ris_fill_place(struct fill *fill, const cJSON *record);
void ris_fill_dates(struct fill *fill, const cJSON *record);

#endif
