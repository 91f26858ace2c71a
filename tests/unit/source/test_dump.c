/* SPDX-License-Identifier: MIT */
/*
 * The dump reader on real files, made in a folder of each test's own.
 */
#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>
#include <zstd.h>

#include "paperd/buf.h"
#include "paperd/digest.h"
#include "paperd/dump.h"
#include "paperd/scoped.h"

#define RECORD_MAX ((size_t)16 << 20)

/* A file of its own, removed at the end of the test. */
struct temp {
	char path[64];
};

static struct temp temp_write(struct span bytes)
{
	struct temp temp = { "/tmp/paperd-dump-XXXXXX" };
	int file = mkstemp(temp.path);

	cr_assert_geq(file, 0);
	cr_assert_eq(write(file, bytes.at, bytes.len), (ssize_t)bytes.len);
	close(file);
	return temp;
}

static void temp_remove(struct temp *temp)
{
	unlink(temp->path);
}

static void close_dump(struct dump **dump)
{
	dump_close(*dump);
}

/* ---- packing ---- */

static void pack_plain(struct span bytes, struct buf *out)
{
	buf_add_span(out, bytes);
}

static void pack_gzip(struct span bytes, struct buf *out)
{
	z_stream stream = { 0 };
	char packed[65536];

	cr_assert_eq(deflateInit2(&stream, 6, Z_DEFLATED, MAX_WBITS + 16, 8,
				  Z_DEFAULT_STRATEGY),
		     Z_OK);
	stream.next_in = (Bytef *)(uintptr_t)bytes.at;
	stream.avail_in = (uInt)bytes.len;
	do {
		stream.next_out = (Bytef *)packed;
		stream.avail_out = sizeof(packed);
		cr_assert_geq(deflate(&stream, Z_FINISH), Z_OK);
		buf_add(out, packed, sizeof(packed) - stream.avail_out);
	} while (stream.avail_out == 0);
	deflateEnd(&stream);
}

/* With a checksum, as the zstd program makes it. */
static void pack_zstd(struct span bytes, struct buf *out)
{
	ZSTD_CCtx *context = ZSTD_createCCtx();
	size_t room = ZSTD_compressBound(bytes.len);
	SCOPED_FREE char *packed = malloc(room);
	size_t len;

	ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
	len = ZSTD_compress2(context, packed, room, bytes.at, bytes.len);
	ZSTD_freeCCtx(context);
	cr_assert(!ZSTD_isError(len));
	buf_add(out, packed, len);
}

struct form {
	const char *name;
	void (*pack)(struct span bytes, struct buf *out);
};

static const struct form forms[] = {
	{ "plain", pack_plain },
	{ "gzip", pack_gzip },
	{ "zstd", pack_zstd },
};

/* ---- reading ---- */

/* What a file gave. */
struct outcome {
	long long objects;
	long long rejects;
	long long bytes; /* of all objects */
	long long lines; /* of the file */
	enum status status;
	char detail[ERROR_DETAIL_MAX];
	char reason[200]; /* of the last reject */
	char digest[33];
	long long position;
	bool unfinished;
	bool trailing;
};

static void count_item(struct outcome *outcome, const struct dump_item *item)
{
	outcome->objects += item->kind == DUMP_OBJECT;
	outcome->rejects += item->kind == DUMP_REJECT;
	outcome->bytes += (long long)item->raw.len;
	outcome->lines = item->end_line;
	outcome->unfinished = item->unfinished;
	outcome->trailing = item->trailing;
	if (item->kind == DUMP_REJECT)
		memcpy(outcome->reason, item->reason, sizeof(item->reason));
}

static struct outcome read_file(const char *path, size_t record_max)
{
	SCOPED(close_dump) struct dump *dump = NULL;
	struct outcome outcome = { 0 };
	struct dump_item item = { .kind = DUMP_OBJECT };
	struct error err = { 0 };

	outcome.status = dump_open(path, record_max, &dump, &err);
	while (outcome.status == STATUS_OK && item.kind != DUMP_END) {
		outcome.status = dump_next(dump, &item, &err);
		if (outcome.status == STATUS_OK)
			count_item(&outcome, &item);
	}
	memcpy(outcome.detail, err.detail, sizeof(err.detail));
	if (dump) {
		dump_digest(dump, outcome.digest);
		outcome.position = dump_position(dump);
	}
	return outcome;
}

static struct outcome read_bytes(struct span bytes)
{
	SCOPED(temp_remove) struct temp temp = temp_write(bytes);

