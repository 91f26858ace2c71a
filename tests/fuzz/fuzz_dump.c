/* SPDX-License-Identifier: MIT */
/* A file to source objects: each is within the file, in order, and no larger
 * than it may be; and what can be read of them is a record. */
#include <sys/mman.h>
#include <unistd.h>

#include "paperd/dump.h"
#include "paperd/scoped.h"
#include "record.h"

#define RECORD_MAX 1000

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

static void close_file(int *file)
{
	close(*file);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t len)
{
	SCOPED(close_file) int file = memfd_create("fuzz", 0);
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item = { 0 };
	long long last = -1;
	char path[64];

	REQUIRE(file >= 0 && write(file, bytes, len) == (ssize_t)len);
	snprintf(path, sizeof(path), "/proc/self/fd/%d", file);
	REQUIRE(dump_open(path, RECORD_MAX, &dump, NULL) == STATUS_OK);
	while (dump_next(dump, &item, NULL) == STATUS_OK &&
	       item.kind != DUMP_END) {
		REQUIRE(item.offset >= last && item.line > 0);
		REQUIRE(item.end_offset >= item.offset);
		if (item.kind == DUMP_REJECT)
			continue;
		REQUIRE(item.offset > last || last < 0);
		REQUIRE(item.raw.len && item.raw.len <= RECORD_MAX);
		last = item.offset;
		require_record(item.raw);
	}
	return 0;
}
