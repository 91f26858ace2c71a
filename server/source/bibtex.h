/* SPDX-License-Identifier: MIT */
/*
 * The parts of the BibTeX source.  entry is a tree of bibtex_tree().
 */
#ifndef PAPERD_SOURCE_BIBTEX_H
#define PAPERD_SOURCE_BIBTEX_H

#include "fill.h"
#include "paperd/buf.h"

/* Cleaners: one line of text in TeX; and what stands for itself, an address or
 * a DOI, in which characters that TeX would take were escaped. */
bool bibtex_plain(struct span raw, struct buf *out, struct trace *trace);
bool bibtex_verbatim(struct span raw, struct buf *out, struct trace *trace);

/*
 * A list of names as JSON has it, owned: an object a person, or a string that
 * is not parted; a text that is no such list ("A B, C D, E F") as one string.
 * NULL: out of memory.
 */
cJSON *bibtex_names(struct span text);

void bibtex_fill_journal(struct fill *fill, const cJSON *entry);
/* Needs the journal. */
void bibtex_fill_place(struct fill *fill, const cJSON *entry);
void bibtex_fill_dates(struct fill *fill, const cJSON *entry);

#endif
