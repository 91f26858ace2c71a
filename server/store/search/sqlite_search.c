/* SPDX-License-Identifier: MIT */
/*
 * Searches.
 *
 * With words, SQLite walks the rows that match and calls hit() for each; without
 * them all facts are looked at.  When no record has all of three or more words,
 * those are looked for that have all but one: so a word that is wrong, or
 * misspelt, does not hide what was meant.  Of a pasted reference the rarest
 * words are looked for, any of them; so are many words that are nowhere
 * together, which are such a reference more often than not.
 */
#include "sqlite_search.h"

#include <stdlib.h>

#include "sqlite_frequency.h"
#include "sqlite_match.h"
#include "sqlite_phrases.h"

/* Words that one may be left out of, and that some are enough of. */
#define LEAVE_OUT_MIN 3
#define SOME_MIN      5

/* Of a pasted reference the rarest words are looked for: any of so many at
 * least if their rows can all be scored, else any two of the rarest. */
#define REFERENCE_WORDS  3
#define REFERENCE_PAIRED 8

#define POINTER "paperd-collect"

void search_found_release(struct search_found *found)
{
	collect_release(&found->collect);
	selection_release(&found->selection);
}

bool is_by_text(const struct query *query)
{
	return query->sort == SORT_DOI || query->sort == SORT_TITLE;
}

/* ---- the pass over rows that match ---- */

void search_hit(const Fts5ExtensionApi *api, Fts5Context *fts,
		sqlite3_context *context, int count, sqlite3_value **values)
{
	struct collect *collect = count ? sqlite3_value_pointer(values[0],
								POINTER)
					: NULL;
	struct hit hit = { api, fts, api->xRowid(fts) };

	if (collect)
		collect_row(collect, &hit);
	sqlite3_result_int(context, 1);
}

static void phrases_set(struct ranking *ranking, const struct match *match)
{
	ranking->phrase_count = match->phrase_count;
	memcpy(ranking->phrases, match->words, match->phrase_count);
}

/* hit() is called for each row, while FTS5 stands on it. */
static enum status rows_score(struct search_found *found, struct span match,
			      struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(
		found->reader->connection,
		"SELECT count(*) FROM search"
		" WHERE search MATCH ?1 AND hit(search, ?2)");

	bind_span(&rows, match);
	bind_pointer(&rows, &found->collect, POINTER);
	return statement_run(&rows, err);
}

/* The numbers of the rows are all that is needed, which is quicker. */
static enum status rows_walk(struct search_found *found, struct span match,
			     struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(
		found->reader->connection,
		"SELECT rowid FROM search WHERE search MATCH ?1");

	bind_span(&rows, match);
	while (statement_step(&rows)) {
		struct hit hit = { .row = row_integer(&rows, 0) };

		collect_row(&found->collect, &hit);
	}
	return statement_check(&rows, err);
}

static enum status rows_run(struct search_found *found,
			    const struct match *match, struct error *err)
{
	struct span text = buf_span(&match->text);

	phrases_set(&found->ranking, match);
	if (found->collect.ranking)
		return rows_score(found, text, err);
	if (match->combined)
		return rows_walk(found, text, err);
	return phrases_walk(found->reader->connection, &found->collect, text,
			    err);
}

static enum status match_run(struct search_found *found,
			     const struct match *match, struct error *err)
{
	enum status status = buf_check(&match->text, err);

	if (status != STATUS_OK || !match->text.len)
		return status;
	status = rows_run(found, match, err);
	collect_rest(&found->collect);
	if (status == STATUS_OK && found->collect.failed)
		status = error_set(err, STATUS_NO_MEMORY, "no memory");
	return status;
}

/* ---- weights ---- */

/* Once a search: words that are rare are not kept from one search to the next,
 * and are looked for by themselves where nothing has all of them. */
static enum status words_count(struct search_found *found,
			       const struct search *search, struct error *err)
{
	enum status status = STATUS_OK;

	if (found->counted == search)
		return STATUS_OK;
	for (size_t i = 0; status == STATUS_OK && i < search->count; i++) {
		found->records[i] = 0;
		if (!search->words[i].negated)
			status = frequency_of(found->reader, search, i,
					      &found->records[i], err);
	}
	found->counted = search;
	return status;
}

/* Those of a walk that has begun stay what they were. */
static enum status weights_find(struct search_found *found,
				const struct search *search, struct error *err)
{
	struct ranking *ranking = &found->ranking;
	long long all = facts_count(found->collect.facts);
	enum status status;

	if (!found->collect.ranking || found->query->after.given)
		return STATUS_OK;
	ranking->word_count = search->count;
	status = words_count(found, search, err);
	for (size_t i = 0; i < search->count; i++)
		ranking->words[i] = rank_weight(all, found->records[i]);
	return status;
}

