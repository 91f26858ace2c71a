/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a dump file, unpacked.
 *
 * A struct dump_input reads a file on disk in pieces, counts and hashes them;
 * an unpacker, chosen by the file's first bytes, makes of them the bytes that
 * dump_input_read() gives.
 */
#ifndef PAPERD_DUMP_INPUT_H
#define PAPERD_DUMP_INPUT_H

#include <xxhash.h>
#include <zlib.h>
#include <zstd.h>

#include "paperd/error.h"
#include "paperd/text.h"

/* Bytes read from disk at a time. */
#define DUMP_PIECE 131072

struct dump_input;

struct unpacker {
	const char *name;
	/* True when a file that begins with these bytes is of this form. */
	bool (*recognises)(struct span start);
	enum status (*open)(struct dump_input *input, struct error *err);
	/* Unpacks some of disk[disk_at .. disk_len) to out + out_len; both may
	 * have no byte left. */
	enum status (*step)(struct dump_input *input, struct error *err);
	void (*close)(struct dump_input *input);
};

extern const struct unpacker unpack_gzip;
extern const struct unpacker unpack_zstd;

struct dump_input {
	int fd;
	long long size;      /* of the file when it was opened */
	long long position;  /* bytes read from disk */
	XXH3_state_t *hash;  /* owned: of these bytes */
	unsigned char *disk; /* owned: the piece read last */
	size_t disk_at;      /* the next byte in it */
	size_t disk_len;
	bool at_end;                     /* the file has no more bytes */
	const struct unpacker *unpacker; /* NULL: the file is plain */
	char *out; /* of the call under way: where unpacked bytes go */
	size_t out_len;
	size_t out_room;
	z_stream gzip;
	ZSTD_DStream *zstd;
	size_t zstd_wants;    /* bytes of input it asks for next */
	bool in_frame;        /* a gzip member or zstd frame is not complete */
	bool later;           /* a member or frame came before this one */
	bool trailing;        /* what is left is no packed data: ignored */
	struct error failure; /* what ended the reading */
};

/* Error: STATUS_IO with path and cause; STATUS_NO_MEMORY. */
MUST_CHECK enum status dump_input_open(const char *path,
				       struct dump_input **ret,
				       struct error *err);
void dump_input_close(struct dump_input *input); /* NULL is fine */

/*
 * Reads at most room bytes into out; *ret_len of them, 0 at the end.  Error:
 * STATUS_IO when not one more byte can be given, then and ever after.
 */
MUST_CHECK enum status dump_input_read(struct dump_input *input, char *out,
				       size_t room, size_t *ret_len,
				       struct error *err);

/* XXH3-128 of the bytes read from disk so far, as hex. */
void dump_input_digest(const struct dump_input *input, char out[33]);

#endif
