/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * The runner: system calls without a C library, and what its processes share.
 */
#ifndef INIT_H
#define INIT_H

#include "call.h"
#include "nommap.h"

#define WINDOW_PAGES \
	((WINDOW_BUS_SIZE + WINDOW_LOW_SIZE + WINDOW_HIGH_SIZE) / 4096)

/*
 * What a page holds: up to an end, words that are one more than their distance
 * from a start, and zeros from there on. No start is odd, but if it may be
 * anything.
 */
struct held {
	u32 start, end;
};

/* What all processes of the runner see; the host clears it before a boot. */
struct shared {
	u64 cursor;			/* address of the current case */
	u64 next;			/* address of its next step */
	u64 step;			/* and its number */
	u64 serial;			/* for names of ramfs files */
	u64 first_disk;			/* those below it are still in use */
	u64 cleaned;			/* processes that are clean again */
	u64 parked;			/* processes put aside in this case */
	u64 cleared;			/* the probe has cleared all already */
	u64 left;			/* and found so many regions */
	u64 pid[MAX_PROCESSES];		/* 0: there is none */
	u64 prepared[MAX_PROCESSES];	/* took part in this case */
	u64 traced[MAX_PROCESSES];
	u64 detach;			/* 1 + process that asks for it */
	u64 closed[MAX_FILES];		/* by one process for all */
	u64 result[MAX_STEPS];
	u64 succeeded[MAX_STEPS];
	u64 finished[MAX_STEPS];
	u8 buffer[65536] __attribute__((aligned(8)));
	u8 pattern[65536];		/* what such files start with */
	struct held held[WINDOW_PAGES];	/* by pages for devices */
};

#define CONTROLLER MAX_PROCESSES

extern volatile u64 *header;
extern struct shared *shared;
extern int me;
/* Where this program lies, its stack included. */
extern word program_start, program_end;

static inline u64 *current_case(void)
{
	return (u64 *)(word)shared->cursor;
}

static inline u64 *current_step(void)
{
	return (u64 *)(word)shared->next;
}

/* init.c */
void *memcpy(void *to, const void *from, word count);
void *memset(void *to, int byte, word count);
u64 *record(u64 type, word words);
word control(word command, const void *argument);
__attribute__((noreturn)) void finish(u64 state);

/* init_memory.c */
void fill(word address, word length, u64 source);
void touch(u64 address, u64 length);
void write_pattern(u32 *to, u32 *end, u32 value);

/* init_devices.c */
void set_up_devices(u64 *device, u64 count);
void close_pipes(void);
void remove_devices(u64 count);

/* init_files.c */
void set_up_files(void);
void remove_ramfs_files(void);
void forget_files(void);
void close_files(void);
int file_of(u64 index, word *error);
word close_file(u64 index, int fd, u64 everywhere);
void list_files(u64 *fds);
void record_pages(u64 index, int fd);
void touch_contents(u64 index, u64 offset, u64 length);

/* init_steps.c */
void do_step(void);
void end_step(word result, word address);
void observe_step(int process, word address, int ok);
void skip_step(u64 why, u64 detail);
word set_traced(u64 traced);

#endif
