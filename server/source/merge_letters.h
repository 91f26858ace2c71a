/* SPDX-License-Identifier: MIT */
/*
 * Texts of several sources compared by their letters and digits: case, blanks
 * and punctuation differ wherever someone typed them again.
 */
#ifndef PAPERD_SOURCE_MERGE_LETTERS_H
#define PAPERD_SOURCE_MERGE_LETTERS_H

#include "paperd/text.h"

/* Takes the next letter or digit off the front, in lower case; 0: no more. */
uint32_t letters_next(struct span *rest);

/* Takes the next run of them off the front; false: no more. */
bool letters_next_word(struct span *rest, struct span *ret);

/* How many there are. */
size_t letters_count(struct span text);

/* As strcmp(), by letters and digits. */
int letters_compare(struct span a, struct span b);

/* True when both have the same ones; NULL has none. */
bool letters_same(const char *a, const char *b);

/* True when there are two capitals or more and no small letter. */
bool letters_are_capitals(struct span text);

#endif
