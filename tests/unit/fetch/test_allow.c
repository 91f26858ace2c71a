/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <netinet/in.h>

#include "../../../server/fetch/transfer/allow.h"
#include "paperd/scoped.h"

#define ENTRIES 4

/* A list of what stands between blanks. */
struct list {
	struct allow_entry entries[ENTRIES];
	struct allow allow;
};

static void list_parse(const char *text, struct list *ret)
{
	struct span rest = span_of(text);
	struct span part;
	struct error err = { 0 };

	*ret = (struct list){ .allow.entries = ret->entries };
	while (span_next(&rest, ' ', &part))
		cr_assert_eq(allow_parse(part,
					 &ret->entries[ret->allow.count++],
					 &err),
			     STATUS_OK, "%s: %s", text, err.detail);
}

Test(allow, knows_hosts_by_name_address_and_port)
{
	static const struct {
		const char *list, *host;
		bool allowed;
	} rows[] = {
		{ "mirror.example", "mirror.example", true },
		{ "mirror.example", "MIRROR.Example.", true },
		{ "Mirror.Example.", "mirror.example", true },
		{ "mirror.example", "mirror.example:8080", true },
		{ "mirror.example", "a.mirror.example", false },
		{ "mirror.example", "mirror.example.org", false },
		{ "mirror.example", "mirror", false },
		{ "mirror.example:8080", "mirror.example:8080", true },
		{ "mirror.example:8080", "mirror.example:8081", false },
		{ "mirror.example:8080", "mirror.example", false },
		{ "node_1-x", "node_1-x", true },
		{ "0a1b2c", "0a1b2c", true },
		{ "127.0.0.1", "127.0.0.1", true },
		{ "127.0.0.1", "127.0.0.1:80", true },
		{ "127.0.0.1", "[::ffff:127.0.0.1]:80", true },
		{ "127.0.0.1", "127.0.0.2", false },
		{ "127.0.0.1", "localhost", false },
		{ "127.0.0.1:81", "127.0.0.1:81", true },
		{ "127.0.0.1:81", "127.0.0.1:80", false },
		{ "::1", "[::1]", true },
		{ "::1", "::1", true },
		{ "[::1]", "[::1]:443", true },
		{ "[::1]:443", "[::1]:443", true },
		{ "[::1]:443", "[::1]:444", false },
		{ "[::1]:443", "[::1]", false },
		{ "10.0.0.0/8", "10.255.255.255", true },
		{ "10.0.0.0/8", "11.0.0.0", false },
		{ "10.0.0.0/8", "9.255.255.255", false },
		{ "10.0.0.0/8", "10.example", false },
		{ "192.168.4.0/22", "192.168.7.255", true },
		{ "192.168.4.0/22", "192.168.8.0", false },
		{ "0.0.0.0/0", "8.8.8.8", true },
		{ "0.0.0.0/0", "[::1]", false },
		{ "::/0", "[::1]", true },
		{ "::/0", "127.0.0.1", false },
		{ "fd00::/8", "[fdff::1]", true },
		{ "fd00::/8", "[fc00::1]", false },
		{ "a.example 10.1.0.0/16 b.example", "b.example", true },
		{ "a.example 10.1.0.0/16 b.example", "10.1.2.3:99", true },
		{ "a.example 10.1.0.0/16 b.example", "c.example", false },
		{ "a.example", "", false },
		{ "a.example", ":80", false },
		{ "a.example", "a.example:", false },
		{ "a.example", "a.example:0", false },
		{ "a.example", "a.example:99999", false },
		{ "a.example", "[a.example", false },
	};
	struct list list;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		list_parse(rows[i].list, &list);
		cr_expect_eq(allow_host(&list.allow, span_of(rows[i].host)),
			     rows[i].allowed, "%s in %s", rows[i].host,
			     rows[i].list);
	}
}

Test(allow, knows_addresses_of_sockets)
{
	static const struct {
		const char *list;
		uint32_t address;
		uint16_t port;
		bool allowed;
	} rows[] = {
		{ "127.0.0.1", 0x7F000001, 443, true },
		{ "127.0.0.1:443", 0x7F000001, 443, true },
		{ "127.0.0.1:443", 0x7F000001, 80, false },
		{ "127.0.0.1", 0x7F000002, 443, false },
		{ "127.0.0.0/8", 0x7F000002, 443, true },
		{ "::ffff:127.0.0.1", 0x7F000001, 443, true },
		{ "localhost", 0x7F000001, 443, false },
		{ "::/0", 0x7F000001, 443, false },
	};
	struct list list;

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct sockaddr_in end = {
			.sin_family = AF_INET,
			.sin_port = htons(rows[i].port),
			.sin_addr.s_addr = htonl(rows[i].address),
		};

		list_parse(rows[i].list, &list);
		cr_expect_eq(allow_address(&list.allow,
					   (const struct sockaddr *)&end),
			     rows[i].allowed, "%s: row %zu", rows[i].list, i);
	}
}

Test(allow, refuses_what_is_read_differently_by_others)
{
	static const char *const rows[] = {
		"",
		" ",
		"*",
		"*.example",
		"a b",
		"a..b",
		".example",
		"http://a.example",
		"a.example/8",
		"a.example:",
		"a.example:0",
		"a.example:65536",
		"a.example:http",
		"user@a.example",
		"0x7f.1",
		"0X7F000001",
		"2130706433",
		"127.1",
		"0177.0.0.1",
		"1.2.3.4.5",
		"[127.0.0.1]",
		"[a.example]",
		"[::1",
		"[::1]x",
		"[]",
		"fe80::1%eth0",
		"10.0.0.0/",
		"10.0.0.0/33",
		"10.0.0.0/-1",
		"10.0.0.1/8",
		"10.0.0.0/8:443",
		"[fd00::]/8",
		"fd00::/129",
		"fd00::1/8",
		"::ffff:0:0/90",
		"xn--.\xC3\xA9",
		("a123456789b123456789c123456789d123456789e123456789"
		 "f123456789g1234"),
	};

	for (size_t i = 0; i < ARRAY_COUNT(rows); i++) {
		struct allow_entry entry = { .port = 7 };
		struct error err = { 0 };

		cr_expect_eq(allow_parse(span_of(rows[i]), &entry, &err),
			     STATUS_CONFIG, "%s", rows[i]);
		cr_expect_neq(err.detail[0], '\0', "%s", rows[i]);
		cr_expect_eq(entry.port, 7, "%s: output touched", rows[i]);
	}
}

Test(allow, of_nothing_allows_nothing)
{
	struct allow none = { 0 };
	struct sockaddr_in end = { .sin_family = AF_INET };
	const struct sockaddr *address = (const struct sockaddr *)&end;

	cr_expect_not(allow_host(&none, span_of("a.example")));
	cr_expect_not(allow_host(NULL, span_of("a.example")));
	cr_expect_not(allow_address(&none, address));
	cr_expect_not(allow_address(NULL, address));
}
