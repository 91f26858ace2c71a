/* SPDX-License-Identifier: MIT */
/*
 * From a spelling of a DOI to a record.
 *
 * doi_resolve() proposes one spelling after the other; each is answered by
 * fetching the record itself, so the first spelling, which nearly always is
 * the right one, costs one look-up and not two.
 */
#include "handlers.h"

#include "paperd/doi.h"

struct probe {
	struct store *store;
	struct record *ret;
	struct error err; /* the first failure of the store */
};

static bool probe_store(void *context, struct span doi)
{
	struct probe *probe = context;
	struct error err = { 0 };
	enum status status = store_get(probe->store, doi, probe->ret, &err);

	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		error_set(&probe->err, status, "%s", err.detail);
	return status == STATUS_OK;
}

static enum status not_a_doi(struct span text, struct error *err)
{
	return error_set(err, STATUS_INVALID_DOI,
			 "\"%.*s\" is not a DOI; accepted are spellings such "
			 "as 10.1000/182, 10.1000%%2F182, doi:10.1000/182, "
			 "https://doi.org/10.1000/182 and urn:doi:10.1000/182",
			 span_shown(text, SHOWN_MAX), text.at);
}

void found_release(struct found *found)
{
	buf_release(&found->doi);
	record_release(&found->record);
}

enum status record_find(const struct app *app, struct span text,
			struct found *ret, struct error *err)
{
	struct probe probe = { .store = app->store, .ret = &ret->record };
	struct error own = { 0 };
	enum status status;

	ret->doi = buf_init(DOI_MAX);
	status = doi_resolve(text, probe_store, &probe, &ret->doi, &own);
	if (status == STATUS_OK)
		return STATUS_OK;
	if (probe.err.status != STATUS_OK)
		return error_set(err, probe.err.status, "%s", probe.err.detail);
	if (status == STATUS_INVALID_DOI)
		return not_a_doi(text, err);
	if (status == STATUS_NOT_FOUND)
		return error_set(err, status, "There is no record of %.300s",
				 buf_text(&ret->doi));
	return error_set(err, status, "%s", own.detail);
}

enum status record_of_path(const struct app *app, const struct request *req,
			   struct response *res, struct found *ret,
			   struct error *err)
{
	enum status status = record_find(app, req->args[0], ret, err);

	if (status != STATUS_NOT_FOUND)
		return status;
	json_pair_text(&res->problem, "doi", buf_text(&ret->doi));
	json_pair_text(&res->problem, "fetch", "disabled");
	return status;
}

enum status record_write(const struct record *record, field_set fields,
			 struct buf *out, struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct span json = { record->json, record->json_len };
	struct error own = { 0 };

	if (fields == FIELD_SET_ALL) {
		json_raw(out, json);
		return STATUS_OK;
	}
	if (paper_from_json(json, &paper, &own) != STATUS_OK)
		return error_set(err, STATUS_INTERNAL,
				 "a stored record cannot be read: %s",
				 own.detail);
	paper_to_json(&paper, fields, out);
	return STATUS_OK;
}

enum status fields_of(const struct request *req, field_set *ret,
		      struct error *err)
{
	struct span list = request_param(req, "fields");

	*ret = FIELD_SET_ALL;
	return list.at ? field_set_parse(list, ret, err) : STATUS_OK;
}

enum status check_fetch(const struct request *req, struct error *err)
{
	struct span fetch = request_param(req, "fetch");

	if (!fetch.at || span_is(fetch, "never") || span_is(fetch, "auto"))
		return STATUS_OK;
	return error_set(err, STATUS_INVALID_PARAMETER,
			 "fetch must be never or auto");
}
