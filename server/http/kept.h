/* SPDX-License-Identifier: MIT */
/*
 * Answers given again.
 *
 * An answer that a handler says will last (struct response) is kept under all
 * that its request said: target and header fields, byte for byte, and the
 * number of changes of records that are held.  So it is never asked on which
 * of them an answer depends, and what is kept when one changes is not found any
 * more; what is new changes none, so that a load of new works leaves it.
 */
#ifndef HTTP_KEPT_H
#define HTTP_KEPT_H

#include "exchange.h"

/*
 * Notes what is held now, and looks an answer to the request up; its headers
 * must be there, and nothing else need have been done.  True when there is
 * one: the exchange then is as after exchange_run(), its body is
 * kept_body().
 */
bool exchange_recall(struct exchange *x, struct span method);

/* Attaches to a kept answer what it is sent with.  False without memory. */
typedef bool kept_attach(const struct exchange *x, struct block *kept);

/* Keeps the answer, if it lasts; with a reference for the caller.  NULL: it
 * does not, or there is no memory. */
struct block *exchange_keep(const struct exchange *x, kept_attach *attach);

/* The body of an answer that is given again, borrowed from x->kept. */
struct span kept_body(const struct block *kept);

#endif
