/* SPDX-License-Identifier: MIT */
/*
 * The examples of the rules of values: each is run through the function of its
 * field and must fire its rule; a form that is right already fires none.
 */
#include "test_values.h"

/* Copies the string of a key out of an example's JSON, which is flat and holds
 * no escapes; "" for null. */
static struct span member(const char *json, const char *key, char out[100])
{
	char quoted[40];
	const char *at = json;

	out[0] = '\0';
	if (key) {
		snprintf(quoted, sizeof(quoted), "\"%s\":", key);
		at = strstr(json, quoted);
		cr_assert_not_null(at, "%s in %s", key, json);
		at += strlen(quoted);
	}
	if (*at == '"')
		snprintf(out, 100, "%.*s", (int)strcspn(at + 1, "\""), at + 1);
	return span_of(out);
}

static void run_date(const char *raw, struct trace *trace)
{
	struct clean_date date;
	char text[100];

	date_from_text(member(raw, NULL, text), &date, trace);
}

static void run_pages(const char *raw, struct trace *trace)
{
	struct clean_pages pages;
	char text[100];

	pages_from_text(member(raw, NULL, text), &pages, trace);
}

static void run_volume(const char *raw, struct trace *trace)
{
	struct clean_volume clean;
	char volume[100], issue[100];

	volume_from_text(member(raw, "volume", volume),
			 member(raw, "issue", issue), &clean, trace);
}

static void run_issn(const char *raw, struct trace *trace)
{
	char text[100], issn[10];

	issn_clean(member(raw, NULL, text), issn, trace);
}

static void run_orcid(const char *raw, struct trace *trace)
{
	char text[100], orcid[20];

	orcid_clean(member(raw, NULL, text), orcid, trace);
}

static void run_identifier(const char *raw, struct trace *trace)
{
	SCOPED(buf_release) struct buf id = buf_init(100);
	char scheme[100], value[100];

	member(raw, "scheme", scheme);
	identifier_clean(scheme, member(raw, "value", value), &id, trace);
}

static void run_url(const char *raw, struct trace *trace)
{
	SCOPED(buf_release) struct buf url = buf_init(100);
	char text[100];

	url_clean(member(raw, NULL, text), &url, trace);
}

static void run_language(const char *raw, struct trace *trace)
{
	char text[100], codes[LANGUAGES_MAX][4];

	language_clean(member(raw, NULL, text), codes, LANGUAGES_MAX, trace);
}

static void run_license(const char *raw, struct trace *trace)
{
	struct clean_license license = { 0 };
	char text[100];

	license_clean(member(raw, NULL, text), &license, trace);
	free(license.url);
}

static void run_type(const char *raw, struct trace *trace)
{
	char scheme[100], type[100];

	member(raw, "scheme", scheme);
	type_csl(scheme, member(raw, "type", type), span_of(""), trace);
}

static void run_scalar(const char *raw, struct trace *trace)
{
	long long integer;
	char value[100];

	integer_clean(member(raw, "value", value), &integer, trace);
}

static const struct {
	const char *field;
	void (*run)(const char *raw, struct trace *trace);
} fields[] = {
	{ "date", run_date },
	{ "pages", run_pages },
	{ "volume_issue", run_volume },
	{ "issn", run_issn },
	{ "orcid", run_orcid },
	{ "identifier", run_identifier },
	{ "url", run_url },
	{ "language", run_language },
	{ "license", run_license },
	{ "type", run_type },
	{ "scalar", run_scalar },
};

/* False when the field is not cleaned here: DOIs are the paper layer's. */
static bool run(const char *field, const char *raw, struct trace *trace)
{
	for (size_t i = 0; i < ARRAY_COUNT(fields); i++) {
		if (strcmp(fields[i].field, field) != 0)
			continue;
		fields[i].run(raw, trace);
		return true;
	}
	return false;
}

Test(rules_of_values, fire_on_their_examples)
{
	size_t count = 0;

	for (int rule = RULE_VALUES; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = rule_row((enum rule)rule);
		struct trace trace = { { 0 } };

		if (strncmp(row->id, "doi.", 4) == 0)
			continue;
		cr_assert_not_null(row->field, "%s has no example", row->id);
		cr_assert(run(row->field, row->raw, &trace), "%s", row->field);
		cr_expect(trace.fired[rule], "%s on %s", row->id, row->raw);
		count++;
	}
	cr_expect_gt(count, 30);
}

static const struct {
	const char *field;
	const char *raw;
	const char *rules; /* "id=count …", in the order of enum rule */
} rows[] = {
	{ "date", "\"2010-03-12\"", "" },
	{ "date", "\"2010-03-12T10:00:00Z\"", "date.form=1" },
	{ "date", "\"1998 Dec-1999 Jan\"", "date.form=1 date.range=1" },
	{ "date", "\"2010/2010\"", "date.range=1" },
	{ "date", "\"31 June 2021\"", "date.form=1 date.truncated=1" },
	{ "date", "\"5.6.15\"", "date.ambiguous=1" },
	{ "date", "\"0380\"", "date.year=1" },
	{ "pages", "\"17-29\"", "" },
	{ "pages", "\"pp. 17 – 29\"", "pages.dash=1 pages.label=1" },
	{ "pages", "\"17-9, 31-3\"", "pages.expand=2" },
	{ "pages", "\"17-29, 31\"", "" },
	{ "pages", "\"17-29,31\"", "pages.form=1" },
	{ "pages", "\"e20177\"", "pages.article_number=1" },
	{ "pages", "\"17-29; quiz 30-p. 31\"", "pages.note_dropped=1" },
	{ "volume_issue", "{\"volume\":\"8\",\"issue\":\"4\"}", "" },
	{ "volume_issue", "{\"volume\":\"Vol. 8, No 4\",\"issue\":null}",
	  "volume.split=1 volume.label=1" },
	{ "volume_issue", "{\"volume\":\"n/a\",\"issue\":\"4\"}",
	  "placeholder.null=1" },
	{ "issn", "\"1476-4687\"", "" },
	{ "issn", "\"1476-4680, 0028-0836\"", "issn.form=1 issn.check=1" },
	{ "issn", "\"none\"", "issn.check=1" },
	{ "language", "\"en\"", "" },
	{ "language", "\"en; und; xx\"", "language.code=1 language.null=2" },
	{ "license", "\"MIT\"", "" },
	{ "license", "\"n/a\"", "placeholder.null=1" },
	{ "type", "{\"scheme\":\"crossref\",\"type\":\"book\"}", "" },
	{ "type", "{\"scheme\":\"ris\",\"type\":\"GEN\"}", "type.mapped=1" },
	{ "scalar", "{\"kind\":\"integer\",\"value\":\"12\"}", "" },
};

/* Writes what a trace holds. */
static void write_trace(const struct trace *trace, char out[VALUE_ROOM])
{
	out[0] = '\0';
	for (int rule = 0; rule < RULE_COUNT; rule++)
		if (trace->fired[rule])
			snprintf(out + strlen(out), VALUE_ROOM - strlen(out),
				 "%s%s=%u", out[0] ? " " : "",
				 rule_row((enum rule)rule)->id,
				 (unsigned)trace->fired[rule]);
}

Test(rules_of_values, are_noted_as_often_as_they_are_applied)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct trace trace = { { 0 } };
		char got[VALUE_ROOM];

		cr_assert(run(rows[i].field, rows[i].raw, &trace));
		write_trace(&trace, got);
		cr_expect_str_eq(got, rows[i].rules, "%s %s", rows[i].field,
				 rows[i].raw);
	}
}
