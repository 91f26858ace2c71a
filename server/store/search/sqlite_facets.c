/* SPDX-License-Identifier: MIT */
/* Facets: the values that were counted, by name. */
#include "sqlite_facets.h"

#include <stdio.h>
#include <stdlib.h>

#include "paperd/memory.h"

/* How the numbers of a facet get their names. */
static const char word_name[] = "SELECT value FROM words WHERE id = ?";
static const char journal_name[] =
	"SELECT coalesce(title, (SELECT issn FROM journal_issn"
	" WHERE journal_id = journals.id ORDER BY id LIMIT 1))"
	" FROM journals WHERE id = ?";

static const char *const truths[] = { "unknown", "true", "false" };
static const char *const haves[] = { "false", "true" };

static const struct {
	const char *sql;          /* NULL: not by a table */
	const char *const *names; /* NULL: the number is the name */
} facets[FACETS] = {
	[FACET_TYPE] = { word_name, NULL },
	[FACET_JOURNAL] = { journal_name, NULL },
	[FACET_LANGUAGE] = { word_name, NULL },
	[FACET_PUBLISHER] = { word_name, NULL },
	[FACET_SOURCE] = { word_name, NULL },
	[FACET_OPEN_ACCESS] = { NULL, truths },
	[FACET_HAS_ABSTRACT] = { NULL, haves },
};

static char *number_name(uint32_t number)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", number);
	return memory_text(text);
}

static enum status name_read(struct reader *reader, const char *sql,
			     uint32_t number, char **ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement find = statement_of(reader->connection, sql);

	bind_integer(&find, number);
	if (statement_step(&find))
		*ret = row_text(&find, 0);
	return statement_check(&find, err);
}

static enum status name_find(struct reader *reader, enum query_facet facet,
			     uint32_t number, char **ret, struct error *err)
{
	enum status status = STATUS_OK;

	if (facets[facet].sql)
		status = name_read(reader, facets[facet].sql, number, ret, err);
	else if (facets[facet].names)
		*ret = memory_text(facets[facet].names[number]);
	else
		*ret = number_name(number);
	if (status == STATUS_OK && !*ret)
		*ret = memory_text("unknown");
	if (status == STATUS_OK && !*ret)
		status = error_set(err, STATUS_NO_MEMORY, "no memory");
	return status;
}

enum status facet_read(struct reader *reader, const struct tallies *tallies,
		       enum query_facet facet, size_t max, struct facet *ret,
		       struct error *err)
{
	SCOPED_FREE struct tallied *top = calloc(max + 1, sizeof(*top));
	struct counts *counts = &ret->values;
	enum status status = STATUS_OK;
	size_t count;

	counts->items = calloc(max + 1, sizeof(*counts->items));
	if (!top || !counts->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	count = tallies_top(tallies, facet, top, max, &ret->distinct);
	for (size_t i = 0; status == STATUS_OK && i < count; i++) {
		struct count *item = &counts->items[counts->count];

		status = name_find(reader, facet, top[i].number, &item->name,
				   err);
		item->records = top[i].records;
		counts->count += item->name != NULL;
	}
	return status;
}

enum status facets_read(struct reader *reader, const struct tallies *tallies,
			unsigned max, struct page *ret, struct error *err)
{
	enum status status = STATUS_OK;

	for (int i = 0; status == STATUS_OK && i < FACETS; i++)
		if (tallies->facets >> i & 1)
			status = facet_read(reader, tallies,
					    (enum query_facet)i, max,
					    &ret->facets[i], err);
	return status;
}
