/* SPDX-License-Identifier: MIT */
/*
 * Fetching what is missing of a batch: all at once, and the answer waits for
 * the last of them or for the client's patience to end.
 */
#include <stdatomic.h>

#include "gather.h"

struct gathered {
	struct fetch_waiter waiter;
	struct gathering *all;
	char *doi; /* NULL: nothing to fetch */
	enum fetch_outcome outcome;
};

struct gathering {
	struct fetch *fetch;
	struct waker *waker;
	bool again;
	size_t count;
	_Atomic size_t left; /* not yet told, and one while joining */
	struct gathered items[];
};

static struct gathering *gathering_new(const struct app *app, size_t count,
				       bool again)
{
	struct gathering *all = calloc(1, sizeof(*all) +
						  count * sizeof(*all->items));

	if (!all)
		return NULL;
	all->fetch = app->fetch;
	all->again = again;
	all->count = count;
	for (size_t i = 0; i < count; i++) {
		all->items[i].all = all;
		all->items[i].waiter.patience = app->fetch_wait;
	}
	return all;
}

static void gathering_free(void *context)
{
	struct gathering *all = context;

	for (size_t i = 0; all && i < all->count; i++)
		free(all->items[i].doi);
	free(all);
}

static bool gathering_add(struct gathering *all, size_t index, struct span doi)
{
	all->items[index].doi = span_copy(doi);
	return all->items[index].doi;
}

static void count_down(struct gathering *all)
{
	if (atomic_fetch_sub(&all->left, 1) == 1)
		all->waker->wake(all->waker);
}

static void on_done(struct fetch_waiter *waiter,
		    const struct fetch_result *result)
{
	struct gathered *item = (struct gathered *)waiter;

	item->outcome = result->outcome;
	count_down(item->all);
}

static void gathering_start(void *context, struct waker *waker)
{
	struct gathering *all = context;

	all->waker = waker;
	atomic_store(&all->left, 1);
	for (size_t i = 0; i < all->count; i++) {
		struct gathered *item = &all->items[i];
		struct fetch_ask ask = { .doi = span_of(item->doi),
					 .again = all->again,
					 .bulk = true };

		if (!item->doi)
			continue;
		atomic_fetch_add(&all->left, 1);
		item->waiter.done = on_done;
		fetch_join(all->fetch, &ask, &item->waiter);
	}
	count_down(all); /* from here on it may be gone */
}

signed char *gathered_outcomes(const struct gathering *all)
{
	signed char *ret = malloc(all->count + 1);

	for (size_t i = 0; ret && i < all->count; i++)
		ret[i] = all->items[i].doi ? (signed char)all->items[i].outcome
					   : NOT_FETCHED;
	return ret;
}

/* ---- what is missing ---- */

/* For the answer, which is written soon. */
static void keep(const struct app *app, const char *input,
		 unsigned long long version, const struct found *found)
{
	SCOPED(buf_release) struct buf item = buf_init(ANSWER_MAX);

	if (!app->items || !item_lasts(found))
		return;
	item_begin(input, found, ITEM_FOUND, &item);
	item_end(found, &item);
	if (!item.failed)
		item_keep(app, input, version, buf_span(&item));
}

/* True for an input that is to be fetched; doi is then its key. */
static bool is_wanted(const struct app *app, const char *input, bool again,
		      struct found *found)
{
	unsigned long long version = items_version(app);
	struct error err = { 0 };
	enum status status;

	if (!again && item_recall(app, input, NULL))
		return false;
	status = record_find(app, span_of(input), found, &err);
	if (status == STATUS_OK && !again)
		keep(app, input, version, found);
	if (status != STATUS_NOT_FOUND && !(status == STATUS_OK && again))
		return false;
	return key_is_doi(span_of(found_key(found))) &&
	       is_fetchable(span_of(found_key(found))) &&
	       (again || !is_known_absent(app, found_key(found)));
}

enum status gather_missing(const struct app *app, const struct texts *inputs,
			   bool again, struct response *res, struct error *err)
{
	struct gathering *all = gathering_new(app, inputs->count, again);
	bool any = false, ok = all;

	for (size_t i = 0; ok && i < inputs->count; i++) {
		SCOPED(found_release) struct found found = { 0 };

		if (!is_wanted(app, inputs->items[i], again, &found))
			continue;
		any = true;
		ok = gathering_add(all, i, span_of(found_key(&found)));
	}
	if (ok && any) {
		res->wait = (struct response_wait){ gathering_start,
						    gathering_free, all };
		return STATUS_OK;
	}
	gathering_free(all);
	return ok ? STATUS_OK : error_set(err, STATUS_NO_MEMORY, "no memory");
}
