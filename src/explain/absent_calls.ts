/**
 * Calls that exist only with an MMU, and how a program does without them.
 *
 * @module
 */
const NOT_SWAPPED = "ignore the error: memory is never swapped out";
const ALL_PRESENT = "ignore the error: all of a mapping is always in memory";

/** What a program can do in place of each call, to be read after "ok:". */
export const ABSENT_CALLS: Readonly<Record<string, string>> = {
  mprotect:
    "ignore the error: every mapping can be read, written and executed, and no page can guard another",
  pkey_mprotect:
    "ignore the error: every mapping can be read, written and executed",
  madvise:
    "ignore the error: memory is given back by munmap() alone, and is zeroed by the program itself",
  mlock: NOT_SWAPPED,
  mlock2: NOT_SWAPPED,
  munlock: NOT_SWAPPED,
  mlockall: NOT_SWAPPED,
  munlockall: NOT_SWAPPED,
  msync:
    "ignore the error: a shared mapping is the file's memory itself; a private copy is written with pwrite()",
  mincore: ALL_PRESENT,
  remap_file_pages: "map each part by itself with mmap()",
  memfd_create:
    "shm_open() or a file on ramfs or tmpfs, then one ftruncate() from empty and mmap() with MAP_SHARED",
};
