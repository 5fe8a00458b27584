/**
 * What a step expects. What an expectation leaves out is not asserted.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { Backing } from "../../mm/outcome.ts";
import type { Located, LocatedKeys } from "./position.ts";
import type { Address, FileBytes, Flags } from "./value.ts";
import type { FilledBytes, LiteralBytes } from "./value.ts";

export type { Backing } from "../../mm/outcome.ts";

/** Flags that are exactly these, or contain some and none of others. */
export interface FlagsExpectation extends Located {
  /** Exactly these bits; then the others are left out. */
  readonly exact?: Flags;
  /** Bits that are all set. */
  readonly has?: Flags;
  /** Bits that are all clear. */
  readonly lacks?: Flags;
}

/** Keys of {@linkcode RegionExpectation}. */
export type RegionKey = "start" | "end" | "top" | "pgoff" | "usage" | "flags";

/** The region that the mapping uses. */
export interface RegionExpectation extends LocatedKeys<RegionKey> {
  /** First address: `vm_start`. */
  readonly start?: Address;
  /** Address after the last byte in use: `vm_end`. */
  readonly end?: Address;
  /** Address after the last allocated byte: `vm_top`. */
  readonly top?: Address;
  /** Offset in the file in pages: `vm_pgoff`. */
  readonly pgoff?: Word;
  /** How many VMAs use it: `vm_usage`. */
  readonly usage?: number;
  /** Its VM flags: `vm_flags`. */
  readonly flags?: FlagsExpectation;
}

/** Operations of a driver that the kernel calls. */
export type DriverOperation =
  | "mmap_capabilities"
  | "get_unmapped_area"
  | "mmap"
  | "mmap_prepare"
  | "read_iter"
  | "read";

/** Keys of {@linkcode CallExpectation}. */
export type CallKey =
  | "operation"
  | "file"
  | "result"
  | "address"
  | "length"
  | "pgoff"
  | "flags"
  | "start"
  | "end"
  | "position"
  | "count";

/** One call of a driver's operation. */
export interface CallExpectation extends LocatedKeys<CallKey> {
  /** Which operation. */
  readonly operation: DriverOperation;
  /** Place in {@linkcode Scenario.files} of the file that it is called for. */
  readonly file?: number;
  /** Its answer: an error number, or an address, 0 or a number of bytes. */
  readonly result?: { readonly errno: number } | { readonly value: Address };
  /** Address hint given to `get_unmapped_area`. */
  readonly address?: Address;
  /** Length in bytes given to `get_unmapped_area`. */
  readonly length?: Word;
  /** Offset in pages given to `get_unmapped_area`, or of the VMA. */
  readonly pgoff?: Word;
  /** `MAP_*` given to `get_unmapped_area`, or `VM_*` of the VMA of `mmap`. */
  readonly flags?: Flags;
  /** First address of the VMA of `mmap`. */
  readonly start?: Address;
  /** End of the VMA of `mmap`. */
  readonly end?: Address;
  /** Position in the file, in bytes, where a read starts. */
  readonly position?: Word;
  /** Number of bytes that a read asks for. */
  readonly count?: Word;
}

/** Contents at one place of the mapping, or of what a step loaded. */
export interface BytesExpectation extends Located {
  /** Where they start, in bytes from the start of the mapping. */
  readonly offset: Word;
  /** What they are. */
  readonly content: LiteralBytes | FilledBytes | FileBytes;
}

/** Keys of {@linkcode AccountingExpectation}. */
export type AccountingKey = "pages" | "total_vm" | "free_pages" | "map_count";

/** The kernel's accounts after the step. */
export interface AccountingExpectation extends LocatedKeys<AccountingKey> {
  /** Pages allocated for regions: `mmap_pages_allocated`. */
  readonly pages?: number;
  /** Pages of the process: `mm->total_vm`. */
  readonly totalVm?: number;
  /** Free pages of the machine. */
  readonly freePages?: number;
  /** VMAs of the process: `mm->map_count`. */
  readonly mapCount?: number;
}

/** Keys of {@linkcode Expectation}. */
export type ExpectationKey =
  | "errno"
  | "address"
  | "length"
  | "backing"
  | "vm_flags"
  | "region"
  | "shares"
  | "calls"
  | "bytes"
  | "maps"
  | "region_maps"
  | "accounting"
  | "messages"
  | "reason"
  | "hazard";

/** What is expected of one step. At least one property is there. */
export interface Expectation extends LocatedKeys<ExpectationKey> {
  /**
   * The error number, or 0: the call succeeds (`expect: ok`). Left out: not
   * asserted here, though a property of a mapping implies success.
   */
  readonly errno?: number;
  /** Address of the mapping. */
  readonly address?: Address;
  /** Length of the mapping in bytes. */
  readonly length?: Word;
  /** What backs the mapping. */
  readonly backing?: Backing;
  /** Flags of the VMA. */
  readonly vmFlags?: FlagsExpectation;
  /** The region that the mapping uses. */
  readonly region?: RegionExpectation;
  /** Number of the step whose mapping has the same region. */
  readonly shares?: number;
  /** Every call of a driver's operation, in order; empty: none. */
  readonly calls?: readonly CallExpectation[];
  /** Contents. */
  readonly bytes?: readonly BytesExpectation[];
  /** Text of `/proc/PID/maps`. */
  readonly maps?: string;
  /** Text of `/proc/maps`. */
  readonly regionMaps?: string;
  /** The kernel's accounts. */
  readonly accounting?: AccountingExpectation;
  /** A part of each message of the kernel's log, in order; empty: none. */
  readonly messages?: readonly string[];
  /** Id of the rule that decides. */
  readonly reason?: string;
  /** Ids of the hazards that the step meets; empty: `none`. */
  readonly hazard?: readonly string[];
}

/** An expectation of some kernels or of all. */
export interface KernelExpectation {
  /** Editions it holds for; left out: all. */
  readonly kernels?: readonly string[];
  /** What is expected of them. */
  readonly expectation: Expectation;
}
