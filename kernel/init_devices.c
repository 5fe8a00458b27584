// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The runner's devices: what the kernel's own drivers and file systems find.
 */
#include "init.h"

#define S_IFIFO 0010666
#define S_IFCHR 0020666
#define S_IFBLK 0060666
#define DEVICE(major, minor) \
	((word)((major) << 8 | ((minor) & 0xff) | ((minor) & ~0xffULL) << 12))

#define AT_REMOVEDIR 0x200
#define MNT_DETACH 2
#define MS_RDONLY 1
#define MS_NOEXEC 8

/* At most so many in one case. */
#define MAX_DISKS 2

/* Of process 0: so that a pipe can be opened either way. */
static int pipes[MAX_DEVICES];

/* "/k/d<index>", the node, or "/k/m<index>", what is mounted of it. */
static void device_name(char *to, char what, u64 index)
{
	*to++ = '/';
	*to++ = 'k';
	*to++ = '/';
	*to++ = what;
	*to++ = 'a' + index;
	*to = 0;
}

static void make_node(u64 index, word mode, word device)
{
	char name[8];

	device_name(name, 'd', index);
	call(SYS_mknodat, AT_FDCWD, name, mode, device);
}

static void make_disk(u64 index, u64 *device, u64 disk)
{
	char name[8];
	u64 size[2];
	int fd;

	make_node(index, S_IFBLK, DEVICE(1, shared->first_disk + disk));
	device_name(name, 'd', index);
	fd = call(SYS_openat, AT_FDCWD, name, O_RDWR, 0);
	size[0] = fd;
	size[1] = device[DEVICE_SIZE];
	control(PROBE_CAPACITY, size);
	call(SYS_close, fd);
	fd = call(SYS_openat, AT_FDCWD, name, O_RDWR, 0);
	call(SYS_pwrite64, fd, device[DEVICE_SOURCE], device[DEVICE_LENGTH],
	     WIDE(0ULL));
	call(SYS_close, fd);
}

static void make_pipe(u64 index)
{
	char name[8];

	make_node(index, S_IFIFO, 0);
	device_name(name, 'd', index);
	pipes[index] = 1 + (int)call(SYS_openat, AT_FDCWD, name, O_RDWR, 0);
}

/* What the probe makes; says its number. */
static word make_other(u64 index, u64 *device)
{
	u64 argument[DEVICE_WORDS + 1];
	u64 kind = device[DEVICE_KIND];
	word number;

	touch(device[DEVICE_ADDRESS], device[DEVICE_SIZE]);
	memcpy(argument, device, DEVICE_WORDS * 8);
	if (IS_ERROR(control(PROBE_DEVICE, argument)))
		return 0;
	number = argument[ARGUMENT_NUMBER];
	if (kind == DEVICE_FB)
		make_node(index, S_IFCHR, DEVICE(29, number));
	else
		make_node(index, S_IFCHR, DEVICE(90, 2 * number));
	return number;
}

static void mount_device(u64 index, u64 *device, word number)
{
	word flags = MS_RDONLY |
		     (device[DEVICE_FLAGS] & DEVICE_NOEXEC ? MS_NOEXEC : 0);
	char source[8] = "mtd00";
	char name[8];

	if (device[DEVICE_KIND] == DEVICE_BLOCK)
		device_name(source, 'd', index);
	else if (number < 10)
		source[3] = '0' + number, source[4] = 0;
	else
		source[3] = '0' + number / 10, source[4] = '0' + number % 10;
	device_name(name, 'm', index);
	call(SYS_mkdirat, AT_FDCWD, name, 0755);
	call(SYS_mount, source, name,
	     device[DEVICE_MOUNT] == MOUNT_CRAMFS ? "cramfs" : "romfs", flags,
	     0);
}

void set_up_devices(u64 *device, u64 count)
{
	u64 disks = 0;
	word number = 0;
	char name[8];
	u64 i;

	for (i = 0; i < count; i++, device += DEVICE_WORDS) {
		switch (device[DEVICE_KIND]) {
		case DEVICE_BLOCK:
			make_disk(i, device, disks++);
			break;
		case DEVICE_FIFO:
			make_pipe(i);
			break;
		case DEVICE_FOLDER:
			device_name(name, 'd', i);
			call(SYS_mkdirat, AT_FDCWD, name, 0755);
			break;
		default:
			number = make_other(i, device);
		}
		if (device[DEVICE_MOUNT])
			mount_device(i, device, number);
	}
}

void close_pipes(void)
{
	int i;

	for (i = 0; i < MAX_DEVICES; i++) {
		if (pipes[i] > 0)
			call(SYS_close, pipes[i] - 1);
		pipes[i] = 0;
	}
}

/* Takes everything away again, unless somebody was put aside with it. */
void remove_devices(u64 count)
{
	word in_use = shared->parked;
	char name[8];
	u64 i;

	if (!count)
		return;
	for (i = 0; i < count; i++) {
		device_name(name, 'm', i);
		if (call(SYS_umount2, name, 0) == (word)-EBUSY) {
			call(SYS_umount2, name, MNT_DETACH);
			in_use = 1;
		}
		call(SYS_unlinkat, AT_FDCWD, name, AT_REMOVEDIR);
		device_name(name, 'd', i);
		if (IS_ERROR(call(SYS_unlinkat, AT_FDCWD, name, 0)))
			call(SYS_unlinkat, AT_FDCWD, name, AT_REMOVEDIR);
	}
	if (in_use)
		shared->first_disk += MAX_DISKS;
	control(PROBE_REMOVE, (void *)in_use);
}
