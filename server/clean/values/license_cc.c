/* SPDX-License-Identifier: MIT */
/*
 * Creative Commons: a licence is a code, a version and perhaps the
 * jurisdiction it was ported to.  Paths and names are two spellings of that.
 */
#include "license.h"

#include <stdio.h>

#include "paperd/scoped.h"

/* Longer codes before those they begin with. */
static const struct {
	const char *code;
	const char *tight;
} codes[] = {
	{ "by-nc-nd", "byncnd" }, { "by-nc-sa", "byncsa" }, { "by-nc", "bync" },
	{ "by-nd", "bynd" },      { "by-sa", "bysa" },      { "by", "by" },
};

static const char *const versions[] = { "1.0", "2.0", "2.5", "3.0", "4.0" };

/* Longest name of a jurisdiction ("scotland"), with its NUL. */
#define PLACE_MAX 16

/* Is it a version, known or not ("2.1")? */
static bool is_version(struct span text)
{
	return text.len == 3 && ascii_is_digit(text.at[0]) &&
	       text.at[1] == '.' && ascii_is_digit(text.at[2]);
}

/* The version that text is, or NULL. */
static const char *version_find(struct span text)
{
	for (size_t i = 0; i < ARRAY_COUNT(versions); i++)
		if (span_is(text, versions[i]))
			return versions[i];
	return NULL;
}

static void put_upper(char *at, const char *text)
{
	for (; *text; text++)
		*at++ = *text == '-' || ascii_is_digit(*text) || *text == '.'
				? *text
				: (char)(*text - 'a' + 'A');
}

/* The identifier has no jurisdiction, even where SPDX lists ported ones; an
 * unknown version has none. */
static void put_license(const char *code, struct span version,
			const char *place, struct license_found *ret)
{
	char id[32] = "CC-";
	size_t len = 3 + strlen(code);
	const char *listed;

	put_upper(id + 3, code);
	snprintf(id + len, sizeof(id) - len, "-%.3s", version.at);
	listed = license_spdx(span_of(id));
	snprintf(ret->id, sizeof(ret->id), "%s", listed ? listed : "");
	snprintf(ret->url, sizeof(ret->url),
		 "https://creativecommons.org/licenses/%s/%.3s/%s%s", code,
		 version.at, place, *place ? "/" : "");
}

/* The public domain tools; only their first version exists. */
static void put_public(bool zero, struct span version,
		       struct license_found *ret)
{
	const char *id = zero ? "CC0-1.0" : "CC-PDM-1.0";

	if (!span_is(version, "1.0"))
		id = "";
	snprintf(ret->id, sizeof(ret->id), "%s", id);
	snprintf(ret->url, sizeof(ret->url),
		 "https://creativecommons.org/publicdomain/%s/%.3s/",
		 zero ? "zero" : "mark", version.at);
}

/* ---- paths ---- */

static struct span path_part(struct span *path)
{
	struct span part = { 0 };

	return span_next(path, '/', &part) ? part : (struct span){ 0 };
}

static bool public_path(struct span path, struct license_found *ret)
{
	struct span tool = path_part(&path);
	struct span version = path_part(&path);
	bool zero = span_is_nocase(tool, "zero");

	if (!is_version(version) || (!zero && !span_is_nocase(tool, "mark")))
		return false;
	put_public(zero, version, ret);
	return true;
}

/* What may follow a version and is no jurisdiction: files, and words for
 * "everywhere". */
static bool is_no_place(struct span text)
{
	static const char *const words[] = { "legalcode",     "deed",
					     "international", "unported",
					     "generic",       "universal" };

	for (size_t i = 0; i < ARRAY_COUNT(words); i++)
		if (span_starts_nocase(text, words[i]))
			return true;
	return false;
}

/* Copies a jurisdiction in lower case; "" for anything else that may follow a
 * version, such as "legalcode.de". */
static void place_read(struct span text, char place[PLACE_MAX])
{
	place[0] = '\0';
	if (text.len < 2 || text.len >= PLACE_MAX || is_no_place(text))
		return;
	for (size_t i = 0; i < text.len; i++)
		if (!ascii_is_alpha(text.at[i]))
			return;
	for (size_t i = 0; i < text.len; i++)
		place[i] = ascii_lower(text.at[i]);
	place[text.len] = '\0';
}

static bool license_path(struct span path, struct license_found *ret)
{
	struct span code = path_part(&path);
	struct span version = path_part(&path);
	char place[PLACE_MAX];

	if (!is_version(version))
		return false;
	place_read(path_part(&path), place);
	for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
		if (!span_is_nocase(code, codes[i].code))
			continue;
		put_license(codes[i].code, version, place, ret);
		return true;
	}
	return false;
}

bool license_cc_path(struct span path, struct license_found *ret)
{
	struct span kind = path_part(&path);

	if (span_is_nocase(kind, "publicdomain"))
		return public_path(path, ret);
	return (span_is_nocase(kind, "licenses") ||
		span_is_nocase(kind, "licences")) &&
	       license_path(path, ret);
}

/* ---- names ---- */

/* Copies name in lower case without blanks, hyphens and underscores. */
static bool tighten(struct span name, char *out, size_t room)
{
	size_t len = 0;

	for (size_t i = 0; i < name.len; i++) {
		if (name.at[i] && strchr(" -_", name.at[i]))
			continue;
		if (len + 1 == room)
			return false;
		out[len++] = ascii_lower(name.at[i]);
	}
	out[len] = '\0';
	return true;
}

/* What follows the code: nothing, or a version and perhaps a jurisdiction. */
static bool name_end(size_t row, const char *rest, struct license_found *ret)
{
	char place[PLACE_MAX] = "";
	const char *version;

	if (!*rest) {
		size_t len = strlen(codes[row].code);

		*ret = (struct license_found){ .id = "CC-" };
		put_upper(ret->id + 3, codes[row].code);
		ret->id[3 + len] = '\0';
		return true;
	}
	if (strlen(rest) < 3)
		return false;
	version = version_find((struct span){ rest, 3 });
	place_read(span_of(rest + 3), place);
	if (!version ||
	    (rest[3] && !place[0] && !is_no_place(span_of(rest + 3))))
		return false;
	put_license(codes[row].code, span_of(version), place, ret);
	return true;
}

bool license_cc_name(struct span name, struct license_found *ret)
{
	const char *spdx = license_spdx(name);
	char tight[40];

	if (!tighten(name, tight, sizeof(tight)) ||
	    strncmp(tight, "cc", 2) != 0)
		return false;
	if (strcmp(tight, "cc0") == 0 || strcmp(tight, "cc01.0") == 0 ||
	    strcmp(tight, "cc01.0universal") == 0) {
		put_public(true, span_of("1.0"), ret);
		return true;
	}
	if (strcmp(tight, "ccpdm1.0") == 0) {
		put_public(false, span_of("1.0"), ret);
		return true;
	}
	for (size_t i = 0; i < ARRAY_COUNT(codes); i++) {
		size_t len = strlen(codes[i].tight);

		if (strncmp(tight + 2, codes[i].tight, len) != 0 ||
		    !name_end(i, tight + 2 + len, ret))
			continue;
		if (spdx) /* a ported one, given as such */
			snprintf(ret->id, sizeof(ret->id), "%s", spdx);
		return true;
	}
	return false;
}
