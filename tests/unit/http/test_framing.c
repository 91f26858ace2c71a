/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>

#include "../../../server/http/framing.h"
#include "paperd/scoped.h"

#define P(name, value)                  \
	{                               \
		SPAN(name), SPAN(value) \
	}

Test(framing, is_judged_by_the_headers)
{
	static const struct {
		const char *name;
		const char *version;
		struct pair headers[4];
		enum status status;
		long long length;
	} rows[] = {
		{ "nothing", "HTTP/1.1", { P("Host", "x") }, STATUS_OK, 0 },
		{ "length",
		  "HTTP/1.1",
		  { P("content-length", "12") },
		  STATUS_OK,
		  12 },
		{ "leading zeros",
		  "HTTP/1.1",
		  { P("Content-Length", "0012") },
		  STATUS_OK,
		  12 },
		{ "largest length",
		  "HTTP/1.1",
		  { P("Content-Length", "9223372036854775807") },
		  STATUS_OK,
		  9223372036854775807LL },
		{ "too large a length",
		  "HTTP/1.1",
		  { P("Content-Length", "9223372036854775808") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "empty length",
		  "HTTP/1.1",
		  { P("Content-Length", "") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "-0",
		  "HTTP/1.1",
		  { P("Content-Length", "-0") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "0x5",
		  "HTTP/1.1",
		  { P("Content-Length", "0x5") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "chunked",
		  "HTTP/1.1",
		  { P("Transfer-Encoding", "CHUNKED") },
		  STATUS_OK,
		  -1 },
		{ "chunked with a blank",
		  "HTTP/1.1",
		  { P("Transfer-Encoding", "chunked ") },
		  STATUS_NOT_IMPLEMENTED,
		  0 },
		{ "chunked, HTTP/1.0",
		  "HTTP/1.0",
		  { P("Transfer-Encoding", "chunked") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "empty coding",
		  "HTTP/1.1",
		  { P("Transfer-Encoding", "") },
		  STATUS_NOT_IMPLEMENTED,
		  0 },
		{ "both",
		  "HTTP/1.1",
		  { P("Transfer-Encoding", "chunked"),
		    P("Content-Length", "3") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "two empty hosts",
		  "HTTP/1.1",
		  { P("Host", ""), P("host", "") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "a longer name",
		  "HTTP/1.1",
		  { P("Content-Length24", "") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "a longer coding name",
		  "HTTP/1.1",
		  { P("transfer-encodings", "") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "a longer host name",
		  "HTTP/1.1",
		  { P("Hosts", "x") },
		  STATUS_OK,
		  0 },
		{ "every token byte",
		  "HTTP/1.1",
		  { P("!#$%&'*+-.^_`|~09azAZ", "x\ty\xff") },
		  STATUS_OK,
		  0 },
		{ "a blank in a name",
		  "HTTP/1.1",
		  { P("X A", "x") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "a NUL in a name",
		  "HTTP/1.1",
		  { P("X\0A", "x") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "an empty name",
		  "HTTP/1.1",
		  { { { "", 0 }, SPAN("x") } },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "DEL in a value",
		  "HTTP/1.1",
		  { P("X", "\x7f") },
		  STATUS_BAD_FRAMING,
		  0 },
		{ "CR in a value",
		  "HTTP/1.1",
		  { P("X", "a\rb") },
		  STATUS_BAD_FRAMING,
		  0 },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct framing framing = { .length = 77 };
		struct request req = { .headers = rows[i].headers };
		struct error err = { 0 };
		enum status status;

		while (req.header_count < 4 &&
		       rows[i].headers[req.header_count].name.at)
			req.header_count++;
		status = framing_check(&req, span_of(rows[i].version), &framing,
				       &err);
		cr_expect_eq(status, rows[i].status, "%s: %s", rows[i].name,
			     err.detail);
		cr_expect_eq(framing.length,
			     status == STATUS_OK ? rows[i].length : 77, "%s",
			     rows[i].name);
		cr_expect(status != STATUS_OK ||
				  framing.has_body == (rows[i].length != 0),
			  "%s", rows[i].name);
	}
}
