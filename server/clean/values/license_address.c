/* SPDX-License-Identifier: MIT */
/* The addresses that tell a licence, host by host. */
#include "license.h"

#include <stdio.h>

#include "paperd/scoped.h"

static void put_id(struct license_found *ret, const char *id)
{
	snprintf(ret->id, sizeof(ret->id), "%s", id ? id : "");
}

struct address {
	struct span whole; /* without the scheme */
	struct span path;  /* without the first '/', query and fragment */
};

/* True when text is an address on host, with or without scheme and "www.". */
static bool address_on(const char *host, struct span text, struct address *ret)
{
	struct span rest;

	if (span_starts_nocase(text, "https://"))
		text = span_slice(text, 8, text.len);
	else if (span_starts_nocase(text, "http://"))
		text = span_slice(text, 7, text.len);
	else if (span_starts_nocase(text, "//"))
		text = span_slice(text, 2, text.len);
	rest = text;
	if (span_starts_nocase(rest, "www."))
		rest = span_slice(rest, 4, rest.len);
	if (!span_starts_nocase(rest, host))
		return false;
	rest = span_slice(rest, strlen(host), rest.len);
	if (!rest.len || rest.at[0] != '/')
		return false;
	ret->whole = text;
	ret->path = span_slice(rest, 1, rest.len);
	for (size_t i = 0; i < ret->path.len; i++)
		if (ret->path.at[i] == '?' || ret->path.at[i] == '#')
			ret->path.len = i;
	return true;
}

/* Keeps the address, as https. */
static void put_address(struct license_found *ret, struct span whole)
{
	if (whole.len + sizeof("https://") <= sizeof(ret->url))
		snprintf(ret->url, sizeof(ret->url), "https://%.*s",
			 (int)whole.len, whole.at);
}

/* Takes a folder off the front of a path. */
static bool enter(struct span *path, const char *folder)
{
	if (!span_starts_nocase(*path, folder))
		return false;
	*path = span_slice(*path, strlen(folder), path->len);
	return true;
}

static bool ends_nocase(struct span text, const char *end)
{
	size_t len = strlen(end);

	return text.len >= len &&
	       span_is_nocase(span_slice(text, text.len - len, text.len), end);
}

static bool read_creativecommons(struct address *address,
				 struct license_found *ret)
{
	return license_cc_path(address->path, ret);
}

static bool read_spdx(struct address *address, struct license_found *ret)
{
	static const char *const endings[] = { ".json", ".html", ".txt", "/" };
	struct span id = address->path;
	const char *listed;

	if (!enter(&id, "licenses/"))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(endings); i++)
		if (ends_nocase(id, endings[i]))
			id.len -= strlen(endings[i]);
	listed = license_spdx(id);
	if (!listed)
		return false;
	if (license_cc_name(span_of(listed), ret))
		return true;
	put_id(ret, listed);
	snprintf(ret->url, sizeof(ret->url),
		 "https://spdx.org/licenses/%s.html", listed);
	return true;
}

static bool read_opensource(struct address *address, struct license_found *ret)
{
	struct span id = address->path;

	if (!enter(&id, "licenses/"))
		return false;
	if (ends_nocase(id, "/"))
		id.len--;
	put_id(ret, license_spdx(id));
	put_address(ret, address->whole);
	return true;
}

/* The version "3.0" at the front of text; 0 when there is none. */
static size_t version_length(struct span text)
{
	bool right = text.len >= 3 && ascii_is_digit(text.at[0]) &&
		     text.at[1] == '.' && ascii_is_digit(text.at[2]);

	return right && (text.len == 3 || strchr("./-", text.at[3])) ? 3 : 0;
}

static bool read_gnu(struct address *address, struct license_found *ret)
{
	static const struct {
		const char *file;
		const char *id;
	} families[] = {
		{ "gpl-", "GPL" },
		{ "lgpl-", "LGPL" },
		{ "agpl-", "AGPL" },
		{ "fdl-", "GFDL" },
	};
	struct span path = address->path;
	char id[32];

	if (!enter(&path, "licenses/"))
		return false;
	enter(&path, "old-licenses/");
	put_address(ret, address->whole);
	for (size_t i = 0; i < ARRAY_COUNT(families); i++) {
		struct span rest = path;

		if (!enter(&rest, families[i].file) || !version_length(rest))
			continue;
		snprintf(id, sizeof(id), "%s-%.3s-only", families[i].id,
			 rest.at);
		put_id(ret, license_spdx(span_of(id)));
	}
	return true;
}

static bool read_apache(struct address *address, struct license_found *ret)
{
	struct span path = address->path;

	if (!enter(&path, "licenses/"))
		return false;
	put_address(ret, address->whole);
	if (enter(&path, "LICENSE-2.0") && (!path.len || path.at[0] == '.'))
		put_id(ret, "Apache-2.0");
	return true;
}

static const struct {
	const char *host;
	bool (*read)(struct address *address, struct license_found *ret);
} hosts[] = {
	{ "creativecommons.org", read_creativecommons },
	{ "spdx.org", read_spdx },
	{ "opensource.org", read_opensource },
	{ "gnu.org", read_gnu },
	{ "apache.org", read_apache },
};

bool license_address(struct span text, struct license_found *ret)
{
	struct address address;

	for (size_t i = 0; i < ARRAY_COUNT(hosts); i++)
		if (address_on(hosts[i].host, text, &address))
			return hosts[i].read(&address, ret);
	return false;
}

bool license_host_is_known(struct span text)
{
	struct address address;

	if (!span_starts_nocase(text, "http://"))
		return false;
	for (size_t i = 0; i < ARRAY_COUNT(hosts); i++)
		if (address_on(hosts[i].host, text, &address))
			return true;
	return false;
}
