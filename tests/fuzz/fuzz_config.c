/* SPDX-License-Identifier: MIT */
/*
 * The configuration: a file, an environment and flags of any bytes.  What is
 * taken is within the bounds of its option; what is refused says why, in text.
 * The first byte chooses.
 */
#include <sys/mman.h>
#include <unistd.h>

#include "fuzz.h"
#include "paperd/config.h"
#include "paperd/fetch.h"
#include "paperd/scoped.h"

#define WORDS_MAX 32
#define ROOM      (64 << 10)

static void require_bounds(const struct config *config)
{
	const struct option_row *row = config_options;

	for (; row->name; row++) {
		const char *member = (const char *)config + row->offset;

		if (row->kind == OPTION_NUMBER || row->kind == OPTION_BYTES ||
		    row->kind == OPTION_SECONDS) {
			const long long *value = (const void *)member;

			REQUIRE(*value >= row->least && *value <= row->most);
		}
	}
}

/* What only the fetcher can say of its options. */
static void check_fetch(const struct config *config)
{
	struct fetch_options options = {
		.resolver = config->resolver,
		.crossref = config->crossref_api,
		.datacite = config->datacite_api,
		.mailto = config->mailto,
		.allow = (const char *const *)config->fetch_allow.items,
		.allow_count = config->fetch_allow.count,
	};
	struct error err = { 0 };

	if (fetch_check(&options, &err) != STATUS_OK)
		REQUIRE(err.status == STATUS_CONFIG && err.detail[0]);
}

static void check_listen(const struct config *config)
{
	struct error err = { 0 };
	unsigned port = 0;
	char address[64];

	if (config_listen(config->listen, address, &port, &err) != STATUS_OK)
		REQUIRE(err.status == STATUS_CONFIG && err.detail[0]);
	else
		REQUIRE(port <= 65535 && strlen(address) < sizeof(address));
}

static void judge(enum status status, const struct config *config,
		  const struct error *err)
{
	struct span detail = span_of(err->detail);

	if (status != STATUS_OK)
		REQUIRE(status == STATUS_CONFIG && detail.len &&
			utf8_valid_length(detail) == detail.len);
	require_bounds(config);
	check_listen(config);
	check_fetch(config);
}

static void close_file(int *file)
{
	close(*file);
}

static enum status read_file(struct config *config, struct span text,
			     struct error *err)
{
	SCOPED(close_file) int file = memfd_create("fuzz", 0);
	char path[64];

	REQUIRE(file >= 0);
	REQUIRE(write(file, text.at, text.len) == (ssize_t)text.len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	return config_file(config, path, err);
}

/* A word for each line, as a process is given them. */
struct words {
	const char *items[WORDS_MAX + 2];
	size_t count;
};

static void words_release(struct words *words)
{
	for (size_t i = 0; i < words->count; i++)
		free((void *)(uintptr_t)words->items[i]);
}

static struct words words_of(struct span text)
{
	struct words ret = { .count = 0 };
	struct span line;

	while (ret.count < WORDS_MAX && span_next(&text, '\n', &line))
		ret.items[ret.count++] = span_copy(line);
	return ret;
}

static enum status read_environment(struct config *config, struct span text,
				    struct error *err)
{
	SCOPED(words_release) struct words words = words_of(text);
	SCOPED(buf_release) struct buf unknown = buf_init(ROOM);

	return config_environment(config, words.items, &unknown, err);
}

/* The words are moved about in the list of them; a copy of it is. */
static enum status read_flags(struct config *config, struct span text,
			      struct error *err)
{
	SCOPED(words_release) struct words words = words_of(text);
	struct words moved = { .items = { "paperd" },
			       .count = words.count + 1 };
	int count = (int)moved.count;
	enum status status;

	memcpy(moved.items + 1, words.items, words.count * sizeof(char *));
	status = config_arguments(config, &count, moved.items, err);
	REQUIRE(count >= 1 && (size_t)count <= moved.count);
	return status;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	static enum status (*const readers[])(struct config *, struct span,
					      struct error *) = {
		read_file,
		read_environment,
		read_flags,
	};
	SCOPED(config_release) struct config config = { 0 };
	struct error err = { 0 };
	enum status status;

	if (!len)
		return 0;
	REQUIRE(config_init(&config, &err) == STATUS_OK);
	status = readers[bytes[0] % ARRAY_COUNT(readers)](
		&config, (struct span){ (const char *)bytes + 1, len - 1 },
		&err);
	judge(status, &config, &err);
	return 0;
}
