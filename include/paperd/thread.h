/* SPDX-License-Identifier: MIT */
/*
 * How soon a thread runs when others would too.  A thread that it starts is as
 * it was then.
 */
#ifndef PAPERD_THREAD_H
#define PAPERD_THREAD_H

/* It answers: it runs as soon as there is something for it to do, for a short
 * while, and goes before what is patient. */
void thread_prompt(void);

/*
 * It may take its time: whoever answers goes first.  So does every other program
 * of the same control group (or session, where Linux groups by it): beside one
 * that takes a whole processor, searches and loads get little of that one.
 */
void thread_patient(void);

#endif
