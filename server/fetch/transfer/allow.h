/* SPDX-License-Identifier: MIT */
/*
 * The hosts that whoever runs paperd trusts: exempt from the check of
 * addresses, and the only ones to which plain http and other ports than 443
 * are allowed (tests, intranets).
 *
 * Values; nothing here is changed after the start, so any thread may read.
 */
#ifndef FETCH_ALLOW_H
#define FETCH_ALLOW_H

#include "address.h"
#include "paperd/error.h"

/* Bytes of a host name (RFC 1035 2.3.4). */
#define ALLOW_NAME_MAX 253

/* One host by name, or one network by its addresses. */
struct allow_entry {
	char name[ALLOW_NAME_MAX + 1]; /* lower case; "": a network */
	struct address network;
	unsigned bits; /* of network, 0 to 128: those that count */
	unsigned port; /* 0: any */
};

/* {0} allows nothing. */
struct allow {
	const struct allow_entry *entries;
	size_t count;
};

/*
 * Reads one entry: a host name, an IPv4 or IPv6 address, each with ":port" or
 * without (IPv6 with a port stands in brackets), or a network such as
 * 10.0.0.0/8 or fd00::/8.  A name means itself alone, not what ends in it.
 * Numbers that only some readers take for an address (0x7f.1) are refused.
 * Errors: STATUS_CONFIG.
 */
MUST_CHECK enum status allow_parse(struct span text, struct allow_entry *ret,
				   struct error *err);

/*
 * True when the host of a URL is allowed: a name or an address (IPv6 in
 * brackets or not), with ":port" or without.  An entry that has a port allows
 * only a host that comes with the same one.
 */
bool allow_host(const struct allow *allow, struct span host);

/* True when a network of the list has the address, and the port if it says. */
bool allow_address(const struct allow *allow, const struct sockaddr *address);

#endif
