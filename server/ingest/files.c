/* SPDX-License-Identifier: MIT */
/*
 * The list of the files of a load.
 */
#include "load.h"

#include <stdlib.h>

#include "paperd/scoped.h"

/* Most bytes of a path as it is shown. */
#define SHOWN_MAX ((size_t)1 << 20)

/* A path and where it stands in the list, to find the same path again. */
struct file_place {
	const char *path;
	size_t at;
};

static void file_release(struct load_file *file)
{
	free(file->path);
	free(file->shown);
	free(file->problem);
	dump_file_release(&file->row);
	*file = (struct load_file){ 0 };
}

void files_release(struct files *files)
{
	for (size_t i = 0; i < files->count; i++)
		file_release(&files->items[i]);
	free(files->items);
	*files = (struct files){ 0 };
}

char *path_shown(const char *path)
{
	SCOPED(buf_release) struct buf out = buf_init(SHOWN_MAX);
	struct span rest = span_of(path);

	while (rest.len) {
		size_t valid = utf8_valid_length(rest);

		buf_add(&out, rest.at, valid);
		rest = span_slice(rest, valid, rest.len);
		if (!rest.len)
			break;
		buf_add_code(&out, 0xFFFD);
		rest = span_slice(rest, 1, rest.len);
	}
	return buf_take(&out);
}

struct load_file *files_add(struct files *files, const char *path)
{
	struct load_file *items = array_room(files->items, files->count,
					     sizeof(*items));
	struct load_file *file;

	if (!items)
		return NULL;
	files->items = items;
	file = &items[files->count];
	*file = (struct load_file){ .path = strdup(path),
				    .shown = path_shown(path) };
	files->count++;
	return file->path && file->shown ? file : NULL;
}

/* ---- each file once ---- */

static int by_place(const void *left, const void *right)
{
	const struct file_place *a = left, *b = right;
	int order = strcmp(a->path, b->path);

	return order ? order : (a->at > b->at) - (a->at < b->at);
}

/* Takes files without a path out of the list. */
static void close_gaps(struct files *files)
{
	size_t kept = 0;

	for (size_t i = 0; i < files->count; i++)
		if (files->items[i].path)
			files->items[kept++] = files->items[i];
	files->count = kept;
}

enum status files_drop_repeated(struct files *files, struct error *err)
{
	SCOPED_FREE struct file_place *places = NULL;

	if (files->count < 2)
		return STATUS_OK;
	places = calloc(files->count, sizeof(*places));
	if (!places)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	for (size_t i = 0; i < files->count; i++)
		places[i] = (struct file_place){ files->items[i].path, i };
	qsort(places, files->count, sizeof(*places), by_place);
	for (size_t i = files->count - 1; i > 0; i--)
		if (strcmp(places[i].path, places[i - 1].path) == 0)
			file_release(&files->items[places[i].at]);
	close_gaps(files);
	return STATUS_OK;
}
