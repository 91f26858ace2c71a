/* SPDX-License-Identifier: MIT */
/*
 * Parameters that are a choice of values: a|b, !a|b.
 */
#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/identifier.h"
#include "paperd/scoped.h"

#include "query_read.h"

/* Longest value that is kept. */
#define VALUE_MAX 4096

/* clang-format off */
const char *const query_types[] = {
	"book", "book-chapter", "book-part", "book-section", "book-series",
	"book-set", "book-track", "component", "database", "dataset",
	"dissertation", "edited-book", "grant", "journal", "journal-article",
	"journal-issue", "journal-volume", "monograph", "other", "peer-review",
	"posted-content", "proceedings", "proceedings-article",
	"proceedings-series", "reference-book", "reference-entry", "report",
	"report-component", "report-series", "standard", "standard-series",
	NULL
};
/* clang-format on */

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
	if (!is_text(value) || !reader->form(reader->context, value, &form))
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

/* ---- the form of a value ---- */

static bool doi_form(void *context, struct span value, struct buf *out)
{
	if (doi_clean(value, out))
		return true;
	if (key_is_doi(value) || !key_is_valid(value))
		return false;
	buf_add_span(out, value);
	return true;
}

static bool type_form(void *context, struct span value, struct buf *out)
{
	for (size_t i = 0; query_types[i]; i++)
		if (span_is(value, query_types[i])) {
			buf_add_span(out, value);
			return true;
		}
	return false;
}

static bool language_form(void *context, struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.len; i++)
		if (!ascii_is_lower(value.at[i]))
			return false;
	buf_add_span(out, value);
	return value.len == 2 || value.len == 3;
}

/* NNNN-NNNX or NNNNNNNX; whether such a serial exists is the data's say. */
bool issn_form(struct span value, char out[10])
{
	size_t len = 0;

	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		if (c == '-' && len == 4)
			continue;
		if (len == 8 ||
		    !(ascii_is_digit(c) || (len == 7 && ascii_lower(c) == 'x')))
			return false;
		out[len < 4 ? len : len + 1] = c == 'x' ? 'X' : c;
		len++;
	}
	out[4] = '-';
	out[9] = '\0';
	return len == 8;
}

static bool serial_form(void *context, struct span value, struct buf *out)
{
	char issn[10];

	if (!issn_form(value, issn))
		return false;
	buf_add_text(out, issn);
	return true;
}

/* A name, as it is given, that is not empty when it is compared. */
static bool name_form(void *context, struct span value, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(value.len);

	journal_key(value, &key);
	buf_add_span(out, value);
	return key.len;
}

static bool text_form(void *context, struct span value, struct buf *out)
{
	buf_add_span(out, value);
	return true;
}

/* ---- the parameters ---- */

enum status param_doi(struct query *query, struct span value, struct error *err)
{
	static const struct choice_reader reader = { "doi",
						     "give a DOI: 10.1000/182",
						     doi_form, NULL };

	return choice_parse(&reader, value, &query->doi, err);
}

enum status param_type(struct query *query, struct span value,
		       struct error *err)
{
	SCOPED(buf_release) struct buf known = buf_init(ERROR_DETAIL_MAX);
	struct choice_reader reader = { .name = "type", .form = type_form };
	size_t count = 0;

	while (query_types[count])
		count++;
	buf_add_text(&known, "known are: ");
	param_names(query_types, count, &known);
	reader.allowed = buf_text(&known);
	return choice_parse(&reader, value, &query->type, err);
}

enum status param_language(struct query *query, struct span value,
			   struct error *err)
{
	static const struct choice_reader reader = {
		"language", "give an ISO 639-1 or 639-3 code: en",
		language_form, NULL
	};

	return choice_parse(&reader, value, &query->language, err);
}

enum status param_issn(struct query *query, struct span value,
		       struct error *err)
{
	static const struct choice_reader reader = { "issn",
						     "the form is 1234-567X",
						     serial_form, NULL };

	return choice_parse(&reader, value, &query->issn, err);
}

enum status param_journal(struct query *query, struct span value,
			  struct error *err)
{
	static const struct choice_reader reader = { "journal",
						     "give a journal's title",
						     name_form, NULL };

	return choice_parse(&reader, value, &query->journal, err);
}

enum status param_publisher(struct query *query, struct span value,
			    struct error *err)
{
	static const struct choice_reader reader = { "publisher",
						     "give a publisher's name",
						     name_form, NULL };

	return choice_parse(&reader, value, &query->publisher, err);
}

enum status param_source(struct query *query, struct span value,
			 struct error *err)
{
	static const struct choice_reader reader = {
		"source", "give a name as in source.name: Crossref", text_form,
		NULL
	};

	return choice_parse(&reader, value, &query->source, err);
}