	return read_file(temp.path, RECORD_MAX);
}

/* n lines {"n":123,"t":"…"} of which no two are alike. */
static void add_lines(struct buf *out, int from, int to)
{
	unsigned random = 12345;

	for (int i = from; i < to; i++) {
		buf_add_format(out, "{\"n\":%d,\"t\":\"", i);
		for (int j = 0; j < 40; j++) {
			random = random * 1103515245 + 12345;
			buf_add_char(out, (char)('a' + (random >> 16) % 26));
		}
		buf_add_text(out, "\"}\n");
	}
}

/* ---- forms ---- */

Test(dump, reads_every_form_alike)
{
	SCOPED(buf_release) struct buf plain = buf_init(64 << 20);
	const int count = 20000;

	add_lines(&plain, 0, count);
	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		SCOPED(buf_release) struct buf packed = buf_init(64 << 20);
		struct outcome outcome;
		char digest[33];

		forms[i].pack(buf_span(&plain), &packed);
		outcome = read_bytes(buf_span(&packed));
		digest_hex(buf_span(&packed), digest);
		cr_expect_eq(outcome.status, STATUS_OK, "%s: %s", forms[i].name,
			     outcome.detail);
		cr_expect_eq(outcome.objects, count, "%s: %lld objects",
			     forms[i].name, outcome.objects);
		cr_expect_eq(outcome.rejects, 0, "%s", forms[i].name);
		cr_expect_eq(outcome.bytes, (long long)plain.len - count,
			     "%s: %lld bytes", forms[i].name, outcome.bytes);
		cr_expect_eq(outcome.lines, count + 1, "%s", forms[i].name);
		cr_expect_eq(outcome.position, (long long)packed.len, "%s",
			     forms[i].name);
		cr_expect_str_eq(outcome.digest, digest, "%s", forms[i].name);
	}
}

Test(dump, reads_members_and_frames_that_follow_one_another)
{
	for (size_t i = 0; i < ARRAY_COUNT(forms); i++) {
		SCOPED(buf_release) struct buf packed = buf_init(64 << 20);
		struct outcome outcome;

		for (int part = 0; part < 5; part++) {
			SCOPED(buf_release)
			struct buf lines = buf_init(64 << 20);

			add_lines(&lines, part * 1000, part * 1000 + 1000);
			forms[i].pack(buf_span(&lines), &packed);
		}
		outcome = read_bytes(buf_span(&packed));
		cr_expect_eq(outcome.status, STATUS_OK, "%s: %s", forms[i].name,
			     outcome.detail);
		cr_expect_eq(outcome.objects, 5000, "%s", forms[i].name);
	}
}

Test(dump, passes_over_zeros_after_gzip_data)
{
	SCOPED(buf_release) struct buf packed = buf_init(1 << 20);
	char zeros[5000] = { 0 };
	struct outcome outcome;

	pack_gzip(span_of("{}\n"), &packed);
	buf_add(&packed, zeros, sizeof(zeros));
	outcome = read_bytes(buf_span(&packed));
	cr_assert_eq(outcome.status, STATUS_OK, "%s", outcome.detail);
	cr_assert_eq(outcome.objects, 1);
	cr_assert_eq(outcome.position, (long long)packed.len);
}

Test(dump, passes_over_a_byte_order_mark)
{
	struct outcome outcome = read_bytes(span_of("\xEF\xBB\xBF{}\n{}\n"));

	cr_assert_eq(outcome.objects, 2);
	cr_assert_eq(outcome.rejects, 0);
	outcome = read_bytes(span_of("\xEF\xBB"));
	cr_assert_eq(outcome.objects, 0);
	cr_assert_eq(outcome.rejects, 1);
}

Test(dump, gives_place_and_bytes_of_each_item)
{
	SCOPED(temp_remove)
	struct temp temp = temp_write(span_of("{\"a\":1}\nx \n\n{\"b\"\n{}"));
	SCOPED(close_dump) struct dump *dump = NULL;
	struct dump_item item;
	struct error err = { 0 };

	cr_assert_eq(dump_open(temp.path, RECORD_MAX, &dump, &err), STATUS_OK);
	cr_assert_eq(dump_size(dump), 19);
	cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
	cr_assert_eq(item.kind, DUMP_OBJECT);
	cr_assert(span_is(item.raw, "{\"a\":1}\nx"));
	cr_assert_eq(item.line, 1);
	cr_assert_eq(item.offset, 0);
	cr_assert_eq(item.end_line, 4);
	cr_assert_eq(item.end_offset, 12);
	cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
	cr_assert_eq(item.kind, DUMP_REJECT);
	cr_assert_eq(item.line, 4);
	cr_assert_eq(item.offset, 12);
	cr_assert_eq(item.end_line, 5);
	cr_assert_eq(item.end_offset, 17);
	cr_assert_str_eq(item.reason, "unexpected '{' in line 5");
	cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
	cr_assert_eq(item.kind, DUMP_OBJECT);
	cr_assert_eq(item.offset, 17);
	cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
	cr_assert_eq(item.kind, DUMP_END);
	cr_assert_eq(item.end_offset, 19);
	cr_assert_eq(dump_next(dump, &item, &err), STATUS_OK);
	cr_assert_eq(item.kind, DUMP_END);
}

