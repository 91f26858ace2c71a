/* SPDX-License-Identifier: MIT */
/*
 * Priority alone is not enough: Linux lets a thread of any priority end its
 * slice of some milliseconds before one that wakes up runs, which is many times
 * what a look-up takes.  A thread with a shorter slice runs at once (since
 * Linux 6.12; before, nothing changes).  Neither needs a privilege, and where
 * either is refused all goes on as it was.
 */
#include "paperd/thread.h"

#include <errno.h>
#include <sched.h>
#include <stdint.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

/* As small as Linux has it. */
#define SLICE_NS 100000

/* The least.  An event loop must have been owed its time when it wakes up, or it
 * waits for the end of a slice: so the seven threads that may be patient at a
 * time get a tenth together of a processor that is fought for. */
#define NICE 19

/* The kernel's struct sched_attr, which the C library does not have. */
struct schedule {
	uint32_t size, policy;
	uint64_t flags;
	int32_t nice;
	uint32_t priority;
	uint64_t runtime, deadline, period;
};

/* runtime: nanoseconds of a slice; 0: as usual. */
static void schedule_set(int nice, uint64_t runtime)
{
	struct schedule schedule = {
		.size = sizeof(schedule),
		.policy = SCHED_OTHER,
		.nice = nice,
		.runtime = runtime,
	};
	int kept = errno;

	syscall(SYS_sched_setattr, 0, &schedule, 0);
	errno = kept;
}

/* Of the thread: what getpriority() gives for 0 on Linux. */
static int nice_now(void)
{
	return getpriority(PRIO_PROCESS, 0);
}

void thread_prompt(void)
{
	schedule_set(nice_now(), SLICE_NS);
}

void thread_patient(void)
{
	int nice = nice_now();

	schedule_set(nice > NICE ? nice : NICE, 0);
}
