/**
 * What the policy of one kernel since 2.6.29 is made of: regions for the
 * system, VMAs for each process.
 *
 * @module
 */
import type { PolicyChange } from "./change.ts";
import type { Arch, Caller, MmapRequest, PolicyFile } from "./request.ts";
import type { Checks } from "./checks.ts";
import type { Verdict } from "./verdict.ts";
import type { VmFlagsInput } from "./vm_flags.ts";

/** How a file is read into a copy. */
export type CopyRead =
  /** `f_op->read` or nothing; no check of the position. */
  | "read"
  /** Either operation; no check of the position. */
  | "any"
  /** Either operation, through `kernel_read()`, which checks the position. */
  | "kernel_read"
  /** `kernel_read()`, which insists on `read_iter` without `read`. */
  | "read_iter";

/** What ramfs does where a mapping is made. */
export interface RamfsPolicy {
  /** Errors of get_unmapped_area are errnos of their own, not ENOSYS. */
  readonly areaErrors: boolean;
  /** What the mmap operation accepts: MAP_SHARED only, or all shareable. */
  readonly accepts: "shared" | "shareable";
  /** Truncation cuts regions that reach beyond the new size. */
  readonly cutsRegions: boolean;
  /** The file is read through `read` or through `read_iter`. */
  readonly readWith: "read" | "read_iter";
  /** The operation that maps: the same answers from either. */
  readonly mapsWith: "mmap" | "mmap_prepare";
}

/** The policy of one kernel, and what differs in the life of a mapping. */
export interface Edition {
  /** Name in scenarios, such as `linux-6.12`. */
  readonly id: string;
  /** Releases with this policy: the first and the last one. */
  readonly releases: readonly [first: string, last: string];
  /** Tells these editions from those before regions. */
  readonly world: "regions";
  /** What is otherwise than in the edition before. */
  readonly changes: readonly PolicyChange[];

  /** The checks that `validate` makes, of those that have come or gone. */
  readonly checks: Checks;
  /** Whether a mapping may be made, and with which capabilities. */
  readonly validate: (
    request: MmapRequest,
    file: PolicyFile | null,
    caller: Caller,
    arch: Arch,
  ) => Verdict;
  /** The flags of a granted mapping. */
  readonly vmFlags: (input: VmFlagsInput) => number;
  /** A VMA or region with one of these flags may be shared. */
  readonly shareable: number;

  /** Capabilities come from an operation of the driver, not its bdi. */
  readonly asksCapabilities: boolean;
  /** The entry of the system call shifts the byte offset as a signed number. */
  readonly signedOffset: boolean;
  /** The entry of the system call adds PROT_READ to PROT_WRITE. */
  readonly writeImpliesRead: boolean;

  /** Lengths are rounded up to pages everywhere, also in munmap and mremap. */
  readonly roundsLengths: boolean;
  /** get_unmapped_area and mmap are asked only where DIRECT is left. */
  readonly directGoverns: boolean;
  /** What a driver meets that maps in place what is not shareable. */
  readonly unshareableDirect: "warning" | "bug";
  /** How a file is read into a copy. */
  readonly copyRead: CopyRead;
  /** A failed read gives back the trimmed length only. */
  readonly leaksSlackOnReadError: boolean;
  /** Memory is asked for in pages, else as a block of their order. */
  readonly allocatesExactly: boolean;
  /** MAP_UNINITIALIZED is known. */
  readonly knowsUninitialized: boolean;

  /** A region must start on a page: BUG_ON(). */
  readonly bugsOnUnalignedRegion: boolean;
  /** A region enters the tree before its memory is known, with the start 0. */
  readonly entersUnplaced: boolean;
  /** What happens to the region of a mapping that fails. */
  readonly failedRegion: "freed" | "stays-in-tree" | "bug-if-tree-empty";

  /** The security module is asked before anything is checked, or last. */
  readonly securityFirst: boolean;
  /** When memory for the tree of VMAs is had, if that can fail. */
  readonly preparesTree: "never" | "first" | "last";
  /** How a process keeps its VMAs. */
  readonly vmaTree: "maple" | "list";
  /** Where a list of VMAs is looked up first; the maple tree needs no such. */
  readonly vmaCache: "last" | "four" | "four-from-page";
  /** What a mapping that wraps past the last address meets. */
  readonly wrap: "oops" | "lost";
  /** Cutting the middle out of anonymous memory prints a warning. */
  readonly splitWarns: boolean;
  /** Cutting a mapping removes all of it from the tree and stores the rest. */
  readonly shrinkRestores: boolean;

  /** ramfs, which is part of the policy where it has to answer for it. */
  readonly ramfs: RamfsPolicy;
  /** /proc/PID/maps: all entries, nothing, or offsets of anonymous VMAs too. */
  readonly processMaps: "entries" | "empty" | "with-offsets";
}
