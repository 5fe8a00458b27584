/**
 * Lines of the kernel log before regions.
 *
 * @module
 */
import { hex } from "../../abi/word.ts";
import type { KernelMessage } from "../outcome.ts";
import type { CrashId } from "./journal.ts";
import { PRINTK } from "./trace.ts";

/** What a message names. */
export interface CallSubject {
  /** Number of the process. */
  readonly pid: number;
  /** Name of the process. */
  readonly name: string;
  /** Address of the call. */
  readonly address: number;
  /** Length of the call, in bytes. */
  readonly length: number;
}

/** The line for one of `PRINTK`. */
export function messageOf(
  printk: number,
  { pid, name, address, length }: CallSubject,
): KernelMessage {
  switch (printk) {
    case PRINTK.FIXED:
      return {
        kind: "warning",
        text: `${pid}: Can't do fixed-address/overlay mmap of RAM`,
      };
    case PRINTK.NOT_COMPLETELY:
      return {
        kind: "shared-not-supported",
        text: "MAP_SHARED not completely supported on !MMU",
      };
    case PRINTK.MISMATCHED:
      return {
        kind: "mismatched-share",
        text: "Attempt to share mismatched mappings",
      };
    case PRINTK.NOT_MAPPED:
      return {
        kind: "munmap-not-mmapped",
        text: `munmap of non-mmaped memory by process ${pid} (${name}): ${
          hex(address).slice(2).padStart(8, "0")
        }`,
      };
    case PRINTK.DATA_FAILED:
      return {
        kind: "alloc-failed",
        text: `Allocation of length ${length} from process ${pid} failed`,
      };
    default: {
      const what = printk === PRINTK.VMA_FAILED ? "vma" : "vml";
      return {
        kind: "alloc-failed",
        text:
          `Allocation of ${what} for ${length} byte allocation from process ${pid} failed`,
      };
    }
  }
}

const PLACES: Readonly<Record<CrashId, string>> = {
  "driver-accepts-unshareable": "kernel BUG in do_mmap_private()",
  "vma-start-taken": "kernel BUG in add_nommu_vma()",
  "prio-tree-inconsistent": "kernel BUG in vma_prio_tree_add()",
  "null-file-released": "Oops in fput()",
  "null-mapping-used": "Oops in add_nommu_vma()",
  "null-mmap-operation": "Oops in do_mmap_private()",
  "null-read-operation": "Oops in do_mmap_private()",
  "null-operations-table": "Oops in do_mmap_pgoff()",
  "null-file-compared": "Oops in do_mmap_pgoff()",
  "null-page-released": "Oops in put_page()",
  "semaphore-left-held": "",
  "capabilities-unknown": "",
};

/** The line with which the kernel stops; the empty string if it prints none. */
export function stopMessage(crash: CrashId): string {
  return PLACES[crash];
}
