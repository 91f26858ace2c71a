/* SPDX-License-Identifier: MIT */
/*
 * Records in the forms of other programs: a paper goes in, bytes come out.
 *
 * CSV (RFC 4180): UTF-8 without a byte order mark, fields parted by a comma,
 * lines ended by CR LF, one header line with the names of the columns.  A cell
 * is quoted when it holds a comma, a quote or a line break; the line breaks of
 * an abstract stay as they are.
 *
 * What the columns are is fixed by one table.  Lists are joined by "; ",
 * authors as "Family, Given"; parts of an object have columns of their own
 * (journal, issn, pmid, …); of what is a list of objects each is shown by what
 * names it best.  What is not known is an empty cell.
 *
 * Texts are never changed.  So a cell may begin with = + - @ or a TAB, which
 * spreadsheets take for a formula when they are told to open a CSV file instead
 * of importing its columns as text: a title must come out as it went in.
 */
#ifndef PAPERD_FORMAT_H
#define PAPERD_FORMAT_H

#include "paperd/paper.h"

#define CSV_MEDIA_TYPE "text/csv; charset=utf-8; header=present"

/* A set of columns, one bit each. */
typedef uint64_t column_set;

/* The columns of all fields of the set, in the order of the table; of
 * FIELD_SET_ALL those that most want, which leaves some out. */
column_set csv_columns(field_set fields);

/* Appends the header line. */
void csv_header(column_set columns, struct buf *out);

/* Appends the line of one record.  Failure shows in buf_check(out). */
void csv_record(column_set columns, const struct paper *paper, struct buf *out);

#endif
