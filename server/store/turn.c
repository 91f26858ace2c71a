/* SPDX-License-Identifier: MIT */
#include "turn.h"

void turns_init(struct turns *turns)
{
	*turns = (struct turns){ 0 };
	pthread_mutex_init(&turns->guard, NULL);
	pthread_cond_init(&turns->called, NULL);
}

void turns_release(struct turns *turns)
{
	pthread_cond_destroy(&turns->called);
	pthread_mutex_destroy(&turns->guard);
}

void turn_take(struct turns *turns)
{
	unsigned long long number;

	pthread_mutex_lock(&turns->guard);
	number = turns->next++;
	while (turns->up != number)
		pthread_cond_wait(&turns->called, &turns->guard);
	pthread_mutex_unlock(&turns->guard);
}

/* All are woken, since only one of them has the number: they are few. */
void turn_give(struct turns *turns)
{
	pthread_mutex_lock(&turns->guard);
	turns->up++;
	pthread_cond_broadcast(&turns->called);
	pthread_mutex_unlock(&turns->guard);
}