/* ---- files that end early or are damaged ---- */

/* The objects of the part that can be unpacked come, then the error, with the
 * bytes that were there. */
Test(dump, gives_whole_objects_before_a_truncation)
{
	SCOPED(buf_release) struct buf plain = buf_init(64 << 20);

	add_lines(&plain, 0, 20000);
	for (size_t i = 1; i < ARRAY_COUNT(forms); i++) {
		SCOPED(buf_release) struct buf packed = buf_init(64 << 20);
		char expected[100];
		size_t whole;

		forms[i].pack(buf_span(&plain), &packed);
		whole = packed.len;
		for (size_t cut = 5; cut < whole; cut += whole / 7) {
			struct outcome outcome = read_bytes(
				(struct span){ packed.data, cut });
			long long least = 20000LL * (long long)cut /
					  (long long)whole;

			snprintf(expected, sizeof(expected),
				 "unexpected end of %s data after %zu bytes",
				 forms[i].name, cut);
			cr_expect_eq(outcome.status, STATUS_IO);
			cr_expect_str_eq(outcome.detail, expected);
			cr_expect_eq(outcome.rejects, 0);
			cr_expect_geq(outcome.objects, least - 5000,
				      "%s, %zu of %zu: %lld", forms[i].name,
				      cut, whole, outcome.objects);
			cr_expect_leq(outcome.objects, least + 5000);
		}
	}
}

Test(dump, reports_an_end_without_the_last_byte)
{
	SCOPED(buf_release) struct buf packed = buf_init(1 << 20);
	struct outcome outcome;

	pack_gzip(span_of("{}\n{}\n"), &packed);
	outcome = read_bytes((struct span){ packed.data, packed.len - 1 });
	cr_assert_eq(outcome.objects, 2);
	cr_assert_eq(outcome.status, STATUS_IO);
}

Test(dump, reports_damaged_data_again_and_again)
{
	SCOPED(buf_release) struct buf plain = buf_init(64 << 20);

	add_lines(&plain, 0, 20000);
	for (size_t i = 1; i < ARRAY_COUNT(forms); i++) {
		SCOPED(buf_release) struct buf packed = buf_init(64 << 20);
		SCOPED(close_dump) struct dump *dump = NULL;
		struct dump_item item;
		struct error err = { 0 };
		long long objects = 0;

		forms[i].pack(buf_span(&plain), &packed);
		memset(packed.data + packed.len / 2, 0xFF, 1000);
		{
			SCOPED(temp_remove)
			struct temp temp = temp_write(buf_span(&packed));

			cr_assert_eq(
				dump_open(temp.path, RECORD_MAX, &dump, &err),
				STATUS_OK);
		}
		while (dump_next(dump, &item, &err) == STATUS_OK &&
		       item.kind != DUMP_END)
			objects += item.kind == DUMP_OBJECT;
		cr_expect_eq(err.status, STATUS_IO, "%s", forms[i].name);
		cr_expect(strncmp(err.detail, "damaged ", 8) == 0, "%s: %s",
			  forms[i].name, err.detail);
		cr_expect_gt(objects, 5000, "%s: %lld", forms[i].name, objects);
		cr_expect_eq(dump_next(dump, &item, NULL), STATUS_IO);
	}
}

struct garbage {
	const char *name;
	void (*pack)(struct span bytes, struct buf *out);
	size_t padding; /* zeros before it */
	struct span bytes;
	enum status status;
};

