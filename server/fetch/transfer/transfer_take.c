/* SPDX-License-Identifier: MIT */
/* What a transfer takes from the other side, and where that ends. */
#include "transfer_own.h"

/* A codec that is not in the way: it makes nothing longer. */
static bool is_coding(struct span token)
{
	return token.len && !span_is_nocase(token, "identity") &&
	       !span_is_nocase(token, "chunked");
}

/* The codings that a header line says, if it is one that says any. */
static unsigned codings_of(struct span line)
{
	struct span rest = line;
	struct span part;
	unsigned count = 0;

	if (!span_next(&rest, ':', &part) ||
	    (!span_is_nocase(span_trim(part), "Content-Encoding") &&
	     !span_is_nocase(span_trim(part), "Transfer-Encoding")))
		return 0;
	while (span_next(&rest, ',', &part))
		count += is_coding(span_trim(part));
	return count;
}

/*
 * libcurl decodes codings within codings, whichever were asked for: each one
 * makes its input up to a thousand times longer, unseen by take_body() when
 * the last of them makes nothing of it.
 */
static bool header_is_good(struct transfer *transfer, struct span line)
{
	transfer->header_bytes += line.len;
	if (transfer->header_bytes > transfer->header_max)
		return transfer_cut(transfer, TRANSFER_TOO_LARGE,
				    "headers of more than %zu bytes",
				    transfer->header_max);
	transfer->codings += codings_of(line);
	if (transfer->codings > 1)
		return transfer_cut(transfer, TRANSFER_FAILED,
				    "codings within codings");
	return true;
}

size_t take_header(char *line, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;
	struct span text = { line, size * count };

	transfer->asked = false;
	transfer->opened = false; /* a redirect's is another one */
	return header_is_good(transfer, text) ? text.len : 0;
}

size_t take_body(char *bytes, size_t size, size_t count, void *context)
{
	struct transfer *transfer = context;

	buf_add(&transfer->body, bytes, size * count);
	if (!transfer->body.failed)
		return size * count;
	if (transfer->body.full)
		transfer_cut(transfer, TRANSFER_TOO_LARGE,
			     "a body of more than %zu bytes",
			     transfer->body_max);
	else
		transfer_cut(transfer, TRANSFER_FAILED, "out of memory");
	return CURL_WRITEFUNC_ERROR;
}

/* Sees the bodies of redirects too, which take_body() does not. */
int take_progress(void *context, curl_off_t total, curl_off_t now,
		  curl_off_t up_total, curl_off_t up_now)
{
	struct transfer *transfer = context;

	if (now < 0 || (size_t)now <= transfer->body_max)
		return 0;
	transfer_cut(transfer, TRANSFER_TOO_LARGE,
		     "a body of more than %zu bytes as sent",
		     transfer->body_max);
	return 1;
}
