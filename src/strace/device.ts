/**
 * What a file may be whose driver nobody has declared: drivers and filesystems
 * of the kernel, as their source declares them.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import type { FileParts } from "../question/make.ts";
import type { Flags } from "../scenario/types.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

/** A file that a path may stand for. */
export interface Device {
  /** What it is, in words, to be read after "is" or "of". */
  readonly what: string;
  /** Place in the kernel that declares it; left out: it is a guess. */
  readonly source?: string;
  /** It stands for any driver. */
  readonly any?: boolean;
  /**
   * What it declares, perhaps other for MAP_SHARED; or a file of ramfs, in one
   * run of pages or not.
   */
  readonly declares:
    | FileParts
    | ((shared: boolean) => FileParts)
    | "ramfs"
    | "ramfs in pieces";
}

const AREA = { base: 0x4000_0000 };

function capabilities(value: number): Flags {
  return { value, text: formatFlags(value, CAPABILITY) };
}

function answer(errno: keyof typeof ERRNO): { readonly errno: number } {
  return { errno: ERRNO[errno] };
}

const FB = "drivers/video/fbdev/core/fb_chrdev.c";
const MEM = "drivers/char/mem.c";
const MTD = "drivers/mtd/mtdchar.c, drivers/mtd/mtdcore.c";

const FRAME_BUFFER: readonly Device[] = [
  {
    what:
      "a frame buffer whose driver has no get_unmapped_area (all but those that select FB_PROVIDE_GET_FB_UNMAPPED_AREA)",
    source: `${FB}, fb_fops`,
    declares: { readWith: "read" },
  },
  {
    what: "a frame buffer with get_unmapped_area, such as drm/stm",
    source: `${FB}, get_fb_unmapped_area()`,
    declares: { readWith: "read", getUnmappedArea: AREA },
  },
  {
    what:
      "a frame buffer with get_unmapped_area, and the range reaches beyond the screen's memory",
    source: `${FB}, get_fb_unmapped_area()`,
    declares: { readWith: "read", getUnmappedArea: answer("EINVAL") },
  },
  {
    what:
      "a frame buffer with get_unmapped_area whose driver has no fb_mmap (since 6.8 there is no default)",
    source: `${FB}, fb_mmap()`,
    declares: {
      readWith: "read",
      getUnmappedArea: AREA,
      mmap: answer("ENODEV"),
    },
  },
  {
    what:
      "a frame buffer with get_unmapped_area whose fb_mmap refuses the range: the kernel adds the page offset to the address as if it were bytes",
    source: `${FB}, get_fb_unmapped_area()`,
    declares: {
      readWith: "read",
      getUnmappedArea: AREA,
      mmap: answer("EINVAL"),
    },
  },
];

const ZERO: readonly Device[] = [{
  what: "/dev/zero",
  source: `${MEM}, zero_mmap_capabilities(), mmap_zero()`,
  declares: {
    capabilities: capabilities(COPY),
    getUnmappedArea: answer("ENOSYS"),
    mmap: answer("ENOSYS"),
    readWith: "both",
  },
}];

const PHYSICAL_MEMORY: readonly Device[] = [
  {
    what: "/dev/mem and a range that may be mapped",
    source: `${MEM}, memory_mmap_capabilities()`,
    declares: {
      capabilities: capabilities(DIRECT | READ | WRITE | EXEC),
      getUnmappedArea: { base: 0 },
      readWith: "read",
    },
  },
  {
    what: "/dev/mem and a range outside of physical memory",
    source: `${MEM}, get_unmapped_area_mem()`,
    declares: {
      capabilities: capabilities(DIRECT | READ | WRITE | EXEC),
      getUnmappedArea: answer("EINVAL"),
      readWith: "read",
    },
  },
  {
    what: "/dev/mem and a range that CONFIG_STRICT_DEVMEM forbids",
    source: `${MEM}, mmap_mem()`,
    declares: {
      capabilities: capabilities(DIRECT | READ | WRITE | EXEC),
      getUnmappedArea: { base: 0 },
      mmap: answer("EPERM"),
      readWith: "read",
    },
  },
];

/** What `mtdchar_mmap()` answers. */
function mtdMmap(shared: boolean): "ok" | { readonly errno: number } {
  return shared ? "ok" : answer("EACCES");
}