/* What gzip(1) does with each: only what begins like a member must be one. */
static const struct garbage garbages[] = {
	{ "text", pack_gzip, 0, SPAN("garbage garbage"), STATUS_OK },
	{ "a byte", pack_gzip, 0, SPAN("g"), STATUS_OK },
	{ "the first byte of a member", pack_gzip, 0, SPAN("\x1f"), STATUS_OK },
	{ "no second byte", pack_gzip, 0, SPAN("\x1fxx"), STATUS_OK },
	{ "after padding", pack_gzip, 1000, SPAN("garbage"), STATUS_OK },
	{ "far behind", pack_gzip, 131072, SPAN("\x1fgarbage"), STATUS_OK },
	{ "a damaged member", pack_gzip, 0, SPAN("\x1f\x8bgarbage"),
	  STATUS_IO },
	{ "half a member", pack_gzip, 0, SPAN("\x1f\x8b\x08"), STATUS_IO },
	{ "after zstd", pack_zstd, 0, SPAN("garbage garbage"), STATUS_IO },
};

Test(dump, ignores_garbage_after_packed_data_as_gzip_does)
{
	static const char zeros[131072];

	for (size_t i = 0; i < ARRAY_COUNT(garbages); i++) {
		const struct garbage *row = &garbages[i];
		SCOPED(buf_release) struct buf packed = buf_init(1 << 20);
		struct outcome outcome;

		row->pack(span_of("{}\n"), &packed);
		buf_add(&packed, zeros, row->padding);
		buf_add_span(&packed, row->bytes);
		outcome = read_bytes(buf_span(&packed));
		cr_expect_eq(outcome.objects, 1, "%s", row->name);
		cr_expect_eq(outcome.rejects, 0, "%s", row->name);
		cr_expect_eq(outcome.status, row->status, "%s: %s", row->name,
			     outcome.detail);
		cr_expect_eq(outcome.position, (long long)packed.len, "%s",
			     row->name);
		cr_expect_eq(outcome.trailing, row->status == STATUS_OK, "%s",
			     row->name);
	}
}

/* RFC 8878, 3.1.2: sixteen numbers, then the length. */
Test(dump, reads_zstd_data_after_a_skippable_frame)
{
	for (int i = 0; i < 16; i++) {
		SCOPED(buf_release) struct buf packed = buf_init(1 << 20);
		struct outcome outcome;

		buf_add_char(&packed, (char)(0x50 + i));
		buf_add(&packed, "\x2a\x4d\x18\x03\0\0\0abc", 10);
		pack_zstd(span_of("{}\n{}\n"), &packed);
		outcome = read_bytes(buf_span(&packed));
		cr_expect_eq(outcome.status, STATUS_OK, "%d: %s", i,
			     outcome.detail);
		cr_expect_eq(outcome.objects, 2, "%d: %lld", i,
			     outcome.objects);
		cr_expect_eq(outcome.rejects, 0, "%d", i);
	}
}

Test(dump, tells_at_the_end_that_an_array_was_cut_off)
{
	cr_assert(read_bytes(span_of("[{\"a\":1},{\"b\":2")).unfinished);
	cr_assert_not(read_bytes(span_of("[{\"a\":1},{\"b\" 2}]")).unfinished);
}

/* ---- hostile files ---- */

Test(dump, reads_empty_files)
{
	struct outcome outcome = read_bytes(span_of(""));

	cr_assert_eq(outcome.status, STATUS_OK);
	cr_assert_eq(outcome.objects + outcome.rejects, 0);
	cr_assert_str_eq(outcome.digest, "99aa06d3014798d86001c324468d497f");
}

Test(dump, says_why_a_path_cannot_be_read)
{
	struct outcome outcome = read_file("/nowhere/at/all", RECORD_MAX);

	cr_assert_eq(outcome.status, STATUS_IO);
	cr_assert_str_eq(outcome.detail,
			 "/nowhere/at/all: No such file or directory");
	outcome = read_file("/tmp", RECORD_MAX);
	cr_assert_eq(outcome.status, STATUS_IO);
	cr_assert_str_eq(outcome.detail, "/tmp: Is a directory");
}

/* The most memory that was ever in use; 0 under a sanitizer, which keeps what
 * was freed. */
static long long peak_memory(void)
{
	struct rusage usage;

#ifdef __SANITIZE_ADDRESS__
	return 0;
#endif
	getrusage(RUSAGE_SELF, &usage);
	return (long long)usage.ru_maxrss * 1024;
}

