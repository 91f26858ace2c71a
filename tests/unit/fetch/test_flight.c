/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "../../../server/fetch/flight.h"
#include "paperd/scoped.h"

static struct flight *add(struct flights *flights, const char *doi)
{
	struct fetch_ask ask = { .doi = span_of(doi) };

	return flights_add(flights, &ask);
}

static void end(struct flights *flights, struct flight *flight)
{
	flights_take(flights, flight);
	flight_free(flight);
}

Test(flight, the_table_knows_each_doi_once_and_has_an_end)
{
	struct flights flights;
	struct flight *all[100];
	char doi[32];

	cr_assert_eq(flights_init(&flights, 100, NULL), STATUS_OK);
	for (int i = 0; i < 100; i++) {
		snprintf(doi, sizeof(doi), "10.1000/%d", i);
		cr_assert_null(flights_find(&flights, span_of(doi)));
		all[i] = add(&flights, doi);
		cr_assert_eq(flights_find(&flights, span_of(doi)), all[i]);
	}
	cr_assert_null(add(&flights, "10.1000/more"));
	for (int i = 0; i < 100; i++)
		end(&flights, all[i]);
	cr_assert_eq(flights.count, 0);
	flights_release(&flights);
}

struct teller {
	struct fetch_waiter waiter;
	int told;
};

static void count_told(struct fetch_waiter *waiter,
		       const struct fetch_result *result)
{
	((struct teller *)waiter)->told++;
}

Test(flight, only_those_whose_time_is_over_are_taken_out)
{
	struct fetch_result result = { FETCH_PENDING, 1 };
	struct teller tellers[3] = { 0 };
	struct flights flights;
	struct flight *flight;
	long long next;

	cr_assert_eq(flights_init(&flights, 4, NULL), STATUS_OK);
	flight = add(&flights, "10.1000/1");
	for (int i = 0; i < 3; i++) {
		tellers[i].waiter.done = count_told;
		tellers[i].waiter.deadline = 100 * (i + 1);
		tellers[i].waiter.next = flight->waiters;
		flight->waiters = &tellers[i].waiter;
	}
	waiters_tell(flights_expire(&flights, 150, false, &next), &result);
	cr_assert_eq(next, 200);
	cr_assert(tellers[0].told == 1 && !tellers[1].told && !tellers[2].told);
	waiters_tell(flights_expire(&flights, 150, true, &next), &result);
	cr_assert(tellers[0].told == 1 && tellers[1].told == 1 &&
		  tellers[2].told == 1);
	end(&flights, flight);
	flights_release(&flights);
}

Test(flight, what_ended_a_moment_ago_is_known_for_a_moment)
{
	struct recent *recent = calloc(1, sizeof(*recent));
	struct span doi = SPAN("10.1000/1"), other = SPAN("10.1000/2");
	enum fetch_outcome got;

	cr_assert_not_null(recent);
	recent_note(recent, doi, FETCH_ABSENT, 5000);
	recent_note(recent, other, FETCH_FAILED, 5000);
	cr_assert(recent_find(recent, doi, 5000 + RECENT_MS, &got));
	cr_assert_eq(got, FETCH_ABSENT);
	cr_assert_not(recent_find(recent, doi, 5001 + RECENT_MS, &got));
	cr_assert_not(recent_find(recent, other, 5000, &got),
		      "a failure may be gone the next time");
	free(recent);
}

Test(flight, queues_keep_their_order)
{
	struct flight flights[3] = { 0 };
	struct queue queue = { 0 };

	queue_push(&queue, &flights[1]);
	queue_push(&queue, &flights[2]);
	queue_push_first(&queue, &flights[0]);
	cr_assert_eq(queue.count, 3);
	for (int i = 0; i < 3; i++)
		cr_assert_eq(queue_pop(&queue), &flights[i]);
	cr_assert_null(queue_pop(&queue));
	queue_push_first(&queue, &flights[0]);
	cr_assert_eq(queue.last, &flights[0]);
}
