/* SPDX-License-Identifier: MIT */
/* What the files of transfer share: its state, and the callbacks. */
#ifndef FETCH_TRANSFER_OWN_H
#define FETCH_TRANSFER_OWN_H

#include "transfer.h"

struct transfer {
	CURL *handle;
	const struct allow *allow;
	size_t header_max;
	size_t body_max;
	bool proxied; /* then addresses are the proxy's business */
	void *context;
	struct curl_slist *headers; /* of the request */

	/* of the exchange */
	struct buf body;
	unsigned refusals; /* of memory, when it began */
	size_t header_bytes;
	unsigned codings;      /* content codings of this hop */
	bool asked;            /* request sent, not a line of answer yet */
	bool opened;           /* this hop has a socket */
	enum transfer_end cut; /* why a callback ended it; ANSWERED: none did */
	char why[TRANSFER_WHY_MAX];
	char words[CURL_ERROR_SIZE]; /* libcurl's, of a failure */
};

/*
 * Notes why the exchange is ended, escaped for the log; the first reason
 * stays.  False, for callers that return it.
 */
bool transfer_cut(struct transfer *transfer, enum transfer_end end,
		  const char *format, ...)
	__attribute__((format(printf, 3, 4)));

/* Text escaped into TRANSFER_WHY_MAX bytes. */
void transfer_words(const char *text, char ret[TRANSFER_WHY_MAX]);

/* Sets all that stays for the life of the handle; the first failure. */
CURLcode transfer_options(struct transfer *transfer,
			  const struct transfer_settings *settings);

/* Callbacks that decide where to: transfer_guard.c.  context: the transfer. */
int guard_resolve(void *resolver, void *reserved, void *context);
curl_socket_t guard_socket(void *context, curlsocktype purpose,
			   struct curl_sockaddr *address);
int guard_request(void *context, char *remote, char *local, int remote_port,
		  int local_port);

/* Callbacks that take what comes: transfer_take.c. */
size_t take_header(char *line, size_t size, size_t count, void *context);
size_t take_body(char *bytes, size_t size, size_t count, void *context);
int take_progress(void *context, curl_off_t total, curl_off_t now,
		  curl_off_t up_total, curl_off_t up_now);

#endif
