/* SPDX-License-Identifier: MIT */
/* A record as the texts that it is found by: what the store puts into the
 * columns of its index, as text.  The counts tell whether it is the same. */
#include "search.h"

#include "paperd/paper.h"
#include "paperd/store.h"

#include "../server/store/search/sqlite_match.h"

/* A line break parts terms. */
static void add(struct buf *out, const char *text)
{
	if (!text)
		return;
	if (out->len)
		buf_add_char(out, '\n');
	buf_add_text(out, text);
}

static void columns_fill(const struct paper *paper, struct buf *columns)
{
	/* names have no stems, which the tokenizer sees by this */
	buf_add_char(&columns[AUTHOR], MATCH_EXACT);
	buf_add_char(&columns[JOURNAL], MATCH_EXACT);
	add(&columns[ABSTRACT], paper->abstract);
	add(&columns[TITLE], paper->title);
	for (size_t i = 0; i < paper->translations.count; i++) {
		add(&columns[ABSTRACT], paper->translations.items[i].abstract);
		add(&columns[TITLE], paper->translations.items[i].title);
	}
	for (size_t i = 0; i < paper->authors.count; i++)
		add(&columns[AUTHOR], paper->authors.items[i].name);
	add(&columns[JOURNAL], paper->journal.title);
	add(&columns[JOURNAL], paper->journal.abbreviation);
	if (paper->year.known)
		buf_add_format(&columns[JOURNAL], "\n%lld", paper->year.value);
}

size_t columns_write(FILE *file, struct row *row)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct buf columns[COLUMNS];
	struct error err = { 0 };
	size_t bytes = 0;

	if (paper_from_json(row->json, &paper, &err) != STATUS_OK)
		die("%s", err.detail);
	for (size_t i = 0; i < COLUMNS; i++)
		columns[i] = buf_init(STORE_VALUE_MAX);
	columns_fill(&paper, columns);
	for (size_t i = 0; i < COLUMNS; i++) {
		row->columns[i] = buf_span(&columns[i]);
		bytes += columns[i].len;
	}
	rows_write(file, row);
	for (size_t i = 0; i < COLUMNS; i++)
		buf_release(&columns[i]);
	return bytes;
}
