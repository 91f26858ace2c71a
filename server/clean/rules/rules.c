/* SPDX-License-Identifier: MIT */
#include "rules_table.h"

const struct rule_row *rule_row(enum rule rule)
{
	if (rule >= RULE_VALUES)
		return &rules_values[rule - RULE_VALUES];
	if (rule >= RULE_NAMES)
		return &rules_names[rule - RULE_NAMES];
	return &rules_text[rule - RULE_TEXTS];
}

/* Most rules that decide something are right more often than not, and no more
 * can be said; of these more is known. */
static const struct {
	enum rule rule;
	enum confidence confidence;
} confidences[] = {
	/* the grammar leaves hardly another reading */
	{ RULE_FORMULA_LINEAR, CONFIDENCE_HIGH },
	{ RULE_INERT_DEFUSED, CONFIDENCE_HIGH },
	{ RULE_TITLE_BRACKETS, CONFIDENCE_HIGH },
	{ RULE_TITLE_ORIGINAL, CONFIDENCE_HIGH },
	{ RULE_SECTION_LABEL, CONFIDENCE_HIGH },
	{ RULE_NAME_PARTICLE, CONFIDENCE_HIGH },
	{ RULE_NAME_SUFFIX, CONFIDENCE_HIGH },
	{ RULE_NAME_SCRIPT_PAIR, CONFIDENCE_HIGH },
	{ RULE_NAME_HOMOGLYPH, CONFIDENCE_HIGH },
	{ RULE_PAGES_EXPAND, CONFIDENCE_HIGH },
	{ RULE_VOLUME_SPLIT, CONFIDENCE_HIGH },
	/* few bytes decide */
	{ RULE_MOJIBAKE_MACROMAN, CONFIDENCE_LOW },
	{ RULE_MOJIBAKE_CP1251, CONFIDENCE_LOW },
	{ RULE_MOJIBAKE_C1, CONFIDENCE_LOW },
	{ RULE_NAME_ACCENT, CONFIDENCE_LOW },
};

enum confidence rule_confidence(enum rule rule)
{
	for (size_t i = 0; i < sizeof(confidences) / sizeof(confidences[0]);
	     i++)
		if (confidences[i].rule == rule)
			return confidences[i].confidence;
	return CONFIDENCE_MEDIUM;
}

const char *confidence_name(enum confidence confidence)
{
	static const char *const names[] = {
		[CONFIDENCE_HIGH] = "high",
		[CONFIDENCE_MEDIUM] = "medium",
		[CONFIDENCE_LOW] = "low",
	};

	return names[confidence];
}

const char *rule_class_name(enum rule_class class)
{
	static const char *const names[] = {
		[CLASS_EXACT] = "exact",
		[CLASS_DROPPED] = "dropped",
		[CLASS_INFERRED] = "inferred",
		[CLASS_SUSPECT] = "suspect",
	};

	return names[class];
}

const char *flag_name(enum flag flag)
{
#define FLAG_NAME(name, id) [FLAG_##name] = id,
	static const char *const names[FLAG_COUNT] = { FLAGS(FLAG_NAME) };
#undef FLAG_NAME

	return names[flag];
}

void trace_add(struct trace *trace, const struct trace *from)
{
	if (!trace || !from)
		return;
	for (int i = 0; i < RULE_COUNT; i++)
		trace->fired[i] += from->fired[i];
}

bool trace_changed(const struct trace *trace)
{
	/* the last of the rules about texts, up to those about names */
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i] &&
		    (i < RULE_SUSPECT_FFFD || i >= RULE_NAMES))
			return true;
	return false;
}

flag_set trace_flags(const struct trace *trace)
{
	flag_set flags = 0;

	for (int i = 0; i < RULE_COUNT; i++) {
		enum flag flag;

		if (!trace->fired[i])
			continue;
		flag = rule_row((enum rule)i)->flag;
		if (flag != FLAG_NONE)
			flags |= (flag_set)1 << (flag - 1);
	}
	return flags;
}

bool trace_confidence(const struct trace *trace, enum confidence *ret)
{
	bool found = false;

	for (int i = 0; i < RULE_COUNT; i++) {
		enum confidence confidence;

		if (!trace->fired[i] ||
		    rule_row((enum rule)i)->class != CLASS_INFERRED)
			continue;
		confidence = rule_confidence((enum rule)i);
		if (!found || confidence > *ret)
			*ret = confidence;
		found = true;
	}
	return found;
}

enum rule_class trace_class(const struct trace *trace)
{
	enum rule_class class = CLASS_EXACT;

	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i] && rule_row((enum rule)i)->class > class)
			class = rule_row((enum rule)i)->class;
	return class;
}
