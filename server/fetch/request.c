/* SPDX-License-Identifier: MIT */
#include "engine.h"

#include "url.h"

enum host_id step_host(enum step step)
{
	static const enum host_id hosts[] = { HOST_RESOLVER, HOST_CROSSREF,
					      HOST_DATACITE, HOST_CONTENT };

	return hosts[step];
}

/* What stands between the base URL of the host and the DOI. */
static const char *step_path(enum step step)
{
	static const char *const paths[] = { "/doiRA/", "/works/", "/dois/",
					     "/" };

	return paths[step];
}

const char *request_accept(enum step step)
{
	static const char *const accepts[] = {
		"application/json",
		"application/json",
		"application/vnd.api+json",
		"application/vnd.citationstyles.csl+json, "
		"application/vnd.crossref.unixref+xml;q=0.8, "
		"application/vnd.datacite.datacite+xml;q=0.8",
	};

	return accepts[step];
}

/* A comma parts the DOIs of a list. */
bool flight_is_listable(const struct flight *flight)
{
	if (flight->alone || strchr(flight->doi, ','))
		return false;
	return flight->step == STEP_AGENCY ||
	       (flight->step == STEP_CROSSREF && !flight->held_etag &&
		!flight->held_modified);
}

static void agencies_url(const struct call *call, struct buf *out)
{
	const struct flight *flight = call->flights.first;

	for (; flight; flight = flight->next) {
		url_add_doi(out, span_of(flight->doi));
		if (flight->next)
			buf_add_char(out, ',');
	}
}

static void works_url(const struct call *call, struct buf *out)
{
	const struct flight *flight = call->flights.first;

	buf_add_text(out, "?filter=");
	for (; flight; flight = flight->next) {
		buf_add_text(out, "doi:");
		buf_add_encoded(out, span_of(flight->doi));
		if (flight->next)
			buf_add_char(out, ',');
	}
	buf_add_format(out, "&rows=%u", call->flights.count);
}

void request_url_of(const struct fetch *fetch, enum step step,
		    const struct flight *flight, struct buf *out)
{
	buf_add_text(out, fetch->hosts[step_host(step)].base);
	buf_add_text(out, step_path(step));
	url_add_doi(out, span_of(flight->doi));
}

void request_url(const struct fetch *fetch, const struct call *call,
		 struct buf *out)
{
	const char *base = fetch->hosts[call->host].base;

	if (call->flights.count == 1) {
		request_url_of(fetch, call->step, call->flights.first, out);
		return;
	}
	if (call->step == STEP_AGENCY) {
		buf_add_format(out, "%s/doiRA/", base);
		agencies_url(call, out);
		return;
	}
	buf_add_format(out, "%s/works", base);
	works_url(call, out);
}
