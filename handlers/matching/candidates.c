/* SPDX-License-Identifier: MIT */
/*
 * Records that a claim may mean.  The search finds what has the claim's rarest
 * words; where there is no title, the records of the journal are gone through
 * for the volume and the page, which are not searched.
 */
#include "matching.h"

#include "paperd/query.h"
#include "paperd/store.h"

/* Records that are compared: of a search by title, which has the right one
 * among its first; without a title; and of a journal, page by page: that takes
 * some 10 ms a page. */
#define FOUND_BY_TITLE   10
#define FOUND_BY_WORDS   50
#define FOUND_IN_JOURNAL 1000
#define JOURNAL_PAGES    10

/* Journals that a name may mean. */
#define JOURNALS_MAX 5

/* Longest text of a query. */
#define TEXT_MAX (16 << 10)

/* Matches that differ by less are as good as each other, in logarithms of odds:
 * less than any field weighs. */
#define AS_GOOD 0.5

void candidate_release(struct candidate *candidate)
{
	record_release(&candidate->record);
	paper_release(&candidate->paper);
}

void candidates_release(struct candidates *candidates)
{
	for (size_t i = 0; i < candidates->count; i++)
		candidate_release(&candidates->items[i]);
	*candidates = (struct candidates){ .count = 0 };
}

/* ---- keeping the best ---- */

/* Of works that are as good, what was published comes before what was posted:
 * a preprint has the title and authors of its article. */
static bool is_better(const struct candidate *a, const struct candidate *b)
{
	static const char posted[] = "posted-content";
	bool first = a->paper.type && !strcmp(a->paper.type, posted);
	bool second = b->paper.type && !strcmp(b->paper.type, posted);
	double more = a->match.odds - b->match.odds;

	if (first != second && more < AS_GOOD && more > -AS_GOOD)
		return second;
	return more > 0;
}

/* Takes the candidate over, or drops it. */
static void keep(struct candidates *list, struct candidate *owned)
{
	size_t at = list->count;

	while (at && is_better(owned, &list->items[at - 1]))
		at--;
	if (at == CANDIDATES_MAX) {
		candidate_release(owned);
		return;
	}
	if (list->count == CANDIDATES_MAX)
		candidate_release(&list->items[--list->count]);
	memmove(&list->items[at + 1], &list->items[at],
		(list->count - at) * sizeof(*list->items));
	list->items[at] = *owned;
	list->count++;
}

static bool is_kept(const struct candidates *list, const struct record *record)
{
	for (size_t i = 0; i < list->count; i++)
		if (strcmp(list->items[i].record.etag, record->etag) == 0)
			return true;
	return false;
}

static enum status compare(struct matcher *matcher, const struct claim *claim,
			   struct page *page, struct candidates *ret,
			   struct error *err)
{
	for (size_t i = 0; i < page->count; i++) {
		struct candidate one = { 0 };

		if (is_kept(ret, &page->items[i]))
			continue;
		if (record_parse(&page->items[i], &one.paper, err) != STATUS_OK)
			return err->status;
		one.match = match_paper(matcher, claim, &one.paper);
		one.record = page->items[i];
		page->items[i] = (struct record){ 0 };
		keep(ret, &one);
	}
	return STATUS_OK;
}

/* ---- searching ---- */

struct hunt {
	const struct app *app;
	struct matcher *matcher;
	const struct claim *claim;
	struct candidates *ret;
};

/* One page; *ret_more: there is another, and the query is set to it. */
static enum status run(const struct hunt *hunt, struct query *query,
		       bool *ret_more, struct error *err)
{
	SCOPED(page_release) struct page page = { 0 };

	if (query_check(query, err) != STATUS_OK ||
	    store_list(hunt->app->store, query, &page, err) != STATUS_OK ||
	    compare(hunt->matcher, hunt->claim, &page, hunt->ret, err) !=
		    STATUS_OK)
		return err->status;
	*ret_more = page.next;
	if (!page.next)
		return STATUS_OK;
	return query_parse(query, (struct span)SPAN("cursor"),
			   span_of(page.next), err);
}

static enum status set(struct query *query, const char *name, struct span value,
		       struct error *err)
{
	return query_parse(query, span_of(name), value, err);
}

/* All words of the claim, as if they were a pasted reference. */
static void words_of(const struct claim *claim, struct buf *out)
{
	const struct span parts[] = { claim->title, claim->author,
				      claim->journal, claim->text };

	for (size_t i = 0; i < ARRAY_COUNT(parts); i++) {
		buf_add_span(out, parts[i]);
		buf_add_char(out, ' ');
	}
	if (claim->year)
		buf_add_format(out, "%d", claim->year);
}

