/* SPDX-License-Identifier: MIT */
/*
 * The words of all authors at once.  While a store is filled the weight of an
 * author changes often, and each time the words would move to another row.
 */
#include "sqlite_names.h"

/* Authors whose words are in memory together, in the order of their rows. */
#define AUTHORS_TOGETHER 200000

static enum status author_gather(struct names *names, struct statement *row,
				 struct error *err)
{
	SCOPED_FREE char *name = row_text(row, 1);
	long long id = row_integer(row, 0);
	unsigned weight = name_weight(row_integer(row, 2));
	size_t at;
	enum status status = statement_check(row, err);

	if (status == STATUS_OK)
		status = name_key_add(names, name, &at, err);
	return status == STATUS_OK
		       ? name_words_move(names, &names->author_words, at, 0,
					 name_rowid(weight, id), err)
		       : status;
}

/* The words of those after *last, which is then the last of them; 0: there are
 * none. */
static enum status authors_write(struct connection *writer, long long *last,
				 struct error *err)
{
	SCOPED(gathered_names_release)
	struct names names = { .writer = writer };
	SCOPED(statement_release)
	struct statement rows = statement_of(
		writer, "SELECT id, name, records FROM authors WHERE id > ?"
			" ORDER BY id LIMIT ?");
	enum status status = STATUS_OK;

	bind_integer(&rows, *last);
	bind_integer(&rows, AUTHORS_TOGETHER);
	*last = 0;
	while (status == STATUS_OK && statement_step(&rows)) {
		*last = row_integer(&rows, 0);
		status = author_gather(&names, &rows, err);
	}
	if (status == STATUS_OK)
		status = statement_check(&rows, err);
	return status == STATUS_OK ? names_write_words(&names, err) : status;
}

enum status names_words_anew(struct connection *writer, struct error *err)
{
	long long last = 0;
	enum status status = connection_run(
		writer,
		"INSERT INTO author_names (author_names) VALUES ('delete-all')",
		err);

	do {
		if (status == STATUS_OK)
			status = authors_write(writer, &last, err);
	} while (status == STATUS_OK && last);
	return status;
}
