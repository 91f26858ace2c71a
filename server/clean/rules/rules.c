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

enum rule_class trace_class(const struct trace *trace)
{
	enum rule_class class = CLASS_EXACT;

	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i] && rule_row((enum rule)i)->class > class)
			class = rule_row((enum rule)i)->class;
	return class;
}
