/* SPDX-License-Identifier: MIT */
/*
 * An entry made anew of objects that stay as they are.  The objects were read
 * some time ago; whoever changed them since marked the record stale again, or
 * made it.  Then the entry is out of date and is not written.
 */
#include "sqlite_put.h"

#include "paperd/digest.h"

/* Another record that the one made anew turned out to be a part of: its key
 * changed to that one's, or it lost the DOI that kept it apart. */
static enum status whole_find(const struct put *put, const struct entry *entry,
			      long long self, long long *ret, struct error *err)
{
	struct held other = { 0 };
	enum status status = STATUS_OK;

	*ret = 0;
	if (strcmp(entry->held, entry_key(entry)) != 0)
		status = record_seek(put->writer, entry_key(entry), &other,
				     err);
	if (status == STATUS_OK && !other.id && !entry->paper.doi)
		status = related_find(put->writer, entry, self, true, &other.id,
				      err);
	*ret = other.id;
	return status;
}

static enum status record_renew(struct put *put, const struct entry *entry,
				struct held *held, struct error *err)
{
	enum status status = record_replace(put, entry, held, err);

	return status == STATUS_OK ? record_absorb(put, entry, held->id, err)
				   : status;
}

/* True when the record is stale by another mark than the entry was made under,
 * or by none: it is not what the entry was made from. */
static enum status is_overtaken(const struct put *put,
				const struct entry *entry, long long id,
				bool *ret, struct error *err)
{
	SCOPED(statement_release) struct statement look = { 0 };

	*ret = false;
	if (!entry->mark)
		return STATUS_OK;
	look = statement_of(
		put->writer,
		"SELECT 1 FROM stale WHERE record_id = ? AND mark = ?");
	bind_integer(&look, id);
	bind_integer(&look, entry->mark);
	*ret = !statement_step(&look);
	return statement_check(&look, err);
}

static enum status held_renew(struct put *put, const struct entry *entry,
			      struct held *held, struct error *err)
{
	long long whole = 0;
	enum status status = STATUS_OK;

	if (!entry->json.len)
		return mark_fresh(put, held->id, err);
	if (entry->held) {
		held->same &= strcmp(entry->held, entry_key(entry)) == 0;
		status = whole_find(put, entry, held->id, &whole, err);
	}
	if (status == STATUS_OK && whole)
		return record_join(put, held->id, whole, err);
	return status == STATUS_OK ? record_renew(put, entry, held, err)
				   : status;
}

enum status entry_renew(struct put *put, const struct entry *entry,
			struct error *err)
{
	const char *key = entry->held ? entry->held : entry_key(entry);
	struct held held = { 0 };
	bool overtaken;
	enum status status;

	digest_hex(buf_span(&entry->json), held.etag);
	status = record_seek(put->writer, key, &held, err);
	if (status != STATUS_OK || (entry->held && !held.id))
		return status;
	status = is_overtaken(put, entry, held.id, &overtaken, err);
	if (status != STATUS_OK || overtaken)
		return status;
	return held_renew(put, entry, &held, err);
}
