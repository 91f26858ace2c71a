/* SPDX-License-Identifier: MIT */
/* What records are found by beside their keys, and what holds them together. */
#include "sqlite_put.h"

enum status identifiers_add(struct connection *writer, long long id,
			    const struct entry *entry, struct error *err)
{
	static const char sql[] = "INSERT OR IGNORE INTO identifiers"
				  " (value, record_id) VALUES (?, ?)";
	SCOPED(statement_release) struct statement add = { 0 };

	if (!entry->identifiers.count)
		return STATUS_OK;
	add = statement_of(writer, sql);
	for (size_t i = 0; i < entry->identifiers.count; i++) {
		bind_text(&add, entry->identifiers.items[i]);
		bind_integer(&add, id);
		if (statement_run(&add, err) != STATUS_OK)
			break;
		statement_again(&add);
	}
	return statement_check(&add, err);
}

enum status identifiers_set(struct connection *writer, long long id,
			    const struct entry *entry, struct error *err)
{
	enum status status = run_ids(
		writer, "DELETE FROM identifiers WHERE record_id = ?", id, 0,
		err);

	return status == STATUS_OK ? identifiers_add(writer, id, entry, err)
				   : status;
}

/* Looks at the first record with the identifier alone: a value belongs either
 * to records with a DOI, maybe many, or to one without. */
static enum status sharing_find(struct connection *writer, const char *value,
				long long self, bool with_doi, long long *ret,
				struct error *err)
{
	static const char sql[] = "SELECT record_id, key FROM identifiers"
				  " JOIN records ON records.id = record_id"
				  " WHERE value = ? AND record_id <> ?"
				  " ORDER BY key LIMIT 1";
	SCOPED(statement_release)
	struct statement find = statement_of(writer, sql);

	bind_text(&find, value);
	bind_integer(&find, self);
	if (statement_step(&find) && key_is_doi(row_span(&find, 1)) == with_doi)
		*ret = row_integer(&find, 0);
	return statement_check(&find, err);
}

enum status related_find(struct connection *writer, const struct entry *entry,
			 long long self, bool with_doi, long long *ret,
			 struct error *err)
{
	enum status status = STATUS_OK;

	*ret = 0;
	for (size_t i = 0; i < entry->identifiers.count; i++) {
		const char *value = entry->identifiers.items[i];
		long long found = 0;

		status = sharing_find(writer, value, self, with_doi, &found,
				      err);
		if (status != STATUS_OK)
			return status;
		if (found && (!*ret || found < *ret))
			*ret = found;
	}
	return status;
}