static enum status by_words(const struct hunt *hunt, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf words = buf_init(TEXT_MAX);

	bool more;

	words_of(hunt->claim, &words);
	query.limit = hunt->claim->title.len ? FOUND_BY_TITLE : FOUND_BY_WORDS;
	if (set(&query, "query.bibliographic", buf_span(&words), err) !=
	    STATUS_OK)
		return err->status;
	if (!query.reference.count) /* nothing to look for */
		return STATUS_OK;
	return run(hunt, &query, &more, err);
}

/* ---- in a journal ---- */

/* "word* word*": any of the words may be abbreviated. */
static void beginnings_of(struct span name, struct buf *out)
{
	struct span rest = name, word;

	while (rest.at && span_next(&rest, ' ', &word)) {
		while (word.len && !ascii_is_alnum(word.at[word.len - 1]) &&
		       (unsigned char)word.at[word.len - 1] < 0x80)
			word.len--;
		if (!word.len)
			continue;
		buf_add_span(out, word);
		buf_add_text(out, "* ");
	}
}

/* The titles of the journals that a name may mean, by "|". */
static enum status journals_of(const struct hunt *hunt, struct buf *out,
			       struct error *err)
{
	SCOPED(journal_page_release) struct journal_page page = { 0 };
	SCOPED(buf_release) struct buf words = buf_init(TEXT_MAX);

	beginnings_of(hunt->claim->journal, &words);
	if (!words.len)
		return STATUS_OK;
	if (store_journals(hunt->app->store, buf_span(&words),
			   (struct span){ 0 }, JOURNALS_MAX, &page,
			   err) != STATUS_OK)
		return err->status;
	for (size_t i = 0; i < page.count; i++) {
		const char *title = page.items[i].journal.title;

		if (!title || strchr(title, '|') ||
		    !journal_alike(hunt->matcher, hunt->claim->journal,
				   span_of(title)))
			continue;
		if (out->len)
			buf_add_char(out, '|');
		buf_add_text(out, title);
	}
	return STATUS_OK;
}

static enum status narrow(const struct claim *claim, struct query *query,
			  struct error *err)
{
	SCOPED(buf_release) struct buf years = buf_init(64);

	if (!claim->year)
		return STATUS_OK;
	buf_add_format(&years, "%d..%d", claim->year - 1, claim->year + 1);
	return set(query, "year", buf_span(&years), err);
}

static enum status in_journal(const struct hunt *hunt, struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(buf_release) struct buf journals = buf_init(TEXT_MAX);
	bool more = true;

	if (journals_of(hunt, &journals, err) != STATUS_OK)
		return err->status;
	if (!journals.len || journals.failed || journals.data[0] == '!')
		return STATUS_OK;
	query.limit = FOUND_IN_JOURNAL;
	if (set(&query, "journal", buf_span(&journals), err) != STATUS_OK ||
	    narrow(hunt->claim, &query, err) != STATUS_OK)
		return err->status;
	for (int i = 0; more && i < JOURNAL_PAGES; i++)
		if (run(hunt, &query, &more, err) != STATUS_OK)
			return err->status;
	return STATUS_OK;
}

enum status candidates_find(const struct app *app, struct matcher *matcher,
			    const struct claim *claim, struct candidates *ret,
			    struct error *err)
{
	SCOPED(candidates_release) struct candidates found = { .count = 0 };
	struct hunt hunt = { app, matcher, claim, &found };

	if (by_words(&hunt, err) != STATUS_OK)
		return err->status;
	if (!candidates_are_safe(&found) && !claim->title.len &&
	    claim->journal.len && claim->page.len &&
	    in_journal(&hunt, err) != STATUS_OK)
		return err->status;
	*ret = found;
	found.count = 0;
	return STATUS_OK;
}

bool candidates_are_safe(const struct candidates *candidates)
{
	return candidates->count &&
	       candidates->items[0].match.score >= MATCH_SAFE;
}

bool candidates_are_ambiguous(const struct candidates *candidates)
{
	const struct candidate *one = &candidates->items[0], *two = one + 1;

	return candidates_are_safe(candidates) && candidates->count > 1 &&
	       two->match.score >= MATCH_SAFE &&
	       one->match.odds - two->match.odds < AS_GOOD &&
	       !is_better(one, two) == !is_better(two, one);
}

void paper_name(const struct paper *paper, struct buf *out)
{
	(void)paper_key(paper, out);
}
