/* SPDX-License-Identifier: MIT */
#include "fixture.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include "paperd/scoped.h"

/* ---- folders ---- */

struct site site_make(void)
{
	struct site site = { "/tmp/paperd-ingest-XXXXXX" };

	cr_assert_not_null(mkdtemp(site.folder));
	return site;
}

static int remove_one(const char *path, const struct stat *info, int kind,
		      struct FTW *where)
{
	(void)info;
	(void)kind;
	(void)where;
	return remove(path);
}

void site_remove(struct site *site)
{
	nftw(site->folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
}

const char *site_path(const struct site *site, const char *name)
{
	static char paths[64][256];
	static unsigned next;
	char *path = paths[next++ % ARRAY_COUNT(paths)];

	snprintf(path, sizeof(paths[0]), "%s/%s", site->folder, name);
	return path;
}

void site_write(const struct site *site, const char *name, struct span bytes)
{
	int file = open(site_path(site, name),
			O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

	cr_assert_geq(file, 0, "%s", name);
	cr_assert_eq(write(file, bytes.at, bytes.len), (ssize_t)bytes.len);
	close(file);
}

void site_folder(const struct site *site, const char *name)
{
	cr_assert_eq(mkdir(site_path(site, name), 0755), 0, "%s", name);
}

/* ---- dumps ---- */

void add_works(struct buf *out, const char *name, int from, int to)
{
	for (int i = from; i < to; i++)
		buf_add_format(out,
			       "{\"DOI\":\"10.5555/%s.%d\",\"title\":[\"Work "
			       "%d of %s\"],\"type\":\"journal-article\","
			       "\"source\":\"Crossref\",\"author\":[{\"given\":"
			       "\"Ann\",\"family\":\"Other\"}]}\n",
			       name, i, i, name);
}

void add_gzip(struct buf *out, struct span bytes)
{
	z_stream stream = { 0 };
	char packed[65536];

	cr_assert_eq(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8,
				  Z_DEFAULT_STRATEGY),
		     Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)bytes.at;
	stream.avail_in = (uInt)bytes.len;
	do {
		stream.next_out = (Bytef *)packed;
		stream.avail_out = sizeof(packed);
		cr_assert_geq(deflate(&stream, Z_FINISH), Z_OK);
		buf_add(out, packed, sizeof(packed) - stream.avail_out);
	} while (stream.avail_out == 0);
	deflateEnd(&stream);
}

/* ---- stores ---- */

struct store *store_at(const struct site *site, const char *name)
{
	struct store *store = NULL;
	struct error err = { 0 };
	char url[300];

	snprintf(url, sizeof(url), "sqlite:%s", site_path(site, name));
	cr_assert_eq(store_open(url, &store, &err), STATUS_OK, "%s",
		     err.detail);
	return store;
}

void close_store(struct store **store)
{
	store_close(*store);
}

/* Appends json without the times at which its objects were loaded. */
static void add_timeless(struct buf *out, const char *json)
{
	static const char key[] = "\"loaded\":\"";
	const char *loaded = strstr(json, key);

	cr_assert_not_null(loaded, "%s", json);
	for (; loaded; loaded = strstr(json, key)) {
		loaded += strlen(key);
		buf_add(out, json, (size_t)(loaded - json));
		json = strchr(loaded, '"');
	}
	buf_add_text(out, json);
	buf_add_char(out, '\n');
}

/* Appends one page; the cursor of the next replaces *next. */
static void add_page(struct store *store, struct buf *out, char **next)
{
	SCOPED(query_release) struct query query = query_init();
	SCOPED(page_release) struct page page = { 0 };
	struct error err = { 0 };

	query.limit = QUERY_LIMIT_MAX;
	if (*next)
		cr_assert_eq(query_parse(&query, span_of("cursor"),
					 span_of(*next), &err),
			     STATUS_OK, "%s", err.detail);
	cr_assert_eq(store_list(store, &query, &page, &err), STATUS_OK, "%s",
		     err.detail);
	for (size_t i = 0; i < page.count; i++)
		add_timeless(out, page.items[i].json);
	free(*next);
	*next = page.next;
	page.next = NULL;
}

static enum status add_reject(void *context, const char *path,
			      const struct reject *reject, struct error *err)
{
	(void)path;
	(void)err;
	buf_add_format(context, "reject %lld %lld %s\n", reject->line,
		       reject->offset, reject->reason);
	return STATUS_OK;
}

void store_picture(struct store *store, struct buf *out)
{
	char *next = NULL;
	struct error err = { 0 };

	do
		add_page(store, out, &next);
	while (next);
	cr_assert_eq(store_rejects(store, add_reject, out, &err), STATUS_OK);
}

long long store_count(struct store *store)
{
	SCOPED(stats_release) struct stats stats = { 0 };
	struct error err = { 0 };

	cr_assert_eq(store_stats(store, &stats, &err), STATUS_OK);
	return stats.records;
}

char *store_record(struct store *store, const char *doi)
{
	struct record record = { 0 };
	struct error err = { 0 };

	if (store_get(store, span_of(doi), &record, &err) != STATUS_OK)
		return strdup("");
	free(record.key);
	return record.json;
}

struct dump_file store_file_of(struct store *store, const struct site *site,
			       const char *name)
{
	struct dump_file file = { 0 };
	struct error err = { 0 };

	cr_assert_eq(store_file(store, site_path(site, name), &file, &err),
		     STATUS_OK);
	return file;
}

struct ingest_options load_options(const char *const *paths, size_t count)
{
	return (struct ingest_options){
		.paths = paths,
		.path_count = count,
		.threads = 2,
		.record_max = (size_t)1 << 20,
	};
}

/* ---- a store that fails ---- */

static bool may_write(struct faulty *faulty, struct error *err)
{
	if (--faulty->left > 0 ||
	    (faulty->fails && faulty->left <= -faulty->fails))
		return true;
	error_set(err, faulty->status, "no room");
	return false;
}

static enum status faulty_put(struct store *base, struct batch *batch,
			      struct error *err)
{
	struct faulty *faulty = (struct faulty *)base;

	void (*meanwhile)(struct faulty *) = faulty->meanwhile;

	if (meanwhile && !batch->file) {
		faulty->meanwhile = NULL;
		meanwhile(faulty);
	}
	if (!may_write(faulty, err))
		return faulty->status;
	return store_put(faulty->real, batch, err);
}

static enum status faulty_prune(struct store *base,
				const struct dump_file *file,
				long long *ret_removed, struct error *err)
{
	struct faulty *faulty = (struct faulty *)base;

	if (!may_write(faulty, err))
		return faulty->status;
	return store_prune(faulty->real, file, ret_removed, err);
}

static enum status faulty_stale_all(struct store *base, struct error *err)
{
	struct faulty *faulty = (struct faulty *)base;

	if (!may_write(faulty, err))
		return faulty->status;
	return store_stale_all(faulty->real, err);
}

static enum status faulty_file(struct store *base, const char *path,
			       struct dump_file *ret, struct error *err)
{
	return store_file(((struct faulty *)base)->real, path, ret, err);
}

static enum status faulty_rejects(struct store *base, reject_visit *visit,
				  void *context, struct error *err)
{
	return store_rejects(((struct faulty *)base)->real, visit, context,
			     err);
}

static enum status faulty_stale(struct store *base, size_t max,
				objects_visit *visit, void *context,
				size_t *ret_count, struct error *err)
{
	return store_stale(((struct faulty *)base)->real, max, visit, context,
			   ret_count, err);
}

static enum status faulty_keep(struct store *base, struct span doi,
			       const struct entry *entry,
			       const struct resolution *resolution,
			       struct error *err)
{
	struct faulty *faulty = (struct faulty *)base;

	if (!may_write(faulty, err))
		return faulty->status;
	return store_keep(faulty->real, doi, entry, resolution, err);
}

static enum status faulty_objects(struct store *base, struct span key,
				  objects_visit *visit, void *context,
				  struct error *err)
{
	return store_objects(((struct faulty *)base)->real, key, visit, context,
			     err);
}

static enum status faulty_settle(struct store *base, long long written,
				 struct error *err)
{
	return store_settle(((struct faulty *)base)->real, written, err);
}

static const struct store_ops faulty_ops = {
	.settle = faulty_settle,
	.put = faulty_put,
	.prune = faulty_prune,
	.stale_all = faulty_stale_all,
	.file_get = faulty_file,
	.rejects = faulty_rejects,
	.stale = faulty_stale,
	.keep = faulty_keep,
	.objects = faulty_objects,
};

void faulty_init(struct faulty *faulty, struct store *real, long long left)
{
	*faulty = (struct faulty){
		.base = { .ops = &faulty_ops },
		.real = real,
		.left = left,
		.status = STATUS_STORE_FULL,
	};
}
