// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * What there is: VMAs, regions and counts, written to the results.
 */
#include <linux/atomic.h>
#include <linux/file.h>
#include <linux/sched/mm.h>
#include <linux/uaccess.h>

#include "probe.h"

u64 file_key(struct file *file)
{
	struct inode *inode;

	if (!file)
		return KEY_NONE;
	inode = file_inode(file);
	if (inode->i_sb == probe_super && inode->i_private)
		return ((struct probe *)inode->i_private)->spec[SPEC_INDEX] + 1;
	return (unsigned long)inode;
}

static void put_region(u64 *at, struct vm_region *region)
{
	*at++ = (unsigned long)region;
	*at++ = region->vm_start;
	*at++ = region->vm_end;
	*at++ = region->vm_top;
	*at++ = region->vm_pgoff;
	*at++ = region->vm_usage;
	*at++ = region->vm_flags;
	*at++ = region->vm_icache_flushed;
	*at++ = file_key(region->vm_file);
}

bool is_freed(struct vm_area_struct *vma, struct mm_struct *mm)
{
	return vma->vm_mm != mm;
}

static void put_vma(u64 *at, u64 process, struct vm_area_struct *vma,
		    struct mm_struct *mm, struct ma_state *mas)
{
	bool freed = is_freed(vma, mm);

	*at++ = process;
	*at++ = (unsigned long)vma;
	*at++ = mas->index;
	*at++ = mas->last;
	*at++ = freed ? 0 : vma->vm_start;
	*at++ = freed ? 0 : vma->vm_end;
	*at++ = freed ? 0 : vma->vm_pgoff;
	*at++ = freed ? 0 : vma->vm_flags;
	*at++ = freed ? 0 : (unsigned long)vma->vm_region;
	*at++ = freed ? KEY_FREED : file_key(vma->vm_file);
}

bool is_freed_region(struct vm_region *region)
{
	return region->vm_start == POISON;
}

/*
 * Calls visit for each region in address order. Goes around regions that were
 * freed without having been taken out of the tree; what is below one is lost.
 * The node is not touched any more after its visit.
 */
void walk_regions(void (*visit)(struct vm_region *region))
{
	struct rb_node *path[2 * BITS_PER_LONG];
	struct rb_node *node = nommu_region_tree.rb_node;
	int depth = 0;

	while (node || depth) {
		struct vm_region *region;
		bool freed;

		while (node && depth < ARRAY_SIZE(path)) {
			region = rb_entry(node, struct vm_region, vm_rb);
			path[depth++] = node;
			node = is_freed_region(region) ? NULL : node->rb_left;
		}
		node = path[--depth];
		region = rb_entry(node, struct vm_region, vm_rb);
		freed = is_freed_region(region);
		node = freed ? NULL : node->rb_right;
		visit(region);
	}
}

static void observe_region(struct vm_region *region)
{
	u64 *at;

	if (is_own(region))
		return;
	at = record(RECORD_REGION, REGION_WORDS);
	if (!at)
		return;
	if (is_freed_region(region)) {
		memset(at, 0, REGION_WORDS * 8);
		at[0] = (unsigned long)region;
		at[REGION_WORDS - 1] = KEY_FREED;
	} else {
		put_region(at, region);
	}
}

static void observe_vmas(int index)
{
	struct process *process = &processes[index];
	struct mm_struct *mm = mm_of(process);
	struct vm_area_struct *vma;
	u64 *at;

	if (!mm)
		return;
	at = record(RECORD_PROCESS, 5);
	if (at) {
		*at++ = index;
		*at++ = mm->map_count - 1;
		*at++ = mm->total_vm;
		*at++ = process->start;
		*at++ = process->end;
	}
	mmap_read_lock(mm);
	{
		MA_STATE(mas, &mm->mm_mt, 0, 0);

		mas_for_each(&mas, vma, ULONG_MAX) {
			if (mas.index == process->start)
				continue;
			at = record(RECORD_VMA, VMA_WORDS);
			if (at)
				put_vma(at, index, vma, mm, &mas);
		}
	}
	mmap_read_unlock(mm);
}

/* The VMA of the process at an address, and its region. */
static void observe_at(int index, unsigned long address)
{
	struct mm_struct *mm = mm_of(&processes[index]);
	struct vm_area_struct *vma;
	u64 *at;

	if (!mm)
		return;
	mmap_read_lock(mm);
	{
		MA_STATE(mas, &mm->mm_mt, address, address);

		vma = mas_walk(&mas);
		at = record(RECORD_AT, vma ? VMA_WORDS + REGION_WORDS : 0);
		if (at && vma) {
			put_vma(at, index, vma, mm, &mas);
			at += VMA_WORDS;
			if (is_freed(vma, mm))
				memset(at, 0, REGION_WORDS * 8);
			else
				put_region(at, vma->vm_region);
		}
	}
	mmap_read_unlock(mm);
}

static void observe_state(int index)
{
	struct mm_struct *mm = mm_of(&processes[index]);
	u64 *at = record(RECORD_STATE, 5);

	if (at) {
		*at++ = flush_messages();
		*at++ = pages_allocated();
		*at++ = !!mm;
		*at++ = mm ? mm->total_vm : 0;
		*at++ = mm ? mm->map_count - 1 : 0;
	}
}

/* How many references each file of the caller has. */
static void observe_references(const u64 *fds)
{
	u64 *at = record(RECORD_REFERENCES, MAX_FILES);
	int i;

	if (!at)
		return;
	for (i = 0; i < MAX_FILES; i++) {
		struct file *file = fds[i] ? fget_raw(fds[i] - 1) : NULL;

		at[i] = file ? file_count(file) - 1 : 0;
		if (file)
			fput(file);
	}
}

/* How things are before the first step. */
void observe_start(void)
{
	int i;

	forget_the_dead();
	observe_state(0);
	for (i = 0; i < case_processes; i++)
		observe_vmas(i);
}

long observe(const u64 __user *from)
{
	u64 argument[ARGUMENT_WORDS];
	int index, i;

	if (copy_from_user(argument, from, ARGUMENT_FDS * sizeof(u64)))
		return -EFAULT;
	index = argument[ARGUMENT_PROCESS];
	if (index > MAX_PROCESSES)
		return -EINVAL;
	forget_the_dead();
	observe_state(index);
	if (argument[ARGUMENT_WHAT] & OBSERVE_AT)
		observe_at(index, argument[ARGUMENT_ADDRESS]);
	if (argument[ARGUMENT_WHAT] & OBSERVE_REGIONS) {
		down_read(&nommu_region_sem);
		walk_regions(observe_region);
		up_read(&nommu_region_sem);
	}
	if (argument[ARGUMENT_WHAT] & OBSERVE_VMAS)
		for (i = 0; i < case_processes; i++)
			observe_vmas(i);
	if (!(argument[ARGUMENT_WHAT] & OBSERVE_REFERENCES))
		return 0;
	if (copy_from_user(argument, from, sizeof(argument)))
		return -EFAULT;
	observe_references(argument + ARGUMENT_FDS);
	return 0;
}
