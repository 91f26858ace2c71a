/* SPDX-License-Identifier: MIT */
/*
 * A record written in a form and read back.
 */
#ifndef TESTS_BACK_H
#define TESTS_BACK_H

#include "paperd/paper.h"

/*
 * Writes the paper in a form ("csl", "crossref", or "native" for its own JSON)
 * and reads what was written.  Appends a line for each field that is not the
 * same: its name, what it was, what it became.  True when all are; where the
 * record came from is not looked at.
 */
bool comes_back(const struct paper *paper, const char *form, struct buf *why);

#endif
