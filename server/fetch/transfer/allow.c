/* SPDX-License-Identifier: MIT */
#include "allow.h"

/* A host and the port that stands after it. */
struct place {
	struct span host; /* without brackets */
	struct span port; /* at == NULL: none */
	bool bracketed;
};

static bool port_parse(struct span text, unsigned *ret)
{
	long long value;

	if (!text_to_integer(text, &value) || value < 1 || value > 65535)
		return false;
	*ret = (unsigned)value;
	return true;
}

/* "[v6]" or "[v6]:port". */
static bool split_brackets(struct span text, struct place *ret)
{
	const char *end = memchr(text.at, ']', text.len);
	struct span rest;

	if (!end)
		return false;
	rest = span_slice(text, (size_t)(end - text.at) + 1, text.len);
	*ret = (struct place){ .bracketed = true };
	ret->host = (struct span){ text.at + 1, (size_t)(end - text.at) - 1 };
	if (rest.len && rest.at[0] != ':')
		return false;
	if (rest.len)
		ret->port = span_slice(rest, 1, rest.len);
	return true;
}

/* Parts host and port.  What has two colons and no brackets is IPv6. */
static bool split(struct span text, struct place *ret)
{
	struct span rest = text;
	struct span host;

	if (!text.len)
		return false;
	if (text.at[0] == '[')
		return split_brackets(text, ret);
	*ret = (struct place){ .host = text };
	if (!span_next(&rest, ':', &host) || !rest.at || span_has(rest, ':'))
		return true;
	ret->host = host;
	ret->port = rest;
	return true;
}

/* The final dot of an absolute name says nothing here. */
static struct span without_dot(struct span name)
{
	if (name.len > 1 && name.at[name.len - 1] == '.')
		name.len--;
	return name;
}

static bool label_is_good(struct span label)
{
	if (!label.len || label.len > 63)
		return false;
	for (size_t i = 0; i < label.len; i++)
		if (!ascii_is_alnum(label.at[i]) && label.at[i] != '-' &&
		    label.at[i] != '_')
			return false;
	return true;
}

/* True for what some readers of addresses take as a number: 1, 0x7f. */
static bool is_number(struct span label)
{
	size_t digits = 0;

	while (digits < label.len && ascii_is_digit(label.at[digits]))
		digits++;
	return digits == label.len || span_starts_nocase(label, "0x");
}

/* Labels, of which the last is no number. */
static bool name_is_good(struct span name)
{
	struct span label = { 0 };

	if (name.len > ALLOW_NAME_MAX)
		return false;
	while (span_next(&name, '.', &label))
		if (!label_is_good(label))
			return false;
	return label.len && !is_number(label);
}

static void name_copy(struct span name, char *ret)
{
	for (size_t i = 0; i < name.len; i++)
		ret[i] = ascii_lower(name.at[i]);
	ret[name.len] = '\0';
}

/* True when nothing is set after the first bits. */
static bool rest_is_zero(const struct address *network, unsigned bits)
{
	for (unsigned i = bits; i < 128; i++)
		if (network->bytes[i / 8] >> (7 - i % 8) & 1)
			return false;
	return true;
}

static enum status network_parse(struct span text, struct allow_entry *ret,
				 struct error *err)
{
	struct allow_entry entry = { 0 };
	struct span rest = text;
	struct span part = { 0 };
	unsigned before;
	long long bits;

	if (!span_next(&rest, '/', &part) ||
	    !address_parse(part, &entry.network))
		return error_set(err, STATUS_CONFIG, "%.*s: not a network",
				 span_shown(text, 80), text.at);
	before = address_is_v4(&entry.network) ? ADDRESS_MAPPED_BITS : 0;
	if (!text_to_integer(rest, &bits) || bits < 0 || bits > 128 - before)
		return error_set(err, STATUS_CONFIG,
				 "%.*s: a network ends in /0 to /%u",
				 span_shown(text, 80), text.at, 128 - before);
	entry.bits = (unsigned)bits + before;
	if (!rest_is_zero(&entry.network, entry.bits))
		return error_set(err, STATUS_CONFIG,
				 "%.*s: an address, not the start of a network",
				 span_shown(text, 80), text.at);
	*ret = entry;
	return STATUS_OK;
}

/* The host of an entry: an address, else a name. */
static bool host_parse(const struct place *place, struct allow_entry *ret)
{
	struct span name = without_dot(place->host);

	ret->bits = 128;
	if (address_parse(place->host, &ret->network))
		return !place->bracketed || !address_is_v4(&ret->network) ||
		       span_has(place->host, ':');
	if (place->bracketed || !name_is_good(name))
		return false;
	name_copy(name, ret->name);
	return true;
}

enum status allow_parse(struct span text, struct allow_entry *ret,
			struct error *err)
{
	struct allow_entry entry = { 0 };
	struct place place;

	if (span_has(text, '/'))
		return network_parse(text, ret, err);
	if (!split(text, &place) || !host_parse(&place, &entry))
		return error_set(err, STATUS_CONFIG,
				 "%.*s: not a host, an address or a network",
				 span_shown(text, 80), text.at ? text.at : "");
	if (place.port.at && !port_parse(place.port, &entry.port))
		return error_set(err, STATUS_CONFIG, "%.*s: not a port",
				 span_shown(place.port, 80), place.port.at);
	*ret = entry;
	return STATUS_OK;
}

/* What is asked for, read once. */
struct asked {
	struct span name;  /* empty: an address */
	struct address ip; /* when it is one */
	unsigned port;     /* 0: not said */
};

static bool entry_has(const struct allow_entry *entry,
		      const struct asked *asked)
{
	if (entry->port && entry->port != asked->port)
		return false;
	if (asked->name.len)
		return entry->name[0] &&
		       span_is_nocase(asked->name, entry->name);
	/* so that ::/0 is IPv6 alone */
	return !entry->name[0] &&
	       address_is_v4(&entry->network) == address_is_v4(&asked->ip) &&
	       address_shares(&entry->network, &asked->ip, entry->bits);
}

static bool any_has(const struct allow *allow, const struct asked *asked)
{
	for (size_t i = 0; allow && i < allow->count; i++)
		if (entry_has(&allow->entries[i], asked))
			return true;
	return false;
}

bool allow_host(const struct allow *allow, struct span host)
{
	struct asked asked = { 0 };
	struct place place;

	if (!split(host, &place) ||
	    (place.port.at && !port_parse(place.port, &asked.port)))
		return false;
	if (!address_parse(place.host, &asked.ip))
		asked.name = without_dot(place.host);
	if (place.host.len == 0)
		return false;
	return any_has(allow, &asked);
}

bool allow_address(const struct allow *allow, const struct sockaddr *address)
{
	struct asked asked = { .port = address_port(address) };

	return address_of(address, &asked.ip) && any_has(allow, &asked);
}
