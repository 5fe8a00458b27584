// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The runner's files: made once per case, opened by each process of its own.
 */
#include "init.h"

/* Of this process: descriptor + 1, 0 if not opened yet, -1 if closed again. */
static int descriptors[MAX_FILES];

/* Instead of a descriptor that was closed; another file may have its number. */
#define CLOSED_FD 9999

static u64 *file_at(u64 index)
{
	u64 *c = current_case();
	u64 *at = c + CASE_WORDS + c[CASE_PROCESSES];

	while (index--)
		at += at[FILE_LENGTH];
	return at;
}

/* "/r/<serial>.<index>", or "/s/..." through the mount without exec. */
static void ramfs_name(char *to, char mount, u64 index)
{
	u64 serial = shared->serial;
	int i;

	*to++ = '/';
	*to++ = mount;
	*to++ = '/';
	for (i = 28; i >= 0; i -= 4)
		*to++ = "0123456789abcdef"[(u32)serial >> i & 15];
	*to++ = '.';
	*to++ = 'a' + index;
	*to = 0;
}

static void probe_name(char *to, char mount, u64 index)
{
	*to++ = '/';
	*to++ = mount;
	*to++ = '/';
	*to++ = 'f';
	if (index > 9)
		*to++ = '1';
	*to++ = '0' + (index > 9 ? index - 10 : index);
	*to = 0;
}

/* A ramfs file of the wanted size, its pages in one piece, with contents. */
static void make_ramfs_file(u64 index, u64 *file)
{
	u64 *spec = file + FILE_SPEC;
	u64 size = spec[SPEC_SIZE];
	u64 done = 0;
	char name[24];
	int fd;

	ramfs_name(name, 'r', index);
	fd = call(SYS_openat, AT_FDCWD, name, O_RDWR | O_CREAT, 0666);
	if (size)
		call(SYS_ftruncate, fd, WIDE(size));
	while (done < size && spec[SPEC_CONTENTS_KIND] != CONTENTS_NONE) {
		u32 part = sizeof(shared->buffer);
		u8 *from = shared->buffer;
		u32 i;

		if (part > size - done)
			part = size - done;
		if (spec[SPEC_CONTENTS_KIND] == CONTENTS_PATTERN) {
			if (done)
				write_pattern((u32 *)from,
					      (u32 *)(from + ((part + 3) & ~3U)),
					      (u32)done + 1);
			else
				from = shared->pattern;
		} else {
			u8 *contents = (u8 *)(word)spec[SPEC_CONTENTS];

			for (i = 0; i < part; i++)
				from[i] = done + i < spec[SPEC_CONTENTS_LENGTH] ?
						  contents[done + i] : 0;
		}
		call(SYS_pwrite64, fd, from, part, WIDE(done));
		done += part;
	}
	if (spec[SPEC_APPEND])
		control(PROBE_APPEND, (void *)(word)fd);
	record_pages(index, fd);
	call(SYS_close, fd);
}

/* Where the pages of a file are, if it is one of ramfs. */
void record_pages(u64 index, int fd)
{
	u64 inode = file_at(index)[FILE_INODE];
	u64 argument[2] = { fd, inode };

	if (file_at(inode)[FILE_KIND] == FILE_RAMFS)
		control(PROBE_PAGES, argument);
}

/* What is written to a file may be written to the memory of a device. */
void touch_contents(u64 index, u64 offset, u64 length)
{
	u64 *inode = file_at(file_at(index)[FILE_INODE]);
	u64 *spec = inode + FILE_SPEC;

	if (inode[FILE_KIND] == FILE_PATH)
		touch(offset, length);
	else if (inode[FILE_KIND] == FILE_PROBE &&
		 spec[SPEC_CONTENTS_KIND] == CONTENTS_MEMORY)
		touch(spec[SPEC_CONTENTS], spec[SPEC_CONTENTS_LENGTH]);
}

void set_up_files(void)
{
	u64 *c = current_case();
	u64 i;

	shared->serial++;
	memset(shared->closed, 0, sizeof(shared->closed));
	for (i = 0; i < c[CASE_FILES]; i++) {
		u64 *file = file_at(i);

		if (file[FILE_KIND] == FILE_PROBE)
			control(PROBE_FILE, file + FILE_SPEC);
		else if (file[FILE_KIND] == FILE_RAMFS)
			make_ramfs_file(i, file);
	}
}

void remove_ramfs_files(void)
{
	u64 *c = current_case();
	char name[24];
	u64 i;

	for (i = 0; i < c[CASE_FILES]; i++) {
		if (file_at(i)[FILE_KIND] != FILE_RAMFS)
			continue;
		ramfs_name(name, 'r', i);
		call(SYS_unlinkat, AT_FDCWD, name, 0);
	}
}

void forget_files(void)
{
	memset(descriptors, 0, sizeof(descriptors));
}

/* The descriptor of a file; opens it at its first use by this process. */
int file_of(u64 index, word *error)
{
	u64 *file = file_at(index);
	u64 *inode = file_at(file[FILE_INODE]);
	u64 open = file[FILE_OPEN];
	word flags = open & OPEN_PATH ? O_PATH : open & 3;
	u64 key[3];
	char name[24];
	char *path = name;
	word fd;
	u64 *at;

	if (shared->closed[index])
		return CLOSED_FD;
	if (descriptors[index])
		return descriptors[index] < 0 ? CLOSED_FD :
						descriptors[index] - 1;
	if (inode[FILE_KIND] == FILE_PATH)
		flags |= O_NONBLOCK;
	if (inode[FILE_KIND] == FILE_PROBE)
		probe_name(name, open & OPEN_NOEXEC ? 'n' : 'p',
			   file[FILE_INODE]);
	else if (inode[FILE_KIND] == FILE_RAMFS)
		ramfs_name(name, open & OPEN_NOEXEC ? 's' : 'r',
			   file[FILE_INODE]);
	else
		path = (char *)(inode + FILE_WORDS);
	if (open & OPEN_APPEND)
		flags |= O_APPEND;
	fd = inode[FILE_KIND] == FILE_SOCKET ?
		     call(SYS_socket, AF_UNIX, SOCK_STREAM, 0) :
		     call(SYS_openat, AT_FDCWD, path, flags, 0);
	*error = fd;
	if (IS_ERROR(fd))
		return -1;
	descriptors[index] = fd + 1;
	if (inode[FILE_KIND] != FILE_PROBE) {
		key[0] = fd;
		control(PROBE_FILE_KEY, key);
		at = record(RECORD_FILE, 4);
		at[0] = file[FILE_INODE];
		at[1] = key[0];
		at[2] = key[1];
		at[3] = key[2];
	}
	return fd;
}

word close_file(u64 index, int fd, u64 everywhere)
{
	descriptors[index] = -1;
	shared->closed[index] = everywhere;
	return call(SYS_close, fd);
}

void close_files(void)
{
	int i;

	for (i = 0; i < MAX_FILES; i++)
		if (descriptors[i] > 0)
			close_file(i, descriptors[i] - 1, 0);
}

void list_files(u64 *fds)
{
	int i;

	for (i = 0; i < MAX_FILES; i++)
		fds[i] = descriptors[i] < 0 ? 0 : descriptors[i];
}
