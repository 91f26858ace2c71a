/* SPDX-License-Identifier: MIT */
/*
 * gzip (RFC 1952: members may follow one another) and zstd (RFC 8878: frames
 * may, skippable ones among them) as unpackers of the dump reader.
 */
#include "dump_input.h"

#include "paperd/scoped.h"

/* Offset on disk of the next byte. */
static long long disk_offset(const struct dump_input *input)
{
	return input->position - (long long)(input->disk_len - input->disk_at);
}

/* ---- gzip ---- */

static bool gzip_recognises(struct span start)
{
	return start.len >= 2 && memcmp(start.at, "\x1f\x8b", 2) == 0;
}

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
	input->later = true;
}

/* True when what follows a member does not begin with the two bytes of one:
 * zlib refuses them as soon as it has seen both.  gzip(1) ignores it then. */
static bool gzip_is_trailing(const struct dump_input *input, int result)
{
	uLong seen = input->gzip.total_in;

	if (!input->later)
		return false;
	return result == Z_DATA_ERROR ? seen <= 2 : input->at_end && seen < 2;
}

static enum status gzip_inflate(struct dump_input *input, struct error *err)
{
	z_stream *gzip = &input->gzip;
	int result;

	gzip->next_in = input->disk + input->disk_at;
	gzip->avail_in = (uInt)(input->disk_len - input->disk_at);
	gzip->next_out = (Bytef *)input->out + input->out_len;
	gzip->avail_out = (uInt)(input->out_room - input->out_len);
	result = inflate(gzip, Z_NO_FLUSH);
	input->disk_at = input->disk_len - gzip->avail_in;
	input->out_len = input->out_room - gzip->avail_out;
	input->trailing = gzip_is_trailing(input, result);
	if (result == Z_STREAM_END || input->trailing)
		input->in_frame = false;
	if (input->trailing)
		return STATUS_OK;
	/* Z_BUF_ERROR: there was nothing to read */
	if (result == Z_OK || result == Z_STREAM_END || result == Z_BUF_ERROR)
		return STATUS_OK;
	if (result == Z_MEM_ERROR)
		return error_set(err, STATUS_NO_MEMORY, "no memory");
	return error_set(err, STATUS_IO, "damaged gzip data near byte %lld: %s",
			 disk_offset(input),
			 gzip->msg ? gzip->msg : "no gzip data");
}

static enum status gzip_step(struct dump_input *input, struct error *err)
{
	if (input->trailing)
		input->disk_at = input->disk_len;
	else if (!input->in_frame)
		gzip_next_member(input);
	return input->in_frame ? gzip_inflate(input, err) : STATUS_OK;
}

const struct unpacker unpack_gzip = {
	.name = "gzip",
	.recognises = gzip_recognises,
	.open = gzip_open,
	.step = gzip_step,
	.close = gzip_close,
};

/* ---- zstd ---- */

/* RFC 8878, 3.1.1 and 3.1.2: of a skippable frame's number, which comes least
 * byte first, the last four bits are free. */
static bool zstd_recognises(struct span start)
{
	const char *at = start.at;

	if (start.len < 4)
		return false;
	return memcmp(at, "\x28\xb5\x2f\xfd", 4) == 0 ||
	       ((at[0] & 0xF0) == 0x50 &&
		memcmp(at + 1, "\x2a\x4d\x18", 3) == 0);
}

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
static enum status zstd_step(struct dump_input *input, struct error *err)
{
	size_t part = input->disk_len - input->disk_at;
	ZSTD_inBuffer in = { .src = input->disk, .pos = input->disk_at };
	ZSTD_outBuffer out = { input->out, input->out_room, input->out_len };
	size_t result;

	if (input->zstd_wants && input->zstd_wants < part)
		part = input->zstd_wants;
	in.size = input->disk_at + part;
	result = ZSTD_decompressStream(input->zstd, &out, &in);
	input->disk_at = in.pos;
	input->out_len = out.pos;
	if (ZSTD_isError(result))
		return error_set(err, STATUS_IO,
				 "damaged zstd data near byte %lld: %s",
				 disk_offset(input), ZSTD_getErrorName(result));
	input->zstd_wants = result;
	input->in_frame = result != 0;
	return STATUS_OK;
}

const struct unpacker unpack_zstd = {
	.name = "zstd",
	.recognises = zstd_recognises,
	.open = zstd_open,
	.step = zstd_step,
	.close = zstd_close,
};
