/* SPDX-License-Identifier: MIT */
/* The fetcher whole, with a site in place of the world and a shelf in place of
 * the store. */
#include "paperd/fetch.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>

#include "paperd/scoped.h"
#include "site.h"

#define JSON "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"

static bool never_answers(int *fd)
{
	site_gone(*fd, -1);
	return false;
}

static const struct page pages[] = {
	{ "/doiRA/10.1000/a",
	  JSON "Content-Length: 40\r\n\r\n"
	       "[{\"DOI\":\"10.1000/a\",\"RA\":\"Crossref\"}]   " },
	{ "/works/10.1000/a", JSON "Content-Length: 2\r\n\r\n{}" },
	{ "/doiRA/10.1000/silent", "", never_answers },
	{ NULL },
};

struct world {
	struct site site;
	char base[64], host[32];
	const char *allow[1];
	struct fetch_options options;
	struct fetch *fetch;
	enum status kept; /* what the shelf says */
	_Atomic int keeps;
};

static enum status keep(void *context, const struct fetch_answer *answer,
			struct error *err)
{
	struct world *world = context;

	world->keeps++;
	return world->kept == STATUS_OK ? STATUS_OK
					: error_set(err, world->kept, "no");
}

static void world_open(struct world *world)
{
	struct fetch_shelf shelf = { keep, world };
	struct error err = { 0 };

	site_start(&world->site, pages);
	snprintf(world->host, sizeof(world->host), "127.0.0.1:%u",
		 world->site.port);
	snprintf(world->base, sizeof(world->base), "http://%s", world->host);
	world->allow[0] = world->host;
	world->options = (struct fetch_options){
		.resolver = world->base,
		.crossref = world->base,
		.datacite = world->base,
		.mailto = "",
		.allow = world->allow,
		.allow_count = 1,
		.ca = "",
		.proxy = "",
		.rate = 1000,
		.concurrency = 2,
		.queue = 8,
		.seconds = 60,
		.body_max = 65536,
		.negative_seconds = 60,
	};
	cr_assert_eq(fetch_start(&world->options, &shelf, &world->fetch, &err),
		     STATUS_OK, "%s", err.detail);
}

static void world_close(struct world *world)
{
	fetch_stop(world->fetch);
	site_stop(&world->site);
}

/* Waits for its result. */
struct client {
	struct fetch_waiter waiter;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	int told;
	struct fetch_result result;
};

static void on_done(struct fetch_waiter *waiter,
		    const struct fetch_result *result)
{
	struct client *client = (struct client *)waiter;

	pthread_mutex_lock(&client->lock);
	client->told++;
	client->result = *result;
	pthread_cond_signal(&client->changed);
	pthread_mutex_unlock(&client->lock);
}

static void client_join(struct client *client, struct world *world,
			const char *doi, long long patience)
{
	struct fetch_ask ask = { .doi = span_of(doi) };

	*client = (struct client){ .lock = PTHREAD_MUTEX_INITIALIZER,
				   .changed = PTHREAD_COND_INITIALIZER };
	client->waiter.done = on_done;
	client->waiter.patience = patience;
	fetch_join(world->fetch, &ask, &client->waiter);
}

static enum fetch_outcome client_wait(struct client *client)
{
	pthread_mutex_lock(&client->lock);
	while (!client->told)
		pthread_cond_wait(&client->changed, &client->lock);
	pthread_mutex_unlock(&client->lock);
	return client->result.outcome;
}

Test(fetch, what_the_shelf_says_is_the_outcome)
{
	static const struct {
		enum status kept;
		enum fetch_outcome outcome;
	} rows[] = {
		{ STATUS_OK, FETCH_FOUND },
		{ STATUS_INVALID_BODY, FETCH_FAILED },
		{ STATUS_UPSTREAM, FETCH_FAILED },
		{ STATUS_STORE, FETCH_UNKEPT },
		{ STATUS_STORE_FULL, FETCH_UNKEPT },
		{ STATUS_NO_MEMORY, FETCH_UNKEPT },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct world world = { .kept = rows[i].kept };
		struct client client;

		world_open(&world);
		client_join(&client, &world, "10.1000/a", 60000);
		cr_expect_eq(client_wait(&client), rows[i].outcome, "%s: %s",
			     status_slug(rows[i].kept),
			     fetch_word(client.result.outcome));
		cr_expect_eq(world.keeps, 1);
		cr_expect_eq(site_requests(&world.site), 2);
		world_close(&world);
	}
}

Test(fetch, who_comes_just_after_is_told_the_same)
{
	struct world world = { .kept = STATUS_OK };
	struct client first, second;

	world_open(&world);
	client_join(&first, &world, "10.1000/a", 60000);
	client_wait(&first);
	client_join(&second, &world, "10.1000/a", 60000);
	cr_expect_eq(client_wait(&second), FETCH_FOUND);
	cr_expect_eq(site_requests(&world.site), 2);
	world_close(&world);
}

Test(fetch, patience_ends_and_the_flight_goes_on)
{
	struct world world = { .kept = STATUS_OK };
	struct fetch_state state;
	struct client client;

	world_open(&world);
	client_join(&client, &world, "10.1000/silent", 10);
	cr_expect_eq(client_wait(&client), FETCH_PENDING);
	fetch_state(world.fetch, &state);
	cr_expect_eq(state.flights, 1);
	world_close(&world);
}

Test(fetch, more_than_the_queue_holds_are_turned_away)
{
	struct world world = { .kept = STATUS_OK };
	struct client clients[10];
	int busy = 0;

	world_open(&world);
	for (int i = 0; i < 10; i++) {
		char doi[32];

		snprintf(doi, sizeof(doi), "10.1000/silent%.*s", i,
			 "xxxxxxxxxx");
		client_join(&clients[i], &world, doi, 60000);
		/* a host not known yet is asked one at a time */
		while (site_requests(&world.site) == 0)
			sched_yield();
	}
	fetch_cancel(world.fetch);
	for (int i = 0; i < 10; i++)
		busy += client_wait(&clients[i]) == FETCH_BUSY;
	cr_expect_eq(busy, 2);
	world_close(&world);
	for (int i = 0; i < 10; i++)
		cr_expect_eq(clients[i].told, 1, "client %d", i);
}

Test(fetch, who_still_waits_is_told_that_it_ends)
{
	struct world world = { .kept = STATUS_OK };
	struct client waiting, late;

	world_open(&world);
	client_join(&waiting, &world, "10.1000/silent", 60000);
	fetch_cancel(world.fetch);
	cr_expect_eq(client_wait(&waiting), FETCH_STOPPED);
	client_join(&late, &world, "10.1000/a", 60000);
	cr_expect_eq(client_wait(&late), FETCH_STOPPED);
	world_close(&world);
}
