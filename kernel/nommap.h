/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the host, the probe in the kernel and the runner in user space agree on.
 *
 * All three meet in one piece of guest memory that the kernel does not manage,
 * the area. Everything in it is made of little-endian 64-bit words, whatever
 * the word size of the kernel. src/referee/layout.ts holds the same numbers; a
 * test compares the two.
 */
#ifndef NOMMAP_H
#define NOMMAP_H

#define NOMMAP_MAGIC 0x6e6f6d6d61700001ULL

/* Words of the header at the start of the area. */
#define HEADER_MAGIC 0
#define HEADER_STATE 1
#define HEADER_PLAN 2
#define HEADER_PLAN_END 3
#define HEADER_RESULTS 4
#define HEADER_RESULTS_END 5
#define HEADER_RESULTS_USED 6
#define HEADER_LOG 7
#define HEADER_LOG_END 8
#define HEADER_LOG_USED 9
#define HEADER_CASE 10
#define HEADER_STEP 11
#define HEADER_PHASE 12
#define HEADER_DONE 13
#define HEADER_BUILD 14
#define HEADER_RELEASE 18
#define HEADER_FINISHER 26
/* Pairs of address and bytes: zeroed before each case. */
#define HEADER_RESETS 28
#define HEADER_RESETS_END 36
/* Nanoseconds since the boot: the first case is to begin, the plan is done. */
#define HEADER_STARTED 36
#define HEADER_ENDED 37
#define HEADER_WORDS 40

/* The runner's own shared variables start here, in bytes. */
#define AREA_RUNNER 4096

/* HEADER_STATE */
#define STATE_OFF 0
#define STATE_BOOTED 1
#define STATE_RUNNING 2
#define STATE_DONE 3
#define STATE_FULL 4
#define STATE_ERROR 5

/* HEADER_PHASE */
#define PHASE_SETUP 1
#define PHASE_STEPS 2
#define PHASE_CLEANUP 3

/* How many pages of a file RECORD_PAGES tells of. */
#define MAX_PAGES 1024

/* Limits. */
#define MAX_PROCESSES 8
#define MAX_FILES 16
#define MAX_DEVICES 16
#define MAX_STEPS 1024

/* Words of a case in the plan; processes, files, fills, devices, steps follow. */
#define CASE_LENGTH 0
#define CASE_ORDINAL 1
#define CASE_TRIM_PAGES 2
#define CASE_MAX_MAP_COUNT 3
#define CASE_PROCESSES 4
#define CASE_FILES 5
#define CASE_FILLS 6
#define CASE_STEPS 7
#define CASE_DEVICES 8
#define CASE_WORDS 9

/* Bits of the one word of a process. */
#define PROCESS_PTRACED 1
#define PROCESS_READ_IMPLIES_EXEC 2

/* Words of a file; the text of a path or the contents of a ramfs file follow. */
#define FILE_LENGTH 0
#define FILE_KIND 1
#define FILE_INODE 2
#define FILE_OPEN 3
#define FILE_SPEC 4
#define FILE_WORDS 20

/* FILE_KIND. FILE_SPEC of a probe file is a spec as below. */
#define FILE_PROBE 0
#define FILE_RAMFS 1
#define FILE_PATH 2
#define FILE_SAME 3
#define FILE_SOCKET 4

/* Bits of FILE_OPEN; the two lowest are O_RDONLY, O_WRONLY, O_RDWR. */
#define OPEN_PATH 4
#define OPEN_NOEXEC 8
#define OPEN_APPEND 16

/* Words of the spec of a probe inode. */
#define SPEC_INDEX 0
#define SPEC_MODE 1
#define SPEC_SIZE 2
#define SPEC_OPERATIONS 3
#define SPEC_CAPABILITIES 4
#define SPEC_GUA_KIND 5
#define SPEC_GUA_VALUE 6
#define SPEC_MMAP_KIND 7
#define SPEC_MMAP_VALUE 8
#define SPEC_READ_KIND 9
#define SPEC_READ_VALUE 10
#define SPEC_CONTENTS_KIND 11
#define SPEC_CONTENTS 12
#define SPEC_CONTENTS_LENGTH 13
#define SPEC_INODE_NUMBER 14
#define SPEC_APPEND 15
#define SPEC_WORDS 16

