/**
 * What a file in a log may be: its path says which drivers and filesystems of
 * the kernel it may belong to.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { formatFlags } from "../abi/flags.ts";
import type { MtdDevice } from "../files/mtd.ts";
import type { FileType } from "../policy/request.ts";
import { commonInode, type FileParts, makeFile } from "../question/make.ts";
import type {
  CommonInode,
  Flags,
  InodeSpec,
  StockInode,
} from "../scenario/types.ts";

/** What is known of the file that is to be made. */
export interface About {
  /** Its name in a scenario. */
  readonly name: string;
  /** Its path, if it has one. */
  readonly path?: string;
  /** What a file of a disk filesystem declares in this kernel. */
  readonly disk: FileParts;
  /** End of the range that is mapped, in bytes. */
  readonly end: number;
}

/** A file that a path may stand for. */
export interface Device {
  /** What it is, in words, to be read after "it is". */
  readonly what: string;
  /** Place in the kernel that makes it so; left out: it is a guess. */
  readonly source?: string;
  /** It stands for any driver. */
  readonly any?: boolean;
  /** Makes it. */
  make(about: About): InodeSpec;
}

/** Sizes and addresses beyond this are not tried. */
const LARGEST = 2 ** 31;
const SMALLEST = 2 ** 20;
/** Where the memory of a device lies. */
const BASE = 0x4000_0000;

function common(
  { name, path, end }: About,
  type: FileType,
): CommonInode {
  return {
    ...commonInode(name, type),
    size: Math.min(LARGEST, Math.max(end, SMALLEST)),
    ...(path === undefined ? {} : { path }),
  };
}

/** A driver that answers what is declared. */
export function declares(parts: FileParts): Device["make"] {
  return (about) => {
    const { size, path } = common(about, parts.type ?? "chr");
    return makeFile(about.name, { size, path, ...parts }).inode;
  };
}

/** One of the drivers that the engine has. */
function stock(
  type: FileType,
  parts: (about: About) => Partial<StockInode> & Pick<StockInode, "driver">,
): Device["make"] {
  return (about) => ({ ...common(about, type), ...parts(about) }) as StockInode;
}

/** Half of the range: it reaches beyond the end. */
function tooSmall({ end }: About): number {
  return Math.max(1, Math.floor(Math.min(end, LARGEST) / 2));
}

function capabilities(value: number): Flags {
  return { value, text: formatFlags(value, CAPABILITY) };
}

function answer(errno: keyof typeof ERRNO): { readonly errno: number } {
  return { errno: ERRNO[errno] };
}

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
const AREA = { base: BASE };

const FB = "drivers/video/fbdev/core/fb_chrdev.c";

const FRAME_BUFFER: readonly Device[] = [
  {
    what:
      "a frame buffer whose driver has no get_unmapped_area (all but those that select FB_PROVIDE_GET_FB_UNMAPPED_AREA)",
    source: `${FB}, fb_fops`,
    make: stock("chr", () => fb(false, true)),
  },
  {
    what: "a frame buffer with get_unmapped_area, such as drm/stm",
    source: `${FB}, get_fb_unmapped_area()`,
    make: stock("chr", () => fb(true, true)),
  },
  {
    what:
      "a frame buffer with get_unmapped_area, and the range reaches beyond the memory of the screen",
    source: `${FB}, get_fb_unmapped_area()`,
    make: stock(
      "chr",
      (about) => ({ ...fb(true, true), size: tooSmall(about) }),
    ),
  },
  {
    what:
      "a frame buffer with get_unmapped_area whose driver has no fb_mmap (since 6.8 there is no default)",
    source: `${FB}, fb_mmap()`,
    make: stock("chr", () => fb(true, false)),
  },
];

function fb(
  getUnmappedArea: boolean,
  fbMmap: boolean,
): Partial<StockInode> & { driver: "fb" } {
  return { driver: "fb", base: BASE, getUnmappedArea, fbMmap };
}

const MEM = "drivers/char/mem.c";

const PHYSICAL_MEMORY: readonly Device[] = [
  {
    what: "/dev/mem and a range that may be mapped",
    source: `${MEM}, memory_mmap_capabilities()`,
    make: stock("chr", () => ({ driver: "mem" })),
  },
  {
    what: "/dev/mem and a range outside of physical memory",
    source: `${MEM}, get_unmapped_area_mem()`,
    make: stock("chr", () => ({ driver: "mem", limit: 0 })),
  },
];

const ZERO: readonly Device[] = [{
  what: "/dev/zero",
  source: `${MEM}, zero_mmap_capabilities(), mmap_zero()`,
  make: stock("chr", () => ({ driver: "zero" })),
}];

const MTD = "drivers/mtd/mtdchar.c, drivers/mtd/mtdcore.c";

