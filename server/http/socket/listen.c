/* SPDX-License-Identifier: MIT */
#include "listen.h"

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <unistd.h>

/* Connections the kernel keeps for us while all slots are taken. */
#define BACKLOG 1024

union address {
	struct sockaddr any;
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;
};

static socklen_t address_size(const union address *address)
{
	return address->any.sa_family == AF_INET ? sizeof(address->v4)
						 : sizeof(address->v6);
}

/* Fills in an address literal ("[::1]" with or without its brackets). */
static bool parse_address(const char *text, unsigned port, union address *ret)
{
	struct span host = span_of(text);
	char bare[ADDRESS_MAX];

	if (host.len > 1 && host.at[0] == '[' && host.at[host.len - 1] == ']')
		host = span_slice(host, 1, host.len - 1);
	if (host.len >= sizeof(bare) || port > 65535)
		return false;
	snprintf(bare, sizeof(bare), "%.*s", (int)host.len, host.at);
	memset(ret, 0, sizeof(*ret));
	if (inet_pton(AF_INET, bare, &ret->v4.sin_addr) == 1) {
		ret->v4.sin_family = AF_INET;
		ret->v4.sin_port = htons((uint16_t)port);
		return true;
	}
	if (inet_pton(AF_INET6, bare, &ret->v6.sin6_addr) == 1) {
		ret->v6.sin6_family = AF_INET6;
		ret->v6.sin6_port = htons((uint16_t)port);
		return true;
	}
	return false;
}

/* A listening socket, or -1 with errno set. */
static int open_socket(const union address *address, bool both)
{
	int fd = socket(address->any.sa_family,
			SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	int on = 1, only_v6 = !both, cause;

	if (fd < 0)
		return -1;
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (address->any.sa_family == AF_INET6)
		setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &only_v6,
			   sizeof(only_v6));
	if (bind(fd, &address->any, address_size(address)) == 0 &&
	    listen(fd, BACKLOG) == 0)
		return fd;
	cause = errno;
	close(fd);
	errno = cause;
	return -1;
}

static int open_everywhere(unsigned port)
{
	union address address;
	int fd;

	parse_address("::", port, &address);
	fd = open_socket(&address, true);
	if (fd >= 0 || errno == EADDRINUSE || errno == EACCES)
		return fd;
	parse_address("0.0.0.0", port, &address);
	return open_socket(&address, false);
}

static void name_socket(int fd, char out[ADDRESS_MAX])
{
	union address address = { 0 };
	socklen_t size = sizeof(address);
	char host[ADDRESS_MAX];
	bool v6;

	getsockname(fd, &address.any, &size);
	address_host(&address.any, host);
	v6 = address.any.sa_family == AF_INET6;
	snprintf(out, ADDRESS_MAX, v6 ? "[%.45s]:%u" : "%.45s:%u", host,
		 ntohs(v6 ? address.v6.sin6_port : address.v4.sin_port));
}

enum status listen_open(const struct http_options *options, int *ret_fd,
			char ret_address[ADDRESS_MAX], struct error *err)
{
	bool everywhere = strcmp(options->address, "*") == 0;
	union address address;
	int fd;

	if (!everywhere &&
	    !parse_address(options->address, options->port, &address))
		return error_set(err, STATUS_CONFIG,
				 "cannot listen on %s port %u: not an IPv4 or "
				 "IPv6 address, or not a port",
				 options->address, options->port);
	fd = everywhere ? open_everywhere(options->port)
			: open_socket(&address, false);
	if (fd < 0)
		return error_set(
			err, STATUS_CONFIG, "cannot listen on %s port %u: %s",
			options->address, options->port, strerror(errno));
	name_socket(fd, ret_address);
	*ret_fd = fd;
	return STATUS_OK;
}

void address_host(const struct sockaddr *address, char out[ADDRESS_MAX])
{
	const union address *any = (const union address *)address;
	const void *bytes = &any->v4.sin_addr;
	int family = address->sa_family;

	if (family == AF_INET6 && IN6_IS_ADDR_V4MAPPED(&any->v6.sin6_addr)) {
		bytes = &any->v6.sin6_addr.s6_addr[12];
		family = AF_INET;
	} else if (family == AF_INET6) {
		bytes = &any->v6.sin6_addr;
	}
	if ((family != AF_INET && family != AF_INET6) ||
	    !inet_ntop(family, bytes, out, ADDRESS_MAX))
		snprintf(out, ADDRESS_MAX, "-");
}