/* ---- words ---- */

static enum status words_run(struct search_found *found, long left_out,
			     struct error *err)
{
	SCOPED(match_release)
	struct match match = match_init(found->reader->connection->terms);

	match_write(&found->query->search, left_out, &match);
	return match_run(found, &match, err);
}

/* ---- a pasted reference ---- */

struct rare {
	size_t word;
	long long records;
};

static int by_records(const void *a, const void *b)
{
	const struct rare *one = a, *other = b;

	if (one->records != other->records)
		return one->records < other->records ? -1 : 1;
	return one->word < other->word ? -1 : one->word > other->word;
}

static enum status rare_find(struct search_found *found, struct rare *rare,
			     size_t *ret_count, struct error *err)
{
	const struct search *search = found->any;
	enum status status = words_count(found, search, err);
	size_t count = 0;

	for (size_t i = 0; i < search->count; i++)
		if (found->records[i])
			rare[count++] = (struct rare){ i, found->records[i] };
	qsort(rare, count, sizeof(*rare), by_records);
	*ret_count = count;
	return status;
}

/* How many of the rarest words have no more rows than are scored. */
static size_t scored_words(const struct search_found *found,
			   const struct rare *rare, size_t count)
{
	long long rows = 0;
	size_t words = 0;

	while (words < count) {
		rows += rare[words].records;
		if (rows > found->ranking.most)
			break;
		words++;
	}
	return words;
}

/* The rarest words get weights, the others none. */
static enum status reference_weights(struct search_found *found,
				     struct error *err)
{
	struct ranking *ranking = &found->ranking;
	struct rare rare[SEARCH_WORDS_MAX] = { 0 };
	long long all = facts_count(found->collect.facts);
	size_t count = 0, words;
	enum status status;

	if (found->query->after.given && found->collect.ranking)
		return STATUS_OK;
	memset(ranking->words, 0, sizeof(ranking->words));
	ranking->word_count = found->any->count;
	status = rare_find(found, rare, &count, err);
	words = scored_words(found, rare, count);
	ranking->pairs = words < REFERENCE_WORDS && words < count;
	if (ranking->pairs)
		words = count < REFERENCE_PAIRED ? count : REFERENCE_PAIRED;
	for (size_t i = 0; i < words; i++)
		ranking->words[rare[i].word] = rank_weight(all,
							   rare[i].records);
	return status;
}

static enum status any_run(struct search_found *found, struct error *err)
{
	SCOPED(match_release)
	struct match match = match_init(found->reader->connection->terms);
	const struct search *search = found->any;
	enum status status = reference_weights(found, err);

	if (status != STATUS_OK)
		return status;
	if (found->ranking.pairs)
		match_pairs_write(search, found->ranking.words, &match);
	else
		match_any_write(search, found->ranking.words, &match);
	return match_run(found, &match, err);
}

/* ---- words, all of them or not ---- */

/* Words that must be there, as many as there are. */
static unsigned words_asked(const struct search *search)
{
	unsigned asked = 0;

	for (unsigned i = 0; i < search->groups; i++)
		asked += !search_group_is_negated(search, i);
	return asked;
}

/* May less be asked for than that? */
static bool may_ask_less(const struct search_found *found)
{
	return !found->query->after.given && !found->collect.total &&
	       !found->collect.first;
}

static enum status all_but_one_run(struct search_found *found,
				   struct error *err)
{
	const struct search *search = &found->query->search;
	enum status status = STATUS_OK;

	if (!found->collect.met)
		status = collect_keep(&found->collect, err);
	for (unsigned i = 0; status == STATUS_OK && i < search->groups; i++)
		if (!search_group_is_negated(search, i))
			status = words_run(found, (long)i, err);
	found->left_out = found->collect.total > 0;
	found->ranking.left_out = found->left_out;
	return status;
}

/* The words as if they were a reference. */
static enum status some_run(struct search_found *found, struct error *err)
{
	unsigned asked = words_asked(&found->query->search);
	enum status status;

	found->any = &found->query->search;
	found->ranking.some = true;
	status = any_run(found, err);
	if (found->collect.total)
		found->left_out = asked - (found->ranking.pairs ? 2 : 1);
	return status;
}

static bool has_refused(const struct search *search)
{
	return words_asked(search) < search->groups;
}

/* A walk that has begun goes on as it did. */
static enum status search_words_run(struct search_found *found,
				    struct error *err)
{
	const struct search *search = &found->query->search;
	unsigned asked = words_asked(search);
	enum status status;

