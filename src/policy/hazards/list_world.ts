/**
 * Where the kernels before regions (2.6.11 to 2.6.28) misbehave.
 *
 * @module
 */
import type { Hazard, HazardEffect } from "./hazard.ts";

const ADD = "mm/nommu.c, add_nommu_vma()";
const PRIVATE = "mm/nommu.c, do_mmap_private()";
const DO_MMAP = "mm/nommu.c, do_mmap_pgoff()";
const PUT = "mm/nommu.c, put_vma()";

/** The last release before regions. */
const LAST = "2.6.28";

function hazard(
  id: string,
  effect: HazardEffect,
  source: string,
  sentence: string,
  until = LAST,
  since?: string,
): Hazard {
  const found = { id, effect, sentence, source, until };
  return since === undefined ? found : { ...found, since };
}

/** Hazards of the list world. */
export const LIST_WORLD_HAZARDS: readonly Hazard[] = [
  hazard(
    "driver-accepts-unshareable",
    "fatal",
    PRIVATE,
    "The driver's mmap operation accepts a private mapping that may not be shared: BUG_ON() with the semaphore held, so that every later mapping hangs.",
    LAST,
    "2.6.12",
  ),
  hazard(
    "vma-start-taken",
    "fatal",
    ADD,
    "Another VMA that is not MAP_SHARED starts at the same address: BUG_ON() with the semaphore held.",
  ),
  hazard(
    "prio-tree-inconsistent",
    "fatal",
    "lib/prio_tree.c, prio_tree_insert()",
    "Lengths below a page have broken the order of the file's tree of VMAs, which finds two different ranges in one place: BUG() with the semaphore held.",
  ),
  hazard(
    "null-file-released",
    "fatal",
    DO_MMAP,
    "An anonymous mapping fails for want of memory, and the file that it does not have is released.",
    "2.6.18",
  ),
  hazard(
    "null-mapping-used",
    "fatal",
    ADD,
    "The file has no mapping of its own; the inode's is used for the decision, but a null pointer when the VMA is entered.",
  ),
  hazard(
    "null-mmap-operation",
    "fatal",
    PRIVATE,
    "The driver's mmap operation is called although there is none.",
  ),
  hazard(
    "null-read-operation",
    "fatal",
    PRIVATE,
    "The driver's read operation is called although there is none.",
  ),
  hazard(
    "null-operations-table",
    "fatal",
    DO_MMAP,
    "An operation is looked up in a table that the file does not have.",
  ),
  hazard(
    "null-file-compared",
    "fatal",
    DO_MMAP,
    "The search for VMAs to share compares inodes, but one of the two mappings is anonymous and has none.",
    LAST,
    "2.6.12",
  ),
  hazard(
    "semaphore-left-held",
    "fatal",
    DO_MMAP,
    "An earlier BUG or oops left nommu_vma_sem held: the call never returns.",
  ),
  hazard(
    "uninitialised-capabilities",
    "corruption",
    "mm/nommu.c, validate_mmap_request()",
    "The capabilities are used without ever having been set: this is what happens with the value that was on the stack.",
    "2.6.19",
    "2.6.12",
  ),
  hazard(
    "capabilities-unknown",
    "fatal",
    "mm/nommu.c, validate_mmap_request()",
    "The capabilities are used without ever having been set, and it is not known what was on the stack: nothing can be said from here on.",
    "2.6.19",
    "2.6.12",
  ),
  hazard(
    "null-page-released",
    "fatal",
    "fs/ramfs/file-nommu.c, ramfs_nommu_get_unmapped_area()",
    "The file lacks some of the pages, and ramfs releases those that it did not find, too.",
    LAST,
    "2.6.16",
  ),
  hazard(
    "error-address-mapped",
    "corruption",
    DO_MMAP,
    "The driver's get_unmapped_area answered ENOSYS and that error became the address: the mapping exists, but the caller reads its address as a failure.",
    LAST,
    "2.6.12",
  ),
  hazard(
    "mapped-at-zero",
    "corruption",
    PRIVATE,
    "The driver's mmap operation accepts, but nobody knows where its memory is: the mapping starts at address 0.",
    "2.6.31",
  ),
  hazard(
    "direct-against-capabilities",
    "surprise",
    PRIVATE,
    "The capabilities ask for a copy, but the driver's mmap operation is called all the same and its memory is mapped in place.",
    "2.6.31",
    "2.6.12",
  ),
  hazard(
    "joined-other-protection",
    "surprise",
    DO_MMAP,
    "The VMA that is shared was mapped with another protection, which stays.",
  ),
  hazard(
    "joined-other-length",
    "surprise",
    DO_MMAP,
    "The VMA that is shared has another length in bytes: this caller cannot unmap it with its own length.",
  ),
  hazard(
    "private-on-shared",
    "corruption",
    DO_MMAP,
    "A MAP_PRIVATE mapping is given somebody's MAP_SHARED one: stores of others show in it.",
  ),
  hazard(
    "total-vm-negative",
    "surprise",
    "mm/nommu.c, do_munmap()",
    "Unmapping subtracts pages that joining a shared VMA never added: total_vm drops below zero.",
  ),
  hazard(
    "device-memory-freed",
    "corruption",
    PUT,
    "The memory of a device is given to kfree(), because a private mapping is taken for a copy.",
    "2.6.11",
  ),
  hazard(
    "shared-copy-leaked",
    "corruption",
    PUT,
    "A copy was made for a mapping that is MAP_SHARED or marked as I/O memory: it is never freed.",
    "2.6.11",
  ),
  hazard(
    "positive-answer-returned",
    "surprise",
    DO_MMAP,
    "An operation answered a positive number: nothing is mapped, and the caller gets the number as an address.",
    "2.6.11",
  ),
];
