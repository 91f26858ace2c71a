/* SPDX-License-Identifier: MIT */
/*
 * Is every byte of a request's header where libmicrohttpd has found it?
 *
 * 0.9 is lenient: it ends lines at a bare LF, cuts names and values at a NUL,
 * takes a line that begins with one for the end of the header, skips blanks in
 * the request line, glues folded lines together, drops fields without a name.
 * Whoever stands before it and reads the same bytes otherwise sees another
 * request.  But it parts them where they stand, with NULs in place of CR, LF,
 * colon and two blanks; so the strict reading, laid over the block, must come
 * out at its last byte.
 */
#include "mhd.h"

/* What is left of the block. */
struct block_rest {
	const char *at, *end;
};

/* Takes so many NULs. */
static bool take_cut(struct block_rest *rest, size_t count)
{
	if ((size_t)(rest->end - rest->at) < count)
		return false;
	for (; count; count--)
		if (*rest->at++)
			return false;
	return true;
}

/* Takes what the library gave as a text, if that is what stands here. */
static bool take_text(struct block_rest *rest, struct span text)
{
	if (text.at != rest->at || text.len > (size_t)(rest->end - rest->at))
		return false;
	rest->at += text.len;
	return true;
}

static void skip_blanks(struct block_rest *rest)
{
	while (rest->at < rest->end && (*rest->at == ' ' || *rest->at == '\t'))
		rest->at++;
}

static bool take_field(struct block_rest *rest, const struct pair *field)
{
	if (!take_text(rest, field->name) || !take_cut(rest, 1))
		return false;
	skip_blanks(rest);
	return take_text(rest, field->value) && take_cut(rest, 2);
}

/* Method, target, version; the target is passed over by its length. */
static bool take_line(struct block_rest *rest, struct span method,
		      size_t target, struct span version)
{
	if (!take_text(rest, method) || !take_cut(rest, 1) ||
	    (size_t)(rest->end - rest->at) < target)
		return false;
	rest->at += target;
	return take_cut(rest, 1) && take_text(rest, version) &&
	       take_cut(rest, 2);
}

bool block_is_strict(const struct connection *c, const char *method,
		     const char *version)
{
#if MHD_VERSION < 0x01000000
	const union MHD_ConnectionInfo *info = MHD_get_connection_info(
		c->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
	const struct request *req = &c->x.request;
	struct block_rest rest = { method, method };

	if (!info)
		return false;
	rest.end += info->header_size;
	if (!take_line(&rest, span_of(method), c->x.raw_len, span_of(version)))
		return false;
	for (size_t i = 0; i < req->header_count; i++)
		if (!take_field(&rest, &req->headers[i]))
			return false;
	/* of more fields than are kept nothing is known, and they are refused */
	return c->x.header_count > HEADERS_MAX ||
	       (take_cut(&rest, 2) && rest.at == rest.end);
#else
	(void)c;
	(void)method;
	(void)version;
	return true; /* it is strict itself */
#endif
}