const MTD_CHARACTER: readonly Device[] = [
  ...(["RAM", "ROM", "NOR", "NAND"] as const).map((type): Device => ({
    what: `an MTD device of type ${type}`,
    source: MTD,
    make: stock("chr", ({ end }) => mtd(type, Math.max(end, SMALLEST))),
  })),
  {
    what: "an MTD device of type RAM, and the range reaches beyond it",
    source: "drivers/mtd/mtdchar.c, mtdchar_get_unmapped_area()",
    make: stock("chr", (about) => mtd("RAM", tooSmall(about))),
  },
];

function mtd(
  type: MtdDevice["type"],
  size: number,
): Partial<StockInode> & { driver: "mtd" } {
  return {
    driver: "mtd",
    size,
    mtd: { type, at: BASE, size, point: type !== "NAND" },
  };
}

const VIDEO: readonly Device[] = [
  {
    what: "a V4L2 device whose driver says where its buffers are",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_get_unmapped_area()",
    make: declares({ getUnmappedArea: AREA, readWith: "read" }),
  },
  {
    what: "a V4L2 device whose driver has no get_unmapped_area",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_get_unmapped_area()",
    make: declares({ getUnmappedArea: answer("ENOSYS"), readWith: "read" }),
  },
  {
    what: "a V4L2 device whose driver has no mmap",
    source: "drivers/media/v4l2-core/v4l2-dev.c, v4l2_mmap()",
    make: declares({
      getUnmappedArea: AREA,
      mmap: answer("ENODEV"),
      readWith: "read",
    }),
  },
  {
    what: "a V4L2 device, and no buffer has this offset and length",
    source: "drivers/media/common/videobuf2/videobuf2-core.c",
    make: declares({ getUnmappedArea: answer("EINVAL"), readWith: "read" }),
  },
];

const SOUND: readonly Device[] = [
  {
    what: "an ALSA PCM device",
    source: "sound/core/pcm_native.c, snd_pcm_get_unmapped_area()",
    make: declares({ getUnmappedArea: AREA, readWith: "both" }),
  },
  {
    what: "an ALSA PCM device that cannot be mapped at this offset",
    source: "sound/core/pcm_native.c, snd_pcm_mmap()",
    make: declares({
      getUnmappedArea: AREA,
      mmap: answer("ENXIO"),
      readWith: "both",
    }),
  },
];

const GRAPHICS: readonly Device[] = [
  {
    what: "a DRM device with the DMA helpers",
    source: "include/drm/drm_gem_dma_helper.h, DEFINE_DRM_GEM_DMA_FOPS",
    make: declares({ getUnmappedArea: AREA, readWith: "read" }),
  },
  {
    what: "a DRM device without get_unmapped_area",
    source: "include/drm/drm_gem.h, DEFINE_DRM_GEM_FOPS",
    make: declares({ readWith: "read" }),
  },
  {
    what: "a DRM device, and no buffer object has this offset and length",
    source:
      "drivers/gpu/drm/drm_gem_dma_helper.c, drm_gem_dma_get_unmapped_area()",
    make: declares({ getUnmappedArea: answer("EINVAL"), readWith: "read" }),
  },
];

const RING = capabilities(DIRECT | READ | WRITE);

const IO_URING: readonly Device[] = [
  {
    what: "an io_uring ring",
    source: "io_uring/memmap.c, io_uring_nommu_mmap_capabilities()",
    make: declares({
      capabilities: RING,
      getUnmappedArea: AREA,
      read: "absent",
    }),
  },
  {
    what: "an io_uring ring, and none has this offset and length",
    source: "io_uring/memmap.c, io_uring_get_unmapped_area()",
    make: declares({
      capabilities: RING,
      getUnmappedArea: answer("EINVAL"),
      read: "absent",
    }),
  },
];

const BLOCK: readonly Device[] = [{
  what: "a block device",
  source: "block/fops.c, def_blk_fops",
  make: stock("blk", () => ({ driver: "block" })),
}];

const RAM_FILE: readonly Device[] = [
  {
    what:
      "a file of ramfs or tmpfs in one run of pages, as one ftruncate from empty makes it",
    source: "fs/ramfs/file-nommu.c",
    make: (about) => ramFile(about, about.end),
  },
  {
    what:
      "a file of ramfs or tmpfs whose pages lie apart: it grew by write() or in several steps, or is shorter than the request",
    source: "fs/ramfs/file-nommu.c, ramfs_nommu_get_unmapped_area()",
    make: (about) => ramFile(about, 0),
  },
];

function ramFile(about: About, size: number): InodeSpec {
  return {
    ...common(about, "reg"),
    driver: "ramfs",
    size: Math.min(size, LARGEST),
    contents: { kind: "literal", bytes: new Uint8Array() },
  };
}

const ROM = capabilities(COPY | DIRECT | READ | EXEC);

