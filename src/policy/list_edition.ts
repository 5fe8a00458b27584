/**
 * What a kernel before regions (2.6.11 to 2.6.28) is made of: one tree of VMAs
 * for the system, which processes share, and a list of them in each process.
 *
 * @module
 */
import type { PolicyChange } from "./change.ts";
import type { LengthCheck } from "./list_length.ts";
import type { ListArch, ListPolicyFile, ListRequest } from "./list_request.ts";
import type { Verdict } from "./verdict.ts";

/** The flags of a granted mapping. */
export type ListVmFlags = (
  hasFile: boolean,
  prot: number,
  flags: number,
  capabilities: number,
  ptraced: boolean,
) => number;

/** What ramfs does where a mapping is made. */
export type RamfsMapping =
  /** It has no get_unmapped_area and maps like any file. */
  | "plain"
  /** Its mmap operation accepts whatever it is asked. */
  | "accepts-all"
  /** Its mmap operation accepts MAP_SHARED and answers ENOSYS otherwise. */
  | "accepts-shared";

/** What /dev/mem does where a mapping is made. */
export type MemDeviceMapping =
  /** It declares COPY by default and has no get_unmapped_area. */
  | "copy-by-default"
  /** It declares DIRECT, and answers the offset in pages as the address. */
  | "direct-unshifted"
  /** It declares DIRECT. */
  | "direct";

/** The policy of one kernel before regions, and the life of its mappings. */
export interface ListEdition {
  /** Name in scenarios, such as `linux-2.6.14`. */
  readonly id: string;
  /** Releases with this policy: the first and the last one. */
  readonly releases: readonly [first: string, last: string];
  /** Tells these editions from those with regions. */
  readonly world: "list";
  /** What is otherwise than in the edition before. */
  readonly changes: readonly PolicyChange[];
  /** Numbers of the capabilities in the kernel's header; {} has none. */
  readonly capabilityNumbers: Readonly<Record<string, number>>;

  /** Length and offset, the first thing that the validation looks at. */
  readonly checkLength: LengthCheck;
  /** Whether a mapping may be made, and with which capabilities. */
  readonly validate: (
    request: ListRequest,
    file: ListPolicyFile | null,
    readImpliesExec: boolean,
    arch: ListArch,
    checkLength: LengthCheck,
  ) => Verdict;
  /** The flags of a granted mapping. */
  readonly vmFlags: ListVmFlags;
  /** READ_IMPLIES_EXEC makes the mapping executable. */
  readonly impliedExecCounts: boolean;
  /** Positive answers of the security hook and of mmap end the request. */
  readonly positiveAnswersEnd: boolean;

  /** MAP_SHARED of memory mapped directly looks for a VMA to share. */
  readonly sharesDirect: boolean;
  /** When get_unmapped_area is asked. */
  readonly asksForArea: "always" | "if-shareable";
  /** Addresses above the negative of this are errors: `IS_ERR()`. */
  readonly errorAddresses: number;
  /** ENOSYS from get_unmapped_area or mmap ends MAP_SHARED, else it copies. */
  readonly separatesShared: boolean;
  /** A private mapping that the driver accepts must be shareable: BUG_ON(). */
  readonly bugsIfUnshareable: boolean;
  /** Flags that a copy gets. */
  readonly copyFlags: number;
  /** Which of the memory counted as allocated is counted when it is mapped. */
  readonly countsMemory: (vmFlags: number) => boolean;
  /** Whether the last unmapping frees the memory. */
  readonly freesMemory: (vmFlags: number, start: number) => boolean;
  /** Which executable mappings flush the instruction cache; copies at once. */
  readonly flushesCache: "copies" | "all";
  /** The error path releases the file even where there is none. */
  readonly releasesNullFile: boolean;
  /** What the message names when there is no memory for a VMA. */
  readonly vmaMessage: "vml" | "vma";

  /** The list of a process is in address order, else newest first. */
  readonly orderedList: boolean;
  /** munmap() of length 0 takes whatever starts there. */
  readonly munmapAnyLength: boolean;
  /** Programs can call mremap(); else only the kernel has `do_mremap()`. */
  readonly mremapCall: boolean;
  /** `remap_pfn_range()` moves the VMA to its offset, else it is refused. */
  readonly remapsPfn: boolean;

  /** What ramfs does. */
  readonly ramfs: RamfsMapping;
  /** What /dev/mem does. */
  readonly memDevice: MemDeviceMapping;
  /** /proc/maps can be read on after the first page of text. */
  readonly mapsContinue: boolean;
  /** /proc/PID/maps lists something. */
  readonly listsProcessMaps: boolean;
}
