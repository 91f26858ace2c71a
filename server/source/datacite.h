/* SPDX-License-Identifier: MIT */
/*
 * The parts of the reader of DataCite's records.
 */
#ifndef PAPERD_SOURCE_DATACITE_H
#define PAPERD_SOURCE_DATACITE_H

#include "record.h"

/* Authors and editors. */
void datacite_fill_people(struct fill *fill, const cJSON *work);

/* Abstract and its translations.  Needs the titles. */
void datacite_fill_abstracts(struct fill *fill, const cJSON *work);

/* The container, and where in it the work stands. */
void datacite_fill_place(struct fill *fill, const cJSON *work);

/* Identifiers beside the DOI, references, licences, funders. */
void datacite_fill_lists(struct fill *fill, const cJSON *work);

#endif
