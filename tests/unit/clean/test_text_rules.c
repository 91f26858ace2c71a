/* SPDX-License-Identifier: MIT */
/* The rules of text: each example fires its rule, and what is noted agrees
 * with what was done. */
#include "test_text.h"

static bool affiliation(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_affiliation(raw, out, trace);
}

static bool title(struct span raw, struct buf *out, struct trace *trace)
{
	return clean_title(raw, 0, out, trace);
}

static bool abstract(struct span raw, struct buf *out, struct trace *trace)
{
	SCOPED(abstract_release) struct abstract abstract = { 0 };

	cr_assert_eq(clean_abstract(raw, 0, &abstract, trace, NULL), STATUS_OK);
	if (abstract.text)
		buf_add_text(out, abstract.text);
	return abstract.text != NULL;
}

static const struct {
	const char *field;
	text_cleaner *clean;
} fields[] = {
	{ "title", title },
	{ "abstract", abstract },
	{ "container", clean_plain },
	{ "affiliation", affiliation },
	{ "copyright", clean_copyright },
};

static text_cleaner *cleaner_of(const char *field)
{
	for (size_t i = 0; i < ARRAY_COUNT(fields); i++)
		if (!strcmp(fields[i].field, field))
			return fields[i].clean;
	return NULL;
}

/* Cleans a JSON string: as a list of one, which every cleaner opens. */
static bool clean_json(const char *json, text_cleaner *clean, struct buf *out,
		       struct trace *trace)
{
	SCOPED(buf_release) struct buf raw = buf_init(TEXT_ROOM);

	buf_add_format(&raw, "[%s]", json);
	return clean(buf_span(&raw), out, trace);
}

/* Of a row whose value is one string. */
static void check_row(enum rule rule, const struct rule_row *row)
{
	SCOPED(buf_release) struct buf out = buf_init(TEXT_ROOM);
	SCOPED(buf_release) struct buf want = buf_init(TEXT_ROOM);
	text_cleaner *clean = cleaner_of(row->field);
	struct trace trace = { 0 };
	bool known;

	cr_assert_not_null(clean, "%s: %s", row->id, row->field);
	known = clean_json(row->raw, clean, &out, &trace);
	cr_expect(trace.fired[rule], "%s does not fire", row->id);
	if (row->clean[0] == '{')
		return;
	cr_expect_eq(known, row->clean[0] == '"', "%s", row->id);
	if (known)
		clean_json(row->clean, clean, &want, NULL);
	cr_expect_str_eq(buf_text(&out), buf_text(&want), "%s", row->id);
}

Test(text_rules, are_fired_by_their_examples)
{
	for (int i = RULE_TEXTS; i < RULE_NAMES; i++) {
		const struct rule_row *row = rule_row((enum rule)i);

		if (row->field && row->raw[0] == '"')
			check_row((enum rule)i, row);
	}
}

/* What is noted of a text: rules, each with its count, by their names. */
static const struct {
	const char *raw;
	text_cleaner *clean;
	const char *rules;
} rows[] = {
	{ "Bees and flowers", title, "" },
	{ "A &amp;amp; &lt; B", title, "entity.decode 3 " },
	{ "<b>a</b> <i>b</i>", title, "tag.inline 4 " },
	{ "a  b\tc", title, "space.collapse 2 " },
	{ "CO<sub>2</sub> and 10<sup>3</sup>", title,
	  "script.sub 1 script.sup.unicode 1 " },
	{ "x<sup>n</sup>", title, "script.sup 1 " },
	{ "x</sup>", title, "tag.inline 1 " },
	{ "\xFF\x01", title,
	  "bytes.repaired 1 bytes.control 1 suspect.fffd 1 " },
	{ "<p/>n/a", title, "title.placeholder 1 " },
	{ "n/a", clean_plain, "placeholder.null 1 " },
	{ "", clean_plain, "" },
	{ "Background: We counted all the bees.", abstract, "" },
	{ "BACKGROUNDWe counted all the bees.", abstract, "section.label 1 " },
	{ "We counted\nall the bees of a hive.", abstract,
	  "space.collapse 1 " },
	{ "We counted all the bees.\nThen the flowers.", abstract, "" },
	{ "1None", affiliation, "placeholder.null 1 " },
	{ "{\\\"o} {\\bf b}", title, "tex.accent 1 tex.command 3 char.nfc 1 " },
	{ "\\(x^2\\) $\\alpha$", title, "formula.tex 1 tex.symbol 1 " },
};

static void list_rules(const struct trace *trace, struct buf *out)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			buf_add_format(out, "%s %u ",
				       rule_row((enum rule)i)->id,
				       (unsigned)trace->fired[i]);
}

Test(text_rules, are_counted)
{
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(TEXT_ROOM);
		SCOPED(buf_release) struct buf found = buf_init(TEXT_ROOM);
		struct trace trace = { 0 };

		rows[i].clean(span_of(rows[i].raw), &out, &trace);
		list_rules(&trace, &found);
		cr_expect_str_eq(buf_text(&found), rows[i].rules, "%s",
				 rows[i].raw);
	}
}

/* Texts that look odd, and sound ones that nearly do. */
static const struct {
	const char *raw;
	text_cleaner *clean;
	enum rule rule; /* RULE_COUNT: nothing is odd */
} suspects[] = {
	{ "THE LIFE OF BEES", title, RULE_SUSPECT_CAPS },
	{ "DNA", title, RULE_COUNT },
	{ "H2O and DNA", title, RULE_COUNT },
	{ "蜜蜂 THE BEE HIVES", title, RULE_COUNT },
	{ "UsingCyp1a2Null Mice", title, RULE_SUSPECT_WELD },
	{ "argumentation in mediaSwedish", title, RULE_SUSPECT_WELD },
	{ "SketchDream: a tool", title, RULE_COUNT },
	{ "McDonald and PageRank", title, RULE_COUNT },
	{ "WoosterWoosterOHUnited States", affiliation, RULE_SUSPECT_WELD },
	{ "Effects of -tocopherol", title, RULE_SUSPECT_LOST },
	{ "The role of , and others", title, RULE_SUSPECT_LOST },
	{ "The state of the art - a review", title, RULE_COUNT },
	{ "The .NET platform", title, RULE_COUNT },
	{ "on goal?based models", title, RULE_SUSPECT_QUESTION },
	{ "at /page?id=3 of it", title, RULE_COUNT },
	{ "What now? A reply", title, RULE_COUNT },
	{ "The life of bees*", title, RULE_SUSPECT_FOOTNOTE },
	{ "Search by A*", title, RULE_COUNT },
	{ "Call customer support +1-800-555-0123", title, RULE_SUSPECT_SPAM },
	{ "The Penn World Table 0123456789", title, RULE_COUNT },
	{ "Part of", abstract, RULE_SUSPECT_SHORT },
};

Test(text_rules, note_what_is_odd)
{
	for (size_t i = 0; i < ARRAY_COUNT(suspects); i++) {
		SCOPED(buf_release) struct buf out = buf_init(TEXT_ROOM);
		struct trace trace = { 0 };

		suspects[i].clean(span_of(suspects[i].raw), &out, &trace);
		cr_expect_str_eq(buf_text(&out), suspects[i].raw);
		for (int r = 0; r < RULE_COUNT; r++)
			cr_expect_eq(trace.fired[r] > 0,
				     r == (int)suspects[i].rule, "%s: %s",
				     suspects[i].raw,
				     rule_row((enum rule)r)->id);
	}
}
