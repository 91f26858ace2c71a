/* SPDX-License-Identifier: MIT */
#include "sqlite_frequency.h"

#include "paperd/digest.h"
#include "sqlite_match.h"

static struct frequency *slot_of(struct frequencies *frequencies,
				 const char *key)
{
	unsigned slot = 0;

	for (int i = 0; i < 4; i++)
		slot = slot << 4 | (unsigned)hex_value(key[i]);
	return &frequencies->items[slot % FREQUENCIES_MAX];
}

/* Rarer words are counted anew each time, which costs next to nothing: whether
 * any record has a word must be known exactly. */
#define KEPT_MIN 64

static bool is_near(long long one, long long other)
{
	return llabs(one - other) <= one / 10;
}

static bool find(struct frequencies *frequencies, const char *key,
		 long long all, long long *ret)
{
	struct frequency *slot = slot_of(frequencies, key);
	bool found;

	pthread_mutex_lock(&frequencies->guard);
	found = strcmp(slot->key, key) == 0 && is_near(slot->all, all);
	if (found)
		*ret = slot->records;
	pthread_mutex_unlock(&frequencies->guard);
	return found;
}

static void keep(struct frequencies *frequencies,
		 const struct frequency *frequency)
{
	pthread_mutex_lock(&frequencies->guard);
	*slot_of(frequencies, frequency->key) = *frequency;
	pthread_mutex_unlock(&frequencies->guard);
}

static enum status count(struct connection *reader, struct span match,
			 long long *ret, struct error *err)
{
	SCOPED(statement_release)
	struct statement count = statement_of(
		reader, "SELECT count(*) FROM search WHERE search MATCH ?");

	bind_span(&count, match);
	if (statement_step(&count))
		*ret = row_integer(&count, 0);
	return statement_check(&count, err);
}

enum status frequency_of(struct reader *reader, const struct search *search,
			 size_t word, long long *ret, struct error *err)
{
	struct frequencies *frequencies = &reader->store->frequencies;
	SCOPED(match_release)
	struct match match = match_init(reader->connection->terms);
	unsigned char take[SEARCH_WORDS_MAX] = { 0 };
	struct frequency frequency = { .all = facts_count(
					       reader->store->facts) };
	enum status status;

	take[word] = 1;
	match_any_write(search, take, &match);
	status = buf_check(&match.text, err);
	if (status != STATUS_OK || !match.text.len)
		return status;
	digest_hex(buf_span(&match.text), frequency.key);
	if (find(frequencies, frequency.key, frequency.all, ret))
		return STATUS_OK;
	status = count(reader->connection, buf_span(&match.text),
		       &frequency.records, err);
	if (status != STATUS_OK)
		return status;
	if (frequency.records >= KEPT_MIN)
		keep(frequencies, &frequency);
	*ret = frequency.records;
	return STATUS_OK;
}