/* Sparse: the middle takes no room on disk. */
Test(dump, passes_over_a_line_of_200_megabytes)
{
	SCOPED(temp_remove) struct temp temp = temp_write(span_of("{}\n\n"));
	struct outcome outcome;
	long long before;
	FILE *file = fopen(temp.path, "r+");

	fseek(file, 3, SEEK_SET);
	fputs("{\"a\":\"", file);
	fseek(file, 200 << 20, SEEK_SET);
	fputs("\"}\n{\"b\":2}\n", file);
	fclose(file);
	before = peak_memory();
	outcome = read_file(temp.path, RECORD_MAX);
	cr_assert_eq(outcome.status, STATUS_OK);
	cr_assert_eq(outcome.objects, 2);
	cr_assert_eq(outcome.rejects, 1);
	cr_assert_str_eq(outcome.reason, "larger than 16777216 bytes");
	cr_assert_eq(outcome.lines, 4);
	cr_assert_lt(peak_memory() - before, 20 << 20);
}

Test(dump, passes_over_a_file_of_zeros)
{
	SCOPED(temp_remove) struct temp temp = temp_write(span_of(""));
	long long before = peak_memory();
	struct outcome outcome;

	cr_assert_eq(truncate(temp.path, 100 << 20), 0);
	outcome = read_file(temp.path, RECORD_MAX);
	cr_assert_eq(outcome.status, STATUS_OK);
	cr_assert_eq(outcome.objects, 0);
	cr_assert_eq(outcome.rejects, 1);
	cr_assert_lt(peak_memory() - before, 4 << 20);
}

Test(dump, rejects_very_deep_objects)
{
	SCOPED(buf_release) struct buf bytes = buf_init(1 << 20);
	struct outcome outcome;

	for (int i = 0; i < 100000; i++)
		buf_add_text(&bytes, "{\"a\":");
	buf_add_text(&bytes, "\n{}\n");
	for (int i = 0; i < 100000; i++)
		buf_add_char(&bytes, '[');
	outcome = read_bytes(buf_span(&bytes));
	cr_assert_eq(outcome.status, STATUS_OK);
	cr_assert_eq(outcome.objects, 1);
	cr_assert_eq(outcome.rejects, 3, "%lld, of the array twice",
		     outcome.rejects);
}

/* The reader looks at structure only; the record is refused later. */
Test(dump, gives_objects_with_invalid_utf_8)
{
	struct outcome outcome = read_bytes(
		span_of("{\"a\":\"\xFF\xC3\"}\n{}\n"));

	cr_assert_eq(outcome.objects, 2);
	cr_assert_eq(outcome.rejects, 0);
}

/* ---- digests ---- */

Test(dump, digests_a_file_as_its_reader_does)
{
	SCOPED(buf_release) struct buf plain = buf_init(64 << 20);
	char digest[33], expected[33];
	struct error err = { 0 };

	add_lines(&plain, 0, 10000);
	{
		SCOPED(temp_remove)
		struct temp temp = temp_write(buf_span(&plain));

		cr_assert_eq(dump_digest_file(temp.path, digest, &err),
			     STATUS_OK);
		digest_hex(buf_span(&plain), expected);
		cr_assert_str_eq(digest, expected);
		cr_assert_str_eq(read_file(temp.path, RECORD_MAX).digest,
				 expected);
	}
	cr_assert_eq(dump_digest_file("/nowhere", digest, &err), STATUS_IO);
	cr_assert_str_eq(digest, expected, "the output was touched");
}

/* ---- real records ---- */

static bool shared_path(const char *name, char *out, size_t room)
{
	const char *folder = getenv("TEST_SHARED");

	snprintf(out, room, "%s/%s",
		 folder ? folder : PAPERD_SOURCE_DIR "/../shared", name);
	return access(out, R_OK) == 0;
}

struct sample {
	const char *path;
	long long objects;
};

static const struct sample samples[] = {
	{ "data/bulk_100k.jsonl.gz", 102024 },
	{ "data/crossref/items_api.jsonl.gz", 4436 },
	{ "data/crossref/items_publicdata.jsonl.gz", 7977 },
	{ "data/crossref/gallery.jsonl", 169 },
	{ "data/seed.txt", 1 },
};

Test(dump, reads_real_dumps_whole)
{
	for (size_t i = 0; i < ARRAY_COUNT(samples); i++) {
		struct outcome outcome;
		char path[4096];

		if (!shared_path(samples[i].path, path, sizeof(path)))
			cr_skip("%s is not there", path);
		outcome = read_file(path, RECORD_MAX);
		cr_expect_eq(outcome.status, STATUS_OK, "%s", path);
		cr_expect_eq(outcome.objects, samples[i].objects, "%s: %lld",
			     path, outcome.objects);
		cr_expect_eq(outcome.rejects, 0, "%s", path);
	}
}
