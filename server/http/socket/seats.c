/* SPDX-License-Identifier: MIT */
#include "seats.h"

#include <stdbool.h>
#include <sys/socket.h>

static bool take(atomic_uint *taken, unsigned most)
{
	if (atomic_fetch_add(taken, 1) < most)
		return true;
	atomic_fetch_sub(taken, 1);
	return false;
}

enum seat seat_take(struct seats *seats)
{
	if (take(&seats->served, seats->most_served))
		return SEAT_SERVED;
	return take(&seats->refused, seats->most_refused) ? SEAT_REFUSED
							  : SEAT_NONE;
}

void seat_leave(struct seats *seats, enum seat seat)
{
	if (seat == SEAT_SERVED)
		atomic_fetch_sub(&seats->served, 1);
	else if (seat == SEAT_REFUSED)
		atomic_fetch_sub(&seats->refused, 1);
}

/* What is not taken at once is lost: the buffer of a new socket is empty. */
void seat_deny(int fd)
{
	static const char text[] = "HTTP/1.1 503 Service Unavailable\r\n"
				   "Retry-After: 1\r\n"
				   "Cache-Control: no-store\r\n"
				   "Access-Control-Allow-Origin: *\r\n"
				   "Connection: close\r\n"
				   "Content-Length: 0\r\n\r\n";

	(void)send(fd, text, sizeof(text) - 1, MSG_DONTWAIT | MSG_NOSIGNAL);
	shutdown(fd, SHUT_RDWR);
}
