/* SPDX-License-Identifier: MIT */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "paperd/config.h"
#include "paperd/scoped.h"

static void init(struct config *config)
{
	struct error err = { 0 };

	cr_assert_eq(config_init(config, &err), STATUS_OK, "%s", err.detail);
}

/* A temporary file with this content, unlinked by the caller. */
static void write_file(char path[64], const char *content)
{
	int fd;

	snprintf(path, 64, "/tmp/paperd-config-XXXXXX");
	fd = mkstemp(path);
	cr_assert_geq(fd, 0);
	cr_assert_eq(write(fd, content, strlen(content)),
		     (ssize_t)strlen(content));
	close(fd);
}

Test(config, every_default_is_valid_and_every_name_unique)
{
	SCOPED(config_release) struct config config = { 0 };

	init(&config);
	cr_assert_str_eq(config.listen, "127.0.0.1:8080");
	cr_assert_eq(config.body_max, 1024 * 1024);
	for (const struct option_row *a = config_options; a->name; a++)
		for (const struct option_row *b = config_options; b != a; b++)
			cr_assert_str_neq(a->name, b->name);
}

static const struct {
	const char *name, *value, *complaint; /* NULL: it is taken */
} set_rows[] = {
	{ "threads", "8", NULL },
	{ "threads", "-1", "is not a number from 0 to 256" },
	{ "threads", "many", "is not a number" },
	{ "body-max", "512KiB", NULL },
	{ "body-max", "2MiB", NULL },
	{ "body-max", "9000000000GiB", "is not a number of bytes" },
	{ "body-max", "1MB", "is not a number of bytes" },
	{ "idle-timeout", "2m", NULL },
	{ "idle-timeout", "0", "is not a time" },
	{ "log-level", "debug", NULL },
	{ "log-level", "loud", "is not one of error, warn, info, debug" },
	{ "no-such", "1", "unknown option \"no-such\"" },
};

Test(config, says_what_it_expected)
{
	SCOPED(config_release) struct config config = { 0 };

	init(&config);
	for (size_t i = 0; i < ARRAY_COUNT(set_rows); i++) {
		struct error err = { 0 };
		enum status status;

		status = config_set(&config, span_of(set_rows[i].name),
				    span_of(set_rows[i].value), "here", &err);
		if (!set_rows[i].complaint) {
			cr_assert_eq(status, STATUS_OK, "%s", err.detail);
			continue;
		}
		cr_assert_eq(status, STATUS_CONFIG);
		cr_assert(strstr(err.detail, set_rows[i].complaint), "%s",
			  err.detail);
		cr_assert_eq(strncmp(err.detail, "here: ", 6), 0);
	}
	cr_assert_eq(config.body_max, 2 * 1024 * 1024);
	cr_assert_eq(config.idle_timeout, 120);
	cr_assert_eq(config.log_level, LOG_DEBUG);
}

