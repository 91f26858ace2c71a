/* SPDX-License-Identifier: MIT */
/*
 * How long a thread runs before others may.
 *
 * An event loop runs for a moment and sleeps again.  Of two threads that wait,
 * Linux (6.12 and later) takes the one whose slice ends sooner, also in the
 * middle of another's longer one: so an event loop that asks for little need
 * not wait for a worker or a load to end its slice, and has no more of the
 * processor for it.
 */
#ifndef HTTP_SLICE_H
#define HTTP_SLICE_H

/* Slice of an event loop, the shortest there is; a look-up takes a tenth. */
#define SLICE_SHORT 100000

/* Sets the slice, in nanoseconds, of the calling thread and of those that it
 * starts from now on; 0: as usual.  Where that cannot be, all stays as it
 * is. */
void slice_set(unsigned long long nanoseconds);

#endif
