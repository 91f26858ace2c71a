/* SPDX-License-Identifier: MIT */
/*
 * paperd fetch: resolves DOIs, keeps what comes, and prints the clean records,
 * one a line.  What is held is fetched anew.
 */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/scoped.h"

#include "command.h"

/* As long as it takes: the fetcher's own limits end every flight. */
#define PATIENCE_MS (3600 * 1000LL)

struct errand {
	struct fetch_waiter waiter;
	struct errands *all;
	struct buf doi;
	enum fetch_outcome outcome;
};

struct errands {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	size_t count, done;
	struct errand *items;
};

static void errands_release(struct errands *all)
{
	for (size_t i = 0; i < all->count; i++)
		buf_release(&all->items[i].doi);
	free(all->items);
}

static void on_done(struct fetch_waiter *waiter,
		    const struct fetch_result *result)
{
	struct errand *errand = (struct errand *)waiter;
	struct errands *all = errand->all;

	pthread_mutex_lock(&all->lock);
	errand->outcome = result->outcome;
	all->done++;
	fprintf(stderr, "paperd: %zu of %zu: %s: %s\n", all->done, all->count,
		buf_text(&errand->doi), fetch_word(result->outcome));
	pthread_cond_signal(&all->changed);
	pthread_mutex_unlock(&all->lock);
}

static enum status errands_read(const struct command_line *line,
				struct errands *all, struct error *err)
{
	all->items = calloc(line->word_count, sizeof(*all->items));
	if (!all->items)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; i < line->word_count; i++) {
		struct errand *errand = &all->items[all->count++];

		errand->all = all;
		errand->doi = buf_init(DOI_MAX);
		errand->waiter.done = on_done;
		errand->waiter.patience = PATIENCE_MS;
		if (!doi_clean(span_of(line->words[i]), &errand->doi))
			return error_set(err, STATUS_CONFIG,
					 "fetch: \"%s\" is not a DOI",
					 line->words[i]);
	}
	return STATUS_OK;
}

static void errands_run(struct errands *all, struct fetch *fetch)
{
	for (size_t i = 0; i < all->count; i++) {
		struct fetch_ask ask = { .doi = buf_span(&all->items[i].doi),
					 .again = true };

		fetch_join(fetch, &ask, &all->items[i].waiter);
	}
	pthread_mutex_lock(&all->lock);
	while (all->done < all->count)
		pthread_cond_wait(&all->changed, &all->lock);
	pthread_mutex_unlock(&all->lock);
}

/* ---- what came ---- */

static bool errand_print(struct store *store, const struct errand *errand)
{
	SCOPED(record_release) struct record record = { 0 };

	if (errand->outcome != FETCH_FOUND ||
	    store_get(store, buf_span(&errand->doi), &record, NULL) !=
		    STATUS_OK)
		return false;
	printf("%s\n", record.json);
	return true;
}

static bool errands_print(const struct errands *all, struct store *store)
{
	bool whole = true;

	for (size_t i = 0; i < all->count; i++)
		whole &= errand_print(store, &all->items[i]);
	return fflush(stdout) == 0 && whole;
}

static void stop_fetch(struct fetch **fetch)
{
	fetch_stop(*fetch);
}

static void close_store(struct store **store)
{
	store_close(*store);
}

int command_fetch(const struct config *config, const struct command_line *line)
{
	SCOPED(errands_release)
	struct errands all = { .lock = PTHREAD_MUTEX_INITIALIZER,
			       .changed = PTHREAD_COND_INITIALIZER };
	SCOPED(close_store) struct store *store = NULL;
	SCOPED(stop_fetch) struct fetch *fetch = NULL;
	struct fetch_options options = command_fetch_options(config);
	struct fetch_shelf shelf;
	struct error err = { 0 };

	if (line->word_count == 0)
		error_set(&err, STATUS_CONFIG, "fetch: which DOI?");
	if (options.queue < line->word_count)
		options.queue = (unsigned)line->word_count;
	if (err.status != STATUS_OK ||
	    errands_read(line, &all, &err) != STATUS_OK ||
	    store_open(config->store, &store, &err) != STATUS_OK)
		return command_fail(&err);
	shelf = command_shelf(store);
	if (fetch_start(&options, &shelf, &fetch, &err) != STATUS_OK)
		return command_fail(&err);
	errands_run(&all, fetch);
	return errands_print(&all, store) ? EXIT_DONE : EXIT_FAILED;
}
