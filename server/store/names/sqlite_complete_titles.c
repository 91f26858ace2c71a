/* SPDX-License-Identifier: MIT */
/*
 * Completing titles.
 *
 * Those that begin as the text does stand together in the order of keys.  When
 * they are few, all are looked at and those of the best prior are taken.  When
 * they are more than TITLES_SCANNED, the first so many are, and beside them
 * the most cited ones, which an index has in the order of citations for each
 * first letter and for each three of them: the more titles begin as the text
 * does, the sooner that walk meets them.  For one letter or two that walk comes
 * first, and is enough when it finds enough.
 */
#include "sqlite_complete.h"
#include "sqlite_names.h"

/* Titles looked at in the order of keys: a fifth of a millisecond. */
#define TITLES_SCANNED 1000
/* And in the order of citations. */
#define TITLES_WALKED 2000

/* Letters that a title begins with. */
#define LETTERS 3

/* Rows whose facts are looked at together: until then they are on their way
 * from memory, which is most of what a row costs. */
#define ROWS_AHEAD 32

struct title_row {
	uint64_t id;
	bool again; /* its key is that of the row before */
};

struct titles {
	struct completing *completing;
	struct span key;
	struct picks picks;
	struct buf last; /* key of the row before */
	struct title_row ahead[ROWS_AHEAD];
	unsigned ahead_count;
	struct picked best; /* of the titles with one key; no id: none yet */
	unsigned rows;      /* read */
	unsigned found;     /* titles with different keys */
};

static void titles_release(struct titles *titles)
{
	picks_release(&titles->picks);
	buf_release(&titles->last);
}

static uint64_t place_of(const struct titles *titles, uint64_t id)
{
	const struct sqlite_store *store = titles->completing->reader->store;
	struct facts facts;

	if (!facts_get(store->facts, (long long)id, &facts))
		return UINT64_MAX;
	return UINT32_MAX - (facts.of[FACT_STATE] >> STATE_PRIOR_SHIFT);
}

static void best_take(struct titles *titles)
{
	if (titles->best.id)
		picks_add(&titles->picks, titles->best.value, titles->best.id);
	titles->best = (struct picked){ 0 };
}

/* Of several titles with one key the best is taken. */
static void rows_look(struct titles *titles)
{
	for (unsigned i = 0; i < titles->ahead_count; i++) {
		const struct title_row *row = &titles->ahead[i];
		struct picked item = { place_of(titles, row->id), row->id };

		if (!row->again)
			best_take(titles);
		if (!row->again || item.value < titles->best.value)
			titles->best = item;
	}
	titles->ahead_count = 0;
}

static void row_add(struct titles *titles, struct span key, uint64_t id)
{
	bool again = span_same(key, buf_span(&titles->last));

	if (!again) {
		buf_clear(&titles->last);
		buf_add_span(&titles->last, key);
		titles->found++;
	}
	facts_expect(titles->completing->reader->store->facts, (long long)id);
	titles->ahead[titles->ahead_count++] = (struct title_row){ id, again };
	if (titles->ahead_count == ROWS_AHEAD)
		rows_look(titles);
}

static bool begins_so(const struct titles *titles, struct span key)
{
	return key.len >= titles->key.len &&
	       memcmp(key.at, titles->key.at, titles->key.len) == 0;
}

static enum status titles_read(struct titles *titles, struct statement *rows,
			       unsigned wanted, struct error *err)
{
	titles->rows = 0;
	titles->found = 0;
	while (titles->found < wanted && statement_step(rows)) {
		struct span key = row_span(rows, 0);

		titles->rows++;
		if (begins_so(titles, key))
			row_add(titles, key, (uint64_t)row_integer(rows, 1));
	}
	rows_look(titles);
	best_take(titles);
	buf_clear(&titles->last);
	return statement_check(rows, err);
}

