/* SPDX-License-Identifier: MIT */
/* The backends, for the table in store.c. */
#ifndef PAPERD_STORE_BACKEND_H
#define PAPERD_STORE_BACKEND_H

#include "paperd/store.h"

extern const struct store_ops sqlite_ops;

#endif