const MTD_CHARACTER: readonly Device[] = [
  {
    what: "an MTD device of type RAM",
    source: MTD,
    declares: (shared) => ({
      capabilities: capabilities(COPY | DIRECT | READ | WRITE | EXEC),
      getUnmappedArea: { ...AREA, int: true },
      mmap: mtdMmap(shared),
      readWith: "read",
    }),
  },
  {
    what: "an MTD device of type ROM",
    source: MTD,
    declares: (shared) => ({
      capabilities: capabilities(COPY | DIRECT | READ | EXEC),
      getUnmappedArea: { ...AREA, int: true },
      mmap: mtdMmap(shared),
      readWith: "read",
    }),
  },
  {
    what: "an MTD device of another type, such as NOR or NAND flash",
    source: MTD,
    declares: (shared) => ({
      capabilities: capabilities(COPY),
      getUnmappedArea: answer("ENODEV"),
      mmap: mtdMmap(shared),
      readWith: "read",
    }),
  },
  {
    what: "an MTD device of type RAM or ROM, and the range reaches beyond it",
    source: "drivers/mtd/mtdchar.c, mtdchar_get_unmapped_area()",
    declares: (shared) => ({
      capabilities: capabilities(COPY | DIRECT | READ | WRITE | EXEC),
      getUnmappedArea: answer("EINVAL"),
      mmap: mtdMmap(shared),
      readWith: "read",
    }),
  },
];

const VIDEO: readonly Device[] = [
  {
    what: "a V4L2 device whose driver says where its buffers are",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_get_unmapped_area()",
    declares: { getUnmappedArea: AREA, readWith: "read" },
  },
  {
    what: "a V4L2 device whose driver has no get_unmapped_area",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_get_unmapped_area()",
    declares: { getUnmappedArea: answer("ENOSYS"), readWith: "read" },
  },
  {
    what: "a V4L2 device whose driver has no mmap",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_mmap()",
    declares: {
      getUnmappedArea: AREA,
      mmap: answer("ENODEV"),
      readWith: "read",
    },
  },
  {
    what: "a V4L2 device, and no buffer has this offset and length",
    source: "drivers/media/common/videobuf2/videobuf2-core.c",
    declares: { getUnmappedArea: answer("EINVAL"), readWith: "read" },
  },
];

const SOUND: readonly Device[] = [
  {
    what: "an ALSA PCM device",
    source: "sound/core/pcm_native.c, snd_pcm_get_unmapped_area()",
    declares: { getUnmappedArea: AREA, readWith: "both" },
  },
  {
    what: "an ALSA PCM device that cannot be mapped at this offset",
    source: "sound/core/pcm_native.c, snd_pcm_mmap()",
    declares: {
      getUnmappedArea: AREA,
      mmap: answer("ENXIO"),
      readWith: "both",
    },
  },
];

const GRAPHICS: readonly Device[] = [
  {
    what: "a DRM device with the DMA helpers",
    source: "include/drm/drm_gem_dma_helper.h, DEFINE_DRM_GEM_DMA_FOPS",
    declares: { getUnmappedArea: AREA, readWith: "read" },
  },
  {
    what: "a DRM device without get_unmapped_area",
    source: "include/drm/drm_gem.h, DEFINE_DRM_GEM_FOPS",
    declares: { readWith: "read" },
  },
  {
    what: "a DRM device, and no buffer object has this offset and length",
    source:
      "drivers/gpu/drm/drm_gem_dma_helper.c, drm_gem_dma_get_unmapped_area()",
    declares: { getUnmappedArea: answer("EINVAL"), readWith: "read" },
  },
];

const IO_URING: readonly Device[] = [
  {
    what: "an io_uring ring",
    source: "io_uring/memmap.c, io_uring_nommu_mmap_capabilities()",
    declares: {
      capabilities: capabilities(DIRECT | READ | WRITE),
      getUnmappedArea: AREA,
      read: "absent",
    },
  },
  {
    what: "an io_uring ring, and none has this offset and length",
    source: "io_uring/memmap.c, io_uring_get_unmapped_area()",
    declares: {
      capabilities: capabilities(DIRECT | READ | WRITE),
      getUnmappedArea: answer("EINVAL"),
      read: "absent",
    },
  },
];

const BLOCK: readonly Device[] = [{
  what: "a block device",
  source: "block/fops.c, def_blk_fops",
  declares: { type: "blk" },
}];

const RAM_FILE: readonly Device[] = [
  {
    what:
      "a file of ramfs or tmpfs in one run of pages, as one ftruncate from empty makes it",
    source: "fs/ramfs/file-nommu.c",
    declares: "ramfs",
  },
  {
    what:
      "a file of ramfs or tmpfs whose pages lie apart: it grew by write() or in several steps, or is shorter than the request",
    source: "fs/ramfs/file-nommu.c, ramfs_nommu_get_unmapped_area()",
    declares: "ramfs in pieces",
  },
];

