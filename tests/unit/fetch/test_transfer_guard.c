/* SPDX-License-Identifier: MIT */
/* Where a transfer goes, and where it must not. */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "../../../server/fetch/transfer/transfer_own.h"
#include "client.h"
#include "paperd/scoped.h"

#define TO(path, location)                                        \
	{                                                         \
		path, "HTTP/1.1 302 Found\r\nLocation: " location \
		      "\r\nContent-Length: 0\r\n\r\n"             \
	}

static const struct page pages[] = {
	{ "/ok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" },
	TO("/loop", "/loop"),
	TO("/file", "file:///etc/passwd"),
	TO("/gopher", "gopher://127.0.0.1:PORT/_GET%20/ok"),
	TO("/ftp", "ftp://127.0.0.1:PORT/ok"),
	TO("/dict", "dict://127.0.0.1:PORT/ok"),
	TO("/javascript", "javascript:alert(1)"),
	TO("/data", "data:text/plain,ok"),
	TO("/http-name", "http://localhost:PORT/ok"),
	TO("/http-80", "http://127.0.0.1/ok"),
	TO("/http-public", "http://8.8.8.8/ok"),
	TO("/http-ten", "http://10.0.0.1/ok"),
	TO("/ten", "https://10.0.0.1/ok"),
	TO("/metadata", "https://169.254.169.254/latest/meta-data"),
	TO("/loopback", "https://127.0.0.1/ok"),
	TO("/loopback6", "https://[::1]/ok"),
	TO("/mapped", "https://[::ffff:127.0.0.1]/ok"),
	TO("/nat64", "https://[64:ff9b::10.0.0.1]/ok"),
	TO("/zone", "https://[fe80::1%25eth0]/ok"),
	TO("/zero", "https://0/ok"),
	TO("/hex", "https://0x7f.1/ok"),
	TO("/number", "https://2130706433/ok"),
	TO("/octal", "https://0177.0.0.1/ok"),
	TO("/by-name", "https://localhost/ok"),
	TO("/user", "http://user@127.0.0.1:PORT/ok"),
	TO("/password", "http://user:secret@127.0.0.1:PORT/ok"),
	TO("/empty-user", "http://@127.0.0.1:PORT/ok"),
	TO("/port", "https://8.8.8.8:22/ok"),
	TO("/port-redis", "https://127.0.0.1:6379/ok"),
	TO("/slashes", "//10.0.0.1/ok"),
	TO("/self", "//127.0.0.1:PORT/ok"),
	TO("/dot", "https://127.0.0.1./ok"),
	TO("/by-name-dot", "https://LOCALHOST./ok"),
	TO("/backslash", "http:\\\\10.0.0.1\\ok"),
	{ NULL, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n" },
};

static void expect_end(struct client *client, const char *url,
		       enum transfer_end end)
{
	SCOPED(transfer_answer_release) struct transfer_answer answer = { 0 };

	client_ask(client, url, &answer);
	cr_expect_eq(answer.end, end, "%s: %d, %s", url, answer.end,
		     answer.why);
	cr_expect_null(strstr(answer.why, "secret"), "%s", answer.why);
	cr_expect(!answer.url || !strstr(answer.url, "secret"), "%s",
		  answer.url);
}

/* The pages between "/ok" and "/self". */
Test(transfer_guard, refuses_redirects_to_where_it_may_not_go)
{
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	for (size_t i = 1; strcmp(pages[i].path, "/self") != 0; i++) {
		unsigned before = site_requests(&client.site);

		expect_end(&client, pages[i].path, TRANSFER_REFUSED);
		cr_expect_eq(site_requests(&client.site) - before,
			     i == 1 ? 6 : 1, "%s", pages[i].path);
		expect_end(&client, "/ok", TRANSFER_ANSWERED);
	}
	expect_end(&client, "/self", TRANSFER_ANSWERED);
	cr_expect_eq(site_connections(&client.site), 1);
	client_stop(&client);
}

/* Whether such is a URL or a name is libcurl's and the resolver's opinion. */
Test(transfer_guard, gets_nowhere_by_odd_spellings)
{
	static const char *const odd[] = { "/dot", "/by-name-dot",
					   "/backslash" };
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	for (size_t i = 0; i < ARRAY_COUNT(odd); i++) {
		SCOPED(transfer_answer_release)
		struct transfer_answer answer = { 0 };

		client_ask(&client, odd[i], &answer);
		cr_expect(answer.end == TRANSFER_REFUSED ||
				  answer.end == TRANSFER_FAILED,
			  "%s: %d, %s", odd[i], answer.end, answer.why);
		cr_expect_eq(site_requests(&client.site), i + 1, "%s", odd[i]);
	}
	client_stop(&client);
}

Test(transfer_guard, refuses_a_first_url_as_it_does_a_redirect)
{
	static const char *const urls[] = {
		"file:///etc/passwd",
		"ftp://127.0.0.1:PORT/ok",
		"http://localhost:PORT/ok",
		"http://doi.test/10.1/x",
		"https://10.0.0.1/",
		"https://localhost/",
		"https://0x7f.1/",
		"https://8.8.8.8:8443/",
		"http://user:secret@127.0.0.1:PORT/ok",
	};
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	for (size_t i = 0; i < ARRAY_COUNT(urls); i++)
		expect_end(&client, urls[i], TRANSFER_REFUSED);
	cr_expect_eq(site_connections(&client.site), 0);
	client_stop(&client);
}

/* An address that is allowed opens no scheme and no port to names. */
Test(transfer_guard, allows_addresses_to_names_for_https_alone)
{
	static const struct {
		const char *url;
		enum transfer_end end;
	} rows[] = {
		/* allowed; no TLS is spoken there, the site waits for more */
		{ "https://localhost/", TRANSFER_FAILED },
		{ "https://127.0.0.1:PORT/", TRANSFER_TIMEOUT },
		{ "https://[::1]:PORT/", TRANSFER_FAILED },
		{ "http://127.0.0.1:PORT/ok", TRANSFER_ANSWERED },
		{ "http://2130706433:PORT/ok", TRANSFER_ANSWERED },
		{ "http://localhost:PORT/ok", TRANSFER_REFUSED },
		{ "https://localhost:PORT/ok", TRANSFER_REFUSED },
	};
	struct client client;

	client_start(&client, pages, "127.0.0.0/8 ::1");
	client_open(&client);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++)
		expect_end(&client, rows[i].url, rows[i].end);
	client_stop(&client);
}

