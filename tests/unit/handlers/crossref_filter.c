/* SPDX-License-Identifier: MIT */
/* What Crossref's filters and facets are in the native list. */
#include <criterion/criterion.h>

#include "crossref.h"

#define TEXT_MAX (1 << 16)

/* "name=value&name=value", then "&nothing" where nothing can match. */
static void native_write(const struct native *native, struct buf *out)
{
	for (size_t i = 0; i < native->count; i++)
		buf_add_format(out, "%s%s=%s", i ? "&" : "",
			       native->params[i].name,
			       buf_text(&native->params[i].value));
	if (native->nothing)
		buf_add_text(out, "&nothing");
}

static const struct {
	const char *filter;
	const char *native;
} translated[] = {
	{ "", "" },
	{ " ", "" },
	{ "type:book", "type=book" },
	{ "type:book,type:monograph", "type=book|monograph" },
	{ "type:book, issn:1234-5679", "type=book&issn=1234-5679" },
	{ "type-name:Journal Article", "type=journal-article" },
	{ "type-name:journal article,type-name:Part",
	  "type=journal-article|book-part" },
	/* two filters of one parameter must both hold */
	{ "type:book,type:journal-article,type-name:Journal Article",
	  "type=journal-article" },
	{ "type:book,type-name:Journal Article",
	  "type=journal-article&nothing" },
	/* a comma parts only before the name of a filter */
	{ "doi:10.1/a,b", "doi=10.1/a,b" },
	{ "doi:10.1/a,b,doi:10.1/c", "doi=10.1/a,b|10.1/c" },
	{ "updates:10.1/a,x:y,type:book", "type=book&updates=10.1/a,x:y" },
	{ "container-title:Cities, Towns, and Villages",
	  "journal=Cities, Towns, and Villages" },
	{ "doi:10.1/a,b,type-name:Book", "type=book&doi=10.1/a,b" },
	/* addresses */
	{ "issn:http://id.crossref.org/issn/1234-5679", "issn=1234-5679" },
	{ "orcid:https://orcid.org/0000-0002-1825-0097",
	  "orcid=0000-0002-1825-0097" },
	{ "prefix:https://id.crossref.org/prefix/10.1016", "prefix=10.1016" },
	{ "member:https://id.crossref.org/member/78", "member=78" },
	{ "isbn:9780306406157", "isbn=9780306406157" },
	{ "funder:10.13039/100000001,funder:501100000781",
	  "funder=10.13039/100000001|501100000781" },
	{ "update-type:retraction,update-type:correction",
	  "update_type=retraction|correction" },
	/* signs of the native list */
	{ "container-title:!Kung | Others", "journal= Kung   Others" },
	/* true and false */
	{ "has-abstract:true", "has=abstract" },
	{ "has-abstract:T,has-orcid:1", "has=abstract,orcid" },
	{ "has-abstract:False,has-license:f,has-references:0",
	  "has=!abstract,!license,!references" },
	{ "has-abstract:t,has-abstract:f", "" },
	{ "has-abstract:t,has-abstract:TRUE", "has=abstract" },
	{ "is-update:true,has-update:true", "has=update,updated" },
	{ "has-funder:true,has-affiliation:false", "has=!affiliation,funder" },
	{ "has-full-text:false", "" },
	{ "has-full-text:true", "&nothing" },
	/* dates: of one filter the widest, of two the narrowest */
	{ "from-pub-date:2014", "from=2014" },
	{ "until-print-pub-date:2014-03-31", "until=2014-03-31" },
	{ "from-pub-date:2014-05,from-pub-date:2013", "from=2013" },
	{ "from-pub-date:2014,from-online-pub-date:2014-02", "from=2014-02" },
	{ "from-posted-date:2015,from-issued-date:2014", "from=2015" },
	{ "until-pub-date:2014,until-issued-date:2014-03", "until=2014-03" },
	{ "until-pub-date:2014-03,until-pub-date:2014", "until=2014" },
	{ "from-created-date:2014,until-index-date:2016-01-02T10:00:00",
	  "loaded_from=2014&loaded_until=2016-01-02" },
	{ "from-deposit-date:2014,from-update-date:2015", "loaded_from=2015" },
};

Test(crossref_filter, is_translated)
{
	for (size_t i = 0; i < ARRAY_COUNT(translated); i++) {
		SCOPED(native_release) struct native native = { 0 };
		SCOPED(buf_release) struct buf text = buf_init(TEXT_MAX);
		SCOPED(response_release)
		struct response res = response_init();
		struct error err = { 0 };

		cr_expect_eq(filters_read(span_of(translated[i].filter),
					  &native, &res, &err),
			     STATUS_OK, "%s: %s", translated[i].filter,
			     err.detail);
		native_write(&native, &text);
		cr_expect_str_eq(buf_text(&text), translated[i].native, "%s",
				 translated[i].filter);
	}
}

