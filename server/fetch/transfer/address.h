/* SPDX-License-Identifier: MIT */
/*
 * Network addresses: which of them are the public internet's.
 *
 * Who registers a DOI says where its resolver redirects to, so an address is
 * judged in its binary form, as it is about to be connected to, and never by
 * the text it was written as.  Pure and thread safe.
 */
#ifndef FETCH_ADDRESS_H
#define FETCH_ADDRESS_H

#include <sys/socket.h>

#include "paperd/text.h"

/* An IPv6 address; IPv4 stands in it as ::ffff:a.b.c.d (RFC 4291 2.5.5.2). */
struct address {
	uint8_t bytes[16];
};

/* The bits of struct address that stand before an IPv4 address. */
#define ADDRESS_MAPPED_BITS 96

/*
 * True when the address may belong to any host of the public internet.  False
 * for the blocks that RFC 6890 and its successors reserve (private, loopback,
 * link-local, documentation, multicast, …), for 6to4, and for what is not an
 * IP address.  Mapped (::ffff:0:0/96) and NAT64 (64:ff9b::/96) addresses are
 * judged by the IPv4 address in them.
 */
bool address_is_public(const struct sockaddr *address);

/* The same of the other form. */
bool address_is_public_ip(const struct address *address);

/* The address of a socket's end; false when it is not IPv4 or IPv6. */
bool address_of(const struct sockaddr *address, struct address *ret);

/* The port of a socket's end; 0 when it is not IPv4 or IPv6. */
unsigned address_port(const struct sockaddr *address);

/*
 * Reads four decimal numbers or IPv6 text (RFC 4291 2.2), without brackets or
 * zone.  False when text is neither; *ret is then untouched.
 */
bool address_parse(struct span text, struct address *ret);

/* True for IPv4, which includes the mapped form. */
bool address_is_v4(const struct address *address);

/* True when the first bits (at most 128) of both are the same. */
bool address_shares(const struct address *a, const struct address *b,
		    unsigned bits);

#endif
