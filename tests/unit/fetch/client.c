/* SPDX-License-Identifier: MIT */
#include "client.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/scoped.h"

static void allow_one(struct client *client, struct span text)
{
	struct error err = { 0 };

	cr_assert_lt(client->allow.count, CLIENT_ENTRIES);
	cr_assert_eq(allow_parse(text, &client->entries[client->allow.count++],
				 &err),
		     STATUS_OK, "%s", err.detail);
}

void client_start(struct client *client, const struct page *pages,
		  const char *allow)
{
	char self[32];
	struct span rest = span_of(allow);
	struct span part;

	*client = (struct client){ .allow.entries = client->entries };
	cr_assert_eq(transfer_setup(NULL), STATUS_OK);
	site_start(&client->site, pages);
	snprintf(self, sizeof(self), "127.0.0.1:%u", client->site.port);
	allow_one(client, span_of(self));
	while (span_next(&rest, ' ', &part))
		allow_one(client, part);
	client->settings = (struct transfer_settings){
		.allow = &client->allow,
		.agent = "paperd/0 (test)",
		.connect_ms = 1000,
		.total_ms = 5000, /* slow for 1 s: ended */
		.redirects = 5,
		.body_max = CLIENT_BODY_MAX,
		.header_max = CLIENT_HEADER_MAX,
	};
}

void client_open(struct client *client)
{
	struct error err = { 0 };

	client->multi = curl_multi_init();
	cr_assert_eq(transfer_open(&client->settings, &client->transfer, &err),
		     STATUS_OK, "%s", err.detail);
}

void client_stop(struct client *client)
{
	transfer_close(client->transfer);
	curl_multi_cleanup(client->multi);
	site_stop(&client->site);
	curl_global_cleanup();
}

void client_begin(struct client *client, const char *url)
{
	SCOPED(buf_release) struct buf whole = buf_init(4096);
	struct transfer_request request = { .accept = "application/x-test",
					    .etag = "\"t\"" };
	struct error err = { 0 };
	const char *mark = strstr(url, "PORT");

	if (url[0] == '/')
		buf_add_format(&whole, "http://127.0.0.1:%u",
			       client->site.port);
	if (mark) {
		buf_add(&whole, url, (size_t)(mark - url));
		buf_add_format(&whole, "%u", client->site.port);
		url = mark + 4;
	}
	buf_add_text(&whole, url);
	request.url = buf_text(&whole);
	cr_assert_eq(transfer_begin(client->transfer, &request, client, &err),
		     STATUS_OK, "%s: %s", url, err.detail);
}

void client_run(struct client *client, struct transfer_answer *ret)
{
	CURL *handle = transfer_handle(client->transfer);
	int running = 1;
	int left;
	CURLMsg *message;
	CURLcode code;

	curl_multi_add_handle(client->multi, handle);
	while (curl_multi_perform(client->multi, &running) == CURLM_OK &&
	       running)
		curl_multi_poll(client->multi, NULL, 0, 100, NULL);
	message = curl_multi_info_read(client->multi, &left);
	cr_assert_not_null(message);
	cr_assert_eq(message->easy_handle, handle);
	code = message->data.result;
	cr_assert_eq(transfer_of(handle), client->transfer);
	cr_assert_eq(transfer_context(client->transfer), client);
	curl_multi_remove_handle(client->multi, handle);
	transfer_end(client->transfer, code, ret);
}

void client_ask(struct client *client, const char *url,
		struct transfer_answer *ret)
{
	client_begin(client, url);
	client_run(client, ret);
}
