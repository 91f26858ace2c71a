/* SPDX-License-Identifier: MIT */
/*
 * Where a transfer may go.  The URL judged is the one that libcurl is about to
 * ask (CURLINFO_EFFECTIVE_URL), read by libcurl's own parser, so that there are
 * no two opinions of what its host is; it makes 0x7f.1 into 127.0.0.1.
 */
#include <netinet/in.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/socket.h>

#include "paperd/log.h"
#include "paperd/scoped.h"
#include "transfer_own.h"

/* Parts of a URL; a longer host is no host (RFC 1035 2.3.4). */
struct target {
	char scheme[16];
	char host[256]; /* IPv6 in brackets */
	char port[8];
	bool user; /* it has a user or a password */
};

void transfer_words(const char *text, char ret[TRANSFER_WHY_MAX])
{
	SCOPED(buf_release) struct buf safe = buf_init(4 * CURL_ERROR_SIZE + 8);
	struct span shown;

	log_escape(&safe, span_of(text), CURL_ERROR_SIZE);
	shown = buf_span(&safe);
	snprintf(ret, TRANSFER_WHY_MAX, "%.*s",
		 span_shown(shown, TRANSFER_WHY_MAX - 1), shown.at);
}

bool transfer_cut(struct transfer *transfer, enum transfer_end end,
		  const char *format, ...)
{
	char text[2 * TRANSFER_WHY_MAX];
	va_list args;

	if (transfer->cut != TRANSFER_ANSWERED)
		return false;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	transfer->cut = end;
	transfer_words(text, transfer->why);
	return false;
}

static bool part(CURLU *url, CURLUPart which, char *ret, size_t size)
{
	char *value = NULL;
	bool fits;

	if (curl_url_get(url, which, &value, CURLU_DEFAULT_PORT) != CURLUE_OK)
		return false;
	fits = strlen(value) < size;
	if (fits)
		snprintf(ret, size, "%s", value);
	curl_free(value);
	return fits;
}

static bool has_part(CURLU *url, CURLUPart which)
{
	char *value = NULL;
	bool has = curl_url_get(url, which, &value, 0) == CURLUE_OK;

	curl_free(value);
	return has;
}

static bool target_read(const char *text, struct target *ret)
{
	CURLU *url = curl_url();
	bool good = url && text &&
		    curl_url_set(url, CURLUPART_URL, text, 0) == CURLUE_OK &&
		    part(url, CURLUPART_SCHEME, ret->scheme,
			 sizeof(ret->scheme)) &&
		    part(url, CURLUPART_HOST, ret->host, sizeof(ret->host)) &&
		    part(url, CURLUPART_PORT, ret->port, sizeof(ret->port));

	if (good)
		ret->user = has_part(url, CURLUPART_USER) ||
			    has_part(url, CURLUPART_PASSWORD);
	curl_url_cleanup(url);
	return good;
}

static bool target_is_allowed(const struct transfer *transfer,
			      const struct target *target)
{
	char place[sizeof(target->host) + sizeof(target->port) + 1];

	snprintf(place, sizeof(place), "%s:%s", target->host, target->port);
	return allow_host(transfer->allow, span_of(place));
}

/* Why a target is not to be asked, or NULL. */
static const char *objection(const struct transfer *transfer,
			     const struct target *target)
{
	struct span host = span_of(target->host);
	struct address ip;

	if (target->user)
		return "credentials";
	if (strcmp(target->scheme, "https") != 0 &&
	    strcmp(target->scheme, "http") != 0)
		return "this scheme";
	if (target_is_allowed(transfer, target))
		return NULL;
	if (strcmp(target->scheme, "https") != 0)
		return "plain http";
	if (strcmp(target->port, "443") != 0)
		return "this port";
	if (host.len > 2 && host.at[0] == '[')
		host = span_slice(host, 1, host.len - 1);
	if (address_parse(host, &ip) && !address_is_public_ip(&ip))
		return "this address";
	return NULL;
}

/* Judges the URL that is asked now; *ret is its target when it is allowed. */
static bool target_now(struct transfer *transfer, struct target *ret)
{
	const char *url = NULL;
	const char *what;

	curl_easy_getinfo(transfer->handle, CURLINFO_EFFECTIVE_URL, &url);
	if (!target_read(url, ret))
		return transfer_cut(transfer, TRANSFER_REFUSED,
				    "refused: not a URL of http or https");
	what = objection(transfer, ret);
	if (what)
		return transfer_cut(transfer, TRANSFER_REFUSED,
				    "refused: %s, in %s://%s:%s", what,
				    ret->scheme, ret->host, ret->port);
	return true;
}

/* Judges the other end of a connection. */
static bool end_is_good(struct transfer *transfer, const struct target *target,
			const struct sockaddr *address)
{
	long long port = 0;

	if (transfer->proxied)
		return true;
	if (!text_to_integer(span_of(target->port), &port) ||
	    port != address_port(address))
		return transfer_cut(transfer, TRANSFER_REFUSED,
				    "refused: another port than %s of %s",
				    target->port, target->host);
	if (target_is_allowed(transfer, target) ||
	    allow_address(transfer->allow, address) ||
	    address_is_public(address))
		return true;
	return transfer_cut(transfer, TRANSFER_REFUSED,
			    "refused: the address of %s", target->host);
}

int guard_resolve(void *resolver, void *reserved, void *context)
{
	struct target target = { 0 };

	return target_now(context, &target) ? 0 : 1;
}

/*
 * Called for one address after the other until one can be connected to.  A
 * name that has good and bad addresses is asked at the good ones, and what
 * comes of that is then how it ends.
 */
curl_socket_t guard_socket(void *context, curlsocktype purpose,
			   struct curl_sockaddr *address)
{
	struct transfer *transfer = context;
	enum transfer_end before = transfer->cut;
	struct target target = { 0 };

	if (!target_now(transfer, &target) ||
	    !end_is_good(transfer, &target, &address->addr)) {
		if (transfer->opened)
			transfer->cut = before;
		return CURL_SOCKET_BAD;
	}
	transfer->opened = true;
	transfer->cut = TRANSFER_ANSWERED;
	return socket(address->family, address->socktype | SOCK_CLOEXEC,
		      address->protocol);
}

/* The end of a connection that may be an old one, for which no socket was
 * asked for. */
static bool connection_is_good(struct transfer *transfer, const char *remote,
			       int remote_port)
{
	struct sockaddr_in6 end = { .sin6_family = AF_INET6,
				    .sin6_port = htons((uint16_t)remote_port) };
	struct target target = { 0 };
	struct address ip;

	if (!target_now(transfer, &target))
		return false;
	if (transfer->proxied)
		return true;
	if (!address_parse(span_of(remote), &ip))
		return transfer_cut(transfer, TRANSFER_REFUSED,
				    "refused: no address of %s", target.host);
	memcpy(&end.sin6_addr, ip.bytes, sizeof(ip.bytes));
	return end_is_good(transfer, &target, (const struct sockaddr *)&end);
}

int guard_request(void *context, char *remote, char *local, int remote_port,
		  int local_port)
{
	struct transfer *transfer = context;

	if (!connection_is_good(transfer, remote, remote_port))
		return CURL_PREREQFUNC_ABORT;
	transfer->codings = 0;
	transfer->asked = true;
	return CURL_PREREQFUNC_OK;
}
