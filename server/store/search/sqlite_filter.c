/* SPDX-License-Identifier: MIT */
/*
 * Dates.  A record may be published in a year, a month or on a day; it is in
 * the range when the first day its date may mean is.  As a number, a date whose
 * parts are not known is smaller than all with them: 2019 < 2019-05 <
 * 2019-05-01, although all three first days may be one and the same.  So the
 * lower bound is cut to the shortest date of its first day (2019-05-01 to
 * 2019-05, 2019-01-01 to 2019), and the upper one filled up to its last day
 * (2019 to 2019-12-31, a month to its 31st).
 */
#include "sqlite_filter.h"

#include "paperd/scoped.h"

#include "sqlite_index.h"

void sql_journal_key(struct span title, struct buf *out)
{
	if (title.len > SQL_KEY_MAX)
		title.len = SQL_KEY_MAX;
	journal_key(title, out);
}

void selection_release(struct selection *selection)
{
	fact_filter_release(&selection->facts);
	record_set_release(&selection->records);
	*selection = (struct selection){ 0 };
}

/* What a selection is made with. */
struct maker {
	struct reader *reader;
	struct selection *selection;
	struct error *err;
};

static enum status no_memory(struct maker *maker)
{
	return error_set(maker->err, STATUS_NO_MEMORY, "no memory");
}

/* ---- values to numbers ---- */

/* Adds the numbers that a value stands for to a test. */
typedef enum status find_numbers(struct maker *maker, enum fact fact,
				 const char *value, struct fact_test *test);

static enum status add_word(struct maker *maker, long long id,
			    struct fact_test *test)
{
	if (id && !fact_test_add(test, (uint32_t)id, (uint32_t)id))
		return no_memory(maker);
	return STATUS_OK;
}

static enum status find_word(struct maker *maker, enum fact fact,
			     const char *value, struct fact_test *test)
{
	long long id;
	enum status status = word_find(maker->reader->connection, fact, value,
				       &id, maker->err);

	return status == STATUS_OK ? add_word(maker, id, test) : status;
}

/* Most bytes of a client's text that an error repeats. */
#define VALUE_SHOWN 64

/* Words stay when the last record that had one has gone. */
static bool is_in_use(const struct facts_table *table, long long source)
{
	struct facts facts;

	for (long long id = 1; source && id < facts_end(table); id++)
		if (facts_get(table, id, &facts) &&
		    facts.of[FACT_SOURCE] == source)
			return true;
	return false;
}

static enum status source_refuse(struct maker *maker, const char *value)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);
	SCOPED(statement_release)
	struct statement rows = statement_of(
		maker->reader->connection,
		"SELECT id, value FROM words WHERE kind = ? ORDER BY key");
	struct span text = span_of(value);

	bind_integer(&rows, FACT_SOURCE);
	while (statement_step(&rows)) {
		if (!is_in_use(maker->reader->store->facts,
			       row_integer(&rows, 0)))
			continue;
		buf_add_text(&known, known.len ? ", " : "known are: ");
		buf_add_span(&known, row_span(&rows, 1));
	}
	if (statement_check(&rows, maker->err) != STATUS_OK)
		return maker->err->status;
	return error_set(maker->err, STATUS_INVALID_PARAMETER,
			 "source=\"%.*s\" is not understood; %s",
			 span_shown(text, VALUE_SHOWN), text.at,
			 known.len ? buf_text(&known) : "none is known yet");
}

/* Those who hold data are few: one that is not among them is a mistake. */
static enum status find_source(struct maker *maker, enum fact fact,
			       const char *value, struct fact_test *test)
{
	long long id;
	enum status status = word_find(maker->reader->connection, fact, value,
				       &id, maker->err);

	if (status != STATUS_OK)
		return status;
	return is_in_use(maker->reader->store->facts, id)
		       ? add_word(maker, id, test)
		       : source_refuse(maker, value);
}

static enum status find_rows(struct maker *maker, const char *sql,
			     struct span value, struct fact_test *test)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(maker->reader->connection, sql);

	bind_span(&rows, value);
	while (statement_step(&rows)) {
		uint32_t id = (uint32_t)row_integer(&rows, 0);

		if (!fact_test_add(test, id, id))
			return no_memory(maker);
	}
	return statement_check(&rows, maker->err);
}

static enum status find_issn(struct maker *maker, enum fact fact,
			     const char *value, struct fact_test *test)
{
	(void)fact;
	return find_rows(maker,
			 "SELECT journal_id FROM journal_issn WHERE issn = ?",
			 span_of(value), test);
}

static enum status find_journal(struct maker *maker, enum fact fact,
				const char *value, struct fact_test *test)
{
	SCOPED(buf_release) struct buf key = buf_init(SQL_KEY_MAX);

	(void)fact;
	sql_journal_key(span_of(value), &key);
	return find_rows(maker, "SELECT id FROM journals WHERE key = ?",
			 buf_span(&key), test);
}

