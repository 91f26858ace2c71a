/* SPDX-License-Identifier: MIT */
/*
 * Works as the Crossref REST API and its public data files write them, alone
 * or in the API's envelope.
 */
#include "crossref.h"

#include "identity.h"
#include "native.h"
#include "paperd/log.h"
#include "paperd/scoped.h"
#include "shapes.h"

/* Bytes of a foreign word shown in an error. */
#define SHOWN_MAX 60

static bool is_envelope(const cJSON *json)
{
	return json_get(json, "message-type") && json_get(json, "status");
}

/* CSL that paperd wrote, which may have neither title nor container. */
static bool is_own_csl(const cJSON *json)
{
	return json_get(json_get(json, "custom"), NATIVE_MEMBER) != NULL;
}

/* Titles are lists here; CSL, which has the same names, writes strings. */
bool crossref_recognises(const cJSON *json)
{
	const cJSON *title = json_get(json, "title");

	if (is_envelope(json) || cJSON_IsArray(title))
		return true;
	return !title && json_get(json, "DOI") && !is_own_csl(json) &&
	       !cJSON_IsString(json_get(json, "container-title"));
}

/* The work in an envelope, or NULL and an error that names what it is. */
static const cJSON *open_envelope(const cJSON *json, struct error *err)
{
	SCOPED(buf_release) struct buf shown = buf_init(8 * SHOWN_MAX);
	struct span type = json_get_span(json, "message-type");
	const cJSON *work = json_get_object(json, "message");

	log_escape(&shown, type, SHOWN_MAX);
	if (!span_is(type, "work"))
		error_set(err, STATUS_INVALID_BODY,
			  "a Crossref \"%s\" message, not a work",
			  buf_text(&shown));
	else if (!work)
		error_set(err, STATUS_INVALID_BODY,
			  "a Crossref \"work\" message without a work");
	return span_is(type, "work") ? work : NULL;
}

enum status crossref_read(const struct source_object *object, struct paper *ret,
			  struct error *err)
{
	SCOPED(fill_release) struct fill fill = fill_init(ret, object->report);
	const cJSON *work = object->json;
	enum status status;

	if (is_envelope(work))
		work = open_envelope(work, err);
	if (!work)
		return STATUS_INVALID_BODY;
	status = identity_doi(&fill, json_get_span(work, "DOI"), err);
	if (status != STATUS_OK)
		return status;
	fill.bodies = true;
	fill.own = json_get_object(work, NATIVE_MEMBER);
	status = crossref_fill(&fill, work, err);
	return status == STATUS_OK ? identity_check(&fill, err) : status;
}
