// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Files that answer what their spec says, and log that they were asked.
 */
#include <linux/init.h>
#include <linux/pagemap.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/uio.h>
#include <linux/version.h>

#include "probe.h"

static u64 *spec_of(struct file *file)
{
	return ((struct probe *)file_inode(file)->i_private)->spec;
}

static void log_call(u64 call, struct file *file, u64 result, u64 a, u64 b,
		     u64 c, u64 d)
{
	u64 *at = record(RECORD_CALL, 7);

	if (!at)
		return;
	*at++ = call;
	*at++ = spec_of(file)[SPEC_INDEX] + 1;
	*at++ = result;
	*at++ = a;
	*at++ = b;
	*at++ = c;
	*at++ = d;
}

static unsigned int probe_capabilities(struct file *file)
{
	unsigned int answer = spec_of(file)[SPEC_CAPABILITIES];

	log_call(CALL_CAPABILITIES, file, answer, 0, 0, 0, 0);
	return answer;
}

static unsigned long probe_get_unmapped_area(struct file *file,
					     unsigned long addr,
					     unsigned long len,
					     unsigned long pgoff,
					     unsigned long flags)
{
	u64 *spec = spec_of(file);
	unsigned long answer = spec[SPEC_GUA_VALUE];
	u64 kind = spec[SPEC_GUA_KIND];

	if ((kind & ~GUA_INT) == GUA_LINEAR)
		answer += pgoff << PAGE_SHIFT;
	else if (kind == GUA_ERRNO)
		answer = -answer;
	if (kind & GUA_INT)
		answer = (int)answer;
	log_call(CALL_GUA, file, answer, addr, len, pgoff, flags);
	return answer;
}

static bool may_share(struct vm_area_struct *vma)
{
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
	return is_nommu_shared_mapping(vma->vm_flags);
#else
	return vma->vm_flags & VM_MAYSHARE;
#endif
}

static int probe_mmap(struct file *file, struct vm_area_struct *vma)
{
	u64 *spec = spec_of(file);
	int answer = -(int)spec[SPEC_MMAP_VALUE];

	if (spec[SPEC_MMAP_KIND] == MMAP_SHARED_ONLY)
		answer = may_share(vma) ? 0 : -ENOSYS;
	log_call(CALL_MMAP, file, (long)answer, vma->vm_start, vma->vm_end,
		 vma->vm_pgoff, vma->vm_flags);
	return answer;
}

/* How many bytes a read of count at position is answered with. */
static ssize_t read_answer(u64 *spec, loff_t size, loff_t position,
			   size_t count)
{
	u64 rest;

	if (spec[SPEC_READ_KIND] == READ_ERRNO)
		return -(ssize_t)spec[SPEC_READ_VALUE];
	rest = position < size ? size - position : 0;
	if (spec[SPEC_READ_KIND] == READ_AT_MOST &&
	    rest > spec[SPEC_READ_VALUE])
		rest = spec[SPEC_READ_VALUE];
	return rest < count ? rest : count;
}

static u8 pattern_byte(u64 position)
{
	u32 word = (u32)(position & ~3ULL) + 1;

	return word >> (8 * (position & 3));
}

/* Fills a piece of a read with the contents of the file. */
static void contents(u64 *spec, u64 position, u8 *to, size_t count)
{
	size_t i;

	if (spec[SPEC_CONTENTS_KIND] == CONTENTS_PATTERN) {
		for (i = 0; i < count; i++, position++) {
			if (!(position & 3) && count - i >= 4) {
				*(u32 *)(to + i) = (u32)position + 1;
				i += 3;
				position += 3;
			} else {
				to[i] = pattern_byte(position);
			}
		}
		return;
	}
	memset(to, 0, count);
	if (position < spec[SPEC_CONTENTS_LENGTH]) {
		u64 rest = spec[SPEC_CONTENTS_LENGTH] - position;
		u8 *from = (u8 *)(unsigned long)spec[SPEC_CONTENTS];

		memcpy(to, from + position, rest < count ? rest : count);
	}
}

static ssize_t probe_read_iter(struct kiocb *iocb, struct iov_iter *to)
{
	struct file *file = iocb->ki_filp;
	u64 *spec = spec_of(file);
	size_t count = iov_iter_count(to);
	loff_t position = iocb->ki_pos;
	ssize_t answer = read_answer(spec, i_size_read(file_inode(file)),
				     position, count);
	u8 piece[256] __aligned(8);
	ssize_t done = 0;

	log_call(CALL_READ, file, answer, position, count, 0, 0);
	while (done < answer) {
		size_t part = min_t(size_t, answer - done, sizeof(piece));

		contents(spec, position + done, piece, part);
		if (copy_to_iter(piece, part, to) != part)
			return -EFAULT;
		done += part;
	}
	if (answer > 0)
		iocb->ki_pos += answer;
	return answer;
}

static ssize_t probe_read(struct file *file, char __user *to, size_t count,
			  loff_t *pos)
{
	u64 *spec = spec_of(file);
	ssize_t answer = read_answer(spec, i_size_read(file_inode(file)), *pos,
				     count);
	u8 piece[256] __aligned(8);
	ssize_t done = 0;

	log_call(CALL_READ, file, answer, *pos, count, 0, 0);
	while (done < answer) {
		size_t part = min_t(size_t, answer - done, sizeof(piece));

		contents(spec, *pos + done, piece, part);
		if (copy_to_user(to + done, piece, part))
			return -EFAULT;
		done += part;
	}
	if (answer > 0)
		*pos += answer;
	return answer;
}

