// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The runner for a kernel with an MMU: mounts images of cramfs, maps their
 * files as a plan says, and writes down what shows of it. It is process 1, has
 * no C library, and never touches a mapping itself: the kernel reads each page
 * for it, and says EFAULT where a signal would come.
 */
#include "call.h"
#include "mmu.h"
#include "nommap.h"

#define AT_REMOVEDIR 0x200
#define O_SYNC 04010000
#define MS_RDONLY 1
#define PROT_READ_WRITE 3
#define MAP_SHARED 1
#define MAP_FIXED 0x10
#define BLKPG 0x1269
#define BLKPG_ADD_PARTITION 1
#define BLKPG_DEL_PARTITION 2
#define PAGE 4096
/* Less than a VMA takes in smaps. */
#define SHOWN 512

/* Where the area is mapped, above all that a plan maps. */
#define MOVED 0x2100000000ULL
#define AT(physical) ((void *)((physical) + MOVED))
#define FINISHER_AT 0x2200000000ULL

static volatile u64 *header;
static u64 *results_end;
static word flash, kmsg, smaps, pagemap, ends[2];
static word files[MMU_MAX_FILES];
static u32 crc_table[256];
static u8 text[1 << 18];
static u8 page[PAGE];
static u64 serial;
/* No step of the case reaches this address. */
static word top;

void *memcpy(void *to, const void *from, word count)
{
	u8 *t = to;
	const u8 *f = from;

	if (!(((word)t | (word)f) & 7))
		for (; count >= 8; count -= 8, t += 8, f += 8)
			*(u64 *)t = *(const u64 *)f;
	while (count--)
		*t++ = *f++;
	return to;
}

void *memset(void *to, int byte, word count)
{
	u64 all = (u8)byte * 0x0101010101010101ULL;
	u8 *t = to;

	for (; count && (word)t & 7; count--)
		*t++ = byte;
	for (; count >= 8; count -= 8, t += 8)
		*(u64 *)t = all;
	while (count--)
		*t++ = byte;
	return to;
}

static u64 now(void)
{
	u64 time[2] = { 0, 0 };

	call(SYS_clock_gettime, CLOCK_MONOTONIC, time);
	return time[0] * 1000000000 + time[1];
}

static void finish(u64 state)
{
	header[HEADER_ENDED] = now();
	header[HEADER_STATE] = state;
	if (header[HEADER_FINISHER])
		*(volatile u32 *)FINISHER_AT = FINISH_PASS;
	call(SYS_reboot, 0xfee1dead, 672274793, 0x4321fedc);
	for (;;)
		;
}

static u64 *record(u64 type, word words)
{
	u64 *at = AT(header[HEADER_RESULTS] + header[HEADER_RESULTS_USED]);

	if (at + 1 + words > results_end)
		finish(STATE_ERROR);
	header[HEADER_RESULTS_USED] += 8 * (1 + words);
	*at++ = type << 32 | words;
	return at;
}

static void record_text(u64 type, word length)
{
	u64 *at = record(type, 1 + (length + 7) / 8);

	*at++ = length;
	memcpy(at, text, length);
}

static word open(const char *path, word flags)
{
	word fd = call(SYS_openat, AT_FDCWD, path, flags, 0);

	if (IS_ERROR(fd))
		finish(STATE_ERROR);
	return fd;
}

/* ---- devices, mounts and files ------------------------------------------ */

struct partition {
	u64 start, length;
	int number;
	char name[64], volume[64];
};

struct partition_call {
	int operation, flags, length;
	struct partition *data;
};

static word partition(int operation, struct partition *what)
{
	struct partition_call argument = { operation, 0, sizeof(*what), what };

	return call(SYS_ioctl, flash, BLKPG, &argument);
}

/* "mtd:" and a name that no device had before. */
static void device_name(char *to)
{
	u64 number = serial++;
	int digit;

	memcpy(to, "mtd:n", 5);
	to += 5;
	for (digit = 0; digit < 12; digit++, number >>= 4)
		*to++ = 'a' + (number & 15);
	*to = 0;
}

static const char *mount_point(u64 index)
{
	static char name[] = "/m/a";

	name[3] = 'a' + index;
	return name;
}

