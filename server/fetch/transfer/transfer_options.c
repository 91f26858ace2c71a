/* SPDX-License-Identifier: MIT */
/* What libcurl is told once for a handle. */
#include "paperd/scoped.h"
#include "transfer_own.h"

/* Slower than this many bytes a second for a third of the whole time: ended. */
#define SLOW_BYTES 100
#define SLOW_SHARE 3

/* Seconds: an idle connection, any connection. */
#define IDLE_S 60
#define LIFE_S 300

/* The first failure of a run of settings. */
static void keep(CURLcode *first, CURLcode code)
{
	if (*first == CURLE_OK)
		*first = code;
}

/* The one limit that is no long. */
static CURLcode set_size(CURL *handle, const struct transfer_settings *settings)
{
	/* of a declared length; take_body() counts */
	return curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
				(curl_off_t)settings->body_max);
}

static CURLcode set_limits(CURL *handle,
			   const struct transfer_settings *settings)
{
	long slow = settings->total_ms / SLOW_SHARE / 1000;
	const struct {
		CURLoption option;
		long value;
	} limits[] = {
		{ CURLOPT_NOSIGNAL, 1 },
		/* else a dead name server holds up all transfers */
		{ CURLOPT_QUICK_EXIT, 1 },
		{ CURLOPT_CONNECTTIMEOUT_MS, settings->connect_ms },
		{ CURLOPT_TIMEOUT_MS, settings->total_ms },
		{ CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES },
		{ CURLOPT_LOW_SPEED_TIME, slow ? slow : 1 },
		{ CURLOPT_MAXAGE_CONN, IDLE_S },
		{ CURLOPT_MAXLIFETIME_CONN, LIFE_S },
		{ CURLOPT_FOLLOWLOCATION, 1 },
		{ CURLOPT_MAXREDIRS, settings->redirects },
		{ CURLOPT_NETRC, CURL_NETRC_IGNORED },
		{ CURLOPT_DISALLOW_USERNAME_IN_URL, 1 },
		{ CURLOPT_HTTP_VERSION, CURL_HTTP_VERSION_2TLS },
		{ CURLOPT_HTTP09_ALLOWED, 0 },
		{ CURLOPT_SUPPRESS_CONNECT_HEADERS, 1 },
		{ CURLOPT_NOPROGRESS, 0 },
	};
	CURLcode code = CURLE_OK;

	for (size_t i = 0; i < ARRAY_COUNT(limits); i++)
		keep(&code, curl_easy_setopt(handle, limits[i].option,
					     limits[i].value));
	return code;
}

static CURLcode set_texts(CURL *handle,
			  const struct transfer_settings *settings)
{
	const char *ca = settings->ca;
	bool http = settings->allow && settings->allow->count;
	const char *schemes = http ? "https,http" : "https";
	const struct {
		CURLoption option;
		const char *value;
	} texts[] = {
		{ CURLOPT_PROTOCOLS_STR, schemes },
		{ CURLOPT_REDIR_PROTOCOLS_STR, schemes },
		/* "": libcurl then asks no environment */
		{ CURLOPT_PROXY, settings->proxy ? settings->proxy : "" },
		{ CURLOPT_NOPROXY, "" },
		{ CURLOPT_USERAGENT, settings->agent },
		{ CURLOPT_ACCEPT_ENCODING, "gzip" },
	};
	CURLcode code = CURLE_OK;

	for (size_t i = 0; i < ARRAY_COUNT(texts); i++)
		keep(&code,
		     curl_easy_setopt(handle, texts[i].option, texts[i].value));
	if (!ca)
		return code;
	keep(&code, curl_easy_setopt(handle, CURLOPT_CAINFO, ca));
	keep(&code, curl_easy_setopt(handle, CURLOPT_CAPATH, NULL));
	return code;
}

static CURLcode set_callbacks(struct transfer *transfer)
{
	CURL *handle = transfer->handle;
	CURLcode code = CURLE_OK;

#define SET(option, value) keep(&code, curl_easy_setopt(handle, option, value))
	SET(CURLOPT_PRIVATE, (char *)transfer);
	SET(CURLOPT_ERRORBUFFER, transfer->words);
	SET(CURLOPT_RESOLVER_START_FUNCTION, guard_resolve);
	SET(CURLOPT_RESOLVER_START_DATA, transfer);
	SET(CURLOPT_OPENSOCKETFUNCTION, guard_socket);
	SET(CURLOPT_OPENSOCKETDATA, transfer);
	SET(CURLOPT_PREREQFUNCTION, guard_request);
	SET(CURLOPT_PREREQDATA, transfer);
	SET(CURLOPT_HEADERFUNCTION, take_header);
	SET(CURLOPT_HEADERDATA, transfer);
	SET(CURLOPT_WRITEFUNCTION, take_body);
	SET(CURLOPT_WRITEDATA, transfer);
	SET(CURLOPT_XFERINFOFUNCTION, take_progress);
	SET(CURLOPT_XFERINFODATA, transfer);
#undef SET
	return code;
}

CURLcode transfer_options(struct transfer *transfer,
			  const struct transfer_settings *settings)
{
	CURLcode code = set_limits(transfer->handle, settings);

	keep(&code, set_size(transfer->handle, settings));
	keep(&code, set_texts(transfer->handle, settings));
	keep(&code, set_callbacks(transfer));
	return code;
}
