/* SPDX-License-Identifier: MIT */
/*
 * /funders: what the works of a funder tell of it.  There is no list of them.
 */
#include "crossref.h"

#define REGISTRY "10.13039/"

/* The number of a funder: its DOI in the Funder Registry without the prefix. */
static struct span number_of_funder(struct span id)
{
	const char *at = id.len ? memmem(id.at, id.len, REGISTRY,
					 sizeof(REGISTRY) - 1)
				: NULL;

	return at ? span_slice(id, (size_t)(at - id.at) + sizeof(REGISTRY) - 1,
			       id.len)
		  : id;
}

static bool is_of_number(const char *doi, struct span number)
{
	struct span own = number_of_funder(span_of(doi));

	return own.len == number.len && !memcmp(own.at, number.at, own.len);
}

/* The name that a work of the funder has it by. */
static const char *name_of(const struct paper *paper, struct span number)
{
	for (size_t i = 0; i < paper->funders.count; i++) {
		const struct funder *funder = &paper->funders.items[i];

		if (funder->doi && funder->name &&
		    is_of_number(funder->doi, number))
			return funder->name;
	}
	return "";
}

static void hierarchy_write(const char *id, const char *name, struct buf *out)
{
	json_key(out, "hierarchy");
	json_open(out, '{');
	json_key(out, id);
	json_open(out, '{');
	json_close(out, '}');
	json_close(out, '}');
	json_key(out, "hierarchy-names");
	json_open(out, '{');
	json_pair_text(out, id, name);
	json_close(out, '}');
}

static void funder_write(const char *id, const char *name, long long works,
			 struct buf *out)
{
	static const char *const lists[] = { "alt-names", "replaces",
					     "replaced-by", "descendants",
					     "tokens" };
	SCOPED(buf_release) struct buf uri = buf_init(NATIVE_VALUE_MAX);

	buf_add_text(&uri, "https://doi.org/" REGISTRY);
	buf_add_text(&uri, id);
	json_open(out, '{');
	json_pair_text(out, "id", id);
	json_pair_text(out, "name", name);
	json_pair_text(out, "uri", buf_text(&uri));
	json_pair_integer(out, "work-count", works);
	json_pair_integer(out, "descendant-work-count", works);
	for (size_t i = 0; i < ARRAY_COUNT(lists); i++) {
		json_key(out, lists[i]);
		buf_add_text(out, "[]");
	}
	hierarchy_write(id, name, out);
	json_close(out, '}');
}

static enum status funder_answer(const struct app *app, struct span id,
				 struct response *res, struct error *err)
{
	const struct scope scope = { "funder", id, .stands = false };
	SCOPED(page_release) struct page page = { 0 };
	SCOPED(paper_release) struct paper paper = { 0 };
	SCOPED(buf_release) struct buf body = buf_init(ANSWER_MAX);
	SCOPED(buf_release) struct buf number = buf_init(NATIVE_VALUE_MAX);

	if (scope_count(app, &scope, 0, 1, &page, res, err) != STATUS_OK ||
	    (page.count &&
	     record_parse(&page.items[0], &paper, err) != STATUS_OK))
		return err->status;
	buf_add_span(&number, number_of_funder(id));
	message_open("funder", &body);
	funder_write(buf_text(&number), name_of(&paper, buf_span(&number)),
		     page.total, &body);
	message_close(&body);
	return answer_tagged(res, &body, err);
}

/* GET /funders/{id} and /funders/{id}/works: the id may be a DOI, which has a
 * slash of its own. */
enum status crossref_funder_get(const struct app *app,
				const struct request *req, struct response *res,
				struct error *err)
{
	static const char works[] = "/works";
	struct span id = req->args[0];
	struct scope scope = { "funder", id, .stands = false };

	while (id.len && id.at[id.len - 1] == '/')
		id.len--;
	scope.value = id;
	if (id.len < sizeof(works) ||
	    memcmp(id.at + id.len - (sizeof(works) - 1), works,
		   sizeof(works) - 1) != 0)
		return funder_answer(app, id, res, err);
	scope.value.len -= sizeof(works) - 1;
	return works_list(app, req, &scope, res, err);
}

/* GET /funders, /licenses: what is not listed here. */
enum status crossref_unlisted(const struct app *app, const struct request *req,
			      struct response *res, struct error *err)
{
	return missing(res, err, req->path);
}
