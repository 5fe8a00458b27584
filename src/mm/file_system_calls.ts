/**
 * The system calls that change files.
 *
 * @module
 */
import { OpenFile } from "../files/inode.ts";
import { checkBytes, checkWhole, refuse } from "../given.ts";
import { truncateFile, writeFile } from "./file_calls.ts";
import type { Machine } from "./machine.ts";
import type { Outcome } from "./outcome.ts";
import { begin, end, FILE } from "./call.ts";

/** What a file can be asked to hold, in bytes. */
const LARGEST_FILE = 2 ** 64;

/**
 * `ftruncate()`; the size is in bytes. Files of ramfs get one run of pages when
 * they grow from nothing. Mirrors fs/ramfs/file-nommu.c,
 * `ramfs_nommu_resize()`, and mm/nommu.c, `nommu_shrink_inode_mappings()`.
 *
 * @throws {ArgumentError} if an argument is of another type.
 *
 * @example
 * ```ts
 * import { ftruncate, Machine, mmap, OpenFile, RAMFS } from "@nommap/nommap";
 * import { assertEquals } from "@std/assert";
 *
 * const machine = new Machine();
 * const process = machine.createProcess();
 * const inode = machine.createInode({
 *   name: "shm",
 *   driver: RAMFS,
 *   size: 0,
 *   path: "/dev/shm/x",
 *   device: "00:10",
 *   number: 1,
 * });
 * const file = new OpenFile(inode, "rw");
 * ftruncate(machine, file, 8192);
 * const shared = { file, length: 8192, prot: 3, flags: 1 };
 * assertEquals(mmap(machine, process, shared).reason, "shared-direct");
 * const cut = ftruncate(machine, file, 0);
 * assertEquals([cut.errno, cut.reason], [26, "truncate-shared-mapping"]); // ETXTBSY
 * ```
 */
export function ftruncate(
  machine: Machine,
  file: OpenFile,
  size: number,
): Outcome {
  const journal = begin(machine);
  if (!(file instanceof OpenFile)) refuse(FILE, "file", file);
  checkWhole("size", size, LARGEST_FILE);
  return end(machine, truncateFile(journal, file, size, machine));
}

/**
 * `pwrite()`; position in bytes. The value is the number of bytes that were
 * taken. Mirrors fs/read_write.c, `ksys_pwrite64()`.
 *
 * @throws {ArgumentError} if an argument is of another type.
 */
export function write(
  machine: Machine,
  file: OpenFile,
  position: number,
  bytes: Uint8Array,
): Outcome {
  const journal = begin(machine);
  if (!(file instanceof OpenFile)) refuse(FILE, "file", file);
  checkWhole("position", position, LARGEST_FILE);
  checkBytes("bytes", bytes);
  return writeFile(journal, file, position, bytes, machine);
}
