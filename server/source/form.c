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
	else
		return false;
	return true;
}

bool form_find(struct span head, enum source_form *ret)
{
	struct span rest = head, line;

	while (span_next(&rest, '\n', &line)) {
		size_t from = (size_t)(line.at - head.at);

		line = span_trim(line);
		if (!line.len)
			continue;
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
