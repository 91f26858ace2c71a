/* SPDX-License-Identifier: MIT */
/*
 * Parameters that are a choice of values: a|b, !a|b.
 */
#include <stdlib.h>

#include "paperd/scoped.h"

#include "query_read.h"

/* Longest value that is kept. */
#define VALUE_MAX 4096

/* ---- a list of values ---- */

void choice_release(struct choice *choice)
{
	texts_release(&choice->values);
	*choice = (struct choice){ 0 };
}

bool list_is_negated(struct span *list)
{
	*list = span_trim(*list);
	if (!list->len || list->at[0] != '!')
		return false;
	*list = span_slice(*list, 1, list->len);
	return true;
}

/* What can be a text of a record. */
static bool is_text(struct span value)
{
	return value.len && !span_has(value, '\0') &&
	       utf8_valid_length(value) == value.len;
}

static enum status value_add(const struct choice_reader *reader,
			     struct span value, struct choice *choice,
			     struct error *err)
{
	SCOPED(buf_release) struct buf form = buf_init(VALUE_MAX);

	if (choice->values.count == QUERY_VALUES_MAX)
		return error_set(err, STATUS_INVALID_PARAMETER,
				 "%s has more than %d values", reader->name,
				 QUERY_VALUES_MAX);
	if (value.len && value.at[0] == '!')
		return param_refuse(reader->name, value,
				    "one ! before the first value is for all",
				    err);
	if (!is_text(value) ||
	    !reader->value.form(reader->value.context, value, &form))
		return param_refuse(reader->name, value, reader->allowed, err);
	if (form.full)
		return param_refuse(reader->name, value, "it is too long", err);
	if (!texts_take(&choice->values, buf_take(&form)))
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return STATUS_OK;
}

enum status choice_parse(const struct choice_reader *reader, struct span list,
			 struct choice *ret, struct error *err)
{
	SCOPED(choice_release) struct choice choice = { 0 };
	struct span value;

	choice.negated = list_is_negated(&list);
	while (span_next(&list, '|', &value)) {
		enum status status = value_add(reader, span_trim(value),
					       &choice, err);

		if (status != STATUS_OK)
			return status;
	}
	choice_release(ret);
	*ret = choice;
	choice = (struct choice){ 0 };
	return STATUS_OK;
}

/* ---- the parameters ---- */

/* clang-format off */
static const struct {
	const char *allowed; /* for the error */
	bool (*form)(void *context, struct span value, struct buf *out);
	size_t offset; /* of the choice in struct query */
} rows[PARAM_COUNT] = {
#define ROW(id, form, allowed) \
	[PARAM_##id] = { allowed, form, offsetof(struct query, id) }
	ROW(doi, doi_form, "give a DOI or another identifier: 10.1000/182"),
	ROW(orcid, orcid_form, "give an ORCID iD: 0000-0002-1825-0097"),
	ROW(isbn, isbn_form, "give an ISBN: 9780306406157"),
	ROW(prefix, prefix_form, "give the prefix of a DOI: 10.1016"),
	ROW(funder, funder_form, "give a DOI or number of the Funder Registry: "
	    "10.13039/100000001"),
	ROW(updates, updates_form, "give a DOI: 10.1000/182"),
	ROW(update_type, kind_form, "give a kind of notice: retraction"),
	ROW(member, number_form, "give the number of a member: 78"),
	ROW(type, type_form, NULL),
	ROW(issn, serial_form, "the form is 1234-567X"),
	ROW(journal, name_form, "give a journal's title"),
	ROW(publisher, name_form, "give a publisher's name"),
	ROW(language, language_form, "give an ISO 639 code: en"),
	ROW(source, text_form, "give a name as in source.name: Crossref"),
#undef ROW
};
/* clang-format on */

static void types_known(struct buf *out)
{
	size_t count = 0;

	while (query_types[count])
		count++;
	buf_add_text(out, "known are: ");
	param_names(query_types, count, out);
}

enum status choice_param(struct query *query, enum param_row row,
			 struct span value, const struct value_reader *reader,
			 struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);
	struct choice_reader own = { query_params[row].name,
				     rows[row].allowed,
				     { rows[row].form, NULL } };

	if (!own.value.form)
		return error_set(err, STATUS_INTERNAL, "%s is no choice",
				 own.name);
	if (!own.allowed) {
		types_known(&known);
		own.allowed = buf_text(&known);
	}
	if (reader)
		own.value = *reader;
	return choice_parse(&own, value,
			    (void *)((char *)query + rows[row].offset), err);
}

#define PARAM(id)                                                         \
	enum status param_##id(struct query *query, struct span value,    \
			       struct error *err)                         \
	{                                                                 \
		return choice_param(query, PARAM_##id, value, NULL, err); \
	}
PARAM(doi)
PARAM(orcid)
PARAM(isbn)
PARAM(prefix)
PARAM(funder)
PARAM(updates)
PARAM(update_type)
PARAM(member)
PARAM(type)
PARAM(issn)
PARAM(journal)
PARAM(publisher)
PARAM(language)
PARAM(source)
#undef PARAM
