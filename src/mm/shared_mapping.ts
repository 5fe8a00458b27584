/**
 * Mapping the memory of a device. Mirrors mm/nommu.c, `do_mmap_shared_file()`.
 *
 * @module
 */
import { ERRNO } from "../abi/errno.ts";
import type { OpenFile } from "../files/inode.ts";
import type { Vma } from "../memory/region.ts";
import { OPERATION } from "../policy/request.ts";
import type { Machine } from "./machine.ts";

/** How the making of a mapping ended. */
export interface Made {
  /** 0, or a positive error number. */
  readonly errno: number;
  /** The rule that decided. */
  readonly reason: string;
}

/**
 * Calls the driver's mmap operation, or mmap_prepare of one that has no mmap: 0
 * or a negative errno.
 */
export function callMmap(machine: Machine, file: OpenFile, vma: Vma): number {
  const { start, end, pgoff, flags } = vma;
  const result = file.inode.driver.mmap(file.inode, vma, machine);
  machine.journal.call({
    operation: file.operations & OPERATION.MMAP ? "mmap" : "mmap_prepare",
    file: file.name,
    result,
    start,
    end,
    pgoff,
    flags,
  });
  return result;
}

/** Maps a file MAP_SHARED. */
export function mapShared(machine: Machine, file: OpenFile, vma: Vma): Made {
  const answer = callMmap(machine, file, vma);
  if (answer === -ERRNO.ENOSYS) {
    return { errno: ERRNO.ENODEV, reason: "shared-mmap-enosys" };
  }
  if (answer < 0) return { errno: -answer, reason: "shared-mmap-refuses" };
  return { errno: 0, reason: "shared-direct" };
}
