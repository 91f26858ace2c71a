/* SPDX-License-Identifier: MIT */
/*
 * bench_clean KIND FILE: cleans all values of FILE, each ended by a NUL, again
 * and again, and prints the seconds of the fastest round.
 *
 * KIND is abstract, title, abstract-tex or title-tex (as from a source that
 * declares TeX), or strip: the least that anyone could do, all but tags
 * copied.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "paperd/clean.h"
#include "paperd/scoped.h"

#define ROUNDS        3
#define ROUND_SECONDS 0.1 /* at least; the values are gone through again */
#define FILE_MAX      ((size_t)1 << 30)
#define VALUE_MAX     ((size_t)1 << 24)

/* What is measured: one raw value cleaned, the result thrown away. */
typedef void cleaner(struct span raw, unsigned flags, struct buf *out);

static void clean_one_title(struct span raw, unsigned flags, struct buf *out)
{
	clean_title(raw, flags, out, NULL);
}

static void clean_one_abstract(struct span raw, unsigned flags, struct buf *out)
{
	struct abstract abstract = { 0 };
	struct error err = { 0 };

	if (clean_abstract(raw, flags, &abstract, NULL, &err) != STATUS_OK)
		abort();
	abstract_release(&abstract);
}

/* The bare stripper: copies what is not between "<" and ">". */
static size_t strip(struct span raw, char *out)
{
	char *to = out;
	bool inside = false;

	for (size_t i = 0; i < raw.len; i++) {
		if (raw.at[i] == '<')
			inside = true;
		if (!inside)
			*to++ = raw.at[i];
		else if (raw.at[i] == '>')
			inside = false;
	}
	return (size_t)(to - out);
}

static char stripped[VALUE_MAX];
static volatile size_t stripped_len; /* so that the work is not left out */

static void strip_one(struct span raw, unsigned flags, struct buf *out)
{
	stripped_len = strip(raw, stripped);
}

static const struct kind {
	const char *name;
	cleaner *clean;
	unsigned flags;
} kinds[] = {
	{ "abstract", clean_one_abstract, 0 },
	{ "abstract-tex", clean_one_abstract, CLEAN_TEX },
	{ "title", clean_one_title, 0 },
	{ "title-tex", clean_one_title, CLEAN_TEX },
	{ "strip", strip_one, 0 },
};

/* Of the processor: what else the machine does hardly counts. */
static double now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
	return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Once through all values. */
static void run(const struct kind *kind, struct span values, struct buf *out)
{
	while (values.len) {
		size_t len = strnlen(values.at, values.len);

		buf_clear(out);
		kind->clean((struct span){ values.at, len }, kind->flags, out);
		len += len < values.len;
		values = span_slice(values, len, values.len);
	}
}

/* The seconds that going through all values takes, at best. */
static double measure(const struct kind *kind, struct span values)
{
	SCOPED(buf_release) struct buf out = buf_init(VALUE_MAX);
	double best = 0;

	run(kind, values, &out);
	for (int round = 0; round < ROUNDS; round++) {
		double start = now(), taken;
		long times = 0;

		do {
			run(kind, values, &out);
			times++;
			taken = now() - start;
		} while (taken < ROUND_SECONDS);
		if (!round || taken / (double)times < best)
			best = taken / (double)times;
	}
	return best;
}

static bool read_all(const char *path, struct buf *ret)
{
	char chunk[65536];
	FILE *file = fopen(path, "rb");
	size_t len;

	if (!file)
		return false;
	while ((len = fread(chunk, 1, sizeof(chunk), file)) > 0)
		buf_add(ret, chunk, len);
	fclose(file);
	return ret->len && !ret->failed;
}

int main(int count, char **words)
{
	SCOPED(buf_release) struct buf values = buf_init(FILE_MAX);

	if (count != 3 || !read_all(words[2], &values)) {
		fprintf(stderr, "usage: bench_clean KIND FILE\n");
		return 2;
	}
	for (size_t i = 0; i < ARRAY_COUNT(kinds); i++)
		if (!strcmp(kinds[i].name, words[1])) {
			printf("%.9f\n", measure(&kinds[i], buf_span(&values)));
			return 0;
		}
	fprintf(stderr, "bench_clean: unknown kind \"%s\"\n", words[1]);
	return 2;
}
