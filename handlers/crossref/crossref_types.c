/* SPDX-License-Identifier: MIT */
/*
 * /types: the types of works there are.
 */
#include "crossref.h"

/* clang-format off */
static const struct type {
	const char *id;
	const char *label;
} types[] = {
	{ "book", "Book" },
	{ "book-chapter", "Book Chapter" },
	{ "book-part", "Part" },
	{ "book-section", "Book Section" },
	{ "book-series", "Book Series" },
	{ "book-set", "Book Set" },
	{ "book-track", "Book Track" },
	{ "component", "Component" },
	{ "database", "Database" },
	{ "dataset", "Dataset" },
	{ "dissertation", "Dissertation" },
	{ "edited-book", "Edited Book" },
	{ "grant", "Grant" },
	{ "journal", "Journal" },
	{ "journal-article", "Journal Article" },
	{ "journal-issue", "Journal Issue" },
	{ "journal-volume", "Journal Volume" },
	{ "monograph", "Monograph" },
	{ "other", "Other" },
	{ "peer-review", "Peer Review" },
	{ "posted-content", "Posted Content" },
	{ "proceedings", "Proceedings" },
	{ "proceedings-article", "Conference Paper" },
	{ "proceedings-series", "Proceedings Series" },
	{ "reference-book", "Reference Book" },
	{ "reference-entry", "Reference Entry" },
	{ "report", "Report" },
	{ "report-component", "Report Component" },
	{ "report-series", "Report Series" },
	{ "standard", "Standard" },
	{ "standard-series", "Standard Series" },
};
/* clang-format on */

static const struct type *type_find(struct span id)
{
	for (size_t i = 0; i < ARRAY_COUNT(types); i++)
		if (span_is(id, types[i].id))
			return &types[i];
	return NULL;
}

const char *type_label(const char *type)
{
	const struct type *found = type_find(span_of(type));

	return found ? found->label : type;
}

const char *type_of_label(struct span label)
{
	for (size_t i = 0; i < ARRAY_COUNT(types); i++)
		if (span_is_nocase(label, types[i].label) ||
		    span_is_nocase(label, types[i].id))
			return types[i].id;
	return NULL;
}

static void type_write(const struct type *type, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "id", type->id);
	json_pair_text(out, "label", type->label);
	json_close(out, '}');
}

/* GET /types: all of them where nothing is said of rows, as Crossref does. */
enum status crossref_types_list(const struct app *app,
				const struct request *req, struct response *res,
				struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	unsigned rows = ARRAY_COUNT(types), offset = 0;

	if (count_of(req, "rows", QUERY_LIMIT_MAX, &rows, res, err) !=
		    STATUS_OK ||
	    count_of(req, "offset", CROSSREF_DEEP_MAX, &offset, res, err) !=
		    STATUS_OK)
		return err->status;
	message_open("type-list", &body);
	json_open(&body, '{');
	json_pair_integer(&body, "total-results", ARRAY_COUNT(types));
	json_key(&body, "items");
	json_open(&body, '[');
	for (size_t i = offset; i < ARRAY_COUNT(types) && i < offset + rows;
	     i++)
		type_write(&types[i], &body);
	json_close(&body, ']');
	json_close(&body, '}');
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* GET /types/{id} */
enum status crossref_type_get(const struct app *app, const struct request *req,
			      struct response *res, struct error *err)
{
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	const struct type *type = type_find(req->args[0]);

	if (!type)
		return missing(res, err, req->args[0]);
	message_open("type", &body);
	type_write(type, &body);
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* GET /types/{id}/works */
enum status crossref_type_works(const struct app *app,
				const struct request *req, struct response *res,
				struct error *err)
{
	const struct scope scope = { "type", req->args[0], .stands = true };

	if (!type_find(req->args[0]))
		return missing(res, err, req->args[0]);
	return works_list(app, req, &scope, res, err);
}
