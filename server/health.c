/* SPDX-License-Identifier: MIT */
/*
 * paperd health: asks the daemon at the configured address for /healthz, so
 * that a container without shell or curl can check itself.
 */
#include <errno.h>
#include <netdb.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "paperd/scoped.h"

#include "command.h"

/* Longest wait for connection and answer. */
#define WAIT_SECONDS 2

static void close_socket(int *fd)
{
	if (*fd >= 0)
		close(*fd);
}

static void free_addresses(struct addrinfo **list)
{
	if (*list)
		freeaddrinfo(*list);
}

/* An address that stands for all of them is asked through loopback. */
static const char *reachable(const char *address)
{
	if (strcmp(address, "*") == 0 || strcmp(address, "0.0.0.0") == 0)
		return "127.0.0.1";
	return strcmp(address, "::") == 0 ? "::1" : address;
}

static enum status connect_to(const char *address, unsigned port, int *ret,
			      struct error *err)
{
	SCOPED(free_addresses) struct addrinfo *list = NULL;
	SCOPED(close_socket) int fd = -1;
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM,
				  .ai_flags = AI_NUMERICHOST };
	struct timeval wait = { .tv_sec = WAIT_SECONDS };
	char service[8];

	snprintf(service, sizeof(service), "%u", port);
	if (getaddrinfo(reachable(address), service, &hints, &list) != 0)
		return error_set(err, STATUS_CONFIG,
				 "listen: \"%s\" is not an address", address);
	fd = socket(list->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
	if (fd < 0 ||
	    setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &wait, sizeof(wait)) ||
	    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &wait, sizeof(wait)) ||
	    connect(fd, list->ai_addr, list->ai_addrlen) != 0)
		return error_set(err, STATUS_IO, "cannot reach %s:%u: %s",
				 address, port, strerror(errno));
	*ret = fd;
	fd = -1;
	return STATUS_OK;
}

int command_health(const struct config *config, const struct command_line *line)
{
	static const char ask[] = "GET /healthz HTTP/1.1\r\n"
				  "Host: localhost\r\n"
				  "Connection: close\r\n\r\n";
	static const char good[] = "HTTP/1.1 200";
	SCOPED(close_socket) int fd = -1;
	struct error err = { 0 };
	char address[64], answer[sizeof(good)] = "";
	unsigned port;

	if (config_listen(config->listen, address, &port, &err) != STATUS_OK ||
	    connect_to(address, port, &fd, &err) != STATUS_OK)
		return command_fail(&err);
	if (send(fd, ask, strlen(ask), MSG_NOSIGNAL) < 0 ||
	    recv(fd, answer, strlen(good), MSG_WAITALL) < 0 ||
	    strcmp(answer, good) != 0) {
		error_set(&err, STATUS_IO, "%s:%u is not healthy", address,
			  port);
		return command_fail(&err);
	}
	return EXIT_DONE;
}
