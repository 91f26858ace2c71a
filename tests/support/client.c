/* SPDX-License-Identifier: MIT */
#include "client.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <curl/curl.h>
#include <stdio.h>

#define REPLY_MAX (512 << 20)

static size_t append(char *bytes, size_t size, size_t count, void *context)
{
	buf_add(context, bytes, size * count);
	return size * count;
}

static struct curl_slist *header_list(const char *const *headers)
{
	struct curl_slist *list = NULL;

	/* curl's own additions would be in the way */
	list = curl_slist_append(list, "Expect:");
	for (size_t i = 0; i < QUESTION_HEADERS_MAX && headers[i]; i++)
		list = curl_slist_append(list, headers[i]);
	return list;
}

static void set_method(CURL *curl, const struct question *question)
{
	if (question->body) {
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, question->body);
		curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE_LARGE,
				 (curl_off_t)strlen(question->body));
	}
	if (!question->method)
		return;
	if (strcmp(question->method, "HEAD") == 0)
		curl_easy_setopt(curl, CURLOPT_NOBODY, 1L);
	else
		curl_easy_setopt(curl, CURLOPT_CUSTOMREQUEST, question->method);
}

static void set_reply(CURL *curl, struct reply *reply)
{
	reply->headers = buf_init(1 << 20);
	reply->body = buf_init(REPLY_MAX);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &reply->body);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, append);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, &reply->headers);
}

struct reply ask(const struct daemon *daemon, struct question question)
{
	struct reply ret = { 0 };
	CURL *curl = curl_easy_init();
	struct curl_slist *headers = header_list(question.headers);
	char url[100];
	CURLcode code;

	snprintf(url, sizeof(url), "http://%s/", daemon->address);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_REQUEST_TARGET, question.path);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)DEADLINE);
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	set_method(curl, &question);
	set_reply(curl, &ret);
	code = curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &ret.status);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	cr_assert(code != CURLE_COULDNT_CONNECT &&
			  code != CURLE_OPERATION_TIMEDOUT,
		  "%s: %s", question.path, curl_easy_strerror(code));
	if (code != CURLE_OK)
		ret.status = 0;
	return ret;
}

void reply_release(struct reply *reply)
{
	buf_release(&reply->headers);
	buf_release(&reply->body);
}

const char *reply_header(const struct reply *reply, const char *name)
{
	static char value[20000];
	struct span rest = buf_span(&reply->headers);
	struct span line;

	while (span_next(&rest, '\n', &line)) {
		size_t len = strlen(name);

		if (!span_starts_nocase(line, name) || line.len <= len ||
		    line.at[len] != ':')
			continue;
		line = span_trim(span_slice(line, len + 1, line.len));
		snprintf(value, sizeof(value), "%.*s", (int)line.len, line.at);
		return value;
	}
	return NULL;
}

const char *reply_text(const struct reply *reply)
{
	return buf_text(&reply->body);
}

struct cJSON *reply_json(const struct reply *reply)
{
	const char *text = reply_text(reply);
	const char *end = NULL;
	cJSON *json = cJSON_ParseWithOpts(text, &end, true);

	cr_assert_eq(utf8_valid_length(buf_span(&reply->body)), reply->body.len,
		     "not UTF-8: %s", text);
	cr_assert(json, "not JSON near \"%.40s\" of: %.2000s", end, text);
	return json;
}

struct cJSON *ask_json(const struct daemon *daemon, const char *path,
		       long *ret_status)
{
	SCOPED(reply_release)
	struct reply reply = ask(daemon, (struct question){ .path = path });

	*ret_status = reply.status;
	return reply_json(&reply);
}

void json_release(struct cJSON **json)
{
	cJSON_Delete(*json);
}

const struct cJSON *json_at(const struct cJSON *json, const char *path)
{
	struct span rest = span_of(path);
	struct span key;
	char name[100];

	while (json && span_next(&rest, '.', &key)) {
		snprintf(name, sizeof(name), "%.*s", (int)key.len, key.at);
		json = cJSON_GetObjectItemCaseSensitive(json, name);
	}
	return json;
}

const char *json_text_at(const struct cJSON *json, const char *path)
{
	const char *text = cJSON_GetStringValue(json_at(json, path));

	return text ? text : "";
}

double json_number_at(const struct cJSON *json, const char *path)
{
	const cJSON *number = json_at(json, path);

	return cJSON_IsNumber(number) ? number->valuedouble : -1;
}

double metric(const struct daemon *daemon, const char *name)
{
	SCOPED(reply_release)
	struct reply reply = ask(daemon,
				 (struct question){ .path = "/metrics" });
	struct span rest = buf_span(&reply.body), line;

	while (span_next(&rest, '\n', &line))
		if (span_starts_nocase(line, name) &&
		    line.at[strlen(name)] == ' ')
			return strtod(line.at + strlen(name), NULL);
	return -1;
}

void encode(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (ascii_is_alnum(*text))
			buf_add_char(out, *text);
		else
			buf_add_format(out, "%%%02X", (unsigned char)*text);
	}
}
