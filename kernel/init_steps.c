// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The runner's steps: one system call each, and what can be seen afterwards.
 */
#include "init.h"

static void next_step(void)
{
	shared->next += 8 * current_step()[STEP_LENGTH];
	shared->step++;
	header[HEADER_STEP] = shared->step;
}

/* The whole of a text file under /proc. */
static void record_text(u64 which, const char *path)
{
	u64 *at = (u64 *)(word)(header[HEADER_RESULTS] +
				header[HEADER_RESULTS_USED]);
	word space = (word)header[HEADER_RESULTS_END] - (word)(at + 3);
	int fd = call(SYS_openat, AT_FDCWD, path, 0, 0);
	word length = 0;
	word got;

	for (;;) {
		got = call(SYS_read, fd, (u8 *)(at + 3) + length,
			   space - length);
		if (IS_ERROR(got) || !got)
			break;
		length += got;
	}
	call(SYS_close, fd);
	at = record(RECORD_TEXT, 2 + ((length + 7) >> 3));
	at[0] = which;
	at[1] = length;
}

void observe_step(int process, word address, int ok)
{
	u64 what = current_step()[STEP_OBSERVE];
	u64 argument[ARGUMENT_WORDS];

	if (!ok)
		what &= ~OBSERVE_AT;
	argument[ARGUMENT_WHAT] = what;
	argument[ARGUMENT_PROCESS] = process;
	argument[ARGUMENT_ADDRESS] = address;
	if (what & OBSERVE_REFERENCES)
		list_files(argument + ARGUMENT_FDS);
	if (what || current_step()[STEP_OPERATION] != STEP_LOAD)
		control(PROBE_OBSERVE, argument);
	if (what & OBSERVE_MAPS && process == me)
		record_text(TEXT_MAPS, "/proc/self/maps");
	if (what & OBSERVE_REGION_MAPS)
		record_text(TEXT_REGION_MAPS, "/proc/maps");
	next_step();
}

static void record_return(word result)
{
	*record(RECORD_RETURN, 1) = result;
	shared->result[shared->step] = result;
	shared->succeeded[shared->step] = !IS_ERROR(result);
}

/* address: where to look; of no importance if the step failed. */
void end_step(word result, word address)
{
	record_return(result);
	observe_step(current_step()[STEP_PROCESS], address, !IS_ERROR(result));
}

void skip_step(u64 why, u64 detail)
{
	u64 *at = record(RECORD_SKIPPED, 3);

	at[0] = shared->step;
	at[1] = why;
	at[2] = detail;
	shared->succeeded[shared->step] = 0;
	next_step();
}

static int missing;

/* Two words: 0 or 1 + step whose result is the base, and what to add. */
static word address_of(u64 *argument)
{
	if (!argument[0])
		return argument[1];
	if (!shared->succeeded[argument[0] - 1])
		missing = 1;
	return (word)shared->result[argument[0] - 1] + (word)argument[1];
}

static word do_mmap(u64 *a, word address, word fd)
{
	u64 packed[6];

	if (a[MMAP_VIA] == VIA_SYSCALL)
		return call(SYS_mmap, address, a[MMAP_LENGTH], a[MMAP_PROT],
			    a[MMAP_FLAGS], fd, a[MMAP_OFFSET]);
	packed[0] = address;
	packed[1] = a[MMAP_LENGTH];
	packed[2] = a[MMAP_PROT];
	packed[3] = a[MMAP_FLAGS];
	packed[4] = fd;
	packed[5] = a[MMAP_OFFSET];
	control(PROBE_MMAP_PGOFF, packed);
	return packed[0];
}

static void store(u8 *to, u64 *from, u64 length)
{
	u8 *bytes = (u8 *)from;
	u64 i;

	for (i = 0; i < length; i++)
		((volatile u8 *)to)[i] = bytes[i];
}

/* count pieces of some bytes, a stride apart, one after the other. */
static void load(word from, u64 length, u64 count, u64 stride)
{
	u8 *to = shared->buffer;
	u64 *at;
	u64 i, j;

	if (!((from | length | stride) & (sizeof(word) - 1))) {
		for (i = 0; i < count; i++, from += stride)
			for (j = 0; j < length; j += sizeof(word)) {
				*(word *)to = *(volatile word *)(word)(from + j);
				to += sizeof(word);
			}
	} else {
		for (i = 0; i < count; i++, from += stride)
			for (j = 0; j < length; j++)
				*to++ = ((volatile u8 *)from)[j];
	}
	length = to - shared->buffer;
	at = record(RECORD_BYTES, 1 + ((length + 7) >> 3));
	at[0] = length;
	memcpy(at + 1, shared->buffer, length);
}

