/* SPDX-License-Identifier: MIT */
/* One writer, many readers. */
#include "contract.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdio.h>

#define READERS 8
#define BATCHES 40
#define BATCH   25

struct watch {
	struct fixture *f;
	atomic_bool over;
	atomic_int torn;   /* states seen that no batch left */
	atomic_int failed; /* calls */
	atomic_int reads;
};

/* One look at the store: what it tells is one state between two batches. */
static void look(struct watch *watch, struct error *err)
{
	struct store *store = watch->f->store;
	struct query query = { .limit = 3, .sort = SORT_PUBLISHED };
	struct page page = { 0 };
	struct record record = { 0 };

	if (store_list(store, &query, &page, err) != STATUS_OK)
		watch->failed++;
	if (page.total % BATCH)
		watch->torn++;
	if (page.total &&
	    store_get(store, span_of("10.1000/0-0"), &record, err))
		watch->failed++;
	watch->reads++;
	page_release(&page);
	record_release(&record);
}

static void *read_on(void *context)
{
	struct watch *watch = context;
	struct error err = { 0 };

	while (!watch->over)
		look(watch, &err);
	return NULL;
}

static void put_batch(struct fixture *f, int number)
{
	char dois[BATCH][32];
	struct work works[BATCH] = { 0 };

	for (int i = 0; i < BATCH; i++) {
		snprintf(dois[i], sizeof(dois[i]), "10.1000/%d-%d", number, i);
		works[i].doi = dois[i];
	}
	put(f, NULL, works, BATCH);
}

CONTRACT(readers, see_whole_transactions_beside_the_writer)
{
	struct watch watch = { .f = f };
	pthread_t threads[READERS];

	for (int i = 0; i < READERS; i++)
		cr_assert_eq(pthread_create(&threads[i], NULL, read_on, &watch),
			     0);
	for (int i = 0; i < BATCHES; i++)
		put_batch(f, i);
	watch.over = true;
	for (int i = 0; i < READERS; i++)
		pthread_join(threads[i], NULL);
	look(&watch, &f->err);
	cr_assert_eq(watch.torn, 0);
	cr_assert_eq(watch.failed, 0);
	cr_assert_gt(watch.reads, 0);
	cr_assert_eq(total_of(f), BATCHES * BATCH);
}
