/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the host and the runner of a kernel with an MMU agree on, besides the
 * header of the area (nommap.h). src/referee/mmu/layout.ts holds the same
 * numbers; a test compares the two.
 */
#ifndef MMU_H
#define MMU_H

/* The kernel leaves this memory alone: plan, answers, images. */
#define MMU_AREA_BASE 0x88000000
#define MMU_AREA_END 0x9e000000
/* Of it, what a memory technology device covers: the first one. */
#define MMU_FLASH_BASE 0x92000000
#define MMU_FLASH_END 0x9e000000

/* Words of a case in the plan; images, files and steps follow. */
#define MMU_CASE_LENGTH 0
#define MMU_CASE_ORDINAL 1
#define MMU_CASE_IMAGES 2
#define MMU_CASE_FILES 3
#define MMU_CASE_STEPS 4
#define MMU_CASE_WORDS 5

/*
 * Words of an image. It is on a disk if it has no address; else the device
 * that it is mounted from has so many bytes from there on, and the first ones
 * are filled: with the image, then with a byte.
 */
#define MMU_IMAGE_ADDRESS 0
#define MMU_IMAGE_SIZE 1
#define MMU_IMAGE_FILLED 2
#define MMU_IMAGE_ERASED 3
#define MMU_IMAGE_SOURCE 4
#define MMU_IMAGE_LENGTH 5
#define MMU_IMAGE_WORDS 6

/* Words of a file; the text of its path in the image follows. */
#define MMU_FILE_LENGTH 0
#define MMU_FILE_IMAGE 1
#define MMU_FILE_WORDS 2

/* Words of a step. All addresses are fixed. */
#define MMU_STEP_OPERATION 0
#define MMU_STEP_ADDRESS 1
#define MMU_STEP_BYTES 2
#define MMU_STEP_PROT 3
#define MMU_STEP_FLAGS 4
#define MMU_STEP_FILE 5
#define MMU_STEP_OFFSET 6
#define MMU_STEP_WORDS 7

/* MMU_STEP_OPERATION */
#define MMU_STEP_MAP 1
#define MMU_STEP_PROTECT 2
#define MMU_STEP_UNMAP 3

/* Limits. */
#define MMU_MAX_IMAGES 16
#define MMU_MAX_DISKS 2
#define MMU_MAX_FILES 16
#define MMU_MAX_STEPS 1024
/* How many pages of a mapping MMU_RECORD_PAGES tells of. */
#define MMU_MAX_PAGES 1024

/* A record of the results: one word (type << 32 | number of words), words. */
/* The ordinal; error numbers of mounts and of opening files, 0 for none. */
#define MMU_RECORD_CASE 1
/* What the call returned. */
#define MMU_RECORD_STEP 2
/* Bytes, then messages of the kernel as /dev/kmsg has them. */
#define MMU_RECORD_MESSAGES 3
/* Bytes, then VMAs of files of images: lines of smaps. */
#define MMU_RECORD_VMAS 4
/* Two words for each page: its line of pagemap, what it holds. */
#define MMU_RECORD_PAGES 5
#define MMU_RECORD_END 6

/* Second word of a page: a checksum, or that it cannot be read. */
#define MMU_PAGE_UNREADABLE 0x100000000

#endif
