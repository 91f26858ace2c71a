/* SPDX-License-Identifier: MIT */
#include "transfer.h"

#include <stdlib.h>

#include "paperd/scoped.h"
#include "transfer_own.h"

/* Slower than this many bytes a second for a third of the whole time: ended. */
#define SLOW_BYTES 100
#define SLOW_SHARE 3

/* Seconds: an idle connection, any connection. */
#define IDLE_S 60
#define LIFE_S 300

enum status transfer_setup(struct error *err)
{
	CURLcode code;

	/* a resolver's thread outlives the transfer that gave it up */
	if (setenv("RES_OPTIONS", "timeout:2 attempts:1", 0) != 0)
		return error_set(err, STATUS_INTERNAL, "setenv failed");
	code = curl_global_init(CURL_GLOBAL_DEFAULT);
	if (code != CURLE_OK)
		return error_set(err, STATUS_INTERNAL, "libcurl: %s",
				 curl_easy_strerror(code));
	return STATUS_OK;
}

static enum status failed(CURLcode code, struct error *err)
{
	if (code == CURLE_OK)
		return STATUS_OK;
	return error_set(err,
			 code == CURLE_OUT_OF_MEMORY ? STATUS_NO_MEMORY
						     : STATUS_INTERNAL,
			 "libcurl: %s", curl_easy_strerror(code));
}

/* The first failure of a run of settings. */
static void keep(CURLcode *first, CURLcode code)
{
	if (*first == CURLE_OK)
		*first = code;
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
	/* of a declared length; take_body() counts */
	keep(&code, curl_easy_setopt(handle, CURLOPT_MAXFILESIZE_LARGE,
				     (curl_off_t)settings->body_max));
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

static void scoped_close(struct transfer **transfer)
{
	transfer_close(*transfer);
}

enum status transfer_open(const struct transfer_settings *settings,
			  struct transfer **ret, struct error *err)
{
	SCOPED(scoped_close)
	struct transfer *transfer = calloc(1, sizeof(*transfer));
	CURLcode code;

	if (transfer)
		transfer->handle = curl_easy_init();
	if (!transfer || !transfer->handle)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	transfer->allow = settings->allow;
	transfer->header_max = settings->header_max;
	transfer->body_max = settings->body_max;
	transfer->proxied = settings->proxy && settings->proxy[0];
	code = set_limits(transfer->handle, settings);
	keep(&code, set_texts(transfer->handle, settings));
	keep(&code, set_callbacks(transfer));
	if (code != CURLE_OK)
		return failed(code, err);
	*ret = transfer;
	transfer = NULL;
	return STATUS_OK;
}

/* A value goes into the request as it is: a line break would end the header. */
static enum status add_header(struct curl_slist **list, const char *name,
			      const char *value, struct error *err)
{
	SCOPED(buf_release) struct buf line = buf_init(1 << 16);
	struct curl_slist *longer;

	if (!value)
		return STATUS_OK;
	for (const char *at = value; *at; at++)
		if ((unsigned char)*at < ' ' || *at == 0x7F)
			return error_set(err, STATUS_INVALID,
					 "a control byte in %s", name);
	buf_add_text(&line, name);
	buf_add_text(&line, ": ");
	buf_add_text(&line, value);
	longer = line.failed ? NULL : curl_slist_append(*list, buf_text(&line));
	if (!longer)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	*list = longer;
	return STATUS_OK;
}

static enum status make_headers(const struct transfer_request *request,
				struct curl_slist **list, struct error *err)
{
	const struct {
		const char *name, *value;
	} headers[] = {
		{ "Accept", request->accept },
		{ "If-None-Match", request->etag },
		{ "If-Modified-Since", request->modified },
	};
	enum status status = STATUS_OK;

	for (size_t i = 0; status == STATUS_OK && i < ARRAY_COUNT(headers); i++)
		status = add_header(list, headers[i].name, headers[i].value,
				    err);
	return status;
}

/* Forgets the last exchange. */
static void forget(struct transfer *transfer)
{
	buf_release(&transfer->body);
	transfer->body = buf_init(transfer->body_max);
	transfer->header_bytes = 0;
	transfer->codings = 0;
	transfer->asked = false;
	transfer->opened = false;
	transfer->cut = TRANSFER_ANSWERED;
	transfer->why[0] = '\0';
	transfer->words[0] = '\0';
}

static void set_headers(struct transfer *transfer, struct curl_slist *owned)
{
	/* this option cannot fail, and nothing is left that points to the old */
	curl_easy_setopt(transfer->handle, CURLOPT_HTTPHEADER, owned);
	curl_slist_free_all(transfer->headers);
	transfer->headers = owned;
}

enum status transfer_begin(struct transfer *transfer,
			   const struct transfer_request *request,
			   void *context, struct error *err)
{
	struct curl_slist *headers = NULL;
	enum status status = make_headers(request, &headers, err);

	if (status == STATUS_OK)
		status = failed(curl_easy_setopt(transfer->handle, CURLOPT_URL,
						 request->url),
				err);
	if (status != STATUS_OK) {
		curl_slist_free_all(headers);
		return status;
	}
	set_headers(transfer, headers);
	forget(transfer);
	transfer->context = context;
	return STATUS_OK;
}

void transfer_close(struct transfer *transfer)
{
	if (!transfer)
		return;
	curl_easy_cleanup(transfer->handle);
	curl_slist_free_all(transfer->headers);
	buf_release(&transfer->body);
	free(transfer);
}

CURL *transfer_handle(struct transfer *transfer)
{
	return transfer->handle;
}

void *transfer_context(const struct transfer *transfer)
{
	return transfer->context;
}

struct transfer *transfer_of(CURL *handle)
{
	char *transfer = NULL;

	curl_easy_getinfo(handle, CURLINFO_PRIVATE, &transfer);
	return (struct transfer *)(void *)transfer;
}
