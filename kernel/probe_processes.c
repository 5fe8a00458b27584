// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * The processes of the runner, and the way back to a clean state.
 */
#include <linux/bug.h>
#include <linux/file.h>
#include <linux/mm.h>
#include <linux/mman.h>
#include <linux/pid.h>
#include <linux/sched/mm.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <asm/sections.h>

#include "probe.h"

/* The last one is the controller. */
struct process processes[MAX_PROCESSES + 1];
int case_processes;
static struct process parked[MAX_PARKED];
static int nr_parked;
static bool parked_now;

/*
 * NULL if the process is gone. Needs no reference: only the caller acts, the
 * others sleep, and there is one processor.
 */
struct mm_struct *mm_of(struct process *process)
{
	struct task_struct *task;

	if (!process->pid)
		return NULL;
	task = pid_task(process->pid, PIDTYPE_PID);
	return task ? task->mm : NULL;
}

static void forget(struct process *process)
{
	put_pid(process->pid);
	memset(process, 0, sizeof(*process));
}

/* Says how many pages the program has. */
long register_process(unsigned long index)
{
	struct mm_struct *mm = current->mm;
	struct process *process;
	struct vm_area_struct *vma;

	if (index > MAX_PROCESSES)
		return -EINVAL;
	process = &processes[index];
	forget(process);
	mmap_read_lock(mm);
	vma = find_vma(mm, mm->start_code);
	process->pid = get_pid(task_pid(current));
	process->own = vma->vm_region;
	process->start = vma->vm_start;
	process->end = vma->vm_end;
	process->pages = (vma->vm_region->vm_top - vma->vm_region->vm_start)
			 >> PAGE_SHIFT;
	mmap_read_unlock(mm);
	return (process->end - process->start) >> PAGE_SHIFT;
}

long park_process(unsigned long index)
{
	if (index >= MAX_PROCESSES || nr_parked == MAX_PARKED)
		return -EINVAL;
	parked[nr_parked++] = processes[index];
	memset(&processes[index], 0, sizeof(processes[index]));
	parked_now = true;
	return 0;
}

/* Forgets processes that exited, and with them which regions are theirs. */
void forget_the_dead(void)
{
	int i;

	for (i = 0; i <= MAX_PROCESSES; i++)
		if (processes[i].pid && !mm_of(&processes[i]))
			forget(&processes[i]);
}

/* Pages held by mappings, without those of the runner's own programs. */
long pages_allocated(void)
{
	long pages = atomic_long_read(&mmap_pages_allocated);
	int i;

	for (i = 0; i <= MAX_PROCESSES; i++)
		pages -= processes[i].pages;
	for (i = 0; i < nr_parked; i++)
		pages -= parked[i].pages;
	return pages;
}

bool is_own(struct vm_region *region)
{
	int i;

	for (i = 0; i <= MAX_PROCESSES; i++)
		if (processes[i].pid && processes[i].own == region)
			return true;
	for (i = 0; i < nr_parked; i++)
		if (parked[i].own == region)
			return true;
	return false;
}

/* Whether the caller can be used for the next case, or at least can exit. */
static long check_process(unsigned long index)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	long answer = CHECK_CLEAN;
	int count = 0;

	mmap_read_lock(mm);
	{
		MA_STATE(mas, &mm->mm_mt, 0, 0);

		mas_for_each(&mas, vma, ULONG_MAX) {
			count++;
			if (mas.index == processes[index].start)
				continue;
			if (answer == CHECK_CLEAN)
				answer = CHECK_MAPPED;
			if (is_freed(vma, mm) || mas.index != vma->vm_start ||
			    mas.last != vma->vm_end - 1)
				answer = CHECK_BROKEN;
		}
	}
	if (count != mm->map_count)
		answer = CHECK_BROKEN;
	mmap_read_unlock(mm);
	return answer;
}

/* The first mapping that is not the runner's own; false if there is none. */
static bool first_mapping(unsigned long own, unsigned long *start,
			  unsigned long *length)
{
	struct mm_struct *mm = current->mm;
	struct vm_area_struct *vma;
	bool found = false;

	mmap_read_lock(mm);
	{
		MA_STATE(mas, &mm->mm_mt, 0, 0);

		mas_for_each(&mas, vma, ULONG_MAX) {
			if (vma->vm_start == own)
				continue;
			*start = vma->vm_start;
			*length = vma->vm_end - vma->vm_start;
			found = true;
			break;
		}
	}
	mmap_read_unlock(mm);
	return found;
}

