/**
 * Files and drivers as the kernels before regions see them.
 *
 * @module
 */
import type { ListPolicyFile } from "../../policy/list_request.ts";
import type { ListVma } from "./vma.ts";
import type { PrioTree } from "./prio_tree.ts";

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
  readonly mappings: PrioTree | null;
  /** Counts the changes of the contents. */
  readonly contentVersion: number;
  /** Uses of the file: `f_count`. */
  references: number;
}