static void pread(int fd, u64 offset, u64 length)
{
	word got = call(SYS_pread64, fd, shared->buffer, length, WIDE(offset));
	u64 *at;

	if (!IS_ERROR(got)) {
		at = record(RECORD_BYTES, 1 + ((got + 7) >> 3));
		at[0] = got;
		memcpy(at + 1, shared->buffer, got);
	}
	end_step(got, 0);
}

/* Whether a range holds memory that this very program runs in. */
static int holds_program(word from, word length)
{
	word end = from + ((length + 4095) & -4096L);

	return from < program_end && (end > program_start || end < from);
}

static word set_trim(u64 pages)
{
	return control(PROBE_TRIM, (void *)(word)pages);
}

/* Asks the parent to trace this process, or to let go of it. */
word set_traced(u64 traced)
{
	word result = 0;

	if (traced && !shared->traced[me]) {
		result = call(SYS_ptrace, 0);
		shared->traced[me] = 1;
	} else if (!traced && shared->traced[me]) {
		shared->detach = me + 1;
		result = call(SYS_kill, shared->pid[me], SIGSTOP);
		shared->traced[me] = 0;
	}
	return result;
}

/* Which file a step is about, as a word of its arguments; -1: none. */
static int file_argument(u64 operation, u64 *a)
{
	switch (operation) {
	case STEP_MMAP:
		return a[MMAP_FILE] == MMAP_NO_FILE ? -1 : (int)a[MMAP_FILE];
	case STEP_FTRUNCATE:
	case STEP_PWRITE:
	case STEP_PREAD:
	case STEP_CLOSE:
		return a[0];
	}
	return -1;
}

static int has_address(u64 operation)
{
	return operation <= STEP_MREMAP || operation == STEP_STORE ||
	       operation == STEP_LOAD ||
	       (operation >= STEP_MPROTECT && operation <= STEP_MINCORE);
}

void do_step(void)
{
	u64 *step = current_step();
	u64 *a = step + STEP_ARGUMENTS;
	u64 operation = step[STEP_OPERATION];
	int file = file_argument(operation, a);
	word address = 0, moved = 0;
	word error, result = 0;
	int fd = -1;

	missing = 0;
	if (has_address(operation))
		address = address_of(a);
	if (operation == STEP_MREMAP)
		moved = address_of(a + 5);
	if (missing) {
		skip_step(SKIPPED_NO_ADDRESS, 0);
		return;
	}
	if (file >= 0) {
		fd = file_of(file, &error);
		if (fd < 0) {
			skip_step(SKIPPED_NO_FILE, -error);
			return;
		}
	}
	if (operation == STEP_MUNMAP && holds_program(address, a[2])) {
		skip_step(SKIPPED_NO_ADDRESS, 0);
		return;
	}
	*record(RECORD_STEP, 1) = shared->step;

	switch (operation) {
	case STEP_MMAP:
		result = do_mmap(a, address,
				 file < 0 ? (word)a[MMAP_FD] : (word)fd);
		address = result;
		break;
	case STEP_MUNMAP:
		result = call(SYS_munmap, address, a[2]);
		break;
	case STEP_MREMAP:
		result = call(SYS_mremap, address, a[2], a[3], a[4], moved);
		address = result;
		break;
	case STEP_FTRUNCATE:
		result = call(SYS_ftruncate, fd, WIDE(a[1]));
		break;
	case STEP_PWRITE:
		touch_contents(file, a[1], a[2]);
		result = call(SYS_pwrite64, fd, a + 3, a[2], WIDE(a[1]));
		break;
	case STEP_PREAD:
		pread(fd, a[1], a[2]);
		return;
	case STEP_STORE:
		touch(address, a[2]);
		store((u8 *)address, a + 3, a[2]);
		break;
	case STEP_LOAD:
		load(address, a[2], a[3], a[4]);
		break;
	case STEP_CLOSE:
		result = close_file(a[0], fd, a[1]);
		break;
	case STEP_EXIT:
		call(SYS_exit_group, 0);
		break;
	case STEP_MPROTECT:
		result = call(SYS_mprotect, address, a[2], a[3]);
		break;
	case STEP_MADVISE:
		result = call(SYS_madvise, address, a[2], a[3]);
		break;
	case STEP_MLOCK:
		result = call(SYS_mlock, address, a[2]);
		break;
	case STEP_MSYNC:
		result = call(SYS_msync, address, a[2], a[3]);
		break;
	case STEP_MINCORE:
		result = call(SYS_mincore, address, a[2], shared->buffer);
		break;
	case STEP_TRIM_PAGES:
		result = set_trim(a[0]);
		break;
	case STEP_PTRACE:
		result = set_traced(a[0]);
		break;
	}
	if (file >= 0 && operation != STEP_CLOSE)
		record_pages(file, fd);
	end_step(result, address);
}
