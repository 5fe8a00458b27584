/**
 * Lines of strace of calls other than mmap, and what they must be told.
 *
 * @module
 */
import { RW } from "./cases.ts";

/** A call that is not mmap(). */
export interface OtherCase {
  /** Its number among the cases that were collected. */
  readonly number?: number;
  readonly name: string;
  /** The call that failed is the last. */
  readonly log: string;
  /** The rule that is the first of the causes. */
  readonly reason: string;
  /** A part of the first way out. */
  readonly wayOut: string;
  /** A part of the notes. */
  readonly note?: string;
}

const HEAP =
  `mmap(NULL, 8192, ${RW}, MAP_PRIVATE|MAP_ANONYMOUS, -1, 0) = 0x80350000\n`;
const DATA = `openat(AT_FDCWD, "/mnt/data", O_RDONLY) = 3
mmap(NULL, 16384, PROT_READ, MAP_PRIVATE, 3, 0) = 0x80340000
`;

/** The other cases. */
export const OTHER_CASES: readonly OtherCase[] = [
  ...[
    ["mprotect(0x80350000, 4096, PROT_NONE)", "no page can guard another"],
    ["madvise(0x80350000, 65536, MADV_DONTNEED)", "given back by munmap()"],
    ["mlock(0x80350000, 4096)", "never swapped out"],
    ["mlockall(MCL_CURRENT|MCL_FUTURE)", "never swapped out"],
    ["msync(0x80350000, 4096, MS_SYNC)", "pwrite()"],
    ["mincore(0x80350000, 4096, 0xbefff000)", "always in memory"],
  ].map(([call, wayOut]): OtherCase => ({
    number: 18,
    name: call!,
    log: `${call} = -1 ENOSYS (Function not implemented)`,
    reason: "call-absent",
    wayOut: wayOut!,
  })),
  {
    number: 20,
    name: "the head of a file mapping unmapped",
    log: `${DATA}munmap(0x80340000, 4096) = -1 EINVAL (Invalid argument)`,
    reason: "munmap-file-end",
    wayOut: "the whole mapping 'line 2' (16KiB)",
    note: "After line 2: mmap(NULL, 16384",
  },
  {
    number: 20,
    name: "the tail of a file mapping unmapped",
    log: `${DATA}munmap(0x80343000, 4096) = -1 EINVAL (Invalid argument)`,
    reason: "munmap-file-inside",
    wayOut: "the whole mapping 'line 2' (16KiB)",
  },
  {
    number: 20,
    name: "memory unmapped of which the log says nothing",
    log: "munmap(0x80343000, 4096) = -1 EINVAL (Invalid argument)",
    reason: "munmap-file-end",
    wayOut: "the whole mapping",
  },
  {
    number: 21,
    name: "heap grown",
    log:
      `${HEAP}mremap(0x80350000, 8192, 16384, MREMAP_MAYMOVE) = -1 ENOMEM (Cannot allocate memory)`,
    reason: "mremap-beyond-region",
    wayOut: "a new mmap() of 16KiB",
  },
  {
    number: 21,
    name: "shared memory resized",
    log: `openat(AT_FDCWD, "/dev/shm/x", O_RDWR) = 3
mmap(NULL, 8192, ${RW}, MAP_SHARED, 3, 0) = 0x80350000
mremap(0x80350000, 8192, 4096, 0) = -1 EPERM (Operation not permitted)`,
    reason: "mremap-shareable",
    wayOut: "a new mmap() of 4KiB",
  },
  {
    number: 21,
    name: "a part of the heap resized",
    log: `${HEAP}mremap(0x80350000, 4096, 4096, 0) = -1 EINVAL`,
    reason: "mremap-not-mapped",
    wayOut: "exactly the mapping 'line 1' (8KiB)",
  },
  {
    number: 24,
    name: "shared memory made too large",
    log: "ftruncate(3</dev/shm/ring>, 5242880) = -1 EFBIG (File too large)",
    reason: "truncate-too-large",
    wayOut: "a size of at most 4MiB",
  },
  {
    number: 24,
    name: "shared memory shrunk while it is mapped",
    log: "ftruncate(3</dev/shm/ring>, 4096) = -1 ETXTBSY (Text file busy)",
    reason: "truncate-shared-mapping",
    wayOut: "without the earlier step 'shared' by other",
  },
  {
    number: 25,
    name: "memfd",
    log:
      'memfd_create("ring", MFD_CLOEXEC) = -1 ENOSYS (Function not implemented)',
    reason: "call-absent",
    wayOut: "shm_open()",
  },
  {
    number: 41,
    name: "mapped twice, unmapped twice",
    log: `openat(AT_FDCWD, "/mnt/data", O_RDONLY) = 3
mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0) = 0x80340000
mmap(NULL, 4096, PROT_READ, MAP_PRIVATE, 3, 0) = 0x80340000
munmap(0x80340000, 4096) = 0
munmap(0x80340000, 4096) = -1 EINVAL (Invalid argument)`,
    reason: "munmap-not-mapped",
    wayOut: "without the earlier step 'line 4'",
    note: "hazard vma-overwritten: The process has",
  },
];
