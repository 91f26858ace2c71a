/* SPDX-License-Identifier: MIT */
/*
 * The index made anew of the records of a filled store: all that is asked for
 * is answered as before.
 */
#include <criterion/criterion.h>

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include "../../../server/store/sqlite.h"
#include "place.h"

/* More than two transactions of it, whose records are 2,000. */
#define WORKS 4500

#define ANSWERS_MAX ((size_t)4 << 20)

TestSuite(reindex, .init = place_make, .fini = place_remove);

/* Runs SQL on the closed store as the store does it, which knows the tokenizer of the index. */
static void run_within(const char *sql)
{
	struct connection *connection = NULL;
	struct error err = { 0 };

	cr_assert_eq(connection_open(place_path, SQLITE_OPEN_READWRITE,
				     &connection, &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_eq(connection_run(connection, sql, &err), STATUS_OK, "%s",
		     err.detail);
	connection_close(connection);
}

/* ---- what is held ---- */

/* Works that share words, authors and journals in many ways. */
static void json_make(int i, struct buf *out)
{
	static const char *const words[] = { "quasar", "enzyme", "graphene",
					     "維生素", "réseau", "H₂O",
					     "cell" };
	static const char *const types[] = { "journal-article", "book",
					     "dataset" };

	buf_add_format(out,
		       "{\"doi\":\"10.1000/%04d\",\"title\":\"%s of %s %d\","
		       "\"type\":\"%s\",\"year\":%d,\"published\":\"%d\","
		       "\"citation_count\":%d,\"language\":\"%s\","
		       "\"authors\":[{\"name\":\"Ann Lee%d\"},"
		       "{\"name\":\"Bo Ng%d\"}],"
		       "\"journal\":{\"title\":\"Acta %s %d\","
		       "\"issn\":[\"%04d-%04d\"]},"
		       "\"source\":{\"name\":\"Crossref\"}}",
		       i, words[i % 7], words[i / 7 % 7], i % 900, types[i % 3],
		       1950 + i % 70, 1950 + i % 70, i * i % 997,
		       i % 4 ? "en" : "de", i % 211, i % 13, words[i % 5],
		       i % 35, i % 35, i % 35);
}

static void entry_make(int i, struct entry *ret)
{
	*ret = (struct entry){ .line = i + 1,
			       .json = buf_init(1000),
			       .raw = buf_init(1000) };
	json_make(i, &ret->json);
	buf_add_char(&ret->raw, '{');
	cr_assert_eq(paper_from_json(buf_span(&ret->json), &ret->paper, NULL),
		     STATUS_OK, "%s", buf_text(&ret->json));
}

static void put(struct store *store, int from, int to)
{
	struct dump_file file = { .path = (char *)"dump", .generation = 1 };
	struct entry *entries = calloc((size_t)(to - from), sizeof(*entries));
	struct batch batch = { entries, (size_t)(to - from), .file = &file };
	struct error err = { 0 };

	cr_assert(entries);
	for (int i = from; i < to; i++)
		entry_make(i, &entries[i - from]);
	cr_assert_eq(store_put(store, &batch, &err), STATUS_OK, "%s",
		     err.detail);
	for (int i = from; i < to; i++)
		entry_release(&entries[i - from]);
	free(entries);
}

/* ---- what is answered ---- */

/* Facets, and the records in their order, to the end. */
static void facets_tell(const struct page *page, struct buf *out)
{
	for (size_t i = 0; i < FACETS; i++)
		for (size_t k = 0; k < page->facets[i].values.count; k++)
			buf_add_format(out, "%s=%lld ",
				       page->facets[i].values.items[k].name,
				       page->facets[i].values.items[k].records);
}

static void list_tell(struct store *store, const char *name, const char *value,
		      struct buf *out)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	struct error err = { 0 };

	query.limit = 1000;
	query.facets = (1U << FACETS) - 1;
	query.facet_limit = 100;
	cr_assert_eq(query_parse(&query, span_of(name), span_of(value), &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_eq(query_check(&query, &err), STATUS_OK);
	cr_assert_eq(store_list(store, &query, &page, &err), STATUS_OK, "%s",
		     err.detail);
	buf_add_format(out, "%s=%s: %lld: ", name, value, page.total);
	facets_tell(&page, out);
	for (size_t i = 0; i < page.count; i++)
		buf_add_format(out, "%.30s ", page.items[i].json);
	buf_add_char(out, '\n');
}

/* Names of the same weight come in any order. */
static int by_text(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

struct names_told {
	char *of[1000];
	size_t count;
};

static void name_tell(struct names_told *told, const char *name,
		      const char *also, long long records)
{
	char text[200];

	cr_assert_lt(told->count, ARRAY_COUNT(told->of));
	snprintf(text, sizeof(text), "%s/%s/%lld", name, also, records);
	told->of[told->count++] = strdup(text);
}

static void names_end(struct names_told *told, struct buf *out)
{
	qsort(told->of, told->count, sizeof(told->of[0]), by_text);
	for (size_t i = 0; i < told->count; i++) {
		buf_add_format(out, "%s ", told->of[i]);
		free(told->of[i]);
	}
	buf_add_char(out, '\n');
}

static void authors_tell(struct store *store, const char *word, struct buf *out)
{
	SCOPED(author_page_release) struct author_page page = { 0 };
	struct names_told told = { .count = 0 };

	cr_assert_eq(store_authors(store, span_of(word), (struct span){ 0 },
				   1000, &page, NULL),
		     STATUS_OK);
	buf_add_format(out, "authors %s: %lld: ", word, page.total);
	for (size_t i = 0; i < page.count; i++)
		name_tell(&told, page.items[i].name, "", page.items[i].records);
	names_end(&told, out);
}

static void journals_tell(struct store *store, const char *word,
			  struct buf *out)
{
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	struct names_told told = { .count = 0 };

	cr_assert_eq(store_journals(store, span_of(word), (struct span){ 0 },
				    1000, &page, NULL),
		     STATUS_OK);
	buf_add_format(out, "journals %s: %lld: ", word, page.total);
	for (size_t i = 0; i < page.count; i++) {
		const struct journal *journal = &page.items[i].journal;

		name_tell(&told, journal->title,
			  journal->issn.count ? journal->issn.items[0] : "-",
			  page.items[i].records);
	}
	names_end(&told, out);
}

static void completions_tell(struct store *store, const char *text,
			     struct buf *out)
{
	SCOPED(completions_release) struct completions found = { 0 };
	struct names_told told = { .count = 0 };

	cr_assert_eq(store_complete(store, span_of(text), 7, 100, &found, NULL),
		     STATUS_OK);
	buf_add_format(out, "complete %s: ", text);
	for (size_t i = 0; i < found.count; i++)
		name_tell(&told, found.items[i].text,
			  found.items[i].key ? found.items[i].key : "-",
			  found.items[i].records);
	names_end(&told, out);
}

/* All of it: the caller releases. */
static struct buf answers_of(struct store *store)
{
	static const char *const lists[][2] = {
		{ "query", "quasar" },
		{ "query", "維生素 réseau" },
		{ "query", "h2o -enzyme" },
		{ "query", "author:lee17" },
		{ "query", "acta 1999" },
		{ "query", "quasar 17" },
		{ "query", "-cell" },
		{ "sort", "title" },
		{ "sort", "-title" },
		{ "sort", "citations" },
		{ "sort", "-published" },
		{ "journal", "Acta quasar 5" },
		{ "issn", "0007-0007" },
		{ "type", "book" },
		{ "language", "de" },
		{ "source", "Crossref" },
		{ "query.bibliographic", "Lee17 A, enzyme of graphene. 1976" },
	};
	static const char *const words[] = { "lee17", "ng", "acta", "graphene",
					     "0007-0007" };
	static const char *const starts[] = { "quasar of h2o 1", "bo ng1",
					      "acta quasar", "lee20" };
	struct buf out = buf_init(ANSWERS_MAX);

	for (size_t i = 0; i < ARRAY_COUNT(lists); i++)
		list_tell(store, lists[i][0], lists[i][1], &out);
	for (size_t i = 0; i < ARRAY_COUNT(words); i++) {
		authors_tell(store, words[i], &out);
		journals_tell(store, words[i], &out);
	}
	journals_tell(store, "", &out);
	for (size_t i = 0; i < ARRAY_COUNT(starts); i++)
		completions_tell(store, starts[i], &out);
	cr_assert_not(out.failed);
	return out;
}

static void expect_answers(struct buf *before, const char *when)
{
	struct store *store = place_open();
	SCOPED(buf_release) struct buf after = answers_of(store);
	struct span rest = buf_span(before), other = buf_span(&after);
	struct span line, now;

	store_close(store);
	while (span_next(&rest, '\n', &line)) {
		cr_assert(span_next(&other, '\n', &now));
		cr_expect(now.len == line.len &&
				  memcmp(now.at, line.at, line.len) == 0,
			  "%s: %.400s: not %.400s", when, now.at, line.at);
	}
	cr_expect_eq(before->len, after.len, "%s", when);
}

/* A filled store, closed, and what it answered. */
static struct buf filled(void)
{
	struct store *store = place_open();
	struct buf answers;

	put(store, 0, WORKS);
	answers = answers_of(store);
	cr_expect_gt(answers.len, 100000);
	store_close(store);
	return answers;
}

static void expect_whole(void)
{
	cr_expect_eq(place_run("INSERT INTO author_names (author_names)"
			       " VALUES ('integrity-check');"
			       "INSERT INTO journal_names (journal_names)"
			       " VALUES ('integrity-check');"
			       "SELECT count(*) FROM facts"),
		     WORKS);
}

/* ---- a version of this program made something else ---- */

Test(reindex, of_a_filled_store_answers_as_before)
{
	SCOPED(buf_release) struct buf before = filled();

	for (int i = 0; i < 2; i++) {
		place_run("DELETE FROM made");
		expect_answers(&before, "made anew");
		expect_whole();
	}
}

/* ---- killed ---- */

/*
 * Opens the store in a process of its own, which the kernel ends in the middle:
 * when a file gets longer than so many bytes.  False: it was not ended.
 */
static bool open_killed(rlim_t bytes)
{
	struct rlimit few = { bytes, bytes };
	struct store *store = NULL;
	int status = 0;
	pid_t pid = fork();

	cr_assert_geq(pid, 0);
	if (pid == 0) {
		signal(SIGXFSZ, SIG_DFL);
		setrlimit(RLIMIT_FSIZE, &few);
		_exit(store_open(place_url, &store, NULL) != STATUS_OK);
	}
	cr_assert_eq(waitpid(pid, &status, 0), pid);
	if (WIFSIGNALED(status))
		cr_assert_eq(WTERMSIG(status), SIGXFSZ, "%d", WTERMSIG(status));
	else
		cr_assert_eq(WEXITSTATUS(status), 0, "it could not be opened");
	return WIFSIGNALED(status);
}

#define KIB ((rlim_t)1 << 10)

/* Kills it again and again, later each time; returns how often some of the
 * records had been indexed, and not all. */
static int open_killed_often(void)
{
	rlim_t bytes = 64 * KIB;
	int halves = 0;

	while (open_killed(bytes)) {
		long long made = place_run("SELECT count(*) FROM sqlite_schema"
					   " WHERE name = 'facts'");

		if (made)
			made = place_run("SELECT count(*) FROM facts");
		halves += made > 0 && made < WORKS;
		bytes += 128 * KIB;
		cr_assert_lt(bytes, 64 * KIB * KIB);
	}
	cr_expect_gt(bytes, 64 * KIB, "it was never killed");
	return halves;
}

Test(reindex, that_is_killed_is_done_by_the_next)
{
	SCOPED(buf_release) struct buf before = filled();

	place_run("DELETE FROM made");
	cr_expect_gt(open_killed_often(), 0);
	expect_answers(&before, "killed");
	expect_whole();
}

/* ---- a store of version 3 ---- */

/* What had other columns there; all else was as it is. */
static const char to_3[] =
	"DROP TABLE facts; DROP TABLE words; DROP TABLE search;"
	"DROP TABLE titles; DROP TABLE authors; DROP TABLE author_names;"
	"DROP TABLE journal_names; DROP TABLE made; DROP TABLE commits;"
	"DROP INDEX records_key; DROP INDEX records_flags;"
	"ALTER TABLE records RENAME TO records_4;"
	"CREATE TABLE records (id INTEGER PRIMARY KEY, key TEXT NOT NULL,"
	" published TEXT NOT NULL, type TEXT NOT NULL, year INTEGER,"
	" language TEXT NOT NULL, has INTEGER NOT NULL, journal_id INTEGER,"
	" source TEXT NOT NULL, flags INTEGER NOT NULL, etag TEXT NOT NULL,"
	" json TEXT NOT NULL) STRICT;"
	"INSERT INTO records SELECT id, key, json ->> 'published',"
	" json ->> 'type', json ->> 'year', json ->> 'language', 0,"
	" 1 + id % 35, source, flags, etag, json FROM records_4;"
	"DROP TABLE records_4;"
	"CREATE INDEX records_key ON records"
	" (key, published, type, year, language, has, journal_id);"
	"CREATE INDEX records_published ON records"
	" (published, key, type, year, language, has, journal_id, source);"
	"CREATE INDEX records_journal ON records"
	" (journal_id, key, published);"
	"CREATE INDEX records_flags ON records (source, flags, key)"
	" WHERE flags <> 0;"
	"ALTER TABLE journals DROP COLUMN records;"
	"ALTER TABLE journals DROP COLUMN named;"
	"PRAGMA user_version = 3;";

Test(reindex, of_version_3_answers_as_if_loaded)
{
	static const char parts[] = "SELECT count(*) FROM sqlite_schema";
	SCOPED(buf_release) struct buf before = filled();
	long long count = place_run(parts);

	run_within(to_3);
	expect_answers(&before, "converted");
	expect_whole();
	cr_expect_eq(place_run(parts), count);
	cr_expect_eq(place_run("PRAGMA user_version"), 4);
}

Test(reindex, of_version_3_that_is_killed_is_done_by_the_next)
{
	SCOPED(buf_release) struct buf before = filled();

	run_within(to_3);
	open_killed_often();
	expect_answers(&before, "converted after kills");
	expect_whole();
}

/* ---- a record that cannot be read ---- */

static void prune(struct store *store)
{
	SCOPED(dump_file_release) struct dump_file file = { 0 };
	struct error err = { 0 };
	long long removed = 0;

	cr_assert_eq(store_file(store, "dump", &file, &err), STATUS_OK);
	file.generation = 2;
	cr_assert_eq(store_prune(store, &file, &removed, &err), STATUS_OK, "%s",
		     err.detail);
	cr_expect_eq(removed, 9);
}

static void expect_facts(long long count)
{
	cr_expect_eq(place_run("SELECT count(*) FROM facts"), count, "%lld",
		     place_run("SELECT count(*) FROM facts"));
}

Test(reindex, leaves_out_what_cannot_be_read_until_it_is_replaced)
{
	struct store *store = place_open();
	SCOPED(buf_release) struct buf before = { 0 };

	put(store, 0, 9);
	before = answers_of(store);
	store_close(store);
	for (int replaced = 1; replaced >= 0; replaced--) {
		place_run(
			"DELETE FROM made;"
			"UPDATE records SET json = '{', etag = '0' WHERE id = 4;"
			"UPDATE objects SET raw = X'00' WHERE record_id = 4");
		store_close(place_open());
		expect_facts(8);
		store = place_open();
		if (replaced)
			put(store, 3, 4);
		else
			prune(store);
		store_close(store);
		if (replaced)
			expect_answers(&before, "replaced");
		expect_facts(replaced ? 9 : 0);
	}
}
