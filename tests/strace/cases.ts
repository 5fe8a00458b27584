/**
 * Cases that users of no-MMU Linux have met, as logs of strace: what is said of
 * the cause, and the first way out.
 */

/** A call to mmap() that somebody has met. */
export interface Case {
  /** Its number among the cases that were collected. */
  readonly number?: number;
  readonly name: string;
  readonly log: string;
  readonly kernel?: string;
  /** The rule that is among the causes, the first if nothing else is said. */
  readonly reason: string;
  readonly rank?: number;
  /** Part of what the file is then supposed to be. */
  readonly supposed?: string;
  /** A hazard that it runs into. */
  readonly hazard?: string;
  /** A way out: the outcome and a part of its words; the first that is told. */
  readonly wayOut?: readonly [outcome: string, text: string];
}

export const RW = "PROT_READ|PROT_WRITE";

/** The cases. */
export const CASES: readonly Case[] = [
  {
    number: 1,
    name: "frame buffer of a driver without get_unmapped_area",
    log: `mmap(NULL, 614400, ${RW}, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV`,
    reason: "shared-needs-direct",
    supposed: "no get_unmapped_area",
    wayOut: ["direct", "gains get_unmapped_area"],
  },
  {
    number: 5,
    name: "frame buffer of a driver without fb_mmap, since 6.8",
    log: `mmap(NULL, 614400, ${RW}, MAP_SHARED, 3</dev/fb0>, 0) = -1 ENODEV`,
    reason: "shared-mmap-refuses",
    rank: 1,
    supposed: "no fb_mmap",
    wayOut: ["direct", "fb_mmap"],
  },
  {
    number: 2,
    name: "frame buffer that works",
    log: `mmap(NULL, 266240, ${RW}, MAP_SHARED, 3</dev/fb0>, 0) = 0x40000000`,
    reason: "shared-direct",
    supposed: "with get_unmapped_area",
  },
  {
    number: 3,
    name: "second page of a frame buffer",
    log:
      `mmap(NULL, 266240, ${RW}, MAP_SHARED, 3</dev/fb0>, 0x1000) = -1 EINVAL`,
    reason: "shared-mmap-refuses",
    wayOut: ["direct", "offset 0"],
  },
  {
    number: 4,
    name: "camera mapped privately",
    log:
      `mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</dev/video0>, 0) = -1 ENODEV`,
    reason: "private-needs-copy",
    wayOut: ["direct", "MAP_SHARED"],
  },
  {
    number: 6,
    name: "song on a disk mapped shared",
    log: `openat(AT_FDCWD, "/mnt/song.mp3", O_RDONLY) = 3
mmap(NULL, 1048576, PROT_READ, MAP_SHARED, 3, 0) = -1 ENODEV (No such device)`,
    reason: "shared-needs-direct",
    supposed: "without no-MMU support",
    wayOut: ["copy", "MAP_PRIVATE"],
  },
  {
    number: 6,
    name: "block device mapped shared",
    log:
      `mmap(NULL, 65536, PROT_READ, MAP_SHARED, 3</dev/mtdblock0>, 0) = -1 ENODEV`,
    reason: "shared-needs-direct",
    wayOut: ["copy", "MAP_PRIVATE"],
  },
  {
    number: 7,
    name: "song mapped privately",
    log:
      "mmap(NULL, 6000, PROT_READ, MAP_PRIVATE, 3</mnt/song.mp3>, 0) = 0x80000000",
    reason: "default-copy",
  },
  {
    number: 8,
    name: "song mapped privately for writing",
    log:
      `mmap(NULL, 6000, ${RW}, MAP_PRIVATE, 3</mnt/song.mp3>, 0) = 0x80000000`,
    reason: "private-writable",
  },
  {
    number: 9,
    name: "another process in the way",
    log:
      "mmap(NULL, 8192, PROT_READ, MAP_PRIVATE, 3</dev/mtdblock0>, 0) = -1 EINVAL",
    reason: "sharing-violation",
    supposed: "a block device",
    wayOut: ["copy", "PROT_WRITE too"],
  },
  {
    number: 11,
    name: "JVM that reserves at an address",
    log:
      `mmap(0x10000, 4096, PROT_NONE, MAP_PRIVATE|MAP_FIXED|MAP_ANONYMOUS, -1, 0) = -1 EINVAL`,
    reason: "map-fixed",
    wayOut: ["anonymous", "no MAP_FIXED"],
  },
  {
    number: 12,
    name: "MAP_FIXED_NOREPLACE, whose hint is ignored",
    log:
      `mmap(0x10000, 4096, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS|MAP_FIXED_NOREPLACE, -1, 0) = 0x80001000`,
    reason: "anonymous",
  },
  {
    number: 13,
    name: "MAP_SHARED_VALIDATE",
    log:
      `mmap(NULL, 4096, PROT_READ, MAP_SHARED_VALIDATE, 3</tmp/x>, 0) = -1 EINVAL`,
    reason: "map-type",
    wayOut: ["direct", "MAP_SHARED"],
  },
  {
    number: 14,
    name: "Doom, out of RAM",
    log:
      `mmap(NULL, 6606848, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = -1 ENOMEM`,
    reason: "allocation-too-large",
    wayOut: ["anonymous", "a length of at most 4MiB"],
  },
  {
    number: 15,
    name: "MicroPython heap in fragmented memory",
    log:
      `mmap(NULL, 2097152, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = -1 ENOMEM`,
    reason: "no-contiguous-memory",
    wayOut: ["anonymous", "a length of at most"],
  },
  {
    number: 17,
    name: "arena of a garbage collector",
    log:
      "mmap(NULL, 67108864, PROT_NONE, MAP_PRIVATE|MAP_ANONYMOUS|MAP_NORESERVE, -1, 0) = -1 ENOMEM",
    reason: "allocation-too-large",
    wayOut: ["anonymous", "a length of at most 4MiB"],
  },
  {
    number: 22,
    name: "POSIX shared memory",
    log:
      `mmap(NULL, 65536, ${RW}, MAP_SHARED, 3</dev/shm/ring>, 0) = 0x80000000`,
    reason: "shared-direct",
    supposed: "one run of pages",
  },
  {
    number: 23,
    name: "POSIX shared memory that has grown",
    log: `mmap(NULL, 8192, ${RW}, MAP_SHARED, 3</dev/shm/ring>, 0) = -1 ENODEV`,
    reason: "get-unmapped-area-enosys-shared",
    supposed: "pages lie apart",
    wayOut: ["direct", "by one ftruncate"],
  },
  {
    number: 26,
    name: "/dev/zero mapped shared",
    log: `mmap(NULL, 4096, ${RW}, MAP_SHARED, 3</dev/zero>, 0) = -1 ENODEV`,
    reason: "shared-needs-direct",
    wayOut: ["anonymous", "MAP_ANONYMOUS"],
  },
  {
    number: 26,
    name: "/dev/zero mapped privately",
    log: `mmap(NULL, 4096, ${RW}, MAP_PRIVATE, 3</dev/zero>, 0) = -1 EINVAL`,
    reason: "read-not-supported",
    wayOut: ["anonymous", "MAP_ANONYMOUS"],
  },
  {
    number: 27,
    name: "register window",
    log:
      `mmap(NULL, 4096, ${RW}, MAP_SHARED, 3</dev/mem>, 0x40020000) = 0x40020000`,
    reason: "shared-direct",
  },
  {
    number: 27,
    name: "register window mapped privately",
    log:
      "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</dev/mem>, 0x40020000) = -1 ENODEV",
    reason: "private-needs-copy",
    wayOut: ["direct", "MAP_SHARED"],
  },
  {
    number: 28,
    name: "cramfs behind the end of the file",
    log:
      "mmap(NULL, 65536, PROT_READ|PROT_EXEC, MAP_PRIVATE, 3</bin/tool>, 0) = -1 EINVAL",
    reason: "get-unmapped-area-refuses",
    supposed: "beyond the end of the file",
    wayOut: ["direct", "ends with the last page of the file"],
  },
  {
    number: 30,
    name: "MTD device mapped privately",
    log:
      "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</dev/mtd0>, 0) = -1 EACCES",
    reason: "private-mmap-refuses",
    supposed: "an MTD device of type RAM",
    wayOut: ["direct", "MAP_SHARED"],
  },
  {
    number: 30,
    name: "MTD device mapped privately for writing",
    log: `mmap(NULL, 4096, ${RW}, MAP_PRIVATE, 3</dev/mtd0>, 0) = -1 EINVAL`,
    reason: "read-not-supported",
    wayOut: ["direct", "MAP_SHARED"],
  },
  {
    number: 31,
    name: "camera of a driver without get_unmapped_area",
    log: `mmap(NULL, 614400, ${RW}, MAP_SHARED, 3</dev/video0>, 0) = -1 ENODEV`,
    reason: "get-unmapped-area-enosys-shared",
    supposed: "a V4L2 device whose driver has no get_unmapped_area",
    wayOut: ["direct", "get_unmapped_area answers an address"],
  },
  {
    number: 32,
    name: "dumb buffer without the DMA helper",
    log:
      `mmap(NULL, 307200, ${RW}, MAP_SHARED, 3</dev/dri/card0>, 0x100000) = -1 ENODEV`,
    reason: "shared-needs-direct",
    wayOut: ["direct", "gains get_unmapped_area"],
  },
  {
    number: 33,
    name: "status page of a sound device",
    log:
      "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</dev/snd/pcmC0D0p>, 0x82000000) = 0x80ab2000",
    reason: "shared-direct",
  },
  {
    number: 36,
    name: "program on a noexec mount",
    log:
      "mmap(NULL, 65536, PROT_READ|PROT_EXEC, MAP_PRIVATE, 3</usr/bin/tool>, 0) = -1 EPERM",
    reason: "noexec-mount",
    wayOut: ["copy", "no PROT_EXEC"],
  },
  {
    number: 38,
    name: "mandatory lock, on old kernels",
    kernel: "linux-4.14",
    log: "mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3</tmp/db>, 0) = -1 EAGAIN",
    reason: "shared-mandatory-lock",
    wayOut: ["direct", "MAP_PRIVATE"],
  },
  {
    number: 39,
    name: "append-only file",
    log: `openat(AT_FDCWD, "/tmp/log", O_RDWR|O_APPEND) = 3
mmap(NULL, 4096, PROT_READ, MAP_SHARED, 3, 0) = -1 EACCES (Permission denied)`,
    reason: "shared-append-only",
    wayOut: ["direct", "the file opened O_RDONLY"],
  },
  {
    number: 40,
    name: "io_uring ring mapped privately",
    log:
      `mmap(NULL, 8192, ${RW}, MAP_PRIVATE, 3<anon_inode:[io_uring]>, 0) = -1 ENODEV`,
    reason: "private-needs-copy",
    wayOut: ["direct", "MAP_SHARED"],
  },
  {
    number: 29,
    name: "program of a romfs that executes in place",
    log:
      "mmap(NULL, 65536, PROT_READ|PROT_EXEC, MAP_PRIVATE, 3</bin/tool>, 0) = 0x10040000",
    reason: "private-direct",
    supposed: "cramfs or romfs",
  },
  {
    number: 30,
    name: "MTD device on a 64-bit machine",
    log:
      `mmap(NULL, 4096, ${RW}, MAP_SHARED, 3</dev/mtd0>, 0) = 0xffffffff80800000`,
    reason: "shared-direct",
    hazard: "address-truncated-to-int",
  },
  {
    number: 31,
    name: "camera asked for a buffer that it has not",
    log:
      `mmap(NULL, 614400, ${RW}, MAP_SHARED, 3</dev/video0>, 0x96000) = -1 EINVAL`,
    reason: "get-unmapped-area-refuses",
    wayOut: ["direct", "VIDIOC_QUERYBUF"],
  },
  {
    name: "pipe",
    log:
      "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3<pipe:[77]>, 0) = -1 ENODEV",
    reason: "no-mmap-operation",
  },
  {
    name: "file opened for writing only",
    log: `openat(AT_FDCWD, "/mnt/x", O_WRONLY|O_CREAT, 0644) = 3
mmap(NULL, 4096, PROT_WRITE, MAP_SHARED, 3, 0) = -1 EACCES (Permission denied)`,
    reason: "not-open-for-reading",
    wayOut: ["copy", "MAP_PRIVATE, and the file opened O_RD"],
  },
  {
    name: "length zero",
    log: "mmap(NULL, 0, PROT_READ, MAP_PRIVATE, 3</mnt/x>, 0) = -1 EINVAL",
    reason: "zero-length",
    wayOut: ["copy", "at least one byte"],
  },
  {
    name: "offset inside a page",
    log:
      "mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3</mnt/x>, 0x10) = -1 EINVAL",
    reason: "offset-not-page-aligned",
    wayOut: ["copy", "an offset of 0, a whole page"],
  },
];
