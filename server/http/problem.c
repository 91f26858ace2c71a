/* SPDX-License-Identifier: MIT */
#include "problem.h"

#include "paperd/json.h"
#include "paperd/scoped.h"

/* True for bytes that may stand in a path of a URI reference (RFC 3986). */
static bool is_path_byte(unsigned char byte)
{
	return byte > 0x20 && byte < 0x7F && !strchr("\"<>\\^`{|}#?", byte);
}

/* Appends a raw path as a valid relative reference.  One leading slash only:
 * "//x" would name a host. */
static void add_instance(struct buf *out, struct span path)
{
	while (path.len > 1 && path.at[0] == '/' && path.at[1] == '/')
		path = span_slice(path, 1, path.len);
	for (size_t i = 0; i < path.len; i++) {
		unsigned char byte = (unsigned char)path.at[i];

		if (is_path_byte(byte))
			buf_add_char(out, (char)byte);
		else
			buf_add_format(out, "%%%02X", byte);
	}
}

static void write_instance(struct buf *out, struct span path)
{
	SCOPED(buf_release) struct buf text = buf_init(3 * path.len + 1);

	add_instance(&text, path);
	json_pair_text(out, "instance", buf_text(&text));
}

/* What failed inside is the log's business; what is not implemented, has to
 * wait or failed elsewhere concerns the client. */
bool problem_concerns_client(int http)
{
	return http < 500 || (http >= 501 && http <= 504);
}

const char *failure_detail(const struct failure *failure)
{
	int code = status_http(failure->error->status);

	return problem_concerns_client(code) ? failure->error->detail : "";
}

void problem_write(const struct failure *failure, struct buf *out)
{
	const struct error *error = failure->error;
	int code = status_http(error->status);

	json_open(out, '{');
	json_key(out, "type");
	buf_add_format(out, "\"/problems/%s\"", status_slug(error->status));
	json_pair_text(out, "title", status_title(error->status));
	json_pair_integer(out, "status", code);
	if (failure_detail(failure)[0])
		json_pair_text(out, "detail", failure_detail(failure));
	if (failure->path.len)
		write_instance(out, failure->path);
	json_pair_text(out, "request_id", failure->id);
	if (failure->members.len)
		json_raw(out, failure->members);
	json_close(out, '}');
}
