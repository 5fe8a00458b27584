/* SPDX-License-Identifier: GPL-2.0-or-later */
/*
 * What the parts of the probe share.
 */
#ifndef PROBE_H
#define PROBE_H

#include <linux/fs.h>
#include <linux/mm.h>

#include "nommap.h"

/* What freed memory of a slab is filled with. */
#define POISON ((unsigned long)0x6b6b6b6b6b6b6b6bULL)

/* Processes put aside because they could not exit. */
#define MAX_PARKED 256

/* An inode of the probe: what it is and answers. */
struct probe {
	u64 spec[SPEC_WORDS];
};

/* A process of the runner, and the region that its program itself lies in. */
struct process {
	struct pid *pid;
	struct vm_region *own;
	unsigned long start, end, pages;
};

/* probe_area.c */
extern unsigned long probe_area;
u64 *record(u64 type, unsigned long words);
u64 flush_messages(void);

/* probe_files.c */
void fill_operations(void);
long make_file(const u64 __user *from);
void remove_files(void);
void probe_evict(struct inode *inode);

/* probe_devices.c */
long make_device(u64 __user *from);
long set_disk_size(const u64 __user *from);
void remove_devices(bool in_use);

/* probe_processes.c; the last process is the controller. */
extern struct process processes[MAX_PROCESSES + 1];
extern int case_processes;	/* of this case */
extern int default_max_map_count;
struct mm_struct *mm_of(struct process *process);
long register_process(unsigned long index);
long park_process(unsigned long index);
void forget_the_dead(void);
long pages_allocated(void);
bool is_own(struct vm_region *region);
long check(u64 __user *from);
long clear_all(void);
long settings(const u64 __user *from);

/* probe_observe.c */
u64 file_key(struct file *file);
bool is_freed(struct vm_area_struct *vma, struct mm_struct *mm);
bool is_freed_region(struct vm_region *region);
void walk_regions(void (*visit)(struct vm_region *region));
void observe_start(void);
long observe(const u64 __user *from);

/* probefs.c */
extern struct super_block *probe_super;

#endif