Test(transfer_guard, keeps_the_headers_over_a_redirect_to_another_name)
{
	static const struct page to_name[] = {
		TO("/name", "http://localhost:PORT/ok"),
		{ "/ok", "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" },
		{ NULL, "" },
	};
	struct client client;

	client_start(&client, to_name, "localhost");
	client_open(&client);
	expect_end(&client, "/name", TRANSFER_ANSWERED);
	cr_assert_eq(site_requests(&client.site), 2);
	for (int i = 0; i < 2; i++) {
		const char *head = client.site.heads[i];

		cr_expect(strstr(head, "\r\nAccept: application/x-test\r\n"),
			  "%s", head);
		cr_expect(strstr(head, "\r\nIf-None-Match: \"t\"\r\n"), "%s",
			  head);
		cr_expect(strstr(head, "\r\nUser-Agent: paperd/0 (test)\r\n"),
			  "%s", head);
		cr_expect_not(strstr(head, "Authorization"), "%s", head);
		cr_expect_not(strstr(head, "Referer"), "%s", head);
	}
	cr_expect(strstr(client.site.heads[1], "\r\nHost: localhost:"));
	client_stop(&client);
}

Test(transfer_guard, checks_again_on_a_connection_that_is_reused)
{
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	expect_end(&client, "/ok", TRANSFER_ANSWERED);
	expect_end(&client, "/ok", TRANSFER_ANSWERED);
	cr_expect_eq(site_connections(&client.site), 1);
	client.allow.count = 0;
	expect_end(&client, "/ok", TRANSFER_REFUSED);
	cr_expect_eq(site_connections(&client.site), 1);
	cr_expect_eq(site_requests(&client.site), 2);
	client_stop(&client);
}

/* The address of an old connection, of which no socket function tells. */
Test(transfer_guard, judges_a_connection_by_its_address)
{
	static const struct {
		const char *address;
		int port, result;
	} rows[] = {
		{ "8.8.8.8", 443, CURL_PREREQFUNC_OK },
		{ "2001:4860:4860::8888", 443, CURL_PREREQFUNC_OK },
		{ "8.8.8.8", 80, CURL_PREREQFUNC_ABORT },
		{ "127.0.0.1", 443, CURL_PREREQFUNC_ABORT },
		{ "::1", 443, CURL_PREREQFUNC_ABORT },
		{ "::ffff:10.0.0.1", 443, CURL_PREREQFUNC_ABORT },
		{ "", 443, CURL_PREREQFUNC_ABORT },
		{ "8.8.8.8%0", 443, CURL_PREREQFUNC_ABORT },
	};
	struct client client;

	client_start(&client, pages, NULL);
	client_open(&client);
	/* so that there is a URL to judge by */
	expect_end(&client, "https://localhost/", TRANSFER_REFUSED);
	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		char address[64];

		snprintf(address, sizeof(address), "%s", rows[i].address);
		cr_expect_eq(guard_request(client.transfer, address, address,
					   rows[i].port, 1),
			     rows[i].result, "%s", rows[i].address);
	}
	client_stop(&client);
}

