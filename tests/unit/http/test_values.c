/* SPDX-License-Identifier: MIT */
/* Requests, responses, problems, ids and log lines as values. */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#include "../../../server/http/access_log.h"
#include "../../../server/http/problem.h"
#include "../../../server/http/request_id.h"
#include "paperd/json.h"
#include "paperd/log.h"
#include "paperd/response.h"
#include "paperd/scoped.h"

Test(request, gives_the_first_parameter_and_any_case_of_a_header)
{
	static const struct pair params[] = {
		{ SPAN("a"), SPAN("1") },
		{ SPAN("A"), SPAN("2") },
		{ SPAN("b"), SPAN("") },
	};
	static const struct pair headers[] = { { SPAN("ACCEPT"), SPAN("x") } };
	struct request req = { .params = params,
			       .param_count = 3,
			       .headers = headers,
			       .header_count = 1 };

	cr_expect(span_is(request_param(&req, "a"), "1"));
	cr_expect(span_is(request_param(&req, "A"), "2"));
	cr_expect_not_null(request_param(&req, "b").at);
	cr_expect_null(request_param(&req, "c").at);
	cr_expect(span_is(request_header(&req, "Accept"), "x"));
	cr_expect_null(request_header(&req, "Accep").at);
}

Test(request, reads_flags)
{
	static const struct {
		const char *text; /* NULL: absent */
		enum status status;
		bool value;
	} rows[] = {
		{ NULL, STATUS_OK, false },
		{ "true", STATUS_OK, true },
		{ "1", STATUS_OK, true },
		{ "YES", STATUS_OK, true },
		{ "false", STATUS_OK, false },
		{ "0", STATUS_OK, false },
		{ "no", STATUS_OK, false },
		{ "", STATUS_INVALID_PARAMETER },
		{ "2", STATUS_INVALID_PARAMETER },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct pair param = { SPAN("raw"), span_of(rows[i].text) };
		struct request req = { .params = &param,
				       .param_count = rows[i].text != NULL };
		bool value = !rows[i].value;
		struct error err = { 0 };

		cr_expect_eq(request_flag(&req, "raw", &value, &err),
			     rows[i].status, "%s", rows[i].text);
		cr_expect(rows[i].status != STATUS_OK || value == rows[i].value,
			  "%s", rows[i].text);
	}
}

Test(response, refuses_headers_that_would_split_or_are_too_many)
{
	SCOPED(response_release) struct response res = response_init();
	struct error err = { 0 };

	cr_expect_eq(response_header(&res, &err, "Link", "<%s>", "a\r\nb"),
		     STATUS_INTERNAL);
	cr_expect_eq(res.header_count, 0);
	for (int i = 0; i < RESPONSE_HEADERS_MAX; i++)
		cr_expect_eq(
			response_header(&res, NULL, "X", "%d\t\xC3\xA9", i),
			STATUS_OK);
	cr_expect_eq(response_header(&res, NULL, "X", "9"), STATUS_INTERNAL);
	cr_expect_str_eq(res.headers[7].value, "7\t\xC3\xA9");
}

Test(response, takes_a_buffer_over_and_tags_it)
{
	SCOPED(response_release) struct response res = { 0 };
	struct buf body = buf_init(10), failed = { .failed = true };
	struct error err = { 0 };
	char other[33];

	buf_add_text(&body, "{}");
	cr_assert_eq(response_json(&res, &body, &err), STATUS_OK);
	cr_expect_null(body.data);
	cr_expect_str_eq(buf_text(&res.body), "{}");
	response_tag(&res);
	cr_expect_eq(strlen(res.etag), 32);
	etag_of(span_of("{ }"), other);
	cr_expect_str_neq(res.etag, other);
	cr_expect_eq(response_json(&res, &failed, &err), STATUS_NO_MEMORY);
	cr_expect_str_eq(buf_text(&res.body), "{}");
}

