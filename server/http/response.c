/* SPDX-License-Identifier: MIT */
#include "paperd/response.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/digest.h"

void response_wait_release(struct response_wait *wait)
{
	if (wait->release)
		wait->release(wait->context);
	*wait = (struct response_wait){ 0 };
}

void response_release(struct response *res)
{
	for (size_t i = 0; i < res->header_count; i++)
		free(res->headers[i].value);
	if (res->stream.release)
		res->stream.release(res->stream.context);
	response_wait_release(&res->wait);
	buf_release(&res->body);
	buf_release(&res->problem);
	*res = (struct response){ 0 };
}

/* A control byte in a value could end the header (RFC 9110 section 5.5). */
static bool is_field_value(const char *value)
{
	for (; *value; value++) {
		unsigned char byte = (unsigned char)*value;

		if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
			return false;
	}
	return true;
}

enum status response_header(struct response *res, struct error *err,
			    const char *name, const char *format, ...)
{
	char *value = NULL;
	va_list args;
	int len;

	if (res->header_count == RESPONSE_HEADERS_MAX)
		return error_set(err, STATUS_INTERNAL,
				 "no room for the header %s", name);
	va_start(args, format);
	len = vasprintf(&value, format, args);
	va_end(args);
	if (len < 0)
		return error_set(err, STATUS_NO_MEMORY, "header %s", name);
	if (!is_field_value(value)) {
		free(value);
		return error_set(err, STATUS_INTERNAL,
				 "control byte in the header %s", name);
	}
	res->headers[res->header_count++] = (struct response_header){ name,
								      value };
	return STATUS_OK;
}

enum status response_json(struct response *res, struct buf *owned,
			  struct error *err)
{
	enum status status = buf_check(owned, err);

	if (status != STATUS_OK)
		return status;
	buf_release(&res->body);
	res->body = *owned;
	*owned = (struct buf){ 0 };
	return STATUS_OK;
}

void response_tag(struct response *res)
{
	etag_of(buf_span(&res->body), res->etag);
}

void etag_of(struct span bytes, char out[33])
{
	digest_hex(bytes, out);
}
