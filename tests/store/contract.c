/* SPDX-License-Identifier: MIT */
#include "contract.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* The backends: a URL, with the folder made for the test where %s stands. */
static const char *const backends[] = {
	"sqlite:%s/store.db",
	"sqlite::memory:",
};

static void folder_remove(const char *folder)
{
	static const char *const names[] = { "store.db", "store.db-wal",
					     "store.db-shm", "store.db.lock" };
	char path[128];

	for (size_t i = 0; i < ARRAY_COUNT(names); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, names[i]);
		unlink(path);
	}
	rmdir(folder);
}

void on_each_backend(void (*test)(struct fixture *f))
{
	for (size_t i = 0; i < ARRAY_COUNT(backends); i++) {
		struct fixture f = { .backend = backends[i],
				     .folder = "/tmp/paperd-store-XXXXXX" };
		SCOPED(buf_release) struct buf url = buf_init(256);
		struct span format = span_of(backends[i]);
		struct span part;

		cr_assert(mkdtemp(f.folder));
		for (bool first = true; span_next(&format, '%', &part);
		     first = false) {
			if (!first) {
				buf_add_text(&url, f.folder);
				part = span_slice(part, 1, part.len);
			}
			buf_add_span(&url, part);
		}
		OK(&f, store_open(buf_text(&url), &f.store, &f.err));
		test(&f);
		store_close(f.store);
		folder_remove(f.folder);
	}
}

static char *copy(const char *text)
{
	return text ? span_copy(span_of(text)) : NULL;
}

static void journal_fill(const struct work *work, struct journal *journal)
{
	journal->title = copy(work->journal);
	journal->description = copy(work->description);
	if (work->impact_factor > 0)
		journal->impact_factor = (struct number){ true,
							  work->impact_factor };
	for (size_t i = 0; i < ARRAY_COUNT(work->issn) && work->issn[i]; i++)
		cr_assert(texts_take(&journal->issn, copy(work->issn[i])));
}

struct entry entry_of(const struct work *work, long long line)
{
	struct entry entry = { .json = buf_init(1 << 20),
			       .raw = buf_init(32 << 20),
			       .line = line,
			       .offset = line * 100,
			       .flags = work->flags };
	struct paper *paper = &entry.paper;

	paper->doi = copy(work->doi);
	paper->ids.pmid = copy(work->pmid);
	paper->ids.s2 = copy(work->s2);
	if (work->isbn)
		cr_assert(texts_take(&paper->ids.isbn, copy(work->isbn)));
	paper->title = copy(work->title);
	paper->type = copy(work->type);
	paper->published = copy(work->published);
	paper->year = (struct integer){ work->year != 0, work->year };
	paper->language = copy(work->language);
	paper->abstract = copy(work->abstract);
	paper->source.name = copy(work->source);
	paper->source.format = copy(work->format);
	paper->source.loaded = copy(work->loaded);
	journal_fill(work, &paper->journal);
	if (work->orcid)
		people_add(&paper->authors)->orcid = copy(work->orcid);
	paper_to_json(paper, FIELD_SET_ALL, &entry.json);
	cr_assert(paper_identifiers(paper, &entry.identifiers));
	if (work->raw)
		buf_add_text(&entry.raw, work->raw);
	else
		buf_add_format(&entry.raw, "raw of %s",
			       work->doi ? work->doi : work->pmid);
	return entry;
}

enum status try_put(struct fixture *f, struct dump_file *file,
		    const struct work *works, size_t count)
{
	struct entry *entries = calloc(count, sizeof(*entries));
	struct batch batch = { .entries = entries,
			       .entry_count = count,
			       .file = file };
	enum status status;

	cr_assert(entries);
	for (size_t i = 0; i < count; i++)
		entries[i] = entry_of(&works[i], (long long)i + 1);
	status = store_put(f->store, &batch, &f->err);
	for (size_t i = 0; i < count; i++)
		entry_release(&entries[i]);
	free(entries);
	return status;
}

void put(struct fixture *f, struct dump_file *file, const struct work *works,
	 size_t count)
{
	OK(f, try_put(f, file, works, count));
}

struct dump_file file_of(const char *path, long long generation)
{
	return (struct dump_file){ .path = (char *)path,
				   .generation = generation };
}

/* Puts the record's key behind the others. */
static void key_add(const struct record *record, struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct error err = { 0 };

	cr_assert_eq(
		paper_from_json((struct span){ record->json, record->json_len },
				&paper, &err),
		STATUS_OK, "%s", err.detail);
	if (out->len)
		buf_add_char(out, ' ');
	cr_assert(paper_key(&paper, out));
}

char *dois_of(struct fixture *f, struct query *query)
{
	SCOPED(buf_release) struct buf dois = buf_init(1 << 20);
	long long total = 0;
	bool more = true;

	while (more) {
		SCOPED(page_release) struct page page = { 0 };

		OK(f, store_list(f->store, query, &page, &f->err));
		for (size_t i = 0; i < page.count; i++)
			key_add(&page.items[i], &dois);
		total += (long long)page.count;
		more = page.next;
		if (more)
			OK(f, query_parse(query, (struct span)SPAN("cursor"),
					  span_of(page.next), &f->err));
		else
			cr_assert_eq(total, page.total, "%s: %lld of %lld",
				     f->backend, total, page.total);
	}
	return buf_take(&dois);
}

char *raw_of(struct fixture *f, const char *doi)
{
	SCOPED(buf_release) struct buf raw = buf_init(32 << 20);
	enum status status = store_raw(f->store, span_of(doi), &raw, &f->err);

	error_clear(&f->err);
	if (status == STATUS_NOT_FOUND)
		return NULL;
	cr_assert_eq(status, STATUS_OK);
	return buf_take(&raw);
}

static enum status stale_add(void *context, const struct held_objects *record,
			     struct error *err)
{
	for (size_t i = 0; i < record->count; i++) {
		const struct object *object = &record->objects[i];

		buf_add_text(context, i ? " + " : record->key);
		buf_add_text(context, i ? "" : " from ");
		if (object->url)
			buf_add_format(context, "<%s> %d", object->url,
				       object->status);
		else
			buf_add_format(context, "%s:%lld@%lld", object->path,
				       object->line, object->offset);
		buf_add_format(context, " %s %.*s", object->loaded,
			       (int)object->raw.len, object->raw.at);
	}
	buf_add_char(context, '|');
	return STATUS_OK;
}

void expect_stale(struct fixture *f, const char *expected)
{
	SCOPED(buf_release) struct buf seen = buf_init(1 << 20);
	size_t count = 0;

	OK(f, store_stale(f->store, 1000, stale_add, &seen, &count, &f->err));
	cr_expect_str_eq(buf_text(&seen), expected, "%s: got %s", f->backend,
			 buf_text(&seen));
}

long long total_of(struct fixture *f)
{
	SCOPED(page_release) struct page page = { 0 };
	struct query query = { .limit = 0 };

	OK(f, store_list(f->store, &query, &page, &f->err));
	return page.total;
}
