/* SPDX-License-Identifier: MIT */
/*
 * What the options say, as far as the option table cannot check it.
 */
#include "engine.h"

#include <stdlib.h>

#include "paperd/scoped.h"
#include "url.h"

static enum status check_base(const char *name, const char *url,
			      const struct allow *allow, struct error *err)
{
	struct span text = span_of(url);

	if (!url_authority(text).len || text.at[text.len - 1] == '/')
		return error_set(err, STATUS_CONFIG,
				 "%s must be a URL such as https://doi.org, "
				 "with no slash at the end",
				 name);
	if (span_starts_nocase(text, "http://") &&
	    !allow_host(allow, url_authority(text)))
		return error_set(err, STATUS_CONFIG,
				 "%s: plain http is for hosts of fetch-allow "
				 "only",
				 name);
	return STATUS_OK;
}

static enum status check_bases(const struct fetch_options *options,
			       const struct allow *allow, struct error *err)
{
	enum status status = check_base("resolver", options->resolver, allow,
					err);

	if (status == STATUS_OK)
		status = check_base("crossref-api", options->crossref, allow,
				    err);
	if (status == STATUS_OK)
		status = check_base("datacite-api", options->datacite, allow,
				    err);
	return status;
}

/* The address goes into a header field. */
static enum status check_mailto(const char *mailto, struct error *err)
{
	for (const char *c = mailto; *c; c++)
		if (*c <= ' ' || *c >= 0x7f || strchr("()<>,;:\\\"", *c))
			return error_set(err, STATUS_CONFIG,
					 "mailto is no mail address");
	if (*mailto && !strchr(mailto, '@'))
		return error_set(err, STATUS_CONFIG,
				 "mailto is no mail address");
	return STATUS_OK;
}

void options_allow_release(struct allow *allow)
{
	free((void *)(uintptr_t)allow->entries);
	*allow = (struct allow){ 0 };
}

enum status options_allow(const struct fetch_options *options,
			  struct allow *ret, struct error *err)
{
	struct allow_entry *entries = calloc(options->allow_count + 1,
					     sizeof(*entries));
	enum status status = STATUS_OK;

	if (!entries)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*ret = (struct allow){ entries, options->allow_count };
	for (size_t i = 0; i < ret->count && status == STATUS_OK; i++)
		status = allow_parse(span_of(options->allow[i]), &entries[i],
				     err);
	return status;
}

enum status fetch_check(const struct fetch_options *options, struct error *err)
{
	SCOPED(options_allow_release) struct allow allow = { 0 };
	enum status status = options_allow(options, &allow, err);

	if (status == STATUS_OK)
		status = check_bases(options, &allow, err);
	return status == STATUS_OK ? check_mailto(options->mailto, err)
				   : status;
}
