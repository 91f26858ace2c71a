/* SPDX-License-Identifier: MIT */
#include "params.h"

#include "paperd/scoped.h"
#include "target.h"

/* Bytes of a client's parameter name that an error message repeats. */
#define SHOWN_MAX 64

static enum status parse_one(struct span part, char **out, struct pair *ret,
			     struct error *err)
{
	const char *mark = memchr(part.at, '=', part.len);
	size_t len = mark ? (size_t)(mark - part.at) : part.len;
	struct encoded name = { span_slice(part, 0, len), true,
				"a parameter's name" };
	struct encoded value = { span_slice(part, mark ? len + 1 : len,
					    part.len),
				 true, "a parameter's value" };
	enum status status = target_decode(&name, out, &ret->name, err);

	if (status != STATUS_OK)
		return status;
	return target_decode(&value, out, &ret->value, err);
}

enum status params_parse(struct span query, char **out, struct pair *ret,
			 size_t *ret_count, struct error *err)
{
	enum status status;
	struct span part;
	size_t count = 0;

	while (span_next(&query, '&', &part)) {
		if (!part.len)
			continue;
		if (count == PARAMS_MAX)
			return error_set(err, STATUS_INVALID_PARAMETER,
					 "more than %d query parameters",
					 PARAMS_MAX);
		status = parse_one(part, out, &ret[count++], err);
		if (status != STATUS_OK)
			return status;
	}
	*ret_count = count;
	return STATUS_OK;
}

/* NULL: there is no such parameter. */
static const struct param *param_of(const struct param *known, struct span name)
{
	for (; known && known->name; known++)
		if (span_is(name, known->name))
			return known;
	return NULL;
}

static enum status unknown(const struct param *known, struct span name,
			   struct error *err)
{
	SCOPED(buf_release) struct buf list = buf_init(ERROR_DETAIL_MAX);

	if (!known || !known->name)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "there is no parameter \"%.*s\"; this "
				 "resource has none",
				 span_shown(name, SHOWN_MAX), name.at);
	for (; known->name; known++)
		buf_add_format(&list, "%s%s", list.len ? ", " : "",
			       known->name);
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "there is no parameter \"%.*s\"; known are: %s",
			 span_shown(name, SHOWN_MAX), name.at, buf_text(&list));
}

/* True when an earlier parameter has the name of the one at `at`. */
static bool is_repeated(const struct request *req, size_t at)
{
	struct span name = req->params[at].name;

	for (size_t i = 0; i < at; i++) {
		struct span other = req->params[i].name;

		if (other.len == name.len &&
		    memcmp(other.at, name.at, name.len) == 0)
			return true;
	}
	return false;
}

enum status params_check(const struct request *req, const struct param *known,
			 struct error *err)
{
	for (size_t i = 0; i < req->param_count; i++) {
		struct span name = req->params[i].name;
		const struct param *param = param_of(known, name);

		if (!param)
			return unknown(known, name, err);
		if (!param->repeats && is_repeated(req, i))
			return error_set(err, STATUS_INVALID_PARAMETER,
					 "the parameter \"%.*s\" is given "
					 "twice",
					 span_shown(name, SHOWN_MAX), name.at);
	}
	return STATUS_OK;
}
