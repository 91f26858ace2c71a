/* SPDX-License-Identifier: MIT */
#include "crowd.h"

#include <criterion/criterion.h>
#include <curl/curl.h>
#include <stdio.h>

#define REPLY_MAX (16 << 20)

struct client {
	CURL *curl;
	struct reply reply;
};

struct crowd {
	CURLM *multi;
	size_t count, ended;
	struct client clients[];
};

static size_t append(char *bytes, size_t size, size_t count, void *context)
{
	buf_add(context, bytes, size * count);
	return size * count;
}

static void client_start(struct client *client, const struct daemon *daemon,
			 const char *path)
{
	CURL *curl = curl_easy_init();
	char url[100];

	snprintf(url, sizeof(url), "http://%s/", daemon->address);
	client->curl = curl;
	client->reply.headers = buf_init(1 << 20);
	client->reply.body = buf_init(REPLY_MAX);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_REQUEST_TARGET, path);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FRESH_CONNECT, 1L);
	curl_easy_setopt(curl, CURLOPT_PRIVATE, client);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &client->reply.body);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, append);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, &client->reply.headers);
}

struct crowd *crowd_ask(const struct daemon *daemon, const char *const *paths,
			size_t count)
{
	struct crowd *ret = calloc(1, sizeof(*ret) +
					      count * sizeof(ret->clients[0]));

	cr_assert(ret);
	ret->multi = curl_multi_init();
	ret->count = count;
	for (size_t i = 0; i < count; i++) {
		client_start(&ret->clients[i], daemon, paths[i]);
		curl_multi_add_handle(ret->multi, ret->clients[i].curl);
	}
	return ret;
}

void crowd_release(struct crowd **crowd)
{
	struct crowd *all = *crowd;

	for (size_t i = 0; all && i < all->count; i++) {
		curl_multi_remove_handle(all->multi, all->clients[i].curl);
		curl_easy_cleanup(all->clients[i].curl);
		reply_release(&all->clients[i].reply);
	}
	if (all)
		curl_multi_cleanup(all->multi);
	free(all);
	*crowd = NULL;
}

static void take_ended(struct crowd *crowd)
{
	CURLMsg *message;
	int left;

	while ((message = curl_multi_info_read(crowd->multi, &left))) {
		struct client *client;

		if (message->msg != CURLMSG_DONE)
			continue;
		curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE,
				  (char **)&client);
		if (message->data.result == CURLE_OK)
			curl_easy_getinfo(message->easy_handle,
					  CURLINFO_RESPONSE_CODE,
					  &client->reply.status);
		crowd->ended++;
	}
}

/* A step, and whether it was enough. */
struct march {
	struct crowd *crowd;
	size_t ended;
	bool (*condition)(void *context);
	void *context;
};

static bool step(void *context)
{
	struct march *march = context;
	int running;

	curl_multi_perform(march->crowd->multi, &running);
	take_ended(march->crowd);
	if (march->condition)
		return march->condition(march->context);
	return march->crowd->ended >= march->ended;
}

void crowd_wait_for(struct crowd *crowd, size_t ended)
{
	struct march march = { crowd, ended, NULL, NULL };

	cr_assert(wait_until(step, &march), "%zu of %zu clients were answered",
		  crowd->ended, crowd->count);
}

void crowd_wait(struct crowd *crowd)
{
	crowd_wait_for(crowd, crowd->count);
}

void crowd_wait_until(struct crowd *crowd, bool (*condition)(void *context),
		      void *context)
{
	struct march march = { crowd, 0, condition, context };

	cr_assert(wait_until(step, &march), "what was waited for never came");
}

const struct reply *crowd_reply(const struct crowd *crowd, size_t index)
{
	return &crowd->clients[index].reply;
}
