/**
 * Files of filesystems, pipes, sockets and rings.
 *
 * @module
 */
import { CAPABILITY } from "../../abi/capabilities.ts";
import type { InodeSpec } from "../../scenario/types.ts";
import {
  type About,
  answer,
  AREA,
  capabilities,
  common,
  declares,
  type Device,
  LARGEST,
  stock,
} from "../device.ts";

const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;

/** Files of ramfs and tmpfs. */
export const RAM_FILE: readonly Device[] = [
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

/** Files of other filesystems. */
export const PLAIN_FILE: readonly Device[] = [
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
      "a file of a cramfs or romfs in memory, and the range reaches beyond the end of the file",
    remedy: "a length that ends with the last page of the file",
    source:
      "fs/cramfs/inode.c, cramfs_physmem_get_unmapped_area(); fs/romfs/mmap-nommu.c",
    make: declares({
      type: "reg",
      capabilities: ROM,
      getUnmappedArea: answer("EINVAL"),
    }),
  },
];

/** Pipes and FIFOs. */
export const PIPE: readonly Device[] = [{
  what: "a pipe or FIFO",
  source: "fs/pipe.c, pipefifo_fops",
  make: stock("fifo", () => ({ driver: "pipe" })),
}];

/** Sockets. */
export const SOCKET: readonly Device[] = [{
  what: "a socket",
  source: "net/socket.c, socket_file_ops",
  make: stock("sock", () => ({ driver: "socket" })),
}];

const RING = capabilities(DIRECT | READ | WRITE);

/** Rings of io_uring. */
export const IO_URING: readonly Device[] = [
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
    remedy: "one of the offsets IORING_OFF_*, and a length within the ring",
    source: "io_uring/memmap.c, io_uring_get_unmapped_area()",
    make: declares({
      capabilities: RING,
      getUnmappedArea: answer("EINVAL"),
      read: "absent",
    }),
  },
];