/* A name with good and bad addresses is asked at the good ones. */
Test(transfer_guard, opens_the_good_ones_of_several_addresses)
{
	struct curl_sockaddr good = { .family = AF_INET,
				      .socktype = SOCK_STREAM,
				      .addr.sa_family = AF_INET };
	struct curl_sockaddr bad = good;
	/* ports and addresses as sockaddr_in has them */
	static const char to_8888_443[] = "\x01\xBB\x08\x08\x08\x08";
	static const char to_10001_443[] = "\x01\xBB\x0A\x00\x00\x01";
	struct client client;
	int fd;

	client_start(&client, pages, NULL);
	client_open(&client);
	expect_end(&client, "https://localhost/", TRANSFER_REFUSED);
	memcpy(good.addr.sa_data, to_8888_443, 6);
	memcpy(bad.addr.sa_data, to_10001_443, 6);
	cr_expect_eq(guard_socket(client.transfer, CURLSOCKTYPE_IPCXN, &bad),
		     CURL_SOCKET_BAD);
	cr_expect_eq(client.transfer->cut, TRANSFER_REFUSED);
	fd = guard_socket(client.transfer, CURLSOCKTYPE_IPCXN, &good);
	cr_expect_geq(fd, 0);
	close(fd);
	cr_expect_eq(client.transfer->cut, TRANSFER_ANSWERED);
	cr_expect_eq(guard_socket(client.transfer, CURLSOCKTYPE_IPCXN, &bad),
		     CURL_SOCKET_BAD);
	cr_expect_eq(client.transfer->cut, TRANSFER_ANSWERED);
	client_stop(&client);
}

static const char *const variables[] = {
	"http_proxy", "https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY",
};

Test(transfer_guard, takes_no_proxy_from_the_environment)
{
	struct client client;

	for (size_t i = 0; i < ARRAY_COUNT(variables); i++)
		setenv(variables[i], "http://127.0.0.1:1", 1);
	client_start(&client, pages, NULL);
	client_open(&client);
	expect_end(&client, "/ok", TRANSFER_ANSWERED);
	expect_end(&client, "https://localhost/", TRANSFER_REFUSED);
	client_stop(&client);
}

Test(transfer_guard, asks_the_proxy_of_the_settings)
{
	static const struct page proxied[] = {
		{ "http://named.test/ok",
		  "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok" },
		{ NULL, "HTTP/1.1 502 No\r\nContent-Length: 0\r\n\r\n" },
	};
	struct client client;
	char proxy[64];

	setenv("no_proxy", "*", 1);
	setenv("NO_PROXY", "*", 1);
	client_start(&client, proxied, "named.test");
	snprintf(proxy, sizeof(proxy), "http://127.0.0.1:%u", client.site.port);
	client.settings.proxy = proxy;
	client_open(&client);
	expect_end(&client, "http://named.test/ok", TRANSFER_ANSWERED);
	/* what the URL itself says is judged all the same */
	expect_end(&client, "http://other.test/ok", TRANSFER_REFUSED);
	expect_end(&client, "https://10.0.0.1/ok", TRANSFER_REFUSED);
	expect_end(&client, "https://other.test:22/ok", TRANSFER_REFUSED);
	cr_expect_eq(site_requests(&client.site), 1);
	client_stop(&client);
}

Test(transfer_guard, is_set_up_without_changing_what_was_chosen)
{
	setenv("RES_OPTIONS", "ndots:3", 1);
	cr_assert_eq(transfer_setup(NULL), STATUS_OK);
	cr_expect_str_eq(getenv("RES_OPTIONS"), "ndots:3");
	unsetenv("RES_OPTIONS");
	cr_assert_eq(transfer_setup(NULL), STATUS_OK);
	cr_expect_str_eq(getenv("RES_OPTIONS"), "timeout:2 attempts:1");
	curl_global_cleanup();
	curl_global_cleanup();
}
