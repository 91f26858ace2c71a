/* SPDX-License-Identifier: MIT */
/*
 * Licences.  Addresses on five hosts are known and tell the SPDX identifier;
 * any other address is kept as an address; a name is an SPDX identifier or a
 * Creative Commons code.
 */
#include "license.h"

#include <stdio.h>
#include <stdlib.h>

#include "fold.h"
#include "paperd/clean.h"
#include "paperd/scoped.h"
#include "paperd/values.h"

#include "license_table.inc"

static int compare_id(const void *key, const void *row)
{
	const struct span *text = key;
	const char *id = *(const char *const *)row;

	for (size_t i = 0; i < text->len; i++) {
		int diff = (unsigned char)ascii_lower(text->at[i]) -
			   (unsigned char)ascii_lower(id[i]);

		if (diff || !id[i])
			return diff ? diff : 1;
	}
	return id[text->len] ? -1 : 0;
}

const char *license_spdx(struct span text)
{
	const char *const *row = bsearch(&text, license_ids,
					 ARRAY_COUNT(license_ids),
					 sizeof(license_ids[0]), compare_id);

	return row ? *row : NULL;
}

static void put_id(struct license_found *ret, const char *id)
{
	snprintf(ret->id, sizeof(ret->id), "%s", id ? id : "");
}

/* ---- the value ---- */

/* Copies what was found; the address on the heap. */
static bool put(struct span raw, const struct license_found *found,
		struct clean_license *ret, struct trace *trace)
{
	char *url = NULL;

	if (found->url[0]) {
		url = span_copy(span_of(found->url));
		if (!url)
			return false;
	}
	*ret = (struct clean_license){ .url = url };
	memcpy(ret->id, found->id, sizeof(ret->id));
	if (!found->id[0])
		trace_fired(trace, RULE_LICENSE_OTHER);
	else if (url || !span_is(raw, found->id))
		trace_fired(trace, RULE_LICENSE_SPDX);
	return true;
}

/* Any other address is kept; on a host that is known, as https. */
static bool put_other(struct span raw, struct clean_license *ret,
		      struct trace *trace)
{
	SCOPED(buf_release) struct buf url = buf_init(4 * raw.len + 64);
	SCOPED(buf_release) struct buf secure = buf_init(4 * raw.len + 65);
	char *owned = NULL;

	if (url_clean(raw, &url, NULL)) {
		if (license_host_is_known(buf_span(&url))) {
			buf_add_text(&secure, "https");
			buf_add_span(&secure,
				     span_slice(buf_span(&url), 4, url.len));
		}
		owned = buf_take(secure.len ? &secure : &url);
		if (!owned)
			return false;
	}
	*ret = (struct clean_license){ .url = owned };
	trace_fired(trace, RULE_LICENSE_OTHER);
	return true;
}

bool license_clean(struct span raw, struct clean_license *ret,
		   struct trace *trace)
{
	struct license_found found = { 0 };
	struct fold fold;
	struct span text;

	if (!fold_set(&fold, raw))
		return put_other(raw, ret, trace);
	text = fold_span(&fold);
	if (!text.len || clean_is_placeholder(raw)) {
		if (raw.len)
			trace_fired(trace, RULE_PLACEHOLDER_NULL);
		return false;
	}
	if (license_address(text, &found) || license_cc_name(text, &found))
		return put(raw, &found, ret, trace);
	if (license_spdx(text)) {
		put_id(&found, license_spdx(text));
		return put(raw, &found, ret, trace);
	}
	return put_other(raw, ret, trace);
}
