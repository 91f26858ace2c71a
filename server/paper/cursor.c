/* SPDX-License-Identifier: MIT */
#include "cursor.h"

#include <stdlib.h>

#include "paperd/doi.h"
#include "paperd/identifier.h"
#include "paperd/scoped.h"

/* Sort order, date and key (a DOI is the longest), with their separators. */
#define PLAIN_MAX (1 + 1 + 16 + 1 + DOI_MAX)

static const char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
			       "abcdefghijklmnopqrstuvwxyz0123456789-_";

static void base64url_write(struct span bytes, struct buf *out)
{
	unsigned pending = 0, bits = 0;

	for (size_t i = 0; i < bytes.len; i++) {
		pending = pending << 8 | (unsigned char)bytes.at[i];
		for (bits += 8; bits >= 6; bits -= 6)
			buf_add_char(out, alphabet[pending >> (bits - 6) & 63]);
	}
	if (bits)
		buf_add_char(out, alphabet[pending << (6 - bits) & 63]);
}

static bool base64url_read(struct span text, struct buf *out)
{
	unsigned pending = 0, bits = 0;

	for (size_t i = 0; i < text.len; i++) {
		const char *at = text.at[i] ? strchr(alphabet, text.at[i])
					    : NULL;

		if (!at)
			return false;
		pending = pending << 6 | (unsigned)(at - alphabet);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			buf_add_char(out, (char)(pending >> bits));
		}
	}
	return !out->failed;
}

void cursor_write(enum query_sort sort, const char *key, const char *doi,
		  struct buf *out)
{
	SCOPED(buf_release) struct buf plain = buf_init(PLAIN_MAX);

	buf_add_format(&plain, "%c\t%s\t%s", 'a' + (int)sort, key ? key : "",
		       doi);
	if (plain.failed)
		out->failed = true;
	base64url_write(buf_span(&plain), out);
}

bool cursor_read(struct span text, enum query_sort *ret_sort, char **ret_key,
		 char **ret_doi)
{
	SCOPED(buf_release) struct buf plain = buf_init(PLAIN_MAX);
	struct span rest, sort, key;

	if (!base64url_read(text, &plain))
		return false;
	rest = buf_span(&plain);
	if (utf8_valid_length(rest) != rest.len ||
	    !span_next(&rest, '\t', &sort) || !span_next(&rest, '\t', &key) ||
	    sort.len != 1 || !key_is_valid(rest))
		return false;
	if (sort.at[0] < 'a' || sort.at[0] > 'a' + SORT_PUBLISHED_DESCENDING)
		return false;
	*ret_key = span_copy(key);
	*ret_doi = span_copy(rest);
	if (!*ret_key || !*ret_doi) {
		free(*ret_key);
		free(*ret_doi);
		return false;
	}
	*ret_sort = (enum query_sort)(sort.at[0] - 'a');
	return true;
}
