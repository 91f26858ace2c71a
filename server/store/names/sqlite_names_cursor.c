/* SPDX-License-Identifier: MIT */
/* Cursors of the lists of authors and journals. */
#include "sqlite_complete.h"

#include <stdlib.h>

enum status names_cursor(const char *list, struct span key, long long number,
			 char **ret, struct error *err)
{
	SCOPED(place_release) struct place place = { 0 };
	SCOPED(buf_release) struct buf cursor = buf_init(16384);

	place.id = (uint64_t)number;
	place.text = key.at ? span_copy(key) : NULL;
	place.state = span_copy(span_of(list));
	if (!place.state || (key.at && !place.text))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	query_cursor(&place, &cursor);
	if (buf_check(&cursor, err) != STATUS_OK)
		return err->status;
	*ret = buf_take(&cursor);
	return *ret ? STATUS_OK : error_set(err, STATUS_NO_MEMORY, "no memory");
}

static bool is_of(const struct place *place, const char *list)
{
	return place->sort == SORT_RELEVANCE && !place->value && place->id &&
	       place->id <= INT64_MAX && place->state &&
	       strcmp(place->state, list) == 0;
}

enum status names_place(const char *list, struct span cursor, struct place *ret,
			struct error *err)
{
	SCOPED(place_release) struct place place = { 0 };

	if (!cursor.len)
		return STATUS_OK;
	if (!query_place(cursor, &place) || !is_of(&place, list))
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "cursor is not understood; take it from "
				 "\"next\" of the page before");
	*ret = place;
	place = (struct place){ 0 };
	return STATUS_OK;
}
