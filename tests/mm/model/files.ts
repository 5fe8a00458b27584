/** The files that random sequences map, for engine and model alike. */

/** How a driver is declared. */
export interface FileDeclaration {
  readonly name: string;
  readonly type: "reg" | "chr" | "blk" | "ramfs";
  readonly size: number;
  readonly mode: "r" | "w" | "rw";
  /** Letters: D direct, C copy, r, w, x; left out: no such operation. */
  readonly capabilities?: string;
  /** Address of its memory, an errno, or no such operation. */
  readonly area?: number | "ENOSYS" | "ENODEV";
  readonly mmap: "shared-only" | "ENOSYS" | "EAGAIN" | "absent";
  readonly read: "ok" | "short" | "EIO" | "absent";
  /** Another declaration whose inode this is, opened once more. */
  readonly again?: number;
}

export const FILES: readonly FileDeclaration[] = [
  {
    name: "flash",
    type: "chr",
    size: 0x8000,
    mode: "r",
    capabilities: "DCrx",
    area: 0x2000_0000,
    mmap: "shared-only",
    read: "ok",
  },
  {
    name: "frames",
    type: "chr",
    size: 0x6000,
    mode: "rw",
    area: 0x3000_0000,
    mmap: "shared-only",
    read: "absent",
  },
  {
    name: "disk",
    type: "reg",
    size: 0x5123,
    mode: "rw",
    mmap: "ENOSYS",
    read: "ok",
  },
  {
    name: "store",
    type: "chr",
    size: 0x8000,
    mode: "rw",
    capabilities: "DCrwx",
    area: 0x4000_0000,
    mmap: "shared-only",
    read: "ok",
  },
  {
    name: "nowhere",
    type: "chr",
    size: 0x4000,
    mode: "rw",
    capabilities: "DCrwx",
    area: "ENOSYS",
    mmap: "shared-only",
    read: "short",
  },
  {
    name: "broken",
    type: "blk",
    size: 0x4000,
    mode: "r",
    capabilities: "DCr",
    area: 0x5000_0000,
    mmap: "EAGAIN",
    read: "EIO",
  },
  {
    name: "ram",
    type: "ramfs",
    size: 0,
    mode: "rw",
    mmap: "shared-only",
    read: "ok",
  },
  {
    name: "ram-read",
    type: "ramfs",
    size: 0,
    mode: "r",
    mmap: "shared-only",
    read: "ok",
    again: 6,
  },
];

/** Bytes that a short read gives. */
export const SHORT = 0x1800;
/** Where RAM lies. */
export const RAM_BASE = 0x8000_0000;
/** Bytes of RAM: small, so that it runs out. */
export const RAM_SIZE = 0x10_0000;
/** Bytes of a page. */
export const PAGE = 4096;
