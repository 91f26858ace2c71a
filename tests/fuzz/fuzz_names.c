/* SPDX-License-Identifier: MIT */
/*
 * Names: any string, and any two parts, in; every result has a name, all clean.
 * What changed has a rule.
 */
#include <string.h>

#include "fuzz.h"
#include "paperd/names.h"

static void require_part(const char *part)
{
	if (part)
		require_clean(span_of(part), false);
}

static void require_names(const struct names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		const struct name *name = &names->items[i];

		REQUIRE(name->family || name->literal);
		require_part(name->family);
		require_part(name->given);
		require_part(name->suffix);
		require_part(name->literal);
	}
}

static bool is_traced(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			return true;
	return false;
}

static bool is_same(struct span part, const char *text)
{
	return text ? span_is(part, text) : !part.len;
}

static bool is_untouched(const struct name_parts *parts,
			 const struct names *names)
{
	return names->count == 1 &&
	       is_same(parts->family, names->items[0].family) &&
	       is_same(parts->given, names->items[0].given) &&
	       !names->items[0].suffix && !names->items[0].affiliation_count;
}

/* The first line is the given name, the rest the family name. */
static void try_parts(struct span raw)
{
	const char *line = raw.len ? memchr(raw.at, '\n', raw.len) : NULL;
	size_t at = line ? (size_t)(line - raw.at) : 0;
	struct name_parts parts = { .given = span_slice(raw, 0, at),
				    .family = span_slice(raw, at + 1,
							 raw.len) };
	struct names names = { 0 };
	struct trace trace = { 0 };

	if (!line ||
	    names_from_parts(&parts, 1, &names, &trace, NULL) != STATUS_OK)
		return;
	require_names(&names);
	if (is_untouched(&parts, &names))
		REQUIRE(!is_traced(&trace));
	names_release(&names);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	struct span raw = { (const char *)bytes, len };
	struct names names = { 0 };
	struct trace trace = { 0 };

	try_parts(raw);
	if (names_from_text(raw, &names, &trace, NULL) != STATUS_OK)
		return 0;
	require_names(&names);
	REQUIRE(!len || is_traced(&trace));
	names_release(&names);
	return 0;
}
