/* SPDX-License-Identifier: MIT */
/*
 * Which of the titles of a container is the container's, which its series'.
 */
#ifndef PAPERD_SOURCE_CONTAINER_H
#define PAPERD_SOURCE_CONTAINER_H

#include "paperd/text.h"

/* Of two clean titles, the index of the container; the other is its series. */
size_t container_choose(struct span first, struct span second);

/* True when both differ in blanks, marks and case only
 * ("contemporaryfilmstudies", "Contemporary Film Studies"). */
bool container_is_respelt(struct span one, struct span other);

/* True when shorter is an abbreviation of longer ("Phys. Rev. B" of "Physical
 * Review B"). */
bool container_abbreviates(struct span shorter, struct span longer);

#endif
