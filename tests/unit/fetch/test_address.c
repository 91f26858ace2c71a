/* SPDX-License-Identifier: MIT */
#include <arpa/inet.h>
#include <criterion/criterion.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/un.h>

#include "../../../server/fetch/transfer/address.h"
#include "paperd/scoped.h"

struct end {
	struct sockaddr_storage storage;
};

static const struct sockaddr *sockaddr_of(const char *text, struct end *end)
{
	struct sockaddr_in v4 = { .sin_family = AF_INET,
				  .sin_port = htons(443) };
	struct sockaddr_in6 v6 = { .sin6_family = AF_INET6,
				   .sin6_port = htons(443) };

	*end = (struct end){ 0 };
	if (inet_pton(AF_INET, text, &v4.sin_addr) == 1)
		memcpy(&end->storage, &v4, sizeof(v4));
	else if (inet_pton(AF_INET6, text, &v6.sin6_addr) == 1)
		memcpy(&end->storage, &v6, sizeof(v6));
	else
		cr_assert_fail("%s is no address", text);
	return (const struct sockaddr *)&end->storage;
}

/* A closed block: its ends, and what stands beside them. */
static const struct {
	const char *before; /* NULL: another closed block */
	const char *first;
	const char *last;
	const char *after;
} closed[] = {
	{ NULL, "0.0.0.0", "0.255.255.255", "1.0.0.0" },
	{ "9.255.255.255", "10.0.0.0", "10.255.255.255", "11.0.0.0" },
	{ "100.63.255.255", "100.64.0.0", "100.127.255.255", "100.128.0.0" },
	{ "126.255.255.255", "127.0.0.0", "127.255.255.255", "128.0.0.0" },
	{ "169.253.255.255", "169.254.0.0", "169.254.255.255", "169.255.0.0" },
	{ "172.15.255.255", "172.16.0.0", "172.31.255.255", "172.32.0.0" },
	{ "191.255.255.255", "192.0.0.0", "192.0.0.255", "192.0.1.0" },
	{ "192.0.1.255", "192.0.2.0", "192.0.2.255", "192.0.3.0" },
	{ "192.88.98.255", "192.88.99.0", "192.88.99.255", "192.88.100.0" },
	{ "192.167.255.255", "192.168.0.0", "192.168.255.255", "192.169.0.0" },
	{ "198.17.255.255", "198.18.0.0", "198.19.255.255", "198.20.0.0" },
	{ "198.51.99.255", "198.51.100.0", "198.51.100.255", "198.51.101.0" },
	{ "203.0.112.255", "203.0.113.0", "203.0.113.255", "203.0.114.0" },
	{ "223.255.255.255", "224.0.0.0", "239.255.255.255", NULL },
	{ NULL, "240.0.0.0", "255.255.255.255", NULL },
	/* all before 2000::/3, and all behind it */
	{ NULL, "::", "1fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2000::" },
	{ "3ffe:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "3fff::", "3fff:fff:ffff:ffff:ffff:ffff:ffff:ffff", "3fff:1000::" },
	{ "3fff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "4000::", "ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ "2000:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "2001::", "2001:1ff:ffff:ffff:ffff:ffff:ffff:ffff", "2001:200::" },
	{ "2001:db7:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db8::",
	  "2001:db8:ffff:ffff:ffff:ffff:ffff:ffff", "2001:db9::" },
	{ "2001:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
	  "2002::", "2002:ffff:ffff:ffff:ffff:ffff:ffff:ffff", "2003::" },
	/* what has a name of its own */
	{ NULL, "::1", "::1", NULL },
	{ NULL, "::127.0.0.1", "::8.8.8.8", NULL },
	{ NULL, "fc00::", "fdff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "fe80::", "febf:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "fec0::", "feff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "ff00::", "ff02::1", NULL },
	{ NULL, "5f00::", "5f00:ffff:ffff:ffff:ffff:ffff:ffff:ffff", NULL },
	{ NULL, "100::", "100::1", NULL },
	{ NULL, "2002:0808:0808::1", "2002:7f00:1::", NULL },
	/* NAT64 of one's own, and the neighbours of the known one */
	{ NULL, "64:ff9b:1::8.8.8.8", "64:ff9b::1:808:808", NULL },
	{ NULL, "64:ff9a:ffff:ffff:ffff:ffff:808:808", "::fffe:8.8.8.8", NULL },
	{ NULL, "::1:0:808:808", "::ffff:0:808:808", NULL },
};

static void expect(const char *text, bool public)
{
	struct end end;

	if (text)
		cr_expect_eq(address_is_public(sockaddr_of(text, &end)), public,
			     "%s", text);
}

/* The same for an IPv4 address within IPv6. */
static void expect_wrapped(const char *text, bool public)
{
	static const char *const wraps[] = { "::ffff:", "64:ff9b::" };
	char wrapped[80];

	for (size_t i = 0; text && i < ARRAY_COUNT(wraps); i++) {
		snprintf(wrapped, sizeof(wrapped), "%s%s", wraps[i], text);
		expect(wrapped, public);
	}
}

Test(address, closes_each_block_to_its_edges)
{
	for (size_t i = 0; i < ARRAY_COUNT(closed); i++) {
		expect(closed[i].before, true);
		expect(closed[i].first, false);
		expect(closed[i].last, false);
		expect(closed[i].after, true);
	}
}

Test(address, judges_mapped_and_nat64_by_what_is_in_them)
{
	for (size_t i = 0; i < ARRAY_COUNT(closed); i++) {
		if (strchr(closed[i].first, ':'))
			continue;
		expect_wrapped(closed[i].before, true);
		expect_wrapped(closed[i].first, false);
		expect_wrapped(closed[i].last, false);
		expect_wrapped(closed[i].after, true);
	}
}

Test(address, is_not_public_in_another_family)
{
	static const sa_family_t families[] = { AF_UNSPEC, AF_UNIX, AF_NETLINK,
						AF_PACKET };
	struct end end;
	struct address ip;

	for (size_t i = 0; i < ARRAY_COUNT(families); i++) {
		sockaddr_of("8.8.8.8", &end);
		end.storage.ss_family = families[i];
		const struct sockaddr *other =
			(const struct sockaddr *)&end.storage;

		cr_expect_not(address_is_public(other), "%d", families[i]);
		cr_expect_not(address_of(other, &ip));
		cr_expect_eq(address_port(other), 0);
	}
	cr_expect_eq(address_port(sockaddr_of("8.8.8.8", &end)), 443);
	cr_expect_eq(address_port(sockaddr_of("2000::", &end)), 443);
}

Test(address, is_read_in_its_usual_forms_alone)
{
	static const struct {
		struct span text;
		bool good, v4;
	} rows[] = {
		{ SPAN("127.0.0.1"), true, true },
		{ SPAN("::ffff:127.0.0.1"), true, true },
		{ SPAN("::1"), true, false },
		{ SPAN("2001:DB8::1"), true, false },
		{ SPAN(""), false, false },
		{ SPAN("0x7f.1"), false, false },
		{ SPAN("2130706433"), false, false },
		{ SPAN("0177.0.0.1"), false, false },
		{ SPAN("127.1"), false, false },
		{ SPAN("127.0.0.1 "), false, false },
		{ SPAN("127.0.0.1\0"), false, false },
		{ SPAN("[::1]"), false, false },
		{ SPAN("fe80::1%eth0"), false, false },
		{ SPAN("1111:2222:3333:4444:5555:6666:7777:8888:9999:aaaa:bb"),
		  false, false },
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct address ip = { { 0 } };

		cr_expect_eq(address_parse(rows[i].text, &ip), rows[i].good,
			     "%s", rows[i].text.at);
		cr_expect_eq(address_is_v4(&ip), rows[i].v4, "%s",
			     rows[i].text.at);
	}
}
