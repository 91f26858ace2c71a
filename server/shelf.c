/* SPDX-License-Identifier: MIT */
/*
 * Where fetching and the store meet: options of the one, and what came to the
 * other.
 */
#include "command.h"

struct fetch_options command_fetch_options(const struct config *config)
{
	return (struct fetch_options){
		.resolver = config->resolver,
		.crossref = config->crossref_api,
		.datacite = config->datacite_api,
		.mailto = config->mailto,
		.allow = (const char *const *)config->fetch_allow.items,
		.allow_count = config->fetch_allow.count,
		.ca = config->fetch_ca,
		.proxy = config->fetch_proxy,
		.rate = (unsigned)config->fetch_rate,
		.concurrency = (unsigned)config->fetch_concurrency,
		.queue = (unsigned)config->fetch_queue,
		.seconds = (unsigned)config->fetch_timeout,
		.body_max = (size_t)config->fetch_body_max,
		.negative_seconds = config->absent_for,
	};
}

static enum resolved resolved_of(enum fetch_outcome outcome)
{
	if (outcome == FETCH_FOUND)
		return RESOLVED_FOUND;
	return outcome == FETCH_ABSENT ? RESOLVED_ABSENT : RESOLVED_NO_METADATA;
}

/* The store copies the texts; it changes none of them. */
static char *text_of(const char *text)
{
	return (char *)(uintptr_t)text;
}

static enum status keep(void *store, const struct fetch_answer *answer,
			struct error *err)
{
	const struct fetched fetched = {
		.doi = answer->doi,
		.raw = answer->body,
		.resolution = { .outcome = resolved_of(answer->outcome),
				.status = answer->status,
				.agency = text_of(answer->agency),
				.url = text_of(answer->url),
				.landing = text_of(answer->landing),
				.etag = text_of(answer->etag),
				.modified = text_of(answer->modified),
				.asked = answer->asked,
				.expires = answer->expires },
	};

	return ingest_fetched(store, &fetched, err);
}

struct fetch_shelf command_shelf(struct store *store)
{
	return (struct fetch_shelf){ keep, store };
}
