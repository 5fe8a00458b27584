/**
 * /dev/mem.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import {
  addWords,
  pagesIn,
  pagesToBytes,
  subtractWords,
  toWord,
  type Word,
} from "../abi/word.ts";
import type { Vma } from "../memory/region.ts";
import { OPERATION } from "../policy/request.ts";
import type { DeviceRules } from "./device_rules.ts";
import type { Driver, DriverHost } from "./driver.ts";
import { errorWord } from "./int_address.ts";
import { remapPfnRange } from "./remap.ts";

/** What an architecture lets be mapped. */
export interface MemOptions {
  /**
   * First physical address that may not be mapped, a multiple of the page
   * size: `valid_mmap_phys_addr_range()`. Left out: all may be, as on RISC-V.
   */
  readonly limit?: Word;
}

/**
 * The operations of /dev/mem: all memory directly, nothing copied. Mirrors
 * drivers/char/mem.c, get_unmapped_area_mem() and mmap_mem().
 *
 * @example
 * ```ts
 * import { deviceRules } from "./device_rules.ts";
 * import { memDriver } from "./mem.ts";
 * import { CAPABILITY } from "../abi/capabilities.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const { capabilities } = memDriver(deviceRules("linux-6.12"));
 * assertEquals(capabilities & CAPABILITY.COPY, 0);
 * ```
 */
export function memDriver(
  rules: DeviceRules,
  options: MemOptions = {},
): Driver {
  const at = (position: number, host: DriverHost): Word =>
    toWord(position, host.arch.wordSize);
  return {
    name: "mem",
    type: "chr",
    operations: OPERATION.MMAP_CAPABILITIES | OPERATION.GET_UNMAPPED_AREA |
      OPERATION.READ |
      (rules.memMmap === "remap" ? OPERATION.MMAP : OPERATION.MMAP_PREPARE),
    capabilities: CAPABILITY.DIRECT | CAPABILITY.READ | CAPABILITY.WRITE |
      CAPABILITY.EXEC,
    getUnmappedArea(_inode, length, pgoff, _flags, host) {
      const { pageSize, wordSize } = host.arch;
      if (!inRange(options, pgoff, length, host)) {
        return errorWord(ERRNO.EINVAL, host);
      }
      return pagesToBytes(pgoff, pageSize, wordSize);
    },
    mmap: (_inode, vma, host) => mmapMem(vma, rules, options, host),
    read: (_inode, _position, count) => count,
    bytes(_inode, position, target, host) {
      target.set(host.memory.read(at(position, host), target.length));
    },
    write(_inode, position, bytes, host) {
      host.memory.write(at(position, host), bytes);
      return bytes.length;
    },
    truncate: () => ({ errno: ERRNO.EINVAL, reason: "truncate" }),
  };
}

function mmapMem(
  vma: Vma,
  rules: DeviceRules,
  options: MemOptions,
  host: DriverHost,
): number {
  const { pageSize, wordSize } = host.arch;
  const size = subtractWords(vma.end, vma.start, wordSize);
  if (rules.memChecksRange) {
    const offset = pagesToBytes(vma.pgoff, pageSize, wordSize);
    if (BigInt(vma.pgoff) !== BigInt(pagesIn(offset, pageSize))) {
      return -ERRNO.EINVAL;
    }
    const last = addWords(offset, subtractWords(size, 1, wordSize), wordSize);
    if (last < offset) return -ERRNO.EINVAL;
  }
  if (!inRange(options, vma.pgoff, size, host)) return -ERRNO.EINVAL;
  if (!host.isShareable(vma.flags)) return -ERRNO.ENOSYS;
  if (rules.memMmap !== "remap") {
    host.hazard("remap-action-refused");
    return rules.memMmap === "action-eagain" ? -ERRNO.EAGAIN : -ERRNO.EINVAL;
  }
  const refused = remapPfnRange({ vma, frame: vma.pgoff }, rules, host) !== 0;
  return refused ? -ERRNO.EAGAIN : 0;
}

function inRange(
  { limit }: MemOptions,
  pgoff: Word,
  length: Word,
  { arch: { pageSize } }: DriverHost,
): boolean {
  if (limit === undefined) return true;
  const end = BigInt(pgoff) + BigInt(pagesIn(length, pageSize));
  return end <= BigInt(pagesIn(limit, pageSize));
}
