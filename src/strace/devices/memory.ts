/**
 * Devices that are memory.
 *
 * @module
 */
import type { MtdDevice } from "../../files/mtd.ts";
import type { StockInode } from "../../scenario/types.ts";
import type { Word } from "../../abi/word.ts";
import {
  BASE,
  declares,
  type Device,
  LARGEST,
  SMALLEST,
  stock,
  tooSmall,
} from "../device.ts";

const MEM = "drivers/char/mem.c";

/** /dev/mem. */
export const PHYSICAL_MEMORY: readonly Device[] = [
  {
    what: "/dev/mem and a range that may be mapped",
    source: `${MEM}, memory_mmap_capabilities()`,
    make: stock("chr", () => ({ driver: "mem" })),
  },
  {
    what: "/dev/mem and a range outside of physical memory",
    remedy: "a range inside of physical memory",
    source: `${MEM}, get_unmapped_area_mem()`,
    make: stock("chr", () => ({ driver: "mem", limit: 0 })),
  },
];

/** /dev/zero. */
export const ZERO: readonly Device[] = [{
  what: "/dev/zero",
  source: `${MEM}, zero_mmap_capabilities(), mmap_zero()`,
  make: stock("chr", () => ({ driver: "zero" })),
}];

const MTD = "drivers/mtd/mtdchar.c, drivers/mtd/mtdcore.c";

/** Memory technology devices as character devices. */
export const MTD_CHARACTER: readonly Device[] = [
  ...(["RAM", "ROM", "NOR", "NAND"] as const).map((type): Device => ({
    what: `an MTD device of type ${type}`,
    source: MTD,
    make: stock(
      "chr",
      ({ end, mapped }) =>
        mtd(
          type,
          Math.min(LARGEST, Math.max(end, SMALLEST)),
          mtdBase(mapped),
        ),
    ),
  })),
  {
    what: "an MTD device of type RAM, and the range reaches beyond it",
    source: "drivers/mtd/mtdchar.c, mtdchar_get_unmapped_area()",
    make: stock("chr", (about) => mtd("RAM", tooSmall(about))),
  },
];

/** An address is kept in an int, so that a 64-bit one has its low half only. */
function mtdBase(mapped: Word | undefined): number {
  const low = Number(BigInt.asUintN(32, BigInt(mapped ?? 0)));
  return mapped !== undefined && low % 4096 === 0 && low !== 0 ? low : BASE;
}

function mtd(
  type: MtdDevice["type"],
  size: number,
  at = BASE,
): Partial<StockInode> & { driver: "mtd" } {
  return {
    driver: "mtd",
    size,
    mtd: { type, at, size, point: type !== "NAND" },
  };
}

/** Block devices. */
export const BLOCK: readonly Device[] = [{
  what: "a block device",
  source: "block/fops.c, def_blk_fops",
  make: stock("blk", () => ({ driver: "block" })),
}];

/** Devices that cannot be mapped. */
export const WITHOUT_MMAP: readonly Device[] = [{
  what: "a device without an mmap operation",
  source: `${MEM}, null_fops`,
  make: declares({ mmap: "absent" }),
}];

/** UIO devices. */
export const USERSPACE_IO: readonly Device[] = [{
  what: "a UIO device, which has no get_unmapped_area",
  source: "drivers/uio/uio.c, uio_fops",
  make: declares({ readWith: "read" }),
}];