Test(problem, is_written_as_rfc_9457_says)
{
	static const struct {
		const char *name;
		struct error error;
		const char *path;
		const char *members;
		const char *json;
	} rows[] = {
		{ "with members",
		  { STATUS_NOT_FOUND, "There is no \"x\"" },
		  "/v1/records/10.1%2Fx",
		  "\"doi\":\"10.1/x\",\"fetch\":\"disabled\"",
		  "{\"type\":\"/problems/not-found\",\"title\":\"No such "
		  "record\",\"status\":404,\"detail\":\"There is no "
		  "\\\"x\\\"\",\"instance\":\"/v1/records/10.1%2Fx\","
		  "\"request_id\":\"r\",\"doi\":\"10.1/x\",\"fetch\":"
		  "\"disabled\"}" },
		{ "without detail",
		  { STATUS_NO_ROUTE, "" },
		  "",
		  "",
		  "{\"type\":\"/problems/no-route\",\"title\":\"No such "
		  "resource\",\"status\":404,\"request_id\":\"r\"}" },
		{ "of the inside",
		  { STATUS_STORE, "disk I/O error in /var/lib" },
		  "/a",
		  "",
		  "{\"type\":\"/problems/store\",\"title\":\"The store "
		  "failed\",\"status\":500,\"instance\":\"/a\","
		  "\"request_id\":\"r\"}" },
		{ "of an odd path",
		  { STATUS_NO_ROUTE, "" },
		  "///h/<a>\"\xC3\xA9 #",
		  "",
		  "{\"type\":\"/problems/no-route\",\"title\":\"No such "
		  "resource\",\"status\":404,\"instance\":"
		  "\"/h/%3Ca%3E%22%C3%A9%20%23\",\"request_id\":\"r\"}" },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		SCOPED(buf_release) struct buf out = buf_init(PROBLEM_MAX);
		struct failure failure = { &rows[i].error,
					   span_of(rows[i].path), "r",
					   span_of(rows[i].members) };

		problem_write(&failure, &out);
		cr_expect_str_eq(buf_text(&out), rows[i].json, "%s",
				 rows[i].name);
	}
}

Test(request_id, is_the_clients_when_sane_else_new)
{
	static const struct {
		const char *sent; /* NULL: none */
		bool taken;
	} rows[] = {
		{ NULL, false },
		{ "", false },
		{ "a", true },
		{ "A-z.0_9", true },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "901234",
		  true },
		{ "1234567890123456789012345678901234567890123456789012345678"
		  "9012345",
		  false },
		{ "a b", false },
		{ "a\"", false },
		{ "\xC3\xA9", false },
	};
	struct id_source ids = { .seed = 7 };
	char last[65] = "";

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct pair header = { SPAN("X-Request-ID"),
				       span_of(rows[i].sent) };
		struct request req = { .headers = &header,
				       .header_count = rows[i].sent != NULL };

		request_id_take(&req, &ids);
		cr_expect_eq(req.id_from_client, rows[i].taken, "%s",
			     rows[i].sent);
		if (rows[i].taken) {
			cr_expect_str_eq(req.id, rows[i].sent);
			continue;
		}
		cr_expect_eq(strlen(req.id), 16);
		cr_expect_str_neq(req.id, last);
		memcpy(last, req.id, sizeof(last));
	}
}

/* What access_log() writes to standard error. */
static void logged(const struct access *access, enum log_form form,
		   char out[4096])
{
	int ends[2], kept = dup(STDERR_FILENO);
	ssize_t len;

	cr_assert_eq(pipe(ends), 0);
	dup2(ends[1], STDERR_FILENO);
	log_setup(LOG_INFO, form);
	access_log(access);
	dup2(kept, STDERR_FILENO);
	len = read(ends[0], out, 4095);
	cr_assert(len > 0);
	out[len] = '\0';
	close(ends[0]);
	close(ends[1]);
	close(kept);
}

Test(access_log, is_one_line_a_request_whatever_was_sent)
{
	struct access access = {
		.id = "r1",
		.client = "192.0.2.1",
		.method = SPAN("GET"),
		.target = SPAN("/a\"\n\x1b[31m\xff?b=\xC3\xA9"),
		.status = 200,
		.bytes = 12,
		.whole = true,
		.microseconds = 1234,
	};
	char line[4096];

	logged(&access, LOG_TEXT, line);
	cr_expect_str_eq(
		line + strcspn(line, " "),
		" r1 192.0.2.1 GET /a\\x22\\x0a\\x1b[31m\\xff?b=\xC3\xA9"
		" 200 12 1.234\n");
	access.whole = false;
	logged(&access, LOG_TEXT, line);
	cr_expect(strstr(line, " 200 - 1.234\n"));
	logged(&access, LOG_JSON, line);
	cr_expect_eq(strchr(line, '\n'), line + strlen(line) - 1);
	cr_expect_eq(json_check(span_of(line), NULL), STATUS_OK);
	cr_expect(strstr(line,
			 "\"id\":\"r1\",\"client\":\"192.0.2.1\",\"method\":"
			 "\"GET\",\"path\":\"/a\\\\x22\\\\x0a\\\\x1b[31m"
			 "\\\\xff?b=\xC3\xA9\",\"status\":200,\"bytes\":12,"
			 "\"whole\":false,\"ms\":1.234}"),
		  "%s", line);
}

Test(access_log, cuts_a_long_target)
{
	static char target[10000];
	struct access access = { .id = "r",
				 .client = "c",
				 .method = SPAN("GET"),
				 .target = { target, sizeof(target) },
				 .whole = true };
	char line[4096];

	memset(target, '\x01', sizeof(target));
	logged(&access, LOG_TEXT, line);
	cr_expect(strlen(line) < 4 * 512 + 100);
	cr_expect(strstr(line, "... 0 0 0.000\n"));
}
