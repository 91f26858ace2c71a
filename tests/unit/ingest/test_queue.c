/* SPDX-License-Identifier: MIT */
/* The belt of the pipeline, with threads that do nothing but pass jobs on. */
#include <criterion/criterion.h>
#include <stdlib.h>

#include "../../../server/ingest/queue.h"
#include "paperd/scoped.h"

#define JOBS 5000

static void *fill_all(void *context)
{
	struct queue *queue = context;

	for (int i = 0; i < JOBS; i++) {
		struct job *job = queue_fill(queue);

		if (!job)
			return NULL;
		job->line = i;
		queue_filled(queue);
	}
	queue_close(queue);
	return NULL;
}

static void *make_all(void *context)
{
	struct queue *queue = context;
	struct job *job;

	while ((job = queue_take(queue))) {
		job->offset = job->line * 2;
		queue_made(queue, job);
	}
	return NULL;
}

/* Takes jobs in order until there are none or `most` have come. */
static int take_all(struct queue *queue, int most)
{
	enum queue_answer answer = QUEUE_WAIT;
	struct job *job;
	int count = 0;

	while (count < most && answer != QUEUE_END) {
		answer = queue_next(queue, 1000000000, &job);
		if (answer != QUEUE_JOB)
			continue;
		cr_assert_eq(job->line, count);
		cr_assert_eq(job->offset, 2 * count);
		count++;
		queue_written(queue);
	}
	return count;
}

static int run(size_t size, unsigned workers, int most)
{
	SCOPED(queue_release) struct queue queue = { 0 };
	pthread_t reader, others[8];
	struct error err = { 0 };
	int count;

	cr_assert_eq(queue_init(&queue, size, &err), STATUS_OK);
	pthread_create(&reader, NULL, fill_all, &queue);
	for (unsigned i = 0; i < workers; i++)
		pthread_create(&others[i], NULL, make_all, &queue);
	count = take_all(&queue, most);
	queue_stop(&queue);
	pthread_join(reader, NULL);
	for (unsigned i = 0; i < workers; i++)
		pthread_join(others[i], NULL);
	return count;
}

struct row {
	size_t size;
	unsigned workers;
};

static const struct row rows[] = { { 1, 1 }, { 2, 1 }, { 3, 4 }, { 10, 8 } };

Test(queue, gives_every_job_in_order)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(run(rows[i].size, rows[i].workers, JOBS + 1), JOBS,
			     "row %zu", i);
}

Test(queue, lets_everyone_go_when_stopped)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		cr_expect_eq(run(rows[i].size, rows[i].workers, 100), 100,
			     "row %zu", i);
}

Test(queue, tells_when_a_job_is_late)
{
	SCOPED(queue_release) struct queue queue = { 0 };
	struct error err = { 0 };
	struct job *job = NULL;

	cr_assert_eq(queue_init(&queue, 2, &err), STATUS_OK);
	cr_assert_eq(queue_next(&queue, 1000, &job), QUEUE_WAIT);
	cr_assert_not_null(queue_fill(&queue));
	queue_filled(&queue);
	cr_assert_eq(queue_next(&queue, 1000, &job), QUEUE_WAIT);
	queue_made(&queue, queue_take(&queue));
	cr_assert_eq(queue_next(&queue, 1000, &job), QUEUE_JOB);
	queue_written(&queue);
	queue_close(&queue);
	cr_assert_eq(queue_next(&queue, 1000, &job), QUEUE_END);
}

Test(queue, grows_arrays_by_doubling)
{
	int *items = NULL;

	for (size_t i = 0; i < 1000; i++) {
		items = array_room(items, i, sizeof(*items));
		cr_assert_not_null(items);
		items[i] = (int)i;
	}
	for (int i = 0; i < 1000; i++)
		cr_assert_eq(items[i], i);
	free(items);
}
