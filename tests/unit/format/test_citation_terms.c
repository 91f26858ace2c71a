/* SPDX-License-Identifier: MIT */
/*
 * The tables of styles and locales: every term that a style has is in every
 * locale.  A term that is not there would be left out in silence.
 */
#include <criterion/criterion.h>

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

static void check_term(const char *style, struct span name)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		cr_expect(term_of(locales[i], name).one, "%s, %s: no \"%.*s\"",
			  style, locales[i]->name, (int)name.len, name.at);
}

/* How many terms there are; braces are closed. */
static size_t check_text(const char *style, const char *text)
{
	struct span rest = span_of(text), part;
	size_t ret = 0;

	while (rest.at && span_next(&rest, '{', &part)) {
		if (!rest.at)
			break;
		cr_expect(span_has(rest, '}'), "%s: %s", style, text);
		span_next(&rest, '}', &part);
		check_term(style, part);
		ret++;
	}
	return ret;
}

static size_t check_rules(const char *style, const struct name_rules *rules)
{
	return check_text(style, rules->last) +
	       check_text(style, rules->last_many) +
	       check_text(style, rules->et_al);
}

Test(citation_terms, are_in_every_locale)
{
	size_t count = 0;

	for (size_t i = 0; i < ARRAY_COUNT(styles); i++) {
		const struct citation_style *style = styles[i];
		const struct part *part = style->parts;

		for (; part->element; part++) {
			count += check_text(style->name, part->before);
			count += check_text(style->name, part->after);
		}
		for (size_t k = 0; k < ARRAY_COUNT(style->marks); k++)
			count += check_text(style->name, style->marks[k].text);
		count += check_rules(style->name, &style->authors);
		count += check_rules(style->name, &style->editors);
		count += check_text(style->name, style->lead_editors);
		count += check_text(style->name, style->undated);
		count += check_text(style->name, style->retracted);
	}
	check_term("all", (struct span)SPAN("retraction-published"));
	cr_expect_gt(count, 50);
}

Test(citation_terms, have_all_months)
{
	for (size_t i = 0; i < ARRAY_COUNT(locales); i++)
		for (size_t k = 0; k < 12; k++)
			cr_expect(*locales[i]->months[k] &&
				  *locales[i]->short_months[k]);
}
