/* SPDX-License-Identifier: MIT */
/* Source objects to entries of the store. */
#include "load.h"

#include <stdlib.h>

#include "paperd/scoped.h"
#include "paperd/source.h"

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

static enum status set_note(const struct origin *origin,
			    struct source_note *note, struct error *err)
{
	free(note->file);
	free(note->loaded);
	note->file = strdup(origin->file);
	note->loaded = strdup(origin->loaded);
	note->line = (struct integer){ true, origin->line };
	return note->file && note->loaded ? STATUS_OK : no_memory(err);
}

static enum status too_large(const char *what, struct error *err)
{
	return error_set(err, STATUS_TOO_LARGE, "%s is larger than %zu bytes",
			 what, STORE_VALUE_MAX);
}

static enum status write_json(struct entry *entry, struct error *err)
{
	entry->json = buf_init(STORE_VALUE_MAX);
	paper_to_json(&entry->paper, FIELD_SET_ALL, &entry->json);
	if (entry->json.full)
		return too_large("its clean form", err);
	return buf_check(&entry->json, err);
}

static enum status set_identifiers(struct entry *entry, struct error *err)
{
	if (!paper_identifiers(&entry->paper, &entry->identifiers))
		return no_memory(err);
	if (entry_key(entry))
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_BODY,
			 "no DOI or other identifier");
}

static enum status paper_make(const struct origin *origin, struct paper *ret,
			      struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	enum status status;

	if (origin->raw.len > STORE_VALUE_MAX)
		return too_large("its source object", err);
	status = source_read(origin->raw, &paper, err);
	if (status == STATUS_OK)
		status = set_note(origin, &paper.source, err);
	if (status != STATUS_OK)
		return status;
	*ret = paper;
	paper = (struct paper){ 0 };
	return STATUS_OK;
}

/* Makes what is kept of a paper; the entry then owns it. */
static enum status entry_finish(struct paper *paper, struct entry *entry,
				struct error *err)
{
	enum status status;

	entry->paper = *paper;
	*paper = (struct paper){ 0 };
	status = set_identifiers(entry, err);
	return status == STATUS_OK ? write_json(entry, err) : status;
}

enum status entry_make(const struct origin *origin, struct entry *ret,
		       struct error *err)
{
	SCOPED(entry_release) struct entry entry = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	enum status status = paper_make(origin, &paper, err);

	if (status == STATUS_OK)
		status = entry_finish(&paper, &entry, err);
	if (status != STATUS_OK)
		return status;
	*ret = entry;
	entry = (struct entry){ 0 };
	return STATUS_OK;
}

/* ---- of several objects ---- */

struct papers {
	struct paper *items;
	size_t count;
};

static void papers_release(struct papers *papers)
{
	for (size_t i = 0; i < papers->count; i++)
		paper_release(&papers->items[i]);
	free(papers->items);
}

/* An object that gives no record any more is left out. */
static enum status papers_read(const struct origin *origins, size_t count,
			       struct papers *ret, struct error *err)
{
	ret->items = calloc(count, sizeof(*ret->items));
	if (!ret->items)
		return no_memory(err);
	for (size_t i = 0; i < count; i++) {
		enum status status = paper_make(&origins[i],
						&ret->items[ret->count], err);

		if (status == STATUS_NO_MEMORY)
			return status;
		ret->count += status == STATUS_OK;
		error_clear(err);
	}
	if (ret->count)
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_BODY, "no object gives a record");
}

static enum status papers_identifiers(const struct papers *papers,
				      struct texts *ret, struct error *err)
{
	for (size_t i = 0; i < papers->count; i++)
		if (!paper_identifiers(&papers->items[i], ret))
			return no_memory(err);
	return STATUS_OK;
}

static bool is_listed(const struct texts *list, const char *text)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i], text) == 0)
			return true;
	return false;
}

/* Adds what one object says and the whole does not, so that the same object
 * finds the record again. */
static enum status add_found(struct texts *found, struct entry *entry,
			     struct error *err)
{
	for (size_t i = 0; i < found->count; i++) {
		char *text = found->items[i];

		if (is_listed(&entry->identifiers, text))
			continue;
		found->items[i] = NULL;
		if (!texts_take(&entry->identifiers, text))
			return no_memory(err);
	}
	return STATUS_OK;
}

enum status entry_merge(const struct origin *origins, size_t count,
			struct entry *ret, struct error *err)
{
	SCOPED(papers_release) struct papers papers = { 0 };
	SCOPED(entry_release) struct entry entry = { 0 };
	SCOPED(paper_release) struct paper whole = { 0 };
	SCOPED(texts_release) struct texts found = { 0 };
	enum status status;

	status = papers_read(origins, count, &papers, err);
	if (status == STATUS_OK)
		status = papers_identifiers(&papers, &found, err);
	if (status == STATUS_OK)
		status = source_merge(papers.items, papers.count, &whole, err);
	if (status == STATUS_OK)
		status = entry_finish(&whole, &entry, err);
	if (status == STATUS_OK)
		status = add_found(&found, &entry, err);
	if (status != STATUS_OK)
		return status;
	*ret = entry;
	entry = (struct entry){ 0 };
	return STATUS_OK;
}