const PLAIN_FILE: readonly Device[] = [
  {
    what:
      "a file of a filesystem without no-MMU support (ext4, FAT, NFS, JFFS2, squashfs, ...)",
    source: "mm/nommu.c, validate_mmap_request()",
    declares: { type: "reg" },
  },
  {
    what: "a file of a cramfs or romfs that is in memory and executes in place",
    source: "fs/cramfs/inode.c, fs/romfs/mmap-nommu.c",
    declares: {
      type: "reg",
      capabilities: capabilities(COPY | DIRECT | READ | EXEC),
      getUnmappedArea: AREA,
    },
  },
  {
    what:
      "a file of a cramfs in memory, and the range reaches beyond the end of the file",
    source: "fs/cramfs/inode.c, cramfs_physmem_get_unmapped_area()",
    declares: {
      type: "reg",
      capabilities: capabilities(COPY | DIRECT | READ | EXEC),
      getUnmappedArea: answer("EINVAL"),
    },
  },
];

const PIPE: readonly Device[] = [{
  what: "a pipe or FIFO",
  source: "fs/pipe.c, pipefifo_fops",
  declares: { type: "fifo", mmap: "absent" },
}];

const SOCKET: readonly Device[] = [{
  what: "a socket",
  source: "net/socket.c, socket_file_ops",
  declares: { type: "sock" },
}];

const WITHOUT_MMAP: readonly Device[] = [{
  what: "a device without an mmap operation",
  source: `${MEM}, null_fops`,
  declares: { mmap: "absent" },
}];

const USERSPACE_IO: readonly Device[] = [{
  what: "a UIO device, which has no get_unmapped_area",
  source: "drivers/uio/uio.c, uio_fops",
  declares: { readWith: "read" },
}];

/** What any character device may be. */
const CHARACTER: readonly Device[] = [
  { what: "a driver without an mmap operation", declares: { mmap: "absent" } },
  {
    what: "a driver with mmap but without get_unmapped_area",
    declares: { readWith: "read" },
  },
  {
    what: "a driver with mmap and get_unmapped_area",
    declares: { readWith: "read", getUnmappedArea: AREA },
  },
  {
    what: "a driver whose mmap_capabilities do not include DIRECT",
    declares: { capabilities: capabilities(COPY), getUnmappedArea: AREA },
  },
  {
    what: "a driver whose get_unmapped_area answers ENOSYS for this range",
    declares: { getUnmappedArea: answer("ENOSYS") },
  },
  {
    what: "a driver whose mmap answers ENOSYS",
    declares: { getUnmappedArea: AREA, mmap: answer("ENOSYS") },
  },
  {
    what: "a driver whose mmap_capabilities are DIRECT|READ only",
    declares: {
      capabilities: capabilities(DIRECT | READ),
      getUnmappedArea: AREA,
    },
  },
  {
    what: "a driver whose mmap_capabilities are COPY|DIRECT|READ|WRITE",
    declares: {
      capabilities: capabilities(COPY | DIRECT | READ | WRITE),
      getUnmappedArea: AREA,
    },
  },
];

const BY_PATH: readonly (readonly [RegExp, readonly Device[]])[] = [
  [/^\/dev\/(?:fb\/?)[0-9]+$/, FRAME_BUFFER],
  [/^\/dev\/zero$/, ZERO],
  [/^\/dev\/k?mem$/, PHYSICAL_MEMORY],
  [
    /^\/dev\/(?:null|full|random|urandom|tty\w*|console|ptmx|pts\/\d+)$/,
    WITHOUT_MMAP,
  ],
  [/^\/dev\/mtd[0-9]+(?:ro)?$/, MTD_CHARACTER],
  [
    /^\/dev\/(?:mtdblock|mmcblk|nvme\d+n|ram|loop|sd[a-z]|vd[a-z]|hd[a-z]|zram|romblock)\w*$/,
    BLOCK,
  ],
  [/^\/dev\/(?:video|vbi|v4l-subdev)[0-9]+$/, VIDEO],
  [/^\/dev\/snd\/pcm/, SOUND],
  [/^\/dev\/dri\//, GRAPHICS],
  [/^\/dev\/uio[0-9]+$/, USERSPACE_IO],
  [/^anon_inode:\[io_uring\]$/, IO_URING],
  [/^(?:\/dev\/shm\/|\/memfd:|\/tmp\/|\/run\/|\/var\/run\/)/, RAM_FILE],
  [/^pipe:/, PIPE],
  [/^(?:socket:|TCP|UDP|UNIX|NETLINK|PACKET)/, SOCKET],
  [/^\/dev\//, CHARACTER],
  [/^\//, [...PLAIN_FILE, ...RAM_FILE]],
];

/** What a path may stand for; `undefined`: nothing is known of the file. */
export function devicesFor(path: string | undefined): readonly Device[] {
  const found = path === undefined
    ? undefined
    : BY_PATH.find(([pattern]) => pattern.test(path));
  if (found !== undefined) return found[1];
  return [
    ...PLAIN_FILE,
    ...RAM_FILE,
    ...CHARACTER,
    ...BLOCK,
    ...PIPE,
    ...SOCKET,
  ];
}
