/* SPDX-License-Identifier: MIT */
/*
 * gzip (RFC 1952: members may follow one another) and zstd (RFC 8878: frames
 * may) as unpackers of the dump reader.  Both loop until they have made a
 * byte, since a piece from disk may hold only a header.
 */
#include "dump_input.h"

#include "paperd/scoped.h"

static enum status ends_early(const struct dump_input *input, const char *form,
			      struct error *err)
{
	return error_set(err, STATUS_IO,
			 "unexpected end of %s data after %lld bytes", form,
			 input->position);
}

/* Offset on disk of the next byte. */
static long long disk_offset(const struct dump_input *input)
{
	return input->position - (long long)(input->disk_len - input->disk_at);
}

/* ---- gzip ---- */

static enum status gzip_open(struct dump_input *input, struct error *err)
{
	/* 16: gzip only */
	if (inflateInit2(&input->gzip, MAX_WBITS + 16) != Z_OK)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	input->in_frame = true;
	return STATUS_OK;
}

static void gzip_close(struct dump_input *input)
{
	inflateEnd(&input->gzip);
}

/* Between members: zeros are padding (tapes, block devices). */
static void gzip_next_member(struct dump_input *input)
{
	while (input->disk_at < input->disk_len && !input->disk[input->disk_at])
		input->disk_at++;
	if (input->disk_at == input->disk_len)
		return;
	inflateReset(&input->gzip);
	input->in_frame = true;
}

static enum status gzip_step(struct dump_input *input, struct error *err)
{
	z_stream *gzip = &input->gzip;
	int result;

	gzip->next_in = input->disk + input->disk_at;
	gzip->avail_in = (uInt)(input->disk_len - input->disk_at);
	result = inflate(gzip, Z_NO_FLUSH);
	input->disk_at = input->disk_len - gzip->avail_in;
	if (result == Z_STREAM_END)
		input->in_frame = false;
	if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR)
		return STATUS_OK;
	if (result == Z_MEM_ERROR)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return error_set(err, STATUS_IO, "damaged gzip data near byte %lld: %s",
			 disk_offset(input),
			 gzip->msg ? gzip->msg : "no gzip data");
}

static enum status gzip_read(struct dump_input *input, char *out, size_t room,
			     size_t *ret_len, struct error *err)
{
	z_stream *gzip = &input->gzip;
	enum status status = STATUS_OK;

	gzip->next_out = (Bytef *)out;
	gzip->avail_out = (uInt)room;
	while (status == STATUS_OK && gzip->avail_out == room) {
		status = dump_input_more(input, err);
		if (status != STATUS_OK || (input->at_end && !input->in_frame))
			break;
		if (!input->in_frame)
			gzip_next_member(input);
		else
			status = gzip_step(input, err);
		if (status == STATUS_OK && input->at_end && input->in_frame &&
		    gzip->avail_out == room)
			status = ends_early(input, "gzip", err);
	}
	*ret_len = room - gzip->avail_out;
	return status;
}

const struct unpacker unpack_gzip = {
	.magic = SPAN("\x1f\x8b"),
	.open = gzip_open,
	.read = gzip_read,
	.close = gzip_close,
};

/* ---- zstd ---- */

static enum status zstd_open(struct dump_input *input, struct error *err)
{
	input->zstd = ZSTD_createDStream();
	if (!input->zstd)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	input->zstd_wants = ZSTD_initDStream(input->zstd);
	return STATUS_OK;
}

static void zstd_close(struct dump_input *input)
{
	ZSTD_freeDStream(input->zstd);
}

/* One block at a time, as zstd asks for its input: so that what comes before
 * a damaged block is given. */
static enum status zstd_step(struct dump_input *input, ZSTD_outBuffer *out,
			     struct error *err)
{
	size_t kept = input->disk_len - input->disk_at;
	size_t part = input->zstd_wants && input->zstd_wants < kept
			      ? input->zstd_wants
			      : kept;
	ZSTD_inBuffer in = { input->disk, input->disk_at + part,
			     input->disk_at };
	size_t result = ZSTD_decompressStream(input->zstd, out, &in);

	input->disk_at = in.pos;
	if (ZSTD_isError(result))
		return error_set(err, STATUS_IO,
				 "damaged zstd data near byte %lld: %s",
				 disk_offset(input), ZSTD_getErrorName(result));
	input->zstd_wants = result;
	input->in_frame = result != 0;
	return STATUS_OK;
}

static enum status zstd_read(struct dump_input *input, char *out, size_t room,
			     size_t *ret_len, struct error *err)
{
	ZSTD_outBuffer made = { out, room, 0 };
	enum status status = STATUS_OK;

	while (status == STATUS_OK && made.pos == 0) {
		status = dump_input_more(input, err);
		if (status != STATUS_OK || (input->at_end && !input->in_frame))
			break;
		status = zstd_step(input, &made, err);
		if (status == STATUS_OK && input->at_end && input->in_frame &&
		    made.pos == 0)
			status = ends_early(input, "zstd", err);
	}
	*ret_len = made.pos;
	return status;
}

const struct unpacker unpack_zstd = {
	.magic = SPAN("\x28\xb5\x2f\xfd"),
	.open = zstd_open,
	.read = zstd_read,
	.close = zstd_close,
};
