/* SPDX-License-Identifier: MIT */
/*
 * What was fetched, to the store.  It may run beside a load: both take turns
 * with the writer, and a record that the other one changed while it was made
 * anew is left to be made once more.
 */
#include "load.h"

#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/scoped.h"

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* ---- whose record it is ---- */

static bool is_spelling(struct span asked, const char *doi)
{
	SCOPED(buf_release) struct buf clean = buf_init(DOI_MAX);

	return doi_clean(asked, &clean) && span_is(buf_span(&clean), doi);
}

static enum status other_work(const struct fetched *fetched, const char *doi,
			      struct error *err)
{
	return error_set(
		err, STATUS_UPSTREAM, "the answer for %.*s is a record of %s",
		(int)fetched->doi.len, fetched->doi.at, doi ? doi : "no DOI");
}

/* Says in *resolution under which DOI the record is kept, borrowed from it. */
static enum status settle(const struct fetched *fetched,
			  const struct paper *paper,
			  struct resolution *resolution, struct error *err)
{
	char *doi = paper->doi;

	resolution->outcome = RESOLVED_FOUND;
	resolution->alias_of = NULL;
	if (doi && span_is(fetched->doi, doi))
		return STATUS_OK;
	if (!doi || (!is_spelling(fetched->doi, doi) &&
		     !source_has_alias(fetched->raw, fetched->doi)))
		return other_work(fetched, doi, err);
	resolution->outcome = RESOLVED_ALIAS;
	resolution->alias_of = doi;
	return STATUS_OK;
}

/* ---- its entry ---- */

/* An answer is one object: what follows it is a sign of damage. */
static enum status check_rest(struct span raw, struct error *err)
{
	struct span json, text;

	source_split(raw, &json, &text);
	if (json.len && text.len)
		return error_set(err, STATUS_INVALID_BODY,
				 "text after the JSON object");
	return STATUS_OK;
}

static enum status take_place(const struct source_origin *origin,
			      struct entry *entry, struct error *err)
{
	entry->raw = buf_init(origin->raw.len);
	buf_add_span(&entry->raw, origin->raw);
	entry->url = strdup(origin->url);
	entry->status = origin->status;
	return entry->url && buf_check(&entry->raw, NULL) == STATUS_OK
		       ? STATUS_OK
		       : no_memory(err);
}

static enum status make_entry(const struct fetched *fetched,
			      struct entry *entry, struct error *err)
{
	const struct resolution *resolution = &fetched->resolution;
	struct report report = { 0 }; /* not full: owns nothing */
	struct source_origin origin = {
		.raw = fetched->raw,
		.url = resolution->url ? resolution->url : "",
		.status = resolution->status,
	};
	char loaded[32];
	enum status status = check_rest(fetched->raw, err);

	time_text(resolution->asked, loaded);
	origin.loaded = loaded;
	if (status == STATUS_OK)
		status = entry_make(&origin, 1, NULL, entry, &report, err);
	return status == STATUS_OK ? take_place(&origin, entry, err) : status;
}

/* ---- the record, made of all its objects ---- */

struct origins {
	struct source_origin *items;
	size_t count;
};

static void origins_release(struct origins *origins)
{
	for (size_t i = 0; i < origins->count; i++)
		origin_release(&origins->items[i]);
	free(origins->items);
}

static enum status origins_take(const struct held_objects *record,
				struct origins *ret, struct error *err)
{
	ret->items = calloc(record->count, sizeof(*ret->items));
	if (!ret->items)
		return no_memory(err);
	while (ret->count < record->count) {
		size_t i = ret->count++;

		if (!origin_copy(&record->objects[i], &ret->items[i]))
			return no_memory(err);
	}
	return STATUS_OK;
}

/* Called by the store for the record.  One that is fresh is made. */
static enum status remake(void *context, const struct held_objects *record,
			  struct error *err)
{
	SCOPED(origins_release) struct origins origins = { 0 };
	SCOPED(entry_release) struct entry entry = { 0 };
	struct batch batch = { .entries = &entry, .entry_count = 1 };
	SCOPED(report_release) struct report report = { 0 };
	enum status status;

	if (!record->mark)
		return STATUS_OK;
	status = origins_take(record, &origins, err);
	if (status == STATUS_OK)
		status = entry_make(origins.items, origins.count,
				    &record->notices, &entry, &report, err);
	if (status != STATUS_OK)
		return status;
	entry.mark = record->mark;
	entry.held = strdup(record->key);
	if (!entry.held)
		return no_memory(err);
	return store_put(context, &batch, err);
}

/* ---- all of it ---- */

/* A notice makes the works it names stale, if they are held. */
static enum status remake_updated(struct store *store,
				  const struct paper *paper, struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < paper->updates.count;
	     i++) {
		const char *doi = paper->updates.items[i].doi;

		if (doi)
			status = store_objects(store, span_of(doi), remake,
					       store, err);
	}
	return status;
}

static enum status keep_record(struct store *store,
			       const struct fetched *fetched, struct error *err)
{
	SCOPED(entry_release) struct entry entry = { 0 };
	struct resolution resolution = fetched->resolution; /* borrows */
	enum status status = make_entry(fetched, &entry, err);

	if (status == STATUS_OK)
		status = settle(fetched, &entry.paper, &resolution, err);
	if (status == STATUS_OK)
		status = store_keep(store, fetched->doi, &entry, &resolution,
				    err);
	if (status == STATUS_OK)
		status = store_objects(store, span_of(entry.paper.doi), remake,
				       store, err);
	return status == STATUS_OK ? remake_updated(store, &entry.paper, err)
				   : status;
}

/* No new record came.  What is known of an alias stays known: the record that
 * it leads to is held. */
static enum status keep_word(struct store *store, const struct fetched *fetched,
			     struct error *err)
{
	SCOPED(resolution_release) struct resolution held = { 0 };
	struct resolution resolution = fetched->resolution; /* borrows */

	if (store_resolution(store, fetched->doi, &held, NULL) == STATUS_OK &&
	    held.outcome == RESOLVED_ALIAS) {
		resolution.outcome = RESOLVED_ALIAS;
		resolution.alias_of = held.alias_of;
		resolution.expires = 0;
	}
	return store_keep(store, fetched->doi, NULL, &resolution, err);
}

enum status ingest_fetched(struct store *store, const struct fetched *fetched,
			   struct error *err)
{
	if (fetched->raw.len)
		return keep_record(store, fetched, err);
	return keep_word(store, fetched, err);
}