static enum status titles_scan(struct titles *titles, struct error *err)
{
	SCOPED(buf_release) struct buf end = buf_init(64 << 10);
	SCOPED(statement_release)
	struct statement rows = statement_of(
		titles->completing->reader->connection,
		"SELECT key, record_id FROM titles"
		" WHERE key >= ? AND key < ? LIMIT ?");

	buf_add_span(&end, titles->key);
	buf_add_char(&end, '\xff'); /* no UTF-8 has it */
	bind_span(&rows, titles->key);
	bind_span(&rows, buf_span(&end));
	bind_integer(&rows, TITLES_SCANNED);
	return titles_read(titles, &rows, TITLES_SCANNED, err);
}

/* The first characters of a key, at most max. */
static struct span first_letters(struct span key, unsigned max,
				 unsigned *ret_count)
{
	struct span rest = key;
	uint32_t code;

	for (*ret_count = 0; rest.len && *ret_count < max; ++*ret_count) {
		size_t len = utf8_decode(rest, &code);

		rest = span_slice(rest, len ? len : 1, rest.len);
	}
	return span_slice(key, 0, key.len - rest.len);
}

static enum status titles_walk(struct titles *titles, unsigned wanted,
			       struct error *err)
{
	static const char by_start[] =
		"SELECT key, record_id FROM titles INDEXED BY titles_start"
		" WHERE substr(key, 1, 3) = ? AND weight > 4"
		" ORDER BY weight DESC LIMIT ?";
	static const char by_letter[] =
		"SELECT key, record_id FROM titles INDEXED BY titles_letter"
		" WHERE substr(key, 1, 1) = ? AND weight > 16"
		" ORDER BY weight DESC LIMIT ?";
	SCOPED(statement_release) struct statement rows = { 0 };
	unsigned letters;
	struct span start = first_letters(titles->key, LETTERS, &letters);

	if (letters < LETTERS)
		start = first_letters(titles->key, 1, &letters);
	rows = statement_of(titles->completing->reader->connection,
			    letters == LETTERS ? by_start : by_letter);
	bind_span(&rows, start);
	bind_integer(&rows, TITLES_WALKED);
	return titles_read(titles, &rows, wanted, err);
}

static enum status titles_find(struct titles *titles, struct error *err)
{
	unsigned wanted = 2 * (unsigned)titles->completing->limit;
	unsigned letters;
	enum status status;

	first_letters(titles->key, LETTERS, &letters);
	if (letters < LETTERS) {
		status = titles_walk(titles, wanted, err);
		return status == STATUS_OK && titles->found < wanted
			       ? titles_scan(titles, err)
			       : status;
	}
	status = titles_scan(titles, err);
	return status == STATUS_OK && titles->rows == TITLES_SCANNED
		       ? titles_walk(titles, wanted, err)
		       : status;
}

/* ---- all of it ---- */

/* Beginning so, word for word: a blank at the end of the text ends a word. */
static void key_of(const struct completing *completing, struct buf *ret)
{
	struct span text = completing->text;

	buf_add_span(ret, buf_span(&completing->key));
	if (ret->len > TITLE_KEY_MAX)
		buf_cut(ret, (size_t)span_shown(buf_span(ret), TITLE_KEY_MAX));
	else if (ascii_is_space(text.at[text.len - 1]))
		buf_add_char(ret, ' ');
}

enum status complete_titles(struct completing *completing, struct error *err)
{
	SCOPED(buf_release) struct buf key = buf_init(64 << 10);
	SCOPED(titles_release)
	struct titles titles = { .completing = completing,
				 .last = buf_init(1024) };
	/* twice what both ways may find: they may meet the same titles */
	enum status status = picks_init(&titles.picks, 4 * completing->limit,
					NULL, err);

	key_of(completing, &key);
	titles.key = buf_span(&key);
	if (status == STATUS_OK)
		status = titles_find(&titles, err);
	picks_sort(&titles.picks);
	for (size_t i = 0; status == STATUS_OK && i < titles.picks.count &&
			   completing->count < completing->limit;
	     i++)
		status = complete_record(completing, &titles.picks.items[i],
					 err);
	return status;
}
