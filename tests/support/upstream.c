/* SPDX-License-Identifier: MIT */
#include "upstream.h"

#include <cjson/cJSON.h>
#include <criterion/criterion.h>
#include <curl/curl.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "daemon.h"
#include "paperd/json.h"

#define SCRIPT      PAPERD_SOURCE_DIR "/tests/upstream/upstream.py"
#define ANSWER_MAX  (64 << 20)
#define OPTIONS_MAX 64

/* ---- the process ---- */

static bool is_there(const char *program)
{
	const char *path = getenv("PATH");
	struct span rest = span_of(path ? path : "/usr/bin:/bin");
	struct span folder;
	char name[1024];

	while (span_next(&rest, ':', &folder)) {
		snprintf(name, sizeof(name), "%.*s/%s", (int)folder.len,
			 folder.at, program);
		if (access(name, X_OK) == 0)
			return true;
	}
	return false;
}

/* Never returns: becomes the stand-in, or ends. */
static void become(int in, int out)
{
	const char *shared = shared_path("data/README.md");
	char folder[1024] = "";

	if (shared)
		snprintf(folder, sizeof(folder), "%.*s",
			 (int)(strlen(shared) - strlen("/data/README.md")),
			 shared);
	prctl(PR_SET_PDEATHSIG, SIGTERM);
	if (dup2(in, STDIN_FILENO) < 0 || dup2(out, STDOUT_FILENO) < 0)
		_exit(126);
	execlp("python3", "python3", SCRIPT, "--shared", folder, (char *)NULL);
	_exit(127);
}

/* The line of JSON that tells the ports. */
static void read_line(int in, char *line, size_t size)
{
	size_t len = 0;

	while (len + 1 < size && !memchr(line, '\n', len)) {
		ssize_t got = read(in, line + len, size - 1 - len);

		if (got <= 0)
			break;
		len += (size_t)got;
	}
	line[len] = '\0';
}

static int port_of(const cJSON *ports, const char *name)
{
	const cJSON *port = cJSON_GetObjectItemCaseSensitive(ports, name);

	cr_assert(cJSON_IsNumber(port), "the stand-in tells no port of %s",
		  name);
	return port->valueint;
}

static void set_url(const cJSON *ports, const char *host, char *ret,
		    size_t size)
{
	snprintf(ret, size, "https://localhost:%d/%s", port_of(ports, host),
		 host);
}

static void read_ports(struct upstream *upstream, int in)
{
	char line[2048];
	const char *ca;
	cJSON *ports;

	read_line(in, line, sizeof(line));
	ports = cJSON_Parse(line);
	cr_assert(ports, "the stand-in did not start: \"%s\"", line);
	upstream->control = port_of(ports, "control");
	upstream->https = port_of(ports, "https");
	upstream->http = port_of(ports, "http");
	upstream->internal = port_of(ports, "internal");
	set_url(ports, "doi", upstream->doi, sizeof(upstream->doi));
	set_url(ports, "crossref", upstream->crossref,
		sizeof(upstream->crossref));
	set_url(ports, "datacite", upstream->datacite,
		sizeof(upstream->datacite));
	set_url(ports, "crosscite", upstream->crosscite,
		sizeof(upstream->crosscite));
	ca = cJSON_GetStringValue(
		cJSON_GetObjectItemCaseSensitive(ports, "ca"));
	snprintf(upstream->ca, sizeof(upstream->ca), "%s", ca ? ca : "");
	cJSON_Delete(ports);
}

void upstream_start(struct upstream *ret)
{
	int in[2], out[2];

	*ret = (struct upstream){ .in = -1 };
	if (!is_there("python3") || !is_there("openssl"))
		cr_skip("python3 or openssl is not here");
	cr_assert_eq(pipe2(in, O_CLOEXEC), 0);
	cr_assert_eq(pipe2(out, O_CLOEXEC), 0);
	ret->pid = fork();
	cr_assert_geq(ret->pid, 0);
	if (ret->pid == 0)
		become(in[0], out[1]);
	close(in[0]);
	close(out[1]);
	ret->in = in[1];
	read_ports(ret, out[0]);
	close(out[0]);
	upstream_behave(ret, "all", "limit", "none");
}

void upstream_stop(struct upstream *upstream)
{
	int status = -1;

	if (upstream->pid == 0)
		return;
	close(upstream->in);
	cr_expect_eq(waitpid(upstream->pid, &status, 0), upstream->pid);
	cr_expect(WIFEXITED(status) && WEXITSTATUS(status) == 0,
		  "the stand-in: wait status %x", status);
	*upstream = (struct upstream){ .in = -1 };
}

