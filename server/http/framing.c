/* SPDX-License-Identifier: MIT */
#include "framing.h"

#include "paperd/scoped.h"

/* A header field that may stand once, and where it stood. */
struct once {
	const char *name;
	bool framing; /* no other name may begin with it: see check_name() */
	struct span value;
};

enum { ONCE_LENGTH, ONCE_CODING, ONCE_HOST, ONCE_COUNT };

static bool is_token_byte(char c)
{
	return ascii_is_alnum((unsigned char)c) ||
	       (c && strchr("!#$%&'*+-.^_`|~", c));
}

static bool is_token(struct span name)
{
	for (size_t i = 0; i < name.len; i++)
		if (!is_token_byte(name.at[i]))
			return false;
	return name.len > 0;
}

static bool has_control(struct span value)
{
	for (size_t i = 0; i < value.len; i++) {
		unsigned char byte = (unsigned char)value.at[i];

		if ((byte < 0x20 && byte != '\t') || byte == 0x7F)
			return true;
	}
	return false;
}

/*
 * libmicrohttpd 0.9.75 glues a folded line to the name of its field, so that
 * "Content-Length:\r\n 24" arrives as a name that merely begins like one.
 */
static bool hides_framing(struct span name, const struct once *once)
{
	return once->framing && name.len > strlen(once->name) &&
	       span_starts_nocase(name, once->name);
}

static enum status check_once(const struct pair *header, struct once *once,
			      struct error *err)
{
	if (hides_framing(header->name, once))
		return error_set(err, STATUS_BAD_FRAMING,
				 "a header name begins with %s", once->name);
	if (!span_is_nocase(header->name, once->name))
		return STATUS_OK;
	if (once->value.at)
		return error_set(err, STATUS_BAD_FRAMING, "two %s headers",
				 once->name);
	once->value = header->value;
	if (!once->value.at)
		once->value = (struct span)SPAN("");
	return STATUS_OK;
}

static enum status check_header(const struct pair *header, struct once *once,
				struct error *err)
{
	enum status status = STATUS_OK;

	if (!is_token(header->name))
		return error_set(err, STATUS_BAD_FRAMING,
				 "a header name is not a token");
	if (has_control(header->value))
		return error_set(err, STATUS_BAD_FRAMING,
				 "a control byte in a header value");
	for (size_t i = 0; i < ONCE_COUNT && status == STATUS_OK; i++)
		status = check_once(header, &once[i], err);
	return status;
}

static enum status check_coding(struct span coding, struct span version,
				struct error *err)
{
	if (span_is(version, "HTTP/1.0"))
		return error_set(err, STATUS_BAD_FRAMING,
				 "Transfer-Encoding with HTTP/1.0");
	if (!span_is_nocase(coding, "chunked"))
		return error_set(err, STATUS_NOT_IMPLEMENTED,
				 "a transfer coding other than chunked");
	return STATUS_OK;
}

/* Decimal digits alone: "+5", "5, 5" and "" are readings apart. */
static enum status read_length(struct span value, long long *ret,
			       struct error *err)
{
	long long length;

	if (!text_to_integer(value, &length) || value.at[0] == '-')
		return error_set(err, STATUS_BAD_FRAMING,
				 "Content-Length is not a number of bytes");
	*ret = length;
	return STATUS_OK;
}

enum status framing_check(const struct request *req, struct span version,
			  struct framing *ret, struct error *err)
{
	struct once once[ONCE_COUNT] = {
		[ONCE_LENGTH] = { .name = "Content-Length", .framing = true },
		[ONCE_CODING] = { .name = "Transfer-Encoding",
				  .framing = true },
		[ONCE_HOST] = { .name = "Host" },
	};
	struct framing framing = { 0 };
	enum status status = STATUS_OK;

	for (size_t i = 0; i < req->header_count; i++) {
		status = check_header(&req->headers[i], once, err);
		if (status != STATUS_OK)
			return status;
	}
	if (once[ONCE_CODING].value.at && once[ONCE_LENGTH].value.at)
		return error_set(err, STATUS_BAD_FRAMING,
				 "both Content-Length and Transfer-Encoding");
	if (once[ONCE_CODING].value.at) {
		status = check_coding(once[ONCE_CODING].value, version, err);
		framing = (struct framing){ .has_body = true, .length = -1 };
	} else if (once[ONCE_LENGTH].value.at) {
		status = read_length(once[ONCE_LENGTH].value, &framing.length,
				     err);
		framing.has_body = framing.length > 0;
	}
	if (status == STATUS_OK)
		*ret = framing;
	return status;
}