static ssize_t probe_write_iter(struct kiocb *iocb, struct iov_iter *from)
{
	u64 *spec = spec_of(iocb->ki_filp);
	size_t count = iov_iter_count(from);
	u64 position = iocb->ki_pos;
	u8 *to = (u8 *)(unsigned long)spec[SPEC_CONTENTS];
	u64 end = i_size_read(file_inode(iocb->ki_filp));

	if (spec[SPEC_CONTENTS_KIND] != CONTENTS_MEMORY)
		return -ENOSPC;
	if (end > spec[SPEC_CONTENTS_LENGTH])
		end = spec[SPEC_CONTENTS_LENGTH];
	if (position >= end)
		return 0;
	if (count > end - position)
		count = end - position;
	count = copy_from_iter(to + position, count, from);
	iocb->ki_pos += count;
	return count;
}

static int probe_setattr(
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 3, 0)
			 struct mnt_idmap *map,
#else
			 struct user_namespace *map,
#endif
			 struct dentry *dentry, struct iattr *attributes)
{
	int error = setattr_prepare(map, dentry, attributes);

	if (!error && attributes->ia_valid & ATTR_SIZE)
		i_size_write(d_inode(dentry), attributes->ia_size);
	return error;
}

static const struct inode_operations probe_inode_operations = {
	.setattr = probe_setattr,
};

/* One table for each set of operations. */
static struct file_operations probe_operations[32];

void __init fill_operations(void)
{
	int set;

	for (set = 0; set < 32; set++) {
		struct file_operations *ops = &probe_operations[set];

		ops->write_iter = probe_write_iter;
		ops->llseek = noop_llseek;
		if (set & OPERATION_MMAP)
			ops->mmap = probe_mmap;
		if (set & OPERATION_CAPABILITIES)
			ops->mmap_capabilities = probe_capabilities;
		if (set & OPERATION_GUA)
			ops->get_unmapped_area = probe_get_unmapped_area;
		if (set & OPERATION_READ_ITER)
			ops->read_iter = probe_read_iter;
		if (set & OPERATION_READ)
			ops->read = probe_read;
	}
}

static struct dentry *probe_dentries[MAX_FILES];
static bool in_use[MAX_FILES];

/* An inode that is new, or one that nothing refers to any more, as told. */
static void set_inode(struct inode *inode, struct probe *probe)
{
	u64 *spec = probe->spec;

	inode->i_ino = spec[SPEC_INODE_NUMBER];
	inode->i_mode = spec[SPEC_MODE];
	inode->i_private = probe;
	inode->i_op = &probe_inode_operations;
	inode->i_fop = &probe_operations[spec[SPEC_OPERATIONS] & 31];
	i_size_write(inode, spec[SPEC_SIZE]);
	inode->i_flags = spec[SPEC_APPEND] ? inode->i_flags | S_APPEND :
					     inode->i_flags & ~S_APPEND;
}

/* Whether the file of an earlier case can become one of this type. */
static bool fits(struct dentry *dentry, umode_t mode)
{
	return (d_inode(dentry)->i_mode & S_IFMT) == (mode & S_IFMT);
}

static void drop_file(u64 index)
{
	struct dentry *dentry = probe_dentries[index];

	probe_dentries[index] = NULL;
	clear_nlink(d_inode(dentry));
	d_drop(dentry);
	dput(dentry);
}

static long make_new_file(u64 index, struct probe *probe)
{
	struct inode *inode = new_inode(probe_super);
	struct dentry *dentry;
	char name[8];

	if (!inode)
		return -ENOMEM;
	set_inode(inode, probe);
	snprintf(name, sizeof(name), "f%u", (unsigned int)index);
	dentry = d_alloc_name(probe_super->s_root, name);
	if (!dentry) {
		inode->i_private = NULL;
		iput(inode);
		return -ENOMEM;
	}
	d_add(dentry, inode);
	probe_dentries[index] = dentry;
	return 0;
}

long make_file(const u64 __user *from)
{
	struct probe *probe, *old;
	u64 index;
	long error = 0;

	probe = kmalloc(sizeof(*probe), GFP_KERNEL);
	if (!probe)
		return -ENOMEM;
	if (copy_from_user(probe->spec, from, sizeof(probe->spec)) ||
	    probe->spec[SPEC_INDEX] >= MAX_FILES ||
	    in_use[probe->spec[SPEC_INDEX]]) {
		kfree(probe);
		return -EINVAL;
	}
	index = probe->spec[SPEC_INDEX];
	if (probe_dentries[index] &&
	    !fits(probe_dentries[index], probe->spec[SPEC_MODE]))
		drop_file(index);
	if (probe_dentries[index]) {
		old = d_inode(probe_dentries[index])->i_private;
		set_inode(d_inode(probe_dentries[index]), probe);
		kfree(old);
	} else {
		error = make_new_file(index, probe);
		if (error)
			kfree(probe);
	}
	in_use[index] = !error;
	return error;
}

/* Whether nothing but its name is left of a file. */
static bool is_unused(struct dentry *dentry)
{
	struct inode *inode = d_inode(dentry);

	return d_count(dentry) == 1 && atomic_read(&inode->i_count) == 1 &&
	       !atomic_read(&inode->i_writecount) && !inode->i_data.nrpages &&
	       !atomic_read(&inode->i_data.i_mmap_writable) &&
	       RB_EMPTY_ROOT(&inode->i_data.i_mmap.rb_root);
}

/* Files that a process left in use get out of the way; others stay. */
void remove_files(void)
{
	int i;

	for (i = 0; i < MAX_FILES; i++) {
		if (in_use[i] && !is_unused(probe_dentries[i]))
			drop_file(i);
		in_use[i] = false;
	}
}

void probe_evict(struct inode *inode)
{
	truncate_inode_pages_final(&inode->i_data);
	clear_inode(inode);
	kfree(inode->i_private);
}
