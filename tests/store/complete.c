/* SPDX-License-Identifier: MIT */
/* store_complete(). */
#include "contract.h"

#include <stdio.h>
#include <stdlib.h>

#define ALL ((1U << COMPLETE_KINDS) - 1)

/* "t:TEXT|a:TEXT|j:TEXT|…" */
static char *completions_of(struct fixture *f, const char *text, unsigned kinds,
			    size_t limit)
{
	SCOPED(buf_release) struct buf seen = buf_init(1 << 20);
	SCOPED(completions_release) struct completions found = { 0 };

	OK(f, store_complete(f->store, span_of(text), kinds, limit, &found,
			     &f->err));
	cr_assert_leq(found.count, limit);
	for (size_t i = 0; i < found.count; i++)
		buf_add_format(&seen, "%c:%s|", "taj"[found.items[i].kind],
			       found.items[i].text);
	return buf_take(&seen);
}

static void expect_completions(struct fixture *f, const char *text,
			       const char *expected)
{
	SCOPED_FREE char *seen = completions_of(f, text, ALL, 10);

	cr_expect_str_eq(seen, expected, "%s: \"%s\": %s", f->backend, text,
			 seen);
}

CONTRACT(complete, finds_titles_authors_and_journals_that_go_on_so)
{
	static const struct {
		const char *text, *found;
	} rows[] = {
		{ "moass", "a:Elham Moasser|" },
		{ "moasser e", "a:Elham Moasser|" },
		{ "elham mo", "a:Elham Moasser|" },
		{ "Moasser, E", "a:Elham Moasser|" },
		{ "deep", "t:Deep learning|t:Deep-sea corals|" },
		{ "deep ", "t:Deep learning|t:Deep-sea corals|" },
		{ "deep l", "t:Deep learning|" },
		{ "DEEP LEARNING", "t:Deep learning|" },
		{ "learning", "" },
		{ "nat", "t:Natural history|a:Ann Natter|j:Nature|" },
		{ "nature", "j:Nature|" },
		{ "nature ", "j:Nature|" },
		{ "natur ", "" },
		{ "白血", "t:白血病的治疗|" },
		{ "uber", "t:Über Blut|" },
		{ "", "" },
		{ " ", "" },
		{ "\"'*%_", "" },
		{ "zzz", "" },
	};

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Deep learning",
	      .citations = { true, 90 },
	      .authors = { "Elham Moasser" },
	      .journal = "Nature" },
	    { .doi = "10.1000/b", .title = "Deep-sea corals" },
	    { .doi = "10.1000/c",
	      .title = "Natural history",
	      .authors = { "Ann Natter" } },
	    { .pmid = "7", .title = "白血病的治疗" },
	    { .doi = "10.1000/d", .title = "Über Blut" });
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		expect_completions(f, rows[i].text, rows[i].found);
}

CONTRACT(complete, tells_what_each_is)
{
	SCOPED(completions_release) struct completions found = { 0 };

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Nature study",
	      .authors = { "Nature Jones" },
	      .journal = "Nature",
	      .issn = { "1476-4687", "0028-0836" } });
	OK(f,
	   store_complete(f->store, span_of("natu"), ALL, 10, &found, &f->err));
	cr_assert_eq(found.count, 3);
	cr_expect_eq(found.items[0].kind, COMPLETE_TITLE);
	cr_expect_str_eq(found.items[0].key, "10.1000/a");
	cr_expect_eq(found.items[1].kind, COMPLETE_AUTHOR);
	cr_expect_eq(found.items[1].records, 1);
	cr_expect_eq(found.items[2].kind, COMPLETE_JOURNAL);
	cr_expect_str_eq(found.items[2].key, "1476-4687");
}

CONTRACT(complete, puts_the_whole_first_then_lets_the_kinds_take_turns)
{
	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Cells and walls",
	      .citations = { true, 500 },
	      .journal = "Cell",
	      .authors = { "Celia One", "Celia Two" } },
	    { .doi = "10.1000/b",
	      .title = "Cells and cells",
	      .citations = { true, 5 },
	      .journal = "Cell Reports",
	      .authors = { "Celia Two" } });
	expect_completions(f, "cel",
			   "t:Cells and walls|a:Celia Two|j:Cell|"
			   "t:Cells and cells|a:Celia One|j:Cell Reports|");
	expect_completions(f, "cell",
			   "j:Cell|t:Cells and walls|t:Cells and cells|"
			   "j:Cell Reports|");
}

