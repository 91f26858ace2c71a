/* SPDX-License-Identifier: MIT */
/*
 * paperd load: dumps into the store, then the end.
 */
#include <stdlib.h>

#include "paperd/scoped.h"

#include "command.h"

/* The database file; NULL for one in memory ("sqlite::memory:"). */
static const char *store_path(const struct config *config)
{
	const char *path = strchr(config->store, ':') + 1;

	return *path == ':' ? NULL : path;
}

/* Beside the store, unless named or the store is in memory. */
static enum status rejects_name(const struct config *config, char **ret,
				struct error *err)
{
	SCOPED(buf_release) struct buf name = buf_init(8192);
	const char *path = store_path(config);

	if (!*config->rejects && !path)
		return STATUS_OK;
	buf_add_text(&name, *config->rejects ? config->rejects : path);
	if (!*config->rejects)
		buf_add_text(&name, ".rejects.jsonl");
	*ret = buf_take(&name);
	return *ret ? STATUS_OK : error_set(err, STATUS_NO_MEMORY, "no memory");
}

enum status command_ingest(const struct config *config,
			   struct ingest_options *ret, char **ret_rejects,
			   struct error *err)
{
	enum status status = rejects_name(config, ret_rejects, err);

	if (status != STATUS_OK)
		return status;
	*ret = (struct ingest_options){
		.paths = (const char *const *)config->data.items,
		.path_count = config->data.count,
		.threads = command_threads(config->load_threads),
		.record_max = (size_t)config->record_max,
		.rejects = *ret_rejects,
		.store_path = store_path(config),
		.progress = true,
	};
	return STATUS_OK;
}

static void close_store(struct store **store)
{
	store_close(*store);
}

int command_load(const struct config *config, const struct command_line *line)
{
	SCOPED(close_store) struct store *store = NULL;
	SCOPED_FREE char *rejects = NULL;
	struct ingest_options options;
	struct error err = { 0 };

	if (command_ingest(config, &options, &rejects, &err) != STATUS_OK)
		return command_fail(&err);
	if (line->word_count) {
		options.paths = (const char *const *)line->words;
		options.path_count = line->word_count;
	}
	options.rebuild = line->rebuild;
	if (!options.path_count && !options.rebuild) {
		error_set(&err, STATUS_CONFIG,
			  "load: expected a file or folder, or --rebuild");
		return command_fail(&err);
	}
	if (store_open(config->store, &store, &err) != STATUS_OK)
		return command_fail(&err);
	store_fill(store);
	if (ingest_run(store, &options, &err) != STATUS_OK)
		return command_fail(&err);
	return EXIT_DONE;
}