/* The filters whose values are words. */
static const struct {
	size_t offset; /* of the choice in struct query */
	enum fact fact;
	find_numbers *find;
} choices[] = {
	{ offsetof(struct query, type), FACT_TYPE, find_word },
	{ offsetof(struct query, language), FACT_LANGUAGE, find_word },
	{ offsetof(struct query, source), FACT_SOURCE, find_source },
	{ offsetof(struct query, publisher), FACT_PUBLISHER, find_word },
	{ offsetof(struct query, journal), FACT_JOURNAL, find_journal },
	{ offsetof(struct query, issn), FACT_JOURNAL, find_issn },
};

static enum status choices_make(struct maker *maker, const struct query *query)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; i < ARRAY_COUNT(choices); i++) {
		const struct choice *choice =
			(const void *)((const char *)query + choices[i].offset);
		struct fact_test *test;

		if (!choice->values.count)
			continue;
		test = fact_filter_add(&maker->selection->facts,
				       choices[i].fact, choice->negated);
		for (size_t j = 0;
		     status == STATUS_OK && j < choice->values.count; j++)
			status = choices[i].find(maker, choices[i].fact,
						 choice->values.items[j], test);
	}
	return status;
}

/* ---- numbers ---- */

/* The number in a fact of a bound; `plus` is what the fact adds to it. */
static uint32_t bound(struct integer value, uint32_t plus, uint32_t open)
{
	if (!value.known)
		return open;
	if (value.value < 0)
		return 0;
	return value.value < INT32_MAX ? (uint32_t)value.value + plus
				       : INT32_MAX;
}

static enum status ranges_make(struct maker *maker, const struct ranges *ranges,
			       enum fact fact, uint32_t plus)
{
	struct fact_test *test;

	if (!ranges->count)
		return STATUS_OK;
	test = fact_filter_add(&maker->selection->facts, fact, ranges->negated);
	for (size_t i = 0; i < ranges->count; i++)
		if (!fact_test_add(
			    test, bound(ranges->items[i].from, plus, 1),
			    bound(ranges->items[i].until, plus, UINT32_MAX)))
			return no_memory(maker);
	return STATUS_OK;
}

static uint32_t first_day(const char *date)
{
	char text[] = "YYYY-MM-DD";
	size_t len = strlen(date);

	if (len >= sizeof(text))
		return date_number(date);
	memcpy(text, date, len + 1);
	while (len > 4 && strcmp(text + len - 3, "-01") == 0)
		text[len -= 3] = '\0';
	return date_number(text);
}

static uint32_t last_day(const char *date)
{
	static const char last[] = "YYYY-12-31";
	char text[sizeof(last)];
	size_t len = strlen(date);

	if (len >= sizeof(last))
		return date_number(date);
	memcpy(text, date, len);
	memcpy(text + len, last + len, sizeof(last) - len);
	return date_number(text);
}

static enum status dates_make(struct maker *maker, enum fact fact,
			      const char *from, const char *until)
{
	struct fact_test *test;

	if (!from && !until)
		return STATUS_OK;
	test = fact_filter_add(&maker->selection->facts, fact, false);
	if (!fact_test_add(test, from ? first_day(from) : 1,
			   until ? last_day(until) : UINT32_MAX))
		return no_memory(maker);
	return STATUS_OK;
}

/* ---- bits ---- */

static void bits_make(struct fact_filter *filter, const struct query *query)
{
	filter->want |= query->has;
	filter->refuse |= query->has_not;
	if (query->open_access == ASKED_YES)
		filter->want |= STATE_OPEN;
	if (query->open_access == ASKED_NO)
		filter->want |= STATE_CLOSED;
	if (query->open_access == ASKED_UNKNOWN)
		filter->refuse |= STATE_OPEN | STATE_CLOSED;
	if (query->retracted == TRUTH_YES)
		filter->want |= STATE_RETRACTED;
	if (query->retracted == TRUTH_NO)
		filter->refuse |= STATE_RETRACTED;
}

/* ---- all of it ---- */

enum status selection_make(struct reader *reader, const struct query *query,
			   struct selection *ret, struct error *err)
{
	SCOPED(selection_release) struct selection selection = { 0 };
	struct maker maker = { reader, &selection, err };
	enum status status = choices_make(&maker, query);

	if (status == STATUS_OK)
		status = ranges_make(&maker, &query->year, FACT_YEAR, 0);
	if (status == STATUS_OK)
		status = ranges_make(&maker, &query->citations, FACT_CITATIONS,
				     1);
	if (status == STATUS_OK)
		status = dates_make(&maker, FACT_PUBLISHED, query->from,
				    query->until);
	if (status == STATUS_OK)
		status = dates_make(&maker, FACT_LOADED, query->loaded_from,
				    query->loaded_until);
	if (status == STATUS_OK)
		status = record_set_make(reader, query, &selection.records,
					 err);
	if (status != STATUS_OK)
		return status;
	bits_make(&selection.facts, query);
	*ret = selection;
	selection = (struct selection){ 0 };
	return STATUS_OK;
}

bool selection_has(const struct selection *selection, long long id,
		   const struct facts *facts)
{
	return fact_filter_passes(&selection->facts, facts) &&
	       record_set_has(&selection->records, id);
}
