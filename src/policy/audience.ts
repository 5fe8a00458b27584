/**
 * Whom a change of the policy concerns.
 *
 * @module
 */

/** What somebody has or does, for whom a change may matter. */
export const AUDIENCE = {
  "every-mapping": "Any call of mmap()",
  "anonymous": "Anonymous memory",
  "shared": "MAP_SHARED of a file",
  "private": "MAP_PRIVATE of a file",
  "undeclared": "A driver that declares no capabilities",
  "declares": "A driver that declares capabilities",
  "in-place": "A driver with get_unmapped_area",
  "declines": "A driver whose get_unmapped_area or mmap operation refuses",
  "accepts": "A driver whose mmap operation accepts private mappings",
  "copied": "A driver that is read into copies",
  "prepare": "A driver with mmap_prepare",
  "remaps": "A driver that calls remap_pfn_range()",
  "munmap": "munmap()",
  "mremap": "mremap()",
  "truncate": "ftruncate() of a mapped file",
  "odd-lengths": "Lengths that are no whole pages",
  "far-offsets": "Offsets and lengths near the largest number",
  "open-modes": "Files that are locked or not open for reading",
  "traced": "Programs under a debugger",
  "personality": "Programs with READ_IMPLIES_EXEC",
  "security": "Security modules",
  "memory": "Memory in use, and when it runs out",
  "twice": "The same memory mapped more than once",
  "proc": "Readers of /proc/PID/maps and /proc/maps",
  "ramfs": "ramfs, tmpfs and System V shared memory",
  "romfs": "romfs",
  "cramfs": "cramfs",
  "mtd": "/dev/mtdN",
  "mem": "/dev/mem",
  "zero": "/dev/zero",
  "fb": "Frame buffers",
} as const;

/** A key of {@linkcode AUDIENCE}. */
export type Audience = keyof typeof AUDIENCE;