/* ---- who asks it ---- */

size_t upstream_options(const struct upstream *upstream,
			const char *ret[UPSTREAM_OPTIONS])
{
	const char *const options[UPSTREAM_OPTIONS] = {
		"--fetch",        "on",
		"--fetch-allow",  "localhost",
		"--fetch-ca",     upstream->ca,
		"--mailto",       "operator@paperd.example",
		"--resolver",     upstream->doi,
		"--crossref-api", upstream->crossref,
		"--datacite-api", upstream->datacite,
	};

	memcpy(ret, options, sizeof(options));
	return UPSTREAM_OPTIONS;
}

void upstream_serve(const struct upstream *upstream, struct daemon *daemon,
		    const char *const *more_options)
{
	const char *options[OPTIONS_MAX] = { 0 };
	size_t count = upstream_options(upstream, options);

	for (; more_options && *more_options; more_options++) {
		cr_assert_lt(count, OPTIONS_MAX - 1);
		options[count++] = *more_options;
	}
	if (!daemon->dir[0])
		daemon_init(daemon);
	daemon_start(daemon, options);
	daemon_wait_ready(daemon);
}

/* ---- the control port ---- */

static size_t append(char *bytes, size_t size, size_t count, void *context)
{
	buf_add(context, bytes, size * count);
	return size * count;
}

/* One exchange; body: NULL for GET.  Fails the test but for 200 and 204. */
static void tell(const struct upstream *upstream, const char *target,
		 const char *body, struct buf *answer)
{
	CURL *curl = curl_easy_init();
	char url[512];
	long status = 0;

	snprintf(url, sizeof(url), "http://127.0.0.1:%d%s", upstream->control,
		 target);
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)DEADLINE);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, append);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, answer);
	if (body)
		curl_easy_setopt(curl, CURLOPT_POSTFIELDS, body);
	curl_easy_perform(curl);
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	curl_easy_cleanup(curl);
	cr_assert(status == 200 || status == 204, "%s %s: %ld %s", target,
		  body ? body : "", status, buf_text(answer));
}

void upstream_behave_at(const struct upstream *upstream, const char *host,
			const char *mode, const char *argument,
			const char *path, int times)
{
	SCOPED(buf_release) struct buf order = buf_init(4096);
	SCOPED(buf_release) struct buf answer = buf_init(ANSWER_MAX);

	json_open(&order, '{');
	json_pair_text(&order, "host", host);
	json_pair_text(&order, "mode", mode);
	json_pair_text(&order, "arg", argument ? argument : "");
	json_pair_text(&order, "path", path ? path : "");
	json_key(&order, "times");
	buf_add_format(&order, "%d", times);
	json_close(&order, '}');
	tell(upstream, "/behave", buf_text(&order), &answer);
}

void upstream_behave(const struct upstream *upstream, const char *host,
		     const char *mode, const char *argument)
{
	upstream_behave_at(upstream, host, mode, argument, NULL, -1);
}

static void look(const struct upstream *upstream, const char *what,
		 const char *host, const char *path, struct buf *answer)
{
	char *escaped = curl_easy_escape(NULL, path ? path : "", 0);
	char target[1024];

	snprintf(target, sizeof(target), "/%s?host=%s&path=%s", what,
		 host ? host : "", escaped);
	curl_free(escaped);
	tell(upstream, target, NULL, answer);
}

static int number_at(const struct upstream *upstream, const char *what,
		     const char *host, const char *path)
{
	SCOPED(buf_release) struct buf answer = buf_init(ANSWER_MAX);
	int number = -1;

	look(upstream, what, host, path, &answer);
	cr_assert_eq(sscanf(buf_text(&answer), "%d", &number), 1);
	return number;
}

int upstream_count(const struct upstream *upstream, const char *host,
		   const char *path)
{
	return number_at(upstream, "count", host, path);
}

int upstream_peak(const struct upstream *upstream, const char *host)
{
	return number_at(upstream, "peak", host, NULL);
}

void upstream_log(const struct upstream *upstream, const char *host,
		  const char *path, struct buf *ret)
{
	look(upstream, "log", host, path, ret);
}

void upstream_reset(const struct upstream *upstream)
{
	SCOPED(buf_release) struct buf answer = buf_init(ANSWER_MAX);

	tell(upstream, "/reset", "", &answer);
	upstream_behave(upstream, "all", "limit", "none");
}
