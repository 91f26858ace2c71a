/* SPDX-License-Identifier: MIT */
#include "paperd/log.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "paperd/json.h"
#include "paperd/scoped.h"

/* Bytes of one message; and of one line, whose escapes may be four-fold. */
#define MESSAGE_MAX    4096
#define LINE_MAX_BYTES (6 * MESSAGE_MAX)

/* Set once by log_setup(), before threads start. */
static enum log_level wanted = LOG_INFO;
static enum log_form form = LOG_TEXT;

static const char *const level_names[] = {
	[LOG_ERROR] = "error",
	[LOG_WARN] = "warn",
	[LOG_INFO] = "info",
	[LOG_DEBUG] = "debug",
};

void log_setup(enum log_level level, enum log_form new_form)
{
	wanted = level;
	form = new_form;
}

bool log_wants(enum log_level level)
{
	return level <= wanted;
}

enum log_form log_form(void)
{
	return form;
}

void log_time(char out[32])
{
	struct timespec now;
	struct tm parts;
	size_t len;

	clock_gettime(CLOCK_REALTIME, &now);
	gmtime_r(&now.tv_sec, &parts);
	len = strftime(out, 32, "%Y-%m-%dT%H:%M:%S", &parts);
	snprintf(out + len, 32 - len, ".%03dZ", (int)(now.tv_nsec / 1000000));
}

/* Control characters and line separators break a line. */
static bool breaks_line(uint32_t code)
{
	return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 ||
	       code == 0x2029;
}

/* Appends text with every byte escaped that breaks a line or is in `also`. */
static void escape(struct buf *out, struct span text, size_t max,
		   const char *also)
{
	bool cut = text.len > max;
	uint32_t code;

	if (cut)
		text.len = max;
	while (text.len) {
		size_t len = utf8_decode(text, &code);

		if (len && !breaks_line(code) &&
		    (code >= 0x80 || !strchr(also, (int)code))) {
			buf_add(out, text.at, len);
		} else {
			len = 1;
			buf_add_format(out, "\\x%02x",
				       (unsigned char)text.at[0]);
		}
		text = span_slice(text, len, text.len);
	}
	if (cut)
		buf_add_text(out, "...");
}

void log_escape(struct buf *out, struct span text, size_t max)
{
	escape(out, text, max, "\"\\");
}

void log_escape_message(struct buf *out, struct span text)
{
	escape(out, text, MESSAGE_MAX, "");
}

/* One write, so that lines of several threads never mix. */
static void write_line(struct buf *line)
{
	struct span text;

	buf_add_char(line, '\n');
	text = line->failed ? span_of("paperd: no memory to say what failed\n")
			    : buf_span(line);
	while (text.len) {
		ssize_t sent = write(STDERR_FILENO, text.at, text.len);

		if (sent <= 0)
			return; /* nowhere left to complain */
		text = span_slice(text, (size_t)sent, text.len);
	}
}

void log_line(struct span line)
{
	SCOPED(buf_release) struct buf out = buf_init(line.len + 1);

	buf_add_span(&out, line);
	write_line(&out);
}

void log_event(enum log_level level, const char *format, ...)
{
	SCOPED(buf_release) struct buf line = buf_init(LINE_MAX_BYTES);
	char message[MESSAGE_MAX], now[32];
	va_list args;

	if (!log_wants(level))
		return;
	va_start(args, format);
	vsnprintf(message, sizeof(message), format, args);
	va_end(args);
	log_time(now);
	if (form == LOG_JSON) {
		SCOPED(buf_release) struct buf safe = buf_init(LINE_MAX_BYTES);

		log_escape_message(&safe, span_of(message));
		json_open(&line, '{');
		json_pair_text(&line, "time", now);
		json_pair_text(&line, "level", level_names[level]);
		json_pair_text(&line, "message", buf_text(&safe));
		json_close(&line, '}');
	} else {
		buf_add_format(&line, "%s %s ", now, level_names[level]);
		log_escape_message(&line, span_of(message));
	}
	write_line(&line);
}
