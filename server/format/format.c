/* SPDX-License-Identifier: MIT */
#include "paperd/format.h"

#include <stdlib.h>

#include "paperd/scoped.h"
#include "writers.h"

/* clang-format off */
const struct format formats[] = {
	{ "csl", "application/vnd.citationstyles.csl+json",
	  "application/vnd.citationstyles.csl+json",
	  "[", ",", "]", NULL, csl_record },
	{ "bibtex", "application/x-bibtex",
	  "application/x-bibtex; charset=utf-8", "", "\n", "", NULL,
	  bibtex_record },
	{ "ris", "application/x-research-info-systems",
	  "application/x-research-info-systems; charset=utf-8", "", "", "",
	  NULL, ris_record },
	{ "citation", "text/x-bibliography",
	  "text/x-bibliography; charset=utf-8", "", "", "", NULL,
	  citation_record },
	{ "crossref", "application/vnd.crossref-api-message+json",
	  "application/vnd.crossref-api-message+json",
	  "[", ",", "]", NULL, crossref_record },
	{ "csv", "text/csv", "text/csv; charset=utf-8; header=present",
	  "", "", "", csv_header, csv_record },
	{ 0 },
};
/* clang-format on */

const struct format *format_of(struct span word)
{
	for (const struct format *format = formats; format->word; format++)
		if (span_is(word, format->word))
			return format;
	return NULL;
}

void format_run_release(struct format_run *run)
{
	free(run->written);
	*run = (struct format_run){ 0 };
}

void format_begin(const struct format *format, struct format_run *run,
		  struct buf *out)
{
	if (run->list)
		buf_add_text(out, format->open);
	if (format->begin)
		format->begin(run, out);
}

void format_record(const struct format *format, struct format_run *run,
		   const struct paper *paper, struct buf *out)
{
	if (run->list && run->count)
		buf_add_text(out, format->between);
	run->count++;
	format->write(run, paper, out);
}

void format_end(const struct format *format, struct format_run *run,
		struct buf *out)
{
	if (run->list)
		buf_add_text(out, format->close);
}
