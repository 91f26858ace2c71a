/* SPDX-License-Identifier: MIT */
/*
 * The styles and locales there are, by their names.
 */
#include "citation.h"

#include "paperd/scoped.h"

static const struct citation_style styles[] = {
	{ "apa" },     { "ieee" }, { "vancouver" }, { "chicago-author-date" },
	{ "harvard" },
};

static const struct citation_locale locales[] = {
	{ "en-US" },
	{ "de-DE" },
	{ "fr-FR" },
	{ "zh-CN" },
};

const struct citation_style *citation_style(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(styles); i++)
		if (!name.at || span_is_nocase(name, styles[i].name))
			return &styles[i];
	return NULL;
}

const struct citation_locale *citation_locale(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		if (!name.at || span_is_nocase(name, locales[i].name) ||
		    (name.len >= 2 &&
		     span_starts_nocase(span_of(locales[i].name), "") &&
		     span_is_nocase(span_slice(name, 0, 2),
				    (char[3]){ locales[i].name[0],
					       locales[i].name[1], 0 }) &&
		     (name.len == 2 || name.at[2] == '-')))
			return &locales[i];
	return NULL;
}

void citation_styles(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(styles); i++)
		buf_add_format(out, "%s%s", i ? ", " : "", styles[i].name);
}

void citation_locales(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		buf_add_format(out, "%s%s", i ? ", " : "", locales[i].name);
}
