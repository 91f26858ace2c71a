/* SPDX-License-Identifier: MIT */
/*
 * Making stale records anew from their source objects, in steps: objects are
 * copied out of the store, made into entries by all threads, put back.
 */
#include "load.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Records of one step, and bytes of source objects at which it ends early. */
#define STEP_RECORDS 1000
#define STEP_BYTES   ((size_t)32 << 20)

/* A record to be made, with source objects of its own. */
struct remake {
	char *key;
	char *json; /* as it was; NULL: what changes is not asked for */
	size_t json_len;
	long long mark;                /* by which it was stale */
	struct source_origin *origins; /* what each points to is owned */
	size_t count;
	struct updates notices;
};

struct step {
	struct remake remakes[STEP_RECORDS];
	struct entry entries[STEP_RECORDS];
	size_t count;
	size_t bytes;
	bool compare; /* tell what changes */
	pthread_mutex_t lock;
	struct change_counts changes; /* under the lock */
	_Atomic size_t next;          /* the first that nobody has taken */
	_Atomic bool no_memory;       /* some entry could not be made */
};

static void remake_release(struct remake *remake)
{
	for (size_t i = 0; i < remake->count; i++)
		origin_release(&remake->origins[i]);
	free(remake->origins);
	updates_release(&remake->notices);
	free(remake->json);
	free(remake->key);
}

static void step_free(struct step **step)
{
	for (size_t i = 0; *step && i < (*step)->count; i++) {
		entry_release(&(*step)->entries[i]);
		remake_release(&(*step)->remakes[i]);
	}
	if (*step)
		pthread_mutex_destroy(&(*step)->lock);
	free(*step);
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* Called by the store for each record; a full step ends the visit. */
static enum status collect(void *context, const struct held_objects *record,
			   struct error *err)
{
	struct step *step = context;
	struct remake *remake = &step->remakes[step->count];

	if (step->count == STEP_RECORDS || step->bytes >= STEP_BYTES)
		return error_set(err, STATUS_BUSY, "the step is full");
	step->count++;
	remake->key = strdup(record->key);
	remake->origins = calloc(record->count, sizeof(*remake->origins));
	if (step->compare)
		remake->json = span_copy(record->json);
	remake->json_len = record->json.len;
	remake->mark = record->mark;
	if (!remake->key || !remake->origins ||
	    (step->compare && !remake->json))
		return no_memory(err);
	for (size_t i = 0; i < record->notices.count; i++)
		if (!updates_copy(&remake->notices, &record->notices.items[i]))
			return no_memory(err);
	for (size_t i = 0; i < record->count; i++) {
		remake->count++;
		if (!origin_copy(&record->objects[i], &remake->origins[i]))
			return no_memory(err);
		step->bytes += record->objects[i].raw.len;
	}
	return STATUS_OK;
}

/* Objects that give no record any more leave the record as it is: it only
 * stops being stale. */
static enum status make(const struct remake *remake, struct entry *entry,
			struct change_counts *changes)
{
	SCOPED(report_release)
	struct report report = { .full = remake->json };
	struct error why = { 0 };
	enum status status = entry_make(remake->origins, remake->count,
					&remake->notices, entry, &report, &why);

	if (status == STATUS_NO_MEMORY)
		return status;
	if (status == STATUS_OK && remake->json)
		change_counts_note(
			changes,
			(struct span){ remake->json, remake->json_len },
			&entry->paper, &report);
	entry->mark = remake->mark;
	entry->held = strdup(remake->key);
	return entry->held ? STATUS_OK : STATUS_NO_MEMORY;
}

static void *make_some(void *context)
{
	struct step *step = context;
	struct change_counts changes = { 0 };
	size_t i;

	while ((i = step->next++) < step->count)
		if (make(&step->remakes[i], &step->entries[i], &changes) !=
		    STATUS_OK)
			step->no_memory = true;
	pthread_mutex_lock(&step->lock);
	change_counts_add(&step->changes, &changes);
	pthread_mutex_unlock(&step->lock);
	return NULL;
}

/* Makes all entries, with as many threads as there are. */
static void make_all(struct step *step, unsigned threads)
{
	pthread_t others[64];
	unsigned count = 0;

	while (count + 1 < threads && count < ARRAY_COUNT(others) &&
	       pthread_create(&others[count], NULL, make_some, step) == 0)
		count++;
	make_some(step);
	while (count)
		pthread_join(others[--count], NULL);
}

static enum status put_back(struct ingest *ingest, struct step *step,
			    struct error *err)
{
	struct batch batch = { .entries = step->entries,
			       .entry_count = step->count };

	if (step->no_memory)
		return no_memory(err);
	return store_put(ingest->store, &batch, err);
}

/* One step; *ret_count records were stale. */
static enum status rebuild_step(struct ingest *ingest, size_t *ret_count,
				struct error *err)
{
	SCOPED(step_free) struct step *step = calloc(1, sizeof(*step));
	struct error why = { 0 };
	size_t visited;
	enum status status;

	if (!step)
		return no_memory(err);
	pthread_mutex_init(&step->lock, NULL);
	step->compare = ingest->options->rebuild;
	status = store_stale(ingest->store, STEP_RECORDS, collect, step,
			     &visited, &why);
	if (status != STATUS_OK && status != STATUS_BUSY)
		return error_set(err, status, "%s", why.detail);
	*ret_count = step->count;
	if (!step->count)
		return STATUS_OK;
	make_all(step, ingest->options->threads);
	change_counts_add(&ingest->changes, &step->changes);
	return put_back(ingest, step, err);
}

enum status rebuild_stale(struct ingest *ingest, struct error *err)
{
	enum status status = STATUS_OK;
	size_t count = 1;

	while (status == STATUS_OK && count && !ingest->stop) {
		status = rebuild_step(ingest, &count, err);
		if (status == STATUS_OK)
			report_rebuilt(ingest, count);
	}
	return status;
}
