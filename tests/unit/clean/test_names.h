/* SPDX-License-Identifier: MIT */
/*
 * Names written on one line, so that a test row can be read:
 *	Family|Given|Suffix   =Literal   @affiliation   #orcid   ~Alt|Given
 * and " / " between two names.
 */
#ifndef PAPERD_TEST_NAMES_H
#define PAPERD_TEST_NAMES_H

#include <stdio.h>

#include "paperd/names.h"

/* Most bytes of names that a test shows. */
#define SHOWN_MAX ((size_t)1 << 20)

static inline void show_part(struct buf *out, const char *sign,
			     const char *text)
{
	if (!text)
		return;
	buf_add_text(out, sign);
	buf_add_text(out, text);
}

static inline void show_name(struct buf *out, const struct name *name)
{
	show_part(out, "", name->family);
	show_part(out, "|", name->given);
	show_part(out, "|", name->suffix);
	show_part(out, "=", name->literal);
	for (size_t i = 0; i < name->affiliation_count; i++)
		show_part(out, " @", name->affiliations[i]);
	show_part(out, " #", name->orcid);
	show_part(out, " ~", name->alt_family);
	show_part(out, "|", name->alt_given);
}

static inline void show_names(struct buf *out, const struct names *names)
{
	for (size_t i = 0; i < names->count; i++) {
		if (i)
			buf_add_text(out, " / ");
		show_name(out, &names->items[i]);
	}
}

#endif
