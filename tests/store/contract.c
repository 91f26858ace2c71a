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

/* The URL of a backend, with the folder in it. */
static void url_set(struct fixture *f)
{
	SCOPED(buf_release) struct buf url = buf_init(sizeof(f->url));
	const char *folder = strstr(f->backend, "%s");
	struct span all = span_of(f->backend);
	size_t before = folder ? (size_t)(folder - f->backend) : all.len;

	buf_add_span(&url, span_slice(all, 0, before));
	buf_add_text(&url, folder ? f->folder : "");
	buf_add_span(&url, span_slice(all, before + 2, all.len));
	memcpy(f->url, buf_text(&url), url.len + 1);
}

void on_each_backend(void (*test)(struct fixture *f))
{
	for (size_t i = 0; i < ARRAY_COUNT(backends); i++) {
		struct fixture f = { .backend = backends[i],
				     .folder = "/tmp/paperd-store-XXXXXX" };

		cr_assert(mkdtemp(f.folder));
		url_set(&f);
		OK(&f, store_open(f.url, &f.store, &f.err));
		test(&f);
		store_close(f.store);
		folder_remove(f.folder);
	}
}

bool reopen(struct fixture *f)
{
	if (strstr(f->url, ":memory:"))
		return false;
	store_close(f->store);
	f->store = NULL;
	OK(f, store_open(f->url, &f->store, &f->err));
	return true;
}

static char *copy(const char *text)
{
	return text ? span_copy(span_of(text)) : NULL;
}

static void journal_fill(const struct work *work, struct journal *journal)
{
	journal->title = copy(work->journal);
	journal->abbreviation = copy(work->abbreviation);
	journal->description = copy(work->description);
	if (work->impact_factor > 0)
		journal->impact_factor = (struct number){ true,
							  work->impact_factor };
	for (size_t i = 0; i < ARRAY_COUNT(work->issn) && work->issn[i]; i++)
		cr_assert(texts_take(&journal->issn, copy(work->issn[i])));
}

/* NAME or NAME|ORCID */
static void author_add(const char *text, struct people *people)
{
	struct person *person = people_add(people);
	struct span rest = span_of(text), name;

	cr_assert(person);
	cr_assert(span_next(&rest, '|', &name));
	person->name = span_copy(name);
	if (rest.at)
		person->orcid = span_copy(rest);
}

static void authors_fill(const struct work *work, struct people *people)
{
	if (work->orcid)
		people_add(people)->orcid = copy(work->orcid);
	for (size_t i = 0; i < ARRAY_COUNT(work->authors); i++)
		if (work->authors[i])
			author_add(work->authors[i], people);
}

static void update_fill(const char *text, struct updates *list)
{
	const char *blank = text ? strchr(text, ' ') : NULL;
	struct update *update = text ? updates_add(list) : NULL;
	bool by = text && !strncmp(text, "by ", 3);

	if (!update)
		return;
	if (blank && !by)
		update->type = span_copy(
			(struct span){ text, (size_t)(blank - text) });
	update->direction = copy(by ? "by" : "to");
	update->doi = copy(blank ? blank + 1 : text);
}

static void lists_fill(const struct work *work, struct paper *paper)
{
	authors_fill(work, &paper->authors);
	if (work->translation || work->translated) {
		struct translation *translation = translations_add(
			&paper->translations);

		translation->lang = copy("zh");
		translation->title = copy(work->translation);
		translation->abstract = copy(work->translated);
	}
	for (size_t i = 0; i < ARRAY_COUNT(work->updates); i++)
		update_fill(work->updates[i], &paper->updates);
	if (work->license)
		licenses_add(&paper->licenses)->id = copy(work->license);
	if (work->funder)
		funders_add(&paper->funders)->doi = copy(work->funder);
	if (work->reference)
		references_add(&paper->references)->text = copy(
			work->reference);
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
	paper->publisher = copy(work->publisher);
	paper->member = copy(work->member);
	paper->citation_count = work->citations;
	paper->open_access = work->open_access;
	paper->retracted = work->retracted;
	lists_fill(work, paper);
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

/* ---- lists ---- */

static enum status param_set(struct query *query, struct span param,
			     struct error *err)
{
	const char *sign = memchr(param.at, '=', param.len);
	size_t len = sign ? (size_t)(sign - param.at) : 0;
	struct span name = span_slice(param, 0, len);
	struct span value = span_slice(param, len + 1, param.len);

	cr_assert(sign, "%.*s", (int)param.len, param.at);
	if (!span_is(name, "first"))
		return query_parse(query, name, value, err);
	query->first = span_copy(value);
	return STATUS_OK;
}

struct query query_from(struct fixture *f, const char *params)
{
	struct query query = query_init();
	struct span rest = span_of(params), param;

	while (span_next(&rest, '&', &param))
		if (param.len)
			OK(f, param_set(&query, param, &f->err));
	OK(f, query_check(&query, &f->err));
	return query;
}

bool query_next(struct fixture *f, struct query *query, const struct page *page)
{
	if (!page->next)
		return false;
	OK(f, query_parse(query, (struct span)SPAN("cursor"),
			  span_of(page->next), &f->err));
	return true;
}

static void key_add(struct fixture *f, const struct record *record,
		    struct buf *out)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct span json = { record->json, record->json_len };

	OK(f, paper_from_json(json, &paper, &f->err));
	if (out->len)
		buf_add_char(out, ' ');
	cr_assert(paper_key(&paper, out));
}

void keys_add(struct fixture *f, const struct page *page, struct buf *out)
{
	for (size_t i = 0; i < page->count; i++)
		key_add(f, &page->items[i], out);
}

char *keys_of(struct fixture *f, const char *params)
{
	SCOPED(query_release) struct query query = query_from(f, params);
	SCOPED(buf_release) struct buf keys = buf_init(1 << 20);
	long long count = 0;
	bool more = true;

	while (more) {
		SCOPED(page_release) struct page page = { 0 };

		OK(f, store_list(f->store, &query, &page, &f->err));
		keys_add(f, &page, &keys);
		count += (long long)page.count;
		cr_assert_leq(count, page.total, "%s: %s", f->backend, params);
		more = query_next(f, &query, &page);
		if (!more && !page.left_out && !query.sample)
			cr_assert_eq(count, page.total, "%s: %s: %lld of %lld",
				     f->backend, params, count, page.total);
	}
	return buf_take(&keys);
}

struct page page_of(struct fixture *f, const char *params)
{
	SCOPED(query_release) struct query query = query_from(f, params);
	struct page page = { 0 };

	OK(f, store_list(f->store, &query, &page, &f->err));
	return page;
}

void expect_list(struct fixture *f, const char *params, int limit,
		 const char *expected)
{
	SCOPED(buf_release) struct buf all = buf_init(1000);
	SCOPED(buf_release) struct buf want = buf_init(1000);
	SCOPED_FREE char *keys = NULL;

	buf_add_format(&all, "%s&limit=%d%s", params, limit,
		       strstr(params, "sort=") ? "" : "&sort=doi");
	for (const char *c = expected; *c; c++)
		if (*c == ' ')
			buf_add_char(&want, ' ');
		else
			buf_add_format(&want, "10.1000/%c", *c);
	keys = keys_of(f, buf_text(&all));
	cr_expect_str_eq(keys, buf_text(&want), "%s: %s: got %s", f->backend,
			 buf_text(&all), keys);
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
