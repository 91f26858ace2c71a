/* SPDX-License-Identifier: MIT */
#include "sqlite_known.h"

/* The first three hex digits. */
static size_t place_of(const char *digest)
{
	return ((size_t)hex_value(digest[0]) << 8 |
		(size_t)hex_value(digest[1]) << 4 |
		(size_t)hex_value(digest[2])) %
	       KNOWN_MAX;
}

long long known_find(const struct known *known, const char *digest)
{
	const struct known_row *row = &known->rows[place_of(digest)];

	return strcmp(row->digest, digest) == 0 ? row->id : 0;
}

void known_keep(struct known *known, const char *digest, long long id)
{
	struct known_row *row = &known->rows[place_of(digest)];

	memcpy(row->digest, digest, ETAG_MAX);
	row->id = id;
}

void known_forget(struct known *known)
{
	for (size_t i = 0; i < KNOWN_MAX; i++)
		known->rows[i].digest[0] = '\0';
}