/* Bits of SPEC_OPERATIONS. */
#define OPERATION_MMAP 1
#define OPERATION_CAPABILITIES 2
#define OPERATION_GUA 4
#define OPERATION_READ_ITER 8
#define OPERATION_READ 16

/* SPEC_GUA_KIND */
#define GUA_LINEAR 0
#define GUA_FIXED 1
#define GUA_ERRNO 2
/* Added to GUA_LINEAR or GUA_FIXED: the address goes through an int. */
#define GUA_INT 4

/* SPEC_MMAP_KIND */
#define MMAP_VALUE 0
#define MMAP_SHARED_ONLY 1

/* SPEC_READ_KIND */
#define READ_ALL 0
#define READ_AT_MOST 1
#define READ_ERRNO 2

/* SPEC_CONTENTS_KIND */
#define CONTENTS_PATTERN 0
#define CONTENTS_MEMORY 1
#define CONTENTS_NONE 2

/* Words of a fill: what is written to memory before the first step. */
#define FILL_ADDRESS 0
#define FILL_LENGTH 1
#define FILL_SOURCE 2
#define FILL_WORDS 3
/* FILL_SOURCE is the address of the bytes, or one of these. */
#define FILL_PATTERN 0
#define FILL_ZERO 1

/* Words of a device: what the kernel's own drivers find before the first step. */
#define DEVICE_KIND 0
#define DEVICE_ADDRESS 1
#define DEVICE_SIZE 2
#define DEVICE_FLAGS 3
/* Of what is written to it: address and bytes; none if it lies there already. */
#define DEVICE_SOURCE 4
#define DEVICE_LENGTH 5
#define DEVICE_MOUNT 6
#define DEVICE_WORDS 7

/* DEVICE_KIND. A node or folder of each is made under /k. */
#define DEVICE_RAM 1
#define DEVICE_ROM 2
#define DEVICE_NOR 3
#define DEVICE_NAND 4
#define DEVICE_FB 5
#define DEVICE_BLOCK 6
#define DEVICE_FIFO 7
#define DEVICE_FOLDER 8

/* Bits of DEVICE_FLAGS. */
#define DEVICE_NO_POINT 1
#define DEVICE_NO_FB_MMAP 2
#define DEVICE_NOEXEC 4

/* DEVICE_MOUNT: which file system is mounted from it, under /m. */
#define MOUNT_NONE 0
#define MOUNT_CRAMFS 1
#define MOUNT_ROMFS 2

/*
 * Memory below that of the kernel, for devices: the second base address of the
 * first device on the PCI bus is set to it.
 */
#define BUS_MEMORY 0x40000000
#define BUS_CONFIG 0x30008000

/*
 * Memory for simulated devices, below and above that which the kernel gives
 * out. It is zero at first, and so is that of the bus.
 */
#define WINDOW_BUS_SIZE 0x08000000
#define WINDOW_LOW 0x80800000
#define WINDOW_LOW_SIZE 0x03800000
#define WINDOW_HIGH 0x92000000
#define WINDOW_HIGH_SIZE 0x0c000000

/* Words of a step; the arguments follow. */
#define STEP_LENGTH 0
#define STEP_OPERATION 1
#define STEP_PROCESS 2
#define STEP_OBSERVE 3
#define STEP_ARGUMENTS 4

/* STEP_OPERATION. An address is two words: base (0 or 1 + step) and offset. */
#define STEP_MMAP 1
#define STEP_MUNMAP 2
#define STEP_MREMAP 3
#define STEP_FTRUNCATE 4
#define STEP_PWRITE 5
#define STEP_STORE 6
#define STEP_LOAD 7
#define STEP_CLOSE 8
#define STEP_EXIT 9
#define STEP_MPROTECT 10
#define STEP_MADVISE 11
#define STEP_MLOCK 12
#define STEP_MSYNC 13
#define STEP_MINCORE 14
#define STEP_TRIM_PAGES 15
#define STEP_PTRACE 16
#define STEP_NOTHING 17
#define STEP_PREAD 18

