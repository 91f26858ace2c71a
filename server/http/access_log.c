/* SPDX-License-Identifier: MIT */
#include "access_log.h"

#include <stdio.h>

#include "paperd/json.h"
#include "paperd/log.h"
#include "paperd/scoped.h"

/* Bytes of a target that a line repeats; and of a whole line, whose escapes
 * may be four-fold and escaped once more in JSON. */
#define TARGET_MAX 512
#define LINE_MAX   8192

static void write_text(const struct access *access, const char *now,
		       struct buf *line)
{
	buf_add_format(line, "%s %s %s %.*s ", now, access->id, access->client,
		       (int)access->method.len, access->method.at);
	log_escape(line, access->target, TARGET_MAX);
	buf_add_format(line, " %d ", access->status);
	if (access->whole)
		buf_add_format(line, "%llu", access->bytes);
	else
		buf_add_char(line, '-');
	buf_add_format(line, " %lld.%03lld", access->microseconds / 1000,
		       access->microseconds % 1000);
}

static void write_json(const struct access *access, const char *now,
		       struct buf *line)
{
	SCOPED(buf_release) struct buf target = buf_init(LINE_MAX);

	log_escape(&target, access->target, TARGET_MAX);
	json_open(line, '{');
	json_pair_text(line, "time", now);
	json_pair_text(line, "id", access->id);
	json_pair_text(line, "client", access->client);
	json_key(line, "method");
	json_string(line, access->method);
	json_pair_text(line, "path", buf_text(&target));
	json_pair_integer(line, "status", access->status);
	json_pair_integer(line, "bytes", (long long)access->bytes);
	json_pair_boolean(line, "whole", access->whole);
	json_key(line, "ms");
	json_number(line, (double)access->microseconds / 1000.0);
	json_close(line, '}');
}

void access_log(const struct access *access)
{
	SCOPED(buf_release) struct buf line = buf_init(LINE_MAX);
	char now[32];

	log_time(now);
	if (log_form() == LOG_JSON)
		write_json(access, now, &line);
	else
		write_text(access, now, &line);
	log_line(buf_span(&line));
}
