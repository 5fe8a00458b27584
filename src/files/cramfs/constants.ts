/**
 * Numbers of the cramfs image format: include/uapi/linux/cramfs_fs.h.
 *
 * @module
 */

/** First word of a superblock in the byte order of the machine. */
export const CRAMFS_MAGIC = 0x28cd_3d45;

/** The magic as a machine of the other byte order sees it. */
export const CRAMFS_MAGIC_WRONG_ENDIAN = 0x453d_cd28;

/** Text at byte 16 of the superblock; kernels do not look at it. */
export const CRAMFS_SIGNATURE = "Compressed ROMFS";

/** Bytes of `struct cramfs_super`, the root inode included. */
export const SUPERBLOCK_BYTES = 76;

/** Bytes of `struct cramfs_inode`, the name excluded. */
export const INODE_BYTES = 12;

/** Longest name in bytes: `CRAMFS_MAXPATHLEN`. */
export const MAX_NAME_BYTES = 252;

/** Bytes that the kernel reads for each directory entry, however short. */
export const ENTRY_WINDOW: number = INODE_BYTES + MAX_NAME_BYTES;

/** Largest file or directory in bytes: 24 bits of size. */
export const MAX_FILE_BYTES = 0xff_ffff;

/** Bytes of a block: the page size of the kernel that reads the image. */
export const BLOCK_BYTES = 4096;

/** Size in bytes that the kernel assumes if the superblock gives none. */
export const UNKNOWN_IMAGE_BYTES = 0x1000_0000;

/** `CRAMFS_FLAG_*` without the prefix. */
export const CRAMFS_FLAG = {
  FSID_VERSION_2: 0x1,
  SORTED_DIRS: 0x2,
  HOLES: 0x100,
  WRONG_SIGNATURE: 0x200,
  SHIFTED_ROOT_OFFSET: 0x400,
  EXT_BLOCK_POINTERS: 0x800,
} as const;

/** Flags that a kernel mounts: `CRAMFS_SUPPORTED_FLAGS`. */
export const SUPPORTED_FLAGS = 0xfff;

/** Bit of a block pointer: the data are not compressed. */
export const BLOCK_UNCOMPRESSED = 0x8000_0000;

/** Bit of a block pointer: it holds the start of the block, shifted. */
export const BLOCK_DIRECT = 0x4000_0000;

/** The rest of a block pointer. */
export const BLOCK_ADDRESS = 0x3fff_ffff;

/** What a direct pointer is shifted down by: `CRAMFS_BLK_DIRECT_PTR_SHIFT`. */
export const DIRECT_SHIFT = 2;
