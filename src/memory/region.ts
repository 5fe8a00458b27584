/**
 * Regions and VMAs. A region is memory that is mapped, one for the whole
 * system; a VMA is one process's view of it. Mirrors include/linux/mm_types.h,
 * `struct vm_region` and `struct vm_area_struct`.
 *
 * @module
 */
import type { Word } from "../abi/word.ts";

/** The shareable regions of one inode. */
export interface FileRegions {
  /** Adds a region whose file range is `[pgoff, pgoff + pages)`. */
  add(region: Region, pages: number): void;
  /** Removes a region, which may have become shorter than it was. */
  remove(region: Region, pages: number): void;
  /** Calls `visit` for every region that may touch `[pgoff, end)`. */
  visit(pgoff: Word, end: Word, visit: (region: Region) => void): void;
}

/** The part of an inode that mappings need. */
export interface MappedInode {
  /** Shareable regions of the inode, by file range. */
  readonly regions: FileRegions;
  /** VMAs of the inode (`i_mmap`). */
  readonly mappings: Set<Vma>;
}

/** The part of an open file that mappings need. */
export interface MappedFile {
  /** Its inode. */
  readonly inode: MappedInode;
  /** Name in messages and results. */
  readonly name: string;
}

/** Where the bytes of a copy came from. */
export interface CopyOrigin {
  /** File position of the first byte. */
  readonly position: number;
  /** Changes of the file's contents before the copy was made. */
  readonly version: number;
  /** Bytes that the read gave; 0 once the copy has bytes of its own. */
  filled: number;
  /** Its bytes are being read. */
  reading: boolean;
}

/** Memory that is mapped. */
export interface Region {
  /** Number in order of creation, from 1. */
  readonly id: number;
  /** First address. */
  start: Word;
  /** Address after the last mapped byte. */
  end: Word;
  /** Address after the last allocated byte. */
  top: Word;
  /** Offset in the file, in pages. */
  pgoff: Word;
  /** VMAs that use it. */
  usage: number;
  /** `VM_*` flags of the first mapping. */
  flags: number;
  /** File of the first mapping. */
  readonly file: MappedFile | null;
  /** The instruction cache was flushed for it. */
  icacheFlushed: boolean;
  /** Where the bytes of a copy of a file came from. */
  origin: CopyOrigin | null;
}

/** One process's mapping. */
export interface Vma {
  /** Number in order of creation, from 1. */
  readonly id: number;
  /** First address. */
  start: Word;
  /** Address after the last byte. */
  end: Word;
  /** Offset in the file, in pages. */
  pgoff: Word;
  /** `VM_*` flags. */
  flags: number;
  /** The memory. */
  region: Region;
  /** File, or `null` for anonymous memory. */
  readonly file: MappedFile | null;
  /** The kernel has freed this object. */
  freed: boolean;
}

/** All regions: `nommu_region_tree`. */
export interface RegionTree extends Iterable<Region> {
  /** Number of regions. */
  readonly size: number;
  /** Adds a region; `false` if it meets another one with the same start. */
  add(region: Region): boolean;
  /** Removes a region. */
  delete(region: Region): void;
  /** The region with the highest start at or below the address. */
  floor(address: Word): Region | undefined;
}
