/* SPDX-License-Identifier: MIT */
/*
 * Completing the names of authors and journals.
 *
 * A walk through author_names meets the names with the most records first, and
 * ends when there are enough.  But FTS5 must first put together what begins
 * with four letters or more; and lists of what begins with one letter are long.
 * So first those of the words are asked for that cost little, and the names are
 * looked at: where many names go on as the text does, enough are found soon.
 * Where they are not, few do, and what asks for more is quick: the long words in
 * full, then all of them.
 */
#include "sqlite_complete.h"

/* What is asked for before all words are (name_words_near()), and how many names
 * are looked at so: each is a row of another table. */
static const struct walk {
	bool is_cut;
	unsigned names;
} walks[] = { { true, 100 }, { false, 60 } };

/* After each so many it is seen whether the others are worth it. */
#define NAMES_TRIED 20

static const char author_sql[] =
	"SELECT name, records, NULL FROM author_names CROSS JOIN authors"
	" ON id = author_names.rowid & 4294967295"
	" WHERE author_names MATCH ? ORDER BY author_names.rowid LIMIT ?";
static const char journal_sql[] =
	"SELECT title, records, (SELECT issn FROM journal_issn"
	" WHERE journal_id = journals.id ORDER BY id LIMIT 1)"
	" FROM journal_names CROSS JOIN journals"
	" ON id = journal_names.rowid & 4294967295"
	" WHERE journal_names MATCH ? ORDER BY journal_names.rowid LIMIT ?";

static enum status name_add(struct completing *completing,
			    enum completion_kind kind, struct statement *row,
			    struct error *err)
{
	struct candidate *added;

	if (row_is_null(row, 0))
		return STATUS_OK; /* a journal known by its abbreviation only */
	added = candidate_add(completing);
	if (!added)
		return STATUS_OK;
	added->is.kind = kind;
	added->is.text = row_text(row, 0);
	added->is.records = row_integer(row, 1);
	added->is.key = row_text(row, 2);
	added->value = (uint64_t)added->is.records;
	if (added->is.text)
		added->whole = is_whole(completing, added->is.text);
	added->inside = kind == COMPLETE_JOURNAL &&
			strncmp(buf_text(&completing->other),
				buf_text(&completing->key),
				completing->key.len) != 0;
	return statement_check(row, err);
}

static enum status names_read(struct completing *completing,
			      enum completion_kind kind,
			      const struct buf *match, struct error *err)
{
	SCOPED(statement_release) struct statement rows = { 0 };
	enum status status = STATUS_OK;

	if (!match->len)
		return STATUS_OK;
	rows = statement_of(completing->reader->connection,
			    kind == COMPLETE_AUTHOR ? author_sql : journal_sql);
	bind_span(&rows, buf_span(match));
	bind_integer(&rows, (long long)completing->wanted);
	while (status == STATUS_OK && statement_step(&rows))
		status = name_add(completing, kind, &rows, err);
	return status == STATUS_OK ? statement_check(&rows, err) : status;
}

/* Takes back what was added from `from` on. */
static void candidates_cut(struct completing *completing, size_t from)
{
	while (completing->count > from) {
		struct candidate *last =
			&completing->items[--completing->count];

		completion_release(&last->is);
		*last = (struct candidate){ 0 };
	}
}

static bool name_fits(struct completing *completing, struct span name)
{
	buf_clear(&completing->other);
	terms_key(completing->terms, name, &completing->other);
	return name_words_fit(&completing->words, buf_span(&completing->other));
}

/* So few were found that all of the walk would find less than three quarters of
 * what is wanted. */
static bool is_hopeless(const struct walk *walk, unsigned walked, size_t found,
			size_t wanted)
{
	return walked % NAMES_TRIED == 0 &&
	       4 * found * walk->names < 3 * wanted * walked;
}

/* *ret_done: there are enough, or all that there are. */
static enum status authors_walk(struct completing *completing,
				const struct walk *walk, const struct buf *near,
				bool *ret_done, struct error *err)
{
	SCOPED(statement_release)
	struct statement rows = statement_of(completing->reader->connection,
					     author_sql);
	size_t from = completing->count, found = 0;
	enum status status = STATUS_OK;
	unsigned walked = 0;
	bool is_more = true;

	bind_span(&rows, buf_span(near));
	bind_integer(&rows, walk->names);
	while (status == STATUS_OK && found < completing->wanted && is_more &&
	       !(walked &&
		 is_hopeless(walk, walked, found, completing->wanted))) {
		is_more = statement_step(&rows);
		walked += is_more;
		if (is_more && name_fits(completing, row_span(&rows, 0)))
			status = name_add(completing, COMPLETE_AUTHOR, &rows,
					  err);
		found = completing->count - from;
	}
	*ret_done = found == completing->wanted ||
		    (!is_more && walked < walk->names);
	if (!*ret_done)
		candidates_cut(completing, from);
	return status == STATUS_OK ? statement_check(&rows, err) : status;
}

enum status complete_authors(struct completing *completing, struct error *err)
{
	SCOPED(buf_release) struct buf match = buf_init(64 << 10);
	enum status status = STATUS_OK;
	bool is_done = false;

	for (size_t i = 0; i < ARRAY_COUNT(walks) && !is_done; i++) {
		buf_clear(&match);
		if (name_words_near(&completing->words, walks[i].is_cut,
				    &match))
			status = authors_walk(completing, &walks[i], &match,
					      &is_done, err);
		if (status != STATUS_OK)
			return status;
	}
	if (is_done)
		return STATUS_OK;
	buf_clear(&match);
	name_words_match(&completing->words, &match);
	return names_read(completing, COMPLETE_AUTHOR, &match, err);
}

/* The first words in their order, from the first word of the name on. */
static void start_match(const struct completing *completing, struct buf *out)
{
	struct span text = completing->text;
	struct span rest = buf_span(&completing->key), word;
	bool is_open = text.len && !ascii_is_space(text.at[text.len - 1]);

	if (!rest.len)
		return;
	buf_add_text(out, "^\"");
	for (unsigned i = 0; i < NAME_WORDS_MAX && rest.at; i++) {
		span_next(&rest, ' ', &word);
		buf_add_span(out, word);
		buf_add_char(out, ' ');
	}
	buf_add_text(out, is_open ? "\" *" : "\"");
}

enum status complete_journals(struct completing *completing, struct error *err)
{
	SCOPED(buf_release) struct buf start = buf_init(64 << 10);
	SCOPED(buf_release) struct buf match = buf_init(64 << 10);
	size_t from = completing->count;
	enum status status;

	start_match(completing, &start);
	name_words_match(&completing->words, &match);
	status = names_read(completing, COMPLETE_JOURNAL, &start, err);
	if (status != STATUS_OK ||
	    completing->count == from + completing->wanted)
		return status; /* those that do not begin so go behind */
	return names_read(completing, COMPLETE_JOURNAL, &match, err);
}
