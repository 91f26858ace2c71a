/* SPDX-License-Identifier: MIT */
/*
 * The forms in which values of choices are kept.
 */
#include "paperd/doi.h"
#include "paperd/identifier.h"
#include "paperd/scoped.h"

#include "doi_spelling.h"
#include "query_read.h"

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

/* ---- names of works and people ---- */

bool doi_form(void *context, struct span value, struct buf *out)
{
	if (doi_clean(value, out))
		return true;
	if (key_is_doi(value) || !key_is_valid(value))
		return false;
	buf_add_span(out, value);
	return true;
}

bool updates_form(void *context, struct span value, struct buf *out)
{
	return doi_clean(value, out);
}

/* Small letters, and what parts them. */
bool kind_form(void *context, struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.len; i++)
		if (!ascii_is_alpha(value.at[i]) && value.at[i] != '_' &&
		    value.at[i] != '-')
			return false;
	for (size_t i = 0; i < value.len; i++)
		buf_add_char(out, ascii_lower(value.at[i]));
	return value.len;
}

bool number_form(void *context, struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.len; i++)
		if (!ascii_is_digit(value.at[i]))
			return false;
	buf_add_span(out, value);
	return value.len;
}

/* Where its digits stand; whether the last one is right is not asked. */
bool orcid_form(void *context, struct span value, struct buf *out)
{
	static const char form[] = "0000-0000-0000-0000";

	if (value.len != sizeof(form) - 1)
		return false;
	for (size_t i = 0; i < value.len; i++) {
		bool last = i == value.len - 1 && value.at[i] == 'X';

		if (form[i] == '-' ? value.at[i] != '-'
				   : !ascii_is_digit(value.at[i]) && !last)
			return false;
	}
	buf_add_span(out, value);
	return true;
}

bool isbn_form(void *context, struct span value, struct buf *out)
{
	return isbn_normalise(value, out);
}

/* With or without the slash behind it. */
bool prefix_form(void *context, struct span value, struct buf *out)
{
	SCOPED(buf_release) struct buf text = buf_init(value.len + 1);

	buf_add_span(&text, value);
	if (!value.len || value.at[value.len - 1] != '/')
		buf_add_char(&text, '/');
	if (doi_prefix_length(buf_span(&text)) != text.len)
		return false;
	buf_add_span(out, span_slice(buf_span(&text), 0, text.len - 1));
	return true;
}

/* The Funder Registry's own DOIs; its numbers stand behind their prefix. */
bool funder_form(void *context, struct span value, struct buf *out)
{
	for (size_t i = 0; i < value.len; i++)
		if (!ascii_is_digit(value.at[i]))
			return doi_clean(value, out);
	buf_add_text(out, "10.13039/");
	buf_add_span(out, value);
	return value.len;
}

/* ---- words ---- */

bool type_form(void *context, struct span value, struct buf *out)
{
	for (size_t i = 0; query_types[i]; i++)
		if (span_is(value, query_types[i])) {
			buf_add_span(out, value);
			return true;
		}
	return false;
}

bool language_form(void *context, struct span value, struct buf *out)
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

bool serial_form(void *context, struct span value, struct buf *out)
{
	char issn[10];

	if (!issn_form(value, issn))
		return false;
	buf_add_text(out, issn);
	return true;
}

/* A name, as it is given, that is not empty when it is compared. */
bool name_form(void *context, struct span value, struct buf *out)
{
	SCOPED(buf_release) struct buf key = buf_init(value.len);

	journal_key(value, &key);
	buf_add_span(out, value);
	return key.len;
}

bool text_form(void *context, struct span value, struct buf *out)
{
	buf_add_span(out, value);
	return true;
}
