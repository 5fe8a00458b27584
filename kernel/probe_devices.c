// SPDX-License-Identifier: GPL-2.0-or-later
/*
 * Devices of the kernel's own drivers: memory technology devices, frame
 * buffers and RAM disks, made for one case and taken away after it.
 */
#include <linux/blkdev.h>
#include <linux/fb.h>
#include <linux/file.h>
#include <linux/init.h>
#include <linux/io.h>
#include <linux/mtd/map.h>
#include <linux/mtd/mtd.h>
#include <linux/mtd/partitions.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include <linux/version.h>

#include "probe.h"

struct device_made {
	char name[16];
	struct map_info map;
	struct mtd_info *mtd;
	struct mtd_info *chip;		/* that mtd is a partition of */
	struct fb_info *screen;
};

static struct device_made *made[MAX_DEVICES];
static int nr_made;

/*
 * Chips of flash stay, with other contents each time. A case has a partition
 * of its own, for a file system that is still in use would be mounted again.
 */
#define CHIPS 2
#define CHIP_SIZE (32 << 20)
#define CHIP_BASE 0x20000000
static struct device_made chips[CHIPS];

static const char *probe_of(u64 kind)
{
	return kind == DEVICE_ROM ? "map_rom" : "map_ram";
}

static void set_map(struct device_made *one, u64 address, u64 size, int width)
{
	static int serial;

	snprintf(one->name, sizeof(one->name), "n%d", serial++);
	one->map.name = one->name;
	one->map.phys = address;
	one->map.virt = (void __iomem *)(unsigned long)address;
	one->map.size = size;
	one->map.bankwidth = width;
}

/* Memory of any size at any address, as physmap would find it. */
static long make_mtd(struct device_made *one, u64 *a)
{
	struct mtd_info *mtd;

	set_map(one, a[DEVICE_ADDRESS], a[DEVICE_SIZE], 1);
	mtd = do_map_probe(probe_of(a[DEVICE_KIND]), &one->map);
	if (!mtd)
		return -ENXIO;
	if (a[DEVICE_KIND] == DEVICE_NAND) {
		mtd->type = MTD_NANDFLASH;
		mtd->flags = MTD_CAP_NANDFLASH;
	}
	if (a[DEVICE_FLAGS] & DEVICE_NO_POINT) {
		mtd->_point = NULL;
		mtd->_unpoint = NULL;
	}
	one->mtd = mtd;
	return mtd_device_register(mtd, NULL, 0) ?: mtd->index;
}

/* A chip of NOR flash, erased and written by its own commands. */
static long make_flash(struct device_made *one, u64 *a)
{
	struct device_made *chip;
	struct erase_info erase = {};
	unsigned long index = a[DEVICE_ADDRESS] - CHIP_BASE;
	unsigned long length = a[DEVICE_LENGTH];
	size_t written;
	long error;

	if (index % CHIP_SIZE || index / CHIP_SIZE >= CHIPS)
		return -EINVAL;
	chip = &chips[index / CHIP_SIZE];
	if (!chip->mtd) {
		set_map(chip, a[DEVICE_ADDRESS], CHIP_SIZE, 4);
		chip->mtd = do_map_probe("cfi_probe", &chip->map);
		if (!chip->mtd)
			return -ENXIO;
		error = mtd_device_register(chip->mtd, NULL, 0);
		if (error)
			return error;
	}
	erase.len = roundup(length + 1, chip->mtd->erasesize);
	mtd_unlock(chip->mtd, 0, erase.len);
	error = mtd_erase(chip->mtd, &erase);
	if (!error && length)
		error = mtd_write(chip->mtd, 0, length, &written,
				  (u8 *)(unsigned long)a[DEVICE_SOURCE]);
	if (error)
		return error;
	set_map(one, 0, 0, 0);
	error = mtd_add_partition(chip->mtd, one->name, 0, CHIP_SIZE);
	if (error)
		return error;
	one->chip = chip->mtd;
	one->mtd = list_last_entry(&chip->mtd->partitions, struct mtd_info,
				   part.node);
	return one->mtd->index;
}

static const struct fb_ops without_mmap = {};
static const struct fb_ops with_mmap = {
#if LINUX_VERSION_CODE >= KERNEL_VERSION(6, 8, 0)
	.fb_mmap = fb_io_mmap,
#endif
};

static long make_screen(struct device_made *one, u64 *a)
{
	struct fb_info *info = framebuffer_alloc(0, NULL);
	long error;

	if (!info)
		return -ENOMEM;
	info->fix.smem_start = a[DEVICE_ADDRESS];
	info->fix.smem_len = a[DEVICE_SIZE];
	info->screen_base = (char __iomem *)(unsigned long)a[DEVICE_ADDRESS];
	info->screen_size = a[DEVICE_SIZE];
	info->fbops = a[DEVICE_FLAGS] & DEVICE_NO_FB_MMAP ? &without_mmap :
							     &with_mmap;
	error = register_framebuffer(info);
	if (error) {
		framebuffer_release(info);
		return error;
	}
	one->screen = info;
	return info->node;
}

/* Makes a device; tells the number that the kernel gave it. */
long make_device(u64 __user *from)
{
	u64 a[DEVICE_WORDS + 1];
	struct device_made *one;
	long number;

	if (copy_from_user(a, from, sizeof(a)))
		return -EFAULT;
	if (nr_made == MAX_DEVICES)
		return -ENOSPC;
	one = kzalloc(sizeof(*one), GFP_KERNEL);
	if (!one)
		return -ENOMEM;
	made[nr_made++] = one;
	if (a[DEVICE_KIND] == DEVICE_NOR)
		number = make_flash(one, a);
	else if (a[DEVICE_KIND] == DEVICE_FB)
		number = make_screen(one, a);
	else
		number = make_mtd(one, a);
	if (number < 0)
		return number;
	a[ARGUMENT_NUMBER] = number;
	return copy_to_user(from, a, sizeof(a)) ? -EFAULT : 0;
}

/* How many bytes the RAM disk behind a descriptor has: whole sectors. */
long set_disk_size(const u64 __user *from)
{
	u64 values[2];
	struct file *file;

	if (copy_from_user(values, from, sizeof(values)))
		return -EFAULT;
	file = fget(values[0]);
	if (!file)
		return -EBADF;
	set_capacity(I_BDEV(file->f_mapping->host)->bd_disk,
		     values[1] >> SECTOR_SHIFT);
	fput(file);
	return 0;
}

/* Devices that are still in use are left where they are. */
void remove_devices(bool in_use)
{
	while (nr_made) {
		struct device_made *one = made[--nr_made];

		if (in_use)
			continue;
		if (one->screen) {
			unregister_framebuffer(one->screen);
			framebuffer_release(one->screen);
		}
		if (one->chip) {
			if (mtd_del_partition(one->chip, one->mtd->index))
				continue;
		} else if (one->mtd) {
			if (mtd_device_unregister(one->mtd))
				continue;
			map_destroy(one->mtd);
		}
		kfree(one);
	}
}

/* Memory of a PCI device, at an address below that of the kernel's own. */
static int __init bus_memory_init(void)
{
	void __iomem *device = (void __iomem *)(unsigned long)BUS_CONFIG;

	if (!probe_area)
		return 0;
	writel(BUS_MEMORY, device + 0x18);
	writel(0, device + 0x1c);
	writew(2, device + 4);
	return 0;
}
device_initcall(bus_memory_init);
