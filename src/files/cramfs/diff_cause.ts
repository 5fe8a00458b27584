/**
 * Why two revisions of cramfs answer a request differently.
 *
 * @module
 */

import {
  CRAMFS_HAZARDS,
  type CramfsHazard,
} from "../../policy/hazards/cramfs.ts";
import type { CramfsMapping } from "./mapping.ts";

/** A cause in words. */
export interface RevisionCause {
  /** One sentence. */
  readonly sentence: string;
  /** Where the cause is. */
  readonly source: string;
}

/** Causes that are faults of a revision, the most telling first. */
const FAULTS: readonly CramfsHazard[] = [
  "remap-empty-range",
  "pages-past-vma",
  "shared-page-not-skipped",
  "address-used-as-pfn",
  "wrong-block-mapped",
  "unfilled-pfnmap",
  "uninitialised-page-count",
  "pgoff-cleared",
  "dirty-tail-exposed",
  "direct-page-lost",
  "tail-check-misplaced",
  "length-truncated",
];

/** Every cause by its id. */
export const CAUSES: ReadonlyMap<string, RevisionCause> = new Map([
  ...CRAMFS_HAZARDS.map((hazard): [string, RevisionCause] => [
    hazard.id,
    hazard,
  ]),
  ["rest", {
    sentence:
      "What cannot be mapped in place is split off on the first access, or it is paged in a VMA with VM_MIXEDMAP.",
    source: "fs/cramfs/inode.c, cramfs_physmem_mmap()",
  }],
]);

/** The cause of a difference: a key of {@linkcode CAUSES}. */
export function causeOf(
  left: CramfsMapping | string,
  right: CramfsMapping | string,
): string {
  if (typeof left === "string" || typeof right === "string") {
    return "overlay-not-known";
  }
  const only = FAULTS.find((id) =>
    left.hazards.includes(id) !== right.hazards.includes(id)
  );
  return only ?? "rest";
}