const PLAIN_FILE: readonly Device[] = [
  {
    what:
      "a file of a filesystem without no-MMU support (ext4, FAT, NFS, JFFS2, squashfs, ...)",
    source: "mm/nommu.c, validate_mmap_request()",
    make: (about) => declares(about.disk)(about),
  },
  {
    what: "a file of a cramfs or romfs that is in memory and executes in place",
    source: "fs/cramfs/inode.c, fs/romfs/mmap-nommu.c",
    make: declares({ type: "reg", capabilities: ROM, getUnmappedArea: AREA }),
  },
  {
    what:
      "a file of a cramfs in memory, and the range reaches beyond the end of the file",
    source: "fs/cramfs/inode.c, cramfs_physmem_get_unmapped_area()",
    make: declares({
      type: "reg",
      capabilities: ROM,
      getUnmappedArea: answer("EINVAL"),
    }),
  },
];

const PIPE: readonly Device[] = [{
  what: "a pipe or FIFO",
  source: "fs/pipe.c, pipefifo_fops",
  make: stock("fifo", () => ({ driver: "pipe" })),
}];

const SOCKET: readonly Device[] = [{
  what: "a socket",
  source: "net/socket.c, socket_file_ops",
  make: stock("sock", () => ({ driver: "socket" })),
}];

const WITHOUT_MMAP: readonly Device[] = [{
  what: "a device without an mmap operation",
  source: `${MEM}, null_fops`,
  make: declares({ mmap: "absent" }),
}];

const USERSPACE_IO: readonly Device[] = [{
  what: "a UIO device, which has no get_unmapped_area",
  source: "drivers/uio/uio.c, uio_fops",
  make: declares({ readWith: "read" }),
}];

/** What any character device may be. */
const CHARACTER: readonly Device[] = [
  {
    what: "a driver without an mmap operation",
    make: declares({ mmap: "absent" }),
  },
  {
    what: "a driver with mmap but without get_unmapped_area",
    make: declares({ readWith: "read" }),
  },
  {
    what: "a driver with mmap and get_unmapped_area",
    make: declares({ readWith: "read", getUnmappedArea: AREA }),
  },
  {
    what: "a driver whose mmap_capabilities do not include DIRECT",
    make: declares({ capabilities: capabilities(COPY), getUnmappedArea: AREA }),
  },
  {
    what: "a driver whose get_unmapped_area answers ENOSYS for this range",
    make: declares({ getUnmappedArea: answer("ENOSYS") }),
  },
  {
    what: "a driver whose mmap answers ENOSYS",
    make: declares({ getUnmappedArea: AREA, mmap: answer("ENOSYS") }),
  },
  {
    what: "a driver whose mmap_capabilities are DIRECT|READ only",
    make: declares({
      capabilities: capabilities(DIRECT | READ),
      getUnmappedArea: AREA,
    }),
  },
  {
    what: "a driver whose mmap_capabilities are COPY|DIRECT|READ|WRITE",
    make: declares({
      capabilities: capabilities(COPY | DIRECT | READ | WRITE),
      getUnmappedArea: AREA,
    }),
  },
];

const BY_PATH: readonly (readonly [RegExp, readonly Device[]])[] = [
  [/^\/dev\/fb\/?[0-9]+$/, FRAME_BUFFER],
  [/^\/dev\/zero$/, ZERO],
  [/^\/dev\/k?mem$/, PHYSICAL_MEMORY],
  [
    /^\/dev\/(?:null|full|random|urandom|tty\w*|console|ptmx|pts\/\d+)$/,
    WITHOUT_MMAP,
  ],
  [/^\/dev\/mtd[0-9]+(?:ro)?$/, MTD_CHARACTER],
  [
    /^\/dev\/(?:mtdblock|romblock|mmcblk|nvme\d+n|ram|loop|[shv]d[a-z]|zram)\w*$/,
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

const ANYTHING: readonly Device[] = [
  ...PLAIN_FILE,
  ...RAM_FILE,
  ...CHARACTER,
  ...BLOCK,
  ...PIPE,
  ...SOCKET,
];

/** What a path may stand for; `undefined`: nothing is known of the file. */
export function devicesFor(path: string | undefined): readonly Device[] {
  if (path === undefined) return ANYTHING;
  return BY_PATH.find(([pattern]) => pattern.test(path))?.[1] ?? ANYTHING;
}

/** Drivers whose own operations answer an errno: any driver can. */
export function ownAnswers(
  path: string | undefined,
  errno: keyof typeof ERRNO,
): readonly Device[] {
  const known = devicesFor(path);
  const isDevice = path === undefined || path.startsWith("/dev/");
  if (!isDevice || [BLOCK, RAM_FILE, ZERO].includes(known)) return [];
  return [
    {
      what: `a driver whose own mmap operation answers ${errno}`,
      any: true,
      make: declares({
        getUnmappedArea: AREA,
        mmap: answer(errno),
        readWith: "read",
      }),
    },
    {
      what: `a driver whose own get_unmapped_area answers ${errno}`,
      any: true,
      make: declares({ getUnmappedArea: answer(errno), readWith: "read" }),
    },
  ];
}
