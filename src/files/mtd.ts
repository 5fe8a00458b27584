/**
 * Memory technology devices, as far as a mapping asks for them.
 *
 * @module
 */
import { CAPABILITY } from "../abi/capabilities.ts";
import { ERRNO } from "../abi/errno.ts";
import { addWords, type Word } from "../abi/word.ts";
import type { DriverHost } from "./driver.ts";
import { errorWord } from "./int_address.ts";

/** Bytes of flash around an image that gives no size. */
export const DEFAULT_FLASH_BYTES: number = 32 * 2 ** 20;

/** `MTD_RAM`, `MTD_ROM`, `MTD_NORFLASH`, `MTD_NANDFLASH`. */
export type MtdType = "RAM" | "ROM" | "NOR" | "NAND";

/** All types. */
export const MTD_TYPES: readonly MtdType[] = ["RAM", "ROM", "NOR", "NAND"];

/** A device. */
export interface MtdDevice {
  /** What it is made of. */
  readonly type: MtdType;
  /** Physical address of its first byte. */
  readonly at: Word;
  /** Bytes. */
  readonly size: number;
  /** It can be addressed as memory: it has a `_point` operation. */
  readonly point: boolean;
}

/**
 * What can be done with the memory of a device. Mirrors
 * drivers/mtd/mtdcore.c, mtd_mmap_capabilities().
 *
 * @example
 * ```ts
 * import { mtdCapabilities } from "./mtd.ts";
 * import { CAPABILITY } from "../abi/capabilities.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(mtdCapabilities("NOR"), CAPABILITY.COPY);
 * ```
 */
export function mtdCapabilities(type: MtdType): number {
  const { COPY, DIRECT, READ, WRITE, EXEC } = CAPABILITY;
  if (type === "RAM") return COPY | DIRECT | EXEC | READ | WRITE;
  return type === "ROM" ? COPY | DIRECT | EXEC | READ : COPY;
}

/** Whether a device can be opened for writing: `MTD_WRITEABLE`. */
export function mtdIsWritable(type: MtdType): boolean {
  return type !== "ROM";
}

/**
 * Where bytes of a device lie, or an error value; offset and length in bytes.
 * Mirrors drivers/mtd/mtdcore.c, mtd_get_unmapped_area() and mtd_point().
 */
export function mtdGetUnmappedArea(
  device: MtdDevice,
  length: Word,
  offset: Word,
  host: DriverHost,
): Word {
  if (!device.point) return errorWord(ERRNO.EOPNOTSUPP, host);
  if (offset >= device.size || length > device.size - Number(offset)) {
    return errorWord(ERRNO.EINVAL, host);
  }
  return addWords(device.at, offset, host.arch.wordSize);
}
