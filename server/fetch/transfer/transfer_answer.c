/* SPDX-License-Identifier: MIT */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>

#include "paperd/memory.h"
#include "paperd/scoped.h"
#include "transfer_own.h"

static const struct {
	const char *name;
	size_t offset;
} values[] = {
	{ "Content-Type", offsetof(struct transfer_answer, type) },
	{ "ETag", offsetof(struct transfer_answer, etag) },
	{ "Last-Modified", offsetof(struct transfer_answer, modified) },
	{ "Retry-After", offsetof(struct transfer_answer, retry_after) },
	{ "X-Rate-Limit-Limit", offsetof(struct transfer_answer, rate_limit) },
	{ "X-Rate-Limit-Interval",
	  offsetof(struct transfer_answer, rate_interval) },
	{ "X-Concurrency-Limit",
	  offsetof(struct transfer_answer, concurrency) },
};

/* What libcurl ends with by itself; all else is FAILED. */
static const struct {
	CURLcode code;
	enum transfer_end end;
} ends[] = {
	{ CURLE_OPERATION_TIMEDOUT, TRANSFER_TIMEOUT },
	{ CURLE_FILESIZE_EXCEEDED, TRANSFER_TOO_LARGE },
	/* so it says of a header line of more than 100 KiB */
	{ CURLE_OUT_OF_MEMORY, TRANSFER_TOO_LARGE },
	{ CURLE_TOO_MANY_REDIRECTS, TRANSFER_REFUSED },
	{ CURLE_LOGIN_DENIED, TRANSFER_REFUSED },
#if LIBCURL_VERSION_NUM >= 0x080600
	{ CURLE_TOO_LARGE, TRANSFER_TOO_LARGE },
#endif
};

static enum transfer_end end_of(const struct transfer *transfer, CURLcode code)
{
	if (code == CURLE_OK || transfer->cut != TRANSFER_ANSWERED)
		return code == CURLE_OK ? TRANSFER_ANSWERED : transfer->cut;
	/* one code for a scheme that is not allowed and for an answer that is
	 * not HTTP/1.0 or later */
	if (code == CURLE_UNSUPPORTED_PROTOCOL)
		return transfer->asked ? TRANSFER_FAILED : TRANSFER_REFUSED;
	for (size_t i = 0; i < ARRAY_COUNT(ends); i++)
		if (ends[i].code == code)
			return ends[i].end;
	return TRANSFER_FAILED;
}

static bool is_clean(const char *value)
{
	for (; *value; value++)
		if ((unsigned char)*value < ' ' || *value == 0x7F)
			return false;
	return true;
}

/* False when out of memory. */
static bool take_value(CURL *handle, const char *name, char **ret)
{
	struct curl_header *header = NULL;

	/* -1: of the last request */
	if (curl_easy_header(handle, name, 0, CURLH_HEADER, -1, &header) !=
		    CURLHE_OK ||
	    !is_clean(header->value))
		return true;
	*ret = span_copy(span_of(header->value));
	return *ret != NULL;
}

static bool take_values(CURL *handle, struct transfer_answer *answer)
{
	bool good = true;

	for (size_t i = 0; i < ARRAY_COUNT(values); i++)
		good &= take_value(
			handle, values[i].name,
			(char **)(void *)((char *)answer + values[i].offset));
	return good;
}

/* The URL without what must not be told; NULL: none. */
static char *take_url(CURL *handle)
{
	CURLU *url = curl_url();
	const char *text = NULL;
	char *bare = NULL;
	char *copy = NULL;

	curl_easy_getinfo(handle, CURLINFO_EFFECTIVE_URL, &text);
	if (url && text &&
	    curl_url_set(url, CURLUPART_URL, text, CURLU_NON_SUPPORT_SCHEME) ==
		    CURLUE_OK &&
	    curl_url_set(url, CURLUPART_USER, NULL, 0) == CURLUE_OK &&
	    curl_url_set(url, CURLUPART_PASSWORD, NULL, 0) == CURLUE_OK &&
	    curl_url_set(url, CURLUPART_FRAGMENT, NULL, 0) == CURLUE_OK &&
	    curl_url_get(url, CURLUPART_URL, &bare, 0) == CURLUE_OK)
		copy = span_copy(span_of(bare));
	curl_free(bare);
	curl_url_cleanup(url);
	return copy;
}

static void explain(const struct transfer *transfer, CURLcode code,
		    char ret[TRANSFER_WHY_MAX])
{
	char text[CURL_ERROR_SIZE + 32];
	const char *words = transfer->words[0] ? transfer->words
					       : curl_easy_strerror(code);

	snprintf(text, sizeof(text), "libcurl %d: %s", (int)code, words);
	transfer_words(text, ret);
}

static void take_numbers(CURL *handle, struct transfer_answer *answer)
{
	long status = 0;
	long redirects = 0;

	curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_getinfo(handle, CURLINFO_REDIRECT_COUNT, &redirects);
	answer->status = (int)status;
	answer->redirects = (unsigned)redirects;
}

void transfer_end(struct transfer *transfer, CURLcode code,
		  struct transfer_answer *ret)
{
	struct transfer_answer answer = { .end = end_of(transfer, code) };

	take_numbers(transfer->handle, &answer);
	answer.url = take_url(transfer->handle);
	if (!take_values(transfer->handle, &answer)) {
		answer.end = TRANSFER_STARVED;
		code = CURLE_OUT_OF_MEMORY;
	}
	if (answer.end != TRANSFER_ANSWERED &&
	    memory_refusals() != transfer->refusals)
		answer.end = TRANSFER_STARVED;
	if (answer.end == TRANSFER_ANSWERED) {
		answer.body = transfer->body;
		transfer->body = (struct buf){ 0 };
	} else if (transfer->cut != TRANSFER_ANSWERED) {
		memcpy(answer.why, transfer->why, sizeof(answer.why));
	} else {
		explain(transfer, code, answer.why);
	}
	buf_release(&transfer->body);
	*ret = answer;
}

void transfer_answer_release(struct transfer_answer *answer)
{
	for (size_t i = 0; i < ARRAY_COUNT(values); i++)
		free(*(char **)(void *)((char *)answer + values[i].offset));
	free(answer->url);
	buf_release(&answer->body);
	*answer = (struct transfer_answer){ 0 };
}
