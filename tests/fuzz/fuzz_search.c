/* SPDX-License-Identifier: MIT */
/*
 * The search language: every text is a search of at most so many words, which
 * say different things; what is written for it is read by FTS5; the text as a
 * phrase is found in the text; marks are in order and apart.  Some first bytes
 * ask for the time instead.
 */
#include "fuzz.h"

#include <sqlite3.h>
#include <time.h>

#include "paperd/scoped.h"
#include "paperd/search.h"
#include "paperd/terms.h"

#include "../../server/store/search/sqlite_match.h"

/* Seconds for FUZZ_LONG bytes under the sanitizers: a tenth is usual. */
#define LONG_SECONDS 1.0

/* As marks_pattern.h has it. */
#define PATTERN_TERMS_MAX 64

/* The reader is made once. */
static size_t count_terms(struct span text)
{
	static struct terms *terms;
	struct term term;
	size_t count = 0;

	if (!terms)
		terms = terms_open();
	REQUIRE(terms);
	terms_begin(terms, text, TERMS_QUERY);
	while (terms_next(terms, &term))
		count++;
	return count;
}

static size_t count_characters(struct span text)
{
	size_t count = 0;
	uint32_t code;

	for (size_t at = 0; at < text.len; count++) {
		size_t len = utf8_decode(span_slice(text, at, text.len), &code);

		at += len ? len : 1;
	}
	return count;
}

/* ---- the value ---- */

static void require_word(const struct search *search, size_t i)
{
	const struct search_word *word = &search->words[i];
	unsigned before = i ? word[-1].group : 0;

	REQUIRE(count_terms(span_of(word->text)) > 0);
	REQUIRE(word->text[0] != MATCH_EXACT);
	REQUIRE(word->fields && !(word->fields & ~SEARCH_ANYWHERE));
	REQUIRE(word->group < search->groups);
	REQUIRE(word->group - before <= 1 && (i || !word->group));
	if (word->negated && i)
		REQUIRE(before != word->group);
	REQUIRE(!(word->prefix && word->phrase));
}

static void require_search(const struct search *search)
{
	REQUIRE(search->count <= SEARCH_WORDS_MAX);
	REQUIRE(!search->count ||
		search->words[search->count - 1].group + 1 == search->groups);
	REQUIRE(search->count || !search->groups);
	for (size_t i = 0; i < search->count; i++)
		require_word(search, i);
}

/* ---- FTS5 ---- */

static sqlite3 *open_table(void)
{
	sqlite3 *db = NULL;

	REQUIRE(sqlite3_open(":memory:", &db) == SQLITE_OK);
	REQUIRE(sqlite3_exec(db,
			     "CREATE VIRTUAL TABLE search USING fts5(abstract, "
			     "title, author, journal, tokenize='unicode61');"
			     "INSERT INTO search VALUES('dark', 'a', 'b', 'c')",
			     NULL, NULL, NULL) == SQLITE_OK);
	return db;
}

/* The table is made once. */
static sqlite3_stmt *statement_of_table(void)
{
	static sqlite3_stmt *statement;

	if (!statement)
		REQUIRE(sqlite3_prepare_v2(open_table(),
					   "SELECT count(*) FROM search "
					   "WHERE search MATCH ?",
					   -1, &statement, NULL) == SQLITE_OK);
	return statement;
}

/* The text is read, and used up. */
static void require_match(struct match *match)
{
	sqlite3_stmt *statement = statement_of_table();
	struct buf *text = &match->text;

	REQUIRE(!text->failed);
	match->phrase_count = 0;
	if (!text->len)
		return;
	sqlite3_bind_text(statement, 1, text->data, (int)text->len,
			  SQLITE_STATIC);
	REQUIRE(sqlite3_step(statement) == SQLITE_ROW);
	REQUIRE(sqlite3_reset(statement) == SQLITE_OK);
	sqlite3_clear_bindings(statement);
	buf_clear(text);
}

static void reader_close(struct terms **terms)
{
	terms_close(*terms);
}

static void require_matches(const struct search *search)
{
	SCOPED(reader_close) struct terms *terms = terms_open();
	SCOPED(match_release) struct match match = match_init(terms);
	unsigned char take[SEARCH_WORDS_MAX];

	memset(take, 1, sizeof(take));
	match_write(search, -1, &match);
	REQUIRE(search_is_positive(search) == (match.text.len > 0));
	require_match(&match);
	for (unsigned group = 0; group < search->groups && group < 2; group++) {
		match_write(search, group, &match);
		require_match(&match);
	}
	match_negated_write(search, &match);
	require_match(&match);
	match_any_write(search, take, &match);
	REQUIRE(match.text.len || !search->count);
	require_match(&match);
}

/* ---- marks ---- */

static size_t require_marks(const struct search *search, struct span text)
{
	struct search_mark marks[SEARCH_MARKS_MAX];
	size_t count = search_marks(search, SEARCH_TITLE, text, marks);
	size_t last = 0;

	REQUIRE(count <= SEARCH_MARKS_MAX);
	for (size_t i = 0; i < count; i++) {
		REQUIRE(marks[i].from >= last && marks[i].to > marks[i].from);
		last = marks[i].to;
	}
	REQUIRE(last <= count_characters(text));
	return count;
}

/* A phrase made of a text is found in it, from end to end. */
static void require_phrase(struct span text)
{
	struct search_word word = { .fields = SEARCH_TITLE, .phrase = true };
	struct search search = { .words = &word, .count = 1, .groups = 1 };
	size_t terms;

	if (text.len && memchr(text.at, '\0', text.len))
		return;
	terms = count_terms(text);
	if (!terms || terms > PATTERN_TERMS_MAX)
		return;
	word.text = span_copy(text);
	REQUIRE(word.text);
	REQUIRE(require_marks(&search, text) == 1);
	free(word.text);
}

/* ---- all of it ---- */

static void add(struct search *search, struct span text, unsigned fields)
{
	size_t before = search->count;
	enum status status = search_add(search, text, fields, NULL);

	REQUIRE(status == STATUS_OK || status == STATUS_INVALID_PARAMETER);
	REQUIRE(status == STATUS_OK || search->count == before);
	require_search(search);
}

static void check(struct span text)
{
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(search_release) struct search words = { 0 };

	add(&search, text, SEARCH_ANYWHERE);
	require_matches(&search);
	require_marks(&search, text);
	add(&search, text, SEARCH_TITLE);
	REQUIRE(search_add_words(&words, text, SEARCH_AUTHOR, NULL) ==
		STATUS_OK);
	require_search(&words);
	require_matches(&words);
	require_phrase(text);
}

/* The text, repeated, is read and marked in linear time. */
static void check_time(struct span text)
{
	SCOPED(buf_release) struct buf longer = buf_init(FUZZ_LONG + text.len);
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(search_release) struct search words = { 0 };
	struct search_mark marks[SEARCH_MARKS_MAX];
	clock_t start;

	while (text.len && longer.len < FUZZ_LONG)
		buf_add_span(&longer, text);
	start = clock();
	(void)!search_add(&search, buf_span(&longer), SEARCH_TITLE, NULL);
	(void)!search_add_words(&words, buf_span(&longer), SEARCH_TITLE, NULL);
	search_marks(&search, SEARCH_TITLE, buf_span(&longer), marks);
	REQUIRE((double)(clock() - start) / CLOCKS_PER_SEC < LONG_SECONDS);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span text = { (const char *)bytes + 1, len ? len - 1 : 0 };

	if (!len)
		return 0;
	if (bytes[0] >= 0xF8)
		check_time(text);
	else
		check(text);
	return 0;
}
