/* SPDX-License-Identifier: MIT */
/*
 * The last load of each of the files that were loaded last.
 */
#include "sqlite.h"

#define NUMBER_OF_MACRO(x) #x
#define NUMBER_OF(x)       NUMBER_OF_MACRO(x)

/* A file that is being loaded has not ended: it comes first. */
static const char loads_sql[] =
	/* clang-format off */
	"SELECT path, finished, error, complete, records, rejects,"
	" (SELECT reason FROM rejects WHERE file_id = id ORDER BY line LIMIT 1),"
	" (SELECT line FROM rejects WHERE file_id = id ORDER BY line LIMIT 1)"
	" FROM files ORDER BY finished IS NOT NULL, finished DESC,"
	" rejects DESC, path LIMIT " NUMBER_OF(STATS_LOADS_MAX);
/* clang-format on */

static struct file_load load_of(struct statement *row)
{
	return (struct file_load){
		.file = row_text(row, 0),
		.ended = row_text(row, 1),
		.error = row_text(row, 2),
		.complete = row_integer(row, 3) != 0,
		.records = row_integer(row, 4),
		.rejects = row_integer(row, 5),
		.reject_reason = row_text(row, 6),
		.reject_line = row_integer(row, 7),
	};
}

enum status loads_read(struct connection *reader, struct file_loads *ret,
		       struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(reader, loads_sql);

	ret->items = calloc(STATS_LOADS_MAX, sizeof(*ret->items));
	if (!ret->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	while (ret->count < STATS_LOADS_MAX && statement_step(&rows))
		ret->items[ret->count++] = load_of(&rows);
	return statement_check(&rows, err);
}

/* False without memory. */
static bool text_copy(const char *from, char **ret)
{
	*ret = from ? span_copy(span_of(from)) : NULL;
	return *ret || !from;
}

enum status loads_copy(const struct file_loads *from, struct file_loads *to,
		       struct error *err)
{
	bool room = true;

	to->items = calloc(from->count + 1, sizeof(*to->items));
	if (!to->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; i < from->count; i++) {
		const struct file_load *one = &from->items[i];
		struct file_load *copy = &to->items[to->count++];

		*copy = *one;
		room &= text_copy(one->file, &copy->file);
		room &= text_copy(one->ended, &copy->ended);
		room &= text_copy(one->error, &copy->error);
		room &= text_copy(one->reject_reason, &copy->reject_reason);
	}
	return room ? STATUS_OK : error_set(err, STATUS_NO_MEMORY, "no memory");
}
