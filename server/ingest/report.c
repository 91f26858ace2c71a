/* SPDX-License-Identifier: MIT */
/*
 * What a load says on standard error: on a terminal a bar that is drawn over
 * and over, else a line now and then; and a line for what is worth one.
 */
#include "load.h"

#include <stdarg.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "paperd/log.h"

#define BAR_WIDTH  30
#define TEXT_BYTES 4096

/* Nanoseconds between two drawings: five a second, else one in 5 s. */
#define DRAW_EVERY  200000000LL
#define PRINT_EVERY 5000000000LL

double time_seconds(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static bool draws_bar(void)
{
	return log_form() == LOG_TEXT && isatty(STDERR_FILENO);
}

long long report_interval(const struct ingest *ingest)
{
	return ingest->options->progress && draws_bar() ? DRAW_EVERY
							: PRINT_EVERY;
}

/* A line in the form of the log, without its time for a reader of text. */
static void print_line(const char *text)
{
	struct buf line = buf_init((size_t)4 * TEXT_BYTES);

	if (log_form() == LOG_JSON) {
		log_event(LOG_INFO, "%s", text);
		return;
	}
	if (draws_bar())
		buf_add_text(&line, "\r\033[K");
	log_escape_message(&line, span_of(text));
	log_line(buf_span(&line));
	buf_release(&line);
}

void report_line(struct ingest *ingest, const char *format, ...)
{
	char text[TEXT_BYTES];
	va_list args;

	if (!ingest->options->progress)
		return;
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	print_line(text);
}

/* ---- progress ---- */

/* Below this share of the work the time left is a guess. */
#define SHARE_MIN 0.01

/* "45 %, 45678 records, 8123/s, 0:07 left" */
static void describe(const struct ingest_progress *now, double share,
		     char out[TEXT_BYTES])
{
	long long rate = 0, left;
	int len;

	if (now->seconds > 0)
		rate = (long long)((double)now->records / now->seconds);
	len = snprintf(out, TEXT_BYTES, "%d %%, %lld records, %lld/s",
		       (int)(100 * share), now->records, rate);
	if (share < SHARE_MIN)
		return;
	left = (long long)(now->seconds / share - now->seconds);
	snprintf(out + len, TEXT_BYTES - (size_t)len, ", %lld:%02lld left",
		 left / 60, left % 60);
}

static void draw_bar(double share, const char *text)
{
	char bar[BAR_WIDTH + 1];
	int filled = (int)(share * BAR_WIDTH);

	for (int i = 0; i < BAR_WIDTH; i++)
		bar[i] = i < filled ? '#' : '.';
	bar[BAR_WIDTH] = '\0';
	fprintf(stderr, "\r\033[K[%s] %s", bar, text);
	fflush(stderr);
}

void report_tick(struct ingest *ingest)
{
	struct ingest_progress now;
	double time = time_seconds(), share = 0;
	char text[TEXT_BYTES];

	if (!ingest->options->progress || time < ingest->report_at)
		return;
	ingest->report_at = time + (double)report_interval(ingest) / 1e9;
	ingest_progress(ingest, &now);
	now.records -= ingest->records_before;
	if (now.bytes > 0)
		share = (double)now.bytes_done / (double)now.bytes;
	share = share < 1 ? share : 1;
	describe(&now, share, text);
	if (draws_bar())
		draw_bar(share, text);
	else
		report_line(ingest, "loading: %s", text);
}

void report_rebuilt(struct ingest *ingest, size_t count)
{
	double time = time_seconds();

	ingest->rebuilt += (long long)count;
	if (!count || time < ingest->report_at)
		return;
	ingest->report_at = time + (double)PRINT_EVERY / 1e9;
	report_line(ingest, "%lld records made anew", ingest->rebuilt);
}
