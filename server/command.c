/* SPDX-License-Identifier: MIT */
/*
 * What the commands share.
 */
#include "command.h"

#include <arpa/inet.h>
#include <sched.h>
#include <unistd.h>

#include "paperd/app.h"
#include "paperd/scoped.h"

int command_fail(const struct error *err)
{
	SCOPED(buf_release) struct buf text = buf_init(4 * ERROR_DETAIL_MAX);

	buf_add_text(&text, "paperd: ");
	log_escape_message(&text, span_of(err->detail));
	log_line(buf_span(&text));
	return err->status == STATUS_CONFIG ? EXIT_USAGE : EXIT_FAILED;
}

unsigned command_threads(long long wanted)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	cpu_set_t own;

	if (wanted > 0)
		return (unsigned)wanted;
	if (sched_getaffinity(0, sizeof(own), &own) == 0)
		cores = CPU_COUNT(&own);
	return cores > 0 ? (unsigned)cores : 1;
}

static bool is_address(const char *text)
{
	struct in6_addr address; /* has room for either */

	return strcmp(text, "*") == 0 ||
	       inet_pton(AF_INET, text, &address) == 1 ||
	       inet_pton(AF_INET6, text, &address) == 1;
}

/* scheme://host[:port] and nothing after it (RFC 6454 section 6.2). */
static bool is_origin(const char *text)
{
	const char *host = strstr(text, "://");

	return host && host != text && host[3] &&
	       !strpbrk(host + 3, "/?# \t\"");
}

static enum status check_origins(const struct config_list *origins,
				 struct error *err)
{
	for (size_t i = 0; i < origins->count; i++)
		if (!is_origin(origins->items[i]))
			return error_set(err, STATUS_CONFIG,
					 "cors-origins: \"%s\" is not an "
					 "origin (https://example.org)",
					 origins->items[i]);
	return STATUS_OK;
}

enum status command_check(const struct config *config, struct error *err)
{
	struct fetch_options fetch = command_fetch_options(config);
	SCOPED(doors_close) struct doors doors = { 0 };
	char address[64];
	unsigned port;

	if (doors_open(config->doors.items, config->doors.count, &doors, err) !=
	    STATUS_OK)
		return err->status;
	if (store_check(config->store, err) != STATUS_OK ||
	    config_listen(config->listen, address, &port, err) != STATUS_OK)
		return err->status;
	if (!is_address(address))
		return error_set(err, STATUS_CONFIG,
				 "listen: \"%s\" is not an address; names are "
				 "not looked up",
				 address);
	if (fetch_check(&fetch, err) != STATUS_OK)
		return err->status;
	return check_origins(&config->cors_origins, err);
}
