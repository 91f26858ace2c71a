/* SPDX-License-Identifier: MIT */
#include "form.h"

static size_t skip(struct span text, size_t at, bool (*is)(char c))
{
	while (at < text.len && is(text.at[at]))
		at++;
	return at;
}

static bool is_space(char c)
{
	return ascii_is_space(c);
}

static bool is_word(char c)
{
	return ascii_is_alnum(c) || c == '_' || c == '-';
}

/* "@word{" */
static bool is_entry(struct span text)
{
	size_t end = skip(text, 1, is_word);

	if (text.at[0] != '@' || end == 1 || !ascii_is_alpha(text.at[1]))
		return false;
	end = skip(text, end, is_space);
	return end < text.len && (text.at[end] == '{' || text.at[end] == '(');
}

bool ris_tag(struct span line, struct span *ret_tag, struct span *ret_value)
{
	size_t dash = 2;

	if (line.len < 4 || !ascii_is_upper(line.at[0]) ||
	    !(ascii_is_upper(line.at[1]) || ascii_is_digit(line.at[1])))
		return false;
	while (dash < 4 && line.at[dash] == ' ')
		dash++;
	if (dash == 2 || dash == line.len || line.at[dash] != '-')
		return false;
	/* with a single blank, as some write it, no word may follow at once */
	if (dash == 3 && line.len > 4 && !ascii_is_space(line.at[4]))
		return false;
	*ret_tag = span_slice(line, 0, 2);
	*ret_value = span_slice(line, dash + 1, line.len);
	return true;
}

/* A page of a service that has no answer is no XML of its own. */
static bool is_html(struct span text)
{
	static const char type[] = "<!doctype";

	if (span_starts_nocase(text, type))
		text = span_trim(span_slice(text, sizeof(type) - 1, text.len));
	else
		text = span_slice(text, 1, text.len);
	return span_starts_nocase(text, "html");
}

/* "<name", "<?", "<!" */
static bool is_xml(struct span text)
{
	char next = text.len > 1 ? text.at[1] : '\0';

	if (text.at[0] != '<' || is_html(text))
		return false;
	return ascii_is_alpha(next) || next == '?' || next == '!' ||
	       next == '_';
}

bool form_of(struct span text, enum source_form *ret)
{
	struct span tag, value;

	text = span_trim(text);
	if (!text.len)
		return false;
	if (text.at[0] == '{' || text.at[0] == '[')
		*ret = SOURCE_JSON;
	else if (is_entry(text))
		*ret = SOURCE_BIBTEX;
	else if (ris_tag(text, &tag, &value) && span_is(tag, "TY"))
		*ret = SOURCE_RIS;
	else if (is_xml(text))
		*ret = SOURCE_XML;
	else
		return false;
	return true;
}

bool form_find(struct span head, enum source_form *ret)
{
	struct span rest = head, line;
	bool marked = false;

	while (span_next(&rest, '\n', &line)) {
		size_t from = (size_t)(line.at - head.at);

		line = span_trim(line);
		/* of a page of HTML the lines after the first are no XML */
		if (!line.len || (line.at[0] == '<' && marked))
			continue;
		marked = marked || line.at[0] == '<';
		/* with the lines after it: "@article" may have its brace on
		 * the next one */
		if (line.at[0] == '@')
			line = span_slice(head, from, head.len);
		if (form_of(line, ret))
			return true;
	}
	return false;
}

enum status form_check(struct span raw, struct error *err)
{
	size_t valid = utf8_valid_length(raw);
	const char *nul = raw.len ? memchr(raw.at, '\0', raw.len) : NULL;

	if (valid < raw.len)
		return error_set(err, STATUS_INVALID_BODY,
				 "invalid UTF-8 at byte %zu", valid);
	if (nul)
		return error_set(err, STATUS_INVALID_BODY, "NUL at byte %zu",
				 (size_t)(nul - raw.at));
	return STATUS_OK;
}
