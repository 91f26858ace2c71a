/* SPDX-License-Identifier: MIT */
/* A transfer in a multi handle of its own, with a site to ask. */
#ifndef TEST_CLIENT_H
#define TEST_CLIENT_H

#include "../../../server/fetch/transfer/transfer.h"
#include "site.h"

#define CLIENT_BODY_MAX   65536
#define CLIENT_HEADER_MAX 32768
#define CLIENT_ENTRIES    4

struct client {
	struct site site;
	struct allow_entry entries[CLIENT_ENTRIES];
	struct allow allow;
	struct transfer_settings settings; /* to be changed before the open */
	CURLM *multi;
	struct transfer *transfer;
};

/*
 * Starts the site and allows it ("127.0.0.1:PORT") and what stands between
 * blanks in allow (or NULL).
 */
void client_start(struct client *client, const struct page *pages,
		  const char *allow);
void client_open(struct client *client);
void client_stop(struct client *client);

/* Asks; url: a path of the site, or a whole URL with "PORT" in it. */
void client_ask(struct client *client, const char *url,
		struct transfer_answer *ret);

/* The halves of it. */
void client_begin(struct client *client, const char *url);
void client_run(struct client *client, struct transfer_answer *ret);

#endif