static const struct {
	const char *filter;
	const char *noted; /* the start of the members of the failure */
} refused[] = {
	{ "has-nonsense:true",
	  "\"type\":\"filter-not-available\",\"value\":\"has-nonsense\"" },
	{ "type:book,relation.type:is-part-of",
	  "\"type\":\"filter-not-available\",\"value\":\"relation.type\"" },
	{ "category-name:Ecology",
	  "\"type\":\"filter-not-available\",\"value\":\"category-name\"" },
	{ "type", "\"type\":\"pair-list-form-invalid\",\"value\":\"type\"" },
	{ "has-abstract:maybe",
	  "\"type\":\"boolean-not-valid\",\"value\":\"maybe\"" },
	{ "has-full-text:", "\"type\":\"boolean-not-valid\",\"value\":\"\"" },
	{ "doi:!10.1/a", "\"type\":\"doi-not-valid\",\"value\":\"!10.1/a\"" },
};

Test(crossref_filter, that_is_not_understood_is_named)
{
	for (size_t i = 0; i < ARRAY_COUNT(refused); i++) {
		SCOPED(native_release) struct native native = { 0 };
		SCOPED(response_release)
		struct response res = response_init();
		struct error err = { 0 };

		cr_expect_eq(filters_read(span_of(refused[i].filter), &native,
					  &res, &err),
			     STATUS_INVALID_PARAMETER, "%s", refused[i].filter);
		cr_expect(strstr(buf_text(&res.problem), refused[i].noted) ==
				  buf_text(&res.problem),
			  "%s: %s", refused[i].filter, buf_text(&res.problem));
	}
}

/* The table must be read from the front: no name is before a longer one that
 * begins with it and a colon, and every one is there once. */
Test(crossref_filter, has_each_name_once)
{
	for (const struct filter *f = crossref_filters; f->name; f++)
		for (const struct filter *g = f + 1; g->name; g++)
			cr_expect_str_neq(f->name, g->name);
}

static const struct {
	const char *facet;
	const char *native;
} facets[] = {
	{ "t", "" },
	{ "True", "" },
	{ "*", "" },
	{ "", "" },
	{ "type-name:3", "facets=type&facet-limit=3" },
	{ "type-name", "facets=type&facet-limit=1000" },
	{ "published:5,container-title:*",
	  "facets=year,journal&facet-limit=1000" },
	{ "source:2,publisher-name:30000",
	  "facets=source,publisher&facet-limit=1000" },
};

Test(crossref_facet, is_translated)
{
	for (size_t i = 0; i < ARRAY_COUNT(facets); i++) {
		SCOPED(native_release) struct native native = { 0 };
		SCOPED(buf_release) struct buf text = buf_init(TEXT_MAX);
		SCOPED(response_release)
		struct response res = response_init();
		struct facets_asked asked = { 0 };
		struct error err = { 0 };

		cr_expect_eq(facet_list_read(span_of(facets[i].facet), &native,
					     &asked, &res, &err),
			     STATUS_OK, "%s: %s", facets[i].facet, err.detail);
		native_write(&native, &text);
		cr_expect_str_eq(buf_text(&text), facets[i].native, "%s",
				 facets[i].facet);
	}
}

static const struct {
	const char *facet;
	const char *noted;
} bad_facets[] = {
	{ "orcid:*", "\"type\":\"facet-not-available\",\"value\":\"orcid\"" },
	{ "type-name:1,x:2",
	  "\"type\":\"facet-not-available\",\"value\":\"x\"" },
	{ "type-name:0", "\"type\":\"integer-not-valid\",\"value\":\"0\"" },
	{ "type-name:a", "\"type\":\"integer-not-valid\",\"value\":\"a\"" },
};

Test(crossref_facet, that_is_not_there_is_named)
{
	for (size_t i = 0; i < ARRAY_COUNT(bad_facets); i++) {
		SCOPED(native_release) struct native native = { 0 };
		SCOPED(response_release)
		struct response res = response_init();
		struct facets_asked asked = { 0 };
		struct error err = { 0 };

		cr_expect_eq(facet_list_read(span_of(bad_facets[i].facet),
					     &native, &asked, &res, &err),
			     STATUS_INVALID_PARAMETER, "%s",
			     bad_facets[i].facet);
		cr_expect(strstr(buf_text(&res.problem), bad_facets[i].noted),
			  "%s: %s", bad_facets[i].facet,
			  buf_text(&res.problem));
	}
}

/* Every type that the native list knows has a label, and back. */
Test(crossref_type, is_its_label)
{
	for (size_t i = 0; query_types[i]; i++) {
		const char *label = type_label(query_types[i]);
		const char *type = type_of_label(span_of(label));

		cr_expect_str_neq(label, query_types[i]);
		cr_expect(type && strcmp(type, query_types[i]) == 0, "%s: %s",
			  query_types[i], label);
	}
	cr_expect_str_eq(type_label("postcard"), "postcard");
	cr_expect_null(type_of_label((struct span)SPAN("postcard")));
}