Test(config, stronger_places_win_and_lists_are_replaced)
{
	SCOPED(config_release) struct config config = { 0 };
	char path[64];
	const char *environment[] = { "PAPERD_THREADS=5", "HOME=/",
				      "PAPERD_DATA=c", NULL };
	const char *arguments[] = { "paperd", "serve",    "--data",
				    "d",      "--data=e", "--log-format",
				    "json",   "--",       "--file",
				    NULL };
	SCOPED(buf_release) struct buf unknown = buf_init(100);
	struct error err = { 0 };
	int count = 9;

	init(&config);
	write_file(path, "# a comment\n\nthreads = 3\ndata = a, b\n"
			 "workers=7\n");
	cr_assert_eq(config_file(&config, path, &err), STATUS_OK, "%s",
		     err.detail);
	unlink(path);
	cr_assert_eq(config.data.count, 2);
	cr_assert_eq(config_environment(&config, environment, &unknown, &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_eq(config.threads, 5);
	cr_assert_eq(config.data.count, 1);
	cr_assert_eq(config_arguments(&config, &count, arguments, &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_eq(config.data.count, 2);
	cr_assert_str_eq(config.data.items[1], "e");
	cr_assert_eq(config.log_format, LOG_JSON);
	cr_assert_eq(config.workers, 7);
	cr_assert_eq(count, 3);
	cr_assert_str_eq(arguments[1], "serve");
	cr_assert_str_eq(arguments[2], "--file");
}

static const struct {
	const char *content, *complaint;
} file_rows[] = {
	{ "threads = 1\nthreads 2\n", ":2: expected \"name = value\"" },
	{ "\n\nbody-max = big\n", ":3: body-max: \"big\" is not" },
	{ "colour = red\n", ":1: unknown option \"colour\"" },
};

Test(config, names_file_and_line_of_a_mistake)
{
	for (size_t i = 0; i < ARRAY_COUNT(file_rows); i++) {
		SCOPED(config_release) struct config config = { 0 };
		struct error err = { 0 };
		char path[64];

		init(&config);
		write_file(path, file_rows[i].content);
		cr_assert_eq(config_file(&config, path, &err), STATUS_CONFIG);
		unlink(path);
		cr_assert(strstr(err.detail, file_rows[i].complaint), "%s",
			  err.detail);
		cr_assert_eq(strncmp(err.detail, path, strlen(path)), 0);
	}
}

/* Container platforms set PAPERD_PORT for a service of that name. */
Test(config, names_unknown_variables_and_goes_on)
{
	SCOPED(config_release) struct config config = { 0 };
	SCOPED(buf_release) struct buf unknown = buf_init(100);
	const char *environment[] = { "PAPERD_PORT=tcp://10.0.0.1:80",
				      "PAPERD_THREADS=3", "PAPERD_COLOUR=red",
				      NULL };
	struct error err = { 0 };

	init(&config);
	cr_assert_eq(config_environment(&config, environment, &unknown, &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_str_eq(buf_text(&unknown), "PAPERD_PORT PAPERD_COLOUR");
	cr_assert_eq(config.threads, 3);
}

Test(config, takes_a_comma_in_a_path_given_by_a_flag)
{
	SCOPED(config_release) struct config config = { 0 };
	const char *arguments[] = { "paperd",
				    "--data",
				    "a,b",
				    "--cors-origins",
				    "https://a,https://b",
				    NULL };
	struct error err = { 0 };
	int count = 5;

	init(&config);
	cr_assert_eq(config_arguments(&config, &count, arguments, &err),
		     STATUS_OK, "%s", err.detail);
	cr_assert_eq(config.data.count, 1);
	cr_assert_str_eq(config.data.items[0], "a,b");
	cr_assert_eq(config.cors_origins.count, 2);
}

Test(config, reads_a_file_with_comments_and_a_byte_order_mark)
{
	SCOPED(config_release) struct config config = { 0 };
	struct error err = { 0 };
	char path[64];

	init(&config);
	write_file(path, "\xEF\xBB\xBFthreads = 3 # three\n\t# no more\n"
			 "store = sqlite:a#b.db\n");
	cr_assert_eq(config_file(&config, path, &err), STATUS_OK, "%s",
		     err.detail);
	unlink(path);
	cr_assert_eq(config.threads, 3);
	cr_assert_str_eq(config.store, "sqlite:a#b.db");
}

Test(config, wants_a_value_for_each_flag)
{
	SCOPED(config_release) struct config config = { 0 };
	const char *arguments[] = { "paperd", "--threads", NULL };
	struct error err = { 0 };
	int count = 2;

	init(&config);
	cr_assert_eq(config_arguments(&config, &count, arguments, &err),
		     STATUS_CONFIG);
	cr_assert_str_eq(err.detail, "--threads: expected a value");
}

static const struct {
	const char *text, *address;
	unsigned port;
} listen_rows[] = {
	{ "127.0.0.1:8080", "127.0.0.1", 8080 },
	{ "[::1]:0", "::1", 0 },
	{ ":80", "*", 80 },
	{ "*:65535", "*", 65535 },
	{ "127.0.0.1", NULL, 0 },
	{ "127.0.0.1:x", NULL, 0 },
	{ "127.0.0.1:65536", NULL, 0 },
	{ "", NULL, 0 },
};

Test(config, parts_an_address_to_listen_on)
{
	for (size_t i = 0; i < ARRAY_COUNT(listen_rows); i++) {
		char address[64] = "";
		unsigned port = 0;
		struct error err = { 0 };
		enum status status = config_listen(listen_rows[i].text, address,
						   &port, &err);

		cr_assert_eq(status,
			     listen_rows[i].address ? STATUS_OK : STATUS_CONFIG,
			     "%s", listen_rows[i].text);
		if (!listen_rows[i].address)
			continue;
		cr_assert_str_eq(address, listen_rows[i].address);
		cr_assert_eq(port, listen_rows[i].port);
	}
}

/* The sample file has every option, each with its default. */
Test(config, the_sample_file_is_in_step_with_the_table)
{
	SCOPED(config_release) struct config config = { 0 };
	SCOPED(buf_release) struct buf text = buf_init(64 * 1024);
	FILE *file = fopen(PAPERD_SOURCE_DIR "/config/paperd.conf", "r");
	struct error err = { 0 };
	int c;

	cr_assert_not_null(file);
	buf_add_char(&text, '\n');
	while ((c = getc(file)) != EOF)
		buf_add_char(&text, (char)c);
	fclose(file);
	init(&config);
	cr_assert_eq(config_file(&config,
				 PAPERD_SOURCE_DIR "/config/paperd.conf", &err),
		     STATUS_OK, "%s", err.detail);
	for (const struct option_row *row = config_options; row->name; row++) {
		SCOPED(buf_release) struct buf line = buf_init(200);

		buf_add_format(&line, "\n%s =%s%s\n", row->name,
			       *row->initial ? " " : "", row->initial);
		if (strcmp(row->name, "data") != 0) /* a comment there */
			cr_assert(strstr(buf_text(&text), buf_text(&line)),
				  "config/paperd.conf lacks:%s",
				  buf_text(&line));
	}
}
