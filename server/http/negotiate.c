/* SPDX-License-Identifier: MIT */
#include "paperd/negotiate.h"

#include <strings.h>

/* How exactly an element names a type. */
enum { NAMES_NOT, NAMES_ALL, NAMES_KIND, NAMES_TYPE };

/* Takes the part before the next separator outside quotes off *rest. */
static struct span next_part(struct span *rest, char separator)
{
	struct span text = *rest;
	bool quoted = false;
	size_t i = 0;

	for (; i < text.len; i++) {
		if (text.at[i] == '"')
			quoted = !quoted;
		else if (quoted && text.at[i] == '\\')
			i++;
		else if (!quoted && text.at[i] == separator)
			break;
	}
	if (i >= text.len) {
		*rest = (struct span){ 0 };
		return span_trim(text);
	}
	*rest = span_slice(text, i + 1, text.len);
	return span_trim(span_slice(text, 0, i));
}

/* Splits "name = value"; false when there is no '='. */
static bool split_param(struct span part, struct span *ret_name,
			struct span *ret_value)
{
	struct span value = part, name;

	if (!part.len || !memchr(part.at, '=', part.len))
		return false;
	name = next_part(&value, '=');
	value = span_trim(value);
	if (value.len > 1 && value.at[0] == '"' &&
	    value.at[value.len - 1] == '"')
		value = span_slice(value, 1, value.len - 1);
	*ret_name = name;
	*ret_value = value;
	return true;
}

static struct span find_param(struct span params, const char *wanted)
{
	struct span name, value;

	while (params.at) {
		struct span part = next_part(&params, ';');

		if (split_param(part, &name, &value) &&
		    span_is_nocase(name, wanted))
			return value.at ? value : (struct span)SPAN("");
	}
	return (struct span){ 0 };
}

/* A weight in thousandths (RFC 9110 section 12.4.2). */
static unsigned read_quality(struct span text)
{
	unsigned value = 0, unit = QUALITY_MAX;

	if (!text.len || (text.at[0] != '0' && text.at[0] != '1'))
		return QUALITY_MAX;
	for (size_t i = 0; i < text.len; i++) {
		if (i == 1 && text.at[i] == '.')
			continue;
		if (!ascii_is_digit((unsigned char)text.at[i]))
			return QUALITY_MAX;
		value += (unsigned)(text.at[i] - '0') * unit;
		unit /= 10;
	}
	return value < QUALITY_MAX ? value : QUALITY_MAX;
}

bool media_range_next(struct span *list, struct media_range *ret)
{
	while (list->at) {
		struct span element = next_part(list, ',');
		struct span type = next_part(&element, ';');

		if (!type.len)
			continue;
		*ret = (struct media_range){
			.type = type,
			.params = element,
			.quality = read_quality(find_param(element, "q")),
		};
		return true;
	}
	return false;
}

struct span media_range_param(const struct media_range *range, const char *name)
{
	return find_param(range->params, name);
}

static int names(struct span range, const char *type)
{
	const char *slash = strchr(type, '/');
	size_t kind = slash ? (size_t)(slash - type) + 1 : 0;

	if (span_is_nocase(range, type))
		return NAMES_TYPE;
	if (span_is(range, "*/*") || span_is(range, "*"))
		return NAMES_ALL;
	if (range.len == kind + 1 && range.at[kind] == '*' &&
	    strncasecmp(range.at, type, kind) == 0)
		return NAMES_KIND;
	return NAMES_NOT;
}

/* What a list says of one type: by which kind of name, and the weight. */
struct verdict {
	int names;
	unsigned quality;
};

static struct verdict judge(struct span list, const char *type)
{
	struct verdict best = { NAMES_NOT, 0 };
	struct media_range range;
	bool any = false;

	while (media_range_next(&list, &range)) {
		int how = names(range.type, type);

		any = true;
		if (how > best.names)
			best = (struct verdict){ how, range.quality };
	}
	return any ? best : (struct verdict){ NAMES_ALL, QUALITY_MAX };
}

unsigned accept_quality(struct span accept, const char *type)
{
	return judge(accept, type).quality;
}

int accept_choose(struct span accept, const char *const *types, size_t count)
{
	struct verdict best = { 0 };
	int choice = -1;

	for (size_t i = 0; i < count; i++) {
		struct verdict verdict = judge(accept, types[i]);

		if (verdict.quality > best.quality ||
		    (choice >= 0 && verdict.quality == best.quality &&
		     verdict.names > best.names)) {
			best = verdict;
			choice = (int)i;
		}
	}
	return choice;
}

bool accept_has_coding(struct span accept_encoding, const char *coding)
{
	struct verdict wanted, plain;

	if (!span_trim(accept_encoding).len)
		return false;
	wanted = judge(accept_encoding, coding);
	plain = judge(accept_encoding, "identity");
	/* What is not named is as good as named by nobody: identity is then
	 * acceptable but not asked for (section 12.5.3). */
	return wanted.quality > 0 &&
	       (plain.names != NAMES_TYPE || wanted.quality >= plain.quality);
}
