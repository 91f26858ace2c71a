/* SPDX-License-Identifier: MIT */
/* Rows of the table of journals, read. */
#ifndef PAPERD_STORE_SQLITE_JOURNALS_H
#define PAPERD_STORE_SQLITE_JOURNALS_H

#include "sqlite.h"

/* What journal_read() needs, as the first columns of a row. */
#define JOURNAL_COLUMNS                                                     \
	"id, key, title, abbreviation, series, description, impact_factor," \
	" jcr_quartile, jcr_category, cas_zone, cas_category, records"
#define JOURNAL_PLACE    12 /* the number of the first column after them */
#define JOURNAL_IS_NAMED "records > 0"

MUST_CHECK enum status journal_read(struct statement *row,
				    struct journal_summary *ret,
				    struct error *err);

#endif
