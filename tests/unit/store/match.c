/* SPDX-License-Identifier: MIT */
/* Searches as text for FTS5, and what FTS5 makes of them. */
#include <criterion/criterion.h>
#include <sqlite3.h>
#include <stdio.h>

#include "paperd/scoped.h"
#include "paperd/terms.h"

#include "../../../server/store/search/sqlite_endings.h"
#include "../../../server/store/search/sqlite_match.h"

/* One a process: Criterion runs each test in its own. */
static struct terms *reader;

static void setup(void)
{
	reader = terms_open();
	cr_assert(reader);
}

static void teardown(void)
{
	terms_close(reader);
}

TestSuite(match, .init = setup, .fini = teardown);

static void add(struct search *search, const char *text)
{
	cr_assert_eq(search_add(search, span_of(text), SEARCH_ANYWHERE, NULL),
		     STATUS_OK, "%s", text);
}

static const struct row {
	const char *text;
	long left_out;
	const char *expected, *negated;
} rows[] = {
	{ "", -1, "", "" },
	{ "dark", -1, "(\"dark\")", "" },
	{ "dark matter", -1, "(\"dark\") AND (\"matter\")", "" },
	{ "dark matter gas", 1, "(\"dark\") AND (\"gas\")", "" },
	{ "dark", 0, "", "" },
	{ "\"dark matter\" OR gas hot", -1,
	  "(\"dark matter\" OR \"gas\") AND (\"hot\")", "" },
	{ "dark -gas -\"hot gas\"", -1,
	  "((\"dark\")) NOT (\"gas\" OR \"hot gas\")",
	  "(\"gas\" OR \"hot gas\")" },
	{ "a b -c", 0, "((\"b\")) NOT (\"c\")", "(\"c\")" },
	{ "-dark -title:gas", -1, "", "(\"dark\" OR {title} : \"gas\")" },
	{ "title:dark OR author:x*", -1,
	  "({title} : \"dark\" OR {author} : \"x\")", "" },
	{ "abstract:\"dark gas\"", -1, "({abstract} : \"dark gas\")", "" },
	{ "browning", -1,
	  "(({abstract title} : \"browning\" OR {author journal} : "
	  "\"\x01"
	  "browning\"))",
	  "" },
	{ "title:browning author:browning journal:brown", -1,
	  "({title} : \"browning\") AND ({author} : \"\x01"
	  "browning\") "
	  "AND ({journal} : \"brown\")",
	  "" },
	{ "\"hot gases\"", -1,
	  "(({abstract title} : \"hot gases\" OR {author journal} : "
	  "\"\x01hot gases\"))",
	  "" },
	{ "hot-gases*", -1,
	  "((\"hot-gases\" * OR {abstract title} : \"hot-gases\"))", "" },
	{ "author:gases-hot*", -1, "({author} : \"\x01gases-hot\" *)", "" },
	{ "bosons*", -1, "((\"bosons\" * OR {abstract title} : \"bosons\"))",
	  "" },
	{ "author:bosons*", -1, "({author} : \"bosons\" *)", "" },
	{ "title:pre-informat*", -1,
	  "(({title} : \"pre-informat\" * OR {title} : "
	  "\"pre-informates\"))",
	  "" },
	{ "xyz*", -1, "(\"xyz\" *)", "" },
	{ "журнал*", -1, "(\"журнал\" *)", "" },
	{ "病", -1, "(\"病\" *)", "" },
	{ "D病 白血病 病D", -1, "(\"D病\" *) AND (\"白血病\") AND (\"病D\")",
	  "" },
	{ "5\"x NEAR(a", -1, "(\"5\"\"x\") AND (\"NEAR(a\")", "" },
};

Test(match, rows)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		const struct row *row = &rows[i];
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(match_release) struct match out = match_init(reader);
		SCOPED(match_release) struct match negated = match_init(reader);

		add(&search, row->text);
		match_write(&search, row->left_out, &out);
		match_negated_write(&search, &negated);
		cr_expect_str_eq(buf_text(&out.text), row->expected, "%s: %s",
				 row->text, buf_text(&out.text));
		cr_expect_str_eq(buf_text(&negated.text), row->negated,
				 "%s: %s", row->text, buf_text(&negated.text));
		if (row->left_out < 0)
			cr_expect_eq(search_is_positive(&search),
				     out.text.len > 0, "%s", row->text);
	}
}

