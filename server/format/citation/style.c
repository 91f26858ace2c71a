/* SPDX-License-Identifier: MIT */
/*
 * The styles and locales there are, by their names.
 */
#include "citation.h"

#include "paperd/scoped.h"

static const struct citation_style *const styles[] = {
	&apa_style,     &ieee_style,    &vancouver_style,
	&chicago_style, &harvard_style,
};

static const struct citation_locale *const locales[] = {
	&locale_en,
	&locale_de,
	&locale_fr,
	&locale_zh,
};

/* The language of a locale's name, "de" of "de-AT". */
static struct span language_of(struct span name)
{
	struct span ret = { 0 };

	span_next(&name, '-', &ret);
	return ret;
}

static bool same_language(struct span name, const char *locale)
{
	struct span language = language_of(name);

	return language.len == 2 &&
	       span_starts_nocase(span_of(locale), (char[3]){
							   language.at[0],
							   language.at[1],
						   });
}

const struct citation_style *citation_style(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(styles); i++)
		if (!name.at || span_is_nocase(name, styles[i]->name))
			return styles[i];
	return NULL;
}

const struct citation_locale *citation_locale(struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		if (!name.at || same_language(name, locales[i]->name))
			return locales[i];
	return NULL;
}

void citation_styles(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(styles); i++)
		buf_add_format(out, "%s%s", i ? ", " : "", styles[i]->name);
}

void citation_locales(struct buf *out)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		buf_add_format(out, "%s%s", i ? ", " : "", locales[i]->name);
}

struct term term_of(const struct citation_locale *locale, struct span name)
{
	for (const struct term *term = locale->terms; term->name; term++)
		if (span_is_nocase(name, term->name))
			return *term;
	return (struct term){ 0 };
}
