/* SPDX-License-Identifier: MIT */
/*
 * The parameters of the native list that those of Crossref mean.
 */
#include "crossref.h"

void native_release(struct native *native)
{
	for (size_t i = 0; i < native->count; i++)
		buf_release(&native->params[i].value);
	*native = (struct native){ 0 };
}

/* NULL: it is not there. */
static struct buf *native_find(struct native *native, const char *name)
{
	for (size_t i = 0; i < native->count; i++)
		if (!strcmp(native->params[i].name, name))
			return &native->params[i].value;
	return NULL;
}

struct buf *native_value(struct native *native, const char *name)
{
	struct buf *found = native_find(native, name);

	/* there are more places than names in the tables */
	if (found || native->count == NATIVE_MAX)
		return found ? found : &native->params[0].value;
	native->params[native->count].name = name;
	native->params[native->count].value = buf_init(NATIVE_VALUE_MAX);
	return &native->params[native->count++].value;
}

void native_add(struct native *native, const char *name, char separator,
		struct span value)
{
	struct buf *out = native_value(native, name);

	if (out->len)
		buf_add_char(out, separator);
	buf_add_span(out, value);
}

/* ---- what two choices have in common ---- */

static bool same(struct span a, struct span b)
{
	for (size_t i = 0; i < a.len && i < b.len; i++)
		if (ascii_lower(a.at[i]) != ascii_lower(b.at[i]))
			return false;
	return a.len == b.len;
}

static bool has_value(struct span values, struct span value)
{
	struct span one;

	while (span_next(&values, '|', &one))
		if (same(one, value))
			return true;
	return false;
}

void native_limit(struct native *native, const char *name, struct span values)
{
	SCOPED(buf_release) struct buf old = buf_init(NATIVE_VALUE_MAX);
	struct buf *value = native_find(native, name);
	struct span rest = values, one;

	if (!value) {
		native_add(native, name, '|', values);
		return;
	}
	buf_add_span(&old, buf_span(value));
	buf_clear(value);
	while (span_next(&rest, '|', &one))
		if (has_value(buf_span(&old), one))
			native_add(native, name, '|', one);
	if (value->len)
		return;
	native->nothing = true;
	buf_add_span(value, values);
}

/* ---- the query ---- */

enum status native_query(const struct app *app, struct native *native,
			 struct query *ret, struct error *err)
{
	struct pair pairs[NATIVE_MAX];
	struct request req = { .params = pairs };

	if (native->nothing)
		native_add(native, "has", ',',
			   (struct span)SPAN("abstract,!abstract"));
	for (size_t i = 0; i < native->count; i++) {
		const struct buf *value = &native->params[i].value;

		if (buf_check(value, err) != STATUS_OK)
			return err->status;
		pairs[req.param_count++] = (struct pair){
			span_of(native->params[i].name), buf_span(value)
		};
	}
	return list_query(app, &req, ret, err);
}

/* ---- what was wrong ---- */

struct span native_text(const struct native *native, const char *name)
{
	for (size_t i = 0; name && i < native->count; i++)
		if (!strcmp(native->params[i].name, name))
			return buf_span(&native->params[i].value);
	return (struct span){ 0 };
}

/* A cursor belongs to its search: by itself it need only be one. */
static enum status param_try(const struct app *app, struct pair param,
			     struct error *err)
{
	SCOPED(query_release) struct query query = query_init();
	const struct request req = { .params = &param, .param_count = 1 };

	if (span_is(param.name, "cursor"))
		return query_parse(&query, param.name, param.value, err);
	return list_query(app, &req, &query, err);
}

const char *native_wrong(const struct app *app, const struct native *native)
{
	const char *ret = NULL;

	for (size_t i = 0; i < native->count; i++) {
		const char *name = native->params[i].name;
		struct error own = { 0 };
		const struct pair param = {
			span_of(name), buf_span(&native->params[i].value)
		};

		if (param_try(app, param, &own) == STATUS_INVALID_PARAMETER)
			return name;
		if (!strcmp(name, "cursor"))
			ret = name;
	}
	return ret;
}
