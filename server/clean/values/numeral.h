/* SPDX-License-Identifier: MIT */
/* What the numbers of volumes and pages look like. */
#ifndef PAPERD_CLEAN_NUMERAL_H
#define PAPERD_CLEAN_NUMERAL_H

#include "paperd/text.h"

/* Digits only, at least one. */
bool numeral_is_digits(struct span text);

bool numeral_has_digit(struct span text);

/* A roman numeral, in one case; a fourth I is let pass. */
bool numeral_is_roman(struct span text);

/* Four digits that are more likely a year than a number of something. */
bool numeral_is_year(struct span text);

#endif
