/**
 * Reading a file into a copy. Mirrors fs/read_write.c, `kernel_read()`.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { toWord } from "../abi/word.ts";
import type { OpenFile } from "../files/inode.ts";
import type { Region } from "../memory/region.ts";
import { OPERATION } from "../policy/request.ts";
import type { Machine } from "./machine.ts";
import type { Made } from "./shared_mapping.ts";

/** Largest count of one read: `MAX_RW_COUNT`. */
function maxReadCount(pageSize: number): number {
  return 0x7fff_ffff - 0x7fff_ffff % pageSize;
}

/**
 * Fills a region of `length` bytes from its file; `undefined` if that went
 * well. Whatever a single read does not give stays zero.
 */
export function readIntoCopy(
  machine: Machine,
  file: OpenFile,
  region: Region,
  length: number,
): Made | undefined {
  const { pageSize, wordSize } = machine.arch;
  const { copyRead } = machine.edition;
  const checks = copyRead === "kernel_read" || copyRead === "read_iter";
  const position = BigInt.asIntN(64, BigInt(region.pgoff) * BigInt(pageSize));
  const negativeCount = wordSize === 64
    ? length >= 2 ** 63
    : length >= 0x8000_0000;
  if (
    checks && (negativeCount || position < 0n ||
      BigInt.asIntN(64, position + BigInt(length)) < 0n)
  ) return { errno: ERRNO.EINVAL, reason: "read-position-negative" };

  const { operations } = file;
  const refused = copyRead === "read_iter" &&
    (!(operations & OPERATION.READ_ITER) || operations & OPERATION.READ);
  if (refused) {
    machine.journal.message(
      "read-unsupported",
      `kernel read not supported for file ${file.inode.path}`,
    );
    const declared = operations & OPERATION.MMAP_CAPABILITIES;
    if (declared && file.capabilities & CAPABILITY.COPY) {
      machine.journal.hazard("declared-copy-unreadable");
    }
    return { errno: ERRNO.EINVAL, reason: "read-not-supported" };
  }

  const count = checks ? Math.min(length, maxReadCount(pageSize)) : length;
  // Nothing of a file lies at a negative position, but far behind its end.
  const at = Number(toWord(position, 64));
  const result = file.inode.driver.read(
    file.inode,
    at,
    count,
    machine,
  );
  machine.journal.call({
    operation: "read",
    file: file.name,
    result,
    position: toWord(position, 64),
    count,
  });
  if (result < 0) return { errno: -result, reason: "read-fails" };
  machine.memory.forget(region.start as number, length / pageSize);
  region.origin = {
    position: at,
    version: file.inode.version,
    filled: result,
    reading: false,
  };
  if (result > 0) file.inode.lazyCopies.add(region);
  return undefined;
}
