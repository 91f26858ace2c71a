/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 that was once read in a legacy encoding.
 *
 * Two or more characters of such text, written back as bytes in that encoding,
 * are one UTF-8 sequence.  Clean text does that too, now and then ("Spaß“",
 * "KOŚCIÓŁ"), so a single sequence counts only if it gives a letter of a
 * Latin or Greek text or its punctuation; three in a row may give anything
 * readable.  Repair goes by segment: one text may hold several kinds of damage
 * and none.
 */
#include "text_stages.h"

#include "paperd/scoped.h"

/* Sequences in a row that may give characters of any script. */
#define RUN_MIN 3

/* Longest run looked at in one piece; it bounds what is counted twice. */
#define RUN_MAX 64

/* Longest sequence of UTF-8, and what a run of them gives. */
#define SEQUENCE_MAX 4
#define FIXED_MAX    (RUN_MAX * SEQUENCE_MAX)

/* One character as it was meant. */
struct repair {
	uint32_t code;
	size_t len;        /* bytes it takes now */
	size_t characters; /* characters it takes now */
};

/* How many bytes a UTF-8 sequence has that begins with this byte; 0: none. */
static size_t sequence_len(unsigned byte)
{
	if (byte >= 0xC2 && byte <= 0xDF)
		return 2;
	if (byte >= 0xE0 && byte <= 0xEF)
		return 3;
	return byte >= 0xF0 && byte <= 0xF4 ? 4 : 0;
}

/* Reads the sequence at the start of text, written back in an encoding. */
static bool read_sequence(struct span text, enum legacy encoding,
			  struct repair *ret)
{
	char bytes[SEQUENCE_MAX];
	size_t used = 0, want = 1, count = 0;
	uint32_t code;

	while (count < want) {
		size_t step = utf8_decode(span_slice(text, used, text.len),
					  &code);
		unsigned byte;

		if (!step || code < 0x80)
			return false;
		byte = legacy_byte(encoding, code);
		if (!count)
			want = sequence_len(byte);
		if (!want || (count && (byte & 0xC0) != 0x80))
			return false;
		bytes[count++] = (char)byte;
		used += step;
	}
	*ret = (struct repair){ .len = used, .characters = count };
	return utf8_decode((struct span){ bytes, count }, &ret->code) == count;
}

/* Ranges of characters that one sequence alone may give. */
static const struct {
	uint16_t first;
	uint16_t last;
} singles[] = {
	{ 0x00A0, 0x0244 }, { 0x0246, 0x024F }, { 0x0370, 0x03FF },
	{ 0x1E00, 0x1EFF }, { 0x2010, 0x2044 }, { 0x20AC, 0x20AC },
	{ 0x2122, 0x2122 }, { 0xFB00, 0xFB06 },
};

static bool is_single(uint32_t code)
{
	for (size_t i = 0; i < ARRAY_COUNT(singles); i++)
		if (code >= singles[i].first && code <= singles[i].last)
			return true;
	return false;
}

/* May a run of sequences give this character? */
static bool is_readable(uint32_t code)
{
	return is_single(code) || code_is_letter(code) ||
	       (code >= 0x3000 && code <= 0x303F) ||
	       (code >= 0xFF00 && code <= 0xFF60);
}

/* Pairs that are what they seem: "×" before anything, É before "…", a capital
 * Ã between capitals, √π. */
static bool is_denied(struct span text, size_t at)
{
	uint32_t first = code_at(text, at);
	size_t step = first < 0x800 ? 2 : 3;
	uint32_t second = code_at(text, at + step);

	if (first == 0x00D7 || (first == 0x221A && second == 0x03C0))
		return true;
	if (first == 0x00C9)
		return second == 0x00A0 || second == 0x2026 || second == 0x2019;
	return first == 0x00C3 && code_is_upper(code_before(text, at)) &&
	       code_is_upper(second);
}

/* The encodings in which text may be damaged by chance need a letter beside
 * the sequence and a letter as its result. */
static bool is_in_word(struct span text, size_t at, const struct repair *repair)
{
	return code_is_letter(repair->code) &&
	       (code_is_letter(code_before(text, at)) ||
		code_is_letter(code_at(text, at + repair->len)));
}

static bool is_certain(struct span text, size_t at, enum legacy encoding,
		       const struct repair *repair)
{
	if (!is_single(repair->code))
		return false;
	if (encoding == LEGACY_CP1251 && repair->characters < 3)
		return false;
	return encoding < LEGACY_MACROMAN || is_in_word(text, at, repair);
}

