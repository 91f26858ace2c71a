/* SPDX-License-Identifier: MIT */
#include "handlers.h"

#include "paperd/rules.h"

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

static void flag_count_write(const struct flag_count *count, struct buf *out)
{
	json_key(out, *count->name ? count->name : "unknown");
	json_open(out, '{');
	json_pair_integer(out, "records", count->records);
	for (int flag = FLAG_NONE + 1; flag < FLAG_COUNT; flag++)
		if (count->by_bit[flag - 1])
			json_pair_integer(out, flag_name((enum flag)flag),
					  count->by_bit[flag - 1]);
	json_close(out, '}');
}

static void flags_write(const char *key, const struct flag_counts *counts,
			struct buf *out)
{
	json_key(out, key);
	json_open(out, '{');
	for (size_t i = 0; i < counts->count; i++)
		flag_count_write(&counts->items[i], out);
	json_close(out, '}');
}

static void load_write(const struct file_load *load, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "file", load->file);
	json_pair_text(out, "ended", load->ended);
	json_pair_boolean(out, "complete", load->complete);
	json_pair_integer(out, "records", load->records);
	json_pair_integer(out, "rejects", load->rejects);
	json_pair_text(out, "error", load->error);
	if (load->reject_reason) {
		json_key(out, "reject");
		json_open(out, '{');
		json_pair_integer(out, "line", load->reject_line);
		json_pair_text(out, "reason", load->reject_reason);
		json_close(out, '}');
	}
	json_close(out, '}');
}

static void loads_write(const struct file_loads *loads, struct buf *out)
{
	json_key(out, "loads");
	json_open(out, '[');
	for (size_t i = 0; i < loads->count; i++)
		load_write(&loads->items[i], out);
	json_close(out, ']');
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
	flags_write("flags_by_source", &stats.flags_by_source, &body);
	flags_write("flags_by_prefix", &stats.flags_by_prefix, &body);
	loads_write(&stats.loads, &body);
	json_close(&body, '}');
	return answer_tagged(res, &body, err);
}
