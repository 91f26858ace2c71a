/* SPDX-License-Identifier: MIT */
#include "dumps.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <zlib.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

static void add_list(struct buf *out, const char *key, const char *value)
{
	json_key(out, key);
	json_open(out, '[');
	json_text(out, value);
	json_close(out, ']');
}

static void add_work(struct buf *out, const char *doi, const char *title,
		     const char *abstract)
{
	json_open(out, '{');
	json_pair_text(out, "DOI", doi);
	json_pair_text(out, "type", "journal-article");
	add_list(out, "title", title);
	add_list(out, "container-title", "Journal of Made Works");
	add_list(out, "ISSN", "1234-5679");
	json_pair_text(out, "abstract", abstract);
	json_pair_text(out, "source", "Crossref");
	json_close(out, '}');
	buf_add_char(out, '\n');
}

void dump_work(struct buf *out, const char *doi, const char *title)
{
	add_work(out, doi, title, NULL);
}

void dump_works(struct buf *out, const char *name, int from, int to)
{
	char doi[100], title[100], abstract[200];

	for (int i = from; i <= to; i++) {
		snprintf(doi, sizeof(doi), "10.5555/%06d.%s", i, name);
		snprintf(title, sizeof(title), "%s %d", name, i);
		snprintf(abstract, sizeof(abstract),
			 "<jats:p>What was found in the work with number %d, "
			 "and what it means for the field.</jats:p>",
			 i);
		add_work(out, doi, title, abstract);
	}
}

void dump_gzip(struct span bytes, struct buf *out)
{
	z_stream stream = { .next_in = (Bytef *)bytes.at,
			    .avail_in = (uInt)bytes.len };
	char piece[65536];
	int code = Z_OK;

	/* 16 more than the window: a gzip header */
	cr_assert_eq(deflateInit2(&stream, 6, Z_DEFLATED, 15 + 16, 8,
				  Z_DEFAULT_STRATEGY),
		     Z_OK);
	while (code != Z_STREAM_END) {
		stream.next_out = (Bytef *)piece;
		stream.avail_out = sizeof(piece);
		code = deflate(&stream, Z_FINISH);
		buf_add(out, piece, sizeof(piece) - stream.avail_out);
	}
	deflateEnd(&stream);
}
