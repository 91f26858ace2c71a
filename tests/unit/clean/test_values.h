/* SPDX-License-Identifier: MIT */
/* Tables of raw values and what they become, written as one text. */
#ifndef TEST_VALUES_H
#define TEST_VALUES_H

#include <criterion/criterion.h>
#include <stdio.h>

#include "paperd/scoped.h"
#include "paperd/values.h"

#define VALUE_ROOM 512

struct value_row {
	const char *raw;
	const char *want; /* NULL: there is no such value */
};

/* Cleans a value and writes it as a text; false when there is none. */
typedef bool value_write(struct span raw, char out[VALUE_ROOM]);

static inline void values_hold(const struct value_row *rows, size_t count,
			       value_write *write)
{
	for (size_t i = 0; i < count; i++) {
		char got[VALUE_ROOM];
		bool found = write(span_of(rows[i].raw), got);

		if (!rows[i].want)
			cr_expect_not(found, "\"%s\" gave \"%s\"", rows[i].raw,
				      got);
		else
			cr_expect(found && strcmp(got, rows[i].want) == 0,
				  "\"%s\" gave \"%s\", not \"%s\"", rows[i].raw,
				  found ? got : "nothing", rows[i].want);
	}
}

#define VALUES_HOLD(rows, write) values_hold(rows, ARRAY_COUNT(rows), write)

#endif