static void fill(u64 *image)
{
	u8 *to = AT(image[MMU_IMAGE_ADDRESS]);

	memcpy(to, AT(image[MMU_IMAGE_SOURCE]), image[MMU_IMAGE_LENGTH]);
	memset(to + image[MMU_IMAGE_LENGTH], image[MMU_IMAGE_ERASED],
	       image[MMU_IMAGE_FILLED] - image[MMU_IMAGE_LENGTH]);
}

static word mount_flash(u64 index, u64 *image)
{
	struct partition what;
	char device[20];
	word error;

	fill(image);
	device_name(device);
	memset(&what, 0, sizeof(what));
	what.start = image[MMU_IMAGE_ADDRESS] - MMU_FLASH_BASE;
	what.length = image[MMU_IMAGE_SIZE];
	memcpy(what.name, device + 4, sizeof(device) - 4);
	error = partition(BLKPG_ADD_PARTITION, &what);
	if (error)
		return error;
	return call(SYS_mount, device, mount_point(index), "cramfs", MS_RDONLY,
		    0);
}

static word mount_disk(u64 index, u64 *image, u64 disk)
{
	char device[] = "/dev/ram0";
	word fd;

	device[8] = '0' + disk;
	fd = open(device, O_RDWR);
	call(SYS_pwrite64, fd, AT(image[MMU_IMAGE_SOURCE]), image[MMU_IMAGE_LENGTH], 0);
	call(SYS_close, fd);
	return call(SYS_mount, device, mount_point(index), "cramfs", MS_RDONLY,
		    0);
}

static u64 *set_up(u64 *c)
{
	u64 *at = c + MMU_CASE_WORDS;
	u64 disks = 0;
	u64 *to = record(MMU_RECORD_CASE,
			 1 + c[MMU_CASE_IMAGES] + c[MMU_CASE_FILES]);
	u64 i;

	*to++ = c[MMU_CASE_ORDINAL];
	for (i = 0; i < c[MMU_CASE_IMAGES]; i++, at += MMU_IMAGE_WORDS) {
		call(SYS_mkdirat, AT_FDCWD, mount_point(i), 0755);
		*to++ = at[MMU_IMAGE_ADDRESS] ? mount_flash(i, at) :
					    mount_disk(i, at, disks++);
	}
	for (i = 0; i < c[MMU_CASE_FILES]; i++, at += at[MMU_FILE_LENGTH]) {
		const char *path = (const char *)(at + MMU_FILE_WORDS);
		word folder = open(mount_point(at[MMU_FILE_IMAGE]), 0);

		files[i] = call(SYS_openat, folder, path, 0, 0);
		*to++ = IS_ERROR(files[i]) ? files[i] : 0;
		call(SYS_close, folder);
	}
	return at;
}

static void clean_up(u64 *c, u64 *steps)
{
	u64 *image = c + MMU_CASE_WORDS;
	struct partition what;
	u64 i;

	for (i = 0; i < c[MMU_CASE_STEPS]; i++, steps += MMU_STEP_WORDS)
		if (steps[MMU_STEP_OPERATION] == MMU_STEP_MAP)
			call(SYS_munmap, steps[MMU_STEP_ADDRESS],
			     steps[MMU_STEP_BYTES]);
	for (i = 0; i < c[MMU_CASE_FILES]; i++)
		call(SYS_close, files[i]);
	memset(&what, 0, sizeof(what));
	for (i = 0; i < c[MMU_CASE_IMAGES]; i++, image += MMU_IMAGE_WORDS) {
		call(SYS_umount2, mount_point(i), 0);
		call(SYS_unlinkat, AT_FDCWD, mount_point(i), AT_REMOVEDIR);
		if (!image[MMU_IMAGE_ADDRESS])
			continue;
		/* Numbers of devices are given from the lowest on. */
		what.number++;
		if (partition(BLKPG_DEL_PARTITION, &what))
			finish(STATE_ERROR);
	}
}

/* ---- what shows ---------------------------------------------------------- */

static void record_messages(int keep)
{
	word length = 0;

	for (;;) {
		word got = call(SYS_read, kmsg, text + length,
				sizeof(text) - length);

		if (got == (word)-EPIPE)
			continue;
		if (IS_ERROR(got))
			break;
		if (keep)
			length += got;
	}
	if (keep)
		record_text(MMU_RECORD_MESSAGES, length);
}

