/* SPDX-License-Identifier: MIT */
/*
 * The filter of author lists.
 */
#include "field.h"

#include "paperd/json.h"
#include "paperd/scoped.h"
#include "people.h"

static void write_affiliations(const struct name *name, struct buf *out)
{
	if (!name->affiliation_count)
		return;
	json_key(out, "affiliation");
	json_open(out, '[');
	for (size_t i = 0; i < name->affiliation_count; i++)
		json_text(out, name->affiliations[i]);
	json_close(out, ']');
}

static void write_alternative(const struct name *name, struct buf *out)
{
	if (!name->alt_family)
		return;
	json_key(out, "alt");
	json_open(out, '[');
	json_open(out, '{');
	json_pair_text(out, "family", name->alt_family);
	json_pair_text(out, "given", name->alt_given);
	json_close(out, '}');
	json_close(out, ']');
}

static void write_name(const struct name *name, struct buf *out)
{
	json_open(out, '{');
	json_pair_text(out, "family", name->family);
	json_pair_text(out, "given", name->given);
	json_pair_text(out, "suffix", name->suffix);
	json_pair_text(out, "literal", name->literal);
	json_pair_text(out, "orcid", name->orcid);
	write_affiliations(name, out);
	write_alternative(name, out);
	json_close(out, '}');
}

void field_authors(const cJSON *value, struct buf *out, struct trace *trace)
{
	SCOPED(names_release) struct names names = { 0 };

	if (names_from_json(value, UNPARTED_ANYONE, &names, trace, NULL) !=
	    STATUS_OK)
		out->failed = true;
	json_open(out, '[');
	for (size_t i = 0; i < names.count; i++)
		write_name(&names.items[i], out);
	json_close(out, ']');
}
