/* SPDX-License-Identifier: MIT */
#include "dump_input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "paperd/dump.h"
#include "paperd/scoped.h"

static const struct unpacker *const unpackers[] = { &unpack_gzip,
						    &unpack_zstd };

static enum status open_failed(const char *path, struct error *err)
{
	return error_set(err, STATUS_IO, "%s: %s", path, strerror(errno));
}

static enum status open_file(struct dump_input *input, const char *path,
			     struct error *err)
{
	struct stat info;

	input->fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	if (input->fd < 0 || fstat(input->fd, &info) != 0)
		return open_failed(path, err);
	if (S_ISDIR(info.st_mode)) {
		errno = EISDIR;
		return open_failed(path, err);
	}
	input->size = (long long)info.st_size;
	posix_fadvise(input->fd, 0, 0, POSIX_FADV_SEQUENTIAL);
	return STATUS_OK;
}

/* Reads up to room bytes from disk; counts and hashes them. */
static enum status read_disk(struct dump_input *input, void *out, size_t room,
			     size_t *ret_len, struct error *err)
{
	ssize_t len;

	do
		len = read(input->fd, out, room);
	while (len < 0 && errno == EINTR);
	if (len < 0)
		return error_set(err, STATUS_IO, "%s after %lld bytes",
				 strerror(errno), input->position);
	XXH3_128bits_update(input->hash, out, (size_t)len);
	input->position += len;
	input->at_end = len == 0;
	*ret_len = (size_t)len;
	return STATUS_OK;
}

static enum status read_more(struct dump_input *input, struct error *err)
{
	if (input->disk_at < input->disk_len || input->at_end)
		return STATUS_OK;
	input->disk_at = 0;
	input->disk_len = 0;
	return read_disk(input, input->disk, DUMP_PIECE, &input->disk_len, err);
}

/* Chooses the unpacker by the first bytes. */
static enum status choose_unpacker(struct dump_input *input, struct error *err)
{
	enum status status = read_more(input, err);
	struct span bytes = { (const char *)input->disk, input->disk_len };

	if (status != STATUS_OK)
		return status;
	for (size_t i = 0; i < ARRAY_COUNT(unpackers); i++) {
		if (!unpackers[i]->recognises(bytes))
			continue;
		input->unpacker = unpackers[i];
		return input->unpacker->open(input, err);
	}
	return STATUS_OK;
}

static enum status start(struct dump_input *input, const char *path,
			 struct error *err)
{
	enum status status = open_file(input, path, err);

	if (status != STATUS_OK)
		return status;
	input->hash = XXH3_createState();
	input->disk = malloc(DUMP_PIECE);
	if (!input->hash || !input->disk)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	XXH3_128bits_reset(input->hash);
	return choose_unpacker(input, err);
}

enum status dump_input_open(const char *path, struct dump_input **ret,
			    struct error *err)
{
	struct dump_input *input = calloc(1, sizeof(*input));
	enum status status;

	if (!input)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	input->fd = -1;
	status = start(input, path, err);
	if (status != STATUS_OK)
		dump_input_close(input);
	else
		*ret = input;
	return status;
}

void dump_input_close(struct dump_input *input)
{
	if (!input)
		return;
	if (input->unpacker)
		input->unpacker->close(input);
	if (input->fd >= 0)
		close(input->fd);
	XXH3_freeState(input->hash);
	free(input->disk);
	free(input);
}

static void close_input(struct dump_input **input)
{
	dump_input_close(*input);
}

/* First what was read to tell the form, then straight from disk. */
static enum status read_plain(struct dump_input *input, struct error *err)
{
	size_t kept = input->disk_len - input->disk_at;

	if (!kept)
		return read_disk(input, input->out, input->out_room,
				 &input->out_len, err);
	if (kept > input->out_room)
		kept = input->out_room;
	memcpy(input->out, input->disk + input->disk_at, kept);
	input->disk_at += kept;
	input->out_len = kept;
	return STATUS_OK;
}

/* Loops until a byte was made: a piece from disk may hold only a header. */
static enum status unpack(struct dump_input *input, struct error *err)
{
	enum status status = STATUS_OK;

	while (status == STATUS_OK && !input->out_len) {
		status = read_more(input, err);
		if (status != STATUS_OK || (input->at_end && !input->in_frame))
			break;
		status = input->unpacker->step(input, err);
		if (status == STATUS_OK && input->at_end && input->in_frame &&
		    !input->out_len)
			status = error_set(
				err, STATUS_IO,
				"unexpected end of %s data after %lld bytes",
				input->unpacker->name, input->position);
	}
	return status;
}

enum status dump_input_read(struct dump_input *input, char *out, size_t room,
			    size_t *ret_len, struct error *err)
{
	struct error *failure = &input->failure;
	enum status status = failure->status;

	input->out = out;
	input->out_len = 0;
	input->out_room = room;
	if (status == STATUS_OK && input->unpacker)
		status = unpack(input, failure);
	else if (status == STATUS_OK)
		status = read_plain(input, failure);
	if (status != STATUS_OK && !input->out_len)
		return error_set(err, status, "%s", failure->detail);
	*ret_len = input->out_len;
	return STATUS_OK;
}

void dump_input_digest(const struct dump_input *input, char out[33])
{
	XXH128_hash_t hash = XXH3_128bits_digest(input->hash);

	snprintf(out, 33, "%016llx%016llx", (unsigned long long)hash.high64,
		 (unsigned long long)hash.low64);
}

enum status dump_digest_file(const char *path, char out[33], struct error *err)
{
	SCOPED(close_input) struct dump_input *input = NULL;
	enum status status = dump_input_open(path, &input, err);

	while (status == STATUS_OK && !input->at_end) {
		input->disk_at = input->disk_len;
		status = read_more(input, err);
	}
	if (status == STATUS_OK)
		dump_input_digest(input, out);
	return status;
}
