/**
 * What a machine with an MMU makes of the files of a cramfs image.
 *
 * @module
 */
import type { Word } from "../../abi/word.ts";
import type { BytesExpectation } from "./expect.ts";
import type { Located, LocatedKeys } from "./position.ts";
import type { Address, Flags } from "./value.ts";

/** A mapping, or only the preparation of one. */
export interface MmuMapOperation {
  /** Tells the operations apart. */
  readonly kind: "map" | "prepare";
  /** Place in {@linkcode Scenario.files}. */
  readonly file: number;
  /** Where it goes, over what is there; left out: after everything. */
  readonly address?: Address;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`. */
  readonly prot: Flags;
  /** MAP_SHARED; otherwise MAP_PRIVATE. */
  readonly shared: boolean;
  /** Offset in the file, in pages. */
  readonly pgoff: number;
}

/** The completion of a mapping that was prepared. */
export interface MmuCompleteOperation {
  /** Tells the operations apart. */
  readonly kind: "complete";
  /** Number of the step that prepared it. */
  readonly step: number;
}

/** The protection of a range changes, or it is unmapped. */
export interface MmuRangeOperation {
  /** Tells the operations apart. */
  readonly kind: "protect" | "unmap";
  /** First address. */
  readonly address: Address;
  /** Length in bytes. */
  readonly length: Word;
  /** Bits of `PROT_*`; not of `unmap`. */
  readonly prot?: Flags;
}

/** What a step does. */
export type MmuOperation =
  | MmuMapOperation
  | MmuCompleteOperation
  | MmuRangeOperation;

/** Names of the operations: the keys of a step. */
export type MmuOperationKind = MmuOperation["kind"];

/** How a file is mapped. */
export type MmuDecision = "pfnmap" | "mixedmap" | "normal" | "crash";

/** Where a page comes from. */
export type MmuPageSource = "flash" | "ram" | "none" | "wild";

/** Keys of {@linkcode MmuExpectation}. */
export type MmuExpectationKey =
  | "errno"
  | "decision"
  | "bailout"
  | "direct"
  | "address"
  | "last_page_shared"
  | "state"
  | "pgoff"
  | "vm_flags"
  | "pages"
  | "bytes"
  | "maps"
  | "messages"
  | "hazard";

/** Names of flags as /proc/PID/smaps abbreviates them. */
export interface MmuFlagsExpectation {
  /** Exactly these, in any order. */
  readonly exact?: readonly string[];
  /** These among others. */
  readonly has?: readonly string[];
  /** None of these. */
  readonly lacks?: readonly string[];
}

/** What is expected of one step. At least one property is there. */
export interface MmuExpectation extends LocatedKeys<MmuExpectationKey> {
  /** The error number, or 0: the call succeeds. */
  readonly errno?: number;
  /** How the file is mapped. */
  readonly decision?: MmuDecision;
  /** Why nothing is mapped in place, in the kernel's words. */
  readonly bailout?: string;
  /** Pages that are mapped in place. */
  readonly direct?: number;
  /** Physical address of the first page that is mapped in place. */
  readonly address?: Word;
  /** Whether the last page is left out because of other data in it. */
  readonly lastPageShared?: boolean;
  /** What the preparation tells the completion. */
  readonly state?: string;
  /** Page offset of the VMA; of a private PFNMAP its page frame. */
  readonly pgoff?: Word;
  /** `VmFlags` of /proc/PID/smaps. */
  readonly vmFlags?: MmuFlagsExpectation;
  /** Where each page comes from, in order. */
  readonly pages?: readonly MmuPageSource[];
  /** Contents. */
  readonly bytes?: readonly BytesExpectation[];
  /** Lines of /proc/PID/maps. */
  readonly maps?: string;
  /** A part of each message of the kernel, in order; empty: none. */
  readonly messages?: readonly string[];
  /** Ids of the hazards that the step meets; empty: `none`. */
  readonly hazard?: readonly string[];
}

/** An expectation of some revisions or of all. */
export interface RevisionExpectation {
  /** Revisions it holds for; left out: all. */
  readonly revisions?: readonly string[];
  /** What is expected of them. */
  readonly expectation: MmuExpectation;
}

/** One step. */
export interface MmuStep
  extends LocatedKeys<"as" | "expect" | "note" | MmuOperationKind> {
  /** Its label. */
  readonly as?: string;
  /** What it does. */
  readonly operation: MmuOperation;
  /** What is expected of it. */
  readonly expect: readonly RevisionExpectation[];
  /** A remark for the reader. */
  readonly note?: string;
}

/** Mappings of cramfs files with an MMU; each revision is a test of its own. */
export interface CramfsMmu extends Located {
  /** What a variable that is never set happens to hold, 32 bits. */
  readonly uninitialised: number;
  /** What is done. */
  readonly steps: readonly MmuStep[];
}