/* Unmaps what the case has left; a new process would cost far more. */
static long unmap_rest(unsigned long index)
{
	unsigned long start, length;
	int count = current->mm->map_count;

	while (count-- > 0 &&
	       first_mapping(processes[index].start, &start, &length))
		if (vm_munmap(start, length))
			return CHECK_MAPPED;
	return check_process(index);
}

static long regions_left;

/* Counts a region that should not be there, and lets go of what it holds. */
static void drop_region(struct vm_region *region)
{
	unsigned long from = region->vm_start;

	if (is_own(region))
		return;
	regions_left++;
	if (parked_now || is_freed_region(region))
		return;
	if (region->vm_file)
		fput(region->vm_file);
	if (region->vm_flags & VM_MAPPED_COPY) {
		for (; from < region->vm_top; from += PAGE_SIZE) {
			atomic_long_dec(&mmap_pages_allocated);
			put_page(virt_to_page((void *)from));
		}
	}
	kfree(region);
}

static void insert_region(struct vm_region *region)
{
	struct rb_node **link = &nommu_region_tree.rb_node;
	struct rb_node *parent = NULL;

	while (*link) {
		parent = *link;
		link = region->vm_start <
			       rb_entry(parent, struct vm_region, vm_rb)->vm_start ?
		       &parent->rb_left : &parent->rb_right;
	}
	rb_link_node(&region->vm_rb, parent, link);
	rb_insert_color(&region->vm_rb, &nommu_region_tree);
}

/*
 * Removes all files and what regions are left; says how many those were. The
 * tree is made anew, for it may be broken.
 */
long clear_all(void)
{
	int i;

	forget_the_dead();
	regions_left = 0;
	down_write(&nommu_region_sem);
	walk_regions(drop_region);
	if (regions_left) {
		nommu_region_tree = RB_ROOT;
		for (i = 0; i <= MAX_PROCESSES; i++)
			if (processes[i].pid)
				insert_region(processes[i].own);
		for (i = 0; i < nr_parked; i++)
			insert_region(parked[i].own);
	}
	up_write(&nommu_region_sem);
	remove_files();
	flush_messages();
	parked_now = false;
	return regions_left;
}

long check(u64 __user *from)
{
	u64 values[CHECK_WORDS];
	long answer;

	if (copy_from_user(values, from, sizeof(values)) ||
	    values[CHECK_PROCESS] >= MAX_PROCESSES)
		return -EINVAL;
	answer = check_process(values[CHECK_PROCESS]);
	if (answer == CHECK_MAPPED)
		answer = unmap_rest(values[CHECK_PROCESS]);
	values[CHECK_CLEARED] = answer == CHECK_CLEAN && values[CHECK_LAST];
	if (values[CHECK_CLEARED])
		values[CHECK_LEFT] = clear_all();
	return copy_to_user(from, values, sizeof(values)) ? -EFAULT : answer;
}

int default_max_map_count;

/*
 * Messages that appear once, or not too often, may appear again. The host says
 * where the kernel counts those that it limits in other ways.
 */
static void reset_messages(void)
{
	static u64 log_used;
	u64 *h = (u64 *)probe_area;
	int i;

	if (h[HEADER_LOG_USED] == log_used)
		return;
	log_used = h[HEADER_LOG_USED];
	generic_bug_clear_once();
	memset(__start_once, 0, __end_once - __start_once);
	for (i = HEADER_RESETS; i < HEADER_RESETS_END && h[i]; i += 2)
		memset((void *)(unsigned long)h[i], 0, h[i + 1]);
}

/* Settings of a case, and how things are before it. */
long settings(const u64 __user *from)
{
	u64 values[3];

	if (copy_from_user(values, from, sizeof(values)) ||
	    values[2] > MAX_PROCESSES)
		return -EINVAL;
	case_processes = values[2];
	sysctl_nr_trim_pages = values[0];
	sysctl_max_map_count = values[1] ? values[1] + 1 :
					   default_max_map_count;
	reset_messages();
	observe_start();
	return 0;
}