CONTRACT(complete, puts_journals_that_begin_so_before_others)
{
	PUT(f, NULL, { .doi = "10.1000/a", .journal = "Acta Naturalia" },
	    { .doi = "10.1000/b", .journal = "Acta Naturalia" },
	    { .doi = "10.1000/c", .journal = "Nature Physics" },
	    { .doi = "10.1000/d", .journal = "Physics of Nature" });
	expect_completions(f, "nat",
			   "j:Nature Physics|j:Acta Naturalia|"
			   "j:Physics of Nature|");
	expect_completions(f, "nature p",
			   "j:Nature Physics|j:Physics of Nature|");
}

CONTRACT(complete, keeps_to_the_kinds_and_the_limit)
{
	SCOPED_FREE char *seen = NULL;

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "Cells",
	      .journal = "Cell",
	      .authors = { "Celia One", "Celia Two", "Celia Six" } },
	    { .doi = "10.1000/b", .title = "Cells" });
	seen = completions_of(f, "cel", 1U << COMPLETE_AUTHOR, 2);
	cr_expect_str_eq(seen, "a:Celia One|a:Celia Six|", "%s", seen);
	free(seen);
	seen = completions_of(f, "cel", 1U << COMPLETE_TITLE, 10);
	cr_expect_str_eq(seen, "t:Cells|", "%s", seen);
	free(seen);
	seen = completions_of(f, "cel", 0, 10);
	cr_expect_str_eq(seen, "");
}

CONTRACT(complete, follows_what_changes)
{
	struct dump_file file = file_of("f", 1);
	long long removed;

	PUT(f, &file,
	    { .doi = "10.1000/a", .title = "Old", .authors = { "Ann Old" } },
	    { .doi = "10.1000/b", .title = "Older" });
	expect_completions(f, "old", "t:Old|a:Ann Old|t:Older|");
	file.generation = 2;
	PUT(f, &file, { .doi = "10.1000/a", .title = "Oldest", .raw = "new" });
	expect_completions(f, "old", "t:Older|t:Oldest|");
	OK(f, store_prune(f->store, &file, &removed, &f->err));
	expect_completions(f, "old", "t:Oldest|");
}

/* Any bytes, among them what FTS5 and its tokenizer have a meaning for. */
CONTRACT(complete, and_lists_of_names_take_any_bytes)
{
	static const char alphabet[] =
		"aA1 \"*^:+-(){}'%_\\\0\xc3\xa9\xe7\xff,.";
	char text[24];

	PUT(f, NULL,
	    { .doi = "10.1000/a",
	      .title = "A1 a",
	      .authors = { "A. A1 Aa" },
	      .journal = "A a" });
	srand(11);
	for (int i = 0; i < 3000; i++) {
		SCOPED(completions_release) struct completions found = { 0 };
		SCOPED(author_page_release) struct author_page authors = { 0 };
		SCOPED(journal_page_release)
		struct journal_page journals = { 0 };
		struct span any = { text, (size_t)rand() % sizeof(text) };
		struct span none = { 0 };

		for (size_t j = 0; j < any.len; j++)
			text[j] = alphabet[(size_t)rand() % sizeof(alphabet)];
		OK(f, store_complete(f->store, any, ALL, 10, &found, &f->err));
		OK(f, store_authors(f->store, any, none, 5, &authors, &f->err));
		OK(f,
		   store_journals(f->store, any, none, 5, &journals, &f->err));
	}
}

/* More titles begin so than are looked at. */
CONTRACT(complete, finds_the_most_cited_among_very_many)
{
	enum { COUNT = 3000 };
	struct work *works = calloc(COUNT, sizeof(*works));
	char(*texts)[64] = calloc(2 * COUNT, sizeof(*texts));

	cr_assert(works && texts);
	for (int i = 0; i < COUNT; i++) {
		char *doi = texts[2 * i], *title = texts[2 * i + 1];

		snprintf(doi, sizeof(*texts), "10.1000/%d", i);
		snprintf(title, sizeof(*texts), "Notes on item %d", i);
		works[i] = (struct work){ .doi = doi, .title = title };
	}
	works[2500].citations = (struct integer){ true, 7000 };
	works[2501].citations = (struct integer){ true, 60 };
	put(f, NULL, works, COUNT);
	for (size_t len = 1; len < 14; len++) {
		SCOPED_FREE char *text = span_copy(
			(struct span){ "Notes on item 2", len });
		SCOPED_FREE char *seen = completions_of(f, text, ALL, 2);

		cr_expect_str_eq(seen,
				 "t:Notes on item 2500|t:Notes on item 2501|",
				 "%s: \"%s\": %s", f->backend, text, seen);
	}
	free(works);
	free(texts);
}

