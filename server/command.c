/* SPDX-License-Identifier: MIT */
/*
 * What the commands share.
 */
#include "command.h"

#include <unistd.h>

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

	if (wanted > 0)
		return (unsigned)wanted;
	return cores > 0 ? (unsigned)cores : 1;
}

enum status command_check(const struct config *config, struct error *err)
{
	char address[64];
	unsigned port;

	if (!strchr(config->store, ':'))
		return error_set(err, STATUS_CONFIG,
				 "store: \"%s\" is not SCHEME:PATH "
				 "(sqlite:paperd.db)",
				 config->store);
	return config_listen(config->listen, address, &port, err);
}