static int is_of_image(const u8 *line, const u8 *end)
{
	for (; line + 4 <= end; line++)
		if (line[0] == ' ' && line[1] == '/' && line[2] == 'm' &&
		    line[3] == '/')
			return 1;
	return 0;
}

/* The address that a line of smaps begins with; the other lines have none. */
static int is_address(const u8 *line, word *address)
{
	*address = 0;
	for (;; line++) {
		if (*line >= '0' && *line <= '9')
			*address = *address << 4 | (*line - '0');
		else if (*line >= 'a' && *line <= 'f')
			*address = *address << 4 | (*line - 'a' + 10);
		else
			return *line == '-';
	}
}

/*
 * The lines of smaps that have an address, and those of flags, of our files.
 * The kernel counts the pages of each VMA that it shows, so it is to show one
 * at a time, and none behind all that a case maps.
 */
static void record_vmas(void)
{
	u8 *from = text, *to = text, *end = text;
	word address;
	int ours = 0;

	call(SYS_close, smaps);
	smaps = open("/proc/self/smaps", 0);
	for (;;) {
		u8 *line = from;
		word got;

		while (from < end && *from != '\n')
			from++;
		if (from < end) {
			int keep = ours && *line == 'V';

			from++;
			if (is_address(line, &address)) {
				if (address >= top)
					break;
				keep = ours = is_of_image(line, from);
			}
			if (keep) {
				memcpy(to, line, from - line);
				to += from - line;
			}
			continue;
		}
		from = line;
		got = call(SYS_read, smaps, end, SHOWN);
		if (IS_ERROR(got) || end + 2 * SHOWN > text + sizeof(text))
			finish(STATE_ERROR);
		if (!got)
			break;
		end += got;
	}
	record_text(MMU_RECORD_VMAS, to - text);
}

static u32 checksum(void)
{
	u32 crc = ~0U;
	int i;

	for (i = 0; i < PAGE; i++)
		crc = crc >> 8 ^ crc_table[(crc ^ page[i]) & 0xff];
	return ~crc;
}

static void make_crc_table(void)
{
	u32 i, bit, crc;

	for (i = 0; i < 256; i++) {
		crc = i;
		for (bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xedb88320 : 0);
		crc_table[i] = crc;
	}
}

/* First all are read, so that those that come from memory are there. */
static void record_pages(word start, word bytes)
{
	word count = (bytes + PAGE - 1) / PAGE;
	u64 *at;
	word i;

	if (count > MMU_MAX_PAGES)
		count = MMU_MAX_PAGES;
	at = record(MMU_RECORD_PAGES, 2 * count);
	for (i = 0; i < count; i++) {
		word got = call(SYS_write, ends[1], start + i * PAGE, PAGE);

		/* A write that fails leaves an empty buffer in the pipe. */
		call(SYS_read, ends[0], page, PAGE);
		if (IS_ERROR(got) && got != (word)-EFAULT)
			finish(STATE_ERROR);
		at[2 * i + 1] = IS_ERROR(got) ? MMU_PAGE_UNREADABLE : checksum();
	}
	for (i = 0; i < count; i++)
		call(SYS_pread64, pagemap, at + 2 * i, 8,
		     (start / PAGE + i) * 8);
}

/* ---- steps --------------------------------------------------------------- */

static word perform(u64 *step)
{
	switch (step[MMU_STEP_OPERATION]) {
	case MMU_STEP_MAP:
		return call(SYS_mmap, step[MMU_STEP_ADDRESS], step[MMU_STEP_BYTES],
			    step[MMU_STEP_PROT], step[MMU_STEP_FLAGS] | MAP_FIXED,
			    files[step[MMU_STEP_FILE]], step[MMU_STEP_OFFSET]);
	case MMU_STEP_PROTECT:
		return call(SYS_mprotect, step[MMU_STEP_ADDRESS], step[MMU_STEP_BYTES],
			    step[MMU_STEP_PROT]);
	default:
		return call(SYS_munmap, step[MMU_STEP_ADDRESS], step[MMU_STEP_BYTES]);
	}
}

