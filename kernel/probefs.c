// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * probefs: files that answer what a test tells them to, and eyes on the
 * structures behind a no-MMU mmap().
 *
 * An inode of any type gets any set of the operations that mm/nommu.c asks for
 * and any answer of each. Every call of one is logged. A control file lets the
 * runner make such files and read back VMAs and regions.
 */
#include <linux/file.h>
#include <linux/fs_context.h>
#include <linux/init.h>
#include <linux/slab.h>
#include <linux/syscalls.h>
#include <linux/uaccess.h>

#include "probe.h"

#define PROBE_MAGIC 0x6e6d6170

struct super_block *probe_super;

/* ioctl() answers an int: addresses go through memory. */
static long put_word(u64 __user *to, unsigned long value)
{
	u64 word = value;

	return copy_to_user(to, &word, sizeof(word)) ? -EFAULT : 0;
}

static long mmap_pgoff(u64 __user *from)
{
	u64 a[6];

	if (copy_from_user(a, from, sizeof(a)))
		return -EFAULT;
	return put_word(from,
			ksys_mmap_pgoff(a[0], a[1], a[2], a[3], a[4], a[5]));
}

static long key_of_file(u64 __user *to)
{
	u64 values[3];
	struct file *file;

	if (copy_from_user(values, to, sizeof(values)))
		return -EFAULT;
	file = fget_raw(values[0]);
	if (!file)
		return -EBADF;
	values[0] = file_key(file);
	values[1] = file_inode(file)->i_ino;
	values[2] = new_encode_dev(file_inode(file)->i_sb->s_dev);
	fput(file);
	return copy_to_user(to, values, sizeof(values)) ? -EFAULT : 0;
}

static long append_only(unsigned long fd)
{
	struct file *file = fget_raw(fd);

	if (!file)
		return -EBADF;
	file_inode(file)->i_flags |= S_APPEND;
	fput(file);
	return 0;
}

/* Where the pages of a file of ramfs are; 0: a hole. */
static long pages_of_file(const u64 __user *from)
{
	u64 values[2];
	struct file *file;
	u64 *at;
	u64 i, count;

	if (copy_from_user(values, from, sizeof(values)))
		return -EFAULT;
	file = fget_raw(values[0]);
	if (!file)
		return -EBADF;
	count = (i_size_read(file_inode(file)) + PAGE_SIZE - 1) >> PAGE_SHIFT;
	if (count > MAX_PAGES)
		count = MAX_PAGES;
	at = record(RECORD_PAGES, 1 + count);
	if (at) {
		*at++ = values[1];
		for (i = 0; i < count; i++) {
			struct page *page = xa_load(&file->f_mapping->i_pages,
						    i);

			*at++ = page ? (unsigned long)page_address(page) : 0;
		}
	}
	fput(file);
	return 0;
}

static long control(struct file *file, unsigned int command,
		    unsigned long argument)
{
	void __user *pointer = (void __user *)argument;

	switch (command) {
	case PROBE_AREA:
		return put_word(pointer, probe_area);
	case PROBE_FILE:
		return make_file(pointer);
	case PROBE_SETTINGS:
		return settings(pointer);
	case PROBE_REGISTER:
		return register_process(argument);
	case PROBE_OBSERVE:
		return observe(pointer);
	case PROBE_CHECK:
		return check(pointer);
	case PROBE_CLEAR:
		return clear_all();
	case PROBE_MMAP_PGOFF:
		return mmap_pgoff(pointer);
	case PROBE_FILE_KEY:
		return key_of_file(pointer);
	case PROBE_PARK:
		return park_process(argument);
	case PROBE_APPEND:
		return append_only(argument);
	case PROBE_TRIM:
		sysctl_nr_trim_pages = argument;
		return 0;
	case PROBE_DEVICE:
		return make_device(pointer);
	case PROBE_CAPACITY:
		return set_disk_size(pointer);
	case PROBE_REMOVE:
		remove_devices(argument);
		return 0;
	case PROBE_PAGES:
		return pages_of_file(pointer);
	}
	return -ENOTTY;
}

static const struct file_operations control_operations = {
	.unlocked_ioctl = control,
};

static const struct super_operations super_operations = {
	.statfs = simple_statfs,
	.evict_inode = probe_evict,
};

static int fill_super(struct super_block *super, struct fs_context *context)
{
	struct inode *inode;
	struct dentry *dentry;

	super->s_magic = PROBE_MAGIC;
	super->s_op = &super_operations;
	super->s_maxbytes = MAX_LFS_FILESIZE;
	inode = new_inode(super);
	if (!inode)
		return -ENOMEM;
	inode->i_ino = 0x10000;
	inode->i_mode = S_IFDIR | 0755;
	inode->i_op = &simple_dir_inode_operations;
	inode->i_fop = &simple_dir_operations;
	super->s_root = d_make_root(inode);
	inode = new_inode(super);
	if (!super->s_root || !inode)
		return -ENOMEM;
	inode->i_ino = 0x10001;
	inode->i_mode = S_IFREG | 0600;
	inode->i_fop = &control_operations;
	dentry = d_alloc_name(super->s_root, "control");
	if (!dentry)
		return -ENOMEM;
	d_add(dentry, inode);
	probe_super = super;
	return 0;
}

static int get_tree(struct fs_context *context)
{
	return get_tree_single(context, fill_super);
}

static const struct fs_context_operations context_operations = {
	.get_tree = get_tree,
};

static int init_context(struct fs_context *context)
{
	context->ops = &context_operations;
	return 0;
}

static struct file_system_type probe_type = {
	.name = "probefs",
	.init_fs_context = init_context,
	.kill_sb = kill_anon_super,
};

static int __init probe_init(void)
{
	fill_operations();
	default_max_map_count = sysctl_max_map_count;
	return register_filesystem(&probe_type);
}
fs_initcall(probe_init);