/* Strings that each are enough, or not. */
Test(match, is_combined_or_not)
{
	static const struct {
		const char *text;
		bool combined;
	} texts[] = {
		{ "dark", false },        { "browning", false },
		{ "dark OR gas", false }, { "\"dark gas\" OR x-y", false },
		{ "dark gas", true },     { "dark -gas", true },
		{ "dark*", true },        { "dark OR gas*", true },
		{ "病", true },           { "白血病", false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(texts); i++) {
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(match_release) struct match out = match_init(reader);

		add(&search, texts[i].text);
		match_write(&search, -1, &out);
		cr_expect_eq(out.combined, texts[i].combined, "%s",
			     texts[i].text);
	}
}

Test(match, of_words_that_are_taken)
{
	static const unsigned char take[] = { 1, 0, 255 };
	static const unsigned char none[] = { 0, 0, 0 };
	SCOPED(search_release) struct search search = { 0 };
	SCOPED(match_release) struct match out = match_init(reader);

	cr_assert_eq(search_add_words(&search, span_of("-dark OR matter"),
				      SEARCH_TITLE, NULL),
		     STATUS_OK);
	match_any_write(&search, none, &out);
	cr_assert_str_eq(buf_text(&out.text), "");
	match_any_write(&search, take, &out);
	cr_assert_not(out.combined);
	cr_assert_str_eq(buf_text(&out.text),
			 "({title} : \"dark\" OR {title} : \"matter\")");
}

/* A prefix and whole words that begin with it: is the stem of each met? */
static const struct ending_row {
	const char *prefix, *word;
	bool listed;
} ending_rows[] = {
	{ "informat", "information", true },
	{ "informat", "informs", true },
	{ "inform", "information", false },
	{ "information", "informational", true },
	{ "happines", "happiness", true },
	{ "study", "studies", true },
	{ "stopp", "stopped", true },
	{ "hopin", "hoping", true },
	{ "relational", "relationally", true },
	{ "randomiz", "randomization", true },
	{ "solubili", "solubility", true },
	{ "sensitiv", "sensitivities", true },
	{ "boson", "bosonic", false },
	{ "p53", "p53", false },
};

/* Is the stem of word that of one of the endings? */
static bool is_listed(struct terms *terms, const struct endings *endings,
		      const char *word)
{
	char stem[TERM_MAX + 1];
	struct term term;

	terms_begin(terms, span_of(word), TERMS_QUERY);
	cr_assert(terms_next(terms, &term));
	snprintf(stem, sizeof(stem), "%.*s", (int)term.text.len, term.text.at);
	for (size_t i = 0; i < endings->count; i++) {
		terms_begin(terms, span_of(endings->words[i]), TERMS_QUERY);
		cr_assert(terms_next(terms, &term));
		if (span_is(term.text, stem))
			return true;
	}
	return false;
}

Test(match, endings)
{
	struct terms *terms = terms_open();

	for (size_t i = 0; i < ARRAY_COUNT(ending_rows); i++) {
		const struct ending_row *row = &ending_rows[i];
		struct endings endings;

		endings_find(terms, span_of(row->prefix), &endings);
		cr_expect_eq(is_listed(terms, &endings, row->word), row->listed,
			     "%s* and %s", row->prefix, row->word);
	}
	terms_close(terms);
}

/* ---- against FTS5 ---- */

static sqlite3 *open_table(void)
{
	sqlite3 *db = NULL;

	cr_assert_eq(sqlite3_open(":memory:", &db), SQLITE_OK);
	cr_assert_eq(sqlite3_exec(db,
				  "CREATE VIRTUAL TABLE search USING fts5("
				  "abstract, title, author, journal,"
				  "tokenize='porter unicode61');"
				  "INSERT INTO search(rowid, title, abstract) "
				  "VALUES (1, 'dark matter', 'halo gas'), "
				  "(2, 'dark gas', 'hot matter'), "
				  "(3, 'informed consent', 'hot gas');",
				  NULL, NULL, NULL),
		     SQLITE_OK);
	return db;
}

/* The rows that match, as digits; "!" and the message where it fails. */
static void run_match(sqlite3 *db, struct span match, struct buf *out)
{
	sqlite3_stmt *statement = NULL;

	cr_assert_eq(sqlite3_prepare_v2(db,
					"SELECT rowid FROM search WHERE search "
					"MATCH ? ORDER BY rowid",
					-1, &statement, NULL),
		     SQLITE_OK);
	sqlite3_bind_text(statement, 1, match.at, (int)match.len,
			  SQLITE_STATIC);
	while (sqlite3_step(statement) == SQLITE_ROW)
		buf_add_format(out, "%d", sqlite3_column_int(statement, 0));
	if (sqlite3_finalize(statement) != SQLITE_OK)
		buf_add_format(out, "!%s", sqlite3_errmsg(db));
}

static const struct found {
	const char *text, *rows;
} found[] = {
	{ "dark", "12" },
	{ "dark matter", "12" },
	{ "\"dark matter\"", "1" },
	{ "dark-matter OR consent", "13" },
	{ "gas -halo", "23" },
	{ "gas -halo -consent", "2" },
	{ "title:gas", "2" },
	{ "title:gas OR title:consent hot", "23" },
	{ "gas -title:dark", "3" },
	{ "informat*", "3" },
	{ "title:informat* OR title:matt*", "13" },
	{ "abstract:informat*", "" },
	{ "mat* -informat*", "12" },
};

Test(match, finds)
{
	sqlite3 *db = open_table();

	for (size_t i = 0; i < ARRAY_COUNT(found); i++) {
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(match_release) struct match match = match_init(reader);
		SCOPED(buf_release) struct buf got = buf_init(1000);

		add(&search, found[i].text);
		match_write(&search, -1, &match);
		run_match(db, buf_span(&match.text), &got);
		cr_expect_str_eq(buf_text(&got), found[i].rows, "%s: %s",
				 found[i].text, buf_text(&got));
	}
	sqlite3_close(db);
}

/* ---- any search is valid ---- */

static const char *const pieces[] = {
	"\"",        "*",        "-",         " ",
	" ",         " OR ",     " AND ",     " NOT ",
	"title:",    "author:",  "year:2019", "(",
	")",         "{",        "}",         "+",
	"^",         ":",        "NEAR(",     ",",
	"'",         "\\",       "dark",      "matter",
	"informat*", "running*", "covid-19",  "病",
	"白血病",    "が",       "é",         "ﷺ",
	"α",         "\xFF",     "\xC3",      "\xE7\x97",
	"\t",        "\x01",     "0",         "ion",
	"ing*",      "“",        "”",         "x",
	"H_{2}O",    "--",       "\xCC\x81",  "\xE2\x80\x8B",
};

static uint32_t draw(uint64_t *seed)
{
	*seed = *seed * 6364136223846793005U + 1442695040888963407U;
	return (uint32_t)(*seed >> 33);
}

static void make_text(uint64_t *seed, struct buf *text)
{
	size_t count = draw(seed) % 40;

	for (size_t i = 0; i < count; i++)
		buf_add_text(text, pieces[draw(seed) % ARRAY_COUNT(pieces)]);
}

/* Every text that is written for a search is read by FTS5. */
static void check_valid(sqlite3 *db, const struct search *search,
			const char *text)
{
	unsigned char take[SEARCH_WORDS_MAX];
	SCOPED(match_release) struct match match = match_init(reader);
	SCOPED(buf_release) struct buf got = buf_init(1000);

	memset(take, 1, sizeof(take));
	for (int kind = -1; kind < 4; kind++) {
		match_release(&match);
		match = match_init(reader);
		if (kind == 2)
			match_negated_write(search, &match);
		else if (kind == 3)
			match_any_write(search, take, &match);
		else
			match_write(search, kind, &match);
		cr_assert(!match.text.failed);
		if (match.text.len)
			run_match(db, buf_span(&match.text), &got);
		cr_assert(!span_has(buf_span(&got), '!'), "\"%s\" gave %s: %s",
			  text, buf_text(&match.text), buf_text(&got));
	}
}

Test(match, of_any_search_is_valid)
{
	sqlite3 *db = open_table();
	uint64_t seed = 1;

	for (int round = 0; round < 5000; round++) {
		SCOPED(search_release) struct search search = { 0 };
		SCOPED(search_release) struct search words = { 0 };
		SCOPED(buf_release) struct buf text = buf_init(1 << 16);

		make_text(&seed, &text);
		add(&search, buf_text(&text));
		check_valid(db, &search, buf_text(&text));
		cr_assert_eq(search_add_words(&words, buf_span(&text),
					      SEARCH_AUTHOR, NULL),
			     STATUS_OK);
		check_valid(db, &words, buf_text(&text));
	}
	sqlite3_close(db);
}

/* The widest search there can be: all words prefixes with endings, and a
 * phrase of as many terms as may be. */
Test(match, of_the_widest_search_is_valid)
{
	sqlite3 *db = open_table();
	SCOPED(buf_release) struct buf text = buf_init(1 << 20);
	SCOPED(search_release) struct search search = { 0 };

	for (char c = 'a'; c <= 'u'; c++)
		buf_add_format(&text,
			       "title:x%cinformat* OR y%crelational* -z%cat* ",
			       c, c, c);
	add(&search, buf_text(&text));
	buf_clear(&text);
	for (unsigned i = 0; i < SEARCH_TERMS_MAX; i++)
		buf_add_text(&text, "a-");
	check_valid(db, &search, "prefixes");
	cr_assert(search.count > 50);
	search_release(&search);
	add(&search, buf_text(&text));
	check_valid(db, &search, "a phrase");
	sqlite3_close(db);
}
