/* SPDX-License-Identifier: MIT */
/*
 * From a spelling of a DOI or another identifier to a record.
 *
 * doi_resolve() proposes one spelling after the other; each is answered by
 * fetching the record itself, so the first spelling, which nearly always is
 * the right one, costs one look-up and not two.
 */
#include "handlers.h"

struct probe {
	struct store *store;
	struct record *ret;
	unsigned tried;
	struct error err; /* the first failure of the store */
};

static bool probe_store(void *context, struct span doi)
{
	struct probe *probe = context;
	struct error err = { 0 };
	enum status status = store_get(probe->store, doi, probe->ret, &err);

	probe->tried++;
	if (status != STATUS_OK && status != STATUS_NOT_FOUND)
		error_set(&probe->err, status, "%s", err.detail);
	return status == STATUS_OK;
}

void found_release(struct found *found)
{
	buf_release(&found->key);
	record_release(&found->record);
}

const char *found_key(const struct found *found)
{
	return found->record.key ? found->record.key : buf_text(&found->key);
}

void found_write(const struct found *found, struct buf *out)
{
	const char *key = found_key(found);

	if (key_is_doi(span_of(key)))
		json_pair_text(out, "doi", key);
	if (!key_is_doi(buf_span(&found->key)))
		json_pair_text(out, "id", buf_text(&found->key));
}

/* ---- what went wrong ---- */

static enum status not_a_doi(struct span text, struct error *err)
{
	SCOPED(buf_release) struct buf labels = buf_init(256);

	identifier_labels(&labels);
	return error_set(err, STATUS_INVALID_DOI,
			 "\"%.*s\" is not a DOI; accepted are spellings such "
			 "as 10.1000/182, 10.1000%%2F182, doi:10.1000/182, "
			 "https://doi.org/10.1000/182 and urn:doi:10.1000/182, "
			 "and other identifiers after %s",
			 span_shown(text, SHOWN_MAX), text.at,
			 buf_text(&labels));
}

static enum status not_found(const struct found *found, struct error *err)
{
	SCOPED(buf_release) struct buf labels = buf_init(256);

	if (key_is_doi(buf_span(&found->key)))
		return error_set(err, STATUS_NOT_FOUND,
				 "There is no record of %.300s",
				 buf_text(&found->key));
	identifier_labels(&labels);
	return error_set(err, STATUS_NOT_FOUND,
			 "There is no record of %.300s; accepted are DOIs and "
			 "other identifiers after %s",
			 buf_text(&found->key), buf_text(&labels));
}

/* ---- finding ---- */

static enum status find_doi(const struct app *app, struct span text,
			    struct found *ret, struct error *err)
{
	struct probe probe = { .store = app->store, .ret = &ret->record };
	struct error own = { 0 };
	enum status status = doi_resolve(text, probe_store, &probe, &ret->key,
					 &own);

	ret->lasts = status == STATUS_OK && probe.tried == 1 &&
		     !ret->record.key;
	if (status == STATUS_OK)
		return STATUS_OK;
	if (probe.err.status != STATUS_OK)
		return error_set(err, probe.err.status, "%s", probe.err.detail);
	if (status == STATUS_INVALID_DOI)
		return not_a_doi(text, err);
	if (status == STATUS_NOT_FOUND)
		return not_found(ret, err);
	return error_set(err, status, "%s", own.detail);
}

static enum status find_identifier(const struct app *app, struct found *ret,
				   struct error *err)
{
	struct error own = { 0 };
	enum status status = store_get(app->store, buf_span(&ret->key),
				       &ret->record, &own);

	if (status == STATUS_NOT_FOUND)
		return not_found(ret, err);
	return status == STATUS_OK ? STATUS_OK
				   : error_set(err, status, "%s", own.detail);
}

enum status record_find(const struct app *app, struct span text,
			struct found *ret, struct error *err)
{
	ret->key = buf_init(DOI_MAX);
	if (identifier_parse(text, &ret->key))
		return find_identifier(app, ret, err);
	return find_doi(app, text, ret, err);
}

enum status record_parse(const struct record *record, struct paper *ret,
			 struct error *err)
{
	struct span json = { record->json, record->json_len };
	struct error own = { 0 };

	if (paper_from_json(json, ret, &own) == STATUS_OK)
		return STATUS_OK;
	return error_set(err, STATUS_INTERNAL,
			 "a stored record cannot be read: %s", own.detail);
}

enum status record_write(const struct record *record, field_set fields,
			 struct buf *out, struct error *err)
{
	SCOPED(paper_release) struct paper paper = { 0 };
	struct span json = { record->json, record->json_len };

	if (fields == FIELD_SET_ALL) {
		json_raw(out, json);
		return STATUS_OK;
	}
	if (record_parse(record, &paper, err) != STATUS_OK)
		return err->status;
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
