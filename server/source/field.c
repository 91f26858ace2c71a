/* SPDX-License-Identifier: MIT */
/*
 * The field filter: each field by itself, as cases and users want to see it.
 * A field is a row here and a function of JSON in field_*.c.
 */
#include "field.h"

#include "paperd/json.h"
#include "paperd/scoped.h"
#include "paperd/source.h"

/* Longest clean value, in bytes. */
#define FIELD_BYTES_MAX (16 << 20)

const struct field_filter field_filters[] = {
	{ "title", field_title },
	{ "abstract", field_abstract },
	{ "authors", field_authors },
	{ "date", field_date },
	{ "pages", field_pages },
	{ "volume_issue", field_volume_issue },
	{ "issn", field_issn },
	{ "doi", field_doi },
	{ "url", field_url },
	{ "language", field_language },
	{ "license", field_license },
	{ "type", field_type },
	{ "scalar", field_scalar },
	{ "container", field_container },
	{ "publisher", field_plain },
	{ "affiliation", field_affiliation },
	{ "orcid", field_orcid },
	{ "identifier", field_identifier },
	{ "copyright", field_copyright },
	{ 0 },
};

const struct field_filter *field_filter_find(struct span name)
{
	const struct field_filter *filter;

	for (filter = field_filters; filter->name; filter++)
		if (span_is(name, filter->name))
			return filter;
	return NULL;
}

void field_text(fill_cleaner *clean, struct span raw, struct buf *out,
		struct trace *trace)
{
	SCOPED(buf_release) struct buf text = buf_init(FIELD_BYTES_MAX);

	if (raw.at && clean(raw, &text, trace))
		json_string(out, buf_span(&text));
	else
		json_null(out);
	out->failed = out->failed || text.failed;
}

void field_string(const char *text, struct buf *out)
{
	if (text && text[0])
		json_text(out, text);
	else
		json_null(out);
}

enum status field_filter_line(const struct field_filter *filter,
			      struct span line, struct buf *out,
			      struct trace *trace, struct error *err)
{
	struct error own = { 0 };
	SCOPED(json_tree_release) cJSON *value = NULL;

	err = err ? err : &own;
	value = json_parse(line, 0, err);
	if (!value) {
		json_null(out);
		return err->status;
	}
	filter->clean(value, out, trace);
	return buf_check(out, err);
}
