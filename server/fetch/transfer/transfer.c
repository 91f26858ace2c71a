/* SPDX-License-Identifier: MIT */
#include "transfer.h"

#include <stdlib.h>

#include "paperd/memory.h"
#include "paperd/scoped.h"
#include "transfer_own.h"

enum status transfer_setup(struct error *err)
{
	CURLcode code;

	/* a resolver's thread outlives the transfer that gave it up */
	if (setenv("RES_OPTIONS", "timeout:2 attempts:1", 0) != 0)
		return error_set(err, STATUS_INTERNAL, "setenv failed");
	code = curl_global_init_mem(CURL_GLOBAL_DEFAULT, memory_take, free,
				    memory_grow, memory_text, memory_clear);
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
	code = transfer_options(transfer, settings);
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
	transfer->refusals = memory_refusals();
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
