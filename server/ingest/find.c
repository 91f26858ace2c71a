/* SPDX-License-Identifier: MIT */
/*
 * Finding dump files: files as named, folders with all that is in them, in the
 * order of their paths.  Hidden files and folders are no dumps, nor are the
 * files of the store and the reject file; links to files are followed, links
 * to folders inside folders are not, since they may go round in circles.
 */
#include "load.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "paperd/scoped.h"

/* Longest path that is looked at. */
#define PATH_BYTES_MAX 65536

/* A search that is under way. */
struct find {
	const struct ingest_options *options;
	struct files *files;
	struct texts folders; /* still to be looked into */
};

static void find_release(struct find *find)
{
	texts_release(&find->folders);
}

static void close_folder(DIR **folder)
{
	if (*folder)
		closedir(*folder);
}

static enum status no_memory(struct error *err)
{
	return error_set(err, STATUS_NO_MEMORY, "no memory");
}

/* ---- what was found ---- */

/* What is named but cannot be loaded is in the list too, with the reason. */
static enum status add_problem(struct files *files, const char *path,
			       const char *reason, struct error *err)
{
	struct load_file *file = files_add(files, path);

	if (!file)
		return no_memory(err);
	file->plan = PLAN_MISSING;
	file->problem = strdup(reason);
	return file->problem ? STATUS_OK : no_memory(err);
}

static enum status add_file(struct files *files, const char *path,
			    const struct stat *info, struct error *err)
{
	struct load_file *file = files_add(files, path);

	if (!file)
		return no_memory(err);
	file->plan = PLAN_LOAD;
	file->size = (long long)info->st_size;
	file->mtime = (long long)info->st_mtim.tv_sec * 1000000000 +
		      info->st_mtim.tv_nsec;
	return STATUS_OK;
}

/* ---- files that are no dumps ---- */

static struct span file_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return span_of(slash ? slash + 1 : path);
}

/* What is known of the folder a path is in; false when it is not there. */
static bool folder_stat(const char *path, struct stat *ret)
{
	size_t len = (size_t)(file_name(path).at - path);
	SCOPED_FREE char *folder = NULL;

	if (!len)
		return stat(".", ret) == 0;
	folder = span_copy((struct span){ path, len });
	return folder && stat(folder, ret) == 0;
}

/* What stands before and after a name in the names of files beside it. */
struct affix {
	const char *before;
	const char *after;
};

static const struct affix store_names[] = {
	{ "", "" },
	{ "", "-wal" },
	{ "", "-shm" },
	{ "", "-journal" },
	{ "", ".lock" },
	{ "", ".rejects.jsonl" },
	{ ".", ".rejects.jsonl.new" },
	{ NULL, NULL },
};

static const struct affix rejects_names[] = {
	{ "", "" },
	{ ".", ".new" },
	{ NULL, NULL },
};

/* Takes text off the start of name, if it stands there. */
static bool take_start(struct span *name, struct span text)
{
	if (name->len < text.len || memcmp(name->at, text.at, text.len) != 0)
		return false;
	*name = span_slice(*name, text.len, name->len);
	return true;
}

static bool is_among(const struct affix *names, struct span name,
		     struct span own)
{
	for (; names->before; names++) {
		struct span rest = name;

		if (take_start(&rest, span_of(names->before)) &&
		    take_start(&rest, own) && span_is(rest, names->after))
			return true;
	}
	return false;
}

/* True when path is `own` or one of the files that are kept beside it. */
static bool belongs_to(const char *path, const char *own,
		       const struct affix *names)
{
	struct stat folder, own_folder;

	return own && is_among(names, file_name(path), file_name(own)) &&
	       folder_stat(path, &folder) && folder_stat(own, &own_folder) &&
	       folder.st_dev == own_folder.st_dev &&
	       folder.st_ino == own_folder.st_ino;
}

/* True when a link leads to the store's own file. */
static bool is_same_file(const struct stat *info, const char *own)
{
	struct stat own_info;

	return own && stat(own, &own_info) == 0 &&
	       own_info.st_dev == info->st_dev &&
	       own_info.st_ino == info->st_ino;
}

static bool is_own(const struct find *find, const char *path,
		   const struct stat *info)
{
	const char *store = find->options->store_path;

	return belongs_to(path, store, store_names) ||
	       is_same_file(info, store) ||
	       belongs_to(path, find->options->rejects, rejects_names);
}

/* ---- folders ---- */

static char *path_join(const char *folder, const char *name)
{
	SCOPED(buf_release) struct buf path = buf_init(PATH_BYTES_MAX);
	size_t len = strlen(folder);

	buf_add_text(&path, folder);
	if (len && folder[len - 1] != '/')
		buf_add_char(&path, '/');
	buf_add_text(&path, name);
	return buf_take(&path);
}

static enum status visit(struct find *find, char *owned_path, struct error *err)
{
	SCOPED_FREE char *path = owned_path;
	struct stat info;

	if (!path)
		return no_memory(err);
	if (lstat(path, &info) == 0 && S_ISDIR(info.st_mode)) {
		owned_path = strdup(path);
		return texts_take(&find->folders, owned_path) ? STATUS_OK
							      : no_memory(err);
	}
	if (stat(path, &info) != 0 || !S_ISREG(info.st_mode) ||
	    is_own(find, path, &info))
		return STATUS_OK;
	return add_file(find->files, path, &info, err);
}

static enum status look_into(struct find *find, const char *path,
			     struct error *err)
{
	SCOPED(close_folder) DIR *folder = opendir(path);
	enum status status = STATUS_OK;
	const struct dirent *row;

	if (!folder)
		return add_problem(find->files, path, strerror(errno), err);
	while (status == STATUS_OK && (row = readdir(folder)))
		if (row->d_name[0] != '.')
			status = visit(find, path_join(path, row->d_name), err);
	return status;
}

static int by_path(const void *left, const void *right)
{
	const struct load_file *a = left, *b = right;

	return strcmp(a->path, b->path);
}

static enum status find_folder(struct find *find, const char *path,
			       struct error *err)
{
	struct files *files = find->files;
	size_t from = files->count;
	enum status status = look_into(find, path, err);

	while (status == STATUS_OK && find->folders.count) {
		struct texts *folders = &find->folders;
		SCOPED_FREE char *next = folders->items[--folders->count];

		status = look_into(find, next, err);
	}
	if (files->count > from)
		qsort(files->items + from, files->count - from,
		      sizeof(*files->items), by_path);
	return status;
}

static enum status find_path(struct find *find, const char *path,
			     struct error *err)
{
	struct stat info;

	if (stat(path, &info) != 0)
		return add_problem(find->files, path, strerror(errno), err);
	if (S_ISDIR(info.st_mode))
		return find_folder(find, path, err);
	if (!S_ISREG(info.st_mode))
		return add_problem(find->files, path, "not a file", err);
	if (is_own(find, path, &info))
		return add_problem(find->files, path, "a file of the store",
				   err);
	return add_file(find->files, path, &info, err);
}

enum status files_find(struct files *ret, const struct ingest_options *options,
		       struct error *err)
{
	SCOPED(find_release)
	struct find find = { .options = options, .files = ret };
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < options->path_count; i++)
		status = find_path(&find, options->paths[i], err);
	return status == STATUS_OK ? files_drop_repeated(ret, err) : status;
}