/* Words among the arguments of STEP_MMAP. */
#define MMAP_BASE 0
#define MMAP_ADDRESS 1
#define MMAP_LENGTH 2
#define MMAP_PROT 3
#define MMAP_FLAGS 4
#define MMAP_FILE 5
#define MMAP_FD 6
#define MMAP_OFFSET 7
#define MMAP_VIA 8
/* MMAP_FILE: pass MMAP_FD itself. */
#define MMAP_NO_FILE 0xffff
/* MMAP_VIA */
#define VIA_SYSCALL 0
#define VIA_PGOFF 1

/* Bits of STEP_OBSERVE. */
#define OBSERVE_AT 1
#define OBSERVE_REGIONS 2
#define OBSERVE_VMAS 4
#define OBSERVE_REFERENCES 8
#define OBSERVE_MAPS 16
#define OBSERVE_REGION_MAPS 32

/* A record of the results: one word (type << 32 | number of words), words. */
#define RECORD_CASE 1
#define RECORD_STEP 2
#define RECORD_CALL 3
#define RECORD_RETURN 4
#define RECORD_STATE 5
#define RECORD_AT 6
#define RECORD_REGION 7
#define RECORD_VMA 8
#define RECORD_PROCESS 9
#define RECORD_TEXT 10
#define RECORD_BYTES 11
#define RECORD_REFERENCES 12
#define RECORD_END 13
#define RECORD_FILE 14
#define RECORD_DIED 15
#define RECORD_SKIPPED 16
#define RECORD_PAGES 17

/* First word of RECORD_CALL. */
#define CALL_CAPABILITIES 1
#define CALL_GUA 2
#define CALL_MMAP 3
#define CALL_READ 4

/* First word of RECORD_TEXT. */
#define TEXT_MAPS 1
#define TEXT_REGION_MAPS 2

/* First word of RECORD_SKIPPED. */
#define SKIPPED_NO_ADDRESS 1
#define SKIPPED_NO_PROCESS 2
#define SKIPPED_NO_FILE 3

/* Instead of a file: no file, or the memory of the VMA was freed. */
#define KEY_NONE 0
#define KEY_FREED 0xffffffffffffffffULL

/* ioctl() on the control file of the probe. */
#define PROBE_AREA 0x4e01
#define PROBE_FILE 0x4e02
#define PROBE_SETTINGS 0x4e03
#define PROBE_REGISTER 0x4e04
#define PROBE_OBSERVE 0x4e05
#define PROBE_CHECK 0x4e06
#define PROBE_CLEAR 0x4e07
#define PROBE_MMAP_PGOFF 0x4e08
#define PROBE_FILE_KEY 0x4e09
#define PROBE_PARK 0x4e0a
#define PROBE_APPEND 0x4e0b
#define PROBE_PAGES 0x4e0c
#define PROBE_TRIM 0x4e0d
#define PROBE_DEVICE 0x4e0e
#define PROBE_CAPACITY 0x4e0f
#define PROBE_REMOVE 0x4e10

/* Argument of PROBE_DEVICE: the words of a device, then its number. */
#define ARGUMENT_NUMBER DEVICE_WORDS

/*
 * Argument of PROBE_CHECK: which process, and whether it is the last one, so
 * that PROBE_CLEAR may be done at once if it is clean. Then CHECK_CLEARED is 1
 * and CHECK_LEFT what PROBE_CLEAR answers.
 */
#define CHECK_PROCESS 0
#define CHECK_LAST 1
#define CHECK_CLEARED 2
#define CHECK_LEFT 3
#define CHECK_WORDS 4

/* Answers of PROBE_CHECK. */
#define CHECK_CLEAN 0
#define CHECK_MAPPED 1
#define CHECK_BROKEN 2

/* What is written to HEADER_FINISHER to end the machine. */
#define FINISH_PASS 0x5555
#define FINISH_FAIL 0x13333

/* Words of RECORD_VMA and RECORD_REGION; RECORD_AT is both, or nothing. */
#define VMA_WORDS 10
#define REGION_WORDS 9

/* Argument of PROBE_OBSERVE: what, process, address, then descriptors. */
#define ARGUMENT_WHAT 0
#define ARGUMENT_PROCESS 1
#define ARGUMENT_ADDRESS 2
#define ARGUMENT_FDS 3
#define ARGUMENT_WORDS (3 + MAX_FILES)

#endif