	if (found->ranking.some)
		return some_run(found, err);
	status = weights_find(found, search, err);
	if (status == STATUS_OK && found->ranking.left_out)
		return all_but_one_run(found, err);
	if (status == STATUS_OK)
		status = words_run(found, -1, err);
	if (status == STATUS_OK && may_ask_less(found) &&
	    asked >= LEAVE_OUT_MIN)
		status = all_but_one_run(found, err);
	if (status == STATUS_OK && may_ask_less(found) && asked >= SOME_MIN &&
	    !has_refused(search))
		status = some_run(found, err);
	return status;
}

/* ---- without words ---- */

/* Records with words that must not be there are met by a pass of their own. */
static enum status refused_run(struct search_found *found, struct error *err)
{
	SCOPED(match_release)
	struct match match = match_init(found->reader->connection->terms);
	struct collect own = found->collect;
	struct collect *collect = &found->collect;
	enum status status;

	*collect = (struct collect){ .facts = own.facts,
				     .query = own.query,
				     .selection = own.selection };
	status = collect_keep(collect, err);
	match_negated_write(&found->query->search, &match);
	if (status == STATUS_OK)
		status = match_run(found, &match, err);
	own.refused = collect->met;
	own.refused_end = collect->end;
	*collect = own;
	return status;
}

static enum status all_run(struct search_found *found, struct error *err)
{
	struct collect *collect = &found->collect;
	const struct record_set *set = &found->selection.records;
	long long end = facts_end(collect->facts);
	enum status status = STATUS_OK;

	if (found->query->search.count)
		status = refused_run(found, err);
	if (status != STATUS_OK)
		return status;
	for (long long id = record_set_next(set, 1, end); id < end;
	     id = record_set_next(set, id + 1, end))
		collect_record(collect, id, NULL);
	return collect->failed ? error_set(err, STATUS_NO_MEMORY, "no memory")
			       : STATUS_OK;
}

/* ---- the record that goes first ---- */

static enum status first_find(struct search_found *found, struct error *err)
{
	const char *key = found->query->first;

	if (!key)
		return STATUS_OK;
	return key_find(found->reader, span_of(key), &found->collect.first,
			err);
}

/* It is of the result although its text may not have the words. */
static void first_add(struct search_found *found)
{
	struct collect *collect = &found->collect;
	long long id = collect->first;

	if (!id)
		return;
	if (!collect->first_met)
		collect_record(collect, id, NULL);
	if (collect->first_met)
		picks_add(&collect->picks, 0, (uint64_t)id);
}

/* ---- all of it ---- */

static enum status collect_begin(struct search_found *found, struct error *err)
{
	const struct query *query = found->query;
	struct collect *collect = &found->collect;
	struct picked after = { query->after.value, query->after.id };
	enum status status = STATUS_OK;

	found->any = &query->reference;
	collect->query = query;
	collect->selection = &found->selection;
	collect->tallies.facets = query->facets;
	if (is_by_text(query))
		return collect_keep(collect, err);
	if (query->limit)
		status = picks_init(&collect->picks, query->limit,
				    query->after.given ? &after : NULL, err);
	return status;
}

static enum status state_read(const struct query *query,
			      struct ranking *ranking, struct error *err)
{
	if (rank_read(span_of(query->after.state), ranking))
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "the cursor is of another search");
}

static enum status ranking_begin(struct search_found *found, struct error *err)
{
	const struct query *query = found->query;
	struct ranking *ranking = &found->ranking;

	if (query->sort != SORT_RELEVANCE)
		return query->after.state ? state_read(query, ranking, err)
					  : STATUS_OK;
	if (!query->reference.count && !search_is_positive(&query->search))
		return STATUS_OK;
	found->collect.ranking = query->limit ? ranking : NULL;
	ranking->end = facts_end(found->collect.facts);
	return query->after.given ? state_read(query, ranking, err) : STATUS_OK;
}

enum status search_run(struct search_found *found, struct error *err)
{
	const struct query *query = found->query;
	enum status status = selection_make(found->reader, query,
					    &found->selection, err);

	if (status == STATUS_OK)
		status = collect_begin(found, err);
	if (status == STATUS_OK)
		status = ranking_begin(found, err);
	if (status == STATUS_OK)
		status = first_find(found, err);
	if (status != STATUS_OK)
		return status;
	if (query->reference.count)
		status = any_run(found, err);
	else if (search_is_positive(&query->search))
		status = search_words_run(found, err);
	else
		status = all_run(found, err);
	if (status == STATUS_OK)
		first_add(found);
	if (status == STATUS_OK)
		picks_sort(&found->collect.picks);
	return status;
}
