/* SPDX-License-Identifier: MIT */
#include "paperd/json.h"
#include "paperd/rules.h"

static void write_example(const struct rule_row *row, struct buf *out)
{
	if (!row->field)
		return;
	json_key(out, "example");
	json_open(out, '{');
	json_pair_text(out, "field", row->field);
	json_key(out, "raw");
	json_raw(out, span_of(row->raw));
	json_key(out, "clean");
	json_raw(out, span_of(row->clean));
	json_close(out, '}');
}

void rules_to_json(struct buf *out)
{
	json_open(out, '{');
	json_pair_integer(out, "version", RULES_VERSION);
	json_key(out, "rules");
	json_open(out, '[');
	for (int rule = 0; rule < RULE_COUNT; rule++) {
		const struct rule_row *row = rule_row((enum rule)rule);

		json_open(out, '{');
		json_pair_text(out, "id", row->id);
		json_pair_text(out, "class", rule_class_name(row->class));
		if (row->class == CLASS_INFERRED)
			json_pair_text(out, "confidence",
				       confidence_name(rule_confidence(
					       (enum rule)rule)));
		json_pair_text(out, "flag", flag_name(row->flag));
		json_pair_text(out, "summary", row->summary);
		write_example(row, out);
		json_close(out, '}');
	}
	json_close(out, ']');
	json_key(out, "flags");
	json_open(out, '[');
	for (int flag = FLAG_NONE + 1; flag < FLAG_COUNT; flag++)
		json_text(out, flag_name((enum flag)flag));
	json_close(out, ']');
	json_close(out, '}');
}
