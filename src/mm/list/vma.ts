/**
 * VMAs before regions, shared by all processes that map the same pages, and the
 * files that they map. Mirrors include/linux/mm.h, `struct vm_area_struct` and
 * `struct vm_list_struct`, and include/linux/fs.h, `struct file`.
 *
 * @module
 */
import type { ListPolicyFile } from "../../policy/list_request.ts";

/** A mapping, as long as somebody uses it. */
export class ListVma {
  /** Number in order of creation, from 1. */
  readonly id: number;
  /** Address of the kernel's own record; decides between equal starts. */
  readonly record: number;
  /** File, or `null` for anonymous memory. */
  readonly file: ListFile | null;
  /** Offset in the file, in pages. */
  readonly pgoff: number;
  /** First address. */
  start: number;
  /** Address after the last byte. */
  end: number;
  /** `VM_*` flags. */
  flags: number;
  /** Processes that use it. */
  usage = 1;
  /** Its memory was allocated for it. */
  copied = false;
  /** The driver wants to hear of its end: `vm_ops->close`. */
  closes = false;
  /** Changes of the file's contents before it was read into the copy. */
  contentVersion = 0;

  /** Tree node: the left child. List node: the next one. Itself: none. */
  left: ListVma | null = null;
  /** Tree node: the right child. List node: the one before. Itself: none. */
  right: ListVma | null = null;
  /** Tree node: the node above, itself at the root. List node: `null`. */
  parent: ListVma | null = null;
  /** Others of the same pages, and back: `vm_set.head`. */
  head: ListVma | null = null;

  /** Makes a VMA in use by one process. */
  constructor(
    id: number,
    record: number,
    file: ListFile | null,
    pgoff: number,
    start: number,
    end: number,
    flags: number,
  ) {
    this.id = id;
    this.record = record;
    this.file = file;
    this.pgoff = pgoff;
    this.start = start;
    this.end = end;
    this.flags = flags;
  }
}

/** One process's use of a VMA: an element of its list. */
export interface ListElement {
  /** Address of the kernel's own record. */
  readonly record: number;
  /** The VMA. */
  vma: ListVma;
  /** The next element. */
  next: ListElement | null;
}

/** The VMAs of a file's mapping. */
export interface FileVmas {
  /** Enters a VMA; `false` if the kernel stops. */
  insert(vma: ListVma): boolean;
  /** Takes a VMA out; `false` if the kernel stops. */
  remove(vma: ListVma): boolean;
}

/** The operations of a driver; which of them exist says the file. */
export interface ListDriver {
  /** Answer of `get_unmapped_area`: an address or, near 2^32, an error. */
  getUnmappedArea(
    file: ListFile,
    length: number,
    pgoff: number,
    flags: number,
  ): number;
  /** Answer of `mmap`: 0, a positive number or a negative errno. */
  mmap(file: ListFile, vma: ListVma): number;
  /**
   * Answer of `read`: the bytes that were read to `address`, or a negative
   * errno. Position and count are in bytes.
   */
  read(
    file: ListFile,
    position: number,
    count: number,
    address: number,
  ): number;
}

/** An open file. */
export interface ListFile extends ListPolicyFile {
  /** Stands for the file in a trace. */
  readonly number: number;
  /** Files with the same inode can share VMAs. */
  readonly inode: object;
  /** The operations. */
  readonly driver: ListDriver;
  /** There is no table of operations. */
  readonly noOperations: boolean;
  /** VMAs of the file's mapping (`i_mmap`); `null` for a null pointer. */
  readonly mappings: FileVmas | null;
  /** Counts the changes of the contents. */
  readonly contentVersion: number;
  /** Uses of the file: `f_count`. */
  references: number;
}
