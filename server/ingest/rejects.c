/* SPDX-License-Identifier: MIT */
/*
 * The reject file: JSON Lines of what could not be loaded, written to a
 * hidden name beside it and renamed, so that it is always whole.
 */
#include "load.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

#define LINE_BYTES_MAX ((size_t)1 << 20)

static void close_file(FILE **file)
{
	if (*file)
		fclose(*file);
}

static enum status write_failed(const char *path, struct error *err)
{
	return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
}

static enum status write_reject(void *context, const char *path,
				const struct reject *reject, struct error *err)
{
	SCOPED(buf_release) struct buf line = buf_init(LINE_BYTES_MAX);
	SCOPED_FREE char *shown = path_shown(path);

	json_open(&line, '{');
	json_pair_text(&line, "file", shown);
	json_pair_integer(&line, "line", reject->line);
	json_pair_integer(&line, "offset", reject->offset);
	json_pair_text(&line, "reason", reject->reason);
	json_close(&line, '}');
	buf_add_char(&line, '\n');
	if (buf_check(&line, err) != STATUS_OK)
		return err->status;
	if (fwrite(line.data, 1, line.len, context) != line.len)
		return write_failed("the reject file", err);
	return STATUS_OK;
}

/* ".NAME.new" in the same folder. */
static char *new_name(const char *path)
{
	SCOPED(buf_release) struct buf name = buf_init(LINE_BYTES_MAX);
	const char *slash = strrchr(path, '/');
	size_t folder = slash ? (size_t)(slash + 1 - path) : 0;

	buf_add(&name, path, folder);
	buf_add_format(&name, ".%s.new", path + folder);
	return buf_take(&name);
}

static enum status write_all(struct ingest *ingest, const char *path,
			     struct error *err)
{
	SCOPED(close_file) FILE *file = fopen(path, "we");
	enum status status;

	if (!file)
		return write_failed(path, err);
	status = store_rejects(ingest->store, write_reject, file, err);
	if (status == STATUS_OK && fflush(file) != 0)
		return write_failed(path, err);
	return status;
}

bool rejects_missing(const struct ingest *ingest)
{
	const char *path = ingest->options->rejects;

	return path && access(path, F_OK) != 0;
}

enum status rejects_write(struct ingest *ingest, struct error *err)
{
	const char *path = ingest->options->rejects;
	SCOPED_FREE char *next = path ? new_name(path) : NULL;
	enum status status;

	if (!path)
		return STATUS_OK;
	if (!next)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	status = write_all(ingest, next, err);
	if (status == STATUS_OK && rename(next, path) != 0)
		status = write_failed(path, err);
	if (status != STATUS_OK)
		unlink(next);
	return status;
}