/* Long enough that the answer is kept. */
CONTRACT(complete, gives_an_answer_again_only_while_it_holds)
{
	enum { COUNT = 3000 };
	struct work *works = calloc(COUNT, sizeof(*works));
	char(*texts)[64] = calloc(2 * COUNT, sizeof(*texts));
	static const struct {
		const char *text;
		unsigned kinds;
		size_t limit;
		const char *before, *after;
	} rows[] = {
		{ "Note", ALL, 1, "t:Notes on item 7|", "t:Notes on us|" },
		{ "Note", ALL, 2, "t:Notes on item 7|a:Ann Notes|",
		  "t:Notes on us|a:Ann Notes|" },
		{ "note", ALL, 1, "t:Notes on item 7|", "t:Notes on us|" },
		{ "Notes ", ALL, 1, "t:Notes on item 7|", "t:Notes on us|" },
		{ "Note", 1U << COMPLETE_AUTHOR, 2, "a:Ann Notes|",
		  "a:Ann Notes|" },
	};

	cr_assert(works && texts);
	for (int i = 0; i < COUNT; i++) {
		char *doi = texts[2 * i], *title = texts[2 * i + 1];

		snprintf(doi, sizeof(*texts), "10.1000/%d", i);
		snprintf(title, sizeof(*texts), "Notes on item %d", i);
		works[i] = (struct work){ .doi = doi, .title = title };
	}
	works[7].citations = (struct integer){ true, 7000 };
	works[7].authors[0] = "Ann Notes";
	put(f, NULL, works, COUNT);
	for (int round = 0; round < 6; round++) {
		if (round == 3)
			PUT(f, NULL,
			    { .doi = "10.1000/us",
			      .title = "Notes on us",
			      .citations = { true, 90000 } });
		for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
			SCOPED_FREE char *seen = completions_of(
				f, rows[i].text, rows[i].kinds, rows[i].limit);

			cr_expect_str_eq(seen,
					 round < 3 ? rows[i].before
						   : rows[i].after,
					 "%s: \"%s\", round %d: %s", f->backend,
					 rows[i].text, round, seen);
		}
	}
	free(works);
	free(texts);
}

/* More names begin so than are looked at. */
CONTRACT(complete, finds_rare_names_among_very_many)
{
	enum { COUNT = 1000 };
	struct work *works = calloc(COUNT, sizeof(*works));
	char(*texts)[64] = calloc(2 * COUNT, sizeof(*texts));
	static const struct {
		const char *text, *found;
	} rows[] = {
		{ "marv", "a:Zoe Marvin|" },
		{ "marvin z", "a:Zoe Marvin|" },
		{ "z marv", "a:Zoe Marvin|" },
		{ "z mar", "a:Zoe Marvin|" },
		{ "z m", "a:Zoe Marvin|" },
		{ "x marv", "" },
		{ "mart x", "" },
		{ "martin n999", "a:Martin N999|" },
	};

	cr_assert(works && texts);
	for (int i = 0; i < COUNT; i++) {
		char *doi = texts[2 * i], *name = texts[2 * i + 1];

		snprintf(doi, sizeof(*texts), "10.1000/%d", i);
		snprintf(name, sizeof(*texts), "Martin N%d", i);
		works[i] = (struct work){ .doi = doi, .authors = { name } };
	}
	works[500].authors[1] = "Zoe Marvin";
	put(f, NULL, works, COUNT);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED_FREE char *seen = completions_of(f, rows[i].text, ALL,
							3);

		cr_expect_str_eq(seen, rows[i].found, "%s: \"%s\": %s",
				 f->backend, rows[i].text, seen);
	}
	free(works);
	free(texts);
}
