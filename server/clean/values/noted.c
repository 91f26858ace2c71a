/* SPDX-License-Identifier: MIT */
#include "noted.h"

static bool is_empty(const struct trace *trace)
{
	for (int i = 0; i < RULE_COUNT; i++)
		if (trace->fired[i])
			return false;
	return true;
}

void noted_settle(struct trace *trace, const struct trace *own, bool changed,
		  enum rule otherwise)
{
	if (!trace || !changed)
		return;
	if (is_empty(own))
		trace_fired(trace, otherwise);
	else
		trace_add(trace, own);
}