/* How many sequences of an encoding stand in a row at index at. */
static size_t count_run(struct span text, size_t at, enum legacy encoding)
{
	struct repair repair;
	size_t count = 0;

	while (count < RUN_MAX &&
	       read_sequence(span_slice(text, at, text.len), encoding,
			     &repair) &&
	       is_readable(repair.code)) {
		at += repair.len;
		count++;
	}
	return count;
}

static size_t add_run(struct span text, enum legacy encoding, size_t count,
		      struct buf *out)
{
	struct repair repair;
	size_t at = 0;

	while (count-- && read_sequence(span_slice(text, at, text.len),
					encoding, &repair)) {
		buf_add_code(out, repair.code);
		at += repair.len;
	}
	return at;
}

static const enum rule legacy_rules[] = {
	[LEGACY_WESTERN] = RULE_MOJIBAKE_WESTERN,
	[LEGACY_CP1250] = RULE_MOJIBAKE_CP1250,
	[LEGACY_LATIN2] = RULE_MOJIBAKE_LATIN2,
	[LEGACY_MACROMAN] = RULE_MOJIBAKE_MACROMAN,
	[LEGACY_CP1251] = RULE_MOJIBAKE_CP1251,
};

/* Repairs what begins at index at; returns the bytes used, 0: nothing. */
static size_t repair_at(struct span text, size_t at, struct buf *out,
			struct trace *trace)
{
	struct span rest = span_slice(text, at, text.len);
	uint32_t first;
	size_t next = at + utf8_decode(rest, &first);

	if (next >= text.len || !(text.at[next] & 0x80) || is_denied(text, at))
		return 0;
	for (unsigned i = 0; i < LEGACY_COUNT; i++) {
		enum legacy encoding = (enum legacy)i;
		struct repair repair;
		size_t run;

		if (!read_sequence(rest, encoding, &repair))
			continue;
		run = count_run(text, at, encoding);
		if (run < RUN_MIN)
			run = is_certain(text, at, encoding, &repair);
		if (!run)
			continue;
		trace_counted(trace, legacy_rules[i], run);
		return add_run(rest, encoding, run, out);
	}
	return 0;
}

bool mojibake_may_begin(struct span text, size_t at)
{
	uint32_t first = code_at(text, at);
	size_t next = at + (first < 0x800 ? 2 : first < 0x10000 ? 3 : 4);
	uint32_t second;

	if (first < 0xA0)
		return true;
	if (next >= text.len || !(text.at[next] & 0x80))
		return false;
	second = code_at(text, next);
	for (unsigned i = 0; i < LEGACY_COUNT; i++)
		if (sequence_len(legacy_byte((enum legacy)i, first)) &&
		    (legacy_byte((enum legacy)i, second) & 0xC0) == 0x80)
			return true;
	return false;
}

/* A C1 character that belongs to no sequence is one of Windows-1252; those of
 * its holes mean nothing. */
static bool repair_c1(uint32_t code, struct buf *out)
{
	uint32_t meant;

	if (code < 0x80 || code > 0x9F)
		return false;
	meant = legacy_c1(code);
	if (meant)
		buf_add_code(out, meant);
	return true;
}

/* Repairs the character of `step` bytes at index at, or what it begins; returns
 * the bytes used, 0: nothing. */
static size_t repair_one(struct span in, size_t at, size_t *ret_step,
			 struct buf *out, struct trace *trace)
{
	uint32_t code = 0;
	size_t used;

	*ret_step = utf8_decode(span_slice(in, at, in.len), &code);
	buf_clear(out);
	used = repair_at(in, at, out, trace);
	if (used || !repair_c1(code, out))
		return used;
	trace_fired(trace, RULE_MOJIBAKE_C1);
	return *ret_step;
}

bool mojibake_repair(struct span in, struct buf *out, struct trace *trace)
{
	SCOPED(buf_release) struct buf fixed = buf_init(FIXED_MAX);
	size_t done = 0, step = 0;

	for (size_t at = ascii_length(in); at < in.len;
	     at += ascii_length(span_slice(in, at, in.len))) {
		size_t used = repair_one(in, at, &step, &fixed, trace);

		if (!used) {
			at += step;
			continue;
		}
		buf_add_span(out, span_slice(in, done, at));
		buf_add_span(out, buf_span(&fixed));
		at += used;
		done = at;
	}
	if (done)
		buf_add_span(out, span_slice(in, done, in.len));
	return done > 0;
}
