/**
 * What stands behind an inode: the operations that a driver or filesystem has
 * and what they answer. Mirrors include/linux/fs.h, `struct file_operations`.
 *
 * @module
 */
import type { Arch } from "../policy/request.ts";
import type { FileType } from "../policy/request.ts";
import type { PageAllocator } from "../memory/buddy.ts";
import type { PhysicalMemory } from "../memory/physical.ts";
import type { MappedInode, Region, Vma } from "../memory/region.ts";
import type { Word } from "../abi/word.ts";

/** What a driver sees of an inode. */
export interface DriverInode extends MappedInode {
  /** Name in results. */
  readonly name: string;
  /** Size in bytes. */
  size: number;
  /** Addresses of the pages of a file that lives in RAM; holes are absent. */
  readonly pages: Map<number, number>;
}

/** What a driver may use of the machine. */
export interface DriverHost {
  /** Word size and page size. */
  readonly arch: Arch;
  /** The page allocator. */
  readonly allocator: PageAllocator;
  /** The bytes of the address space. */
  readonly memory: PhysicalMemory;
  /** Whether a VMA with these flags may be shared. */
  isShareable(vmFlags: number): boolean;
  /** Reports that the driver does what it should not. */
  hazard(id: string): void;
  /** Prints a warning with a backtrace, once for each place of the kernel. */
  warnOnce(place: string): void;
  /** Called after the end of a region moved. */
  regionCut(region: Region): void;
  /** Called before bytes of an inode change. */
  beforeChange(inode: DriverInode): void;
}

/** The outcome of a change of size: a rule, and an errno if it refuses. */
export interface TruncateResult {
  /** 0, or a positive error number. */
  readonly errno: number;
  /** Id of the rule that decided. */
  readonly reason: string;
}

/** Memory of a device. */
export interface DeviceWindow {
  /** Address of its first byte, which is the first byte of the file. */
  readonly base: Word;
  /** Bytes of the memory, where that is not the size of the file. */
  readonly size?: number;
  /** Fills `target` with the untouched bytes from `position` on. */
  bytes(position: number, target: Uint8Array, size: number): void;
}

/** The operations of a driver or filesystem. */
export interface Driver {
  /** Name, as scenarios give it. */
  readonly name: string;
  /** Type of the inode. */
  readonly type: FileType;
  /** Bits of `OPERATION`: the operations that exist. */
  readonly operations: number;
  /** Answer of `mmap_capabilities`. */
  readonly capabilities: number;
  /** Device memory of the inode, if it lies at fixed addresses. */
  readonly window?: DeviceWindow;
  /**
   * Answer of `get_unmapped_area`: an address, or an error value (the word of
   * a negative errno). The length is in bytes.
   */
  getUnmappedArea(
    inode: DriverInode,
    length: Word,
    pgoff: Word,
    flags: number,
    host: DriverHost,
  ): Word;
  /** Answer of `mmap` or `mmap_prepare`: 0 or a negative errno. */
  mmap(inode: DriverInode, vma: Vma, host: DriverHost): number;
  /** Bytes that one read gives, or a negative errno. */
  read(
    inode: DriverInode,
    position: number,
    count: number,
    host: DriverHost,
  ): number;
  /** The bytes of the file; the target comes zeroed. */
  bytes(
    inode: DriverInode,
    position: number,
    target: Uint8Array,
    host: DriverHost,
  ): void;
  /** Writes to the file; answers the bytes taken, or a negative errno. */
  write(
    inode: DriverInode,
    position: number,
    bytes: Uint8Array,
    host: DriverHost,
  ): number;
  /** Changes the size; `size` differs from the present one. */
  truncate(inode: DriverInode, size: number, host: DriverHost): TruncateResult;
}
