/* SPDX-License-Identifier: MIT */
/*
 * Where the raw values of a report stand in a tree: one walk over it, without
 * recursion, with the marks in the order of their addresses.
 */
#include "paperd/report.h"

#include <stdlib.h>

#include <cjson/cJSON.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

/* Nodes from the root of a tree to one of its leaves. */
#define PATH_MAX (JSON_DEPTH_MAX + 2)

/* Longest pointer. */
#define POINTER_MAX 4096

struct path {
	const cJSON *nodes[PATH_MAX];
	size_t len;
};

/* The walk; common[i] is what holds all places seen of field i. */
struct walk {
	struct report *report;
	struct path now;
	struct path *common;
};

static int by_address(const void *a, const void *b)
{
	const struct report_mark *one = a, *other = b;

	return (one->at > other->at) - (one->at < other->at);
}

/* The index of the first mark at this address or after it. */
static size_t first_mark(const struct report *report, const void *at)
{
	size_t from = 0, to = report->mark_count;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (report->marks[middle].at < at)
			from = middle + 1;
		else
			to = middle;
	}
	return from;
}

/* Cuts *common to what it has in common with where the walk is. */
static void meet(struct path *common, const struct path *now)
{
	size_t len = 0;

	if (!common->len) {
		*common = *now;
		return;
	}
	while (len < common->len && len < now->len &&
	       common->nodes[len] == now->nodes[len])
		len++;
	common->len = len;
}

/* Takes all marks in the bytes from `from` to `to`, both included. */
static void take_marks(struct walk *walk, const void *from, const void *to)
{
	const struct report *report = walk->report;

	for (size_t i = first_mark(report, from);
	     i < report->mark_count && report->marks[i].at <= to; i++)
		meet(&walk->common[report->marks[i].field], &walk->now);
}

static void visit(struct walk *walk, const cJSON *node)
{
	const char *text = node->valuestring;

	take_marks(walk, node, node);
	if (cJSON_IsString(node) && text)
		take_marks(walk, text, text + strlen(text));
}

/* The next node in the order of the text; false at the end. */
static bool step(struct path *path)
{
	const cJSON *node = path->nodes[path->len - 1];

	if (node->child && path->len < PATH_MAX) {
		path->nodes[path->len++] = node->child;
		return true;
	}
	while (path->len > 1) {
		node = path->nodes[path->len - 1]->next;
		if (node) {
			path->nodes[path->len - 1] = node;
			return true;
		}
		path->len--;
	}
	return false;
}

/* ---- pointers ---- */

/* RFC 6901 section 3: "~" is "~0" and "/" is "~1". */
static void add_name(const char *name, struct buf *out)
{
	for (; *name; name++) {
		if (*name == '~')
			buf_add_text(out, "~0");
		else if (*name == '/')
			buf_add_text(out, "~1");
		else
			buf_add_char(out, *name);
	}
}

static size_t place_in(const cJSON *array, const cJSON *item)
{
	size_t place = 0;

	for (const cJSON *at = array->child; at && at != item; at = at->next)
		place++;
	return place;
}

static char *pointer_of(const struct path *path, const char *prefix)
{
	SCOPED(buf_release) struct buf out = buf_init(POINTER_MAX);

	buf_add_text(&out, prefix);
	for (size_t i = 1; i < path->len; i++) {
		const cJSON *parent = path->nodes[i - 1];
		const cJSON *node = path->nodes[i];

		buf_add_char(&out, '/');
		if (cJSON_IsArray(parent))
			buf_add_format(&out, "%zu", place_in(parent, node));
		else
			add_name(node->string ? node->string : "", &out);
	}
	return buf_take(&out);
}

/* The whole tree is no place. */
static void place(struct report_field *field, const struct path *path,
		  const char *prefix)
{
	if (path->len < 2 || field->pointer || field->raw)
		return;
	if (prefix)
		field->pointer = pointer_of(path, prefix);
	if (trace_changed(&field->trace))
		field->raw = cJSON_PrintUnformatted(path->nodes[path->len - 1]);
}

void report_forget(struct report *report)
{
	if (report)
		report->mark_count = 0;
}

void report_place(struct report *report, const cJSON *tree, const char *prefix)
{
	SCOPED_FREE struct path *common = NULL;
	struct walk walk = { .report = report,
			     .now = { .nodes = { tree }, .len = 1 } };

	if (!tree || !report || !report->count)
		return;
	common = calloc(report->count, sizeof(*common));
	walk.common = common;
	if (!common) {
		report->failed = true;
		return;
	}
	qsort(report->marks, report->mark_count, sizeof(*report->marks),
	      by_address);
	do
		visit(&walk, walk.now.nodes[walk.now.len - 1]);
	while (step(&walk.now));
	for (size_t i = 0; i < report->count; i++)
		place(&report->fields[i], &common[i], prefix);
}
