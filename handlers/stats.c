/* SPDX-License-Identifier: MIT */
#include "handlers.h"

/* Appends counts as one object, in their order. */
static void counts_write(const char *key, const struct counts *counts,
			 struct buf *out)
{
	json_key(out, key);
	json_open(out, '{');
	for (size_t i = 0; i < counts->count; i++) {
		const char *name = counts->items[i].name;

		json_pair_integer(out, name && *name ? name : "unknown",
				  counts->items[i].records);
	}
	json_close(out, '}');
}

/* GET /v1/stats: what is held. */
enum status stats_get(const struct app *app, const struct request *req,
		      struct response *res, struct error *err)
{
	SCOPED(stats_release) struct stats stats = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);

	if (store_stats(app->store, &stats, err) != STATUS_OK)
		return err->status;
	json_open(&body, '{');
	json_pair_integer(&body, "records", stats.records);
	json_pair_integer(&body, "with_abstract", stats.with_abstract);
	json_pair_integer(&body, "rejects", stats.rejects);
	json_pair_integer(&body, "files", stats.files);
	json_pair_text(&body, "last_load", stats.last_load);
	counts_write("by_source", &stats.by_source, &body);
	counts_write("by_type", &stats.by_type, &body);
	counts_write("by_year", &stats.by_year, &body);
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}