static void do_case(u64 *c)
{
	u64 *steps, *step;
	word result;
	u64 i;

	header[HEADER_CASE] = c[MMU_CASE_ORDINAL];
	header[HEADER_STEP] = 0;
	header[HEADER_PHASE] = PHASE_SETUP;
	steps = step = set_up(c);
	record_messages(0);
	top = 0;
	for (i = 0; i < c[MMU_CASE_STEPS]; i++, step += MMU_STEP_WORDS)
		if (step[MMU_STEP_ADDRESS] + step[MMU_STEP_BYTES] > top)
			top = step[MMU_STEP_ADDRESS] + step[MMU_STEP_BYTES];
	step = steps;
	header[HEADER_PHASE] = PHASE_STEPS;
	for (i = 0; i < c[MMU_CASE_STEPS]; i++, step += MMU_STEP_WORDS) {
		header[HEADER_STEP] = i;
		result = perform(step);
		*record(MMU_RECORD_STEP, 1) = result;
		record_messages(1);
		record_vmas();
		if (step[MMU_STEP_OPERATION] == MMU_STEP_MAP && !IS_ERROR(result))
			record_pages(result, step[MMU_STEP_BYTES]);
	}
	header[HEADER_PHASE] = PHASE_CLEANUP;
	clean_up(c, steps);
	record(MMU_RECORD_END, 0);
	header[HEADER_DONE]++;
}

static void run_plan(void)
{
	u64 *c = AT(header[HEADER_PLAN]);
	u64 *end = AT(header[HEADER_PLAN_END]);

	header[HEADER_STARTED] = now();
	while (c < end) {
		do_case(c);
		c += c[MMU_CASE_LENGTH];
		if (header[HEADER_RESULTS_END] - header[HEADER_RESULTS] -
			    header[HEADER_RESULTS_USED] < 8 << 20)
			finish(STATE_FULL);
	}
	finish(STATE_DONE);
}

/* ---- start --------------------------------------------------------------- */

static word map_memory(u64 physical, word length, u64 to)
{
	word fd = call(SYS_openat, AT_FDCWD, "/dev/mem", O_RDWR | O_SYNC, 0);

	return call(SYS_mmap, to, length, PROT_READ_WRITE,
		    MAP_SHARED | MAP_FIXED, fd, physical);
}

/* The kernel says itself what it was built from: "#<build> <time>". */
static void record_build(void)
{
	static char names[6][65];
	char *to = (char *)(header + HEADER_BUILD);
	char *from = names[3] + 1;

	call(SYS_uname, names);
	memcpy((void *)(header + HEADER_RELEASE), names[2], 64);
	while (*from && *from != ' ' && from < names[3] + 31)
		*to++ = *from++;
}

static void mount(const char *to, const char *type)
{
	call(SYS_mkdirat, AT_FDCWD, to, 0755);
	if (IS_ERROR(call(SYS_mount, type, to, type, 0, 0)))
		finish(STATE_ERROR);
}

__attribute__((noreturn)) void start(void)
{
	int fds[2];

	map_memory(MMU_AREA_BASE, MMU_AREA_END - MMU_AREA_BASE, MMU_AREA_BASE + MOVED);
	header = AT(MMU_AREA_BASE);
	if (header[HEADER_FINISHER])
		map_memory(header[HEADER_FINISHER], PAGE, FINISHER_AT);
	results_end = AT(header[HEADER_RESULTS_END]);
	record_build();
	header[HEADER_STATE] = STATE_RUNNING;
	make_crc_table();
	mount("/proc", "proc");
	call(SYS_mkdirat, AT_FDCWD, "/m", 0755);
	flash = open("/dev/mtd0", O_RDWR);
	kmsg = open("/dev/kmsg", O_NONBLOCK);
	smaps = open("/proc/self/smaps", 0);
	pagemap = open("/proc/self/pagemap", 0);
	if (IS_ERROR(call(SYS_pipe2, fds, O_NONBLOCK)))
		finish(STATE_ERROR);
	ends[0] = fds[0];
	ends[1] = fds[1];
	run_plan();
	for (;;)
		;
}

__asm__(".globl _start\n"
	"_start:\n"
	"	andi sp, sp, -16\n"
	"	tail start\n");
