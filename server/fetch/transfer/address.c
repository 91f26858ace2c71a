/* SPDX-License-Identifier: MIT */
#include "address.h"

#include <arpa/inet.h>
#include <netinet/in.h>

#include "paperd/scoped.h"

/* A block of addresses by its first bits; all that matter are in 32. */
struct block {
	uint32_t start;
	unsigned bits;
};

/* The IANA registry of special IPv4 addresses, and multicast and above. */
static const struct block closed_v4[] = {
	{ 0x00000000, 8 },  /* 0.0.0.0/8 this network */
	{ 0x0A000000, 8 },  /* 10.0.0.0/8 private */
	{ 0x64400000, 10 }, /* 100.64.0.0/10 carrier-grade NAT */
	{ 0x7F000000, 8 },  /* 127.0.0.0/8 loopback */
	{ 0xA9FE0000, 16 }, /* 169.254.0.0/16 link-local, metadata services */
	{ 0xAC100000, 12 }, /* 172.16.0.0/12 private */
	{ 0xC0000000, 24 }, /* 192.0.0.0/24 protocol assignments */
	{ 0xC0000200, 24 }, /* 192.0.2.0/24 documentation */
	{ 0xC0586300, 24 }, /* 192.88.99.0/24 6to4 relays */
	{ 0xC0A80000, 16 }, /* 192.168.0.0/16 private */
	{ 0xC6120000, 15 }, /* 198.18.0.0/15 benchmarks */
	{ 0xC6336400, 24 }, /* 198.51.100.0/24 documentation */
	{ 0xCB007100, 24 }, /* 203.0.113.0/24 documentation */
	{ 0xE0000000, 4 },  /* 224.0.0.0/4 multicast */
	{ 0xF0000000, 4 },  /* 240.0.0.0/4 reserved, broadcast */
};

/* All of IPv6 that is given out for use in public, and what is closed in it. */
static const struct block open_v6 = { 0x20000000, 3 };
static const struct block closed_v6[] = {
	{ 0x20010000, 23 }, /* 2001::/23 protocol assignments, Teredo */
	{ 0x20010DB8, 32 }, /* 2001:db8::/32 documentation */
	{ 0x20020000, 16 }, /* 2002::/16 6to4 */
	{ 0x3FFF0000, 20 }, /* 3fff::/20 documentation */
};

static const struct address mapped = { { [10] = 0xFF, [11] = 0xFF } };
static const struct address nat64 = { { 0x00, 0x64, 0xFF, 0x9B } };

static bool block_has(const struct block *block, uint32_t value)
{
	return (value ^ block->start) >> (32 - block->bits) == 0;
}

static bool any_has(const struct block *blocks, size_t count, uint32_t value)
{
	for (size_t i = 0; i < count; i++)
		if (block_has(&blocks[i], value))
			return true;
	return false;
}

static uint32_t word_at(const struct address *address, size_t at)
{
	const uint8_t *bytes = &address->bytes[at];

	return (uint32_t)bytes[0] << 24 | (uint32_t)bytes[1] << 16 |
	       (uint32_t)bytes[2] << 8 | bytes[3];
}

bool address_shares(const struct address *a, const struct address *b,
		    unsigned bits)
{
	size_t whole = bits / 8;
	unsigned rest = bits % 8;

	if (memcmp(a->bytes, b->bytes, whole) != 0)
		return false;
	return !rest || (a->bytes[whole] ^ b->bytes[whole]) >> (8 - rest) == 0;
}

bool address_is_v4(const struct address *address)
{
	return address_shares(address, &mapped, ADDRESS_MAPPED_BITS);
}

bool address_is_public_ip(const struct address *address)
{
	uint32_t first = word_at(address, 0);

	if (address_is_v4(address) || address_shares(address, &nat64, 96))
		return !any_has(closed_v4, ARRAY_COUNT(closed_v4),
				word_at(address, 12));
	return block_has(&open_v6, first) &&
	       !any_has(closed_v6, ARRAY_COUNT(closed_v6), first);
}

bool address_of(const struct sockaddr *address, struct address *ret)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		*ret = mapped;
		memcpy(&ret->bytes[12], &v4.sin_addr, 4);
		return true;
	}
	if (address->sa_family != AF_INET6)
		return false;
	memcpy(&v6, address, sizeof(v6));
	memcpy(ret->bytes, &v6.sin6_addr, sizeof(ret->bytes));
	return true;
}

bool address_is_public(const struct sockaddr *address)
{
	struct address ip;

	return address_of(address, &ip) && address_is_public_ip(&ip);
}

unsigned address_port(const struct sockaddr *address)
{
	struct sockaddr_in v4;
	struct sockaddr_in6 v6;

	if (address->sa_family == AF_INET) {
		memcpy(&v4, address, sizeof(v4));
		return ntohs(v4.sin_port);
	}
	if (address->sa_family != AF_INET6)
		return 0;
	memcpy(&v6, address, sizeof(v6));
	return ntohs(v6.sin6_port);
}

bool address_parse(struct span text, struct address *ret)
{
	char copy[INET6_ADDRSTRLEN];
	struct address ip = mapped;

	if (!text.len || text.len >= sizeof(copy))
		return false;
	memcpy(copy, text.at, text.len);
	copy[text.len] = '\0';
	if (strlen(copy) != text.len ||
	    (inet_pton(AF_INET, copy, &ip.bytes[12]) != 1 &&
	     inet_pton(AF_INET6, copy, ip.bytes) != 1))
		return false;
	*ret = ip;
	return true;
}
