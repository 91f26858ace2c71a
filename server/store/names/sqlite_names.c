/* SPDX-License-Identifier: MIT */
/* Gathering what changes of titles, authors and journals. */
#include "sqlite_names.h"

#include <stdlib.h>

#include "paperd/digest.h"

/* So much is gathered at most before it is written: a transaction may drop a
 * whole file. */
#define GATHERED_BYTES (16 << 20)
#define GATHERED_COUNT (1 << 20)

/* Room for one more record of very many authors. */
#define TEXTS_MAX (GATHERED_BYTES + 4 * STORE_VALUE_MAX)

static bool same_text(const char *one, const char *other)
{
	if (!one || !other)
		return one == other;
	return strcmp(one, other) == 0;
}

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

static void text_add(struct names *names, const char *text)
{
	buf_add_span(&names->texts, span_of(text));
	buf_add_char(&names->texts, '\0');
}

/* ---- authors ---- */

static bool same_people(const struct people *one, const struct people *other)
{
	if (one->count != other->count)
		return false;
	for (size_t i = 0; i < one->count; i++) {
		const struct person *left = &one->items[i];
		const struct person *right = &other->items[i];

		if (!same_text(left->name, right->name) ||
		    !same_text(left->orcid, right->orcid))
			return false;
	}
	return true;
}

/* Of 64 bits: two of ten million authors share one in a run of 400,000. */
static uint64_t hash_of(struct span bytes)
{
	char hex[33];

	digest_hex(bytes, hex);
	hex[16] = '\0';
	return strtoull(hex, NULL, 16);
}

/* One without a name, or whose name has no letters, is not found by it. */
static enum status author_gather(struct names *names,
				 const struct person *person, int delta,
				 struct error *err)
{
	struct name_change change = { .delta = delta };
	enum status status = name_key_add(names, person->name, &change.at, err);

	if (status != STATUS_OK || names->texts.len == change.at + 1)
		return status;
	text_add(names, person->orcid);
	change.hash = hash_of(span_slice(buf_span(&names->texts), change.at,
					 names->texts.len));
	text_add(names, person->name);
	return name_change_add(names, &names->authors, change, err);
}

static enum status authors_gather(struct names *names,
				  const struct people *people, int delta,
				  struct error *err)
{
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < people->count; i++)
		status = author_gather(names, &people->items[i], delta, err);
	return status;
}

static enum status authors_change(struct names *names, const struct paper *old,
				  const struct paper *new, struct error *err)
{
	enum status status;

	if (same_people(&old->authors, &new->authors))
		return STATUS_OK;
	status = authors_gather(names, &old->authors, -1, err);
	return status == STATUS_OK
		       ? authors_gather(names, &new->authors, +1, err)
		       : status;
}

/* ---- titles ---- */

static unsigned title_weight(const struct paper *paper)
{
	return name_weight(paper->citation_count.value);
}

/* The key ends with its first bytes, and not with a blank. */
static void title_cut(struct buf *texts, size_t from)
{
	struct span key = span_slice(buf_span(texts), from, texts->len - 1);

	if (key.len <= TITLE_KEY_MAX)
		return;
	key.len = (size_t)span_shown(key, TITLE_KEY_MAX);
	while (key.len && key.at[key.len - 1] == ' ')
		key.len--;
	buf_cut(texts, from + key.len);
	buf_add_char(texts, '\0');
}

static enum status title_gather(struct names *names, long long record,
				const struct paper *paper, int delta,
				struct error *err)
{
	struct name_change change = { .delta = delta,
				      .record = record,
				      .weight = title_weight(paper) };
	enum status status = name_key_add(names, paper->title, &change.at, err);

	if (status != STATUS_OK)
		return status;
	title_cut(&names->texts, change.at);
	return name_change_add(names, &names->titles, change, err);
}

static enum status title_change(struct names *names, long long record,
				const struct paper *old,
				const struct paper *new, struct error *err)
{
	enum status status = STATUS_OK;

	if (old && new &&same_text(old->title, new->title) &&
	    title_weight(old) == title_weight(new))
		return STATUS_OK;
	if (old)
		status = title_gather(names, record, old, -1, err);
	if (status == STATUS_OK && new)
		status = title_gather(names, record, new, +1, err);
	return status;
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

enum status names_change(struct names *names, long long record,
			 const struct paper *old, const struct paper *new,
			 struct error *err)
{
	static const struct paper none;
	enum status status;

	names->sequence++;
	status = title_change(names, record, old, new, err);
	if (status == STATUS_OK)
		status = authors_change(names, old ? old : &none,
					new ? new : &none, err);
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
