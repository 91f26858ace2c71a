/* SPDX-License-Identifier: MIT */
/* Source objects to entries of the store. */
#include "load.h"

#include <stdlib.h>

#include "paperd/memory.h"
#include "paperd/scoped.h"

static void drop(const char *owned)
{
	free((char *)(uintptr_t)owned);
}

void origin_release(struct source_origin *origin)
{
	drop(origin->raw.at);
	drop(origin->file);
	drop(origin->url);
	drop(origin->loaded);
	*origin = (struct source_origin){ 0 };
}

bool origin_copy(const struct object *object, struct source_origin *ret)
{
	*ret = (struct source_origin){
		.raw = { span_copy(object->raw), object->raw.len },
		.file = path_shown(object->path ? object->path : ""),
		.url = object->url ? strdup(object->url) : NULL,
		.loaded = strdup(object->loaded ? object->loaded : ""),
		.line = object->line,
		.status = object->status,
	};
	return ret->raw.at && ret->file && ret->loaded &&
	       !object->url == !ret->url;
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

static enum status make(const struct source_origin *origins, size_t count,
			const struct updates *notices, struct entry *entry,
			struct report *report, struct error *err)
{
	SCOPED(source_work_release) struct source_work work = { 0 };
	enum status status;

	if (count == 1 && origins->raw.len > STORE_VALUE_MAX)
		return too_large("its source object", err);
	status = source_work(origins, count, &work, report, err);
	if (status != STATUS_OK)
		return status;
	entry->paper = work.paper;
	entry->identifiers = work.identifiers;
	entry->flags = trace_flags(&report->total);
	work = (struct source_work){ 0 };
	if (notices && !paper_note(&entry->paper, notices))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return write_json(entry, err);
}

/* A record that lacks what there was no memory for must not be kept, nor be
 * taken for one that is no record. */
enum status entry_make(const struct source_origin *origins, size_t count,
		       const struct updates *notices, struct entry *ret,
		       struct report *report, struct error *err)
{
	SCOPED(entry_release) struct entry entry = { 0 };
	unsigned refusals = memory_refusals();
	enum status status = make(origins, count, notices, &entry, report, err);

	status = memory_check(refusals, status, err);
	if (status != STATUS_OK)
		return status;
	*ret = entry;
	entry = (struct entry){ 0 };
	return STATUS_OK;
}
