/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <pthread.h>

#include "paperd/memory.h"

static const struct {
	const char *name;
	unsigned refusals;
	enum status made, says;
} rows[] = {
	{ "sound", 0, STATUS_OK, STATUS_OK },
	{ "sound for all it knows", 1, STATUS_OK, STATUS_NO_MEMORY },
	{ "another failure", 0, STATUS_INVALID_BODY, STATUS_INVALID_BODY },
	{ "taken for another failure", 2, STATUS_INVALID_BODY,
	  STATUS_NO_MEMORY },
};

Test(memory, that_was_refused_is_why_something_failed)
{
	for (size_t i = 0; i < sizeof(rows) / sizeof(*rows); i++) {
		unsigned before = memory_refusals();
		struct error err = { 0 };

		if (rows[i].made)
			error_set(&err, rows[i].made, "%s", rows[i].name);
		for (unsigned n = 0; n < rows[i].refusals; n++)
			memory_refuse();
		cr_expect_eq(memory_check(before, rows[i].made, &err),
			     rows[i].says, "%s", rows[i].name);
		cr_expect_eq(err.status, rows[i].says, "%s", rows[i].name);
	}
}

static void *refuse(void *context)
{
	(void)context;
	memory_refuse();
	return NULL;
}

Test(memory, is_refused_to_one_thread)
{
	unsigned before = memory_refusals();
	pthread_t other;

	cr_assert_eq(pthread_create(&other, NULL, refuse, NULL), 0);
	pthread_join(other, NULL);
	cr_expect_eq(memory_refusals(), before);
}
