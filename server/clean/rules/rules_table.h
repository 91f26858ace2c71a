/* SPDX-License-Identifier: MIT */
/*
 * The rows of the rules, a table an area, private to this folder: each in the
 * order of enum rule, from its first one on.
 */
#ifndef RULES_TABLE_H
#define RULES_TABLE_H

#include "paperd/rules.h"

extern const struct rule_row rules_text[];   /* from RULE_TEXTS on */
extern const struct rule_row rules_names[];  /* from RULE_NAMES on */
extern const struct rule_row rules_values[]; /* from RULE_VALUES on */

#endif
