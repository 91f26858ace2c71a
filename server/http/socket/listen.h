/* SPDX-License-Identifier: MIT */
/* The listening socket, and addresses as text. */
#ifndef HTTP_LISTEN_H
#define HTTP_LISTEN_H

#include <sys/socket.h>

#include "paperd/http.h"

/* Bytes of an address as text, with port and NUL. */
#define ADDRESS_MAX 64

/*
 * Opens a socket that listens on the address and port of the options ("*": all
 * of IPv6 and IPv4, or IPv4 alone where there is no IPv6) and writes where it
 * listens.  Error: STATUS_CONFIG naming the address and the cause.
 */
MUST_CHECK enum status listen_open(const struct http_options *options,
				   int *ret_fd, char ret_address[ADDRESS_MAX],
				   struct error *err);

/* The host of an address, without port; "-" when it is of no known kind. */
void address_host(const struct sockaddr *address, char out[ADDRESS_MAX]);

#endif
