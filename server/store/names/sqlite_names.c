/* SPDX-License-Identifier: MIT */
/* Gathering what changes of titles, authors and journals. */
#include "sqlite_names.h"

#include <stdlib.h>

/* So much is gathered at most before it is written: a transaction may drop a
 * whole file. */
#define GATHERED_BYTES (16 << 20)
#define GATHERED_COUNT (1 << 20)

/* Room for one more record of very many authors. */
#define TEXTS_MAX (GATHERED_BYTES + 4 * STORE_VALUE_MAX)

/* ---- one more change ---- */

static bool changes_grow(struct name_changes *changes)
{
	size_t room = changes->room ? 2 * changes->room : 256;
	struct name_change *grown;

	if (changes->count < changes->room)
		return true;
	grown = realloc(changes->items, room * sizeof(*grown));
	if (!grown)
		return false;
	changes->items = grown;
	changes->room = room;
	return true;
}

enum status name_change_add(struct names *names, struct name_changes *changes,
			    struct name_change change, struct error *err)
{
	if (!changes_grow(changes))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	change.sequence = names->sequence;
	changes->items[changes->count++] = change;
	return buf_check(&names->texts, err);
}

enum status name_key_add(struct names *names, const char *text, size_t *ret,
			 struct error *err)
{
	if (!names->texts.cap)
		names->texts = buf_init(TEXTS_MAX);
	if (!names->terms)
		names->terms = terms_open();
	if (!names->terms)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*ret = names->texts.len;
	terms_key(names->terms, span_of(text), &names->texts);
	buf_add_char(&names->texts, '\0');
	return buf_check(&names->texts, err);
}

/* The texts of a name as they were made; *ret is where they begin. */
static void texts_add(struct names *names, struct span texts, size_t *ret)
{
	if (!names->texts.cap)
		names->texts = buf_init(TEXTS_MAX);
	*ret = names->texts.len;
	buf_add_span(&names->texts, texts);
}

/* ---- authors ---- */

static enum status authors_gather(struct names *names, struct span authors,
				  int delta, struct error *err)
{
	enum status status = STATUS_OK;
	struct author_made author;

	while (status == STATUS_OK && author_next(&authors, &author)) {
		struct name_change change = { .delta = delta,
					      .hash = author.hash };

		texts_add(names, author.text, &change.at);
		status = name_change_add(names, &names->authors, change, err);
	}
	return status;
}

/* ---- titles ---- */

static enum status title_gather(struct names *names, long long record,
				struct span title, int delta, struct error *err)
{
	struct name_change change = { .delta = delta,
				      .record = record,
				      .weight = title_weight(title) };

	texts_add(names, span_slice(title, 1, title.len), &change.at);
	return name_change_add(names, &names->titles, change, err);
}

/* Journals stay: whether one has a record left is known at the end only. */
static enum status names_flush(struct names *names, struct error *err)
{
	enum status status = names_write_titles(names, err);

	if (status == STATUS_OK)
		status = names_write_authors(names, err);
	if (status == STATUS_OK)
		status = names_write_words(names, err);
	names->titles.count = 0;
	names->authors.count = 0;
	names->author_words.count = 0;
	names->journal_words.count = 0;
	buf_clear(&names->texts);
	return status;
}

enum status names_write(struct names *names, struct error *err)
{
	enum status status = names_flush(names, err);

	if (status == STATUS_OK)
		status = names_write_journals(names, err);
	if (status == STATUS_OK)
		status = names_write_words(names, err);
	names->journals.count = 0;
	names->journal_words.count = 0;
	buf_clear(&names->texts);
	return status;
}

/* ---- a record ---- */

static enum status names_gather(struct names *names, long long record,
				const struct names_made *made, int delta,
				struct error *err)
{
	enum status status = STATUS_OK;

	if (made->title.len)
		status = title_gather(names, record, made->title, delta, err);
	return status == STATUS_OK
		       ? authors_gather(names, made->authors, delta, err)
		       : status;
}

/* What stays as it is costs nothing. */
static void drop_same(struct names_made *old, struct names_made *new)
{
	if (span_same(old->title, new->title))
		old->title.len = new->title.len = 0;
	if (span_same(old->authors, new->authors))
		old->authors.len = new->authors.len = 0;
}

enum status names_change(struct names *names, long long record, struct span old,
			 struct span new, struct error *err)
{
	static const struct names_made none;
	struct names_made before = old.len ? names_parted(old) : none;
	struct names_made after = new.len ? names_parted(new) : none;
	enum status status;

	names->sequence++;
	drop_same(&before, &after);
	status = names_gather(names, record, &before, -1, err);
	if (status == STATUS_OK)
		status = names_gather(names, record, &after, +1, err);
	if (status == STATUS_OK && (names->texts.len > GATHERED_BYTES ||
				    names->authors.count > GATHERED_COUNT))
		status = names_flush(names, err);
	return status;
}

enum status names_journal(struct names *names, long long old, long long new,
			  struct error *err)
{
	struct name_change left = { .record = old, .delta = -1 };
	struct name_change entered = { .record = new, .delta = +1 };
	enum status status = STATUS_OK;

	if (old)
		status = name_change_add(names, &names->journals, left, err);
	if (status == STATUS_OK && new)
		status = name_change_add(names, &names->journals, entered, err);
	return status;
}

void gathered_names_release(struct names *names)
{
	terms_close(names->terms);
	buf_release(&names->texts);
	free(names->titles.items);
	free(names->authors.items);
	free(names->journals.items);
	free(names->author_words.items);
	free(names->journal_words.items);
	*names = (struct names){ 0 };
}
